//! Edits one by one, each with what it leaves behind.

use serde_json::{Value, json};

use super::super::{Aspect, Edit, Kind, New, NodeKind, apply, laid_out, outline};
use super::{EditFault, add, ask, drawn, edited, errors, forms, place, refused, remove, shift, title};
use crate::form::{Capture, Need, compile};
use crate::locale::{Locale, Text};

fn full() -> Value {
    laid_out(&forms::full())
}

fn english(definition: &Value) -> Vec<(&String, &Value)> {
    definition["x-text"]["en"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(at, _)| !at.starts_with("/schema"))
        .collect()
}

fn say(at: &str, aspect: Aspect, locale: Locale, text: &str) -> Edit {
    Edit::Text { place: place(at), aspect, locale, text: text.to_owned() }
}

#[test]
fn what_is_new_moves_the_rest_down_with_its_texts() {
    let definition = edited(&full(), add(New::Page, "0", title("新页", "New page")));
    assert_eq!(drawn(&definition)[..2], ["0 新页", "1 第一页"]);
    let outline = outline(&definition);
    assert_eq!(outline.pages[0].id.as_deref(), Some("page_1"));
    assert_eq!(outline.pages[1].id.as_deref(), Some("1"), "a page keeps the id it had by its number");
    assert_eq!(outline.pages[2].children[0].label, title("住处", "Home"));
    let definition = edited(&definition, add(New::Group, "2-0", title("组", "Group")));
    let definition = edited(&definition, add(New::Row, "2-0-0", Text::default()));
    let definition = edited(&definition, add(New::Note, "2-0-0-0", title("说", "Say")));
    let definition = edited(&definition, add(New::Material, "2-0-0-1", title("证", "Proof")));
    let definition =
        edited(&definition, add(New::Action("recalculate".to_owned()), "2-0-0-2", title("算", "Go")));
    assert_eq!(
        drawn(&definition)[5..12],
        ["2 第二页", "2-0 组", "2-0-0 ", "2-0-0-0 说", "2-0-0-1 证", "2-0-0-2 算", "2-1 住处"]
    );
    let english = english(&definition);
    assert!(
        english.contains(&(&"/uischema/elements/2/elements/5/label".to_owned(), &json!("Again"))),
        "{english:?}"
    );
    assert!(english.contains(&(
        &"/uischema/elements/2/elements/0/elements/0/elements/0/text".to_owned(),
        &json!("Say")
    )));
    assert_eq!(
        definition["materials"][2],
        json!({"id": "material_1", "name": title("证", "Proof"), "required": true})
    );
    assert_eq!(errors(&definition), []);
}

#[test]
fn a_new_question_is_beside_its_neighbours_also_in_the_data() {
    let definition = edited(&full(), ask(Kind::Text, "1-0-0-1"));
    let home = definition["schema"]["properties"]["home"]["properties"].as_object().unwrap();
    assert_eq!(home.keys().collect::<Vec<_>>(), ["address", "question_1", "area"]);
    assert_eq!(
        definition["uischema"]["elements"][1]["elements"][0]["elements"][0]["elements"][1],
        json!({
        "type": "Control", "scope": "#/properties/home/properties/question_1"})
    );
    let definition = edited(&definition, ask(Kind::Date, "1-1-1"));
    let columns = definition["schema"]["properties"]["children"]["items"]["properties"].as_object().unwrap();
    assert_eq!(columns.keys().collect::<Vec<_>>(), ["name", "question_2", "age", "school"]);
    let definition = edited(&definition, ask(Kind::Phone, "0-2"));
    let all = definition["schema"]["properties"].as_object().unwrap();
    assert_eq!(
        all.keys().take(3).collect::<Vec<_>>(),
        ["applicant", "question_3", "kind"],
        "not in the block"
    );
    assert_eq!(errors(&definition), []);
}

