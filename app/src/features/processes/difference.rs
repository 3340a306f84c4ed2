//! What is different between two versions of a process, or a version and the draft, in sentences: for who reviews it.

use leptos_router::hooks::use_params_map;
use schema::calendar::Limit;
use schema::catalogue::encode;
use schema::definitions::{DefinitionRecord, DraftAct, ProcessDiff};
use schema::expr::Expr;
use schema::locale::Text;
use schema::process::{ComputedFact, ExtensionBound, Urge};
use serde_json::Value;

use crate::api;
use crate::designing::compared::{DRAFT, asked, state};
use crate::designing::{DesignDesk, Failed, Heading, Review, Shelf, Wrong, name, plain, told};
use crate::flow::{Names, condition};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Computed, Urging, Words, role_of, use_words};
use crate::ui::limit::limit_words;

/// The page at `/desk/processes/{id}/diff`; `?from=` is the older version, `?to=` the newer, or the draft.
#[component]
pub fn DifferencePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let (from, until) = asked();
    let record = api::processes::record(&id).keep();
    let found = api::processes::difference(&id, &from, &until).keep().document(move |found| match found {
        Ok(found) => record.document(move |record| match record {
            Ok(record) => view! { <Shown record found from until/> },
            Err(problem_) => view! { <Failed shelf=Shelf::Processes problem_/> },
        }),
        Err(problem_) => view! { <Failed shelf=Shelf::Processes problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Processes>{found}</DesignDesk> }
}

#[component]
fn Shown(record: DefinitionRecord, found: ProcessDiff, from: String, until: String) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let action = format!("{}/diff", to::desk_process(&record.id));
    let returned = use_returned(&action);
    let title = words.processes.comparing(&state(words, &from), &state(words, &until));
    let count = found.differences.len();
    let said = if count == 0 { texts.no_changes().to_owned() } else { texts.changes(count) };
    let may_review = until == DRAFT && record.allowed.contains(&DraftAct::Review);
    let action = format!("{action}?from={}&to={}", encode(&from), encode(&until));
    let review =
        may_review.then(|| view! { <Review action revision=record.revision returned=returned.clone()/> });
    let names = Names { form: None, facts: &found.facts };
    let line = |difference| {
        let said = words.processes.difference(difference, |member, it| value(words, names, member, it));
        view! { <li>{said}</li> }
    };
    let lines = found.differences.iter().map(line).collect_view();
    view! {
        <Heading title=title.clone()/>
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap">{name(words, &record.id, &record.title)}" · "{said}</p>
            <p><a href=to::desk_process(&record.id)>{words.processes.back()}</a></p>
        </header>
        {returned.map(|returned| view! { <Wrong problem_=returned.problem label=told::label/> })}
        <section class="of-form changes"><ul>{lines}</ul></section>
        {review}
    }
}

/// What a member of the definition says, in words where there are any.
fn value(words: Words, names: Names<'_>, member: &str, said: &Value) -> String {
    let texts = words.processes;
    let read = || match member {
        "name" | "title" => {
            let text: Text = serde_json::from_value(said.clone()).ok()?;
            Some(format!("“{}”", text.get(words.locale)))
        }
        "when" | "again" => Some(format!("“{}”", condition(words, &Expr::parse(said).ok()?, names))),
        "facts" => facts(words, names, said),
        "role" => role_of(words, said).map(str::to_owned),
        "kind" => Some(texts.task_kind(serde_json::from_value(said.clone()).ok()?).to_owned()),
        "limit" => {
            let limit: Limit = serde_json::from_value(said.clone()).ok()?;
            Some(match limit {
                limit if limit.is_on_the_spot() => texts.on_the_spot().to_owned(),
                limit => limit_words(words.catalogue, limit),
            })
        }
        "extension" => {
            let bound: ExtensionBound = serde_json::from_value(said.clone()).ok()?;
            Some(texts.extension_said(bound.days, bound.ground.get(words.locale)))
        }
        "urge" => {
            let urges: Vec<Urge> = serde_json::from_value(said.clone()).ok()?;
            let said: Vec<String> = urges.iter().map(|urge| Urging(words.locale).said(urge)).collect();
            Some(said.join(words.catalogue.separator()))
        }
        "block" => {
            let kind = serde_json::from_value(said.clone()).ok()?;
            Some(texts.kind(kind).to_owned())
        }
        _ => None,
    };
    read().unwrap_or_else(|| plain(said))
}

/// A computed fact, or a list of them, each with what it is.
fn facts(words: Words, names: Names<'_>, said: &Value) -> Option<String> {
    let all: Vec<ComputedFact> = match said {
        Value::Array(_) => serde_json::from_value(said.clone()).ok()?,
        one => vec![serde_json::from_value(one.clone()).ok()?],
    };
    let said = all.iter().map(|fact| {
        let what = condition(words, &fact.expr, names);
        Computed(words.locale).said(fact.name.get(words.locale), &what)
    });
    Some(said.collect::<Vec<_>>().join(words.catalogue.separator()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use schema::Locale;
    use schema::process::design::{Piece, differences, fact_names};
    use serde_json::json;

    use super::*;

    #[test]
    fn what_became_of_computed_facts_is_said_by_their_names() {
        let large = |area: u32| json!({ "id": "large", "name": { "zh-CN": "大型店铺" }, "expr": { ">": [{ "var": "area" }, area] } });
        let fork = |when: Value| {
            json!({ "choose": { "id": "fork", "name": { "zh-CN": "看大小" }, "branches": [
            { "name": { "zh-CN": "大的" }, "when": when, "seq": [] }, { "name": { "zh-CN": "否则" }, "seq": [] }] } })
        };
        let of = |facts: Value, when: Value| {
            Piece::read(
                &json!({ "id": "p", "title": { "zh-CN": "办证" }, "facts": facts, "seq": [fork(when)] }),
            )
            .unwrap()
        };
        let read = json!({ "var": "$facts.large" });
        let (old, new) = (of(json!([large(200)]), json!(false)), of(json!([large(500)]), read));
        let said = |old: &Piece, new: &Piece, facts: &BTreeMap<String, Text>| {
            let words = Words::new(Locale::ZhCn);
            let names = Names { form: None, facts };
            let line = |it| words.processes.difference(it, |member, said| value(words, names, member, said));
            differences(old, new).iter().map(line).collect::<Vec<_>>()
        };
        let told = said(&old, &new, &fact_names(&new));
        assert_eq!(told[0], "流程“办证”的计算项：“大型店铺”（area 大于 200） → “大型店铺”（area 大于 500）");
        assert!(told[1].ends_with("“条件还没写” → “大型店铺为“是””"), "{told:?}");
        let without = of(json!([]), json!(false));
        assert_eq!(
            said(&without, &old, &fact_names(&old)),
            ["流程“办证”有了计算项：“大型店铺”（area 大于 200）"]
        );
    }
}
