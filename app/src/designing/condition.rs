//! A condition, slot by slot: groups of statements, each of a subject, what is said of it, and values.

use std::rc::Rc;

use crate::prelude::*;
use schema::Locale;
use schema::expr::{Condition, Expr, Quantifier, path_of_pointer};
use schema::form::design::{Predicate, Statement, Subject, SubjectKind, add, in_form, with_part};
use schema::form::{Control, Form, find};
use serde_json::Value;

use super::input::choices;
use crate::text::Editor as Texts;

/// Told a condition anew.
pub type Told = Rc<dyn Fn(Condition)>;

/// What a condition may be about, outside rows or in these.
pub type Subjects<'s> = dyn Fn(Option<&str>) -> Vec<Subject> + 's;

/// A condition and the parts of it. `row` is the rows it is about, `path` the way to the part that is told anew.
pub fn branch(
    texts: Texts,
    subjects: &Subjects<'_>,
    row: Option<&str>,
    whole: &Condition,
    path: &[usize],
    told: Told,
) -> AnyView {
    let Some(here) = schema::form::design::part(whole, path) else { return ().into_any() };
    let slots = Slots { texts, subjects: subjects(row), whole: whole.clone(), path: path.to_vec(), told };
    if let Some(said) = Statement::of(here) {
        let inner = matches!(here, Condition::Rows { .. }).then(|| {
            let list = slots.subjects.iter().find(|subject| subject.pointer == said.pointer)?;
            let row = format!("{}/-", list.at);
            let path: Vec<usize> = path.iter().copied().chain([0]).collect();
            Some(branch(texts, subjects, Some(&row), whole, &path, Rc::clone(&slots.told)))
        });
        return view! { <div class="condition">{slots.statement(&said)}{inner.flatten()}</div> };
    }
    match here {
        Condition::Group { quantifier, conditions } => {
            let parts = (0..conditions.len()).map(|step| {
                let path: Vec<usize> = path.iter().copied().chain([step]).collect();
                view! { <li>{branch(texts, subjects, row, whole, &path, Rc::clone(&slots.told))}</li> }
            });
            let parts = parts.collect_view();
            view! { <div class="conditions">{slots.quantifier(*quantifier)}<ul>{parts}</ul>{slots.more()}</div> }
        }
        other => {
            let logic = Expr::from(other.clone()).to_value().to_string();
            view! { <div class="condition"><code>{logic}</code>{slots.remove()}</div> }
        }
    }
}

/// The slots of one part of a condition.
struct Slots {
    texts: Texts,
    subjects: Vec<Subject>,
    whole: Condition,
    path: Vec<usize>,
    told: Told,
}

