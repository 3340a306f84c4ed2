//! Who is away, and who does their work meanwhile (外出与代理): one's own times, and those of whom one leads. A document.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::absences::{Absence, Absences, Workmate};
use schema::form::html_id;

use super::frame::{DeskHeader, DeskTabs, Room, Trouble};
use crate::api;
use crate::data::Read;
use crate::page::{Head, Styles};
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Words, field_error, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The page at `/desk/absences`; `?done=` is what was just done.
#[component]
pub fn AbsencesPage() -> impl IntoView {
    let session = Read::resource(api::session);
    let shown = api::absences().keep().document(|found| match found {
        Ok(found) => view! { <Shown found/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().duty.away()/>
        <div class="desk">
            <DeskHeader here=Room::Cases session/>
            <main id="main" class="catalogue">{shown}</main>
            <DeskTabs here=Room::Cases session/>
        </div>
    }
}

#[component]
fn Shown(found: Absences) -> impl IntoView {
    let words = use_words().duty;
    let returned = use_returned(to::DESK_ABSENCES);
    let done = use_query_map().with_untracked(|query| match query.get_str("done") {
        Some("added") => Some(words.away_saved()),
        Some("removed") => Some(words.away_gone()),
        _ => None,
    });
    let done = done.filter(|_| returned.is_none());
    let lines = found.absences.iter().cloned().map(|absence| view! { <Line absence/> }).collect_view();
    view! {
        <header class="page-head">
            <h1>{words.away()}</h1>
            <p class="cap">{words.away_what()}</p>
        </header>
        <div class="edit">
            <section>
                {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
                {if found.absences.is_empty() {
                    view! { <p class="cap">{words.away_none()}</p> }
                } else {
                    view! { <ul class="away">{lines}</ul> }
                }}
            </section>
            <NewForm found returned/>
        </div>
    }
}

#[component]
fn Line(absence: Absence) -> impl IntoView {
    let all = use_words();
    let words = all.duty;
    let said = words.away_line(&absence.name, &all.day(absence.from), &all.day(absence.until));
    let whose = words.away_back_whose(&absence.name);
    view! {
        <li>
            <div>
                <b class="n">{said}</b>
                <span class="s">{words.away_by(&absence.deputy)}</span>
            </div>
            <form method="post" action=to::DESK_ABSENCES>
                <input type="hidden" name="id" value=absence.id.to_string()/>
                <button class="link" aria-label=whose>{words.away_back()}</button>
            </form>
        </li>
    }
}

#[component]
fn NewForm(found: Absences, returned: Option<Returned>) -> impl IntoView {
    let words = use_words().duty;
    let Absences { own, workmates, .. } = found;
    let who = |mate: &Workmate| {
        let name = if mate.account == own { words.myself(&mate.name) } else { mate.name.clone() };
        (mate.account.to_string(), name)
    };
    let led: Vec<(String, String)> = workmates.iter().filter(|mate| mate.led).map(who).collect();
    let leads = led.len() > 1;
    // Who says it of themselves alone is not offered as their own deputy.
    let deputies = workmates.iter().filter(|mate| leads || mate.account != own);
    let deputies = deputies.map(|mate| (mate.account.to_string(), mate.name.clone())).collect();
    view! {
        <section class="set">
            <h2>{words.away_add()}</h2>
            {returned.clone().map(|returned| view! {
                <ErrorSummary problem_=returned.problem label=|pointer| label(pointer, use_words()).to_owned()/>
            })}
            <form method="post" action=to::DESK_ABSENCES>
                {leads.then(|| view! {
                    <Choice name="/account" label=words.away_who() usual=own.to_string() options=led returned=returned.clone()/>
                })}
                <TextField pointer="/from" label=words.away_from() kind="date" returned=returned.clone()/>
                <TextField pointer="/until" label=words.away_until() kind="date" returned=returned.clone()/>
                <Choice name="/deputy" label=words.away_deputy() hint=words.away_deputy_hint() options=deputies returned/>
                <button class="btn main">{words.away_save()}</button>
            </form>
        </section>
    }
}

fn label(pointer: &str, words: Words) -> &'static str {
    match pointer {
        "/from" => words.duty.away_from(),
        "/until" => words.duty.away_until(),
        "/deputy" => words.duty.away_deputy(),
        "/account" => words.duty.away_who(),
        _ => "",
    }
}

/// One of several people.
#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] usual: String,
    options: Vec<(String, String)>,
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let id = html_id(name);
    let error_id = format!("{id}-error");
    let chosen = returned.as_ref().and_then(|returned| returned.value(name)).unwrap_or(&usual).to_owned();
    let errors = returned.as_ref().map(|returned| returned.problem.errors.as_slice()).unwrap_or_default();
    let error = errors.iter().find(|error| error.pointer == name);
    let message = error.map(|error| field_error(words.locale, error));
    let described = message.is_some().then(|| error_id.clone());
    let invalid = message.is_some().then_some("true");
    let options = options.into_iter().map(|(value, name)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            {message.map(|message| view! { <p class="error" id=error_id>{message}</p> })}
            <select id=id name=name required aria-invalid=invalid aria-describedby=described>
                {usual.is_empty().then(|| view! { <option value="">{words.forms.choose()}</option> })}
                {options}
            </select>
        </div>
    }
}
