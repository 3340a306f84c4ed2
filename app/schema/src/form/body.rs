//! The body of a document (正文): a template whose bound fields follow the answers. The compiler reads it
//! (`compile/body.rs`, with the syntax); here it becomes headings, paragraphs, lists and tables. Text only: whoever
//! shows it escapes it. No part of a form's program.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::check::is_blank;
use super::control::Control;
use super::find::find;
use super::letter::in_words;
use super::money::capital_amount;
use super::program::Form;
use super::state::{FormState, state_in};
use super::validate::rows;
use crate::expr::{Context, Expr, Truth};
use crate::locale::Locale;
use crate::regions::Region;

/// A template in each language that it is written in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body(pub(super) BTreeMap<Locale, Vec<Part>>);

/// Part of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// One line.
    Line(Line, Vec<Piece>),
    /// What stands there only where a condition holds.
    If { when: Expr, then: Vec<Part>, otherwise: Vec<Part> },
    /// The same for each row of the group at this pointer.
    Each { list: String, parts: Vec<Part> },
    /// The rows of the group at this pointer, and pointers of columns in them.
    Table { list: String, columns: Vec<String> },
}

impl Body {
    /// The conditions in it that read more than the answers, each once.
    pub(super) fn reads_besides(&self) -> Vec<Expr> {
        let mut found = Vec::new();
        self.0.values().flatten().for_each(|part| part.conditions(&mut found));
        found
    }
}

impl Body {
    /// Where the answers stand that it is written from, each once: of rows the whole group.
    pub fn reads(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.0.values().flatten().for_each(|part| part.reads(&mut found));
        found
    }
}

impl Part {
    fn reads(&self, found: &mut BTreeSet<String>) {
        match self {
            Self::Line(_, pieces) => found.extend(pieces.iter().filter_map(|piece| match piece {
                Piece::Bound { pointer, in_row: false, .. } => Some(pointer.clone()),
                _ => None,
            })),
            Self::If { when, then, otherwise } => {
                found.extend(when.reads());
                then.iter().chain(otherwise).for_each(|part| part.reads(found));
            }
            Self::Each { list, parts } => {
                found.insert(list.clone());
                // A condition in a row reads its row.
                let others = parts.iter().filter(|part| !matches!(part, Self::If { .. }));
                others.for_each(|part| part.reads(found));
            }
            Self::Table { list, .. } => _ = found.insert(list.clone()),
        }
    }

    fn conditions(&self, found: &mut Vec<Expr>) {
        match self {
            Self::If { when, then, otherwise } => {
                if (when.counts_working_days() || !when.elements().is_empty()) && !found.contains(when) {
                    found.push(when.clone());
                }
                then.iter().chain(otherwise).for_each(|part| part.conditions(found));
            }
            Self::Each { parts, .. } => parts.iter().for_each(|part| part.conditions(found)),
            Self::Line(..) | Self::Table { .. } => {}
        }
    }
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Heading(u8),
    Paragraph,
    Entry,
}

/// Part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Said(String),
    /// The answer at a pointer, in the row that is being written or in the form.
    Bound {
        pointer: String,
        in_row: bool,
        capital: bool,
    },
}

/// Part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading {
        /// Of the document (1), of a part of it (2), of a part of that (3).
        level: u8,
        /// What it says.
        runs: Vec<Run>,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// Entries, each under the other.
    List(Vec<Vec<Run>>),
    /// Rows of a repeated group.
    Table {
        /// What the columns are called.
        head: Vec<String>,
        /// The rows, a cell for each column.
        rows: Vec<Vec<Run>>,
    },
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    /// Words of the template.
    Said(String),
    /// An answer in words, empty while there is none.
    Bound {
        /// Where the answer is.
        pointer: String,
        /// What it says.
        text: String,
    },
    /// Something that whoever reads it may not see, whether there is anything or not.
    Withheld,
}

/// For whom a document is written, and what there is besides the answers.
pub struct BodyReader<'a> {
    /// In which language.
    pub locale: Locale,
    /// The names of the regions that were answered.
    pub regions: &'a [Region],
    /// Facts and a calendar, as its conditions read them.
    pub context: Context<'a>,
    /// Whether the answer at a pointer is for them to see. What is said of it is: that is the document's own.
    pub sees: &'a dyn Fn(&str) -> bool,
}

/// The document for these answers; `regions` has the names of those that were answered. A hidden answer is none.
pub fn render_body(
    form: &Form,
    body: &Body,
    answers: &Value,
    locale: Locale,
    regions: &[Region],
) -> Vec<Block> {
    let reader = BodyReader { locale, regions, context: Context::default(), sees: &|_| true };
    render_body_for(form, body, answers, &reader)
}

