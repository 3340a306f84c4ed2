//! The patterns that JSON Logic can say without an engine for regular expressions: what a text is, begins or ends with or
//! has in it, and how long it is.

use serde_json::{Value, json};

/// Characters that mean something other than themselves.
const SPECIAL: &str = r"\^$.|?*+()[]{}";

/// Whether the text matches the pattern, as JSON Logic. Nothing for a pattern that it cannot say.
pub(super) fn logic(pattern: &str, text: &Value) -> Option<Value> {
    let (from_start, rest) = pattern.strip_prefix('^').map_or((false, pattern), |rest| (true, rest));
    let (to_end, body) = rest.strip_suffix('$').map_or((false, rest), |rest| (true, rest));
    if !body.contains(|char| SPECIAL.contains(char)) {
        return Some(match (from_start, to_end) {
            _ if body.is_empty() && !(from_start && to_end) => json!(true),
            (true, true) => json!({"===": [text, body]}),
            (true, false) => json!({"starts_with": [text, body]}),
            (false, true) => json!({"ends_with": [text, body]}),
            (false, false) => json!({"in": [body, text]}),
        });
    }
    let length = lengths(body).filter(|_| from_start && to_end)?;
    let size = json!({"length": [text]});
    // A dot is any character but the end of a line.
    let breaks = ["\n", "\r", "\u{2028}", "\u{2029}"].map(|line| json!({"!": [{"in": [line, text]}]}));
    let mut all = breaks.to_vec();
    all.extend(match length {
        Lengths::Between(least, most) => vec![
            json!({">=": [size.clone(), least]}),
            most.map_or(json!(true), |most| json!({"<=": [size, most]})),
        ],
        Lengths::Times(count) => vec![json!({"===": [{"%": [size, count]}, 0]})],
    });
    Some(json!({"and": all}))
}

/// How many characters.
enum Lengths {
    Between(u32, Option<u32>),
    Times(u32),
}

/// `.*`, `.+`, `.{2}`, `.{2,}`, `.{2,5}`, `...`, `(?:..)*`, `(?:.{2})*`.
fn lengths(body: &str) -> Option<Lengths> {
    let repeated = ["(?:", "("].into_iter().find_map(|open| body.strip_prefix(open)?.strip_suffix(")*"));
    if let Some(unit) = repeated {
        let Lengths::Between(count, most) = dots(unit)? else { return None };
        return (most == Some(count) && count > 0).then_some(Lengths::Times(count));
    }
    dots(body)
}

fn dots(body: &str) -> Option<Lengths> {
    let count = u32::try_from(body.len()).ok()?;
    if body.bytes().all(|byte| byte == b'.') {
        return Some(Lengths::Between(count, Some(count)));
    }
    match body.strip_prefix('.')? {
        "*" => return Some(Lengths::Between(0, None)),
        "+" => return Some(Lengths::Between(1, None)),
        _ => {}
    }
    let bounds = body.strip_prefix(".{")?.strip_suffix('}')?;
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    Some(match bounds.split_once(',') {
        None => Lengths::Between(number(bounds)?, Some(number(bounds)?)),
        Some((least, "")) => Lengths::Between(number(least)?, None),
        Some((least, most)) => Lengths::Between(number(least)?, Some(number(most)?)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::expr::{Expr, Truth};

    fn said(pattern: &str, text: &str) -> Option<bool> {
        let expr = Expr::parse(&logic(pattern, &json!({"var": ["a", null]}))?).unwrap();
        Some(expr.eval3(&json!({"a": text})) == Truth::Yes)
    }

    const PATTERNS: [&str; 20] = [
        "^(?:..)*$",
        "^(...)*$",
        "^(?:.{2})*$",
        "^.*$",
        "^.+$",
        "^.{2}$",
        "^.{2,}$",
        "^.{1,3}$",
        "^..$",
        "^ab$",
        "^ab",
        "ab$",
        "ab",
        "^",
        "$",
        "",
        "^甲",
        "-",
        "^a-b$",
        "^$",
    ];

    #[test]
    fn what_it_cannot_say_it_does_not_say() {
        for pattern in [
            "^[a-z]+$",
            "a|b",
            "^a*$",
            "^(?:ab)*$",
            "..",
            "^.{2,1x}$",
            "^(?:.*)*$",
            "^\\d$",
            "^.{99999999999}$",
            "^(?:)*$",
        ] {
            assert_eq!(logic(pattern, &json!("x")), None, "{pattern}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_it_says_is_what_the_pattern_means(place in 0..PATTERNS.len(), text in "[ab甲\n-]{1,5}") {
            let pattern = PATTERNS[place];
            let means = regress::Regex::with_flags(pattern, "u").unwrap().find(&text).is_some();
            prop_assert_eq!(said(pattern, &text), Some(means), "{} on {:?}", pattern, text);
        }
    }
}
