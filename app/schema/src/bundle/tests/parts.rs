//! Forms made by chance: objects whose members are data elements, tables, formulas, rules of every effect, layouts.

use serde_json::{Value, json};

/// Numbers drawn beforehand, handed out one by one.
pub struct Draws<'d>(pub std::slice::Iter<'d, u16>);

impl Draws<'_> {
    pub fn below(&mut self, most: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % most
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }
}

/// Fields that a form may have, by their pointers.
pub const FIELDS: [&str; 10] = [
    "/applicant/name",
    "/applicant/phone",
    "/applicant/remark",
    "/company/name",
    "/company/kind",
    "/company/staff",
    "/kind",
    "/size",
    "/note",
    "/rows",
];

fn field(pointer: &str, draws: &mut Draws<'_>) -> Value {
    let text = |title: &str| json!({"type": "string", "title": {"zh-CN": title, "en": title}});
    match pointer {
        "/applicant/name" => {
            json!({"type": "string", "x-element": "person.name", "maxLength": draws.one(&[3, 3, 3, 5])})
        }
        "/applicant/phone" => json!({"type": "string", "x-element": "person.phone"}),
        "/company/name" => json!({"type": "string", "x-element": "enterprise.name", "minLength": 2}),
        "/company/kind" => {
            let values = draws.one(&[vec!["x", "y"], vec!["x", "y"], vec!["x", "z"]]);
            json!({"type": "string", "x-element": "enterprise.kind", "enum": values})
        }
        "/company/staff" => {
            let kind = draws.one(&["integer", "integer", "number"]);
            json!({"type": kind, "x-element": "enterprise.staff", "minimum": 0})
        }
        "/kind" => json!({"type": "string", "title": {"zh-CN": "种类", "en": "Kind"}, "enum": ["a", "b"]}),
        "/size" => json!({"type": "integer", "title": {"zh-CN": "大小", "en": "Size"}, "maximum": 5}),
        "/rows" => json!({"type": "array", "title": {"zh-CN": "表", "en": "Rows"}, "maxItems": 2, "items": {
        "type": "object", "required": ["what"], "properties": {
            "what": text("What"),
            "count": {"type": "integer", "title": {"zh-CN": "数", "en": "Count"}},
            "all": {"type": "number", "title": {"zh-CN": "共", "en": "All"},
                "x-compute": {"*": [{"var": "count"}, {"var": ["/size", 1]}]}},
        }}}),
        _ => text("Text"),
    }
}

/// A condition on the form's own answers.
fn condition(has: &[&str], draws: &mut Draws<'_>) -> Value {
    let path = |pointer: &str| pointer[1..].replace('/', ".");
    let one = draws.one(has);
    let simple = match one {
        "/kind" => json!({"==": [{"var": "kind"}, draws.one(&["a", "b"])]}),
        "/company/kind" => json!({"!=": [{"var": "company.kind"}, "x"]}),
        "/size" | "/company/staff" => json!({">": [{"var": path(one)}, draws.one(&[0, 2])]}),
        "/rows" => json!({"some": [{"var": "rows"}, {">": [{"var": "count"}, 1]}]}),
        other => match draws.below(3) {
            0 => json!({"missing": [path(other)]}),
            1 => json!({"==": [{"var": other}, "ab"]}),
            _ => json!({"!!": {"var": [path(other), null]}}),
        },
    };
    if draws.once_in(3) { json!({"!": [simple]}) } else { simple }
}

fn rule(has: &[&str], draws: &mut Draws<'_>) -> Value {
    let effects = [
        "show",
        "show",
        "hide",
        "require",
        "require",
        "optional",
        "recommend",
        "read_only",
        "enable",
        "message",
    ];
    let effect = draws.one(&effects);
    let target = match draws.one(has) {
        "/rows" => draws.one(&["/rows", "/rows/-/count"]),
        "/company/name" | "/company/kind" if draws.once_in(3) => "/company",
        other => other,
    };
    let when = if target.contains("/-/") {
        draws.one(&[json!({"==": [{"var": "what"}, "ab"]}), json!({"==": [{"var": "/kind"}, "a"]})])
    } else {
        condition(has, draws)
    };
    let mut rule = json!({"effect": effect, "target": [target], "when": when});
    if effect == "message" {
        rule["text"] = json!({"zh-CN": "请看", "en": "Look"});
    }
    rule
}

