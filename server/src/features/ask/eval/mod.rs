//! How well questions find their items: recall and rank of the engine, beside what is simplest and what is possible.
//!
//! A question's own words must not stand in the index when it is asked: where it is one of the wordings of its item, the
//! item is asked for without its wordings. An answer is right if its item is the one, bears the wording, or has the name
//! and level of the one.

mod baseline;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use schema::ask::Context;
use serde::Deserialize;

use crate::features::catalogue::{Answer, Index, Known, Source, normal};
use baseline::Baseline;

/// A wording that points to more items than this says nothing of any.
const AMBIGUOUS: usize = 3;
/// How many answers are looked at.
const LOOKED_AT: usize = 10;

/// A line of a file of questions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Line {
    /// What was asked.
    pub query: String,
    /// The code of the item, or of each that is right.
    pub item: Codes,
    /// What kind of question it is, if that is of interest.
    #[serde(default)]
    pub kind: Option<String>,
}

impl Line {
    fn codes(&self) -> &[String] {
        match &self.item {
            Codes::One(code) => std::slice::from_ref(code),
            Codes::Several(codes) => codes,
        }
    }
}

/// One code or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Codes {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// The lines of a file, one JSON object each.
pub fn read(text: &str) -> Result<Vec<Line>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).with_context(|| format!("line {}", at + 1))).collect()
}

/// The everyday names of the catalogue as questions.
pub fn wordings(source: &Source) -> Vec<Line> {
    let mut bearers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let known: Vec<Known<'_>> = source.known().collect();
    for item in &known {
        for wording in item.wordings.iter().collect::<BTreeSet<_>>() {
            bearers.entry(wording).or_default().push(item.code);
        }
    }
    let telling = bearers.into_iter().filter(|(_, codes)| codes.len() <= AMBIGUOUS);
    let lines = telling.flat_map(|(wording, codes)| codes.into_iter().map(move |code| (wording, code)));
    let line = |(wording, code): (&str, &str)| Line {
        query: wording.to_owned(),
        item: Codes::One(code.to_owned()),
        kind: None,
    };
    lines.map(line).collect()
}

/// The questions in people's own words that the hall ships to measure itself by.
pub fn shipped() -> Result<&'static [Line]> {
    static LINES: LazyLock<Option<Vec<Line>>> =
        LazyLock::new(|| read(include_str!("../../../../seed/ask/questions.jsonl")).ok());
    LINES.as_deref().context("the shipped questions cannot be read")
}

/// How well an index answers the questions about items that are known, no more of it than that: [`evaluate`] holds wordings back
/// and compares.
pub fn recall(source: &Source, index: &Index, lines: &[Line]) -> Measure {
    let known: Vec<Known<'_>> = source.known().collect();
    let mut names: BTreeMap<&str, (&str, Option<&str>)> = BTreeMap::new();
    let mut alike: BTreeMap<(&str, Option<&str>), BTreeSet<&str>> = BTreeMap::new();
    for item in &known {
        names.insert(item.code, (item.name, item.level));
        alike.entry((item.name, item.level)).or_default().insert(item.code);
    }
    let mut measure = Measure::default();
    for line in lines {
        let right: BTreeSet<&str> = line
            .codes()
            .iter()
            .filter_map(|code| alike.get(names.get(code.as_str())?))
            .flatten()
            .copied()
            .collect();
        if right.is_empty() {
            continue;
        }
        let answers = index.answers(&index.hear(&line.query), &Context::default(), LOOKED_AT);
        let is_right = |answer: &Answer| right.contains(index.item(answer.number).summary.code.as_str());
        measure.count(answers.iter().position(is_right));
    }
    measure
}

/// How well a set of questions was answered.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    asked: usize,
    /// How many were answered right among the first one, three, ten.
    at: [usize; 3],
    reciprocals: f64,
    times: Vec<Duration>,
}

/// Among how many answers a right one is looked for.
pub const AT: [usize; 3] = [1, 3, 10];

impl Measure {
    fn count(&mut self, place: Option<usize>) {
        self.asked += 1;
        let Some(place) = place else { return };
        self.reciprocals += 1.0 / (place + 1) as f64;
        for (count, first) in self.at.iter_mut().zip(AT) {
            *count += usize::from(place < first);
        }
    }

    /// The share that was answered right among the first one, three, ten.
    pub fn recall(&self) -> [f64; 3] {
        self.at.map(|count| count as f64 / self.asked.max(1) as f64)
    }

