//! What becomes of cases one after the other: each is judged, counted and put into its pile, and the whole has a fingerprint.

use std::collections::BTreeMap;
use std::sync::Arc;

use schema::Page;
use schema::applications::FormRef;
use schema::definitions::{MigrationGroup, MigrationPlan};
use schema::process::{self, Choice, Choices, Event, Fit, Obstacle, Process, Report};
use serde_json::json;
use sm3::{Digest, Sm3};

use super::super::log::Case;
use super::super::versions::Versions;
use super::Migration;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions;
use crate::ports::hex;

/// How many reports of a sort are on a page.
const PAGE: usize = 20;

/// The cases of a sort: all are counted, those of one page are told.
struct Pile {
    after: i64,
    last: i64,
    count: u64,
    reports: Vec<Report>,
    is_cut: bool,
}

impl Pile {
    const fn after(after: i64) -> Self {
        Self { after, last: after, count: 0, reports: Vec::new(), is_cut: false }
    }

    fn add(&mut self, id: i64, report: Report) {
        self.count += 1;
        if id <= self.after {
            return;
        }
        if self.reports.len() == PAGE {
            self.is_cut = true;
            return;
        }
        self.last = id;
        self.reports.push(report);
    }

    fn page(self) -> Page<Report> {
        let next = self.is_cut.then(|| self.last.to_string());
        Page { items: self.reports, next, total: Some(self.count), facets: Vec::new() }
    }
}

/// A dry run under way.
pub struct Survey<'a> {
    migration: &'a Migration<'a>,
    /// The version the cases get.
    pub new: Arc<Process>,
    /// The versions that they have had.
    pub versions: Versions,
    old: Arc<Process>,
    piles: [Pile; 3],
    choices: BTreeMap<String, Vec<String>>,
    /// Of each form the task of the new version that asks for what the form does not have.
    forms: BTreeMap<(String, u32), Option<String>>,
    found: Sm3,
}

impl<'a> Survey<'a> {
    /// Nothing is counted yet. Of one sort the page that begins behind a row is told, of the others the first.
    pub async fn begin(
        tx: &mut Tx,
        migration: &'a Migration<'a>,
        page: Option<(MigrationGroup, i64)>,
    ) -> Result<Self> {
        let mut versions = Versions::default();
        let old = versions.at(tx, migration.process, migration.from).await?;
        let new = versions.at(tx, migration.process, migration.to).await?;
        let start = |group| page.filter(|(shown, _)| *shown == group).map_or(0, |(_, after)| after);
        let piles = MigrationGroup::ALL.map(|group| Pile::after(start(group)));
        let asked =
            json!([migration.process, migration.from, migration.to, migration.choices, migration.after]);
        Ok(Self {
            migration,
            new,
            versions,
            old,
            piles,
            choices: BTreeMap::new(),
            forms: BTreeMap::new(),
            found: Sm3::new().chain_update(asked.to_string()),
        })
    }

    /// What would become of a case, and what would happen if it fits.
    pub async fn judge(&mut self, tx: &mut Tx, case: &mut Case) -> Result<(Report, Option<Vec<Event>>)> {
        let report = process::plan(&self.old, &self.new, &case.state, self.migration.choices);
        if report.fit != Fit::Fits {
            return Ok((report, None));
        }
        let found = match self.asks_too_much(tx, &case.filed.form).await? {
            Some(task) => Err(Fit::Cannot(Obstacle::NotInForm(task))),
            None => {
                case.look_ahead(tx, &self.new, self.migration.now).await?;
                self.events(case)
            }
        };
        Ok(match found {
            Ok(events) => (report, Some(events)),
            Err(fit) => (Report { fit, passed: Vec::new(), ..report }, None),
        })
    }

    fn events(&self, case: &Case) -> Result<Vec<Event>, Fit> {
        let Migration { choices, reason, actor, now, .. } = self.migration;
        let versions = (&*self.old, &*self.new);
        process::migrate(versions, &case.state, choices, reason, actor, &case.facts(), *now)
    }

    /// The first task that speaks of what a form does not have, or has no input for, unless the version that the case has
    /// speaks of it too.
    async fn asks_too_much(&mut self, tx: &mut Tx, form: &FormRef) -> Result<Option<String>> {
        let key = (form.id.clone(), form.version);
        if let Some(known) = self.forms.get(&key) {
            return Ok(known.clone());
        }
        let program = definitions::form(tx, form).await?.ok_or_else(Error::not_found)?;
        let before = definitions::dangling_in(&self.old, &program);
        let found = definitions::dangling_in(&self.new, &program);
        let task = found.into_iter().find(|lint| !before.contains(lint));
        let task = task.map(|lint| lint.pointer.trim_start_matches('/').to_owned());
        self.forms.insert(key, task.clone());
        Ok(task)
    }

    /// Counts a case.
    pub fn add(&mut self, id: i64, case: &Case, report: Report) {
        self.found.update(json!([id, case.state.seq, report.fit]).to_string());
        let needs = match &report.fit {
            Fit::NeedsChoice(needs) if self.migration.choices.is_empty() => needs.clone(),
            _ => match process::plan(&self.old, &self.new, &case.state, &Choices::new()).fit {
                Fit::NeedsChoice(needs) => needs,
                Fit::Fits | Fit::Cannot(_) => Vec::new(),
            },
        };
        self.choices.extend(needs.into_iter().map(|Choice { of, among }| (of, among)));
        let pile = match &report.fit {
            Fit::Fits => 0,
            Fit::NeedsChoice(_) => 1,
            Fit::Cannot(_) => 2,
        };
        if let Some(pile) = self.piles.get_mut(pile) {
            pile.add(id, report);
        }
    }

    /// What was found, with where the cases begin that were not covered.
    pub fn plan(self, rest: Option<String>) -> MigrationPlan {
        let [fits, needs_choice, cannot] = self.piles.map(Pile::page);
        let mut names = process::names(&self.old);
        names.extend(process::names(&self.new));
        MigrationPlan {
            from: self.old.version,
            to: self.new.version,
            fits,
            needs_choice,
            cannot,
            choices: self.choices.into_iter().map(|(of, among)| Choice { of, among }).collect(),
            names,
            rest,
            fingerprint: hex(&self.found.finalize()),
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::id::CaseNumber;

    use super::*;

    #[test]
    fn all_are_counted_and_a_page_is_told() {
        let case = CaseNumber::parse("440103-260305-00042-7").unwrap();
        let report = || Report { case, from: 1, to: 2, fit: Fit::Fits, passed: Vec::new() };
        let page = |after: i64, rows: i64| {
            let mut pile = Pile::after(after);
            (1..=rows).for_each(|id| pile.add(id, report()));
            let page = pile.page();
            (page.items.len(), page.next, page.total)
        };
        assert_eq!(page(0, 0), (0, None, Some(0)));
        assert_eq!(page(0, 20), (20, None, Some(20)));
        assert_eq!(page(0, 45), (20, Some("20".to_owned()), Some(45)));
        assert_eq!(page(20, 45), (20, Some("40".to_owned()), Some(45)));
        assert_eq!(page(40, 45), (5, None, Some(45)));
    }
}
