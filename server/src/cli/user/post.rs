//! How a post is said on the command line: a role, a region by its code, an agency by its name.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use schema::accounts::Grant;
use schema::role::{RegionCode, Role};

use super::Who;

/// Where a post is held.
#[derive(Args, Debug)]
pub struct Place {
    /// The region the role holds in, with everything below it, by its code; everywhere when not given.
    #[arg(long, value_parser = region)]
    region: Option<RegionCode>,
    /// The agency, by its name: needed for intake, officer and agency_lead.
    #[arg(long)]
    agency: Option<String>,
}

/// A post of somebody.
#[derive(Args, Debug)]
pub struct Post {
    #[command(flatten)]
    pub who: Who,
    /// What they are there.
    #[arg(value_parser = role())]
    pub role: Role,
    #[command(flatten)]
    pub place: Place,
}

impl Place {
    /// The post in this role there.
    pub fn of(self, role: Role) -> Grant {
        Grant { role, region: self.region, agency: self.agency }
    }
}

/// The roles of the staff by their slugs, each with what it is for.
pub fn role() -> impl TypedValueParser<Value = Role> {
    let roles = Role::ALL.into_iter().filter(|role| role.is_staff());
    let values = roles.map(|role| PossibleValue::new(role.slug()).help(purpose(role)));
    PossibleValuesParser::new(values)
        .try_map(|slug| Role::from_slug(&slug).ok_or_else(|| format!("there is no role {slug}")))
}

const fn purpose(role: Role) -> &'static str {
    match role {
        Role::Citizen | Role::Agent => "the public",
        Role::Intake => "takes applications in at the counter of an agency",
        Role::Officer => "examines the cases of an agency",
        Role::AgencyLead => "decides for an agency",
        Role::Supervisor => "watches deadlines in a region",
        Role::Leader => "sees the numbers of a region",
        Role::Editor => "writes items, forms and processes",
        Role::Reviewer => "publishes what editors wrote",
        Role::Admin => "keeps accounts, roles and regions",
    }
}

fn region(code: &str) -> Result<RegionCode, String> {
    RegionCode::parse(code).map_err(|_| "a region is a statistical division code, such as 440100".to_owned())
}
