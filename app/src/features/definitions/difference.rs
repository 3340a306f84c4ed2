//! What is different between two versions of a form, or a version and the draft, in sentences by page: for who reviews it.

use leptos_router::hooks::use_params_map;
use schema::definitions::{DefinitionRecord, DraftAct, FieldMention, FormDiff, FormDraft};
use schema::form::diff::Named;

use crate::api;
use crate::designing::compared::{DRAFT, asked, state};
use crate::designing::{DesignDesk, Failed, Heading, Review, Shelf, Wrong, name, told};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Words, use_words};

/// The page at `/desk/forms/{id}/diff`; `?from=` is the older version, `?to=` the newer, or the draft.
#[component]
pub fn DifferencePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let (from, until) = asked();
    let form = api::forms::desk_form(&id).keep();
    let found = api::forms::form_difference(&id, &from, &until).keep().document(move |found| match found {
        Ok(found) => form.document(move |form| match form {
            Ok((record, draft)) => view! { <Shown record draft found from until/> },
            Err(problem_) => view! { <Failed shelf=Shelf::Forms problem_/> },
        }),
        Err(problem_) => view! { <Failed shelf=Shelf::Forms problem_/> },
    });
    view! { <DesignDesk shelf=Shelf::Forms>{found}</DesignDesk> }
}

#[component]
fn Shown(
    record: DefinitionRecord,
    draft: Option<FormDraft>,
    found: FormDiff,
    from: String,
    until: String,
) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let action = format!("{}/diff", to::desk_form(&record.id));
    let returned = use_returned(&action);
    let title = texts.comparing(&state(words, &from), &state(words, &until));
    let count = found.differences.len();
    let said = if count == 0 { texts.no_changes().to_owned() } else { texts.changes(count) };
    let touched = until == DRAFT && draft.is_some();
    let may_review = until == DRAFT && record.allowed.contains(&DraftAct::Review);
    // What was read is what is judged: the page names the older version again when it comes back.
    let action = format!(
        "{action}?from={}&to={}",
        schema::catalogue::encode(&from),
        schema::catalogue::encode(&until)
    );
    let review =
        may_review.then(|| view! { <Review action revision=record.revision returned=returned.clone()/> });
    view! {
        <Heading title=title.clone()/>
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap">{name(words, &record.id, &record.title)}" · "{said}</p>
            <p><a href=to::desk_form(&record.id)>{texts.back_to_form()}</a></p>
        </header>
        {returned.map(|returned| view! { <Wrong problem_=returned.problem label=told::label/> })}
        {by_page(words, &found)}
        {touched.then(|| elsewhere(words, &found.elsewhere))}
        {review}
    }
}

/// The sentences, those of the form as a whole first, then page by page in the order they were found.
fn by_page(words: Words, found: &FormDiff) -> Vec<AnyView> {
    let mut groups: Vec<(Option<&Named>, Vec<String>)> = vec![(None, Vec::new())];
    let pages = found.pages.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    for (difference, page) in found.differences.iter().zip(pages) {
        let sentence = words.designer.difference(difference, &found.names);
        let key = |page: Option<&Named>| page.map(|page| page.key.clone());
        match groups.iter_mut().find(|(other, _)| key(*other) == key(page)) {
            Some((_, sentences)) => sentences.push(sentence),
            None => groups.push((page, vec![sentence])),
        }
    }
    groups
        .into_iter()
        .filter(|(_, sentences)| !sentences.is_empty())
        .map(|(page, lines)| group(words, page, lines))
        .collect()
}

fn group(words: Words, page: Option<&Named>, sentences: Vec<String>) -> AnyView {
    let title = page.map_or_else(
        || words.designer.of_form().to_owned(),
        |page| {
            Some(page.label.get(words.locale))
                .filter(|label| !label.is_empty())
                .unwrap_or(&page.key)
                .to_owned()
        },
    );
    let lines: Vec<AnyView> = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
    view! { <section class="of-form changes"><h2>{title}</h2><ul>{lines}</ul></section> }
}

/// What speaks outside of the form of what is gone.
fn elsewhere(words: Words, mentions: &[FieldMention]) -> AnyView {
    let texts = words.designer;
    let line = |mention: &FieldMention| {
        let label = mention.field.label.get(words.locale);
        let field = if label.is_empty() { &mention.field.key } else { label };
        let places = mention.pointers.join(" ");
        view! { <li>{texts.mention(&mention.process, field)}" "<span class="code">{places}</span></li> }
    };
    let lines: Vec<AnyView> = mentions.iter().map(line).collect();
    view! {
        <section class="of-form">
            <h2>{texts.elsewhere()}</h2>
            {if lines.is_empty() {
                view! { <p class="cap">{texts.nothing_elsewhere()}</p> }
            } else {
                view! { <p class="cap">{texts.elsewhere_note()}</p><ul class="remarks">{lines}</ul> }
            }}
        </section>
    }
}
