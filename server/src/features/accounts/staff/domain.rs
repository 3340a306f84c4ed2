//! What a post may be, and why something about the staff is not done. Pure.

use schema::accounts::Grant;
use schema::role::Role;

/// Why something was not done, in words for whoever runs the hall.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody is called that.
    #[error("there is no account {0}: `onehall user list` shows the staff")]
    NoAccount(String),
    /// Somebody is called that already.
    #[error("the login name {0} is taken")]
    Taken(String),
    /// Not a login name.
    #[error("{0} is no login name: it has 3 to 32 letters, digits, `-`, `_` or `.`")]
    BadLogin(String),
    /// Not a name.
    #[error("a person's name has 1 to 100 characters, none of them unseen")]
    BadName,
    /// The account is not one of the staff.
    #[error("{0} is an account of the public; staff have accounts of their own: `onehall user add`")]
    Public(String),
    /// Nobody leads themselves.
    #[error("{0} cannot be led by {0}")]
    OwnSuperior(String),
    /// The password would be guessed.
    #[error(
        "this password is too easy to guess: take a longer one, such as four words that have nothing to do with each other"
    )]
    WeakPassword,
    /// The role is one of the public.
    #[error("{0} is no role of the staff: the public register in the hall")]
    NotStaff(Role),
    /// The role is held in an agency.
    #[error("{0} is a role in an agency: say which by --region and --agency")]
    NeedsAgency(Role),
    /// Agencies of the same name are in many regions.
    #[error("an agency is one of a region: say which by --region")]
    NeedsRegion,
    /// No such region.
    #[error("there is no region {code}; {place} has: {}", list(there))]
    NoRegion {
        /// What was asked for.
        code: String,
        /// The nearest region above it that there is.
        place: String,
        /// What hangs on that one.
        there: Vec<String>,
    },
    /// No such agency.
    #[error(
        "there is no agency {name} in {region}; agencies come with the catalogue. There are: {}",
        list(there)
    )]
    NoAgency {
        /// What was asked for.
        name: String,
        /// Where.
        region: String,
        /// Those of this region.
        there: Vec<String>,
    },
    /// The post is not held.
    #[error("{login} is not {post}; the posts are: {}", list(there))]
    NotHeld {
        /// Whose.
        login: String,
        /// What was asked for.
        post: String,
        /// What is held.
        there: Vec<String>,
    },
}

/// Whether a grant makes sense: a role of the staff, at the desk of an agency where the role works at one.
pub fn check(grant: &Grant) -> Result<(), Refused> {
    let at_a_desk = matches!(grant.role, Role::Intake | Role::Officer | Role::AgencyLead);
    match (&grant.region, &grant.agency) {
        _ if !grant.role.is_staff() => Err(Refused::NotStaff(grant.role)),
        (_, None) if at_a_desk => Err(Refused::NeedsAgency(grant.role)),
        (None, Some(_)) => Err(Refused::NeedsRegion),
        _ => Ok(()),
    }
}

/// A post in one line: `officer 440100 广州市公安局`.
pub fn line(grant: &Grant) -> String {
    let region = grant.region.as_ref().map_or_else(|| "everywhere".to_owned(), ToString::to_string);
    [grant.role.slug(), &region, grant.agency.as_deref().unwrap_or_default()].join(" ").trim_end().to_owned()
}

fn list(there: &[String]) -> String {
    if there.is_empty() { "none".to_owned() } else { there.join(", ") }
}

#[cfg(test)]
mod tests {
    use schema::role::RegionCode;

    use super::*;

    fn grant(role: Role, region: Option<&str>, agency: Option<&str>) -> Grant {
        let region = region.map(|code| RegionCode::parse(code).unwrap());
        Grant { role, region, agency: agency.map(str::to_owned) }
    }

    #[test]
    fn a_post_is_a_role_where_it_can_be_held() {
        let (region, agency) = (Some("440100"), Some("广州市公安局"));
        for (role, region, agency, expected) in [
            (Role::Officer, region, agency, Ok(())),
            (Role::Officer, region, None, Err(Refused::NeedsAgency(Role::Officer))),
            (Role::Intake, None, None, Err(Refused::NeedsAgency(Role::Intake))),
            (Role::AgencyLead, None, agency, Err(Refused::NeedsRegion)),
            (Role::Leader, None, agency, Err(Refused::NeedsRegion)),
            (Role::Leader, region, None, Ok(())),
            (Role::Admin, None, None, Ok(())),
            (Role::Citizen, None, None, Err(Refused::NotStaff(Role::Citizen))),
        ] {
            assert_eq!(check(&grant(role, region, agency)), expected, "{role} {region:?} {agency:?}");
        }
    }

    #[test]
    fn a_post_has_one_line() {
        assert_eq!(line(&grant(Role::Officer, Some("4401"), Some("公安局"))), "officer 440100 公安局");
        assert_eq!(line(&grant(Role::Admin, None, None)), "admin everywhere");
    }
}
