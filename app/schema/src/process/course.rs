//! The course of a case through its process, as its log tells it: which task was open when and with whom, which branches
//! were taken, how many rounds there were. What a drawing of the process shows under a case.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::command::Actor;
use super::definition::id_of;
use super::event::{Event, Payload};
use super::external::Silent;
use super::routes::Route;
use super::state::State;
use super::status::Decision;
use super::words::Outcome;
use crate::applications::FormRef;
use crate::calendar::Limit;
use crate::cases::Outside;

/// The course of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Course {
    /// When it was filed.
    pub filed_at: Option<DateTime<Utc>>,
    /// The openings of tasks, the oldest first.
    pub legs: Vec<Leg>,
    /// The branches that were taken at each fork, the last time.
    pub branches: BTreeMap<String, Vec<usize>>,
    /// How many rounds have ended.
    pub rounds: BTreeMap<String, u32>,
    /// When its handling ended.
    pub closed_at: Option<DateTime<Utc>>,
}

/// One opening of a task, or another case that was waited for (子流程).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Leg {
    /// The id of the task, or of the block that began the other case.
    pub task: String,
    /// Its key.
    pub key: String,
    /// Since when it was open.
    pub opened_at: DateTime<Utc>,
    /// Who had it last.
    pub holder: Option<String>,
    /// The system of another agency that had it, by its code (外部环节).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// How it ended; nothing while it is open.
    pub ended: Option<Ended>,
}

/// How an opening of a task ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ended {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Actor,
    /// The outcome; nothing where it was sent back, left or dropped.
    pub outcome: Option<Outcome>,
    /// The id of the task it was sent back to, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<String>,
}

/// When an open task is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegDue {
    /// The moment.
    pub at: DateTime<Utc>,
    /// By how many working days it is late: 0 on the day itself, none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<u32>,
}

/// The course of a case with the process it follows. `GET /api/desk/cases/{number}/course`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseCourse {
    /// The definition of the process, in the version the case follows.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
    /// The course; people by name.
    pub course: Course,
    /// The form whose answers conditions read.
    pub form: FormRef,
    /// When the open tasks are due, by key.
    pub due: BTreeMap<String, LegDue>,
    /// Where it went at its forks and after its rounds and where it will go, by the ids of the blocks.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub routes: BTreeMap<String, Route>,
    /// How long deciding may take, as promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Limit>,
    /// The same by law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory: Option<Limit>,
    /// The moment it tells of.
    pub at: DateTime<Utc>,
    /// What lies outside the case.
    #[serde(default, skip_serializing_if = "Outside::is_empty")]
    pub outside: Outside,
}

/// The course that these events tell. `state` is the one they lead to: what is open in it is what has not ended.
pub fn course(state: &State, events: &[Event]) -> Course {
    let mut course = Course { closed_at: state.closed_at, ..Course::default() };
    for event in events {
        course.tell(event);
    }
    let last = events.last();
    for leg in course.legs.iter_mut().filter(|leg| leg.ended.is_none()) {
        let open = state.task(&leg.key);
        match (open, last) {
            (Some(open), _) => leg.holder.clone_from(&open.holder),
            (None, Some(_)) if state.subcase(&leg.key).is_some() => {}
            (None, Some(last)) => {
                leg.ended = Some(Ended { at: last.at, by: last.actor.clone(), outcome: None, back: None });
            }
            (None, None) => {}
        }
    }
    course
}

impl Course {
    fn tell(&mut self, event: &Event) {
        match &event.payload {
            Payload::CaseStarted(_) => self.filed_at = Some(event.at),
            Payload::TaskOpened(opened) => self.open(&opened.task, event.at, opened.holder.clone()),
            Payload::CallBegun(begun) if begun.wait => {
                begun.cases.iter().for_each(|case| self.open(&case.key, event.at, None));
            }
            Payload::CallEnded(ended) => {
                let outcome = ended.outcome.map(|decision| match decision {
                    Decision::Approved => Outcome::Approved,
                    Decision::Rejected => Outcome::Rejected,
                });
                self.ended(&ended.call, event, outcome);
            }
            Payload::CallDropped(dropped) => self.ended(&dropped.call, event, None),
            Payload::ExternalSent(sent) => {
                self.leg(&sent.task).into_iter().for_each(|leg| leg.system = Some(sent.system.clone()));
            }
            Payload::ExternalAnswered(answered) => self.ended(&answered.task, event, Some(answered.outcome)),
            Payload::ExternalTimedOut(silent) => match silent.then {
                Silent::Person => self.leg(&silent.task).into_iter().for_each(|leg| leg.system = None),
                Silent::GoOn => self.ended(&silent.task, event, None),
                Silent::Reject => self.ended(&silent.task, event, Some(Outcome::Rejected)),
            },
            Payload::TaskClaimed(claimed) => self.held(&claimed.task, Some(&event.actor.id)),
            Payload::TaskReleased(released) => self.held(&released.task, None),
            Payload::TaskCompleted(done) => self.ended(&done.task, event, Some(done.outcome)),
            Payload::TaskReturned(returned) => {
                self.ended(&returned.task, event, None);
                let ended = self.leg(&returned.task).and_then(|leg| leg.ended.as_mut());
                ended.into_iter().for_each(|ended| ended.back = Some(id_of(&returned.to).to_owned()));
            }
            Payload::TaskJumped(jumped) => self.ended(&jumped.task, event, None),
            Payload::BranchTaken(taken) => {
                self.branches.insert(taken.block.clone(), taken.branches.clone());
            }
            Payload::RoundEnded(ended) => *self.rounds.entry(ended.block.clone()).or_default() += 1,
            _ => {}
        }
    }

