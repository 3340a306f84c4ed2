//! The days of a deadline as a row of squares: used, today, still to come, the last.

use crate::prelude::*;
use schema::calendar::Deadline;

use crate::text::{Cases, use_words};

/// More squares than this say nothing that a number does not say better.
const MOST: u32 = 30;

/// Where the clock is in its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    /// It is this day of the limit; 0 on the day of the start.
    Day(u32),
    /// So many days are used and the clock stands.
    Standing(u32),
    /// All days are used up.
    Over,
}

/// The hand, from the working days that are left.
fn hand(deadline: &Deadline, remaining: Option<i64>) -> Hand {
    match remaining {
        None => Hand::Standing(deadline.used),
        Some(left) => match u32::try_from(left) {
            Ok(left) => Hand::Day(deadline.total.saturating_sub(left)),
            Err(_) => Hand::Over,
        },
    }
}

/// The class of each square.
fn squares(total: u32, hand: Hand) -> Vec<&'static str> {
    let class = |day: u32| match hand {
        Hand::Day(now) if day < now => "used",
        Hand::Day(now) if day == now => "now",
        Hand::Standing(used) if day <= used => "used",
        Hand::Over => "over",
        _ if day == total => "end",
        _ => "to-go",
    };
    (1..=total).map(class).collect()
}

fn said(words: Cases, total: u32, hand: Hand) -> String {
    match hand {
        Hand::Day(day) => words.strip_label(total, day),
        Hand::Standing(used) => words.strip_standing(total, used),
        Hand::Over => words.strip_late(total),
    }
}

/// The row of squares; a sentence when there are too many to count.
#[component]
pub fn Strip(
    /// The deadline.
    deadline: Deadline,
    /// The working days left; none while the clock stands.
    remaining: Option<i64>,
) -> impl IntoView {
    let hand = hand(&deadline, remaining);
    let said = said(use_words().cases, deadline.total, hand);
    if deadline.total == 0 || deadline.total > MOST {
        return view! { <p class="soft">{said}</p> };
    }
    let squares = squares(deadline.total, hand).into_iter().enumerate();
    let squares = squares.map(|(before, class)| view! { <li class=class>{before + 1}</li> });
    view! { <ol class="strip" role="list" aria-label=said>{squares.collect_view()}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deadline(total: u32, used: u32) -> Deadline {
        Deadline { due: None, at: None, total, used, provisional: false, days: Vec::new() }
    }

    #[test]
    fn squares_show_what_is_used_and_what_is_left() {
        let check = |total, used, remaining, expect: &[&str]| {
            let deadline = deadline(total, used);
            assert_eq!(squares(total, hand(&deadline, remaining)), expect, "{total} {used} {remaining:?}");
        };
        check(4, 4, Some(4), &["to-go", "to-go", "to-go", "end"]);
        check(4, 4, Some(2), &["used", "now", "to-go", "end"]);
        check(4, 4, Some(0), &["used", "used", "used", "now"]);
        check(3, 3, Some(-2), &["over", "over", "over"]);
        check(4, 1, None, &["used", "to-go", "to-go", "end"]);
    }
}
