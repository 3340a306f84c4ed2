//! What supervisors read: the board of cards, a card with what proves it, and how it is argued. Documents, all of them.

mod board;
mod card;
mod due;
mod inquiry;
mod rules;

pub use board::SupervisionPage;
pub use card::CardPage;
pub use due::DuePage;
pub use rules::{RulePage, RulesPage};
use schema::supervise::Grade;

use crate::prelude::*;
use crate::text::{Supervision, use_words};

/// The words of this room in the page's language.
fn texts() -> Supervision {
    Supervision(use_words().locale)
}

/// The card itself, in its colour and with its word.
fn flag(grade: Grade) -> impl IntoView {
    let class = match grade {
        Grade::Warning => "flag warning",
        Grade::Yellow => "flag yellow",
        Grade::Red => "flag",
    };
    view! { <span class=class>{texts().short(grade)}</span> }
}
