//! The little table beside a rule: what it comes to for each answer to one question.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::rule::{RuleDraft, Subject, SubjectKind, compared, read_by, row_of, subjects};
use crate::expr::{Context, Expr, Truth};
use crate::form::pointer::set;
use crate::form::program::Form;
use crate::locale::Text;

/// Rows of the table, at most.
const MAX_TRIES: usize = 8;

/// Answers and what the form calls them.
type Answers = Vec<(Value, Text)>;

/// What a rule comes to for the answers to one question, all else being unanswered.
#[derive(Clone, Debug, PartialEq)]
pub struct Tries {
    /// The question: the first one the rule reads that has answers to choose from, or else that is compared with values.
    pub subject: Subject,
    /// At most eight answers; the last one is none.
    pub tries: Vec<Try>,
}

/// One answer and what the rule comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// The answer; nothing where it is not answered.
    pub answer: Option<Value>,
    /// What the form calls the answer; empty where it does not name it: yes, no, a number, none.
    pub label: Text,
    /// Whether the rule's condition holds. Only where it certainly does, the rule does what it says; where it does not,
    /// or may not, what it would show is hidden and what it would enable is read-only.
    pub truth: Truth,
}

/// The table for a rule; nothing where it reads no question of which a few answers tell something.
pub fn tries(form: &Form, rule: &RuleDraft) -> Option<Tries> {
    let row = row_of(&rule.targets);
    let all = subjects(form, row);
    let find = |pointer: &&str| all.iter().find(|subject| subject.pointer == *pointer);
    let read: Vec<&Subject> = read_by(&rule.when).iter().filter_map(find).collect();
    let some = |answers: fn(&SubjectKind, &[Value]) -> Answers| {
        read.iter().find_map(|subject| {
            let found = answers(&subject.kind, &compared(&rule.when, &subject.pointer));
            (!found.is_empty()).then_some((*subject, found))
        })
    };
    let (subject, answers) = some(chosen).or_else(|| some(written))?;
    let when = Expr::from(rule.when.clone());
    let answers = answers.into_iter().take(MAX_TRIES - 1).map(|(answer, label)| (Some(answer), label));
    let tries = answers.chain([(None, Text::default())]).map(|(answer, label)| {
        let truth = truth(&when, row.unwrap_or_default(), subject, answer.as_ref());
        Try { answer, label, truth }
    });
    Some(Tries { subject: subject.clone(), tries: tries.collect() })
}

/// What there is to choose from; where that is too much, first what the rule names.
fn chosen(kind: &SubjectKind, compared: &[Value]) -> Answers {
    let (options, is_list) = match kind {
        SubjectKind::YesNo => return [true, false].map(|answer| (answer.into(), Text::default())).into(),
        SubjectKind::Choice(options) => (options, false),
        SubjectKind::Choices(options) => (options, true),
        _ => return Vec::new(),
    };
    let mut options = options.clone();
    if options.len() >= MAX_TRIES {
        options.sort_by_key(|(value, _)| !compared.contains(value));
    }
    let answer = |(value, label)| (if is_list { json!([value]) } else { value }, label);
    options.into_iter().map(answer).collect()
}

/// What the rule compares a written answer with, and where there is a next one, those before and after.
fn written(kind: &SubjectKind, compared: &[Value]) -> Answers {
    let mut answers: Vec<Value> = match kind {
        SubjectKind::Number => compared.iter().flat_map(around_number).collect(),
        SubjectKind::Date => compared.iter().flat_map(around_day).collect(),
        SubjectKind::Text | SubjectKind::Month | SubjectKind::Region => {
            compared.iter().filter(|value| value.is_string()).cloned().collect()
        }
        _ => Vec::new(),
    };
    if *kind == SubjectKind::Number {
        let worth = |value: &Value| value.as_f64().unwrap_or_default();
        answers.sort_by(|one, other| worth(one).total_cmp(&worth(other)));
    } else {
        answers.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
    }
    answers.dedup();
    answers.into_iter().map(|answer| (answer, Text::default())).collect()
}

fn around_number(value: &Value) -> Vec<Value> {
    match value.as_i64() {
        Some(number) => (-1..=1).filter_map(|step| number.checked_add(step)).map(Value::from).collect(),
        None => value.as_f64().map(Value::from).into_iter().collect(),
    }
}

fn around_day(value: &Value) -> Vec<Value> {
    let Some(day) = value.as_str().and_then(|day| day.parse::<NaiveDate>().ok()) else { return Vec::new() };
    [day.pred_opt(), Some(day), day.succ_opt()]
        .into_iter()
        .flatten()
        .map(|day| day.to_string().into())
        .collect()
}

