//! What is different between two versions of a guide, or a version and the draft: for who reviews it.

use leptos_router::hooks::use_params_map;
use schema::catalogue::encode;
use schema::definitions::{DefinitionRecord, DraftAct};
use schema::guide::{Guide, GuideDifference, differences};
use serde_json::Value;

use crate::api;
use crate::designing::compared::{DRAFT, asked, state};
use crate::designing::{DesignDesk, Failed, Heading, Review, Shelf, Wrong, name, told};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Guiding, Words, use_words};

/// The page at `/desk/guides/{id}/diff`; `?from=` is the older version, `?to=` the newer, or the draft.
#[component]
pub fn GuideDifferencePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let (from, until) = asked();
    let (record, new) = (api::guides::record(&id).keep(), api::guides::version(&id, &until).keep());
    let failed = |problem_| view! { <Failed shelf=Shelf::Guides problem_/> };
    let found = api::guides::version(&id, &from).keep().document(move |old| match old {
        Ok(old) => new.document(move |new| match new {
            Ok(new) => record.document(move |record| match record {
                Ok(record) => view! { <Shown record old new from until/> },
                Err(problem_) => failed(problem_),
            }),
            Err(problem_) => failed(problem_),
        }),
        Err(problem_) => failed(problem_),
    });
    view! { <DesignDesk shelf=Shelf::Guides>{found}</DesignDesk> }
}

#[component]
fn Shown(record: DefinitionRecord, old: Guide, new: Guide, from: String, until: String) -> impl IntoView {
    let words = use_words();
    let texts = Guiding(words.locale);
    let action = format!("{}/diff", to::desk_guide(&record.id));
    let returned = use_returned(&action);
    let title = texts.comparing(&state(words, &from), &state(words, &until));
    let found = differences(&old, &new);
    let none = found.is_empty().then(|| view! { <p>{texts.same()}</p> });
    let may_review = until == DRAFT && record.allowed.contains(&DraftAct::Review);
    let action = format!("{action}?from={}&to={}", encode(&from), encode(&until));
    let review =
        may_review.then(|| view! { <Review action revision=record.revision returned=returned.clone()/> });
    let lines = found.iter().map(|difference| line(words, difference)).collect_view();
    view! {
        <Heading title=title.clone()/>
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap">{name(words, &record.id, &record.title)}</p>
            <p><a href=to::desk_guide(&record.id)>{texts.back()}</a></p>
        </header>
        {returned.map(|returned| view! { <Wrong problem_=returned.problem label=told::label/> })}
        <section class="of-form changes">{none}<ul>{lines}</ul></section>
        {review}
    }
}

fn line(words: Words, difference: &GuideDifference) -> AnyView {
    let texts = Guiding(words.locale);
    let what = &difference.what;
    let said = match (&difference.old, &difference.new) {
        (None, _) => texts.added(what),
        (_, None) => texts.removed(what),
        _ => texts.changed(what),
    };
    let part = |label: &'static str, value: &Option<Value>| {
        value.as_ref().map(|value| {
            view! { <p class="cap">{label}</p><pre class="source" tabindex="0"><code>{format!("{value:#}")}</code></pre> }
        })
    };
    view! {
        <li>
            <details><summary>{said}</summary>{part(texts.before(), &difference.old)}{part(texts.after(), &difference.new)}</details>
        </li>
    }
}
