//! Reading a stored definition, `{"id", "version", "title", "seq": [{"task": {…}}, …]}`, with every fault by pointer.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::locale::Text;

use super::definition::{Node, Process, Task, TaskKind};

/// The blocks that the language has. Those not read yet are known by name, so that they can be refused by name.
const BLOCKS: [&str; 8] = ["seq", "task", "all", "any", "choose", "repeat", "each", "call"];

/// The members of a definition beside its root block.
const MEMBERS: [&str; 3] = ["id", "version", "title"];

/// A fault in a stored definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionError {
    /// JSON Pointer to the place.
    pub pointer: String,
    /// What is wrong there.
    pub problem: DefinitionProblem,
}

/// What can be wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinitionProblem {
    /// It is not JSON; with the reader's words.
    Unreadable(String),
    /// A value is missing or of the wrong shape; with the reader's words.
    Value(String),
    /// A member that means nothing here.
    UnknownMember(String),
    /// A block of the language that this hall cannot run yet.
    UnsupportedBlock(String),
    /// Exactly one block must stand here.
    OneBlock,
    /// A sequence of nothing.
    EmptySequence,
    /// An id that is not of small letters, digits, `-` and `_`.
    BadId(String),
    /// Another task has this id already.
    DuplicateId(String),
    /// People have nothing to call it by, in no language.
    NoName,
    /// The work is given to a role of the public.
    PublicRole,
    /// The first task must be the acceptance.
    StartsWithoutAcceptance,
    /// Acceptance, decision and delivery happen once.
    Repeated(TaskKind),
    /// The task stands after one that depends on it.
    OutOfOrder(TaskKind),
    /// No task decides.
    NoDecision,
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", if self.pointer.is_empty() { "/" } else { &self.pointer })?;
        match &self.problem {
            DefinitionProblem::Unreadable(reason) => write!(f, "not JSON: {reason}"),
            DefinitionProblem::Value(reason) => f.write_str(reason),
            DefinitionProblem::UnknownMember(name) => write!(f, "`{name}` means nothing here"),
            DefinitionProblem::UnsupportedBlock(name) => write!(f, "the block `{name}` is not supported yet"),
            DefinitionProblem::OneBlock => f.write_str("exactly one block must stand here"),
            DefinitionProblem::EmptySequence => f.write_str("a sequence of nothing"),
            DefinitionProblem::BadId(id) => write!(f, "`{id}` is not of small letters, digits, - and _"),
            DefinitionProblem::DuplicateId(id) => write!(f, "another task is called `{id}`"),
            DefinitionProblem::NoName => f.write_str("it has no name"),
            DefinitionProblem::PublicRole => f.write_str("a task is work of staff"),
            DefinitionProblem::StartsWithoutAcceptance => {
                f.write_str("the first task must be the acceptance")
            }
            DefinitionProblem::Repeated(kind) => write!(f, "a second task of the kind {kind:?}"),
            DefinitionProblem::OutOfOrder(kind) => write!(f, "{kind:?} comes too late"),
            DefinitionProblem::NoDecision => f.write_str("no task decides"),
        }
    }
}

impl std::error::Error for DefinitionError {}

impl Process {
    /// Reads a stored definition, or tells everything that is wrong with it.
    pub fn read(json: &str) -> Result<Self, Vec<DefinitionError>> {
        let mut reader = Reader::default();
        let process = match serde_json::from_str::<Value>(json) {
            Ok(value) => reader.process(&value),
            Err(error) => reader.fault("", DefinitionProblem::Unreadable(error.to_string())),
        };
        match process {
            Some(process) if reader.faults.is_empty() => Ok(process),
            _ => Err(reader.faults),
        }
    }
}

/// The faults met so far, and the tasks with their places.
#[derive(Default)]
struct Reader {
    faults: Vec<DefinitionError>,
    tasks: Vec<(String, Task)>,
}

