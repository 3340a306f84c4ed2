//! What is asked apart and why, what is narrowed, what does not come along: nothing in silence.

use serde_json::{Value, json};

use super::*;
use crate::form::{Form, compile, state};

fn text(more: Value) -> Value {
    let mut field = json!({"type": "string", "x-element": "person.name"});
    field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    field
}

/// A form with one field of a person, and what else is said.
fn one(field: Value, more: Value) -> Value {
    let mut definition = json!({"schema": {"type": "object", "required": ["who"], "properties": {
        "who": {"type": "object", "required": ["name"], "properties": {"name": field}},
        "other": {"type": "boolean", "title": {"zh-CN": "另", "en": "Other"}},
    }}});
    definition.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    definition
}

fn two(first: Value, second: Value) -> (Composed, Form) {
    let composed = composed(&bundle(None, &[json!(null), json!(null)]), &[first, second]);
    let (form, _) = compile(&composed.definition);
    (composed, form)
}

fn is_shared(form: &Form) -> bool {
    form.fields.iter().any(|field| field.pointer == "/shared/person/name")
}

#[test]
fn the_same_element_is_asked_once_or_it_is_said_why_not() {
    use BundleLintCode as Code;
    let plain = || one(text(json!({})), json!({}));
    let hidden = json!([{"effect": "hide", "target": "/who/name", "when": {"var": "other"}}]);
    let whole = json!([{"effect": "require", "target": "/other", "when": {"missing": ["who"]}}]);
    for (second, is_once, code) in [
        (plain(), true, None),
        (one(text(json!({"title": "名字", "description": "如证件"})), json!({})), true, None),
        (one(text(json!({"maxLength": 9})), json!({})), true, Some((Code::NarrowerCheck, "maxLength"))),
        (one(text(json!({"default": "王"})), json!({})), true, Some((Code::DifferentDefault, "default"))),
        (one(text(json!({"pattern": "^王"})), json!({})), false, Some((Code::DifferentCheck, "pattern"))),
        (one(text(json!({"enum": ["王", "李"]})), json!({})), false, Some((Code::DifferentType, "type"))),
        (one(text(json!({})), json!({"x-rules": hidden})), false, Some((Code::TiedDown, "person.name"))),
        (one(text(json!({})), json!({"x-rules": whole})), false, Some((Code::TiedDown, "person.name"))),
    ] {
        let (composed, form) = two(plain(), second.clone());
        assert_eq!(errors(&composed), Vec::<&BundleLint>::new(), "{second}");
        assert_eq!(is_shared(&form), is_once, "{second}");
        let found = composed.lints.iter().find(|lint| ![Code::MissingLanguage].contains(&lint.code));
        assert_eq!(found.map(|lint| (lint.code, lint.detail.as_str())), code, "{second}");
        let all = ["A", "B"].map(str::to_owned).into();
        assert_eq!(saved(&composed.slices, &all), Saved { asked: if is_once { 3 } else { 4 }, apart: 4 });
    }
}

#[test]
fn an_element_that_one_form_asks_twice_is_asked_apart() {
    let twice =
        json!({"schema": {"type": "object", "properties": {"a": text(json!({})), "b": text(json!({}))}}});
    let (composed, form) = two(one(text(json!({})), json!({})), twice);
    assert!(!is_shared(&form));
    assert_eq!(said(&composed, BundleLintCode::AskedTwice).len(), 2, "{:?}", composed.lints);
}

#[test]
fn the_questions_about_the_situation_may_ask_for_the_items() {
    let questions = json!({"schema": {"type": "object", "required": ["kind", "name"], "properties": {
        "kind": {"type": "string", "title": {"zh-CN": "种类", "en": "Kind"}, "enum": ["p", "q"]},
        "name": text(json!({})),
    }}});
    let when = json!({"==": [{"var": "situation.kind"}, "p"]});
    let bundle = bundle(Some(questions), &[when]);
    let composed = composed(&bundle, &[one(text(json!({"minLength": 2})), json!({}))]);
    assert_eq!(errors(&composed), Vec::<&BundleLint>::new());
    let slice = &composed.slices[0];
    assert_eq!(slice.to_joint("/who/name").as_deref(), Some("/situation/name"));
    let answers = json!({"situation": {"kind": "p", "name": "王芳"}, "other": true});
    assert_eq!(slice.answers(&answers), json!({"other": true, "who": {"name": "王芳"}}));
    let (form, _) = compile(&composed.definition);
    assert!(
        state(&form, &json!({})).visible("/situation/name") && !state(&form, &json!({})).visible("/other")
    );
    assert_eq!(
        composed.definition["schema"]["properties"]["situation"]["properties"]["name"]["minLength"],
        2
    );
}

#[test]
fn what_has_no_place_in_the_one_form_is_an_error() {
    let mut counted = one(text(json!({})), json!({}));
    counted["schema"]["minProperties"] = json!(2);
    let (composed, _) = two(counted, one(text(json!({})), json!({})));
    assert_eq!(said(&composed, BundleLintCode::NotBrought), [("/schema/minProperties", "minProperties")]);
    assert_eq!(errors(&composed).len(), 1);
    let missing = composed_without(&one(text(json!({})), json!({})));
    assert_eq!(said(&missing, BundleLintCode::NoForm), [("/items/1", "")]);
}

