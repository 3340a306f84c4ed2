//! Writing one: what it is, what it is about, and where an answer goes. With an account or without.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::catalogue::Item;
use schema::regions::Region;

use super::arrived::{Filed, FiledPage};
use super::{kinds, texts};
use crate::api;
use crate::data::Read;
use crate::page::Head;
use crate::returned::{Returned, form_key, use_answered, use_returned};
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::{TextArea, TextField};

/// The page at `/enquiries/new`; `?item=CODE` is about an item, and goes to its agency.
#[component]
pub fn NewEnquiryPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("item"));
    if let Some(filed) = use_answered::<Filed>(to::NEW_ENQUIRY) {
        return view! { <FiledPage filed/> }.into_any();
    }
    let returned = use_returned(to::NEW_ENQUIRY);
    let sent = returned.as_ref().and_then(|returned| returned.value("item")).map(str::to_owned);
    let code = sent.or(asked).filter(|code| !code.is_empty());
    match code {
        Some(code) => {
            api::item(&code).document(move |item| view! { <Form item=Some(item) places=Vec::new()/> })
        }
        None => api::enquiries::places().document(|places| view! { <Form item=None places/> }),
    }
}

#[component]
fn Form(item: Option<Item>, places: Vec<Region>) -> impl IntoView {
    let words = texts();
    let returned = use_returned(to::NEW_ENQUIRY);
    let chosen = returned.as_ref().and_then(|returned| returned.value("kind")).map(str::to_owned);
    // Nobody consents by leaving a box as it is (个人信息保护法 art. 14).
    let consents = returned.as_ref().is_some_and(|returned| returned.value("consents").is_some());
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
    });
    let about = item.map(|item| {
        view! {
            <p class="soft">{words.about(&typeset(&item.summary.name))}</p>
            <input type="hidden" name="item" value=item.summary.code.clone()/>
        }
    });
    let session = Read::resource(api::session);
    let who = who(returned.clone());
    view! {
        <Head title=words.write()/>
        <main id="main" class="account enquiries">
            <h1 class="title">{words.write()}</h1>
            <form class="paper" method="post" action=to::NEW_ENQUIRY>
                {wrong}
                {form_key()}
                {about}
                {kinds(words.kind(), chosen.as_deref())}
                <TextField pointer="/subject" label=words.subject() hint=words.subject_hint() autocomplete="off" returned=returned.clone()/>
                {words_field(returned.as_ref())}
                {place(&places, returned.as_ref())}
                {session.shown(move |session| match session {
                    Ok(Some(_)) => ().into_any(),
                    _ => who.clone().into_view().into_any(),
                })}
                <label class="choice">
                    <input type="checkbox" name="consents" value="yes" checked=consents/>
                    <span>{words.consent()}</span>
                </label>
                <button class="button">{words.send()}</button>
            </form>
        </main>
    }
}

/// What it is about, in several lines.
fn words_field(returned: Option<&Returned>) -> AnyView {
    let words = texts();
    let value = returned.and_then(|returned| returned.value("/words")).unwrap_or_default().to_owned();
    let errors = returned.map(|returned| returned.problem.errors.as_slice()).unwrap_or_default();
    let message = errors.iter().find(|error| error.pointer == "/words");
    let message = message.map(|error| crate::text::field_error(use_words().locale, error));
    let (id, hint) = (schema::form::html_id("/words"), Some(words.words_hint().to_owned()));
    view! { <TextArea id name="/words" label=words.words() hint value message required=true/> }.into_any()
}

/// Where it is about, where there is something to choose.
fn place(places: &[Region], returned: Option<&Returned>) -> AnyView {
    let chosen = returned.and_then(|returned| returned.value("/region")).unwrap_or_default().to_owned();
    let options = places.iter().map(|place| {
        let code = place.code.to_string();
        let selected = code == chosen;
        view! { <option value=code selected=selected>{place.name.clone()}</option> }
    });
    let options = options.collect_view();
    let id = schema::form::html_id("/region");
    match places.len() {
        0 | 1 => ().into_any(),
        _ => view! {
            <div class="field">
                <label for=id.clone()>{texts().place()}</label>
                <select id=id name="/region" required>{options}</select>
            </div>
        }
        .into_any(),
    }
}

/// Who writes, where they have no account.
fn who(returned: Option<Returned>) -> Who {
    let value = |name: &str| {
        let value = returned.as_ref().and_then(|returned| returned.value(name));
        value.unwrap_or_default().to_owned()
    };
    Who { name: value("/name"), phone: value("/phone"), returned }
}

#[derive(Clone)]
struct Who {
    name: String,
    phone: String,
    returned: Option<Returned>,
}

impl Who {
    fn into_view(self) -> AnyView {
        let words = texts();
        let Self { name, phone, returned } = self;
        view! {
            <TextField pointer="/name" label=words.name() hint=words.name_hint() value=name autocomplete="name" required=false returned=returned.clone()/>
            <TextField pointer="/phone" label=words.phone() hint=words.phone_hint() value=phone kind="tel" autocomplete="tel" required=false returned/>
            <p class="soft">{words.signed_in_better()}</p>
        }
        .into_any()
    }
}

fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/words" => words.words(),
        "/name" => words.name(),
        "/phone" => words.phone(),
        "/region" => words.place(),
        _ => words.subject(),
    }
}
