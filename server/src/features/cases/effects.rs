//! What follows outside a case from the end of a task: the applicant is told something in the words of the process, a fee falls
//! due, systems that subscribed are told of an event. It is written with the event that says so, and so once for each.

use schema::Locale;
use schema::process::{self, Effect, EffectKind, Event, Outcome, Payload, TaskCompleted, TaskKind};

use super::log::Case;
use super::store::{self, NewFee};
use crate::db::Tx;
use crate::error::Result;
use crate::features::messages::{self, Told};
use crate::features::outbox::{self, Announcement};
use crate::features::payments::{self, Due};
use crate::state::AppState;

/// The end of a task, and what happened with it.
struct End<'a> {
    event: &'a Event,
    done: &'a TaskCompleted,
    /// All that happened at once; the case does not know it yet.
    events: &'a [Event],
}

impl Case {
    /// Does what these events say follows.
    pub(super) async fn follow_effects(&self, state: &AppState, tx: &mut Tx, events: &[Event]) -> Result<()> {
        for event in events {
            if matches!(event.payload, Payload::CaseWithdrawn(_) | Payload::CaseTerminated(_)) {
                payments::void(tx, self.row.id, event.at).await?;
            }
            let Payload::TaskCompleted(done) = &event.payload else { continue };
            // What was due is paid before what falls due by the same end.
            if (done.task_kind, done.outcome) == (TaskKind::Pay, Outcome::Paid) {
                store::settle_fees(tx, self.row.id, event.at).await?;
                payments::paid_at_window(tx, self.row.id, &event.actor.id, event.at).await?;
            }
            let end = End { event, done, events };
            for effect in self.task(&done.task).into_iter().flat_map(|task| &task.effects) {
                if done.effects.contains(&effect.id) {
                    self.follow_effect(state, tx, &end, effect).await?;
                }
            }
        }
        Ok(())
    }

    async fn follow_effect(
        &self,
        state: &AppState,
        tx: &mut Tx,
        end: &End<'_>,
        effect: &Effect,
    ) -> Result<()> {
        let End { event, done, .. } = end;
        match &effect.does {
            EffectKind::Message(words) => {
                let told = Told { account: self.filed.account, case: self.main(), due: None };
                messages::of_process(tx, &state.chance, &told, words, event.at).await
            }
            // Nobody is charged what only other situations are.
            EffectKind::Fee(code) if self.item.spares(code) => Ok(()),
            EffectKind::Fee(code) => {
                let published = self.item.fees.iter().find(|fee| fee.code == *code);
                let fee = NewFee {
                    task: &done.task,
                    effect: &effect.id,
                    code,
                    name: published.map_or(effect.name.get(Locale::ZhCn), |fee| fee.name.as_str()),
                    amount: published.map(|fee| fee.amount),
                    basis: published.and_then(|fee| fee.basis.as_deref()),
                    at: event.at,
                };
                let new = store::insert_fee(tx, self.row.id, &fee).await?;
                let Some((new, amount)) = new.zip(fee.amount.filter(|amount| *amount > 0)) else {
                    return Ok(());
                };
                let due = Due {
                    application: self.row.joint.unwrap_or(self.row.application),
                    account: self.filed.account,
                    case: (self.row.id, self.main()),
                    fee: (new, fee.name, amount),
                    at: event.at,
                };
                payments::charge(tx, &state.chance, &due).await
            }
            EffectKind::Exchange(handout) => {
                let known = [&self.events[..], end.events].concat();
                let data = handout.sent(&process::answers(&self.filed.answers, &known));
                let number = self.row.number()?;
                let announcement = Announcement { event: &handout.event, number, data: &data, at: event.at };
                outbox::of_event(tx, &state.chance, &announcement).await
            }
            // Issued beside, with its line on record ([`super::issuing`]).
            EffectKind::Licence(_) => Ok(()),
        }
    }
}
