//! Every kind of question: new, in a table, and in place of every other.

use serde_json::{Value, json};

use super::super::{Kind, NodeKind, apply, outline};
use super::{Edit, EditFault, New, add, ask, edited, errors, nodes, place, refused, title};
use crate::element;
use crate::form::{Lint, LintCode, Need, compile};
use crate::locale::{Locale, Text};

#[test]
fn each_kind_can_be_added_to_an_empty_form() {
    let page = json!({"meta": {"title": {"zh-CN": "表", "en": "Form"}}});
    for kind in Kind::ALL {
        let definition = edited(&page, ask(kind, "0-0"));
        let outline = outline(&definition);
        let node = &outline.pages[0].children[0];
        assert_eq!((node.kind, node.pointer.as_deref()), (NodeKind::Field(kind), Some("/question_1")));
        assert_eq!(node.label, title("问", "Q"));
        assert_eq!(errors(&definition), []);
        let (form, lints) = compile(&definition);
        assert!(!form.fields.is_empty(), "{kind:?}");
        // A block may be left out, and has parts that may not.
        let is_odd = |lint: &Lint| !(kind.is_block() && lint.code == LintCode::OptionalObject);
        assert!(!lints.iter().any(is_odd), "{kind:?}: {lints:?}");
    }
}

#[test]
fn columns_are_plain_questions() {
    let table = edited(&json!({"schema": {}}), ask(Kind::Table, "0-0"));
    for kind in Kind::ALL {
        if !kind.fits_column() {
            assert_eq!(refused(&table, ask(kind, "0-0-0")), EditFault::Misplaced);
            continue;
        }
        let definition = edited(&table, ask(kind, "0-0-0"));
        let column = &outline(&definition).pages[0].children[0].children[0];
        assert_eq!(
            (column.kind, column.pointer.as_deref()),
            (NodeKind::Field(kind), Some("/question_1/-/question_2"))
        );
        assert_eq!(errors(&definition), []);
        assert!(compile(&definition).1.iter().all(|lint| lint.pointer.starts_with("/uischema")), "{kind:?}");
    }
    assert_eq!(refused(&table, add(New::Note, "0-0-0", Text::default())), EditFault::Misplaced);
}

#[test]
fn each_data_element_can_be_asked_for() {
    for element in element::ALL {
        let new = New::Element(element.id.to_owned());
        let definition = edited(&json!({}), add(new, "0-0", Text::default()));
        assert_eq!(errors(&definition), [], "{}", element.id);
        let (form, _) = compile(&definition);
        let [field] = form.fields.as_slice() else { panic!("{}: {:?}", element.id, form.fields) };
        assert_eq!(field.element.as_deref(), Some(element.id));
        assert_eq!(field.label, element.label());
        assert_eq!(outline(&definition).pages[0].children[0].label, element.label());
        let name = element.id.rsplit('.').next().unwrap();
        assert_eq!(field.pointer, format!("/{name}"));
    }
    let twice = New::Element("person.name".to_owned());
    let definition = edited(&json!({}), add(twice.clone(), "0-0", Text::default()));
    let definition = edited(&definition, add(twice, "0-0", title("别名", "Other name")));
    assert_eq!(outline(&definition).pages[0].children[0].pointer.as_deref(), Some("/name_2"));
    let unknown = add(New::Element("person.nothing".to_owned()), "0-0", Text::default());
    assert_eq!(refused(&definition, unknown), EditFault::UnknownElement);
}

#[test]
fn each_kind_becomes_every_other_and_stays_the_same_datum() {
    for from in Kind::ALL {
        let fresh = edited(&json!({}), ask(from, "0-0"));
        let need = Edit::Need { place: place("0-0"), need: Need::Required };
        let fresh = apply(&fresh, &need).map_or(fresh, |edited| edited.definition);
        for to in Kind::ALL {
            let definition = edited(&fresh, Edit::Kind { place: place("0-0"), kind: to });
            let node = outline(&definition).pages[0].children[0].clone();
            assert_eq!(node.kind, NodeKind::Field(to), "{from:?}");
            assert_eq!((node.label, node.pointer.as_deref()), (title("问", "Q"), Some("/question_1")));
            let stays = !from.is_official() && !to.is_official();
            assert_eq!(node.need, if stays { Need::Required } else { Need::Optional }, "{from:?} {to:?}");
            assert_eq!(errors(&definition), [], "{from:?} {to:?}");
        }
    }
}

