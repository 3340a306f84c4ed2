//! What is copied, within a form and to another.

use serde_json::{Value, json};

use super::super::{Edit, Piece, laid_out, outline, piece};
use super::{EditFault, drawn, edited, errors, forms, place, refused, title};
use crate::form::compile;

fn full() -> Value {
    laid_out(&forms::full())
}

fn copy(at: &str) -> Edit {
    Edit::Copy { place: place(at) }
}

fn paste(piece: &Piece, at: &str) -> Edit {
    Edit::Paste { piece: piece.clone(), at: place(at) }
}

#[test]
fn a_copy_of_a_question_stands_below_it_under_a_fresh_id() {
    let definition = edited(&full(), copy("0-2"));
    assert_eq!(drawn(&definition)[3..5], ["0-2 种类", "0-3 种类"]);
    let properties = definition["schema"]["properties"].as_object().unwrap();
    assert_eq!(properties.keys().take(3).collect::<Vec<_>>(), ["applicant", "kind", "kind_2"]);
    assert_eq!(definition["schema"]["required"], json!(["applicant", "kind", "kind_2"]));
    let (form, _) = compile(&definition);
    let of = |pointer: &str| form.fields.iter().find(|field| field.pointer == pointer).unwrap();
    assert_eq!((&of("/kind").label, &of("/kind").control), (&of("/kind_2").label, &of("/kind_2").control));
    assert_eq!(errors(&definition), []);
    let again = edited(&definition, copy("0-3"));
    assert!(again["schema"]["properties"].get("kind_3").is_some());
    let inside = edited(&full(), copy("1-0-0-1"));
    let home = inside["schema"]["properties"]["home"]["properties"].as_object().unwrap();
    assert_eq!(home.keys().collect::<Vec<_>>(), ["address", "area", "area_2"]);
    assert_eq!(
        inside["x-rules"].as_array().unwrap().len(),
        4,
        "a rule that is about others too is not copied"
    );
}

#[test]
fn a_copy_of_a_group_has_its_own_rules_and_documents() {
    let mut full = full();
    let rule = json!({"effect": "require", "target": "/home/area", "when": {"!": [{"var": "home.address"}]}});
    full["x-rules"].as_array_mut().unwrap().push(rule);
    let definition = edited(&full, copy("1-0"));
    let copied = outline(&definition).pages[1].children[1].clone();
    assert_eq!((copied.id.as_deref(), copied.label), (Some("home_2"), title("住处", "Home")));
    assert_eq!(copied.children[0].children[0].pointer.as_deref(), Some("/home_2/address"));
    assert_eq!(copied.children[1].id.as_deref(), Some("deed_2"));
    assert_eq!(definition["materials"][2]["when"], json!({">": [{"var": "home_2.area"}, 0]}));
    let rules = definition["x-rules"].as_array().unwrap();
    assert_eq!(rules.len(), 7);
    assert_eq!((&rules[5]["target"], &rules[5]["when"]), (&json!("home_2"), &full["x-rules"][0]["when"]));
    assert_eq!(
        (&rules[6]["target"], &rules[6]["when"]),
        (&json!("/home_2/area"), &json!({"!": [{"var": "home_2.address"}]}))
    );
    assert_eq!(errors(&definition), []);
    assert_eq!(compile(&definition).0.rules.len(), compile(&full).0.rules.len() + 2);
}

#[test]
fn a_copy_of_a_page_keeps_its_texts() {
    for definition in forms::published() {
        let before = compile(&definition).0;
        for (index, page) in before.pages.iter().enumerate() {
            let copied = edited(&definition, copy(&index.to_string()));
            let after = compile(&copied).0;
            assert_eq!(after.pages.len(), before.pages.len() + 1);
            assert_eq!(
                (&after.pages[index + 1].title, &after.pages[index + 1].why),
                (&page.title, &page.why)
            );
            assert_eq!(compile(&copied).1.len(), compile(&definition).1.len());
            let labels = |form: &crate::form::Form, index: usize| -> Vec<_> {
                let fields = crate::form::validate::fields_of(form, &form.pages[index].items);
                fields.map(|field| field.label.clone()).collect()
            };
            assert_eq!(labels(&after, index + 1), labels(&before, index));
        }
    }
}

#[test]
fn a_copy_of_a_column_is_a_column_with_its_rules() {
    let definition = edited(&full(), copy("1-1-2"));
    assert_eq!(drawn(&definition)[13..15], ["1-1-2 学校", "1-1-3 学校"]);
    assert_eq!(definition["x-rules"][4]["target"], json!(["/children/-/school_2"]));
    assert_eq!(definition["x-rules"][4]["when"], definition["x-rules"][2]["when"]);
    assert_eq!(errors(&definition), []);
}

