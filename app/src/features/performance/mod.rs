//! Performance of agencies: the scores of a month, an agency with its arithmetic, the bulletin. Documents, all of them.

mod agency;
mod bulletin;
mod table;

pub use agency::PerformanceAgencyPage;
pub use bulletin::{BulletinEditPage, BulletinPage};
pub use table::PerformancePage;

use crate::text::{Performance, use_words};

/// The words of this room in the page's language.
fn texts() -> Performance {
    Performance(use_words().locale)
}
