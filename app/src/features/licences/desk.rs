//! The desk's side of licences: what one's agency has issued, and one of them with what may be decided about it.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::Page;
use schema::form::html_id;
use schema::licences::{DeskLicences, KindName, Licence, LicenceStatus, LicenceSummary, StatusChange};

use super::Stands;
use super::one::Decided;
use super::paper::Sheets;
use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextArea;

/// What surrounds the desk's pages of licences.
#[component]
pub fn Around(title: String, children: Children) -> impl IntoView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title=title/>
        <div class="desk">
            <DeskHeader here=Room::Licences session/>
            <main id="main" class="catalogue">{children()}</main>
            <DeskTabs here=Room::Licences session/>
        </div>
    }
}

/// What the list is narrowed by, as the address says it.
#[derive(Clone, Debug, Default)]
struct Asked {
    kind: String,
    status: String,
    number: String,
}

/// The page at `/desk/licences`.
#[component]
pub fn DeskLicencesPage() -> impl IntoView {
    let (asked, query) = use_query_map().with_untracked(|query| {
        let said = |name: &str| query.get(name).unwrap_or_default();
        let asked = Asked { kind: said("kind"), status: said("status"), number: said("number") };
        (asked, query.to_query_string())
    });
    let shown = api::desk_licences(&query).keep().document(move |found| match found {
        Ok(found) => view! { <List found asked/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Around title=use_words().licences.desk().to_owned()>{shown}</Around> }
}

#[component]
fn List(found: DeskLicences, asked: Asked) -> impl IntoView {
    let words = use_words().licences;
    let DeskLicences { licences: Page { items, next, .. }, kinds } = found;
    let more = next.map(|cursor| to::desk_licences(&asked.kind, &asked.status, &cursor));
    let rows = items.into_iter().map(|licence| view! { <Row licence/> }).collect_view();
    view! {
        <header class="page-head">
            <h1>{words.desk()}</h1>
            <p class="cap">{words.desk_what()}</p>
            <p><a href=to::DESK_COMPARE>{words.compare()}</a></p>
        </header>
        <div class="licence-desk">
            <Narrow asked kinds/>
            {if rows.is_empty() {
                view! { <p class="cap">{words.desk_none()}</p> }
            } else {
                view! { <ul class="away">{rows}</ul> }
            }}
            {more.map(|href| view! { <p><a href=href>{words.more()}</a></p> })}
        </div>
    }
}

#[component]
fn Narrow(asked: Asked, kinds: Vec<KindName>) -> impl IntoView {
    let all = use_words();
    let words = all.licences;
    let option = |value: String, label: String, chosen: &str| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let kinds =
        kinds.into_iter().map(|kind| option(kind.code, kind.name.get(all.locale).to_owned(), &asked.kind));
    let kinds = kinds.collect_view();
    let status = |status: LicenceStatus| {
        let label = if status == LicenceStatus::Valid { words.valid() } else { words.decided(status) };
        option(status.slug().to_owned(), label.to_owned(), &asked.status)
    };
    let statuses = LicenceStatus::ALL.into_iter().map(status).collect_view();
    view! {
        <form method="get" action=to::DESK_LICENCES class="licence-filter">
            <label>{words.kind()}<select name="kind"><option value="">{words.any()}</option>{kinds}</select></label>
            <label>{words.status()}<select name="status"><option value="">{words.any()}</option>{statuses}</select></label>
            <label>{words.number()}<input name="number" value=asked.number autocomplete="off"/></label>
            <button class="btn">{words.filter()}</button>
        </form>
    }
}

#[component]
fn Row(licence: LicenceSummary) -> impl IntoView {
    let all = use_words();
    let name = licence.name.get(all.locale).to_owned();
    let until = match licence.valid_until {
        Some(day) => all.licences.until(&all.full_day(day)),
        None => all.licences.no_end().to_owned(),
    };
    view! {
        <li>
            <div>
                <a class="n" href=to::desk_licence(&licence.number)>{name}" "{licence.number.clone()}</a>
                <span class="s">{licence.holder}" · "{until}</span>
            </div>
            <Stands standing=licence.standing/>
        </li>
    }
}

/// The page at `/desk/licences/{number}`, which is also where a decision about it is sent.
#[component]
pub fn DeskLicencePage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let shown = api::desk_licence(&number).keep().document(|found| match found {
        Ok(licence) => view! { <One licence/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Around title=use_words().licences.desk().to_owned()>{shown}</Around> }
}

#[component]
fn One(licence: Licence) -> impl IntoView {
    let all = use_words();
    let words = all.licences;
    let here = to::desk_licence(&licence.summary.number);
    let is_done = use_query_map().with_untracked(|query| query.get_str("done").is_some());
    let is_done = is_done && use_returned(&here).is_none();
    let name = licence.summary.name.get(all.locale).to_owned();
    let standing = licence.summary.standing;
    view! {
        <header class="page-head">
            <h1>{name}</h1>
            <p><Stands standing/>" "<a href=to::DESK_LICENCES>{words.desk()}</a></p>
        </header>
        <div class="licence-desk">
            {is_done.then(|| view! { <p class="done" role="status">{words.decided_done()}</p> })}
            {licence.changed.clone().map(|changed| view! { <Decided changed/> })}
            <Sheets licence=licence.clone()/>
            {if licence.allowed.is_empty() {
                view! { <p class="cap">{words.not_allowed()}</p> }
            } else {
                view! { <Decide here allowed=licence.allowed/> }
            }}
        </div>
    }
}

#[component]
fn Decide(here: String, allowed: Vec<StatusChange>) -> impl IntoView {
    let words = use_words().licences;
    let returned = use_returned(&here);
    let typed =
        returned.as_ref().and_then(|returned| returned.value("/ground")).unwrap_or_default().to_owned();
    let chosen =
        returned.as_ref().and_then(|returned| returned.value("change")).unwrap_or_default().to_owned();
    let options = allowed.into_iter().map(|change| {
        let selected = change.slug() == chosen;
        view! { <option value=change.slug() selected=selected>{words.change(change)}</option> }
    });
    let options = options.collect_view();
    let id = html_id("/ground");
    let wrong = returned.map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|_| use_words().licences.ground().to_owned()/> }
    });
    view! {
        <section class="set">
            <h2>{words.decide()}</h2>
            {wrong}
            <form method="post" action=here>
                <div class="field">
                    <label for="change">{words.decide_which()}</label>
                    <select id="change" name="change" required>{options}</select>
                </div>
                <TextArea id name="/ground" label=words.ground() hint=Some(words.ground_hint().to_owned()) value=typed/>
                <button class="btn main">{words.decide_now()}</button>
            </form>
        </section>
    }
}
