//! An item as its editor sees it: what is found in it, and the two things that the hall itself keeps of it.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::ProblemKind;
use schema::catalogue::{EditedItem, Handling, ItemSettings, OnlineDepth};

use super::list::Heading;
use super::way::Finished;
use super::{CataloguePage, Failed};
use crate::api;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Words, typeset, use_words};
use crate::ui::errors::ErrorSummary;
use schema::form::html_id;

/// The page at `/desk/catalogue/items/{code}`; `?saved=` is the revision that was just saved.
#[component]
pub fn EditPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code").unwrap_or_default());
    let item = api::catalogue::edited_item(&code).keep().document(|item| match item {
        Ok(edited) => view! { <Shown edited/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <CataloguePage side=None>{item}</CataloguePage> }
}

#[component]
fn Shown(edited: EditedItem) -> impl IntoView {
    let all = use_words();
    let words = all.editing;
    let EditedItem { item, item_type, findings, settings, way } = edited;
    let name = typeset(&item.name);
    let nothing = findings.is_empty();
    let findings = findings.into_iter().map(|finding| {
        view! {
            <li>
                <a href=to::finding(finding, None)>{words.finding(finding)}</a>
                <span class="s">{words.advice(finding)}</span>
            </li>
        }
    });
    let findings = findings.collect_view();
    view! {
        <Heading title=name.clone()/>
        <header class="page-head">
            <h1>{name}</h1>
            <p class="cap">
                {item.department}" · "{item.region}" · "{all.power_type(item_type)}" · "
                <span class="code">{item.code.clone()}</span>
            </p>
            <p><a href=to::item(&item.code)>{words.public_page()}</a></p>
        </header>
        <div class="edit">
            <section class="of-item">
                <h2>{words.found_in_it()}</h2>
                {if nothing {
                    view! { <p class="cap">{words.found_nothing_in_it()}</p> }
                } else {
                    view! { <ul>{findings}</ul><p class="cap">{words.mend_at_source()}</p> }
                }}
            </section>
            <Settings code=item.code.clone() settings/>
            <Finished code=item.code way/>
        </div>
    }
}

/// The form: two questions, each with an answer for not knowing.
#[component]
fn Settings(code: String, settings: ItemSettings) -> impl IntoView {
    let all = use_words();
    let words = all.editing;
    let action = to::desk_item(&code);
    let returned = use_returned(&action);
    let revision = settings.revision.to_string();
    let saved = use_query_map().with_untracked(|query| query.get_str("saved") == Some(revision.as_str()));
    let saved = saved && returned.is_none();
    let handling = settings.handling.map_or("", Handling::word);
    let depth = settings.depth.map_or("", OnlineDepth::slug);
    let handlings = Handling::ALL.iter().map(|entry| (entry.word(), all.handling(*entry)));
    let depths = OnlineDepth::ALL.iter().map(|entry| (entry.slug(), all.depth(*entry)));
    let unknown = ("", words.not_known());
    view! {
        <section class="set">
            <h2>{words.settings()}</h2>
            <p class="cap">{words.settings_note()}</p>
            {saved.then(|| view! {
                <p class="done" role="status">
                    {words.saved()}" "<a href=to::unknown_depth(None, Some(&code))>{words.next_unknown()}</a>
                </p>
            })}
            {returned.clone().map(|returned| view! { <CameBack returned settings/> })}
            <form method="post" action=action>
                <input type="hidden" name="revision" value=revision/>
                <Choices
                    name="/handling"
                    label=words.handling()
                    hint=words.handling_hint()
                    chosen=chosen(returned.as_ref(), "/handling", handling)
                    options=handlings.chain([unknown]).collect()
                />
                <Choices
                    name="/depth"
                    label=words.how_deep()
                    chosen=chosen(returned.as_ref(), "/depth", depth)
                    options=depths.chain([unknown]).collect()
                />
                <button class="btn main">{words.save()}</button>
            </form>
        </section>
    }
}

/// What had been chosen in a form that came back, else what is stored.
fn chosen(returned: Option<&Returned>, name: &str, stored: &'static str) -> String {
    returned.and_then(|returned| returned.value(name)).unwrap_or(stored).to_owned()
}

/// What is wrong; when somebody else was first, what is stored now.
#[component]
fn CameBack(returned: Returned, settings: ItemSettings) -> impl IntoView {
    let all = use_words();
    let conflict = returned.problem.kind() == ProblemKind::Conflict;
    let handling = settings.handling.map_or(all.editing.not_known(), |handling| all.handling(handling));
    let depth = settings.depth.map_or(all.editing.not_known(), |depth| all.depth(depth));
    view! {
        <ErrorSummary problem_=returned.problem label=|pointer| label(pointer, use_words()).to_owned()/>
        {conflict.then(|| view! { <p class="now">{all.editing.now_is(handling, depth)}</p> })}
    }
}

fn label(pointer: &str, words: Words) -> &'static str {
    match pointer {
        "/handling" => words.editing.handling(),
        "/depth" => words.editing.how_deep(),
        _ => "",
    }
}

/// One of several, all in sight.
#[component]
pub fn Choices(
    /// The pointer of the answer.
    name: &'static str,
    /// What is asked.
    label: &'static str,
    /// What helps to answer.
    #[prop(optional)]
    hint: &'static str,
    /// The one that is chosen.
    chosen: String,
    /// Each with its words.
    options: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let id = html_id(name);
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let inputs = options.into_iter().enumerate().map(|(place, (value, label))| {
        // The first is where a link from the error summary leads.
        let id = (place == 0).then(|| id.clone());
        view! {
            <label class="choice">
                <input type="radio" id=id name=name value=value checked={chosen == value}/>
                <span>{label}</span>
            </label>
        }
    });
    let inputs = inputs.collect_view();
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{label}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <div class="choices">{inputs}</div>
        </fieldset>
    }
}
