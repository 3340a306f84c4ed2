//! Why a case goes one way and not another: at each fork and at the end of each round which answers its conditions read, and
//! at the forks that lie ahead where it goes if the answers stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::definition::{Branch, Fork, Node, Process};
use super::event::{Event, Payload};
use super::state::{ReplayError, State, Versions};
use super::trace::answers;
use crate::expr::{Expr, Truth};
use crate::id::CaseNumber;

/// Where a case goes at a fork or after a round, and by which answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Route {
    /// Whether it is not decided yet: where the case goes if the answers stay as they are.
    pub foreseen: bool,
    /// Of a fork: the branches that are taken, counted from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<usize>,
    /// Of rounds: whether there is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<bool>,
    /// What its conditions read of the answers, as far as one sees it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<ReadAnswer>,
}

/// An answer that a condition reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadAnswer {
    /// JSON Pointer to it.
    pub pointer: String,
    /// The answer.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
}

/// Where a case went at each fork and after each round that it has come to, the last time, and where it will go at each fork
/// ahead whose conditions are settled; by the ids of the blocks. `filed` are the answers as they were filed, `sees` says of a pointer to
/// one whether it may be told: nothing is foreseen by what may not, as the way would give it away.
pub fn routes<V: Versions + ?Sized>(
    versions: &V,
    process: &Process,
    case: CaseNumber,
    events: &[Event],
    (filed, sees): (&Value, &dyn Fn(&str) -> bool),
) -> Result<BTreeMap<String, Route>, ReplayError> {
    let mut state = State::new(case);
    let mut found = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let (before, after) = events.split_at(at);
        let decided = match &event.payload {
            Payload::BranchTaken(taken) => Some((&taken.block, taken.branches.clone(), None)),
            Payload::RoundEnded(ended) => Some((&ended.block, Vec::new(), Some(ended.again))),
            _ => None,
        };
        if let Some((block, branches, again)) = decided {
            let mut read = process.root.conditions(block).map(|all| all.read(&branches)).unwrap_or_default();
            read = process.answers_of(read);
            read.retain(|pointer| sees(pointer) && !is_put_right(after, pointer));
            let read = read_in(&answers(filed, before), read);
            found.insert(block.clone(), Route { foreseen: false, branches, again, read });
        }
        state.apply(versions, event)?;
    }
    if !state.is_closed() {
        let now = answers(filed, events);
        let data = state.data(process, &now);
        for (id, branches, read) in process.root.foreseen(&data) {
            let read = process.answers_of(read);
            if !found.contains_key(id) && read.iter().all(|pointer| sees(pointer)) {
                let read = read_in(&now, read);
                found.insert(id.to_owned(), Route { foreseen: true, branches, again: None, read });
            }
        }
    }
    Ok(found)
}

/// The conditions of a block, in their order.
struct Conditions<'p> {
    /// One for each branch, or that of the rounds.
    all: Vec<Option<&'p Expr>>,
    /// Whether none is asked behind the first that holds.
    only_first: bool,
}

impl Conditions<'_> {
    /// What was read of the answers until these branches were taken.
    fn read(&self, taken: &[usize]) -> BTreeSet<String> {
        let last = match taken {
            [only] if self.only_first && self.all.get(*only).is_some_and(Option::is_some) => only + 1,
            _ => self.all.len(),
        };
        self.all.iter().take(last).flatten().flat_map(|condition| condition.reads()).collect()
    }
}

/// Whether the applicant has put it right since: what was read then is not what stands among what was filed.
fn is_put_right(events: &[Event], pointer: &str) -> bool {
    events.iter().any(|event| match &event.payload {
        Payload::SupplementReceived(received) if !event.actor.role.is_staff() => {
            received.changed.iter().any(|place| place.touches(pointer))
        }
        _ => false,
    })
}

