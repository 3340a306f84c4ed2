//! What may be saved and what may be filed. Pure.

use schema::applications::{FileInfo, Submit};
use schema::catalogue::Way;
use schema::expr::{Context, Truth};
use schema::form::{self, Capture, Form, FormState, Matcher, Page};
use schema::process::{Place, SupplementPoint};
use schema::regions::Region;
use schema::{FieldCode, FieldError};
use serde_json::Value;

/// ECMA-262 patterns with the flag `u`, as the browser's own RegExp reads them; those of older forms, which only hold
/// without it, are read so.
pub struct Patterns;

impl Matcher for Patterns {
    fn is_match(&self, pattern: &str, text: &str) -> bool {
        // A pattern that is none holds nobody up, here or in the browser.
        let pattern = regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern));
        pattern.map_or(true, |pattern| pattern.find(text).is_some())
    }
}

/// Who files an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who filled it in.
    Applicant,
    /// Who takes it in at a window.
    Clerk,
    /// Another agent of the same enterprise.
    Colleague,
}

/// Whether an application of an item that is handled this way is filed by them; else why not.
pub const fn may_file(way: Way, by: By) -> Result<(), &'static str> {
    match (way, by) {
        (Way::Online, _) | (_, By::Clerk) | (Way::EmployerCheck, By::Colleague) => Ok(()),
        (Way::Window, _) => Err("it is finished at the window"),
        (Way::EmployerCheck, By::Applicant) => Err("another agent of the enterprise checks and files it"),
    }
}

/// Whether a draft of such an item is handed over, by who acts for an enterprise or does not; else why not.
pub const fn may_hand_over(way: Way, for_enterprise: bool, is_draft: bool) -> Result<(), &'static str> {
    match way {
        _ if !is_draft => Err("it has been filed"),
        Way::Online => Err("who fills it in files it"),
        Way::EmployerCheck if !for_enterprise => Err("only agents of an enterprise apply for it"),
        Way::Window | Way::EmployerCheck => Ok(()),
    }
}

/// The page of a form with this id.
pub fn page<'a>(form: &'a Form, id: &str) -> Option<&'a Page> {
    form.pages.iter().find(|page| page.id == id)
}

/// The page after this one that is shown.
pub fn next_page<'a>(form: &'a Form, state: &FormState, id: &str) -> Option<&'a str> {
    let after = form.pages.iter().skip_while(|page| page.id != id).skip(1);
    after.filter(|page| state.page_visible(form, page)).map(|page| page.id.as_str()).next()
}

/// The answers after the fields of one page were sent.
pub fn with_page(form: &Form, page: &Page, answers: &Value, fields: Vec<(String, String)>) -> Value {
    let mut answers = answers.clone();
    form::from_pairs_page(form, page, &mut answers, fields);
    answers
}

/// What is taken of the answers that were sent: what is fixed or computed, and what officers wrote, stays as it was.
pub fn accepted(form: &Form, before: &Value, sent: &Value, context: Context<'_>) -> Value {
    let mut answers = form::accept_answers(form, before, sent, context);
    form::keep_official(form, before, &mut answers);
    answers
}

/// What does not hold on one page. `regions` are those that the form offers for these answers.
pub fn page_errors(form: &Form, state: &FormState, page: &Page, regions: &[Region]) -> Vec<FieldError> {
    let mut errors = form::validate_page(form, state, page, &Patterns);
    errors.extend(form::validate_regions(form, state, Some(page), regions));
    errors
}

