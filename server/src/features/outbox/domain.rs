//! When something is sent, when once more, and when no more. Pure.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use schema::calendar::{CHINA, local_day, moment};

use crate::config::Hours;
use crate::ports::Unsent;

/// By what something is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Sms,
    Mail,
    Webhook,
}

impl Channel {
    const ALL: [Self; 3] = [Self::Sms, Self::Mail, Self::Webhook];

    /// The name in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }

    /// The one with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.slug() == slug)
    }
}

/// Whom something is for, by row number: where they are reached is looked up when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    Account(i64),
    System(i64),
}

/// Why something was not done, in words for whoever runs the hall.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It was sent, or will be, or is not there.
    #[error("{0} is not among what was given up: `onehall outbox list` shows that")]
    NotDead(i64),
}

/// What becomes of something after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has been sent.
    Sent,
    /// It is sent again, not before this moment.
    Again(DateTime<Utc>, Unsent),
    /// It is not sent any more.
    Dead(Unsent),
}

/// How long is waited after an attempt that failed, by its number. After the tenth, four days and a half from the first, nothing
/// is tried any more.
const fn wait(attempt: i64) -> Option<TimeDelta> {
    Some(match attempt {
        ..=1 => TimeDelta::minutes(1),
        2 => TimeDelta::minutes(5),
        3 => TimeDelta::minutes(30),
        4 => TimeDelta::hours(2),
        5 => TimeDelta::hours(6),
        6..=9 => TimeDelta::days(1),
        _ => return None,
    })
}

/// What an attempt means; `attempt` counts it.
pub fn verdict(outcome: Result<(), Unsent>, attempt: i64, now: DateTime<Utc>) -> Verdict {
    match outcome {
        Ok(()) => Verdict::Sent,
        Err(why) if why.is_final() => Verdict::Dead(why),
        Err(why) => wait(attempt).map_or(Verdict::Dead(why), |wait| Verdict::Again(now + wait, why)),
    }
}

/// When a text message may be sent that is due now: now, or when the hours begin next.
pub fn quiet_until(hours: Hours, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (day, time) = (local_day(now), now.with_timezone(&CHINA).time());
    let begin = |day: NaiveDate| moment(day, hours.from);
    if hours.from == hours.until || (hours.from <= time && time < hours.until) {
        None
    } else if time < hours.from {
        Some(begin(day))
    } else {
        day.succ_opt().map(begin)
    }
}

/// A telephone number as a gateway takes it: digits, and the `+` before a country.
pub fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        let (day, time) = text.split_once(' ').unwrap();
        moment(day.parse().unwrap(), NaiveTime::parse_from_str(time, "%H:%M").unwrap())
    }

    #[test]
    fn it_is_tried_ten_times_at_growing_distances() {
        let begin = at("2026-03-02 09:00");
        let (mut now, mut waits) = (begin, Vec::new());
        for attempt in 1.. {
            match verdict(Err(Unsent::Refused), attempt, now) {
                Verdict::Again(next, Unsent::Refused) => {
                    waits.push((next - now).num_minutes());
                    now = next;
                }
                Verdict::Dead(Unsent::Refused) => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waits, [1, 5, 30, 120, 360, 1440, 1440, 1440, 1440]);
        assert_eq!(verdict(Ok(()), 10, now), Verdict::Sent);
    }

    #[test]
    fn what_would_come_to_the_same_is_not_tried_again() {
        let now = at("2026-03-02 09:00");
        for (why, is_final) in [
            (Unsent::Off, true),
            (Unsent::NoAddress, true),
            (Unsent::Unwanted, true),
            (Unsent::Gone, true),
            (Unsent::TimedOut, false),
            (Unsent::Unreachable, false),
            (Unsent::Refused, false),
            (Unsent::Internal, false),
        ] {
            assert_eq!(verdict(Err(why), 1, now) == Verdict::Dead(why), is_final, "{why:?}");
        }
    }

    #[test]
    fn nobody_is_woken() {
        let hours: Hours = "08:00-21:00".parse().unwrap();
        for (now, until) in [
            ("2026-03-02 08:00", None),
            ("2026-03-02 20:59", None),
            ("2026-03-02 21:00", Some("2026-03-03 08:00")),
            ("2026-03-02 23:59", Some("2026-03-03 08:00")),
            ("2026-03-03 00:00", Some("2026-03-03 08:00")),
            ("2026-03-03 07:59", Some("2026-03-03 08:00")),
        ] {
            assert_eq!(quiet_until(hours, at(now)), until.map(at), "{now}");
        }
        let always: Hours = "00:00-00:00".parse().unwrap();
        assert_eq!(quiet_until(always, at("2026-03-03 03:00")), None);
    }

    #[test]
    fn a_number_is_dialled_without_what_makes_it_readable() {
        assert_eq!(dialled("138 0013-8000"), "13800138000");
        assert_eq!(dialled("+86 20 1234 5678"), "+862012345678");
    }

    #[test]
    fn channels_are_known_by_their_names() {
        assert!(Channel::ALL.iter().all(|channel| Channel::from_slug(channel.slug()) == Some(*channel)));
    }
}
