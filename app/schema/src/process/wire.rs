//! Events on the wire and in the store: `{seq, case, at, actor, kind, v, data}`, read back strictly.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::command::Actor;
use super::event::{Event, Payload};
use crate::id::CaseNumber;

/// The version of the payloads written today. One that changes its meaning gets a higher number and a reader of
/// its own; the events of old stay as they are.
const VERSION: u16 = 1;

/// An event as it is stored, before anybody has looked inside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Its place among the events of the case, from 1, without gaps.
    pub seq: u64,
    /// The case.
    pub case: CaseNumber,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// What kind of event, such as `task_claimed`.
    pub kind: String,
    /// The version of `data`.
    pub v: u16,
    /// What happened.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub data: Value,
}

/// Why a stored event cannot be read. A case with such an event is not replayed in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventError {
    /// This hall does not know the kind; a later one may have written it.
    UnknownKind {
        /// The event.
        seq: u64,
        /// Its kind.
        kind: String,
    },
    /// This hall does not know the version of the kind.
    UnknownVersion {
        /// The event.
        seq: u64,
        /// Its kind.
        kind: String,
        /// Its version.
        v: u16,
    },
    /// The data are not what the kind has; with the reader's words.
    Data {
        /// The event.
        seq: u64,
        /// Its kind.
        kind: String,
        /// The reader's words.
        reason: String,
    },
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKind { seq, kind } => write!(f, "event {seq}: unknown kind `{kind}`"),
            Self::UnknownVersion { seq, kind, v } => {
                write!(f, "event {seq}: unknown version {v} of `{kind}`")
            }
            Self::Data { seq, kind, reason } => write!(f, "event {seq}: not a `{kind}`: {reason}"),
        }
    }
}

impl std::error::Error for EventError {}

impl Payload {
    /// Every kind.
    pub const KINDS: [&'static str; 35] = [
        "case_started",
        "task_opened",
        "task_claimed",
        "task_released",
        "task_completed",
        "supplement_requested",
        "supplement_received",
        "special_procedure_started",
        "special_procedure_ended",
        "pause_reported",
        "shared_changed",
        "case_withdrawn",
        "branch_taken",
        "round_ended",
        "each_begun",
        "call_begun",
        "call_ended",
        "call_dropped",
        "external_sent",
        "external_answered",
        "external_timed_out",
        "case_migrated",
        "task_returned",
        "task_recalled",
        "task_jumped",
        "task_reassigned",
        "task_delegated",
        "delegate_answered",
        "signer_added",
        "signer_removed",
        "case_copied",
        "case_reminded",
        "time_extended",
        "case_terminated",
        "case_rated",
    ];

