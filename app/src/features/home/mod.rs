//! The first page: one question, what waits for the reader, then what is asked for most and ways to look around; and
//! the page of a life event.

mod life_event;
mod matter;
mod yours;

use crate::prelude::*;
use schema::catalogue::{Audience, ItemQuery, NamedCount};
use schema::hall::Scene;
use schema::home::{Home, LifeEventSummary, Theme};
use schema::notices::NoticeSummary;

pub use life_event::LifeEventPage;

use crate::api;
use crate::navigator::{cue, with_navigator};
use crate::page::Head;
use crate::preferences::use_preferences;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{self, Halls, typeset, use_words};
use crate::ui::icon::Icon;
use crate::ui::search::SearchBox;
use matter::Matter;
use yours::Yours;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    api::home().document(|home| view! { <Shown home/> })
}

/// What waits for who is signed in; the page of anybody else holds nothing of a person.
fn yours() -> AnyView {
    with_session(|session| match session {
        Ok(Some(_)) => api::waiting().keep().document(|waiting| match waiting {
            Ok(waiting) => view! { <Yours waiting/> },
            Err(_) => ().into_any(),
        }),
        _ => ().into_any(),
    })
}

#[component]
fn Shown(home: Home) -> impl IntoView {
    if use_preferences().elder {
        return view! { <Large home/> };
    }
    let words = use_words().home;
    let (lives, works): (Vec<_>, Vec<_>) =
        home.life_events.into_iter().partition(|event| event.audience == Audience::Personal);
    let (personal, enterprise): (Vec<_>, Vec<_>) =
        home.themes.into_iter().partition(|theme| theme.audience == Audience::Personal);
    view! {
        <Head title="" description=words.description() path=to::HOME/>
        <main id="main" class="home wide">
            <div class="hero">
                <div>
                    <h1 class="question">{words.question()}</h1>
                    <SearchBox value=String::new()/>
                    <p class="say">{words.example()}</p>
                </div>
                {guide()}
            </div>
            <div class="cols">
                {yours()}
                <section class="season">
                    <h2>{words.season()}</h2>
                    <ul class="matters">{home.season.into_iter().map(|item| view! { <Matter item/> }).collect_view()}</ul>
                </section>
                <Notices notices=home.notices/>
            </div>
            <Ways/>
            <p class="say"><a href=to::ENQUIRIES>{use_words().to_agencies().from_home()}</a></p>
            <LifeLine title=words.life() events=lives/>
            <LifeLine title=words.life_of_enterprises() events=works/>
            <div class="doors">
                <Door audience=Audience::Personal themes=personal count=home.personal/>
                <Door audience=Audience::Enterprise themes=enterprise count=home.enterprise/>
            </div>
            <Agencies agencies=home.agencies/>
        </main>
    }
}

/// The first page in elder mode: one question, what waits, what is asked for most, one thing a line; the rest is behind links.
#[component]
fn Large(home: Home) -> impl IntoView {
    let all = use_words();
    let words = all.home;
    let line = |item: schema::catalogue::ItemSummary| {
        view! { <li><a class="big" href=to::item(&item.code)><span>{typeset(&item.name)}</span><Icon name="next"/></a></li> }
    };
    let lines = home.season.into_iter().take(LARGE).map(line).collect_view();
    view! {
        <Head title="" description=words.description() path=to::HOME/>
        <main id="main" class="home large">
            <h1 class="question" data-read>{words.question()}</h1>
            <SearchBox value=String::new()/>
            <p class="say" data-read>{words.example()}</p>
            {yours()}
            <section>
                <h2>{words.season()}</h2>
                <ul class="bigs">{lines}</ul>
            </section>
            <div class="stack">
                <a class="button" href=to::ASK>{Halls(all.locale).ask_navigator()}</a>
                <a class="button quiet" href=to::GUIDES>{Halls(all.locale).guide_door_help()}</a>
                <a class="button quiet" href=to::ITEMS>{words.all_of(home.items)}</a>
            </div>
        </main>
    }
}

/// How many matters the first page names in elder mode.
const LARGE: usize = 5;

