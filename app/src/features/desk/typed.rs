//! What came back from a command: what was refused, what can be done instead, and everything that had been typed.

use crate::prelude::*;
use schema::cases::DeskCase;
use schema::form::{Form, html_id};
use schema::process::{CommandName, Ground, Place, RefusalCode};
use schema::{Problem, ProblemKind};

use super::checklist::{answer_of, at_points, point_of};
use super::office::faults;
use super::operations::is_operation;
use super::sheet;
use crate::case::label;
use crate::forms::{Errors, Line};
use crate::returned::Returned;
use crate::text::{Words, field_error, refusal, use_words};
use crate::ui::errors::ErrorSummary;

/// Before the pointer of an answer in the name of a field.
pub const POINT: &str = "point:";
/// Before the id of a material in the name of a field.
pub const MATERIAL: &str = "material:";

/// The form that came back, if it was that of this command.
pub fn of_command(returned: Option<&Returned>, command: CommandName) -> Option<Returned> {
    returned.filter(|returned| returned.value("command") == Some(command.slug())).cloned()
}

/// The name of the field about a place.
pub fn field_of(place: &Place) -> String {
    match place {
        Place::Pointer(pointer) => format!("{POINT}{pointer}"),
        Place::Material(id) => format!("{MATERIAL}{id}"),
    }
}

/// The place that a field of the supplement form is about.
pub fn place(name: &str) -> Option<Place> {
    let pointer = name.strip_prefix(POINT).map(|pointer| Place::Pointer(pointer.to_owned()));
    pointer.or_else(|| name.strip_prefix(MATERIAL).map(|id| Place::Material(id.to_owned())))
}

/// The same with each error at the field of the page: a place that is asked about is a field of its own here, and one
/// point of a list in the command.
pub fn by_field(mut returned: Returned) -> Returned {
    let points =
        returned.fields.iter().filter(|(name, value)| place(name).is_some() && !value.trim().is_empty());
    let points: Vec<String> = points.map(|(name, _)| name.clone()).collect();
    at_points(&mut returned.problem.errors, &returned.fields);
    for error in &mut returned.problem.errors {
        let rest = error.pointer.strip_prefix("/points/").and_then(|rest| rest.split('/').next());
        if let Some(field) = rest.and_then(|at| points.get(at.parse::<usize>().ok()?)) {
            error.pointer.clone_from(field);
        }
    }
    returned
}

/// What is wrong, what is allowed, and what had been typed where its form is no longer offered.
#[component]
pub fn CameBack(
    /// What came back.
    returned: Returned,
    /// What is offered now, by command.
    offered: Vec<CommandName>,
    /// The form that names the places.
    form: Form,
    /// The case.
    case: DeskCase,
) -> impl IntoView {
    let words = use_words();
    let allowed: Vec<&str> = CommandName::ALL
        .into_iter()
        .filter(|command| returned.problem.allowed.iter().any(|slug| slug == command.slug()))
        .map(|command| words.desk.command(command))
        .collect();
    let instead = format!("{}{}", words.desk.refused_instead(), allowed.join(words.catalogue.separator()));
    let is_operation = is_of_operation(&returned);
    let is_offered = offered.iter().any(|command| returned.value("command") == Some(command.slug()));
    let typed = if is_offered { Vec::new() } else { typed(&returned, &form, words) };
    let lines = typed.iter().map(|(name, value)| view! { <dt>{name.clone()}</dt><dd>{value.clone()}</dd> });
    let lines = lines.collect_view();
    let why = refused(&returned.problem).map(|why| refusal(words.locale, why));
    let office = of_task(&case, &form, &returned, words);
    view! {
        {if office.is_empty() {
            let label: fn(&str) -> String = match is_operation {
                true => |pointer| field(pointer, true, use_words()).to_owned(),
                false => |pointer| field(pointer, false, use_words()).to_owned(),
            };
            view! { <ErrorSummary problem_=returned.problem label/> }.into_any()
        } else {
            view! { <Errors lines=office/> }.into_any()
        }}
        {why.map(|why| view! { <p class="cant"><b>{words.desk.refused_why()}</b>{why}</p> })}
        {(!allowed.is_empty()).then(|| view! { <p class="cant">{instead}</p> })}
        {(!typed.is_empty()).then(|| view! { <h3>{words.desk.typed()}</h3><dl class="list">{lines}</dl> })}
    }
}

/// Everything that is wrong, each with its place, where some of it is in what the task itself asks: the officer's part of the
/// form, the checklist, the forms of its own.
fn of_task(case: &DeskCase, form: &Form, returned: &Returned, words: Words) -> Vec<Line> {
    let problem = &returned.problem;
    let mut lines: Vec<Line> =
        faults(form, problem).iter().map(|fault| Line::of(form, words, fault, "")).collect();
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for error in problem.errors.iter().filter(|error| !error.pointer.starts_with("/edit")) {
        match sheet::line(case, words, error) {
            Some(line) => own.push(line),
            None => {
                let label = field(&error.pointer, is_of_operation(returned), words);
                let text = words.forms.error_line(label, &field_error(words.locale, error));
                others.push(Line { href: format!("#{}", html_id(&error.pointer)), text });
            }
        }
    }
    lines.append(&mut own);
    if !lines.is_empty() {
        lines.append(&mut others);
    }
    lines
}

