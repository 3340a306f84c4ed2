//! What officers of the demo city write into a form and answer to a checklist: all that their task asks of them.

use chrono::{DateTime, SecondsFormat, Utc};
use schema::calendar::local_day;
use schema::form::{self, Access, Change, Control, Form, Permissions, Signer};
use schema::locale::Locale;
use schema::process::{Actor, Check, CheckAnswer, CheckPoint, Outcome, Task};
use serde_json::Value;

use super::super::log::Case;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{accounts, definitions};

/// The changes that completing this task brings.
pub async fn written(
    tx: &mut Tx,
    case: &Case,
    task: &Task,
    outcome: Outcome,
    (actor, at): (&Actor, DateTime<Utc>),
) -> Result<Vec<Change>> {
    if task.form == Permissions::default() {
        return Ok(Vec::new());
    }
    let form = definitions::form(tx, &case.filed.form).await?.ok_or_else(Error::not_found)?;
    let name = accounts::name(tx, actor.id.parse().unwrap_or_default()).await?.unwrap_or_default();
    let by = Signer {
        name: &name,
        post: &format!("{} · {}", case.roster.name_of(&task.agency), task.name.get(Locale::ZhCn)),
        at: &at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        seal: None,
    };
    Ok(asked(&form, &task.form, |control| answer(control, outcome, by, at)))
}

/// Every point of its checklist is as it should be, in the first of its standard phrases.
pub fn checked(task: &Task) -> Vec<Check> {
    let answer = |point: &CheckPoint| Check {
        point: point.id.clone(),
        answer: CheckAnswer::Yes,
        words: point.phrases.first().map(|phrase| phrase.get(Locale::ZhCn).to_owned()),
    };
    task.checklist.iter().map(answer).collect()
}

/// What the task may not leave empty.
fn asked(form: &Form, permissions: &Permissions, answer: impl Fn(&Control) -> Value) -> Vec<Change> {
    let opened = permissions.on(form);
    let needed = form.fields.iter().filter(|field| opened.access(&field.pointer) == Access::Required);
    let change = |field: &form::Field| Change {
        pointer: field.pointer.clone(),
        before: None,
        after: Some(answer(&field.control)),
    };
    needed.map(change).collect()
}

fn answer(control: &Control, outcome: Outcome, by: Signer<'_>, at: DateTime<Utc>) -> Value {
    match control {
        Control::Opinion(opinion) => {
            let (text, choice) = match outcome {
                Outcome::Rejected => ("不符合法定条件，不予许可。", opinion.outcomes.last()),
                _ => ("经审查，符合法定条件。", opinion.outcomes.first()),
            };
            opinion.sign(None, text, choice.and_then(|choice| choice.value.as_str()), by)
        }
        Control::Date => local_day(at).to_string().into(),
        control => form::example(control),
    }
}
