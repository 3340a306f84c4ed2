//! The bar at the top of a designer: which form or process, which draft, whether it is saved, and what can be done with it
//! as a whole.

use schema::definitions::{DefinitionRecord, DraftState};

use super::saving::Saving;
use super::shelf::Shelf;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Editor as Texts, Words, use_words};
use crate::ui::icon::Icon;

/// A draft that is edited on this page.
pub trait Work: Copy + Send + Sync + 'static {
    /// What it is a draft of.
    const SHELF: Shelf;

    /// Its life beside this draft.
    fn record(self) -> StoredValue<DefinitionRecord>;

    /// How far the draft has come.
    fn draft(self) -> RwSignal<Option<DraftState>>;

    /// How saving stands.
    fn saving(self) -> RwSignal<Saving>;

    /// Whether this person may change it.
    fn may_edit(self) -> bool;

    /// What it is called now.
    fn title(self, words: Words) -> String;

    /// What can be taken back, and what can be taken again.
    fn steps_said(self, words: Words) -> (Option<&'static str>, Option<&'static str>);

    /// Takes the last step back.
    fn undo(self);

    /// Takes it once more.
    fn redo(self);

    /// Saves it now.
    fn save(self);

    /// Hands it over to be reviewed.
    fn hand_over(self);
}

/// The header of the designer.
#[component]
pub fn Top<W: Work>(
    /// What is edited.
    work: W,
    /// What else can be done with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = use_words();
    let texts = Texts(words.locale);
    let (id, newest) = work.record().with_value(|record| (record.id.clone(), newest(record)));
    let online = newest.map_or_else(|| texts.never_online().to_owned(), |version| texts.online(version));
    let state = move || match work.draft().get() {
        None => texts.new_draft(),
        Some(DraftState::Draft) => texts.draft(),
        Some(DraftState::Review) => texts.in_review(),
        Some(DraftState::Approved) => texts.approved(),
    };
    let is_savable = move || work.may_edit() && work.saving().with(Saving::is_savable);
    let may_hand_over =
        move || work.may_edit() && work.saving().with(|saving| saving.may_hand_over(work.draft().get()));
    // What is not saved waits on this device.
    let sign_in = to::sign_in_then(&W::SHELF.editor(&id));
    view! {
        <header class="top">
            <a class="brand" href=W::SHELF.list()><Icon name="seal"/>{words.frame.hall()}</a>
            <div class="dtop">
                <h1><a href=W::SHELF.page(&id)>{move || work.title(words)}</a></h1>
                <span class="tag">{state}</span>
                <span class="soft sm">{online}</span>
            </div>
            <Steps work/>
            <span class="saved sm" role="status">
                {move || work.saving().with(|saving| saving.said(texts))}
                {move || work.saving().with(Saving::is_signed_out).then(|| {
                    view! { " "<a href=sign_in.clone() rel="external">{texts.sign_in_again()}</a> }
                })}
            </span>
            {children.map(|children| children())}
            {newest.map(|version| view! {
                <a class="btn small" href=W::SHELF.changes(&id, version)>{texts.compare(version)}</a>
            })}
            <button class="btn small" type="button" on:click=move |_| work.save()
                disabled=move || !is_savable()>{texts.save()}</button>
            <button class="btn main small" type="button" on:click=move |_| work.hand_over()
                disabled=move || !may_hand_over()>{texts.hand_over()}</button>
        </header>
    }
}

/// Back and forth.
#[component]
fn Steps<W: Work>(work: W) -> impl IntoView {
    let words = use_words();
    let texts = Texts(words.locale);
    let undo = move || work.steps_said(words).0.map(|step| texts.undo_what(step));
    let redo = move || work.steps_said(words).1.map(|step| texts.redo_what(step));
    view! {
        <span class="pair" role="group">
            <button class="btn small" type="button" title=undo aria-label=move || undo().unwrap_or_else(|| texts.undo().to_owned())
                disabled=move || undo().is_none() on:click=move |_| work.undo()>{texts.undo()}</button>
            <button class="btn small" type="button" title=redo aria-label=move || redo().unwrap_or_else(|| texts.redo().to_owned())
                disabled=move || redo().is_none() on:click=move |_| work.redo()>{texts.redo()}</button>
        </span>
    }
}

/// The number of the newest version that is not retired.
fn newest(record: &DefinitionRecord) -> Option<u32> {
    let versions = record.versions.iter().filter(|version| version.retired_at.is_none());
    versions.map(|version| version.version).max()
}
