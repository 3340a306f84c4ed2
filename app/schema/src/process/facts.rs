//! What a decision needs to know beside the events of the case.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::command::Actor;
use super::definition::Agency;
use crate::calendar::Limit;
use crate::role::{RegionLevel, Role};

/// What a decision needs to know beside the events of the case. Nothing here reads a clock or a calendar by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Whether another case began it (子流程): the hall begins it then, and ends it where the other wants it no more.
    pub called: bool,
    /// The ids of the people who may act as the applicant at this moment: who filed it, and agents with authority.
    pub applicants: Vec<String>,
    /// The ids of staff whose own business it is besides: another account of the same person, somebody named in it.
    pub interested: Vec<String>,
    /// Whether the case has a rating: those given before ratings were events are not in its log.
    pub rated: bool,
    /// Whether it brought up fees and nothing of them is left to pay: then the hall itself ends the task of paying.
    pub settled: bool,
    /// The answers as they stand, which conditions of the process read.
    pub answers: Value,
    /// Who works at the agencies that have a part in the case.
    pub staff: Vec<Staff>,
    /// The code of the agency that has the case. Staff without an agency are taken to be its own.
    pub agency: Option<String>,
    /// The code of the agency that leads the joint application, if the case belongs to one.
    pub lead_agency: Option<String>,
    /// The code of the agency that handles the matter at each level, from that of the case's own upwards. At a level that is
    /// not here the agency that has the case does it: nothing waits for an agency that is not there.
    pub levels: BTreeMap<RegionLevel, String>,
    /// How long its decision may take, as promised.
    pub limit: Option<Limit>,
    /// The last day on which to ask for what is missing is in time, see [`State::ask_by`](super::State::ask_by).
    pub ask_by: Option<NaiveDate>,
}

/// Somebody who works at an agency, in one of their roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The person's id.
    pub id: String,
    /// The role.
    pub role: Role,
    /// The code of the agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// How many tasks they have.
    #[serde(default)]
    pub load: u32,
    /// When they were last given a task that they did not take themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_at: Option<DateTime<Utc>>,
    /// The id of their superior.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<String>,
    /// Whether they are away.
    #[serde(default)]
    pub absent: bool,
    /// The id of who does their work while they are away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<String>,
}

impl From<Actor> for Staff {
    fn from(Actor { id, role }: Actor) -> Self {
        Self { id, role, agency: None, load: 0, given_at: None, superior: None, absent: false, deputy: None }
    }
}

impl Staff {
    /// The person in this role.
    pub fn actor(&self) -> Actor {
        Actor { id: self.id.clone(), role: self.role }
    }
}

impl Facts {
    /// Whether this person acts as the applicant.
    pub fn is_applicant(&self, actor: &Actor) -> bool {
        !actor.role.is_staff() && self.applicants.contains(&actor.id)
    }

    /// Whether this person, as staff, would handle a case of their own (公务回避, 公务员法 art. 76 (1)).
    pub fn stands_aside(&self, actor: &Actor) -> bool {
        actor.role.is_staff() && self.has_interest(&actor.id)
    }

    /// Whether this member of staff has an interest of their own in the case.
    fn has_interest(&self, id: &str) -> bool {
        [&self.applicants, &self.interested].into_iter().flatten().any(|other| other == id)
    }

    /// Whether this person works at the agency, in this role. Who is not among the staff is taken to be of the case's own:
    /// others have to be known. One may hold the same post at several agencies.
    pub fn is_at(&self, actor: &Actor, agency: &Agency) -> bool {
        let wanted = self.code_of(agency);
        let mut posts =
            self.staff.iter().filter(|member| member.id == actor.id && member.role == actor.role).peekable();
        match posts.peek() {
            Some(_) => posts.any(|member| member.agency.as_deref().or(self.agency.as_deref()) == wanted),
            None => self.agency.as_deref() == wanted,
        }
    }

    /// Whether this line of the staff is of the agency.
    pub(super) fn is_of(&self, member: &Staff, agency: &Agency) -> bool {
        member.agency.as_deref().or(self.agency.as_deref()) == self.code_of(agency)
    }

    /// The code of the agency that is meant.
    pub fn code_of<'f>(&'f self, agency: &'f Agency) -> Option<&'f str> {
        let own = self.agency.as_deref();
        match agency {
            Agency::Own => own,
            Agency::Lead => self.lead_agency.as_deref().or(own),
            Agency::Named(code) => Some(code),
            Agency::Level(level) => self.levels.get(level).map(String::as_str).or(own),
        }
    }

    pub(super) fn member(&self, id: &str) -> Option<&Staff> {
        self.staff.iter().find(|member| member.id == id)
    }

    /// Who does the work of this person while they are away: their deputy, or the deputy of that one, and so on. None where
    /// that is nobody, or somebody with an interest of their own in the case.
    pub(super) fn deputy<'f>(&'f self, absent: &'f str) -> Option<&'f str> {
        let mut passed = vec![absent];
        let mut at = absent;
        while let Some(member) = self.member(at).filter(|member| member.absent) {
            at = member.deputy.as_deref().filter(|next| !passed.contains(next))?;
            passed.push(at);
        }
        (at != absent && !self.has_interest(at)).then_some(at)
    }
}
