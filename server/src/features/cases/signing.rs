//! What an officer writes into a form: which answers that changes, and what of it does not hold. Who signs an opinion, in
//! which post and when, the hall says. Pure.

use schema::cases::Edit;
use schema::expr::{Context, under};
use schema::form::{
    self, Access, Change, Control, Field, Form, FormState, Opened, Opinion, Signer, is_blank,
};
use schema::regions::Region;
use schema::{FieldCode, FieldError};
use serde_json::{Map, Value};

use crate::features::applications::Patterns;

/// The longest text of an opinion, in characters, as of every other reason.
const WORDS: usize = 2_000;

/// A form in the hands of an officer.
pub struct Writing<'a> {
    /// The form.
    pub form: &'a Form,
    /// What the task may do with it.
    pub opened: &'a Opened<'a>,
    /// The answers as they stand.
    pub before: &'a Value,
    /// What there is besides the answers.
    pub context: Context<'a>,
}

impl Writing<'_> {
    /// What changes by this edit; what is not open and was sent, or is needed and was not, is a fault. What is asked and
    /// needed follows from what is written: an answer that brings up a question brings its need with it.
    pub fn changes(&self, edit: Option<&Edit>, by: Signer<'_>) -> Result<Vec<Change>, Vec<FieldError>> {
        let seen = self.opened.project(self.before);
        let sent = match edit {
            None => seen,
            Some(Edit::Answers(answers)) => answers.clone(),
            Some(Edit::Fields(fields)) => self.opened.accesses().typed(self.form, &seen, fields),
        };
        let (mut signed, mut faults) = self.signed(&sent, by);
        let state = form::state_in(self.form, &self.written(&signed), self.context);
        self.leave_out_hidden(&state, &mut signed);
        match self.opened.accept_edit(&state, self.before, &signed) {
            Ok(changes) if faults.is_empty() => Ok(changes),
            Ok(_) => Err(faults),
            Err(mut others) => {
                // An opinion with a fault is missing only because of it.
                others.retain(|other| !faults.iter().any(|fault| under(&fault.pointer, &other.pointer)));
                faults.extend(others);
                Err(faults)
            }
        }
    }

    /// The answers as they will stand, as far as a field is open as a whole.
    fn written(&self, sent: &Value) -> Value {
        let put = |field: &Field| Change {
            pointer: field.pointer.clone(),
            before: None,
            after: sent.pointer(&field.pointer).cloned(),
        };
        let put: Vec<Change> = self.open_fields().map(put).collect();
        form::with_changes(self.before, &put)
    }

    /// What rules hide once all of it is written is not asked, and so not answered.
    fn leave_out_hidden(&self, state: &FormState, sent: &mut Value) {
        let hidden = self.open_fields().filter(|field| !state.visible(&field.pointer));
        let gone = |field: &Field| Change { pointer: field.pointer.clone(), before: None, after: None };
        *sent = form::with_changes(sent, &hidden.map(gone).collect::<Vec<_>>());
    }

    fn open_fields(&self) -> impl Iterator<Item = &Field> {
        let is_open = |field: &&Field| {
            let is_list = matches!(field.control, Control::Repeat { .. });
            !is_list && self.opened.access(&field.pointer).is_open()
        };
        self.form.fields.iter().filter(is_open)
    }

    /// What is wrong with the answers after these changes, as far as they are the changed ones, or are the officer's to
    /// write and needed now.
    pub fn faults(&self, after: &Value, changes: &[Change], regions: &[Region]) -> Vec<FieldError> {
        let state = form::state_in(self.form, after, self.context);
        let mut faults = form::validate_in(self.form, after, &Patterns, self.context);
        faults.extend(form::validate_regions(self.form, &state, None, regions));
        faults.retain(|fault| {
            let is_needed = fault.code == FieldCode::Required && self.opened.access(&fault.pointer).is_open();
            is_needed || changes.iter().any(|change| under(&fault.pointer, &change.pointer))
        });
        faults
    }

    /// What was sent with each new opinion signed; an opinion that was left alone stays, also where it was not sent.
    fn signed(&self, sent: &Value, by: Signer<'_>) -> (Value, Vec<FieldError>) {
        let (mut put, mut faults) = (Vec::new(), Vec::new());
        for field in &self.form.fields {
            let access = self.opened.access(&field.pointer);
            let Control::Opinion(opinion) = &field.control else { continue };
            if !access.is_open() {
                continue;
            }
            let kept = self.before.pointer(&field.pointer);
            let said = sent.pointer(&field.pointer).filter(|said| !is_blank(said) && Some(*said) != kept);
            let after = match said.map(|said| words(opinion, said)) {
                Some(Ok((text, outcome))) => Some(opinion.sign(kept, text, outcome, by)),
                Some(Err((part, code))) => {
                    let pointer = format!("{}{part}", field.pointer);
                    faults.push(limited(FieldError::new(pointer, code)));
                    kept.cloned()
                }
                None => {
                    // Each officer who is to countersign does so.
                    if opinion.several && access == Access::Required && kept.is_some() {
                        faults.push(FieldError::new(field.pointer.clone(), FieldCode::Required));
                    }
                    kept.cloned()
                }
            };
            put.push(Change { pointer: field.pointer.clone(), before: None, after });
        }
        (form::with_changes(sent, &put), faults)
    }
}

