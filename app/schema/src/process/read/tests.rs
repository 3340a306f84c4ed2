//! What can be wrong with a definition, and where it is told.

use serde_json::json;

use super::*;
use crate::form::Access;

fn task(id: &str, kind: &str) -> Value {
    json!({"task": {"id": id, "name": {"zh-CN": id}, "role": "officer", "kind": kind}})
}

fn definition(seq: Value) -> Value {
    json!({"id": "p", "version": 1, "title": {"zh-CN": "试"}, "seq": seq})
}

fn faults(definition: &Value) -> Vec<(String, DefinitionProblem)> {
    let errors = Process::read(&definition.to_string()).unwrap_err();
    errors.into_iter().map(|error| (error.pointer, error.problem)).collect()
}

#[test]
fn the_simple_process_reads_in_order() {
    let process = Process::read(include_str!("../../../fixtures/process-simple.json")).unwrap();
    let ids: Vec<&str> = process.root.tasks().iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids, ["accept", "review", "decide", "deliver"]);
}

#[test]
fn a_sequence_may_hold_sequences() {
    let nested = json!([{"seq": [task("a", "accept"), task("b", "review")]}, task("c", "decide")]);
    let process = Process::read(&definition(nested).to_string()).unwrap();
    let ids: Vec<&str> = process.root.tasks().iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn a_task_says_what_it_may_see_and_change_of_the_form() {
    let (form, _) =
        crate::form::compile(&json!({"type": "object", "properties": {"name": {"type": "string"}}}));
    let mut review = task("b", "review");
    review["task"]["form"] = json!({"default": "hidden", "fields": {"/name": "write", "/nmae": "read"}, "parts": {"check": "read"}});
    let seq = json!([task("a", "accept"), review, task("c", "decide")]);
    let process = Process::read(&definition(seq).to_string()).unwrap();
    let access = |id: &str| process.task(id).unwrap().form.on(&form).access("/name");
    assert_eq!((access("a"), access("b")), (Access::Read, Access::Write));
    assert_eq!(process.dangling(&form), [("b", "/nmae"), ("b", "check")]);
    let wire = serde_json::to_value(process.task("b").unwrap()).unwrap();
    assert_eq!(wire["form"]["fields"]["/name"], "write");
    assert_eq!(serde_json::to_value(process.task("a").unwrap()).unwrap().get("form"), None);
}

#[test]
fn a_call_stands_after_the_acceptance_and_says_what_can_pass() {
    let call = |more: Value| {
        let mut call = json!({"id": "fire", "name": {"zh-CN": "消防"}, "process": "fire-check"});
        call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "call": call })
    };
    let of = |more: Value| {
        let seq = json!([task("a", "accept"), call(more), task("d", "decide"), task("e", "deliver")]);
        Process::read(&definition(seq).to_string())
    };
    let process = of(json!({"in": {"/a": "/b"}})).unwrap();
    assert_eq!(process.call("fire#2").map(|call| call.process.as_str()), Some("fire-check"));
    assert_eq!(process.task("fire"), None);
    let told = |more: Value| {
        of(more).unwrap_err().into_iter().map(|fault| (fault.pointer, fault.problem)).collect::<Vec<_>>()
    };
    use DefinitionProblem::{BadPointer, CallNotHere, DuplicateId, NoList, NotWaited, OnePlace};
    assert_eq!(told(json!({"in": {"a": "/b"}})), [("/seq/1/call/in/a".into(), BadPointer)]);
    assert_eq!(told(json!({"over": [1], "out": {"/a": "/b"}})), [("/seq/1/call/out".into(), OnePlace)]);
    assert_eq!(told(json!({"wait": false, "out": {"/a": "/b"}})), [("/seq/1/call/out".into(), NotWaited)]);
    assert_eq!(told(json!({"item": "/a"})), [("/seq/1/call/item".into(), NoList)]);
    assert_eq!(told(json!({"id": "a"})), [("/seq/1/call/id".into(), DuplicateId("a".into()))]);
    assert!(
        matches!(&told(json!({"ins": {}}))[..], [(at, DefinitionProblem::Value(_))] if at == "/seq/1/call")
    );
    for seq in [
        json!([call(json!({})), task("a", "accept"), task("d", "decide")]),
        json!([task("a", "accept"), task("d", "decide"), task("e", "deliver"), call(json!({}))]),
    ] {
        let found = faults(&definition(seq));
        assert!(matches!(&found[..], [(at, CallNotHere)] if at.ends_with("/call")), "{found:?}");
    }
}

#[test]
fn a_list_that_is_too_long_whatever_the_answers_is_told_before_anything_runs() {
    let with = |over: Value| {
        let mut of_each = task("b", "review");
        for (name, value) in [("id", json!("each")), ("name", json!({"zh-CN": "会签"})), ("over", over)] {
            of_each[name] = value;
        }
        let seq = json!([task("a", "accept"), {"each": of_each}, task("d", "decide")]);
        Process::read(&definition(seq).to_string())
    };
    let ids = |length: usize| (0..length).map(|id| id.to_string()).collect::<Vec<_>>();
    assert!(
        with(json!({"people": ids(MOST_ENTRIES)})).is_ok()
            && with(json!({"data": ids(MOST_ENTRIES)})).is_ok()
    );
    for over in [json!({"people": ids(MOST_ENTRIES + 1)}), json!({"data": ids(MOST_ENTRIES + 1)})] {
        let faults = with(over).unwrap_err();
        let told =
            DefinitionError { pointer: "/seq/1/each/over".into(), problem: DefinitionProblem::TooMany };
        assert_eq!(faults, [told]);
    }
}

