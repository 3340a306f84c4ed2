//! What an applicant holds in hand after filing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Promised;
use crate::bundles::ReceiptPart;
use crate::calendar::Deadline;
use crate::id::CaseNumber;

/// What the applicant holds in hand after filing. `POST /api/applications/{id}/submit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The case number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// The item's name.
    pub item_name: String,
    /// The agency that handles it.
    pub department: String,
    /// The applicant: a person's name, or an enterprise's.
    pub applicant: String,
    /// When it was filed.
    #[serde(deserialize_with = "crate::instant::deserialize")]
    pub submitted_at: DateTime<Utc>,
    /// By when the agency says whether it accepts: five working days (行政许可法 art. 32).
    pub acceptance: Deadline,
    /// By when it is decided if it is accepted on the next working day: as promised, else as the law says.
    pub decision: Deadline,
    /// A QR code of the address where the case can be followed, as SVG path data in a square of `qr_size` modules.
    pub qr: String,
    /// The side of the QR code in modules, with its quiet zone.
    pub qr_size: u32,
    /// What will come later, as promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promised>,
    /// Made for demonstration.
    pub demonstration: bool,
    /// The parts of a joint application; `number` is its own then, and `decision` the last day for all of them. Empty for any
    /// other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ReceiptPart>,
    /// Whether its reader has filed it for the applicant at a window.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
}
