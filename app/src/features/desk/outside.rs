//! What a case waits for elsewhere, plainly: the cases that it began, and the systems of other agencies that have a task of it;
//! and the case that began it.

use crate::prelude::*;
use schema::cases::{Caller, DeskCase, Outside, Subcase, WithSystem};
use schema::id::CaseNumber;
use schema::process::CommandName;

use crate::case::grouped;
use crate::routes::to;
use crate::text::{Words, machine_time, use_words};

/// All of it; nothing where there is nothing.
#[component]
pub fn Elsewhere(
    /// The case.
    case: DeskCase,
) -> impl IntoView {
    let words = use_words();
    let Outside { caller, subcases, systems } = &case.outside;
    let caller = caller.as_ref().map(|caller| begun_by(caller, words));
    let is_waiting = !subcases.is_empty() || !systems.is_empty();
    let lines = is_waiting.then(|| {
        let subcases = subcases.iter().map(|subcase| of_case(&case, subcase, words)).collect_view();
        let systems = systems.iter().map(|system| of_system(system, words)).collect_view();
        let texts = words.outside;
        view! {
            <table>
                <thead class="hidden">
                    <tr><th scope="col">{texts.since()}</th><th scope="col">{texts.until()}</th><th scope="col">{texts.state()}</th><th scope="col">{texts.what()}</th></tr>
                </thead>
                <tbody>{subcases}{systems}</tbody>
            </table>
        }
    });
    (!case.outside.is_empty()).then(|| {
        view! {
            <section class="log" aria-label=words.outside.title()>
                <h3>{words.outside.title()}</h3>
                {caller}
                {lines}
            </section>
        }
    })
}

fn begun_by(caller: &Caller, words: Words) -> AnyView {
    let said = match caller.name.get(words.locale) {
        "" => words.outside.begun().to_owned(),
        name => words.outside.begun_by(name),
    };
    view! { <p>{said}" "{number(caller.number, caller.may_see)}</p> }
}

/// The number of another case; a link to it where one may see it.
fn number(number: CaseNumber, may_see: bool) -> AnyView {
    if may_see {
        view! { <a href=to::desk_case(number)>{grouped(number)}</a> }
    } else {
        grouped(number).into_any()
    }
}

fn of_case(case: &DeskCase, subcase: &Subcase, words: Words) -> AnyView {
    let texts = words.outside;
    let name = match (subcase.name.get(words.locale), &subcase.item) {
        (name, Some(item)) => texts.of_item(name, item),
        (name, None) => name.to_owned(),
    };
    let may_jump = case
        .allowed
        .iter()
        .any(|may| may.command == CommandName::Jump && may.task.as_ref() == Some(&subcase.key));
    let jump = (may_jump && case.task.as_ref() != Some(&subcase.key)).then(|| {
        let href = to::desk_task(case.view.summary.number, &subcase.key);
        let label = texts.go_on_which(&name);
        view! { " "<a href=href aria-label=label>{texts.go_on()}</a> }
    });
    let until = subcase.due.map(|due| words.desk.until(&words.weekday_and_day(due)));
    view! {
        <tr>
            <td><time datetime=machine_time(subcase.begun_at)>{words.moment(subcase.begun_at)}</time></td>
            <td>{until}</td>
            <td>{texts.standing(subcase)}</td>
            <td>{name}" "{number(subcase.number, subcase.may_see)}{jump}</td>
        </tr>
    }
}

fn of_system(system: &WithSystem, words: Words) -> AnyView {
    let texts = words.outside;
    let until = system
        .until
        .map_or_else(|| texts.for_ever().to_owned(), |until| words.desk.until(&words.moment(until)));
    view! {
        <tr>
            <td><time datetime=machine_time(system.since)>{words.moment(system.since)}</time></td>
            <td>{until}</td>
            <td>{texts.with_system(&system.system)}</td>
            <td>{system.name.get(words.locale).to_owned()}</td>
        </tr>
    }
}
