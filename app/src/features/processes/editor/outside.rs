//! The properties of a call: the cases that it begins (子流程), what passes between them and the case, and whether it waits.

use std::collections::BTreeMap;

use schema::expr::Expr;
use schema::process::CallTrace;
use schema::process::design::{Piece, Place};
use serde_json::{Value, json};

use super::block::list_fields;
use super::state::Drawing;
use crate::designing::input::{line, lines, number, select};
use crate::prelude::*;
use crate::text::{Calls, Words};

/// What is said of a call.
pub fn call(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    view! {
        <dl class="stacked">
            {process(drawing, words, place, piece)}
            {over(drawing, words, place, piece)}
            {passing(drawing, words, place, piece)}
            {ways(drawing, words, place, piece)}
        </dl>
    }
}

/// By which process, in which version.
fn process(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Calls(words.locale);
    let chosen: String = piece.said("process").unwrap_or_default();
    let known = drawing.setting.with_value(|setting| setting.published.clone()).unwrap_or_default();
    let strange = (!known.contains(&chosen)).then(|| chosen.clone());
    let options = known.into_iter().chain(strange).map(|id| (id.clone(), id)).collect();
    let here = place.clone();
    let process = select("process", texts.call_process(), &chosen, options, move |id| {
        drawing.set(&here, "process", Some(id.into()));
    });
    let here = place.clone();
    let version = piece.said::<u32>("version").map(|version| version.to_string());
    let version = number("version", texts.call_version(), version, move |typed| {
        drawing.set(&here, "version", typed.trim().parse::<u32>().ok().map(Value::from));
    });
    view! { {process}{version} }
}

/// For each of which list, and where its entry is put.
fn over(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Calls(words.locale);
    let over: Option<Expr> = piece.said("over");
    let path = over.as_ref().and_then(|list| list.reads().into_iter().next());
    let path = path.map(|it| schema::expr::path_of_pointer(&it)).unwrap_or_default();
    let once = (String::new(), texts.call_once().to_owned());
    let options = std::iter::once(once).chain(list_fields(drawing)).collect();
    let here = place.clone();
    let list = select("over", texts.call_over(), &path, options, move |path| match path.as_str() {
        "" => {
            drawing.set(&here, "over", None);
            drawing.set(&here, "item", None);
        }
        path => drawing.set(&here, "over", Some(json!({ "var": path }))),
    });
    let here = place.clone();
    let item = over.map(|_| {
        let item: String = piece.said("item").unwrap_or_default();
        line("item", texts.call_item(), item, move |typed| drawing.set(&here, "item", said(&typed)))
    });
    view! { {list}{item} }
}

/// What is handed over, and what is taken back.
fn passing(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Calls(words.locale);
    let pairs = |member: &'static str, label: &str| {
        let all: BTreeMap<String, String> = piece.said(member).unwrap_or_default();
        let here = place.clone();
        lines(member, label, written(&all), move |typed| {
            let all = read(&typed);
            drawing.set(&here, member, (!all.is_empty()).then(|| json!(all)));
        })
    };
    view! { {pairs("in", texts.call_in())}{pairs("out", texts.call_out())} }
}

/// Whether it is waited for, seen here, and what of the case goes along.
fn ways(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Calls(words.locale);
    let either = |member: &'static str, label: &str, usual: bool| {
        let is: bool = piece.said(member).unwrap_or(usual);
        let options =
            vec![("true".to_owned(), texts.yes().to_owned()), ("false".to_owned(), texts.no().to_owned())];
        let here = place.clone();
        select(member, label, if is { "true" } else { "false" }, options, move |typed| {
            let is = typed == "true";
            drawing.set(&here, member, (is != usual).then(|| is.into()));
        })
    };
    let is_shown = piece.said::<CallTrace>("trace").unwrap_or_default() == CallTrace::Shown;
    let options =
        vec![("shown".to_owned(), texts.yes().to_owned()), ("hidden".to_owned(), texts.no().to_owned())];
    let here = place.clone();
    let trace = select(
        "trace",
        texts.call_trace(),
        if is_shown { "shown" } else { "hidden" },
        options,
        move |typed| {
            drawing.set(&here, "trace", (typed == "shown").then(|| json!(CallTrace::Shown)));
        },
    );
    view! {
        {either("wait", texts.call_wait(), true)}
        {trace}
        {either("materials", texts.call_materials(), false)}
        {either("body", texts.call_body(), false)}
    }
}

fn said(typed: &str) -> Option<Value> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.into())
}

/// Pairs, one a line: `from = to`.
pub fn written(pairs: &BTreeMap<String, String>) -> String {
    pairs.iter().map(|(from, to)| format!("{from} = {to}")).collect::<Vec<_>>().join("\n")
}

/// The same as it was typed; what stands alone stays where it is.
pub fn read(typed: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| {
        let (from, to) = line.split_once('=').unwrap_or((line, line));
        let (from, to) = (from.trim(), to.trim());
        (!from.is_empty()).then(|| (from.to_owned(), to.to_owned()))
    };
    typed.lines().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_written_as_they_are_read() {
        let pairs = read("/a = /b\n/c\n\n = /d");
        assert_eq!(pairs, BTreeMap::from([("/a".into(), "/b".into()), ("/c".into(), "/c".into())]));
        assert_eq!(read(&written(&pairs)), pairs);
    }
}
