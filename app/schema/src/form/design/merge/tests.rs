//! Edits by chance in two hands, and the cases that the words of the module promise.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::any::anything;
use super::texts::{fold, unfold};
use super::{Conflict, Matter, Side, merge, settle};

/// A definition of eight questions on two pages, each translated, with a rule and a document for each.
fn definition() -> Value {
    let name = |place: usize| format!("q{place}");
    let properties: Map<String, Value> = (0..8)
        .map(|place| {
            let choices = json!([{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]);
            (name(place), json!({"type": "string", "title": format!("问{place}"), "oneOf": choices}))
        })
        .collect();
    let control = |place: usize| json!({"type": "Control", "scope": format!("#/properties/q{place}")});
    let page = |from: usize| {
        let note = json!({"type": "Label", "text": format!("注{from}")});
        let elements: Vec<Value> = std::iter::once(note).chain((from..from + 4).map(control)).collect();
        json!({"type": "Category", "label": format!("页{from}"), "elements": elements})
    };
    let rule = |place: usize| json!({"effect": "message", "target": [format!("/q{place}")], "when": true, "text": format!("话{place}")});
    let material = |place: usize| json!({"id": format!("m{place}"), "name": format!("料{place}")});
    let texts: Map<String, Value> = (0..8)
        .flat_map(|place| {
            [
                (format!("/schema/properties/q{place}/title"), format!("question {place}")),
                (format!("/schema/properties/q{place}/oneOf/1/title"), format!("second of {place}")),
                (format!("/x-rules/{place}/text"), format!("message {place}")),
            ]
        })
        .map(|(at, text)| (at, text.into()))
        .chain([("/uischema/elements/1/label".to_owned(), "the second page".into())])
        .collect();
    json!({
        "meta": {"id": "form"},
        "schema": {"type": "object", "required": ["q0"], "properties": properties},
        "uischema": {"type": "Categorization", "elements": [page(0), page(4)]},
        "x-rules": (0..8).map(rule).collect::<Vec<_>>(),
        "materials": (0..8).map(material).collect::<Vec<_>>(),
        "x-text": {"en": texts},
    })
}

/// One of many edits to what belongs to one question, each seen in the result by [`is_done`].
fn edit(definition: &mut Value, place: usize, how: usize) {
    let name = format!("q{place}");
    match how {
        0 => definition["schema"]["properties"][&name]["title"] = json!("新"),
        1 => definition["schema"]["properties"][&name]["maxLength"] = json!(9),
        2 => definition["schema"]["required"].as_array_mut().unwrap().push(json!(format!("new{place}"))),
        3 => definition["x-rules"][place]["text"] = json!("新"),
        4 => definition["x-text"]["en"][format!("/x-rules/{place}/text")] = json!("new"),
        5 => definition["materials"][place]["required"] = json!(true),
        6 => {
            let element = &mut definition["uischema"]["elements"][place / 4]["elements"][1 + place % 4];
            element["label"] = json!("新");
        }
        _ => {
            let choice = json!({"const": "c", "title": "丙"});
            definition["schema"]["properties"][&name]["oneOf"].as_array_mut().unwrap().push(choice);
        }
    }
}

fn is_done(definition: &Value, place: usize, how: usize) -> bool {
    let question = &definition["schema"]["properties"][format!("q{place}")];
    match how {
        0 => question["title"] == "新",
        1 => question["maxLength"] == 9,
        2 => definition["schema"]["required"].as_array().unwrap().contains(&json!(format!("new{place}"))),
        3 => definition["x-rules"][place]["text"] == "新",
        4 => definition["x-text"]["en"][format!("/x-rules/{place}/text")] == "new",
        5 => definition["materials"][place]["required"] == true,
        6 => definition["uischema"]["elements"][place / 4]["elements"][1 + place % 4]["label"] == "新",
        _ => question["oneOf"][2]["const"] == "c",
    }
}

fn edits() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0_usize..4, 0_usize..8), 1..6)
}

