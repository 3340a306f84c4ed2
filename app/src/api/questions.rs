//! What is read of further questions.

use schema::catalogue::encode;
use schema::questionnaires::{DeskQuestions, Questionnaire};

use crate::data::Read;

/// What was asked of the applicant of a case.
pub fn questionnaire(number: &str) -> Read<Questionnaire> {
    Read::one(format!("/api/cases/{}/questions", encode(number)))
}

/// What was asked at the desk of a case, and whether one may ask.
pub fn desk_questions(number: &str) -> Read<DeskQuestions> {
    Read::one(format!("/api/desk/cases/{}/questions", encode(number)))
}
