//! Lists of the form that may be longer than what something can be done for.

use serde_json::json;

use super::*;
use crate::form::{Form, compile};
use crate::process::{MOST_ENTRIES, Process};

/// A form with a list of at most so many shops, each with goods, a choice of several, and a name.
fn form(most: Option<usize>) -> Form {
    let mut shops = json!({ "type": "array", "title": "店铺", "items": { "type": "object", "properties": {
        "goods": { "type": "array", "title": "货品", "maxItems": 500, "items": { "type": "object", "properties": {
            "name": { "type": "string", "title": "名称" } } } },
        "few": { "type": "array", "title": "证照", "maxItems": 3, "items": { "type": "object", "properties": {
            "name": { "type": "string", "title": "名称" } } } },
    } } });
    if let Some(most) = most {
        shops["maxItems"] = json!(most);
    }
    let kinds =
        json!({ "type": "array", "title": "种类", "uniqueItems": true, "items": { "enum": ["甲", "乙"] } });
    let name = json!({ "type": "string", "title": "名称" });
    let properties = json!({ "shops": shops, "kinds": kinds, "name": name });
    compile(&json!({ "schema": { "type": "object", "properties": properties } })).0
}

/// What is doubted of a process in which one of several is done for this list, and within it another case begins for that.
fn doubted(
    over: Value,
    within: Option<Value>,
    form: Option<&Form>,
) -> Vec<(String, Vec<String>, Option<usize>)> {
    let mut process = add(&template("promised"), New::Block(Shell::Each), "1");
    process = set(&process, "1", "over", json!({ "data": over }));
    process["facts"] = json!([{ "id": "open", "name": { "zh-CN": "开着的", "en": "Open" },
        "expr": { "filter": [{ "var": "shops" }, { "var": "open" }] } }]);
    process = add(&process, New::Call, "1-1");
    if let Some(within) = within {
        process = set(&process, "1-1", "over", within);
    }
    let read = Process::read(&process.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let found = remarks(&Piece::read(&process).unwrap(), &read, &Setting::default(), form);
    let long = found.into_iter().filter_map(|remark| match remark.what {
        Doubt::TooLong { lists, most } => {
            let names = lists.iter().map(|name| name.get(Locale::ZhCn).to_owned()).collect();
            Some((remark.place.map(|place| place.to_string()).unwrap_or_default(), names, most))
        }
        _ => None,
    });
    long.collect()
}

#[test]
fn a_list_without_a_bound_or_with_one_that_is_too_high_is_told_by_its_name() {
    let shops = || json!({ "var": "shops" });
    let of = |most: Option<usize>| doubted(shops(), None, Some(&form(most)));
    let told = |most: Option<usize>| vec![("1".to_owned(), vec!["店铺".to_owned()], most)];
    assert_eq!(of(None), told(None));
    assert_eq!(of(Some(MOST_ENTRIES + 1)), told(Some(MOST_ENTRIES + 1)));
    assert_eq!(of(Some(MOST_ENTRIES)), []);
    assert_eq!(doubted(shops(), None, None), [], "nothing is claimed of a form that nobody knows");
}

#[test]
fn a_list_is_followed_through_facts_and_what_is_made_of_it() {
    let of = |over: Value, most: usize| {
        let found = doubted(over, None, Some(&form(Some(most))));
        found.into_iter().map(|(_, names, most)| (names.join(" "), most)).collect::<Vec<_>>()
    };
    let shops = || json!({ "var": "shops" });
    assert_eq!(of(json!({ "var": "$facts.open" }), 300), [("店铺".to_owned(), Some(300))]);
    assert_eq!(of(json!({ "map": [shops(), { "var": "name" }] }), 300), [("店铺".to_owned(), Some(300))]);
    let twice = json!({ "merge": [shops(), { "var": "$facts.open" }, ["a"]] });
    assert_eq!(of(twice.clone(), 100), [("店铺 店铺".to_owned(), Some(201))]);
    assert_eq!(of(twice, 99), []);
    let either = json!({ "if": [{ "var": "name" }, shops(), { "var": "kinds" }] });
    assert_eq!(of(either.clone(), 201), [("店铺 种类".to_owned(), Some(201))]);
    assert_eq!(of(either, 200), []);
    for other in [json!({ "var": "kinds" }), json!({ "var": "name" }), json!({ "var": "none" }), json!(["a"])]
    {
        assert_eq!(of(other, 300), []);
    }
}

#[test]
fn within_one_of_several_a_list_of_its_entry_is_meant() {
    let form = form(Some(10));
    let of = |over: Value, within: Value| {
        let found = doubted(over, Some(within), Some(&form));
        found.into_iter().map(|(at, names, most)| (at, names.join(" "), most)).collect::<Vec<_>>()
    };
    let goods = [("1-1".to_owned(), "货品".to_owned(), Some(500))];
    let (shops, open) = (json!({ "var": "shops" }), json!({ "var": "$facts.open" }));
    assert_eq!(of(shops.clone(), json!({ "var": "$item.goods" })), goods);
    assert_eq!(of(open, json!({ "filter": [{ "var": "$item.goods" }, true] })), goods);
    assert_eq!(of(shops.clone(), json!({ "var": "$item.few" })), []);
    assert_eq!(of(shops.clone(), json!({ "var": "$item" })), [], "an entry is no list");
    assert_eq!(
        of(json!({ "map": [shops, 1] }), json!({ "var": "$item.goods" })),
        [],
        "nor is what is made of it"
    );
}
