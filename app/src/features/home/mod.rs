//! The first page: one question, then what is asked for most, then ways to look around.

use crate::prelude::*;
use schema::catalogue::{Audience, Home, ItemQuery, ItemSummary, NamedCount};

use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::icon::Icon;
use crate::ui::limit::limit_words;
use crate::ui::search::SearchBox;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    api::home().document(|home| view! { <Shown home/> })
}

#[component]
fn Shown(home: Home) -> impl IntoView {
    let words = use_words().home;
    let themes = home.themes.into_iter().filter(|theme| theme.name != "其他").take(18).collect();
    let agencies = home.agencies.into_iter().take(12).collect();
    view! {
        <Head title="" description=words.description() path=to::HOME/>
        <main id="main" class="home wide">
            <div class="hero">
                <div>
                    <h1 class="question">{words.question()}</h1>
                    <SearchBox value=String::new()/>
                    <p class="say">{words.example()}</p>
                </div>
                <div class="guide">
                    <Icon name="xt-point"/>
                    <p class="soft">{words.no_name_needed()}</p>
                </div>
            </div>
            <div class="cols">
                <section>
                    <h2>{words.season()}</h2>
                    <ul class="matters">{home.season.into_iter().map(|item| view! { <Matter item/> }).collect_view()}</ul>
                </section>
                <section>
                    <h2>{words.audiences()}</h2>
                    <ul class="matters">
                        <Way audience=Audience::Personal count=home.personal/>
                        <Way audience=Audience::Enterprise count=home.enterprise/>
                    </ul>
                </section>
            </div>
            <Names title=words.themes() names=themes parameter="theme"/>
            <Names title=words.agencies() names=agencies parameter="agency"/>
        </main>
    }
}

/// A matter with one real fact.
#[component]
fn Matter(item: ItemSummary) -> impl IntoView {
    let words = use_words();
    let limit = item.promised_limit.or(item.statutory_limit);
    let fact = limit.map_or_else(|| item.department.clone(), |limit| limit_words(words.catalogue, limit));
    view! { <li><a href=to::item(&item.code)>{typeset(&item.name)}<small>{fact}</small></a></li> }
}

/// The door for one audience.
#[component]
fn Way(audience: Audience, count: u64) -> impl IntoView {
    let words = use_words().home;
    let label = match audience {
        Audience::Personal => words.personal(),
        Audience::Enterprise => words.enterprise(),
    };
    let query = ItemQuery { audience: Some(audience), ..ItemQuery::default() };
    view! { <li><a href=to::items(&query)>{label}<small>{words.items(count)}</small></a></li> }
}

/// Names that lead to the items that bear them.
#[component]
fn Names(title: &'static str, names: Vec<NamedCount>, parameter: &'static str) -> impl IntoView {
    let words = use_words().home;
    let links = names.into_iter().map(|named| {
        let query = ItemQuery::default().with(parameter, Some(&named.name));
        view! { <li><a href=to::items(&query)>{typeset(&named.name)}<small>{words.items(named.count)}</small></a></li> }
    });
    let links = links.collect_view();
    view! {
        <section>
            <h2>{title}</h2>
            <ul class="matters">{links}</ul>
        </section>
    }
}
