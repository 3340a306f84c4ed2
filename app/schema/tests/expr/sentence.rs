//! Conditions as plain sentences in both languages.

use proptest::prelude::*;
use schema::Locale;
use schema::expr::{Expr, Sentence, Why, sentence};
use serde_json::{Value, json};

use crate::rule;

/// What the form calls things.
const NAMES: [(&str, &str, &str, &str); 9] = [
    ("/age", "", "申请人年龄", "the applicant's age"),
    ("/sex", "", "性别", "sex"),
    ("/sex", "\"f\"", "女", "female"),
    ("/sex", "\"m\"", "男", "male"),
    ("/birth", "", "出生日期", "the date of birth"),
    ("/married", "", "已婚", "married"),
    ("/children", "", "子女", "children"),
    ("/children/-/age", "", "年龄", "age"),
    ("/tags", "", "优待情形", "benefits"),
];

fn label(locale: Locale, pointer: &str, value: Option<&Value>) -> Option<String> {
    let value = value.map(ToString::to_string).unwrap_or_default();
    let row = NAMES.iter().find(|(at, of, ..)| *at == pointer && *of == value)?;
    Some(if locale == Locale::ZhCn { row.2 } else { row.3 }.to_owned())
}

fn text(rule: &Value, locale: Locale) -> String {
    let Ok(expr) = Expr::parse(rule) else { panic!("{rule}") };
    sentence(&expr, locale, &|pointer, value| label(locale, pointer, value)).text(locale)
}

fn check(rule: &Value, zh: &str, en: &str) {
    assert_eq!(text(rule, Locale::ZhCn), zh, "{rule}");
    assert_eq!(text(rule, Locale::En), en, "{rule}");
}

#[test]
fn comparisons_are_statements() {
    let age = json!({"var": "age"});
    check(&json!({"<": [age, 18]}), "申请人年龄小于 18", "the applicant's age is less than 18");
    check(&json!({"<": [18, age]}), "申请人年龄大于 18", "the applicant's age is more than 18");
    check(&json!({"!": [{"<": [age, 18]}]}), "申请人年龄不小于 18", "the applicant's age is at least 18");
    check(&json!({"===": [age, 18]}), "申请人年龄等于 18", "the applicant's age is 18");
    check(
        &json!({"<=": [18, age, 60]}),
        "申请人年龄在 18 到 60 之间（含两端）",
        "the applicant's age is between 18 and 60 (both included)",
    );
    check(
        &json!({"!": [{"<": [18, age, 60]}]}),
        "申请人年龄不在 18 到 60 之间（不含两端）",
        "the applicant's age is not between 18 and 60 (both excluded)",
    );
    check(&json!({"==": [{"var": "sex"}, "f"]}), "性别是“女”", "sex is “female”");
    check(&json!({"!=": ["f", {"var": ["sex", null]}]}), "性别不是“女”", "sex is not “female”");
    check(
        &json!({"in": [{"var": "sex"}, ["f", "m", "x"]]}),
        "性别是“女”、“男”或“x”",
        "sex is “female”, “male” or “x”",
    );
    check(&json!({"!": {"in": [{"var": "sex"}, ["f"]]}}), "性别不是“女”", "sex is not “female”");
    check(&json!({"in": ["低保", {"var": "tags"}]}), "优待情形包含“低保”", "benefits contains “低保”");
    check(&json!({"var": "married"}), "已婚为“是”", "married is “yes”");
    check(&json!({"!": {"var": "married"}}), "已婚为“否”", "married is “no”");
    check(&json!({"===": [{"var": "married"}, true]}), "已婚是“是”", "married is “yes”");
    check(
        &json!({"==": [{"var": ["sex", "m"]}, {"var": "x.other/sex"}]}),
        "性别（未填时按“男”）是 other/sex",
        "sex (“male” if not given) is other/sex",
    );
}

#[test]
fn dates_and_what_is_missing_are_said_as_people_say_them() {
    let birth = json!({"var": "birth"});
    check(
        &json!({"<": [birth, "2008-01-31"]}),
        "出生日期早于 2008 年 1 月 31 日",
        "the date of birth is before 31 January 2008",
    );
    check(
        &json!({"!": {"<": [birth, "2008-12-01"]}}),
        "出生日期不早于 2008 年 12 月 1 日",
        "the date of birth is on or after 1 December 2008",
    );
    check(&json!({"missing": ["birth"]}), "没有填写出生日期", "the date of birth is not filled in");
    check(&json!({"!": {"missing": ["birth"]}}), "已填写出生日期", "the date of birth is filled in");
    check(
        &json!({"missing": [["birth", "sex"]]}),
        "没有全部填写出生日期和性别",
        "the date of birth or sex is not filled in",
    );
    check(
        &json!({"!": {"missing": ["birth", "age", "sex"]}}),
        "已填写出生日期、申请人年龄和性别",
        "the date of birth, the applicant's age and sex are filled in",
    );
    check(
        &json!({"===": [{"var": ["birth", null]}, null]}),
        "没有填写出生日期",
        "the date of birth is not filled in",
    );
    check(
        &json!({"!==": [null, {"var": ["birth", null]}]}),
        "已填写出生日期",
        "the date of birth is filled in",
    );
}

