//! What an agency asks the applicant of a case further: the page on which it is answered, and the one at the desk from which it is asked.

mod answer;
mod desk;

pub use answer::QuestionsPage;
pub use desk::DeskQuestionsPage;

use crate::text::{Questions, use_words};

/// The words of this room in the page's language.
fn texts() -> Questions {
    Questions(use_words().locale)
}
