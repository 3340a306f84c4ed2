//! One enquiry: for who wrote it what became of it; for everybody else what is published.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::ProblemKind;
use schema::enquiries::{EnquiryLine, EnquiryStage, EnquiryView, PublishedReply};

use super::open::Closed;
use super::own::Own;
use super::{said_of, texts};
use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::state::Failed;

/// The page at `/enquiries/{id}`. Who wrote without an account opens it by its code, which stands in no address.
#[component]
pub fn EnquiryPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    api::enquiries::one(&id).keep().document(move |found| match found {
        Ok(EnquiryView::Own(own)) => view! { <Own own/> }.into_any(),
        Ok(EnquiryView::Public(public)) => view! { <Public public/> }.into_any(),
        Err(problem_) if problem_.kind() == ProblemKind::NotFound => view! { <Closed id/> }.into_any(),
        Err(problem_) => view! { <Failed problem_/> }.into_any(),
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

/// Where it stands in the hall.
#[component]
pub fn Crumb() -> impl IntoView {
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

/// A text, a paragraph a line.
pub fn paragraphs(text: &str) -> AnyView {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).map(typeset);
    lines.map(|line| view! { <p>{line}</p> }).collect_view().into_any()
}

/// The reply, or why a complaint is not taken up.
#[component]
pub fn Answer(
    /// Whose.
    line: EnquiryLine,
    /// What it says.
    reply: String,
) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let title = match line.stage {
        EnquiryStage::Declined => words.why_declined(),
        _ => words.reply(),
    };
    let agency = line.agency.unwrap_or_default();
    let by = line.replied_on.map(|day| words.reply_by(&agency, &all.full_day(day)));
    view! { <div class="answer prose"><h2>{title}</h2>{paragraphs(&reply)}<p class="soft">{by}</p></div> }
}
