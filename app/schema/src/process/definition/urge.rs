//! What is said while a task is open, at moments reckoned from its limit (催办计划): to whoever has it, who leads there, or who
//! stands next.

use serde::{Deserialize, Serialize};

use crate::locale::Text;

/// Something said while a task is open: once for each opening, in words of its own. It is written above the worklist of whom it
/// is for, whatever else it is sent by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Urge {
    /// When.
    pub at: UrgeAt,
    /// To whom.
    pub to: UrgeTo,
    /// What.
    pub words: Text,
    /// By what besides, as far as who is told has asked to be told so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<UrgeBy>,
}

/// When something is said: in the morning of a working day. Days are working days, as on every chip, whatever the limit counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UrgeAt {
    /// When half of the time is over; of an odd number of days, when the smaller part is left.
    Half,
    /// When so many days are left; 0 is the last day.
    DaysLeft(u16),
    /// When it is late by so many days, at least one.
    LateBy(u16),
}

/// To whom something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UrgeTo {
    /// Who has the task; everybody whose work it is where nobody has taken it.
    Holder,
    /// Who leads the agency whose task it is.
    Lead,
    /// Whose work comes next: that a matter is coming.
    Next,
}

/// By what something is sent besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UrgeBy {
    /// A text message.
    Sms,
    /// An e-mail.
    Mail,
}

impl UrgeTo {
    /// Everybody it can be.
    pub const ALL: [Self; 3] = [Self::Holder, Self::Lead, Self::Next];

    /// The name in a definition.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Lead => "lead",
            Self::Next => "next",
        }
    }
}

impl UrgeBy {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Sms, Self::Mail];

    /// The name in a definition.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Mail => "mail",
        }
    }
}

impl Urge {
    /// What it is told by from the others of its task: the moment and whom. Its words may change from version to version.
    pub fn key(&self) -> String {
        let to = self.to.slug();
        match self.at {
            UrgeAt::Half => format!("half-{to}"),
            UrgeAt::DaysLeft(days) => format!("left-{days}-{to}"),
            UrgeAt::LateBy(days) => format!("late-{days}-{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_wire() {
        for to in UrgeTo::ALL {
            assert_eq!(serde_json::to_value(to).unwrap(), to.slug());
        }
        for by in UrgeBy::ALL {
            assert_eq!(serde_json::to_value(by).unwrap(), by.slug());
        }
    }

    #[test]
    fn each_moment_and_reader_has_a_key_of_its_own() {
        let moments = [
            UrgeAt::Half,
            UrgeAt::DaysLeft(0),
            UrgeAt::DaysLeft(1),
            UrgeAt::DaysLeft(11),
            UrgeAt::LateBy(1),
            UrgeAt::LateBy(11),
        ];
        let urge = |at, to| Urge { at, to, words: Text::zh("请办"), by: Vec::new() }.key();
        let mut keys: Vec<String> =
            moments.iter().flat_map(|at| UrgeTo::ALL.map(|to| urge(*at, to))).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), moments.len() * UrgeTo::ALL.len());
    }
}
