//! What officers write into a form, and that nobody else does.

use schema::Locale;
use schema::form::{
    Control, Form, LintCode, Opinion, OpinionPart, Signer, compile, from_pairs, from_pairs_page, in_words,
    keep_official, prune, state, summary, validate,
};
use schema::problem::FieldCode;
use serde_json::{Value, json};

use super::{NoAngles, faults, field};

const SIGNER: Signer<'_> =
    Signer { name: "李", post: "科长", at: "2026-05-08T01:00:00Z", seal: Some("s-1") };

fn form(more: &Value) -> Form {
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "name": {"type": "string", "title": "姓名A"},
            "opinion": more,
            "countersign": {"x-control": "countersign", "title": "Countersign"},
            "seal": {"type": "string", "title": "Seal", "x-control": "seal", "x-seal": {"id": "main", "of": "Office"}},
        }},
        "x-text": {"en": {"/schema/properties/name/title": "Name"}},
        "x-rules": [{"effect": "hide", "target": "/name", "when": {"==": [{"var": "opinion.outcome"}, "disagree"]}}],
    }));
    assert_eq!(lints, []);
    form
}

fn usual() -> Form {
    form(&json!({"x-control": "opinion", "properties": {
        "outcome": true, "text": true, "seal": {}, "name": {}, "post": {"title": "Rank"}, "at": {},
    }}))
}

fn opinion<'a>(form: &'a Form, pointer: &str) -> &'a Opinion {
    match &field(form, pointer).control {
        Control::Opinion(opinion) => opinion,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_opinion_has_its_parts_in_their_order() {
    use OpinionPart::{At, Name, Outcome, Post, Seal, Text};
    let form = usual();
    let own = opinion(&form, "/opinion");
    assert_eq!(own.parts, [Outcome, Text, Seal, Name, Post, At]);
    assert_eq!(own.outcomes.len(), 2);
    let answer = own.sign(None, "同意办理", Some("agree"), SIGNER);
    let expect = [
        (Outcome, "agree"),
        (Text, "同意办理"),
        (Seal, "s-1"),
        (Name, "李"),
        (Post, "科长"),
        (At, SIGNER.at),
    ];
    assert_eq!(own.signed(&answer), [expect]);
    assert_eq!(in_words(&field(&form, "/opinion").control, &answer, Locale::ZhCn, &[]), "同意办理");
    assert_eq!(validate(&form, &json!({"opinion": answer}), &NoAngles), []);
}

#[test]
fn each_officer_who_countersigns_is_one_more() {
    let form = usual();
    let all = opinion(&form, "/countersign");
    assert!(all.several && all.outcomes.is_empty());
    let first = all.sign(None, "一", None, SIGNER);
    let both = all.sign(Some(&first), "二", None, Signer { name: "赵", seal: None, ..SIGNER });
    let names: Vec<Value> = both.as_array().unwrap().iter().map(|opinion| opinion["name"].clone()).collect();
    assert_eq!(names, ["李", "赵"]);
    assert_eq!(validate(&form, &json!({"countersign": both}), &NoAngles), []);
    assert_eq!(in_words(&field(&form, "/countersign").control, &both, Locale::En, &[]), "一\n二");
}

#[test]
fn an_opinion_that_nobody_signed_is_none() {
    let form = usual();
    let check = |answers: Value, expect: &[(&str, FieldCode)]| {
        assert_eq!(faults(&validate(&form, &answers, &NoAngles)), expect, "{answers}");
    };
    check(json!({"opinion": {"text": "好", "at": SIGNER.at}}), &[("/opinion/name", FieldCode::Required)]);
    check(
        json!({"opinion": {"text": "好", "name": "李", "at": "昨天"}}),
        &[("/opinion/at", FieldCode::BadDate)],
    );
    check(json!({"opinion": "好"}), &[("/opinion", FieldCode::WrongType)]);
    check(json!({"seal": 1}), &[("/seal", FieldCode::WrongType)]);
    check(json!({"seal": "s-1"}), &[]);
}

#[test]
fn nobody_but_officers_writes_there() {
    let form = usual();
    assert!(form.fields.iter().all(|field| field.read_only == field.control.is_official()));
    let pairs = || {
        [("/seal", "x"), ("/opinion", "{}"), ("/name", "王")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    assert_eq!(from_pairs(&form, pairs()), json!({"name": "王"}));
    let mut answers = json!({"seal": "s-1"});
    from_pairs_page(&form, &form.pages[0], &mut answers, pairs());
    assert_eq!(answers, json!({"seal": "s-1", "name": "王"}));
    assert_eq!(prune(&form, &answers), json!({"name": "王", "seal": "s-1"}));

    let mut sent = json!({"name": "王", "seal": "mine", "opinion": {"text": "好"}});
    keep_official(&form, &json!({"seal": "s-1"}), &mut sent);
    assert_eq!(sent, json!({"name": "王", "seal": "s-1"}));
    let lines = summary(&form, &state(&form, &sent), Locale::En, &[]);
    let lines: Vec<_> = lines.iter().map(|line| (line.label.as_str(), line.value.as_str())).collect();
    assert_eq!(lines, [("Name", "王"), ("Seal", "Office")]);
}

#[test]
fn what_officers_cannot_sign_is_reported() {
    let row = json!({"type": "array", "title": "A", "items": {"type": "object", "properties": {
        "b": {"x-control": "opinion", "title": "B"},
    }}});
    let part = json!({"x-control": "opinion", "title": "A", "properties": {"stars": {"type": "integer"}}});
    for (schema, code, required) in [
        (row, LintCode::UnsupportedElement, false),
        (part, LintCode::BadName, false),
        (json!({"type": "integer", "title": "A", "x-control": "seal"}), LintCode::BadValue, false),
        (json!({"type": "string", "title": "A", "x-control": "stamp"}), LintCode::UnsupportedKeyword, false),
        (json!({"type": "string", "title": "A", "x-control": "seal"}), LintCode::BadValue, true),
    ] {
        let names: &[&str] = if required { &["a"] } else { &[] };
        let (form, lints) =
            compile(&json!({"type": "object", "properties": {"a": schema}, "required": names}));
        assert_eq!(lints.iter().map(|lint| lint.code).collect::<Vec<_>>(), [code], "{schema}");
        assert_eq!(validate(&form, &json!({}), &NoAngles), []);
    }
}
