//! Reading the blocks that lie within each other.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::definition::{Branch, Each, EachRule, Fork, MOST_ENTRIES, Node, Over, Repeat, is_too_long};
use super::{BLOCKS, DEEPEST, DefinitionProblem, MOST_ROUNDS, Reader};
use crate::expr::Expr;

/// What stands in a definition, by name.
type Members<'v> = Vec<(&'v String, &'v Value)>;

/// The members with these names, and the others.
fn part<'v>(object: &'v Map<String, Value>, names: &[&str]) -> (Members<'v>, Members<'v>) {
    object.iter().partition(|(name, _)| names.contains(&name.as_str()))
}

impl Reader {
    /// The one block among these members.
    pub(super) fn block(&mut self, members: Members<'_>, at: &str) -> Option<Node> {
        let (blocks, others): (Members<'_>, Members<'_>) =
            members.into_iter().partition(|(name, _)| BLOCKS.contains(&name.as_str()));
        for (name, _) in others {
            self.fault::<()>(at, DefinitionProblem::UnknownMember(name.clone()));
        }
        let [(name, value)] = blocks[..] else { return self.fault(at, DefinitionProblem::OneBlock) };
        let pointer = format!("{at}/{name}");
        if self.depth > DEEPEST {
            return self.fault(&pointer, DefinitionProblem::TooDeep);
        }
        match name.as_str() {
            "seq" => self.sequence(value, &pointer),
            "task" => self.task(value, pointer),
            "all" | "any" | "choose" => self.fork(name, value, &pointer),
            "repeat" => self.repeat(value, &pointer),
            "each" => self.each(value, &pointer),
            _ => self.call(value, pointer),
        }
    }