/// What stands there: plain answers, and lists of them.
fn read_in(answers: &Value, pointers: BTreeSet<String>) -> Vec<ReadAnswer> {
    let is_plain = |value: &Value| !value.is_object() && !value.is_array() && !value.is_null();
    let may_be_said = |value: &Value| match value {
        Value::Array(entries) => !entries.is_empty() && entries.iter().all(is_plain),
        value => is_plain(value),
    };
    let found = |pointer: String| {
        let value = answers.pointer(&pointer).filter(|value| may_be_said(value))?.clone();
        Some(ReadAnswer { pointer, value })
    };
    pointers.into_iter().filter_map(found).collect()
}

/// Where a fork leads: its id, the branches that are taken, and what of the answers settles it.
type Leads<'p> = (&'p str, Vec<usize>, BTreeSet<String>);

impl Node {
    /// The conditions of the fork or of the rounds with this id.
    fn conditions(&self, id: &str) -> Option<Conditions<'_>> {
        match self {
            Self::Any(fork) if fork.id == id => Some(Conditions { all: whens(fork), only_first: false }),
            Self::Choose(fork) if fork.id == id => Some(Conditions { all: whens(fork), only_first: true }),
            Self::Repeat(repeat) if repeat.id == id => {
                Some(Conditions { all: vec![Some(&repeat.again)], only_first: false })
            }
            _ => self.children().into_iter().find_map(|node| node.conditions(id)),
        }
    }

    /// Every fork in it whose way is settled by these data.
    fn foreseen(&self, data: &Value) -> Vec<Leads<'_>> {
        let own = match self {
            Self::Any(fork) => settled(fork, data, false),
            Self::Choose(fork) => settled(fork, data, true),
            _ => None,
        };
        let within = self.children().into_iter().flat_map(|node| node.foreseen(data));
        own.into_iter().chain(within).collect()
    }
}

fn whens(fork: &Fork) -> Vec<Option<&Expr>> {
    fork.branches.iter().map(|branch| branch.when.as_ref()).collect()
}

