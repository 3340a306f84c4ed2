//! The answers, laid out as the pages of the form; beside what a supplement changed, what had been there before.

use std::collections::{BTreeMap, BTreeSet};

use crate::prelude::*;
use schema::Locale;
use schema::cases::{Change, DeskCase};
use schema::form::{Control, Form, SummaryLine, find, in_words, office_summary, summary};
use schema::process::Place;
use schema::regions::Region;
use serde_json::Value;

use super::opinion::Official;
use super::trace::{Beside, Remarks};
use crate::text::use_words;

/// The answers of a case.
#[component]
pub fn Answers(
    /// The case.
    case: DeskCase,
    /// The form it was made with.
    form: Form,
) -> impl IntoView {
    let words = use_words();
    let before = before(&form, &case.changes, words.locale, &case.regions);
    let paper: BTreeSet<String> = case.changes.iter().filter_map(on_paper).collect();
    let follows = case.follows(&form);
    let lines = summary(&form, &follows, words.locale, &case.regions);
    let office = office_summary(&form, &follows, words.locale, &case.regions);
    let shown = [(&form.pages, lines), (&form.office, office)];
    let pages = shown.into_iter().flat_map(|(pages, lines)| {
        pages.iter().enumerate().map(move |(place, page)| {
            let mut lines = lines.clone();
            lines.retain(|line| line.page == place);
            (page.title.get(words.locale).to_owned(), lines)
        })
    });
    let pages = pages.filter_map(|(title, mut lines)| {
        // What is hidden was not sent: it is not blank.
        lines.retain(|line| case.access.field(&line.pointer).is_visible());
        (!lines.is_empty()).then(|| {
            let rows = lines.into_iter().map(|line| {
                let before = before.get(&line.pointer).cloned();
                let on_paper = paper.contains(&line.pointer);
                let official = official(&form, &case.answers, &line.pointer);
                let remarks = Remarks::at(&line.pointer, &case, &form, words);
                view! { <Row line before on_paper official remarks/> }
            });
            view! { {(!title.is_empty()).then(|| view! { <h3>{title}</h3> })}<dl>{rows.collect_view()}</dl> }
        })
    });
    let pages = pages.collect_view();
    view! {
        // It scrolls by itself beside the materials, also for who has no mouse.
        <section class="ans" aria-label=words.desk.answers() tabindex="0">
            <h2 class="hidden">{words.desk.answers()}</h2>
            {pages}
        </section>
    }
}

/// What officers wrote at a pointer, or are to put there, with how it is laid out.
fn official(form: &Form, answers: &Value, pointer: &str) -> Option<(Control, Value)> {
    let control = find(form, pointer).map(|found| &found.field.control).filter(|it| it.is_official())?;
    Some((control.clone(), answers.pointer(pointer).cloned().unwrap_or_default()))
}

#[component]
fn Row(
    line: SummaryLine,
    before: Option<String>,
    on_paper: bool,
    official: Option<(Control, Value)>,
    remarks: Remarks,
) -> impl IntoView {
    let words = use_words().desk;
    let changed = before.is_some() || !remarks.changes.is_empty();
    let name = if line.group.is_empty() { line.label } else { format!("{} · {}", line.group, line.label) };
    let value = if line.value.is_empty() { words.blank().to_owned() } else { line.value };
    let why = before.map(|before| {
        let said = match before.as_str() {
            _ if on_paper => words.on_paper().to_owned(),
            "" => words.before_blank().to_owned(),
            before => words.before(before),
        };
        view! { <span class="why">{said}</span> }
    });
    view! {
        <div class="r" class:diff=changed>
            <dt>{name}</dt>
            <dd>
                {match official {
                    Some((control, answer)) => view! { <Official control answer/> },
                    None => value.into_any(),
                }}
                {why}
                <Beside remarks/>
            </dd>
        </div>
    }
}

/// The answer that was put right on paper: what is here stayed as it was.
fn on_paper(change: &Change) -> Option<String> {
    match &change.place {
        Place::Pointer(pointer) if change.before == change.after => Some(pointer.clone()),
        _ => None,
    }
}

/// For each answer that was changed, in words what had been there; empty where nothing had.
fn before(form: &Form, changes: &[Change], locale: Locale, regions: &[Region]) -> BTreeMap<String, String> {
    let said = |change: &Change| {
        let Place::Pointer(pointer) = &change.place else { return None };
        let said = match find(form, pointer) {
            Some(found) if !change.before.is_null() => {
                in_words(&found.field.control, &change.before, locale, regions)
            }
            _ => plain(&change.before),
        };
        Some((pointer.clone(), said))
    };
    changes.iter().filter_map(said).collect()
}

/// A value that the form does not show: text as it is, anything else as JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_had_been_there_is_said_in_the_words_of_the_form() {
        let (form, _) = schema::form::compile(&json!({"schema": {"type": "object", "properties": {
            "kind": {"title": "类型", "oneOf": [{"const": "a", "title": "首次"}, {"const": "b", "title": "补领"}]},
            "note": {"type": "string", "title": "说明"}
        }}}));
        let change = |pointer: &str, before: Value| Change {
            place: Place::Pointer(pointer.into()),
            before,
            after: Value::Null,
        };
        let changes =
            [change("/kind", json!("a")), change("/note", Value::Null), change("/gone", json!("旧"))];
        let said = before(&form, &changes, Locale::ZhCn, &[]);
        assert_eq!(said["/kind"], "首次");
        assert_eq!(said["/note"], "");
        assert_eq!(said["/gone"], "旧");
    }
}
