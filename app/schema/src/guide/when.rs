//! A condition as a form of plain inputs can write it: several comparisons of a question with a value, all or any of which must
//! hold. What is more than that is written as JSON Logic.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::{Ask, Guide};
use crate::expr::{Expr, Op};

/// The most comparisons of a condition that a form offers and reads.
pub const MOST_TERMS: usize = 12;

/// How an answer is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GuideIs {
    /// It is this.
    Is,
    /// It is not this.
    IsNot,
    /// It is one of these, separated by commas.
    OneOf,
    /// It is less, or earlier.
    Less,
    /// It is at most this.
    AtMost,
    /// It is more, or later.
    More,
    /// It is at least this.
    AtLeast,
}

impl GuideIs {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] =
        [Self::Is, Self::IsNot, Self::OneOf, Self::Less, Self::AtMost, Self::More, Self::AtLeast];

    /// Its name in a form.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is_not",
            Self::OneOf => "one_of",
            Self::Less => "less",
            Self::AtMost => "at_most",
            Self::More => "more",
            Self::AtLeast => "at_least",
        }
    }

    /// The operator of JSON Logic.
    const fn operator(self) -> &'static str {
        match self {
            Self::Is => "==",
            Self::IsNot => "!=",
            Self::OneOf => "in",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideTerm {
    /// The question, by its id.
    pub question: String,
    /// How.
    pub is: GuideIs,
    /// With what, as an address has it.
    pub value: String,
}

/// A condition of comparisons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideWhen {
    /// Whether one that holds is enough.
    #[serde(default)]
    pub any: bool,
    /// The comparisons. Without one the condition always holds.
    pub terms: Vec<GuideTerm>,
}

impl GuideWhen {
    /// The condition of a part of a guide, if a form of [`MOST_TERMS`] comparisons says all of it: what it would not give back the
    /// same, such as a comparison with what is no question, is JSON Logic.
    pub fn of(guide: &Guide, expr: &Expr) -> Option<Self> {
        let (any, parts) = match expr {
            Expr::Call(Op::And, parts) => (false, parts.as_slice()),
            Expr::Call(Op::Or, parts) => (true, parts.as_slice()),
            single => (false, std::slice::from_ref(single)),
        };
        if parts.len() > MOST_TERMS {
            return None;
        }
        let terms = parts.iter().map(|part| term(&part.to_value())).collect::<Option<Vec<_>>>()?;
        let when = Self { any, terms };
        let is_typed =
            when.terms.iter().all(|it| guide.question(&it.question).is_some() && is_typed(&it.value));
        let again = when.expr(guide).and_then(|again| Expr::parse(&again).ok());
        (is_typed && again.as_ref() == Some(expr)).then_some(when)
    }

    /// The condition as it is stored; none where it always holds. Comparisons with what is no question are kept: the lint names
    /// them.
    pub fn expr(&self, guide: &Guide) -> Option<Value> {
        let mut parts: Vec<Value> = self.terms.iter().map(|term| written(guide, term)).collect();
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ if self.any => Some(json!({ "or": parts })),
            _ => Some(json!({ "and": parts })),
        }
    }
}

fn term(part: &Value) -> Option<GuideTerm> {
    let of = |question: &Value, is: GuideIs, value: String| {
        Some(GuideTerm { question: question.get("var")?.as_str()?.to_owned(), is, value })
    };
    if part.get("var").is_some() {
        return of(part, GuideIs::Is, "yes".to_owned());
    }
    let (operator, operands) = part.as_object()?.iter().next()?;
    let operands = operands.as_array()?;
    match (operator.as_str(), operands.as_slice()) {
        ("!", [question]) => of(question, GuideIs::Is, "no".to_owned()),
        ("in", [question, Value::Array(values)]) => {
            let values: Vec<String> = values.iter().map(plain).collect::<Option<_>>()?;
            of(question, GuideIs::OneOf, values.join(","))
        }
        (operator, [question, value]) => {
            let is =
                GuideIs::ALL.into_iter().find(|it| it.operator() == operator && *it != GuideIs::OneOf)?;
            of(question, is, plain(value)?)
        }
        _ => None,
    }
}

/// Whether an input of one line gives a text back as it is.
fn is_typed(value: &str) -> bool {
    value == value.trim() && !value.contains(char::is_control)
}

/// A constant as an address has it.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("yes".to_owned()),
        Value::Bool(false) => Some("no".to_owned()),
        _ => None,
    }
}

