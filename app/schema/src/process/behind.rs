//! Which tasks may have their turn when a task ends, as the definition has it: who does one of them can be told that a matter is
//! coming.

use super::definition::{EachRule, Node, Process, Task, id_of};

impl Process {
    /// The tasks that may be opened by the end of the one with this key: of a fork those of every branch, because which are
    /// taken is known only then. Rounds that are begun anew, returns and jumps are left out.
    pub fn behind(&self, key: &str) -> Vec<&Task> {
        let mut found = Vec::new();
        let _ = behind(&self.root, id_of(key), &mut found);
        found
    }
}

/// How far what comes next has been found.
enum Behind {
    /// All of it is there.
    Found,
    /// The block ends with the task, so it comes behind the block.
    Ends,
}

/// Collects what comes behind a task within a block; nothing where the task lies elsewhere.
fn behind<'p>(node: &'p Node, id: &str, found: &mut Vec<&'p Task>) -> Option<Behind> {
    match node {
        Node::Task(task) => (task.id == id).then_some(Behind::Ends),
        Node::Call(_) => None,
        Node::Seq(nodes) => {
            let at = nodes.iter().enumerate();
            let (at, ends) = at.filter_map(|(at, node)| Some((at, behind(node, id, found)?))).next()?;
            match ends {
                Behind::Found => Some(Behind::Found),
                Behind::Ends => Some(from(nodes.get(at + 1..).unwrap_or_default(), found)),
            }
        }
        Node::Each(each) if each.rule == EachRule::InTurn => {
            let ends = behind(&each.node, id, found)?;
            if matches!(ends, Behind::Ends) {
                // The next of them begins, or what comes behind all of them.
                begin(&each.node, found);
            }
            Some(ends)
        }
        _ => node.children().into_iter().find_map(|child| behind(child, id, found)),
    }
}

/// Collects what blocks that stand one after the other begin with.
fn from<'p>(nodes: &'p [Node], found: &mut Vec<&'p Task>) -> Behind {
    for node in nodes {
        if matches!(begin(node, found), Behind::Found) {
            return Behind::Found;
        }
    }
    Behind::Ends
}

/// Collects the tasks that a block may begin with; whether it may also be passed by.
fn begin<'p>(node: &'p Node, found: &mut Vec<&'p Task>) -> Behind {
    match node {
        Node::Task(task) => {
            found.push(task);
            Behind::Found
        }
        // Until other cases have ended nobody's turn comes here.
        Node::Call(_) => Behind::Found,
        Node::Seq(nodes) => from(nodes, found),
        Node::All(fork) => {
            let all: Vec<_> = fork.branches.iter().map(|branch| begin(&branch.node, found)).collect();
            passed(all.iter().all(|branch| matches!(branch, Behind::Ends)))
        }
        Node::Any(fork) | Node::Choose(fork) => {
            let all: Vec<_> = fork.branches.iter().map(|branch| begin(&branch.node, found)).collect();
            passed(all.iter().any(|branch| matches!(branch, Behind::Ends)))
        }
        Node::Repeat(repeat) => begin(&repeat.node, found),
        Node::Each(each) => begin(&each.node, found),
    }
}

const fn passed(is_passed: bool) -> Behind {
    if is_passed { Behind::Ends } else { Behind::Found }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn task(id: &str, kind: &str) -> Value {
        json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": kind } })
    }

    fn review(id: &str) -> Value {
        task(id, "review")
    }

    /// What comes behind a task where this stands between acceptance and decision.
    fn behind(between: &[Value], id: &str) -> Vec<String> {
        let name = json!({ "zh-CN": "试" });
        let seq = [&[task("a", "accept")], between, &[task("d", "decide"), task("z", "deliver")]].concat();
        let definition = json!({ "id": "p", "version": 1, "title": name, "seq": seq });
        let process = Process::read(&definition.to_string()).unwrap();
        process.behind(id).into_iter().map(|task| task.id.clone()).collect()
    }

    fn fork(kind: &str, branches: &[&[Value]]) -> Value {
        let name = json!({ "zh-CN": "岔" });
        let branch = |(at, seq): (usize, &&[Value])| {
            let mut branch = json!({ "name": name, "seq": seq });
            if kind != "all" && at == 0 {
                branch["when"] = json!({ "var": "x" });
            }
            branch
        };
        let branches: Vec<Value> = branches.iter().enumerate().map(branch).collect();
        json!({ (kind): { "id": format!("f-{kind}"), "name": name, "branches": branches } })
    }

    #[test]
    fn one_after_the_other_it_is_the_next_one() {
        assert_eq!(behind(&[review("b")], "a"), ["b"]);
        assert_eq!(behind(&[review("b")], "b#2"), ["d"]);
        assert_eq!(behind(&[], "d"), ["z"]);
        assert_eq!(behind(&[], "z"), [""; 0]);
        assert_eq!(behind(&[], "nowhere"), [""; 0]);
    }

    #[test]
    fn at_a_fork_it_is_whatever_may_be_taken_and_behind_it_what_follows_the_whole() {
        let both = fork("all", &[&[review("b"), review("c")], &[review("e")]]);
        assert_eq!(behind(std::slice::from_ref(&both), "a"), ["b", "e"]);
        assert_eq!(behind(std::slice::from_ref(&both), "b"), ["c"]);
        assert_eq!(behind(&[both], "c"), ["d"]);
        let one = fork("choose", &[&[review("b")], &[]]);
        assert_eq!(behind(&[one], "a"), ["b", "d"], "one way leads past it");
    }

    #[test]
    fn of_several_in_turn_the_next_of_them_or_what_follows_all() {
        let each = |rule: Value| {
            let name = json!({ "zh-CN": "会签" });
            json!({ "each": { "id": "signs", "name": name, "over": { "people": ["x", "y"] }, "rule": rule, "seq": [review("b")] } })
        };
        assert_eq!(behind(&[each(json!("in_turn"))], "b"), ["b", "d"]);
        assert_eq!(behind(&[each(json!("all"))], "b"), ["d"]);
        assert_eq!(behind(&[each(json!("all"))], "a"), ["b"]);
    }

    #[test]
    fn while_other_cases_are_waited_for_it_is_nobodys_turn() {
        let name = json!({ "zh-CN": "子" });
        let call = json!({ "call": { "id": "sub", "name": name, "process": "standard" } });
        assert_eq!(behind(&[call], "a"), [""; 0]);
    }
}
