//! The joint application (一件事、并联审批) on the wire: what a bundle holds, the plan by which it is handled, and where each of
//! its parts stands. The rules behind it are in [`crate::bundle`].
//!
//! A joint application is filed once, with one form and a number of its own. Each item of it that applies becomes a part: a
//! case of that item's agency, which sees its part only. On a page a part is a lane.

mod act;
mod joint;
mod log;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::act::{JointAct, JointCommand, JointRequest, JointWithdrawal};
pub use self::joint::{JointStatus, JointView, Lane, LanePause, LanePlan, LaneState};
pub use self::log::{JointEntry, JointEventKind};
use crate::applications::FormRef;
use crate::bundle::{Applies, Saved};
use crate::calendar::{Deadline, Limit};
use crate::cases::CaseView;
use crate::id::CaseNumber;
use crate::locale::Text;

/// What a bundle holds, before anybody applies. `GET /api/items/{code}/bundle`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BundleView {
    /// The code of the item it hangs on.
    pub item: String,
    /// What people call it.
    pub title: Text,
    /// The agency that leads it.
    pub lead: String,
    /// The one form, in the version that is in force.
    pub form: FormRef,
    /// The items it names, in its order.
    pub parts: Vec<BundlePart>,
    /// Questions of the one form, beside those of all its items' forms.
    pub fields: Saved,
    /// Documents of the one form, beside those of all its items' forms.
    pub materials: Saved,
    /// The time that all agencies together have (行政许可法 art. 42).
    pub limit: Limit,
}

/// An item of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BundlePart {
    /// Its code.
    pub item: String,
    /// Its name.
    pub name: String,
    /// The agency that handles it.
    pub department: String,
    /// The stage it belongs to, where the bundle has stages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Text>,
    /// Whether it belongs to every application.
    pub always: bool,
    /// When it does, as a sentence; empty where always.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub when: Text,
    /// The codes of the items that have to be approved before it begins (前置).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The time its agency has to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// How a joint application is handled (并联审批办理计划). `GET /api/applications/{id}/plan`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandlingPlan {
    /// Its number, once it is filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub number: Option<CaseNumber>,
    /// The items of the bundle, those that begin first before the others.
    pub parts: Vec<PlannedPart>,
    /// Questions asked for the items that apply, beside those of their own forms.
    pub fields: Saved,
    /// Documents asked for them, beside those of their own forms.
    pub materials: Saved,
    /// The last day for all agencies together, if the first of them accepts on the next working day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
}

/// An item in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlannedPart {
    /// Its code.
    pub item: String,
    /// Its name.
    pub name: String,
    /// The agency that handles it.
    pub department: String,
    /// Whether it applies, by what was answered so far.
    pub applies: Applies,
    /// The codes of the items that have to be approved before it begins, of those that may apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Counted from 0: what has the same rank runs side by side.
    pub rank: u32,
    /// The time its agency has to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// The last day on which it is decided, if each agency accepts on the working day after it begins and takes all its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
}

/// A part on a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptPart {
    /// The code of its item.
    pub item: String,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// The codes of the items it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held_for: Vec<String>,
    /// The number of its case, once it has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub number: Option<CaseNumber>,
}

/// A joint application in a list: one's own (`GET /api/joint`), or those of an agency that leads (`GET /api/desk/joint`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JointSummary {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// What people call the bundle.
    pub item_name: String,
    /// The agency that leads it.
    pub lead: String,
    /// The applicant.
    pub applicant: String,
    /// When it was filed.
    pub submitted_at: DateTime<Utc>,
    /// How far it has come.
    pub status: JointStatus,
    /// How many parts it has.
    pub lanes: u32,
    /// How many of them have ended, or will not begin.
    pub ended: u32,
    /// The agencies that are late with a part of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<String>,
    /// How many parts wait for the applicant.
    #[serde(default)]
    pub waiting: u32,
    /// The last day for all agencies together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Working days left until then; negative when it is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<i64>,
}

/// A joint application in a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JointBrief {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// How many parts it has.
    pub lanes: u32,
    /// How many of them have ended, or will not begin.
    pub ended: u32,
}

/// The joint application that a case is part of, as a line of the case names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartOf {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// What people call the bundle.
    pub item_name: String,
    /// The agency that leads it.
    pub lead: String,
    /// Who works beside it: the other parts, in the order of the bundle. Told at the desk only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
}

/// Another part of the joint application that a case is part of: no more of it than who has it, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Beside {
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// How far it has come.
    pub state: LaneState,
    /// The last day for what is next in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Whether it is past that day.
    pub late: bool,
}

/// What tracking by number finds. `POST /api/track`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Tracked {
    /// A joint application: the number of one has lanes.
    Joint(Box<JointView>),
    /// A case.
    Case(Box<CaseView>),
}
