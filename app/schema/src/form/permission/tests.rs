//! What is hidden does not leak, what is not open does not change, and every change is told.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::form::{compile, state};
use crate::problem::FieldCode;

fn form() -> Form {
    let text = |title: &str| json!({"type": "string", "title": title});
    let control = |name: &str| json!({"type": "Control", "scope": format!("#/properties/{name}")});
    let (form, lints) = compile(&json!({
        "schema": {"type": "object", "properties": {
            "name": text("Name"),
            "home": {"type": "object", "title": "Home", "properties": {"street": text("Street"), "door": text("Door")}},
            "rows": {"type": "array", "title": "Rows", "items": {"type": "object", "properties": {
                "a": text("A"), "b": text("B"),
                "inner": {"type": "array", "title": "Inner", "items": {"type": "object", "properties": {"c": text("C")}}},
            }}},
            "words": {"type": "array", "title": "Words", "items": {"type": "string"}},
            "sum": {"type": "string", "title": "Sum", "x-compute": {"cat": [{"var": "name"}, "!"]}},
            "opinion": text("Opinion"),
        }},
        "uischema": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "One", "options": {"id": "one"}, "elements": [
                control("name"), control("home"), control("rows"), control("words"), control("sum"),
            ]},
            {"type": "Category", "label": "Two", "options": {"id": "two"}, "elements": [
                {"type": "Group", "label": "Office", "options": {"id": "office"}, "elements": [control("opinion")]},
            ]},
        ]},
    }));
    assert_eq!(lints, []);
    form
}

fn permissions(value: Value) -> Permissions {
    serde_json::from_value(value).unwrap()
}

fn permissions_of_nothing() -> Permissions {
    permissions(json!({
        "fields": {"/homes": "read", "/rows/0": "read", "/rows/-": "read"}, "parts": {"three": "read", "two": "read"},
    }))
}

#[test]
fn the_smallest_part_that_something_is_said_of_counts() {
    let form = form();
    let permissions = permissions(json!({
        "default": "hidden",
        "parts": {"one": "read", "office": "required"},
        "fields": {"/home": "write", "/home/door": "hidden", "/rows/-": "write", "/rows/-/b": "read"},
        "materials": {"card": "read"},
    }));
    let opened = permissions.on(&form);
    for (pointer, access) in [
        ("/name", Access::Read),
        ("/home/street", Access::Write),
        ("/home/door", Access::Hidden),
        ("/rows", Access::Read),
        ("/rows/0/a", Access::Write),
        ("/rows/-/b", Access::Read),
        ("/rows/7/inner/2/c", Access::Write),
        ("/words/3", Access::Read),
        ("/opinion", Access::Required),
        ("/nothing", Access::Hidden),
    ] {
        assert_eq!(opened.access(pointer), access, "{pointer}");
        assert_eq!(visible_to(&form, &permissions, pointer), access.is_visible(), "{pointer}");
        assert_eq!(writable_by(&form, &permissions, pointer), access.is_open(), "{pointer}");
    }
    assert_eq!((opened.material("card"), opened.material("photo")), (Access::Read, Access::Hidden));
    assert_eq!(opened.body(), Access::Hidden);
    assert_eq!(opened.fields().len(), 12);
    assert_eq!(permissions.dangling(&form), ["card"], "this form asks for no material");
    let odd = permissions_of_nothing();
    assert_eq!(odd.dangling(&form), ["/homes", "/rows/0", "three"]);
    let hidden =
        Permissions { fields: BTreeMap::from([("/rows".into(), Access::Hidden)]), ..permissions.clone() };
    assert_eq!(
        hidden.on(&form).access("/rows/0/a"),
        Access::Hidden,
        "nobody sees into a list that is hidden"
    );
    assert!(serde_json::from_value::<Permissions>(json!({"fileds": {}})).is_err());
    let wire = serde_json::to_value(&permissions).unwrap();
    assert_eq!(serde_json::from_value::<Permissions>(wire).unwrap(), permissions);
}

