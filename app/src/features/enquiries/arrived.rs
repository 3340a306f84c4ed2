//! That an enquiry has arrived: by when something comes of it and, for who has no account, its number and its code, told this once.

use crate::prelude::*;
use chrono::NaiveDate;
use schema::enquiries::{EnquiryKind, EnquiryStage};
use serde::Deserialize;

use super::texts;
use crate::page::Head;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// What was filed without an account, as the answer to its form says it.
#[derive(Clone, Debug, Deserialize)]
pub struct Filed {
    /// Its number.
    pub id: i64,
    /// What opens it.
    pub code: String,
    /// By when something comes of it.
    pub due: Option<NaiveDate>,
    /// What it is.
    pub kind: EnquiryKind,
}

/// A code in groups of four, which are copied by hand without losing one's place, and fit on a phone.
fn in_fours(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// By when something comes.
pub fn due_said(kind: EnquiryKind, stage: EnquiryStage, due: Option<NaiveDate>) -> Option<String> {
    let (all, words) = (use_words(), texts());
    let day = all.weekday_and_day(due?);
    Some(match (kind.days_to_take_up().is_some(), stage) {
        (true, EnquiryStage::ToRoute | EnquiryStage::ToTakeUp) => words.arrived_taken_up_by(&day),
        _ => words.arrived_by(&day),
    })
}

/// That it has arrived.
#[component]
pub fn Arrived(
    /// By when something comes.
    due: Option<String>,
    /// What to keep.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="notice" role="status">
            <Icon name="tick"/>
            <div><p><b>{texts().arrived()}</b>" "{due}</p>{children.map(|children| children())}</div>
        </div>
    }
}

/// The answer to a form of who has no account. No address gives the code away, so it is shown here alone.
#[component]
pub fn FiledPage(
    /// What was filed.
    filed: Filed,
) -> impl IntoView {
    let words = texts();
    let due = due_said(filed.kind, EnquiryStage::ToRoute, filed.due);
    view! {
        <Head title=words.arrived()/>
        <main id="main" class="event enquiries">
            <h1 class="title">{words.write()}</h1>
            <Arrived due>
                <p>{words.keep_code()}</p>
                <dl class="list">
                    <div><dt>{words.number()}</dt><dd class="num">{filed.id}</dd></div>
                    <div><dt>{words.code()}</dt><dd id="code">{in_fours(&filed.code)}</dd></div>
                </dl>
            </Arrived>
            <div class="stack row">
                <a class="button" href=to::enquiry(filed.id)>{words.look()}</a>
                <a class="button quiet" href=to::ENQUIRIES>{words.title()}</a>
            </div>
        </main>
    }
}
