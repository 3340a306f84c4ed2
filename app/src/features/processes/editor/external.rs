//! Of a task: what the system of another agency does of it (外部环节), what passes, and how long it is waited for.

use std::collections::BTreeMap;

use schema::calendar::{Limit, LimitUnit};
use schema::process::design::{Piece, Place};
use schema::process::{External, JsonType, Received, Silent, TaskKind};
use serde_json::{Value, json};

use super::outside::{read, written};
use super::state::Drawing;
use crate::designing::fold::fold;
use crate::designing::input::{lines, number, select};
use crate::prelude::*;
use crate::text::{Calls, Words};

/// What a system does of a task: of a review only.
pub fn external(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Calls(words.locale);
    let said: Option<External> = piece.said("external");
    if said.is_none() && piece.said::<TaskKind>("kind") != Some(TaskKind::Review) {
        return ().into_any();
    }
    let known = drawing.setting.with_value(|setting| setting.systems.clone()).unwrap_or_default();
    let chosen = said.as_ref().map(|external| external.system.clone()).unwrap_or_default();
    let strange =
        (!chosen.is_empty() && !known.contains_key(&chosen)).then(|| (chosen.clone(), chosen.clone()));
    let nobody = (String::new(), texts.external_none().to_owned());
    let options = std::iter::once(nobody).chain(known).chain(strange).collect();
    let (here, before) = (place.clone(), said.clone());
    let system = select("system", texts.external_system(), &chosen, options, move |code| {
        let external = (!code.is_empty())
            .then(|| External { system: code, ..before.clone().unwrap_or_else(nothing_agreed) });
        drawing.set(&here, "external", external.map(|external| json!(external)));
    });
    let is_said = said.is_some();
    let agreed = said.map(|external| contract(drawing, words, place, &external));
    fold(texts.external(), is_said, view! { <dl class="stacked">{system}{agreed}</dl> })
}

fn nothing_agreed() -> External {
    External {
        system: String::new(),
        send: BTreeMap::new(),
        receive: BTreeMap::new(),
        limit: None,
        silent: Silent::Person,
    }
}

/// What passes, how long it is waited for, and what happens then.
fn contract(drawing: Drawing, words: Words, place: &Place, external: &External) -> AnyView {
    let texts = Calls(words.locale);
    let change = |change: fn(&mut External, &str)| {
        let (here, before) = (place.clone(), external.clone());
        move |typed: String| {
            let mut external = before.clone();
            change(&mut external, &typed);
            drawing.set(&here, "external", Some(json!(external)));
        }
    };
    let send = lines(
        "send",
        texts.external_send(),
        written(&external.send),
        change(|it, typed| it.send = read(typed)),
    );
    let back: Vec<String> = external.receive.iter().map(|(name, received)| agreed(name, received)).collect();
    let receive = lines(
        "receive",
        texts.external_receive(),
        back.join("\n"),
        change(|it, typed| {
            it.receive = typed.lines().filter_map(received).collect();
        }),
    );
    let limit = external.limit.map(|limit| limit.value.to_string());
    let limit = number(
        "external-limit",
        texts.external_limit(),
        limit,
        change(|it, typed| {
            let unit = it.limit.map_or(LimitUnit::WorkingDays, |limit| limit.unit);
            it.limit = typed.trim().parse().ok().map(|value| Limit { value, unit });
        }),
    );
    let chosen = match external.silent {
        Silent::Person => "person",
        Silent::GoOn => "go_on",
        Silent::Reject => "reject",
    };
    let options = [
        ("person", texts.silent_person()),
        ("go_on", texts.silent_go_on()),
        ("reject", texts.silent_reject()),
    ];
    let options = options.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let silent = select(
        "silent",
        texts.silent(),
        chosen,
        options,
        change(|it, typed| {
            it.silent = match typed {
                "go_on" => Silent::GoOn,
                "reject" => Silent::Reject,
                _ => Silent::Person,
            };
        }),
    );
    view! { {send}{receive}{limit}{silent} }
}

/// What comes back, one a line: `name = /pointer integer?`; the mark says that it may be missing. What stands alone
/// stays where it is, and is then said to be wrong.
fn agreed(name: &str, received: &Received) -> String {
    let kind = serde_json::to_value(received.kind).ok();
    let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
    let mark = if received.optional { "?" } else { "" };
    format!("{name} = {} {kind}{mark}", received.to)
}

fn received(line: &str) -> Option<(String, Received)> {
    let (name, rest) = line.split_once('=').unwrap_or((line, line));
    let mut words = rest.split_whitespace();
    let to = words.next()?.to_owned();
    let kind = words.next().unwrap_or("string");
    let optional = kind.ends_with('?');
    let kind = serde_json::from_value(kind.trim_end_matches('?').into()).unwrap_or(JsonType::String);
    let name = name.trim();
    (!name.is_empty()).then(|| (name.to_owned(), Received { to, kind, optional }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_back_is_written_as_it_is_read() {
        for line in ["score = /fire/score integer", "note = /fire/note string?"] {
            let (name, back) = received(line).unwrap();
            assert_eq!(agreed(&name, &back), line);
        }
        let (_, odd) = received("a = /b nothing").unwrap();
        assert_eq!((odd.kind, odd.optional), (JsonType::String, false));
        let (name, alone) = received("score").unwrap();
        assert_eq!(
            (name.as_str(), alone.to.as_str()),
            ("score", "score"),
            "it is not forgotten while one types"
        );
        assert_eq!(received(" "), None);
    }
}
