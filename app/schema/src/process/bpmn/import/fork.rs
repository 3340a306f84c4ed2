//! Forks and rounds with their conditions. Those in our language stay; of any other only that there is a choice can be
//! said, so a fact of that name is asked for, and nobody can take the one for the other.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::LOGIC;
use super::super::marks::Marks;
use super::graph::Gate;
use super::piece::{Piece, depth, way};
use super::reader::{Reader, clean};
use super::reduce::Way;
use super::report::{LossCode, Refusal, Refused};
use super::source::{Xml, attribute, child, text, word};
use crate::expr::Expr;

/// The rounds there are where nothing is said: the most that a definition may say.
const ROUNDS: u32 = 100;

/// When a way is taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    /// As the source says.
    Given(Value),
    /// As will be chosen.
    Chosen(Value),
    /// When no other is.
    Otherwise,
}

impl When {
    fn into_value(self) -> Option<Value> {
        match self {
            Self::Given(value) | Self::Chosen(value) => Some(value),
            Self::Otherwise => None,
        }
    }
}

impl<'x> Reader<'x> {
    pub(super) fn fork(
        &mut self,
        gate: Gate,
        source: Option<Xml<'x>>,
        ways: Vec<Way<'x>>,
    ) -> Result<Vec<Piece>, Refused> {
        let own = source.and_then(|node| self.own(node, "fork"));
        if own.is_none() && ways.iter().all(|way| way.pieces.is_empty()) {
            self.lose_at(source, LossCode::Idle, "");
            return Ok(Vec::new());
        }
        let (id, title) = self.titled(source, own.as_ref());
        let flows: Vec<Option<Xml<'x>>> = ways.iter().map(|way| way.flow).collect();
        let whens = self.whens(gate, source, &id, &flows, None);
        let deepest = ways.iter().map(|way| depth(&way.pieces)).max().unwrap_or(0);
        let mut branches = Vec::new();
        for (way_of, when) in ways.into_iter().zip(&whens) {
            let mut branch = Map::from_iter([("name".to_owned(), self.branch_name(way_of.flow))]);
            branch.extend(when.clone().into_value().map(|when| ("when".to_owned(), when)));
            branch.extend(way(way_of.pieces));
            branches.push(Value::Object(branch));
        }
        if gate == Gate::Any && !whens.contains(&When::Otherwise) {
            branches.push(json!({ "name": { "zh-CN": "其他", "en": "Otherwise" }, "seq": [] }));
            self.lose_at(source, LossCode::OtherwiseAdded, &id);
        }
        let members = [("id", json!(id)), ("name", title), ("branches", Value::Array(branches))];
        let name = match gate {
            Gate::All => "all",
            Gate::Any => "any",
            Gate::Choose => "choose",
        };
        let marks = Marks::from_value(own.as_ref().and_then(|own| own.get("seq")));
        Ok(vec![self.checked(source, Piece::block(name, named(members), deepest).marked(marks))?])
    }