#[test]
fn a_task_changes_what_is_open_to_it_and_each_change_is_told() {
    let form = form();
    let permissions = permissions(json!({
        "fields": {"/home/door": "hidden", "/rows/-/a": "write", "/words": "write", "/opinion": "required"},
    }));
    let opened = permissions.on(&form);
    let before = json!({"name": "n", "home": {"street": "s", "door": "d"}, "rows": [{"a": "1", "b": "2"}], "words": ["w"], "sum": "n!"});
    let edit = |sent: Value| opened.accept_edit(&state(&form, &before), &before, &sent);
    let sent = json!({"name": "n", "rows": [{"a": "x", "b": "2"}], "words": ["w", "v"], "sum": "forged", "opinion": "good"});
    let changes = edit(sent).unwrap();
    let told: Vec<_> =
        changes.iter().map(|it| (it.pointer.as_str(), it.before.clone(), it.after.clone())).collect();
    assert_eq!(
        told,
        [
            ("/rows/0/a", Some(json!("1")), Some(json!("x"))),
            ("/words", Some(json!(["w"])), Some(json!(["w", "v"]))),
            ("/opinion", None, Some(json!("good"))),
        ]
    );
    assert_eq!(
        with_changes(&before, &changes),
        json!({"name": "n", "home": {"street": "s", "door": "d"}, "rows": [{"a": "x", "b": "2"}],
            "words": ["w", "v"], "sum": "n!", "opinion": "good"})
    );
    let refused = |sent: Value| {
        let faults = edit(sent).unwrap_err();
        faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect::<Vec<_>>()
    };
    let unexpected = |pointer: &str| vec![(pointer.to_owned(), FieldCode::Unexpected)];
    assert_eq!(refused(json!({"opinion": "x", "name": "m"})), unexpected("/name"));
    assert_eq!(
        refused(json!({"opinion": "x", "home": {"door": "d"}})),
        unexpected("/home/door"),
        "not even a right guess"
    );
    assert_eq!(
        refused(json!({"opinion": "x", "rows": [{"a": "1"}, {}]})),
        unexpected("/rows"),
        "not all of it is open"
    );
    assert_eq!(refused(json!({"opinion": "x", "other": 1})), unexpected("/other"));
    assert_eq!(refused(json!({"opinion": "x", "rows": [{"z": 1}]})), unexpected("/rows/0/z"));
    assert_eq!(
        refused(json!({"opinion": " ", "rows": [{}]})),
        [("/opinion".to_owned(), FieldCode::Required)]
    );
}

#[test]
fn a_page_asks_for_what_is_open_and_leaves_the_rest() {
    let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
        "name": {"type": "string", "title": "Name"},
        "note": {"type": "string", "title": "Note"},
        "day": {"type": "string", "format": "date", "title": "Day"},
        "sum": {"type": "string", "title": "Sum", "x-compute": {"var": "name"}},
        "rows": {"type": "array", "title": "Rows", "items": {"type": "object", "properties": {"a": {"type": "string", "title": "A"}}}},
        "review": {"x-control": "opinion", "title": "Review"},
        "more": {"x-control": "opinion", "title": "More"},
        "seal": {"type": "string", "x-control": "seal", "title": "Seal"},
    }}}));
    assert_eq!(lints, []);
    let permissions = permissions(json!({"default": "write", "fields": {"/name": "read"}, "body": "hidden"}));
    let access = permissions.on(&form).accesses();
    assert_eq!(serde_json::from_value::<FormAccess>(serde_json::to_value(&access).unwrap()).unwrap(), access);
    let before = json!({"name": "n", "note": "old", "rows": [{"a": "1"}], "more": {"text": "m"}});
    let inputs: Vec<&str> = access.inputs(&form).map(|field| field.pointer.as_str()).collect();
    assert_eq!(inputs, ["/note", "/day", "/sum", "/review", "/more"]);
    let pairs = [
        ("/name", "forged"),
        ("/day.y", "2026"),
        ("/day.m", "3"),
        ("/day.d", "5"),
        ("/rows/0/a", "forged"),
        ("/review/text", " 同意 "),
        ("/review/name", "forged"),
        ("/more/text", " "),
        ("/seal", "forged"),
    ];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(
        access.typed(&form, &before, &pairs),
        json!({"name": "n", "day": "2026-03-05", "rows": [{"a": "1"}], "review": {"text": "同意"}, "more": {"text": "m"}})
    );
    let closed = access.closed();
    assert_eq!(closed.inputs(&form).count(), 0);
    assert_eq!(
        (closed.field("/rows/3/a"), closed.field("/none"), closed.body),
        (Access::Read, Access::Hidden, Access::Hidden)
    );
}

