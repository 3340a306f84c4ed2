//! What the forms of performance mean.

use axum::http::Method;
use schema::catalogue::encode;
use schema::performance::{NewEntry, Section};
use schema::{FieldCode, FieldError};
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

const API: &str = "/api/performance";
const DESK: &str = "/desk/performance";

/// Counts a month, or closes it.
pub fn count_or_close(sent: &Sent) -> Call {
    let act = if sent.field("act") == "close" { "close" } else { "count" };
    Call::bare(Method::POST, format!("{API}/{}/{act}", encode(sent.field("period"))))
}

/// Back to it.
pub fn counted(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("{DESK}?period={}", encode(sent.field("period"))))
}

fn of(sent: &Sent) -> String {
    format!("{}/{}", sent.param("period"), sent.param("agency"))
}

/// Enters points, or takes them back.
pub fn enter_or_withdraw(sent: &Sent) -> Call {
    let place = format!("{API}/{}/entries", of(sent));
    if sent.field("act") == "withdraw" {
        return Call::bare(Method::DELETE, format!("{place}/{}", encode(sent.field("entry"))));
    }
    let points = hundredths(sent.field("/points"));
    let entry = NewEntry {
        indicator: sent.field("/indicator").to_owned(),
        points: points.unwrap_or_default(),
        reason: sent.field("/reason").to_owned(),
        evidence: sent.field("/evidence").to_owned(),
    };
    let fault = points.is_none().then(|| FieldError::new("/points", FieldCode::WrongType));
    let key = Some(sent.field("_key")).filter(|key| !key.is_empty()).map(str::to_owned);
    let call = Call { key, ..Call::new(Method::POST, place, json!(entry)) };
    call.unless(fault.into_iter().collect())
}

/// Back to the agency.
pub fn entered(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("{DESK}/{}?done=1", of(sent)))
}

/// Points as people write them, such as `-0.5`, in hundredths; zero of nothing, none of what is no number of at most two decimals.
fn hundredths(text: &str) -> Option<i32> {
    let text = text.trim().replace('\u{2212}', "-").replace('+', "");
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |digits| (-1, digits));
    if digits.is_empty() {
        return Some(0);
    }
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_digit())
    };
    if !is_number(whole, 4) || !is_number(part, 2) {
        return None;
    }
    let part: i32 = format!("{part:0<2}").parse().ok()?;
    Some(sign * (whole.parse::<i32>().ok()? * 100 + part))
}

/// Saves a bulletin, or saves and publishes it.
pub fn save_or_publish(sent: &Sent) -> Call {
    let words = Section::ALL.into_iter().filter_map(|section| {
        let (name, given) = (section.slug(), format!("given-{}", section.slug()));
        // Browsers send line breaks of their own.
        let lines = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        let words = sent.field(name);
        (lines(words) != lines(sent.field(&given))).then(|| (name.to_owned(), words.into()))
    });
    let words: Map<String, Value> = words.collect();
    let revision = sent.field("revision").parse::<u32>().unwrap_or_default();
    let draft = json!({ "revision": revision, "words": words });
    let place = format!("{API}/{}/bulletin", sent.param("period"));
    match sent.field("act") {
        "publish" => Call::new(Method::POST, format!("{place}/publish"), draft),
        _ => Call::new(Method::PUT, place, draft),
    }
}

/// On with writing, or to what was published.
pub fn saved(sent: &Sent, _: Value) -> Then {
    let place = format!("{DESK}/{}/bulletin", sent.param("period"));
    Then::Go(if sent.field("act") == "publish" { place } else { format!("{place}/edit?done=1") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_people_write_them() {
        for (text, points) in [
            ("1", Some(100)),
            (" +1.5 ", Some(150)),
            ("-0.5", Some(-50)),
            ("\u{2212}0.25", Some(-25)),
            ("", Some(0)),
            ("1.234", None),
            ("一", None),
            ("--1", None),
            ("99999", None),
            ("1.", None),
        ] {
            assert_eq!(hundredths(text), points, "{text}");
        }
    }
}
