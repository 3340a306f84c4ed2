//! Saving: after a pause, by hand, and on this device while there is no network. Whoever is overtaken is told, and nothing
//! is overwritten.

#[cfg(feature = "hydrate")]
pub use browser::{copy_mine, hand_over, keep, mention, now};
#[cfg(not(feature = "hydrate"))]
pub use drawn::{copy_mine, hand_over, now};

#[cfg(not(feature = "hydrate"))]
mod drawn {
    use crate::features::definitions::editor::state::Editor;

    /// The server saves nothing while it draws.
    pub const fn now(_editor: Editor) {}

    /// Nor does it hand over.
    pub const fn hand_over(_editor: Editor) {}

    /// Nor does it copy.
    pub const fn copy_mine(_editor: Editor) {}
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::leptos_dom::helpers::TimeoutHandle;
    use leptos::task::spawn_local;
    use schema::definitions::{Beginning, FormDraft, NewForm, RenameField, SaveDraft};
    use schema::{Problem, ProblemKind};
    use serde::{Deserialize, Serialize};
    use serde_json::Value;

    use crate::features::definitions::editor::conflict::Overtaken;
    use crate::features::definitions::editor::state::{Editor, Notice, Saving, Step};
    use crate::prelude::*;
    use crate::routes::to;
    use crate::text::{Editor as Texts, time_of_day, use_words};
    use crate::{api, device};

    /// How long one has to pause before it is saved.
    const PAUSE: Duration = Duration::from_millis(1500);

    /// What could not be saved, as it is kept on this device: with what it was made from, so that it can be merged.
    #[derive(Serialize, Deserialize)]
    struct Kept {
        sent: SaveDraft,
        base: Value,
    }

    fn id(editor: Editor) -> String {
        editor.record.with_value(|record| record.id.clone())
    }

    fn key(editor: Editor) -> String {
        format!("form:{}", id(editor))
    }

    /// Saves what is changed after a pause, for as long as the designer is there; puts back what could not be saved.
    pub fn keep(editor: Editor) {
        restore(editor);
        let timer = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            if editor.saving.get() != Saving::Unsaved || editor.overtaken.with(Option::is_some) {
                return;
            }
            let _ = editor.steps();
            if let Some(Some(before)) = timer.try_update_value(Option::take) {
                before.clear();
            }
            timer.set_value(set_timeout_with_handle(move || now(editor), PAUSE).ok());
        });
        let online = window_event_listener(leptos::ev::online, move |_| {
            if editor.saving.get_untracked() == Saving::KeptHere {
                now(editor);
            }
        });
        on_cleanup(move || online.remove());
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
        let saved = api::save_form(&id(editor), &sent).await;
        editor.underway.set_value(false);
        match saved {
            Ok(saved) => {
                editor.base.set_value((saved.revision, sent.definition));
                editor.draft.set(Some(saved.draft.state));
                device::forget(&key(editor));
                let is_the_same = editor.with_definition(|now| editor.base.with_value(|base| *now == base.1));
                let time = time_of_day(saved.draft.updated_at);
                editor.saving.set(if is_the_same { Saving::Saved(Some(time)) } else { Saving::Unsaved });
                is_the_same
            }
            Err(problem) => {
                not_saved(editor, problem, &sent).await;
                false
            }
        }
    }

    async fn not_saved(editor: Editor, problem: Problem, sent: &SaveDraft) {
        let kept = Kept { sent: sent.clone(), base: editor.base.with_value(|base| base.1.clone()) };
        if let Ok(text) = serde_json::to_string(&kept) {
            device::keep(&key(editor), &text);
        }
        editor.saving.set(match problem.kind() {
            ProblemKind::Unavailable | ProblemKind::Timeout => Saving::KeptHere,
            _ => Saving::Failed(Box::new(problem.clone())),
        });
        if problem.kind() == ProblemKind::Conflict
            && let Ok(theirs) = stored(&id(editor)).await
        {
            editor.overtaken.set(Some(theirs));
        }
    }

    /// What is stored now: the draft, or where it was published or discarded meanwhile, the newest version.
    async fn stored(id: &str) -> Result<Overtaken, Problem> {
        match api::form_draft(id).await {
            Err(problem) if problem.kind() == ProblemKind::NotFound => {
                let record = api::form_record(id).await?;
                let version = record.versions.iter().map(|version| version.version).max().unwrap_or_default();
                let theirs = api::form_version(id, version).await?.definition;
                Ok(Overtaken { who: String::new(), revision: record.revision, theirs, merged: None })
            }
            draft => draft.map(overtaken),
        }
    }

    fn overtaken(theirs: FormDraft) -> Overtaken {
        let FormDraft { revision, draft, definition, .. } = theirs;
        Overtaken { who: draft.author, revision, theirs: definition, merged: None }
    }

    /// Puts back what could not be saved last time. If somebody saved since, both are there to be merged.
    fn restore(editor: Editor) {
        Effect::new(move |_| {
            let kept = device::kept(&key(editor)).and_then(|text| serde_json::from_str::<Kept>(&text).ok());
            let Some(Kept { sent, base }) = kept else { return };
            let (revision, stored) = editor.base.get_value();
            if sent.revision != revision {
                editor.base.set_value((sent.revision, base));
                let theirs = Overtaken { who: String::new(), revision, theirs: stored, merged: None };
                editor.overtaken.set(Some(theirs));
            }
            editor.put(sent.definition, Step::Json);
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
            let is_saved = matches!(editor.saving.get_untracked(), Saving::Saved(_)) || save(editor).await;
            if !is_saved {
                return;
            }
            let revision = editor.base.with_value(|base| base.0);
            match api::submit_form(&id(editor), revision).await {
                Ok(_) => leave(&to::desk_form(&id(editor))),
                Err(problem) => editor.saving.set(Saving::Failed(Box::new(problem))),
            }
        });
    }

    /// Keeps what is here as a form of its own, and goes on with that.
    pub fn copy_mine(editor: Editor) {
        let texts = Texts(use_words().locale);
        spawn_local(async move {
            let copy = format!("{}-copy-{}", id(editor), editor.base.with_value(|base| base.0));
            let definition = editor.with_definition(Value::clone);
            let title = editor.now.get_untracked().form.meta.title.clone();
            let new = NewForm { id: copy.clone(), title, from: Beginning::Definition(definition) };
            match api::begin_form(&new).await {
                Ok(_) => {
                    device::forget(&key(editor));
                    editor.notice.set(Some(Notice::Said(texts.copied_as(&copy))));
                    leave(&to::edit_form(&copy));
                }
                Err(problem) => editor.saving.set(Saving::Failed(Box::new(problem))),
            }
        });
    }

    fn leave(address: &str) {
        // A browser that does not follow stays where it is, and nothing is lost.
        let _ = window().location().assign(address);
    }

    /// Says what speaks of a datum outside of the form, which another id for it does not reach.
    pub fn mention(editor: Editor, from: String, to: String, texts: Texts) {
        let definition = editor.base.with_value(|base| base.1.clone());
        spawn_local(async move {
            let asked = RenameField { definition, from, to };
            let Ok(renamed) = api::renamed_field(&id(editor), &asked).await else { return };
            if let Some(mention) = renamed.elsewhere.first() {
                editor.notice.set(Some(Notice::Said(texts.rename_elsewhere(&mention.process))));
            }
        });
    }
}
