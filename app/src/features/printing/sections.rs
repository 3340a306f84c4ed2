//! The answers of a page as paper has them: lines of question and answer, and the rows of a group as a table. Pure.

use schema::Locale;
use schema::form::{Control, Field, Form, Page, SummaryLine, find};
use serde_json::Value;

use super::opinion::{Signed, signed};
use crate::text::Words;

/// A page of the form on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What the page is called.
    pub title: String,
    /// What stands on it, in its order.
    pub parts: Vec<Part>,
}

/// Part of a page on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Questions and answers.
    Lines(Vec<(String, String)>),
    /// What officers wrote or are to put there: what that is called, and each of it.
    Signed(String, Vec<Signed>),
    /// The rows of a group.
    Table {
        /// What the group is called.
        title: String,
        /// What is asked in a row.
        head: Vec<String>,
        /// The rows, a cell for each question.
        rows: Vec<Vec<String>>,
    },
}

/// The pages that have something on them, with these answers.
pub fn sections(
    form: &Form,
    pages: &[Page],
    lines: &[SummaryLine],
    (answers, words): (&Value, Words),
) -> Vec<Section> {
    let locale = words.locale;
    let section = |(place, page): (usize, &Page)| {
        let mut parts = Vec::new();
        let mut tables = Vec::new();
        for line in lines.iter().filter(|line| line.page == place) {
            match cell(form, line) {
                Some(cell) => table(&mut parts, &mut tables, &cell, line, locale),
                None => match official(form, line, answers, words) {
                    Some(signed) => parts.push(Part::Signed(line.label.clone(), signed)),
                    None => plain(&mut parts, line),
                },
            }
        }
        let title = page.title.get(locale).to_owned();
        (!parts.is_empty()).then_some(Section { title, parts })
    };
    pages.iter().enumerate().filter_map(section).collect()
}

fn official(form: &Form, line: &SummaryLine, answers: &Value, words: Words) -> Option<Vec<Signed>> {
    let control = &find(form, &line.pointer)?.field.control;
    signed(control, answers.pointer(&line.pointer).unwrap_or(&Value::Null), words)
}

fn plain(parts: &mut Vec<Part>, line: &SummaryLine) {
    let pair = (line.label.clone(), line.value.clone());
    match parts.last_mut() {
        Some(Part::Lines(pairs)) => pairs.push(pair),
        _ => parts.push(Part::Lines(vec![pair])),
    }
}

/// Where an answer stands in the rows of a group.
struct Cell<'a> {
    list: &'a Field,
    row: usize,
    column: &'a str,
}

/// The cell of a line that stands in a row. What stands in rows of rows is named by the row it is in.
fn cell<'a>(form: &'a Form, line: &'a SummaryLine) -> Option<Cell<'a>> {
    let lists = form.fields.iter().filter(|field| matches!(field.control, Control::Repeat { .. }));
    lists.into_iter().find_map(|list| {
        let rest = line.pointer.strip_prefix(&list.pointer)?.strip_prefix('/')?;
        let (row, _) = rest.split_once('/')?;
        Some(Cell { list, row: row.parse().ok()?, column: &rest[row.len()..] })
    })
}

/// A table that is being written: its group, its place among the parts, and its columns.
struct Open {
    list: String,
    place: usize,
    columns: Vec<String>,
}

fn table(parts: &mut Vec<Part>, tables: &mut Vec<Open>, cell: &Cell<'_>, line: &SummaryLine, locale: Locale) {
    let place = tables.iter().position(|open| open.list == cell.list.pointer).unwrap_or_else(|| {
        let title = cell.list.label.get(locale).to_owned();
        tables.push(Open { list: cell.list.pointer.clone(), place: parts.len(), columns: Vec::new() });
        parts.push(Part::Table { title, head: Vec::new(), rows: Vec::new() });
        tables.len() - 1
    });
    let Some(open) = tables.get_mut(place) else { return };
    let Some(Part::Table { head, rows, .. }) = parts.get_mut(open.place) else { return };
    let column = open.columns.iter().position(|column| column == cell.column).unwrap_or_else(|| {
        open.columns.push(cell.column.to_owned());
        head.push(line.label.clone());
        head.len() - 1
    });
    rows.resize_with(rows.len().max(cell.row + 1), Vec::new);
    let Some(row) = rows.get_mut(cell.row) else { return };
    row.resize(row.len().max(column + 1), String::new());
    if let Some(slot) = row.get_mut(column) {
        slot.clone_from(&line.value);
    }
}

