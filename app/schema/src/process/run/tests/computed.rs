//! Computed facts, and the entry that one of several is done for, as conditions read them.

use super::*;

fn fact(id: &str, expr: Value) -> Value {
    json!({ "id": id, "name": { "zh-CN": id }, "expr": expr })
}

fn when(mut branch: Value, rule: Value) -> Value {
    branch["when"] = rule;
    branch
}

/// A definition in which this stands between acceptance and decision, with these facts.
fn definition(facts: Value, blocks: Value) -> Value {
    let of = |id: &str, role: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": role, "kind": kind } });
    let mut seq = vec![of("accept", "intake", "accept")];
    seq.extend(blocks.as_array().unwrap().iter().cloned());
    seq.extend([of("decide", "agency_lead", "decide"), of("deliver", "intake", "deliver")]);
    json!({ "id": "simple", "version": 1, "title": { "zh-CN": "试" }, "facts": facts, "seq": seq })
}

fn begun(facts: Value, blocks: Value, answers: Value) -> Desk {
    let process = Process::read(&definition(facts, blocks).to_string()).unwrap();
    let mut desk = Desk::of(process);
    desk.facts.answers = answers;
    desk.then("ana", CommandName::Start).work("intake", Outcome::Accepted)
}

#[test]
fn a_fact_is_computed_when_it_is_read_and_may_read_others() {
    let facts = || {
        json!([
            fact(
                "closely",
                json!({ "or": [{ "var": "$facts.large" }, { "==": [{ "var": "$tasks.look.outcome" }, "rejected"] }] })
            ),
            fact("large", json!({ ">": [{ "var": "$facts.sum" }, 200] })),
            fact("sum", json!({ "+": [{ "var": "floor" }, { "var": "yard" }] })),
        ])
    };
    let closely = json!({ "var": "$facts.closely" });
    let blocks =
        || json!([task("look"), fork("choose", json!([when(task("fire"), closely.clone()), task("food")]))]);
    let after = |answers: Value, outcome: Outcome| {
        let mut desk = begun(facts(), blocks(), answers);
        desk.ends("officer", "look", outcome);
        desk.open()
    };
    assert_eq!(after(json!({ "floor": 150, "yard": 100 }), Outcome::Approved), "fire");
    assert_eq!(after(json!({ "floor": 150, "yard": 10 }), Outcome::Approved), "food");
    assert_eq!(
        after(json!({ "floor": 150, "yard": 10 }), Outcome::Rejected),
        "fire",
        "of what has happened by then"
    );
    assert_eq!(
        after(json!({ "floor": 150 }), Outcome::Approved),
        "food",
        "what is not known makes nothing hold"
    );
    assert_eq!(after(json!({ "floor": 150 }), Outcome::Rejected), "fire", "unless it does not matter");
    let own = json!({ "floor": 1, "yard": 1, "$facts": { "large": true, "closely": true } });
    assert_eq!(after(own, Outcome::Approved), "food", "an answer of that name is not seen");
}

#[test]
fn what_lies_behind_a_fact_are_the_answers_that_it_is_made_of() {
    let facts = json!([
        fact("large", json!({ ">": [{ "var": "$facts.sum" }, 200] })),
        fact("sum", json!({ "+": [{ "var": "floor" }, { "var": "$tasks.look.outcome" }] })),
    ]);
    let process = Process::read(&definition(facts, json!([])).to_string()).unwrap();
    let read = process.answers_of(["/$facts/large", "/kind", "/$item", "/$facts/gone"].map(str::to_owned));
    assert_eq!(read.iter().collect::<Vec<_>>(), ["/floor", "/kind"]);
}

#[test]
fn a_fact_that_there_is_none_of_or_that_leads_back_to_itself_is_told() {
    let told = |facts: Value, rule: Value| {
        let blocks = json!([fork("choose", json!([when(task("fire"), rule), task("food")]))]);
        let faults = Process::read(&definition(facts, blocks).to_string()).err().unwrap_or_default();
        faults.into_iter().map(|fault| (fault.pointer, fault.problem)).collect::<Vec<_>>()
    };
    let read = |id: &str| json!({ "var": format!("$facts.{id}") });
    let here = || "/seq/1/choose/branches/0/when".to_owned();
    use DefinitionProblem::{Circle, DuplicateId, NoItem, NoSuchFact};
    assert_eq!(told(json!([fact("a", json!(true))]), read("a")), []);
    assert_eq!(told(json!([]), read("a")), [(here(), NoSuchFact("a".into()))]);
    assert_eq!(
        told(json!([fact("a", read("b"))]), json!(true)),
        [("/facts/0/expr".into(), NoSuchFact("b".into()))]
    );
    let circle = json!([fact("c", json!(1)), fact("a", read("b")), fact("b", json!({ "!": [read("a")] }))]);
    assert_eq!(told(circle, read("c")), [("/facts/1/expr".into(), Circle("a".into()))]);
    assert_eq!(
        told(json!([fact("a", read("a"))]), json!(true)),
        [("/facts/0/expr".into(), Circle("a".into()))]
    );
    let twice = json!([fact("a", json!(1)), fact("a", json!(2))]);
    assert_eq!(told(twice, json!(true)), [("/facts/1/id".into(), DuplicateId("a".into()))]);
    assert_eq!(told(json!([]), json!({ "var": "$item.area" })), [(here(), NoItem)]);
}

#[test]
fn in_one_of_several_a_condition_reads_the_entry() {
    let large = json!({ ">": [{ "var": "$item.area" }, 100] });
    let mut block = each(json!({ "data": { "var": "shops" } }), json!("all"));
    let of_each = block["each"].as_object_mut().unwrap();
    of_each.shift_remove("task");
    let choice = fork("choose", json!([when(task("fire"), large), task("food")]));
    of_each.insert("choose".to_owned(), choice["choose"].clone());
    let answers = json!({ "shops": [{ "area": 500 }, { "area": 20 }, {}], "$item": { "area": 500 } });
    let desk = begun(json!([]), json!([block]), answers);
    assert_eq!(desk.open(), "fire food food#2", "and where the entry does not say, it does not hold");

    let theirs = json!({ "==": [{ "var": "$item" }, "officer"] });
    let mut block = each(json!({ "people": ["officer", "colleague"] }), json!("all"));
    let of_each = block["each"].as_object_mut().unwrap();
    of_each.shift_remove("task");
    let choice = fork("choose", json!([when(task("fire"), theirs), task("food")]));
    of_each.insert("choose".to_owned(), choice["choose"].clone());
    let desk = begun(json!([]), json!([block]), json!({}));
    assert_eq!(desk.open(), "fire:officer food:colleague", "of people it is their id");
}
