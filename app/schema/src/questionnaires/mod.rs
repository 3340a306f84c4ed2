//! Questionnaires (补充提问): what an agency asks the applicant of a case further, after the one form was filed. They come from a published
//! form, or are written on the spot and compiled like any other.
//!
//! A questionnaire is no second notice to supplement: what has to be supplied is told once and at once (行政许可法 art. 32 (4)), and stops
//! the clock. This is asked once a case, asks for no document, stops no clock, and leaves nothing undone where it is not answered.

mod written;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::written::{MOST_CHOICES, MOST_QUESTIONS, QuestionKind, WrittenQuestion, definition, faults};
use crate::applications::FormRef;
use crate::form::{Form, FormState, Surroundings, region_checks, state_in};
use crate::locale::Text;

/// Asks the applicant of a case: with a form, or with questions written on the spot. `POST /api/desk/cases/{number}/questions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewQuestionnaire {
    /// Why it is asked, in words for the applicant.
    pub why: String,
    /// A published form of the agency, in a version that is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormRef>,
    /// The questions, where no form is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<WrittenQuestion>,
}

/// The longest reason for asking, in characters.
pub const LONGEST_WHY: usize = 300;

/// A questionnaire and its answers: for its applicant however far they are, for the agency that asked from when they were handed in.
/// `GET /api/cases/{number}/questions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Questionnaire {
    /// The agency that asks.
    pub agency: String,
    /// Why it asks, in words for the applicant.
    pub why: String,
    /// When it asked.
    pub asked_at: DateTime<Utc>,
    /// The program of its form: the same that judges the answers.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub program: Value,
    /// The answers.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Value,
    /// What the rules of the form read besides the answers.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// When the answers were saved last, before they were handed in; only its applicant is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_at: Option<DateTime<Utc>>,
    /// When they were handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether it can be answered now: it was not, and the case goes on undecided.
    pub is_open: bool,
}

impl Questionnaire {
    /// Its form; none where the program cannot be read.
    pub fn form(&self) -> Option<Form> {
        Form::of_program(&self.program)
    }

    /// What follows from its answers.
    pub fn follows(&self, form: &Form) -> FormState {
        state_in(form, &self.answers, self.surroundings.context())
    }
}

/// Saves the answers however far they are, or hands them in. `PUT` and `POST /api/cases/{number}/questions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerQuestionnaire {
    /// Names (JSON Pointers) and values, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<(String, String)>,
    /// The answers as a whole, instead of fields: as programs send them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub answers: Option<Value>,
}

/// That something was asked further, as the case of its applicant tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionsNotice {
    /// Whether it can be answered now.
    pub is_open: bool,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
}

/// What was asked further at a desk, and whether one may ask. `GET /api/desk/cases/{number}/questions`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskQuestions {
    /// What was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Questionnaire>,
    /// Whether one may ask now: nothing was asked yet, and the case goes on undecided.
    pub may_ask: bool,
    /// The forms of the agency that one may choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<AskingForm>,
}

/// A form to ask with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskingForm {
    /// The form, in the version in force.
    pub form: FormRef,
    /// What it is called.
    pub title: Text,
}

/// Whether one may ask with a form: one page of questions that the applicant alone answers. A form that asks for documents is none, because
/// what is missing of those is told in the one notice to supplement; neither is one whose regions are loaded while one chooses.
pub fn may_be_asked(form: &Form) -> bool {
    form.pages.len() == 1
        && form.office.is_empty()
        && form.materials.is_empty()
        && !form.fields.is_empty()
        && region_checks(form).is_empty()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::compile;

    fn form(more: Value) -> Form {
        let mut definition = json!({
            "schema": { "type": "object", "properties": { "note": { "type": "string", "title": "说明" } } },
        });
        definition.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        compile(&definition).0
    }

    #[test]
    fn no_document_is_asked_for_beside_the_one_notice() {
        assert!(may_be_asked(&form(json!({}))));
        let material = json!({ "id": "proof", "name": { "zh-CN": "证明" }, "accept": ["image/png"] });
        assert!(!may_be_asked(&form(json!({ "materials": [material] }))));
    }

    #[test]
    fn it_is_one_page_without_regions() {
        let region = json!({ "type": "object", "properties": { "where": { "type": "string", "format": "region", "title": "哪里" } } });
        assert!(!may_be_asked(&form(json!({ "schema": region }))));
        let page = |id: &str| json!({ "type": "Category", "label": id, "options": { "id": id }, "elements": [{ "type": "Control", "scope": "#/properties/note" }] });
        let pages = json!({ "type": "Categorization", "elements": [page("a"), page("b")] });
        assert!(!may_be_asked(&form(json!({ "uischema": pages }))));
        assert!(!may_be_asked(&form(json!({ "schema": { "type": "object", "properties": {} } }))));
    }
}