/// Why the rules of handling refused a command.
fn refused(problem: &Problem) -> Option<RefusalCode> {
    let detail = problem.detail.as_deref().filter(|_| problem.kind() == ProblemKind::Refused)?;
    serde_json::from_value(detail.into()).ok()
}

/// Everything that had been typed, with the names that people know.
fn typed(returned: &Returned, form: &Form, words: Words) -> Vec<(String, String)> {
    let said = |(name, value): &(String, String)| {
        let value = value.trim();
        if value.is_empty() {
            return None;
        }
        let label = match place(name) {
            Some(place) => label(form, &place, words.locale)?,
            None => match field(name, is_of_operation(returned), words) {
                "" => office_label(name, form, words)?,
                label => label.to_owned(),
            },
        };
        let ground = Ground::from_slug(value).filter(|_| name == "ground").map(|ground| words.ground(ground));
        let answer = point_of(name).and_then(|_| answer_of(value)).map(|answer| words.sheet.answer(answer));
        Some((label, ground.or(answer).unwrap_or(value).to_owned()))
    };
    returned.fields.iter().filter_map(said).collect()
}

/// What a field of the officer's part is called, or the opinion that it is a part of.
fn office_label(name: &str, form: &Form, words: Words) -> Option<String> {
    let of = |pointer: &str| label(form, &Place::Pointer(pointer.to_owned()), words.locale);
    of(name).or_else(|| of(name.rsplit_once('/')?.0))
}

/// Whether it was the form of a command that sends a case another way: its reason is not always for the applicant.
fn is_of_operation(returned: &Returned) -> bool {
    let mut operations = CommandName::ALL.into_iter().filter(|command| is_operation(*command));
    operations.any(|command| returned.value("command") == Some(command.slug()))
}

/// What a field of a command is called; nothing for those that nobody types.
fn field(name: &str, is_operation: bool, words: Words) -> &'static str {
    match name {
        "reason" | "/reason" if is_operation => words.desk.why_needed(),
        "words" | "/words" => words.desk.told_what(),
        "/days" => words.desk.extend_days(),
        "/to" => words.desk.choose_colleague(),
        "/opinion/facts" => words.desk.facts(),
        "/opinion/opinion" => words.desk.opinion(),
        "/opinion/article" => words.desk.article(),
        "reason" | "/reason" => words.desk.reason(),
        "result" | "/result" => words.desk.special_result(),
        "/added" => words.desk.special_added(),
        "ground" => words.desk.special_ground(),
        "/ends_on" => words.desk.special_ends_on(),
        name if place(name).is_some() => words.desk.supplement(),
        name if point_of(name).is_some() => words.sheet.checklist(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use schema::{FieldCode, FieldError, Locale};
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_that_was_typed_is_lost() {
        let (form, _) = schema::form::compile(&json!({"schema": {"type": "object", "properties": {
            "name": {"type": "string", "title": "姓名"}
        }}}));
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let returned = Returned {
            action: String::new(),
            problem: Problem::new(ProblemKind::Conflict),
            fields: vec![
                field("command", "complete"),
                field("revision", "7"),
                field("/opinion/facts", "材料属实"),
                field("/opinion/article", " "),
                field("point:/name", "与证件不符"),
            ],
        };
        let typed = typed(&returned, &form, Words::new(Locale::ZhCn));
        assert_eq!(typed, [field("查明的事实", "材料属实"), field("姓名", "与证件不符")]);
        let special = Returned {
            fields: vec![field("ground", "hearing"), field("/ends_on", "2026-03-20"), field("result", "无")],
            ..returned.clone()
        };
        let typed = super::typed(&special, &form, Words::new(Locale::ZhCn));
        let said: Vec<&str> = typed.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(said, ["听证", "2026-03-20", "无"]);
        assert!(of_command(Some(&returned), CommandName::Complete).is_some());
        assert!(of_command(Some(&returned), CommandName::Claim).is_none());
    }

    #[test]
    fn what_the_rules_refuse_has_a_reason() {
        let why = |kind, detail: &str| refused(&Problem::new(kind).detail(detail));
        assert_eq!(why(ProblemKind::Refused, "not_claimed"), Some(RefusalCode::NotClaimed));
        assert_eq!(why(ProblemKind::Refused, "the version is retired already"), None);
        assert_eq!(why(ProblemKind::Conflict, "not_claimed"), None);
    }

    #[test]
    fn what_is_wrong_with_a_point_is_said_at_its_field() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let wrong = ["/points/1/reason", "/points/7/reason", "/reason"];
        let errors = wrong.map(|pointer| FieldError::new(pointer, FieldCode::TooLong)).to_vec();
        let returned = by_field(Returned {
            action: String::new(),
            problem: Problem::invalid(errors),
            fields: vec![
                field("command", "request_supplement"),
                field("point:/name", "与证件不符"),
                field("point:/phone", " "),
                field("material:photograph", "看不清"),
            ],
        });
        let pointers: Vec<&str> =
            returned.problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["material:photograph", "/points/7/reason", "/reason"]);
    }
}
