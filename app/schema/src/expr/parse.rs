//! JSON Logic to the typed tree and back. Unknown operators and outsized rules are refused here, once.

use std::fmt;

use serde_json::{Map, Value};

use super::{Added, Expr, Op};

/// Deeper than any rule a person can follow, and shallow enough for the stack of a browser.
const MAX_DEPTH: usize = 64;
/// Operations and constants in one rule.
const MAX_SIZE: usize = 4096;

/// Why a value is not an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprError {
    /// Neither JSON Logic nor our additions have such an operator.
    UnknownOperator(String),
    /// One of our additions with arguments it does not take.
    Arguments(Added),
    /// Nested too deeply.
    TooDeep,
    /// Too many parts.
    TooLarge,
}

impl fmt::Display for ExprError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOperator(name) => write!(f, "unknown operator {name:?}"),
            Self::Arguments(added) => write!(f, "arguments that {:?} does not take", added.name()),
            Self::TooDeep => write!(f, "nested deeper than {MAX_DEPTH}"),
            Self::TooLarge => write!(f, "more than {MAX_SIZE} parts"),
        }
    }
}

impl std::error::Error for ExprError {}

impl Expr {
    /// Reads JSON Logic.
    ///
    /// # Errors
    /// An operator that there is not, an addition with wrong arguments, or a rule beyond the bounds of depth and size.
    pub fn parse(rule: &Value) -> Result<Self, ExprError> {
        let mut room = MAX_SIZE;
        parse(rule, MAX_DEPTH, &mut room)
    }

    /// The expression as JSON Logic. Parsing it gives the same expression again.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::List(items) => items.iter().map(Self::to_value).collect(),
            Self::Var(path, None) => operation(Op::Var, path.as_str().into()),
            Self::Var(path, Some(default)) => {
                operation(Op::Var, Value::Array(vec![path.as_str().into(), default.to_value()]))
            }
            Self::Call(op, args) => operation(*op, args.iter().map(Self::to_value).collect()),
        }
    }
}

fn operation(op: Op, args: Value) -> Value {
    Value::Object(Map::from_iter([(op.name().to_owned(), args)]))
}

fn parse(rule: &Value, depth: usize, room: &mut usize) -> Result<Expr, ExprError> {
    let depth = depth.checked_sub(1).ok_or(ExprError::TooDeep)?;
    *room = room.checked_sub(1).ok_or(ExprError::TooLarge)?;
    match rule {
        Value::Array(items) => Ok(list(parse_all(items, depth, room)?)),
        Value::Object(object) if object.len() == 1 => match object.iter().next() {
            Some((name, args)) => parse_call(name, args, depth, room),
            None => Ok(Expr::Value(rule.clone())),
        },
        Value::Object(_) => {
            weigh(rule, depth, room)?;
            Ok(Expr::Value(rule.clone()))
        }
        constant => Ok(Expr::Value(constant.clone())),
    }
}

fn parse_all(items: &[Value], depth: usize, room: &mut usize) -> Result<Vec<Expr>, ExprError> {
    items.iter().map(|item| parse(item, depth, room)).collect()
}

fn parse_call(name: &str, args: &Value, depth: usize, room: &mut usize) -> Result<Expr, ExprError> {
    let op = Op::from_name(name).ok_or_else(|| ExprError::UnknownOperator(name.to_owned()))?;
    let mut args = match args {
        Value::Array(items) => parse_all(items, depth, room)?,
        single => vec![parse(single, depth, room)?],
    };
    if op == Op::Var
        && args.len() <= 2
        && let Some(path) = args.first().map_or(Some(String::new()), constant_path)
    {
        let default = if args.len() == 2 { args.pop().map(Box::new) } else { None };
        return Ok(Expr::Var(path, default));
    }
    match op {
        Op::Added(added) if !added.takes(&args) => Err(ExprError::Arguments(added)),
        _ => Ok(Expr::Call(op, args)),
    }
}

/// A path known without data: a text, an index, or nothing for all of the data.
fn constant_path(path: &Expr) -> Option<String> {
    match path {
        Expr::Value(Value::String(path)) => Some(path.clone()),
        Expr::Value(Value::Number(index)) => Some(index.to_string()),
        Expr::Value(Value::Null) => Some(String::new()),
        _ => None,
    }
}

/// One constant instead of many, where nothing is computed.
fn list(items: Vec<Expr>) -> Expr {
    if !items.iter().all(|item| matches!(item, Expr::Value(_))) {
        return Expr::List(items);
    }
    let values = items.into_iter().filter_map(|item| match item {
        Expr::Value(value) => Some(value),
        _ => None,
    });
    Expr::Value(values.collect())
}

/// The bounds hold inside constant objects too, which are not parsed.
fn weigh(value: &Value, depth: usize, room: &mut usize) -> Result<(), ExprError> {
    let depth = depth.checked_sub(1).ok_or(ExprError::TooDeep)?;
    *room = room.checked_sub(1).ok_or(ExprError::TooLarge)?;
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| weigh(item, depth, room)),
        Value::Object(object) => object.values().try_for_each(|item| weigh(item, depth, room)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn unknown_operators_are_refused_wherever_they_stand() {
        let check = |rule, name: &str| {
            assert_eq!(Expr::parse(&rule), Err(ExprError::UnknownOperator(name.into())));
        };
        check(json!({"log": "a"}), "log");
        check(json!({"and": [true, {"eval": "1"}]}), "eval");
        check(json!([1, {"": []}]), "");
        assert!(Expr::parse(&json!({"a": 1, "b": 2})).is_ok(), "an object with two keys is a constant");
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = (0..100).fold(json!(true), |inner, _| json!({"!": [inner]}));
        assert_eq!(Expr::parse(&deep), Err(ExprError::TooDeep));
        let constant = (0..100).fold(json!(true), |inner, _| json!({"a": inner, "b": 1}));
        assert_eq!(Expr::parse(&constant), Err(ExprError::TooDeep));
        let wide = json!({"in": [{"var": "a"}, vec![1; 5000]]});
        assert_eq!(Expr::parse(&wide), Err(ExprError::TooLarge));
    }

    #[test]
    fn an_expression_survives_being_written() {
        let check = |rule, written| {
            let expr = Expr::parse(&rule).unwrap();
            assert_eq!(expr.to_value(), written);
            assert_eq!(serde_json::from_value::<Expr>(written).unwrap(), expr);
        };
        check(json!({"var": ["a.b"]}), json!({"var": "a.b"}));
        check(json!({"var": []}), json!({"var": ""}));
        check(json!({"var": [1, null]}), json!({"var": ["1", null]}));
        check(json!({"?:": [{"!": {"var": "a"}}, 1, 2]}), json!({"if": [{"!": [{"var": "a"}]}, 1, 2]}));
        check(json!({"in": [{"var": "a"}, ["x", "y"]]}), json!({"in": [{"var": "a"}, ["x", "y"]]}));
        check(json!({"merge": [[1, {"var": "a"}]]}), json!({"merge": [[1, {"var": "a"}]]}));
    }
}
