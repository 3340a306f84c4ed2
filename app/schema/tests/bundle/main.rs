//! Forms and bundles of the demo city as one form each: filled in by the sample answers, every item has its own form right.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use schema::applications::FormRef;
use schema::bundle::{
    Bundle, BundleLint, Composed, ItemForm, Saved, applying, compose, saved, saved_materials,
};
use schema::expr::Context;
use schema::form::{Form, Matcher, Severity, compile, find, prune, validate};
use schema::locale::Locale;
use serde_json::{Value, json};

/// Takes every text for what a pattern says.
struct Anything;

impl Matcher for Anything {
    fn is_match(&self, _: &str, _: &str) -> bool {
        true
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> Value {
    let text = fs::read_to_string(root().join(path)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn definition(form: &str) -> Value {
    read(&format!("server/seed/forms/{form}.json"))
}

fn sample(form: &str) -> Value {
    read(&format!("app/schema/fixtures/forms/{form}.answers.json"))
}

fn restaurant() -> (Bundle, Vec<String>) {
    let questions = json!({"meta": {"title": {"zh-CN": "您的店", "en": "Your shop"}},
    "schema": {"type": "object", "required": ["has_licence", "is_public_place"], "properties": {
        "has_licence": {"type": "boolean", "title": {"zh-CN": "已有营业执照吗？", "en": "Have you a business licence?"}},
        "is_public_place": {"type": "boolean", "title": {"zh-CN": "是公共场所吗？", "en": "Is it a public place?"}},
    }}});
    let stored = json!({"item": "RESTAURANT", "version": 1, "title": {"zh-CN": "开餐馆", "en": "Open a restaurant"},
    "questions": questions,
    "items": [
        {"item": "TRADER", "key": "trader", "when": {"==": [{"var": "situation.has_licence"}, false]}},
        {"item": "FOOD", "key": "food", "after": ["TRADER"]},
        {"item": "HYGIENE", "key": "hygiene", "after": ["TRADER"],
            "when": {"==": [{"var": "situation.is_public_place"}, true]}},
    ]});
    let forms = ["sole-trader-registration", "food-business-licence", "public-place-hygiene-licence"];
    (Bundle::read(&stored.to_string()).unwrap(), forms.map(str::to_owned).to_vec())
}

/// The bundles of the demo city, each with the forms of its items.
fn seeded() -> Vec<(Bundle, Vec<String>)> {
    let lists = ["items", "joint-items"].map(|list| read(&format!("server/seed/{list}.json")));
    let lines: Vec<Value> = lists.iter().filter_map(Value::as_array).flatten().cloned().collect();
    let form_of = |code: &str| {
        let line = lines.iter().find(|line| line["items"].as_array().unwrap().contains(&code.into()));
        line.unwrap_or_else(|| panic!("{code} has a form"))["form"].as_str().unwrap().to_owned()
    };
    let files = fs::read_dir(root().join("server/seed/bundles")).unwrap();
    let bundles = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let read = |text: String| {
        let bundle = Bundle::read(&text).unwrap();
        let forms = bundle.items.iter().map(|item| form_of(&item.item)).collect();
        (bundle, forms)
    };
    bundles.map(read).collect()
}

fn made(bundle: &Bundle, forms: &[String]) -> (Composed, Form, Vec<Form>) {
    let definitions: Vec<Value> = forms.iter().map(|form| definition(form)).collect();
    let items = bundle.items.iter().zip(&definitions).map(|(item, definition)| {
        let form = FormRef { id: item.key.clone(), version: 1 };
        ItemForm { item: &item.item, form, definition }
    });
    let composed = compose(bundle, &items.collect::<Vec<_>>());
    let errors: Vec<&BundleLint> =
        composed.lints.iter().filter(|lint| lint.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}: {errors:?}", bundle.item);
    let (form, _) = compile(&composed.definition);
    (composed, form, definitions.iter().map(|definition| compile(definition).0).collect())
}

/// Puts a value at a place, in groups that are made where there are none.
fn put(answers: &mut Value, place: &str, value: Value) {
    let names = place.split('/').skip(1);
    let into =
        names.fold(answers, |at, name| at.as_object_mut().unwrap().entry(name).or_insert_with(|| json!({})));
    *into = value;
}

/// The sample answers of all items, where the one form has them.
fn joint(composed: &Composed, forms: &[String], own: &[Form]) -> Value {
    let mut answers = json!({});
    for ((slice, form), own) in composed.slices.iter().zip(forms).zip(own) {
        let sample = sample(form);
        for field in &own.fields {
            if let (Some(place), Some(value)) =
                (slice.to_joint(&field.pointer), sample.pointer(&field.pointer))
            {
                put(&mut answers, &place, value.clone());
            }
        }
    }
    answers
}

#[test]
fn three_licences_of_a_restaurant_are_one_form() {
    let (bundle, forms) = restaurant();
    let (composed, form, own) = made(&bundle, &forms);
    let pages: Vec<&str> = form.pages.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(pages[..5], ["situation", "shared-enterprise", "applicant", "shop", "form"]);
    let office: Vec<&str> = form.office.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(office, ["check_food", "opinions"], "an agency's part comes along, and is not asked");
    let all: BTreeSet<String> = bundle.items.iter().map(|item| item.item.clone()).collect();
    let counted = (saved(&composed.slices, &all), saved_materials(&composed.slices, &all));
    assert_eq!(counted, (Saved { asked: 75, apart: 78 }, Saved { asked: 23, apart: 23 }));
    let mut answers = joint(&composed, &forms, &own);
    answers["situation"] = json!({"has_licence": false, "is_public_place": true});
    let pruned = prune(&form, &answers);
    assert_eq!(validate(&form, &pruned, &Anything), []);
    for ((slice, own), name) in composed.slices.iter().zip(&own).zip(&forms) {
        let answers = slice.answers(&pruned);
        assert_eq!(validate(own, &answers, &Anything), [], "{name}");
        assert_eq!(prune(own, &answers), prune(own, &sample(name)), "{name}: nothing is lost");
    }
    // Without a hotel nothing is asked about one.
    answers["situation"]["is_public_place"] = json!(false);
    let less = prune(&form, &answers);
    assert!(less.get("venue").is_none() && less.get("premises_food").is_some());
    assert!(composed.slices[2].answers(&less).get("venue").is_none());
}

#[test]
fn what_is_said_is_said_in_every_language() {
    let (bundle, forms) = restaurant();
    let (composed, form, own) = made(&bundle, &forms);
    for (slice, own) in composed.slices.iter().zip(&own) {
        for field in &own.fields {
            let place = slice.to_joint(&field.pointer).unwrap();
            let here = find(&form, &place).unwrap().field;
            let is_own = !place.starts_with("/shared");
            assert!(!is_own || (&here.label, &here.hint) == (&field.label, &field.hint), "{place}");
            assert!(here.label.has(Locale::En), "{place}");
        }
        for material in &slice.materials {
            let of = |form: &Form, id: &str| form.materials.iter().find(|it| it.id == *id).cloned().unwrap();
            assert_eq!(of(&form, &material.from).name, of(own, &material.to).name);
        }
    }
    for page in form.every_page() {
        assert!(page.title.has(Locale::En) && page.title.has(Locale::ZhCn), "{}", page.id);
    }
    let titles = |form: &Form| {
        form.pages.last().map(|page| (page.title.clone(), page.question.clone(), page.why.clone()))
    };
    assert_eq!(titles(&form), titles(&own[2]));
}

#[test]
fn every_bundle_of_the_demo_city_saves_questions_and_hands_each_item_its_own() {
    let mut seen = 0;
    for (bundle, forms) in seeded() {
        let (composed, form, own) = made(&bundle, &forms);
        let all: BTreeSet<String> = bundle.items.iter().map(|item| item.item.clone()).collect();
        let counted = saved(&composed.slices, &all);
        assert!(counted.asked < counted.apart, "{}: {counted:?}", bundle.item);
        let answers = joint(&composed, &forms, &own);
        let pruned = prune(&form, &answers);
        let found = validate(&form, &pruned, &Anything);
        let applying = applying(&bundle, &pruned, Context::default());
        for ((slice, own), name) in composed.slices.iter().zip(&own).zip(&forms) {
            if applying.contains(&slice.item) {
                let alone = validate(own, &slice.answers(&pruned), &Anything);
                let here = found.iter().filter(|error| slice.to_own(&error.pointer).is_some()).count();
                assert!(alone.is_empty() || here > 0, "{name} of {}: {alone:?}", bundle.item);
            }
        }
        seen += 1;
    }
    assert!(seen > 0, "the demo city has bundles");
}
