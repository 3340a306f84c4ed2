//! Tasks and sub-processes, and what is done of them more than once.

use serde_json::{Map, Value, json};

use super::super::super::definition::EachRule;
use super::super::export::{completion, reference};
use super::super::marks::Marks;
use super::piece::{Piece, depth, way};
use super::reader::Reader;
use super::report::{LossCode, Refusal, Refused};
use super::source::{Xml, attribute, child, children, text, word, words_in};
use crate::role::Role;

/// What of an activity is read; whatever else is on it is named in the report.
const ATTRIBUTES: [&str; 5] =
    ["default", "startQuantity", "completionQuantity", "isForCompensation", "triggeredByEvent"];
const PARTS: [&str; 4] =
    ["incoming", "outgoing", "standardLoopCharacteristics", "multiInstanceLoopCharacteristics"];

/// The most rounds there are where nothing is said.
const ROUNDS: u32 = 100;

impl<'x> Reader<'x> {
    /// What an activity does, one block after the other.
    pub(super) fn activity(&mut self, node: Xml<'x>) -> Result<Vec<Piece>, Refused> {
        let plenty = |name| attribute(node, name).is_some_and(|count| count != "1");
        if plenty("startQuantity") || plenty("completionQuantity") {
            return Err(self.refuse(node, Refusal::Quantity));
        }
        let pieces = match word(node) {
            Some("adHocSubProcess") => return Err(self.refuse(node, Refusal::AdHoc)),
            Some("subProcess" | "transaction") if self.has_inside(node) => self.inside(node)?,
            Some("callActivity") if self.calls_ours(node) => vec![self.call(node)],
            _ => vec![self.task(node)],
        };
        self.done_again(node, pieces)
    }

    fn has_inside(&self, node: Xml<'x>) -> bool {
        children(node).any(|part| word(part).is_some_and(super::scope::is_flow_node))
    }

    fn inside(&mut self, node: Xml<'x>) -> Result<Vec<Piece>, Refused> {
        if word(node) == Some("transaction") {
            self.lose(node, LossCode::Dropped, "transaction");
        }
        let is_framed = PARTS[2..].iter().any(|name| child(node, name).is_some());
        let pieces = self.scope(node)?;
        if !is_framed {
            self.lose(node, LossCode::Inlined, "");
        }
        self.extras(node);
        Ok(pieces)
    }

    /// What of other vocabularies stands on a sub-process; its parts are read where its scope is.
    fn extras(&mut self, node: Xml<'x>) {
        let parts = words_in(node);
        self.leftovers(node, &ATTRIBUTES, &parts);
    }

    /// Whether it calls what we said it does.
    fn calls_ours(&self, node: Xml<'x>) -> bool {
        let own = self.own(node, "call");
        let process = own.as_ref().and_then(|own| own.get("process")).and_then(Value::as_str);
        process.is_some_and(|process| attribute(node, "calledElement") == Some(&reference(process)))
    }

    fn call(&mut self, node: Xml<'x>) -> Piece {
        let own = self.own(node, "call");
        self.leftovers(node, &[&ATTRIBUTES[..], &["calledElement"]].concat(), &PARTS);
        let id = self.fresh_own(node, own.as_ref());
        let name = self.name(node, own.as_ref().and_then(|own| own.get("name")), &id);
        let mut members = own.unwrap_or_default();
        let marks = Marks::from_value(members.shift_remove("seq").as_ref());
        members.extend([("id", json!(id)), ("name", name)].map(|(key, value)| (key.into(), value)));
        Piece::block("call", members, 0).marked(marks)
    }

    fn task(&mut self, node: Xml<'x>) -> Piece {
        let mut own = self.own(node, "task");
        self.leftovers(node, &ATTRIBUTES, &PARTS);
        let is_external = own.as_ref().is_some_and(|own| own.contains_key("external"));
        if is_external && word(node) != Some("serviceTask") {
            own.as_mut().and_then(|own| own.shift_remove("external"));
            self.lose(node, LossCode::Dropped, "external");
        }
        match word(node) {
            Some("task" | "userTask" | "manualTask") => {}
            Some("serviceTask") if is_external => {}
            Some("subProcess" | "transaction" | "callActivity") => {
                let called = attribute(node, "calledElement").unwrap_or_default();
                self.lose(node, LossCode::Opaque, called);
            }
            _ => self.lose(node, LossCode::Automatic, ""),
        }
        let id = self.fresh_own(node, own.as_ref());
        let name = self.name(node, own.as_ref().and_then(|own| own.get("name")), &id);
        let role = self.role(node, own.as_ref());
        let mut members = own.unwrap_or_default();
        let marks = Marks::from_value(members.shift_remove("seq").as_ref());
        if !members.contains_key("kind") {
            self.lose(node, LossCode::KindGuessed, "");
            members.insert("kind".into(), json!("review"));
        }
        members.extend(
            [("id", json!(id)), ("name", name), ("role", role)].map(|(key, value)| (key.into(), value)),
        );
        Piece::task(members).marked(marks)
    }

    /// Whose lane it is in; what we said; an officer.
    fn role(&mut self, node: Xml<'x>, own: Option<&Map<String, Value>>) -> Value {
        let (role, lane) = self.lane(node);
        let said = own.and_then(|own| own.get("role"));
        match (role, said) {
            (Some(role), _) => json!(role),
            (None, Some(said)) if lane.is_none() => said.clone(),
            (None, said) => {
                self.lose(node, LossCode::RoleGuessed, lane.unwrap_or_default());
                said.cloned().unwrap_or_else(|| json!(Role::Officer))
            }
        }
    }

