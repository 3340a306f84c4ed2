//! A sum as people type it.

/// A sum typed in yuan, `10.5`, in fen. None if it is none.
pub fn fen(text: &str) -> Option<u64> {
    let (whole, rest) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(rest) || rest.len() > 2 {
        return None;
    }
    let cents: u64 = format!("{rest:0<2}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_read_as_people_type_it() {
        for (text, expected) in [("10", 1000), (" 10.5 ", 1050), ("10.05", 1005), ("0.01", 1), ("3.", 300)] {
            assert_eq!(fen(text), Some(expected), "{text}");
        }
        for odd in ["", ".5", "-1", "1.005", "1,000", "十", "1e3", "99999999999999999999", "1.x"] {
            assert_eq!(fen(odd), None, "{odd}");
        }
    }
}
