//! What a renaming rewrites, and what it refuses.

use serde_json::{Value, json};

use super::{RenameError, mentions, rename};
use crate::form::{Severity, compile, diff};

fn definition() -> Value {
    let child = json!({"type": "object", "required": ["age"], "properties": {
        "age": {"type": "integer", "title": "年龄"},
        "double": {"type": "integer", "title": "双", "x-compute": {"*": [{"var": "age"}, 2]}},
    }});
    json!({
        "meta": {"id": "x"},
        "schema": {"type": "object", "required": ["kind"],
            "dependentRequired": {"kind": ["name"], "name": ["kind"]},
            "properties": {
                "name": {"$ref": "#/properties/kind"},
                "kind": {"type": "string", "title": "种类"},
                "children": {"type": "array", "title": "子女", "items": child},
                "oldest": {"type": "integer", "title": "最大", "x-computed": {"op": "max", "args": ["children.age", "kind"]}},
            },
            "if": {"required": ["kind"], "properties": {"kind": {"const": "a"}}},
        },
        "uischema": {"type": "VerticalLayout", "elements": [
            {"type": "Control", "scope": "#/properties/kind"},
            {"type": "Control", "scope": "#/properties/name",
                "rule": {"effect": "SHOW", "condition": {"scope": "#", "schema": {"required": ["kind"],
                    "properties": {"kind": {"const": "kind"}}}}}},
            {"type": "Control", "scope": "#/properties/children", "options": {"elementLabelProp": "age",
                "detail": {"type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/age"}]}}},
        ]},
        "x-rules": [
            {"effect": "show", "target": ["/name", "/kind"], "when": {"some": [{"var": "children"}, {"<": [{"var": "age"}, 3]}]}},
            {"effect": "hide", "target": "/children/-/age", "when": {"missing": ["double", "age"]}},
            {"effect": "hide", "target": "/oldest", "when": {"==": [{"var": ["kind", "kind"]}, "kind"]}},
        ],
        "materials": [{"id": "kind", "name": "kind", "when": {"in": [{"var": "children.0.age"}, [1, 2]]}}],
        "x-text": {"en": {"/schema/properties/kind/title": "Kind", "/schema/properties/name/title": "Name"}},
        "data": {"kind": "kind", "children": [{"age": 1}, {"age": 2}]},
    })
}

fn renamed(from: &str, to: &str) -> (Value, Vec<String>) {
    let renamed = rename(&definition(), from, to).unwrap();
    assert_eq!(renamed.unclear, Vec::<String>::new());
    (renamed.definition, renamed.touched)
}

#[test]
fn every_reference_follows() {
    let (definition, touched) = renamed("/kind", "/sort");
    let keys: Vec<&String> = definition["schema"]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["name", "sort", "children", "oldest"], "it stays in its place");
    assert_eq!(
        touched,
        [
            "/data/sort",
            "/schema/dependentRequired/name/0",
            "/schema/dependentRequired/sort",
            "/schema/if/properties/sort",
            "/schema/if/required/0",
            "/schema/properties/name/$ref",
            "/schema/properties/oldest/x-computed/args/1",
            "/schema/properties/sort",
            "/schema/required/0",
            "/uischema/elements/0/scope",
            "/uischema/elements/1/rule/condition/schema/properties/sort",
            "/uischema/elements/1/rule/condition/schema/required/0",
            "/x-rules/0/target/1",
            "/x-rules/2/when/==/0/var/0",
            "/x-text/en/~1schema~1properties~1sort~1title",
        ]
    );
    // What is called so and is no reference stays: ids of materials, constants, defaults.
    assert_eq!(definition["materials"][0]["id"], "kind");
    assert_eq!(definition["x-rules"][2]["when"], json!({"==": [{"var": ["sort", "kind"]}, "kind"]}));
    assert_eq!(definition["data"]["sort"], "kind");
    assert_eq!(
        definition["uischema"]["elements"][1]["rule"]["condition"]["schema"]["properties"]["sort"]["const"],
        "kind"
    );
}

#[test]
fn a_field_in_rows_is_followed_into_every_scope() {
    let (definition, touched) = renamed("/children/-/age", "/children/-/years");
    assert_eq!(
        touched,
        [
            "/data/children/0/years",
            "/data/children/1/years",
            "/materials/0/when/in/0/var",
            "/schema/properties/children/items/properties/double/x-compute/*/0/var",
            "/schema/properties/children/items/properties/years",
            "/schema/properties/children/items/required/0",
            "/uischema/elements/2/options/detail/elements/0/scope",
            "/uischema/elements/2/options/elementLabelProp",
            "/x-rules/0/when/some/1/</0/var",
            "/x-rules/1/target",
            "/x-rules/1/when/missing/1",
        ]
    );
    assert_eq!(definition["materials"][0]["when"]["in"][0]["var"], "children.0.years");
    let (definition, _) = renamed("/children", "/kids");
    assert_eq!(definition["x-rules"][1]["target"], "/kids/-/age");
    assert_eq!(definition["x-rules"][1]["when"], json!({"missing": ["double", "age"]}));
    assert_eq!(definition["x-rules"][0]["when"]["some"][0]["var"], "kids");
    assert_eq!(
        definition["schema"]["properties"]["oldest"]["x-computed"]["args"],
        json!(["kids.age", "kind"])
    );
}