    fn open(&mut self, key: &str, at: DateTime<Utc>, holder: Option<String>) {
        let task = id_of(key).to_owned();
        self.legs.push(Leg { task, key: key.to_owned(), opened_at: at, holder, system: None, ended: None });
    }

    fn leg(&mut self, key: &str) -> Option<&mut Leg> {
        self.legs.iter_mut().rev().find(|leg| leg.key == key)
    }

    fn held(&mut self, key: &str, by: Option<&String>) {
        self.leg(key).into_iter().for_each(|leg| leg.holder = by.cloned());
    }

    fn ended(&mut self, key: &str, event: &Event, outcome: Option<Outcome>) {
        let ended = Ended { at: event.at, by: event.actor.clone(), outcome, back: None };
        self.leg(key).into_iter().for_each(|leg| leg.ended = Some(ended.clone()));
    }

    /// The openings of a task, the oldest first.
    pub fn of<'c>(&'c self, task: &'c str) -> impl DoubleEndedIterator<Item = &'c Leg> {
        self.legs.iter().filter(move |leg| leg.task == task)
    }

    /// Everybody who is in it, by id.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        let holders = self.legs.iter().filter_map(|leg| leg.holder.as_deref());
        holders.chain(self.legs.iter().filter_map(|leg| Some(leg.ended.as_ref()?.by.id.as_str())))
    }

    /// The same with other words for people.
    #[must_use]
    pub fn named(mut self, name: impl Fn(&str) -> String) -> Self {
        for leg in &mut self.legs {
            leg.holder = leg.holder.as_deref().map(&name);
            leg.ended.iter_mut().for_each(|ended| ended.by.id = name(&ended.by.id));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::design::{Act, Move, Play, templates};
    use super::super::test_desk::case;
    use super::super::{Outcome, Process};
    use super::*;

    #[test]
    fn a_course_tells_who_had_what_and_what_was_left() {
        let joint = templates().into_iter().find(|template| template.id == "joint").unwrap();
        let process = Process::read(&joint.definition.to_string()).unwrap();
        let at = |hour: u32| format!("2026-03-02T{hour:02}:00:00Z").parse().unwrap();
        let mut play = Play::begin(process, case(), serde_json::json!({}), at(1)).unwrap();
        let mut go = |task: &str, what: Move, hour| {
            play.act(&Act { task: task.into(), what }, "试", at(hour)).unwrap();
        };
        go("accept", Move::End(Outcome::Accepted), 2);
        go("lead-agency", Move::End(Outcome::Approved), 3);
        go("first-partner", Move::Back("accept".into()), 4);
        let told = course(play.state(), play.events());
        let lines: Vec<_> = told
            .legs
            .iter()
            .map(|leg| {
                let outcome = leg.ended.as_ref().map(|ended| ended.outcome);
                (leg.key.as_str(), leg.holder.as_deref(), outcome)
            })
            .collect();
        let (intake, officer) = (Some("intake"), Some("officer"));
        assert_eq!(
            lines,
            [
                ("accept", intake, Some(Some(Outcome::Accepted))),
                ("lead-agency", officer, Some(Some(Outcome::Approved))),
                ("first-partner", officer, Some(None)),
                ("second-partner", None, Some(None)),
                ("accept#2", intake, None),
            ]
        );
        assert_eq!(told.legs[2].ended.as_ref().unwrap().back.as_deref(), Some("accept"));
        assert_eq!((told.filed_at, told.of("accept").count()), (Some(at(1)), 2));
        assert_eq!(told.named(str::to_uppercase).legs[4].holder.as_deref(), Some("INTAKE"));
    }
}