/// The text of an opinion and what it decides, or which part of it is wrong.
fn words<'s>(
    opinion: &Opinion,
    said: &'s Value,
) -> Result<(&'s str, Option<&'s str>), (&'static str, FieldCode)> {
    let said: &Map<String, Value> = said.as_object().ok_or(("", FieldCode::WrongType))?;
    if said.keys().any(|key| !matches!(key.as_str(), "text" | "outcome")) {
        return Err(("", FieldCode::Unexpected));
    }
    let part =
        |name: &str| said.get(name).and_then(Value::as_str).map(str::trim).filter(|part| !part.is_empty());
    let text = part("text").ok_or(("", FieldCode::Required))?;
    if text.chars().count() > WORDS {
        return Err(("", FieldCode::TooLong));
    }
    let is_choice = |outcome: &str| opinion.outcomes.iter().any(|choice| choice.value == outcome);
    match part("outcome") {
        None if opinion.outcomes.is_empty() => Ok((text, None)),
        None => Err(("/outcome", FieldCode::Required)),
        Some(outcome) if is_choice(outcome) => Ok((text, Some(outcome))),
        Some(_) => Err(("/outcome", FieldCode::NotAChoice)),
    }
}

fn limited(fault: FieldError) -> FieldError {
    if fault.code == FieldCode::TooLong { fault.with("max", WORDS) } else { fault }
}

#[cfg(test)]
mod tests {
    use schema::form::{Permissions, compile};
    use serde_json::json;

    use super::*;

    const BY: Signer<'_> =
        Signer { name: "陈", post: "市监局 · 审查", at: "2026-03-05T01:00:00Z", seal: None };