    /// The mean of one over the place of the first right answer.
    pub fn mrr(&self) -> f64 {
        self.reciprocals / self.asked.max(1) as f64
    }

    /// How many were asked.
    pub const fn asked(&self) -> usize {
        self.asked
    }

    /// The time within which 99 of 100 were answered.
    pub fn p99(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get((times.len() * 99).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// What a set of questions gave.
#[derive(Debug, Default)]
pub struct Report {
    /// The engine.
    pub engine: Measure,
    /// Characters and pairs of them, TF-IDF and cosine.
    pub baseline: Measure,
    /// How many questions share a pair of characters, or a word, with a right item at all: no engine that reads words finds more.
    pub reachable: usize,
    /// The engine by kind of question.
    pub kinds: BTreeMap<String, Measure>,
    /// What was not answered right at once: the question, the first answer, what was wanted.
    pub missed: Vec<(String, String, String)>,
}

/// Asks every question.
pub fn evaluate(source: &Source, lines: &[Line]) -> Result<Report> {
    let known: Vec<Known<'_>> = source.known().collect();
    let by_code: BTreeMap<&str, usize> = known.iter().enumerate().map(|(at, item)| (item.code, at)).collect();
    let whole = source.index();
    let baseline = Baseline::of(&known);
    let mut report = Report::default();
    // Questions of one item share the index that it is held back from.
    let mut held: Option<(usize, Index)> = None;
    let mut asked: Vec<Asked<'_>> = Vec::new();
    for line in lines {
        asked.push(Asked::of(line, &known, &by_code)?);
    }
    asked.sort_by_key(|asked| asked.held_back);
    for asked in &asked {
        let index = match asked.held_back {
            None => &whole,
            Some(at) => {
                if held.as_ref().is_none_or(|(other, _)| *other != at) {
                    held = Some((at, source.index_without_wordings(known[at].code)));
                }
                held.as_ref().map_or(&whole, |(_, index)| index)
            }
        };
        let begun = Instant::now();
        let heard = index.hear(&asked.line.query);
        let answers = index.answers(&heard, &Context::default(), LOOKED_AT);
        report.engine.times.push(begun.elapsed());
        let of = |answer: &Answer| &index.item(answer.number).summary;
        let place = answers.iter().position(|answer| asked.right.contains(of(answer).code.as_str()));
        report.engine.count(place);
        if let Some(kind) = &asked.line.kind {
            report.kinds.entry(kind.clone()).or_default().count(place);
        }
        if place != Some(0) {
            let first = answers.first().map_or_else(String::new, |answer| of(answer).name.clone());
            let wanted = known[asked.target].name.to_owned();
            report.missed.push((asked.line.query.clone(), first, wanted));
        }
        let found = baseline.ask(&asked.line.query, asked.held_back, LOOKED_AT);
        report.baseline.count(found.iter().position(|at| asked.right.contains(known[*at].code)));
        let reached = asked.right.iter().any(|code| {
            by_code
                .get(code)
                .is_some_and(|at| known[*at].shares_a_pair(&asked.line.query, asked.held_back == Some(*at)))
        });
        report.reachable += usize::from(reached);
    }
    Ok(report)
}

/// A question with what is right.
struct Asked<'a> {
    line: &'a Line,
    target: usize,
    /// The item whose wordings are held back.
    held_back: Option<usize>,
    right: BTreeSet<&'a str>,
}

impl<'a> Asked<'a> {
    fn of(line: &'a Line, known: &[Known<'a>], by_code: &BTreeMap<&str, usize>) -> Result<Self> {
        let codes = line.codes();
        let at = |code: &String| {
            by_code.get(code.as_str()).copied().with_context(|| format!("no item {code}: {}", line.query))
        };
        let targets: Vec<usize> = codes.iter().map(at).collect::<Result<_>>()?;
        let target = *targets.first().with_context(|| format!("no item: {}", line.query))?;
        let query = normal(&line.query);
        let bears = |item: &Known<'_>| item.wordings.iter().any(|wording| normal(wording) == query);
        let alike = |item: &Known<'_>| {
            targets.iter().any(|at| known[*at].name == item.name && known[*at].level == item.level)
        };
        let right = known.iter().filter(|item| bears(item) || alike(item)).map(|item| item.code).collect();
        Ok(Self { line, target, held_back: targets.iter().copied().find(|at| bears(&known[*at])), right })
    }
}
