//! Beginning a process: from a template, a published one or a file; and what of a model did not come along.

use schema::definitions::{DefinitionLine, ModelLoss, ProcessBegun};
use schema::form::html_id;
use schema::process::design::{Template, templates};

use crate::designing::{Begun, Shelf, Wrong, name};
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Words, use_words};
use crate::ui::field::{TextArea, TextField};

/// Where the pasted file stands in the form.
const SOURCE: &str = "/from";

/// The form that begins one, open when it came back.
#[component]
pub fn Begin(
    /// The processes that may serve as templates.
    published: Vec<DefinitionLine>,
) -> impl IntoView {
    let words = use_words();
    let (texts, shared) = (words.processes, words.designer);
    let returned = use_returned(to::DESK_PROCESSES);
    let is_open = returned.is_some();
    let source =
        returned.as_ref().and_then(|returned| returned.value("source")).unwrap_or_default().to_owned();
    view! {
        <details class="set begin" open=is_open>
            <summary>{texts.begin()}</summary>
            {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label=label/> })}
            <form method="post" action=to::DESK_PROCESSES enctype="multipart/form-data">
                <TextField pointer="/id" label=shared.form_id() hint=shared.form_id_hint() returned=returned.clone()/>
                <TextField pointer="/title" label=shared.title_zh() returned=returned.clone()/>
                <TextField pointer="/title/en" label=shared.title_en() required=false returned=returned.clone()/>
                {kinds(words, returned.as_ref())}
                {of_hall(words, published, returned.as_ref())}
                <div class="field">
                    <label for="source-file">{shared.source_file()}</label>
                    <p class="hint" id="source-hint">{texts.source_hint()}</p>
                    <input type="file" id="source-file" name="file" accept=".json,.bpmn,.xml,application/json,application/xml" aria-describedby="source-hint"/>
                </div>
                <TextArea id="source".to_owned() name="source" label=shared.source_text() hint=None value=source message=None/>
                <button class="btn main">{shared.create()}</button>
            </form>
        </details>
    }
}

/// What it begins with, all in sight: the templates, then what is there already.
fn kinds(words: Words, returned: Option<&Returned>) -> AnyView {
    let texts = words.processes;
    let chosen = returned.and_then(|returned| returned.value("from")).unwrap_or("template:promised");
    let shelf = templates();
    let of_shelf = |template: &Template| {
        let about = template.about.get(words.locale).to_owned();
        (format!("template:{}", template.id), template.name.get(words.locale).to_owned(), about)
    };
    let others = [
        ("process", texts.with_process()),
        ("definition", texts.with_definition()),
        ("bpmn", texts.with_bpmn()),
    ];
    let others = others.map(|(value, label)| (value.to_owned(), label.to_owned(), String::new()));
    let input = |(place, (value, label, about)): (usize, (String, String, String))| {
        let id = (place == 0).then(|| html_id(SOURCE));
        let ticked = chosen == value;
        view! {
            <label class="choice">
                <input type="radio" id=id name="from" value=value checked=ticked/>
                <span>{label}{(!about.is_empty()).then(|| view! { <small class="cap">" "{about}</small> })}</span>
            </label>
        }
    };
    let inputs = shelf.iter().map(of_shelf).chain(others).enumerate().map(input).collect_view();
    view! {
        <fieldset class="field">
            <legend>{texts.begin_with()}</legend>
            <div class="choices">{inputs}</div>
        </fieldset>
    }
}

fn of_hall(words: Words, published: Vec<DefinitionLine>, returned: Option<&Returned>) -> AnyView {
    let chosen = returned.and_then(|returned| returned.value("process")).unwrap_or_default();
    let option = |process: DefinitionLine| {
        let newest = process.newest.as_ref().map(|newest| newest.version);
        let version = process.in_force.or(newest).unwrap_or_default();
        let value = format!("{}/{version}", process.id);
        let label =
            format!("{} {}", name(words, &process.id, &process.title), words.designer.version(version));
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let options = published.into_iter().map(option).collect_view();
    view! {
        <div class="field">
            <label for="template">{words.processes.with_process()}</label>
            <select id="template" name="process">{options}</select>
        </div>
    }
}

fn label(words: Words, pointer: &str) -> &'static str {
    match pointer {
        "/id" => words.designer.form_id(),
        "/title" => words.designer.title_zh(),
        _ => words.processes.begin_with(),
    }
}

/// A process that is there, with what was lost on the way.
pub fn begun(ProcessBegun { process, losses }: ProcessBegun) -> AnyView {
    let texts = use_words().processes;
    let line = |loss: &ModelLoss| view! { <li>{texts.loss(loss)}</li> };
    let losses = losses.iter().map(line).collect();
    view! { <Begun shelf=Shelf::Processes record=process losses/> }
}
