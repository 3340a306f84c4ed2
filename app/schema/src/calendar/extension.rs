//! Putting a decision off: 行政许可法 art. 42.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::day::Calendar;
use super::law;
use super::limit::{Limit, LimitUnit};

/// Days added to a limit, in the unit of the limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Extension {
    /// How many.
    pub days: u16,
    /// Why, in the words the applicant is told.
    pub reason: String,
}

/// Why an extension is against the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExtensionRefusal {
    /// The decision has been put off once already.
    Again,
    /// No days, or more than the law gives.
    Days,
    /// The applicant must be told the reasons, and there are none.
    NoReason,
}

impl Extension {
    /// So many working days on top of a limit whose last day is `due`, in its unit.
    pub fn of_working_days(days: u16, limit: Limit, due: Option<NaiveDate>, calendar: &Calendar) -> Self {
        let days = match (limit.unit, due) {
            (LimitUnit::CalendarDays, Some(due)) => {
                let longer = calendar.add_working_days(due, days).signed_duration_since(due).num_days();
                u16::try_from(longer).unwrap_or(u16::MAX)
            }
            (LimitUnit::WorkingDays, _) | (_, None) => days,
        };
        Self { days, reason: String::new() }
    }

    /// Whether art. 42 lets this extension be granted after those `granted` before: once, by up to ten days, or
    /// fifteen where several agencies handle the application together (`joint`), and with a reason. Whose
    /// approval it needs is for the process to hold.
    pub fn check(&self, granted: &[Self], joint: bool) -> Result<(), ExtensionRefusal> {
        let most = if joint { law::JOINT_EXTENSION } else { law::EXTENSION };
        if !granted.is_empty() {
            return Err(ExtensionRefusal::Again);
        }
        if !(1..=most.value).contains(&self.days) {
            return Err(ExtensionRefusal::Days);
        }
        if self.reason.trim().is_empty() { Err(ExtensionRefusal::NoReason) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_by_so_much_and_with_a_reason() {
        let extension = |days| Extension { days, reason: "需现场核查".into() };
        for (days, joint, expected) in [
            (10, false, Ok(())),
            (11, false, Err(ExtensionRefusal::Days)),
            (15, true, Ok(())),
            (16, true, Err(ExtensionRefusal::Days)),
            (0, false, Err(ExtensionRefusal::Days)),
        ] {
            assert_eq!(extension(days).check(&[], joint), expected, "{days} {joint}");
        }
        assert_eq!(extension(5).check(&[extension(5)], true), Err(ExtensionRefusal::Again));
        let silent = Extension { days: 5, reason: " ".into() };
        assert_eq!(silent.check(&[], false), Err(ExtensionRefusal::NoReason));
    }
}
