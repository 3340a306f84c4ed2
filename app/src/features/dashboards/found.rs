//! The sentence above a chart: what its rows say.

use crate::prelude::*;
use schema::dashboards::{Extreme, Finding, Measure, Tile};

use crate::text::{Words, tenths, typeset, use_words};

/// What a tile shows, with the name of what stands out in bold; nothing where it has no rows.
pub fn found(tile: &Tile) -> AnyView {
    let words = use_words();
    let Some(finding) = tile.finding() else { return ().into_any() };
    let (name, rest) = said(words, finding);
    view! { <p class="an">{(!name.is_empty()).then(|| view! { <b>{typeset(&name)}</b> })}{rest}</p> }
        .into_any()
}

/// What stands out, and what is said of it.
fn said(words: Words, finding: Finding<'_>) -> (String, String) {
    let board = words.dashboards;
    match finding {
        Finding::Balance { first, second, more } => {
            let (first, second) = if more < 0 { (second, first) } else { (first, second) };
            let (first, second) = (board.measure(first), board.measure(second).to_lowercase());
            let rest = match more.unsigned_abs() {
                0 => board.equal(first, &second),
                more => board.more(first, &second, more),
            };
            (String::new(), rest)
        }
        Finding::Busiest { row, measure, sum, days } => {
            let name = row.name.parse().map_or_else(|_| row.name.clone(), |day| words.full_day(day));
            let number = row.numbers.first().copied().unwrap_or_default();
            let mean = (sum * 10).checked_div(days as i64).unwrap_or_default();
            (name, board.busiest(&board.amount(measure, number), &tenths(mean)))
        }
        Finding::Alike { measure, number, at_least } => {
            let amount = board.amount(measure, number);
            let rest = match at_least {
                None => board.alike(&amount),
                Some(rows) => board.many_alike(rows, &amount),
            };
            (String::new(), rest)
        }
        Finding::Extreme(extreme) => (extreme.row.name.clone(), of_extreme(words, &extreme)),
    }
}

fn of_extreme(words: Words, extreme: &Extreme<'_>) -> String {
    let board = words.dashboards;
    let Extreme { measure, number, is_least, others, is_alone, share, beside, .. } = *extreme;
    let amount = board.amount(measure, number);
    if others > 0 {
        // What stands beside one of them says nothing of the others.
        return match is_least {
            false => board.all_most(others, others + 1, &amount),
            true => board.all_least(others, others + 1, &amount),
        };
    }
    let stands = match (measure, is_least) {
        _ if is_alone => board.alone(&amount),
        (Measure::AverageDays, false) => board.longest(&amount),
        (_, false) => board.most(&amount),
        (_, true) => board.least(&amount),
    };
    let share = share.filter(|_| !is_alone).map(|share| board.of_all(&tenths(share))).unwrap_or_default();
    let beside = match beside {
        Some((Measure::Late, 0)) => board.none_late().to_owned(),
        Some((Measure::Late, late)) => board.of_them_late(late),
        Some((measure, number)) => {
            board.beside(&board.measure(measure).to_lowercase(), &board.amount(measure, number))
        }
        None => String::new(),
    };
    format!("{stands}{share}{beside}{}", board.stop())
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::dashboards::Row;

    use super::*;

    fn row(name: &str, numbers: &[i64]) -> Row {
        Row { name: name.to_owned(), key: String::new(), numbers: numbers.to_vec() }
    }

    fn both(finding: &Finding<'_>) -> [String; 2] {
        [Locale::ZhCn, Locale::En].map(|locale| {
            let (name, rest) = said(Words::new(locale), finding.clone());
            format!("{name}{rest}").replace('\u{a0}', " ")
        })
    }

    #[test]
    fn findings_are_said_in_each_language() {
        let day = row("2026-02-05", &[12]);
        let agency = row("市监局", &[5, 2]);
        let extreme = Extreme {
            row: &agency,
            measure: Measure::InHand,
            number: 5,
            is_least: false,
            others: 0,
            is_alone: false,
            share: Some(416),
            beside: Some((Measure::Late, 2)),
        };
        let share = Extreme {
            measure: Measure::OnTimeShare,
            number: 875,
            is_least: true,
            share: None,
            beside: Some((Measure::Decided, 8)),
            ..extreme.clone()
        };
        let tied = Extreme { others: 1, ..extreme.clone() };
        let alone = Extreme { is_alone: true, share: Some(1000), ..extreme.clone() };
        for (finding, zh, en) in [
            (
                Finding::Balance { first: Measure::Opened, second: Measure::Decided, more: -2 },
                "办结比收件多 2 件。",
                "Decided: 2 more than filed.",
            ),
            (
                Finding::Busiest { row: &day, measure: Measure::Opened, sum: 31, days: 10 },
                "2026 年 2 月 5 日最多，12 件；平均每天 3.1 件。",
                "5 February 2026 had most: 12. The average day had 3.1.",
            ),
            (
                Finding::Alike { measure: Measure::OnTimeShare, number: 1000, at_least: None },
                "都是 100.0%。",
                "The same everywhere: 100.0%.",
            ),
            (
                Finding::Extreme(extreme.clone()),
                "市监局最多，5 件，占 41.6%，其中超期 2 件。",
                "市监局: most, with 5, 41.6% of all, 2 of them late.",
            ),
            (Finding::Extreme(tied), "市监局等 2 个最多，各 5 件。", "市监局 and 1 more: most, with 5 each."),
            (Finding::Extreme(alone), "市监局：5 件，其中超期 2 件。", "市监局: 5, 2 of them late."),
            (
                Finding::Extreme(share),
                "市监局最低，87.5%，办结 8 件。",
                "市监局: lowest, with 87.5%, decided: 8.",
            ),
        ] {
            assert_eq!(both(&finding), [zh, en]);
        }
    }
}
