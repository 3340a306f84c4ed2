//! `onehall form`: definitions in files, without a hall.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{onehall, said, text};

/// A folder with these files in it.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &Value)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content.to_string()).unwrap();
        }
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        // A database that cannot be opened: nothing here opens one.
        let settings = [("ONEHALL_DATABASE", "sqlite:///no/such/folder/hall.db")];
        onehall(&settings, arguments).current_dir(self.0.path()).output().unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

fn parsed(output: Output, code: i32) -> Value {
    serde_json::from_str(&said(output, code)).unwrap()
}

fn permit() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "title": "Name", "minLength": 2, "pattern": "^[A-Z]"},
            "age": {"type": "integer", "title": "Age", "minimum": 0, "exclusiveMinimum": true},
        },
    })
}

#[test]
fn a_definition_is_checked() {
    let elsewhere = json!({"type": "object", "properties": {
        "card": {"$ref": "https://example.com/card.json"},
        "code": {"type": "string", "title": "Code", "pattern": "(["},
    }});
    let folder = Folder::with(&[("good.json", &permit()), ("bad.json", &elsewhere)]);
    let good = parsed(folder.run(&["form", "check", "good.json"]), 0);
    assert_eq!(good, json!({"ok": true, "unsupported": [], "lints": []}));
    let bad = parsed(folder.run(&["form", "check", "bad.json"]), 1);
    assert_eq!(bad["ok"], false);
    assert_eq!(
        bad["unsupported"],
        json!([
            {"pointer": "/properties/card/$ref", "keyword": "$ref"},
            {"pointer": "/properties/code/pattern", "keyword": "pattern"},
        ])
    );
    let lints = bad["lints"].as_array().unwrap();
    assert!(lints.iter().any(|lint| lint["severity"] == "error" && lint["code"] == "unsupported_keyword"));
}

#[test]
fn answers_are_judged() {
    let good = json!({"name": "Ann", "age": 1});
    let bad = json!({"name": "ann", "age": 0});
    let folder = Folder::with(&[("permit.json", &permit()), ("good.json", &good), ("bad.json", &bad)]);
    let judged = parsed(folder.run(&["form", "validate", "permit.json", "good.json"]), 0);
    assert_eq!(judged, json!({"valid": true, "errors": []}));
    let judged = parsed(folder.run(&["form", "validate", "permit.json", "bad.json"]), 1);
    assert_eq!(judged["valid"], false);
    let errors = judged["errors"].as_array().unwrap().iter();
    let errors: Vec<_> = errors.map(|error| (error["pointer"].clone(), error["code"].clone())).collect();
    assert_eq!(errors, [(json!("/name"), json!("pattern")), (json!("/age"), json!("too_small"))]);
}

#[test]
fn a_form_of_elsewhere_comes_in_with_its_losses() {
    let source = json!({"title": "Permit", "components": [
        {"type": "textfield", "key": "name", "label": "Name", "input": true, "customConditional": "show = true"},
    ]});
    let folder = Folder::with(&[("formio.json", &source), ("schema.json", &permit())]);
    let imported = folder.run(&["form", "import", "--from", "formio", "formio.json"]);
    let loss: Value = serde_json::from_str(&text(&imported.stderr)).unwrap();
    assert_eq!(loss["pointer"], "/components/0/customConditional");
    assert_eq!((&loss["fate"], &loss["severity"]), (&json!("dropped"), &json!("error")));
    let definition = parsed(imported, 0);
    assert_eq!(definition["meta"]["title"], "Permit");

    let report = ["form", "import", "--from", "formio", "formio.json", "--report", "losses.jsonl"];
    let reported = folder.run(&report);
    assert_eq!(text(&reported.stderr), "");
    assert_eq!(parsed(reported, 0), definition);
    let losses = fs::read_to_string(folder.path("losses.jsonl")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&losses).unwrap(), loss);

    let plain = parsed(folder.run(&["form", "import", "--from", "json-schema", "schema.json"]), 0);
    assert_eq!(plain["uischema"]["elements"].as_array().unwrap().len(), 2);
}

#[test]
fn a_definition_goes_out_and_comes_back() {
    let folder = Folder::with(&[("permit.json", &permit())]);
    let pair = folder.run(&["form", "export", "permit.json"]);
    let pair = said(pair, 0);
    let exported: Value = serde_json::from_str(&pair).unwrap();
    assert_eq!(exported["schema"]["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(exported["schema"]["properties"]["age"]["exclusiveMinimum"], 0);
    fs::write(folder.path("pair.json"), &pair).unwrap();
    let back = parsed(folder.run(&["form", "import", "--from", "jsonforms", "pair.json"]), 0);
    assert_eq!((&back["schema"], &back["uischema"]), (&exported["schema"], &exported["uischema"]));
}

#[test]
fn a_file_that_is_missing_or_no_json_is_named() {
    let folder = Folder::with(&[("permit.json", &permit())]);
    fs::write(folder.path("broken.json"), "{\"type\": ").unwrap();
    let check = |arguments: &[&str], told: &str| {
        let output = folder.run(arguments);
        assert!(text(&output.stderr).contains(told), "{}", text(&output.stderr));
        assert_eq!(said(output, 1), "");
    };
    check(&["form", "check", "nothing.json"], "onehall: cannot read nothing.json: ");
    check(
        &["form", "check", "broken.json"],
        "onehall: broken.json is not JSON: EOF while parsing a value at line 1",
    );
    check(&["form", "validate", "permit.json", "broken.json"], "broken.json is not JSON");
    check(&["form", "export", "broken.json"], "broken.json is not JSON");
    let wrong = folder.run(&["form", "import", "--from", "xforms", "permit.json"]);
    assert_eq!(wrong.status.code(), Some(2));
}
