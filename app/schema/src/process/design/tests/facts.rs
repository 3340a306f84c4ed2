//! Computed facts: each edit, who reads one, what a condition may ask of one, and two people's edits of them.

use serde_json::json;

use super::*;
use crate::form::design::{Predicate, SubjectKind};
use crate::form::{Form, compile};
use crate::process::Process;

fn read(id: &str) -> Value {
    json!({ "var": format!("$facts.{id}") })
}

fn fact(id: &str, name: &str, expr: Value) -> Value {
    json!({ "id": id, "name": { "zh-CN": name, "en": name }, "expr": expr })
}

/// A process with these facts, and with a fork, rounds and a list that read the fact `large`.
fn drawn(facts: Value) -> Value {
    let mut process = add(&template("promised"), New::Block(Shell::Choose), "1");
    process = add(&process, New::Block(Shell::Repeat), "2");
    process = add(&process, New::Block(Shell::Each), "3");
    process = add(&process, New::Call, "4");
    process["facts"] = facts;
    process = set(&process, "1-0", "when", json!({ "and": [read("large"), { "var": "large" }] }));
    process = set(&process, "2", "again", json!({ "missing": ["$facts.large.part", "a"] }));
    let rows = json!({ "some": [{ "var": "rows" }, read("large")] });
    process =
        set(&process, "3", "over", json!({ "data": { "if": [rows, { "var": ["$facts.large", []] }, []] } }));
    set(&process, "4", "over", read("large"))
}

fn edit(definition: &Value, edit: FactEdit) -> Result<Value, EditFault> {
    apply(definition, &Edit::Fact(edit)).map(|edited| edited.definition)
}

#[test]
fn a_fact_is_added_named_said_and_taken_out() {
    let start = template("promised");
    let new = |definition: &Value| edit(definition, FactEdit::Add { name: Text::zh("大") }).unwrap();
    let two = new(&new(&start));
    assert_eq!(two["facts"][0], json!({ "id": "fact", "name": { "zh-CN": "大" }, "expr": false }));
    assert_eq!(two["facts"][1]["id"], "fact-2");
    Process::read(&two.to_string()).unwrap();
    let named = edit(&two, FactEdit::Name { at: 0, locale: Locale::En, text: " Large ".into() }).unwrap();
    assert_eq!(named["facts"][0]["name"]["en"], "Large");
    let said = edit(&named, FactEdit::Set { at: 0, expr: json!({ ">": [{ "var": "area" }, 200] }) }).unwrap();
    assert_eq!(said["facts"][0]["expr"], json!({ ">": [{ "var": "area" }, 200] }));
    let one = edit(&said, FactEdit::Remove(1)).unwrap();
    assert_eq!(one["facts"].as_array().map(Vec::len), Some(1));
    assert_eq!(edit(&one, FactEdit::Remove(0)).unwrap(), start, "the last one takes the list with it");
    for gone in
        [FactEdit::Remove(9), FactEdit::Set { at: 9, expr: json!(1) }, FactEdit::Id { at: 9, id: "a".into() }]
    {
        assert_eq!(edit(&one, gone), Err(EditFault::NoSuchPlace));
    }
    assert_eq!(edit(&one, FactEdit::Set { at: 0, expr: json!({ "dance": 1 }) }), Err(EditFault::NoLogic));
    let whole = Edit::Set { place: Place::default(), member: "facts".into(), value: None };
    assert_eq!(apply(&one, &whole), Err(EditFault::NotSaidSo), "facts are edited one by one");
    let odd = json!({ "id": "p", "facts": {}, "seq": [] });
    assert_eq!(edit(&odd, FactEdit::Add { name: Text::zh("大") }), Err(EditFault::NotSaidSo));
}

#[test]
fn by_another_id_a_fact_is_read_by_all_who_read_it() {
    let large = fact("large", "大", json!({ "var": "area" }));
    let process = drawn(json!([large, fact("huge", "很大", json!({ "!": read("large") }))]));
    let id = |id: &str| edit(&process, FactEdit::Id { at: 0, id: id.into() });
    let wide = id("wide").unwrap();
    assert_eq!(wide["facts"][1]["expr"], json!({ "!": read("wide") }));
    assert_eq!(
        wide["seq"][1]["choose"]["branches"][0]["when"],
        json!({ "and": [read("wide"), { "var": "large" }] })
    );
    assert_eq!(wide["seq"][2]["repeat"]["again"], json!({ "missing": ["$facts.wide.part", "a"] }));
    let list =
        json!({ "if": [{ "some": [{ "var": "rows" }, read("large")] }, { "var": ["$facts.wide", []] }, []] });
    assert_eq!(wide["seq"][3]["each"]["over"]["data"], list, "in a row it is a datum of the row");
    assert_eq!(wide["seq"][4]["call"]["over"], read("wide"));
    assert_eq!(edit(&wide, FactEdit::Id { at: 0, id: "large".into() }).unwrap(), process);
    assert_eq!((id("huge"), id("Big")), (Err(EditFault::IdTaken), Err(EditFault::BadId)));
    assert_eq!(id("large").unwrap(), process, "the id that it has");
}

