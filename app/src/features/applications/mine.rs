//! One's own applications: those being filled in, then those that were filed.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::applications::{ApplicationState, ApplicationSummary, HandedOn};
use schema::bundles::JointBrief;
use schema::catalogue::Way;

use crate::api;
use crate::case::grouped;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Handing, Words, use_words};
use crate::ui::icon::Icon;

/// The page at `/me/applications`.
#[component]
pub fn MyApplicationsPage() -> impl IntoView {
    let applications = use_query_map().with_untracked(|query| api::applications(query.get_str("cursor")));
    let checks = api::checks(None).keep();
    applications.document(move |page| {
        checks.document(move |checks| {
            // What cannot be told keeps nobody from their own.
            let waits = checks.is_ok_and(|checks| !checks.items.is_empty());
            match page.items.is_empty() {
                true => view! { <None_ waits/> },
                false => view! { <List page waits/> },
            }
        })
    })
}

/// The way to what colleagues have filled in and one is to check.
fn to_check() -> AnyView {
    let words = Handing(use_words().locale);
    view! { <p class="notice"><Icon name="info"/><span><a href=to::MY_CHECKS>{words.checks()}</a>" · "{words.checks_wait()}</span></p> }
        .into_any()
}

#[component]
fn None_(
    /// Whether something of a colleague waits to be checked.
    waits: bool,
) -> impl IntoView {
    let texts = use_words().applications;
    view! {
        <Head title=texts.mine()/>
        <main id="main" class="state">
            <Icon name="xt-rest"/>
            <h1>{texts.mine_none()}</h1>
            <p>{texts.mine_none_help()}</p>
            {waits.then(to_check)}
            <div class="stack"><a class="button" href=to::ITEMS>{texts.find()}</a></div>
        </main>
    }
}

#[component]
fn List(
    page: Page<ApplicationSummary>,
    /// Whether something of a colleague waits to be checked.
    waits: bool,
) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let (drafts, filed): (Vec<_>, Vec<_>) =
        page.items.into_iter().partition(|application| application.state == ApplicationState::Draft);
    let more = page.next.map(|cursor| to::list_from(to::MY_APPLICATIONS, &cursor));
    view! {
        <Head title=texts.mine()/>
        <main id="main">
            <h1 class="title">{texts.mine()}</h1>
            {waits.then(to_check)}
            {section(words, texts.drafts(), drafts)}
            {section(words, texts.filed(), filed)}
            {more.map(|href| view! { <p class="say"><a href=href>{words.cases.more()}</a></p> })}
        </main>
    }
}

fn section(
    words: Words,
    title: &'static str,
    applications: Vec<ApplicationSummary>,
) -> Option<impl IntoView + use<>> {
    let lines: Vec<AnyView> = applications.into_iter().map(|application| line(words, application)).collect();
    (!lines.is_empty())
        .then(|| view! { <section><h2>{title}</h2><div class="waitings">{lines}</div></section> })
}

fn line(words: Words, application: ApplicationSummary) -> AnyView {
    let (href, mark, which) = match (application.case, application.joint) {
        (_, Some(JointBrief { number, lanes, ended })) => {
            let mark = if ended == lanes { "mark done" } else { "mark doing" };
            (to::joint(number), mark, words.bundles.ended_of(ended, lanes).into_any())
        }
        (Some(number), None) => (to::case(number), "mark done", grouped(number).into_any()),
        (None, None) if application.handed.is_some() => {
            let said = application.handed.map(|handed| handed_on(words, handed));
            (to::application(application.id), "mark doing", said.into_any())
        }
        (None, None) => {
            let saved = words.applications.last_saved(&words.moment(application.updated_at));
            (to::application(application.id), "mark", saved.into_any())
        }
    };
    view! {
        <a class="waiting" href=href>
            <i class=mark></i>
            <span>{application.item_name}</span>
            <span class="soft">{application.department}" · "{which}</span>
        </a>
    }
}

/// In whose hands something goes on.
fn handed_on(words: Words, handed: HandedOn) -> String {
    let text = Handing(words.locale);
    match (handed.way, handed.until) {
        (Way::Window, Some(until)) => text.with_window(&words.day(until)),
        (Way::Window, None) => text.slip().to_owned(),
        (Way::EmployerCheck | Way::Online, _) => text.with_colleague().to_owned(),
    }
}
