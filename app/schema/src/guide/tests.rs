//! Walking through a guide, and what is wrong with one.

use serde_json::{Value, json};

use super::*;

fn guide() -> Value {
    json!({
        "code": "birth", "title": { "zh-CN": "孩子出生", "en": "A child is born" }, "as_of": "2026-11-01",
        "questions": [
            { "id": "where", "ask": { "zh-CN": "在哪里出生？", "en": "Born where?" }, "kind": "choice", "choices": [
                { "value": "here", "label": { "zh-CN": "国内", "en": "In the country" } },
                { "value": "abroad", "label": { "zh-CN": "国外", "en": "Abroad" } },
            ] },
            { "id": "married", "ask": { "zh-CN": "父母结婚了吗？", "en": "Are the parents married?" }, "kind": "yes_no",
              "when": { "==": [{ "var": "where" }, "here"] } },
            { "id": "months", "ask": { "zh-CN": "孩子几个月了？", "en": "How many months old?" }, "kind": "number", "min": 0, "max": 216 },
        ],
        "outcomes": [
            { "id": "abroad", "when": { "==": [{ "var": "where" }, "abroad"] },
              "say": { "zh-CN": "请到派出所窗口。", "en": "Please go to the counter." }, "ends": "hand_over", "to": { "zh-CN": "派出所", "en": "The police" } },
            { "id": "late", "when": { ">": [{ "var": "months" }, 1] },
              "say": { "zh-CN": "补报出生。", "en": "Register late." }, "ends": "item", "item": "LATE" },
            { "id": "together", "when": { "var": "married" },
              "say": { "zh-CN": "一起办。", "en": "All at once." }, "ends": "bundle", "bundle": "birth" },
            { "id": "alone", "say": { "zh-CN": "先上户口。", "en": "Register first." }, "ends": "item", "item": "BIRTH" },
        ],
    })
}

fn read(guide: Value) -> Guide {
    serde_json::from_value(guide).unwrap()
}

fn stand(answers: &[(&'static str, &'static str)]) -> (Vec<String>, Option<String>, Option<String>) {
    let guide = read(guide());
    let stand = replay(&guide, |id| answers.iter().find(|(name, _)| *name == id).map(|(_, value)| *value));
    (
        stand.answered.iter().map(|answer| format!("{}={}", answer.question.id, answer.written)).collect(),
        stand.open.map(|question| question.id.clone()),
        stand.outcome.map(|outcome| outcome.id.clone()),
    )
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn one_question_after_the_other_leads_to_an_outcome() {
    assert_eq!(stand(&[]), (vec![], some("where"), None));
    // What decides is not asked further.
    assert_eq!(stand(&[("where", "abroad")]), (vec!["where=abroad".to_owned()], None, some("abroad")));
    assert_eq!(stand(&[("where", "here")]).1, some("months"));
    assert_eq!(stand(&[("where", "here"), ("months", "1")]).1, some("married"));
    assert_eq!(stand(&[("where", "here"), ("months", "1"), ("married", "yes")]).2, some("together"));
    assert_eq!(stand(&[("where", "here"), ("months", "1"), ("married", "no")]).2, some("alone"));
}

#[test]
fn a_changed_answer_keeps_the_others_and_leaves_out_what_no_longer_matters() {
    let answers = [("where", "abroad"), ("months", "1"), ("married", "no")];
    assert_eq!(stand(&answers).0, ["where=abroad"]);
    let answers = [("where", "here"), ("months", "9"), ("married", "no")];
    assert_eq!(stand(&answers), (vec!["where=here".to_owned(), "months=9".to_owned()], None, some("late")));
}

#[test]
fn what_is_no_answer_is_asked_again() {
    for wrong in ["", "elsewhere", "HERE"] {
        assert_eq!(stand(&[("where", wrong)]).1, some("where"), "{wrong}");
    }
    for wrong in ["-1", "217", "1.5", "one"] {
        assert_eq!(stand(&[("where", "here"), ("months", wrong)]).1, some("months"), "{wrong}");
    }
}

fn codes(change: impl FnOnce(&mut Value)) -> Vec<(String, GuideLintCode)> {
    let mut guide = guide();
    change(&mut guide);
    lint(&read(guide)).into_iter().map(|lint| (lint.pointer, lint.code)).collect()
}

#[test]
fn a_sound_guide_has_nothing_wrong() {
    assert_eq!(codes(|_| {}), []);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    use GuideLintCode::*;
    let check = |change: fn(&mut Value), expect: &[(&str, GuideLintCode)]| {
        let expect: Vec<_> = expect.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(codes(change), expect);
    };
    check(
        |it| it["outcomes"][3]["when"] = json!({ "==": [1, 2] }),
        &[("/outcomes", OpenEnd), ("/outcomes/3", Unreachable)],
    );
    check(
        |it| it["outcomes"][0]["when"] = json!({ "==": [{ "var": "where" }, "moon"] }),
        &[("/outcomes/0", Unreachable)],
    );
    check(
        |it| it["outcomes"][1]["when"] = json!({ ">": [{ "var": "years" }, 1] }),
        &[("/outcomes/1/when", UnknownQuestion), ("/questions/2", DecidesNothing)],
    );
    check(
        |it| it["questions"][0]["ask"]["zh-CN"] = "您的姓名？".into(),
        &[("/questions/0/ask", PersonalData)],
    );
    check(|it| it["questions"][2]["max"] = 0.into(), &[("/questions/2", NoChoice)]);
    check(|it| it["outcomes"][3]["item"] = "".into(), &[("/outcomes/3", EndsInNothing)]);
    check(
        |it| it["questions"][1]["id"] = "where".into(),
        &[
            ("/outcomes/2/when", UnknownQuestion),
            ("/questions/0", DecidesNothing),
            ("/questions/1/id", DuplicateId),
        ],
    );
    check(|it| it["code"] = "出生".into(), &[("/code", BadName)]);
}
