//! The condition of a JSON Forms rule as JSON Logic, with the meaning JSON Forms gives it: two-valued, a missing
//! value fails `const` and `enum` and passes keywords that are about values of some type.

use serde_json::{Value, json};

use super::MAX_DEPTH;
use super::layout::pointer_of_scope;
use super::node::Node;
use super::pattern;
use crate::expr::Expr;
use crate::form::lint::LintCode;
use crate::form::pointer::{key, tokens};

/// The `condition` of a rule. Nothing if it cannot be said in JSON Logic; that has then been reported.
pub(super) fn read(rule: &Node<'_, '_>) -> Option<Expr> {
    let Some(value) = rule.get("condition") else {
        rule.context.error(&rule.at, LintCode::BadExpression, "no condition");
        return None;
    };
    let logic = condition(&Node::open(rule.context, value, rule.path("condition"))?, 0)?;
    let expr = Expr::parse(&logic);
    if let Err(error) = &expr {
        rule.bad("condition", LintCode::BadExpression, error.to_string());
    }
    expr.ok()
}

fn condition(node: &Node<'_, '_>, depth: usize) -> Option<Value> {
    if depth > MAX_DEPTH {
        node.context.error(&node.at, LintCode::TooDeep, "");
        return None;
    }
    let operator = match node.string("type") {
        None | Some("LEAF" | "SCHEMA") => return leaf(node),
        Some("AND") => "and",
        Some("OR") => "or",
        Some(other) => {
            node.bad("type", LintCode::UnsupportedKeyword, other);
            return None;
        }
    };
    let each = node
        .entries("conditions")
        .map(|(at, entry)| condition(&Node::open(node.context, entry, at)?, depth + 1));
    let conditions: Vec<Value> = each.collect::<Option<_>>()?;
    Some(json!({operator: conditions}))
}

fn leaf(node: &Node<'_, '_>) -> Option<Value> {
    let Some(pointer) = node.string("scope").and_then(pointer_of_scope) else {
        node.bad("scope", LintCode::Dangling, "");
        return None;
    };
    let path = tokens(&pointer).map(key).collect::<Vec<_>>().join(".");
    let given = node.flag("failWhenUndefined") == Some(true);
    let holds = match (node.get("expectedValue"), node.get("schema")) {
        (Some(expected), None) => {
            json!({"===": [variable(&path), constant(node, "expectedValue", expected)?]})
        }
        (None, Some(schema)) => keywords(node, schema, node.path("schema"), &path, 0)?,
        _ => {
            node.context.error(&node.at, LintCode::BadExpression, "neither schema nor expectedValue");
            return None;
        }
    };
    Some(if given { json!({"and": [{"!": [absent(&path)]}, holds]}) } else { holds })
}

/// With a default, so that it is known even when it is missing.
fn variable(path: &str) -> Value {
    json!({"var": [path, null]})
}

fn absent(path: &str) -> Value {
    json!({"===": [variable(path), null]})
}

/// JSON Logic takes an object with one key for an operation, so it cannot say every constant.
fn constant(node: &Node<'_, '_>, keyword: &str, value: &Value) -> Option<Value> {
    let sayable = Expr::parse(value).is_ok_and(|expr| matches!(expr, Expr::Value(_)));
    if !sayable {
        node.bad(keyword, LintCode::BadExpression, "not a constant of JSON Logic");
    }
    sayable.then(|| value.clone())
}

/// Whether the value at the path satisfies the schema.
fn keywords<'a>(
    parent: &Node<'_, 'a>,
    schema: &'a Value,
    at: String,
    path: &str,
    depth: usize,
) -> Option<Value> {
    if let Value::Bool(always) = schema {
        return Some(json!(always));
    }
    let node = Node::open(parent.context, schema, at)?;
    if depth > MAX_DEPTH {
        node.context.error(&node.at, LintCode::TooDeep, "");
        return None;
    }
    let mut all = values(&node, path)?;
    for (keyword, operator) in [("allOf", "and"), ("anyOf", "or")] {
        if node.has(keyword) {
            let each = node.entries(keyword).map(|(at, schema)| keywords(&node, schema, at, path, depth + 1));
            all.push(json!({operator: each.collect::<Option<Vec<_>>>()?}));
        }
    }
    if let Some(schema) = node.get("not") {
        all.push(json!({"!": [keywords(&node, schema, node.path("not"), path, depth + 1)?]}));
    }
    if let Some(schema) = node.get("contains") {
        let entry = keywords(&node, schema, node.path("contains"), "", depth + 1)?;
        all.push(json!({"or": [absent(path), {"some": [variable(path), entry]}]}));
    }
    let names: Vec<String> =
        node.list("required").iter().filter_map(Value::as_str).map(|name| join(path, name)).collect();
    if !names.is_empty() {
        // No difference is made between an object that is not there and one with nothing in it.
        all.push(json!({"!": [{"missing": names}]}));
    }
    for (name, schema) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let (at, path) = (format!("{}/properties/{name}", node.at), join(path, name));
        let holds = keywords(&node, schema, at, &path, depth + 1)?;
        all.push(json!({"or": [{"missing": [path]}, holds]}));
    }
    node.close();
    match all.len() {
        0 => Some(json!(true)),
        1 => all.pop(),
        _ => Some(json!({"and": all})),
    }
}

/// The keywords about the value itself.
fn values(node: &Node<'_, '_>, path: &str) -> Option<Vec<Value>> {
    let mut all = Vec::new();
    if let Some(value) = node.get("const") {
        all.push(json!({"===": [variable(path), constant(node, "const", value)?]}));
    }
    if let Some(values) = node.get("enum") {
        all.push(json!({"in": [variable(path), constant(node, "enum", values)?]}));
    }
    match node.string("type") {
        Some("boolean") => all.push(json!({"in": [variable(path), [true, false]]})),
        // Said already by a value of that type, or by the type of the field.
        Some("object" | "array") => {}
        Some(_) if !all.is_empty() => {}
        Some(other) => {
            node.bad("type", LintCode::UnsupportedKeyword, other);
            return None;
        }
        None => {}
    }
    for (keyword, operator) in
        [("minimum", ">="), ("maximum", "<="), ("exclusiveMinimum", ">"), ("exclusiveMaximum", "<")]
    {
        if let Some(bound) = node.number(keyword) {
            all.push(json!({"or": [absent(path), {operator: [variable(path), bound]}]}));
        }
    }
    if let Some(text) = node.string("pattern") {
        let Some(matches) = pattern::logic(text, &variable(path)) else {
            node.bad("pattern", LintCode::UnsupportedKeyword, text);
            return None;
        };
        all.push(json!({"or": [absent(path), matches]}));
    }
    match node.count("minLength") {
        // An empty text counts as not given, here as everywhere.
        Some(0 | 1) | None => Some(all),
        Some(_) => {
            node.bad("minLength", LintCode::UnsupportedKeyword, "only 1");
            None
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
