//! Proceedings on the wire: what is called, what is done, and what each reader sees of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Attached, ProceedingKind, ProceedingOutcome, Stance};
use crate::id::CaseNumber;
use crate::process::Ground;

/// What may be done about a proceeding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProceedingAct {
    /// Say whether one comes.
    Reply,
    /// Say what one thinks, or the answer one was asked for.
    Opine,
    /// Send a file.
    Report,
    /// Write the minutes.
    Minutes,
    /// Show more to who is invited.
    Attach,
    /// Invite somebody from outside.
    Invite,
    /// Take an invitation back.
    Revoke,
    /// End it with a result.
    Conclude,
    /// End it without one.
    Cancel,
}

/// Calls a proceeding. `POST /api/desk/cases/{number}/proceedings`, `POST /api/desk/joint/{number}/proceedings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewProceeding {
    /// What kind. A special procedure is begun by the command of the case; its proceeding begins with it.
    pub kind: ProceedingKind,
    /// What it is about. One unit is asked once about one matter while that is open.
    pub subject: String,
    /// Where people come together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The day on which they do: one whole working day lies before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<NaiveDate>,
    /// The time of day, `09:30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The last day for opinions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// How many working days who is asked has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Who is invited, each by the id of a [`Choice`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<String>,
    /// The answers that are shown to them, by JSON Pointer: those that one sees oneself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// The files that are shown to them, by their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<i64>,
    /// The proceedings whose opinions and minutes go along with what is sent up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dossier: Vec<i64>,
    /// What happened so far, in one's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// Does something about a proceeding. `POST /api/desk/proceedings/{id}/commands`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProceedingRequest {
    /// The revision one has seen. Another one answers 409, unless it is done already.
    pub revision: u64,
    /// What to do.
    #[serde(flatten)]
    pub order: ProceedingOrder,
}

/// What is done about a proceeding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum ProceedingOrder {
    /// Says whether one comes.
    Reply {
        /// Whether one comes.
        comes: bool,
        /// Why not.
        #[serde(default)]
        reason: String,
    },
    /// Says what one thinks, or the answer one was asked for.
    Opine {
        /// Where one stands.
        #[serde(default)]
        stance: Option<Stance>,
        /// What one says.
        #[serde(default)]
        words: String,
    },
    /// Writes the minutes.
    Minutes {
        /// What they say.
        words: String,
    },
    /// Shows answers and files of the case to who is invited to a special procedure: those that one sees oneself.
    Attach {
        /// The answers, by JSON Pointer.
        #[serde(default)]
        fields: Vec<String>,
        /// The files, by their numbers.
        #[serde(default)]
        files: Vec<i64>,
    },
    /// Invites somebody from outside, who gets a link; or gives who is invited a new one.
    Invite {
        /// Who is invited already.
        #[serde(default)]
        key: Option<u32>,
        /// What they are called: an organisation, or a person.
        #[serde(default)]
        name: String,
        /// The last day on which the link opens.
        until: NaiveDate,
    },
    /// Takes an invitation back; the link opens no more.
    Revoke {
        /// Whose.
        key: u32,
    },
    /// Ends it with a result.
    Conclude {
        /// The result.
        words: String,
    },
    /// Ends it without one.
    Cancel {
        /// Why.
        reason: String,
    },
}

/// A proceeding in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProceedingLine {
    /// Its number.
    pub id: i64,
    /// What kind it is.
    pub kind: ProceedingKind,
    /// What it is about; empty for a special procedure.
    pub subject: String,
    /// What a special procedure is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// The agency that called it.
    pub agency: String,
    /// When it was called.
    pub called_at: DateTime<Utc>,
    /// When people come together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_at: Option<DateTime<Utc>>,
    /// The last day for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Whether somebody is late.
    pub late: bool,
    /// How many have answered.
    pub answered: u32,
    /// How many are invited.
    pub invited: u32,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ProceedingOutcome>,
    /// Whether this reader may open it.
    #[serde(default)]
    pub may_open: bool,
}

/// What runs beside a case or a joint application, and what may be called. `GET …/proceedings`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Proceedings))]
pub struct Beside {
    /// The newest first.
    pub proceedings: Vec<ProceedingLine>,
    /// What this reader may call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_call: Vec<ProceedingKind>,
    /// Whether the case has a special procedure that may be begun at its own page.
    #[serde(default)]
    pub of_case: bool,
    /// Agencies and people who may be invited to a meeting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<Choice>,
    /// Units that may be asked for help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Choice>,
    /// Superior bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub superiors: Vec<Choice>,
    /// Answers that may be attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Choice>,
    /// Files that may be attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Choice>,
    /// The first day on which a meeting may be held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<NaiveDate>,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ProceedingChoice))]
pub struct Choice {
    /// What is sent.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// A proceeding as its reader sees it. `GET /api/desk/proceedings/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProceedingView {
    /// What a list says of it.
    #[serde(flatten)]
    pub line: ProceedingLine,
    /// Where people come together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The case it belongs to; told to the agency that called it only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub case: Option<CaseNumber>,
    /// The joint application it belongs to; told to the agencies with a part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub joint: Option<CaseNumber>,
    /// What is shown to who is invited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Attached>,
    /// The files that are shown to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ProceedingFile>,
    /// Who is invited, and what they said.
    pub parties: Vec<PartyView>,
    /// What was said and agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<String>,
    /// With what result it ended, or why without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// As whom this reader is invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<u32>,
    /// What this reader may do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<ProceedingAct>,
    /// Answers of the case that may be attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Choice>,
    /// Files of the case that may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Choice>,
    /// The link of who was invited just now: the hall keeps its hash only, so it is told this once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Grows with everything that happens; a command names it.
    pub revision: u64,
}

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartyView {
    /// Their key.
    pub key: u32,
    /// What they are called.
    pub name: String,
    /// Whether they are from outside, and have a link.
    #[serde(default)]
    pub outside: bool,
    /// Until when the link opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// Whether they are invited no more.
    #[serde(default)]
    pub revoked: bool,
    /// Whether they come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comes: Option<bool>,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What they say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionGiven>,
    /// The files they sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ProceedingFile>,
    /// Whether they answered after the last day, or have not answered and it is past.
    #[serde(default)]
    pub late: bool,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpinionGiven {
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// What they say.
    pub words: String,
    /// When they said it last.
    pub at: DateTime<Utc>,
}

/// A file of a proceeding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProceedingFile {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
}

/// What who is invited from outside sees: what was attached for them, and what they sent. `GET /api/invited/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// What they are called.
    pub name: String,
    /// The agency that invites.
    pub agency: String,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// What it is about.
    pub subject: String,
    /// The last day for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Until when the link opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// What is shown to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Attached>,
    /// The files that are shown to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ProceedingFile>,
    /// What they said: it has arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionGiven>,
    /// The files they sent: they have arrived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ProceedingFile>,
    /// Whether it is over, so that nothing can be sent any more.
    pub over: bool,
}

/// What who is invited from outside says. `POST /api/invited/{id}/opinion`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentOpinion {
    /// What they say.
    pub words: String,
}
