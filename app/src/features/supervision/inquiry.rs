//! How a card was argued so far, and what one can do about it: each a plain form.

use crate::prelude::*;
use schema::proceedings::Choice;
use schema::process::{Allowed, CommandName, Outcome, RefusalCode, TaskKind};
use schema::supervise::{CardInquiry, CardStage, CardStep, CardTask};
use serde_json::Value;

use super::texts;
use crate::inputs::Asking;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{refusal, use_words};
use crate::ui::errors::ErrorSummary;

/// The proceedings on a card.
#[component]
pub fn Proceedings(
    /// The number of the card.
    card: i64,
    /// How far it has come.
    stage: CardStage,
    /// What was said.
    inquiry: CardInquiry,
    /// Whether the reader may say that the agency has seen it.
    may_acknowledge: bool,
) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::card(card);
    let returned = use_returned(&action);
    let until = inquiry.appeal_until.map(|day| {
        view! { <p class="cap">{words.appeal_until(&all.full_day(day))}</p> }
    });
    let wrong = returned.clone().map(|returned| view! { <Wrong returned/> });
    let acknowledge = may_acknowledge.then(|| {
        view! {
            <form method="post" action=action.clone() class="acts">
                <button class="btn" name="act" value="acknowledge">{words.acknowledge()}</button>
            </form>
        }
    });
    let lost = returned.clone().filter(|it| !is_asked(it, &inquiry)).map(|it| view! { <Lost returned=it/> });
    let begins = [(inquiry.may_open, "inquiry"), (inquiry.may_appeal, "appeal")];
    let begins = begins.into_iter().filter(|(may, _)| *may).map(|(_, act)| {
        view! { <Begin act action=action.clone() returned=of(act, &returned)/> }
    });
    let begins = begins.collect_view();
    let open = inquiry.open.map(|task| {
        let returned = of("complete", &returned);
        view! { <Open task stage action=action.clone() returned/> }
    });
    let steps = inquiry.course.into_iter().map(|step| view! { <Step step/> }).collect_view();
    view! {
        <section class="argued">
            <h2>{words.proceedings()}</h2>
            <p><b>{words.stage(stage)}</b>" "{words.stage_what(stage)}</p>
            {until}
            {acknowledge}
            {wrong}
            {lost}
            <ol>{steps}</ol>
            {open}
            {begins}
        </section>
    }
}

/// What came back to the form of this act.
fn of(act: &str, returned: &Option<Returned>) -> Option<Returned> {
    returned.clone().filter(|returned| returned.value("act") == Some(act))
}

/// Whether the form that came back still stands on the page.
fn is_asked(returned: &Returned, inquiry: &CardInquiry) -> bool {
    match returned.value("act") {
        Some("inquiry") => inquiry.may_open,
        Some("appeal") => inquiry.may_appeal,
        _ => inquiry
            .open
            .as_ref()
            .is_some_and(|task| returned.value("task") == Some(task.task.as_str()) && ends(task).is_some()),
    }
}

/// What is wrong, and why the rules of handling say no.
#[component]
fn Wrong(returned: Returned) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let detail = returned.problem.detail.clone().unwrap_or_default();
    let code = serde_json::from_value::<RefusalCode>(Value::String(detail.clone())).ok();
    let why = code.map(|code| refusal(all.locale, code)).or_else(|| words.refused(&detail));
    view! {
        <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
        {why.map(|why| view! { <p class="cant">{why}</p> })}
    }
}

fn label(pointer: &str) -> &'static str {
    let (desk, words) = (use_words().desk, texts());
    match pointer {
        "/outcome" => words.outcome(),
        "/opinion/facts" => desk.facts(),
        "/opinion/opinion" => words.opinion(),
        "/opinion/article" => desk.article(),
        _ => words.reason(),
    }
}

/// What was typed for what others have done meanwhile, to be copied: nobody's words are lost by that.
#[component]
fn Lost(returned: Returned) -> impl IntoView {
    let typed = returned.fields.into_iter().filter(|(name, text)| {
        (name.starts_with("/opinion/") || name == "/reason") && !text.trim().is_empty()
    });
    let typed: Vec<String> = typed.map(|(_, text)| text).collect();
    (!typed.is_empty()).then(|| {
        let typed = typed.into_iter().map(|text| view! { <p class="words">{text}</p> }).collect_view();
        view! { <p class="cap">{texts().just_written()}</p>{typed} }
    })
}

