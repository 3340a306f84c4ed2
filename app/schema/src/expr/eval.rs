//! Evaluation. One walk serves both modes: [`Expr::eval`] takes what is missing for null,
//! [`Expr::eval3`] for unknown, and unknown passes through every operation that needs the value.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::added::Added;
use super::coerce::{same, to_text, truthy};
use super::strict::strict;
use super::{Context, Expr, Op, Truth, added, pointer_of_path};

/// Work one evaluation may do, so that no definition can hang a phone. No real rule comes near.
pub(super) const FUEL: usize = 1_000_000;

/// Entries in a list that an evaluation makes. Lists in the data may be longer.
const MAX_ENTRIES: usize = 10_000;

pub(super) static NULL: Value = Value::Null;

/// A value, or the pointers of what is missing to know it. Never an error in the two-valued mode.
pub(super) type Known<'a> = Result<Cow<'a, Value>, BTreeSet<String>>;

/// What an expression sees: the data, and in the three-valued mode where in the whole data they lie.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) data: &'a Value,
    at: Option<&'a str>,
    pub(super) three: bool,
    pub(super) context: Context<'a>,
    fuel: &'a Cell<usize>,
}

impl Expr {
    /// The value by JSON Logic as published. What is no number (a division by zero) is null, and so is
    /// the value of a rule that works without end.
    pub fn eval(&self, data: &Value) -> Value {
        self.eval_in(data, Context::default())
    }

    /// [`Expr::eval`] with what there is besides the data.
    pub fn eval_in(&self, data: &Value, context: Context<'_>) -> Value {
        let fuel = Cell::new(FUEL);
        let scope = Scope { data, at: None, three: false, context, fuel: &fuel };
        self.run(&scope).map_or(Value::Null, Cow::into_owned)
    }

    /// Whether it holds when missing data (absent, null or empty text) are unknown.
    pub fn eval3(&self, data: &Value) -> Truth {
        self.eval3_at(data, "")
    }

    /// [`Expr::eval3`] by one of several, which have so much `work` for all of them: what it takes is taken from that.
    pub(crate) fn eval3_of(&self, data: &Value, work: &Cell<usize>) -> Truth {
        let given = FUEL.min(work.get());
        let fuel = Cell::new(given);
        let truth = self.truth(&Scope::three(data, "", Context::default(), &fuel));
        work.set(work.get() - (given - fuel.get()));
        truth
    }

    /// [`Expr::eval3`] on data that lie at the pointer `at`, such as one row of a list.
    pub fn eval3_at(&self, data: &Value, at: &str) -> Truth {
        self.eval3_in(data, at, Context::default())
    }

    /// [`Expr::eval3_at`] with what there is besides the data.
    pub fn eval3_in(&self, data: &Value, at: &str, context: Context<'_>) -> Truth {
        let fuel = Cell::new(FUEL);
        self.truth(&Scope::three(data, at, context, &fuel))
    }

    /// The value, where all that it needs is known; three-valued as [`Expr::eval3_in`].
    pub fn known_in(&self, data: &Value, at: &str, context: Context<'_>) -> Option<Value> {
        let fuel = Cell::new(FUEL);
        self.run(&Scope::three(data, at, context, &fuel)).ok().map(Cow::into_owned)
    }

    pub(super) fn truth(&self, scope: &Scope<'_>) -> Truth {
        match self.run(scope) {
            Ok(value) if truthy(&value) => Truth::Yes,
            Ok(_) => Truth::No,
            Err(missing) => Truth::Unknown(missing),
        }
    }

    fn run<'a>(&'a self, scope: &Scope<'a>) -> Known<'a> {
        if !scope.spend(1) {
            return scope.exhausted();
        }
        match self {
            Self::Value(value) => Ok(Cow::Borrowed(value)),
            Self::List(items) => scope.own_all(run_all(items, scope)?),
            Self::Var(path, default) => scope.look_up(path, default.as_deref()),
            Self::Call(op, args) => call(*op, args, scope),
        }
    }
}

impl<'a> Scope<'a> {
    /// What is seen in the three-valued mode from this place of the data.
    pub(super) fn three(data: &'a Value, at: &'a str, context: Context<'a>, fuel: &'a Cell<usize>) -> Self {
        Self { data, at: Some(at), three: true, context, fuel }
    }

    /// Takes work from what is left; false when there is not enough.
    pub(super) fn spend(&self, work: usize) -> bool {
        let left = self.fuel.get().checked_sub(work);
        self.fuel.set(left.unwrap_or(0));
        left.is_some()
    }

