//! The questions at the desk: what was asked and answered; before that the two ways to ask, with a form of the agency or on the spot.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::form::html_id;
use schema::questionnaires::{AskingForm, DeskQuestions, QuestionKind, Questionnaire};

use super::texts;
use crate::api;
use crate::asked::Answers;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{field_error, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextArea;

/// How many questions the page has room for; a program may send more.
const ROOM: usize = 5;

/// The page at `/desk/cases/{number}/questions`, which is also where one asks.
#[component]
pub fn DeskQuestionsPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let session = Read::resource(api::session);
    let shown = api::desk_questions(&number).keep().document(move |found| match found {
        Ok(questions) => view! { <Shown questions number/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=texts().desk_title()/>
        <div class="desk">
            <DeskHeader here=Room::Cases session/>
            <main id="main" class="catalogue">{shown}</main>
            <DeskTabs here=Room::Cases session/>
        </div>
    }
}

#[component]
fn Shown(questions: DeskQuestions, number: String) -> impl IntoView {
    let words = texts();
    let is_done = use_query_map().with_untracked(|query| query.get_str("done").is_some());
    let DeskQuestions { asked, may_ask, forms } = questions;
    let body = match (asked, may_ask) {
        (Some(asked), _) => view! { <What asked/> },
        (None, true) => view! { <Ask forms number=number.clone()/> },
        (None, false) => view! { <section><p class="cap">{words.nothing()}</p></section> },
    };
    view! {
        <header class="page-head">
            <h1>{words.desk_title()}</h1>
            <p><a href=format!("{}/cases/{number}", to::DESK) rel="external">{words.desk_back()}</a></p>
        </header>
        <div class="edit both">
            {is_done.then(|| view! { <p class="done" role="status">{words.asked()}</p> })}
            <section><h2>{words.rules()}</h2><p>{words.desk_rule()}</p><p>{words.desk_private()}</p></section>
            {body}
        </div>
    }
}

#[component]
fn What(asked: Questionnaire) -> impl IntoView {
    view! { <section><h2>{texts().title()}</h2><Answers asked/></section> }
}

/// The two ways to ask.
#[component]
fn Ask(forms: Vec<AskingForm>, number: String) -> impl IntoView {
    let words = texts();
    let action = to::desk_questions(&number);
    let returned = use_returned(&action);
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer)/> }
    });
    let mine = |way: &str| returned.clone().filter(|it| it.value("way") == Some(way));
    let (by_form, written) = (mine("form"), mine("written"));
    let open = written.is_some() || forms.is_empty();
    let choose = (!forms.is_empty())
        .then(|| view! { <li><ByForm forms action=action.clone() returned=by_form/></li> });
    view! {
        <section class="set do">
            {wrong}
            <ul>
                {choose}
                <li>
                    <details open=open>
                        <summary><span class="a">{words.on_the_spot()}</span><span class="so">{words.on_the_spot_what()}</span></summary>
                        <Written action returned=written/>
                    </details>
                </li>
            </ul>
        </section>
    }
}

/// What an error is about.
fn label(pointer: &str) -> String {
    let words = texts();
    let mut parts = pointer.trim_start_matches('/').split('/');
    match (parts.next(), parts.next().and_then(|place| place.parse::<usize>().ok())) {
        (Some("questions"), Some(place)) => words.question(place + 1),
        (Some("why"), _) => words.why_label().to_owned(),
        (Some("form"), _) => words.form().to_owned(),
        _ => words.question(1),
    }
}

