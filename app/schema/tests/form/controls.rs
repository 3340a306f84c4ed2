//! Each control from its definition: what it is compiled to, which answers it takes, how it is filled in and read.

use schema::Locale;
use schema::form::{
    Action, Capture, Control, Form, Item, Lint, Look, Need, Severity, affected, compile, from_pairs,
    in_words, materials_apart, materials_on, move_row, state, to_pairs, validate,
};
use schema::locale::Text;
use schema::problem::FieldCode;
use schema::role::RegionLevel;
use serde_json::{Value, json};

use super::NoAngles;

/// A form that asks for `a` alone, about which there is nothing to say.
fn asking(schema: &Value) -> Form {
    let schema = titled(schema.clone());
    let (form, lints) = compile(&json!({"type": "object", "properties": {"a": schema}}));
    assert_eq!(lints, [], "{schema}");
    form
}

fn titled(mut schema: Value) -> Value {
    schema.as_object_mut().unwrap().entry("title").or_insert_with(|| "A".into());
    schema
}

fn control(form: &Form) -> &Control {
    &form.fields[0].control
}

fn fault(form: &Form, answer: &Value) -> Option<FieldCode> {
    validate(form, &json!({"a": answer}), &NoAngles).first().map(|error| error.code)
}

fn check(form: &Form, good: &[Value], bad: &[(Value, FieldCode)]) {
    for answer in good {
        assert_eq!(fault(form, answer), None, "{answer}");
    }
    for (answer, code) in bad {
        assert_eq!(fault(form, answer), Some(*code), "{answer}");
    }
}

/// The answer from what was typed into inputs of these names.
fn typed(form: &Form, pairs: &[(&str, &str)]) -> Value {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let answers = from_pairs(form, pairs);
    assert_eq!(from_pairs(form, to_pairs(form, &answers)), answers);
    answers["a"].clone()
}

fn said(form: &Form, answer: &Value, locale: Locale) -> String {
    in_words(control(form), answer, locale, &[]).replace('\u{a0}', " ")
}

#[test]
fn money_has_two_decimals_and_is_typed_as_it_is_written() {
    for schema in [
        json!({"type": "number", "format": "money", "minimum": 0}),
        json!({"type": "number", "x-unit": "CNY", "minimum": 0}),
        json!({"allOf": [{"type": "number", "format": "money"}, {"minimum": 1}, {"minimum": 0}]}),
    ] {
        let form = asking(&schema);
        assert!(matches!(control(&form), Control::Money(_)), "{schema}");
        check(
            &form,
            &[json!(12), json!(12.5), json!(12_345_678_901.23)],
            &[
                (json!(12.345), FieldCode::NotMultiple),
                (json!(-1), FieldCode::TooSmall),
                (json!("12"), FieldCode::WrongType),
            ],
        );
    }
    for whole in [json!({"type": "integer"}), json!({"type": "integer", "multipleOf": 0.5})] {
        let mut schema = whole;
        schema["x-unit"] = "CNY".into();
        let form = asking(&schema);
        assert!(matches!(control(&form), Control::Money(_)));
        assert_eq!(fault(&form, &json!(12)), None);
        assert!(fault(&form, &json!(12.5)).is_some(), "{schema}");
    }
    let form = asking(&json!({"type": "number", "format": "money"}));
    assert_eq!(typed(&form, &[("/a", "1,200.50")]), json!(1200.5));
    assert_eq!(typed(&form, &[("/a", "１，２００")]), json!(1200));
    for other in ["一千,二", "1,5", "1,200.5,0", "1,2000"] {
        assert_eq!(typed(&form, &[("/a", other)]), json!(other));
    }
    assert_eq!(said(&form, &json!(1200.5), Locale::ZhCn), "1,200.50 元");
}

#[test]
fn a_number_is_asked_for_by_its_unit() {
    let unit = json!({"zh-CN": "平方米", "en": "m²"});
    let title = json!({"zh-CN": "面积", "en": "Area"});
    let form = asking(&json!({"type": "number", "title": title, "x-unit": unit}));
    let label = &form.fields[0].label;
    assert_eq!([label.get(Locale::ZhCn), label.get(Locale::En)], ["面积（平方米）", "Area (m²)"]);
}

#[test]
fn a_time_has_hours_and_minutes() {
    let form = asking(&json!({"type": "string", "format": "local-time"}));
    check(&form, &[json!("09:30"), json!(" 23:59 ")], &[(json!("24:00"), FieldCode::BadTime)]);
}

