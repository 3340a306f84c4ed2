//! When somebody may be said to be away, and with whom as deputy. Pure.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schema::absences::NewAbsence;
use schema::role::Role;
use schema::{FieldCode, FieldError};

use crate::features::accounts::{Colleague, Post};

/// How far ahead a day may lie.
const AHEAD_DAYS: i64 = 366;

/// An absence that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    pub account: i64,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub deputy: i64,
}

/// Somebody who says who is away: their posts, and everybody with a post at the same agencies.
pub struct Sayer<'a> {
    pub account: i64,
    pub posts: &'a [Post],
    pub colleagues: &'a [Colleague],
}

impl Sayer<'_> {
    /// Whether it is theirs to say of somebody: of themselves, and of those at an agency they lead.
    pub fn may_say_of(&self, account: i64) -> bool {
        let leads =
            |agency| self.posts.iter().any(|post| post.role == Role::AgencyLead && post.agency == agency);
        account == self.account || self.agencies(account).into_iter().any(leads)
    }

    fn agencies(&self, account: i64) -> BTreeSet<i64> {
        let posts = self.colleagues.iter().filter(|colleague| colleague.account == account);
        posts.map(|colleague| colleague.agency).collect()
    }

    /// What holds of it, or what does not. `others` are the times in which the same person is away already.
    pub fn checked(
        &self,
        new: &NewAbsence,
        today: NaiveDate,
        others: &[(NaiveDate, NaiveDate)],
    ) -> Result<Away, Vec<FieldError>> {
        let account = new.account.unwrap_or(self.account);
        let mut faults = Vec::new();
        let (from, until) =
            (needed(new.from, "/from", &mut faults), needed(new.until, "/until", &mut faults));
        let deputy = needed(new.deputy, "/deputy", &mut faults);
        if let Some((from, until)) = from.zip(until) {
            faults.extend(wrong_days(from, until, today, others));
        }
        let is_beside = |deputy| !self.agencies(account).is_disjoint(&self.agencies(deputy));
        if deputy.is_some_and(|deputy| deputy == account || !is_beside(deputy)) {
            faults.push(FieldError::new("/deputy", FieldCode::NotAChoice));
        }
        match (from, until, deputy) {
            (Some(from), Some(until), Some(deputy)) if faults.is_empty() => {
                Ok(Away { account, from, until, deputy })
            }
            _ => Err(faults),
        }
    }
}

fn needed<T>(said: Option<T>, at: &str, faults: &mut Vec<FieldError>) -> Option<T> {
    if said.is_none() {
        faults.push(FieldError::new(at, FieldCode::Required));
    }
    said
}

fn wrong_days(
    from: NaiveDate,
    until: NaiveDate,
    today: NaiveDate,
    others: &[(NaiveDate, NaiveDate)],
) -> Option<FieldError> {
    let meets = |(first, last): &(NaiveDate, NaiveDate)| from <= *last && *first <= until;
    let most = today + chrono::TimeDelta::days(AHEAD_DAYS);
    if until < from {
        Some(FieldError::new("/until", FieldCode::EndsBeforeStart))
    } else if until < today {
        Some(FieldError::new("/until", FieldCode::TooEarly).with("min", today.to_string()))
    } else if until > most {
        Some(FieldError::new("/until", FieldCode::TooLate).with("max", most.to_string()))
    } else {
        others.iter().any(meets).then(|| FieldError::new("/from", FieldCode::Taken))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    fn colleague(account: i64, agency: i64) -> Colleague {
        Colleague { account, name: String::new(), identity_number: None, role: Role::Officer, agency }
    }

    /// 1 leads agency 10, where 2 and 3 work; 4 works elsewhere.
    fn faults(of: i64, new: &NewAbsence) -> Vec<(String, FieldCode)> {
        let colleagues = [colleague(1, 10), colleague(2, 10), colleague(3, 10), colleague(4, 11)];
        let posts = [Post { role: Role::AgencyLead, agency: 10 }];
        let sayer = Sayer { account: of, posts: &posts, colleagues: &colleagues };
        let others = [(day("2026-03-20").unwrap(), day("2026-03-25").unwrap())];
        let found = sayer.checked(new, day("2026-03-02").unwrap(), &others).err().unwrap_or_default();
        found.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn an_absence_has_days_that_follow_on_each_other_and_a_deputy_who_works_beside() {
        let new = |from, until, deputy| NewAbsence { account: Some(2), from, until, deputy: Some(deputy) };
        let (monday, friday) = (day("2026-03-02"), day("2026-03-06"));
        let check = |new: NewAbsence, expected: &[(&str, FieldCode)]| {
            let expected: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), *code)).collect();
            assert_eq!(faults(1, &new), expected, "{new:?}");
        };
        check(new(monday, friday, 3), &[]);
        check(new(monday, monday, 1), &[]);
        check(new(friday, monday, 3), &[("/until", FieldCode::EndsBeforeStart)]);
        check(new(day("2026-02-23"), day("2026-02-27"), 3), &[("/until", FieldCode::TooEarly)]);
        check(new(monday, day("2036-03-02"), 3), &[("/until", FieldCode::TooLate)]);
        check(new(friday, day("2026-03-20"), 3), &[("/from", FieldCode::Taken)]);
        check(new(monday, friday, 4), &[("/deputy", FieldCode::NotAChoice)]);
        check(new(monday, friday, 2), &[("/deputy", FieldCode::NotAChoice)]);
        let nothing = ["/from", "/until", "/deputy"].map(|at| (at, FieldCode::Required));
        check(NewAbsence::default(), &nothing);
    }

    #[test]
    fn a_lead_says_it_for_their_agency_and_nobody_else_for_another() {
        let colleagues = [colleague(1, 10), colleague(2, 10), colleague(4, 11)];
        let may = |role, of| {
            let posts = [Post { role, agency: 10 }];
            Sayer { account: 1, posts: &posts, colleagues: &colleagues }.may_say_of(of)
        };
        assert!(may(Role::AgencyLead, 2) && may(Role::Officer, 1));
        assert!(!may(Role::Officer, 2) && !may(Role::AgencyLead, 4));
    }
}