proptest! {
    #[test]
    fn who_changed_nothing_gets_the_other_one_s(base in anything(), other in anything()) {
        for (mine, theirs) in [(&other, &base), (&base, &other), (&other, &other)] {
            let merged = merge(&base, mine, theirs);
            prop_assert_eq!(merged.definition.to_string(), other.to_string());
            prop_assert_eq!(merged.conflicts, []);
        }
    }

    #[test]
    fn anything_is_merged_and_settled(base in anything(), mine in anything(), theirs in anything()) {
        let mut merged = merge(&base, &mine, &theirs);
        let count = merged.conflicts.len();
        for place in 0..count {
            let conflict = &merged.conflicts[place];
            prop_assert!(conflict.mine.is_some() || conflict.theirs.is_some());
            merged = settle(&merged, place, Side::Theirs);
            prop_assert_eq!((merged.conflicts.len(), merged.conflicts[place].side), (count, Side::Theirs));
        }
        let theirs_first = merge(&base, &theirs, &mine);
        prop_assert_eq!(theirs_first.conflicts.len(), count, "both sides see the same conflicts");
        for place in 0..count {
            merged = settle(&merged, place, Side::Mine);
        }
        prop_assert_eq!(merged.definition.to_string(), merge(&base, &mine, &theirs).definition.to_string());
    }

    #[test]
    fn translations_are_put_where_they_were(any in anything(), edits in edits()) {
        let mut ours = definition();
        edits.iter().for_each(|(place, how)| edit(&mut ours, *place, *how));
        ours["x-text"]["en"]["/schema/title"] = json!("of nothing");
        ours["x-text"]["en"]["/x-text/en/~1schema~1title"] = json!("of a translation");
        ours["x-text"]["de"] = json!({"/materials/1/name": "Papier"});
        for definition in [any, ours] {
            let folded = fold(&definition);
            prop_assert_eq!(unfold(folded, &definition).to_string(), definition.to_string());
        }
    }

    #[test]
    fn edits_of_different_questions_are_all_there(mine in edits(), theirs in edits()) {
        let base = definition();
        let (mut my, mut their) = (base.clone(), base.clone());
        mine.iter().for_each(|(place, how)| edit(&mut my, *place, *how));
        let theirs: Vec<(usize, usize)> = theirs.iter().map(|(place, how)| (place + 4, *how)).collect();
        theirs.iter().for_each(|(place, how)| edit(&mut their, *place, *how));
        let merged = merge(&base, &my, &their);
        prop_assert_eq!(&merged.conflicts, &[]);
        for (place, how) in mine.iter().chain(&theirs) {
            prop_assert!(is_done(&merged.definition, *place, *how), "{} {}", place, how);
        }
    }

    #[test]
    fn whoever_moves_what_every_question_stands_once(
        mine in prop::collection::vec((0_usize..9, 0_usize..4), 0..6),
        theirs in prop::collection::vec((0_usize..9, 0_usize..4), 0..6),
        names in prop::collection::vec((any::<bool>(), 0_usize..3, 0_usize..2), 0..4),
        labelled in 0_usize..9,
    ) {
        let base = paged();
        let [mut my, mut their] = [&mine, &theirs].map(|moves| {
            let mut definition = base.clone();
            moves.iter().for_each(|(question, to)| relocate(&mut definition, *question, *to));
            definition
        });
        for (is_mine, page, name) in names {
            let definition = if is_mine { &mut my } else { &mut their };
            definition["uischema"]["elements"][page]["label"] = json!(format!("新页{page}-{name}"));
        }
        relabel(&mut their["uischema"], &format!("#/properties/q{labelled}"));
        let mut merged = merge(&base, &my, &their);
        for side in [Side::Mine, Side::Theirs] {
            for place in 0..merged.conflicts.len() {
                merged = settle(&merged, place, side);
            }
            let mut found = Vec::new();
            shown(&merged.definition["uischema"], &mut found);
            found.sort();
            let all: Vec<String> = (0..9).map(|place| format!("#/properties/q{place}")).collect();
            prop_assert_eq!(&found, &all, "{:?} {}", side, merged.definition["uischema"]);
            for conflict in merged.conflicts.iter().filter(|conflict| conflict.pointer.matches("elements").count() > 1) {
                let scope = |part: &Option<Value>| part.as_ref().map(|part| part["scope"].clone());
                let is_list = conflict.mine.as_ref().is_some_and(Value::is_array);
                prop_assert!(is_list || scope(&conflict.mine) == scope(&conflict.theirs), "{:?}", conflict);
            }
        }
        let is_labelled = merged.definition["uischema"].to_string().contains("新名");
        prop_assert!(is_labelled, "the last side was theirs");
    }

    #[test]
    fn the_same_question_edited_in_two_ways_is_a_conflict_or_both(place in 0_usize..8, how in 0_usize..8, other in 0_usize..8) {
        prop_assume!(how != other);
        let base = definition();
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        edit(&mut mine, place, how);
        edit(&mut theirs, place, other);
        let merged = merge(&base, &mine, &theirs);
        prop_assert_eq!(&merged.conflicts, &[]);
        prop_assert!(is_done(&merged.definition, place, how) && is_done(&merged.definition, place, other));
    }
}