#[test]
fn a_range_of_days_is_filled_in_as_two_days() {
    let form = asking(&json!({"type": "string", "format": "date-range"}));
    assert_eq!(*control(&form), Control::DateRange);
    check(
        &form,
        &[json!("2026-01-01/2026-02-01")],
        &[
            (json!("2026-02-01/2026-01-01"), FieldCode::EndsBeforeStart),
            (json!("2026-02-01"), FieldCode::BadDate),
            (json!(1), FieldCode::WrongType),
        ],
    );
    let parts = [("/a.from.y", "2026"), ("/a.from.m", "1"), ("/a.from.d", "2"), ("/a.to", "2026-02-01")];
    assert_eq!(typed(&form, &parts), json!("2026-01-02/2026-02-01"));
    assert_eq!(typed(&form, &parts[..1]), json!("2026--/"));
    assert_eq!(typed(&form, &[("/a", "去年")]), json!("去年"));
    let range = json!("2026-01-02/2026-02-01");
    assert_eq!(said(&form, &range, Locale::ZhCn), "2026 年 1 月 2 日 至 2026 年 2 月 1 日");
    assert_eq!(said(&form, &range, Locale::En), "2 January 2026 to 1 February 2026");
}

#[test]
fn many_answers_are_searched_and_found_by_their_names() {
    let options = |count: u32| -> Value {
        let title = |n| json!({"zh-CN": format!("第{n}"), "en": format!("No {n}")});
        (0..count).map(|n| json!({"const": n.to_string(), "title": title(n)})).collect()
    };
    let look = |schema: Value| match control(&asking(&schema)) {
        Control::Choice { look, .. } => *look,
        other => panic!("{other:?}"),
    };
    assert_eq!(look(json!({"type": "string", "oneOf": options(15)})), Look::List);
    assert_eq!(look(json!({"type": "string", "oneOf": options(16)})), Look::Search);
    assert_eq!(look(json!({"type": "string", "oneOf": options(16), "x-display": "select"})), Look::List);
    assert_eq!(look(json!({"type": "string", "oneOf": options(2), "x-display": "radio"})), Look::Radio);
    let form = asking(&json!({"type": "string", "oneOf": options(16)}));
    for name in ["7", "第7", "No 7", " 第7 "] {
        assert_eq!(typed(&form, &[("/a", name)]), json!("7"), "{name}");
    }
    assert_eq!(typed(&form, &[("/a", "第99")]), json!("第99"));
    check(&form, &[json!("7")], &[(json!("第7"), FieldCode::NotAChoice)]);
}

#[test]
fn chips_are_a_look_of_many() {
    let several = json!({"type": "array", "items": {"enum": ["x", "y"]}, "x-display": "chips"});
    let form = asking(&several);
    assert!(matches!(control(&form), Control::Choices { chips: true, .. }));
    check(&form, &[json!(["x", "y"])], &[(json!(["z"]), FieldCode::NotAChoice)]);
    let (_, lints) = compile(&json!({"type": "object", "properties": {
        "a": {"type": "string", "title": "A", "x-display": "chips"},
    }}));
    assert_eq!(lints[0].pointer, "/properties/a/x-display");
}

/// The pointers of the fields, and of those that are needed.
fn asked(form: &Form) -> (Vec<&str>, Vec<&str>) {
    let needed = form.fields.iter().filter(|field| field.need == Need::Required);
    (
        form.fields.iter().map(|field| field.pointer.as_str()).collect(),
        needed.map(|field| field.pointer.as_str()).collect(),
    )
}

/// A form of one required block.
fn block(schema: &Value) -> Form {
    let (form, lints) = compile(&json!({"type": "object", "required": ["a"], "properties": {"a": schema}}));
    assert_eq!(lints, [], "{schema}");
    form
}

#[test]
fn a_person_is_asked_for_by_data_elements() {
    let form = block(&json!({"x-block": "person"}));
    let (pointers, needed) = asked(&form);
    assert_eq!(pointers, ["/a/name", "/a/identity_number", "/a/phone"]);
    assert_eq!(needed, ["/a/name", "/a/identity_number"]);
    assert_eq!(form.fields[1].element.as_deref(), Some("person.identity_number"));
    let Item::Group { title, .. } = &form.pages[0].items[0] else { panic!("a block has a title") };
    assert_eq!(title.get(Locale::En), "Person");

    let listed = json!({"x-block": "person", "title": "A", "required": [], "properties": {
        "sex": true, "birth_date": {}, "name": {"title": "B", "maxLength": 5},
        "education": {"enum": ["1"]}, "pet": {"type": "string", "title": "C"},
    }});
    let form = block(&listed);
    let (pointers, needed) = asked(&form);
    assert_eq!(pointers, ["/a/sex", "/a/birth_date", "/a/name", "/a/education", "/a/pet"]);
    assert!(needed.is_empty());
    assert!(matches!(&form.fields[0].control, Control::Choice { options, .. } if options.len() == 2));
    assert!(matches!(&form.fields[2].control, Control::Text(text) if text.max == Some(5)));
    assert!(matches!(&form.fields[3].control, Control::Choice { options, .. } if options.len() == 1));
}

