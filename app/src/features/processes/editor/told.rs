//! What has happened in a case that is played, a sentence for each event.

use schema::process::design::Piece;
use schema::process::{Event, Payload};

use crate::text::Words;

/// The event in a sentence; nothing for what only says who took something on.
pub fn told(words: Words, process: &Piece, event: &Event) -> Option<String> {
    let texts = words.processes;
    Some(match &event.payload {
        Payload::CaseStarted(_) => texts.event_filed().to_owned(),
        Payload::TaskOpened(opened) => texts.event_opened(&called(words, process, &opened.task)),
        Payload::TaskCompleted(done) => {
            texts.event_done(&called(words, process, &done.task), words.desk.outcome(done.outcome))
        }
        Payload::TaskReturned(returned) => {
            texts.event_back(&called(words, process, &returned.task), &called(words, process, &returned.to))
        }
        Payload::BranchTaken(taken) => {
            let fork = find(process, &taken.block)?;
            let names = taken.branches.iter().filter_map(|index| fork.children.get(*index));
            let names: Vec<String> = names.map(|branch| crate::flow::name(words, branch)).collect();
            texts.event_branch(&crate::flow::name(words, fork), &names.join(words.catalogue.separator()))
        }
        Payload::RoundEnded(ended) if ended.again => texts.event_again(&called(words, process, &ended.block)),
        Payload::RoundEnded(ended) => texts.event_round_over(&called(words, process, &ended.block)),
        Payload::EachBegun(begun) => {
            texts.event_each(&called(words, process, &begun.block), begun.items.len())
        }
        _ => return None,
    })
}

/// What a task or block is called, by its id or the key of an opening.
pub fn called(words: Words, process: &Piece, key: &str) -> String {
    let (id, number) = key.split_once('#').map_or((key, None), |(id, number)| (id, Some(number)));
    let name = find(process, id).map_or_else(|| id.to_owned(), |piece| crate::flow::name(words, piece));
    number.map_or_else(|| name.clone(), |number| format!("{name} #{number}"))
}

fn find<'p>(process: &'p Piece, id: &str) -> Option<&'p Piece> {
    process.all().into_iter().skip(1).find(|(_, piece)| piece.id() == Some(id)).map(|(_, piece)| piece)
}