    /// The kind, as the envelope names it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::CaseStarted(_) => "case_started",
            Self::TaskOpened(_) => "task_opened",
            Self::TaskClaimed(_) => "task_claimed",
            Self::TaskReleased(_) => "task_released",
            Self::TaskCompleted(_) => "task_completed",
            Self::SupplementRequested(_) => "supplement_requested",
            Self::SupplementReceived(_) => "supplement_received",
            Self::SpecialProcedureStarted(_) => "special_procedure_started",
            Self::SpecialProcedureEnded(_) => "special_procedure_ended",
            Self::PauseReported(_) => "pause_reported",
            Self::SharedChanged(_) => "shared_changed",
            Self::CaseWithdrawn(_) => "case_withdrawn",
            Self::BranchTaken(_) => "branch_taken",
            Self::RoundEnded(_) => "round_ended",
            Self::EachBegun(_) => "each_begun",
            Self::CallBegun(_) => "call_begun",
            Self::CallEnded(_) => "call_ended",
            Self::CallDropped(_) => "call_dropped",
            Self::ExternalSent(_) => "external_sent",
            Self::ExternalAnswered(_) => "external_answered",
            Self::ExternalTimedOut(_) => "external_timed_out",
            Self::CaseMigrated(_) => "case_migrated",
            Self::TaskReturned(_) => "task_returned",
            Self::TaskRecalled(_) => "task_recalled",
            Self::TaskJumped(_) => "task_jumped",
            Self::TaskReassigned(_) => "task_reassigned",
            Self::TaskDelegated(_) => "task_delegated",
            Self::DelegateAnswered(_) => "delegate_answered",
            Self::SignerAdded(_) => "signer_added",
            Self::SignerRemoved(_) => "signer_removed",
            Self::CaseCopied(_) => "case_copied",
            Self::CaseReminded(_) => "case_reminded",
            Self::TimeExtended(_) => "time_extended",
            Self::CaseTerminated(_) => "case_terminated",
            Self::CaseRated(_) => "case_rated",
        }
    }

    /// The version of the data it is written with.
    pub const fn version(&self) -> u16 {
        VERSION
    }

    fn read(kind: &str, data: Value) -> Option<Result<Self, serde_json::Error>> {
        fn typed<T: DeserializeOwned>(
            data: Value,
            wrap: fn(T) -> Payload,
        ) -> Result<Payload, serde_json::Error> {
            serde_json::from_value(data).map(wrap)
        }
        Some(match kind {
            "case_started" => typed(data, Self::CaseStarted),
            "task_opened" => typed(data, Self::TaskOpened),
            "task_claimed" => typed(data, Self::TaskClaimed),
            "task_released" => typed(data, Self::TaskReleased),
            "task_completed" => typed(data, Self::TaskCompleted),
            "supplement_requested" => typed(data, Self::SupplementRequested),
            "supplement_received" => typed(data, Self::SupplementReceived),
            "special_procedure_started" => typed(data, Self::SpecialProcedureStarted),
            "special_procedure_ended" => typed(data, Self::SpecialProcedureEnded),
            "pause_reported" => typed(data, Self::PauseReported),
            "shared_changed" => typed(data, Self::SharedChanged),
            "case_withdrawn" => typed(data, Self::CaseWithdrawn),
            "branch_taken" => typed(data, Self::BranchTaken),
            "round_ended" => typed(data, Self::RoundEnded),
            "each_begun" => typed(data, Self::EachBegun),
            "call_begun" => typed(data, Self::CallBegun),
            "call_ended" => typed(data, Self::CallEnded),
            "call_dropped" => typed(data, Self::CallDropped),
            "external_sent" => typed(data, Self::ExternalSent),
            "external_answered" => typed(data, Self::ExternalAnswered),
            "external_timed_out" => typed(data, Self::ExternalTimedOut),
            "case_migrated" => typed(data, Self::CaseMigrated),
            "task_returned" => typed(data, Self::TaskReturned),
            "task_recalled" => typed(data, Self::TaskRecalled),
            "task_jumped" => typed(data, Self::TaskJumped),
            "task_reassigned" => typed(data, Self::TaskReassigned),
            "task_delegated" => typed(data, Self::TaskDelegated),
            "delegate_answered" => typed(data, Self::DelegateAnswered),
            "signer_added" => typed(data, Self::SignerAdded),
            "signer_removed" => typed(data, Self::SignerRemoved),
            "case_copied" => typed(data, Self::CaseCopied),
            "case_reminded" => typed(data, Self::CaseReminded),
            "time_extended" => typed(data, Self::TimeExtended),
            "case_terminated" => typed(data, Self::CaseTerminated),
            "case_rated" => typed(data, Self::CaseRated),
            _ => return None,
        })
    }
}

impl TryFrom<Envelope> for Event {
    type Error = EventError;