#[test]
fn only_a_review_is_done_by_a_system_and_its_contract_is_whole() {
    let of = |kind: &str, external: Value| {
        let mut outside = task("b", kind);
        outside["task"]["external"] = external;
        let mut seq = json!([task("a", "accept"), outside, task("d", "decide")]);
        if kind == "decide" {
            seq.as_array_mut().unwrap().pop();
        }
        Process::read(&definition(seq).to_string()).map_err(|faults| {
            faults.into_iter().map(|fault| (fault.pointer, fault.problem)).collect::<Vec<_>>()
        })
    };
    use DefinitionProblem::{BadId, BadPointer, ExternalNotHere, NeverLate};
    let at = |place: &str| format!("/seq/1/task/external{place}");
    let whole =
        json!({"system": "fire", "send": {"a": "/a"}, "receive": {"b": {"to": "/b", "type": "string"}}});
    assert!(of("review", whole.clone()).is_ok());
    assert_eq!(of("decide", whole).unwrap_err(), [(at(""), ExternalNotHere)]);
    assert_eq!(
        of("review", json!({"system": "Fire!"})).unwrap_err(),
        [(at("/system"), BadId("Fire!".into()))]
    );
    let forever = json!({"system": "fire", "silent": "reject"});
    assert_eq!(of("review", forever).unwrap_err(), [(at("/silent"), NeverLate)]);
    let astray = json!({"system": "fire", "send": {"a": "a"}});
    assert_eq!(of("review", astray).unwrap_err(), [(at("/send/a"), BadPointer)]);
    let odd =
        of("review", json!({"system": "fire", "receive": {"b": {"to": "/b", "type": "text"}}})).unwrap_err();
    assert!(matches!(&odd[..], [(place, DefinitionProblem::Value(_))] if *place == at("")), "{odd:?}");
}

#[test]
fn each_fault_is_told_where_it_is() {
    use DefinitionProblem::*;
    let whole = |seq| faults(&definition(seq));
    assert_eq!(whole(json!([])), [("/seq".into(), EmptySequence)]);
    assert_eq!(whole(json!([{}])), [("/seq/0".into(), OneBlock)]);
    assert_eq!(whole(json!([{"loop": 1}]))[0], ("/seq/0".into(), UnknownMember("loop".into())));
    let twice = json!([task("a", "accept"), task("a", "decide")]);
    assert_eq!(whole(twice), [("/seq/1/task/id".into(), DuplicateId("a".into()))]);
    assert_eq!(whole(json!([task("A b", "accept")])), [("/seq/0/task/id".into(), BadId("A b".into()))]);
    assert_eq!(whole(json!([task("a", "accept")])), [("".into(), NoDecision)]);
    assert_eq!(whole(json!([task("d", "decide")])), [("/seq/0/task/kind".into(), StartsWithoutAcceptance)]);
    let backwards = json!([task("a", "accept"), task("d", "decide"), task("r", "review")]);
    assert_eq!(whole(backwards), [("/seq/2/task/kind".into(), OutOfOrder(TaskKind::Review))]);
    let again = json!([task("a", "accept"), task("d", "decide"), task("e", "decide")]);
    assert_eq!(whole(again), [("/seq/2/task/kind".into(), Repeated(TaskKind::Decide))]);
}

#[test]
fn nothing_is_ignored() {
    let mut extra = definition(json!([task("a", "accept"), task("d", "decide")]));
    extra["note"] = json!("x");
    assert_eq!(faults(&extra), [("".into(), DefinitionProblem::UnknownMember("note".into()))]);
    let mut odd = task("a", "accept");
    odd["task"]["colour"] = json!("red");
    let found = faults(&definition(json!([odd])));
    assert!(
        matches!(&found[0].1, DefinitionProblem::Value(reason) if reason.contains("colour")),
        "{found:?}"
    );
    for (form, word) in [
        (json!({"fileds": {}}), "fileds"),
        (json!({"default": "see"}), "see"),
        (json!({"parts": {"check": "edit"}}), "edit"),
    ] {
        let mut odd = task("a", "accept");
        odd["task"]["form"] = form;
        let found = faults(&definition(json!([odd])));
        let is_named =
            |problem: &_| matches!(problem, DefinitionProblem::Value(reason) if reason.contains(word));
        assert!(found[0].0 == "/seq/0/task" && is_named(&found[0].1), "{found:?}");
    }
    let mut nameless = task("a", "accept");
    nameless["task"]["name"] = json!({});
    assert_eq!(
        faults(&definition(json!([nameless]))),
        [("/seq/0/task/name".into(), DefinitionProblem::NoName)]
    );
    let mut public = task("a", "accept");
    public["task"]["role"] = json!("citizen");
    assert_eq!(
        faults(&definition(json!([public]))),
        [("/seq/0/task/role".into(), DefinitionProblem::PublicRole)]
    );
    let pointers: Vec<String> = faults(&json!({"seq": 1})).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/id", "/version", "/title", "/seq"]);
    assert!(matches!(Process::read("{").unwrap_err()[0].problem, DefinitionProblem::Unreadable(_)));
}