#[test]
fn what_is_read_stays_and_who_reads_it_is_named() {
    let facts =
        json!([fact("large", "大", read("large")), fact("huge", "很大", json!({ "!": read("large") }))]);
    let process = drawn(facts);
    let Err(EditFault::StillRead(readers)) = edit(&process, FactEdit::Remove(0)) else {
        panic!("it is read")
    };
    let said = readers.iter().map(|reader| match reader {
        FactReader::Fact(name) => name.get(Locale::ZhCn).to_owned(),
        FactReader::Piece(piece) => format!("{:?} {}", piece.kind, piece.name.get(Locale::ZhCn)),
    });
    assert_eq!(said.collect::<Vec<_>>(), ["很大", "Branch 甲", "Repeat 新", "Each 新", "Call 新"]);
    let without = edit(&process, FactEdit::Remove(1)).unwrap();
    assert_eq!(fact_names(&Piece::read(&without).unwrap()).keys().collect::<Vec<_>>(), ["large"]);
    // Of two with one id either may go: the other is still read.
    let twice = drawn(json!([fact("large", "大", json!(1)), fact("large", "大", json!(2))]));
    assert_eq!(edit(&twice, FactEdit::Remove(0)).unwrap()["facts"][0]["expr"], 2);
    let own = edit(&template("promised"), FactEdit::Add { name: Text::zh("圈") }).unwrap();
    let own = edit(&own, FactEdit::Set { at: 0, expr: read("fact") }).unwrap();
    assert_eq!(edit(&own, FactEdit::Remove(0)).unwrap(), template("promised"), "one that only reads itself");
}

fn form() -> Form {
    compile(&json!({ "schema": { "type": "object", "properties": {
        "area": { "type": "number", "title": "面积" },
        "urgent": { "type": "boolean", "title": "加急" },
        "rows": { "type": "array", "title": "清单", "items": { "type": "object", "properties": {} } },
    } } }))
    .0
}

