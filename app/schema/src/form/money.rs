//! Sums of money in words: with separators for reading, and in the capitals that a receipt is written in.

use serde_json::Value;

use super::control::written;
use crate::locale::Locale;

/// `12,000.50 元`, `CNY 12,000.50`; what is no sum of money stays as it was written.
pub(super) fn amount(value: &Value, locale: Locale) -> String {
    let text = written(value);
    let Some(Sum { sign, whole, fraction }) = Sum::read(&text) else { return text };
    let mut amount = String::from(sign);
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            amount.push(',');
        }
        amount.push(digit);
    }
    amount.push('.');
    amount.push_str(fraction);
    amount.push_str(&"00"[fraction.len().min(2)..]);
    match locale {
        Locale::ZhCn => amount + "\u{a0}元",
        Locale::En => "CNY\u{a0}".to_owned() + &amount,
    }
}

/// 人民币壹万贰仟元整: a sum as 《正确填写票据和结算凭证的基本规定》 has it written; nothing for what is no sum to the
/// fen below a trillion yuan.
pub fn capital_amount(value: &Value) -> Option<String> {
    let text = written(value);
    let Sum { sign, whole, fraction } = Sum::read(&text)?;
    if !value.is_number() || whole.len() > 12 || fraction.len() > 2 {
        return None;
    }
    let mut capitals = String::from("人民币");
    if !sign.is_empty() {
        capitals.push('负');
    }
    let yuan = whole_in_capitals(whole);
    let digit = |place: usize| fraction.as_bytes().get(place).map_or(0, |digit| usize::from(digit - b'0'));
    let (jiao, fen) = (digit(0), digit(1));
    let is_zero = yuan.is_empty();
    if !is_zero || (jiao == 0 && fen == 0) {
        capitals.push_str(if is_zero { "零" } else { &yuan });
        capitals.push('元');
    }
    match (jiao, fen) {
        (0, 0) => capitals.push('整'),
        (0, fen) => {
            let after = if is_zero { "" } else { "零" };
            capitals.extend([after, DIGITS[fen], "分"]);
        }
        (jiao, 0) => capitals.extend([DIGITS[jiao], "角"]),
        (jiao, fen) => capitals.extend([DIGITS[jiao], "角", DIGITS[fen], "分"]),
    }
    Some(capitals)
}

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// Digits in groups of four. Zeros between others are read once, zeros at the end not at all.
fn whole_in_capitals(whole: &str) -> String {
    let mut capitals = String::new();
    let (mut skipped, mut group_said) = (false, false);
    for (index, digit) in whole.bytes().enumerate() {
        let place = whole.len() - index - 1;
        match usize::from(digit - b'0') {
            0 => skipped = true,
            digit => {
                if skipped && !capitals.is_empty() {
                    capitals.push_str(DIGITS[0]);
                }
                capitals.extend([DIGITS[digit], ["", "拾", "佰", "仟"][place % 4]]);
                (skipped, group_said) = (false, true);
            }
        }
        if place.is_multiple_of(4) && group_said {
            capitals.push_str(["", "万", "亿"][place / 4 % 3]);
            // 壹拾万柒仟: nought at the end of a group is not read.
            (skipped, group_said) = (false, false);
        }
    }
    capitals
}

/// A decimal number in its parts.
struct Sum<'a> {
    sign: &'a str,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Sum<'a> {
    /// Numbers with an exponent are none that anyone could pay.
    fn read(text: &'a str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let sign = &text[..text.len() - unsigned.len()];
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        // A whole number in binary is written 12.0.
        let fraction = fraction.trim_end_matches('0');
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (!whole.is_empty() && digits(whole) && digits(fraction)).then_some(Self { sign, whole, fraction })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sums_are_read_in_groups() {
        for (value, expect) in [
            (json!(0), "0.00 元"),
            (json!(12000.5), "12,000.50 元"),
            (json!(-1_234_567), "-1,234,567.00 元"),
            (json!(12.0), "12.00 元"),
            (json!(1.255), "1.255 元"),
            (json!(1e30), "1e+30"),
            (json!("两千"), "两千"),
            (json!("."), "."),
        ] {
            assert_eq!(amount(&value, Locale::ZhCn).replace('\u{a0}', " "), expect, "{value}");
        }
        assert_eq!(amount(&json!(1000), Locale::En), "CNY\u{a0}1,000.00");
    }

    /// The sums of the rules of the People's Bank, and those where noughts meet the ends of groups.
    #[test]
    fn sums_in_capitals_are_those_of_the_rules() {
        for (value, expect) in [
            (json!(1409.50), "人民币壹仟肆佰零玖元伍角"),
            (json!(6007.14), "人民币陆仟零柒元壹角肆分"),
            (json!(1680.32), "人民币壹仟陆佰捌拾元叁角贰分"),
            (json!(107_000.53), "人民币壹拾万柒仟元伍角叁分"),
            (json!(16409.02), "人民币壹万陆仟肆佰零玖元零贰分"),
            (json!(325.04), "人民币叁佰贰拾伍元零肆分"),
            (json!(12000), "人民币壹万贰仟元整"),
            (json!(10), "人民币壹拾元整"),
            (json!(0), "人民币零元整"),
            (json!(0.05), "人民币伍分"),
            (json!(0.5), "人民币伍角"),
            (json!(100_007), "人民币壹拾万零柒元整"),
            (json!(100_000_005), "人民币壹亿零伍元整"),
            (json!(999_999_999_999_u64), "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"),
            (json!(-20), "人民币负贰拾元整"),
        ] {
            assert_eq!(capital_amount(&value).as_deref(), Some(expect), "{value}");
        }
        for value in [json!(1.255), json!(1_000_000_000_000_u64), json!("12"), json!(1e30), json!(null)] {
            assert_eq!(capital_amount(&value), None, "{value}");
        }
    }
}
