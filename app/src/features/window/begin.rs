//! Finding an item and noting whom it is for; below it, what was begun and not filed.

use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::catalogue::ItemSummary;
use schema::window::{Channel, WindowDraft, WindowQuery};

use super::{around, texts};
use crate::api;
use crate::desk::Trouble;
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Halls, Handing, typeset, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::{TextArea, TextField};
use crate::ui::icon::Icon;

/// The page at `/desk/window`; `?q=` are the words that were looked for, `?item=` is the one that was chosen.
#[component]
pub fn WindowPage() -> impl IntoView {
    let returned = use_returned(to::DESK_WINDOW);
    let (q, item, cursor) = use_query_map().with_untracked(|query| {
        let get = |name| query.get_str(name).unwrap_or_default().to_owned();
        (get("q"), get("item"), query.get_str("cursor").map(str::to_owned))
    });
    let item = returned.as_ref().and_then(|it| it.value("item")).map_or(item, str::to_owned);
    let chosen = !item.is_empty();
    let items = (!q.is_empty() && !chosen).then(|| {
        api::window_items(&WindowQuery { q: q.clone() }).keep().document(move |found| match found {
            Ok(items) => view! { <Items items/> },
            Err(_) => ().into_any(),
        })
    });
    let drafts = api::window_drafts(cursor.as_deref()).keep().document(move |found| match found {
        Ok(drafts) => view! {
            <div>
                {chosen.then(|| view! { <ForWhom item returned/> })}
                {(!chosen).then(|| view! { <Search q/> })}
                {items}
            </div>
            <div>
                <Drafts drafts/>
                <Keys/>
            </div>
        },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    let words = texts();
    let shown = view! {
        <header class="page-head"><h1>{words.title()}</h1><p class="cap">{words.lead()}</p></header>
        <div class="edit at-window">{drafts}</div>
    };
    around(words.title(), shown)
}

#[component]
fn Search(q: String) -> impl IntoView {
    let words = texts();
    view! {
        <section class="set">
            <form method="get" action=to::DESK_WINDOW role="search">
                <div class="field">
                    <label for="window-q">{words.search()}</label>
                    <input id="window-q" type="search" name="q" value=q autofocus accesskey="s" required maxlength="200"/>
                </div>
                <button class="btn main">{words.find()}</button>
            </form>
            <p class="also"><a href=to::DESK_PREPARED accesskey="p">{Handing(use_words().locale).prepared()}</a>" "<a href=to::DESK_HALL accesskey="q">{Halls(use_words().locale).queue_title()}</a></p>
        </section>
    }
}

#[component]
fn Items(items: Vec<ItemSummary>) -> impl IntoView {
    let words = texts();
    if items.is_empty() {
        return view! { <section><p class="cap" role="status">{words.none_found()}</p></section> };
    }
    let line = |item: ItemSummary| {
        view! {
            <li>
                <a class="n" href=to::window_item(&item.code)>{typeset(&item.name)}</a>
                <span class="s">{item.department}" · "{item.region}</span>
            </li>
        }
    };
    let lines = items.into_iter().map(line).collect_view();
    view! { <section><h2>{words.found()}</h2><ul class="away">{lines}</ul></section> }
}

#[component]
fn ForWhom(item: String, returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let asked = returned.as_ref().and_then(|it| it.value("channel")).and_then(Channel::from_slug);
    let asked = asked.unwrap_or(Channel::Window);
    let channel = |channel: Channel| {
        view! {
            <label class="choice">
                <input type="radio" name="channel" value=channel.slug() checked=channel == asked/>
                <span>{words.came(channel)}</span>
            </label>
        }
    };
    // Which item it is; one that is not there is refused when it is begun.
    let named = api::item(&item).keep().document(|found| match found {
        Ok(item) => view! { <p class="chosen">{typeset(&item.summary.name)}</p> },
        Err(_) => ().into_any(),
    });
    let said = returned.as_ref().and_then(|it| it.value("/said")).unwrap_or_default().to_owned();
    let error =
        returned.as_ref().and_then(|it| it.problem.errors.iter().find(|error| error.pointer == "/said"));
    let message = error.map(|error| crate::text::field_error(use_words().locale, error));
    view! {
        <section class="set">
            <h2>{words.for_whom()}</h2>
            {named}
            <p class="also"><a href=to::DESK_WINDOW>{words.other_item()}</a></p>
            {returned.clone().map(|returned| view! {
                <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
            })}
            <form method="post" action=to::DESK_WINDOW>
                <input type="hidden" name="item" value=item/>
                <fieldset class="field">
                    <legend>{words.channel()}</legend>
                    <div class="choices pair">{Channel::ALL.map(channel).collect_view()}</div>
                </fieldset>
                <TextField pointer="/applicant/name" label=words.name() autocomplete="off" returned=returned.clone()/>
                <TextField pointer="/applicant/identity_number" label=words.identity_number() autocomplete="off" returned=returned.clone()/>
                <TextField pointer="/applicant/phone" label=words.phone() hint=words.phone_hint() kind="tel" autocomplete="off" required=false returned=returned.clone()/>
                <Enterprise returned/>
                <TextArea id="said".to_owned() name="/said" label=words.said() hint=Some(words.said_hint().to_owned()) value=said message/>
                <button class="btn main">{words.begin()}</button>
            </form>
        </section>
    }
}

/// The enterprise somebody acts for, folded while there is none.
#[component]
fn Enterprise(returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let filled = ["/applicant/enterprise/name", "/applicant/enterprise/credit_code"];
    let open = returned
        .as_ref()
        .is_some_and(|it| filled.iter().any(|name| it.value(name).is_some_and(|value| !value.is_empty())));
    view! {
        <details class="more" open=open>
            <summary>{words.enterprise()}<Icon name="down"/></summary>
            <TextField pointer="/applicant/enterprise/name" label=words.enterprise_name() autocomplete="off" required=false returned=returned.clone()/>
            <TextField pointer="/applicant/enterprise/credit_code" label=words.credit_code() autocomplete="off" required=false returned/>
        </details>
    }
}

/// What the field at a pointer is called.
fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/applicant/name" => words.name(),
        "/applicant/identity_number" => words.identity_number(),
        "/applicant/phone" => words.phone(),
        "/applicant/enterprise/name" => words.enterprise_name(),
        "/applicant/enterprise/credit_code" => words.credit_code(),
        "/said" => words.said(),
        _ => words.search(),
    }
}

#[component]
fn Drafts(drafts: Page<WindowDraft>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let further = drafts.next.as_deref().map(|next| to::list_from(to::DESK_WINDOW, next));
    let none = drafts.items.is_empty().then(|| view! { <p class="cap">{words.no_drafts()}</p> });
    let line = |draft: WindowDraft| {
        view! {
            <li>
                <a class="n" href=to::application(draft.id) rel="external">{typeset(&draft.item_name)}</a>
                <span class="s">{words.draft(&draft.applicant)}" · "{words.came(draft.channel)}" · "{all.moment(draft.updated_at)}</span>
            </li>
        }
    };
    let lines = drafts.items.into_iter().map(line).collect_view();
    view! {
        <section>
            <h2>{words.drafts()}</h2>
            {none}
            <ul class="away">{lines}</ul>
            {further.map(|href| view! { <p class="further"><a class="btn" href=href>{all.editing.further()}</a></p> })}
        </section>
    }
}

#[component]
fn Keys() -> impl IntoView {
    let words = texts();
    view! {
        <section>
            <details class="more">
                <summary>{words.keys()}<Icon name="down"/></summary>
                <p class="cap">{words.keys_what()}</p>
            </details>
        </section>
    }
}