#[test]
fn what_officers_have_no_input_for_is_named() {
    let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
        "note": {"type": "string", "title": "Note"},
        "area": {"type": "string", "format": "region", "title": "Area"},
        "rows": {"type": "array", "title": "Rows", "items": {"type": "object", "properties": {"a": {"type": "string", "title": "A"}}}},
        "seal": {"type": "string", "x-control": "seal", "title": "Seal"},
    }}, "materials": [{"id": "card", "name": "Card"}]}));
    assert_eq!(lints, []);
    let found = |value: Value| -> Vec<String> {
        let found = permissions(value).without_input(&form).into_iter();
        found.map(|(place, control)| format!("{place} {control}")).collect()
    };
    let everything = json!({"default": "write", "materials": {"card": "write"}, "body": "required"});
    assert_eq!(
        found(everything),
        ["/area region", "/rows table", "/seal seal", "card material", "/body body"]
    );
    assert_eq!(found(json!({"fields": {"/rows/-/a": "write", "/note": "required"}})), ["/rows table"]);
    assert!(found(json!({"fields": {"/area": "read"}, "parts": {}, "body": "hidden"})).is_empty());
}

fn access() -> impl Strategy<Value = Access> {
    prop::sample::select(vec![Access::Hidden, Access::Read, Access::Write, Access::Write, Access::Required])
}

fn any_permissions() -> impl Strategy<Value = Permissions> {
    let names = [
        "/name",
        "/home",
        "/home/door",
        "/rows",
        "/rows/-",
        "/rows/-/a",
        "/rows/-/b",
        "/rows/-/inner",
        "/words",
        "/sum",
    ];
    let fields =
        prop::collection::btree_map(prop::sample::select(names.map(str::to_owned).to_vec()), access(), 0..5);
    let parts = prop::sample::select(["one", "two", "office"].map(str::to_owned).to_vec());
    let parts = prop::collection::btree_map(parts, access(), 0..3);
    (access(), fields, parts).prop_map(|(default, fields, parts)| Permissions {
        default,
        fields,
        parts,
        ..Permissions::default()
    })
}

/// Answers in which no two texts are the same, so that one that leaks is recognised.
fn any_answers(mark: &'static str) -> impl Strategy<Value = Value> {
    let sizes = prop::collection::vec((any::<[bool; 3]>(), 0..3_usize), 0..3);
    (any::<[bool; 5]>(), sizes, 0..3_usize).prop_map(move |(has, sizes, words)| {
        let text = |name: String| Value::from(format!("{mark}{name}"));
        let mut answers = json!({});
        for (pointer, has) in ["/name", "/home/street", "/home/door", "/opinion", "/sum"].into_iter().zip(has)
        {
            if has {
                set(&mut answers, pointer, text(pointer.into()));
            }
        }
        let row = |(index, (has, inner)): (usize, &([bool; 3], usize))| {
            let mut row = json!({});
            for (name, _) in ["a", "b"].into_iter().zip(has).filter(|(_, has)| **has) {
                row[name] = text(format!("/rows/{index}/{name}"));
            }
            if has[2] {
                row["inner"] = (0..*inner)
                    .map(|place| json!({"c": text(format!("/rows/{index}/inner/{place}/c"))}))
                    .collect();
            }
            row
        };
        answers["rows"] = sizes.iter().enumerate().map(row).collect();
        answers["words"] = (0..words).map(|place| text(format!("/words/{place}"))).collect();
        answers
    })
}

