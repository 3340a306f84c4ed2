//! Versions of one rule after each other: until the next one begins the one before it holds, and nothing of what was is judged by what
//! came later.

use chrono::NaiveDate;

use super::rule::Rule;

/// The versions of rules, each until the day before the next of the same rule begins: what rules find with, the older first. One
/// that the next leaves no day is not among them.
pub fn in_succession(mut versions: Vec<Rule>) -> Vec<Rule> {
    versions.sort_by(|one, other| (&one.id, one.version).cmp(&(&other.id, other.version)));
    let mut next: Option<(String, Option<NaiveDate>)> = None;
    let mut held = Vec::with_capacity(versions.len());
    for mut rule in versions.into_iter().rev() {
        // The one that begins first among those after it.
        let bound = next.take().filter(|(id, _)| *id == rule.id).map(|(_, from)| from);
        let from = match bound {
            None => rule.from,
            Some(bound) => rule.from.zip(bound).map(|(own, next)| own.min(next)),
        };
        next = Some((rule.id.clone(), from));
        match bound {
            None => held.push(rule),
            // The next holds from the beginning of time.
            Some(None) => {}
            Some(Some(day)) => {
                let last = day.pred_opt().unwrap_or(day);
                rule.until = Some(rule.until.map_or(last, |until| until.min(last)));
                if rule.from.is_none_or(|from| from <= last) {
                    held.push(rule);
                }
            }
        }
    }
    held.reverse();
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(id: &str, number: u32, from: Option<&str>) -> Rule {
        let mut rule = Rule::shipped().unwrap().remove(0);
        rule.id = id.to_owned();
        rule.version = number;
        rule.from = from.map(|day| day.parse().unwrap());
        rule
    }

    fn told(rules: Vec<Rule>) -> Vec<(u32, Option<String>, Option<String>)> {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        in_succession(rules).into_iter().map(|rule| (rule.version, day(rule.from), day(rule.until))).collect()
    }

    #[test]
    fn the_one_before_holds_until_the_next_begins() {
        let day = |text: &str| Some(text.to_owned());
        let rules = vec![version("a", 2, Some("2026-03-10")), version("a", 1, None), version("b", 1, None)];
        let expected = [(1, None, day("2026-03-09")), (2, day("2026-03-10"), None), (1, None, None)];
        assert_eq!(told(rules), expected);
    }

    #[test]
    fn one_that_has_no_day_is_not_among_them() {
        let day = |text: &str| Some(text.to_owned());
        // The third was published to begin before the second did.
        let rules = vec![
            version("a", 1, None),
            version("a", 2, Some("2026-03-10")),
            version("a", 3, Some("2026-03-05")),
        ];
        assert_eq!(told(rules), [(1, None, day("2026-03-04")), (3, day("2026-03-05"), None)]);
        assert_eq!(told(vec![version("a", 1, Some("2026-03-05")), version("a", 2, None)]), [(2, None, None)]);
    }
}
