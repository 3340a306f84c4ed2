//! Each control plain, filled and wrong: the attributes that people, browsers and the server rely on.

use std::sync::Arc;

mod beside;
mod more;

use crate::prelude::*;
use schema::process::{Place, SupplementPoint};
use schema::regions::Region;
use schema::role::RegionCode;
use schema::{FieldCode, FieldError, Locale};
use serde_json::{Value, json};

use super::{Errors, Filling, Line, PageFields, Scope, page_of};
use crate::text::Words;

/// The html of a form with one field `/x`, as a required property of this JSON Schema.
fn html(schema: Value, ui: Value, answer: Option<Value>, wrong: Option<FieldCode>) -> String {
    let definition = json!({
        "schema": {"type": "object", "properties": {"x": schema}, "required": ["x"]},
        "uischema": {"type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/x", "options": ui}]},
    });
    let answers = answer.map_or_else(|| json!({}), |answer| json!({"x": answer}));
    let errors: Vec<FieldError> = wrong.map(|code| FieldError::new("/x", code)).into_iter().collect();
    rendered(&definition, answers, &errors, Scope::Whole)
}

fn rendered(definition: &Value, answers: Value, errors: &[FieldError], scope: Scope) -> String {
    rendered_with(definition, answers, errors, scope, Vec::new())
}

fn rendered_with(
    definition: &Value,
    answers: Value,
    errors: &[FieldError],
    scope: Scope,
    regions: Vec<Region>,
) -> String {
    let (form, lints) = schema::form::compile(definition);
    assert_eq!(
        lints.iter().filter(|lint| lint.severity == schema::form::Severity::Error).count(),
        0,
        "{lints:?}"
    );
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Words::new(Locale::ZhCn));
        let filling = Filling::new(Arc::new(form), answers, errors, scope);
        filling.know(regions);
        view! { <PageFields filling page=0/> }.to_html()
    })
}

/// What stands in the html, whatever else does; `!` before what must not.
fn check(html: &str, expect: &[&str]) {
    for part in expect {
        match part.strip_prefix('!') {
            Some(part) => assert!(!html.contains(part), "{part} in {html}"),
            None => assert!(html.contains(part), "no {part} in {html}"),
        }
    }
}

