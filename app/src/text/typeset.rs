//! Chinese text as it is set: catalogues are kept in NFKC, which makes full-width punctuation narrow; beside Chinese
//! writing it is set wide again. One character for one, so that places of marks still hold.

/// Sets a text.
pub fn typeset(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_wide = |place: Option<usize>| {
        place.and_then(|place| letters.get(place)).is_some_and(|letter| is_chinese(*letter))
    };
    let mut set = String::with_capacity(text.len());
    let mut from = 0;
    // A run of one mark, as in “((”, is set as one: beside Chinese writing on either end, all of it is wide.
    for run in letters.chunk_by(|a, b| a == b) {
        let to = from + run.len();
        let beside = is_wide(from.checked_sub(1)) || is_wide(Some(to));
        set.extend(run.iter().map(|letter| if beside { wide(*letter) } else { *letter }));
        from = to;
    }
    set
}

fn is_chinese(letter: char) -> bool {
    matches!(u32::from(letter), 0x3001..=0x303F | 0x3400..=0x9FFF | 0x2_0000..=0x3_FFFF)
}

const fn wide(letter: char) -> char {
    match letter {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_beside_chinese_is_wide() {
        let check = |text, expect| assert_eq!(typeset(text), expect);
        check("住半年以上,符合条件之一。(演示)", "住半年以上，符合条件之一。（演示）");
        check("020-37628755,020-37628756", "020-37628755,020-37628756");
        check("Form (A), part 2", "Form (A), part 2");
        check("注册((港澳居民))", "注册（（港澳居民））");
        assert_eq!(typeset("港(澳)").chars().count(), 4);
    }
}