#[test]
fn an_enterprise_and_an_address_are_blocks_too() {
    let form = block(&json!({"x-block": "enterprise"}));
    assert_eq!(asked(&form).1, ["/a/name", "/a/credit_code"]);
    for schema in [json!({"type": "object", "format": "address"}), json!({"x-block": "address"})] {
        let mut schema = schema;
        schema["x-region"] = json!({"level": "county"});
        schema["x-element"] = "enterprise.address".into();
        let form = block(&schema);
        assert_eq!(asked(&form).1, ["/a/region", "/a/detail"]);
        assert!(
            matches!(form.fields[0].control, Control::Region(check) if check.level == Some(RegionLevel::County))
        );
        assert_eq!(form.fields[1].element.as_deref(), Some("enterprise.address"));
    }
    let rows = json!({"type": "array", "title": "A", "items": {"x-block": "person", "title": "B"}});
    let Control::Repeat { fields, .. } = control(&asking(&rows)).clone() else { panic!("rows") };
    assert_eq!(fields.len(), 3);
}

#[test]
fn a_block_may_have_any_name_and_answers_are_none() {
    let person = json!({"x-block": "person", "title": "B"});
    let (form, lints) = compile(&json!({"type": "object", "properties": {
        "data": person, "enum": {"type": "object", "properties": {"default": person}},
        "a": {"type": "string", "title": "A", "x-default": {"var": "person.name"}, "examples": [person]},
    }}));
    assert!(lints.iter().all(|lint| lint.severity == Severity::Warning), "{lints:?}");
    assert_eq!(form.fields.len(), 7);
}

#[test]
fn an_unknown_word_is_no_block() {
    let (_, lints) = compile(&json!({"schema": {"type": "object", "properties": {"a": {
        "type": "object", "title": "A", "x-block": "ship", "properties": {"b": {"type": "string", "title": "B"}},
    }}}}));
    assert_eq!(
        lints.iter().map(|lint| lint.pointer.as_str()).collect::<Vec<_>>(),
        ["/schema/properties/a/x-block"]
    );
}

#[test]
fn rows_that_have_an_order_can_change_places() {
    let entry =
        json!({"type": "object", "title": "B", "properties": {"b": {"type": "string", "title": "C"}}});
    let rows = json!({"type": "array", "items": entry, "x-reorder": true});
    let form = asking(&rows);
    assert!(matches!(control(&form), Control::Repeat { reorder: true, .. }));
    let before = json!({"a": [{"b": "1"}, {"b": "2"}, {"b": "3"}]});
    let after = |form: &Form, row: &str, up| {
        let mut answers = before.clone();
        let moved = move_row(form, &mut answers, row, up);
        assert_eq!(moved, answers != before, "{row}");
        answers["a"].as_array().unwrap().iter().map(|row| row["b"].as_str().unwrap()).collect::<String>()
    };
    assert_eq!(after(&form, "/a/1", true), "213");
    assert_eq!(after(&form, "/a/1", false), "132");
    for (row, up) in
        [("/a/0", true), ("/a/2", false), ("/a/3", true), ("/a", true), ("/a/1/b", true), ("/b/1", true)]
    {
        assert_eq!(after(&form, row, up), "123", "{row}");
    }
    let mut fixed = rows;
    fixed["x-reorder"] = false.into();
    assert_eq!(after(&asking(&fixed), "/a/1", true), "123");
}

/// A form with these materials, and one page with this element and a field.
fn with_element(materials: &Value, element: &Value) -> (Form, Vec<Lint>) {
    compile(&json!({
        "schema": {"type": "object", "properties": {"a": {"type": "string", "title": "A"}}},
        "materials": materials,
        "uischema": {"type": "VerticalLayout", "elements": [
            {"type": "Control", "scope": "#/properties/a"}, element,
        ]},
    }))
}

