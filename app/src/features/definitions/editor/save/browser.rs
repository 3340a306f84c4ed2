//! When it is saved, and what is done when it cannot be.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::task::spawn_local;
use schema::definitions::{FormDraft, RenameField, SaveDraft};
use schema::{Problem, ProblemKind};
use serde_json::Value;

use super::kept::{self, Kept};
use crate::api;
use crate::designing::Saving;
use crate::features::definitions::editor::browser::put_down;
use crate::features::definitions::editor::conflict::{self, Meeting, Overtaken, Standing};
use crate::features::definitions::editor::state::{Editor, Notice, Step};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Editor as Texts, time_of_day};

/// How long one has to pause before it is saved.
const PAUSE: Duration = Duration::from_millis(1500);

/// How long it is until it is tried again, where nobody answered.
const AGAIN: Duration = Duration::from_secs(20);

/// Saves what is changed after a pause, for as long as the designer is there; puts back what could not be saved. What is
/// not saved when one leaves is kept on this device.
pub fn keep(editor: Editor) {
    restore(editor);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let _ = editor.steps();
        editor.overtaken.track();
        let pause = match editor.saving.get() {
            Saving::Unsaved => PAUSE,
            Saving::KeptHere => AGAIN,
            _ => return,
        };
        if let Some(Some(before)) = timer.try_update_value(Option::take) {
            before.clear();
        }
        timer.set_value(set_timeout_with_handle(move || due(editor), pause).ok());
    });
    let back = move || {
        if editor.saving.with_untracked(is_worth_another_try) && !document().hidden() {
            now(editor);
        }
    };
    let online = window_event_listener(leptos::ev::online, move |_| back());
    let seen = window_event_listener_untyped("visibilitychange", move |_| back());
    let gone = window_event_listener_untyped("pagehide", move |_| _ = put_aside(editor));
    let going = window_event_listener_untyped("beforeunload", move |event| {
        if !put_aside(editor) {
            event.prevent_default();
        }
    });
    on_cleanup(move || [online, seen, gone, going].into_iter().for_each(|listener| listener.remove()));
}

/// What waits for a network, or for somebody to sign in again, perhaps in another tab.
fn is_worth_another_try(saving: &Saving) -> bool {
    match saving {
        Saving::KeptHere => true,
        Saving::Failed(problem) => problem.kind() == ProblemKind::SignInNeeded,
        _ => false,
    }
}

/// The pause is over. Who was overtaken saves nothing until that is settled, but loses nothing either.
fn due(editor: Editor) {
    if editor.overtaken.with_untracked(Option::is_some) {
        kept::keep(editor);
    } else {
        now(editor);
    }
}

/// Keeps what is not saved, the input one types in as well. Tells whether nothing would be lost.
fn put_aside(editor: Editor) -> bool {
    put_down();
    let is_saved = editor.saving.with_untracked(|saving| matches!(saving, Saving::Saved(_)));
    is_saved || !editor.may_edit || kept::keep(editor)
}

/// Saves at once, unless there is nothing to save. What is changed while a save is on its way follows it.
pub fn now(editor: Editor) {
    let is_wanted = editor.saving.with_untracked(|saving| !matches!(saving, Saving::Saved(_)));
    if is_wanted && editor.may_edit && editor.overtaken.with_untracked(Option::is_none) {
        spawn_local(async move {
            save(editor).await;
        });
    }
}

/// Saves, unless that is under way; tells whether what is on the screen is saved.
async fn save(editor: Editor) -> bool {
    if editor.underway.try_update_value(|underway| std::mem::replace(underway, true)) != Some(false) {
        return false;
    }
    editor.saving.set(Saving::Underway);
    let definition = editor.with_definition(Value::clone);
    let sent = SaveDraft { definition, revision: editor.base.with_value(|base| base.0) };
    let saved = api::forms::save_form(&editor.id(), &sent).await;
    editor.underway.set_value(false);
    match saved {
        Ok(saved) => {
            editor.base.set_value((saved.revision, sent.definition));
            editor.unanswered.set_value(None);
            editor.draft.set(Some(saved.draft.state));
            kept::forget(editor);
            let is_the_same = editor.with_definition(|now| editor.base.with_value(|base| *now == base.1));
            let time = time_of_day(saved.draft.updated_at);
            editor.saving.set(if is_the_same { Saving::Saved(Some(time)) } else { Saving::Unsaved });
            is_the_same
        }
        Err(problem) => {
            not_saved(editor, problem, sent).await;
            false
        }
    }
}

/// What is on the screen is kept, with all that was typed while the save was on its way.
async fn not_saved(editor: Editor, problem: Problem, sent: SaveDraft) {
    let is_kept = kept::keep(editor);
    match problem.kind() {
        ProblemKind::Conflict => refused(editor, problem).await,
        // Nobody answered. It may have arrived.
        ProblemKind::Unavailable | ProblemKind::Timeout => {
            editor.unanswered.set_value(Some(sent.definition));
            let failed = || Saving::Failed(Box::new(problem));
            editor.saving.set(if is_kept { Saving::KeptHere } else { failed() });
        }
        _ => editor.saving.set(Saving::Failed(Box::new(problem))),
    }
}

