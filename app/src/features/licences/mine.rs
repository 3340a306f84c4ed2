//! One's own licences, each a card: what it is, whose, until when, and whether it still holds.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::licences::LicenceSummary;

use super::Stands;
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The page at `/me/licences`.
#[component]
pub fn MyLicencesPage() -> impl IntoView {
    let licences = use_query_map().with_untracked(|query| api::licences(query.get_str("cursor")));
    licences.document(|page| view! { <Shown page/> })
}

#[component]
fn Shown(page: Page<LicenceSummary>) -> impl IntoView {
    let words = use_words().licences;
    if page.items.is_empty() {
        return view! { <Empty/> };
    }
    let cards = page.items.into_iter().map(|licence| view! { <Card licence/> }).collect_view();
    let more = page.next.map(|cursor| to::list_from(to::MY_LICENCES, &cursor));
    view! {
        <Head title=words.mine()/>
        <main id="main">
            <h1 class="title">{words.mine()}</h1>
            <ul class="licences">{cards}</ul>
            {more.map(|href| view! { <p class="say"><a href=href>{words.more()}</a></p> })}
        </main>
    }
}

#[component]
fn Card(licence: LicenceSummary) -> impl IntoView {
    let all = use_words();
    let words = all.licences;
    let until = match licence.valid_until {
        Some(day) => words.until(&all.full_day(day)),
        None => words.no_end().to_owned(),
    };
    let class = if licence.standing.holds() { "paper licence" } else { "paper licence over" };
    view! {
        <li class=class>
            <a href=to::licence(&licence.number)>
                <h2>{licence.name.get(all.locale).to_owned()}</h2>
            </a>
            <Stands standing=licence.standing/>
            <p>{licence.holder}</p>
            <p class="soft">{licence.agency}</p>
            <p class="soft">{until}</p>
            <p class="soft n">{licence.number}</p>
        </li>
    }
}

#[component]
fn Empty() -> impl IntoView {
    let words = use_words().licences;
    view! {
        <Head title=words.mine()/>
        <main id="main" class="state">
            <Icon name="xt-rest"/>
            <h1>{words.none()}</h1>
            <p>{words.none_help()}</p>
            <div class="stack"><a class="button" href=to::ITEMS>{words.find_item()}</a></div>
        </main>
    }
}