#[test]
fn a_piece_goes_into_another_form_with_what_is_said_of_it() {
    let full = full();
    let group = piece(&full, &place("1-0")).unwrap();
    let definition = edited(&json!({}), paste(&group, "0-0"));
    assert_eq!(
        drawn(&definition),
        ["0 ", "0-0 住处", "0-0-0 ", "0-0-0-0 地址", "0-0-0-1 面积", "0-0-1 房产证"]
    );
    assert_eq!(definition["x-text"]["en"]["/materials/0/name"], "Deed");
    assert_eq!(
        definition["schema"]["properties"]["home"]["properties"],
        full["schema"]["properties"]["home"]["properties"]
    );
    let page = piece(&full, &place("1")).unwrap();
    let other = forms::published().remove(0);
    let definition = edited(&other, paste(&page, "1"));
    assert_eq!(outline(&definition).pages[1].label, title("第二页", "Second"));
    assert_eq!(errors(&definition), []);
    assert_eq!(refused(&other, paste(&page, "0-0")), EditFault::Misplaced);
    assert_eq!(refused(&other, paste(&group, "0")), EditFault::Misplaced);
    let stored = serde_json::to_string(&page).unwrap();
    assert_eq!(serde_json::from_str::<Piece>(&stored).unwrap(), page);
    assert_eq!(piece(&full, &place("9")), None);
}

#[test]
fn a_column_becomes_a_question_and_a_question_a_column() {
    let full = full();
    let column = piece(&full, &place("1-1-2")).unwrap();
    let definition = edited(&full, paste(&column, "0-0"));
    assert_eq!(outline(&definition).pages[0].children[0].pointer.as_deref(), Some("/school"));
    let question = piece(&full, &place("0-2")).unwrap();
    let definition = edited(&full, paste(&question, "1-1-0"));
    assert_eq!(
        outline(&definition).pages[1].children[1].children[0].pointer.as_deref(),
        Some("/children/-/kind")
    );
    assert_eq!(definition["schema"]["properties"]["children"]["items"]["required"], json!(["name", "kind"]));
    assert_eq!(
        definition["x-text"]["en"]["/schema/properties/children/items/properties/kind/oneOf/0/title"],
        "A"
    );
    assert_eq!(errors(&definition), []);
    let block = piece(&full, &place("0-1")).unwrap();
    assert_eq!(refused(&full, paste(&block, "1-1-0")), EditFault::Misplaced);
}

#[test]
fn fresh_ids_are_also_fresh_beside_each_other() {
    let group = |id| json!({"type": "Group", "label": id, "options": {"id": id}, "elements": []});
    let definition = json!({
        "schema": {"type": "object", "properties": {"-x": {"type": "string", "title": "减"}}},
        "uischema": {"type": "Group", "label": "组", "options": {"id": "a"}, "elements": [
            group("a_1"), group("a_5"), {"type": "Control", "scope": "#/properties/-x"}]},
    });
    let copied = edited(&definition, copy("0-0"));
    let copied = outline(&copied).pages[0].children[1].clone();
    let ids: Vec<_> = copied.children[..2].iter().map(|group| group.id.clone().unwrap()).collect();
    assert_eq!((copied.id.as_deref(), ids), (Some("a_2"), vec!["a_3".to_owned(), "a_4".to_owned()]));
    assert_eq!(copied.children[2].pointer.as_deref(), Some("/-x_2"));
}

#[test]
fn what_a_piece_refers_to_comes_with_it() {
    let definition = json!({
        "schema": {"type": "object",
            "properties": {
                "home": {"$ref": "#/$defs/region", "title": "住在"},
                "rows": {"type": "array", "title": "行", "items": {"$ref": "#/$defs/row"}},
            },
            "$defs": {
                "region": {"type": "string", "format": "region", "title": "地区", "description": "到县"},
                "row": {"type": "object", "properties": {"a": {"$ref": "#/$defs/region"}}},
            },
        },
        "uischema": {"type": "Group", "label": "组", "elements": [
            {"type": "Control", "scope": "#/properties/home"}, {"type": "Control", "scope": "#/properties/rows"}]},
        "x-text": {"en": {
            "/schema/properties/home/title": "Lives in",
            "/schema/$defs/region/title": "Region",
            "/schema/$defs/region/description": "Down to the county",
        }},
    });
    let group = piece(&definition, &place("0-0")).unwrap();
    let definition = edited(&json!({}), paste(&group, "0-0"));
    assert_eq!(
        definition["schema"]["properties"],
        json!({
            "home": {"type": "string", "format": "region", "title": "住在", "description": "到县"},
            "rows": {"type": "array", "title": "行", "items": {"type": "object", "properties": {
                "a": {"type": "string", "format": "region", "title": "地区", "description": "到县"}}}},
        })
    );
    let english = &definition["x-text"]["en"];
    assert_eq!(english["/schema/properties/home/title"], "Lives in");
    assert_eq!(english["/schema/properties/home/description"], "Down to the county");
    assert_eq!(english["/schema/properties/rows/items/properties/a/title"], "Region");
    assert_eq!(errors(&definition), []);
}

#[test]
fn a_piece_that_somebody_else_made_breaks_nothing() {
    let full = full();
    for stored in [
        json!({"is_page": false, "definition": null}),
        json!({"is_page": true, "definition": {"uischema": {"elements": ["x"]}, "schema": 3, "x-rules": {}}}),
        json!({"is_page": false, "definition": {"uischema": {"elements": [{"elements": [3]}]}, "materials": [1]}}),
        json!({"is_page": false, "definition": {"schema": {"properties": {"a": true}}}}),
    ] {
        let piece: Piece = serde_json::from_value(stored).unwrap();
        for at in ["0", "0-0", "1-1-0"] {
            let _ = super::apply(&full, &paste(&piece, at)).map(|edited| compile(&edited.definition));
        }
    }
}
