//! Rules at the desk: who may write which, what a draft begins with, and what is published of it. Pure, but for [`http`] and [`draft`].

pub mod draft;
pub mod http;

use chrono::NaiveDate;
use schema::accounts::Session;
use schema::role::{RegionCode, Role};
use schema::supervise::{FURTHEST, Rule, RuleProblem};
use schema::{FieldCode, FieldError};

use crate::cursor;
use crate::error::{Error, Result};

/// How many characters the id of a rule may have.
const ID_LETTERS: usize = 60;

/// How many characters a name and a ground may have.
const NAME_LETTERS: usize = 60;
const GROUND_LETTERS: usize = 1_000;

/// Somebody who writes rules, with the regions for which they do; without any, for the whole hall.
pub struct Writer {
    account: i64,
    regions: Option<Vec<RegionCode>>,
}

impl Writer {
    /// Nobody, where this is no supervisor and no administrator.
    pub fn of(session: &Session) -> Option<Self> {
        let grants: Vec<_> = session
            .grants
            .iter()
            .filter(|grant| matches!(grant.role, Role::Supervisor | Role::Admin))
            .collect();
        let regions = grants.iter().map(|grant| grant.region).collect::<Option<Vec<_>>>();
        (!grants.is_empty()).then_some(Self { account: session.account, regions })
    }

    /// The same; refused to everybody else.
    pub fn required(session: &Session) -> Result<Self> {
        Self::of(session).ok_or_else(Error::forbidden)
    }

    /// Whether a rule finds things in their regions only.
    pub fn may_write(&self, rule: &Rule) -> bool {
        let Some(own) = &self.regions else { return true };
        rule.is_within(|region| own.iter().any(|own| own.contains(region)))
    }

    /// Whether they may publish what these people have written.
    pub fn may_publish(&self, rule: &Rule, authors: &[i64]) -> bool {
        self.may_write(rule) && !authors.contains(&self.account)
    }

    /// A rule like this one, under another id and for their regions.
    fn copy(&self, like: &Rule, id: &str) -> Rule {
        let regions = match &self.regions {
            Some(own) if !self.may_write(like) => own.clone(),
            _ => like.regions.clone(),
        };
        Rule { id: id.to_owned(), version: 1, from: None, until: None, regions, ..like.clone() }
    }
}

/// What is wrong with a draft, by pointers into what was sent.
pub fn faults(rule: &Rule) -> Vec<FieldError> {
    let said = |pointer: &str| format!("/rule{pointer}");
    let mut faults: Vec<FieldError> = rule
        .faults()
        .into_iter()
        .map(|fault| match fault.problem {
            RuleProblem::TooFar => {
                FieldError::new(said(&fault.pointer), fault.problem.code()).with("max", FURTHEST)
            }
            problem => FieldError::new(said(&fault.pointer), problem.code()),
        })
        .collect();
    for (pointer, text, most) in
        [("/name", &rule.name, NAME_LETTERS), ("/ground", &rule.ground, GROUND_LETTERS)]
    {
        let longest = schema::Locale::ALL.map(|locale| text.get(locale).chars().count()).into_iter().max();
        if longest.is_some_and(|letters| letters > most) {
            faults.push(FieldError::new(said(pointer), FieldCode::TooLong).with("max", most));
        }
    }
    for (pointer, day) in [("/from", rule.from), ("/until", rule.until)] {
        if day.is_some_and(|day| !cursor::is_known(day)) {
            faults.push(FieldError::new(said(pointer), FieldCode::BadDate));
        }
    }
    faults
}

/// What is wrong with the id of a rule that is to begin.
fn id_fault(id: &str) -> Option<FieldCode> {
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    match id {
        "" => Some(FieldCode::Required),
        id if id.chars().count() > ID_LETTERS => Some(FieldCode::TooLong),
        id if !id.chars().all(is_letter) || id.starts_with('-') => Some(FieldCode::Pattern),
        _ => None,
    }
}

/// A draft as it is published today: nothing is found of what was before that.
fn published(mut rule: Rule, today: NaiveDate) -> Rule {
    rule.from = Some(rule.from.map_or(today, |from| from.max(today)));
    rule
}

/// The same rule for a trial on the past, on whatever days it is to be in force.
fn on_the_past(rule: Rule) -> Rule {
    Rule { from: None, until: None, ..rule }
}

#[cfg(test)]
mod tests {
    use schema::accounts::Grant;

    use super::*;

    fn rule(regions: &[&str]) -> Rule {
        let regions = regions.iter().map(|code| RegionCode::parse(code).unwrap()).collect();
        Rule { regions, ..Rule::shipped().unwrap().remove(0) }
    }

    fn writer(regions: &[Option<&str>]) -> Writer {
        let region = |code: &Option<&str>| code.map(|code| RegionCode::parse(code).unwrap());
        Writer { account: 1, regions: regions.iter().map(region).collect() }
    }

    #[test]
    fn everybody_writes_what_finds_things_with_them_alone() {
        let city = writer(&[Some("440100")]);
        assert!(city.may_write(&rule(&["440103"])) && city.may_write(&rule(&["440100", "440104"])));
        assert!(!city.may_write(&rule(&["440103", "511602"])) && !city.may_write(&rule(&["440000"])));
        assert!(!city.may_write(&rule(&[])), "what is for the whole hall");
        assert!(writer(&[None, Some("440100")]).may_write(&rule(&[])));
        assert_eq!(city.copy(&rule(&[]), "own").regions, rule(&["440100"]).regions);
        assert_eq!(city.copy(&rule(&["440103"]), "own").regions, rule(&["440103"]).regions);
    }

    #[test]
    fn nobody_publishes_what_they_wrote() {
        let city = writer(&[Some("440100")]);
        assert!(city.may_publish(&rule(&["440103"]), &[2]) && !city.may_publish(&rule(&["440103"]), &[2, 1]));
        assert!(!city.may_publish(&rule(&[]), &[2]));
    }

    #[test]
    fn only_supervisors_and_administrators_write_rules() {
        let grant = |role: &Role| Grant { role: *role, region: None, agency: None };
        let session = |roles: &[Role]| Session {
            account: 1,
            login: String::new(),
            name: String::new(),
            identity: None,
            enterprise: None,
            grants: roles.iter().map(grant).collect(),
            unread: 0,
        };
        assert!(Writer::of(&session(&[Role::Leader, Role::Officer])).is_none());
        assert!(Writer::of(&session(&[Role::Leader, Role::Supervisor])).is_some());
    }

    #[test]
    fn what_is_published_finds_nothing_of_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let from = |from: Option<&str>| {
            let rule = Rule { from: from.map(day), ..rule(&[]) };
            published(rule, day("2026-03-02")).from.unwrap()
        };
        assert_eq!(from(None), day("2026-03-02"));
        assert_eq!(from(Some("2026-01-01")), day("2026-03-02"));
        assert_eq!(from(Some("2026-04-01")), day("2026-04-01"));
    }

    #[test]
    fn ids_are_such_as_stand_in_addresses() {
        assert_eq!(id_fault("decision-2"), None);
        let faults = ["", "-a", "A", "a/b", &"a".repeat(61)].map(|id| id_fault(id).unwrap());
        let pattern = FieldCode::Pattern;
        assert_eq!(faults, [FieldCode::Required, pattern, pattern, pattern, FieldCode::TooLong]);
    }
}
