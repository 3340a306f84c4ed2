//! The words of the legal clock: what becomes of each day.

texts! {
    /// A deadline day by day.
    Clock {
        how_counted: "一天一天怎么算的" | "How the days are counted",
        counted(day: u32): "第 {day} 天" | "day {day}",
        nth(day: u32): "第{day}天" | "day {day}",
        extended(day: u32): "延期里的第 {day} 天" | "day {day}, out of the extension",
        day_of_start: "开始" | "starts",
        start: "开始那天，不算" | "The day it starts, not counted",
        supplement: "等补正，时限停住，不算" | "Waiting for the applicant: the clock stands, not counted",
        special_procedure(name: &str): "{name}，时限停住，不算" | "Special procedure, {name}: the clock stands, not counted",
        moved_on: "日子已满，顺延到下一个工作日" | "The days are used up; it goes on to the next working day",
        weekend: "周末，不算" | "Weekend, not counted",
        not_counted: "不算" | "not counted",
        half_day: "半天" | "half day",
        holiday(name: &str): "{name}放假" | "{name}",
        worked_weekend(name: &str): "{name}调休上班" | "worked for {name}",
        and(kind: &str, treated: &str): "{kind}，{treated}" | "{kind}, {treated}",
        provisional(year: i32): "{year} 年的放假安排还没有公布，先按周末和日子固定的节日算。公布以后会重新算，日子变了会告诉您。" | "The holidays of {year} are not published yet: only weekends and holidays on fixed dates are counted. The day is worked out again then, and you are told if it moves.",
        from_to(first: &str, last: &str): "{first}至 {last}" | "{first} to {last}",
    }
}
