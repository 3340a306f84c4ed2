//! What a document (正文) read before: each version dated and named, with the words that were struck and added since the
//! one before it. On the screen only.

use schema::cases::DocumentVersion;
use schema::form::{Block, Run};
use schema::wording;

use super::texts;
use crate::case::Reworded;
use crate::prelude::*;
use crate::text::{machine_time, use_words};

/// The versions of a document, the newest first; nothing where there is only one.
#[component]
pub fn Versions(
    /// What it reads and read.
    versions: Vec<DocumentVersion>,
) -> impl IntoView {
    if versions.len() < 2 {
        return ().into_any();
    }
    let words = use_words();
    let texts = texts();
    let read: Vec<String> = versions
        .iter()
        .map(|version| version.blocks.get(&words.locale).map(|blocks| plain(blocks)).unwrap_or_default())
        .collect();
    let before = read.iter().skip(1).map(String::as_str).map(Some).chain([None]);
    let told = versions.iter().zip(&read).zip(before).map(|((version, now), before)| {
        let task = version.task.as_ref().map(|task| format!(" · {}", task.get(words.locale)));
        let by = format!("{}{}", version.by, task.unwrap_or_default());
        let since = texts.since(&by, &words.full_moment(version.at));
        // The first one came into being with the application, and changed nothing.
        let way = wording::changed(before.unwrap_or(now), now);
        view! {
            <details>
                <summary><time datetime=machine_time(version.at)>{since}</time></summary>
                <p class="read"><Reworded way/></p>
            </details>
        }
    });
    let told: Vec<AnyView> = told.map(IntoAny::into_any).collect();
    view! {
        <section class="no-print versions">
            <h2>{texts.versions(versions.len())}</h2>
            {told}
        </section>
    }
    .into_any()
}

/// What a document says, line by line.
fn plain(blocks: &[Block]) -> String {
    let lines = blocks.iter().flat_map(|block| match block {
        Block::Heading { runs, .. } | Block::Paragraph(runs) => vec![line(runs)],
        Block::List(entries) => entries.iter().map(|runs| format!("· {}", line(runs))).collect(),
        Block::Table { head, rows } => {
            let row = |cells: &Vec<Run>| {
                let cells: Vec<String> = cells.iter().map(|cell| line(std::slice::from_ref(cell))).collect();
                cells.join("｜")
            };
            std::iter::once(head.join("｜")).chain(rows.iter().map(row)).collect()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn line(runs: &[Run]) -> String {
    let text = |run: &Run| match run {
        Run::Said(text) | Run::Bound { text, .. } => text.clone(),
        Run::Withheld => texts().withheld().to_owned(),
    };
    runs.iter().map(text).collect()
}
