//! JSON Logic by chance, with every operator there is.

use schema::element;
use schema::expr::{Added, Op};
use serde_json::{Value, json};

use super::chance::Chance;
use super::values::{anything, number, scalar, small, text};

/// A condition over these paths as people write them, and now and then as nobody would.
pub fn condition(chance: &mut Chance, paths: &[String]) -> Value {
    let read = var(chance, paths);
    match chance.below(14) {
        0 | 1 => json!({"==": [read, scalar(chance)]}),
        2 => json!({"!=": [read, scalar(chance)]}),
        3 | 4 => json!({"!!": [read]}),
        5 => json!({"!": [read]}),
        6 => json!({"<": [small(chance), read, 15]}),
        7 => json!({"in": [read, ["c1", "c2", 1, true, "2026-11-22"]]}),
        8 => json!({"or": [condition(chance, paths), condition(chance, paths)]}),
        9 => json!({"and": [condition(chance, paths), condition(chance, paths)]}),
        10 => json!({"missing": [chance.pick(paths)]}),
        11 => json!({"===": [1, 1]}),
        _ => logic(chance, paths, 3),
    }
}

/// Any expression over these paths, at most so deep.
pub fn logic(chance: &mut Chance, paths: &[String], depth: u32) -> Value {
    if depth == 0 || chance.odds(20) {
        return match chance.below(8) {
            0..=3 => var(chance, paths),
            4 => number(chance),
            5 => json!({"element": chance.pick(&element::FACTS)}),
            6 => text(chance).into(),
            _ => anything(chance, 1),
        };
    }
    let added: Vec<&str> = Added::all().map(Added::name).collect();
    let names: Vec<&str> = Op::names().chain(added).collect();
    let name = *chance.pick(&names);
    if let Some(added) = Added::from_name(name) {
        return addition(chance, paths, depth, added);
    }
    match name {
        "filter" | "map" | "all" | "none" | "some" | "reduce" => {
            let inner: Vec<String> =
                ["", "a", "b", "current", "accumulator", "current.a"].map(Into::into).into();
            let list = if chance.odds(60) { var(chance, paths) } else { logic(chance, paths, depth - 1) };
            json!({name: [list, logic(chance, &inner, depth - 1), 0]})
        }
        "var" => var(chance, paths),
        "substr" => {
            let ends = [-4_294_967_297_i64, -2, -1, 0, 1, 2, 4_294_967_297];
            json!({name: [logic(chance, paths, depth - 1), chance.pick(&ends), chance.pick(&ends)]})
        }
        _ => json!({name: chance.some(0, 3, |chance| logic(chance, paths, depth - 1))}),
    }
}

/// One of ours, with arguments it takes.
fn addition(chance: &mut Chance, paths: &[String], depth: u32, added: Added) -> Value {
    let mut args: Vec<Value> = (0..added.arity()).map(|_| logic(chance, paths, depth - 1)).collect();
    match added {
        Added::Element => args[0] = json!(chance.pick(&element::FACTS)),
        Added::DateAdd => {
            args[0] = json!(super::values::day(chance));
            args[2] = json!(chance.pick(&["days", "months", "years"]));
        }
        _ if chance.odds(50) => args[0] = json!(super::values::day(chance)),
        _ => {}
    }
    json!({added.name(): args})
}

fn var(chance: &mut Chance, paths: &[String]) -> Value {
    let path = chance.pick(paths);
    if chance.odds(25) { json!({"var": [path, scalar(chance)]}) } else { json!({"var": path}) }
}
