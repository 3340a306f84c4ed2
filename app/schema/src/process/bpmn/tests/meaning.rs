//! What an import takes does what the diagram does. The diagram is played with tokens, as BPMN 2.0 describes it (chapter
//! 13); the orders in which its tasks can be done are those of the blocks, and no token is ever stuck.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::Index;
use roxmltree::Document;
use serde_json::{Value, json};

use super::super::super::Process;
use super::super::{LossCode, MODEL, Options, export, import};

/// The most tasks that are followed.
const LONGEST: usize = 5;
/// The most tokens that are followed; a diagram with more makes them without end.
const TOKENS: usize = 8;

type Words = BTreeSet<Vec<String>>;

/// A diagram as nodes by what they are, with the numbers of the flows to them and from them.
struct Net {
    nodes: Vec<(String, String, Vec<usize>, Vec<usize>)>,
    flows: usize,
}

impl Net {
    fn of(xml: &str) -> Self {
        let document = Document::parse(xml).unwrap();
        let flows: Vec<(&str, &str)> = document
            .descendants()
            .filter(|node| node.has_tag_name((MODEL, "sequenceFlow")))
            .map(|flow| (flow.attribute("sourceRef").unwrap(), flow.attribute("targetRef").unwrap()))
            .collect();
        let kinds = ["startEvent", "endEvent", "userTask", "exclusiveGateway", "parallelGateway"];
        let nodes = document.descendants().filter(|node| kinds.contains(&node.tag_name().name()));
        let nodes = nodes.map(|node| {
            let id = node.attribute("id").unwrap();
            let to = (0..flows.len()).filter(|at| flows[*at].1 == id).collect();
            let from = (0..flows.len()).filter(|at| flows[*at].0 == id).collect();
            (node.tag_name().name().to_owned(), id.replacen("Task_", "", 1), to, from)
        });
        Self { nodes: nodes.collect(), flows: flows.len() }
    }

    /// What can happen next: the tokens then, and the task that is done by it.
    fn steps(&self, tokens: &[usize]) -> Vec<(Vec<usize>, Option<&str>)> {
        let mut found = Vec::new();
        for (kind, id, to, from) in &self.nodes {
            let moved = |taken: &[usize], given: &[usize]| {
                let mut tokens = tokens.to_vec();
                taken.iter().for_each(|flow| tokens[*flow] -= 1);
                given.iter().for_each(|flow| tokens[*flow] += 1);
                tokens
            };
            let waiting = to.iter().filter(|flow| tokens[**flow] > 0);
            match kind.as_str() {
                "parallelGateway" if !to.is_empty() && waiting.clone().count() == to.len() => {
                    found.push((moved(to, from), None));
                }
                "parallelGateway" | "startEvent" => {}
                "exclusiveGateway" if !from.is_empty() => {
                    for flow in waiting {
                        found.extend(from.iter().map(|out| (moved(&[*flow], &[*out]), None)));
                    }
                }
                _ => {
                    let done = (kind == "userTask").then_some(id.as_str());
                    found.extend(waiting.map(|flow| (moved(&[*flow], from), done)));
                }
            }
        }
        found
    }

    /// The orders in which tasks can be done to the end; none if a token can get stuck or there can be ever more.
    fn words(&self) -> Option<Words> {
        let mut first = vec![0; self.flows];
        let (_, _, _, from) = self.nodes.iter().find(|(kind, ..)| kind == "startEvent")?;
        from.iter().for_each(|flow| first[*flow] += 1);
        let mut words = Words::new();
        let mut seen = BTreeSet::from([(first.clone(), Vec::new())]);
        let mut due = vec![(first, Vec::new())];
        while let Some((tokens, word)) = due.pop() {
            let steps = self.steps(&tokens);
            let count: usize = tokens.iter().sum();
            if count == 0 {
                words.insert(word);
                continue;
            }
            if steps.is_empty() || count > TOKENS {
                return None;
            }
            for (tokens, done) in steps {
                let mut word = word.clone();
                word.extend(done.map(str::to_owned));
                if word.len() <= LONGEST && seen.insert((tokens.clone(), word.clone())) {
                    due.push((tokens, word));
                }
            }
        }
        Some(words)
    }
}

fn joined(one: &Words, other: &Words, join: fn(&[String], &[String]) -> Vec<Vec<String>>) -> Words {
    let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
    let short = pairs.filter(|(one, other)| one.len() + other.len() <= LONGEST);
    short.flat_map(|(one, other)| join(one, other)).collect()
}

fn after(one: &[String], other: &[String]) -> Vec<Vec<String>> {
    vec![[one, other].concat()]
}

/// Each order of both in which each keeps its own.
fn mixed(one: &[String], other: &[String]) -> Vec<Vec<String>> {
    let (Some((first, rest)), Some((second, others))) = (one.split_first(), other.split_first()) else {
        return after(one, other);
    };
    let put = |word: &String, mixed: Vec<Vec<String>>| {
        mixed.into_iter().map(|rest| [std::slice::from_ref(word), &rest].concat()).collect::<Vec<_>>()
    };
    [put(first, mixed(rest, other)), put(second, mixed(one, others))].concat()
}

