//! Surveys: which there are, one of them with its questions, and the desk of who asks. Documents, all of them.

mod attachments;
mod desk;
mod list;
mod one;
mod write;

pub use desk::DeskSurveysPage;
pub use list::SurveysPage;
pub use one::SurveyPage;
pub use write::{DeskSurveyPage, NewSurveyPage};

use crate::prelude::*;
use schema::surveys::{SurveyAttachment, SurveyLine, SurveyQuestion, SurveyStage};

use crate::text::{Surveying, file_kind, file_size, typeset, use_words};

/// The words of this room in the page's language.
fn texts() -> Surveying {
    Surveying(use_words().locale)
}

/// What stands below the title of a line: who asks, until when, how many opinions there are.
fn said_of(line: &SurveyLine) -> String {
    let (all, words) = (use_words(), texts());
    let is_open = line.stage == SurveyStage::Open;
    let days = match is_open {
        true => words.until(&all.full_day(line.closes_on)),
        false => words.from_to(&all.full_day(line.opens_on), &all.full_day(line.closes_on)),
    };
    let count = if is_open { words.count(line.opinions) } else { words.counted(line.opinions) };
    format!("{} · {} · {days} · {count}", words.kind_of(line.kind), line.issuer)
}

/// Of which kind a document is, and how large.
fn size_of(it: &SurveyAttachment) -> String {
    format!("{} · {}", file_kind(&it.media_type), file_size(it.bytes))
}

fn paragraphs(text: &str) -> AnyView {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).map(typeset);
    lines.map(|line| view! { <p>{line}</p> }).collect_view().into_any()
}

/// How often each choice of each question was taken.
fn counts(questions: &[SurveyQuestion], counts: &[Vec<u64>]) -> Option<AnyView> {
    let words = texts();
    let table = |(question, counts): (&SurveyQuestion, &Vec<u64>)| {
        let rows = question.choices.iter().zip(counts).map(|(choice, count)| {
            view! { <tr><th scope="row">{choice.clone()}</th><td class="num">{*count}</td></tr> }
        });
        let rows = rows.collect_view();
        (!question.choices.is_empty()).then(|| {
            view! {
                <div class="table" role="region" tabindex="0" aria-label=question.text.clone()>
                    <table>
                        <thead><tr><th scope="col">{question.text.clone()}</th><th class="num" scope="col">{words.result()}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        })
    };
    let tables: Vec<AnyView> = questions.iter().zip(counts).filter_map(table).collect();
    (!tables.is_empty()).then(|| tables.collect_view().into_any())
}
