//! How often the risk points (廉政风险点) of a process were passed lately, by task and agency.

use schema::definitions::RiskPassed;
use schema::locale::Text;
use schema::process::design::Piece;

use crate::prelude::*;
use crate::text::use_words;

/// The table; nothing where the process has no risk point and had none.
#[component]
pub fn Risks(
    /// The process as it is drawn.
    piece: Option<Piece>,
    /// What was counted.
    passed: Vec<RiskPassed>,
) -> impl IntoView {
    let words = use_words();
    let texts = words.sheet;
    let tasks = piece.map(|piece| risky(&piece)).unwrap_or_default();
    if tasks.is_empty() && passed.is_empty() {
        return ().into_any();
    }
    let known = |id: &str| tasks.iter().find(|(known, ..)| known == id);
    let rows = passed.iter().map(|line| {
        let (name, risk) = match known(&line.task) {
            Some((_, name, risk)) => (name.get(words.locale), risk.get(words.locale)),
            None => (line.task.as_str(), ""),
        };
        view! {
            <tr>
                <th scope="row">{name.to_owned()}<small>{risk.to_owned()}</small></th>
                <td>{line.agency.clone()}</td>
                <td class="num">{line.passed}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let table = view! {
        <table class="versions risks">
            <thead><tr>
                <th scope="col">{texts.passed_task()}</th>
                <th scope="col">{texts.passed_agency()}</th>
                <th scope="col">{texts.passed_count()}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    view! {
        <section class="of-form">
            <h2>{texts.passed_title()}</h2>
            {if passed.is_empty() {
                view! { <p class="cap">{texts.passed_never(RiskPassed::DAYS)}</p> }.into_any()
            } else {
                view! { <p class="cap">{texts.passed_what(RiskPassed::DAYS)}</p>{table} }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// The tasks with a risk point: id, name, and what it is.
fn risky(piece: &Piece) -> Vec<(String, Text, Text)> {
    let pieces = piece.all().into_iter().map(|(_, piece)| piece);
    let task = |piece: &Piece| Some((piece.id()?.to_owned(), piece.name(), piece.said::<Text>("risk")?));
    pieces.filter_map(task).collect()
}