fn leaves(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| leaves(entry, into)),
        Value::Object(members) => members.values().for_each(|member| leaves(member, into)),
        Value::String(text) => into.push(text.clone()),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_leaks(permissions in any_permissions(), answers in any_answers("")) {
        let form = form();
        let opened = permissions.on(&form);
        let seen = opened.project(&answers);
        let mut texts = Vec::new();
        leaves(&seen, &mut texts);
        for pointer in &texts {
            prop_assert!(opened.access(pointer).is_visible(), "{} leaks", pointer);
            prop_assert_eq!(seen.pointer(pointer), answers.pointer(pointer), "in its place");
        }
        let mut all = Vec::new();
        leaves(&answers, &mut all);
        for pointer in all {
            prop_assert_eq!(opened.access(&pointer).is_visible(), texts.contains(&pointer), "{}", pointer);
        }
        prop_assert_eq!(opened.project(&seen), seen);
    }

    #[test]
    fn nothing_hidden_leaks_from_the_trace(
        permissions in any_permissions(), before in any_answers(""), after in any_answers("new"), place in 0..14_usize,
    ) {
        let form = form();
        let opened = permissions.on(&form);
        let places = [
            "/name", "/home/street", "/home/door", "/home", "/rows", "/rows/0", "/rows/1/a", "/rows/0/b",
            "/rows/0/inner", "/rows/2/inner/0/c", "/words", "/words/1", "/sum", "/opinion",
        ];
        for value in [before.pointer(places[place]), after.pointer(places[place])] {
            let Some(seen) = opened.project_at(&after, places[place], value) else { continue };
            let mut texts = Vec::new();
            leaves(&seen, &mut texts);
            for text in texts {
                let pointer = text.strip_prefix("new").unwrap_or(&text);
                prop_assert!(opened.access(pointer).is_visible(), "{} leaks", pointer);
            }
        }
    }

    #[test]
    fn what_a_task_sees_it_may_send_back(permissions in any_permissions(), answers in any_answers("")) {
        let form = form();
        let opened = permissions.on(&form);
        match opened.accept_edit(&state(&form, &answers), &answers, &opened.project(&answers)) {
            Ok(changes) => prop_assert_eq!(changes, vec![]),
            Err(faults) => prop_assert!(faults.iter().all(|fault| fault.code == FieldCode::Required), "{:?}", faults),
        }
    }

    #[test]
    fn nothing_that_is_not_open_changes(
        permissions in any_permissions(), before in any_answers(""), sent in any_answers("new"), seen in any::<bool>(),
    ) {
        let form = form();
        let opened = permissions.on(&form);
        let sent = if seen { opened.project(&sent) } else { sent };
        let Ok(changes) = opened.accept_edit(&state(&form, &before), &before, &sent) else { return Ok(()) };
        let after = with_changes(&before, &changes);
        let mut texts = Vec::new();
        leaves(&before, &mut texts);
        for pointer in texts {
            let is_same = after.pointer(&pointer) == before.pointer(&pointer);
            prop_assert!(is_same || opened.access(&pointer).is_open(), "{} changed", pointer);
        }
        let mut texts = Vec::new();
        leaves(&after, &mut texts);
        for new in texts.iter().filter_map(|text| text.strip_prefix("new")) {
            prop_assert!(opened.access(new).is_open(), "{} came", new);
        }
        for change in &changes {
            prop_assert_ne!(&change.before, &change.after);
            prop_assert_eq!(before.pointer(&change.pointer), change.before.as_ref());
            prop_assert_eq!(after.pointer(&change.pointer), change.after.as_ref());
        }
        prop_assert_eq!(opened.accept_edit(&state(&form, &after), &after, &opened.project(&after)), Ok(vec![]));
    }
}
