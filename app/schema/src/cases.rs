//! Cases: how an agency handles one item of an application, as its applicant, the public and the desk see it.

mod attachment;
mod desk;
mod fees;
mod notes;
mod outside;
mod queue;
mod task;
mod together;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::attachment::Attachment;
pub use self::desk::{
    CaseDocument, Change, Colleague, DeskCase, DeskCommand, DocumentVersion, Done, Edit, Trace, Way,
};
pub use self::fees::CaseFee;
pub use self::notes::{DeskNote, DeskNoteKind};
pub use self::outside::{Caller, Outside, Subcase, WithSystem};
pub use self::queue::{
    Narrowing, Orphan, OrphanCause, Queue, QueueCount, QueueGroup, Worklist, WorklistQuery,
};
pub use self::task::{
    Checked, FormOnFile, FormProgress, OwnForm, Precedent, SaveTaskForm, TaskForm, TaskSheet,
};
pub use self::together::{Bulk, BulkAct, BulkDone, BulkLine, NewRemark, News, Remark};
use crate::applications::Promised;
use crate::bundles::PartOf;
use crate::calendar::Deadline;
use crate::id::CaseNumber;
use crate::licences::NamedLicence;
use crate::locale::Text;
use crate::process::{Assign, Decision, Ground, Opinion, Stage, Status, SupplementPoint};
use crate::questionnaires::QuestionsNotice;
use crate::role::Role;

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseSummary {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// The applicant: a person's name, or an enterprise's.
    pub applicant: String,
    /// Where it stands.
    pub status: Status,
    /// The tasks whose turn it is, the oldest first; in a worklist the one of its line.
    pub tasks: Vec<TaskLine>,
    /// When it was filed.
    pub opened_at: DateTime<Utc>,
    /// The last day for what is next: accepting, then deciding. None while the clock stands, and after the end.
    pub due: Option<NaiveDate>,
    /// Working days left until then; negative when it is late.
    pub remaining: Option<i64>,
}

/// An open task of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskLine {
    /// Its key: commands on it name it.
    pub key: String,
    /// What people call it.
    pub name: Text,
    /// What it is done for, where the same is done for each of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The agency whose task it is, where other agencies than that of the case have a part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Who has taken it: a name.
    pub holder: Option<String>,
    /// Whose it is, while a colleague does the work for them: a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Whether it is a signature of what somebody else does (加签).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signs: bool,
}

/// A case as its applicant sees it; also the answer to tracking by number, then without messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseView {
    /// What lists show.
    #[serde(flatten)]
    pub summary: CaseSummary,
    /// The application it belongs to; not told to the public.
    pub application: Option<i64>,
    /// What happened, the newest first.
    pub timeline: Vec<Happening>,
    /// The deadline that runs now, day by day.
    pub deadline: Option<Deadline>,
    /// What the applicant is asked to put right, while that is open.
    pub supplement: Vec<SupplementPoint>,
    /// What the applicant left out and promised to hand in (容缺受理); not told to the public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promised>,
    /// The fees it has brought up, in order; not told to the public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<CaseFee>,
    /// The licences it has brought about (电子证照); not told to the public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licences: Vec<NamedLicence>,
    /// The special procedure that is under way.
    #[serde(default)]
    pub special_procedure: Option<SpecialNotice>,
    /// How it ended.
    pub decision: Option<Decision>,
    /// What stands behind the decision; only for the applicant.
    pub opinion: Option<Opinion>,
    /// The reason the applicant was given, where it was not accepted or rejected.
    pub reason: Option<String>,
    /// The one rating.
    pub rating: Option<Rating>,
    /// Whether the applicant may rate now.
    pub may_rate: bool,
    /// Whether the applicant may ask whoever has it to go on (催办): not again before something has happened.
    #[serde(default)]
    pub may_remind: bool,
    /// The joint application (一件事) that it is a part of; not told to the public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<PartOf>,
    /// That its agency asked something further (补充提问); only the applicant is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<QuestionsNotice>,
    /// How many messages about it the applicant has not read; only the applicant is told.
    #[serde(default)]
    pub unread: u32,
}

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Happening {
    /// When.
    pub at: DateTime<Utc>,
    /// The kind of event, as the log writes it, such as `task_completed`.
    pub kind: String,
    /// The stages of the exchange standard it records.
    pub stages: Vec<Stage>,
    /// The role of who did it.
    pub role: Role,
    /// The task, where there is one.
    pub task: Option<Text>,
    /// The agency whose task it is, where several have a part in the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Words for the applicant: a reason, a result; or their own, of a rating.
    pub words: Option<String>,
    /// The special procedure that began with it.
    #[serde(default)]
    pub special_procedure: Option<SpecialNotice>,
    /// Whether what was missing was asked for too late, which counts against the agency. Told at the desk only.
    #[serde(default)]
    pub late: bool,
    /// How many days more it gave to decide: working days by an extension, days of the limit by a special procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Who did it: a name. Like all below told at the desk only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// To whom it went, who was asked, who is to know: names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// The task it went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// How who has the task came to it, where nobody took it themselves. Told at the desk only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
    /// Whether the hall did it by itself.
    #[serde(default)]
    pub by_hall: bool,
    /// What the case that this one began is called, where it happened there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Text>,
    /// What was found at each point of the checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Checked>,
    /// The forms of the task's own that were filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormOnFile>,
}

/// How a task came to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Given {
    /// The rule of the task, if that gave it to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Assign>,
    /// In whose place, if they are away: a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
}

/// What an applicant is told of a special procedure (行政许可法 art. 45).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpecialNotice {
    /// What has to be done.
    pub ground: Ground,
    /// The day by which it is expected to end.
    pub ends_on: NaiveDate,
}

/// Asks for a case without signing in. `POST /api/track`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Track {
    /// The case number.
    pub number: String,
    /// The last four characters of the applicant's identity number.
    pub last_four: String,
}

/// A rating of five grades (好差评, GB/T 39735-2020); the lower two count as bad.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// 5 (very satisfied) to 1 (very dissatisfied).
    pub grade: u8,
    /// What the person wants to say.
    #[serde(default)]
    pub words: Option<String>,
}

/// Asks whoever has one's case to go on (催办). `POST /api/cases/{number}/remind`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reminder {
    /// What they are told, if anything.
    #[serde(default)]
    pub words: Option<String>,
}

/// Takes one's own application back. `POST /api/cases/{number}/withdraw`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Withdrawal {
    /// Why, in their own words, if they care to say.
    #[serde(default)]
    pub reason: Option<String>,
}
