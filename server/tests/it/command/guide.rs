//! `onehall guide`: guides in files, without a hall.

use std::fs;

use serde_json::{Value, json};

use super::{onehall, said};

const BIRTH: &str = include_str!("../../../seed/guides/birth.json");

/// What is said of a guide in a file, when the command ends with this code.
fn checked(text: &str, code: i32) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("guide.json"), text).unwrap();
    // A database that cannot be opened: nothing here opens one.
    let settings = [("ONEHALL_DATABASE", "sqlite:///no/such/folder/hall.db")];
    let output = onehall(&settings, &["guide", "check", "guide.json"]).current_dir(folder.path()).output();
    serde_json::from_str(&said(output.unwrap(), code)).unwrap()
}

#[test]
fn a_guide_is_checked() {
    assert_eq!(checked(BIRTH, 0), json!({ "ok": true, "lints": [] }));
    let mut guide: Value = serde_json::from_str(BIRTH).unwrap();
    guide["questions"][0]["ask"]["zh-CN"] = "您的姓名是什么？".into();
    let found = checked(&guide.to_string(), 1);
    let expect = json!([{ "pointer": "/questions/0/ask", "code": "personal_data", "name": "姓名" }]);
    assert_eq!((&found["ok"], &found["lints"]), (&json!(false), &expect));
    assert!(checked("{}", 1)["unreadable"].is_string());
}
