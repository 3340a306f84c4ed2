//! Who somebody is in the hall, and where: the closed list of roles, and the codes of the regions they act in.
//!
//! What a role may do is decided where it is done; here are only the names.

use std::fmt;

use serde::{Deserialize, Serialize};

mod region;

pub(crate) use region::PROVINCES;
pub use region::{RegionCode, RegionLevel};

/// A role in the hall. A person may have several, each in a region; a session acts in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A person acting for themselves.
    Citizen,
    /// A person acting for an enterprise or for another person.
    Agent,
    /// Staff at the counter: takes applications in, asks for supplements, hands results out.
    Intake,
    /// Staff who examine cases.
    Officer,
    /// The one who decides for the agency.
    AgencyLead,
    /// Staff who watch deadlines and raise signals (电子监察).
    Supervisor,
    /// A leader, who sees the numbers.
    Leader,
    /// Writes items, forms, processes and guides.
    Editor,
    /// Approves what an editor wrote, so that it is published.
    Reviewer,
    /// Keeps accounts, roles and regions.
    Admin,
}

impl Role {
    /// Every role, from the public to the back of the house.
    pub const ALL: [Self; 10] = [
        Self::Citizen,
        Self::Agent,
        Self::Intake,
        Self::Officer,
        Self::AgencyLead,
        Self::Supervisor,
        Self::Leader,
        Self::Editor,
        Self::Reviewer,
        Self::Admin,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Agent => "agent",
            Self::Intake => "intake",
            Self::Officer => "officer",
            Self::AgencyLead => "agency_lead",
            Self::Supervisor => "supervisor",
            Self::Leader => "leader",
            Self::Editor => "editor",
            Self::Reviewer => "reviewer",
            Self::Admin => "admin",
        }
    }

    /// The role with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.slug() == slug)
    }

    /// Whether the role belongs to the government's side of the counter.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Citizen | Self::Agent)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_survives_the_wire() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.slug());
            assert_eq!(Role::from_slug(role.slug()), Some(role));
        }
        assert_eq!(Role::from_slug("root"), None);
    }

    #[test]
    fn all_but_the_public_are_staff() {
        let public: Vec<Role> = Role::ALL.into_iter().filter(|role| !role.is_staff()).collect();
        assert_eq!(public, [Role::Citizen, Role::Agent]);
    }
}
