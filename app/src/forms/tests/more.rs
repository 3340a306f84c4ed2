//! Controls that are more than a line or a list, and what a page holds besides questions.

use schema::FieldCode;
use serde_json::json;

use super::{check, children, html, rendered};
use crate::forms::Scope;

#[test]
fn sums_of_money_say_their_unit_and_how_they_are_read() {
    let money = json!({"type": "number", "format": "money"});
    let filled = html(money.clone(), json!({}), Some(json!(1200)), None);
    check(&filled, &[r#"inputmode="decimal""#, r#"value="1200""#, "<span>元</span>", "人民币壹仟贰佰元整"]);
    let typed = html(money, json!({}), Some(json!("1千")), Some(FieldCode::WrongType));
    check(&typed, &[r#"value="1千""#, r#"id="f-x-capitals"></p>"#]);
}

#[test]
fn one_of_many_is_found_by_its_name() {
    let options = json!({"type": "string", "x-display": "search",
        "oneOf": [{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]});
    let search = html(options.clone(), json!({}), Some(json!("b")), None);
    check(
        &search,
        &[r#"value="乙" list="f-x-list""#, r#"<datalist id="f-x-list">"#, r#"<option value="甲">"#],
    );
    // What is on no list stays as it was typed.
    check(&html(options, json!({}), Some(json!("丙")), None), &[r#"value="丙" list"#]);
}

#[test]
fn words_to_touch_are_boxes_to_tick() {
    let options = json!({"type": "array", "x-display": "chips",
        "items": {"oneOf": [{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]}});
    let chips = html(options, json!({}), Some(json!(["b"])), None);
    check(&chips, &[r#"class="choices chips""#, r#"type="checkbox" id="f-x-1" name="/x" value="b" checked"#]);
}

#[test]
fn a_range_of_days_is_two_days_in_parts() {
    let range = html(
        json!({"type": "string", "format": "date-range", "title": "施工"}),
        json!({}),
        Some(json!("2026-12-01/2027-1-")),
        Some(FieldCode::BadDate),
    );
    check(&range, &[r#"id="f-x" name="/x.from.y" value="2026""#, r#"name="/x.from.d" value="01""#]);
    check(&range, &[r#"id="f-x-to.y" name="/x.to.y" value="2027""#, r#"name="/x.to.m" value="1""#]);
    check(&range, &[r#"role="group" aria-label="从""#, r#"aria-label="至""#, r#"aria-invalid="true""#]);
}

#[test]
fn rows_with_an_order_have_buttons_that_work_without_scripts() {
    let mut definition = children(5);
    let two = json!({"children": [{"name": "甲"}, {"name": "乙"}]});
    check(&rendered(&definition, two.clone(), &[], Scope::Whole), &["!_up", "!aria-live"]);
    definition["schema"]["properties"]["children"]["x-reorder"] = json!(true);
    let html = rendered(&definition, two, &[], Scope::Whole);
    let up = r#"id="f-children-1_up" name="_up" value="/children/1">"#;
    check(&html, &[up, r#"name="_down" value="/children/0""#, r#"id="f-children-said" aria-live="polite""#]);
}

#[test]
fn what_officers_wrote_is_shown_and_not_asked() {
    let definition = json!({"schema": {"type": "object", "properties": {
        "opinion": {"title": "审批意见", "x-control": "opinion"},
        "seal": {"type": "string", "title": "盖章", "x-control": "seal", "x-seal": {"id": "main", "of": "某某局"}},
    }}});
    let html = rendered(&definition, json!({}), &[], Scope::Whole);
    check(&html, &["!审批意见", "!<input"]);
    let opinion = json!({"text": "拟同意。", "name": "李若水", "post": "科长", "at": "2026-11-12T02:30:00Z"});
    let html = rendered(&definition, json!({"opinion": opinion, "seal": "main"}), &[], Scope::Whole);
    check(&html, &["审批意见", "已盖章", "!<input"]);
    let order = ["拟同意。", "李若水", "科长", "10:30", "某某局"].map(|part| html.find(part));
    assert!(order.is_sorted() && order.iter().all(Option::is_some), "{html}");
}

#[test]
fn documents_and_buttons_stand_among_the_questions() {
    let definition = json!({
        "schema": {"type": "object", "properties": {"more": {"type": "boolean"}}},
        "uischema": {"type": "VerticalLayout", "elements": [
            {"type": "Action", "label": "重算", "options": {"action": "recalculate"}},
            {"type": "Material", "options": {"material": "plan"}},
        ]},
        "materials": [{"id": "plan", "name": "平面图", "when": {"var": "more"}}],
    });
    let html = |answers| rendered(&definition, answers, &[], Scope::Whole);
    check(&html(json!({})), &[r#"name="_action" value="0-0">重算"#, r#"<div class="kept" id="m0" hidden>"#]);
    check(&html(json!({"more": true})), &[r#"<div class="kept" id="m0">"#]);
}
