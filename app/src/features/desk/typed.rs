//! What came back from a command: what was refused, what can be done instead, and everything that had been typed.

use crate::prelude::*;
use schema::form::Form;
use schema::process::{CommandName, Place};

use crate::case::label;
use crate::returned::Returned;
use crate::text::{Words, use_words};
use crate::ui::errors::ErrorSummary;

/// Before the pointer of an answer in the name of a field.
pub const POINT: &str = "point:";
/// Before the id of a material in the name of a field.
pub const MATERIAL: &str = "material:";

/// The form that came back, if it was that of this command.
pub fn of_command(returned: Option<&Returned>, command: CommandName) -> Option<Returned> {
    returned.filter(|returned| returned.value("command") == Some(command.slug())).cloned()
}

/// The place that a field of the supplement form is about.
pub fn place(name: &str) -> Option<Place> {
    let pointer = name.strip_prefix(POINT).map(|pointer| Place::Pointer(pointer.to_owned()));
    pointer.or_else(|| name.strip_prefix(MATERIAL).map(|id| Place::Material(id.to_owned())))
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
) -> impl IntoView {
    let words = use_words();
    let allowed: Vec<&str> = CommandName::ALL
        .into_iter()
        .filter(|command| returned.problem.allowed.iter().any(|slug| slug == command.slug()))
        .map(|command| words.desk.command(command))
        .collect();
    let instead = format!("{}{}", words.desk.refused_instead(), allowed.join(words.catalogue.separator()));
    let is_offered = offered.iter().any(|command| returned.value("command") == Some(command.slug()));
    let typed = if is_offered { Vec::new() } else { typed(&returned, &form, words) };
    let lines = typed.iter().map(|(name, value)| view! { <dt>{name.clone()}</dt><dd>{value.clone()}</dd> });
    let lines = lines.collect_view();
    view! {
        <ErrorSummary problem_=returned.problem label=|pointer| field(pointer, use_words()).to_owned()/>
        {(!allowed.is_empty()).then(|| view! { <p class="cant">{instead}</p> })}
        {(!typed.is_empty()).then(|| view! { <h3>{words.desk.typed()}</h3><dl class="list">{lines}</dl> })}
    }
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
            None => Some(field(name, words)).filter(|label| !label.is_empty())?.to_owned(),
        };
        Some((label, value.to_owned()))
    };
    returned.fields.iter().filter_map(said).collect()
}

/// What a field of a command is called; nothing for those that nobody types.
fn field(name: &str, words: Words) -> &'static str {
    match name {
        "/opinion/facts" => words.desk.facts(),
        "/opinion/opinion" => words.desk.opinion(),
        "/opinion/article" => words.desk.article(),
        "reason" | "/reason" => words.desk.reason(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use schema::{Locale, Problem, ProblemKind};
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
        assert!(of_command(Some(&returned), CommandName::Complete).is_some());
        assert!(of_command(Some(&returned), CommandName::Claim).is_none());
    }
}
