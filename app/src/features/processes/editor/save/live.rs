//! When it is saved in the browser, and what is done when it cannot be.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::task::spawn_local;
use schema::Page;
use schema::definitions::{DefinitionLine, SaveDraft};
use schema::form::Form;
use schema::{Problem, ProblemKind};
use serde_json::Value;

use crate::api::processes as api;
use crate::designing::Saving;
use crate::device;
use crate::features::processes::editor::browser::put_down;
use crate::features::processes::editor::state::{Drawing, Notice, Overtaken, Step};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Editor as Texts, time_of_day, use_words};
use crate::transport::fetch;

/// How long one has to pause before it is saved.
const PAUSE: Duration = Duration::from_millis(1500);

/// How long it is until it is tried again, where nobody answered.
const AGAIN: Duration = Duration::from_secs(20);

/// Saves what is changed after a pause, for as long as the designer is there; puts back what could not be saved.
pub fn keep(drawing: Drawing) {
    restore(drawing);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let _ = drawing.steps();
        let pause = match drawing.saving.get() {
            Saving::Unsaved => PAUSE,
            Saving::KeptHere => AGAIN,
            _ => return,
        };
        if let Some(Some(before)) = timer.try_update_value(Option::take) {
            before.clear();
        }
        timer.set_value(set_timeout_with_handle(move || now(drawing), pause).ok());
    });
    let gone = window_event_listener_untyped("pagehide", move |_| _ = put_aside(drawing));
    let going = window_event_listener_untyped("beforeunload", move |event| {
        if !put_aside(drawing) {
            event.prevent_default();
        }
    });
    on_cleanup(move || [gone, going].into_iter().for_each(|listener| listener.remove()));
}

/// Where what is not saved is kept on this device.
fn shelf(drawing: Drawing) -> String {
    format!("process:{}", drawing.id())
}

/// Keeps what is on the screen. Tells whether it is kept: a device may be full, or forbid it.
fn kept(drawing: Drawing) -> bool {
    let definition = drawing.with_definition(Value::clone);
    let sent = SaveDraft { definition, revision: drawing.revision.get_value() };
    let Ok(text) = serde_json::to_string(&sent) else { return false };
    device::keep(&shelf(drawing), &text);
    device::kept(&shelf(drawing)).as_deref() == Some(&text)
}

/// Keeps what is not saved, the input one types in as well. Tells whether nothing would be lost.
fn put_aside(drawing: Drawing) -> bool {
    put_down();
    let is_saved = drawing.saving.with_untracked(|saving| matches!(saving, Saving::Saved(_)));
    is_saved || !drawing.may_edit || kept(drawing)
}

/// Puts back what could not be saved last time, as a step that can be undone.
fn restore(drawing: Drawing) {
    let words = use_words();
    Effect::new(move |_| {
        let Some(text) = device::kept(&shelf(drawing)) else { return };
        let Ok(sent) = serde_json::from_str::<SaveDraft>(&text) else { return };
        if drawing.with_definition(|now| *now == sent.definition) {
            device::forget(&shelf(drawing));
            return;
        }
        // Made from another revision: saving meets whoever saved since, and asks.
        if sent.revision != drawing.revision.get_value() {
            drawing.revision.set_value(sent.revision);
            drawing.base.set_value(None);
        }
        drawing.put(sent.definition, Step::Restore);
        drawing.notice.set(Some(Notice::Said(Texts(words.locale).restored().to_owned())));
    });
}

/// Saves at once, unless there is nothing to save. What is changed while a save is on its way follows it.
pub fn now(drawing: Drawing) {
    let is_wanted = drawing.saving.with_untracked(|saving| !matches!(saving, Saving::Saved(_)));
    if is_wanted && drawing.may_edit && drawing.overtaken.with_untracked(Option::is_none) {
        spawn_local(async move {
            save(drawing).await;
        });
    }
}

/// Saves, unless that is under way; tells whether what is on the screen is saved.
async fn save(drawing: Drawing) -> bool {
    if drawing.underway.try_update_value(|underway| std::mem::replace(underway, true)) != Some(false) {
        return false;
    }
    drawing.saving.set(Saving::Underway);
    let definition = drawing.with_definition(Value::clone);
    let sent = SaveDraft { definition, revision: drawing.revision.get_value() };
    let saved = api::save(&drawing.id(), &sent).await;
    drawing.underway.set_value(false);
    match saved {
        Ok(saved) => {
            drawing.revision.set_value(saved.revision);
            drawing.base.set_value(Some(sent.definition.clone()));
            drawing.draft.set(Some(saved.draft.state));
            device::forget(&shelf(drawing));
            let is_the_same = drawing.with_definition(|now| *now == sent.definition);
            let time = time_of_day(saved.draft.updated_at);
            drawing.saving.set(if is_the_same { Saving::Saved(Some(time)) } else { Saving::Unsaved });
            is_the_same
        }
        Err(problem) => {
            not_saved(drawing, problem).await;
            false
        }
    }
}

