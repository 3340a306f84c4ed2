//! Counting a month: what every measure of the hall is for each agency, asked of the rooms that know it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use schema::calendar::{Calendar, Limit, LimitUnit, moment};
use schema::performance::{Counted, Measure, Period, Ratio, Value};
use schema::role::Role;
use schema::supervise::{Grade, Monitor};

use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::cases::Measured;
use crate::features::dashboards::{self, Scope};
use crate::features::{accounts, cases, enquiries, supervision};

/// What is counted so far of an agency.
#[derive(Default)]
struct Sums {
    region: String,
    measured: Measured,
    /// Working days used and promised.
    days: Ratio,
    /// Days at work and to be at work.
    attendance: Ratio,
    /// Answered in time and at all.
    replies: Ratio,
    complaints: u64,
    yellow: u64,
    red: u64,
    told_twice: u64,
    /// Whether anybody or anything belongs to it: most agencies of a catalogue are none of this hall.
    is_here: bool,
}

/// Counts a month for the agencies of a part of the tree: by their number, with their region.
pub async fn count(
    tx: &mut Tx,
    scope: &Scope,
    period: Period,
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<Vec<(i64, String, Counted)>> {
    let between = (moment(period.first(), NaiveTime::MIN), moment(period.next().first(), NaiveTime::MIN));
    let mut agencies: BTreeMap<i64, Sums> = BTreeMap::new();
    for (agency, region) in store::agencies(tx, scope).await? {
        agencies.insert(agency, Sums { region, ..Sums::default() });
    }
    for (agency, measured) in cases::measured(tx, scope, between).await? {
        note(&mut agencies, agency, |sums| sums.measured = measured);
    }
    for speed in dashboards::speeds(tx, scope, period.first()).await? {
        let promised = speed.promised.as_deref().and_then(promised_days);
        let Some(promised) = promised else { continue };
        let (used, decided) = (speed.working_days.unsigned_abs(), speed.decided.unsigned_abs());
        note(&mut agencies, speed.agency, |sums| {
            sums.days.part += used;
            sums.days.whole += promised * decided;
        });
    }
    for month in enquiries::of_agencies(tx, &period.to_string()).await? {
        note(&mut agencies, month.agency, |sums| {
            sums.complaints = month.complaints.unsigned_abs();
            sums.replies = Ratio { part: month.on_time.unsigned_abs(), whole: month.answered.unsigned_abs() };
        });
    }
    cards(tx, scope, between, &mut agencies).await?;
    attend(tx, period, calendar, today, &mut agencies).await?;
    let here = agencies.into_iter().filter(|(_, sums)| sums.is_here);
    Ok(here.map(|(agency, sums)| (agency, sums.region.clone(), sums.counted())).collect())
}

fn note(agencies: &mut BTreeMap<i64, Sums>, agency: i64, add: impl FnOnce(&mut Sums)) {
    if let Some(sums) = agencies.get_mut(&agency) {
        sums.is_here = true;
        add(sums);
    }
}

/// A promised time in working days; none if it is promised in days of the calendar.
fn promised_days(limit: &str) -> Option<u64> {
    let limit: Limit = serde_json::from_str(limit).ok()?;
    (limit.unit == LimitUnit::WorkingDays).then_some(u64::from(limit.value))
}

/// The cards that were raised.
async fn cards(
    tx: &mut Tx,
    scope: &Scope,
    between: (DateTime<Utc>, DateTime<Utc>),
    agencies: &mut BTreeMap<i64, Sums>,
) -> Result<()> {
    for raised in supervision::raised_in(tx, scope, between).await? {
        let grade = Grade::from_slug(&raised.grade);
        let is_notice = Monitor::from_slug(&raised.monitor) == Some(Monitor::Notice);
        note(agencies, raised.agency, |sums| {
            match grade {
                Some(Grade::Yellow) => sums.yellow += raised.cards.unsigned_abs(),
                Some(Grade::Red) => sums.red += raised.cards.unsigned_abs(),
                Some(Grade::Warning) | None => return,
            }
            if is_notice {
                sums.told_twice += raised.cases.unsigned_abs();
            }
        });
    }
    Ok(())
}

/// The days on which staff were to be at work, and on which they did something. Leave is not held against anybody (请假冲抵), nor the
/// day that is not over.
async fn attend(
    tx: &mut Tx,
    period: Period,
    calendar: &Calendar,
    today: NaiveDate,
    agencies: &mut BTreeMap<i64, Sums>,
) -> Result<()> {
    let last = period.last().min(today - Days::new(1));
    let numbers: Vec<i64> = agencies.keys().copied().collect();
    let mut staff: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for colleague in accounts::colleagues(tx, &numbers).await? {
        if matches!(colleague.role, Role::Intake | Role::Officer) {
            staff.entry(colleague.account).or_default().insert(colleague.agency);
        }
    }
    let people: Vec<i64> = staff.keys().copied().collect();
    let days = (period.first(), last);
    let since: BTreeMap<i64, _> = accounts::since(tx, &people).await?.into_iter().collect();
    let away = accounts::away(tx, &people, days).await?;
    // Of the days before the hall put down who was there nobody can say who was.
    let Some(known) = cases::first_day_at_desk(tx).await? else { return Ok(()) };
    let at_desk: BTreeSet<_> = cases::days_at_desk(tx, &people, days).await?.into_iter().collect();
    for (account, at) in staff {
        let begins =
            since.get(&account).map_or(days.0, |at| schema::calendar::local_day(*at).max(days.0)).max(known);
        let is_away = |day| away.iter().any(|it| it.account == account && it.from <= day && day <= it.until);
        let to_be = begins.iter_days().take_while(|day| *day <= last);
        let to_be = to_be.filter(|day| calendar.is_working(*day) && !is_away(*day));
        let (mut present, mut all) = (0, 0);
        for day in to_be {
            all += 1;
            present += u64::from(at_desk.contains(&(account, day)));
        }
        for agency in at {
            note(agencies, agency, |sums| {
                sums.attendance.part += present;
                sums.attendance.whole += all;
            });
        }
    }
    Ok(())
}

impl Sums {
    fn counted(self) -> Counted {
        let Measured { filed, online, decided, on_time, returned, ratings } = self.measured;
        let share = |part, whole| Value::Share(Ratio { part, whole });
        let (rated, satisfied) = (ratings.iter().sum(), ratings[2..].iter().sum());
        let value = |measure| match measure {
            Measure::OnTime => share(on_time, decided),
            Measure::Speed => Value::Share(self.days),
            Measure::Online => share(online, filed),
            Measure::Returned => share(returned, decided),
            Measure::ToldTwice => share(self.told_twice, filed),
            Measure::Satisfied => share(satisfied, rated),
            Measure::Rated => share(rated, decided),
            Measure::Replies => Value::Share(self.replies),
            Measure::Attendance => Value::Share(self.attendance),
            Measure::Complaints => Value::Times(self.complaints),
            Measure::YellowCards => Value::Times(self.yellow),
            Measure::RedCards => Value::Times(self.red),
        };
        let tally = Measure::ALL.into_iter().map(|measure| (measure, value(measure))).collect();
        Counted { tally, filed, decided, ratings }
    }
}
