//! One's situation (情形), as an item and the end of a guide show it: fee, time and window, the checklist, and how to keep them.

mod checklist;
mod terms;

use schema::guide::SituationChoice;

pub use self::checklist::list;
pub use self::terms::{own, short};
use crate::prelude::*;
use crate::text::{Guides, Words, typeset};
use crate::ui::icon::Icon;

/// How to keep the page: its address is the answers, and it prints.
pub fn keep(words: Words) -> AnyView {
    let texts = Guides(words.locale);
    view! {
        <p class="soft kept">{texts.print_note()}</p>
        <p><button type="button" class="button quiet live" data-print><Icon name="print"/>{texts.print()}</button></p>
    }
}

/// An answer to a question in words.
pub fn answer_words(words: Words, choice: &SituationChoice) -> String {
    let texts = Guides(words.locale);
    match (choice.label.is_empty(), choice.written.as_str()) {
        (true, "true") => texts.yes().to_owned(),
        (true, _) => texts.no().to_owned(),
        (false, _) => typeset(choice.label.get(words.locale)),
    }
}
