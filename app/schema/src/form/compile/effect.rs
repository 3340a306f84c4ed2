//! What a rule does, as a definition says it: `effect` with `value`, `options`, `text` and `tone`, and the keywords of a
//! field that are rules for themselves, `x-compute`, `x-computed` and `x-soft-required`.

use serde_json::{Value, json};

use super::node::Node;
use crate::expr::Expr;
use crate::form::control::Control;
use crate::form::lint::LintCode;
use crate::form::program::{Effect, Field, Soft, Tone};
use crate::form::same::same;

/// The effect of an entry of `x-rules`. Nothing if it cannot be understood; that has then been reported.
pub(super) fn read(node: &Node<'_, '_>) -> Option<Effect> {
    Some(match node.string("effect") {
        Some("show") => Effect::Show,
        Some("hide") => Effect::Hide,
        Some("enable") => Effect::Enable,
        Some("read_only") => Effect::ReadOnly,
        Some("require") => Effect::Require,
        Some("recommend") => Effect::Recommend(Soft {
            consequence: node.text("text"),
            within_days: node.count("within_days").and_then(|days| u16::try_from(days).ok()),
        }),
        Some("optional") => Effect::Optional,
        Some("compute") => Effect::Compute(needed(node, "value")?),
        Some("restrict") => Effect::Restrict(needed(node, "options")?),
        Some("message") => Effect::Message { tone: tone(node), text: node.text("text") },
        other => {
            node.bad("effect", LintCode::UnsupportedKeyword, other.unwrap_or("no effect"));
            return None;
        }
    })
}

fn needed(node: &Node<'_, '_>, keyword: &'static str) -> Option<Expr> {
    if !node.has(keyword) {
        node.context.error(&node.at, LintCode::BadExpression, format!("no {keyword}"));
    }
    node.expr(keyword)
}

fn tone(node: &Node<'_, '_>) -> Tone {
    match node.string("tone") {
        None | Some("info") => Tone::Info,
        Some("warning") => Tone::Warning,
        Some(other) => {
            node.bad("tone", LintCode::BadValue, other);
            Tone::Info
        }
    }
}

/// Reports a message that says nothing, and options that are none of the target's.
pub(super) fn check(node: &Node<'_, '_>, effect: &Effect, fields: &[Field], targets: &[String]) {
    match effect {
        Effect::Message { text, .. } if text.is_empty() => {
            node.context.error(&node.at, LintCode::MissingLabel, "text");
        }
        Effect::Restrict(Expr::Value(Value::Array(list))) => {
            let about = fields.iter().filter(|field| targets.contains(&field.pointer));
            for (field, value) in about.flat_map(|field| list.iter().map(move |value| (field, value))) {
                let (Control::Choice { options, .. } | Control::Choices { options, .. }) = &field.control
                else {
                    continue;
                };
                if !options.iter().any(|option| same(&option.value, value)) {
                    node.bad("options", LintCode::Dangling, value.to_string());
                }
            }
        }
        Effect::Restrict(Expr::Value(_)) => node.bad("options", LintCode::BadValue, "not a list"),
        _ => {}
    }
}

/// What a property is computed from: `x-compute` in JSON Logic, or `x-computed` by the name of an operation.
pub(super) fn computed(node: &Node<'_, '_>) -> Option<Expr> {
    if node.has("x-compute") && node.has("x-computed") {
        node.bad("x-computed", LintCode::Duplicate, "x-compute");
    }
    if node.has("x-compute") {
        node.get("x-computed");
        return node.expr("x-compute");
    }
    let operation = Node::open(node.context, node.get("x-computed")?, node.path("x-computed"))?;
    let logic = operation_of(&operation);
    operation.close();
    // Made of what JSON Logic knows; only its size can be too much.
    let expr = Expr::parse(&logic?);
    if let Err(error) = &expr {
        node.bad("x-computed", LintCode::BadExpression, error.to_string());
    }
    expr.ok()
}

/// `{"op": "sum", "args": ["a", "b"]}`. In a sum or a text nothing stands for what is not answered; any other value is
/// not known before all of its parts are.
fn operation_of(node: &Node<'_, '_>) -> Option<Value> {
    let names: Vec<&str> = node.list("args").iter().filter_map(Value::as_str).collect();
    if names.is_empty() || names.len() < node.list("args").len() {
        node.bad("args", LintCode::BadValue, "not the names of fields");
        return None;
    }
    let all: Vec<Value> = names.iter().map(|name| json!({"var": name})).collect();
    let or =
        |blank: Value| -> Vec<Value> { names.iter().map(|name| json!({"var": [name, blank]})).collect() };
    Some(match node.string("op")? {
        "sum" => json!({"+": or(0.into())}),
        "concat" => json!({"cat": or("".into())}),
        "product" => json!({"*": all}),
        "min" => json!({"min": all}),
        "max" => json!({"max": all}),
        "average" => json!({"/": [{"+": all}, names.len()]}),
        other => {
            node.bad("op", LintCode::UnsupportedKeyword, other);
            return None;
        }
    })
}

/// `x-soft-required`: true, or what follows when it is left out.
pub(super) fn soft(node: &Node<'_, '_>) -> Option<Soft> {
    match node.get("x-soft-required")? {
        Value::Object(_) => {
            let said = node.get("x-soft-required")?;
            let said = Node::open(node.context, said, node.path("x-soft-required"))?;
            let within_days = said.count("within_days").and_then(|days| u16::try_from(days).ok());
            let soft = Soft { consequence: said.text("consequence"), within_days };
            said.close();
            Some(soft)
        }
        _ => node.flag("x-soft-required")?.then(Soft::default),
    }
}
