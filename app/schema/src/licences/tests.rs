//! Types, what is written by them, and what is compared with it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::*;
use crate::form::{Form, compile};
use crate::id::LicenceNumber;
use crate::locale::Locale;
use crate::role::RegionCode;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hygiene() -> Value {
    let both = |zh: &str, en: &str| json!({ "zh-CN": zh, "en": en });
    json!({
        "code": "licence.hygiene", "name": both("卫生许可证", "Hygiene licence"), "holder": "enterprise",
        "fields": [
            { "id": "name", "label": both("单位名称", "Name"), "element": "enterprise.name" },
            { "id": "kind", "label": both("项目", "Kind"), "pointers": ["/nothing", "/venue/kind"] },
            { "id": "size", "label": both("规模", "Size"), "value": { "*": [{ "var": "venue.rooms" }, 2] } },
            { "id": "address", "label": both("地址", "Address"), "element": "enterprise.address" },
        ],
        "validity": { "years": 4 }, "duplicates": 1,
        "layout": {
            "heading": both("卫生许可证", "Hygiene licence"), "unlimited": both("长期", "no end"),
            "lines": [
                { "label": both("项目", "Kind"), "text": both("{kind}（{size}）", "{kind} ({size})") },
                { "label": both("地址", "Address"), "text": both("{address}", "{address}") },
                { "label": both("有效期限", "Valid"), "text": both("{validity}", "{validity}") },
            ],
        },
    })
}

fn kind(change: impl FnOnce(&mut Value)) -> LicenceType {
    let mut kind = hygiene();
    change(&mut kind);
    serde_json::from_value(kind).unwrap()
}

fn form() -> Form {
    let venue = json!({ "type": "object", "title": "场所", "properties": {
        "kind": { "type": "string", "title": "类型", "oneOf": [{ "const": "hair", "title": "理发店" }] },
        "rooms": { "type": "integer", "title": "间数" } } });
    let name = json!({ "type": "string", "title": "名称", "x-element": "enterprise.name" });
    compile(&json!({ "schema": { "type": "object", "properties": { "venue": venue, "name": name } } })).0
}

fn document(kind: &LicenceType) -> LicenceDocument {
    let form = form();
    let answers = json!({ "name": "小巷理发店", "venue": { "kind": "hair", "rooms": 3 } });
    let facts = json!({ "enterprise": { "name": "别的", "credit_code": "91440199MA0DEM013L" } });
    let from = Answered { form: &form, answers: &answers, facts: &facts, regions: &[] };
    let fields = fields(kind, &from);
    LicenceDocument {
        format: LicenceDocument::FORMAT.into(),
        number: "440100-2026-000001-0".into(),
        kind: kind.code.clone(),
        version: 1,
        name: kind.name.clone(),
        holder: holder(kind, &fields, &from, "王小明"),
        agency: Issuer { code: "440100/市卫生局".into(), name: "市卫生局".into() },
        case: "440103-260305-00042-7".into(),
        issued_on: day("2026-03-02"),
        valid_until: valid_until(kind, &fields, day("2026-03-02")),
        duplicates: kind.duplicates,
        fields,
        salt: "00".into(),
    }
}

#[test]
fn what_is_wrong_with_a_type_is_said_with_its_place() {
    assert_eq!(kind(|_| {}).faults(), []);
    let wrong = |pointer: &str, value: Value| {
        let faults = kind(|kind| *kind.pointer_mut(pointer).unwrap() = value).faults();
        faults.into_iter().map(|fault| fault.at).collect::<Vec<_>>()
    };
    assert_eq!(wrong("/code", json!("Hygiene licence")), ["/code"]);
    assert_eq!(wrong("/name", json!({ "zh-CN": "卫生许可证" })), ["/name"]);
    assert_eq!(wrong("/fields/1/id", json!("name")), ["/fields/1/id", "/layout/lines/0/text"]);
    assert_eq!(wrong("/fields/3/id", json!("number")), ["/fields/3/id", "/layout/lines/1/text"]);
    assert_eq!(wrong("/fields/0/element", json!("enterprise.shoes")), ["/fields/0/element"]);
    assert_eq!(wrong("/fields/2/value", json!({ "no such operator": [] })), ["/fields/2/value"]);
    assert_eq!(wrong("/fields/1/pointers", json!([])), ["/fields/1/value"]);
    assert_eq!(wrong("/validity", json!({ "years": 0 })), ["/validity/years"]);
    assert_eq!(wrong("/validity", json!({ "until": "end" })), ["/validity/until"]);
    assert_eq!(wrong("/duplicates", json!(21)), ["/duplicates"]);
    for pattern in [
        "{year}{sequence}",
        "{region}{region}{year}{sequence}",
        "{region}/{year}/{sequence}",
        "{region}{year}{sequence}{day}",
    ] {
        let faults = kind(|kind| kind["number"] = json!(pattern)).faults();
        assert_eq!(faults.len(), 1, "{pattern}: {faults:?}");
    }
    assert_eq!(
        kind(|kind| kind["number"] = json!("粤卫公证字〔{year}〕第{region}-{sequence}号")).faults(),
        []
    );
}

