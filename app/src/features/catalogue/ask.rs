//! Asking in one's own words: what was heard, what answers it, and the one question that would narrow it. Every choice is an
//! address.

use leptos_router::hooks::use_query_map;
use schema::ask::{AskAnswer, AskBack, AskChoice, AskFacet, AskQuery, AskReply, Purpose};
use schema::catalogue::Audience;

use super::results::{Marked, limits};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Asking, typeset, use_words};
use crate::ui::icon::Icon;

/// How many choices a question back shows.
const CHOICES: usize = 6;

/// The page at `/ask`.
#[component]
pub fn AskPage() -> impl IntoView {
    let query = use_query_map().with_untracked(|map| AskQuery::from_params(|name| map.get_str(name)));
    api::ask(&query).document(move |reply| view! { <Asked query reply/> })
}

/// The words of this page in its language.
fn texts() -> Asking {
    Asking(use_words().locale)
}

#[component]
fn Asked(query: AskQuery, reply: AskReply) -> impl IntoView {
    let words = texts();
    let is_blank = query.text.is_empty();
    let title = if is_blank { words.title().to_owned() } else { words.about(&query.text) };
    let said = (!is_blank).then(|| {
        view! { <p class="said"><span class="hidden">{words.heard()}" "</span>{query.text.clone()}</p> }
    });
    let path = to::ask(&query);
    // Where and for whom is carried on to the next question, until that says otherwise; what to do is another matter's.
    let settled = [AskFacet::Region, AskFacet::Audience].into_iter();
    let settled = settled.filter_map(|facet| Some((facet, query.context.get(facet)?)));
    let settled = settled
        .map(|(facet, value)| view! { <input type="hidden" name=facet.slug() value=value/> })
        .collect_view();
    let body = if is_blank {
        view! { <Says icon="xt" text=words.welcome() more=words.welcome_example()/> }
    } else {
        view! { <Answered query reply/> }
    };
    view! {
        <Head title=title.clone() description=words.describe() path/>
        <main id="main" class="asking">
            <h1 class="hidden">{title}</h1>
            {said}
            {body}
            <div class="tray">
                <form class="ask" role="search" method="get" action=to::ASK>
                    <input type="search" name="text" aria-label=words.label() placeholder=words.label()
                        maxlength="200" autocomplete="off" enterkeyhint="search"/>
                    {settled}
                    <button class="go">{use_words().home.ask()}</button>
                </form>
            </div>
        </main>
    }
}

/// What the guide says.
#[component]
fn Says(icon: &'static str, text: &'static str, #[prop(optional)] more: &'static str) -> impl IntoView {
    let more = (!more.is_empty()).then(|| view! { <p class="soft">{more}</p> });
    view! { <div class="reply" role="status"><Icon name=icon/><div><p>{text}</p>{more}</div></div> }
}

#[component]
fn Answered(query: AskQuery, reply: AskReply) -> impl IntoView {
    let words = texts();
    let (icon, said) = match (&reply.next, reply.good, reply.answers.len()) {
        (_, _, 0) => ("xt-sorry", words.nothing()),
        (_, false, _) => ("xt-sorry", words.sorry()),
        (Some(_), ..) => ("xt-think", words.next()),
        (None, true, 1) => ("xt-glad", words.good()),
        (None, true, _) => ("xt-point", words.several()),
    };
    let settled = AskFacet::ALL.into_iter().filter_map(|facet| heard(&query, &reply, facet)).collect_view();
    let next = reply.next.map(|next| view! { <Narrow query next/> });
    let human = (!reply.good).then(|| view! { <Human/> });
    let answers = reply.answers.into_iter().map(|answer| view! { <Answer answer/> }).collect_view();
    view! { {settled}<Says icon text=said/>{next}<ol class="results">{answers}</ol>{human} }
}

/// What is known of a facet; what was chosen can be changed.
fn heard(query: &AskQuery, reply: &AskReply, facet: AskFacet) -> Option<AnyView> {
    let words = texts();
    let value = reply.context.get(facet)?;
    let region = reply.region.as_ref().filter(|_| facet == AskFacet::Region);
    let label = called(facet, &value, region.map(|region| region.name.clone()));
    let name = words.facet(facet);
    let change = query.context.get(facet).is_some().then(|| {
        let open = to::ask(&query.with(facet, None));
        view! { <a href=open aria-label=words.change_of(name)>{words.change()}</a> }
    });
    Some(view! { <p class="answered"><span><b>{name}</b>{label}</span>{change}</p> })
}

/// What a value of a facet is called.
fn called(facet: AskFacet, value: &str, label: Option<String>) -> String {
    let (all, words) = (use_words(), texts());
    let known = match facet {
        AskFacet::Purpose => Purpose::from_slug(value).map(|purpose| words.purpose(purpose)),
        AskFacet::Audience => Audience::from_slug(value).map(|audience| match audience {
            Audience::Personal => all.home.personal(),
            Audience::Enterprise => all.home.enterprise(),
        }),
        AskFacet::Region | AskFacet::Agency => None,
    };
    known.map(str::to_owned).or(label).unwrap_or_else(|| value.to_owned())
}

/// The question back: each choice is a link with the answer in its address.
#[component]
fn Narrow(query: AskQuery, next: AskBack) -> impl IntoView {
    let facet = next.facet;
    let choice = |choice: AskChoice| {
        let href = to::ask(&query.with(facet, Some(&choice.value)));
        let label = called(facet, &choice.value, choice.label);
        view! { <li><a class="choice" href=href><span>{label}</span><Icon name="next"/></a></li> }
    };
    let choices = next.choices.into_iter().take(CHOICES).map(choice).collect_view();
    view! {
        <section class="narrow"><h2>{texts().question(facet)}</h2><ul class="choices">{choices}</ul></section>
    }
}

#[component]
fn Answer(answer: AskAnswer) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let (limit, _) = limits(all.catalogue, &answer.item);
    let missing = limit.is_none();
    let limit = limit.unwrap_or_else(|| all.catalogue.limit_unpublished().to_owned());
    let why: Vec<&str> = answer.why.iter().map(|why| words.why(*why)).collect();
    let why =
        (!why.is_empty()).then(|| view! { <p class="soft">{words.because(&why.join(words.comma()))}</p> });
    let item = answer.item;
    view! {
        <li>
            <h2><a href=to::item(&item.code)><Marked text=typeset(&item.name) marks=item.marks/></a></h2>
            {item.found_in.map(|text| view! { <p class="soft">{typeset(&text)}</p> })}
            <p class="meta">{item.department}<span class="tag">{item.region}</span></p>
            <ul class="two"><li class:missing=missing>{limit}</li></ul>
            {why}
        </li>
    }
}

/// Somebody to ask.
#[component]
fn Human() -> impl IntoView {
    let words = texts();
    view! {
        <section class="human">
            <h2>{words.person()}</h2>
            <p>{words.person_help()}</p>
            <div class="stack">
                <a class="button quiet" href="tel:12345">"12345"</a>
                <a class="button quiet" href=to::ITEMS>{words.browse()}</a>
            </div>
        </section>
    }
}