/// What keeps answers and materials (at `/materials/<id>`) from being filed. `regions` are those that the form offers for
/// these answers.
pub fn faults(
    (form, answers, context): (&Form, &Value, Context<'_>),
    state: &FormState,
    files: &[FileInfo],
    regions: &[Region],
) -> Vec<FieldError> {
    let mut errors = form::validate_in(form, answers, &Patterns, context);
    errors.extend(form::validate_regions(form, state, None, regions));
    let wanted = form.materials.iter().zip(state.materials());
    errors.extend(
        wanted
            .filter(|(material, wanted)| material.required && matches!(wanted, Truth::Yes))
            .filter(|(material, _)| !files.iter().any(|file| file.material == material.id))
            .map(|(material, _)| FieldError::new(format!("/materials/{}", material.id), FieldCode::Required)),
    );
    errors
}

/// That it was not declared to be true.
pub fn undeclared(sent: &Submit) -> Option<FieldError> {
    (!sent.promise).then(|| FieldError::new("/promise", FieldCode::Required))
}

/// While a supplement is open only what was asked for may change: the answers with everything else as it was.
pub fn only_open(before: &Value, after: &Value, open: &[SupplementPoint]) -> Value {
    let mut answers = before.clone();
    for point in open {
        if let Place::Pointer(pointer) = &point.place {
            set(&mut answers, pointer, after.pointer(pointer).cloned());
        }
    }
    answers
}

/// The answers with another one at a pointer whose parents exist; none takes it away.
pub fn with_answer(answers: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut answers = answers.clone();
    set(&mut answers, pointer, value);
    answers
}

/// Whether somebody is named anywhere in the answers, by their identity number.
pub fn names(answers: &Value, identity_number: &str) -> bool {
    match answers {
        Value::String(text) => text.trim().eq_ignore_ascii_case(identity_number),
        Value::Array(entries) => entries.iter().any(|entry| names(entry, identity_number)),
        Value::Object(members) => members.values().any(|member| names(member, identity_number)),
        _ => false,
    }
}

/// Whether files of this material may come and go.
pub fn is_open_material(material: &str, open: &[SupplementPoint]) -> bool {
    open.iter().any(|point| matches!(&point.place, Place::Material(id) if id == material))
}

/// What is wrong with the size of a photograph, in pixels. A phone may have written it lying on its side.
pub fn photograph_fault(
    capture: Capture,
    material: &str,
    pixels: Option<(usize, usize)>,
) -> Option<FieldError> {
    let (Capture::Photo { width, height }, Some((across, down))) = (capture, pixels) else { return None };
    let sorted = |one: u64, other: u64| (one.min(other), one.max(other));
    let (least, found) = (sorted(width.into(), height.into()), sorted(across as u64, down as u64));
    let is_small = found.0 < least.0 || found.1 < least.1;
    is_small.then(|| {
        let params =
            [("width", width), ("height", height)].map(|(name, size)| (name.to_owned(), size.into()));
        FieldError {
            params: params.into_iter().collect(),
            ..FieldError::new(format!("/materials/{material}"), FieldCode::TooSmall)
        }
    })
}

/// Puts a value at a pointer whose parents exist; none takes it away.
fn set(answers: &mut Value, pointer: &str, value: Option<Value>) {
    let Some((parent, name)) = pointer.rsplit_once('/') else { return };
    let name = name.replace("~1", "/").replace("~0", "~");
    match (answers.pointer_mut(parent), value) {
        (Some(Value::Object(members)), Some(value)) => {
            members.insert(name, value);
        }
        (Some(Value::Object(members)), None) => {
            members.shift_remove(&name);
        }
        (Some(Value::Array(entries)), Some(value)) => {
            if let Some(entry) = name.parse::<usize>().ok().and_then(|place| entries.get_mut(place)) {
                *entry = value;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn point(pointer: &str) -> SupplementPoint {
        SupplementPoint { place: Place::Pointer(pointer.into()), reason: "看不清".into() }
    }

    #[test]
    fn each_way_is_filed_by_who_finishes_it() {
        for (way, by, expected) in [
            (Way::Online, By::Applicant, true),
            (Way::Online, By::Clerk, true),
            (Way::Window, By::Applicant, false),
            (Way::Window, By::Colleague, false),
            (Way::Window, By::Clerk, true),
            (Way::EmployerCheck, By::Applicant, false),
            (Way::EmployerCheck, By::Colleague, true),
            (Way::EmployerCheck, By::Clerk, true),
        ] {
            assert_eq!(may_file(way, by).is_ok(), expected, "{way:?} {by:?}");
        }
    }

    #[test]
    fn only_a_draft_that_others_finish_is_handed_over() {
        assert!(may_hand_over(Way::Online, true, true).is_err());
        assert!(may_hand_over(Way::Window, false, true).is_ok());
        assert!(may_hand_over(Way::Window, true, false).is_err());
        assert!(may_hand_over(Way::EmployerCheck, false, true).is_err());
        assert!(may_hand_over(Way::EmployerCheck, true, true).is_ok());
    }

    #[test]
    fn patterns_are_matched_as_a_browser_matches_them() {
        assert!(Patterns.is_match("^.$", "😀") && !Patterns.is_match("^.$", "ab"));
        assert!(Patterns.is_match("[", "ab"), "what is no pattern lets everything through");
        let older = r"^\d{3}\-\d{2}$";
        assert!(
            Patterns.is_match(older, "123-45") && !Patterns.is_match(older, "12345"),
            "only without the flag"
        );
    }

    #[test]
    fn somebody_is_named_wherever_their_number_stands() {
        let answers =
            json!({"rows": [{"father": {"number": " 11010519491231002x"}}], "note": "见 11010519491231002X"});
        assert!(names(&answers, "11010519491231002X"));
        assert!(!names(&answers, "440199199001010003"));
    }

    #[test]
    fn what_is_fixed_computed_or_an_officers_is_not_taken_from_what_was_sent() {
        let number = |title: &str| json!({"type": "number", "title": title});
        let opinion = json!({"type": "object", "title": "意见", "x-control": "opinion"});
        let (form, lints) = form::compile(&json!({
            "schema": {"type": "object", "properties": {
                "a": number("甲"), "b": number("乙"), "opinion": opinion,
                "sum": {"type": "number", "title": "合计", "x-computed": {"op": "sum", "args": ["a", "b"]}},
            }},
            "x-rules": [{"effect": "read_only", "target": "/b", "when": {">": [{"var": "a"}, 10]}}],
        }));
        assert!(lints.iter().all(|lint| lint.severity != form::Severity::Error), "{lints:?}");
        let before = json!({"a": 1, "b": 2, "opinion": {"text": "同意"}});
        let sent = json!({"a": 11, "b": 3, "sum": 999, "opinion": {"text": "不同意"}});
        let taken = accepted(&form, &before, &sent, Context::default());
        assert_eq!(taken, json!({"a": 11, "b": 2, "opinion": {"text": "同意"}}));
        assert_eq!(form::prune(&form, &taken)["sum"], json!(13));
    }

    #[test]
    fn only_what_was_asked_for_changes() {
        let before = json!({"applicant": {"name": "王小明", "phone": "1"}, "rows": [{"a": 1}]});
        let after = json!({"applicant": {"name": "别人", "phone": "2"}, "rows": [{"a": 2}]});
        let open = [point("/applicant/phone"), point("/rows/0/a"), point("/not/there")];
        assert_eq!(
            only_open(&before, &after, &open),
            json!({"applicant": {"name": "王小明", "phone": "2"}, "rows": [{"a": 2}]})
        );
        assert_eq!(
            only_open(&before, &json!({}), &[point("/applicant/phone")])["applicant"],
            json!({"name": "王小明"})
        );
    }
}
