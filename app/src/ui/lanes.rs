//! Rows on one ruler of days: what was worked, where it stood, what is to come. It knows nothing of government.
//!
//! A line runs from the middle of one day to the middle of another; days off are hatched from edge to edge. The drawing says
//! nothing to a screen reader: whoever uses it says the same in words beside it.

use crate::prelude::*;
use chrono::NaiveDate;

/// The id of the pattern that hatches days off; [`Axis`] brings it.
const HATCH: &str = "lanes-off";

/// The days that all rows of a drawing share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruler {
    first: NaiveDate,
    last: NaiveDate,
    today: Option<NaiveDate>,
    off: Vec<NaiveDate>,
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Solid: it is over, and went well.
    Over,
    /// Solid: it is being worked on.
    Worked,
    /// Dashed: it stands.
    Standing,
    /// Hollow: it is to come.
    ToCome,
    /// Solid, and past its last day.
    Late,
    /// Dotted: it will begin, nobody knows when.
    Held,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Worked => "used",
            Self::Standing => "paused",
            Self::ToCome => "to-go",
            Self::Late => "late",
            Self::Held => "held",
        }
    }
}

/// A line of a row, from the middle of a day to the middle of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// How it looks.
    pub look: Look,
    /// The day it begins on.
    pub from: NaiveDate,
    /// The day it ends on.
    pub until: NaiveDate,
}

/// What is to be seen at the end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A disc with a tick: it went well.
    Done,
    /// A ring: it is over.
    Ended,
    /// A triangle: it waits for the reader.
    Waits,
}

/// A row of the drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its lines.
    pub stretches: Vec<Stretch>,
    /// The sign, and the day it stands at.
    pub sign: Option<(Sign, NaiveDate)>,
}

impl Ruler {
    /// The ruler from one day to another, both with it. `off` are the days on which nobody works; `today` is marked where it
    /// is on the ruler.
    pub fn new(first: NaiveDate, last: NaiveDate, today: NaiveDate, off: &[NaiveDate]) -> Self {
        // Of one day nothing could be seen.
        let last = last.max(first.succ_opt().unwrap_or(first));
        let is_here = |day: &NaiveDate| (first..=last).contains(day);
        let mut off: Vec<NaiveDate> = off.iter().copied().filter(is_here).collect();
        off.sort_unstable();
        off.dedup();
        Self { first, last, today: Some(today).filter(is_here), off }
    }

    /// Half days from its beginning to the edge of a day.
    fn edge(&self, day: NaiveDate) -> i64 {
        (day.clamp(self.first, self.last) - self.first).num_days() * 2
    }

    /// Half days from its beginning to the middle of a day.
    fn middle(&self, day: NaiveDate) -> i64 {
        self.edge(day) + 1
    }

    /// So many half days in hundredths of its width.
    fn share(&self, halves: i64) -> String {
        let all = ((self.last - self.first).num_days() + 1) * 2;
        let parts = halves * 10_000 / all;
        format!("{}.{:02}%", parts / 100, parts % 100)
    }

    /// The days off as runs: first day and how many.
    fn runs(&self) -> Vec<(NaiveDate, i64)> {
        let mut runs: Vec<(NaiveDate, i64)> = Vec::new();
        for day in &self.off {
            match runs.last_mut() {
                Some((first, days)) if (*day - *first).num_days() == *days => *days += 1,
                _ => runs.push((*day, 1)),
            }
        }
        runs
    }
}

/// The days over the rows: the first, the last, and today.
#[component]
pub fn Axis(
    /// The ruler.
    ruler: Ruler,
    /// What today is called.
    today: &'static str,
    /// The first day in words.
    first: String,
    /// The last day in words.
    last: String,
) -> impl IntoView {
    let mark = ruler.today.map(|day| {
        let halves = ruler.middle(day);
        let all = ruler.middle(ruler.last);
        // At the edges the word stands inside of the drawing.
        let anchor = match halves * 10 {
            tenths if tenths < all => "start",
            tenths if tenths > all * 9 => "end",
            _ => "middle",
        };
        view! { <text class="today" x=ruler.share(halves) y="1em" text-anchor=anchor>{today}</text> }
    });
    view! {
        <svg class="axis" width="100%" height="2.9em" aria-hidden="true">
            <defs>
                <pattern id=HATCH width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="ground" width="5" height="5"></rect>
                    <path class="hatch" d="M0 0v5"></path>
                </pattern>
            </defs>
            {mark}
            <text x="0" y="2.5em">{first}</text>
            <text x="100%" y="2.5em" text-anchor="end">{last}</text>
        </svg>
    }
}