fn composed_without(definition: &Value) -> Composed {
    composed(&bundle(None, &[json!(null), json!(null)]), std::slice::from_ref(definition))
}

#[test]
fn items_that_always_or_never_apply_are_told_and_questions_that_nobody_reads() {
    use BundleLintCode as Code;
    let mut questions = question(&["p", "q"]);
    questions["schema"]["properties"]["idle"] =
        json!({"type": "boolean", "title": {"zh-CN": "闲", "en": "Idle"}});
    questions["schema"]["properties"]["may"] =
        json!({"type": "boolean", "title": {"zh-CN": "可", "en": "May"}});
    let var = |name: &str| json!({"var": format!("situation.{name}")});
    let conditions = [
        json!({"in": [var("kind"), ["p", "q"]]}),
        json!({"==": [var("kind"), "r"]}),
        json!({"==": [var("may"), true]}),
        json!({"==": [var("kind"), "p"]}),
    ];
    let mut bundle = bundle(Some(questions), &conditions);
    bundle.items[3].after = vec!["B".to_owned()];
    let definitions = [0; 4].map(|_| one(text(json!({})), json!({})));
    let composed = composed(&bundle, &definitions);
    assert_eq!(said(&composed, Code::AlwaysApplies), [("/items/0/when", "")]);
    assert_eq!(said(&composed, Code::NeverApplies), [("/items/1/when", "")]);
    assert_eq!(said(&composed, Code::NeverBefore), [("/items/3/after/0", "B")]);
    assert_eq!(said(&composed, Code::MayStayUnknown), [("/items/2/when", "/may")]);
    assert_eq!(said(&composed, Code::UnreadQuestion), [("/questions/schema/properties/idle", "/idle")]);
}

#[test]
fn a_document_stands_for_several_as_far_as_they_agree() {
    use BundleLintCode as Code;
    let with = |material: Value| one(text(json!({})), json!({"materials": [material]}));
    let card = |more: Value| {
        let mut card = json!({"id": "card", "name": {"zh-CN": "身份证", "en": "Card"}, "accept": ["image/jpeg", "application/pdf"], "max_files": 4});
        card.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        with(card)
    };
    let when = json!({"==": [{"var": "other"}, true]});
    let definitions = [
        card(json!({"when": when})),
        card(json!({"accept": ["image/jpeg"], "max_files": 2, "when": when})),
        card(json!({"required": false})),
    ];
    let mut bundle = bundle(None, &[json!(null), json!(null), json!(null)]);
    let apart = composed(&bundle, &definitions);
    assert_eq!(said(&apart, Code::SameMaterial).len(), 2);
    let stands_for = ["A", "B", "C"].map(|item| (item.to_owned(), "card".to_owned())).to_vec();
    let name = crate::locale::Text::zh("申请人身份证").with(crate::Locale::En, "Applicant's card");
    bundle.materials = vec![SharedMaterial { id: "identity".to_owned(), name, stands_for }];
    bundle.materials[0].stands_for.push(("A".to_owned(), "none".to_owned()));
    let once = composed(&bundle, &definitions);
    assert_eq!(said(&once, Code::DifferentMaterial), [("/materials/0/stands_for/2", "required")]);
    assert_eq!(said(&once, Code::UnknownMaterial), [("/materials/0/stands_for/3", "none")]);
    let (form, lints) = compile(&once.definition);
    let found: Vec<_> = form
        .materials
        .iter()
        .map(|it| (it.id.as_str(), it.accept.len(), it.max_files, it.when.is_some()))
        .collect();
    assert_eq!(found, [("identity", 1, 2, true), ("card", 2, 4, false)], "{lints:?}");
    assert_eq!(form.materials[0].name.get(crate::Locale::En), "Applicant's card");
    let all = ["A", "B", "C"].map(str::to_owned).into();
    assert_eq!(saved_materials(&once.slices, &all), Saved { asked: 2, apart: 3 });
    assert_eq!(once.slices[1].material("identity"), ["card"]);
    assert_eq!(once.slices[2].material("identity"), Vec::<&str>::new());
    let asked = state(&form, &json!({"other_b": true}));
    assert!(asked.materials()[0].is_yes(), "where one of the items asks for it");
}

#[test]
fn who_reads_what_changed_is_told() {
    let (composed, _) = two(one(text(json!({})), json!({})), one(text(json!({})), json!({})));
    let of = |pointer: &str| -> Vec<&str> {
        readers(&composed.slices, &[pointer.to_owned()]).iter().map(|slice| slice.item.as_str()).collect()
    };
    assert_eq!(of("/shared/person/name"), ["A", "B"]);
    assert_eq!(of("/other_b"), ["B"]);
    assert_eq!(of("/shared"), ["A", "B"]);
    assert_eq!(of("/nothing"), Vec::<&str>::new());
}