#[cfg(test)]
mod tests {
    use schema::form::{compile, office_summary, state, summary};
    use serde_json::json;

    use super::super::opinion::Mark;
    use super::*;

    #[test]
    fn rows_become_a_table_and_answers_lines() {
        let child = json!({"type": "object", "properties": {
            "name": {"type": "string", "title": "姓名"}, "age": {"type": "integer", "title": "年龄"}}});
        let (form, _) = compile(&json!({"schema": {"type": "object", "properties": {
            "who": {"type": "string", "title": "申请人"},
            "children": {"type": "array", "title": "子女", "items": child},
            "note": {"type": "string", "title": "说明"},
        }}}));
        let answers =
            json!({"who": "王明", "children": [{"name": "甲", "age": 3}, {"name": "乙"}], "note": "急"});
        let lines = summary(&form, &state(&form, &answers), Locale::ZhCn, &[]);
        let found = sections(&form, &form.pages, &lines, (&answers, Words::new(Locale::ZhCn)));
        let parts: Vec<Part> = found.into_iter().flat_map(|section| section.parts).collect();
        let line = |label: &str, value: &str| Part::Lines(vec![(label.to_owned(), value.to_owned())]);
        let texts = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let table = Part::Table {
            title: "子女".to_owned(),
            head: texts(&["姓名", "年龄"]),
            rows: vec![texts(&["甲", "3"]), texts(&["乙", ""])],
        };
        assert_eq!(parts, [line("申请人", "王明"), table, line("说明", "急")]);
    }

    #[test]
    fn an_opinion_stands_above_who_signed_it_in_the_order_of_the_form() {
        let part =
            |names: &[&str]| -> Value { names.iter().map(|name| ((*name).to_owned(), json!({}))).collect() };
        let (form, _) = compile(&json!({
            "schema": {"type": "object", "properties": {
                "review": {"x-control": "opinion", "title": "审查意见", "properties": part(&["text", "post", "name", "seal", "at"])},
                "seal": {"type": "string", "x-control": "seal", "x-seal": {"of": "市监局"}, "title": "公章"},
            }},
            "uischema": {"type": "Categorization", "elements": [
                {"type": "Category", "label": "审批", "options": {"id": "office", "official": true}, "elements": [
                    {"type": "Control", "scope": "#/properties/review"}, {"type": "Control", "scope": "#/properties/seal"},
                ]},
            ]},
        }));
        let answers = json!({"review": {"text": "同意。", "name": "陈一", "post": "科长", "at": "2026-03-05T01:00:00Z"}});
        let words = Words::new(Locale::ZhCn);
        let lines = office_summary(&form, &state(&form, &answers), Locale::ZhCn, &[]);
        let found = sections(&form, &form.office, &lines, (&answers, words));
        let [Part::Signed(name, review), Part::Signed(_, seal)] = &found[0].parts[..] else {
            panic!("{found:?}")
        };
        assert_eq!((name.as_str(), &review[0].body[..]), ("审查意见", &["同意。".to_owned()][..]));
        let line = |name, said: &str| Mark::Line(name, said.to_owned());
        let empty = |of: &str| Mark::Seal { of: of.to_owned(), is_put: false };
        let at = line("时间", &words.full_moment("2026-03-05T01:00:00Z".parse().unwrap()));
        assert_eq!(review[0].foot, [line("职务", "科长"), line("姓名", "陈一"), empty(""), at]);
        assert_eq!(seal[0].foot, [empty("市监局")], "its place is there before it is put");
    }

    #[test]
    fn a_group_without_rows_is_a_line() {
        let child = json!({"type": "object", "properties": {"name": {"type": "string", "title": "姓名"}}});
        let (form, _) = compile(&json!({"schema": {"type": "object", "properties": {
            "children": {"type": "array", "title": "子女", "items": child}}}}));
        let lines = summary(&form, &state(&form, &json!({})), Locale::ZhCn, &[]);
        let found = sections(&form, &form.pages, &lines, (&json!({}), Words::new(Locale::ZhCn)));
        assert_eq!(found[0].parts, [Part::Lines(vec![("子女".to_owned(), String::new())])]);
    }
}
