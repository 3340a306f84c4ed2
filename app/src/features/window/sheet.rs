//! A slip on paper, A4: the agency, the heading, the number, what it says, a QR code, and a place for the seal. Black on white.

use leptos_router::hooks::use_params_map;
use schema::calendar::local_day;
use schema::form::{Block, Run};
use schema::slips::Slip;
use schema::{Locale, Problem};

use super::{Print, texts};
use crate::api;
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{machine_time, use_words};
use crate::ui::state::Failed;

/// The page at `/desk/cases/{number}/slips/{slip}`.
#[component]
pub fn SlipPage() -> impl IntoView {
    let (number, slip) = address();
    api::slip(&number, slip).keep().document(|found| paper(found, Reader::Desk))
}

/// The page at `/cases/{number}/slips/{slip}`.
#[component]
pub fn OwnSlipPage() -> impl IntoView {
    let (number, slip) = address();
    api::own_slip(&number, slip).keep().document(|found| paper(found, Reader::Applicant))
}

/// Who has it before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Desk,
    Applicant,
}

fn address() -> (String, i64) {
    use_params_map().with_untracked(|params| {
        let slip = params.get_str("slip").and_then(|slip| slip.parse().ok());
        (params.get("number").unwrap_or_default(), slip.unwrap_or(0))
    })
}

fn paper(found: Result<Slip, Problem>, reader: Reader) -> AnyView {
    match found {
        Ok(slip) => view! { <Sheet slip reader/> },
        Err(problem_) => view! { <Failed problem_/> },
    }
}

#[component]
fn Sheet(slip: Slip, reader: Reader) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let title = words.kind(slip.kind);
    let back = match reader {
        Reader::Desk => (to::slips(&slip.case), words.to_list()),
        Reader::Applicant => (to::case(&slip.case), words.back_to_case()),
    };
    let again = to::slip(&slip.case, slip.id);
    // What counts is Chinese; who reads another language gets it below, as far as the template has it.
    let languages = [Locale::ZhCn, all.locale];
    let languages = if all.locale == Locale::ZhCn { &languages[..1] } else { &languages[..] };
    let pages: Vec<AnyView> = languages.iter().filter_map(|locale| page(&slip, *locale)).collect();
    view! {
        <Styles name="sheet.css"/>
        <Head title/>
        <main id="main" class="sheets">
            <div class="no-print">
                <h1 class="title">{title}</h1>
                <div class="act">
                    <Print class="button live"/>
                    {(reader == Reader::Desk).then(|| view! {
                        <form method="post" action=again><button class="button quiet">{words.print_again()}</button></form>
                    })}
                    <a class="button quiet" href=back.0>{back.1}</a>
                </div>
            </div>
            {pages}
        </main>
    }
}

fn page(slip: &Slip, locale: Locale) -> Option<AnyView> {
    let (all, words) = (use_words(), texts());
    let printed = slip.printed.get(&locale)?;
    let blocks: Vec<AnyView> = printed.blocks.iter().cloned().map(block).collect();
    let (side, title) = (slip.qr_size, printed.title.clone());
    let notes = [
        (slip.reprints > 0).then(|| words.reprint(slip.reprints)),
        (locale != Locale::ZhCn).then(|| words.courtesy().to_owned()),
        slip.demonstration.then(|| words.sample().to_owned()),
    ];
    let notes: Vec<AnyView> =
        notes.into_iter().flatten().map(|note| view! { <p class="note">{note}</p> }).collect();
    Some(view! {
        <article class="sheet document-body slip-sheet" lang=locale.tag()>
            <p class="issuer">{slip.agency.clone()}</p>
            <h2>{title}</h2>
            <p class="number"><span>{words.number()}" "{slip.case.clone()}</span><span>{words.slip_number(&slip.number)}</span></p>
            {blocks}
            <div class="slip-foot">
                <svg class="code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=words.slip_qr()>
                    <path d=slip.qr.clone()></path>
                </svg>
                <div class="how"><p><b>{words.slip_qr_note()}</b></p><p>{words.slip_qr_else()}</p></div>
                // The seal goes over the name and the date.
                <div class="seal-square">
                    <p>{slip.agency.clone()}</p>
                    <p><time datetime=machine_time(slip.at)>{all.full_day(local_day(slip.at))}</time></p>
                    <p class="place">{words.seal()}</p>
                </div>
            </div>
            {notes}
        </article>
    })
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading { runs: said, .. } => view! { <h3>{runs(said)}</h3> },
        Block::Paragraph(said) => view! { <p>{runs(said)}</p> },
        Block::List(entries) => {
            let entries: Vec<AnyView> =
                entries.into_iter().map(|said| view! { <li>{runs(said)}</li> }).collect();
            view! { <ul>{entries}</ul> }
        }
        Block::Table { head, rows } => {
            let head: Vec<AnyView> =
                head.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect();
            let row = |cells: Vec<Run>| {
                let cells: Vec<AnyView> =
                    cells.into_iter().map(|cell| view! { <td>{runs(vec![cell])}</td> }).collect();
                view! { <tr>{cells}</tr> }
            };
            let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
            view! { <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table> }
        }
    }
}

/// What there is none of leaves a place to write.
fn runs(runs: Vec<Run>) -> Vec<AnyView> {
    let run = |run: Run| match run {
        Run::Said(text) => text.into_any(),
        Run::Bound { text, .. } if text.is_empty() => view! { <span class="to-fill"></span> },
        Run::Bound { text, .. } => text.into_any(),
        Run::Withheld => ().into_any(),
    };
    runs.into_iter().map(run).collect()
}