    fn done_again(&mut self, node: Xml<'x>, pieces: Vec<Piece>) -> Result<Vec<Piece>, Refused> {
        let looped = child(node, "standardLoopCharacteristics");
        let several = child(node, "multiInstanceLoopCharacteristics");
        for (name, is_there) in [("repeat", looped.is_some()), ("each", several.is_some())] {
            if !is_there && self.own(node, name).is_some() {
                self.lose(node, LossCode::Dropped, name);
            }
        }
        match (looped, several) {
            (Some(mark), _) => self.looped(node, mark, pieces),
            (None, Some(mark)) => Ok(vec![self.several(node, mark, pieces)?]),
            (None, None) => Ok(pieces),
        }
    }

    fn looped(&mut self, node: Xml<'x>, mark: Xml<'x>, pieces: Vec<Piece>) -> Result<Vec<Piece>, Refused> {
        self.leftovers(mark, &["testBefore", "loopMaximum"], &["loopCondition"]);
        let (own, id, title) = self.again(node, "repeat");
        let condition = child(mark, "loopCondition");
        let again = condition.and_then(|condition| self.logic(condition)).unwrap_or_else(|| {
            self.lose(node, LossCode::ConditionReplaced, condition.map(text).unwrap_or_default());
            json!({ "var": format!("again.{id}") })
        });
        let most = attribute(mark, "loopMaximum").and_then(|most| most.parse().ok()).unwrap_or_else(|| {
            self.lose(node, LossCode::RoundsBounded, ROUNDS.to_string());
            ROUNDS
        });
        let marks = Marks::from_value(own.as_ref().and_then(|own| own.get("seq")));
        let before = matches!(attribute(mark, "testBefore"), Some("true" | "1"));
        let piece = self.repeat(Some(node), &id, title.clone(), again.clone(), most, pieces)?.marked(marks);
        if !before {
            return Ok(vec![piece]);
        }
        Ok(vec![self.perhaps(Some(node), &id, &title, again, vec![piece])?])
    }

    fn several(&mut self, node: Xml<'x>, mark: Xml<'x>, pieces: Vec<Piece>) -> Result<Piece, Refused> {
        self.leftovers(
            mark,
            &["isSequential"],
            &["completionCondition", "loopCardinality", "loopDataInputRef", "inputDataItem"],
        );
        let (own, id, title) = self.again(node, "each");
        let rule = self.rule(node, mark, own.as_ref());
        let over = own.as_ref().and_then(|own| own.get("over")).cloned().unwrap_or_else(|| {
            let told = ["loopCardinality", "loopDataInputRef"].iter().find_map(|name| child(mark, name));
            self.lose(node, LossCode::OverGuessed, told.map(text).unwrap_or_default());
            json!({ "role": self.lane(node).0.unwrap_or(Role::Officer) })
        });
        let deepest = depth(&pieces);
        let mut members = Map::from_iter([
            ("id".to_owned(), json!(id)),
            ("name".to_owned(), title),
            ("over".to_owned(), over),
            ("rule".to_owned(), json!(rule)),
        ]);
        members.extend(
            own.as_ref().and_then(|own| own.get("empty")).map(|empty| ("empty".to_owned(), empty.clone())),
        );
        members.extend(way(pieces));
        let marks = Marks::from_value(own.as_ref().and_then(|own| own.get("seq")));
        self.checked(Some(node), Piece::block("each", members, deepest).marked(marks))
    }

    /// When it ends: as we said, if that is still what the diagram says.
    fn rule(&mut self, node: Xml<'x>, mark: Xml<'x>, own: Option<&Map<String, Value>>) -> EachRule {
        let said: Option<EachRule> =
            own.and_then(|own| own.get("rule")).and_then(|rule| serde_json::from_value(rule.clone()).ok());
        let is_sequential = matches!(attribute(mark, "isSequential"), Some("true" | "1"));
        let condition = child(mark, "completionCondition");
        let told = condition.map(|condition| self.logic(condition).unwrap_or_default());
        let fits =
            |rule: &EachRule| (*rule == EachRule::InTurn) == is_sequential && completion(*rule) == told;
        if let Some(rule) = said.filter(fits) {
            return rule;
        }
        if condition.is_some() || is_sequential || said.is_some() {
            self.lose(node, LossCode::RuleGuessed, condition.map(text).unwrap_or_default());
        }
        if is_sequential { EachRule::InTurn } else { EachRule::All }
    }

    /// What we said of a block around an activity, its id and its name. Where the activity is one task, the diagram shows
    /// the name of that.
    fn again(&mut self, node: Xml<'x>, name: &str) -> (Option<Map<String, Value>>, String, Value) {
        let own = self.own(node, name);
        let id = match &own {
            Some(_) => self.fresh_own(node, own.as_ref()),
            None => self.fresh(&format!("{}-again", attribute(node, "id").unwrap_or("step"))),
        };
        let said = own.as_ref().and_then(|own| own.get("name"));
        let title = match said {
            Some(said) if ["task", "call"].iter().any(|leaf| self.own(node, leaf).is_some()) => said.clone(),
            _ => self.name(node, said, &id),
        };
        (own, id, title)
    }
}
