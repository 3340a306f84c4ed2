//! What somebody may know of rules that read what is hidden from them.

use serde_json::{Value, json};

use crate::expr::Truth;
use crate::form::{Decided, Form, FormState, Permissions, Severity, Surroundings, compile, find, state};

fn permissions(value: Value) -> Permissions {
    serde_json::from_value(value).unwrap()
}

/// A form whose second question hangs on a hidden one, and whose third on the second.
fn hanging() -> (Form, Permissions) {
    let text = |title: &str| json!({"type": "string", "title": title});
    let rule =
        |effect: &str, target: &str, when: Value| json!({"effect": effect, "target": target, "when": when});
    let is = |pointer: &str| json!({"==": [{"var": pointer}, "1"]});
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "secret": text("Secret"), "shown": text("Shown"), "note": text("Note"), "more": text("More"),
            "sum": {"type": "string", "title": "Sum", "x-compute": {"cat": [{"var": "secret"}, "!"]}},
            "pick": {"type": "string", "title": "Pick", "enum": ["1", "2"]},
        }},
        "x-rules": [
            rule("show", "/shown", is("secret")), rule("require", "/note", is("secret")),
            rule("show", "/more", is("note")),
            {"effect": "restrict", "target": "/pick", "options": {"if": [true, [{"var": "secret"}, "9"]]}, "when": true},
        ],
        "materials": [{"id": "card", "name": "Card", "when": is("secret")}, {"id": "own", "name": "Own", "when": is("secret")}],
    }));
    assert!(lints.iter().all(|lint| lint.severity != Severity::Error), "{lints:?}");
    let permissions = permissions(json!({
        "fields": {"/secret": "hidden", "/note": "write", "/more": "required", "/pick": "write"},
        "materials": {"own": "hidden"},
    }));
    (form, permissions)
}

#[test]
fn what_hangs_on_something_hidden_is_decided_and_the_rest_is_followed() {
    let (form, permissions) = hanging();
    let (opened, answers) = (permissions.on(&form), json!({"secret": "1"}));
    let all = state(&form, &answers);
    let decided = opened.decided(&all);
    let wire = serde_json::to_string(&decided).unwrap();
    assert!(!wire.contains("secret") && !wire.contains("\"9\"") && !wire.contains("own"), "{wire}");
    let decided: Decided = serde_json::from_str(&wire).unwrap();
    let seen = opened.project(&answers);
    let mut here = FormState::decided(&form, &seen, &decided);
    let note = find(&form, "/note").unwrap().field;
    let look = |state: &FormState| {
        let sum = state.answers().pointer("/sum").cloned();
        let chosen = ["1", "2"].map(|value| state.allows(&form, "/pick", &json!(value)));
        (state.visible("/shown"), state.need(note, "/note"), state.visible("/more"), sum, chosen)
    };
    let told = FormState::decided(&form, &opened.project(all.answers()), &decided);
    assert_eq!(look(&told), look(&all));
    assert_eq!(told.materials()[0], Truth::Yes);
    // What only they saw would have been decided otherwise.
    assert!(!state(&form, &seen).visible("/shown"));
    // An edit moves what hangs on it, and nothing that hangs on what is hidden.
    let followed = opened.accesses().followed(form.clone());
    let changes = here.update(&followed, &json!({"note": "1"}), "/note");
    assert!(here.visible("/more") && here.visible("/shown"));
    assert_eq!(changes.fields.into_iter().collect::<Vec<_>>(), ["/more"]);
    here.update(&followed, &json!({"note": "1", "shown": "1"}), "/shown");
    assert!(here.visible("/shown"));
}

#[test]
fn of_what_rules_read_besides_goes_along_what_is_followed() {
    let reading =
        |fact: &str, pointer: &str| json!({"and": [{"==": [{"var": pointer}, "1"]}, {"element": fact}]});
    let (form, _) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "secret": {"type": "string", "title": "S"}, "note": {"type": "string", "title": "N"},
            "more": {"type": "string", "title": "M"},
        }},
        "x-rules": [
            {"effect": "show", "target": "/more", "when": reading("person.phone", "secret")},
            {"effect": "show", "target": "/secret", "when": reading("person.email", "note")},
            {"effect": "require", "target": "/more", "when": reading("person.name", "note")},
        ],
    }));
    let known = json!({"person": {"name": "n", "phone": "p", "email": "e"}});
    let all = Surroundings::of(&form, &known, crate::calendar::WorkWeek::default);
    assert_eq!(all.facts["person"].as_object().unwrap().len(), 3);
    let of = |value: Value| permissions(value).on(&form).accesses().surroundings(&form, &all).facts;
    assert_eq!(
        of(json!({"fields": {"/secret": "hidden", "/more": "write"}})),
        json!({"person": {"name": "n"}})
    );
    assert_eq!(
        of(json!({"fields": {"/secret": "hidden"}})),
        Value::Null,
        "nobody writes, and all is decided"
    );
}