fn written(guide: &Guide, GuideTerm { question, is, value }: &GuideTerm) -> Value {
    let var = json!({ "var": question });
    let kind = guide.question(question).map(|question| &question.kind);
    let constant = |text: &str| match kind {
        Some(Ask::Number { .. }) => text.trim().parse::<i64>().map_or_else(|_| text.into(), Value::from),
        _ => Value::from(text.trim()),
    };
    match (kind, is, value.as_str()) {
        (Some(Ask::YesNo), GuideIs::Is, "yes") | (Some(Ask::YesNo), GuideIs::IsNot, "no") => var,
        (Some(Ask::YesNo), GuideIs::Is, "no") | (Some(Ask::YesNo), GuideIs::IsNot, "yes") => {
            json!({ "!": [var] })
        }
        (_, GuideIs::OneOf, values) => {
            let values: Vec<Value> = values.split([',', '，', '、']).map(constant).collect();
            json!({ "in": [var, values] })
        }
        (_, is, value) => {
            let mut call = serde_json::Map::new();
            call.insert(is.operator().to_owned(), json!([var, constant(value)]));
            Value::Object(call)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guide() -> Guide {
        let text = |text: &str| json!({ "zh-CN": text });
        serde_json::from_value(json!({
            "code": "x", "title": text("x"), "as_of": "2026-01-01",
            "questions": [
                { "id": "a", "ask": text("a"), "kind": "yes_no" },
                { "id": "n", "ask": text("n"), "kind": "number", "min": 0, "max": 9 },
                { "id": "c", "ask": text("c"), "kind": "choice", "choices": [
                    { "value": "one", "label": text("1") }, { "value": "two", "label": text("2") },
                ] },
            ],
            "outcomes": [{ "id": "e", "say": text("e"), "ends": "not_eligible" }],
        }))
        .unwrap()
    }

    #[test]
    fn what_a_form_can_write_is_read_as_it_was_written() {
        for logic in [
            json!({ "var": "a" }),
            json!({ "!": [{ "var": "a" }] }),
            json!({ "==": [{ "var": "c" }, "one"] }),
            json!({ "in": [{ "var": "c" }, ["one", "two"]] }),
            json!({ "and": [{ "var": "a" }, { "<": [{ "var": "n" }, 6] }] }),
            json!({ "or": [{ ">=": [{ "var": "n" }, 6] }, { "!=": [{ "var": "c" }, "two"] }] }),
        ] {
            let when =
                GuideWhen::of(&guide(), &Expr::parse(&logic).unwrap()).unwrap_or_else(|| panic!("{logic}"));
            assert_eq!(when.expr(&guide()), Some(logic));
        }
        assert_eq!(GuideWhen::default().expr(&guide()), None);
    }

    #[test]
    fn what_it_cannot_write_is_left_to_json_logic() {
        let many = |count: usize| vec![json!({ "var": "a" }); count];
        for logic in [
            json!({ "and": [{ "or": [{ "var": "a" }, { "var": "a" }] }, { "var": "a" }] }),
            json!({ "<": [1, { "var": "n" }, 6] }),
            json!({ "==": [1, 1] }),
            // More than a form reads.
            json!({ "and": many(MOST_TERMS + 1) }),
            // What would not come back the same.
            json!({ "and": [] }),
            json!({ "or": [{ "var": "a" }] }),
            json!({ "var": "n" }),
            json!({ "!": [{ "var": "c" }] }),
            json!({ "==": [{ "var": "a" }, true] }),
            json!({ "==": [{ "var": "n" }, "6"] }),
            json!({ "==": [{ "var": "n" }, 6.5] }),
            json!({ "in": [{ "var": "c" }, ["one, two", "three"]] }),
            json!({ "in": [{ "var": "c" }, []] }),
            json!({ "==": [{ "var": "c" }, " one"] }),
            json!({ "==": [{ "var": "c" }, "o\nne"] }),
            json!({ "==": [{ "var": "gone" }, "one"] }),
        ] {
            assert_eq!(GuideWhen::of(&guide(), &Expr::parse(&logic).unwrap()), None, "{logic}");
        }
        let most = json!({ "and": many(MOST_TERMS) });
        assert!(GuideWhen::of(&guide(), &Expr::parse(&most).unwrap()).is_some());
    }

    /// A number by a rule of its own (Knuth's), so that a failure is one again.
    fn draw(seed: &mut u64, below: usize) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as usize % below
    }

    fn some(seed: &mut u64, depth: usize) -> Value {
        let operators = ["and", "or", "!", "==", "!=", "in", "<", "<=", ">", ">=", "var"];
        let values = [
            json!("one"),
            json!("two,one"),
            json!("yes"),
            json!(" no"),
            json!(""),
            json!(6),
            json!("6"),
            json!(2.5),
            json!(true),
            json!(false),
            json!(null),
            json!(["one", "two"]),
            json!([1, 2]),
            json!([]),
        ];
        let questions = ["a", "n", "c", "gone", " a", ""];
        if depth == 0 || draw(seed, 4) == 0 {
            return match draw(seed, 2) {
                0 => json!({ "var": questions[draw(seed, questions.len())] }),
                _ => values[draw(seed, values.len())].clone(),
            };
        }
        match operators[draw(seed, operators.len())] {
            "var" => json!({ "var": questions[draw(seed, questions.len())] }),
            operator @ ("and" | "or") => {
                let parts: Vec<Value> = (0..draw(seed, 5)).map(|_| some(seed, depth - 1)).collect();
                json!({ operator: parts })
            }
            "!" => json!({ "!": [some(seed, depth - 1)] }),
            operator => {
                let question = json!({ "var": questions[draw(seed, questions.len())] });
                json!({ operator: [question, values[draw(seed, values.len())]] })
            }
        }
    }

    #[test]
    fn whatever_a_form_shows_it_gives_back() {
        let (mut seed, mut shown) = (7, 0);
        for _ in 0..20_000 {
            let logic = some(&mut seed, 2);
            let Ok(expr) = Expr::parse(&logic) else { continue };
            let Some(when) = GuideWhen::of(&guide(), &expr) else { continue };
            // As a form sends it.
            let trimmed = |it: &GuideTerm| GuideTerm {
                question: it.question.trim().to_owned(),
                value: it.value.trim().to_owned(),
                ..it.clone()
            };
            let sent = GuideWhen { any: when.any, terms: when.terms.iter().map(trimmed).collect() };
            let again = sent.expr(&guide()).map(|again| Expr::parse(&again).unwrap());
            assert_eq!(again, Some(expr), "{logic}");
            shown += 1;
        }
        assert!(shown > 500, "{shown}");
    }
}
