//! Beginning a form: from nothing, a published one or a file; and what of a file did not come along.

use schema::definitions::{DefinitionLine, FormBegun};
use schema::form::design::{Template, templates};
use schema::form::{Loss, html_id};

use super::grade::grade;
use crate::designing::{Begun, Shelf, Wrong};
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
    /// The forms that may serve as templates.
    templates: Vec<DefinitionLine>,
) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let returned = use_returned(to::DESK_FORMS);
    let is_open = returned.is_some();
    let source =
        returned.as_ref().and_then(|returned| returned.value("source")).unwrap_or_default().to_owned();
    view! {
        <details class="set begin" open=is_open>
            <summary>{texts.begin()}</summary>
            {returned.clone().map(|returned| view! { <Wrong problem_=returned.problem label=label/> })}
            <form method="post" action=to::DESK_FORMS enctype="multipart/form-data">
                <TextField pointer="/id" label=texts.form_id() hint=texts.form_id_hint() returned=returned.clone()/>
                <TextField pointer="/title" label=texts.title_zh() returned=returned.clone()/>
                <TextField pointer="/title/en" label=texts.title_en() required=false returned=returned.clone()/>
                {kinds(words, returned.as_ref())}
                {pages(words, returned.as_ref())}
                {template(words, templates, returned.as_ref())}
                <div class="field">
                    <label for="source-file">{texts.source_file()}</label>
                    <p class="hint" id="source-hint">{texts.source_hint()}</p>
                    <input type="file" id="source-file" name="file" accept=".json,application/json" aria-describedby="source-hint"/>
                </div>
                <TextArea id="source".to_owned() name="source" label=texts.source_text() hint=None value=source message=None/>
                <button class="btn main">{texts.create()}</button>
            </form>
        </details>
    }
}

/// What it begins with, all in sight.
fn kinds(words: Words, returned: Option<&Returned>) -> AnyView {
    let texts = words.designer;
    let kinds = [
        ("nothing", texts.with_nothing()),
        ("templates", texts.with_templates()),
        ("form", texts.with_form()),
        ("definition", texts.with_definition()),
        ("json_schema", texts.with_json_schema()),
        ("json_forms", texts.with_json_forms()),
        ("formio", texts.with_formio()),
    ];
    let chosen = returned.and_then(|returned| returned.value("from")).unwrap_or("nothing");
    let input = |(place, (value, label)): (usize, (&'static str, &'static str))| {
        let id = (place == 0).then(|| html_id(SOURCE));
        view! {
            <label class="choice">
                <input type="radio" id=id name="from" value=value checked={chosen == value}/>
                <span>{label}</span>
            </label>
        }
    };
    let inputs: Vec<AnyView> = kinds.into_iter().enumerate().map(input).collect();
    view! {
        <fieldset class="field">
            <legend>{texts.begin_with()}</legend>
            <div class="choices">{inputs}</div>
        </fieldset>
    }
}

/// The pages on the shelf of templates, to be ticked.
fn pages(words: Words, returned: Option<&Returned>) -> AnyView {
    let is_ticked = |id: &str| {
        returned.is_some_and(|returned| {
            returned.fields.iter().any(|(name, value)| name == "templates" && value == id)
        })
    };
    let page = |template: &Template| {
        let (id, name) = (template.id.clone(), template.name.get(words.locale).to_owned());
        let ticked = is_ticked(&id);
        view! { <label class="choice"><input type="checkbox" name="templates" value=id checked=ticked/><span>{name}</span></label> }
    };
    let pages: Vec<AnyView> = templates().iter().filter(|template| template.is_page()).map(page).collect();
    view! {
        <fieldset class="field">
            <legend>{words.designer.pages()}</legend>
            <p class="hint">{words.designer.pages_hint()}</p>
            <div class="choices">{pages}</div>
        </fieldset>
    }
}

fn template(words: Words, templates: Vec<DefinitionLine>, returned: Option<&Returned>) -> AnyView {
    let chosen = returned.and_then(|returned| returned.value("template")).unwrap_or_default();
    let option = |form: DefinitionLine| {
        let version = form.in_force.or(form.newest.as_ref().map(|newest| newest.version)).unwrap_or_default();
        let value = format!("{}/{version}", form.id);
        let name = format!("{} {}", form.title.get(words.locale), words.designer.version(version));
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name}</option> }
    };
    let options: Vec<AnyView> = templates.into_iter().map(option).collect();
    view! {
        <div class="field">
            <label for="template">{words.designer.template()}</label>
            <select id="template" name="template">{options}</select>
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

/// A form that is there, with what was lost on the way.
pub fn begun(FormBegun { form, losses }: FormBegun) -> AnyView {
    let words = use_words();
    let losses = losses.iter().map(|loss| line(words, loss)).collect();
    view! { <Begun shelf=Shelf::Forms record=form losses/> }
}

fn line(words: Words, loss: &Loss) -> AnyView {
    view! {
        <li data-grade=grade(loss.severity)>
            <b>{words.designer.severity(loss.severity)}</b>" "{words.designer.loss(loss)}
            " "<span class="code">{loss.pointer.clone()}</span>
        </li>
    }
}