#[test]
fn a_layout_that_both_wrote_out_is_one_layout() {
    let both = definition();
    let mut base = both.clone();
    base.as_object_mut().unwrap().shift_remove("uischema");
    base["x-text"]["en"].as_object_mut().unwrap().shift_remove("/uischema/elements/1/label");
    let (mut mine, mut theirs) = (both.clone(), both.clone());
    mine["uischema"]["elements"][0]["elements"].as_array_mut().unwrap().swap(1, 2);
    let added = json!({"type": "Control", "scope": "#/properties/new"});
    theirs["uischema"]["elements"][1]["elements"].as_array_mut().unwrap().push(added);
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    let pages = &merged.definition["uischema"]["elements"];
    assert_eq!(pages.as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&pages[0], &pages[1]),
        (&mine["uischema"]["elements"][0], &theirs["uischema"]["elements"][1])
    );
}

#[test]
fn one_value_in_two_ways_is_asked_about_and_settled() {
    let base = definition();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine["x-rules"][3]["text"] = json!("我的");
    theirs["x-rules"][3]["text"] = json!("他们的");
    theirs["x-rules"].as_array_mut().unwrap().remove(0);
    let texts = theirs["x-text"]["en"].as_object_mut().unwrap();
    let moved = |(at, text): (String, Value)| match at.strip_prefix("/x-rules/") {
        Some(rest) => {
            let place: usize = rest[..1].parse().unwrap();
            (place > 0).then(|| (format!("/x-rules/{}/text", place - 1), text))
        }
        None => Some((at, text)),
    };
    *texts = std::mem::take(texts).into_iter().filter_map(moved).collect();
    let merged = merge(&base, &mine, &theirs);
    let expect = Conflict {
        pointer: "/x-rules/3/text".to_owned(),
        matter: Matter::Value,
        mine: Some(json!("我的")),
        theirs: Some(json!("他们的")),
        side: Side::Mine,
    };
    assert_eq!(merged.conflicts, [expect]);
    assert_eq!(merged.definition["x-rules"].as_array().map(Vec::len), Some(7));
    assert_eq!(merged.definition["x-rules"][2]["text"], "我的");
    for place in 0..7 {
        let english = &merged.definition["x-text"]["en"][format!("/x-rules/{place}/text")];
        assert_eq!(*english, format!("message {}", place + 1), "translations went with their rules");
    }
    let settled = settle(&merged, 0, Side::Theirs);
    assert_eq!(settled.definition["x-rules"][2]["text"], "他们的");
    assert_eq!(settle(&settled, 0, Side::Mine), merged);
}

#[test]
fn what_one_moved_and_the_other_edited_is_moved_and_edited() {
    let base = definition();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine["uischema"]["elements"].as_array_mut().unwrap().swap(0, 1);
    let texts = mine["x-text"]["en"].as_object_mut().unwrap();
    let text = texts.shift_remove("/uischema/elements/1/label").unwrap();
    texts.insert("/uischema/elements/0/label".to_owned(), text);
    theirs["uischema"]["elements"][1]["label"] = json!("另一页");
    theirs["uischema"]["elements"][1]["elements"].as_array_mut().unwrap().swap(1, 2);
    let added = json!({"type": "Control", "scope": "#/properties/new"});
    theirs["uischema"]["elements"][0]["elements"].as_array_mut().unwrap().push(added.clone());
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    let pages = &merged.definition["uischema"]["elements"];
    assert_eq!((&pages[0]["label"], &pages[1]["label"]), (&json!("另一页"), &json!("页0")));
    assert_eq!(pages[0]["elements"][1]["scope"], "#/properties/q5");
    assert_eq!(pages[1]["elements"][5], added);
    assert_eq!(merged.definition["x-text"]["en"]["/uischema/elements/0/label"], "the second page");
}

