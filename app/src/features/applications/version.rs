//! A draft meets a newer version of its form: what changed, what is to be answered again, what is set aside, and going on
//! with it. Afterwards, what there is left to do.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::FieldCode;
use schema::FieldError;
use schema::applications::{FileInfo, VersionChange};
use schema::form::{SetAside, label};
use serde_json::Value;

use super::filing::{Filing, VERSION};
use super::form::Wrong;
use crate::api;
use crate::page::Head;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Designer, Words, use_words};

/// The page at `/applications/{id}/version`.
#[component]
pub fn VersionPage() -> impl IntoView {
    // No application has the number 0: an address that is none finds nothing.
    let id = use_params_map().with_untracked(|params| params.get_str("id").and_then(|id| id.parse().ok()));
    api::version_change(id.unwrap_or(0)).document(|(application, change, form)| {
        view! { <Shown filing=Filing::new(application, form) change/> }
    })
}

#[component]
fn Shown(filing: Filing, change: VersionChange) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let is_aside = !(change.set_aside.is_empty() && change.files_aside.is_empty());
    let has_moved = is_aside || !change.ask_again.is_empty();
    let (title, lead) = match &change.newer {
        Some(newer) if newer.must => (texts.version_title(), texts.version_must()),
        Some(_) => (texts.version_title(), texts.version_may()),
        None if has_moved => (texts.version_done(), texts.version_done_lead()),
        None => (texts.version_current(), ""),
    };
    let returned = use_returned(&filing.href(VERSION));
    let item = filing.application.summary.item_name.clone();
    view! {
        <Head title/>
        <main id="main">
            <p class="soft"><a href=to::application(filing.id())>{item}</a></p>
            {returned.map(|returned| view! { <Wrong filing=filing.clone() problem_=returned.problem/> })}
            <h1 class="title">{title}</h1>
            {(!lead.is_empty()).then(|| view! { <p>{lead}</p> })}
            {list(texts.version_changed(), changed(words, &change))}
            {list(texts.version_ask_again(), asked_again(words, &filing, &change))}
            {list(texts.version_set_aside(), set_aside(words, &change.set_aside))}
            {list(texts.version_files_aside(), files_aside(&filing, &change.files_aside))}
            <Act filing change/>
        </main>
    }
}

/// What one can do here: go on with the newer version, or with the application as it is.
#[component]
fn Act(filing: Filing, change: VersionChange) -> impl IntoView {
    let texts = use_words().applications;
    let steps = to::application(filing.id());
    let Some(newer) = change.newer else {
        return view! { <div class="act"><a class="button" href=steps>{texts.go_on()}</a></div> }.into_any();
    };
    view! {
        <form method="post" action=filing.href(VERSION)>
            <input type="hidden" name="version" value=newer.form.version/>
            <input type="hidden" name="revision" value=change.revision/>
            <div class="act">
                <button class="button">{texts.version_go_on()}</button>
                <a class="soft" href=steps>{texts.version_stay()}</a>
            </div>
        </form>
    }
    .into_any()
}

fn list(title: &'static str, lines: Vec<AnyView>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| view! { <section><h2>{title}</h2><ul class="prose">{lines}</ul></section> })
}

fn changed(words: Words, change: &VersionChange) -> Vec<AnyView> {
    let said = change.changed.iter().map(|it| Designer(words.locale).difference(it, &change.names));
    said.filter(|said| !said.is_empty()).map(|said| view! { <li>{said}</li> }).collect()
}

/// What is to be answered again; once the draft uses the version, each with the way there.
fn asked_again(words: Words, filing: &Filing, change: &VersionChange) -> Vec<AnyView> {
    let line = |pointer: &String| {
        let name = label(&filing.form, pointer, words.locale)?;
        let href = filing.line(words, &FieldError::new(pointer, FieldCode::Required)).href;
        Some(match change.newer {
            Some(_) => view! { <li>{name}</li> },
            None => view! { <li><a href=href>{name}</a></li> },
        })
    };
    change.ask_again.iter().filter_map(line).collect()
}

fn set_aside(words: Words, kept: &[SetAside]) -> Vec<AnyView> {
    let line = |kept: &SetAside| {
        let name = kept.label.get(words.locale);
        let chosen: Vec<&str> = kept.said.iter().map(|said| said.get(words.locale)).collect();
        let said = match chosen.as_slice() {
            [] => in_words(words, &kept.value),
            chosen => chosen.join(words.catalogue.separator()),
        };
        view! { <li>{words.forms.error_line(name, &said)}</li> }
    };
    kept.iter().map(line).collect()
}

fn files_aside(filing: &Filing, files: &[FileInfo]) -> Vec<AnyView> {
    let line = |file: &FileInfo| {
        let href = format!("/api/applications/{}/files/{}", filing.id(), file.id);
        view! { <li><a href=href rel="external">{file.name.clone()}</a></li> }
    };
    files.iter().map(line).collect()
}

/// An answer whose question is gone, as far as it can be read without it.
fn in_words(words: Words, value: &Value) -> String {
    let all = |values: &mut dyn Iterator<Item = &Value>| {
        let each: Vec<String> = values.map(|value| in_words(words, value)).collect();
        each.join(words.catalogue.separator())
    };
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => words.forms.yes().to_owned(),
        Value::Bool(false) => words.forms.no().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(entries) => all(&mut entries.iter()),
        Value::Object(members) => all(&mut members.values()),
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_answered_can_be_read_without_its_question() {
        let said = |value| in_words(Words::new(Locale::ZhCn), &value);
        assert_eq!(said(json!("中山路")), "中山路");
        assert_eq!(said(json!(true)), "是");
        assert_eq!(said(json!([{"name": "甲", "age": 3}, {"name": "乙", "age": 4}])), "甲、3、乙、4");
    }
}