impl Slots {
    /// Tells the condition with another part here.
    fn put(&self) -> impl Fn(Option<Condition>) + 'static + use<> {
        let (whole, path, told) = (self.whole.clone(), self.path.clone(), Rc::clone(&self.told));
        move |part| told(with_part(&whole, &path, part))
    }

    fn quantifier(&self, quantifier: Quantifier) -> AnyView {
        let all = [Quantifier::All, Quantifier::Any, Quantifier::None];
        let place = |quantifier| all.iter().position(|other| *other == quantifier).unwrap_or_default();
        let names = all.iter().enumerate();
        let names =
            names.map(|(place, it)| (place.to_string(), self.texts.quantifier(*it).to_owned())).collect();
        let part = schema::form::design::part(&self.whole, &self.path).cloned();
        let put = self.put();
        let change = move |value: String| {
            let chosen = value.parse().ok().and_then(|place: usize| all.get(place).copied());
            if let (Some(quantifier), Some(Condition::Group { conditions, .. })) = (chosen, part.clone()) {
                put(Some(Condition::Group { quantifier, conditions }));
            }
        };
        slot(self.texts.quantifier_label(), &place(quantifier).to_string(), names, change)
    }

    /// Buttons that put in one more condition, or a group of them.
    fn more(&self) -> AnyView {
        let Some(first) = self.subjects.iter().find(|subject| subject.kind != SubjectKind::List) else {
            return ().into_any();
        };
        let one = begin(first);
        let group = Condition::Group { quantifier: Quantifier::Any, conditions: vec![one.clone()] };
        let button = |new: Condition, name: &'static str| {
            let (whole, path, told) = (self.whole.clone(), self.path.clone(), Rc::clone(&self.told));
            view! { <button type="button" class="link" on:click=move |_| told(add(&whole, &path, new.clone()))>{name}</button> }
        };
        let remove = (!self.path.is_empty()).then(|| self.remove());
        view! { {button(one, self.texts.add_condition())}{button(group, self.texts.add_group())}{remove} }
    }

    fn remove(&self) -> AnyView {
        let put = self.put();
        view! { <button type="button" class="link" on:click=move |_| put(None)>{self.texts.remove_condition()}</button> }
    }

    /// Subject, predicate, values; and a further condition beside it, where it stands alone.
    fn statement(&self, said: &Statement) -> AnyView {
        let texts = self.texts;
        let subject = self.subjects.iter().find(|subject| subject.pointer == said.pointer);
        let names = self.subjects.iter().map(|it| (it.pointer.clone(), it.label.get(texts.0).to_owned()));
        // What cannot be asked here stays what it is until another is chosen.
        let strange = subject.is_none().then(|| (said.pointer.clone(), path_of_pointer(&said.pointer)));
        let names = strange.into_iter().chain(names);
        let (all, put) = (self.subjects.clone(), self.put());
        let of_whom = slot(texts.subject(), &said.pointer, names.collect(), move |pointer| {
            if let Some(subject) = all.iter().find(|subject| subject.pointer == pointer) {
                put(Some(begin(subject)));
            }
        });
        let predicates = subject.map_or(std::slice::from_ref(&said.predicate), |subject| subject.predicates);
        let names = predicates.iter().map(|it| (it.slug().to_owned(), texts.predicate(*it).to_owned()));
        let (pointer, values, put) = (said.pointer.clone(), said.values.clone(), self.put());
        let kind = subject.map(|subject| subject.kind.clone());
        let what = slot(texts.comparison(), said.predicate.slug(), names.collect(), move |slug| {
            if let Some(predicate) = Predicate::from_slug(&slug) {
                let values = fitting(predicate, &values, kind.as_ref());
                put(Some(statement(&pointer, predicate, values)));
            }
        });
        let values = subject.map(|subject| self.values(said, &subject.kind));
        let alone = self.path.is_empty().then(|| self.more());
        let remove = (!self.path.is_empty()).then(|| self.remove());
        view! { <span class="slots">{of_whom}{what}{values}{remove}</span>{alone} }
    }

    fn values(&self, said: &Statement, kind: &SubjectKind) -> AnyView {
        if said.predicate.values().1.is_none() {
            return self.list(said, kind);
        }
        let input = |place: usize| {
            let (said, put, of_kind) = (said.clone(), self.put(), kind.clone());
            let written = said.values.get(place).map(plain).unwrap_or_default();
            value(self.texts, kind, &written, move |typed| {
                let mut values = said.values.clone();
                if let Some(value) = values.get_mut(place) {
                    *value = read(&of_kind, &typed);
                }
                put(Some(statement(&said.pointer, said.predicate, values)));
            })
        };
        (0..said.values.len()).map(input).collect_view().into_any()
    }

    /// Several values: those of a choice to be ticked, others a line each.
    fn list(&self, said: &Statement, kind: &SubjectKind) -> AnyView {
        let (SubjectKind::Choice(options) | SubjectKind::Choices(options)) = kind else {
            let (said, put, of_kind) = (said.clone(), self.put(), kind.clone());
            let written = said.values.iter().map(plain).collect::<Vec<_>>().join(", ");
            return value(self.texts, &SubjectKind::Text, &written, move |typed| {
                let values = typed.split([',', '，']).map(str::trim).filter(|value| !value.is_empty());
                let values = values.map(|value| read(&of_kind, value)).collect();
                put(Some(statement(&said.pointer, said.predicate, values)));
            });
        };
        let tick = |(option, label): &(Value, schema::locale::Text)| {
            let (said, put, option) = (said.clone(), self.put(), option.clone());
            let ticked = said.values.contains(&option);
            let change = move |event| {
                let mut values = said.values.clone();
                values.retain(|value| *value != option);
                if event_target_checked(&event) {
                    values.push(option.clone());
                }
                put(Some(statement(&said.pointer, said.predicate, values)));
            };
            let label = label.get(self.texts.0).to_owned();
            view! { <label class="tick"><input type="checkbox" prop:checked=ticked checked=ticked on:change=change/>{label}</label> }
        };
        options.iter().map(tick).collect_view().into_any()
    }
}

