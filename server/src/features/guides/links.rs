//! What a guide says of what lies outside it and is not there: items, bundles, and fields of the items' forms.

use chrono::{DateTime, Utc};
use schema::form::{Form, check_field, find, state, told};
use schema::guide::{Ask, Ending, Guide, GuideQuestion};

use crate::db::Tx;
use crate::error::Result;
use crate::features::{applications, catalogue, definitions};

/// Something that a guide leads to and is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// Where: a JSON Pointer into the guide.
    pub pointer: String,
    /// What is not there.
    pub name: String,
}

/// Everything that the guide leads to and is not there.
pub async fn dangling(tx: &mut Tx, guide: &Guide, now: DateTime<Utc>) -> Result<Vec<Dangling>> {
    let mut found = Vec::new();
    for (at, outcome) in guide.outcomes.iter().enumerate() {
        let (code, word) = match &outcome.ending {
            Ending::Item { item, .. } => (item, "item"),
            Ending::Bundle { bundle } => (bundle, "bundle"),
            Ending::Checklist { .. } | Ending::NotEligible | Ending::HandOver { .. } => continue,
        };
        if catalogue::version(tx, code).await?.is_none() {
            found.push(Dangling { pointer: format!("/outcomes/{at}/{word}"), name: code.clone() });
            continue;
        }
        let Some(form) = definitions::form_of_item(tx, code, now).await? else { continue };
        if word == "bundle" && form.bundle().is_none() {
            found.push(Dangling { pointer: format!("/outcomes/{at}/{word}"), name: code.clone() });
        }
        if let Some(form) = definitions::form(tx, &form).await? {
            let strange = strange_fills(guide, &outcome.ending, &form).into_iter();
            found.extend(strange.map(|name| Dangling { pointer: format!("/outcomes/{at}/fills"), name }));
        }
    }
    Ok(found)
}

/// The pointers that an ending fills and the form does not ask for, or does not take every answer for.
pub fn strange_fills(guide: &Guide, ending: &Ending, form: &Form) -> Vec<String> {
    let Ending::Item { fills, .. } = ending else { return Vec::new() };
    let strange = |(pointer, id): &(&String, &String)| {
        guide.question(id).is_none_or(|question| !takes(form, pointer, question))
    };
    fills.iter().filter(strange).map(|(pointer, _)| pointer.clone()).collect()
}

/// Whether the field takes at least one answer to this question. Some answers may never come this far.
fn takes(form: &Form, pointer: &str, question: &GuideQuestion) -> bool {
    let Some(found) = find(form, pointer).filter(|found| found.rows.is_empty()) else { return false };
    let answers: Vec<&str> = match &question.kind {
        Ask::Choice { choices } => choices.iter().map(|choice| choice.value.as_str()).collect(),
        Ask::YesNo => vec!["yes", "no"],
        Ask::Number { .. } | Ask::Date | Ask::Region { .. } => return true,
    };
    answers.iter().any(|answer| {
        let follows = state(form, &told(form, [(pointer, *answer)]));
        check_field(form, &follows, found.field, pointer, &applications::Patterns).is_none()
    })
}
