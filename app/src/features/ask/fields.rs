//! The fields of an entry, as its library asks for them; a line each for what there may be several of.

use schema::ask::{Library, Need, Said, Scene};
use schema::form::html_id;

use super::texts;
use crate::prelude::*;
use crate::returned::Returned;
use crate::text::{field_error, use_words};
use crate::ui::field::{TextArea, TextField};

/// The fields, filled in with what came back or else with what is stored.
#[component]
pub fn EntryFields(
    /// The library.
    library: Library,
    /// What is stored.
    said: Said,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let (words, shape) = (texts(), library.shape());
    let lines = |pointer: &'static str, label: &'static str, hint: &'static str, need, stored: &[String]| {
        (need != Need::No).then(|| {
            let required = need == Need::Must;
            let (value, returned) = (stored.join("\n"), returned.clone());
            view! { <Lines pointer label hint required value returned/> }
        })
    };
    let source = said.source.clone();
    let scene = (shape.scene != Need::No).then(|| {
        view! { <SceneField chosen=said.scene returned=returned.clone()/> }
    });
    let off = returned.as_ref().is_some_and(|returned| returned.value("/enabled").is_none());
    let enabled = said.enabled && !off;
    view! {
        {scene}
        {lines("/words", words.words(library), words.a_line_each(), shape.words, &said.words)}
        {lines("/texts", words.texts(library), words.a_line_each(), shape.texts, &said.texts)}
        {lines("/items", words.items(), words.items_hint(), shape.items, &said.items)}
        {(shape.source != Need::No).then(|| view! {
            <TextField
                pointer="/source"
                label=words.source()
                hint=words.source_hint()
                autocomplete="off"
                value=source
                returned=returned.clone()
            />
        })}
        <label class="tick"><input type="checkbox" name="/enabled" value="1" checked=enabled/><span>{words.counts()}</span></label>
    }
}

#[component]
fn Lines(
    pointer: &'static str,
    label: &'static str,
    hint: &'static str,
    required: bool,
    value: String,
    returned: Option<Returned>,
) -> impl IntoView {
    let value =
        returned.as_ref().map_or(value, |returned| returned.value(pointer).unwrap_or_default().to_owned());
    let message = wrong(returned.as_ref(), pointer);
    view! { <TextArea id=html_id(pointer) name=pointer label hint=Some(hint.to_owned()) value message required/> }
}

/// What is wrong with a field of a form that came back.
fn wrong(returned: Option<&Returned>, pointer: &str) -> Option<String> {
    let error = returned?.problem.errors.iter().find(|error| error.pointer == pointer)?;
    Some(field_error(use_words().locale, error))
}

#[component]
fn SceneField(chosen: Option<Scene>, returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let chosen = chosen.map_or("", Scene::slug).to_owned();
    let chosen =
        returned.as_ref().map_or(chosen, |returned| returned.value("/scene").unwrap_or_default().to_owned());
    let options = Scene::ALL.into_iter().map(|scene| {
        view! { <option value=scene.slug() selected=(scene.slug() == chosen)>{words.scene_is(scene)}</option> }
    });
    let options = options.collect_view();
    let id = html_id("/scene");
    view! {
        <div class="field">
            <label for=id.clone()>{words.scene()}</label>
            <select id=id name="/scene" required>{options}</select>
        </div>
    }
}

/// What the field at a pointer is called in a list of what is wrong; of a table also in which row.
pub fn label(pointer: &str) -> String {
    let words = texts();
    let row = pointer.strip_prefix("/csv/").and_then(|rest| rest.split_once('/'));
    let name = |name: &str| match name {
        "words" => words.words(Library::Keywords),
        "texts" => words.texts(Library::Common),
        "items" => words.items(),
        "scene" => words.scene(),
        "source" => words.source(),
        "enabled" => words.counts(),
        "revision" => words.revision(),
        "csv" => words.file(),
        _ => "id",
    };
    match row {
        Some((number, field)) => words.row(number, name(field)),
        None => name(pointer.trim_start_matches('/')).to_owned(),
    }
}