/// Where a fork leads, if nothing that its conditions need is still unknown; `first` of its branches, or every one.
fn settled<'p>(fork: &'p Fork, data: &Value, first: bool) -> Option<Leads<'p>> {
    let (mut branches, mut read) = (Vec::new(), BTreeSet::new());
    for (at, Branch { when, .. }) in fork.branches.iter().enumerate() {
        let Some(when) = when else { continue };
        read.extend(when.reads());
        match when.eval3(data) {
            Truth::Yes => branches.push(at),
            Truth::No => {}
            Truth::Unknown(_) => return None,
        }
        if first && !branches.is_empty() {
            break;
        }
    }
    if branches.is_empty() {
        branches.extend(fork.branches.iter().position(|branch| branch.when.is_none()));
    }
    Some((&fork.id, branches, read))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::design::{Act, Move, Play};
    use super::super::test_desk::{at, case, person};
    use super::super::{Actor, Outcome, Place, SupplementReceived};
    use super::*;

    /// Acceptance, a review again as long as somebody asks for it, a way by the area, and the decision.
    fn process() -> Process {
        let name = json!({ "zh-CN": "名" });
        let task = |id: &str, role: &str, kind: &str| json!({ "task": { "id": id, "name": name, "role": role, "kind": kind } });
        let review = |id: &str| json!([task(id, "officer", "review")]);
        let again = json!({ "==": [{ "var": "urgent" }, true] });
        let large = json!({ ">": [{ "var": "area" }, 500] });
        let second = json!({ "==": [{ "var": "$tasks.review.outcome" }, "rejected"] });
        let definition = json!({ "id": "routes", "version": 1, "title": { "zh-CN": "去向" }, "seq": [
            task("accept", "intake", "accept"),
            { "repeat": { "id": "rounds", "name": name, "again": again, "most": 3, "seq": review("review") } },
            { "choose": { "id": "size", "name": name, "branches": [
                { "name": name, "when": large, "seq": review("experts") }, { "name": name, "seq": [] },
            ] } },
            { "any": { "id": "sides", "name": name, "branches": [
                { "name": name, "when": second, "seq": review("second") }, { "name": name, "seq": [] },
            ] } },
            task("decide", "agency_lead", "decide"),
            task("deliver", "intake", "deliver"),
        ] });
        Process::read(&definition.to_string()).unwrap()
    }

    fn played(answers: &Value, tasks: &[(&str, Outcome)]) -> Play {
        let mut play = Play::begin(process(), case(), answers.clone(), at("2026-03-02T01:00:00Z")).unwrap();
        for (task, outcome) in tasks {
            let act = Act { task: (*task).to_owned(), what: Move::End(*outcome) };
            play.act(&act, "试", at("2026-03-02T02:00:00Z")).unwrap();
        }
        play
    }

    fn told(events: &[Event], filed: &Value, hidden: &str) -> BTreeMap<String, Route> {
        let process = process();
        routes(&process, &process, case(), events, (filed, &|pointer| pointer != hidden)).unwrap()
    }

    fn read(pointer: &str, value: impl Into<Value>) -> Vec<ReadAnswer> {
        vec![ReadAnswer { pointer: pointer.to_owned(), value: value.into() }]
    }

    #[test]
    fn a_fork_ahead_is_foreseen_by_the_answers_where_they_settle_it() {
        let filed = json!({ "area": 480, "urgent": false });
        let play = played(&filed, &[("accept", Outcome::Accepted)]);
        let told = told(play.events(), &filed, "");
        let expected = Route { foreseen: true, branches: vec![1], again: None, read: read("/area", 480) };
        assert_eq!(
            told,
            BTreeMap::from([("size".to_owned(), expected)]),
            "what a task will say is not known"
        );
    }

    #[test]
    fn what_one_may_not_see_is_neither_told_nor_given_away() {
        let filed = json!({ "area": 480, "urgent": false });
        let begun = played(&filed, &[("accept", Outcome::Accepted)]);
        assert_eq!(told(begun.events(), &filed, "/area"), BTreeMap::new());
        let later = played(&filed, &[("accept", Outcome::Accepted), ("review", Outcome::Approved)]);
        let told = told(later.events(), &filed, "/area");
        assert_eq!((told["size"].branches.as_slice(), told["size"].read.as_slice()), (&[1][..], &[][..]));
    }

    #[test]
    fn what_was_decided_keeps_its_answers_and_is_foreseen_no_more() {
        let filed = json!({ "area": 600, "urgent": false });
        let play = played(&filed, &[("accept", Outcome::Accepted), ("review", Outcome::Approved)]);
        let told = told(play.events(), &filed, "");
        let rounds = Route { again: Some(false), read: read("/urgent", false), ..Route::default() };
        let size = Route { branches: vec![0], read: read("/area", 600), ..Route::default() };
        assert_eq!((&told["rounds"], &told["size"]), (&rounds, &size));
        let sides = Route { foreseen: true, branches: vec![1], ..Route::default() };
        assert_eq!(told["sides"], sides, "by the outcome of a task, which is no answer");
    }

    #[test]
    fn what_the_applicant_has_put_right_since_is_not_said_to_have_been_read() {
        let changed = vec![Place::Pointer("/area".to_owned())];
        let received = |by: Actor| Event {
            seq: 9,
            case: case(),
            at: at("2026-03-03T01:00:00Z"),
            actor: by,
            payload: Payload::SupplementReceived(SupplementReceived {
                task: "decide".into(),
                changed: changed.clone(),
            }),
        };
        let applicant = received(person("ana"));
        assert!(is_put_right(std::slice::from_ref(&applicant), "/area"));
        assert!(is_put_right(std::slice::from_ref(&applicant), "/area/unit"));
        assert!(!is_put_right(&[applicant], "/urgent"));
        assert!(!is_put_right(&[received(person("officer"))], "/area"), "what officers change is in the log");
    }
}
