//! What a task sent, against what it may change: each change with what stood there before, or what is refused.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::check::is_blank;
use super::super::control::Control;
use super::super::pointer::{remove, set, token};
use super::super::program::{Effect, Field};
use super::super::state::FormState;
use super::super::validate::rows;
use super::{Access, Opened};
use crate::expr::under;
use crate::problem::{FieldCode, FieldError};

/// One change of the answers, as the trace keeps it. Nothing is where there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AnswerChange))]
pub struct Change {
    /// The field; a list as a whole where rows came or went.
    pub pointer: String,
    /// What stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub before: Option<Value>,
    /// What stands there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub after: Option<Value>,
}

/// The answers after these changes.
pub fn with_changes(before: &Value, changes: &[Change]) -> Value {
    let mut answers = before.clone();
    for change in changes {
        match &change.after {
            Some(value) => set(&mut answers, &change.pointer, value.clone()),
            None => remove(&mut answers, &change.pointer),
        }
    }
    answers
}

impl Opened<'_> {
    /// What the task changes by sending these answers, in the order of the form. What is open and was not sent is
    /// taken out; of what is only seen what was sent must be as it was; computed answers are left to their rules. Rows
    /// come and go only where all of the list is open. `state` is that of the answers before.
    ///
    /// # Errors
    /// Everything that was sent and is not open to the task, and what it may not leave empty.
    pub fn accept_edit(
        &self,
        state: &FormState,
        before: &Value,
        sent: &Value,
    ) -> Result<Vec<Change>, Vec<FieldError>> {
        let mut edit = Edit { opened: self, state, before, sent, changes: Vec::new(), faults: Vec::new() };
        self.form.fields.iter().for_each(|field| edit.field(field, "", ""));
        edit.strangers("", "", sent);
        if edit.faults.is_empty() { Ok(edit.changes) } else { Err(edit.faults) }
    }
}

struct Edit<'a> {
    opened: &'a Opened<'a>,
    state: &'a FormState,
    before: &'a Value,
    sent: &'a Value,
    changes: Vec<Change>,
    faults: Vec<FieldError>,
}

impl Edit<'_> {
    fn field(&mut self, field: &Field, row: &str, base: &str) {
        let (general, pointer) = (field.at(row), field.at(base));
        let access = self.opened.access.get(&general).copied().unwrap_or(Access::Hidden);
        let (before, sent) = (self.before.pointer(&pointer), self.sent.pointer(&pointer));
        match &field.control {
            _ if self.state.computed(&pointer) => {}
            Control::Repeat { fields, .. } if access.is_visible() => {
                let row = format!("{general}/-");
                let count = |answers| rows(answers, &pointer).count();
                let is_list =
                    |value: Option<&Value>| value.is_none_or(|value| is_blank(value) || value.is_array());
                let is_same_size = count(self.before) == count(self.sent) && is_list(before) && is_list(sent);
                if is_same_size {
                    for (base, _) in rows(self.before, &pointer) {
                        fields.iter().for_each(|field| self.field(field, &row, &base));
                    }
                    self.need(access, &pointer, sent);
                } else if sent.is_some() || access.is_open() {
                    let is_open = access.is_open() && self.is_all_open(&row);
                    self.cells(fields, &row, &pointer);
                    self.whole(if is_open { access } else { Access::Read }, pointer, before, sent);
                }
            }
            _ => self.whole(access, pointer, before, sent),
        }
    }

    fn whole(&mut self, access: Access, pointer: String, before: Option<&Value>, sent: Option<&Value>) {
        match access {
            // Whether it is what stands there is not for the task to know.
            Access::Hidden if sent.is_some() => self.fault(pointer, FieldCode::Unexpected),
            Access::Read if sent.is_some() && sent != before => self.fault(pointer, FieldCode::Unexpected),
            Access::Hidden | Access::Read => {}
            Access::Write | Access::Required => {
                self.need(access, &pointer, sent);
                if before != sent {
                    self.changes.push(Change { pointer, before: before.cloned(), after: sent.cloned() });
                }
            }
        }
    }

    /// What is needed in rows that come.
    fn cells(&mut self, fields: &[Field], row: &str, list: &str) {
        let sent = self.sent;
        for (base, _) in rows(sent, list) {
            for field in fields {
                let (general, pointer) = (field.at(row), field.at(&base));
                let access = self.opened.access.get(&general).copied().unwrap_or(Access::Hidden);
                if let Control::Repeat { fields, .. } = &field.control {
                    self.cells(fields, &format!("{general}/-"), &pointer);
                }
                if !self.may_be_computed(&general) {
                    self.need(access, &pointer, sent.pointer(&pointer));
                }
            }
        }
    }

    fn need(&mut self, access: Access, pointer: &str, sent: Option<&Value>) {
        if access == Access::Required && sent.is_none_or(is_blank) && self.state.visible(pointer) {
            self.fault(pointer.to_owned(), FieldCode::Required);
        }
    }

    fn fault(&mut self, pointer: String, code: FieldCode) {
        self.faults.push(FieldError::new(pointer, code));
    }

    fn is_all_open(&self, row: &str) -> bool {
        let within = self.opened.access.iter().filter(|(pointer, _)| under(pointer, row));
        within.filter(|(pointer, _)| !self.may_be_computed(pointer)).all(|(_, access)| access.is_open())
    }

    fn may_be_computed(&self, general: &str) -> bool {
        let mut rules = self.opened.form.rules.iter();
        rules.any(|rule| {
            let is_target = |target: &String| general.strip_prefix(rule.row.as_str()) == Some(target);
            matches!(rule.effect, Effect::Compute(_)) && rule.targets.iter().any(is_target)
        })
    }

    /// What was sent and no field asks for.
    fn strangers(&mut self, general: &str, at: &str, value: &Value) {
        if self.opened.access.contains_key(general) && !value.is_array() {
            return;
        }
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    let token = token(key);
                    self.strangers(&format!("{general}/{token}"), &format!("{at}/{token}"), value);
                }
            }
            Value::Array(entries) => {
                let row = format!("{general}/-");
                let is_list = self.opened.access.keys().any(|pointer| under(pointer, &row));
                match (is_list, self.opened.access.contains_key(general)) {
                    (true, _) => {
                        for (index, entry) in entries.iter().enumerate() {
                            self.strangers(&row, &format!("{at}/{index}"), entry);
                        }
                    }
                    (false, true) => {}
                    (false, false) => self.fault(at.to_owned(), FieldCode::Unexpected),
                }
            }
            Value::Null => {}
            _ => self.fault(at.to_owned(), FieldCode::Unexpected),
        }
    }
}
