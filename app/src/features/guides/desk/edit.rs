//! Writing a guide: its parts as cards, one of them open as a form, beside the preview; what is wrong stands on top.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::definitions::{DefinitionRecord, DraftAct};
use schema::guide::{Guide, GuidePart};

use super::card::Cards;
use super::condition::values;
use super::preview::preview;
use super::record::lints;
use super::typed::Typed;
use crate::api;
use crate::designing::{DesignDesk, Failed, Heading, Shelf, Wrong, name};
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Guiding, Words, use_words};

/// The page at `/desk/guides/{id}/edit`; `?_part=` and `?_at=` say which part is open, everything else is tried out.
#[component]
pub fn GuideEditPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let query = use_query_map().get_untracked();
    let written: Vec<(String, String)> =
        query.latest_values().map(|(name, value)| (name.to_string(), value.to_owned())).collect();
    let part = query.get_str("_part").and_then(GuidePart::from_slug);
    let open = part.zip(query.get_str("_at").and_then(|at| at.parse().ok()));
    let is_about = query.get_str("_part") == Some("about");
    let saved = query.get_str("_saved").is_some();
    let guide = api::guides::written(&id).keep().document(move |read| match read {
        Ok((record, guide)) => {
            view! { <Shown record guide written open is_about saved/> }
        }
        Err(problem_) => view! { <Failed shelf=Shelf::Guides problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Guides>{guide}</DesignDesk> }
}

#[component]
fn Shown(
    record: DefinitionRecord,
    guide: Guide,
    written: Vec<(String, String)>,
    open: Option<(GuidePart, usize)>,
    is_about: bool,
    saved: bool,
) -> impl IntoView {
    let words = use_words();
    let texts = Guiding(words.locale);
    let title = name(words, &record.id, &record.title);
    let action = to::edit_guide(&record.id);
    let returned = use_returned(&action);
    let may = record.allowed.contains(&DraftAct::Edit);
    // The part whose save was refused is open again, with what was typed.
    let refused = returned.as_ref().filter(|it| it.value("act").is_none());
    let open = refused.and_then(|it| reopened(it, &guide)).or(open);
    let is_about = is_about || refused.is_some_and(|it| it.value("part") == Some("about"));
    let done =
        (saved && returned.is_none()).then(|| view! { <p class="done" role="status">{texts.saved()}</p> });
    let (revision, typed) = (record.revision, Typed(refused));
    let cards = Cards { words, guide: &guide, revision, action: &action, open, is_about, may, typed };
    let cards = cards.shown();
    let (lints, values) = (lints(words, &guide), values(words, &guide));
    view! {
        <Heading title=format!("{title} · {}", texts.edit())/>
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap"><span class="code">{record.id.clone()}</span></p>
            <p><a href=to::desk_guide(&record.id)>{texts.back()}</a></p>
        </header>
        {done}
        {returned.map(|returned| view! { <Wrong problem_=returned.problem label/> })}
        <section class="of-form">{lints}</section>
        <div class="of-form guide-desk">
            <div class="guide-cards">{cards}</div>
            {preview(words, guide, open, written)}
        </div>
        {values}
    }
}

/// The part that a form was about: by its id, where others were put before it meanwhile, else by its place.
fn reopened(returned: &Returned, guide: &Guide) -> Option<(GuidePart, usize)> {
    let part = GuidePart::from_slug(returned.value("part")?)?;
    let id = returned.value("/id")?.trim();
    let known = match part {
        GuidePart::Questions => guide.questions.iter().position(|it| it.id == id),
        GuidePart::Outcomes => guide.outcomes.iter().position(|it| it.id == id),
    };
    Some((part, known.or_else(|| returned.value("at")?.parse().ok())?))
}

/// The part that a pointer into the guide lies in.
pub fn part_of(pointer: &str) -> Option<(GuidePart, usize)> {
    let mut pieces = pointer.split('/').skip(1);
    let part = GuidePart::from_slug(pieces.next()?)?;
    Some((part, pieces.next()?.parse().ok()?))
}

fn label(words: Words, pointer: &str) -> &'static str {
    let texts = Guiding(words.locale);
    match pointer {
        "/edit/when" => texts.when(),
        "/min" => texts.min(),
        "/max" => texts.max(),
        "/within" => texts.within(),
        "/as_of" => texts.as_of(),
        "/revision" => "",
        _ => texts.edit(),
    }
}