    /// What is done again by a way back from a split. `place` says which of the flows leads back.
    pub(super) fn rounds(
        &mut self,
        source: Option<Xml<'x>>,
        flows: &[Option<Xml<'x>>],
        place: usize,
        mut done: Vec<Piece>,
        between: Vec<Piece>,
    ) -> Result<Vec<Piece>, Refused> {
        let (id, title) = self.titled(source, None);
        let whens = self.whens(Gate::Choose, source, &id, flows, Some(place));
        let again = back(&whens, place);
        if let (Some(flow), Some("!" | "and")) = (flows[place], operator(&again)) {
            self.lose(flow, LossCode::Negated, &id);
        }
        if done.is_empty() && between.is_empty() {
            let refused = source.map(|node| self.refuse(node, Refusal::EmptyLoop));
            return Err(refused.unwrap_or_else(|| Refused::whole(Refusal::EmptyLoop, "")));
        }
        self.lose_at(source, LossCode::RoundsBounded, ROUNDS.to_string());
        if done.is_empty() {
            let piece = self.repeat(source, &id, title.clone(), again.clone(), ROUNDS, between)?;
            return Ok(vec![self.perhaps(source, &id, &title, again, vec![piece])?]);
        }
        if !between.is_empty() {
            self.lose_at(source, LossCode::AskedTwice, &id);
            done.push(self.perhaps(source, &id, &title, again.clone(), between)?);
        }
        Ok(vec![self.repeat(source, &id, title, again, ROUNDS, done)?])
    }

    pub(super) fn repeat(
        &mut self,
        source: Option<Xml<'x>>,
        id: &str,
        title: Value,
        again: Value,
        most: u32,
        pieces: Vec<Piece>,
    ) -> Result<Piece, Refused> {
        let deepest = depth(&pieces);
        let members = [("id", json!(id)), ("name", title), ("again", again), ("most", json!(most))];
        let mut members = named(members);
        members.extend(way(pieces));
        self.checked(source, Piece::block("repeat", members, deepest))
    }

    /// What is done if a condition holds, and else passed.
    pub(super) fn perhaps(
        &mut self,
        source: Option<Xml<'x>>,
        id: &str,
        title: &Value,
        when: Value,
        pieces: Vec<Piece>,
    ) -> Result<Piece, Refused> {
        let deepest = depth(&pieces);
        let mut branch = named([("name", title.clone()), ("when", when)]);
        branch.extend(way(pieces));
        let otherwise = json!({ "name": { "zh-CN": "其他", "en": "Otherwise" }, "seq": [] });
        let id = self.fresh(&format!("{id}-if"));
        let members = [("id", json!(id)), ("name", title.clone()), ("branches", json!([branch, otherwise]))];
        self.checked(source, Piece::block("choose", named(members), deepest))
    }

    pub(super) fn checked(&self, source: Option<Xml<'x>>, piece: Piece) -> Result<Piece, Refused> {
        if !piece.is_too_deep() {
            return Ok(piece);
        }
        Err(source
            .map_or_else(|| Refused::whole(Refusal::TooDeep, ""), |node| self.refuse(node, Refusal::TooDeep)))
    }

    fn lose_at(&mut self, source: Option<Xml<'x>>, what: LossCode, detail: impl AsRef<str>) {
        if let Some(node) = source {
            self.lose(node, what, detail);
        }
    }

    fn titled(&mut self, source: Option<Xml<'x>>, own: Option<&Map<String, Value>>) -> (String, Value) {
        match source {
            Some(node) => {
                let id = self.fresh_own(node, own);
                let title = self.name(node, own.and_then(|own| own.get("name")), &id);
                (id, title)
            }
            None => {
                let id = self.fresh("start");
                let title = json!({ "zh-CN": id });
                (id, title)
            }
        }
    }

    fn branch_name(&mut self, flow: Option<Xml<'x>>) -> Value {
        let Some(flow) = flow else { return json!({ "zh-CN": "分支", "en": "Branch" }) };
        let own = self.own(flow, "branch");
        let label = self.label(flow);
        self.name(flow, own.as_ref().and_then(|own| own.get("name")), &label)
    }

    /// What to call a flow: its name, that of what it leads to, or its id.
    fn label(&self, flow: Xml<'x>) -> String {
        let target =
            || self.elements.get(attribute(flow, "targetRef")?).and_then(|node| attribute(*node, "name"));
        let label = attribute(flow, "name").or_else(target).or_else(|| attribute(flow, "id"));
        clean(label.unwrap_or("branch"))
    }

    /// When each of the ways is taken. One that leads back is not what is done when nothing is said.
    fn whens(
        &mut self,
        gate: Gate,
        source: Option<Xml<'x>>,
        id: &str,
        flows: &[Option<Xml<'x>>],
        back: Option<usize>,
    ) -> Vec<When> {
        if gate == Gate::All {
            for flow in flows.iter().flatten().filter(|flow| child(**flow, "conditionExpression").is_some()) {
                self.lose(*flow, LossCode::ConditionDropped, "");
            }
            return vec![When::Otherwise; flows.len()];
        }
        let said: Vec<bool> = flows.iter().map(|flow| flow.is_some_and(has_condition)).collect();
        let some_say = said.contains(&true);
        let default = self.otherwise(gate, source, flows, &said, back);
        let labels: Vec<String> =
            flows.iter().map(|flow| flow.map(|flow| self.label(flow)).unwrap_or_default()).collect();
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        for label in &labels {
            *times.entry(label).or_default() += 1;
        }
        let fact = source.map_or_else(|| id.to_owned(), |node| self.choice(node, id));
        let is_race = source.is_some_and(|node| word(node) == Some("eventBasedGateway"));
        let mut whens = Vec::new();
        for (at, flow) in flows.iter().enumerate() {
            let Some(flow) = flow.filter(|_| default != Some(at)) else {
                whens.push(When::Otherwise);
                continue;
            };
            let own = labels[at].as_str();
            let is_unique = times.get(own) == Some(&1);
            let label = if is_unique { own } else { attribute(flow, "id").unwrap_or(own) };
            whens.push(self.when(gate, flow, &fact, label, some_say && !is_race));
        }
        whens
    }

    /// The way that is taken when no other is.
    fn otherwise(
        &mut self,
        gate: Gate,
        source: Option<Xml<'x>>,
        flows: &[Option<Xml<'x>>],
        said: &[bool],
        back: Option<usize>,
    ) -> Option<usize> {
        let default = source.and_then(|node| attribute(node, "default"));
        let is_default = |flow: &Option<Xml<'x>>| flow.is_some_and(|flow| attribute(flow, "id") == default);
        if let Some(at) = default.and_then(|_| flows.iter().position(is_default)) {
            return Some(at);
        }
        if gate == Gate::Any {
            return None;
        }
        let last = |wanted: &dyn Fn(usize) -> bool| (0..flows.len()).rev().find(|at| wanted(*at));
        let at = last(&|at| !said[at] && back != Some(at))
            .or_else(|| last(&|at| !said[at]))
            .or_else(|| last(&|at| back != Some(at)))?;
        let flow = flows.get(at).copied().flatten();
        if let Some(flow) = flow {
            let condition = child(flow, "conditionExpression").map(text).unwrap_or_default();
            self.lose(flow, LossCode::Otherwise, condition);
        }
        Some(at)
    }

    fn when(&mut self, gate: Gate, flow: Xml<'x>, fact: &str, label: &str, others_say: bool) -> When {
        let condition = child(flow, "conditionExpression").filter(|_| has_condition(flow));
        if let Some(value) = condition.and_then(|condition| self.logic(condition)) {
            return When::Given(value);
        }
        // Of an inclusive gateway, a way without a condition among others that have one is always taken.
        if condition.is_none() && gate == Gate::Any && others_say {
            return When::Given(Value::Bool(true));
        }
        self.lose(flow, LossCode::ConditionReplaced, condition.map(text).unwrap_or_default());
        let fact = json!({ "var": format!("choice.{fact}") });
        When::Chosen(match gate {
            Gate::Any => json!({ "in": [label, fact] }),
            Gate::All | Gate::Choose => json!({ "==": [fact, label] }),
        })
    }

    /// A condition in our language.
    pub(super) fn logic(&self, condition: Xml<'x>) -> Option<Value> {
        let language = attribute(condition, "language").or(self.language)?;
        let value: Value = serde_json::from_str(&text(condition)).ok()?;
        (language == LOGIC && Expr::parse(&value).is_ok()).then_some(value)
    }
}

fn has_condition(flow: Xml<'_>) -> bool {
    child(flow, "conditionExpression").is_some_and(|condition| !text(condition).is_empty())
}

/// When the way back is taken: its own condition holds and none that is asked before.
fn back(whens: &[When], place: usize) -> Value {
    let not = |when: &When| match when {
        When::Given(value) => Some(json!({ "!": [value] })),
        When::Chosen(_) | When::Otherwise => None,
    };
    match whens.get(place) {
        Some(When::Given(value) | When::Chosen(value)) => {
            let mut all: Vec<Value> = whens.iter().take(place).filter_map(not).collect();
            all.push(value.clone());
            if all.len() == 1 { value.clone() } else { json!({ "and": all }) }
        }
        _ => {
            let mut others: Vec<Value> = whens.iter().filter_map(|when| when.clone().into_value()).collect();
            let all = if others.len() == 1 { others.swap_remove(0) } else { json!({ "or": others }) };
            json!({ "!": [all] })
        }
    }
}

fn operator(value: &Value) -> Option<&str> {
    value.as_object()?.keys().next().map(String::as_str)
}

fn named<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