/// One row.
#[component]
pub fn Track(
    /// The ruler.
    ruler: Ruler,
    /// What is on it.
    row: Row,
) -> impl IntoView {
    let off = ruler.runs().into_iter().map(|(first, days)| {
        let (x, width) = (ruler.share(ruler.edge(first)), ruler.share(days * 2));
        view! { <rect class="rest" x=x width=width height="26" fill=format!("url(#{HATCH})")></rect> }
    });
    let off = off.collect_view();
    let lines = row.stretches.iter().map(|stretch| line(&ruler, *stretch)).collect_view();
    let today = ruler.today.map(|day| {
        let x = ruler.share(ruler.middle(day));
        view! { <line class="today" x1=x.clone() x2=x y2="26"></line> }
    });
    let sign = row.sign.map(|(sign, day)| {
        let x = ruler.share(ruler.middle(day));
        view! { <svg class="sign" x=x y="13">{drawn(sign)}</svg> }
    });
    view! {
        <svg class="track" width="100%" height="26" aria-hidden="true">{off}{lines}{today}{sign}</svg>
    }
}

fn line(ruler: &Ruler, Stretch { look, from, until }: Stretch) -> AnyView {
    let (begin, end) = (ruler.middle(from), ruler.middle(until));
    let (x, class) = (ruler.share(begin), look.class());
    match look {
        Look::Standing | Look::Held => {
            view! { <line class=class x1=x x2=ruler.share(end) y1="13" y2="13"></line> }
        }
        // Its border is drawn around it.
        Look::ToCome => {
            view! { <rect class=class x=x y="9" width=ruler.share((end - begin).max(0)) height="8"></rect> }
        }
        Look::Over | Look::Worked | Look::Late => {
            view! { <rect class=class x=x y="8" width=ruler.share((end - begin).max(0)) height="10"></rect> }
        }
    }
}

fn drawn(sign: Sign) -> AnyView {
    match sign {
        Sign::Done => view! {
            <circle class="over" r="8"></circle>
            <path class="tick" d="M-3.5 .2l2.6 2.8 4.6-5.4"></path>
        },
        Sign::Ended => view! { <circle class="ended" r="6.5"></circle> },
        Sign::Waits => view! { <path class="wait" d="M0-10l9 19h-18z"></path> },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, day).unwrap()
    }

    fn ruler(today: u32) -> Ruler {
        Ruler::new(day(1), day(10), day(today), &[day(6), day(5), day(9), day(5), day(29)])
    }

    /// The first opening tag with this class, whatever the order of its attributes.
    fn tag<'a>(html: &'a str, class: &str) -> Option<&'a str> {
        let class = format!("class=\"{class}\"");
        html.split('<').filter_map(|rest| rest.split('>').next()).find(|tag| tag.contains(&class))
    }

    #[test]
    fn lines_go_from_the_middle_of_a_day_to_the_middle_of_another() {
        let row = Row {
            stretches: vec![Stretch { look: Look::Worked, from: day(1), until: day(4) }],
            sign: Some((Sign::Waits, day(4))),
        };
        let html = view! { <Track ruler=ruler(4) row/> }.to_html();
        let drawn = |class: &str, place: &str| tag(&html, class).is_some_and(|tag| tag.contains(place));
        assert!(drawn("used", r#"x="5.00%" y="8" width="30.00%""#), "{html}");
        assert!(drawn("today", r#"x1="35.00%" x2="35.00%""#), "{html}");
        assert!(drawn("sign", r#"x="35.00%""#) && drawn("wait", "path"), "{html}");
    }

    #[test]
    fn days_off_that_follow_each_other_are_one_and_those_beside_the_ruler_none() {
        assert_eq!(ruler(4).runs(), [(day(5), 2), (day(9), 1)]);
        let html = view! { <Track ruler=ruler(4) row=Row::default()/> }.to_html();
        assert!(tag(&html, "rest").is_some_and(|tag| tag.contains(r#"x="40.00%" width="20.00%""#)), "{html}");
        assert_eq!(html.matches(r#"class="rest""#).count(), 2, "{html}");
    }

    #[test]
    fn what_is_not_on_the_ruler_is_drawn_at_its_end() {
        let ruler = ruler(20);
        assert_eq!(ruler.today, None);
        assert_eq!(ruler.share(ruler.middle(day(28))), "95.00%");
        // A row that ends before it begins is nothing, and not less.
        let row =
            Row { stretches: vec![Stretch { look: Look::Over, from: day(8), until: day(3) }], sign: None };
        assert!(view! { <Track ruler row/> }.to_html().contains(r#"width="0.00%""#));
    }

    #[test]
    fn a_ruler_of_one_day_has_two() {
        let ruler = Ruler::new(day(3), day(3), day(3), &[]);
        assert_eq!((ruler.share(ruler.middle(day(3))), ruler.last), ("25.00%".to_owned(), day(4)));
    }

    #[test]
    fn today_stays_inside_of_the_drawing() {
        for (today, anchor) in [(1, "start"), (5, "middle"), (10, "end")] {
            let ruler = ruler(today);
            let (first, last) = ("9 月 1 日".to_owned(), "9 月 10 日".to_owned());
            let html = view! { <Axis ruler today="今天" first last/> }.to_html();
            let said = format!("text-anchor=\"{anchor}\"");
            assert!(tag(&html, "today").is_some_and(|tag| tag.contains(&said)), "{html}");
        }
    }
}
