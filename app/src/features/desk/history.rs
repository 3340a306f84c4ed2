//! The log of a case at the desk: when, what in the words of the exchange standard, who, and the plain words.

use crate::prelude::*;
use schema::Locale;
use schema::cases::{DeskCase, Happening};

use super::found::Found;
use super::tasks::{holder, name};
use crate::routes::to;
use crate::text::{Words, machine_time, use_words};

/// The log, the oldest first, and where the case is now.
#[component]
pub fn History(
    /// The case.
    case: DeskCase,
) -> impl IntoView {
    let words = use_words();
    let (number, decision) = (case.view.summary.number, case.view.decision);
    let lines = case.view.timeline.into_iter().rev().map(|happening| {
        let said = words.cases.happened(&happening, decision);
        let said = match &happening.words {
            Some(reason) => format!("{said} · {reason}"),
            None => said,
        };
        let by = match &happening.by {
            Some(name) => format!("{} · {name}", words.role(happening.role)),
            None if happening.by_hall => words.frame.hall().to_owned(),
            None => words.role(happening.role).to_owned(),
        };
        view! {
            <tr>
                <td><time datetime=machine_time(happening.at)>{words.moment(happening.at)}</time></td>
                <td>{stages(&happening, words)}{agency(&happening)}</td>
                <td>{by}</td>
                <td>{said}<Found happening number/></td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let now = case.view.summary.tasks.iter().map(|task| {
        let (name, holder) = (name(task, words), holder(task, words));
        view! { <tr class="now"><td>{words.desk.now()}</td><td>{name}</td><td>{holder}</td><td></td></tr> }
    });
    let now = now.collect_view();
    view! {
        <section class="log" aria-label=words.desk.log()>
            <h3>{words.desk.log()}</h3>
            <table><tbody>{lines}{now}</tbody></table>
            <p><a href=to::case_course(number)>{words.designer.see_course()}</a></p>
        </section>
    }
}

/// The agency whose step it was, where several have a part in the case.
fn agency(happening: &Happening) -> Option<impl IntoView + use<>> {
    happening.agency.clone().map(|name| view! { " "<span class="so">{name}</span> })
}

/// The stages of the standard, which has only Chinese names, or the task.
fn stages(happening: &Happening, words: Words) -> String {
    let task = || happening.task.as_ref().map(|task| task.get(words.locale).to_owned()).unwrap_or_default();
    if happening.stages.is_empty() || words.locale != Locale::ZhCn {
        return task();
    }
    let names: Vec<&str> = happening.stages.iter().map(|stage| stage.chinese()).collect();
    names.join(words.catalogue.separator())
}
