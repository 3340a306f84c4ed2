//! Definitions by chance, in all of the language: questions, pages, rules of every effect, documents, the body.

use serde_json::{Value, json};

use super::chance::Chance;
use super::logic::{condition, logic};
use super::questions::object;
use super::values::scalar;

/// Effects of rules, by their names in a definition.
const EFFECTS: [&str; 10] = [
    "show",
    "hide",
    "enable",
    "read_only",
    "require",
    "recommend",
    "optional",
    "compute",
    "restrict",
    "message",
];

/// The ids that pages and groups have.
pub const IDS: [&str; 4] = ["p1", "p2", "g1", "g2"];

/// A place in the answers that a rule can be about.
struct Place {
    pointer: String,
    /// The list whose rows it is in (`/rows/-`); empty outside.
    row: String,
}

/// A definition file, now and then a bare JSON Schema.
pub fn definition(chance: &mut Chance) -> Value {
    let schema = object(chance, 0);
    let mut places = Vec::new();
    find(&schema, "", "", &mut places);
    if chance.odds(4) {
        return schema;
    }
    let paths = paths(&places, "", None);
    let mut file = json!({"meta": {"id": "parity", "version": 1, "title": {"zh-CN": "表", "en": "Form"}}});
    let materials: Vec<Value> = (0..chance.index(3)).map(|place| material(chance, place, &paths)).collect();
    file["uischema"] = layout(chance, &schema, &paths, &materials);
    file["materials"] = materials.into();
    file["x-rules"] = chance.some(0, 6, |chance| rule(chance, &places)).into();
    if chance.odds(20) {
        file["body"] = json!({"template": body(chance, &places)});
    }
    if chance.odds(15) {
        file["x-text"] = json!({"en": {"/schema/title": "All"}});
    }
    if chance.odds(15) {
        file.as_object_mut().map(|file| file.shift_remove("uischema"));
    }
    file["schema"] = schema;
    file
}

/// Every place in the schema, rows written `-`.
fn find(schema: &Value, pointer: &str, row: &str, into: &mut Vec<Place>) {
    if !pointer.is_empty() {
        into.push(Place { pointer: format!("{row}{pointer}"), row: row.to_owned() });
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        find(member, &format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), row, into);
    }
    if schema["items"]["properties"].is_object() {
        find(&schema["items"], "", &format!("{row}{pointer}/-"), into);
    }
}

/// How rules in these rows read what comes before a pointer, or all: of the row by dotted paths, of the whole form by
/// pointers.
fn paths(places: &[Place], row: &str, before: Option<&str>) -> Vec<String> {
    let is_before = |place: &&Place| before != Some(place.pointer.as_str());
    let places: Vec<&Place> = places.iter().take_while(is_before).collect();
    let own = places.iter().filter(|place| place.row == row);
    let dotted = |place: &&Place| {
        place.pointer[row.len() + 1..].replace('/', ".").replace("~1", "/").replace("~0", "~")
    };
    let mut paths: Vec<String> = own.map(dotted).collect();
    if !row.is_empty() {
        paths.extend(places.iter().filter(|place| place.row.is_empty()).map(|place| place.pointer.clone()));
    }
    paths
}

fn rule(chance: &mut Chance, places: &[Place]) -> Value {
    // Before the first there is nothing to read.
    let place = chance.pick(&places[1..]);
    let before = if chance.odds(5) { None } else { Some(place.pointer.as_str()) };
    let paths = paths(places, &place.row, before);
    let effect = *chance.pick(&EFFECTS);
    let target = if chance.odds(10) { (*chance.pick(&IDS)).to_owned() } else { place.pointer.clone() };
    let mut rule = json!({"effect": effect, "target": target, "when": condition(chance, &paths)});
    match effect {
        "compute" => rule["value"] = if chance.odds(70) { logic(chance, &paths, 2) } else { scalar(chance) },
        "restrict" => rule["options"] = json!(chance.pick(&[&["c1", "c2"][..], &["c2"], &["c2", "c3"], &[]])),
        "recommend" => {
            rule["text"] = "会慢一些".into();
            rule["within_days"] = chance.between(1, 20).into();
        }
        "message" => {
            rule["text"] = json!({"zh-CN": "注意", "en": "Mind"});
            rule["tone"] = json!(chance.pick(&["info", "warning"]));
        }
        _ => {}
    }
    rule
}

fn material(chance: &mut Chance, place: usize, paths: &[String]) -> Value {
    let mut material = json!({"id": format!("m{place}"), "name": "材料", "required": chance.odds(70)});
    if chance.odds(60) {
        material["when"] = condition(chance, paths);
    }
    if chance.odds(30) {
        material["capture"] = json!(chance.pick(&["photo", "signature"]));
    }
    material
}

/// Pages or one page, with the questions of the top in groups, rows and rules.
fn layout(chance: &mut Chance, schema: &Value, paths: &[String], materials: &[Value]) -> Value {
    let names = schema["properties"].as_object().into_iter().flatten();
    let mut elements: Vec<Value> = names.map(|(name, _)| control(chance, name, paths)).collect();
    if chance.odds(30) {
        elements.insert(0, json!({"type": "Label", "text": "请填写"}));
    }
    if let (Some(material), true) = (materials.first(), chance.odds(50)) {
        elements.push(json!({"type": "Material", "options": {"material": material["id"]}}));
    }
    if chance.odds(20) {
        elements.push(json!({"type": "Action", "label": "重新计算", "options": {"action": "recalculate"}}));
    }
    let second = elements.split_off(elements.len() / 2);
    if chance.odds(20) {
        return json!({"type": "VerticalLayout", "elements": [group("g1", elements), group("g2", second)]});
    }
    let page = |id: &str, elements: Value| json!({"type": "Category", "label": id, "options": {"id": id}, "elements": elements});
    json!({"type": "Categorization", "elements": [
        page("p1", json!([group("g1", elements)])),
        page("p2", json!([{"type": "HorizontalLayout", "elements": second}])),
    ]})
}

fn group(id: &str, elements: Vec<Value>) -> Value {
    json!({"type": "Group", "label": id, "options": {"id": id}, "elements": elements})
}

fn control(chance: &mut Chance, name: &str, paths: &[String]) -> Value {
    let mut control = json!({"type": "Control", "scope": format!("#/properties/{}", name.replace('~', "~0").replace('/', "~1"))});
    if chance.odds(10) {
        control["rule"] = json!({
            "effect": chance.pick(&["SHOW", "HIDE", "ENABLE", "DISABLE"]),
            "condition": {
                "scope": format!("#/properties/{}", chance.pick(paths).replace('.', "/properties/")),
                "schema": {"const": scalar(chance)},
            },
        });
    }
    control
}

/// A template with whatever may stand in one.
fn body(chance: &mut Chance, places: &[Place]) -> String {
    let mut template = String::from("# 决定书\n");
    for place in places {
        template += &match place.pointer.strip_suffix("/-").unwrap_or(&place.pointer) {
            _ if chance.odds(60) => continue,
            pointer if place.row.is_empty() && chance.odds(20) => format!("{{{{{pointer} | capital}}}}\n"),
            pointer if place.row.is_empty() => format!("本人 {{{{{pointer}}}}}。\n"),
            pointer => {
                let (list, field) = (&place.row[..place.row.len() - 2], &pointer[place.row.len()..]);
                format!(
                    "{{{{#each {list}}}}}\n- {{{{{field}}}}}\n{{{{/each}}}}\n{{{{table {list} {field}}}}}\n"
                )
            }
        };
    }
    template
}
