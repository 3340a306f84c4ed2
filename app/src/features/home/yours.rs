//! What waits for the reader: cases whose next step is theirs, and what they have begun.

use crate::prelude::*;
use schema::home::{Wait, Waiting, WaitingCase, WaitingDraft};

use crate::routes::to;
use crate::text::{Words, typeset, use_words};

/// The section on top of the first page; when nothing waits there is none.
#[component]
pub fn Yours(
    /// What waits.
    waiting: Waiting,
) -> impl IntoView {
    let words = use_words();
    let cases = waiting.cases.into_iter().map(|case| of_case(words, &case));
    let drafts = waiting.drafts.into_iter().map(|draft| of_draft(words, &draft));
    let lines: Vec<AnyView> = cases.chain(drafts).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="mine">
                <h2>{words.home.waiting()}</h2>
                <div class="waitings">{lines}</div>
                <p class="say"><a href=to::MY_CASES>{words.home.all_cases()}</a></p>
            </section>
        }
    })
}

fn of_case(words: Words, case: &WaitingCase) -> AnyView {
    let who = case.department.as_str();
    let sentence = match (case.wait, usize::try_from(case.points)) {
        (Wait::Supplement, Ok(points @ 1..)) => words.cases.waiting_for(who, points),
        (Wait::Supplement, _) => words.cases.waiting(who),
        (Wait::Collect, _) => words.home.to_collect(who),
        (Wait::Rate, _) => words.home.to_rate().to_owned(),
    };
    line(to::case(&case.number), "mark", &case.item_name, sentence)
}

fn of_draft(words: Words, draft: &WaitingDraft) -> AnyView {
    line(to::application(draft.id), "mark doing", &draft.item_name, words.home.draft().to_owned())
}

fn line(href: String, mark: &'static str, name: &str, sentence: String) -> AnyView {
    view! {
        <a class="waiting" href=href>
            <i class=mark></i>
            <span>{typeset(name)}</span>
            <span class="soft">{sentence}</span>
        </a>
    }
}
