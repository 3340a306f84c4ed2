//! Registering what came by letter, by telephone or by a visit, at the window of a region.

use crate::prelude::*;
use schema::enquiries::EnquiryChannel;
use schema::proceedings::Choice;
use schema::regions::Region;

use super::{around, kinds, texts};
use crate::api;
use crate::desk::Trouble;
use crate::inputs::Asking;
use crate::returned::{form_key, use_returned};
use crate::routes::to;
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/enquiries/new`.
#[component]
pub fn RegisterEnquiryPage() -> impl IntoView {
    let shown = api::enquiries::places().keep().document(|found| match found {
        Ok(places) => view! { <Form places/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().register(), shown)
}

#[component]
fn Form(places: Vec<Region>) -> impl IntoView {
    let words = texts();
    let returned = use_returned(to::DESK_NEW_ENQUIRY);
    let chosen = returned.as_ref().and_then(|returned| returned.value("kind")).map(str::to_owned);
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
    });
    let consents = returned.as_ref().is_some_and(|returned| returned.value("consents").is_some());
    // Alone on its page: the ids are those that errors lead to.
    let asking = Asking { name: "register".to_owned(), returned };
    let choice = |id: &str, name: &str| Choice { id: id.to_owned(), name: name.to_owned() };
    let channels = [EnquiryChannel::Letter, EnquiryChannel::Phone, EnquiryChannel::Visit];
    let channels = channels.map(|channel| choice(channel.slug(), words.channel_of(channel)));
    let places: Vec<Choice> =
        places.iter().map(|place| choice(&place.code.to_string(), &place.name)).collect();
    view! {
        <header class="page-head">
            <h1>{words.register()}</h1>
            <p class="cap">{words.register_what()}</p>
            <p><a href=to::DESK_ENQUIRIES>{words.desk()}</a></p>
        </header>
        <div class="edit"><section class="set">
            <form method="post" action=to::DESK_NEW_ENQUIRY>
                {wrong}
                {form_key()}
                {kinds(words.it_is(), chosen.as_deref())}
                {asking.one_of("/channel", words.channel(), &channels)}
                {asking.line("/received_on", words.received_on(), "date")}
                {(places.len() > 1).then(|| asking.one_of("/region", words.place(), &places))}
                {asking.line("/subject", words.subject(), "text")}
                {asking.text("/words", words.words(), true)}
                {asking.optional_line("/name", words.writer(), "text")}
                {asking.optional_line("/phone", words.phone(), "tel")}
                {asking.optional_line("/item", words.item(), "text")}
                <label class="choice">
                    <input type="checkbox" name="consents" value="yes" checked=consents/>
                    <span>{words.consent()}</span>
                </label>
                <div class="main-act"><button class="btn main">{words.send()}</button></div>
            </form>
        </section></div>
    }
}

fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/channel" => words.channel(),
        "/received_on" => words.received_on(),
        "/region" => words.place(),
        "/words" => words.words(),
        "/name" => words.writer(),
        "/phone" => words.phone(),
        "/item" => words.item(),
        _ => words.subject(),
    }
}