#[test]
fn a_document_can_be_asked_for_among_questions() {
    let on_page = |id: &str| json!({"type": "Material", "options": {"material": id}});
    for (capture, expect, most) in [
        (json!("file"), Capture::File, 5),
        (json!("photo"), Capture::Photo { width: 358, height: 441 }, 1),
        (json!({"photo": {"width": 100, "height": 200}}), Capture::Photo { width: 100, height: 200 }, 1),
        (json!("signature"), Capture::Signature, 1),
    ] {
        let materials = json!([{"id": "m", "name": "M", "capture": capture, "when": {"var": "a"}}]);
        let (form, lints) = with_element(&materials, &on_page("m"));
        assert_eq!(lints, []);
        assert_eq!(form.pages[0].items[1], Item::Material(0));
        let material = &form.materials[0];
        assert_eq!((material.capture, material.max_files), (expect, most));
        assert_eq!(material.accept.contains(&"application/pdf".to_owned()), expect == Capture::File);
        assert!(affected(&form, "/a").pages.contains(&0));
        assert_eq!((materials_on(&form.pages[0].items), materials_apart(&form)), (vec![0], vec![]));
    }
    for (capture, element, pointer) in [
        (json!("photo"), on_page("other"), "/uischema/elements/1/options/material"),
        (json!("film"), on_page("m"), "/materials/0/capture"),
        (json!({"photo": {"width": 0, "height": 1}}), on_page("m"), "/materials/0/capture"),
    ] {
        let (_, lints) = with_element(&json!([{"id": "m", "name": "M", "capture": capture}]), &element);
        assert_eq!(lints.iter().map(|lint| lint.pointer.as_str()).collect::<Vec<_>>(), [pointer]);
    }
}

#[test]
fn a_document_may_name_the_type_of_licence_that_counts_as_it() {
    let read = |licence: Value| {
        let (form, lints) = compile(&json!({
            "schema": {"type": "object", "properties": {"a": {"type": "string", "title": "A"}}},
            "materials": [{"id": "m", "name": "M", "licence": licence}],
        }));
        let lints: Vec<String> = lints.into_iter().map(|lint| lint.pointer).collect();
        (form.materials[0].licence.clone(), lints)
    };
    assert_eq!(read(json!("licence.business")), (Some("licence.business".to_owned()), vec![]));
    for wrong in [json!(""), json!(7), json!(["licence.business"])] {
        assert_eq!(read(wrong), (None, vec!["/materials/0/licence".to_owned()]));
    }
    // A program carries it, and so does a standard pair.
    let definition = json!({"schema": {"type": "object", "properties": {}}, "materials": [{"id": "m", "name": "M", "licence": "x"}]});
    let form = compile(&definition).0;
    let program: Form = serde_json::from_value(serde_json::to_value(&form).unwrap()).unwrap();
    assert_eq!(program.materials[0].licence.as_deref(), Some("x"));
}

#[test]
fn a_page_of_documents_comes_and_goes_with_them() {
    let material = json!({"id": "m", "name": "M", "when": {"==": [{"var": "a"}, "x"]}});
    let page = |element: Value| {
        let options = json!({"id": element["type"]});
        json!({"type": "Category", "label": "P", "options": options, "elements": [element]})
    };
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {"a": {"type": "string", "title": "A"}}},
        "materials": [material],
        "uischema": {"type": "Categorization", "elements": [
            page(json!({"type": "Control", "scope": "#/properties/a"})),
            page(json!({"type": "Material", "options": {"material": "m"}})),
        ]},
    }));
    assert_eq!(lints, []);
    let shown = |a: &str| state(&form, &json!({"a": a})).page_visible(&form, &form.pages[1]);
    assert_eq!((shown("x"), shown("y")), (true, false));
}

#[test]
fn a_button_does_what_it_says_to_fields_that_are_there() {
    let button = |action: &str, target: &str| {
        json!({
            "type": "Action", "label": "B", "options": {"action": action, "targets": [target]},
        })
    };
    let (form, lints) = with_element(&json!([]), &button("take_from_library", "/a"));
    assert_eq!(lints, []);
    let expect =
        Item::Action { action: Action::TakeFromLibrary, label: Text::zh("B"), targets: vec!["/a".into()] };
    assert_eq!(form.pages[0].items[1], expect);
    for (action, target, place) in [("recalculate", "/b", "targets/0"), ("explode", "/a", "action")] {
        let (_, lints) = with_element(&json!([]), &button(action, target));
        let pointers: Vec<&str> = lints.iter().map(|lint| lint.pointer.as_str()).collect();
        assert_eq!(pointers, [format!("/uischema/elements/1/options/{place}")]);
    }
}

#[test]
fn a_field_that_may_be_null_keeps_its_words() {
    let form = asking(&json!({"type": ["number", "null"], "format": "money", "x-element": "premises.area"}));
    check(&form, &[json!(1.25), json!(null)], &[(json!(1.255), FieldCode::NotMultiple)]);
    let texts = asking(&json!({"type": ["string", "null"], "x-display": "textarea"}));
    assert!(texts.fields[0].check.is_some());
}
