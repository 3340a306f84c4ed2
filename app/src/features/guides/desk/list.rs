//! The list of guides, and beginning one.

use schema::definitions::DefinitionLine;
use schema::form::html_id;

use crate::api;
use crate::designing::{DesignDesk, Shelf, Wrong, listed, name};
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Guiding, Words, use_words};
use crate::ui::field::{TextArea, TextField};

/// The page at `/desk/guides`; `?q=` is part of a name or a code, `?cursor=` goes on in the list.
#[component]
pub fn DeskGuidesPage() -> impl IntoView {
    let shown = listed(Shelf::Guides, api::guides::desk_list, |published| view! { <Begin published/> });
    view! { <DesignDesk shelf=Shelf::Guides>{shown}</DesignDesk> }
}

/// The form that begins one, open when it came back.
#[component]
fn Begin(published: Vec<DefinitionLine>) -> impl IntoView {
    let words = use_words();
    let (texts, shared) = (Guiding(words.locale), words.designer);
    let returned = use_returned(to::DESK_GUIDES);
    let is_open = returned.is_some();
    let source =
        returned.as_ref().and_then(|returned| returned.value("source")).unwrap_or_default().to_owned();
    let chosen = returned.as_ref().and_then(|it| it.value("from")).unwrap_or("nothing").to_owned();
    view! {
        <details class="set begin" open=is_open>
            <summary>{texts.begin()}</summary>
            {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label/> })}
            <form method="post" action=to::DESK_GUIDES enctype="multipart/form-data">
                <TextField pointer="/id" label=shared.form_id() hint=shared.form_id_hint() returned=returned.clone()/>
                <TextField pointer="/title" label=shared.title_zh() returned=returned.clone()/>
                <TextField pointer="/title/en" label=shared.title_en() required=false returned=returned/>
                {kinds(texts, shared.begin_with(), &chosen)}
                {templates(words, published)}
                <div class="field">
                    <label for="source-file">{shared.source_file()}</label>
                    <input type="file" id="source-file" name="file" accept=".json,application/json"/>
                </div>
                <TextArea id="source".to_owned() name="source" label=shared.source_text() hint=None value=source message=None/>
                <button class="btn main">{shared.create()}</button>
            </form>
        </details>
    }
}

fn kinds(texts: Guiding, legend: &'static str, chosen: &str) -> AnyView {
    let kinds = [
        ("nothing", texts.with_nothing()),
        ("guide", texts.with_guide()),
        ("definition", texts.with_definition()),
    ];
    let input = |(place, (value, label)): (usize, (&'static str, &'static str))| {
        let id = (place == 0).then(|| html_id("/from"));
        let ticked = chosen == value;
        view! {
            <label class="choice"><input type="radio" id=id name="from" value=value checked=ticked/><span>{label}</span></label>
        }
    };
    let inputs = kinds.into_iter().enumerate().map(input).collect_view();
    view! { <fieldset class="field"><legend>{legend}</legend><div class="choices">{inputs}</div></fieldset> }
}

fn templates(words: Words, published: Vec<DefinitionLine>) -> AnyView {
    let option = |line: DefinitionLine| {
        let newest = line.newest.as_ref().map(|newest| newest.version);
        let version = line.in_force.or(newest).unwrap_or_default();
        let label = format!("{} {}", name(words, &line.id, &line.title), words.designer.version(version));
        view! { <option value=format!("{}/{version}", line.id)>{label}</option> }
    };
    let options = published.into_iter().map(option).collect_view();
    view! {
        <div class="field">
            <label for="template">{Guiding(words.locale).which_guide()}</label>
            <select id="template" name="guide">{options}</select>
        </div>
    }
}

fn label(words: Words, pointer: &str) -> &'static str {
    match pointer {
        "/id" => words.designer.form_id(),
        "/title" => words.designer.title_zh(),
        _ => words.designer.begin_with(),
    }
}
