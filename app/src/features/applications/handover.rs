//! What was handed over and is not filed yet: the slip for the window, or the code for a colleague; to print, and to take back.

use leptos_router::hooks::use_params_map;
use schema::applications::Handover;
use schema::catalogue::Way;

use super::filing::HANDOVER;
use super::texts;
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{machine_time, problem, typeset, use_words};
use crate::ui::icon::Icon;

/// The page at `/applications/{id}/handover`, which is also where it is taken back.
#[component]
pub fn HandoverPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id").and_then(|id| id.parse().ok()));
    api::handover(id.unwrap_or(0)).document(|handover| view! { <Shown handover/> })
}

#[component]
fn Shown(handover: Handover) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::step(handover.application, HANDOVER);
    let refused = use_returned(&action).map(|returned| problem(all.locale, returned.problem.kind()));
    let is_window = handover.way == Way::Window;
    let (title, lead) = match is_window {
        true => (words.slip_title(), words.slip_lead().to_owned()),
        false => (words.check_title(), words.check_lead(&handover.applicant)),
    };
    view! {
        <Head title/>
        <main id="main">
            <h1 class="title">{title}</h1>
            <p>{lead}</p>
            {refused.map(|refused| view! { <p class="say" role="alert">{refused}</p> })}
            <Sheet handover=handover.clone()/>
            <div class="stack">
                <button type="button" class="button live" data-print><Icon name="print"/>{all.applications.print()}</button>
                <span class="soft not-live">{all.applications.print_hint()}</span>
            </div>
            <form method="post" action=action class="stack">
                <button class="button quiet">{words.take_back()}</button>
                <span class="soft">{words.take_back_note()}</span>
            </form>
        </main>
    }
}

/// What is printed, or shown at the window.
#[component]
fn Sheet(handover: Handover) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let is_window = handover.way == Way::Window;
    let side = handover.qr_size;
    let (heading, code, note) = match is_window {
        true => (words.slip(), words.code(), words.qr_note()),
        false => (words.check_slip(), words.check_code(), words.check_qr_note()),
    };
    let until = handover.until.map(|until| {
        view! {
            <div>
                <p class="soft">{words.until()}</p>
                <time class="due" datetime=until.to_string()>{all.weekday_and_day(until)}</time>
                <p class="soft">{words.until_note()}</p>
            </div>
        }
    });
    let bring = is_window.then(|| view! { <Bring handover=handover.clone()/> });
    view! {
        <article class="paper slip">
            <div>
                <h2>{heading}</h2>
                <p class="soft">
                    <time datetime=machine_time(handover.handed_at)>{all.full_moment(handover.handed_at)}</time>
                </p>
                <dl>
                    <dt>{all.applications.item()}</dt><dd>{typeset(&handover.item_name)}</dd>
                    <dt>{all.applications.applicant()}</dt><dd>{handover.applicant}</dd>
                    <dt>{words.to_agency()}</dt><dd>{handover.department}</dd>
                </dl>
            </div>
            <div>
                <p class="soft">{code}</p>
                <b class="caseno">{in_fives(&handover.code)}</b>
            </div>
            {until}
            {bring}
            <div class="qr">
                <svg viewBox=format!("0 0 {side} {side}") role="img" aria-label=words.qr()><path d=handover.qr></path></svg>
                <p class="soft">{note}</p>
            </div>
        </article>
    }
}

/// The originals to bring: the card of who comes, and what the form asks for.
#[component]
fn Bring(handover: Handover) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let line = |name: String| view! { <li>{name}</li> };
    let lines = handover.bring.iter().map(|name| line(typeset(name.get(all.locale)))).collect_view();
    view! {
        <div>
            <p class="soft">{words.bring()}</p>
            <ul class="prose">{line(words.bring_card().to_owned())}{lines}</ul>
        </div>
    }
}

/// A code as it is read out.
fn in_fives(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(5).map(|five| five.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_fives;

    #[test]
    fn a_code_is_read_in_fives() {
        assert_eq!(in_fives("0A1B2C3D4E"), "0A1B2 C3D4E");
    }
}