#[test]
fn what_cannot_stand_there_is_refused() {
    let full = full();
    let note = |at| refused(&full, add(New::Note, at, Text::default()));
    assert_eq!(
        (note("2"), note("0-1-0"), note("1-1-0")),
        (EditFault::Misplaced, EditFault::Misplaced, EditFault::Misplaced)
    );
    assert_eq!(
        (note("0-9"), note("7-0"), note("2-0")),
        (EditFault::NotThere, EditFault::NotThere, EditFault::NotThere)
    );
    assert_eq!(refused(&full, add(New::Page, "0-0", Text::default())), EditFault::Misplaced);
    assert_eq!(refused(&full, add(New::Page, "3", Text::default())), EditFault::NotThere);
    assert_eq!(
        refused(&full, add(New::Action("explode".to_owned()), "0-0", Text::default())),
        EditFault::UnknownAction
    );
    assert_eq!(refused(&Value::Null, remove("0")), EditFault::BadDefinition);
    assert_eq!(refused(&full, shift("0", "0-0")), EditFault::Misplaced);
    assert_eq!(refused(&full, shift("0-0", "0")), EditFault::Misplaced);
    assert_eq!(refused(&full, shift("1-1-0", "0-0")), EditFault::OtherTable);
    assert_eq!(refused(&full, shift("0-2", "1-1-0")), EditFault::OtherTable);
    assert_eq!(refused(&full, shift("1-1-0", "1-1-3")), EditFault::NotThere);
    let mut deep = full;
    let mut at = "0-0".to_owned();
    for _ in 0..12 {
        deep = edited(&deep, add(New::Group, &at, title("深", "Deep")));
        at += "-0";
    }
    assert_eq!(errors(&deep), []);
    assert_eq!(refused(&deep, add(New::Note, &at, Text::default())), EditFault::TooDeep);
    assert_eq!(refused(&deep, shift("1-0", "0-0-0-0-0-0-0-0-0-0-0-0")), EditFault::TooDeep);
}

#[test]
fn what_is_moved_takes_its_texts_along_and_leaves_its_data() {
    let full = full();
    let definition = edited(&full, shift("1", "0"));
    assert_eq!(drawn(&definition)[0], "0 第二页");
    assert_eq!(definition["x-text"]["en"]["/uischema/elements/0/options/question"], "Where?");
    assert_eq!(definition["x-text"]["en"]["/uischema/elements/1/elements/0/text"], "Note");
    let definition = edited(&full, shift("1-0", "0-1"));
    assert_eq!(definition["x-text"]["en"]["/uischema/elements/0/elements/1/label"], "Home");
    assert_eq!(definition["x-text"]["en"]["/uischema/elements/1/elements/3/label"], "Again");
    assert_eq!(definition["schema"], full["schema"]);
    let definition = edited(&full, shift("1-1-0", "1-1-2"));
    assert_eq!(drawn(&definition)[11..14], ["1-1-0 年龄", "1-1-1 学校", "1-1-2 姓名"]);
    assert_eq!(definition["x-text"], full["x-text"]);
}

#[test]
fn what_has_no_place_can_be_given_one() {
    let definition = edited(&full(), shift("2-0", "0-0"));
    let definition = edited(&definition, shift("2-0", "1-0-0"));
    assert_eq!(drawn(&definition)[..2], ["0 第一页", "0-0 无处"]);
    let outline = outline(&definition);
    assert_eq!(outline.unplaced, []);
    assert_eq!(outline.pages[1].children[0].children[0].id.as_deref(), Some("card"));
    assert!(compile(&definition).1.iter().all(|lint| lint.code != crate::form::LintCode::Unplaced));
}

#[test]
fn what_is_removed_takes_all_that_is_said_of_it() {
    let full = full();
    let definition = edited(&full, remove("1-0"));
    assert_eq!(definition["schema"]["properties"].get("home"), None, "an object without questions goes too");
    assert_eq!(definition["materials"].as_array().unwrap().len(), 1);
    let rules = &definition["x-rules"];
    assert_eq!(rules.as_array().unwrap().len(), 3, "{rules}");
    assert_eq!(rules[2]["target"], json!(["/remark"]));
    assert_eq!(definition["x-text"]["en"]["/x-rules/0/text"], "Mind");
    assert_eq!(definition["x-text"]["en"].get("/materials/1/name"), None);
    assert_eq!(definition["x-text"]["en"]["/uischema/elements/1/elements/1/label"], "What else");
    assert_eq!(errors(&definition), []);
    let definition = edited(&full, remove("1-1-0"));
    let items = &definition["schema"]["properties"]["children"]["items"];
    assert_eq!((items.get("required"), items["properties"].get("name")), (None, None));
    assert_eq!(
        definition["x-text"]["en"].get("/schema/properties/children/items/properties/name/title"),
        None
    );
    let definition = edited(&full, remove("1-1"));
    assert_eq!(definition["x-rules"].as_array().unwrap().len(), 3, "the rule about its column goes");
    let definition = edited(&full, remove("2-1"));
    assert_eq!(definition["materials"][0]["id"], "deed");
    assert_eq!(definition["x-text"]["en"]["/materials/0/name"], "Deed");
}

