//! What is remembered of questions: each on its day, masked, with what was answered; nothing of who asked.
//!
//! A question is noted in memory and written down a few seconds later, so that asking waits for nobody who writes. What is noted
//! when the program stops at once is lost: it is a statistic, not a record. So nothing that goes wrong here is anybody's else.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{NaiveDate, TimeDelta};
use schema::ask::{AskReply, Library, mask};
use schema::calendar::local_day;

use super::store::questions;
use crate::db::Tx;
use crate::error::Result;
use crate::http::ClientAddress;
use crate::state::AppState;

/// How many different questions may wait to be written down: beyond them new ones are forgotten.
const WAITING: usize = 1000;
/// How many different questions of a day are kept: nobody fills the database by asking.
const MOST_A_DAY: i64 = 20_000;
/// How much of a day may come from one network: who asks without end hides nothing of what others ask. An office or a block that
/// shares an address asks less.
const OF_A_NETWORK: u32 = 300;
/// How many networks are counted on a day: from beyond them nothing is noted, so that counting fills no memory either.
const NETWORKS: usize = 20_000;
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
            heard: kept(&reply.words),
            said: reply.said.as_ref().map(|said| said.library),
            items: reply.answers.iter().take(ITEMS).map(|answer| answer.item.code.clone()).collect(),
            score: first,
            good: reply.good || reply.said.is_some(),
            ..Self::default()
        }
    }
}

/// A question as it is kept: masked, on one line. A character that nobody sees is not kept either: PostgreSQL keeps no NUL, and one
/// within a number would hide it from the mask.
pub fn kept(text: &str) -> String {
    let seen = text.chars().filter_map(|letter| match letter.is_control() {
        true => letter.is_whitespace().then_some(' '),
        false => Some(letter),
    });
    mask(seen.collect::<String>().trim())
}

/// What was asked and is not written down yet; and how much came from where today, which is never written down.
#[derive(Debug, Default)]
pub struct Notebook(Mutex<Leaf>);

/// What was asked, by day and text.
type Notes = BTreeMap<(NaiveDate, String), Note>;

#[derive(Debug, Default)]
struct Leaf {
    notes: Notes,
    day: NaiveDate,
    networks: HashMap<IpAddr, u32>,
}

impl Notebook {
    /// Notes a question.
    pub fn note(&self, day: NaiveDate, from: ClientAddress, text: &str, reply: &AskReply) {
        let key = (day, kept(text));
        let mut leaf = self.leaf();
        if key.1.is_empty() || !leaf.counts(day, from) {
            return;
        }
        if leaf.notes.len() >= WAITING && !leaf.notes.contains_key(&key) {
            return;
        }
        let asked = leaf.notes.get(&key).map_or(0, |note| note.asked);
        leaf.notes.insert(key, Note { asked: asked + 1, ..Note::of(reply) });
    }

    /// Whether something more that comes from there today is remembered. It counts then.
    pub fn counts(&self, day: NaiveDate, from: ClientAddress) -> bool {
        self.leaf().counts(day, from)
    }

    fn leaf(&self) -> MutexGuard<'_, Leaf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Notes {
        std::mem::take(&mut self.leaf().notes)
    }
}

impl Leaf {
    fn counts(&mut self, day: NaiveDate, from: ClientAddress) -> bool {
        if self.day != day {
            self.networks.clear();
            self.day = day;
        }
        let network = from.network();
        if self.networks.len() >= NETWORKS && !self.networks.contains_key(&network) {
            return false;
        }
        let count = self.networks.entry(network).or_default();
        *count = count.saturating_add(1);
        *count <= OF_A_NETWORK
    }
}

/// Writes down what was noted. What cannot be is left out: it is nobody's fault who asks or reads meanwhile.
pub async fn write_down(state: &AppState) {
    let notes: Vec<_> = state.notebook.take().into_iter().collect();
    let today = local_day(state.clock.now());
    let mut parts = if notes.is_empty() { Vec::new() } else { vec![notes.as_slice()] };
    while let Some(part) = parts.pop() {
        let mut tx = match state.db.write().await {
            Ok(tx) => tx,
            Err(error) => {
                tracing::warn!(%error, "questions could not be written down");
                return;
            }
        };
        let stored = store(&mut tx, today, part).await;
        let done = match stored {
            Ok(()) => tx.commit().await.map_err(Into::into),
            Err(error) => Err(error),
        };
        match done {
            Ok(()) => {}
            Err(error) if part.len() == 1 => tracing::warn!(%error, "a question could not be written down"),
            // One of them spoils the rest: each half is tried alone.
            Err(_) => parts.extend(<[_; 2]>::from(part.split_at(part.len() / 2))),
        }
    }
}

async fn store(tx: &mut Tx, today: NaiveDate, notes: &[((NaiveDate, String), Note)]) -> Result<()> {
    let mut room = MOST_A_DAY - questions::of_day(tx, today).await?;
    for ((day, text), note) in notes {
        if room <= 0 && !questions::is_known(tx, *day, text).await? {
            continue;
        }
        questions::note(tx, *day, text, note).await?;
        room -= 1;
    }
    Ok(())
}

/// Writes down what was noted, and forgets what is older than it may be kept.
pub async fn keep_up(state: &AppState) -> Result<()> {
    write_down(state).await;
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

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();

    fn network(number: usize) -> ClientAddress {
        ClientAddress(IpAddr::from([10, 0, (number / 256) as u8, (number % 256) as u8]))
    }

    #[test]
    fn a_question_is_noted_without_what_is_somebodys() {
        let notebook = Notebook::default();
        let note = |text: &str, reply: &AskReply| notebook.note(DAY, network(0), text, reply);
        let reply = AskReply { words: "身份证440103199001011234".to_owned(), ..AskReply::default() };
        note(" 身份证440103199001011234丢了 ", &reply);
        note("身份证440103199001011234丢了", &reply);
        note("身份证440103\u{0}199001011234丢了", &reply);
        note(" \u{0} ", &reply);
        let notes = notebook.take();
        let (key, note) = notes.first_key_value().unwrap();
        assert_eq!(
            (notes.len(), key.1.as_str(), note.heard.as_str(), note.asked),
            (1, "身份证＊＊＊丢了", "身份证＊＊＊", 3)
        );
        assert!(notebook.take().is_empty());
        assert_eq!(kept("lost\npassport\u{7}\t"), "lost passport");
    }

    #[test]
    fn who_asks_without_end_fills_no_memory_and_hides_nobody_else() {
        let notebook = Notebook::default();
        let ask = |from: ClientAddress, text: &str| notebook.note(DAY, from, text, &AskReply::default());
        let most = OF_A_NETWORK as usize;
        (0..most + 10).for_each(|number| ask(network(0), &format!("问题{number}")));
        ask(network(1), "护照丢了");
        let notes = notebook.take();
        assert_eq!(notes.len(), most + 1);
        assert!(notes.contains_key(&(DAY, "护照丢了".to_owned())));
        assert!(!notebook.counts(DAY, network(0)) && notebook.counts(DAY.succ_opt().unwrap(), network(0)));
        (0..WAITING + 10).for_each(|number| ask(network(number), &format!("问题{number}")));
        assert_eq!(notebook.take().len(), WAITING);
    }

    #[test]
    fn counting_networks_fills_no_memory_either() {
        let notebook = Notebook::default();
        assert!((0..NETWORKS).all(|number| notebook.counts(DAY, network(number))));
        assert!(!notebook.counts(DAY, network(NETWORKS)) && notebook.counts(DAY, network(0)));
    }
}
