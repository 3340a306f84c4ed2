//! Bundles as they are stored: everything that cannot be, by its place.

use serde_json::{Value, json};

use super::*;
use crate::calendar::Limit;
use crate::expr::Context;

fn stored() -> Value {
    json!({
        "item": "JOINT", "version": 2, "title": {"zh-CN": "一件事", "en": "One matter"},
        "questions": question(&["p", "q"]),
        "items": [
            {"item": "A", "key": "a", "stage": "first"},
            {"item": "B", "key": "b", "after": ["A"], "when": {"==": [{"var": "situation.kind"}, "p"]}},
        ],
        "materials": [{"id": "card", "name": {"zh-CN": "身份证", "en": "Card"}, "stands_for": [["A", "card"], ["B", "id"]]}],
        "stages": [{"id": "first", "name": {"zh-CN": "开工前", "en": "Before work"}}],
    })
}

fn faults(change: impl FnOnce(&mut Value)) -> Vec<(String, BundleFaultCode)> {
    let mut stored = stored();
    change(&mut stored);
    let faults = Bundle::read(&stored.to_string()).unwrap_err();
    faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

#[test]
fn what_is_read_is_written_again() {
    let bundle = Bundle::read(&stored().to_string()).unwrap();
    assert_eq!(json!(bundle), stored());
    assert_eq!(bundle.items[1].after, ["A"]);
}

#[test]
fn what_cannot_be_is_named_by_its_place() {
    use BundleFaultCode as Code;
    let one = |pointer: &str, code| vec![(pointer.to_owned(), code)];
    assert_eq!(Bundle::read("[").unwrap_err()[0].code, Code::Unreadable);
    assert_eq!(faults(|it| *it = json!([])), one("", Code::Unreadable));
    assert_eq!(faults(|it| it["items"][1]["afer"] = json!([])), one("/items/1", Code::Unreadable));
    assert_eq!(faults(|it| it["stages"] = json!(3)), one("/stages", Code::Unreadable));
    assert_eq!(
        faults(|it| it["items"] = json!([])).last(),
        one("/materials/0/stands_for/1/0", Code::UnknownItem).last()
    );
    assert_eq!(faults(|it| it["title"] = json!({})), one("/title", Code::NoTitle));
    assert_eq!(faults(|it| it["items"][0]["key"] = json!("A-1")), one("/items/0/key", Code::BadKey));
    assert_eq!(faults(|it| it["items"][1]["key"] = json!("a")), one("/items/1/key", Code::Duplicate));
    assert_eq!(
        faults(|it| it["items"][1]["after"] = json!(["C"])),
        one("/items/1/after/0", Code::UnknownItem)
    );
    assert_eq!(faults(|it| it["item"] = json!("A")), one("/item", Code::UnknownItem));
    assert_eq!(
        faults(|it| it["items"][0]["stage"] = json!("last")),
        one("/items/0/stage", Code::UnknownStage)
    );
    assert_eq!(faults(|it| it["items"][0]["after"] = json!(["B"])), one("/items/0/after", Code::Cycle));
    for read in ["situation.other", "kind", "/kind", ""] {
        let when = json!({"==": [{"var": read}, 1]});
        assert_eq!(
            faults(|it| it["items"][0]["when"] = when),
            one("/items/0/when", Code::UnknownQuestion),
            "{read}"
        );
    }
}

#[test]
fn whether_an_item_applies_may_be_unknown() {
    let bundle = Bundle::read(&stored().to_string()).unwrap();
    let of_b = |answers: Value| applies(&bundle, &answers, Context::default())["B"];
    assert_eq!(of_b(json!({"situation": {"kind": "p"}})), Applies::Yes);
    assert_eq!(of_b(json!({"situation": {"kind": "q"}})), Applies::No);
    assert_eq!(of_b(json!({})), Applies::Unknown);
    assert_eq!(applying(&bundle, &json!({}), Context::default()).into_iter().collect::<Vec<_>>(), ["A"]);
}

#[test]
fn the_joint_clock_is_that_of_the_law() {
    assert_eq!((joint::LIMIT, joint::EXTENSION), (Limit::working_days(45), 15));
}