    pub(super) fn exhausted<'b>(&self) -> Known<'b> {
        if self.three { Err(only(String::new())) } else { Ok(Cow::Borrowed(&NULL)) }
    }

    /// Copying costs what is copied: a `reduce` that doubles its accumulator must come to an end.
    fn own(&self, value: Cow<'_, Value>) -> Result<Value, BTreeSet<String>> {
        if self.spend(weight(&value)) {
            Ok(value.into_owned())
        } else {
            self.exhausted().map(Cow::into_owned)
        }
    }

    pub(super) fn own_all<'b>(&self, values: Vec<Cow<'_, Value>>) -> Known<'b> {
        let values = values.into_iter().map(|value| self.own(value)).collect::<Result<Vec<_>, _>>()?;
        self.list(values)
    }

    /// A list, if it is not too long.
    pub(super) fn list<'b>(&self, values: Vec<Value>) -> Known<'b> {
        if values.len() > MAX_ENTRIES { self.exhausted() } else { Ok(Cow::Owned(Value::Array(values))) }
    }

    fn look_up(&self, path: &str, default: Option<&'a Expr>) -> Known<'a> {
        let found = match self.context.whole {
            Some(whole) if path.starts_with('/') => whole.pointer(path),
            _ => find(self.data, path),
        };
        if let Some(value) = found.filter(|value| !self.three || !is_missing(value)) {
            return Ok(Cow::Borrowed(value));
        }
        match default {
            Some(default) => default.run(self),
            None if self.three => Err(only(self.pointer(path))),
            None => Ok(Cow::Borrowed(&NULL)),
        }
    }

    pub(super) fn pointer(&self, path: &str) -> String {
        if self.context.whole.is_some() && path.starts_with('/') {
            return path.to_owned();
        }
        self.at.map_or_else(String::new, |at| at.to_owned() + &pointer_of_path(path))
    }

    /// Runs `body` on each entry of the list until `each` wants no more. False if there is no list, or an empty one.
    fn for_each(
        &self,
        args: &'a [Expr],
        mut each: impl FnMut(&Value, Known<'_>) -> bool,
    ) -> Result<bool, BTreeSet<String>> {
        let [list, rest @ ..] = args else { return Ok(false) };
        let value = list.run(self)?;
        let Some(items) = value.as_array().filter(|items| !items.is_empty()) else { return Ok(false) };
        let null = Expr::Value(Value::Null);
        let body = rest.first().unwrap_or(&null);
        let list = match list {
            Expr::Var(path, _) if self.three => self.at.map(|_| self.pointer(path)),
            _ => None,
        };
        for (index, item) in items.iter().enumerate() {
            let at = list.as_ref().map(|list| format!("{list}/{index}"));
            let scope = Scope { data: item, at: at.as_deref(), ..*self };
            if !each(item, body.run(&scope)) {
                break;
            }
        }
        Ok(true)
    }
}

/// `BTreeSet::from` would bring a sorting routine to the browser.
pub(super) fn only(pointer: String) -> BTreeSet<String> {
    let mut set = BTreeSet::new();
    set.insert(pointer);
    set
}

/// What is missing: absent, null or the empty text, as the operator `missing` has it.
pub(super) fn is_missing(value: &Value) -> bool {
    value.is_null() || value == ""
}

pub(super) fn find<'a>(data: &'a Value, path: &str) -> Option<&'a Value> {
    if path.is_empty() {
        return Some(data);
    }
    path.split('.').try_fold(data, |data, key| match data {
        Value::Object(object) => object.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => 1 + text.len(),
        Value::Array(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(weight).sum::<usize>(),
        _ => 1,
    }
}

/// All the values, or all that is missing for them.
fn run_all<'a>(args: &'a [Expr], scope: &Scope<'a>) -> Result<Vec<Cow<'a, Value>>, BTreeSet<String>> {
    let mut values = Vec::with_capacity(args.len());
    let mut missing = BTreeSet::new();
    for arg in args {
        match arg.run(scope) {
            Ok(value) => values.push(value),
            Err(more) => missing.extend(more),
        }
    }
    if missing.is_empty() { Ok(values) } else { Err(missing) }
}

fn call<'a>(op: Op, args: &'a [Expr], scope: &Scope<'a>) -> Known<'a> {
    match op {
        Op::If => branch(args, scope),
        Op::And => until(false, args, scope),
        Op::Or => until(true, args, scope),
        Op::All => quantify(args, scope, false, false, false),
        Op::None => quantify(args, scope, true, true, false),
        Op::Some => quantify(args, scope, false, true, true),
        Op::Filter => filter(args, scope),
        Op::Map => map(args, scope),
        Op::Reduce => reduce(args, scope),
        Op::Var => {
            let path = args.first().map_or(Ok(Cow::Borrowed(&NULL)), |path| path.run(scope))?;
            let path = if path.is_null() { Cow::Borrowed("") } else { to_text(&path) };
            scope.look_up(&path, args.get(1))
        }
        Op::Added(Added::Element) => scope.element(args),
        Op::Added(added) => added::call(added, args, &run_all(args, scope)?, scope),
        _ => strict(op, &run_all(args, scope)?, scope),
    }
}

fn branch<'a>(args: &'a [Expr], scope: &Scope<'a>) -> Known<'a> {
    match args {
        [] => Ok(Cow::Borrowed(&NULL)),
        [last] => last.run(scope),
        [condition, then, rest @ ..] => match condition.run(scope) {
            Ok(value) if truthy(&value) => then.run(scope),
            Ok(_) => branch(rest, scope),
            // Known all the same when both ways lead to the same value.
            Err(missing) => match (then.run(scope), branch(rest, scope)) {
                (Ok(then), Ok(otherwise)) if same(&then, &otherwise) => Ok(then),
                _ => Err(missing),
            },
        },
    }
}

/// `and` and `or`: the first value that settles it, whatever is missing beside it; else the last.
fn until<'a>(settles: bool, args: &'a [Expr], scope: &Scope<'a>) -> Known<'a> {
    let mut last = Cow::Borrowed(&NULL);
    let mut missing = BTreeSet::new();
    for arg in args {
        match arg.run(scope) {
            Ok(value) if truthy(&value) == settles => return Ok(value),
            Ok(value) => last = value,
            Err(more) => missing.extend(more),
        }
    }
    if missing.is_empty() { Ok(last) } else { Err(missing) }
}

/// `all`, `none`, `some`: an entry whose truth is `seek` settles it as `found`.
fn quantify<'a>(args: &'a [Expr], scope: &Scope<'a>, empty: bool, seek: bool, found: bool) -> Known<'a> {
    let mut settled = false;
    let mut missing = BTreeSet::new();
    let any = scope.for_each(args, |_, result| {
        match result {
            Ok(value) => settled = truthy(&value) == seek,
            Err(more) => missing.extend(more),
        }
        !settled
    })?;
    match (any, settled, missing.is_empty()) {
        (false, ..) => Ok(Cow::Owned(empty.into())),
        (_, true, _) => Ok(Cow::Owned(found.into())),
        (_, _, true) => Ok(Cow::Owned((!found).into())),
        _ => Err(missing),
    }
}

fn filter<'a>(args: &'a [Expr], scope: &Scope<'a>) -> Known<'a> {
    let mut kept = Vec::new();
    let mut missing = BTreeSet::new();
    scope.for_each(args, |item, result| {
        match result
            .and_then(|keep| if truthy(&keep) { scope.own(Cow::Borrowed(item)).map(Some) } else { Ok(None) })
        {
            Ok(item) => kept.extend(item),
            Err(more) => missing.extend(more),
        }
        true
    })?;
    if missing.is_empty() { scope.list(kept) } else { Err(missing) }
}

fn map<'a>(args: &'a [Expr], scope: &Scope<'a>) -> Known<'a> {
    let mut values = Vec::new();
    let mut missing = BTreeSet::new();
    scope.for_each(args, |_, result| {
        match result.and_then(|value| scope.own(value)) {
            Ok(value) => values.push(value),
            Err(more) => missing.extend(more),
        }
        true
    })?;
    if missing.is_empty() { scope.list(values) } else { Err(missing) }
}

fn reduce<'a>(args: &'a [Expr], scope: &Scope<'a>) -> Known<'a> {
    let [list, rest @ ..] = args else { return Ok(Cow::Borrowed(&NULL)) };
    let list = list.run(scope)?;
    let initial = rest.get(1).map_or(Ok(Cow::Borrowed(&NULL)), |initial| initial.run(scope))?;
    let (Some(items), Some(body)) = (list.as_array(), rest.first()) else { return Ok(initial) };
    let mut accumulator = scope.own(initial)?;
    for item in items {
        let current = scope.own(Cow::Borrowed(item))?;
        let data = Value::Object(Map::from_iter([
            ("current".to_owned(), current),
            ("accumulator".to_owned(), accumulator),
        ]));
        accumulator = scope.own(body.run(&Scope { data: &data, at: None, ..*scope })?)?;
    }
    Ok(Cow::Owned(accumulator))
}