#[test]
fn what_one_removed_and_the_other_edited_is_asked_about() {
    let base = definition();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine["materials"].as_array_mut().unwrap().remove(2);
    theirs["materials"][2]["required"] = json!(true);
    let merged = merge(&base, &mine, &theirs);
    let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    assert_eq!((conflict.pointer.as_str(), &conflict.mine), ("/materials/2", &None));
    assert_eq!(conflict.theirs, Some(theirs["materials"][2].clone()));
    assert_eq!(merged.definition["materials"], mine["materials"]);
    assert_eq!(settle(&merged, 0, Side::Theirs).definition["materials"], theirs["materials"]);
}

#[test]
fn two_orders_are_asked_about_and_two_additions_are_not() {
    let base = definition();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    let material = |id: &str| json!({"id": id, "name": "新"});
    mine["materials"].as_array_mut().unwrap().push(material("mine"));
    theirs["materials"].as_array_mut().unwrap().push(material("theirs"));
    let both = merge(&base, &mine, &theirs);
    let ids = |definition: &Value| -> Vec<String> {
        let all = definition["materials"].as_array().unwrap();
        all.iter().map(|material| material["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (both.conflicts.len(), &ids(&both.definition)[8..]),
        (0, &["mine", "theirs"].map(str::to_owned)[..])
    );
    mine["materials"].as_array_mut().unwrap().swap(0, 1);
    theirs["materials"].as_array_mut().unwrap().swap(4, 5);
    let both = merge(&base, &mine, &theirs);
    let conflicts: Vec<_> = both.conflicts.iter().map(|it| (it.pointer.as_str(), it.matter)).collect();
    assert_eq!(conflicts, [("/materials", Matter::Order)]);
    assert_eq!(ids(&both.definition)[..2], ["m1", "m0"].map(str::to_owned));
    let settled = ids(&settle(&both, 0, Side::Theirs).definition);
    assert_eq!(
        (&settled[..2], &settled[4..6]),
        (&["m0", "m1"].map(str::to_owned)[..], &["m5", "m4"].map(str::to_owned)[..])
    );
}

#[test]
fn a_condition_is_one_thing() {
    let mut base = definition();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    base["x-rules"][0]["when"] = json!({"==": [{"var": "q2"}, "a"]});
    mine["x-rules"][0]["when"] = json!({"==": [{"var": "q1"}, "a"]});
    theirs["x-rules"][0]["when"] = json!({"!=": [{"var": "q1"}, "a"]});
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(
        merged.conflicts.iter().map(|it| it.pointer.as_str()).collect::<Vec<_>>(),
        ["/x-rules/0/when"]
    );
    assert_eq!(settle(&merged, 0, Side::Theirs).definition["x-rules"], theirs["x-rules"]);
}

/// Takes the element out of the layout that this path of places leads to.
fn taken(definition: &mut Value, path: [usize; 2]) -> Value {
    definition["uischema"]["elements"][path[0]]["elements"].as_array_mut().unwrap().remove(path[1])
}

fn put(definition: &mut Value, page: usize, element: Value) {
    definition["uischema"]["elements"][page]["elements"].as_array_mut().unwrap().push(element);
}

fn scopes(page: &Value) -> Vec<&str> {
    page["elements"].as_array().unwrap().iter().filter_map(|element| element["scope"].as_str()).collect()
}

/// Nine questions on three pages, the last of which has a group; all of them with ids.
fn paged() -> Value {
    let mut definition = definition();
    let control = json!({"type": "Control", "scope": "#/properties/q8"});
    let group = json!({"type": "Group", "label": "组", "options": {"id": "group"}, "elements": [control]});
    let page = json!({"type": "Category", "label": "末页", "elements": [group]});
    let pages = definition["uischema"]["elements"].as_array_mut().unwrap();
    pages.push(page);
    for (page, id) in pages.iter_mut().zip(["first", "second", "third"]) {
        page["options"] = json!({"id": id});
    }
    definition
}

/// Moves a question to the end of a page, or of the group.
fn relocate(definition: &mut Value, question: usize, to: usize) {
    let scope = format!("#/properties/q{question}");
    let control = cut(&mut definition["uischema"], &scope).unwrap();
    let target = match to {
        3 => find(&mut definition["uischema"], "组").unwrap(),
        page => &mut definition["uischema"]["elements"][page],
    };
    target["elements"].as_array_mut().unwrap().push(control);
}

fn cut(part: &mut Value, scope: &str) -> Option<Value> {
    let inside = part.get_mut("elements")?.as_array_mut()?;
    match inside.iter().position(|inner| inner["scope"] == *scope) {
        Some(place) => Some(inside.remove(place)),
        None => inside.iter_mut().find_map(|inner| cut(inner, scope)),
    }
}

fn find<'a>(part: &'a mut Value, label: &str) -> Option<&'a mut Value> {
    if part["label"] == *label {
        return Some(part);
    }
    part.get_mut("elements")?.as_array_mut()?.iter_mut().find_map(|inner| find(inner, label))
}

