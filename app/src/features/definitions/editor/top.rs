//! The bar at the top: which form, which draft, whether it is saved, and what can be done with it as a whole.

use crate::prelude::*;
use schema::ProblemKind;
use schema::definitions::{DraftState, PublishedVersion};

use super::save;
use super::state::{Editor, Saving, Step};
use crate::routes::to;
use crate::text::{Editor as Texts, problem, use_words};
use crate::ui::icon::Icon;

/// The header of the designer.
#[component]
pub fn Top(
    /// Whether the definition is shown as it is written.
    as_json: RwSignal<bool>,
) -> impl IntoView {
    let editor = Editor::here();
    let words = use_words();
    let texts = Texts(words.locale);
    let (id, newest) = editor.record.with_value(|record| (record.id.clone(), newest(&record.versions)));
    let title = move || editor.now.get().form.meta.title.get(words.locale).to_owned();
    let online = newest.map_or_else(|| texts.never_online().to_owned(), |version| texts.online(version));
    let state = move || match editor.draft.get() {
        None => texts.new_draft(),
        Some(DraftState::Draft) => texts.draft(),
        Some(DraftState::Review) => texts.in_review(),
        Some(DraftState::Approved) => texts.approved(),
    };
    let about = to::desk_form(&id);
    view! {
        <header class="top">
            <a class="brand" href=to::DESK_FORMS><Icon name="seal"/>{words.frame.hall()}</a>
            <div class="dtop">
                <h1><a href=about.clone()>{title}</a></h1>
                <span class="tag">{state}</span>
                <span class="soft sm">{online}</span>
            </div>
            <Steps/>
            <span class="saved sm" role="status">
                {move || said(texts, &editor.saving.get())}
                {move || is_signed_out(&editor.saving.get()).then(|| {
                    // What is not saved waits on this device.
                    let href = to::sign_in_then(&to::edit_form(&editor.id()));
                    view! { " "<a href=href rel="external">{texts.sign_in_again()}</a> }
                })}
            </span>
            <button class="btn small" type="button" aria-pressed=move || as_json.get().to_string()
                on:click=move |_| as_json.update(|shown| *shown = !*shown)>{texts.as_json()}</button>
            {newest.map(|version| view! {
                <a class="btn small" href=to::form_difference(&id, version)>{texts.compare(version)}</a>
            })}
            <button class="btn small" type="button" on:click=move |_| save::now(editor)
                disabled=move || !editor.may_edit || !is_savable(&editor.saving.get())>{texts.save()}</button>
            <button class="btn main small" type="button" on:click=move |_| save::hand_over(editor)
                disabled=move || !may_hand_over(editor)>{texts.hand_over()}</button>
        </header>
    }
}

/// Back and forth.
#[component]
fn Steps() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let undo = move || editor.around().0.map(|step: Step| texts.undo_what(step.said(texts)));
    let redo = move || editor.around().1.map(|step: Step| texts.redo_what(step.said(texts)));
    view! {
        <span class="pair" role="group">
            <button class="btn small" type="button" title=undo aria-label=move || undo().unwrap_or_else(|| texts.undo().to_owned())
                disabled=move || undo().is_none() on:click=move |_| editor.undo()>{texts.undo()}</button>
            <button class="btn small" type="button" title=redo aria-label=move || redo().unwrap_or_else(|| texts.redo().to_owned())
                disabled=move || redo().is_none() on:click=move |_| editor.redo()>{texts.redo()}</button>
        </span>
    }
}

/// Whether there is something that nobody reviews yet.
fn may_hand_over(editor: Editor) -> bool {
    let is_untouched = editor.draft.get().is_none() && matches!(editor.saving.get(), Saving::Saved(_));
    editor.may_edit && !is_untouched && editor.draft.get() != Some(DraftState::Review)
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
        // What to do then is said below.
        Saving::Failed(why) if why.kind() == ProblemKind::Conflict => problem(texts.0, why.kind()).to_owned(),
        Saving::Failed(why) => format!("{} {}", problem(texts.0, why.kind()), texts.not_saved()),
    }
}

/// The number of the newest version that is not retired.
fn newest(versions: &[PublishedVersion]) -> Option<u32> {
    versions.iter().filter(|version| version.retired_at.is_none()).map(|version| version.version).max()
}
