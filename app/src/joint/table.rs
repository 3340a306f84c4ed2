//! The lanes as a plain table, behind a fold: all that the drawing shows, for who does not see it or wants the days.

use crate::prelude::*;
use schema::bundles::{JointView, Lane};
use schema::calendar::local_day;

use super::state::standing;
use crate::text::{Words, typeset, use_words};
use crate::ui::icon::Icon;

/// The table.
#[component]
pub fn LaneTable(
    /// The joint application.
    view: JointView,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let columns = [
        text.column_item(),
        text.column_agency(),
        text.column_state(),
        text.column_began(),
        text.column_stood(),
        text.column_ends(),
    ];
    let columns = columns.map(|column| view! { <th scope="col">{column}</th> }).collect_view();
    let lines = view.lanes.iter().map(|lane| line(lane, words)).collect_view();
    view! {
        <details class="more">
            <summary>{text.as_table()}<Icon name="down"/></summary>
            <div class="table" role="region" tabindex="0" aria-label=text.lanes_now(view.lanes.len())>
                <table><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>
            </div>
        </details>
    }
}

fn line(lane: &Lane, words: Words) -> AnyView {
    let text = words.bundles;
    let or_none = |said: Option<String>| said.unwrap_or_else(|| text.none().to_owned());
    let began = lane.opened_at.map(|at| words.day(local_day(at)));
    let stood = lane.pauses.iter().map(|pause| match pause.until {
        Some(until) => text.stood(&words.day(pause.from), &words.day(until)),
        None => text.stands_from(&words.day(pause.from)),
    });
    let stood = stood.collect::<Vec<_>>().join(words.catalogue.separator());
    let ended = lane.closed_at.map(|at| text.ended_on(&words.day(local_day(at))));
    let ends = ended.or_else(|| lane.due.map(|due| words.day(due)));
    view! {
        <tr>
            <th scope="row">{typeset(&lane.item_name)}</th>
            <td>{lane.department.clone()}</td>
            <td>{standing(lane).said(lane, words)}</td>
            <td class="nb">{or_none(began)}</td>
            <td>{or_none(Some(stood).filter(|stood| !stood.is_empty()))}</td>
            <td class="nb">{or_none(ends)}</td>
        </tr>
    }
}
