//! Asking in one's own words: what was heard, what answers it, and the one question that would narrow it. Every choice is an
//! address.

use leptos_router::hooks::use_query_map;
use schema::Locale;
use schema::Problem;
use schema::ask::{AskAnswer, AskBack, AskChoice, AskFacet, AskQuery, AskReply, Library, Purpose};
use schema::catalogue::Audience;
use schema::guide::GuideLink;
use schema::hall::Scene;

use super::results::limits;
use crate::api;
use crate::marked::Marked;
use crate::navigator::beside;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Asking, Guides, Words, typeset, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::icon::Icon;
use crate::ui::speech::{Listen, ReadAloud};

/// How many choices a question back shows.
const CHOICES: usize = 6;

/// The page at `/ask`, also where a rating was refused.
#[component]
pub fn AskPage() -> impl IntoView {
    let returned = use_returned(to::RATE_ANSWER);
    // A rating that was refused has no address of its own: question and answer are those that were rated.
    let query = match &returned {
        Some(returned) => AskQuery::from_params(|name| returned.value(name)),
        None => use_query_map().with_untracked(|map| AskQuery::from_params(|name| map.get_str(name))),
    };
    let refused = returned.map(|returned| returned.problem);
    api::ask(&query).document(move |reply| view! { <Asked query reply refused/> })
}

/// The words of this page in its language.
fn texts() -> Asking {
    Asking(use_words().locale)
}

#[component]
fn Asked(query: AskQuery, reply: AskReply, refused: Option<Problem>) -> impl IntoView {
    let words = texts();
    let wrong = refused.map(|problem_| {
        let label = |_: &str| texts().helps().to_owned();
        view! { <ErrorSummary problem_ label/> }
    });
    let is_blank = query.text.is_empty();
    // What holds a blocked word is not said again.
    let is_blocked = reply.said.as_ref().is_some_and(|said| said.library == Library::Polite);
    let title = if is_blank || is_blocked { words.title().to_owned() } else { words.about(&query.text) };
    let said = (!is_blank && !is_blocked).then(|| {
        view! { <p class="said"><span class="hidden">{words.heard()}" "</span>{query.text.clone()}</p> }
    });
    let path = if is_blocked { to::ASK.to_owned() } else { to::ask(&query) };
    // Where and for whom is carried on to the next question, until that says otherwise; what to do is another matter's.
    let settled = [AskFacet::Region, AskFacet::Audience].into_iter();
    let settled = settled.filter_map(|facet| Some((facet, query.context.get(facet)?)));
    let settled = settled
        .map(|(facet, value)| view! { <input type="hidden" name=facet.slug() value=value/> })
        .collect_view();
    let body = if is_blank {
        let text = phrase(&reply).unwrap_or_else(|| words.welcome().to_owned());
        view! {
            <Says scene=Scene::Asking text more=words.welcome_example().to_owned()/>
            <p class="say"><a class="link" href=to::GUIDES>{Guides(use_words().locale).all()}</a></p>
            <p class="say"><a class="link" href=to::ITEMS>{words.browse()}</a></p>
        }
    } else {
        view! { <Answered query reply/> }
    };
    view! {
        <Head title=title.clone() description=words.describe() path/>
        <main id="main" class="asking">
            <h1 class="hidden">{title}</h1>
            {wrong}
            {said}
            {body}
            <div class="tray">
                <form class="ask" role="search" method="get" action=to::ASK>
                    <input type="search" name="text" aria-label=words.label() placeholder=words.label()
                        maxlength="200" autocomplete="off" enterkeyhint="search"/>
                    {settled}
                    <Listen/>
                    <button class="go">{use_words().home.ask()}</button>
                </form>
            </div>
        </main>
    }
}

/// What the guide says.
#[component]
fn Says(scene: Scene, text: String, #[prop(optional)] more: String) -> impl IntoView {
    let more = (!more.is_empty()).then(|| view! { <p class="soft">{more}</p> });
    beside(scene, view! { <div role="status"><p data-read>{text}</p>{more}<ReadAloud/></div> })
}