/// Something that was done.
#[component]
fn Step(step: CardStep) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let task = step.task.as_ref().map(|name| name.get(all.locale).to_owned());
    let what = match (task, step.outcome) {
        (Some(task), Some(outcome)) => words.ended(&task, words.way(step.stage, outcome)),
        (Some(task), None) => task,
        (None, _) => words.began(step.stage, step.role).to_owned(),
    };
    let part = |label: &'static str, text: String| view! { <p class="words"><b>{label}</b>" "{text}</p> };
    let reason = step.reason.map(|text| part(words.reason(), text));
    let opinion = step.opinion.map(|opinion| {
        let desk = all.desk;
        let parts = [
            (desk.facts(), opinion.facts),
            (words.opinion(), opinion.opinion),
            (desk.article(), opinion.article),
        ];
        parts.map(|(label, text)| part(label, text)).collect_view()
    });
    view! {
        <li>
            <b>{what}</b>
            <span class="s">{step.by}" · "{words.side(step.role)}" · "{all.moment(step.at)}</span>
            {reason}
            {opinion}
        </li>
    }
}

/// A card is to be inquired into, or what was decided is not accepted: why.
#[component]
fn Begin(act: &'static str, action: String, returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let (title, follows) = words.begin(act == "appeal");
    let asking = Asking { name: act.to_owned(), returned };
    view! {
        <form method="post" action=action class="set do">
            <h3>{title}</h3>
            <p class="cap">{follows}</p>
            {asking.text("/reason", words.reason(), true)}
            <div class="main-act"><button class="btn main" name="act" value=act>{title}</button></div>
        </form>
    }
}

/// How the reader may end the task, if they may.
fn ends(task: &CardTask) -> Option<Vec<Outcome>> {
    let is_end = |may: &&Allowed| may.command == CommandName::Complete;
    task.allowed.iter().find(is_end).map(|may| may.outcomes.clone())
}

/// The open task: who has it and until when, and what the reader may do with it.
#[component]
fn Open(task: CardTask, stage: CardStage, action: String, returned: Option<Returned>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let due = task.due.map(|day| match task.late {
        true => words.due_passed(&all.full_day(day)),
        false => words.due(&all.full_day(day)),
    });
    let holder =
        task.holder.as_deref().map_or_else(|| words.held_by_nobody().to_owned(), |name| words.held_by(name));
    let hands = task.allowed.iter().filter_map(|may| match may.command {
        CommandName::Claim => Some(("claim", words.claim())),
        CommandName::Release => Some(("release", words.release())),
        _ => None,
    });
    let hands = hands.map(|(act, label)| view! { <button class="btn" name="act" value=act>{label}</button> });
    let hands: Vec<_> = hands.collect();
    let hands = (!hands.is_empty()).then(|| {
        view! {
            <form method="post" action=action.clone() class="acts">
                <input type="hidden" name="task" value=task.task.clone()/>
                {hands}
            </form>
        }
    });
    let form = ends(&task).map(|outcomes| {
        let end = End { task: task.task.clone(), kind: task.kind, stage, outcomes };
        view! { <Conclude end action=action.clone() returned/> }
    });
    view! {
        <h3>{task.name.get(all.locale).to_owned()}</h3>
        <p class="cap">{holder}" · "{due}</p>
        {hands}
        {form}
    }
}

/// A task that the reader may end.
#[derive(Clone)]
struct End {
    task: String,
    kind: TaskKind,
    stage: CardStage,
    outcomes: Vec<Outcome>,
}

#[component]
fn Conclude(end: End, action: String, returned: Option<Returned>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let asks_opinion = end.kind.needs_opinion();
    let choices: Vec<Choice> = end
        .outcomes
        .iter()
        .map(|outcome| Choice { id: slug(*outcome), name: words.way(end.stage, *outcome).to_owned() })
        .collect();
    let asking = Asking { name: "complete".to_owned(), returned };
    let opinion = asks_opinion.then(|| {
        let desk = all.desk;
        [
            asking.text("/opinion/facts", desk.facts(), true),
            asking.text("/opinion/opinion", words.opinion(), true),
            asking.text("/opinion/article", desk.article(), true),
        ]
        .collect_view()
    });
    view! {
        <form method="post" action=action class="set do">
            <input type="hidden" name="task" value=end.task/>
            {asking.one_of("/outcome", words.outcome(), &choices)}
            {opinion}
            {asking.text("/reason", words.reason_if_against(), false)}
            <div class="main-act"><button class="btn main" name="act" value="complete">{words.conclude()}</button></div>
        </form>
    }
}

/// An outcome by its name on the wire.
fn slug(outcome: Outcome) -> String {
    serde_json::to_value(outcome).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