#[test]
fn text() {
    let text = || json!({"type": "string", "title": "姓名", "description": "照身份证写"});
    let plain = html(text(), json!({}), None, None);
    check(
        &plain,
        &[r#"for="f-x""#, r#"type="text""#, r#"id="f-x""#, r#"name="/x""#, r#"value="""#, "照身份证写"],
    );
    check(
        &plain,
        &[
            r#"aria-describedby="f-x-hint""#,
            r#"id="f-x-hint""#,
            "!aria-invalid",
            "!选填",
            "!class=\"message\"",
        ],
    );
    check(&html(text(), json!({}), Some(json!("王\"小\"明")), None), &[r#"value="王&quot;小&quot;明""#]);
    let wrong = html(text(), json!({}), None, Some(FieldCode::Required));
    check(&wrong, &[r#"class="field wrong""#, r#"aria-invalid="true""#, r#"id="f-x-error""#, "这一项要填"]);
    check(&wrong, &[r#"aria-describedby="f-x-hint f-x-error""#]);
}

#[test]
fn formats_choose_the_keyboard() {
    let field = |format: &str| html(json!({"type": "string", "format": format}), json!({}), None, None);
    check(&field("email"), &[r#"type="email""#]);
    check(&field("phone"), &[r#"type="tel""#]);
    check(&field("postal-code"), &[r#"inputmode="numeric""#]);
    check(&field("identity-number"), &[r#"autocapitalize="characters""#]);
    let element = html(json!({"type": "string", "x-element": "person.name"}), json!({}), None, None);
    check(&element, &[r#"autocomplete="name""#]);
}

#[test]
fn several_lines() {
    let area = |answer| html(json!({"type": "string"}), json!({"multi": true}), answer, None);
    check(&area(None), &["<textarea", r#"name="/x""#]);
    check(&area(Some(json!("一\n二<"))), &["一\n二&lt;</textarea>"]);
}

#[test]
fn numbers() {
    check(
        &html(json!({"type": "integer"}), json!({}), Some(json!(3)), None),
        &[r#"inputmode="numeric""#, r#"value="3""#],
    );
    let number = html(json!({"type": "number"}), json!({}), Some(json!("三")), Some(FieldCode::WrongType));
    check(&number, &[r#"inputmode="decimal""#, r#"value="三""#, r#"aria-invalid="true""#]);
}

#[test]
fn yes_or_no() {
    let yes_no = |answer, wrong| html(json!({"type": "boolean", "title": "已婚"}), json!({}), answer, wrong);
    let plain = yes_no(None, None);
    check(
        &plain,
        &[
            "<fieldset",
            r#"role="radiogroup""#,
            "<legend>已婚",
            r#"type="radio""#,
            r#"value="true""#,
            r#"value="false""#,
        ],
    );
    check(&plain, &[r#"id="f-x""#, r#"id="f-x-1""#, "! checked", "choices pair"]);
    let no = yes_no(Some(json!(false)), None);
    assert!(no.find(r#"value="false" checked"#).is_some(), "{no}");
    check(
        &yes_no(None, Some(FieldCode::Required)),
        &[r#"class="field wrong""#, r#"aria-describedby="f-x-error""#],
    );
}

#[test]
fn agreement() {
    let agree =
        |answer| html(json!({"type": "boolean", "const": true, "title": "我承诺"}), json!({}), answer, None);
    check(&agree(None), &[r#"type="checkbox""#, r#"value="true""#, "我承诺", "! checked", "!<fieldset"]);
    check(&agree(Some(json!(true))), &[" checked"]);
}

#[test]
fn one_of_several() {
    let options =
        json!({"type": "string", "oneOf": [{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]});
    let radios = html(options.clone(), json!({"format": "radio"}), Some(json!("b")), None);
    check(&radios, &[r#"role="radiogroup""#, r#"value="a""#, r#"value="b" checked"#]);
    let many: Vec<Value> =
        (0..12).map(|n| json!({"const": n.to_string(), "title": format!("第{n}个")})).collect();
    let select = html(json!({"type": "string", "oneOf": many}), json!({}), Some(json!("7")), None);
    check(&select, &["<select", r#"id="f-x""#, "请选择", r#"value="7" selected"#, "!radio"]);
}

#[test]
fn any_of_several() {
    let options = json!({"type": "array", "uniqueItems": true, "items": {"oneOf": [{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]}});
    let boxes = html(options, json!({}), Some(json!(["b"])), Some(FieldCode::TooFew));
    check(
        &boxes,
        &[r#"type="checkbox""#, r#"value="b" checked"#, r#"!value="a" checked"#, r#"aria-invalid="true""#],
    );
}

#[test]
fn days_and_months() {
    let day = html(json!({"type": "string", "format": "date"}), json!({}), Some(json!("1990-05-07")), None);
    check(
        &day,
        &[
            r#"name="/x.y""#,
            r#"name="/x.m""#,
            r#"name="/x.d""#,
            r#"value="1990""#,
            r#"value="05""#,
            r#"value="07""#,
        ],
    );
    check(&day, &[r#"id="f-x""#, r#"id="f-x-m""#, r#"id="f-x-d""#]);
    let birth = html(
        json!({"type": "string", "format": "date", "x-element": "person.birth_date"}),
        json!({}),
        None,
        None,
    );
    check(&birth, &[r#"autocomplete="bday-year""#]);
    let half = html(
        json!({"type": "string", "format": "date"}),
        json!({}),
        Some(json!("1990--7")),
        Some(FieldCode::BadDate),
    );
    check(&half, &[r#"value="1990""#, r#"value="7""#, r#"aria-invalid="true""#, "日历上没有"]);
}

/// The html of a form that asks for a region, with four of them known.
fn region(asked: Value, answer: Option<&str>, scope: Scope) -> String {
    let definition = json!({"schema": {"type": "object", "properties": {
        "x": {"type": "string", "title": "居住地", "format": "region", "x-region": asked},
    }}});
    let known = [("440000", "广东省"), ("440100", "广州市"), ("440103", "荔湾区"), ("440103001", "沙面街道")];
    let known =
        known.map(|(code, name)| Region { code: RegionCode::parse(code).unwrap(), name: name.to_owned() });
    let answers = answer.map_or_else(|| json!({}), |answer| json!({"x": answer}));
    rendered_with(&definition, answers, &[], scope, known.to_vec())
}

#[test]
fn a_region_is_chosen_level_by_level() {
    let county = || json!({"level": "county"});
    let empty = region(county(), None, Scope::Whole);
    check(&empty, &[r#"id="f-x""#, r#"name="/x""#, r#"aria-label="省、直辖市""#, "广东省", "!广州市"]);
    check(&empty, &[r#"name="_more" value="/x""#, "!inputmode"]);
    let half = region(county(), Some("440100"), Scope::Whole);
    check(&half, &[r#"value="440000" selected"#, r#"value="440100" selected"#, r#"id="f-x-2""#, "荔湾区"]);
    let whole = region(county(), Some("440103"), Scope::Whole);
    check(&whole, &[r#"value="440103" selected"#, "!沙面街道", "!f-x-3"]);
}

#[test]
fn a_region_within_another_is_one_list_in_groups() {
    let html = region(json!({"level": "street", "within": "440100"}), Some("440103001"), Scope::Whole);
    check(&html, &[r#"<optgroup label="荔湾区">"#, r#"value="440103001" selected"#, "!广东省", "!_more"]);
    let one = region(json!({"level": "county", "within": "440100"}), None, Scope::Whole);
    check(&one, &[r#"<option value="440103">荔湾区"#, "!optgroup", "!沙面街道"]);
}

#[test]
fn a_region_that_is_not_asked_is_said_by_its_names() {
    let elsewhere =
        Scope::of(&[SupplementPoint { place: Place::Pointer("/y".into()), reason: "看不清".into() }]);
    let html = region(json!({"level": "county"}), Some("440103"), elsewhere);
    check(&html, &["<p>广东省 广州市 荔湾区", r#"type="hidden" name="/x" value="440103""#, "!<select"]);
}

fn children(max: u32) -> Value {
    json!({"schema": {"type": "object", "properties": {
        "children": {
            "type": "array", "title": "子女", "maxItems": max,
            "items": {"type": "object", "properties": {"name": {"type": "string", "title": "姓名"}}, "required": ["name"]},
        },
    }}})
}

#[test]
fn rows_are_filled_ones_and_one_more() {
    let two = json!({"children": [{"name": "甲"}, {"name": "乙"}]});
    let wrong = FieldError::new("/children/1/name", FieldCode::TooShort);
    let html = rendered(&children(5), two.clone(), &[wrong], Scope::Whole);
    check(
        &html,
        &[r#"name="/children/0/name""#, r#"value="乙""#, r#"name="/children/2/name""#, "!/children/3/"],
    );
    check(&html, &[r#"id="f-children-1-name-error""#, "子女 3", "选填"]);
    // What needs a script is not offered before there is one.
    assert_eq!(html.matches(r#"<button class="button quiet small live" type="button""#).count(), 4, "{html}");
    check(&rendered(&children(2), two, &[], Scope::Whole), &[r#"!name="/children/2/"#]);
}

#[test]
fn what_rules_hide_is_there_and_hidden() {
    let definition = json!({
        "schema": {"type": "object", "properties": {"kind": {"type": "string"}, "more": {"type": "string"}}},
        "x-rules": [{"effect": "show", "target": ["/more"], "when": {"==": [{"var": "kind"}, "b"]}}],
    });
    let html = |answers| rendered(&definition, answers, &[], Scope::Whole);
    let hidden = r#"<div class="field" hidden><label for="f-more">"#;
    check(&html(json!({"kind": "a"})), &[hidden, r#"name="/more""#]);
    check(&html(json!({"kind": "b"})), &[&format!("!{hidden}"), r#"name="/more""#]);
}

#[test]
fn a_hidden_group_hides_its_rows_with_it() {
    let mut definition = children(5);
    definition["schema"]["properties"]["any"] = json!({"type": "boolean"});
    definition["x-rules"] = json!([{"effect": "show", "target": ["/children"], "when": {"var": "any"}}]);
    let html = rendered(&definition, json!({}), &[], Scope::Whole);
    check(
        &html,
        &[
            r#"<fieldset class="group" hidden id="f-children""#,
            r#"<div class="field"><label for="f-children-0-name">"#,
        ],
    );
}

#[test]
fn a_supplement_opens_only_what_was_asked_for() {
    let definition = json!({"schema": {"type": "object", "properties": {
        "name": {"type": "string", "title": "姓名"},
        "kind": {"type": "string", "title": "类型", "oneOf": [{"const": "a", "title": "甲"}]},
    }}});
    let point =
        SupplementPoint { place: Place::Pointer("/name".into()), reason: "和身份证不一致".into() };
    let html = rendered(&definition, json!({"name": "王", "kind": "a"}), &[], Scope::of(&[point]));
    check(&html, &["和身份证不一致", r#"id="f-name-reason""#, r#"type="text" id="f-name""#]);
    check(&html, &["<p>甲", r#"type="hidden" name="/kind" value="a""#, r#"!id="f-kind""#]);
}

#[test]
fn the_summary_leads_to_each_field() {
    let (form, _) = schema::form::compile(&children(5));
    let words = Words::new(Locale::ZhCn);
    let error = FieldError::new("/children/1/name", FieldCode::Required);
    assert_eq!((page_of(&form, &error.pointer), page_of(&form, "/childrenx")), (Some(0), None));
    let line = Line::of(&form, words, &error, "/applications/7/a");
    assert_eq!(line.href, "/applications/7/a#f-children-1-name");
    let html = Owner::new().with(|| view! { <Errors lines=vec![line]/> }.to_html());
    check(
        &html,
        &[r#"role="alert""#, r#"tabindex="-1""#, "autofocus", "子女 2 · 姓名：这一项要填", "有 1 处"],
    );
}