#[test]
fn what_is_selected_then_is_beside_what_is_gone() {
    let full = full();
    let selected = |at| apply(&full, &remove(at)).unwrap().place.map(|place| place.to_string());
    let is = |at: &str| Some(at.to_owned());
    assert_eq!((selected("0-0"), selected("0-2"), selected("1-0-0")), (is("0-0"), is("0-1"), is("1-0-0")));
    let definition = edited(&full, remove("1-0-0-1"));
    let last = apply(&definition, &remove("1-0-0-0")).unwrap().place;
    assert_eq!(last.unwrap().to_string(), "1-0-0");
}

#[test]
fn texts_are_said_where_the_definition_says_them() {
    let mut definition = full();
    let zh = Locale::ZhCn;
    for (at, aspect, locale, text, stands) in [
        ("0-2", Aspect::Title, zh, "哪种", "/schema/properties/kind/title"),
        ("0-2", Aspect::Hint, zh, "选一个", "/schema/properties/kind/description"),
        ("1-2", Aspect::Title, zh, "别的", "/uischema/elements/1/elements/2/label"),
        ("0", Aspect::Question, zh, "谁？", "/uischema/elements/0/options/question"),
        ("0", Aspect::Why, zh, "因为", "/uischema/elements/0/options/why"),
        ("0-0", Aspect::Title, zh, "注", "/uischema/elements/0/elements/0/text"),
        ("1-0", Aspect::Title, zh, "家", "/uischema/elements/1/elements/0/label"),
        ("1-4", Aspect::Title, zh, "再算", "/uischema/elements/1/elements/4/label"),
        ("1-1-2", Aspect::Title, zh, "校", "/schema/properties/children/items/properties/school/title"),
        ("1-0-1", Aspect::Hint, Locale::En, "Both", "/materials/1/hint/en"),
        ("1-0-1", Aspect::Title, Locale::En, "Title deed", "/materials/1/name/en"),
        ("0-2", Aspect::Hint, Locale::En, "One", "/x-text/en/~1schema~1properties~1kind~1description"),
    ] {
        definition = edited(&definition, say(at, aspect, locale, text));
        assert_eq!(definition.pointer(stands), Some(&json!(text)), "{at} {aspect:?}");
    }
    assert_eq!(definition["materials"][1]["name"], json!({"zh-CN": "房产证", "en": "Title deed"}));
    assert_eq!(errors(&definition), []);
    for (at, aspect) in
        [("1-0-0", Aspect::Title), ("0-0", Aspect::Hint), ("1-0", Aspect::Question), ("0-1", Aspect::Why)]
    {
        assert_eq!(refused(&definition, say(at, aspect, zh, "x")), EditFault::NotOfIt);
    }
}

#[test]
fn a_text_that_is_taken_back_is_gone_from_every_language() {
    let hint = |definition: &Value, locale, text| edited(definition, say("0-2", Aspect::Hint, locale, text));
    let full = full();
    let english = hint(&full, Locale::En, "One");
    assert_eq!(english["schema"]["properties"]["kind"]["description"], "");
    let both = hint(&english, Locale::ZhCn, "选");
    assert_eq!(
        compile(&both).0.fields.iter().find(|field| field.pointer == "/kind").unwrap().hint,
        title("选", "One")
    );
    assert_eq!(hint(&hint(&both, Locale::ZhCn, ""), Locale::En, ""), full);
    assert_eq!(hint(&hint(&both, Locale::En, ""), Locale::ZhCn, ""), full);
    let name = |locale, text: &str| Edit::FormTitle { locale, text: text.to_owned() };
    let named = edited(&json!({}), name(Locale::En, "Form"));
    assert_eq!(named["meta"], json!({"title": {"en": "Form"}}));
    assert_eq!(
        edited(&named, name(Locale::ZhCn, "表"))["meta"]["title"],
        json!({"zh-CN": "表", "en": "Form"})
    );
}