/// Steps with the fields in them, some under a rule of the layout.
fn layout(has: &[&str], draws: &mut Draws<'_>) -> Value {
    let scope = |pointer: &str| {
        pointer[1..].split('/').fold("#".to_owned(), |all, name| format!("{all}/properties/{name}"))
    };
    let steps = has.chunks(3).enumerate().map(|(number, fields)| {
        let controls = fields.iter().map(|pointer| json!({"type": "Control", "scope": scope(pointer)}));
        let mut group = json!({"type": "Group", "label": "G", "elements": controls.collect::<Vec<_>>()});
        if has.contains(&"/kind") && draws.once_in(3) && !fields.contains(&"/kind") {
            group["rule"] = json!({"effect": "SHOW", "condition": {"scope": "#/properties/kind", "schema": {"const": "a"}}});
        }
        json!({"type": "Category", "label": {"zh-CN": "页", "en": "Page"}, "options": {"id": format!("p{number}")}, "elements": [group]})
    });
    json!({"type": "Categorization", "elements": steps.collect::<Vec<_>>()})
}

/// A definition.
pub fn definition(draws: &mut Draws<'_>) -> Value {
    let has: Vec<&str> = FIELDS.into_iter().filter(|_| !draws.once_in(3)).collect();
    let has = if has.is_empty() { vec!["/kind"] } else { has };
    let mut schema = json!({"type": "object", "properties": {}, "required": []});
    for pointer in &has {
        let said = field(pointer, draws);
        let mut object = &mut schema;
        let names: Vec<&str> = pointer[1..].split('/').collect();
        let (last, around) = names.split_last().unwrap();
        for name in around {
            let is_new = object["properties"].get(name).is_none();
            if is_new {
                object["properties"][name] =
                    json!({"type": "object", "title": "O", "properties": {}, "required": []});
                if !draws.once_in(4) {
                    object["required"].as_array_mut().unwrap().push((*name).into());
                }
            }
            object = &mut object["properties"][name];
        }
        object["properties"][last] = said;
        if draws.once_in(2) {
            object["required"].as_array_mut().unwrap().push((*last).into());
        }
    }
    // A row may read it.
    if has.contains(&"/rows") && !has.contains(&"/size") {
        schema["properties"]["size"] = field("/size", draws);
    }
    if has.contains(&"/rows") && !has.contains(&"/kind") {
        schema["properties"]["kind"] = field("/kind", draws);
    }
    let rules: Vec<Value> = (0..draws.below(5)).map(|_| rule(&has, draws)).collect();
    let mut materials = Vec::new();
    if draws.once_in(2) {
        materials.push(
            json!({"id": "card", "name": {"zh-CN": "证", "en": "Card"}, "when": condition(&has, draws)}),
        );
    }
    let mut definition = json!({"schema": schema, "x-rules": rules, "materials": materials});
    if draws.once_in(2) {
        definition["uischema"] = layout(&has, draws);
    }
    definition
}

/// An answer to the field at a pointer, right or wrong.
pub fn answer(pointer: &str, draws: &mut Draws<'_>) -> Option<Value> {
    let any = [
        json!("a"),
        json!("b"),
        json!("ab"),
        json!("x"),
        json!("z"),
        json!("abcd"),
        json!("13800138000"),
        json!(0),
        json!(3),
        json!(9),
        json!(2.5),
        json!(true),
        json!(""),
    ];
    let right = match pointer {
        "/kind" => json!(draws.one(&["a", "b"])),
        "/company/kind" => json!(draws.one(&["x", "y"])),
        "/size" | "/company/staff" => json!(draws.one(&[0, 1, 3])),
        "/applicant/phone" => json!("13800138000"),
        "/rows" => draws.one(&[
            json!([{"what": "ab", "count": 2}]),
            json!([{"count": 1}, {"what": "c"}]),
            json!([{"what": "ab", "count": 2}, {"what": "x", "all": 3}, {"what": "q"}]),
        ]),
        _ => json!("ab"),
    };
    match draws.below(6) {
        0 => None,
        1 if pointer != "/rows" => Some(draws.one(&any)),
        _ => Some(right),
    }
}
