//! The chip that says how long a case still has: in words, and by its shape.

use crate::prelude::*;
use schema::cases::CaseSummary;
use schema::process::Status;

use crate::text::{Cases, use_words};

/// From how many working days on a deadline counts as near.
const NEAR: i64 = 2;

/// How a chip looks; the style sheet draws a shape for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// There is time.
    Fine,
    /// It is near.
    Soon,
    /// It is today.
    Today,
    /// It has passed.
    Late,
    /// The clock stands, or there is none.
    Hold,
    /// It is over.
    Done,
}

impl Look {
    /// The class of the chip.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Fine => "due ok",
            Self::Soon => "due soon",
            Self::Today => "due today",
            Self::Late => "due late",
            Self::Hold => "due hold",
            Self::Done => "due done",
        }
    }
}

/// What a chip says, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its look.
    pub look: Look,
    /// Its words.
    pub words: String,
}

/// The chip of a case.
pub fn due(case: &CaseSummary, words: Cases) -> Due {
    let say = |look, words: &str| Due { look, words: words.to_owned() };
    match (case.status, case.remaining) {
        (Status::WaitingForApplicant, _) => say(Look::Hold, words.stands()),
        (Status::SpecialProcedure, _) => say(Look::Hold, words.stands_special()),
        (Status::Delivered, _) => say(Look::Done, words.closed_delivered()),
        (Status::NotAccepted, _) => say(Look::Done, words.closed_not_accepted()),
        (Status::Withdrawn, _) => say(Look::Done, words.closed_withdrawn()),
        (Status::Terminated, _) => say(Look::Done, words.closed_terminated()),
        (Status::Decided, None) => say(Look::Done, words.closed_decided()),
        (Status::Submitted | Status::Accepted | Status::InReview, None) => say(Look::Hold, words.no_limit()),
        (_, Some(days)) => due_in(days, words),
    }
}

/// The chip of so many working days that are left; fewer than none are days late.
pub fn due_in(days: i64, words: Cases) -> Due {
    match days {
        -1 => Due { look: Look::Late, words: words.one_day_late().to_owned() },
        days if days < 0 => Due { look: Look::Late, words: words.days_late(days.saturating_neg()) },
        0 => Due { look: Look::Today, words: words.due_today().to_owned() },
        1 => Due { look: Look::Soon, words: words.one_day_left().to_owned() },
        days => {
            Due { look: if days <= NEAR { Look::Soon } else { Look::Fine }, words: words.days_left(days) }
        }
    }
}

/// The chip itself.
#[component]
pub fn DueChip(
    /// What it says.
    due: Due,
) -> impl IntoView {
    view! { <span class=due.look.class()>{due.words}</span> }
}

/// The chip of a case in the language of the page.
pub fn use_due(case: &CaseSummary) -> Due {
    due(case, use_words().cases)
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::id::CaseNumber;

    use super::*;

    fn case(status: Status, remaining: Option<i64>) -> CaseSummary {
        CaseSummary {
            number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
            item_name: "居住证申领".into(),
            department: "公安局".into(),
            applicant: "王小明".into(),
            status,
            tasks: Vec::new(),
            opened_at: Default::default(),
            due: None,
            remaining,
        }
    }

    #[test]
    fn a_chip_says_in_words_and_shape_how_long_there_is() {
        let check = |status, remaining, look, chinese: &str, english: &str| {
            let case = case(status, remaining);
            assert_eq!(due(&case, Cases(Locale::ZhCn)), Due { look, words: chinese.into() });
            assert_eq!(due(&case, Cases(Locale::En)), Due { look, words: english.into() });
        };
        check(Status::InReview, Some(9), Look::Fine, "剩 9 日", "9 days left");
        check(Status::InReview, Some(3), Look::Fine, "剩 3 日", "3 days left");
        check(Status::Accepted, Some(2), Look::Soon, "剩 2 日", "2 days left");
        check(Status::Submitted, Some(1), Look::Soon, "剩 1 日", "1 day left");
        check(Status::InReview, Some(0), Look::Today, "今天到期", "Due today");
        check(Status::InReview, Some(-1), Look::Late, "超 1 日", "1 day late");
        check(Status::Decided, Some(-4), Look::Late, "超 4 日", "4 days late");
        check(Status::Decided, None, Look::Done, "已决定", "Decided");
        check(Status::InReview, None, Look::Hold, "未公布时限", "No limit published");
        check(Status::WaitingForApplicant, None, Look::Hold, "等补正", "Clock stands");
        check(Status::SpecialProcedure, None, Look::Hold, "特别程序", "Special procedure");
        check(Status::Delivered, Some(-3), Look::Done, "已办结", "Done");
        check(Status::NotAccepted, None, Look::Done, "不予受理", "Not accepted");
        check(Status::Withdrawn, None, Look::Done, "已撤回", "Taken back");
        check(Status::Terminated, None, Look::Done, "已终止", "Ended");
    }
}
