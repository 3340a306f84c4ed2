//! What the lint finds, counted: each finding opens the list of its items.

use crate::prelude::*;
use schema::catalogue::{CatalogueFindings, FindingCount};

use super::{CataloguePage, Failed, Side, per_cent};
use crate::api;
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/catalogue`.
#[component]
pub fn FindingsPage() -> impl IntoView {
    let findings = api::catalogue::catalogue_findings().keep().document(|findings| match findings {
        Ok(findings) => view! { <Shown findings/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <CataloguePage side=Some(Side::Findings)>{findings}</CataloguePage> }
}

#[component]
fn Shown(findings: CatalogueFindings) -> impl IntoView {
    let words = use_words().editing;
    let CatalogueFindings { items, findings } = findings;
    let most = findings.iter().copied().max_by_key(|count| count.items).filter(|count| count.items > 0);
    let sentence = match most {
        Some(most) => words.most_found(items, words.finding(most.finding), most.items),
        None => words.nothing_found(items),
    };
    let rows = findings.into_iter().map(|count| view! { <Row count of=items/> });
    view! {
        <header class="page-head">
            <h1>{sentence}</h1>
            <p class="cap">{words.mend_at_source()}</p>
        </header>
        <div class="table">
            <table class="findings">
                <thead>
                    <tr>
                        <th scope="col">{words.finding_column()}</th>
                        <th scope="col" class="num">{words.items_column()}</th>
                        <th scope="col" class="num">{words.share_column()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(count: FindingCount, of: u64) -> impl IntoView {
    let words = use_words().editing;
    let FindingCount { finding, items } = count;
    let share = (items * 1000).checked_div(of).unwrap_or_default();
    view! {
        <tr class:none=(items == 0)>
            <th scope="row">
                <a class="n" href=to::finding(finding, None)>{words.finding(finding)}</a>
                <span class="s">{words.advice(finding)}</span>
            </th>
            <td class="num">{items}</td>
            <td class="num">{per_cent(share)}</td>
        </tr>
    }
}
