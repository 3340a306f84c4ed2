//! What officers attach to a case (附件): photographs of a site, reports, papers of other agencies.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::locale::Text;

/// A file that an officer attached to a case. It stands beside the materials of the application; the applicant is not told, and it is
/// never changed. Where a case begins another and says that materials pass (子流程), what is attached to it is seen there, and what
/// is attached there comes back with its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = CaseAttachment))]
pub struct Attachment {
    /// Its number within the hall.
    pub id: i64,
    /// What the file is called.
    pub name: String,
    /// What it is, by its content.
    pub media_type: String,
    /// How large it is, in bytes.
    pub bytes: u64,
    /// What the task is called that who attached it had; none where the version of the process that the case has does not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Text>,
    /// Who attached it: a name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What the case that this one began is called here, where it came back with that one's end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Text>,
}

impl Attachment {
    /// How many there are of one case at the most.
    pub const MOST: usize = 50;
}
