//! What stands beside an answer: that officers changed it, with each change; that the applicant corrected it, or promised it.

use chrono::Datelike;
use schema::Locale;
use schema::cases::{DeskCase, Trace};
use schema::expr::under;
use schema::form::{Control, Form, find, in_words};
use schema::regions::Region;
use schema::wording::{self, Stretch};
use serde_json::Value;

use crate::case::Reworded;
use crate::prelude::*;
use crate::text::{Words, machine_time, use_words};

/// What is to be said beside the answer at one pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// What officers changed, in words, the newest first.
    pub changes: Vec<Changed>,
    /// Whether the applicant corrected what had been filled in.
    pub corrected: bool,
    /// What was promised, in words.
    pub promised: Option<String>,
}

/// One change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    at: chrono::DateTime<chrono::Utc>,
    by: String,
    before: String,
    after: String,
    /// Word by word, where a text was changed that is too long to be read twice.
    way: Vec<Stretch>,
}

/// The longest text, in characters, of which what was and what is stand beside each other.
const SHORT: usize = 12;

impl Remarks {
    /// What there is to say at this pointer.
    pub fn at(pointer: &str, case: &DeskCase, form: &Form, words: Words) -> Self {
        let is_about = |trace: &&Trace| under(pointer, &trace.change.pointer);
        let promise = case.view.promises.iter().find(|promise| promise.pointer == pointer);
        Self {
            changes: case
                .trace
                .iter()
                .rev()
                .filter(is_about)
                .map(|trace| changed(trace, form, words, &case.regions))
                .collect(),
            corrected: case.corrected.iter().any(|corrected| corrected == pointer),
            promised: promise.map(|promise| {
                words.desk.promised(&format!("{:02}-{:02}", promise.by.month(), promise.by.day()))
            }),
        }
    }
}

fn changed(trace: &Trace, form: &Form, words: Words, regions: &[Region]) -> Changed {
    let control = find(form, &trace.change.pointer).map(|found| &found.field.control);
    let said = |value: &Option<Value>| {
        let value = value.as_ref().map(|value| in_the_words(control, value, words.locale, regions));
        value.filter(|said| !said.is_empty()).unwrap_or_else(|| words.desk.blank().to_owned())
    };
    let task = trace.task.as_ref().map(|task| format!(" · {}", task.get(words.locale))).unwrap_or_default();
    let by = format!("{}{task}", trace.by);
    let (before, after) = (said(&trace.change.before), said(&trace.change.after));
    let is_text = matches!(control, Some(Control::Text(_) | Control::Opinion(_)));
    let is_long = [&before, &after].into_iter().any(|said| said.chars().count() > SHORT);
    let is_edit = is_text && is_long && trace.change.before.is_some() && trace.change.after.is_some();
    let way = if is_edit { wording::changed(&before, &after) } else { Vec::new() };
    Changed { at: trace.at, by, before, after, way }
}

/// A value in the words of its field; else text as it is, and anything else as JSON.
fn in_the_words(control: Option<&Control>, value: &Value, locale: Locale, regions: &[Region]) -> String {
    match (control, value) {
        (Some(control), value) => in_words(control, value, locale, regions),
        (None, Value::String(text)) => text.clone(),
        (None, value) => value.to_string(),
    }
}

/// The remarks beside an answer.
#[component]
pub fn Beside(
    /// What there is to say.
    remarks: Remarks,
) -> impl IntoView {
    let words = use_words();
    let Remarks { changes, corrected, promised } = remarks;
    let newest = changes.first().map(|change| words.desk.changed_by(&change.by, &words.moment(change.at)));
    let lines = changes.into_iter().map(|change| {
        view! {
            <li>
                <time datetime=machine_time(change.at)>{words.moment(change.at)}</time>" "{change.by}
                {if change.way.is_empty() {
                    view! { <span>{words.desk.from_to(&change.before, &change.after)}</span> }
                } else {
                    view! { <span><Reworded way=change.way/></span> }
                }}
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        {promised.map(|promised| view! { <span class="late-by">{promised}</span> })}
        {corrected.then(|| view! { <span class="why">{words.desk.corrected()}</span> })}
        {newest.map(|newest| view! {
            <details class="trace"><summary>{newest}</summary><ol>{lines}</ol></details>
        })}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn case() -> DeskCase {
        let trace = |pointer: &str, at: &str, before: Value, after: Value| {
            json!({"at": at, "by": "陈一", "role": "officer", "task": {"zh-CN": "审查"},
                   "pointer": pointer, "before": before, "after": after})
        };
        serde_json::from_value(json!({
            "number": "440103-260305-00042-7", "item_name": "居住证申领", "department": "公安局",
            "applicant": "王小明", "status": "in_review", "tasks": [],
            "opened_at": "2026-03-05T01:00:00Z", "due": null, "remaining": null, "application": 1, "timeline": [],
            "deadline": null, "supplement": [], "decision": null, "opinion": null, "reason": null, "rating": null,
            "may_rate": false, "form": {"id": "f", "version": 1}, "answers": {}, "files": [], "allowed": [],
            "changes": [], "stands_aside": false, "revision": 3, "corrected": ["/note"],
            "promises": [{"pointer": "/note", "label": {"zh-CN": "说明"}, "by": "2026-11-07"}],
            "trace": [
                trace("/kind", "2026-03-05T01:00:00Z", Value::Null, json!("a")),
                trace("/kind", "2026-03-06T01:00:00Z", json!("a"), json!("b")),
                trace("/note", "2026-03-06T01:00:00Z", json!("墙面破损，待于三月二日整改。"), json!("墙面破损，已于三月二日整改。")),
                trace("/gone", "2026-03-06T01:00:00Z", json!("旧"), Value::Null),
            ],
        }))
        .unwrap()
    }

    #[test]
    fn what_officers_changed_and_applicants_promised_stands_beside_the_answer() {
        let (form, _) = schema::form::compile(&json!({"schema": {"type": "object", "properties": {
            "kind": {"title": "类型", "oneOf": [{"const": "a", "title": "首次"}, {"const": "b", "title": "补领"}]},
            "note": {"type": "string", "title": "说明"},
        }}}));
        let (case, words) = (case(), Words::new(Locale::ZhCn));
        let remarks = |pointer: &str| Remarks::at(pointer, &case, &form, words);
        let told = |pointer: &str| {
            let changes = remarks(pointer).changes.into_iter();
            changes.map(|change| (change.by, change.before, change.after)).collect::<Vec<_>>()
        };
        let by = |before: &str, after: &str| ("陈一 · 审查".to_owned(), before.to_owned(), after.to_owned());
        assert_eq!(told("/kind"), [by("首次", "补领"), by("没有填", "首次")], "the newest first");
        assert_eq!(told("/gone"), [by("旧", "没有填")]);
        let way = remarks("/note").changes.remove(0).way;
        let stretches = ["墙面破损，", "待", "已", "于三月二日整改。"].map(str::to_owned);
        let [kept, struck, added, end] = stretches;
        assert_eq!(
            way,
            [Stretch::Kept(kept), Stretch::Struck(struck), Stretch::Added(added), Stretch::Kept(end)]
        );
        let note = remarks("/note");
        assert_eq!((note.corrected, note.promised.as_deref()), (true, Some("容缺·11-07 前")));
        assert_eq!(remarks("/kind").promised, None);
        assert!(!remarks("/kind").corrected);
    }
}
