//! A question put to the libraries and to the index: what either has to say, in one reply.

use schema::ask::{AskAnswer, AskReply, AskRequest, MASK, Scene, mask};

use super::answer::answer;
use super::talk::Telling;
use crate::features::catalogue::Index;

/// How many items stand beside what a library answers.
const BESIDE: usize = 3;

/// What the hall says. A question with a blocked word is heard no further; a number that is somebody's tells nothing of the matter.
pub fn reply(index: &Index, request: &AskRequest) -> AskReply {
    let masked = mask(&request.text).replace(MASK, " ");
    if masked.chars().any(char::is_alphanumeric) && masked != request.text {
        return heard(index, &AskRequest { text: masked, context: request.context.clone() });
    }
    heard(index, request)
}

fn heard(index: &Index, request: &AskRequest) -> AskReply {
    let (talk, text) = (index.talk(), request.text.trim());
    match talk.tell(text, &index.gist(text)) {
        Some(Telling::Politely(spoken)) => AskReply { said: Some(spoken), ..AskReply::default() },
        Some(Telling::SmallTalk(spoken)) => {
            let context = request.context.clone();
            AskReply { said: Some(spoken), context, good: true, ..AskReply::default() }
        }
        Some(Telling::Common(spoken, items)) => {
            let found = answer(index, request.clone());
            let meant: Vec<AskAnswer> = items.iter().filter_map(|code| meant(index, code)).collect();
            let mut answers = if meant.is_empty() && found.good { found.answers } else { meant };
            answers.truncate(BESIDE);
            AskReply { said: Some(spoken), answers, next: None, good: true, ..found }
        }
        None => {
            let found = answer(index, request.clone());
            AskReply { phrase: talk.reply(scene(&found, text), text), ..found }
        }
    }
}

fn meant(index: &Index, code: &str) -> Option<AskAnswer> {
    let item = index.get(code)?.summary.clone();
    Some(AskAnswer { item, score: 1.0, why: Vec::new() })
}

fn scene(reply: &AskReply, text: &str) -> Scene {
    match (text.is_empty(), reply.answers.len(), reply.good, &reply.next) {
        (true, ..) => Scene::Welcome,
        (_, 0, ..) => Scene::Nothing,
        (_, _, false, _) => Scene::Unsure,
        (.., Some(_)) => Scene::Narrow,
        (_, 1, ..) => Scene::Found,
        _ => Scene::Several,
    }
}
