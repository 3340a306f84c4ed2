//! What follows outside a case from the end of a task: the applicant is told something in the words of the process, a fee falls
//! due. It is written with the event that says so, and so once for each.

use schema::Locale;
use schema::process::{Effect, EffectKind, Event, Outcome, Payload, TaskCompleted, TaskKind};

use super::log::Case;
use super::store::{self, NewFee};
use crate::db::Tx;
use crate::error::Result;
use crate::features::messages::{self, Told};

impl Case {
    /// Does what these events say follows.
    pub(super) async fn follow_effects(&self, tx: &mut Tx, events: &[Event]) -> Result<()> {
        for event in events {
            let Payload::TaskCompleted(done) = &event.payload else { continue };
            // What was due is paid before what falls due by the same end.
            if (done.task_kind, done.outcome) == (TaskKind::Pay, Outcome::Paid) {
                store::settle_fees(tx, self.row.id, event.at).await?;
            }
            for effect in self.task(&done.task).into_iter().flat_map(|task| &task.effects) {
                if done.effects.contains(&effect.id) {
                    self.follow_effect(tx, event, done, effect).await?;
                }
            }
        }
        Ok(())
    }

    async fn follow_effect(
        &self,
        tx: &mut Tx,
        event: &Event,
        done: &TaskCompleted,
        effect: &Effect,
    ) -> Result<()> {
        match &effect.does {
            EffectKind::Message(words) => {
                let told = Told { account: self.filed.account, case: self.main(), due: None };
                messages::of_process(tx, &told, words, event.at).await
            }
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
                store::insert_fee(tx, self.row.id, &fee).await
            }
            // A process that says these is not published: there is nobody yet to do them.
            EffectKind::Licence(_) | EffectKind::Exchange(_) => Ok(()),
        }
    }
}