/// Somebody else was first: goes on from what is stored if nothing of it is missing here, else asks.
async fn refused(editor: Editor, problem: Problem) {
    editor.saving.set(Saving::Failed(Box::new(problem)));
    if let Ok(theirs) = stored(editor).await {
        meet(editor, theirs);
    }
}

fn meet(editor: Editor, theirs: Overtaken) {
    let unanswered = editor.unanswered.try_update_value(Option::take).flatten();
    let base = editor.base.with_value(|base| base.1.clone());
    match editor.with_definition(|mine| conflict::meeting(&base, mine, unanswered.as_ref(), &theirs)) {
        Meeting::Same => {
            editor.based_on(&theirs);
            editor.saving.set(Saving::Saved(None));
            kept::forget(editor);
        }
        Meeting::Ahead => {
            editor.based_on(&theirs);
            editor.saving.set(Saving::Unsaved);
        }
        Meeting::Apart => editor.overtaken.set(Some(theirs)),
    }
}

/// What is stored now: the draft, or where it was published or discarded meanwhile, the newest version.
async fn stored(editor: Editor) -> Result<Overtaken, Problem> {
    let id = editor.id();
    match api::forms::form_draft(&id).await {
        Err(problem) if problem.kind() == ProblemKind::NotFound => {}
        draft => return draft.map(overtaken),
    }
    let record = api::forms::form_record(&id).await?;
    let newest = record.versions.iter().map(|version| version.version).max();
    let (theirs, standing) = match newest {
        Some(version) => (api::forms::form_version(&id, version).await?.definition, Standing::Published),
        None => (editor.base.with_value(|base| base.1.clone()), Standing::Discarded),
    };
    Ok(Overtaken { who: String::new(), revision: record.revision, theirs, standing, merged: None })
}

fn overtaken(theirs: FormDraft) -> Overtaken {
    let FormDraft { revision, draft, definition, .. } = theirs;
    let standing = Standing::Draft(draft.state);
    Overtaken { who: draft.author, revision, theirs: definition, standing, merged: None }
}

/// Puts back what could not be saved last time. If somebody saved since, both are there to be merged.
fn restore(editor: Editor) {
    Effect::new(move |_| {
        let Some(Kept { sent, base }) = kept::take_up(editor) else { return };
        let (revision, stored) = editor.base.get_value();
        if sent.definition == stored || editor.with_definition(|now| *now == sent.definition) {
            kept::forget(editor);
            return;
        }
        if sent.revision == revision {
            editor.put(sent.definition, Step::Restore);
        } else {
            editor.base.set_value((sent.revision, base));
            editor.put(sent.definition, Step::Restore);
            meet(editor, editor.found(revision, stored));
        }
        editor.notice.set(Some(Notice::Said(Texts(editor.locale).restored().to_owned())));
    });
}

/// Saves, and hands the draft to be reviewed. The form's page says what became of it.
pub fn hand_over(editor: Editor) {
    if editor.underway.get_value() {
        set_timeout(move || hand_over(editor), PAUSE);
        return;
    }
    spawn_local(async move {
        let is_saved =
            editor.saving.with_untracked(|saving| matches!(saving, Saving::Saved(_))) || save(editor).await;
        if !is_saved {
            // What was changed meanwhile goes along; what was refused is said.
            if editor.saving.with_untracked(|saving| *saving == Saving::Unsaved) {
                hand_over(editor);
            }
            return;
        }
        let revision = editor.base.with_value(|base| base.0);
        match api::forms::submit_form(&editor.id(), revision).await {
            Ok(_) => leave(&to::desk_form(&editor.id())),
            Err(problem) if problem.kind() == ProblemKind::Conflict => refused(editor, problem).await,
            Err(problem) => editor.saving.set(Saving::Failed(Box::new(problem))),
        }
    });
}

pub(super) fn leave(address: &str) {
    // A browser that does not follow stays where it is, and nothing is lost.
    let _ = window().location().assign(address);
}

/// Says what speaks of a datum outside of the form, which another id for it does not reach.
pub fn mention(editor: Editor, from: String, to: String, texts: Texts) {
    let definition = editor.base.with_value(|base| base.1.clone());
    spawn_local(async move {
        let asked = RenameField { definition, from, to };
        let Ok(renamed) = api::forms::renamed_field(&editor.id(), &asked).await else { return };
        if let Some(mention) = renamed.elsewhere.first() {
            editor.notice.set(Some(Notice::Said(texts.rename_elsewhere(&mention.process))));
        }
    });
}
