//! What must hold of expressions for any bytes, for libFuzzer on nightly and for a property test on stable.
//!
//! The bytes are read as a rule, data and facts, so that a change of one byte is a small change of the rule.

use schema::Locale;
use schema::calendar::Calendar;
use schema::expr::{Added, Condition, Context, Expr, Op, sentence};
use serde_json::{Number, Value, json};

/// Deeper than a rule may be, so that the bound is met.
const DEPTH: usize = 70;

/// Texts that mean something to operators.
const TEXTS: [&str; 12] = [
    "",
    "a",
    "a.b",
    "rows",
    "rows.0.a",
    "current",
    "accumulator",
    "today",
    "2008-02-29",
    "9999-12-31",
    "１２Ａ　",
    "days",
];

/// Does with an expression all that can be done with one. Tells whether the bytes were one.
///
/// # Panics
/// When what must hold does not.
pub fn expr(bytes: &[u8]) -> bool {
    let mut bytes = Bytes(bytes);
    let (rule, data, facts) = (bytes.value(DEPTH), bytes.value(8), bytes.value(4));
    let Ok(expr) = Expr::parse(&rule) else { return false };
    assert_eq!(Expr::parse(&expr.to_value()).as_ref(), Ok(&expr), "written and read");

    let calendar = Calendar::default();
    let context = Context { facts: Some(&facts), calendar: Some(&calendar), whole: None };
    expr.eval(&data);
    expr.eval_in(&data, context);
    expr.eval3(&data);
    let truth = expr.eval3_in(&data, "/a", context);
    assert_eq!(expr.why_in(&data, "/a", context).truth, truth, "why");
    expr.reads();
    expr.elements();

    for locale in Locale::ALL {
        let text = sentence(&expr, locale, &|_, _| None).text(locale);
        assert!(!text.is_empty(), "a sentence");
    }
    if let Ok(condition) = Condition::try_from(&expr) {
        let built = Expr::from(condition.clone());
        assert_eq!(Condition::try_from(&built), Ok(condition), "built and read");
    }
    true
}

/// Bytes yet to be read; when they are at an end, zeros.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        match self.0 {
            [first, rest @ ..] => {
                self.0 = rest;
                *first
            }
            [] => 0,
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        let Some(depth) = depth.checked_sub(1) else { return Value::Null };
        match self.next() % 16 {
            0 => Value::Null,
            1 => Value::Bool(self.next() % 2 == 1),
            2 => i8::from_ne_bytes([self.next()]).into(),
            3 => Number::from_f64(f64::from_bits(self.bits())).map_or(Value::Null, Value::Number),
            4 => i64::from_ne_bytes(self.bits().to_ne_bytes()).into(),
            5 => self.text().into(),
            6 | 7 => self.listed().into(),
            8 => self.values(depth).into(),
            9 => json!({"a": self.value(depth), "rows": self.value(depth)}),
            10 => json!({"var": self.listed()}),
            11 | 12 => {
                let names: Vec<&str> = Op::names().collect();
                let name = names[usize::from(self.next()) % names.len()];
                json!({name: self.values(depth)})
            }
            13 | 14 => self.addition(depth),
            _ => json!({self.text(): self.value(depth)}),
        }
    }

    fn values(&mut self, depth: usize) -> Vec<Value> {
        (0..self.next() % 5).map(|_| self.value(depth)).collect()
    }

    fn addition(&mut self, depth: usize) -> Value {
        let all: Vec<Added> = Added::all().collect();
        let added = all[usize::from(self.next()) % all.len()];
        let mut args: Vec<Value> = (0..added.arity()).map(|_| self.value(depth)).collect();
        match added {
            Added::Element => args[0] = self.listed().into(),
            Added::DateAdd => args[2] = ["days", "months", "years"][usize::from(self.next()) % 3].into(),
            _ => {}
        }
        json!({added.name(): args})
    }

    fn listed(&mut self) -> &'static str {
        TEXTS[usize::from(self.next()) % TEXTS.len()]
    }

    fn text(&mut self) -> String {
        let bytes: Vec<u8> = (0..self.next() % 24).map(|_| self.next()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn bits(&mut self) -> u64 {
        (0..8).fold(0, |bits, _| bits << 8 | u64::from(self.next()))
    }
}