async fn not_saved(drawing: Drawing, problem: Problem) {
    let is_kept = kept(drawing);
    let kind = problem.kind();
    let failed = Saving::Failed(Box::new(problem));
    match kind {
        ProblemKind::Conflict => {
            drawing.saving.set(failed);
            if let Ok(theirs) = api::draft(&drawing.id()).await {
                let (who, revision) = (theirs.draft.author, theirs.revision);
                drawing.overtaken.set(Some(Overtaken { who, revision, definition: theirs.definition }));
            }
        }
        // Nobody answered.
        ProblemKind::Unavailable | ProblemKind::Timeout if is_kept => drawing.saving.set(Saving::KeptHere),
        _ => drawing.saving.set(failed),
    }
}

/// Goes on from what somebody else saved; one's own is one step back.
pub fn take_theirs(drawing: Drawing) {
    if let Some(theirs) = settled(drawing) {
        drawing.put(theirs.definition, Step::Theirs);
        drawing.saving.set(Saving::Saved(None));
        device::forget(&shelf(drawing));
    }
}

/// Saves one's own over what somebody else saved, after having been told of it.
pub fn keep_mine(drawing: Drawing) {
    if settled(drawing).is_some() {
        drawing.saving.set(Saving::Unsaved);
        now(drawing);
    }
}

/// Goes on from both, if nobody disputes any of it; one's own is one step back.
pub fn merge_both(drawing: Drawing) {
    let theirs = drawing.overtaken.get_untracked();
    if let Some(Ok(both)) = theirs.map(|theirs| theirs.merged(drawing))
        && settled(drawing).is_some()
    {
        drawing.put(both, Step::Merge);
        now(drawing);
    }
}

fn settled(drawing: Drawing) -> Option<Overtaken> {
    let theirs = drawing.overtaken.get_untracked()?;
    drawing.base.set_value(Some(theirs.definition.clone()));
    drawing.overtaken.set(None);
    drawing.revision.set_value(theirs.revision);
    Some(theirs)
}

/// Saves, and hands the draft to be reviewed. The page of the process says what became of it.
pub fn hand_over(drawing: Drawing) {
    put_down();
    if drawing.underway.get_value() {
        set_timeout(move || hand_over(drawing), PAUSE);
        return;
    }
    spawn_local(async move {
        let is_saved =
            drawing.saving.with_untracked(|saving| matches!(saving, Saving::Saved(_))) || save(drawing).await;
        if !is_saved {
            // What was changed meanwhile goes along; what was refused is said.
            if drawing.saving.with_untracked(|saving| *saving == Saving::Unsaved) {
                hand_over(drawing);
            }
            return;
        }
        match api::submit(&drawing.id(), drawing.revision.get_value()).await {
            // A browser that does not follow stays where it is, and nothing is lost.
            Ok(_) => _ = window().location().assign(&to::desk_process(&drawing.id())),
            Err(problem) => not_saved(drawing, problem).await,
        }
    });
}

/// The forms one may draw with, read once they are asked for.
pub fn list_forms(drawing: Drawing) {
    if !drawing.forms.with_untracked(Vec::is_empty) {
        return;
    }
    spawn_local(async move {
        let Ok(page) = fetch::<Page<DefinitionLine>>("/api/desk/forms".to_owned()).await else { return };
        let known = page.items.into_iter().filter_map(|form| {
            let version = form.in_force.or(form.newest.as_ref().map(|newest| newest.version))?;
            Some((format!("{}/{version}", form.id), form.title))
        });
        drawing.forms.set(known.collect());
    });
}

/// Draws with another form: conditions speak of its questions from now on.
pub fn take_form(drawing: Drawing, chosen: String) {
    spawn_local(async move {
        let Some((id, version)) = chosen.rsplit_once('/') else { return drawing.speak_of(None) };
        let path = format!("/api/forms/{}/{version}/program", schema::catalogue::encode(id));
        if let Ok(form) = fetch::<Form>(path).await {
            drawing.speak_of(Some(Arc::new(form)));
        }
    });
}