impl Reader {
    fn fault<T>(&mut self, pointer: &str, problem: DefinitionProblem) -> Option<T> {
        self.faults.push(DefinitionError { pointer: pointer.to_owned(), problem });
        None
    }

    fn process(&mut self, value: &Value) -> Option<Process> {
        let object = self.object(value, "")?;
        let id: Option<String> = self.member(object, "id");
        let version = self.member(object, "version");
        let title: Option<Text> = self.member(object, "title");
        if let Some(id) = &id {
            self.check_id(id, "/id");
        }
        if let Some(title) = &title {
            self.check_name(title, "/title");
        }
        let blocks = object.iter().filter(|(name, _)| !MEMBERS.contains(&name.as_str())).collect();
        let root = self.block(blocks, "");
        self.check_order();
        Some(Process { id: id?, version: version?, title: title?, root: root? })
    }

    fn member<T: DeserializeOwned>(&mut self, object: &Map<String, Value>, name: &str) -> Option<T> {
        let value = object.get(name).cloned().unwrap_or(Value::Null);
        self.typed(value, &format!("/{name}"))
    }

    fn typed<T: DeserializeOwned>(&mut self, value: Value, pointer: &str) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(value) => Some(value),
            Err(error) => self.fault(pointer, DefinitionProblem::Value(error.to_string())),
        }
    }

    fn object<'v>(&mut self, value: &'v Value, pointer: &str) -> Option<&'v Map<String, Value>> {
        match value.as_object() {
            Some(object) => Some(object),
            None => self.fault(pointer, DefinitionProblem::Value("not an object".into())),
        }
    }

    fn block(&mut self, members: Vec<(&String, &Value)>, at: &str) -> Option<Node> {
        for (name, _) in &members {
            if !BLOCKS.contains(&name.as_str()) {
                self.fault::<()>(at, DefinitionProblem::UnknownMember((*name).clone()));
            }
        }
        let blocks: Vec<_> =
            members.into_iter().filter(|(name, _)| BLOCKS.contains(&name.as_str())).collect();
        let [(name, value)] = blocks[..] else { return self.fault(at, DefinitionProblem::OneBlock) };
        let pointer = format!("{at}/{name}");
        match name.as_str() {
            "seq" => self.sequence(value, &pointer),
            "task" => self.task(value, pointer),
            _ => self.fault(&pointer, DefinitionProblem::UnsupportedBlock(name.clone())),
        }
    }

    fn sequence(&mut self, value: &Value, at: &str) -> Option<Node> {
        let Some(list) = value.as_array() else {
            return self.fault(at, DefinitionProblem::Value("not a list".into()));
        };
        if list.is_empty() {
            return self.fault(at, DefinitionProblem::EmptySequence);
        }
        let mut nodes = Vec::new();
        for (index, value) in list.iter().enumerate() {
            let pointer = format!("{at}/{index}");
            let node =
                self.object(value, &pointer).and_then(|object| self.block(object.iter().collect(), &pointer));
            nodes.extend(node);
        }
        // One node short means a fault is noted, and the definition is refused for it.
        Some(Node::Seq(nodes))
    }

    fn task(&mut self, value: &Value, pointer: String) -> Option<Node> {
        let task: Task = self.typed(value.clone(), &pointer)?;
        self.check_id(&task.id, &format!("{pointer}/id"));
        self.check_name(&task.name, &format!("{pointer}/name"));
        if self.tasks.iter().any(|(_, other)| other.id == task.id) {
            self.fault::<()>(&format!("{pointer}/id"), DefinitionProblem::DuplicateId(task.id.clone()));
        }
        if !task.role.is_staff() {
            self.fault::<()>(&format!("{pointer}/role"), DefinitionProblem::PublicRole);
        }
        self.tasks.push((pointer, task.clone()));
        Some(Node::Task(task))
    }

    fn check_id(&mut self, id: &str, pointer: &str) {
        let fits =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
        if id.is_empty() || !id.bytes().all(fits) {
            self.fault::<()>(pointer, DefinitionProblem::BadId(id.to_owned()));
        }
    }

    fn check_name(&mut self, name: &Text, pointer: &str) {
        if name.is_empty() {
            self.fault::<()>(pointer, DefinitionProblem::NoName);
        }
    }

    /// Acceptance first, reviews, one decision, at most one delivery. Silent while a task could not be read.
    fn check_order(&mut self) {
        if !self.faults.is_empty() {
            return;
        }
        let kinds: Vec<(String, TaskKind)> =
            self.tasks.iter().map(|(pointer, task)| (format!("{pointer}/kind"), task.kind)).collect();
        for (index, (pointer, kind)) in kinds.iter().enumerate() {
            let before = &kinds[..index];
            if index == 0 && *kind != TaskKind::Accept {
                self.fault::<()>(pointer, DefinitionProblem::StartsWithoutAcceptance);
            }
            if *kind != TaskKind::Review && before.iter().any(|(_, other)| other == kind) {
                self.fault::<()>(pointer, DefinitionProblem::Repeated(*kind));
            }
            if before.iter().any(|(_, other)| other > kind) {
                self.fault::<()>(pointer, DefinitionProblem::OutOfOrder(*kind));
            }
        }
        if !kinds.iter().any(|(_, kind)| *kind == TaskKind::Decide) {
            self.fault::<()>("", DefinitionProblem::NoDecision);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::Access;

    fn task(id: &str, kind: &str) -> Value {
        json!({"task": {"id": id, "name": {"zh-CN": id}, "role": "officer", "kind": kind}})
    }

    fn definition(seq: Value) -> Value {
        json!({"id": "p", "version": 1, "title": {"zh-CN": "试"}, "seq": seq})
    }

    fn faults(definition: &Value) -> Vec<(String, DefinitionProblem)> {
        let errors = Process::read(&definition.to_string()).unwrap_err();
        errors.into_iter().map(|error| (error.pointer, error.problem)).collect()
    }

    #[test]
    fn the_simple_process_reads_in_order() {
        let process = Process::read(include_str!("../../fixtures/process-simple.json")).unwrap();
        let ids: Vec<&str> = process.root.tasks().iter().map(|task| task.id.as_str()).collect();
        assert_eq!(ids, ["accept", "review", "decide", "deliver"]);
        assert_eq!(process.task_after(None).unwrap().id, "accept");
        assert_eq!(process.task_after(Some("review")).unwrap().id, "decide");
        assert_eq!(process.task_after(Some("deliver")), None);
    }

    #[test]
    fn a_sequence_may_hold_sequences() {
        let nested = json!([{"seq": [task("a", "accept"), task("b", "review")]}, task("c", "decide")]);
        let process = Process::read(&definition(nested).to_string()).unwrap();
        assert_eq!(process.task_after(Some("b")).unwrap().id, "c");
    }

    #[test]
    fn a_task_says_what_it_may_see_and_change_of_the_form() {
        let (form, _) =
            crate::form::compile(&json!({"type": "object", "properties": {"name": {"type": "string"}}}));
        let mut review = task("b", "review");
        review["task"]["form"] = json!({"default": "hidden", "fields": {"/name": "write", "/nmae": "read"}, "parts": {"check": "read"}});
        let seq = json!([task("a", "accept"), review, task("c", "decide")]);
        let process = Process::read(&definition(seq).to_string()).unwrap();
        let access = |id: &str| process.task(id).unwrap().form.on(&form).access("/name");
        assert_eq!((access("a"), access("b")), (Access::Read, Access::Write));
        assert_eq!(process.dangling(&form), [("b", "/nmae"), ("b", "check")]);
        let wire = serde_json::to_value(process.task("b").unwrap()).unwrap();
        assert_eq!(wire["form"]["fields"]["/name"], "write");
        assert_eq!(serde_json::to_value(process.task("a").unwrap()).unwrap().get("form"), None);
    }

    #[test]
    fn every_other_block_is_refused_by_name() {
        for block in ["all", "any", "choose", "repeat", "each", "call"] {
            let found = faults(&definition(json!([task("a", "accept"), {block: []}])));
            assert_eq!(
                found,
                [(format!("/seq/1/{block}"), DefinitionProblem::UnsupportedBlock(block.into()))]
            );
        }
    }

    #[test]
    fn each_fault_is_told_where_it_is() {
        use DefinitionProblem::*;
        let whole = |seq| faults(&definition(seq));
        assert_eq!(whole(json!([])), [("/seq".into(), EmptySequence)]);
        assert_eq!(whole(json!([{}])), [("/seq/0".into(), OneBlock)]);
        assert_eq!(whole(json!([{"loop": 1}]))[0], ("/seq/0".into(), UnknownMember("loop".into())));
        let twice = json!([task("a", "accept"), task("a", "decide")]);
        assert_eq!(whole(twice), [("/seq/1/task/id".into(), DuplicateId("a".into()))]);
        assert_eq!(whole(json!([task("A b", "accept")])), [("/seq/0/task/id".into(), BadId("A b".into()))]);
        assert_eq!(whole(json!([task("a", "accept")])), [("".into(), NoDecision)]);
        assert_eq!(
            whole(json!([task("d", "decide")])),
            [("/seq/0/task/kind".into(), StartsWithoutAcceptance)]
        );
        let backwards = json!([task("a", "accept"), task("d", "decide"), task("r", "review")]);
        assert_eq!(whole(backwards), [("/seq/2/task/kind".into(), OutOfOrder(TaskKind::Review))]);
        let again = json!([task("a", "accept"), task("d", "decide"), task("e", "decide")]);
        assert_eq!(whole(again), [("/seq/2/task/kind".into(), Repeated(TaskKind::Decide))]);
    }

    #[test]
    fn nothing_is_ignored() {
        let mut extra = definition(json!([task("a", "accept"), task("d", "decide")]));
        extra["note"] = json!("x");
        assert_eq!(faults(&extra), [("".into(), DefinitionProblem::UnknownMember("note".into()))]);
        let mut odd = task("a", "accept");
        odd["task"]["colour"] = json!("red");
        let found = faults(&definition(json!([odd])));
        assert!(
            matches!(&found[0].1, DefinitionProblem::Value(reason) if reason.contains("colour")),
            "{found:?}"
        );
        for (form, word) in [
            (json!({"fileds": {}}), "fileds"),
            (json!({"default": "see"}), "see"),
            (json!({"parts": {"check": "edit"}}), "edit"),
        ] {
            let mut odd = task("a", "accept");
            odd["task"]["form"] = form;
            let found = faults(&definition(json!([odd])));
            let is_named =
                |problem: &_| matches!(problem, DefinitionProblem::Value(reason) if reason.contains(word));
            assert!(found[0].0 == "/seq/0/task" && is_named(&found[0].1), "{found:?}");
        }
        let mut nameless = task("a", "accept");
        nameless["task"]["name"] = json!({});
        assert_eq!(
            faults(&definition(json!([nameless]))),
            [("/seq/0/task/name".into(), DefinitionProblem::NoName)]
        );
        let mut public = task("a", "accept");
        public["task"]["role"] = json!("citizen");
        assert_eq!(
            faults(&definition(json!([public]))),
            [("/seq/0/task/role".into(), DefinitionProblem::PublicRole)]
        );
        let pointers: Vec<String> =
            faults(&json!({"seq": 1})).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/id", "/version", "/title", "/seq"]);
        assert!(matches!(Process::read("{").unwrap_err()[0].problem, DefinitionProblem::Unreadable(_)));
    }
}
