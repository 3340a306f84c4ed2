//! The browser side of a form page: saves while one types, and keeps on the device what cannot be saved.

use std::time::Duration;

use crate::prelude::*;
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::task::spawn_local;
use schema::applications::SaveAnswers;
use schema::{Problem, ProblemKind};

use super::filing::Filing;
use super::form::Saving;
use crate::forms::{Filling, live};
use crate::text::time_of_day;
use crate::{api, device};

/// How long one has to pause before it is saved.
const PAUSE: Duration = Duration::from_millis(800);

/// A draft being kept.
#[derive(Clone, Copy)]
struct Draft {
    id: i64,
    page: usize,
    filling: Filling,
    left: RwSignal<usize>,
    saving: RwSignal<Saving>,
    /// The revision the answers are based on.
    revision: StoredValue<i64>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Whether a save is on its way, and whether another is to follow it.
    underway: StoredValue<bool>,
    again: StoredValue<bool>,
}

/// Keeps the draft for as long as its page is there.
pub fn keep(filing: &Filing, filling: Filling, page: usize, left: RwSignal<usize>, saving: RwSignal<Saving>) {
    let draft = Draft {
        id: filing.id(),
        page,
        filling,
        left,
        saving,
        revision: StoredValue::new(filing.application.revision),
        timer: StoredValue::new(None),
        underway: StoredValue::new(false),
        again: StoredValue::new(false),
    };
    Effect::new(move |_| draft.restore());
    live::follow(filling, page, move || draft.changed());
    Effect::new(move |_| draft.watch_network());
    on_cleanup(move || draft.stop_timer());
}

impl Draft {
    /// Something was typed: save it after a pause.
    fn changed(self) {
        self.stop_timer();
        let handle = set_timeout_with_handle(move || self.pause_is_over(), PAUSE).ok();
        self.timer.try_set_value(handle);
    }

    fn stop_timer(self) {
        if let Some(Some(handle)) = self.timer.try_update_value(Option::take) {
            handle.clear();
        }
    }

    fn pause_is_over(self) {
        self.left.try_set(self.filling.left(self.page));
        if self.saving.with_untracked(|saving| *saving == Saving::Overtaken) {
            return;
        }
        if self.underway.get_value() {
            self.again.set_value(true);
        } else {
            spawn_local(self.save());
        }
    }

    async fn save(self) {
        self.underway.set_value(true);
        self.saving.try_set(Saving::Underway);
        let sent = SaveAnswers { answers: self.filling.answers(), revision: self.revision.get_value() };
        let saved = api::save_answers(self.id, &sent).await;
        // The page may be gone by now; what was sent is saved all the same.
        if self.underway.try_set_value(false).is_some() {
            return;
        }
        match saved {
            Ok(saved) => {
                self.revision.set_value(saved.revision);
                device::forget(&self.key());
                self.saving.try_set(Saving::Saved(time_of_day(saved.updated_at)));
            }
            Err(problem) => self.not_saved(&problem, &sent),
        }
        if self.again.get_value() {
            self.again.set_value(false);
            self.changed();
        }
    }

    fn not_saved(self, problem: &Problem, sent: &SaveAnswers) {
        let state = match problem.kind() {
            ProblemKind::Conflict => Saving::Overtaken,
            ProblemKind::Unavailable | ProblemKind::Timeout => Saving::KeptHere,
            _ => Saving::Failed,
        };
        self.saving.try_set(state);
        if let Ok(text) = serde_json::to_string(sent) {
            device::keep(&self.key(), &text);
        }
    }

    /// Puts back what could not be saved last time, if nothing was saved since.
    fn restore(self) {
        let Some(text) = device::kept(&self.key()) else { return };
        match serde_json::from_str::<SaveAnswers>(&text) {
            Ok(kept) if kept.revision == self.revision.get_value() => {
                live::replace(self.filling, kept.answers);
                self.saving.set(Saving::Restored);
                self.changed();
            }
            _ => device::forget(&self.key()),
        }
    }

    fn key(self) -> String {
        format!("application:{}", self.id)
    }

    /// Without a network nothing is sent, for the browser would leave the page; with it what was kept is saved.
    fn watch_network(self) {
        let submit = window_event_listener(ev::submit, move |event| {
            if !window().navigator().on_line() {
                event.prevent_default();
                let kept =
                    SaveAnswers { answers: self.filling.answers(), revision: self.revision.get_value() };
                self.not_saved(&Problem::new(ProblemKind::Unavailable), &kept);
                self.saving.set(Saving::HeldBack);
            }
        });
        let online = window_event_listener(ev::online, move |_| {
            if self.saving.with_untracked(|saving| matches!(saving, Saving::KeptHere | Saving::HeldBack)) {
                self.pause_is_over();
            }
        });
        on_cleanup(move || {
            submit.remove();
            online.remove();
        });
    }
}