/// The navigator beside the question.
fn guide() -> AnyView {
    with_navigator(|navigator| {
        let (symbol, phrase) =
            navigator.map_or((None, String::new()), |navigator| cue(&navigator, Scene::Home));
        let figure = symbol.map(|name| view! { <Icon name/> });
        view! { <div class="guide">{figure}<p class="soft">{phrase}</p></div> }
    })
}

/// The ways in: the plain portal, asking, being led by questions, and the hall as a place.
#[component]
fn Ways() -> impl IntoView {
    let words = Halls(use_words().locale);
    let doors = [
        (to::ITEMS, "search", words.plain_door(), words.plain_door_help()),
        (to::ASK, "ask", words.ask_door(), words.ask_door_help()),
        (to::GUIDES, "flow", words.guide_door(), words.guide_door_help()),
        (to::HALL, "counter", words.hall_door(), words.hall_door_help()),
    ];
    let doors = doors.map(|(href, icon, name, help)| {
        view! { <a class="choice" href=href><Icon name=icon/><span>{name}<small>{help}</small></span></a> }
    });
    view! { <nav class="ways-in" aria-label=words.ways_in()>{doors.into_iter().collect_view()}</nav> }
}

/// The newest notices; without any there is no such section.
#[component]
fn Notices(notices: Vec<NoticeSummary>) -> impl IntoView {
    let words = use_words();
    let lines = notices.into_iter().map(|notice| {
        let title = typeset(notice.title.get(words.locale));
        view! { <li><a href=to::notice(&notice.id)>{title}<small>{words.day(notice.published_on)}</small></a></li> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="notices">
                <h2>{words.home.notices()}</h2>
                <ul class="matters one">{lines}</ul>
                <p class="say"><a href=to::NOTICES>{words.home.all_notices()}</a></p>
            </section>
        }
    })
}

/// Life events on their line; without any there is none.
#[component]
fn LifeLine(title: &'static str, events: Vec<LifeEventSummary>) -> impl IntoView {
    let locale = use_words().locale;
    let points = events.into_iter().map(|event| {
        let (name, line) = (event.name.get(locale).to_owned(), typeset(event.line.get(locale)));
        view! { <li><a href=to::life_event(&event.id)><span>{name}</span><small>{line}</small></a></li> }
    });
    let points: Vec<_> = points.collect();
    (!points.is_empty()).then(|| {
        view! {
            <section class="life-line">
                <h2>{title}</h2>
                <ol class="life">{points}</ol>
            </section>
        }
    })
}

/// The door for one audience, with its themes.
#[component]
fn Door(audience: Audience, themes: Vec<Theme>, count: u64) -> impl IntoView {
    let words = use_words();
    let (label, id) = match audience {
        Audience::Personal => (words.home.personal(), "personal"),
        Audience::Enterprise => (words.home.enterprise(), "enterprise"),
    };
    let query = ItemQuery { audience: Some(audience), ..ItemQuery::default() };
    let links = themes.into_iter().map(|theme| {
        let href = to::items(&query.with("theme", Some(&theme.name)));
        let title = typeset(theme.title.get(words.locale));
        view! { <li><a href=href>{title}<small>{items(words.home, theme.count)}</small></a></li> }
    });
    let links = links.collect_view();
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{label}</h2>
            <ul class="matters">{links}</ul>
            <p class="say"><a href=to::items(&query)>{words.home.all_of(count)}</a></p>
        </section>
    }
}

#[component]
fn Agencies(agencies: Vec<NamedCount>) -> impl IntoView {
    let words = use_words().home;
    let links = agencies.into_iter().map(|agency| {
        let query = ItemQuery::default().with("agency", Some(&agency.name));
        view! { <li><a href=to::items(&query)>{typeset(&agency.name)}<small>{items(words, agency.count)}</small></a></li> }
    });
    let links = links.collect_view();
    view! {
        <section>
            <h2>{words.agencies()}</h2>
            <ul class="matters">{links}</ul>
        </section>
    }
}

fn items(words: text::Home, count: u64) -> String {
    if count == 1 { words.one_item().to_owned() } else { words.items(count) }
}