#[component]
fn ByForm(forms: Vec<AskingForm>, action: String, returned: Option<Returned>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let open = returned.is_some();
    let chosen = returned.as_ref().and_then(|it| it.value("/form")).unwrap_or_default().to_owned();
    let option = |it: &AskingForm| {
        let value = format!("{}@{}", it.form.id, it.form.version);
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words.form_version(it.title.get(all.locale), it.form.version)}</option> }
    };
    let options = forms.iter().map(option).collect_view();
    view! {
        <details open=open>
            <summary><span class="a">{words.with_form()}</span><span class="so">{words.with_form_what()}</span></summary>
            <form method="post" action=action>
                <input type="hidden" name="way" value="form"/>
                <Why id="form-why" returned/>
                <div class="field">
                    <label for=html_id("/form")>{words.form()}</label>
                    <select id=html_id("/form") name="/form" required>
                        <option value="">{all.forms.choose()}</option>
                        {options}
                    </select>
                </div>
                <div class="main-act"><button class="btn main">{words.ask()}</button></div>
            </form>
        </details>
    }
}

/// Why one asks: the id is the one that errors lead to in the form that came back.
#[component]
fn Why(id: &'static str, returned: Option<Returned>) -> impl IntoView {
    let id = if returned.is_some() { html_id("/why") } else { id.to_owned() };
    let value = returned.as_ref().and_then(|it| it.value("/why")).unwrap_or_default().to_owned();
    let message = message(returned.as_ref(), "/why");
    view! { <TextArea id name="/why" label=texts().why_label() hint=None value message required=true/> }
}

/// What is wrong at a pointer, in words.
fn message(returned: Option<&Returned>, pointer: &str) -> Option<String> {
    let error = returned?.problem.errors.iter().find(|error| error.pointer == pointer)?;
    Some(field_error(use_words().locale, error))
}

#[component]
fn Written(action: String, returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let rows = (0..ROOM).map(|place| question(place, returned.as_ref())).collect_view();
    view! {
        <form method="post" action=action>
            <input type="hidden" name="way" value="written"/>
            <Why id="written-why" returned/>
            {rows}
            <div class="main-act"><button class="btn main">{words.ask()}</button></div>
        </form>
    }
}

/// Room for a question.
fn question(place: usize, returned: Option<&Returned>) -> AnyView {
    let words = texts();
    let at = format!("/questions/{place}");
    let value =
        |name: &str| returned.and_then(|it| it.value(&format!("{at}{name}"))).unwrap_or_default().to_owned();
    let area = |name: &'static str, pointer: String, label: &'static str| {
        let (id, message) = (html_id(&pointer), message(returned, &pointer));
        view! { <TextArea id name=format!("{at}{name}") label hint=None value=value(name) message required=false/> }
    };
    let line = |name: &'static str, id: String, label: &'static str, message: Option<String>| {
        let wrong = message.is_some();
        view! {
            <div class="field" class:wrong=wrong>
                <label for=id.clone()>{label}</label>
                {message.map(|message| view! { <p class="message">{message}</p> })}
                <input type="text" id=id name=format!("{at}{name}") value=value(name) maxlength="200" autocomplete="off" aria-invalid=wrong.then_some("true")/>
            </div>
        }
    };
    let chosen = value("/kind");
    let kinds = QuestionKind::ALL.map(|kind| {
        let selected = kind.slug() == chosen;
        view! { <option value=kind.slug() selected=selected>{words.kind_of(kind)}</option> }
    });
    let label = format!("{at}/label");
    let (kind_id, required_id) = (html_id(&format!("{at}/kind")), html_id(&format!("{at}/required")));
    let checked = !value("/required").is_empty();
    view! {
        <fieldset class="written">
            <legend>{words.question(place + 1)}</legend>
            {line("/label/zh-CN", html_id(&label), words.label(), message(returned, &label))}
            {line("/label/en", format!("{}-en", html_id(&label)), words.label_english(), None)}
            <div class="field">
                <label for=kind_id.clone()>{words.kind()}</label>
                <select id=kind_id name=format!("{at}/kind")>{kinds.collect_view()}</select>
            </div>
            {area("/choices", format!("{at}/choices"), words.choices())}
            <p class="pick">
                <input type="checkbox" id=required_id.clone() name=format!("{at}/required") value="1" checked=checked/>
                <label for=required_id>{words.required()}</label>
            </p>
        </fieldset>
    }
}
