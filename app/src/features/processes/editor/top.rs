//! The bar at the top: which process, which draft, whether it is saved, and what can be done with it as a whole.

use schema::ProblemKind;
use schema::definitions::DraftState;

use super::save;
use super::state::{Drawing, Saving, Step};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Editor as Texts, Words, problem, use_words};
use crate::ui::icon::Icon;

/// The header of the designer.
#[component]
pub fn Top() -> impl IntoView {
    let drawing = Drawing::here();
    let words = use_words();
    let texts = Texts(words.locale);
    let (id, newest) = drawing.record.with_value(|record| {
        let newest = record.versions.iter().filter(|version| version.retired_at.is_none());
        (record.id.clone(), newest.map(|version| version.version).max())
    });
    let title = move || {
        let now = drawing.now.get();
        now.piece.as_ref().map(|piece| piece.name().get(words.locale).to_owned()).unwrap_or_default()
    };
    let online = newest.map_or_else(|| texts.never_online().to_owned(), |version| texts.online(version));
    let state = move || match drawing.draft.get() {
        None => texts.new_draft(),
        Some(DraftState::Draft) => texts.draft(),
        Some(DraftState::Review) => texts.in_review(),
        Some(DraftState::Approved) => texts.approved(),
    };
    let about = to::desk_process(&id);
    view! {
        <header class="top">
            <a class="brand" href=to::DESK_PROCESSES><Icon name="seal"/>{words.frame.hall()}</a>
            <div class="dtop">
                <h1><a href=about>{title}</a></h1>
                <span class="tag">{state}</span>
                <span class="soft sm">{online}</span>
            </div>
            <Steps/>
            <span class="saved sm" role="status">
                {move || said(texts, &drawing.saving.get())}
                {move || is_signed_out(&drawing.saving.get()).then(|| {
                    let href = to::sign_in_then(&to::edit_process(&drawing.id()));
                    view! { " "<a href=href rel="external">{texts.sign_in_again()}</a> }
                })}
            </span>
            {newest.map(|version| view! {
                <a class="btn small" href=to::process_differences(&id, version, "draft")>{texts.compare(version)}</a>
            })}
            <button class="btn small" type="button" on:click=move |_| save::now(drawing)
                disabled=move || !drawing.may_edit || !is_savable(&drawing.saving.get())>{texts.save()}</button>
            <button class="btn main small" type="button" on:click=move |_| save::hand_over(drawing)
                disabled=move || !may_hand_over(drawing)>{texts.hand_over()}</button>
        </header>
    }
}

/// Back and forth.
#[component]
fn Steps() -> impl IntoView {
    let drawing = Drawing::here();
    let words = use_words();
    let texts = Texts(words.locale);
    let undo = move || drawing.around().0.map(|step| texts.undo_what(step_said(words, step)));
    let redo = move || drawing.around().1.map(|step| texts.redo_what(step_said(words, step)));
    view! {
        <span class="pair" role="group">
            <button class="btn small" type="button" title=undo aria-label=move || undo().unwrap_or_else(|| texts.undo().to_owned())
                disabled=move || undo().is_none() on:click=move |_| drawing.undo()>{texts.undo()}</button>
            <button class="btn small" type="button" title=redo aria-label=move || redo().unwrap_or_else(|| texts.redo().to_owned())
                disabled=move || redo().is_none() on:click=move |_| drawing.redo()>{texts.redo()}</button>
        </span>
    }
}

fn step_said(words: Words, step: Step) -> &'static str {
    let texts = Texts(words.locale);
    match step {
        Step::Add => texts.step_add(),
        Step::Move => texts.step_move(),
        Step::Remove => texts.step_remove(),
        Step::Wrap => words.processes.step_wrap(),
        Step::Unwrap => words.processes.step_unwrap(),
        Step::Name => texts.step_text(),
        Step::Change => texts.step_change(),
        Step::Theirs => words.processes.step_theirs(),
        Step::Restore => texts.step_restore(),
    }
}

/// Whether there is something that nobody reviews yet.
fn may_hand_over(drawing: Drawing) -> bool {
    let is_untouched = drawing.draft.get().is_none() && matches!(drawing.saving.get(), Saving::Saved(_));
    drawing.may_edit && !is_untouched && drawing.draft.get() != Some(DraftState::Review)
}

fn is_signed_out(saving: &Saving) -> bool {
    matches!(saving, Saving::Failed(problem) if problem.kind() == ProblemKind::SignInNeeded)
}

const fn is_savable(saving: &Saving) -> bool {
    matches!(saving, Saving::Unsaved | Saving::KeptHere | Saving::Failed(_))
}

fn said(texts: Texts, saving: &Saving) -> String {
    match saving {
        Saving::Saved(None) => String::new(),
        Saving::Saved(Some(time)) => texts.saved_at(time),
        Saving::Unsaved => texts.unsaved().to_owned(),
        Saving::Underway => texts.saving().to_owned(),
        Saving::KeptHere => texts.kept_here().to_owned(),
        Saving::Failed(why) if why.kind() == ProblemKind::Conflict => problem(texts.0, why.kind()).to_owned(),
        Saving::Failed(why) => format!("{} {}", problem(texts.0, why.kind()), texts.not_saved()),
    }
}
