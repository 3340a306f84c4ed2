//! What can be done with what is selected: putting something behind it, into it or around it, moving it, taking it out.

use schema::Locale;
use schema::locale::Text;
use schema::process::TaskKind;
use schema::process::design::{Edit, New, Piece, PieceKind, Place, Shell, Wording};

use super::state::Drawing;
use super::tree::shift;
use crate::prelude::*;
use crate::text::{Processes, use_words};

/// The kinds of tasks, in the order in which they are offered.
const TASKS: [TaskKind; 4] = [TaskKind::Review, TaskKind::Accept, TaskKind::Decide, TaskKind::Deliver];

/// The tools.
#[component]
pub fn Tools() -> impl IntoView {
    let drawing = Drawing::here();
    let texts = use_words().processes;
    move || {
        let now = drawing.now.get();
        let chosen = drawing.chosen.get();
        let piece = now.at(&chosen);
        let kind = piece.map(|piece| piece.kind)?;
        let disabled = !drawing.may_edit;
        let moving = (!chosen.0.is_empty()).then(|| moving(drawing, texts, &chosen, kind));
        let around = kind.fits_in(PieceKind::Process).then(|| wrapping(drawing, texts, &chosen));
        Some(view! {
            <fieldset class="tools" disabled=disabled>
                {adding(drawing, texts, &chosen, piece)}
                {moving}
                {around}
            </fieldset>
        })
    }
}

/// What is behind what is selected, or at its end where things lie in it.
fn place_for(chosen: &Place, piece: Option<&Piece>) -> Option<Place> {
    let piece = piece?;
    if piece.kind.holds_blocks() { Some(chosen.child(piece.children.len())) } else { chosen.next() }
}

fn adding(drawing: Drawing, texts: Processes, chosen: &Place, piece: Option<&Piece>) -> AnyView {
    let Some(at) = place_for(chosen, piece) else { return ().into_any() };
    let within = piece.is_some_and(|piece| piece.kind.holds_blocks());
    let button = |what: New, label: &'static str| {
        let at = at.clone();
        let add = move |_| {
            let _ = drawing.edit(&Edit::Add { what, at: at.clone(), words: wording(what) });
        };
        view! { <button type="button" class="btn small" on:click=add>{label}</button> }
    };
    let tasks = TASKS.map(|kind| button(New::Task(kind), texts.task_kind(kind)));
    let blocks = Shell::ALL.map(|shell| button(New::Block(shell), texts.shell(shell)));
    let call = button(New::Call, texts.kind_call());
    let fork = piece.filter(|piece| piece.kind.is_fork());
    let branch = fork.map(|fork| {
        // The one without a condition stays last.
        let last = fork.children.len().saturating_sub(usize::from(fork.kind != PieceKind::All));
        let at = chosen.child(last);
        let add = move |_| {
            let (what, at) = (New::Branch, at.clone());
            let _ = drawing.edit(&Edit::Add { what, at, words: wording(what) });
        };
        view! { <button type="button" class="btn small main" on:click=add>{texts.add_branch()}</button> }
    });
    let label = if within { texts.add_within() } else { texts.add() };
    view! { <div class="row" role="group" aria-label=label><span class="cap">{label}</span>{branch}{tasks.collect_view()}{blocks.collect_view()}{call}</div> }
}

fn moving(drawing: Drawing, texts: Processes, chosen: &Place, kind: PieceKind) -> AnyView {
    let button = |label: &'static str, edit: Edit| {
        let act = move |_| _ = drawing.edit(&edit);
        view! { <button type="button" class="btn small" on:click=act>{label}</button> }
    };
    let is_block = kind != PieceKind::Branch;
    let sideways = is_block.then(|| {
        view! {
            {button(texts.indent(), Edit::Inward(chosen.clone()))}
            {button(texts.outdent(), Edit::Outward(chosen.clone()))}
        }
    });
    let shell = kind.is_fork() || matches!(kind, PieceKind::Repeat | PieceKind::Each);
    let unwrap = shell.then(|| button(texts.unwrap(), Edit::Unwrap(chosen.clone())));
    view! {
        <div class="row" role="group" aria-label=texts.arrange()>
            <button type="button" class="btn small" on:click=move |_| shift(drawing, true)>{texts.move_up()}</button>
            <button type="button" class="btn small" on:click=move |_| shift(drawing, false)>{texts.move_down()}</button>
            {sideways}
            {button(texts.copy(), Edit::Copy(chosen.clone()))}
            {unwrap}
            {button(texts.remove(), Edit::Remove(chosen.clone()))}
        </div>
    }
}

fn wrapping(drawing: Drawing, texts: Processes, chosen: &Place) -> AnyView {
    let button = |within: Shell| {
        let place = chosen.clone();
        let wrap = move |_| {
            let words = wording(New::Block(within));
            let _ = drawing.edit(&Edit::Wrap { place: place.clone(), within, words });
        };
        view! { <button type="button" class="btn small" on:click=wrap>{texts.shell(within)}</button> }
    };
    let buttons = Shell::ALL.map(button).collect_view();
    view! { <div class="row" role="group" aria-label=texts.wrap()><span class="cap">{texts.wrap()}</span>{buttons}</div> }
}

/// What something new is called, in each language.
fn wording(what: New) -> Wording {
    let both = |of: &dyn Fn(Processes) -> &'static str| {
        let named = |text: Text, locale| text.with(locale, of(Processes(locale)));
        Locale::ALL.into_iter().fold(Text::default(), named)
    };
    let name = match what {
        New::Task(kind) => both(&|texts| texts.task_kind(kind)),
        New::Branch => both(&|texts| texts.new_branch()),
        New::Call => both(&|texts| texts.kind_call()),
        New::Block(shell) => both(&|texts| texts.shell(shell)),
    };
    let within = match what {
        New::Block(Shell::All) => [both(&|texts| texts.first_branch()), both(&|texts| texts.second_branch())],
        New::Block(Shell::Choose | Shell::Any) => {
            [both(&|texts| texts.first_branch()), both(&|texts| texts.otherwise())]
        }
        _ => [both(&|texts| texts.review()), Text::default()],
    };
    Wording { name, within }
}
