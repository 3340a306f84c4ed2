//! Enquiries at the desk: what is to be answered or handed on, and one of them.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::Page;
use schema::enquiries::{DeskEnquiry, EnquiryLine, EnquiryList};

use super::acts::Acts;
use super::{around, course, said_of, texts};
use crate::api;
use crate::desk::Trouble;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/enquiries`; `?list=to_route` and `?list=over` are the other lists.
#[component]
pub fn DeskEnquiriesPage() -> impl IntoView {
    let (list, cursor) = use_query_map().with_untracked(|query| {
        let list = EnquiryList::ALL.into_iter().find(|list| query.get_str("list") == Some(list.slug()));
        (list.unwrap_or_default(), query.get("cursor"))
    });
    let shown = api::enquiries::desk(list, cursor.as_deref()).keep().document(move |found| match found {
        Ok(page) => view! { <Listed page list/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().desk(), shown)
}

#[component]
fn Listed(page: Page<EnquiryLine>, list: EnquiryList) -> impl IntoView {
    let words = texts();
    let side = |of: EnquiryList| {
        let current = (of == list).then_some("true");
        view! { <a href=to::desk_enquiries(of, None) aria-current=current>{words.list(of)}</a> }
    };
    let sides = EnquiryList::ALL.map(side).collect_view();
    let none = page.items.is_empty().then(|| view! { <p class="cap">{words.none_here()}</p> });
    let lines = page.items.into_iter().map(line).collect_view();
    let more = page.next.map(|cursor| to::desk_enquiries(list, Some(&cursor)));
    view! {
        <header class="page-head">
            <h1>{words.desk()}</h1>
            <p class="cap">{words.desk_what()}</p>
            <p><a class="btn" href=to::DESK_NEW_ENQUIRY>{words.register()}</a></p>
        </header>
        <nav class="seg" aria-label=words.desk()>{sides}</nav>
        <div class="edit"><section>{none}<ul class="away">{lines}</ul></section></div>
        {more.map(|href| view! { <p class="further"><a class="btn" href=href>{words.more()}</a></p> })}
    }
}

fn line(line: EnquiryLine) -> AnyView {
    let (all, words) = (use_words(), texts());
    let due = line.due.map(|due| words.due_by(&all.weekday_and_day(due)));
    let said = [Some(said_of(&line)), due].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let look = if line.stage.is_over() { "stands holds" } else { "stands waits" };
    view! {
        <li>
            <div><a class="n" href=to::desk_enquiry(line.id)>{line.subject}</a><span class="s">{said}</span></div>
            <b class=look>{words.stage(line.stage)}</b>
        </li>
    }
    .into_any()
}

/// The page at `/desk/enquiries/{id}`, which is also where what is done about it is sent.
#[component]
pub fn DeskEnquiryPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let shown = api::enquiries::at_desk(&id).keep().document(|found| match found {
        Ok(it) => view! { <Shown it/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().desk(), shown)
}

#[component]
fn Shown(it: DeskEnquiry) -> impl IntoView {
    let words = texts();
    let returned = use_returned(&to::desk_enquiry(it.line.id));
    let is_done =
        use_query_map().with_untracked(|query| query.get_str("done").is_some()) && returned.is_none();
    let part = |title: &'static str, text: Option<String>| {
        text.map(|text| view! { <section><h2>{title}</h2><p class="words">{text}</p></section> })
    };
    let steps = course(&it.steps);
    view! {
        <OneHead it=it.clone()/>
        <div class="edit both">
            {is_done.then(|| view! { <p class="done" role="status">{words.done()}</p> })}
            {part(words.what_was_written(), Some(it.words.clone()))}
            {part(words.approved(), approved(&it))}
            {part(words.given_back(), it.given_back.clone())}
            {part(words.draft(), it.draft.clone())}
            {part(words.reply(), it.reply.clone())}
            <Acts it returned/>
            {steps}
        </div>
    }
}

/// The approved words for such a question, with where they come from.
fn approved(it: &DeskEnquiry) -> Option<String> {
    let spoken = it.approved.as_ref()?;
    Some(match spoken.source.is_empty() {
        true => spoken.text.clone(),
        false => format!("{}\n（{}）", spoken.text, spoken.source),
    })
}

#[component]
fn OneHead(it: DeskEnquiry) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let due = it.line.due.map(|due| format!(" · {}", words.due_by(&all.weekday_and_day(due))));
    let item = it.item.clone().map(|(code, name)| view! { " · "<a href=to::item(&code)>{name}</a> });
    let who = it.name.clone().unwrap_or_else(|| words.anonymous().to_owned());
    let phone = it.phone.clone().map(|phone| format!(" · {phone}"));
    let published = if it.consents { words.may_publish() } else { words.may_not_publish() };
    view! {
        <header class="page-head">
            <h1>{it.line.subject.clone()}</h1>
            <p class="cap">
                {words.stage(it.line.stage)}" · "{words.channel_of(it.channel)}" · "{said_of(&it.line)}{due}{item}
            </p>
            <p class="cap">{words.from(&who)}{phone}" · "{published}</p>
            <p><a href=to::DESK_ENQUIRIES>{words.desk()}</a></p>
        </header>
    }
}
