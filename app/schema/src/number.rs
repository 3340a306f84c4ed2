//! Decimal numbers as people and programs write them.

/// A number in decimal: `12`, `-0.5`, `+.5`, `1e3`; anything else is none. What is too large is infinite.
///
/// By the reader of JSON, which every program has: a number in a form field and the same number in a saved draft are
/// then the same bits. It is exact for numbers as people write them, and may miss the last bit of one with seventeen
/// digits. The standard library's reader would bring a table of ten kilobytes to each phone.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
        return None;
    }
    if let Some(exponent) = exponent {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if exponent.is_empty() || !digits(exponent) {
            return None;
        }
    }
    let whole = whole.trim_start_matches('0');
    let mut json = String::from(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        json.push('.');
        json.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        json.push('e');
        json.push_str(exponent);
    }
    Some(sign * serde_json::from_str(&json).unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_numbers_are_numbers() {
        for (text, number) in [
            ("007", Some(7.0)),
            ("-0.5", Some(-0.5)),
            ("+.5", Some(0.5)),
            ("5.", Some(5.0)),
            ("1E3", Some(1000.0)),
            ("1e-2", Some(0.01)),
            ("-1e999", Some(f64::NEG_INFINITY)),
            ("1e-999", Some(0.0)),
            ("", None),
            (".", None),
            ("-", None),
            ("1e", None),
            ("1e+", None),
            ("1.2.3", None),
            ("--1", None),
            ("inf", None),
            ("1_000", None),
        ] {
            assert_eq!(decimal(text), number, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_a_form_may_hold_is_exact(whole in 0_u64..1_000_000_000, fraction in 0_u32..1_000_000) {
            let text = format!("{whole}.{fraction:06}");
            prop_assert_eq!(decimal(&text), text.parse().ok());
        }

        #[test]
        fn nothing_panics(text in "[-+.eE0-9x ]{0,12}") {
            let _ = decimal(&text);
        }
    }
}
