//! The template of a document's body, `"body": {"template": …}`, line by line:
//!
//! `# …`, `## …`, `### …` a heading; `- …` an entry of a list; any other line a paragraph. `{{/applicant/name}}` is
//! the answer at that pointer, `{{/fee | capital}}` the sum in capitals. On lines of their own: `{{#if JSON Logic}}`,
//! `{{else}}`, `{{/if}}`; `{{#each /children}}`, `{{/each}}`, between which pointers are first of the row; and
//! `{{table /children /name /age}}`.

use serde_json::Value;

use super::context::Context;
use super::node::Node;
use super::rules::is_readable;
use crate::expr::Expr;
use crate::form::body::{Body, Line, Part, Piece, is_bindable};
use crate::form::control::Control;
use crate::form::lint::LintCode;
use crate::form::program::{Field, Form};
use crate::locale::Locale;

/// Conditions within conditions, at most.
const MAX_DEPTH: usize = 8;
/// Where the template stands.
const AT: &str = "/body/template";

/// The body of the document that a definition describes, if it describes one. What is wrong with it
/// [`super::compile`] has reported, and it is left out.
pub fn document_body(definition: &Value, form: &Form) -> Option<Body> {
    let context = Context::new(definition, false);
    read(&Node::open(&context, definition, "")?, form)
}

/// Reads `body`.
pub(super) fn read(file: &Node<'_, '_>, form: &Form) -> Option<Body> {
    let body = Node::open(file.context, file.get("body")?, file.path("body"))?;
    let template = body.text("template");
    if template.is_empty() {
        file.context.error(&body.at, LintCode::MissingLabel, "template");
    }
    body.close();
    let languages = Locale::ALL.into_iter().filter(|locale| template.has(*locale));
    let read = |locale| (locale, Parser::new(file.context, form, template.get(locale)).all());
    Some(Body(languages.map(read).collect()))
}

/// A line that is no text.
enum Mark<'a> {
    If(&'a str),
    Else,
    EndIf,
    Each(&'a str),
    EndEach,
    Table(&'a str),
}

impl<'a> Mark<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let held = line.strip_prefix("{{")?.strip_suffix("}}")?.trim();
        let (word, rest) = held.split_once(' ').unwrap_or((held, ""));
        Some(match word {
            "#if" => Self::If(rest),
            "else" => Self::Else,
            "/if" => Self::EndIf,
            "#each" => Self::Each(rest.trim()),
            "/each" => Self::EndEach,
            "table" => Self::Table(rest),
            _ => return None,
        })
    }
}

/// The lines of a template, read one after another.
struct Parser<'p, 'c, 'a, 't> {
    context: &'c Context<'a>,
    form: &'p Form,
    lines: Vec<&'t str>,
    next: usize,
    /// The fields of the row that is being described.
    row: Option<&'p [Field]>,
}

impl<'p, 'c, 'a, 't> Parser<'p, 'c, 'a, 't> {
    fn new(context: &'c Context<'a>, form: &'p Form, template: &'t str) -> Self {
        Self { context, form, lines: template.lines().map(str::trim).collect(), next: 0, row: None }
    }

    fn error(&self, code: LintCode, detail: &str) {
        self.context.error(AT, code, format!("{}: {detail}", self.next));
    }

    fn all(mut self) -> Vec<Part> {
        let mut all = Vec::new();
        loop {
            let (parts, end) = self.parts(0);
            all.extend(parts);
            if end.is_none() {
                return all;
            }
            self.error(LintCode::BadValue, "nothing to end here");
        }
    }

    /// Up to the end of the template, or to a line that ends something.
    fn parts(&mut self, depth: usize) -> (Vec<Part>, Option<Mark<'t>>) {
        let mut parts = Vec::new();
        while let Some(line) = self.lines.get(self.next).copied() {
            self.next += 1;
            match Mark::read(line) {
                _ if line.is_empty() => {}
                Some(end @ (Mark::Else | Mark::EndIf | Mark::EndEach)) => return (parts, Some(end)),
                Some(Mark::If(when)) => parts.extend(self.condition(when, depth + 1)),
                Some(Mark::Each(list)) => parts.extend(self.each(list, depth + 1)),
                Some(Mark::Table(rest)) => parts.extend(self.table(rest)),
                None => parts.push(self.line(line)),
            }
        }
        (parts, None)
    }

