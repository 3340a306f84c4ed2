//! A case played through the process as it is drawn, step by step, by the engine itself. Nothing is saved.

use chrono::{DateTime, TimeDelta, Utc};
use schema::form::Form;
use schema::form::design::{Subject, SubjectKind, subjects};
use schema::id::CaseNumber;
use schema::process::Process;
use schema::process::design::{Act, Move, Piece, Play, reads};
use schema::role::RegionCode;
use serde_json::{Value, json};

use super::state::{Drawing, Now};
use super::told::{called, told};
use crate::designing::input::choices;
use crate::designing::plain;
use crate::prelude::*;
use crate::text::{Words, refusal, use_words};

/// A case under way: what is answered, and every state it was in.
#[derive(Clone, Copy)]
struct Table {
    answers: RwSignal<Value>,
    plays: RwSignal<Vec<Play>>,
    refused: RwSignal<Option<String>>,
}

/// The pane in which a case is played.
#[component]
pub fn PlayPane() -> impl IntoView {
    let drawing = Drawing::here();
    let words = use_words();
    let texts = words.processes;
    let table = Table {
        answers: RwSignal::new(json!({})),
        plays: RwSignal::new(Vec::new()),
        refused: RwSignal::new(None),
    };
    // What was played on another drawing says nothing of this one.
    Effect::new(move |_| {
        let _ = drawing.steps();
        table.plays.set(Vec::new());
        table.refused.set(None);
    });
    let shown = move || {
        let now = drawing.now.get();
        match (&now.process, &now.piece) {
            (Some(process), Some(piece)) => on(drawing, words, table, process, piece),
            _ => view! { <p class="soft">{texts.play_cannot()}</p> },
        }
    };
    view! {
        <h2>{texts.play()}</h2>
        <p class="cap">{texts.play_lead()}</p>
        <div class="simulated">{shown}</div>
    }
}

fn on(drawing: Drawing, words: Words, table: Table, process: &Process, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let begin = {
        let process = process.clone();
        move |_| begin(words, table, &process)
    };
    let form = drawing.form.get();
    let answered = answers(words, table, form.as_deref(), piece);
    let back = move |_| {
        table.refused.set(None);
        table.plays.update(|plays| _ = plays.pop());
    };
    let now = drawing.now.get();
    let course = move || table.plays.with(|plays| plays.last().map(|play| course(words, table, &now, play)));
    let label = move || if table.plays.with(Vec::is_empty) { texts.play_begin() } else { texts.play_again() };
    view! {
        {answered}
        <p class="acts">
            <button type="button" class="btn small main" on:click=begin>{label}</button>
            <button type="button" class="btn small" on:click=back disabled=move || table.plays.with(|plays| plays.len() < 2)>{texts.play_back()}</button>
        </p>
        {move || table.refused.get().map(|why| view! { <p class="notice" role="alert">{texts.play_refused(&why)}</p> })}
        {course}
    }
}

/// A Monday morning in Guangzhou, the same for everybody who plays: case numbers have years of this century.
const BEGUN: i64 = 1_767_574_800;

/// The moment of a step.
fn moment(step: usize) -> DateTime<Utc> {
    let begun = DateTime::from_timestamp(BEGUN, 0).unwrap_or_default();
    begun + TimeDelta::hours(i64::try_from(step).unwrap_or_default())
}

fn begin(words: Words, table: Table, process: &Process) {
    let case = RegionCode::parse("440100")
        .ok()
        .and_then(|region| CaseNumber::new(region, moment(0).date_naive(), 1).ok());
    let Some(case) = case else { return };
    match Play::begin(process.clone(), case, table.answers.get_untracked(), moment(0)) {
        Ok(play) => {
            table.plays.set(vec![play]);
            table.refused.set(None);
        }
        Err(refused) => table.refused.set(Some(refusal(words.locale, refused.why).to_owned())),
    }
}

fn act(words: Words, table: Table, act: &Act) {
    let plays = table.plays.get_untracked();
    let Some(mut play) = plays.last().cloned() else { return };
    play.answer(table.answers.get_untracked());
    match play.act(act, words.processes.play_words(), moment(plays.len())) {
        Ok(()) => {
            table.refused.set(None);
            table.plays.update(|plays| plays.push(play));
        }
        Err(refused) => table.refused.set(Some(refusal(words.locale, refused.why).to_owned())),
    }
}