    fn form() -> Form {
        let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
            "name": {"type": "string", "title": "名称"},
            "result": {"type": "string", "title": "结果", "maxLength": 3},
            "review": {"x-control": "opinion", "title": "意见", "properties": {"outcome": true, "text": true, "name": {}, "post": {}, "at": {}}},
            "signs": {"x-control": "countersign", "title": "会签"},
        }}}));
        assert!(lints.iter().all(|lint| lint.severity != form::Severity::Error), "{lints:?}");
        form
    }

    /// What changed where, or what is wrong where.
    type Outcome = Result<Vec<(String, Option<Value>)>, Vec<(String, FieldCode)>>;

    fn changed(before: &Value, sent: Option<Value>) -> Outcome {
        let form = form();
        let permissions: Permissions = serde_json::from_value(
            json!({"fields": {"/result": "required", "/review": "required", "/signs": "required"}}),
        )
        .unwrap();
        let opened = permissions.on(&form);
        let writing = Writing { form: &form, opened: &opened, before, context: Context::default() };
        let edit = sent.map(|sent| serde_json::from_value(sent).unwrap());
        let told =
            |faults: Vec<FieldError>| faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect();
        let changes = writing.changes(edit.as_ref(), BY).map_err(told)?;
        let faults = writing.faults(&form::with_changes(before, &changes), &changes, &[]);
        match faults.is_empty() {
            true => Ok(changes.into_iter().map(|change| (change.pointer, change.after)).collect()),
            false => Err(told(faults)),
        }
    }

    #[test]
    fn an_opinion_is_signed_by_whoever_writes_it() {
        let before = json!({"name": "王"});
        let agreed =
            json!({"outcome": "agree", "text": "同意", "name": "陈", "post": "市监局 · 审查", "at": BY.at});
        let all = changed(&before, Some(json!({
            "name": "王", "result": "好", "review": {"text": " 同意 ", "outcome": "agree"}, "signs": {"text": "一"},
        }))).unwrap();
        assert_eq!(
            all[..2],
            [("/result".into(), Some(json!("好"))), ("/review".into(), Some(agreed.clone()))]
        );
        let signs = all[2].1.clone().unwrap();
        assert_eq!((signs[0]["text"].as_str(), signs[0]["name"].as_str()), (Some("一"), Some("陈")));

        // The same typed into a page; another officer countersigns, and what was signed before stays.
        let before = json!({"name": "王", "result": "好", "review": agreed, "signs": signs});
        let pairs =
            json!([["/name", "forged"], ["/result", "不好"], ["/review/text", ""], ["/signs/text", "二"]]);
        let typed = changed(&before, Some(pairs)).unwrap();
        assert_eq!(typed[0], ("/result".into(), Some(json!("不好"))));
        let signs = typed[1].1.clone().unwrap();
        assert_eq!((signs[0]["text"].as_str(), signs[1]["text"].as_str()), (Some("一"), Some("二")));
        assert_eq!(typed.len(), 2);
    }

    #[test]
    fn what_is_needed_follows_from_what_is_written() {
        let (form, _) = compile(&json!({
            "schema": {"type": "object", "properties": {
                "result": {"type": "string", "title": "结果"}, "findings": {"type": "string", "title": "情况"},
                "floor": {"type": "string", "title": "楼层"},
            }},
            "x-rules": [
                {"effect": "show", "target": "/findings", "when": {"==": [{"var": "result"}, "整改"]}},
                {"effect": "require", "target": "/floor", "when": {"==": [{"var": "result"}, "整改"]}},
            ],
        }));
        let permissions: Permissions = serde_json::from_value(
            json!({"fields": {"/result": "required", "/findings": "required", "/floor": "write"}}),
        )
        .unwrap();
        let (opened, before) = (permissions.on(&form), json!({}));
        let writing = Writing { form: &form, opened: &opened, before: &before, context: Context::default() };
        let sent = |fields: Value| -> Result<Vec<String>, Vec<String>> {
            let edit: Edit = serde_json::from_value(fields).unwrap();
            let at = |faults: Vec<FieldError>| faults.into_iter().map(|fault| fault.pointer).collect();
            let changes = writing.changes(Some(&edit), BY).map_err(at)?;
            let faults = writing.faults(&form::with_changes(&before, &changes), &changes, &[]);
            let changed = changes.into_iter().map(|change| change.pointer).collect();
            if faults.is_empty() { Ok(changed) } else { Err(at(faults)) }
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(sent(json!([["/result", "整改"]])), Err(names(&["/findings"])));
        assert_eq!(sent(json!({"result": "整改", "findings": "墙面"})), Err(names(&["/floor"])));
        let all = json!([["/result", "整改"], ["/findings", "墙面"], ["/floor", "二"]]);
        assert_eq!(sent(all), Ok(names(&["/result", "/findings", "/floor"])));
        // What is no longer asked was typed for nothing.
        assert_eq!(sent(json!([["/result", "合格"], ["/findings", "墙面"]])), Ok(names(&["/result"])));
    }

    #[test]
    fn what_does_not_hold_is_told_at_its_place() {
        use FieldCode::{NotAChoice, Required, TooLong, Unexpected, WrongType};
        let before = json!({"name": "王", "signs": [{"text": "一", "name": "李"}]});
        let required =
            |pointers: &[&str]| pointers.iter().map(|at| ((*at).to_owned(), Required)).collect::<Vec<_>>();
        assert_eq!(changed(&before, None).unwrap_err(), required(&["/signs", "/result", "/review"]));
        let wrong = |pointer: &str, value: Value| {
            let mut sent = json!({
                "name": "王", "result": "好", "review": {"text": "同意", "outcome": "agree"}, "signs": {"text": "二"},
            });
            sent[&pointer[1..]] = value;
            changed(&before, Some(sent)).unwrap_err()[0].clone()
        };
        assert_eq!(wrong("/name", json!("赵")), ("/name".into(), Unexpected));
        assert_eq!(wrong("/result", json!("太长太长")), ("/result".into(), TooLong));
        assert_eq!(wrong("/review", json!("同意")), ("/review".into(), WrongType));
        assert_eq!(wrong("/review", json!({"text": "同意"})), ("/review/outcome".into(), Required));
        assert_eq!(
            wrong("/review", json!({"text": "同意", "outcome": "x"})),
            ("/review/outcome".into(), NotAChoice)
        );
        assert_eq!(
            wrong("/review", json!({"text": "同意", "outcome": "agree", "name": "李"})),
            ("/review".into(), Unexpected)
        );
        assert_eq!(wrong("/review", json!({"outcome": "agree"})), ("/review".into(), Required));
        assert_eq!(wrong("/signs", json!({"text": "字".repeat(WORDS + 1)})), ("/signs".into(), TooLong));
        assert_eq!(wrong("/signs", json!([])), ("/signs".into(), Required));
    }
}