    fn condition(&mut self, when: &str, depth: usize) -> Option<Part> {
        let expr = self.expr(when);
        if depth > MAX_DEPTH {
            self.error(LintCode::TooDeep, "");
            return None;
        }
        let (then, mut end) = self.parts(depth);
        let mut otherwise = Vec::new();
        if matches!(end, Some(Mark::Else)) {
            (otherwise, end) = self.parts(depth);
        }
        if !matches!(end, Some(Mark::EndIf)) {
            self.error(LintCode::BadValue, "{{/if}} is missing");
        }
        Some(Part::If { when: expr?, then, otherwise })
    }

    fn expr(&self, when: &str) -> Option<Expr> {
        let parsed = serde_json::from_str(when).map_err(|error| error.to_string());
        let expr = match parsed.and_then(|when: Value| Expr::parse(&when).map_err(|error| error.to_string()))
        {
            Ok(expr) => expr,
            Err(error) => {
                self.error(LintCode::BadExpression, &error);
                return None;
            }
        };
        let fields = self.row.unwrap_or(&self.form.fields);
        match expr.reads().into_iter().find(|read| !is_readable(fields, read)) {
            Some(read) => {
                self.error(LintCode::Dangling, &read);
                None
            }
            None => Some(expr),
        }
    }

    fn each(&mut self, list: &str, depth: usize) -> Option<Part> {
        let row = self.rows(list);
        let outer = self.row;
        if outer.is_some() || depth > MAX_DEPTH {
            self.error(LintCode::TooDeep, list);
        }
        self.row = row.or(Some(&[]));
        let (parts, end) = self.parts(depth.min(MAX_DEPTH));
        self.row = outer;
        if !matches!(end, Some(Mark::EndEach)) {
            self.error(LintCode::BadValue, "{{/each}} is missing");
        }
        (row.is_some() && outer.is_none()).then(|| Part::Each { list: list.to_owned(), parts })
    }

    fn table(&self, rest: &str) -> Option<Part> {
        let mut words = rest.split_whitespace();
        let list = words.next().unwrap_or_default();
        let row = self.rows(list)?;
        let mut columns: Vec<String> = words.map(ToOwned::to_owned).collect();
        if columns.is_empty() {
            let all = row.iter().filter(|field| is_bindable(&field.control));
            columns = all.map(|field| field.pointer.clone()).collect();
        }
        columns.retain(|column| {
            let is_there = binds(row, column);
            if !is_there {
                self.error(LintCode::Dangling, column);
            }
            is_there
        });
        Some(Part::Table { list: list.to_owned(), columns })
    }

    /// The fields of the rows of the group at this pointer.
    fn rows(&self, list: &str) -> Option<&'p [Field]> {
        let field = self.form.fields.iter().find(|field| field.pointer == list);
        match field.map(|field| &field.control) {
            Some(Control::Repeat { fields, .. }) => Some(fields),
            _ => {
                self.error(LintCode::Dangling, list);
                None
            }
        }
    }

    fn line(&self, line: &str) -> Part {
        let marks = [
            ("### ", Line::Heading(3)),
            ("## ", Line::Heading(2)),
            ("# ", Line::Heading(1)),
            ("- ", Line::Entry),
        ];
        let marked = marks.into_iter().find_map(|(mark, kind)| Some((kind, line.strip_prefix(mark)?.trim())));
        let (kind, text) = marked.unwrap_or((Line::Paragraph, line));
        Part::Line(kind, self.pieces(text))
    }

    fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((held, after)) = after.split_once("}}") else {
                self.error(LintCode::BadValue, "}} is missing");
                break;
            };
            if !before.is_empty() {
                pieces.push(Piece::Said(before.to_owned()));
            }
            pieces.extend(self.bound(held));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Said(rest.to_owned()));
        }
        pieces
    }

    fn bound(&self, held: &str) -> Option<Piece> {
        let (pointer, way) = held.split_once('|').unwrap_or((held, ""));
        let (pointer, way) = (pointer.trim(), way.trim());
        let in_row = self.row.is_some_and(|row| binds(row, pointer));
        if !in_row && !binds(&self.form.fields, pointer) {
            self.error(LintCode::Dangling, pointer);
            return None;
        }
        if !matches!(way, "" | "capital") {
            self.error(LintCode::BadValue, way);
        }
        Some(Piece::Bound { pointer: pointer.to_owned(), in_row, capital: way == "capital" })
    }
}

fn binds(fields: &[Field], pointer: &str) -> bool {
    fields.iter().any(|field| field.pointer == pointer && is_bindable(&field.control))
}
