//! Edits on real forms, on an empty one, and on one that has some of everything; one by one and at random.

mod edits;
mod forms;
mod kinds;
mod layouts;
mod office;
mod pieces;
mod random;

use serde_json::Value;

use super::{Edit, EditFault, Kind, New, Node, Outline, Place, apply, outline};
use crate::form::{Lint, LintCode, Severity, compile};
use crate::locale::{Locale, Text};

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

fn title(zh: &str, en: &str) -> Text {
    Text::zh(zh).with(Locale::En, en)
}

fn edited(definition: &Value, edit: Edit) -> Value {
    match apply(definition, &edit) {
        Ok(edited) => edited.definition,
        Err(fault) => panic!("{edit:?}: {fault:?}"),
    }
}

fn refused(definition: &Value, edit: Edit) -> EditFault {
    apply(definition, &edit).unwrap_err()
}

fn add(what: New, at: &str, title: Text) -> Edit {
    Edit::Add { what, at: place(at), title }
}

fn ask(kind: Kind, at: &str) -> Edit {
    add(New::Question(kind), at, title("问", "Q"))
}

fn shift(from: &str, to: &str) -> Edit {
    Edit::Move { from: place(from), to: place(to) }
}

fn remove(at: &str) -> Edit {
    Edit::Remove { place: place(at) }
}

/// What must not be in a form, except what an edit leaves for people to see to: pages without questions or names, and
/// what reads, or is about, something that is gone.
fn errors(definition: &Value) -> Vec<Lint> {
    let (_, lints) = compile(definition);
    let is_left = |lint: &Lint| match lint.code {
        LintCode::MissingLabel | LintCode::UnreachablePage => true,
        // A question that was moved into what it shows itself.
        LintCode::RuleCycle => true,
        // A rule that requires what officers answer now.
        LintCode::BadValue => {
            lint.pointer.starts_with("/x-rules") && lint.detail.contains("a task may require it")
        }
        LintCode::Dangling => !lint.pointer.starts_with("/x-text") && !lint.pointer.ends_with("/scope"),
        _ => false,
    };
    lints.into_iter().filter(|lint| lint.severity == Severity::Error && !is_left(lint)).collect()
}

/// Every node, from the top.
fn nodes(outline: &Outline) -> Vec<&Node> {
    fn visit<'n>(node: &'n Node, into: &mut Vec<&'n Node>) {
        into.push(node);
        node.children.iter().for_each(|child| visit(child, into));
    }
    let mut all = Vec::new();
    outline.pages.iter().chain(&outline.unplaced).for_each(|node| visit(node, &mut all));
    all
}

/// The page tree in short: what stands where, and what each is called in Chinese.
fn drawn(definition: &Value) -> Vec<String> {
    let outline = outline(definition);
    let line = |node: &&Node| format!("{} {}", node.place, node.label.get(Locale::ZhCn));
    nodes(&outline).iter().map(line).collect()
}
