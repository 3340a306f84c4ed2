//! Which data an expression reads, as JSON Pointers: the edges of the dependency graph.

use std::collections::BTreeSet;

use serde_json::Value;

use super::added::{Added, element};
use super::{Expr, Op};

/// The JSON Pointer of a dotted path: `a.b` is `/a/b`, the empty path is all of the data.
pub fn pointer_of_path(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    path.split('.')
        .fold(String::new(), |pointer, key| pointer + "/" + &key.replace('~', "~0").replace('/', "~1"))
}

/// The dotted path of a JSON Pointer, the inverse of [`pointer_of_path`]. A key with a dot in it has no path.
pub fn path_of_pointer(pointer: &str) -> String {
    let keys = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
    keys.collect::<Vec<_>>().join(".")
}

/// Whether `pointer` is `ancestor` or lies below it.
pub fn under(pointer: &str, ancestor: &str) -> bool {
    pointer.strip_prefix(ancestor).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Expr {
    /// JSON Pointers to what it reads of its data. A list that is gone through counts as read whole;
    /// `""` (all of the data) is named when a path is computed and so cannot be known.
    pub fn reads(&self) -> BTreeSet<String> {
        let mut pointers = BTreeSet::new();
        self.collect(&mut pointers);
        pointers
    }

    /// JSON Pointers to what it reads of the whole, as [`super::Context::whole`] has it, also for each entry of a list.
    pub fn reads_of_whole(&self) -> BTreeSet<String> {
        let mut pointers = BTreeSet::new();
        self.each(&mut |expr| match expr {
            Self::Var(path, _) if path.starts_with('/') => _ = pointers.insert(path.clone()),
            _ => {}
        });
        pointers
    }

    /// The ids of the data elements it reads from the facts of the context.
    pub fn elements(&self) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        self.each(&mut |expr| ids.extend(element(expr).map(ToOwned::to_owned)));
        ids
    }

    /// Whether it counts working days, for which the context needs a calendar.
    pub fn counts_working_days(&self) -> bool {
        let mut counts = false;
        self.each(&mut |expr| {
            counts |=
                matches!(expr, Self::Call(Op::Added(Added::WorkingDaysBetween | Added::AddWorkingDays), _));
        });
        counts
    }

    /// Visits the expression and all within it.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Value(_) => {}
            Self::List(items) | Self::Call(_, items) => items.iter().for_each(|item| item.each(visit)),
            Self::Var(_, default) => default.iter().for_each(|default| default.each(visit)),
        }
    }

    fn collect(&self, into: &mut BTreeSet<String>) {
        match self {
            Self::Value(_) => {}
            Self::List(items) => items.iter().for_each(|item| item.collect(into)),
            Self::Var(path, default) => {
                if !path.starts_with('/') {
                    into.insert(pointer_of_path(path));
                }
                default.iter().for_each(|default| default.collect(into));
            }
            Self::Call(op, args) => collect_call(*op, args, into),
        }
    }
}

fn collect_call(op: Op, args: &[Expr], into: &mut BTreeSet<String>) {
    let named = match op {
        // What runs per entry sees only that entry, which lies below the list.
        Op::Filter | Op::Map | Op::All | Op::None | Op::Some => {
            return args.iter().take(1).for_each(|list| list.collect(into));
        }
        Op::Reduce => {
            return args.iter().take(1).chain(args.get(2)).for_each(|arg| arg.collect(into));
        }
        Op::Missing => args,
        Op::MissingSome => args.get(1..).unwrap_or_default(),
        Op::Var => {
            into.insert(String::new());
            &[]
        }
        _ => &[],
    };
    args.iter().for_each(|arg| arg.collect(into));
    for arg in named {
        match arg {
            Expr::Value(value) => collect_names(value, into),
            _ => {
                into.insert(String::new());
            }
        }
    }
}

fn collect_names(names: &Value, into: &mut BTreeSet<String>) {
    match names {
        Value::Array(names) => names.iter().for_each(|name| collect_names(name, into)),
        Value::String(path) => {
            into.insert(pointer_of_path(path));
        }
        other => {
            into.insert(pointer_of_path(&other.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Context, Truth};
    use serde_json::json;

    #[test]
    fn an_expression_names_what_it_reads() {
        let check = |rule, expect: &[&str]| {
            let reads = Expr::parse(&rule).unwrap().reads();
            assert_eq!(reads.iter().collect::<Vec<_>>(), expect, "{rule}");
        };
        check(json!(true), &[]);
        check(
            json!({"and": [{"var": "b"}, {"==": [{"var": ["a.x", {"var": "c"}]}, 1]}]}),
            &["/a/x", "/b", "/c"],
        );
        check(json!({"some": [{"var": "children"}, {"<": [{"var": "age"}, 3]}]}), &["/children"]);
        check(
            json!({"reduce": [{"var": "rows"}, {"var": "current"}, {"var": "start"}]}),
            &["/rows", "/start"],
        );
        check(json!({"missing": ["a", "b.c"]}), &["/a", "/b/c"]);
        check(json!({"missing_some": [1, ["a", 2]]}), &["/2", "/a"]);
        check(json!({"missing": {"merge": ["a", {"var": "b"}]}}), &["", "/b"]);
        check(json!({"var": {"var": "which"}}), &["", "/which"]);
        check(json!({"var": "x/y.m~n"}), &["/x~1y/m~0n"]);
    }

    #[test]
    fn what_is_read_of_the_whole_is_told_apart() {
        let expr = json!({"some": [{"var": "rows"}, {"<": [{"var": "age"}, {"var": ["/limits/0/age", {"var": "/b"}]}]}]});
        let expr = Expr::parse(&expr).unwrap();
        let of_whole = expr.reads_of_whole();
        assert_eq!(of_whole.iter().collect::<Vec<_>>(), ["/b", "/limits/0/age"]);
        assert_eq!(expr.reads().iter().collect::<Vec<_>>(), ["/rows"]);
        let whole = json!({"limits": [{"age": 3}], "age": 9});
        let context = Context { whole: Some(&whole), ..Context::default() };
        let rows = |age: i32| json!({"rows": [{"age": age}]});
        assert_eq!(expr.eval3_in(&rows(2), "", context), Truth::Yes);
        assert_eq!(expr.eval3_in(&rows(3), "", context), Truth::No);
        let nothing = Context { whole: Some(&Value::Null), ..Context::default() };
        assert_eq!(expr.eval3_in(&rows(2), "/x", nothing), Truth::Unknown(BTreeSet::from(["/b".to_owned()])));
        assert_eq!(expr.known_in(&rows(2), "/x", nothing), None);
        assert_eq!(expr.known_in(&rows(2), "/x", context), Some(true.into()));
    }

    #[test]
    fn paths_and_pointers_are_each_others_inverse() {
        for path in ["", "a", "a.b.0", "x/y.m~n", "~1", "a..b"] {
            assert_eq!(path_of_pointer(&pointer_of_path(path)), path);
        }
    }

    #[test]
    fn below_means_at_a_slash() {
        assert!(under("/a/b", "/a") && under("/a", "/a") && under("/a", ""));
        assert!(!under("/ab", "/a") && !under("/a", "/a/b"));
    }
}