#[component]
fn Answered(query: AskQuery, reply: AskReply) -> impl IntoView {
    let words = texts();
    let (scene, said) = match (&reply.next, reply.good, reply.answers.len()) {
        (_, _, 0) => (Scene::Lost, words.nothing()),
        (_, false, _) => (Scene::Unsure, words.sorry()),
        (Some(_), ..) => (Scene::Narrowing, words.next()),
        (None, true, 1) => (Scene::Answering, words.good()),
        (None, true, _) => (Scene::Several, words.several()),
    };
    let scene = reply.said.as_ref().map_or(scene, |_| Scene::Answering);
    let text = phrase(&reply).unwrap_or_else(|| said.to_owned());
    let said = reply
        .said
        .clone()
        .map_or_else(|| view! { <Says scene text/> }, |said| view! { <Spoken scene said/> });
    let settled = AskFacet::ALL.into_iter().filter_map(|facet| heard(&query, &reply, facet)).collect_view();
    let said_by = reply.said.as_ref().map(|said| said.library);
    let is_talk = matches!(said_by, Some(Library::SmallTalk | Library::Polite));
    let rating = (!is_talk).then(|| rated(&query));
    // Who asks broadly is led; who asked for one thing finds it first, and the guide below.
    let is_broad = !reply.good || reply.next.is_some();
    let guide = reply.guide.map(|guide| led(use_words(), &guide));
    let (before, after) = if is_broad { (guide, None) } else { (None, guide) };
    let next = reply.next.map(|next| view! { <Narrow query next/> });
    let human = (!reply.good && !is_talk).then(|| view! { <Human/> });
    let answers = reply.answers.into_iter().map(|answer| view! { <Answer answer/> }).collect_view();
    let answers = (!answers.is_empty()).then(|| view! { <ol class="results">{answers}</ol> });
    view! { {settled}{said}{before}{next}{answers}{after}{rating}{human} }
}

/// What editors want said here; in Chinese, so that another language keeps to the words of the portal.
fn phrase(reply: &AskReply) -> Option<String> {
    reply.phrase.clone().filter(|_| use_words().locale == Locale::ZhCn)
}

/// What a library answers, with where it comes from.
#[component]
fn Spoken(scene: Scene, said: schema::ask::Spoken) -> impl IntoView {
    let words = texts();
    let text = if said.text.is_empty() { words.politely().to_owned() } else { said.text };
    let more = if said.source.is_empty() { String::new() } else { words.from_source(&said.source) };
    view! { <Says scene text more/> }
}

/// Whether an answer helped: a form of two buttons, and thanks afterwards.
fn rated(query: &AskQuery) -> AnyView {
    let words = texts();
    let done = use_query_map().with_untracked(|map| map.get_str("rated").is_some());
    if done {
        return view! { <p class="thanks" role="status">{words.thanks()}</p> };
    }
    let facets =
        AskFacet::ALL.into_iter().filter_map(|facet| Some((facet.slug(), query.context.get(facet)?)));
    let hidden = std::iter::once(("text", query.text.clone())).chain(facets);
    let hidden =
        hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <form class="helps" method="post" action=to::RATE_ANSWER>
            {hidden}
            <p id="helps">{words.helps()}</p>
            <button class="button quiet" name="helpful" value="1" aria-describedby="helps">{words.helpful()}</button>
            <button class="button quiet" name="helpful" value="0" aria-describedby="helps">{words.unhelpful()}</button>
        </form>
    }
}

/// The way to a guide.
fn led(words: Words, guide: &GuideLink) -> AnyView {
    let texts = Guides(words.locale);
    let title = guide.title.get(words.locale).to_owned();
    view! {
        <p class="led">
            <a class="choice" href=to::guide(&guide.code, [])>
                <span>{title}<small>{texts.offered()}</small></span><Icon name="next"/>
            </a>
        </p>
    }
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
                <a class="button" href=to::NEW_ENQUIRY>{use_words().to_agencies().write()}</a>
                <a class="button quiet" href="tel:12345">"12345"</a>
                <a class="button quiet" href=to::ITEMS>{words.browse()}</a>
            </div>
        </section>
    }
}
