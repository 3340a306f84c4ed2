//! One's own messages, the newest first. Marking them as read is a form: it works before and without scripts.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::messages::{Message, MessageKind, Messages};

use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Said, machine_time, said, use_words};
use crate::ui::icon::Icon;

/// The page at `/me/messages`.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    api::messages(cursor.as_deref()).document(move |found| match found.messages.items.is_empty() {
        true => view! { <Empty/> },
        false => view! { <Shown found here=here(cursor.as_deref())/> },
    })
}

/// The address of a page of the list.
fn here(cursor: Option<&str>) -> String {
    cursor.map_or_else(|| to::MESSAGES.to_owned(), |cursor| to::list_from(to::MESSAGES, cursor))
}

#[component]
fn Shown(found: Messages, here: String) -> impl IntoView {
    let words = use_words().inbox;
    let Messages { messages, unread } = found;
    let newest = messages.items.first().map_or(0, |message| message.id);
    let more = messages.next.map(|cursor| self::here(Some(&cursor)));
    let back = here.clone();
    let lines = messages.items.into_iter().map(|message| view! { <Line message here=here.clone()/> });
    view! {
        <Head title=words.title()/>
        <main id="main">
            <h1 class="title">{words.title()}</h1>
            {(unread > 0).then(|| view! {
                <form method="post" action=to::MESSAGES class="unread-all">
                    <input type="hidden" name="up_to" value=newest.to_string()/>
                    <input type="hidden" name="_next" value=back/>
                    <p>{words.unread(unread)}</p>
                    <button class="button quiet small">{words.all_read()}</button>
                </form>
            })}
            <ul class="waitings messages">{lines.collect_view()}</ul>
            <p class="say"><a href=to::NOTIFICATIONS>{use_words().notifications.title()}</a></p>
            {more.map(|href| view! { <p class="say"><a href=href>{words.older()}</a></p> })}
        </main>
    }
}

#[component]
fn Line(message: Message, here: String) -> impl IntoView {
    let words = use_words();
    let Said { title, next } = said(words, &message);
    let mark = match (message.read, message.kind) {
        (true, _) => "mark done",
        (false, MessageKind::SupplementAsked) => "mark",
        (false, _) => "mark doing",
    };
    let seen = words.inbox.seen_which(&title);
    let href = match (message.number, message.application, message.enquiry) {
        (Some(number), ..) => to::case(number),
        (None, Some(application), _) => to::application(application),
        (None, None, Some(enquiry)) => to::enquiry(enquiry),
        (None, None, None) => to::MY_APPLICATIONS.to_owned(),
    };
    view! {
        <li class="waiting" class:new=!message.read>
            <i class=mark></i>
            <div>
                <a href=href>
                    {(!message.read).then(|| view! { <span class="tag">{words.inbox.fresh()}</span>" " })}{title}
                </a>
                {(!next.is_empty()).then(|| view! { <p>{next}</p> })}
                <p class="soft">
                    {message.item_name}" · "
                    <time datetime=machine_time(message.at)>{words.moment(message.at)}</time>
                </p>
            </div>
            {(!message.read).then(|| view! {
                <form method="post" action=to::MESSAGES>
                    <input type="hidden" name="id" value=message.id.to_string()/>
                    <input type="hidden" name="_next" value=here/>
                    <button class="link" aria-label=seen>{words.inbox.seen()}</button>
                </form>
            })}
        </li>
    }
}

#[component]
fn Empty() -> impl IntoView {
    let words = use_words();
    view! {
        <Head title=words.inbox.title()/>
        <main id="main" class="state">
            <Icon name="xt-rest"/>
            <h1>{words.inbox.none()}</h1>
            <p>{words.inbox.none_help()}</p>
            <div class="stack"><a class="button" href=to::ITEMS>{words.cases.find_item()}</a></div>
        </main>
    }
}

/// On the page of a case: that there is something new to be read about it.
#[component]
pub fn News(
    /// How many messages about it have not been read.
    unread: u32,
) -> impl IntoView {
    let words = use_words().inbox;
    (unread > 0).then(|| {
        view! {
            <p class="notice">
                <Icon name="info"/>
                <span>{words.unread_of_case(unread)}" "<a href=to::MESSAGES>{words.look()}</a></span>
            </p>
        }
    })
}
