//! The document of a form (正文) on paper: headings, paragraphs, lists and tables, what was answered set apart.

use schema::form::{Block, Run};

use super::texts;
use crate::prelude::*;

/// A document.
#[component]
pub fn Document(
    /// Its parts.
    blocks: Vec<Block>,
) -> impl IntoView {
    let blocks: Vec<AnyView> = blocks.into_iter().map(block).collect();
    view! { <article class="sheet document-body">{blocks}</article> }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading { level: 0 | 1, runs: said } => view! { <h2>{runs(said)}</h2> },
        Block::Heading { level: 2, runs: said } => view! { <h3>{runs(said)}</h3> },
        Block::Heading { runs: said, .. } => view! { <h4>{runs(said)}</h4> },
        Block::Paragraph(said) => view! { <p>{runs(said)}</p> },
        Block::List(entries) => {
            let entries: Vec<AnyView> =
                entries.into_iter().map(|said| view! { <li>{runs(said)}</li> }).collect();
            view! { <ul>{entries}</ul> }
        }
        Block::Table { head, rows } => table(head, rows),
    }
}

fn table(head: Vec<String>, rows: Vec<Vec<Run>>) -> AnyView {
    let head: Vec<AnyView> = head.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect();
    let row = |cells: Vec<Run>| {
        let cells: Vec<AnyView> = cells.into_iter().map(|cell| view! { <td>{run(cell)}</td> }).collect();
        view! { <tr>{cells}</tr> }
    };
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! { <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table> }
}

fn runs(runs: Vec<Run>) -> Vec<AnyView> {
    runs.into_iter().map(run).collect()
}

/// What is not answered yet leaves a place to write.
fn run(run: Run) -> AnyView {
    match run {
        Run::Said(text) => text.into_any(),
        Run::Bound { text, .. } if text.is_empty() => view! { <span class="to-fill"></span> },
        Run::Bound { text, .. } => view! { <b>{text}</b> },
        Run::Withheld => view! { <span class="withheld">{texts().withheld()}</span> },
    }
}
