//! One enquiry: for who wrote it what became of it and what they can do; for everybody else what is published.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::enquiries::{EnquiryAct, EnquiryLine, EnquiryStage, EnquiryView, OwnEnquiry, PublishedReply};
use schema::form::html_id;

use super::{course, said_of, texts};
use crate::api;
use crate::page::Head;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// The page at `/enquiries/{id}`; `?code=` opens it for who has no account, `?new=1` has just been sent.
#[component]
pub fn EnquiryPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let (code, new) = use_query_map()
        .with_untracked(|query| (query.get("code").unwrap_or_default(), query.get_str("new").is_some()));
    // A form that came back has the code among its fields.
    let typed = use_returned(&to::enquiry_of(&id)).and_then(|it| it.value("code").map(str::to_owned));
    let code = typed.unwrap_or(code);
    api::enquiries::one(&id, &code).document(move |found| match found {
        EnquiryView::Own(own) => view! { <Own own code new/> }.into_any(),
        EnquiryView::Public(public) => view! { <Public public/> }.into_any(),
    })
}

#[component]
fn Public(public: PublishedReply) -> impl IntoView {
    let words = texts();
    let PublishedReply { line, published } = public;
    view! {
        <Head title=published.subject.clone() description=published.reply.clone() path=to::enquiry(line.id)/>
        <main id="main" class="event enquiries">
            <Crumb/>
            <article>
                <h1 class="title">{typeset(&published.subject)}</h1>
                <p class="soft">{said_of(&line)}</p>
                <div class="asked prose"><h2>{words.what_was_written()}</h2>{paragraphs(&published.words)}</div>
                <Answer line=line.clone() reply=published.reply/>
            </article>
        </main>
    }
}

#[component]
fn Crumb() -> impl IntoView {
    let words = use_words();
    view! {
        <nav class="crumb" aria-label=words.frame.position()>
            <ol>
                <li><a href=to::HOME>{words.frame.home()}</a></li>
                <li><a href=to::ENQUIRIES>{texts().title()}</a></li>
            </ol>
        </nav>
    }
}

fn paragraphs(text: &str) -> AnyView {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).map(typeset);
    lines.map(|line| view! { <p>{line}</p> }).collect_view().into_any()
}

/// The reply, or why a complaint is not taken up.
#[component]
fn Answer(line: EnquiryLine, reply: String) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let title = match line.stage {
        EnquiryStage::Declined => words.why_declined(),
        _ => words.reply(),
    };
    let agency = line.agency.unwrap_or_default();
    let by = line.replied_on.map(|day| words.reply_by(&agency, &all.full_day(day)));
    view! { <div class="answer prose"><h2>{title}</h2>{paragraphs(&reply)}<p class="soft">{by}</p></div> }
}

#[component]
fn Own(own: OwnEnquiry, code: String, new: bool) -> impl IntoView {
    let words = texts();
    let OwnEnquiry { line, words: written, reply, is_published, steps, allowed } = own;
    let arrived = new.then(|| view! { <Arrived line=line.clone() code=code.clone()/> });
    let due = due(&line).filter(|_| !new).map(|said| view! { <p>{said}</p> });
    let reply = reply.map(|reply| view! { <Answer line=line.clone() reply/> });
    let published = is_published.then(|| view! { <p class="soft">{words.published_mark()}</p> });
    let rate = allowed.contains(&EnquiryAct::Rate).then(|| view! { <Rate id=line.id code=code.clone()/> });
    let thanks = line.grade.map(|_| view! { <p class="soft" role="status">{words.thanks()}</p> });
    let withdraw = allowed.contains(&EnquiryAct::Withdraw);
    let withdraw = withdraw.then(|| view! { <Withdraw id=line.id code=code.clone()/> });
    view! {
        <Head title=line.subject.clone()/>
        <main id="main" class="event enquiries">
            <Crumb/>
            {arrived}
            <article>
                <h1 class="title">{typeset(&line.subject)}</h1>
                <p class="soft">{words.stage(line.stage)}" · "{said_of(&line)}</p>
                {due}
                {reply}
                {published}
                <div class="asked prose"><h2>{words.what_you_wrote()}</h2>{paragraphs(&written)}</div>
            </article>
            {rate}
            {thanks}
            {course(&steps)}
            {withdraw}
        </main>
    }
}

/// By when something comes.
fn due(line: &EnquiryLine) -> Option<String> {
    let (all, words) = (use_words(), texts());
    let day = all.weekday_and_day(line.due?);
    Some(match (line.kind.days_to_take_up().is_some(), line.stage) {
        (true, EnquiryStage::ToRoute | EnquiryStage::ToTakeUp) => words.arrived_taken_up_by(&day),
        _ => words.arrived_by(&day),
    })
}

/// That it has arrived, its number, and what opens it again.
#[component]
fn Arrived(line: EnquiryLine, code: String) -> impl IntoView {
    let words = texts();
    let keep = (!code.is_empty()).then(|| {
        view! {
            <p>{words.keep_code()}</p>
            <dl class="list">
                <div><dt>{words.number()}</dt><dd class="num">{line.id}</dd></div>
                <div><dt>{words.code()}</dt><dd class="num">{code}</dd></div>
            </dl>
        }
    });
    view! {
        <div class="notice" role="status">
            <Icon name="tick"/>
            <div><p><b>{words.arrived()}</b>" "{due(&line)}</p>{keep}</div>
        </div>
    }
}

#[component]
fn Rate(id: i64, code: String) -> impl IntoView {
    let words = texts();
    let action = to::enquiry(id);
    let returned = use_returned(&action);
    let grades = (1..=5_u8).rev().map(|grade| {
        // The first is where a link from the error summary leads.
        let first = (grade == 5).then(|| html_id("/grade"));
        view! {
            <label>
                <input type="radio" name="/grade" id=first value=grade.to_string() required/>
                <Icon name=FACES[usize::from(grade) - 1]/>
                <span>{words.grade(grade)}</span>
            </label>
        }
    });
    let grades = grades.collect_view();
    view! {
        <form method="post" action=action>
            {returned.clone().map(|returned| view! {
                <ErrorSummary problem_=returned.problem label=|_| texts().rate().to_owned()/>
            })}
            <input type="hidden" name="act" value=EnquiryAct::Rate.slug()/>
            <input type="hidden" name="code" value=code/>
            <fieldset class="field"><legend>{words.rate()}</legend><div class="rating">{grades}</div></fieldset>
            <TextField pointer="/words" label=words.rate_words() required=false returned/>
            <div class="stack"><button class="button">{words.rate_send()}</button></div>
        </form>
    }
}

/// The face of each grade, the worst first.
const FACES: [&str; 5] = ["grade-1", "grade-2", "grade-3", "grade-4", "grade-5"];

#[component]
fn Withdraw(id: i64, code: String) -> impl IntoView {
    let words = texts();
    view! {
        <details class="more">
            <summary>{words.withdraw()}</summary>
            <form method="post" action=to::enquiry(id)>
                <input type="hidden" name="act" value=EnquiryAct::Withdraw.slug()/>
                <input type="hidden" name="code" value=code/>
                <p>{words.withdraw_what()}</p>
                <button class="button quiet">{words.withdraw()}</button>
            </form>
        </details>
    }
}
