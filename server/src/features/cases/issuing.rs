//! Licences that follow from the end of a task: issued with the event that says so, by the agency whose task it was, from the
//! answers as they are then.

use schema::process::{EffectKind, Event, Payload, Task, TaskCompleted, answers};
use serde_json::{Value, json};

use super::books::Books;
use super::log::Case;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::Line;
use crate::features::licences::{self, Issue};
use crate::features::{accounts, definitions, regions};
use crate::state::AppState;

impl Case {
    /// Issues what these events say is issued. The case does not know them yet.
    pub(super) async fn issue_licences(
        &self,
        state: &AppState,
        tx: &mut Tx,
        events: &[Event],
        books: &mut Books,
    ) -> Result<()> {
        for event in events {
            let Payload::TaskCompleted(done) = &event.payload else { continue };
            let Some(task) = self.task(&done.task) else { continue };
            for (effect, code) in issued(task, done) {
                let by = (event, done, task);
                if let Some(id) = self.issue_licence(state, tx, events, by, (effect, code)).await? {
                    let line = Line::new("licence.issue", &self.row.number);
                    books.record(line.detail("licence", id).detail("kind", code), self.chain());
                }
            }
        }
        Ok(())
    }

    async fn issue_licence(
        &self,
        state: &AppState,
        tx: &mut Tx,
        events: &[Event],
        (event, done, task): (&Event, &TaskCompleted, &Task),
        (effect, code): (&str, &str),
    ) -> Result<Option<i64>> {
        let form = definitions::form(tx, &self.filed.form).await?.ok_or_else(Error::not_found)?;
        let answers = answers(&self.filed.answers, &[&self.events[..], events].concat());
        let regions = regions::named(tx, &form, &[&answers]).await?;
        let facts = self.facts_of_applicant(tx).await?;
        let main = self.main();
        let number = store::by_id(tx, main).await?.map(|row| row.number);
        let agency = self.roster.agency_of(&task.agency);
        let agency = agency.ok_or_else(|| anyhow::anyhow!("task {} has no agency", done.task))?;
        let issue = Issue {
            code,
            by: (self.row.id, &done.task, effect),
            main_case: (main, number.as_deref().unwrap_or(&self.row.number)),
            applicant: (self.filed.account, &self.filed.applicant),
            agency,
            answered: (&form, &answers),
            facts: &facts,
            regions: &regions,
            at: event.at,
        };
        licences::issue(tx, &state.chance, &issue).await
    }

    /// What is known of the applicant by their account, where the answers do not say it.
    async fn facts_of_applicant(&self, tx: &mut Tx) -> Result<Value> {
        let account = self.filed.account;
        let (person, name) = (accounts::person(tx, account).await?, accounts::name(tx, account).await?);
        let mut facts = json!({
            "person": { "name": name, "identity_number": person.identity_number, "phone": person.phone },
        });
        if name.is_some_and(|name| name != self.filed.applicant) {
            facts["enterprise"] = json!({ "name": self.filed.applicant });
        }
        Ok(facts)
    }
}

/// The licences that follow from this end of a task: effect and type.
fn issued<'a>(task: &'a Task, done: &'a TaskCompleted) -> impl Iterator<Item = (&'a str, &'a str)> {
    task.effects.iter().filter(|effect| done.effects.contains(&effect.id)).filter_map(|effect| match &effect
        .does
    {
        EffectKind::Licence(code) => Some((effect.id.as_str(), code.as_str())),
        _ => None,
    })
}
