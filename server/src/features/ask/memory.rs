//! What is remembered of questions: each on its day, masked, with what was answered; nothing of who asked.
//!
//! A question is noted in memory and written down a few seconds later, so that asking waits for nobody who writes. What is noted
//! when the program stops at once is lost: it is a statistic, not a record.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDate, TimeDelta};
use schema::ask::{AskReply, Library, mask};
use schema::calendar::local_day;

use super::store::questions;
use crate::error::Result;
use crate::state::AppState;

/// How many different questions may wait to be written down: beyond them new ones are forgotten.
const WAITING: usize = 1000;
/// How many different questions of a day are kept: nobody fills the database by asking.
const MOST_A_DAY: i64 = 20_000;
/// How many items are remembered as the answer.
const ITEMS: usize = 3;

/// What became of a question on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The words that were looked for, masked.
    pub heard: String,
    /// The library that answered.
    pub said: Option<Library>,
    /// The codes of the first items.
    pub items: Vec<String>,
    /// How well the first answers.
    pub score: f64,
    /// Whether that is good.
    pub good: bool,
    /// How often it was asked, and what people thought of the answer.
    pub asked: i64,
    pub helpful: i64,
    pub unhelpful: i64,
}

impl Note {
    /// Of a reply, asked not at all yet.
    pub fn of(reply: &AskReply) -> Self {
        let first = reply.answers.first().map_or(0.0, |answer| f64::from(answer.score));
        Self {
            heard: mask(reply.words.trim()),
            said: reply.said.as_ref().map(|said| said.library),
            items: reply.answers.iter().take(ITEMS).map(|answer| answer.item.code.clone()).collect(),
            score: first,
            good: reply.good || reply.said.is_some(),
            ..Self::default()
        }
    }
}

/// What was asked and is not written down yet, by day and masked text.
#[derive(Debug, Default)]
pub struct Notebook(Mutex<BTreeMap<(NaiveDate, String), Note>>);

impl Notebook {
    /// Notes a question.
    pub fn note(&self, day: NaiveDate, text: &str, reply: &AskReply) {
        let key = (day, mask(text.trim()));
        if key.1.is_empty() {
            return;
        }
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if notes.len() >= WAITING && !notes.contains_key(&key) {
            return;
        }
        let asked = notes.get(&key).map_or(0, |note| note.asked);
        notes.insert(key, Note { asked: asked + 1, ..Note::of(reply) });
    }

    fn take(&self) -> BTreeMap<(NaiveDate, String), Note> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Writes down what was noted.
pub async fn write_down(state: &AppState) -> Result<()> {
    let notes = state.notebook.take();
    if notes.is_empty() {
        return Ok(());
    }
    let mut tx = state.db.write().await?;
    let mut room = MOST_A_DAY - questions::of_day(&mut tx, local_day(state.clock.now())).await?;
    for ((day, text), note) in notes {
        if room <= 0 && !questions::is_known(&mut tx, day, &text).await? {
            continue;
        }
        questions::note(&mut tx, day, &text, &note).await?;
        room -= 1;
    }
    Ok(tx.commit().await?)
}

/// Writes down what was noted, and forgets what is older than it may be kept.
pub async fn keep_up(state: &AppState) -> Result<()> {
    write_down(state).await?;
    let kept = TimeDelta::days(i64::from(state.config.question_days));
    let first = local_day(state.clock.now() - kept);
    let mut tx = state.db.read().await?;
    if !questions::is_older(&mut tx, first).await? {
        return Ok(());
    }
    drop(tx);
    let mut tx = state.db.write().await?;
    questions::forget_before(&mut tx, first).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_noted_without_what_is_somebodys() {
        let notebook = Notebook::default();
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let reply = AskReply { words: "身份证440103199001011234".to_owned(), ..AskReply::default() };
        notebook.note(day, " 身份证440103199001011234丢了 ", &reply);
        notebook.note(day, "身份证440103199001011234丢了", &reply);
        notebook.note(day, "  ", &reply);
        let notes = notebook.take();
        let (key, note) = notes.first_key_value().unwrap();
        assert_eq!(
            (notes.len(), key.1.as_str(), note.heard.as_str(), note.asked),
            (1, "身份证＊＊＊丢了", "身份证＊＊＊", 2)
        );
        assert!(notebook.take().is_empty());
    }

    #[test]
    fn who_asks_without_end_fills_no_memory() {
        let notebook = Notebook::default();
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        for number in 0..WAITING + 10 {
            notebook.note(day, &format!("问题{number}"), &AskReply::default());
        }
        assert_eq!(notebook.take().len(), WAITING);
    }
}
