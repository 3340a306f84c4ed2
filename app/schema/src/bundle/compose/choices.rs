//! What hangs on the questions about the situation: items that always or never apply, questions that nobody reads.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::SITUATION;
use super::part::Part;
use crate::bundle::{Bundle, BundleItem, BundleLint, BundleLintCode};
use crate::expr::{Context, Expr, Truth, under};
use crate::form::{Control, Effect, Field, Form, Need, Severity, set_answer};

/// Combinations of answers that are tried, at most.
const MOST: usize = 4_096;

/// What is doubtful about which items apply.
pub(super) fn lints(bundle: &Bundle, parts: &[Part<'_>]) -> Vec<BundleLint> {
    let nothing = Form::default();
    let questions = parts.iter().find(|part| part.item.is_none());
    let form = questions.map_or(&nothing, |part| &part.form);
    let mut lints = Vec::new();
    let mut never = BTreeSet::new();
    for (place, item) in bundle.items.iter().enumerate() {
        let at = format!("/items/{place}/when");
        let Some(when) = &item.when else { continue };
        let code = match always(when, form) {
            Some(true) => Some(BundleLintCode::AlwaysApplies),
            Some(false) => {
                never.insert(item.item.as_str());
                Some(BundleLintCode::NeverApplies)
            }
            None => None,
        };
        lints.extend(code.map(|code| of_item(item, at.clone(), code, "")));
        for field in unsure(when, form) {
            lints.push(of_item(item, at.clone(), BundleLintCode::MayStayUnknown, &field.pointer));
        }
    }
    for (place, item) in bundle.items.iter().enumerate() {
        for (index, before) in
            item.after.iter().enumerate().filter(|(_, before)| never.contains(before.as_str()))
        {
            let at = format!("/items/{place}/after/{index}");
            lints.push(of_item(item, at, BundleLintCode::NeverBefore, before));
        }
    }
    lints.extend(questions.into_iter().flat_map(|questions| unread(bundle, questions)));
    lints
}

fn of_item(item: &BundleItem, pointer: String, code: BundleLintCode, detail: &str) -> BundleLint {
    let items = vec![item.item.clone()];
    BundleLint { pointer, code, severity: Severity::Warning, items, detail: detail.to_owned() }
}

/// What a condition reads of the questions, by their own pointers.
fn reads(when: &Expr) -> BTreeSet<String> {
    let all = when.reads().into_iter().chain(when.reads_of_whole());
    all.filter_map(|read| Some(read.strip_prefix('/')?.strip_prefix(SITUATION)?.to_owned())).collect()
}

fn read_by<'f>(when: &Expr, form: &'f Form) -> Vec<&'f Field> {
    let reads = reads(when);
    let is_read =
        |field: &&Field| reads.iter().any(|read| under(read, &field.pointer) || under(&field.pointer, read));
    form.fields.iter().filter(is_read).collect()
}

/// Whether it holds whatever is answered, or never does; nothing where it depends, or cannot be tried out.
fn always(when: &Expr, form: &Form) -> Option<bool> {
    let mut tried = vec![Value::Object(Map::new())];
    for field in read_by(when, form) {
        let values = answers(field);
        if tried.len().checked_mul(values.len()).is_none_or(|count| count > MOST) {
            return None;
        }
        let with = |answers: &Value, value: &Option<Value>| {
            let mut answers = answers.clone();
            if let Some(value) = value {
                set_answer(&mut answers, &format!("/{SITUATION}{}", field.pointer), value.clone());
            }
            answers
        };
        tried = tried.iter().flat_map(|before| values.iter().map(move |value| with(before, value))).collect();
    }
    let mut all = tried.iter().map(|answers| {
        let context = Context { whole: Some(answers), ..Context::default() };
        when.eval3_in(answers, "", context)
    });
    let first = all.next()?;
    let is_first = all.all(|truth| truth == first);
    match first {
        Truth::Yes if is_first => Some(true),
        Truth::No if is_first => Some(false),
        _ => None,
    }
}

/// The answers that a question takes; nothing (unknown) where there are too many, or none has to be given.
fn answers(field: &Field) -> Vec<Option<Value>> {
    let mut values: Vec<Option<Value>> = match &field.control {
        Control::YesNo => vec![Some(true.into()), Some(false.into())],
        Control::Agree => vec![Some(true.into())],
        Control::Choice { options, .. } => options.iter().map(|option| Some(option.value.clone())).collect(),
        _ => return vec![None],
    };
    if field.need != Need::Required {
        values.push(None);
    }
    values
}

/// Questions that a condition hangs on and that may be left out or hidden.
fn unsure<'f>(when: &Expr, form: &'f Form) -> Vec<&'f Field> {
    let is_hidden = |field: &Field| {
        let mut rules = form.rules.iter();
        rules.any(|rule| {
            matches!(rule.effect, Effect::Show | Effect::Hide | Effect::Optional)
                && rule.targets.contains(&field.pointer)
        })
    };
    let may_miss = |field: &&Field| field.need != Need::Required || is_hidden(field);
    read_by(when, form).into_iter().filter(may_miss).collect()
}

/// Questions on which nothing hangs: no item, no other question, and which no item asks.
fn unread(bundle: &Bundle, questions: &Part<'_>) -> Vec<BundleLint> {
    let form = &questions.form;
    let of_items = bundle.items.iter().filter_map(|item| item.when.as_ref()).flat_map(reads);
    let of_rules = form.rules.iter().flat_map(|rule| {
        let own = rule.exprs().flat_map(Expr::reads).map(|read| format!("{}{read}", rule.row));
        own.chain(rule.outside.iter().cloned()).collect::<Vec<_>>()
    });
    let read: BTreeSet<String> = of_items.chain(of_rules).collect();
    let is_read = |field: &Field| {
        questions.shared.contains_key(&field.pointer)
            || read.iter().any(|read| under(read, &field.pointer) || under(&field.pointer, read))
    };
    let unread = form.fields.iter().filter(|field| !is_read(field));
    let lint = |field: &Field| {
        let at = format!("/questions{}", super::share::schema_place(&field.pointer));
        let (code, severity) = (BundleLintCode::UnreadQuestion, Severity::Warning);
        BundleLint { pointer: at, code, severity, items: Vec::new(), detail: field.pointer.clone() }
    };
    unread.map(lint).collect()
}
