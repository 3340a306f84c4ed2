//! Who is here: registering, signing in, and what the API says of a session.

use serde::{Deserialize, Serialize};

use crate::id::{CreditCode, IdentityNumber};
use crate::role::{RegionCode, Role};

/// What a person types to sign in. The name is a login name, chosen at registration.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The account's login name.
    pub login: String,
    /// Its password.
    pub password: String,
}

/// What a person or an enterprise types to register.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Register {
    /// The wished login name: 3 to 32 letters, digits, `-`, `_`, `.`, or any CJK characters.
    pub login: String,
    /// The wished password.
    pub password: String,
    /// The person's name; for an enterprise, its agent's.
    pub name: String,
    /// The person's identity number; for an enterprise, its agent's.
    pub identity_number: String,
    /// A phone number to be reached at.
    #[serde(default)]
    pub phone: Option<String>,
    /// The enterprise, when one registers.
    #[serde(default)]
    pub enterprise: Option<RegisterEnterprise>,
    /// The code that was handed out at a window, to take over the account that was made there.
    #[serde(default)]
    pub window_code: Option<String>,
}

/// The enterprise of a [`Register`].
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisterEnterprise {
    /// Its registered name.
    pub name: String,
    /// Its unified social credit code.
    pub credit_code: String,
}

/// Who is signed in. `GET /api/session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The account's number.
    pub account: i64,
    /// Its login name.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The identity number with its middle hidden.
    pub identity: Option<String>,
    /// The enterprise the person acts for.
    pub enterprise: Option<Enterprise>,
    /// What the person may be here, and where.
    pub grants: Vec<Grant>,
    /// How many messages they have not read. Counted by `GET /api/session` only, which is what every page asks.
    #[serde(default)]
    pub unread: u32,
}

impl Session {
    /// Whether the person works here.
    pub fn is_staff(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.is_staff())
    }

    /// Whether the person has this role anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}

/// An enterprise with its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enterprise {
    /// Its registered name.
    pub name: String,
    /// Its unified social credit code, GB 32100.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub credit_code: CreditCode,
}

/// One role, in one region and below it, and for staff in one agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The region it holds in, with everything below; none for the whole hall.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub region: Option<RegionCode>,
    /// The agency it holds in; none for all of the region.
    pub agency: Option<String>,
}

/// A person, where one must be told apart from the next: on applications and at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// The name.
    pub name: String,
    /// The identity number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub identity_number: IdentityNumber,
}
