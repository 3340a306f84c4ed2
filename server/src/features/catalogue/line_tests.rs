//! What a catalogue line may look like, case by case.

use serde_json::json;

use super::*;

fn canonical() -> Value {
    json!({
        "task_code": "A1", "name": "居住证申领", "catalog_name": null, "department": "广州市公安局",
        "region": "广东省广州市", "region_code": "440100", "item_type": "行政确认", "level": "市级",
        "conditions": null, "materials": ["居民身份证"],
        "statutory_limit": {"value": 15, "unit": "自然日"}, "promised_limit": null, "visits": "0",
        "online": true, "location": null, "phone": null, "complaint_phone": "12345",
        "themes": ["证件办理"], "served": ["自然人"], "source_url": null, "everyday_names": []
    })
}

fn fields(value: Value) -> Vec<String> {
    Line::read(value).unwrap_err().into_iter().map(|fault| fault.field).collect()
}

#[test]
fn a_canonical_line_is_exported_as_it_came() {
    let line = Line::read(canonical()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&line.to_json().unwrap()).unwrap(), canonical());
}

#[test]
fn the_agencies_above_lie_above_one_in_each_region() {
    let with = |above: Value| {
        let mut value = canonical();
        value["handled_above"] = above;
        value
    };
    let agency = |region: &str| json!({ "region_code": region, "department": "广东省公安厅" });
    let value = with(json!([agency("440000")]));
    let line = Line::read(value.clone()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&line.to_json().unwrap()).unwrap(), value);
    for odd in [
        json!("广东省公安厅"),
        json!([agency("440100")]),
        json!([agency("450000")]),
        json!([agency("440103")]),
        json!([agency("440000"), agency("440000")]),
        json!([{ "region_code": "440000" }]),
    ] {
        assert_eq!(fields(with(odd.clone())), ["handled_above"], "{odd}");
    }
}

#[test]
fn fees_have_a_code_each_and_an_amount_in_fen() {
    let with = |fees: Value| {
        let mut value = canonical();
        value["fees"] = fees;
        value
    };
    let fee = |code: &str| json!({ "code": code, "name": "居住证工本费", "amount": 2000, "basis": "粤价〔2008〕1号" });
    let value = with(json!([fee("card"), { "code": "copy", "name": "复印费", "amount": 0 }]));
    let line = Line::read(value.clone()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&line.to_json().unwrap()).unwrap(), value);
    for odd in [
        json!("20 元"),
        json!([fee("")]),
        json!([fee("card"), fee("card")]),
        json!([{ "code": "card", "name": "工本费", "amount": -1 }]),
        json!([{ "code": "card", "name": "工本费", "amount": 20.5 }]),
        json!([{ "code": "card", "amount": 2000 }]),
    ] {
        assert_eq!(fields(with(odd.clone())), ["fees"], "{odd}");
    }
}

#[test]
fn terms_charge_published_fees_and_stay_within_the_law() {
    let with = |terms: Value| {
        let mut value = canonical();
        value["fees"] = json!([{ "code": "card", "name": "居住证工本费", "amount": 2000 }]);
        value["terms"] = terms;
        value
    };
    let lost = json!({ "==": [{ "var": "ground.kind" }, "lost"] });
    let value = with(
        json!([{ "when": lost, "fees": ["card"], "basis": "《居住证暂行条例》第十九条" }, { "fees": [] }]),
    );
    let line = Line::read(value.clone()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&line.to_json().unwrap()).unwrap(), value);
    for (odd, field) in [
        (json!("免费"), "terms"),
        (json!([{ "when": { "perhaps": [] }, "fees": [] }]), "terms"),
        (json!([{ "fees": [] , "price": 3 }]), "terms"),
        (json!([{ "when": lost }]), "terms/0"),
        (json!([{ "fees": ["rush"] }]), "terms/0"),
        (json!([{ "limit": { "value": 16, "unit": "自然日" } }]), "terms/0"),
        (json!([{ "fees": [] }, { "when": lost, "fees": ["card"] }]), "terms/1"),
    ] {
        assert_eq!(fields(with(odd.clone())), [field], "{odd}");
    }
}

#[test]
fn text_is_normalised() {
    let mut value = canonical();
    value["name"] = "\u{2F79}上\u{3000}１２".into();
    assert_eq!(Line::read(value).unwrap().name, "网上 12");
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let mut value = canonical();
    value["name"] = " ".into();
    value["item_type"] = "行政许愿".into();
    value["materials"] = json!("一份");
    value["statutory_limit"] = json!({"value": 3, "unit": "周"});
    value["served"] = json!(["自然人", "外星人"]);
    value["colour"] = "red".into();
    assert_eq!(fields(value), ["colour", "name", "item_type", "statutory_limit", "materials", "served"]);
}

#[test]
fn a_county_line_becomes_canonical() {
    let line = Line::read(json!({
        "department": "区经信局", "main_item": null, "name": "企业投资项目备案",
        "item_code": "511Z07001006-511602000000-000-11511301008778183N-1-00", "task_type": "10",
        "source_url": "http://example.cn"
    }))
    .unwrap();
    assert_eq!(line.region_code.to_string(), "511602");
    assert_eq!(line.item_type, PowerType::Other);
    assert_eq!(line.level.as_deref(), Some("县级"));
    assert_eq!(line.conditions, None);
    assert_eq!(
        fields(json!({"item_code": "x", "name": "y", "department": "z", "task_type": "99"})),
        ["item_code", "task_type"]
    );
}
