//! Enquiries at the desk: what is to be answered or handed on, and one of them.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::Page;
use schema::enquiries::{DeskEnquiry, EnquiryContent, EnquiryLine, EnquiryList};

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
    let said = said_before();
    let shown = api::enquiries::desk(list, cursor.as_deref()).keep().document(move |found| match found {
        Ok(page) => view! { <Listed page list said/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().desk(), shown)
}

/// What one has just done, where one comes from there.
fn said_before() -> Option<String> {
    let words = texts();
    let (done, registered) =
        use_query_map().with_untracked(|query| (query.get_str("done").is_some(), query.get("registered")));
    let registered = registered.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    registered.map(|number| words.registered(&number)).or_else(|| done.then(|| words.done().to_owned()))
}

#[component]
fn Listed(page: Page<EnquiryLine>, list: EnquiryList, said: Option<String>) -> impl IntoView {
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
        <div class="edit">
            {said.map(|said| view! { <p class="done" role="status">{said}</p> })}
            <section>{none}<ul class="away">{lines}</ul></section>
        </div>
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
    let inside = it.content.clone();
    let of = |part: fn(EnquiryContent) -> Option<String>| inside.clone().and_then(part);
    let steps = inside.as_ref().map(|inside| course(&inside.steps));
    let public = it.published.clone().filter(|_| inside.is_none());
    let (asked, replied) = public.map(|public| (public.words, public.reply)).unzip();
    let only_stage = (inside.is_none() && asked.is_none())
        .then(|| view! { <section><p class="cap">{words.only_stage()}</p></section> });
    view! {
        <OneHead it=it.clone()/>
        <div class="edit both">
            {is_done.then(|| view! { <p class="done" role="status">{words.done()}</p> })}
            {only_stage}
            {part(words.what_was_written(), of(|it| Some(it.words)).or(asked))}
            {part(words.approved(), of(|it| approved(&it)))}
            {part(words.given_back(), of(|it| it.given_back))}
            {part(words.draft(), of(|it| it.draft))}
            {part(words.reply(), of(|it| it.reply).or(replied))}
            <Acts it returned/>
            {steps}
        </div>
    }
}

/// The approved words for such a question, with where they come from.
fn approved(it: &EnquiryContent) -> Option<String> {
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
    let title = match it.line.subject.is_empty() {
        true => words.by_number(it.line.id),
        false => it.line.subject.clone(),
    };
    let item = it.content.as_ref().and_then(|it| it.item.clone());
    let item = item.map(|(code, name)| view! { " · "<a href=to::item(&code)>{name}</a> });
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            <p class="cap">
                {words.stage(it.line.stage)}" · "{words.channel_of(it.channel)}" · "{said_of(&it.line)}{due}{item}
            </p>
            {it.content.map(|it| view! { <Writer it/> })}
            <p><a href=to::DESK_ENQUIRIES>{words.desk()}</a></p>
        </header>
    }
}

/// Who wrote, where they can be called, and whether it may be published.
#[component]
fn Writer(it: EnquiryContent) -> impl IntoView {
    let words = texts();
    let who = it.name.unwrap_or_else(|| words.anonymous().to_owned());
    let phone = it.phone.map(|phone| format!(" · {phone}"));
    let published = if it.consents { words.may_publish() } else { words.may_not_publish() };
    view! { <p class="cap">{words.from(&who)}{phone}" · "{published}</p> }
}