#[test]
fn our_additions_have_words() {
    let (birth, today) = (json!({"var": "birth"}), json!({"element": "today"}));
    let known = json!({"element": "person.birth_date"});
    check(
        &json!({"<": [{"years_between": [birth, today]}, 18]}),
        "按出生日期计算的周岁小于 18",
        "the age by the date of birth is less than 18",
    );
    check(
        &json!({">=": [{"months_between": [known, birth]}, 6]}),
        "从出生日期到出生日期的整月数不小于 6",
        "the number of full months from Date of birth to the date of birth is at least 6",
    );
    check(
        &json!({"<=": [{"working_days_between": [birth, today]}, 5]}),
        "从出生日期到今天的工作日数不大于 5",
        "the number of working days from the date of birth to today is at most 5",
    );
    check(
        &json!({"<": [birth, {"date_add": [today, -3, "months"]}]}),
        "出生日期早于今天之前 3 个月",
        "the date of birth is before 3 months before today",
    );
    check(
        &json!({">": [{"add_working_days": [birth, 20]}, "2026-10-01"]}),
        "出生日期之后 20 个工作日晚于 2026 年 10 月 1 日",
        "20 working days after the date of birth is after 1 October 2026",
    );
    check(
        &json!({"==": [{"month": birth}, 2]}),
        "出生日期的月份等于 2",
        "the month of the date of birth is 2",
    );
    check(
        &json!({"!": {"starts_with": [{"half_width": {"var": "sex"}}, "Ａ"]}}),
        "性别（转为半角）不以“Ａ”开头",
        "the half-width text of sex does not begin with “Ａ”",
    );
    check(
        &json!({"ends_with": [{"element": "person.phone"}, {"element": "x.y"}]}),
        "联系电话以 x.y 结尾",
        "Phone ends with x.y",
    );
}

#[test]
fn groups_and_rows_are_sentences_of_sentences() {
    let young = json!({"<": [{"var": "age"}, 18]});
    let woman = json!({"==": [{"var": "sex"}, "f"]});
    let married = json!({"var": "married"});
    check(
        &json!({"and": [young, {"or": [woman, married]}]}),
        "申请人年龄小于 18，而且（性别是“女”，或者已婚为“是”）",
        "the applicant's age is less than 18, and (sex is “female”, or married is “yes”)",
    );
    check(
        &json!({"!": {"or": [young, woman]}}),
        "以下都不成立：申请人年龄小于 18；性别是“女”",
        "none of these holds: the applicant's age is less than 18; sex is “female”",
    );
    check(
        &json!({"!": {"and": [young, woman]}}),
        "并非（申请人年龄小于 18，而且性别是“女”）",
        "it is not so that (the applicant's age is less than 18, and sex is “female”)",
    );
    check(
        &json!({"some": [{"var": "children"}, {"<": [{"var": "age"}, 3]}]}),
        "子女中至少有一项符合：年龄小于 3",
        "for at least one entry of children, age is less than 3",
    );
    check(
        &json!({"all": [{"var": "children"}, {"and": [{"<": [{"var": "age"}, 3]}, {"var": "ok"}]}]}),
        "子女中每一项符合：（年龄小于 3，而且 ok 为“是”）",
        "for every entry of children, (age is less than 3, and ok is “yes”)",
    );
    check(
        &json!({"none": [{"var": "tags"}, {"===": [{"var": ""}, "低保"]}]}),
        "优待情形中没有一项符合：该项是“低保”",
        "for no entry of benefits, the entry is “低保”",
    );
    check(&json!(true), "总是成立", "always");
    check(
        &json!({"!": [{"!": [young]}]}),
        "并非申请人年龄不小于 18",
        "it is not so that the applicant's age is at least 18",
    );
}

#[test]
fn the_reasons_of_an_answer_are_said_as_they_are() {
    let young = json!({"some": [{"var": "children"}, {"<": [{"var": "age"}, 3]}]});
    let rule = json!({"and": [young, {"!": [{"==": [{"var": "sex"}, "m"]}]}, {"<=": [18, {"var": "age"}]}]});
    let expr = Expr::parse(&rule).unwrap();
    let said = |data: Value| {
        let row = |pointer: &str, value: Option<&Value>| match (pointer, value) {
            ("/children/1/age", None) => Some("老二年龄".to_owned()),
            _ => label(Locale::ZhCn, pointer, value),
        };
        let why = expr.why(&data);
        let said = |reason: &&Why<'_>| reason.sentence(Locale::ZhCn, &row).text(Locale::ZhCn);
        why.reasons().iter().map(said).collect::<Vec<_>>()
    };
    let children = json!([{"age": 9}, {"age": 2}]);
    assert_eq!(
        said(json!({"children": children, "sex": "f", "age": 30})),
        ["老二年龄小于 3", "性别不是“男”", "申请人年龄不小于 18"]
    );
    assert_eq!(said(json!({"children": children, "sex": "f", "age": 17})), ["申请人年龄小于 18"]);
    assert_eq!(said(json!({"children": children, "sex": "f"})), ["申请人年龄不小于 18"]);
}

#[test]
fn what_has_no_words_is_shown_as_it_is() {
    let odd = json!({"<": [{"+": [{"var": "a"}, 1]}, 3]});
    check(
        &json!({"or": [odd, {"var": "married"}]}),
        r#"〔JSON Logic：{"<":[{"+":[{"var":"a"},1]},3]}〕，或者已婚为“是”"#,
        r#"[JSON Logic: {"<":[{"+":[{"var":"a"},1]},3]}], or married is “yes”"#,
    );
    let expr = Expr::parse(&json!({"in": [{"var": "a"}, []]})).unwrap();
    assert_eq!(sentence(&expr, Locale::En, &|_, _| None), Sentence::Logic(expr));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_can_be_said(rule in rule()) {
        if let Ok(expr) = Expr::parse(&rule) {
            for locale in Locale::ALL {
                let text = sentence(&expr, locale, &|_, _| None).text(locale);
                prop_assert!(!text.trim().is_empty(), "{}", rule);
            }
        }
    }
}
