//! Online depth against its targets, by kind and by agency: tables of shares, each cell with a bar.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::catalogue::{DepthCount, DepthReport, OnlineDepth, Standing};

use super::list::Heading;
use super::{CataloguePage, Failed, Side, per_cent};
use crate::api;
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/catalogue/depth`; `?after=` goes on in the list of agencies.
#[component]
pub fn DepthPage() -> impl IntoView {
    let report = use_query_map().with_untracked(|query| api::catalogue::depth_report(query.get_str("after")));
    let report = report.keep().document(|report| match report {
        Ok(report) => view! { <Shown report/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <CataloguePage side=Some(Side::Depth)>{report}</CataloguePage> }
}

#[component]
fn Shown(report: DepthReport) -> impl IntoView {
    let all = use_words();
    let words = all.editing;
    let DepthReport { all: sum, types, agencies, next } = report;
    let unknown = (sum.unknown > 0).then(|| to::unknown_depth(None, None));
    let first = Line { name: words.all().to_owned(), place: None, unknown, count: sum };
    let types = types.into_iter().map(|entry| Line {
        name: all.power_type(entry.item_type).to_owned(),
        place: None,
        unknown: None,
        count: entry.count,
    });
    let agencies = agencies.into_iter().map(|entry| Line {
        name: entry.name,
        place: Some(entry.region),
        unknown: (entry.count.unknown > 0).then(|| to::unknown_depth(Some(entry.agency), None)),
        count: entry.count,
    });
    let (types, agencies) = (std::iter::once(first).chain(types).collect(), agencies.collect());
    view! {
        <Heading title=words.depth()/>
        <header class="page-head">
            <h1>{words.depth_title()}</h1>
            <p class="cap">{words.depth_note()}</p>
        </header>
        {if sum.items == 0 {
            view! { <p class="empty">{words.no_items()}</p> }
        } else {
            view! {
                <Shares caption=words.by_type() what=words.type_column() lines=types/>
                <Shares caption=words.by_agency() what=words.agency_column() lines=agencies/>
            }
        }}
        {next.map(|next| {
            let href = format!("{}?after={}", to::DESK_DEPTH, schema::catalogue::encode(&next));
            view! { <p class="further"><a class="btn" href=href>{words.further()}</a></p> }
        })}
        <p class="note">{words.depth_source()}</p>
    }
}

/// A row of a table: whose items, and where those of unknown depth are listed.
struct Line {
    name: String,
    place: Option<String>,
    unknown: Option<String>,
    count: DepthCount,
}

#[component]
fn Shares(caption: &'static str, what: &'static str, lines: Vec<Line>) -> impl IntoView {
    let words = use_words().editing;
    let columns = OnlineDepth::ALL.map(|depth| {
        view! { <th scope="col">{words.at_least(depth)}<span class="s">{words.target(depth.target())}</span></th> }
    });
    let rows = lines.into_iter().map(|line| view! { <Row line/> });
    let rows = rows.collect_view();
    view! {
        <table class="shares">
            <caption>{caption}</caption>
            <thead><tr><th scope="col">{what}</th>{columns.collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let words = use_words().editing;
    let Line { name, place, unknown, count } = line;
    let said = words.unknown_items(count.unknown);
    let unknown = match unknown {
        Some(href) => view! { <a href=href>{said}</a> },
        None => said.into_any(),
    };
    let cells = OnlineDepth::ALL.map(|depth| view! { <Cell count depth/> });
    view! {
        <tr>
            <th scope="row">
                <span class="n">{name}</span>
                <span class="s">{place.map(|place| format!("{place} · "))}{words.items(count.items)}" · "{unknown}</span>
            </th>
            {cells.collect_view()}
        </tr>
    }
}

/// A share against its target: as a number or a range, as a word, and as a bar on which the target stands.
#[component]
fn Cell(count: DepthCount, depth: OnlineDepth) -> impl IntoView {
    let words = use_words().editing;
    let (least, most) = count.permille(depth).unwrap_or_default();
    let share =
        if least == most { per_cent(least) } else { format!("{}–{}", per_cent(least), per_cent(most)) };
    let standing = count.standing(depth);
    let class = match standing {
        Standing::Met => "stand met",
        Standing::Missed => "stand missed",
        Standing::Open => "stand open",
    };
    view! {
        <td>
            <span class="at">{words.at_least(depth)}</span>
            <b>{share}</b>
            <span class=class>{words.standing(standing)}</span>
            <svg class="share" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="known" width=least height="10"></rect>
                <line class="perhaps" x1=least x2=most y1="5" y2="5"></line>
                <rect class="goal" x=u64::from(depth.target()) * 10 y="-4" width="8" height="18"></rect>
            </svg>
        </td>
    }
}
