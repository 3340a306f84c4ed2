//! Taking what names a person out of a question before it is kept.
//!
//! What a person is called no program can tell from other words; what they are numbered by it can: identity numbers
//! (GB 11643), telephones, bank cards, passports, licence plates (GA 36), e-mail addresses. Rather too much is masked
//! than too little: every row of seven digits or more is, however it is parted. The hotline 12345 stays.

/// What stands in the place of what was taken out.
pub const MASK: &str = "＊＊＊";

/// From so many digits on a number may be somebody's.
const DIGITS: usize = 7;
/// What may stand between the digits of one number, as people write and say them.
const BETWEEN: &str = " -－—–_.．·,，、/()（）+＋\u{3000}\t";
/// How many of those may follow on each other.
const GAP: usize = 3;
/// The provinces as licence plates begin with them.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";
/// How many characters follow the province and the letter on a plate: five, or six of a car with an electric engine.
const PLATE: std::ops::RangeInclusive<usize> = 5..=6;

/// The question without numbers, addresses and plates that are somebody's.
pub fn mask(text: &str) -> String {
    // Addresses first: the name in one may look like a plate.
    let text = without(text, address);
    without(&text, |letters, at| plate(letters, at).max(number(letters, at)))
}

/// The text without what is found in it, by where that ends.
fn without(text: &str, found: impl Fn(&[char], usize) -> Option<usize>) -> String {
    let letters: Vec<char> = text.chars().collect();
    let plain: Vec<char> = letters.iter().map(|letter| half_width(*letter)).collect();
    let (mut masked, mut at) = (String::with_capacity(text.len()), 0);
    while at < plain.len() {
        if let Some(end) = found(&plain, at) {
            masked.push_str(MASK);
            at = end;
        } else {
            masked.push(letters[at]);
            at += 1;
        }
    }
    masked
}

/// A character of full width as the one everybody has on the keyboard.
fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter).to_ascii_uppercase()
        }
        _ => letter.to_ascii_uppercase(),
    }
}

/// A digit, also a written one: telephones are said "一三八".
fn is_digit(letter: char) -> bool {
    letter.is_numeric() || "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖".contains(letter)
}

/// Where the number ends that begins here. Letters that stand before and after the digits belong to it: of a passport, of
/// the check digit X, of a credit code.
fn number(letters: &[char], start: usize) -> Option<usize> {
    let is_first =
        start == 0 || !(letters[start - 1].is_ascii_alphanumeric() || is_digit(letters[start - 1]));
    let belongs = |letter: char| is_digit(letter) || letter.is_ascii_alphabetic();
    let begins = letters[start];
    if !(is_digit(begins) || is_first && begins.is_ascii_alphabetic()) {
        return None;
    }
    let (mut digits, mut end, mut gap) = (0, start, 0);
    for (at, letter) in letters.iter().enumerate().skip(start) {
        if belongs(*letter) {
            // A word after a gap is another word.
            if gap > 0 && !is_digit(*letter) {
                break;
            }
            digits += usize::from(is_digit(*letter));
            (end, gap) = (at + 1, 0);
        } else if BETWEEN.contains(*letter) && gap < GAP && digits > 0 {
            gap += 1;
        } else {
            break;
        }
    }
    (digits >= DIGITS).then_some(end)
}

/// Where the e-mail address ends that begins here.
fn address(letters: &[char], start: usize) -> Option<usize> {
    let is_part = |letter: &char| letter.is_ascii_alphanumeric() || "._%+-".contains(*letter);
    if start > 0 && is_part(&letters[start - 1]) {
        return None;
    }
    let name = letters[start..].iter().take_while(|letter| is_part(letter)).count();
    let at = start + name;
    if name == 0 || letters.get(at) != Some(&'@') {
        return None;
    }
    let domain = letters[at + 1..].iter().take_while(|letter| is_part(letter)).count();
    (domain > 0).then_some(at + 1 + domain)
}

