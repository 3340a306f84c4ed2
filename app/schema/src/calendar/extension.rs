//! Putting a decision off: 行政许可法 art. 42.

use serde::{Deserialize, Serialize};

use super::law;

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
