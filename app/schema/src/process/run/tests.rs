//! The way through a process, at a desk that takes up and ends tasks by their keys.

mod back;
mod blocks;
mod computed;
mod hands;
mod outside;
mod rounds;
mod several;

use serde_json::{Value, json};

use super::super::test_desk::{Desk, complete_words, person, sent};
use super::super::*;

fn task(id: &str) -> Value {
    json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": "review" } })
}

/// A process in which this stands between acceptance and decision, with a case that has been accepted.
fn accepted(blocks: Value) -> Desk {
    let of = |id: &str, role: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": role, "kind": kind } });
    let mut seq = vec![of("accept", "intake", "accept")];
    seq.extend(blocks.as_array().unwrap().iter().cloned());
    seq.extend([of("decide", "agency_lead", "decide"), of("deliver", "intake", "deliver")]);
    let definition = json!({ "id": "simple", "version": 1, "title": { "zh-CN": "试" }, "seq": seq });
    let process = Process::read(&definition.to_string()).unwrap();
    Desk::of(process).then("ana", CommandName::Start).work("intake", Outcome::Accepted)
}

fn fork(kind: &str, branches: Value) -> Value {
    let mut branches = branches;
    for branch in branches.as_array_mut().unwrap() {
        branch["name"] = json!({ "zh-CN": "支" });
    }
    json!({ kind: { "id": "fork", "name": { "zh-CN": "岔" }, "branches": branches } })
}

fn each(over: Value, rule: Value) -> Value {
    let mut block = task("sign");
    for (name, value) in
        [("id", json!("each")), ("name", json!({ "zh-CN": "会签" })), ("over", over), ("rule", rule)]
    {
        block[name] = value;
    }
    json!({ "each": block })
}

impl Desk {
    /// What is open, by key, with who has it.
    fn open(&self) -> String {
        let mut open: Vec<String> = self
            .state
            .open
            .iter()
            .map(|open| {
                open.holder.as_ref().map_or(open.key.clone(), |holder| format!("{}:{holder}", open.key))
            })
            .collect();
        open.sort_unstable();
        open.join(" ")
    }

    /// Somebody takes a task up, if they do not have it, and says yes.
    fn does(&mut self, who: &str, key: &str) -> &mut Self {
        self.ends(who, key, Outcome::Approved)
    }

    fn ends(&mut self, who: &str, key: &str, outcome: Outcome) -> &mut Self {
        if self.state.task(key).is_some_and(|open| open.holder.is_none()) {
            self.give(who, complete_words(CommandName::Claim, key, outcome)).unwrap();
        }
        self.give(who, complete_words(CommandName::Complete, key, outcome)).unwrap();
        self
    }

    fn claims(&mut self, who: &str, key: &str) -> &mut Self {
        self.give(who, complete_words(CommandName::Claim, key, Outcome::Approved)).unwrap()
    }

    fn returns(&mut self, who: &str, key: &str, to: &str, resume: bool) -> &mut Self {
        let (task, to, reason) = (key.to_owned(), to.to_owned(), "数据有误".to_owned());
        self.give(who, Command::Return { task, to, resume, reason }).unwrap()
    }

    fn jumps(&mut self, key: &str, to: &str) -> &mut Self {
        let (task, to, reason) = (key.to_owned(), to.to_owned(), "并案".to_owned());
        self.give("agency_lead", Command::Jump { task, to, reason }).unwrap()
    }

    fn recalls(&mut self, who: &str, key: &str) -> Result<&mut Self, RefusalCode> {
        self.give(who, Command::Recall { task: key.to_owned(), reason: None }).map_err(|refusal| refusal.why)
    }

    /// Where it may be returned to from there.
    fn returnable(&self, who: &str, key: &str) -> Vec<String> {
        let may = allowed(&self.process, &self.state, &person(who), &super::super::test_desk::facts());
        let here = may
            .into_iter()
            .find(|way| way.command == CommandName::Return && way.task.as_deref() == Some(key));
        here.map(|way| way.to).unwrap_or_default()
    }
}