#[test]
fn a_licence_is_written_from_answers_elements_and_expressions() {
    let kind = kind(|_| {});
    let licence = document(&kind);
    let texts: Vec<_> = licence.fields.iter().map(|field| field.text.get(Locale::ZhCn)).collect();
    assert_eq!(texts, ["小巷理发店", "理发店", "6", ""]);
    assert_eq!(licence.field("kind").unwrap().value, "hair");
    assert_eq!(
        (licence.holder.name.as_str(), licence.holder.code.as_deref()),
        ("小巷理发店", Some("91440199MA0DEM013L"))
    );
    assert_eq!(licence.valid_until, Some(day("2030-03-01")));
    let paper = lines(&kind.layout, &licence);
    assert_eq!(paper[0].text.get(Locale::ZhCn), "理发店（6）");
    assert_eq!(paper[1].text.get(Locale::En), "2 March 2026 – 1 March 2030");
    assert_eq!(paper.len(), 2, "nothing is said of the address");
    assert_eq!(
        licence.told(),
        json!({ "enterprise": { "name": "小巷理发店" } }),
        "and no address, which nobody said"
    );
}

#[test]
fn a_licence_without_an_end_says_so_and_one_ends_with_a_day_of_the_form() {
    let unlimited = kind(|kind| drop(kind.as_object_mut().unwrap().remove("validity")));
    assert_eq!(
        lines(&unlimited.layout, &document(&unlimited))[1].text.get(Locale::ZhCn),
        "2026年3月2日 – 长期"
    );
    let until = kind(|kind| {
        kind["validity"] = json!({ "until": "size" });
        kind["fields"][2]["value"] = json!("2027-01-31");
    });
    assert_eq!(document(&until).valid_until, Some(day("2027-01-31")));
}

#[test]
fn numbers_follow_the_pattern_of_their_type() {
    let of = LicenceNumber::new(RegionCode::parse("440100").unwrap(), 2026, 42).unwrap();
    assert_eq!(number(&kind(|_| {}), of), of.to_string());
    let pattern = kind(|kind| kind["number"] = json!("粤卫〔{year}〕{region}-{sequence}号"));
    assert_eq!(number(&pattern, of), "粤卫〔2026〕440100-000042号");
}

#[test]
fn the_canonical_text_does_not_depend_on_order_and_changes_with_the_content() {
    let one = json!({ "b": [1, { "z": null, "a": "引号\"" }], "a": 1.5 });
    assert_eq!(canonical(&one), r#"{"a":1.5,"b":[1,{"a":"引号\"","z":null}]}"#);
    let licence = serde_json::to_value(document(&kind(|_| {}))).unwrap();
    let again: Value = serde_json::from_str(&canonical(&licence)).unwrap();
    assert_eq!(canonical(&again), canonical(&licence));
    assert_eq!(serde_json::from_value::<LicenceDocument>(again).unwrap(), document(&kind(|_| {})));
}

#[test]
fn what_was_decided_weighs_more_than_the_day() {
    use LicenceStatus as Status;
    let until = Some(day("2026-03-02"));
    assert_eq!(Standing::of(Status::Valid, until, day("2026-03-02")), Standing::Valid, "the last day counts");
    assert_eq!(Standing::of(Status::Valid, until, day("2026-03-03")), Standing::Expired);
    assert_eq!(Standing::of(Status::Valid, None, day("2099-01-01")), Standing::Valid);
    assert_eq!(Standing::of(Status::Revoked, until, day("2026-03-03")), Standing::Revoked);
    for status in Status::ALL {
        assert_eq!(Status::from_slug(status.slug()), Some(status));
        assert_eq!(serde_json::to_value(status).unwrap(), status.slug());
        let holds = Standing::of(status, None, day("2026-03-02")).holds();
        assert_eq!(holds, status == Status::Valid);
    }
}

#[test]
fn each_change_leads_from_where_it_may() {
    use LicenceStatus as Status;
    assert_eq!(
        StatusChange::allowed(Status::Valid),
        [StatusChange::Suspend, StatusChange::Revoke, StatusChange::Cancel]
    );
    assert_eq!(
        StatusChange::allowed(Status::Suspended),
        [StatusChange::Resume, StatusChange::Revoke, StatusChange::Cancel]
    );
    assert_eq!(StatusChange::allowed(Status::Revoked), [StatusChange::Cancel]);
    assert_eq!(StatusChange::allowed(Status::Cancelled), []);
    assert_eq!(StatusChange::allowed(Status::Replaced), []);
}

#[test]
fn comparing_tells_same_different_missing_and_unknown() {
    let licence = document(&kind(|_| {}));
    let shown: BTreeMap<String, String> = [
        ("holder", " 小巷 理发店 "),
        ("kind", "理发店"),
        ("size", "７"),
        ("issued_on", "2026年3月2日"),
        ("colour", "红"),
    ]
    .into_iter()
    .map(|(id, text)| (id.to_owned(), text.to_owned()))
    .collect();
    let found = compare(&licence, &shown);
    let verdict = |id: &str| found.iter().find(|field| field.id == id).map(|field| field.verdict);
    assert_eq!(verdict("holder"), Some(Verdict::Same));
    assert_eq!(verdict("kind"), Some(Verdict::Same));
    assert_eq!(verdict("size"), Some(Verdict::Different));
    assert_eq!(verdict("issued_on"), Some(Verdict::Same));
    assert_eq!(verdict("valid_until"), Some(Verdict::Missing));
    assert_eq!(verdict("colour"), Some(Verdict::Unknown));
    assert_eq!(verdict("address"), None, "neither issued nor shown");
}

#[test]
fn strangers_see_the_outline_of_a_person() {
    let outlined = |name| outline(name, HolderKind::Person);
    assert_eq!(
        [outlined("张小三"), outlined("王明"), outlined("欧阳小明"), outlined("")],
        ["张*三", "王*", "欧**明", ""]
    );
    assert_eq!(outline("一厅通演示餐饮有限公司", HolderKind::Enterprise), "一厅通演示餐饮有限公司");
}