#[test]
fn choices_stay_when_they_are_shown_otherwise() {
    let mut definition = edited(&json!({}), ask(Kind::Radio, "0-0"));
    let choices = vec![("a".to_owned(), title("甲", "A")), ("b".to_owned(), title("乙", "B"))];
    definition = edited(&definition, Edit::Choices { place: place("0-0"), choices: choices.clone() });
    for kind in [Kind::Chips, Kind::Search, Kind::Checkbox, Kind::Select] {
        definition = edited(&definition, Edit::Kind { place: place("0-0"), kind });
        let (form, lints) = compile(&definition);
        let field = serde_json::to_value(&form.fields[0].control).unwrap();
        let control = field.as_object().unwrap().values().next().unwrap();
        assert_eq!(
            control["options"][1],
            json!({"value": "b", "label": {"zh-CN": "乙", "en": "B"}}),
            "{kind:?}"
        );
        assert!(lints.iter().all(|lint| !lint.pointer.contains("oneOf")), "{lints:?}");
    }
    let texts = &definition["x-text"]["en"];
    assert_eq!(texts.as_object().unwrap().len(), 3, "{texts}");
    let odd = |choices| refused(&definition, Edit::Choices { place: place("0-0"), choices });
    assert_eq!(odd(Vec::new()), EditFault::BadValue);
    assert_eq!(odd(vec![choices[0].clone(), choices[0].clone()]), EditFault::BadValue);
    assert_eq!(odd(vec![(String::new(), Text::default())]), EditFault::BadValue);
    let text = edited(&json!({}), ask(Kind::Text, "0-0"));
    assert_eq!(refused(&text, Edit::Choices { place: place("0-0"), choices }), EditFault::NotOfIt);
}

#[test]
fn choices_of_numbers_stay_numbers() {
    let definition = json!({"schema": {"type": "object", "properties": {
        "size": {"type": "integer", "title": "号", "enum": [1, 2], "default": 2}}}});
    let choices = |last: &str| vec![("1".to_owned(), title("小", "S")), (last.to_owned(), title("大", "L"))];
    let new = edited(&definition, Edit::Choices { place: place("0-0"), choices: choices("3") });
    let size = &new["schema"]["properties"]["size"];
    assert_eq!(size["oneOf"][1], json!({"const": 3, "title": "大"}));
    assert_eq!((size.get("enum"), size.get("default")), (None, None));
    let odd = Edit::Choices { place: place("0-0"), choices: choices("x") };
    assert_eq!(refused(&definition, odd), EditFault::BadValue);
}

#[test]
fn a_kind_keeps_what_fits_it() {
    let mut definition = json!({"schema": {"type": "object", "properties": {"phone": {
        "type": "string", "title": "电话", "description": "手机", "maxLength": 20, "x-element": "person.phone",
        "format": "phone", "x-default": {"element": "person.phone"}}}}});
    let kind = |definition: &Value, kind| edited(definition, Edit::Kind { place: place("0-0"), kind });
    definition = kind(&definition, Kind::Text);
    let asked = definition["schema"]["properties"]["phone"].clone();
    assert_eq!((&asked["title"], &asked["description"]), (&json!("电话"), &json!("手机")));
    assert_eq!(asked.get("x-element"), None, "a text is no telephone number");
    assert_eq!(asked.get("format"), None);
    assert_eq!(asked["x-default"], json!({"element": "person.phone"}));
    let limit = Edit::Keyword { place: place("0-0"), keyword: "maxLength".to_owned(), value: Some(json!(7)) };
    let long = kind(&edited(&definition, limit), Kind::LongText);
    assert_eq!(long["schema"]["properties"]["phone"]["maxLength"], 7);
    let label = outline(&long).pages[0].children[0].label.clone();
    assert!(label.has(Locale::ZhCn) && !nodes(&outline(&long)).is_empty());
}