/// The orders in which the tasks of a block can be done.
fn words(block: &Value) -> Words {
    let nothing = || Words::from([Vec::new()]);
    let ways = |name: &str| block[name]["branches"].as_array().unwrap().iter().map(words).collect::<Vec<_>>();
    if let Some(task) = block.get("task") {
        Words::from([vec![task["id"].as_str().unwrap().to_owned()]])
    } else if let Some(list) = block["seq"].as_array() {
        list.iter().map(words).fold(nothing(), |one, other| joined(&one, &other, after))
    } else if block.get("all").is_some() {
        ways("all").iter().fold(nothing(), |one, other| joined(&one, other, mixed))
    } else if block.get("choose").is_some() {
        ways("choose").into_iter().flatten().collect()
    } else {
        let round = words(&block["repeat"]);
        let mut all = round.clone();
        for _ in 0..LONGEST {
            all.extend(joined(&all, &round, after));
        }
        all
    }
}

/// Tasks in sequences, forks and choices.
fn any_block() -> impl Strategy<Value = Value> {
    let leaf = Just(json!({ "task": {} }));
    leaf.prop_recursive(3, 6, 3, |inner| {
        let several = prop::collection::vec(inner, 2..4);
        prop_oneof![
            several.clone().prop_map(|blocks| json!({ "seq": blocks })),
            several.clone().prop_map(|blocks| json!({ "all": { "branches": blocks } })),
            several.prop_map(|blocks| json!({ "choose": { "branches": blocks } })),
        ]
    })
}

fn named(block: &mut Value, next: &mut u32) {
    *next += 1;
    let name = json!({ "zh-CN": next.to_string() });
    if let Some(blocks) = block.get_mut("seq").and_then(Value::as_array_mut) {
        return blocks.iter_mut().for_each(|block| named(block, next));
    }
    let Some((kind, members)) = block.as_object_mut().and_then(|block| block.iter_mut().next()) else {
        return;
    };
    (members["id"], members["name"]) = (json!(format!("b{next}")), name.clone());
    if kind == "task" {
        (members["role"], members["kind"]) = (json!("officer"), json!("review"));
        return;
    }
    let is_choice = kind == "choose";
    let branches = members["branches"].as_array_mut().unwrap();
    for (at, branch) in branches.iter_mut().enumerate() {
        named(branch, next);
        branch["name"] = name.clone();
        if is_choice && at > 0 {
            branch["when"] = json!({ "var": "x" });
        }
    }
}

/// A diagram of it, framed as a process has to be.
fn drawn(mut block: Value) -> String {
    named(&mut block, &mut 0);
    let task = |kind: &str| json!({ "task": { "id": kind, "name": { "zh-CN": kind }, "role": "officer", "kind": kind } });
    let definition = json!({
        "id": "p", "version": 1, "title": { "zh-CN": "p" }, "seq": [task("accept"), block, task("decide")],
    });
    export(&Process::read(&definition.to_string()).unwrap())
}

/// The same without conditions, and with the end of some flows somewhere else.
fn bent(xml: &str, bends: &[(Index, Index, bool)]) -> String {
    let is_kept = |line: &&str| !line.contains("conditionExpression");
    let mut lines: Vec<String> = xml.lines().filter(is_kept).map(str::to_owned).collect();
    let flows: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains("<bpmn:sequenceFlow")).collect();
    let end = |line: &str, name: &str| {
        let rest = line.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.to_owned()
    };
    for (flow, other, is_target) in bends {
        let name = if *is_target { "targetRef" } else { "sourceRef" };
        let new = end(&lines[*other.get(&flows)], name);
        let line = &mut lines[*flow.get(&flows)];
        let old = end(line, name);
        *line = line.replace(&format!("{name}=\"{old}\""), &format!("{name}=\"{new}\""));
    }
    lines.join("\n")
}

fn check(xml: &str) -> Result<bool, TestCaseError> {
    let Ok(imported) = import(xml.as_bytes(), Options::default()) else { return Ok(false) };
    let played = Net::of(xml).words();
    prop_assert!(
        played.is_some(),
        "a token is stuck, or there are ever more: {:#}\n{}",
        imported.definition,
        xml
    );
    let (played, read) = (played.unwrap_or_default(), words(&imported.definition));
    // What is said to be asked twice can turn out in ways that the diagram cannot; whatever it can has to stay.
    let is_wider = imported.losses.iter().any(|loss| loss.what == LossCode::AskedTwice);
    let is_same = if is_wider { played.is_subset(&read) } else { played == read };
    prop_assert!(is_same, "{:?}\n{:?}\n{:#}\n{}", played, read, imported.definition, xml);
    Ok(true)
}

#[test]
fn the_game_is_that_of_the_diagram() {
    let orders = |block: Value| -> BTreeMap<usize, usize> {
        let mut found = BTreeMap::new();
        for word in Net::of(&drawn(block)).words().unwrap() {
            *found.entry(word.len()).or_default() += 1;
        }
        found
    };
    let task = || json!({ "task": {} });
    assert_eq!(orders(task()), BTreeMap::from([(3, 1)]));
    assert_eq!(orders(json!({ "all": { "branches": [task(), task(), task()] } })), BTreeMap::from([(5, 6)]));
    assert_eq!(orders(json!({ "choose": { "branches": [task(), task()] } })), BTreeMap::from([(3, 2)]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_taken_does_what_the_diagram_does(
        block in any_block(),
        bends in prop::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 0..4),
    ) {
        let is_taken = check(&bent(&drawn(block), &bends))?;
        prop_assert!(is_taken || !bends.is_empty());
    }
}
