//! What is said of a piece in a drawing: what it is called, by whom it is done, how long it may take.

use std::collections::BTreeMap;

use schema::calendar::Limit;
use schema::expr::{Expr, sentence};
use schema::form::Form;
use schema::locale::Text;
use schema::process::design::{Piece, PieceKind, Row, RowKind, days, is_counted, one_after_the_other};
use schema::process::{Agency, EachRule, Over, TaskKind, fact_of};
use schema::role::Role;
use serde_json::Value;

use crate::designing::datum;
use crate::text::{Tracing, Words, typeset};
use crate::ui::limit::limit_words;

/// What conditions speak of, as people know it.
#[derive(Clone, Copy)]
pub struct Names<'n> {
    /// The form whose questions they are.
    pub form: Option<&'n Form>,
    /// The computed facts of the process, by their ids.
    pub facts: &'n BTreeMap<String, Text>,
}

impl Names<'_> {
    /// What is called so in a sentence: a question, an answer to one, a computed fact.
    fn of(&self, words: Words, pointer: &str, value: Option<&Value>) -> Option<String> {
        let fact = fact_of(pointer).filter(|_| value.is_none()).and_then(|id| self.facts.get(id));
        let fact = fact.map(|name| name.get(words.locale)).filter(|name| !name.is_empty());
        fact.map(str::to_owned).or_else(|| datum(self.form?, words.locale, None, pointer, value))
    }
}

/// What a piece is called, or what it is where it has no name.
pub fn name(words: Words, piece: &Piece) -> String {
    let name = piece.name();
    match name.get(words.locale) {
        "" => words.processes.kind(piece.kind).to_owned(),
        name => typeset(name),
    }
}

/// A row in words: the name, and of a block what it does.
pub fn title(words: Words, row: &Row, piece: &Piece, names: Names<'_>) -> String {
    let texts = words.processes;
    let name = || name(words, piece);
    match row.kind {
        RowKind::Start => texts.filed().to_owned(),
        RowKind::End => texts.ended().to_owned(),
        RowKind::Piece(PieceKind::All) => texts.all_row(&name(), piece.children.len()),
        RowKind::Piece(PieceKind::Any) => texts.any_row(&name()),
        RowKind::Piece(PieceKind::Choose) => texts.choose_row(&name()),
        RowKind::Piece(PieceKind::Branch) => match piece.condition() {
            Some(when) => texts.branch_row(&name(), &condition(words, &when, names)),
            None if piece.members.contains_key("when") => texts.branch_row(&name(), texts.no_condition()),
            None => name(),
        },
        RowKind::Piece(PieceKind::Repeat) => {
            let again = piece.condition().map(|when| condition(words, &when, names)).unwrap_or_default();
            texts.repeat_row(&name(), &again, piece.said::<u32>("most").unwrap_or(1))
        }
        RowKind::Piece(PieceKind::Each) => texts.each_row(&name(), each_rule(words, piece)),
        RowKind::Piece(PieceKind::Call) => {
            let process = piece.said::<String>("process").unwrap_or_default();
            match piece.members.contains_key("over") {
                true => texts.calls_row(&name(), &process),
                false => texts.call_row(&name(), &process),
            }
        }
        RowKind::Piece(_) => name(),
    }
}

fn each_rule(words: Words, piece: &Piece) -> &'static str {
    let texts = words.processes;
    match piece.said("rule").unwrap_or(EachRule::All) {
        EachRule::All => texts.rule_all(),
        EachRule::One => texts.rule_one(),
        EachRule::InTurn => texts.rule_in_turn(),
        EachRule::Vote(_) => texts.rule_vote(),
    }
}

/// A condition in a sentence, with the names of what it speaks of.
pub fn condition(words: Words, when: &Expr, names: Names<'_>) -> String {
    if *when == Expr::Value(Value::Bool(false)) {
        return words.processes.no_condition().to_owned();
    }
    let label = |pointer: &str, value: Option<&Value>| names.of(words, pointer, value);
    sentence(when, words.locale, &label).text(words.locale)
}

