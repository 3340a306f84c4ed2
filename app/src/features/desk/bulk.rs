//! Several cases of a list at once: the form that their boxes belong to, and what became of each.

use crate::prelude::*;
use schema::cases::{BulkAct, BulkDone, WorklistQuery};
use schema::id::CaseNumber;
use schema::process::RefusalCode;
use schema::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};

use crate::returned::{use_answered, use_returned};
use crate::routes::to;
use crate::text::{Words, problem, refusal, use_words};

/// The id of the form.
pub const FORM: &str = "bulk";

/// The name of the boxes.
pub const PICK: &str = "pick";

/// The name of the buttons.
pub const ACT: &str = "bulk";

/// What a box stands for: an open task. Neither number nor key has a space.
pub fn picked(number: CaseNumber, task: &str) -> String {
    format!("{number} {task}")
}

/// What was done with several, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// What.
    pub act: BulkAct,
    /// What became of each.
    pub lines: Vec<BulkDone>,
}

/// The buttons below the list.
#[component]
pub fn BulkForm(
    /// The list one comes back to.
    query: WorklistQuery,
) -> impl IntoView {
    let words = use_words().together;
    let here = to::worklist(&query);
    view! {
        <form id=FORM class="bulk" method="post" action=here aria-label=words.several()>
            <input type="hidden" name="_next" value=to::worklist(&query)/>
            <button class="btn" name=ACT value=BulkAct::Claim.slug()>{words.claim()}</button>
            <button class="btn" name=ACT value=BulkAct::Release.slug()>{words.release()}</button>
        </form>
    }
}

/// What became of the last that was done with several, where not all of it could be.
#[component]
pub fn Outcome() -> impl IntoView {
    let words = use_words();
    let none = use_returned(to::DESK).filter(|returned| returned.value(ACT).is_some());
    let none = none.map(|_| view! { <p class="outcome" role="alert">{words.together.none_chosen()}</p> });
    let done = use_answered::<Done>(to::DESK).map(|Done { act, lines }| {
        let (failed, made): (Vec<BulkDone>, Vec<BulkDone>) =
            lines.into_iter().partition(|line| line.problem.is_some());
        let count = failed.len();
        let failed = failed.into_iter().map(|line| view! { <Failed line/> }).collect_view();
        view! {
            <div class="outcome" role="status">
                <p>{words.together.done(act, made.len())}</p>
                <p>{words.together.failed(count)}</p>
                <ul>{failed}</ul>
            </div>
        }
    });
    view! { {none}{done} }
}

#[component]
fn Failed(line: BulkDone) -> impl IntoView {
    let words = use_words();
    let said = line.problem.map(|why| why_not(&why, words));
    let number = line.line.number;
    view! { <li><a href=to::desk_task(number, &line.line.task)>{number.to_string()}</a>" "{said}</li> }
}

/// Why it was not done: what the rules of handling say, else what kind of problem it was.
fn why_not(why: &Problem, words: Words) -> String {
    let code = why.detail.as_deref().filter(|_| why.kind() == ProblemKind::Refused);
    let code = code.and_then(|code| serde_json::from_value::<RefusalCode>(code.into()).ok());
    match code {
        Some(code) => refusal(words.locale, code).to_owned(),
        None => problem(words.locale, why.kind()).to_owned(),
    }
}
