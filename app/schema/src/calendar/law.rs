//! The numbers that 《中华人民共和国行政许可法》 (Administrative Licensing Law, 2003, amended 2019) sets, by article.
//!
//! All in working days: art. 82 says that its time limits are counted in working days, without statutory holidays.
//! They are the outer bounds; an item's own statutory or promised limit may be shorter.

use super::limit::Limit;

/// Art. 32 (4): what is missing from an application is told once and in full (一次性告知) on the spot or within
/// five days; if it is not, the application counts as accepted on the day it was received.
pub const SUPPLEMENT_NOTICE: Limit = Limit::working_days(5);

/// Art. 42 (1): an agency decides within twenty days of acceptance, unless a law or regulation says otherwise.
pub const DECISION: Limit = Limit::working_days(20);

/// Art. 42 (1): with the approval of the agency's head a decision may be put off once by up to ten days, and the
/// applicant is told the reasons.
pub const EXTENSION: Limit = Limit::working_days(10);

/// Art. 42 (2): where several agencies handle an application together (统一办理、联合办理、集中办理), within
/// forty-five days.
pub const JOINT_DECISION: Limit = Limit::working_days(45);

/// Art. 42 (2): with the approval of the head of the government of that level a joint decision may be put off once
/// by up to fifteen days, and the applicant is told the reasons.
pub const JOINT_EXTENSION: Limit = Limit::working_days(15);

/// Art. 43: where a lower agency examines first, it does so within twenty days of acceptance.
pub const PRELIMINARY_REVIEW: Limit = Limit::working_days(20);

/// Art. 44: an approval is issued and delivered within ten days of the decision.
pub const DELIVERY: Limit = Limit::working_days(10);
