//! The times a case is out of the agency's hands: what is under way, what is due, and what it adds to the limit.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::event::{SpecialProcedureEnded, SupplementRequested};
use super::super::standing::{ASKED_WITHIN, MOST_ADDED, SpecialProcedure, Supplement};
use super::State;
use crate::calendar::{Calendar, Limit, Pause, local_day};

impl State {
    /// Whether the applicant has been told what is missing, and it has not arrived.
    pub fn is_waiting(&self) -> bool {
        self.supplements.last().is_some_and(|supplement| supplement.until.is_none())
    }

    /// The special procedure that is under way.
    pub fn special_procedure(&self) -> Option<&SpecialProcedure> {
        self.special_procedures.last().filter(|procedure| procedure.until.is_none())
    }

    /// Whether the clock stands.
    pub fn is_standing(&self) -> bool {
        self.is_waiting() || self.special_procedure().is_some()
    }

    /// The times the clock stood, as the calendar wants them.
    pub fn pauses(&self) -> Vec<Pause> {
        let supplements = self.supplements.iter().map(Supplement::pause);
        supplements.chain(self.special_procedures.iter().map(SpecialProcedure::pause)).collect()
    }

    /// Whether work on this task stands until something arrives or ends that it waits for.
    pub fn is_held_up(&self, key: &str) -> bool {
        self.waits(key) || self.is_in_special_procedure(key)
    }

    /// Whether the applicant has been told in this task what is missing, and it has not arrived.
    pub fn waits(&self, key: &str) -> bool {
        self.is_waiting() && self.supplements.last().is_some_and(|supplement| supplement.task == key)
    }

    /// Whether a special procedure is under way for this task.
    pub fn is_in_special_procedure(&self, key: &str) -> bool {
        self.special_procedure().is_some_and(|procedure| procedure.task == key)
    }

    /// The last day on which to ask for what is missing is in time; none before the case is filed.
    pub fn ask_by(&self, calendar: &Calendar) -> Option<NaiveDate> {
        Some(calendar.add_working_days(local_day(self.started_at?), ASKED_WITHIN))
    }

    /// The special procedure of which the lead of the agency is to be told now, because it has lasted so long.
    pub fn pause_to_report(&self, now: DateTime<Utc>) -> Option<&SpecialProcedure> {
        self.special_procedure()
            .filter(|procedure| !procedure.reported && procedure.report_on() <= local_day(now))
    }

    /// How many days more there are to decide because of special procedures, in the unit of the limit.
    pub fn added_days(&self) -> u32 {
        self.special_procedures.iter().map(|procedure| u32::from(procedure.added)).sum()
    }

    /// How many days may still be added to this limit when the special procedure that is under way ends.
    pub fn may_add(&self, limit: Option<Limit>) -> u32 {
        let Some((limit, procedure)) = limit.zip(self.special_procedure()) else { return 0 };
        let most =
            if procedure.ground.may_ask_for_work() { u32::from(limit.value) * MOST_ADDED / 100 } else { 0 };
        most.saturating_sub(self.added_days())
    }

    pub(super) fn request(
        &mut self,
        requested: &SupplementRequested,
        by: &str,
        at: DateTime<Utc>,
    ) -> Option<()> {
        let is_free = !self.is_waiting() && !self.is_in_special_procedure(&requested.task);
        self.task(&requested.task).filter(|_| is_free)?;
        let SupplementRequested { task, points, late, .. } = requested.clone();
        self.supplements.push(Supplement { task, points, from: at, until: None, by: by.to_owned(), late });
        Some(())
    }

    pub(super) fn end_procedure(
        &mut self,
        ended: &SpecialProcedureEnded,
        by: &str,
        at: DateTime<Utc>,
    ) -> Option<()> {
        self.task(&ended.task).filter(|open| open.holder.as_deref() == Some(by))?;
        self.end_special(at)?;
        self.special_procedures.last_mut()?.added = ended.added;
        Some(())
    }

    /// The lead of the agency has been told of it.
    pub(super) fn report(&mut self, task: &str, at: DateTime<Utc>) -> Option<()> {
        self.pause_to_report(at).filter(|procedure| procedure.task == task)?;
        self.special_procedures.last_mut()?.reported = true;
        Some(())
    }

    pub(super) fn end_special(&mut self, at: DateTime<Utc>) -> Option<()> {
        let under_way = self.special_procedures.last_mut().filter(|procedure| procedure.until.is_none())?;
        under_way.until = Some(at);
        Some(())
    }

    pub(super) fn end_waiting(&mut self, at: DateTime<Utc>) -> Option<()> {
        let waiting = self.supplements.last_mut().filter(|supplement| supplement.until.is_none())?;
        waiting.until = Some(at);
        Some(())
    }
}
