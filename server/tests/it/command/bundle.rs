//! `onehall bundle`: joint applications in files, without a hall.

use std::fs;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{onehall, said, text};

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = |name: &str| {
        json!({"meta": {"id": name}, "schema": {"type": "object", "required": ["who"], "properties": {
            "who": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "x-element": "person.name"}}},
            "note": {"type": "string", "title": "Note"},
        }}})
    };
    let title = json!({"zh-CN": "开店", "en": "Open a shop"});
    let items = json!([{"item": "FOOD", "key": "food"}, {"item": "SIGN", "key": "sign", "after": ["FOOD"]}]);
    let bundle = json!({"item": "SHOP", "version": 1, "title": title, "items": items});
    let mut circle = bundle.clone();
    circle["items"][0]["after"] = json!(["SIGN"]);
    let files = [
        ("shop.json", bundle),
        ("circle.json", circle),
        ("food.json", own("food-licence")),
        ("sign.json", own("signboard")),
    ];
    for (name, content) in files {
        fs::write(folder.path().join(name), content.to_string()).unwrap();
    }
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    // A database that cannot be opened: nothing here opens one.
    let settings = [("ONEHALL_DATABASE", "sqlite:///no/such/folder/hall.db")];
    onehall(&settings, arguments).current_dir(folder.path()).output().unwrap()
}

fn parsed(output: Output, code: i32) -> Value {
    serde_json::from_str(&said(output, code)).unwrap()
}

#[test]
fn a_bundle_is_checked_and_its_one_form_is_a_form() {
    let folder = folder();
    let forms = ["FOOD=food.json", "SIGN=sign.json"];
    let checked = parsed(run(&folder, &[&["bundle", "check", "shop.json"][..], &forms].concat()), 0);
    assert_eq!(checked["ok"], true);
    assert_eq!(checked["lints"], json!([]));
    assert_eq!(checked["fields"], json!({"asked": 3, "apart": 4}));
    assert_eq!(checked["slices"][1]["form"], json!({"id": "signboard", "version": 1}));
    let one = said(run(&folder, &[&["bundle", "form", "shop.json"][..], &forms].concat()), 0);
    fs::write(folder.path().join("one.json"), one).unwrap();
    assert_eq!(parsed(run(&folder, &["form", "check", "one.json"]), 0)["ok"], true);
}

#[test]
fn what_is_wrong_with_a_bundle_is_named() {
    let folder = folder();
    let without = parsed(run(&folder, &["bundle", "check", "shop.json", "FOOD=food.json"]), 1);
    assert_eq!((&without["ok"], &without["lints"][0]["code"]), (&json!(false), &json!("no_form")));
    let circle = parsed(run(&folder, &["bundle", "check", "circle.json"]), 1);
    assert_eq!(circle["faults"][0], json!({"pointer": "/items/0/after", "code": "cycle", "detail": "FOOD"}));
    let missing = run(&folder, &["bundle", "form", "shop.json", "FOOD=none.json"]);
    assert!(text(&missing.stderr).contains("cannot read none.json"), "{}", text(&missing.stderr));
    assert_eq!(said(missing, 1), "");
    assert_eq!(run(&folder, &["bundle", "check", "shop.json", "food.json"]).status.code(), Some(2));
}