fn relabel(part: &mut Value, scope: &str) {
    let inside = part.get_mut("elements").and_then(Value::as_array_mut);
    for inner in inside.into_iter().flatten() {
        if inner["scope"] == *scope {
            inner["label"] = json!("新名");
        }
        relabel(inner, scope);
    }
}

fn shown(part: &Value, into: &mut Vec<String>) {
    for inner in part["elements"].as_array().into_iter().flatten() {
        into.extend(inner["scope"].as_str().map(str::to_owned));
        shown(inner, into);
    }
}

#[test]
fn what_one_moved_to_another_page_the_other_may_edit() {
    let group = json!({"type": "Group", "label": "组", "elements": [{"type": "Control", "scope": "#/properties/in"}]});
    let mut base = definition();
    put(&mut base, 0, group);
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine["uischema"]["elements"][0]["elements"][1]["label"] = json!("改名");
    mine["uischema"]["elements"][0]["elements"][5]["elements"]
        .as_array_mut()
        .unwrap()
        .push(json!({"type": "Control", "scope": "#/properties/more"}));
    for place in [5, 1] {
        let moved = taken(&mut theirs, [0, place]);
        put(&mut theirs, 1, moved);
    }
    for (mine, theirs) in [(&mine, &theirs), (&theirs, &mine)] {
        let merged = merge(&base, mine, theirs);
        assert_eq!(merged.conflicts, []);
        let pages = &merged.definition["uischema"]["elements"];
        assert_eq!(scopes(&pages[0]), ["#/properties/q1", "#/properties/q2", "#/properties/q3"]);
        assert_eq!(scopes(&pages[1]["elements"][5]), ["#/properties/in", "#/properties/more"]);
        assert_eq!(
            pages[1]["elements"][6],
            json!({"type": "Control", "scope": "#/properties/q0", "label": "改名"})
        );
    }
}

#[test]
fn what_both_moved_stands_once() {
    let mut base = definition();
    let extra = json!({"type": "Category", "label": "页", "elements": [{"type": "Control", "scope": "#/properties/q8"}]});
    base["uischema"]["elements"].as_array_mut().unwrap().push(extra);
    for (place, id) in ["first", "second", "third"].into_iter().enumerate() {
        base["uischema"]["elements"][place]["options"] = json!({"id": id});
    }
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    for (definition, page) in [(&mut mine, 1), (&mut theirs, 2)] {
        let moved = taken(definition, [0, 1]);
        put(definition, page, moved);
    }
    let merged = merge(&base, &mine, &theirs);
    let conflicts: Vec<_> = merged.conflicts.iter().map(|it| (it.pointer.as_str(), it.matter)).collect();
    assert_eq!(conflicts, [("/uischema/elements/1/elements/5", Matter::Order)]);
    assert_eq!(merged.definition["uischema"], mine["uischema"]);
    assert_eq!(settle(&merged, 0, Side::Theirs).definition["uischema"], theirs["uischema"]);
}

#[test]
fn a_page_is_known_by_its_name_when_all_on_it_is_new() {
    let base = definition();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine["uischema"]["elements"][0]["elements"] = json!([{"type": "Control", "scope": "#/properties/new"}]);
    theirs["uischema"]["elements"][0]["options"] = json!({"why": "缘由"});
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    let page = &merged.definition["uischema"]["elements"][0];
    assert_eq!((scopes(page), &page["options"]["why"]), (vec!["#/properties/new"], &json!("缘由")));
}
