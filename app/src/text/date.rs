//! Days and moments in words. A day is a local day in China; "today" is never asked for here.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc, Weekday};
use schema::Locale;
use schema::calendar::{CHINA, MONTHS};

use super::Words;

impl Words {
    /// A day of this year or the next, such as “11 月 28 日”. A line never ends inside it.
    pub fn day(self, day: NaiveDate) -> String {
        match self.locale {
            Locale::ZhCn => format!("{}\u{a0}月\u{a0}{}\u{a0}日", day.month(), day.day()),
            Locale::En => format!("{}\u{a0}{}", day.day(), month(day)),
        }
    }

    /// The month of a day, such as “11 月”, for the head of a column.
    pub fn month(self, day: NaiveDate) -> String {
        match self.locale {
            Locale::ZhCn => format!("{}\u{a0}月", day.month()),
            Locale::En => month(day).chars().take(3).collect(),
        }
    }

    /// A day with its weekday, such as “11 月 28 日 周六”.
    pub fn weekday_and_day(self, day: NaiveDate) -> String {
        match self.locale {
            Locale::ZhCn => format!("{} {}", self.day(day), self.weekday(day.weekday())),
            Locale::En => format!("{}, {}", self.weekday(day.weekday()), self.day(day)),
        }
    }

    /// A day of any year, such as “2026 年 11 月 28 日”.
    pub fn full_day(self, day: NaiveDate) -> String {
        match self.locale {
            Locale::ZhCn => format!("{}\u{a0}年 {}", day.year(), self.day(day)),
            Locale::En => format!("{} {}", self.day(day), day.year()),
        }
    }

    /// The day of a moment by the clocks of China, of any year.
    pub fn local_day(self, at: DateTime<Utc>) -> String {
        self.full_day(at.with_timezone(&CHINA).date_naive())
    }

    /// A moment of any year, as a document bears it: “2026 年 11 月 28 日 17:30”.
    pub fn full_moment(self, at: DateTime<Utc>) -> String {
        let (day, time) = (self.local_day(at), time_of_day(at));
        match self.locale {
            Locale::ZhCn => format!("{day} {time}"),
            Locale::En => format!("{day}, {time}"),
        }
    }

    /// A moment by the clocks of China, such as “11 月 28 日 17:30”.
    pub fn moment(self, at: DateTime<Utc>) -> String {
        let (day, time) = (self.day(at.with_timezone(&CHINA).date_naive()), time_of_day(at));
        match self.locale {
            Locale::ZhCn => format!("{day} {time}"),
            Locale::En => format!("{day}, {time}"),
        }
    }

    /// The head of a calendar, from Monday on.
    pub const fn weekday_initials(self) -> [&'static str; 7] {
        match self.locale {
            Locale::ZhCn => ["一", "二", "三", "四", "五", "六", "日"],
            Locale::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        }
    }

    fn weekday(self, day: Weekday) -> &'static str {
        let (chinese, english) = match day {
            Weekday::Mon => ("周一", "Monday"),
            Weekday::Tue => ("周二", "Tuesday"),
            Weekday::Wed => ("周三", "Wednesday"),
            Weekday::Thu => ("周四", "Thursday"),
            Weekday::Fri => ("周五", "Friday"),
            Weekday::Sat => ("周六", "Saturday"),
            Weekday::Sun => ("周日", "Sunday"),
        };
        match self.locale {
            Locale::ZhCn => chinese,
            Locale::En => english,
        }
    }
}

/// The time by the clocks of China, such as “17:30”.
pub fn time_of_day(at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&CHINA);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A moment as the `datetime` of a `<time>`: local time with its offset.
pub fn machine_time(at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&CHINA);
    format!("{}T{:02}:{:02}+08:00", at.date_naive(), at.hour(), at.minute())
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS.get(day.month0() as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        let check = |said: String, expect| assert_eq!(said.replace('\u{a0}', " "), expect);
        let words = Words::new(Locale::ZhCn);
        assert_eq!(words.day(day), "11\u{a0}月\u{a0}28\u{a0}日");
        check(words.weekday_and_day(day), "11 月 28 日 周六");
        check(words.full_day(day), "2026 年 11 月 28 日");
        check(words.month(day), "11 月");
        let words = Words::new(Locale::En);
        check(words.weekday_and_day(day), "Saturday, 28 November");
        check(words.full_day(day), "28 November 2026");
        check(words.month(day), "Nov");
    }

    #[test]
    fn moments_are_told_by_the_clocks_of_china() {
        let at: DateTime<Utc> = "2026-11-27T16:05:00Z".parse().unwrap();
        let words = Words::new(Locale::ZhCn);
        assert_eq!(words.moment(at), "11\u{a0}月\u{a0}28\u{a0}日 00:05");
        assert_eq!(words.full_moment(at).replace('\u{a0}', " "), "2026 年 11 月 28 日 00:05");
        assert_eq!(machine_time(at), "2026-11-28T00:05+08:00");
    }
}