/// A slot to choose in.
fn slot(
    label: &'static str,
    chosen: &str,
    names: Vec<(String, String)>,
    told: impl Fn(String) + 'static,
) -> AnyView {
    let chosen = chosen.to_owned();
    view! {
        <select class="slot" aria-label=label prop:value=chosen.clone() on:change=move |event| told(event_target_value(&event))>
            {choices(&chosen, names)}
        </select>
    }
}

/// A slot for one value.
fn value(texts: Texts, kind: &SubjectKind, written: &str, told: impl Fn(String) + 'static) -> AnyView {
    if let SubjectKind::Choice(options) | SubjectKind::Choices(options) = kind {
        let names =
            options.iter().map(|(value, label)| (plain(value), label.get(texts.0).to_owned())).collect();
        return slot(texts.value(), written, names, told);
    }
    let input = match kind {
        SubjectKind::Number => "number",
        SubjectKind::Date => "date",
        SubjectKind::Month => "month",
        _ => "text",
    };
    let written = written.to_owned();
    view! {
        <input class="slot" type=input step="any" aria-label=texts.value() prop:value=written.clone() value=written
            on:change=move |event| told(event_target_value(&event))/>
    }
}

/// What is said of a subject to begin with.
fn begin(subject: &Subject) -> Condition {
    let predicate = subject.predicates.first().copied().unwrap_or(Predicate::Given);
    statement(&subject.pointer, predicate, fitting(predicate, &[], Some(&subject.kind)))
}

/// A statement as a condition.
pub fn statement(pointer: &str, predicate: Predicate, values: Vec<Value>) -> Condition {
    Statement { pointer: pointer.to_owned(), predicate, values }.condition()
}

/// A value as it is typed.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// What a sentence calls a datum, or an answer to it; data of a row by their pointer from the row.
pub fn datum(
    form: &Form,
    locale: Locale,
    row: Option<&str>,
    pointer: &str,
    value: Option<&Value>,
) -> Option<String> {
    let found = find(form, &in_form(pointer, row))?;
    let Some(value) = value else { return Some(found.field.label.get(locale).to_owned()) };
    let (Control::Choice { options, .. } | Control::Choices { options, .. }) = &found.field.control else {
        return None;
    };
    options.iter().find(|option| option.value == *value).map(|option| option.label.get(locale).to_owned())
}

/// As many values as a predicate takes, those that were there first.
fn fitting(predicate: Predicate, values: &[Value], kind: Option<&SubjectKind>) -> Vec<Value> {
    let (fewest, most) = predicate.values();
    let mut values: Vec<Value> = values.iter().take(most.unwrap_or(usize::MAX)).cloned().collect();
    let blank = match kind {
        Some(SubjectKind::Choice(options) | SubjectKind::Choices(options)) => {
            options.first().map(|(value, _)| value.clone())
        }
        Some(SubjectKind::Number) => Some(0.into()),
        _ => None,
    };
    values.resize(values.len().max(fewest), blank.unwrap_or_else(|| "".into()));
    values
}

/// A value as it was typed.
fn read(kind: &SubjectKind, typed: &str) -> Value {
    match kind {
        SubjectKind::Number => serde_json::from_str(typed.trim()).unwrap_or_else(|_| typed.into()),
        SubjectKind::Choice(options) | SubjectKind::Choices(options) => {
            let option = options.iter().find(|(value, _)| plain(value) == typed);
            option.map_or_else(|| typed.into(), |(value, _)| value.clone())
        }
        _ => typed.into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_predicate_has_the_values_it_takes() {
        let number = Some(SubjectKind::Number);
        let fit = |predicate, values: &[Value]| fitting(predicate, values, number.as_ref());
        assert_eq!(fit(Predicate::Between, &[json!(3)]), [json!(3), json!(0)]);
        assert_eq!(fit(Predicate::Equal, &[json!(3), json!(4)]), [json!(3)]);
        assert_eq!(fit(Predicate::Given, &[json!(3)]), Vec::<Value>::new());
        assert_eq!(fit(Predicate::OneOf, &[json!(3), json!(4)]), [json!(3), json!(4)]);
    }

    #[test]
    fn a_value_is_of_the_kind_of_its_subject() {
        let choice = SubjectKind::Choice(vec![(json!(1), schema::locale::Text::zh("一"))]);
        assert_eq!(read(&choice, "1"), json!(1));
        assert_eq!(read(&SubjectKind::Number, " 2.5 "), json!(2.5));
        assert_eq!(read(&SubjectKind::Text, "2.5"), json!("2.5"));
    }
}