#[test]
fn the_document_follows_and_what_is_read_of_the_whole() {
    let mut definition = definition();
    definition["body"] = json!({"template": {
        "zh-CN": "# {{/kind}}\n{{#if {\"==\": [{\"var\": \"kind\"}, {\"if\": [1, \"kind\"]}]}}}\n种类{{/kind | capital}}，{{/name}}\n{{/if}}",
        "en": "{{#each /children}}\n- {{/age}} {{/kind}}\n{{/each}}\n{{table /children /age /double}}\n{{/age}}",
    }});
    definition["x-rules"][1]["when"] = json!({"==": [{"var": "/kind"}, {"var": "age"}]});
    let sort = rename(&definition, "/kind", "/sort").unwrap().definition;
    assert_eq!(
        sort["body"]["template"]["zh-CN"],
        "# {{/sort}}\n{{#if {\"==\":[{\"var\":\"sort\"},{\"if\":[1,\"kind\"]}]}}}\n种类{{/sort | capital}}，{{/name}}\n{{/if}}"
    );
    assert_eq!(sort["x-rules"][1]["when"], json!({"==": [{"var": "/sort"}, {"var": "age"}]}));
    let years = rename(&definition, "/children/-/age", "/children/-/years").unwrap();
    assert_eq!(
        years.definition["body"]["template"]["en"],
        "{{#each /children}}\n- {{/years}} {{/kind}}\n{{/each}}\n{{table /children /years /double}}\n{{/age}}"
    );
    assert!(years.touched.contains(&"/body/template/en".to_owned()), "{:?}", years.touched);
    let kids = rename(&definition, "/children", "/kids").unwrap().definition;
    assert_eq!(
        kids["body"]["template"]["en"],
        "{{#each /kids}}\n- {{/age}} {{/kind}}\n{{/each}}\n{{table /kids /age /double}}\n{{/age}}"
    );
}

#[test]
fn there_and_back_is_where_one_began() {
    for (from, to) in
        [("/kind", "/sort"), ("/children", "/kids~1x"), ("/children/-/age", "/children/-/years")]
    {
        let (there, touched) = renamed(from, to);
        let back = rename(&there, to, from).unwrap();
        assert_eq!(back.definition, definition(), "{from}");
        assert_eq!(back.touched.len(), touched.len());
    }
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let shared = json!({"schema": {"type": "object", "$defs": {"person": {"type": "object", "properties": {"name": {"type": "string"}}}},
        "properties": {"one": {"$ref": "#/$defs/person"}, "other": {"$ref": "#/$defs/person"}}}});
    let refused = |from, to| rename(&definition(), from, to).unwrap_err();
    assert_eq!(refused("/nothing", "/x"), RenameError::NotThere);
    assert_eq!(refused("", "/x"), RenameError::NotThere);
    assert_eq!(refused("/kind", "/name"), RenameError::Taken);
    assert_eq!(refused("/kind", "/children/kind"), RenameError::Elsewhere);
    assert_eq!(refused("/kind", "/a.b"), RenameError::BadName);
    assert_eq!(refused("/kind", "/"), RenameError::BadName);
    assert_eq!(rename(&shared, "/one/name", "/one/called").unwrap_err(), RenameError::Shared);
    assert!(rename(&shared, "/one", "/first").is_ok());
}

#[test]
fn what_cannot_be_read_for_certain_is_named() {
    let mut definition = definition();
    definition["x-rules"][0]["when"] = json!({"==": [{"var": {"cat": ["ki", "nd"]}}, 1]});
    definition["x-rules"][2]["when"] =
        json!({"some": [{"merge": [{"var": "children"}]}, {"<": [{"var": "age"}, 3]}]});
    let computed = rename(&definition, "/kind", "/sort").unwrap();
    assert_eq!(computed.unclear, ["/x-rules/0/when/==/0/var"]);
    let of_list = rename(&definition, "/children/-/age", "/children/-/years").unwrap();
    assert_eq!(of_list.unclear, ["/x-rules/0/when/==/0/var", "/x-rules/2/when/some/1/</0/var"]);
}

/// The forms of the fixtures, so that the real ones are walked too: each field renamed, the form compiles as before.
#[test]
fn real_forms_survive_every_renaming() {
    const FORMS: [&str; 2] = [
        include_str!("../../../../../server/seed/forms/senior-card.json"),
        include_str!("../../../../../server/seed/forms/food-business-licence.json"),
    ];
    for text in FORMS {
        let definition: Value = serde_json::from_str(text).unwrap();
        let (form, lints) = compile(&definition);
        for field in &form.fields {
            let to = format!("{}_2", field.pointer);
            let renamed = rename(&definition, &field.pointer, &to).unwrap();
            let (after, lints_after) = compile(&renamed.definition);
            let errors = |lints: &[crate::form::Lint]| {
                lints.iter().filter(|lint| lint.severity == Severity::Error).count()
            };
            assert_eq!(errors(&lints), errors(&lints_after), "{to}: {lints_after:?}");
            assert_eq!(
                (form.rules.len(), form.materials.len()),
                (after.rules.len(), after.materials.len()),
                "{to}"
            );
            assert!(after.fields.iter().any(|field| field.pointer == to), "{to}");
            assert!(!diff(&form, &after).is_empty());
        }
    }
}

#[test]
fn other_documents_that_speak_of_a_field_are_found() {
    let process = json!({"seq": [
        {"task": {"fields": ["/kind", "/kinds", "/kind/deep"], "access": {"/kind": "read"}}},
        {"choose": {"when": {"==": [{"var": "kind"}, "kind"]}}},
    ]});
    assert_eq!(
        mentions(&process, "/kind"),
        [
            "/seq/0/task/fields/0",
            "/seq/0/task/fields/2",
            "/seq/0/task/access/~1kind",
            "/seq/1/choose/when/==/0/var"
        ]
    );
}
