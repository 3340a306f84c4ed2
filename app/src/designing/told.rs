//! What the page of a form or a process tells of its draft: what was just done, who had it in hand, and what a field is called.

use schema::definitions::DraftLine;

use super::shelf::Shelf;
use crate::prelude::*;
use crate::text::Words;

/// What was just done, by the names that twins have for it.
pub fn done(words: Words, shelf: Shelf, act: &str) -> Option<&'static str> {
    let texts = words.designer;
    Some(match (act, shelf) {
        ("submit", _) => texts.done_submit(),
        ("approve", _) => texts.done_approve(),
        ("return", _) => texts.done_return(),
        ("publish", _) => texts.done_publish(),
        ("discard", _) => texts.done_discard(),
        ("retire", _) => texts.done_retire(),
        ("item", Shelf::Forms) => texts.done_item(),
        ("item", Shelf::Processes) => words.processes.done_item(),
        _ => return None,
    })
}

/// What the field at a pointer is called.
pub fn label(words: Words, pointer: &str) -> &'static str {
    match pointer {
        "/item" => words.designer.item_code(),
        "/comment" => words.designer.comment(),
        "/effective_on" => words.designer.effective_on(),
        _ => "",
    }
}

/// Who saved the draft, from what it was made, who handed it over, and what the reviewer said last.
pub fn history(words: Words, line: &DraftLine) -> AnyView {
    let texts = words.designer;
    let saved = texts.saved_by(&line.author, &words.full_moment(line.updated_at));
    let base = line.base.map_or_else(|| texts.based_on_nothing().to_owned(), |base| texts.based_on(base));
    let submitted = line.submitted_by.as_deref().map(|who| format!(" · {}", texts.submitted_by(who)));
    let said = line.reviewed_by.as_deref().zip(line.comment.clone()).map(|(who, comment)| {
        view! { <blockquote class="remark"><p>{comment}</p><footer>{texts.reviewed(who)}</footer></blockquote> }
    });
    view! { <p class="cap">{base}" · "{saved}{submitted}</p>{said} }
}