/// [`render_body`] for this reader.
pub fn render_body_for(form: &Form, body: &Body, answers: &Value, reader: &BodyReader<'_>) -> Vec<Block> {
    let parts = body.0.get(&reader.locale).or_else(|| body.0.get(&Locale::default()));
    let state = state_in(form, answers, reader.context);
    let mut writer = Writer { form, state: &state, reader, blocks: Vec::new() };
    writer.parts(parts.map_or(&[], Vec::as_slice), "");
    writer.blocks
}

struct Writer<'a> {
    form: &'a Form,
    state: &'a FormState,
    reader: &'a BodyReader<'a>,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    /// `base` is the row that is being written, if one is.
    fn parts(&mut self, parts: &[Part], base: &str) {
        for part in parts {
            match part {
                Part::Line(line, pieces) => self.line(*line, pieces, base),
                Part::If { when, then, otherwise } => {
                    let data = self.state.answers().pointer(base).unwrap_or(&Value::Null);
                    let context = Context { whole: Some(self.state.answers()), ..self.reader.context };
                    match when.eval3_in(data, base, context) {
                        Truth::Yes => self.parts(then, base),
                        Truth::No => self.parts(otherwise, base),
                        // What is not known yet is not written yet.
                        Truth::Unknown(_) => {}
                    }
                }
                Part::Each { list, .. } | Part::Table { list, .. } if !(self.reader.sees)(list) => {
                    self.blocks.push(Block::Paragraph(vec![Run::Withheld]));
                }
                Part::Each { list, parts } => {
                    let bases: Vec<String> = self.rows(list);
                    bases.iter().for_each(|base| self.parts(parts, base));
                }
                Part::Table { list, columns } => self.table(list, columns),
            }
        }
    }

    fn line(&mut self, line: Line, pieces: &[Piece], base: &str) {
        let runs: Vec<Run> = pieces.iter().map(|piece| self.run(piece, base)).collect();
        match (line, self.blocks.last_mut()) {
            (Line::Heading(level), _) => self.blocks.push(Block::Heading { level, runs }),
            (Line::Paragraph, _) => self.blocks.push(Block::Paragraph(runs)),
            (Line::Entry, Some(Block::List(entries))) => entries.push(runs),
            (Line::Entry, _) => self.blocks.push(Block::List(vec![runs])),
        }
    }

    fn table(&mut self, list: &str, columns: &[String]) {
        let name = |column: &String| {
            let found = find(self.form, &format!("{list}/0{column}"));
            found.map_or_else(String::new, |found| found.field.label.get(self.reader.locale).to_owned())
        };
        let head = columns.iter().map(name).collect();
        let cell = |base: &str, column: &String| self.bound(format!("{base}{column}"), false);
        let rows = self.rows(list);
        let rows = rows.iter().map(|base| columns.iter().map(|column| cell(base, column)).collect());
        let rows = rows.collect();
        self.blocks.push(Block::Table { head, rows });
    }

    fn rows(&self, list: &str) -> Vec<String> {
        if !self.state.visible(list) {
            return Vec::new();
        }
        rows(self.state.answers(), list).map(|(base, _)| base).collect()
    }

    fn run(&self, piece: &Piece, base: &str) -> Run {
        match piece {
            Piece::Said(text) => Run::Said(text.clone()),
            Piece::Bound { pointer, in_row, capital } => {
                self.bound(format!("{}{pointer}", if *in_row { base } else { "" }), *capital)
            }
        }
    }

    fn bound(&self, pointer: String, capital: bool) -> Run {
        if !(self.reader.sees)(&pointer) {
            return Run::Withheld;
        }
        let answer = self.state.answers().pointer(&pointer).filter(|answer| !is_blank(answer));
        let control = find(self.form, &pointer).map(|found| &found.field.control);
        let text = match (answer.filter(|_| self.state.visible(&pointer)), control) {
            (Some(answer), Some(control)) => {
                let capitals = capital.then(|| capital_amount(answer)).flatten();
                capitals.unwrap_or_else(|| in_words(control, answer, self.reader.locale, self.reader.regions))
            }
            _ => String::new(),
        };
        Run::Bound { pointer, text }
    }
}

/// Whether an answer to this can stand in a line.
pub(super) fn is_bindable(control: &Control) -> bool {
    !matches!(control, Control::Repeat { .. })
}