/// What can be done now, and what has happened, the last first.
fn course(words: Words, table: Table, now: &Now, play: &Play) -> AnyView {
    let texts = words.processes;
    let Some(piece) = now.piece.as_ref() else { return ().into_any() };
    let acts = play.acts();
    let open = play.state().open.iter().map(|open| {
        let mine = acts.iter().filter(|act| act.task == open.key).map(|of| {
            let said = match &of.what {
                Move::End(outcome) => words.desk.outcome(*outcome).to_owned(),
                Move::Back(to) => texts.play_return(&called(words, piece, to)),
            };
            let of = of.clone();
            view! { <button type="button" class="btn small" on:click=move |_| act(words, table, &of)>{said}</button> }
        });
        view! { <div class="row" role="group" aria-label=called(words, piece, &open.key)><b>{called(words, piece, &open.key)}</b>{mine.collect_view()}</div> }
    });
    let open = open.collect_view();
    let over = play.state().open.is_empty().then(|| view! { <p><b>{texts.play_over()}</b></p> });
    let told = play.events().iter().rev().filter_map(|event| told(words, piece, event));
    let told = told.map(|said| view! { <li>{said}</li> }).collect_view();
    view! {
        <h3>{texts.play_next()}</h3>
        {open}{over}
        <h3>{texts.play_log()}</h3>
        <ol class="played" role="log" reversed=true>{told}</ol>
    }
}

/// An input for each datum that conditions read.
fn answers(words: Words, table: Table, form: Option<&Form>, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let read = reads(piece);
    if read.is_empty() {
        return ().into_any();
    }
    let known = form.map(|form| subjects(form, None)).unwrap_or_default();
    let inputs = read.into_iter().map(|pointer| {
        let subject = known.iter().find(|subject| subject.at == pointer);
        let label = subject.map_or_else(|| pointer.clone(), |it| it.label.get(words.locale).to_owned());
        let id = format!("play{}", pointer.replace('/', "-"));
        let input = input(words, table, &id, &pointer, subject);
        view! { <dt><label for=id>{label}</label></dt><dd>{input}</dd> }
    });
    view! { <h3>{texts.play_answers()}</h3><dl>{inputs.collect_view()}</dl> }
}

fn input(words: Words, table: Table, id: &str, pointer: &str, subject: Option<&Subject>) -> AnyView {
    let written =
        table.answers.with_untracked(|answers| answers.pointer(pointer).map(plain)).unwrap_or_default();
    let (path, id) = (pointer.to_owned(), id.to_owned());
    let put = move |value: Value| table.answers.update(|answers| put_at(answers, &path, value));
    let options: Vec<(Value, String)> = match subject.map(|subject| &subject.kind) {
        Some(SubjectKind::Choice(options)) => {
            options.iter().map(|(value, text)| (value.clone(), text.get(words.locale).to_owned())).collect()
        }
        Some(SubjectKind::YesNo) => {
            let texts = crate::text::Editor(words.locale);
            [true, false].map(|answer| (answer.into(), texts.yes_no(answer).to_owned())).to_vec()
        }
        _ => {
            let typed = move |event| {
                let typed = event_target_value(&event);
                put(serde_json::from_str(&typed).unwrap_or_else(|_| typed.into()));
            };
            return view! { <input type="text" id=id prop:value=written.clone() value=written on:change=typed/> };
        }
    };
    let names = options.iter().map(|(value, name)| (plain(value), name.clone()));
    let names = std::iter::once((String::new(), String::new())).chain(names).collect();
    let chosen = move |event| {
        let chosen = event_target_value(&event);
        let value = options.iter().find(|(value, _)| plain(value) == chosen);
        put(value.map_or(Value::Null, |(value, _)| value.clone()));
    };
    view! { <select id=id on:change=chosen>{choices(&written, names)}</select> }
}

/// Puts a value at a pointer, with the objects on the way there.
fn put_at(answers: &mut Value, pointer: &str, value: Value) {
    let mut here = answers;
    for name in pointer.split('/').skip(1) {
        if !here.is_object() {
            *here = json!({});
        }
        here = &mut here[name];
    }
    *here = value;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_that_is_played_has_a_number() {
        let region = RegionCode::parse("440100").unwrap();
        assert!(CaseNumber::new(region, moment(0).date_naive(), 1).is_ok());
    }

    #[test]
    fn an_answer_is_put_where_a_condition_reads_it() {
        let mut answers = json!({ "a": 1 });
        put_at(&mut answers, "/home/town", json!("深圳"));
        put_at(&mut answers, "/a", json!(2));
        assert_eq!(answers, json!({ "a": 2, "home": { "town": "深圳" } }));
    }
}
