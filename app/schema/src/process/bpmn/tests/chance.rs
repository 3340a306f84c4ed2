//! Processes made by chance, with all that can be said of a block in words that XML finds hard.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::super::super::random_process::any_process;
use super::super::super::{Fork, Late, Node, Over, Process, Task, TaskKind};
use crate::calendar::Limit;
use crate::expr::Expr;
use crate::form::Permissions;
use crate::locale::{Locale, Text};
use crate::role::Role;

/// Names that a writer of XML can get wrong.
const NAMES: [&str; 8] = [
    "审查",
    "a & b <c> \"d\" 'e' ]]>",
    "  two  blanks \t and a tab ",
    "one\ntwo\r\nthree\r",
    "\u{0}\u{1b}\u{fffe}\u{ffff}",
    "\u{1f600}\u{2028}\u{feff}",
    "{\"json\": [1, \"\\u0041\"]}",
    "&amp;&#10;<!--x--><![CDATA[y]]>",
];

const ROLES: [Role; 4] = [Role::Officer, Role::Intake, Role::AgencyLead, Role::Supervisor];

/// What was drawn, over and over.
struct Dice<'d> {
    drawn: &'d [u8],
    at: usize,
    /// What tasks are called now, by what they were called.
    renamed: BTreeMap<String, String>,
}

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        self.at += 1;
        usize::from(self.drawn[self.at % self.drawn.len()]).wrapping_add(self.at * 7) % sides
    }

    fn name(&mut self) -> Text {
        let name = NAMES[self.roll(NAMES.len())];
        match self.roll(3) {
            0 => Text::zh(name),
            1 => Text::zh(name).with(Locale::En, NAMES[self.roll(NAMES.len())]),
            _ => Text::default().with(Locale::En, name),
        }
    }

    fn condition(&mut self) -> Expr {
        let rule = [
            json!({ "==": [{ "var": "a.b" }, NAMES[self.roll(NAMES.len())]] }),
            json!({ "and": [{ ">": [{ "var": "n" }, -1.5] }, { "!": [{ "var": "x" }] }] }),
            json!(true),
        ];
        Expr::parse(&rule[self.roll(3)]).unwrap()
    }

    fn task(&mut self, task: &mut Task) {
        let before = task.id.clone();
        task.id.insert_str(0, ["", "1-", "-", "_"][self.roll(4)]);
        self.renamed.insert(before, task.id.clone());
        task.name = self.name();
        if task.kind == TaskKind::Review && task.late != Some(Late::HandToLead) {
            task.role = ROLES[self.roll(4)];
        }
        if task.late.is_none() && task.urge.is_empty() {
            task.limit = [None, Some(Limit::working_days(5))][self.roll(2)];
        }
        let form = json!({ "default": "hidden", "fields": { "/a~1b/-/c": "required", "/<&>": "write" }, "body": "read" });
        let form: Permissions = serde_json::from_value(form).unwrap();
        task.form = [Permissions::default(), form][self.roll(2)].clone();
    }

    fn fork(&mut self, fork: &mut Fork) {
        fork.name = self.name();
        let turn = self.roll(fork.branches.len());
        fork.branches.rotate_left(turn);
        for branch in &mut fork.branches {
            branch.name = self.name();
            if branch.when.is_some() {
                branch.when = Some(self.condition());
            }
            self.node(&mut branch.node);
        }
    }

    /// The ways from task to task, by their new names.
    fn follow(&self, node: &mut Node) {
        match node {
            Node::Seq(nodes) => nodes.iter_mut().for_each(|node| self.follow(node)),
            Node::All(fork) | Node::Any(fork) | Node::Choose(fork) => {
                fork.branches.iter_mut().for_each(|branch| self.follow(&mut branch.node));
            }
            Node::Repeat(repeat) => self.follow(&mut repeat.node),
            Node::Each(each) => self.follow(&mut each.node),
            Node::Task(task) => task.next.iter_mut().for_each(|id| id.clone_from(&self.renamed[id])),
            Node::Call(_) => {}
        }
    }

    fn node(&mut self, node: &mut Node) {
        match node {
            Node::Seq(nodes) => nodes.iter_mut().for_each(|node| self.node(node)),
            Node::All(fork) | Node::Any(fork) | Node::Choose(fork) => self.fork(fork),
            Node::Repeat(repeat) => {
                (repeat.name, repeat.again) = (self.name(), self.condition());
                self.node(&mut repeat.node);
            }
            Node::Each(each) => {
                each.name = self.name();
                if self.roll(3) == 0 {
                    each.over = Over::Data(self.condition());
                }
                self.node(&mut each.node);
            }
            Node::Call(call) => {
                call.name = self.name();
                call.over = call.over.take().map(|_| self.condition());
            }
            Node::Task(task) => self.task(task),
        }
        let is_empty = matches!(node, Node::Seq(nodes) if nodes.is_empty());
        if !is_empty && self.roll(4) == 0 {
            *node = Node::Seq(vec![node.clone()]);
        }
    }
}

/// Any process.
pub(super) fn any_worded_process() -> impl Strategy<Value = Process> {
    (any_process(), prop::collection::vec(any::<u8>(), 40..60)).prop_map(|(mut process, drawn)| {
        let mut dice = Dice { drawn: &drawn, at: 0, renamed: BTreeMap::new() };
        process.id.insert_str(0, ["", "1-", "b"][dice.roll(3)]);
        process.version = u32::from(drawn[0]) + 1;
        process.title = dice.name();
        for fact in &mut process.facts {
            fact.name = dice.name();
        }
        dice.node(&mut process.root);
        dice.follow(&mut process.root);
        process
    })
}
