//! The forms of the demo city: each compiles without an error, in both languages, and takes its sample answers; and the items
//! of each joint application have one form, with so many questions and documents fewer.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use schema::applications::FormRef;
use schema::bundle::{Bundle, ItemForm, compose, saved, saved_materials};
use schema::form::{LintCode, Severity, compile, validate};
use serde_json::Value;

use crate::{NoAngles, faults};

/// A path from the root of the repository.
fn place(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(place(path)).unwrap()).unwrap()
}

/// The names of the JSON files in a folder, without their ends.
fn names(folder: &str) -> Vec<String> {
    let paths = fs::read_dir(place(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> =
        paths.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_form_of_the_demo_city_takes_its_sample_answers() {
    let forms = names("server/seed/forms");
    assert!(forms.len() >= 24, "{forms:?}");
    for id in forms {
        let (form, lints) = compile(&read(&format!("server/seed/forms/{id}.json")));
        let is_bad = |code| matches!(code, LintCode::MissingLanguage | LintCode::MissingLabel);
        let bad: Vec<_> =
            lints.iter().filter(|lint| lint.severity == Severity::Error || is_bad(lint.code)).collect();
        assert!(bad.is_empty(), "{id}: {bad:?}");
        let answers = read(&format!("app/schema/fixtures/forms/{id}.answers.json"));
        assert_eq!(faults(&validate(&form, &answers, &NoAngles)), [], "{id}");
    }
}

/// Which form goes with which item.
fn links() -> Vec<(String, String)> {
    let lists = ["server/seed/items.json", "server/seed/joint-items.json"].map(read);
    let links = lists.iter().flat_map(|list| list.as_array().unwrap());
    links
        .flat_map(|link| {
            let form = link["form"].as_str().unwrap();
            let items = link["items"].as_array().unwrap().iter();
            items.map(|item| (item.as_str().unwrap().to_owned(), form.to_owned()))
        })
        .collect()
}

#[test]
fn the_items_of_every_joint_application_have_one_form() {
    let links = links();
    let mut told = Vec::new();
    for name in names("server/seed/bundles") {
        let text = fs::read_to_string(place(&format!("server/seed/bundles/{name}.json"))).unwrap();
        let bundle = Bundle::read(&text).unwrap();
        let forms: Vec<(&str, &str, Value)> = bundle
            .items
            .iter()
            .map(|part| {
                let (_, form) = links.iter().find(|(item, _)| *item == part.item).unwrap();
                (part.item.as_str(), form.as_str(), read(&format!("server/seed/forms/{form}.json")))
            })
            .collect();
        let forms: Vec<ItemForm<'_>> = forms
            .iter()
            .map(|(item, form, definition)| ItemForm {
                item,
                form: FormRef { id: (*form).to_owned(), version: 1 },
                definition,
            })
            .collect();
        let composed = compose(&bundle, &forms);
        assert_eq!(composed.lints, [], "{name}");
        let items: BTreeSet<String> = bundle.items.iter().map(|part| part.item.clone()).collect();
        let (fields, materials) =
            (saved(&composed.slices, &items), saved_materials(&composed.slices, &items));
        told.push((name, fields.asked, fields.apart, materials.asked, materials.apart));
    }
    let told: Vec<_> = told.iter().map(|(name, a, b, c, d)| (name.as_str(), [*a, *b, *c, *d])).collect();
    let expected = [
        ("birth", [40, 81, 10, 14]),
        ("chopstick-start", [43, 63, 10, 14]),
        ("construction-start", [58, 114, 14, 15]),
        ("enterprise-start", [50, 89, 9, 11]),
    ];
    assert_eq!(told, expected, "questions asked and apart, documents asked and apart");
}