    fn list<'v>(&mut self, value: Option<&'v Value>, at: &str) -> Option<&'v Vec<Value>> {
        match value.and_then(Value::as_array) {
            Some(list) => Some(list),
            None => self.fault(at, DefinitionProblem::Value("not a list".into())),
        }
    }

    fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    fn sequence(&mut self, value: &Value, at: &str) -> Option<Node> {
        let list = self.list(Some(value), at)?;
        if list.is_empty() {
            return self.fault(at, DefinitionProblem::EmptySequence);
        }
        let mut nodes = Vec::new();
        for (index, value) in list.iter().enumerate() {
            let pointer = format!("{at}/{index}");
            let Some(object) = self.object(value, &pointer) else { continue };
            nodes.extend(self.within(|reader| reader.block(object.iter().collect(), &pointer)));
        }
        // One node short means a fault is noted, and the definition is refused for it.
        Some(Node::Seq(nodes))
    }

    fn fork(&mut self, kind: &str, value: &Value, at: &str) -> Option<Node> {
        let object = self.object(value, at)?;
        let (_, others) = part(object, &["id", "name", "branches"]);
        self.check_known(others, at);
        let (id, name) = self.named(object, at);
        let list = self.list(object.get("branches"), &format!("{at}/branches"))?;
        if list.len() < 2 {
            return self.fault(&format!("{at}/branches"), DefinitionProblem::OneWay);
        }
        let mut branches = Vec::new();
        for (index, value) in list.iter().enumerate() {
            let pointer = format!("{at}/branches/{index}");
            branches.extend(self.within(|reader| reader.branch(value, &pointer)));
        }
        let free = branches.iter().filter(|branch| branch.when.is_none()).count();
        match kind {
            "all" if free < branches.len() => self.fault(at, DefinitionProblem::NeedlessCondition)?,
            "any" | "choose" if free != 1 => self.fault(at, DefinitionProblem::NoOtherwise)?,
            _ => {}
        }
        let fork = Fork { id: id?, name: name?, branches };
        Some(match kind {
            "all" => Node::All(fork),
            "any" => Node::Any(fork),
            _ => Node::Choose(fork),
        })
    }

    fn branch(&mut self, value: &Value, at: &str) -> Option<Branch> {
        let object = self.object(value, at)?;
        let (_, block) = part(object, &["name", "when"]);
        let name = self.at(object, "name", at);
        if let Some(name) = &name {
            self.check_name(name, &format!("{at}/name"));
        }
        let when: Option<Option<Expr>> = self.at(object, "when", at);
        if let Some(Some(when)) = &when {
            self.check_reads(when, &format!("{at}/when"));
        }
        // Of a branch that leads past something, there is nothing to say.
        let node = match block[..] {
            [(name, Value::Array(list))] if name == "seq" && list.is_empty() => Node::Seq(Vec::new()),
            _ => self.block(block, at)?,
        };
        Some(Branch { name: name?, when: when?, node })
    }

    fn repeat(&mut self, value: &Value, at: &str) -> Option<Node> {
        let object = self.object(value, at)?;
        let (_, block) = part(object, &["id", "name", "again", "most"]);
        let (id, name) = self.named(object, at);
        let (again, most) = (self.at::<Expr>(object, "again", at), self.at(object, "most", at));
        if let Some(again) = &again {
            self.check_reads(again, &format!("{at}/again"));
        }
        if let Some(most) = most.filter(|most| !(1..=MOST_ROUNDS).contains(most)) {
            self.fault::<()>(&format!("{at}/most"), DefinitionProblem::BadRounds(most));
        }
        let node = Box::new(self.body(block, at)?);
        Some(Node::Repeat(Repeat { id: id?, name: name?, again: again?, most: most?, node }))
    }

    fn each(&mut self, value: &Value, at: &str) -> Option<Node> {
        let object = self.object(value, at)?;
        let (_, block) = part(object, &["id", "name", "over", "rule", "empty"]);
        let (id, name) = self.named(object, at);
        let over: Option<Over> = self.at(object, "over", at);
        if over.as_ref().is_some_and(|over| matches!(over, Over::People(ids) if ids.is_empty())) {
            self.fault::<()>(&format!("{at}/over"), DefinitionProblem::Nobody);
        }
        if let Some(Over::Data(list)) = &over {
            self.check_reads(list, &format!("{at}/over"));
        }
        let is_long = |over: &Over| match over {
            Over::People(ids) => ids.len() > MOST_ENTRIES,
            Over::Data(list) => is_too_long(list),
            Over::Role(_) => false,
        };
        if over.as_ref().is_some_and(is_long) {
            self.fault::<()>(&format!("{at}/over"), DefinitionProblem::TooMany);
        }
        let rule: Option<Option<EachRule>> = self.at(object, "rule", at);
        let rule = rule.map(Option::unwrap_or_default);
        if let Some(EachRule::Vote(share)) = rule
            && !(1..=100).contains(&share)
        {
            self.fault::<()>(&format!("{at}/rule"), DefinitionProblem::BadShare(share));
        }
        let empty: Option<Option<_>> = self.at(object, "empty", at);
        self.several += 1;
        let node = self.body(block, at);
        self.several -= 1;
        let node = Box::new(node?);
        let empty = empty.map(Option::unwrap_or_default);
        Some(Node::Each(Each { id: id?, name: name?, over: over?, rule: rule?, empty: empty?, node }))
    }

    /// What is done more than once: something is done in it.
    fn body(&mut self, block: Members<'_>, at: &str) -> Option<Node> {
        let node = self.within(|reader| reader.block(block, at))?;
        if node.is_busy() { Some(node) } else { self.fault(at, DefinitionProblem::NoTask) }
    }

    fn named(
        &mut self,
        object: &Map<String, Value>,
        at: &str,
    ) -> (Option<String>, Option<crate::locale::Text>) {
        let id: Option<String> = self.at(object, "id", at);
        if let Some(id) = &id {
            self.check_own_id(id, &format!("{at}/id"));
        }
        let name = self.at(object, "name", at);
        if let Some(name) = &name {
            self.check_name(name, &format!("{at}/name"));
        }
        (id, name)
    }

    fn at<T: DeserializeOwned>(&mut self, object: &Map<String, Value>, name: &str, at: &str) -> Option<T> {
        self.typed(object.get(name).cloned().unwrap_or(Value::Null), &format!("{at}/{name}"))
    }

    fn check_known(&mut self, others: Members<'_>, at: &str) {
        for (name, _) in others {
            self.fault::<()>(at, DefinitionProblem::UnknownMember(name.clone()));
        }
    }
}