#[test]
fn a_condition_asks_of_a_fact_what_it_comes_to() {
    let process = drawn(json!([
        fact("large", "大", json!({ ">": [read("sum"), 200] })),
        fact("sum", "总面积", json!({ "+": [{ "var": "area" }, 1] })),
        fact("hurry", "要快", json!({ "or": [{ "var": "urgent" }, read("large")] })),
        fact("same", "面积", json!({ "var": "area" })),
        fact("due", "到期日", json!({ "date_add": [{ "element": "today" }, 3, "days"] })),
        fact("mixed", "不一", json!({ "if": [read("large"), 1, "no"] })),
        fact("fee", "费用", json!({ "if": [read("large"), 100, 50] })),
        fact("list", "清单", json!({ "var": "rows" })),
        fact("some", "几项", json!({ "filter": [read("list"), { "var": "open" }] })),
        fact("circle", "圈", read("circle")),
    ]));
    let process = Piece::read(&process).unwrap();
    let form = form();
    let kinds = |form: Option<&Form>| {
        let all = fact_subjects(&process, form, None).into_iter();
        all.map(|subject| (subject.pointer, subject.kind)).collect::<Vec<_>>()
    };
    use SubjectKind::{Date, Number, Text, YesNo};
    let expect = [
        ("large", YesNo),
        ("sum", Number),
        ("hurry", YesNo),
        ("same", Number),
        ("due", Date),
        ("mixed", Text),
        ("fee", Number),
        ("list", Text),
        ("some", Text),
        ("circle", Text),
    ];
    assert_eq!(kinds(Some(&form)), expect.map(|(id, kind)| (format!("/$facts/{id}"), kind)));
    let lists = fact_lists(&process, Some(&form)).into_iter().map(|(pointer, _)| pointer);
    assert_eq!(
        lists.collect::<Vec<_>>(),
        ["/$facts/list", "/$facts/some"],
        "for whose entries something can be done"
    );
    assert_eq!(kinds(None)[3].1, Text, "without the form nobody knows what an answer is");
    let large = fact_subjects(&process, Some(&form), None).remove(0);
    assert_eq!((large.label.get(Locale::ZhCn), large.predicates[0]), ("大", Predicate::Yes));
    let may_read = |of: &str| {
        let all = fact_subjects(&process, Some(&form), Some(of)).into_iter();
        all.map(|subject| subject.label.get(Locale::ZhCn).to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(may_read("sum"), "面积 到期日 清单 几项 圈", "not those that lead back to it");
    assert_eq!(may_read("hurry"), "大 总面积 面积 到期日 不一 费用 清单 几项 圈");
}

#[test]
fn a_fact_that_nobody_reads_or_that_lacks_a_name_is_doubtful() {
    let facts =
        json!([fact("large", "大", json!(true)), { "id": "idle", "name": { "zh-CN": "闲" }, "expr": 1 }]);
    let process = drawn(facts);
    let read = Process::read(&process.to_string()).unwrap();
    let found = remarks(&Piece::read(&process).unwrap(), &read, &Setting::default(), None);
    let of_whole = found.into_iter().filter(|remark| remark.place.is_none()).map(|remark| remark.what);
    let idle = || Text::zh("闲");
    let expect = [Doubt::FactNoName { fact: idle(), locale: Locale::En }, Doubt::FactUnread { fact: idle() }];
    assert_eq!(of_whole.collect::<Vec<_>>(), expect);
}

#[test]
fn what_is_different_is_told_fact_by_fact() {
    let told = |from: Value, to: Value| {
        let [old, new] = [from, to].map(|facts| Piece::read(&drawn(facts)).unwrap());
        let line = |one: Differing| match one {
            Differing::Changed { member, from, to, .. } if member == "facts" => {
                let said =
                    |fact: Option<Value>| fact.map(|fact| fact["expr"].to_string()).unwrap_or_default();
                format!("{} → {}", said(from), said(to))
            }
            other => format!("{other:?}"),
        };
        differences(&old, &new).into_iter().map(line).collect::<Vec<_>>()
    };
    let (a, b) = (fact("a", "甲", json!(1)), fact("b", "乙", json!(2)));
    assert_eq!(told(json!([a, b]), json!([a, b])), Vec::<String>::new());
    let other = fact("a", "甲", json!(9));
    assert_eq!(told(json!([a, b]), json!([fact("c", "丙", json!(3)), other])), [" → 3", "1 → 9", "2 → "]);
    assert_eq!(told(json!([a, b]), json!([b, a])).len(), 1, "another order is told as a whole");
}

#[test]
fn two_peoples_facts_are_brought_together() {
    let with = |facts: Value| {
        let mut process = template("promised");
        process["facts"] = facts;
        process
    };
    let (a, b) = (fact("a", "甲", json!(1)), fact("b", "乙", json!(2)));
    let base = with(json!([a, b]));
    let mine = edit(&base, FactEdit::Set { at: 0, expr: json!(9) }).unwrap();
    let theirs = edit(&base, FactEdit::Name { at: 0, locale: Locale::En, text: "A".into() }).unwrap();
    let theirs = edit(&theirs, FactEdit::Remove(1)).unwrap();
    let both = merge(&base, &mine, &theirs).unwrap();
    assert_eq!(both["facts"], json!([{ "id": "a", "name": { "zh-CN": "甲", "en": "A" }, "expr": 9 }]));
    let other = edit(&base, FactEdit::Set { at: 0, expr: json!(8) }).unwrap();
    assert!(!merge(&base, &mine, &other).unwrap_err().is_empty(), "both say what it is");
    // What both put in has the same id by chance: it is told apart, with what reads it.
    let new = |name: &str| edit(&base, FactEdit::Add { name: Text::zh(name) }).unwrap();
    let choice = add(&new("他的"), New::Block(Shell::Choose), "1");
    let theirs = set(&choice, "1-0", "when", read("fact"));
    let both = merge(&base, &new("我的"), &theirs).unwrap();
    let names = fact_names(&Piece::read(&both).unwrap());
    let names: Vec<(&str, &str)> =
        names.iter().map(|(id, name)| (id.as_str(), name.get(Locale::ZhCn))).collect();
    assert_eq!(names, [("a", "甲"), ("b", "乙"), ("fact", "我的"), ("fact-2", "他的")]);
    assert_eq!(both["seq"][1]["choose"]["branches"][0]["when"], read("fact-2"));
}