/// Where the licence plate ends that begins here.
fn plate(letters: &[char], start: usize) -> Option<usize> {
    let letter = |at: usize| letters.get(at).copied().unwrap_or_default();
    if !PROVINCES.contains(letter(start)) || !letter(start + 1).is_ascii_alphabetic() {
        return None;
    }
    let gap = letters[start + 2..].iter().take_while(|letter| " -·•.".contains(**letter)).count();
    let begins = start + 2 + gap;
    let ends_it = |letter: &&char| letter.is_ascii_alphanumeric() || "挂学警港澳".contains(**letter);
    let count = letters.get(begins..)?.iter().take_while(ends_it).count();
    PLATE.contains(&count).then_some(begins + count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_somebodys_is_masked_and_the_matter_stays() {
        for (text, expected) in [
            ("我的身份证440103199001011234丢了怎么补", "我的身份证＊＊＊丢了怎么补"),
            ("身份证号11010519491231002x，怎么办", "身份证号＊＊＊，怎么办"),
            ("打我电话 138-0013-8000 吧", "打我电话 ＊＊＊ 吧"),
            ("电话１３８００１３８０００", "电话＊＊＊"),
            ("固话(020)8765 4321", "固话(＊＊＊"),
            ("电话是幺三八零零一三八零零零", "电话是＊＊＊"),
            ("发到 wang.ming@example.cn 好吗", "发到 ＊＊＊ 好吗"),
            ("车牌粤B12345违章", "车牌＊＊＊违章"),
            ("新能源车粤A·D12345年检", "新能源车＊＊＊年检"),
            ("银行卡6222 0212 3456 7890 123", "银行卡＊＊＊"),
            ("护照E12345678", "护照＊＊＊"),
            ("92440101MA5ABCDE0X 这家店", "＊＊＊ 这家店"),
            ("打12345问过了", "打12345问过了"),
            ("2026年3月2日办的营业执照", "2026年3月2日办的营业执照"),
            ("办ETC要带什么", "办ETC要带什么"),
            ("生二胎，三个月了", "生二胎，三个月了"),
        ] {
            assert_eq!(mask(text), expected);
        }
    }

    /// Digits parted as people part them.
    fn parted(digits: &str, by: &str) -> String {
        let pieces: Vec<&str> =
            digits.as_bytes().chunks(4).filter_map(|piece| std::str::from_utf8(piece).ok()).collect();
        pieces.join(by)
    }

    proptest! {
        /// Whatever stands around it, nothing of a number of this kind is left but what is too short to name anybody.
        #[test]
        fn no_number_is_left(
            before in "[\\PC]{0,12}",
            digits in prop_oneof!["[1-9][0-9]{16}[0-9X]", "1[3-9][0-9]{9}", "62[0-9]{14,17}", "0[0-9]{9,11}"],
            by in prop_oneof![Just(""), Just(" "), Just("-"), Just(" - ")],
            after in "[\\PC]{0,12}",
        ) {
            let masked = mask(&format!("{before}{}{after}", parted(&digits, by)));
            prop_assert!(!masked.contains(&parted(&digits, by)), "{masked}");
            let mut row = 0;
            for letter in masked.chars() {
                row = if letter.is_ascii_digit() { row + 1 } else { 0 };
                prop_assert!(row < DIGITS, "{masked}");
            }
        }

        #[test]
        fn no_address_and_no_plate_is_left(
            before in "[\u{4e00}-\u{9fff}，。 ]{0,8}",
            name in "[a-z][a-z0-9._-]{0,10}",
            domain in "[a-z]{2,8}\\.(cn|com)",
            plate in "[京粤川沪][A-Z][A-Z0-9]{5,6}",
        ) {
            let masked = mask(&format!("{before}{name}@{domain}，{plate}。"));
            prop_assert!(!masked.contains('@') && !masked.contains(&plate[3..]), "{masked}");
        }

        #[test]
        fn what_is_masked_stays_as_it_is(text in "[\\PC]{0,40}") {
            let once = mask(&text);
            prop_assert_eq!(mask(&once), once.clone());
        }

        #[test]
        fn words_are_left_alone(text in "[\u{4e00}-\u{4eff}？，a-z ]{0,40}") {
            prop_assume!(!text.chars().any(|letter| is_digit(letter) || PROVINCES.contains(letter)));
            prop_assert_eq!(mask(&text), text.clone());
        }
    }
}