#[test]
fn a_need_is_said_in_one_way_only() {
    let need = |definition: &Value, at, need| edited(definition, Edit::Need { place: place(at), need });
    let of = |definition: &Value| outline(definition).pages[1].children[2].need;
    let full = full();
    let required = need(&full, "1-2", Need::Required);
    assert_eq!(required["schema"]["required"], json!(["applicant", "kind", "remark"]));
    assert_eq!(required["schema"]["properties"]["remark"].get("x-soft-required"), None);
    assert_eq!(
        (of(&required), of(&need(&required, "1-2", Need::Optional))),
        (Need::Required, Need::Optional)
    );
    assert_eq!(need(&full, "1-2", Need::Recommended), full, "what is said of it stays");
    let soft = Edit::Soft { place: place("1-2"), consequence: title("晚", "Late"), within_days: Some(3) };
    let soft = edited(&required, soft);
    let (form, _) = compile(&soft);
    let field = form.fields.iter().find(|field| field.pointer == "/remark").unwrap();
    assert_eq!((field.need, field.soft.within_days), (Need::Recommended, Some(3)));
    assert_eq!(field.soft.consequence, title("晚", "Late"));
    let card = need(&full, "2-1", Need::Optional);
    assert_eq!(card["materials"][0]["required"], false);
    let block = Edit::Need { place: place("0-1"), need: Need::Recommended };
    assert_eq!(refused(&full, block), EditFault::NotOfIt);
    let seal = edited(&full, ask(Kind::Seal, "0-0"));
    assert_eq!(refused(&seal, Edit::Need { place: place("0-0"), need: Need::Required }), EditFault::NotOfIt);
}

#[test]
fn a_keyword_is_set_unless_the_compiler_could_not_read_it() {
    let keyword =
        |at, keyword: &str, value| Edit::Keyword { place: place(at), keyword: keyword.to_owned(), value };
    let full = full();
    let school = |definition: &Value| {
        definition["schema"]["properties"]["children"]["items"]["properties"]["school"].clone()
    };
    let limited = edited(&full, keyword("1-1-2", "maxLength", Some(json!(30))));
    assert_eq!(school(&limited)["maxLength"], 30);
    assert_eq!(edited(&limited, keyword("1-1-2", "maxLength", None)), full);
    let fee = edited(&full, keyword("1-3", "x-compute", Some(json!({"+": [{"var": "home.area"}, 1]}))));
    assert_eq!(errors(&fee), []);
    for (at, name, value, fault) in [
        ("1-1-2", "maxLength", json!("a"), EditFault::BadValue),
        ("1-1-2", "x-region", json!({"level": "moon"}), EditFault::BadValue),
        ("1-3", "x-compute", json!({"explode": []}), EditFault::BadValue),
        ("1-1-2", "title", json!("x"), EditFault::BadKeyword),
        ("1-1-2", "properties", json!({}), EditFault::BadKeyword),
        ("1-0", "maxLength", json!(3), EditFault::NotOfIt),
    ] {
        assert_eq!(refused(&full, keyword(at, name, Some(value))), fault, "{name}");
    }
    let parts = edited(&full, keyword("0-1", "properties", Some(json!({"name": true, "sex": true}))));
    assert!(compile(&parts).0.fields.iter().any(|field| field.pointer == "/applicant/sex"));
}

#[test]
fn a_data_element_fits_or_is_refused() {
    let element =
        |at, id: Option<&str>| Edit::Element { place: place(at), element: id.map(ToOwned::to_owned) };
    let full = full();
    let school = edited(&full, element("1-1-2", Some("person.employer")));
    assert_eq!(errors(&school), []);
    assert_eq!(refused(&full, element("1-1-1", Some("person.phone"))), EditFault::UnfitElement);
    assert_eq!(refused(&full, element("1-1-1", Some("person.nothing"))), EditFault::UnknownElement);
    assert_eq!(refused(&full, element("1-0", Some("person.phone"))), EditFault::NotOfIt);
    let bare = json!({"schema": {"type": "object", "properties": {"tel": {"x-element": "person.phone"}}}});
    let own = edited(&bare, element("0-0", None));
    assert_eq!(
        own["schema"]["properties"]["tel"],
        json!({"type": "string", "format": "phone", "title": "联系电话"})
    );
    assert_eq!(compile(&own).0.fields[0].label, title("联系电话", "Phone"));
}

