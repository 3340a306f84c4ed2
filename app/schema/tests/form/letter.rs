//! The letter, and what is left to answer.

use schema::Locale;
use schema::form::{missing, state, summary};
use serde_json::{Value, json};

use super::{complete, residence};

#[test]
fn the_letter_reads_like_the_form() {
    let form = residence();
    let mut answers = complete();
    answers["applicant"]["birth_date"] = "1949-12-31".into();
    let lines = |locale| {
        let lines = summary(&form, &state(&form, &answers), locale, &[]).into_iter();
        lines
            .map(|line| format!("{}|{}|{}|{}", line.page, line.group, line.label, line.value))
            .collect::<Vec<_>>()
    };
    let zh = lines(Locale::ZhCn);
    assert!(zh.contains(&"0||出生日期|1949\u{a0}年\u{a0}12\u{a0}月\u{a0}31\u{a0}日".into()), "{zh:#?}");
    assert!(zh.contains(&"1||居住事由|就业".into()));
    assert!(zh.contains(&"2|子女 2|就读学校|实验小学".into()));
    assert!(!zh.iter().any(|line| line.contains("子女 1|就读学校")));
    assert!(zh.contains(&"3||备注|".into()));
    assert!(zh.contains(&"3||我承诺以上内容属实|是".into()));
    let en = lines(Locale::En);
    assert!(en.contains(&"1||Services needed|School place".into()));
    assert!(en.iter().any(|line| line.ends_with("|31\u{a0}December\u{a0}1949")), "{en:#?}");
}

#[test]
fn what_is_left_is_counted_page_by_page() {
    let form = residence();
    let left = |answers: Value| {
        let pages = missing(&form, &state(&form, &answers)).into_iter();
        pages.map(|page| (page.answered, page.missing)).collect::<Vec<_>>()
    };
    assert_eq!(left(json!({})), [(0, 3), (0, 1), (0, 0), (0, 1)]);
    assert_eq!(
        left(json!({"has_children": true, "children": [{"age": 9}]})),
        [(0, 3), (0, 1), (3, 2), (0, 1)]
    );
    assert_eq!(left(complete()), [(3, 0), (4, 0), (7, 0), (1, 0)]);
}