/// By whom it is done.
pub fn who(words: Words, row: &Row, piece: &Piece) -> String {
    match row.kind {
        RowKind::Start => words.processes.applicant().to_owned(),
        RowKind::Piece(PieceKind::Task) => {
            let agency = piece.said::<Agency>("agency").and_then(|agency| elsewhere(words, &agency));
            let role = piece.said::<Role>("role").map(|role| words.role(role).to_owned());
            let kind = piece.said::<TaskKind>("kind").map(|kind| words.processes.task_kind(kind).to_owned());
            let parts: Vec<String> = agency.into_iter().chain(role).chain(kind).collect();
            parts.join(" · ")
        }
        RowKind::Piece(PieceKind::Each) => match piece.said("over") {
            Some(Over::Role(role)) => words.processes.each_of_role(words.role(role)),
            Some(Over::People(people)) => words.processes.each_of_people(people.len()),
            Some(Over::Data(_)) => words.processes.each_of_data().to_owned(),
            None => String::new(),
        },
        _ => String::new(),
    }
}

/// Whose staff do a task, where it is not the agency that has the case.
fn elsewhere(words: Words, agency: &Agency) -> Option<String> {
    let texts = words.processes;
    match agency {
        Agency::Own => None,
        Agency::Lead => Some(texts.agency_lead().to_owned()),
        Agency::Level(level) => Some(texts.agency_at(*level).to_owned()),
        // The region stands before the name.
        Agency::Named(code) => Some(code.split_once('/').map_or(code.as_str(), |(_, name)| name).to_owned()),
    }
}

/// How long it may take; of a block what lies in it may take together, where that is limited.
pub fn limit(words: Words, row: &Row, piece: &Piece) -> String {
    let texts = Tracing(words.locale);
    let RowKind::Piece(kind) = row.kind else { return String::new() };
    match (kind, days(piece)) {
        (PieceKind::Task, _) => limit_of_task(words, piece),
        (_, 0) => String::new(),
        (PieceKind::Repeat, all) => texts.in_rounds(one_after_the_other(piece), all),
        (PieceKind::Each, _) => texts.each_time(one_after_the_other(piece)),
        (kind, days) if kind.is_fork() => texts.longest(days),
        _ => String::new(),
    }
}

fn limit_of_task(words: Words, task: &Piece) -> String {
    let said = match task.said::<Limit>("limit") {
        None => return words.processes.no_limit().to_owned(),
        Some(limit) if limit.is_on_the_spot() => words.processes.on_the_spot().to_owned(),
        Some(limit) => limit_words(words.catalogue, limit),
    };
    if is_counted(task) { said } else { Tracing(words.locale).not_counted(&said) }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::process::design::{rows, templates};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_condition_calls_computed_facts_and_questions_by_their_names() {
        let name = Text::zh("大型店铺").with(Locale::En, "Large shop");
        let facts = BTreeMap::from([("large".to_owned(), name), ("nameless".to_owned(), Text::default())]);
        let (form, _) = schema::form::compile(&json!({ "schema": { "type": "object", "properties": {
            "area": { "type": "number", "title": "面积" } } } }));
        let said = |locale, when: Value| {
            let names = Names { form: Some(&form), facts: &facts };
            condition(Words::new(locale), &Expr::parse(&when).unwrap(), names)
        };
        let large = json!({ "var": "$facts.large" });
        assert_eq!(said(Locale::ZhCn, large.clone()), "大型店铺为“是”");
        assert_eq!(said(Locale::En, json!({ "==": [large, false] })), "Large shop is “no”");
        let both = json!({ "and": [{ ">": [{ "var": "area" }, 5] }, { "missing": ["$facts.large.part"] }] });
        assert_eq!(said(Locale::ZhCn, both), "面积大于 5，而且没有填写大型店铺");
        let other = json!({ "or": [{ "var": "$facts.gone" }, { "var": "$facts.nameless" }] });
        assert_eq!(said(Locale::ZhCn, other), "gone 为“是”，或者 nameless 为“是”");
    }

    #[test]
    fn what_another_agency_does_says_whose_it_is() {
        let template = templates().into_iter().find(|template| template.id == "reported").unwrap();
        let drawn = Piece::read(&template.definition).unwrap();
        let words = Words::new(Locale::ZhCn);
        let said: Vec<String> =
            rows(&drawn).iter().filter_map(|row| Some(who(words, row, drawn.at(&row.place)?))).collect();
        assert!(said.contains(&"窗口受理 · 受理".to_owned()), "{said:?}");
        assert!(said.contains(&"市（盟）的承办部门 · 部门负责人 · 决定".to_owned()), "{said:?}");
        assert_eq!(
            elsewhere(words, &Agency::Named("440100/广州市民政局".into())).as_deref(),
            Some("广州市民政局")
        );
    }
}