#[test]
fn a_default_is_what_the_compiler_reads() {
    let default = |value| Edit::Default { place: place("1-1-2"), value };
    let full = full();
    let begun = edited(&full, default(Some(json!({"element": "person.name"}))));
    assert_eq!(errors(&begun), []);
    assert_eq!(edited(&begun, default(None)), full);
    assert_eq!(refused(&full, default(Some(json!({"explode": 1})))), EditFault::BadValue);
    assert_eq!(
        refused(&full, default(Some(json!({"element": "person.nothing"})))),
        EditFault::UnknownElement
    );
}

#[test]
fn a_document_is_handed_in_as_is_said() {
    let material = |capture, max_files| {
        let accept = vec!["image/png".to_owned()];
        Edit::Material { place: place("1-0-1"), required: false, accept, max_files, capture }
    };
    let photo = edited(&full(), material(Capture::Photo { width: 30, height: 40 }, Some(2)));
    let deed = compile(&photo).0.materials[1].clone();
    assert_eq!((deed.required, deed.max_files), (false, 2));
    assert_eq!(
        (deed.capture, deed.accept.as_slice()),
        (Capture::Photo { width: 30, height: 40 }, &["image/png".to_owned()][..])
    );
    let plain = edited(&photo, material(Capture::File, None));
    assert_eq!(plain["materials"][1].get("capture"), None);
    assert_eq!(refused(&plain, material(Capture::Photo { width: 0, height: 1 }, None)), EditFault::BadValue);
}

#[test]
fn another_id_is_followed_by_all_that_refers_to_it() {
    let id = |at, id: &str| Edit::Id { place: place(at), id: id.to_owned() };
    let full = full();
    let definition = edited(&full, id("0-2", "sort"));
    assert_eq!(definition["x-rules"][0]["when"], json!({"==": [{"var": "sort"}, "a"]}));
    let definition = edited(&definition, id("1-0", "house"));
    assert_eq!(definition["x-rules"][0]["target"], "house");
    let definition = edited(&definition, id("1", "last"));
    assert_eq!(definition["x-rules"][1]["target"], "last");
    let definition = edited(&definition, id("1-0-1", "proof"));
    assert_eq!(definition["materials"][1]["id"], "proof");
    let definition = edited(&definition, id("1-1-1", "years"));
    assert_eq!(definition["x-rules"][2]["when"], json!({">": [{"var": "years"}, 6]}));
    let before = compile(&full).0;
    let after = compile(&definition).0;
    assert_eq!((after.rules.len(), errors(&definition)), (before.rules.len(), Vec::new()));
    assert_eq!(outline(&definition).pages[1].children[0].kind, NodeKind::Group);
    for (at, name, fault) in [
        ("0-2", "remark", EditFault::TakenId),
        ("0-2", "a.b", EditFault::BadId),
        ("1-0", "second", EditFault::TakenId),
        ("1-0", "/home", EditFault::BadId),
        ("1-0-1", "card", EditFault::TakenId),
        ("0-0", "note", EditFault::NotOfIt),
    ] {
        assert_eq!(refused(&full, id(at, name)), fault, "{at} {name}");
    }
    assert_eq!(edited(&full, id("0-2", "kind")), full);
}

#[test]
fn rules_are_not_about_parts_that_another_kind_does_not_have() {
    let mut full = full();
    let rule = json!({"effect": "hide", "target": ["/applicant/phone", "/kind"], "when": {"==": [{"var": "remark"}, "b"]}});
    full["x-rules"].as_array_mut().unwrap().push(rule);
    let text = edited(&full, Edit::Kind { place: place("0-1"), kind: Kind::Text });
    assert_eq!(text["x-rules"][4]["target"], json!(["/kind"]));
    let text = edited(&text, Edit::Kind { place: place("1-1"), kind: Kind::Text });
    assert_eq!(text["x-rules"].as_array().unwrap().len(), 4, "the rule about a column goes");
    assert!(text["x-text"]["en"].get("/schema/properties/children/items/properties/name/title").is_none());
    assert_eq!(text["x-text"]["en"]["/schema/properties/children/title"], "Children");
    assert_eq!(errors(&text), []);
}
