//! How one wants to be told of messages besides in the hall. A document.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Locale;
use schema::form::html_id;
use schema::notifications::{Channel, Notifications};

use crate::api;
use crate::page::Head;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Notifications as Words, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// The page at `/me/notifications`; `?done=1` once it has been saved.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    api::notifications().document(|found| view! { <Shown found/> })
}

#[component]
fn Shown(found: Notifications) -> impl IntoView {
    let words = use_words().notifications;
    let returned = use_returned(to::NOTIFICATIONS);
    let saved = use_query_map().with_untracked(|query| query.get_str("done").is_some()) && returned.is_none();
    view! {
        <Head title=words.title()/>
        <main id="main" class="account">
            <h1 class="title">{words.title()}</h1>
            <p class="soft">{if found.offered.is_empty() { words.none() } else { words.what() }}</p>
            {saved.then(|| view! { <div class="notice done" role="status"><Icon name="tick"/><p>{words.saved()}</p></div> })}
            <form class="paper" method="post" action=to::NOTIFICATIONS>
                {returned.clone().map(|returned| view! {
                    <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
                })}
                <Way channel=Channel::Sms found=found.clone() returned=returned.clone()/>
                <Way channel=Channel::Mail found=found.clone() returned=returned.clone()/>
                <Language usual=found.locale returned/>
                <button class="button">{words.save()}</button>
            </form>
        </main>
    }
}

/// A channel with the address it goes to. One that the hall does not have keeps its address, unseen.
#[component]
fn Way(channel: Channel, found: Notifications, returned: Option<Returned>) -> impl IntoView {
    let words = use_words().notifications;
    let is_offered = found.offered.contains(&channel);
    let (name, pointer, is_on, address) = match channel {
        Channel::Sms => ("/sms", "/phone", found.sms, found.phone),
        Channel::Mail => ("/mail", "/email", found.mail, found.email),
    };
    let address = address.unwrap_or_default();
    if !is_offered {
        return view! { <input type="hidden" name=pointer value=address/> }.into_any();
    }
    let is_on = returned.as_ref().map_or(is_on, |returned| returned.value(name).is_some());
    let (label, hint) = match channel {
        Channel::Sms => (words.sms(), words.sms_hint()),
        Channel::Mail => (words.mail(), words.mail_hint()),
    };
    let (kind, autocomplete) = match channel {
        Channel::Sms => ("tel", "tel"),
        Channel::Mail => ("email", "email"),
    };
    view! {
        <div class="choices">
            <label class="choice">
                <input type="checkbox" id=html_id(name) name=name value="1" checked=is_on/>
                <span>{label}<small>{hint}</small></span>
            </label>
        </div>
        <TextField pointer label=self::label(pointer) kind autocomplete required=false value=address returned/>
    }
    .into_any()
}

#[component]
fn Language(usual: Locale, returned: Option<Returned>) -> impl IntoView {
    let words = use_words().notifications;
    let chosen = returned.as_ref().and_then(|returned| returned.value("/locale")).and_then(Locale::from_tag);
    let chosen = chosen.unwrap_or(usual);
    let option = |locale: Locale| {
        view! { <option value=locale.tag() lang=locale.tag() selected={locale == chosen}>{Words::own_name(locale)}</option> }
    };
    let options = Locale::ALL.into_iter().map(option).collect_view();
    let id = html_id("/locale");
    view! {
        <div class="field">
            <label for=id.clone()>{words.language()}</label>
            <select id=id name="/locale">{options}</select>
        </div>
    }
}

/// What the field at a pointer is called.
fn label(pointer: &str) -> &'static str {
    let words = use_words().notifications;
    match pointer {
        "/phone" => words.phone(),
        "/email" => words.email(),
        "/sms" => words.sms(),
        "/mail" => words.mail(),
        _ => words.language(),
    }
}