    fn try_from(envelope: Envelope) -> Result<Self, EventError> {
        let Envelope { seq, case, at, actor, kind, v, data } = envelope;
        match Payload::read(&kind, data) {
            None => Err(EventError::UnknownKind { seq, kind }),
            Some(_) if v != VERSION => Err(EventError::UnknownVersion { seq, kind, v }),
            Some(Err(error)) => Err(EventError::Data { seq, kind, reason: error.to_string() }),
            Some(Ok(payload)) => Ok(Self { seq, case, at, actor, payload }),
        }
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Wire<'a> {
            seq: u64,
            case: CaseNumber,
            at: DateTime<Utc>,
            actor: &'a Actor,
            kind: &'static str,
            v: u16,
            data: &'a Payload,
        }
        let Self { seq, case, at, actor, payload } = self;
        let (kind, v) = (payload.kind(), payload.version());
        Wire { seq: *seq, case: *case, at: *at, actor, kind, v, data: payload }.serialize(serializer)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Event {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        <Envelope as utoipa::PartialSchema>::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Event {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn stored(kind: &str, v: u16, data: Value) -> Value {
        let actor = json!({"id": "li", "role": "officer"});
        let case = CaseNumber::new(
            crate::role::RegionCode::parse("4401").unwrap(),
            "2026-03-05".parse().unwrap(),
            1,
        );
        json!({"seq": 3, "case": case.unwrap(), "at": "2026-03-05T01:02:03.000004Z", "actor": actor, "kind": kind, "v": v, "data": data})
    }

    #[test]
    fn each_kind_survives_the_store() {
        let data = [
            json!({"process": "p", "version": 2}),
            json!({"task": "a#2", "holder": "li", "instead_of": "wu", "task_kind": "accept"}),
            json!({"task": "a", "task_kind": "review"}),
            json!({"task": "a"}),
            json!({"task": "a", "task_kind": "decide", "outcome": "rejected", "reason": "x",
                   "opinion": {"facts": "f", "opinion": "o", "article": "a"},
                   "checks": [{"point": "p", "answer": "not_applicable", "words": "w"}], "next": "b", "effects": ["e"],
                   "forms": [{"form": "f", "version": 3, "answers": {"a": 1}}]}),
            json!({"task": "a", "points": [{"pointer": "/a", "reason": "r"}], "repeat": true, "reason": "again", "late": true}),
            json!({"task": "a", "changed": [{"material": "m"}]}),
            json!({"task": "a", "ground": "testing", "ends_on": "2026-03-20", "reason": "r"}),
            json!({"task": "a", "result": "r", "added": 3}),
            json!({"task": "a"}),
            json!({"changed": [{"pointer": "/a"}, {"material": "m"}], "back": "a"}),
            json!({}),
            json!({"block": "b", "branches": [0, 2]}),
            json!({"block": "b", "again": true}),
            json!({"block": "b", "items": [{"person": "li"}, {"role": "agency_lead"}, {"data": {"name": "a"}}]}),
            json!({"block": "b", "process": "p", "version": 2, "wait": true,
                   "cases": [{"key": "b", "item": 1, "data": {"a": 1}}, {"key": "b#2", "data": {}}]}),
            json!({"call": "b", "outcome": "approved", "changes": [{"pointer": "/a", "after": 1}]}),
            json!({"call": "b#2"}),
            json!({"task": "a", "system": "s", "data": {"a": 1}}),
            json!({"task": "a", "reference": "1", "outcome": "rejected", "reason": "r",
                   "changes": [{"pointer": "/a", "after": 1}]}),
            json!({"task": "a", "then": "go_on"}),
            json!({"from": 1, "to": 2, "choices": {"a": "b"}, "reason": "r"}),
            json!({"task": "b#2", "to": "a", "resume": true, "reason": "r"}),
            json!({"task": "a", "reason": "r"}),
            json!({"task": "b", "to": "a", "reason": "r"}),
            json!({"task": "a", "to": "li", "reason": "r"}),
            json!({"task": "a", "to": "li", "reason": "r"}),
            json!({"task": "a", "opinion": {"facts": "f", "opinion": "o", "article": "a"}}),
            json!({"task": "a", "who": "li", "after": true, "reason": "r"}),
            json!({"task": "a", "who": "li", "reason": "r"}),
            json!({"to": ["li", "wu"], "words": "w"}),
            json!({"words": "w"}),
            json!({"days": 10, "reason": "r"}),
            json!({"reason": "r"}),
            json!({"grade": 4, "words": "w"}),
        ];
        assert_eq!(data.len(), Payload::KINDS.len());
        for (kind, data) in Payload::KINDS.into_iter().zip(data) {
            let wire = stored(kind, 1, data);
            let event: Event = serde_json::from_value(wire.clone()).unwrap();
            assert_eq!(event.payload.kind(), kind);
            assert_eq!(
                serde_json::to_string(&event).unwrap(),
                wire.to_string(),
                "to the order of its members"
            );
        }
    }

    #[test]
    fn what_is_not_known_is_not_read() {
        let error = |wire| serde_json::from_value::<Event>(wire).unwrap_err().to_string();
        assert_eq!(error(stored("task_flown", 1, json!({}))), "event 3: unknown kind `task_flown`");
        let later = stored("task_opened", 2, json!({"task": "a"}));
        assert_eq!(error(later), "event 3: unknown version 2 of `task_opened`");
        assert!(
            error(stored("task_opened", 1, json!({"task": "a", "lane": 1}))).contains("not a `task_opened`")
        );
    }
}