/// What the condition comes to with nothing but this answer, in a row if the rule is about rows.
fn truth(when: &Expr, row: &str, subject: &Subject, answer: Option<&Value>) -> Truth {
    let (mut whole, mut data) = (json!({}), json!({}));
    let is_in_row = !row.is_empty() && subject.at == format!("{row}{}", subject.pointer);
    if let Some(answer) = answer.cloned() {
        if is_in_row {
            set(&mut data, &subject.pointer, answer);
        } else {
            set(&mut whole, &subject.at, answer);
        }
    }
    let data = if row.is_empty() { &whole } else { &data };
    when.eval3_in(data, row, Context { whole: Some(&whole), ..Context::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::compile;
    use crate::form::design::{EffectDraft, Predicate, Statement, add, of_whole};

    fn form() -> Form {
        let many: Vec<Value> =
            (0..20).map(|place| json!({"const": place, "title": format!("第{place}项")})).collect();
        compile(&json!({"type": "object", "properties": {
            "married": {"type": "boolean"},
            "follows": {"oneOf": [{"const": "father", "title": "随父"}, {"const": "mother", "title": "随母"}]},
            "many": {"oneOf": many},
            "age": {"type": "integer"},
            "day": {"type": "string", "format": "date"},
            "name": {"type": "string"},
            "rows": {"type": "array", "items": {"type": "object", "properties": {
                "own": {"type": "boolean"}, "name": {"type": "string"}}}},
        }}))
        .0
    }

    fn said(pointer: &str, predicate: Predicate, values: &[Value]) -> crate::expr::Condition {
        Statement { pointer: pointer.to_owned(), predicate, values: values.to_vec() }.condition()
    }

    fn table(target: &str, when: crate::expr::Condition) -> Option<Vec<(Option<Value>, String, String)>> {
        let rule = RuleDraft { effect: EffectDraft::Show, targets: vec![target.to_owned()], when };
        let row = |it: Try| {
            let truth = match it.truth {
                Truth::Unknown(missing) => missing.into_iter().collect::<Vec<_>>().join(" "),
                known => format!("{known:?}"),
            };
            (it.answer, it.label.get(crate::Locale::ZhCn).to_owned(), truth)
        };
        Some(tries(&form(), &rule)?.tries.into_iter().map(row).collect())
    }

    fn row(answer: impl Into<Option<Value>>, label: &str, truth: &str) -> (Option<Value>, String, String) {
        (answer.into(), label.to_owned(), truth.to_owned())
    }

    #[test]
    fn each_answer_says_yes_no_or_what_is_open() {
        let married = said("/married", Predicate::Yes, &[]);
        let expect = [row(json!(true), "", "Yes"), row(json!(false), "", "No"), row(None, "", "/married")];
        assert_eq!(table("/name", married.clone()).unwrap(), expect);
        let either = add(&married, &[], said("/follows", Predicate::Equal, &["father".into()]));
        let both = table("/name", either).unwrap();
        assert_eq!(both[0], row(json!(true), "", "/follows"));
        let follows = table("/name", said("/follows", Predicate::Equal, &["father".into()])).unwrap();
        assert_eq!(follows[0], row(json!("father"), "随父", "Yes"));
        assert_eq!(follows[1..], [row(json!("mother"), "随母", "No"), row(None, "", "/follows")]);
    }

    #[test]
    fn what_is_written_is_tried_at_the_borders() {
        let age = table("/name", said("/age", Predicate::AtLeast, &[18.into()])).unwrap();
        let expect = [row(json!(17), "", "No"), row(json!(18), "", "Yes"), row(json!(19), "", "Yes")];
        assert_eq!((&age[..3], &age[3]), (&expect[..], &row(None, "", "/age")));
        let day = table("/name", said("/day", Predicate::Less, &["2026-03-01".into()])).unwrap();
        let answers: Vec<Value> = day.iter().filter_map(|row| row.0.clone()).collect();
        assert_eq!(answers, ["2026-02-28", "2026-03-01", "2026-03-02"]);
        assert_eq!(table("/age", said("/name", Predicate::Missing, &[])), None);
    }

    #[test]
    fn of_many_answers_the_rule_s_own_are_tried() {
        let many = table("/name", said("/many", Predicate::OneOf, &[17.into(), 19.into()])).unwrap();
        let answers: Vec<Value> = many.iter().filter_map(|row| row.0.clone()).collect();
        assert_eq!((many.len(), &answers[..3]), (MAX_TRIES, &[json!(17), json!(19), json!(0)][..]));
        assert_eq!(many.iter().filter(|row| row.2 == "Yes").count(), 2);
    }

    #[test]
    fn in_a_row_the_row_and_the_form_are_told_apart() {
        let own = table("/rows/-/name", said("/own", Predicate::No, &[])).unwrap();
        assert_eq!(own[1..], [row(json!(false), "", "Yes"), row(None, "", "/rows/-/own")]);
        let whole = table("/rows/-/name", said(&of_whole("/married"), Predicate::No, &[])).unwrap();
        assert_eq!(whole[1..], [row(json!(false), "", "Yes"), row(None, "", "/married")]);
    }
}
