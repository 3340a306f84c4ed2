//! What an import says beside the definition: what did not come along, and why there is none.

use std::fmt;

use serde::Serialize;

/// An element of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Its line, counting from 1.
    pub line: usize,
    /// The name of the element, such as `boundaryEvent`.
    pub kind: String,
    /// Its id, if it has one.
    pub id: String,
    /// What people call it, if anything.
    pub name: String,
}

/// Something of the source that did not come along as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Loss {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// What became of it.
    pub what: LossCode,
    /// What it said, or what stands in its place; empty if there is nothing to add.
    pub detail: String,
}

/// What became of something that did not come along as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LossCode {
    /// It is left out. Who does what after whom is the same.
    Dropped,
    /// It is another process or pool, and left out whole.
    OtherProcess,
    /// It is an event, and left out: nothing waits for it, or is told.
    EventDropped,
    /// Nobody did it; now it is a task of a person.
    Automatic,
    /// It calls something that is elsewhere, or whose inside is not told; a task stands in its place.
    Opaque,
    /// What lies in it stays; that it is one thing is not said any more.
    Inlined,
    /// What kind of task it is was not said; it is a review.
    KindGuessed,
    /// No role is called so; it is work of an officer.
    RoleGuessed,
    /// Its condition is none of ours, or missing. A choice of that name is asked for in its place.
    ConditionReplaced,
    /// It has a condition that means nothing where it stands.
    ConditionDropped,
    /// It is now the branch that is taken when no other is.
    Otherwise,
    /// A branch with nothing on it was added, for when no other is taken.
    OtherwiseAdded,
    /// On none of its ways anything is done, so there is nothing to fork for.
    Idle,
    /// What happens first decided the way; now it is a choice.
    RaceReplaced,
    /// How often it may be done is bounded now.
    RoundsBounded,
    /// What is done between two rounds is done at the end of one, so the condition is asked before and after it.
    AskedTwice,
    /// It leads back if others are known not to be taken. Where that is not known, it now leads on.
    Negated,
    /// Whom it is done for was not said in our words; it is everybody of a role.
    OverGuessed,
    /// When it ends was not said in our words; it ends when all have.
    RuleGuessed,
    /// Another element had the id already; this one has a new one.
    Renamed,
    /// The name was changed; in other languages it is what it was.
    NameChanged,
    /// It was added, because it was asked for.
    Added,
}

/// Why there is no definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Where the reason stands; line 0 where it is the whole file.
    pub place: Place,
    /// The reason.
    pub why: Refusal,
    /// What there is to add.
    pub detail: String,
}

/// Why a file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It is not XML.
    Unreadable,
    /// It is written in an encoding other than UTF-8, UTF-16 and ISO-8859-1.
    Encoding,
    /// It is larger than any process is.
    TooLarge,
    /// Things lie too deep within each other.
    TooDeep,
    /// It is XML, and no BPMN 2.0.
    NotBpmn,
    /// Nothing is done in it.
    NoProcess,
    /// Two elements have the same id.
    DuplicateId,
    /// A flow leads from or to where no flow can.
    BrokenFlow,
    /// Nothing begins it.
    NoStart,
    /// It begins by whichever event happens, before anything has begun.
    BeginsByRace,
    /// No way leads there.
    Unreached,
    /// No way leads out from there.
    NoEnd,
    /// Ways cross: what forks there does not join again as one.
    Unstructured,
    /// What forks in one way joins in another.
    Mismatch,
    /// An event leads away from the middle of an activity.
    Boundary,
    /// A part of it begins whenever an event happens.
    EventSubProcess,
    /// The order is left open.
    AdHoc,
    /// A gateway whose meaning is only in its words.
    ComplexGateway,
    /// It waits for, or makes, several tokens.
    Quantity,
    /// It ends other branches that are under way.
    EndsOthers,
    /// Nothing is done between one round and the next.
    EmptyLoop,
    /// It is none of the elements of a process.
    UnknownElement,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, kind, id, name } = self;
        match (line, name.is_empty()) {
            (0, _) => f.write_str("the file"),
            (_, true) => write!(f, "line {line}: {kind} `{id}`"),
            (_, false) => write!(f, "line {line}: {kind} `{id}` ({name})"),
        }
    }
}

impl Refusal {
    /// The reason in words.
    const fn words(self) -> &'static str {
        match self {
            Self::Unreadable => "it is not XML",
            Self::Encoding => "it is not in UTF-8, UTF-16 or ISO-8859-1",
            Self::TooLarge => "it is too large",
            Self::TooDeep => "things lie too deep within each other",
            Self::NotBpmn => "it is not BPMN 2.0",
            Self::NoProcess => "nothing is done in it",
            Self::DuplicateId => "another element has this id",
            Self::BrokenFlow => "the flow leads from or to where none can",
            Self::NoStart => "nothing begins it",
            Self::BeginsByRace => "whichever event happens begins it",
            Self::Unreached => "no way leads there",
            Self::NoEnd => "no way leads to an end from there",
            Self::Unstructured => "what forks here does not join again as one block",
            Self::Mismatch => "it joins in another way than it forks",
            Self::Boundary => "an event leads away from the middle of an activity",
            Self::EventSubProcess => "it begins whenever an event happens",
            Self::AdHoc => "the order in it is left open",
            Self::ComplexGateway => "what it does is only told in words",
            Self::Quantity => "it waits for or makes several tokens",
            Self::EndsOthers => "it ends other branches that are under way",
            Self::EmptyLoop => "nothing is done between one round and the next",
            Self::UnknownElement => "it is no element of a process",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why.words())?;
        if self.detail.is_empty() { Ok(()) } else { write!(f, " ({})", self.detail) }
    }
}

impl std::error::Error for Refused {}
