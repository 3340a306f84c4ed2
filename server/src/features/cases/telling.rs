//! Who is told at their desk what supervision found in a case and what becomes of it, and when they are told besides.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Timelike, Utc};
use schema::calendar::{CHINA, local_day, moment};
use schema::cases::DeskNoteKind;
use schema::locale::Text;
use schema::process::{Facts, Process, State, UrgeBy};
use schema::supervise::{Grade, Told};

use super::late;
use super::log::Case;
use super::store::{self, NewNote};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::outbox;
use crate::features::supervision::Raised;
use crate::state::AppState;

/// What lies longer back is no news: when a rule is new, or the hall was closed, nobody is flooded with it. The board has it.
const NEWS: TimeDelta = TimeDelta::days(3);

/// From this hour on, until [`MORNING`], messages wait: nobody is woken (夜间免打扰).
const EVENING: u32 = 21;
const MORNING: u32 = 8;

const fn kind(grade: Grade) -> DeskNoteKind {
    match grade {
        Grade::Warning => DeskNoteKind::CardWarning,
        Grade::Yellow => DeskNoteKind::CardYellow,
        Grade::Red => DeskNoteKind::CardRed,
    }
}

/// Who is told of something found in a case, as far as they have a desk: who supervises has the board. Where nobody has it in hand,
/// the leads of its agency are told instead.
fn told(raised: &Raised, (process, state): (&Process, &State), facts: &Facts) -> BTreeSet<i64> {
    let holders = || state.tasks(process).filter_map(|(open, _)| open.holder.clone());
    let is_held = holders().next().is_some();
    let mut whom: Vec<String> = Vec::new();
    if raised.tell.contains(&Told::Holder) {
        whom.extend(holders());
    }
    if raised.tell.contains(&Told::Lead) || raised.tell.contains(&Told::Holder) && !is_held {
        whom.extend(late::leads(facts, &Default::default()));
    }
    whom.iter().filter_map(|id| id.parse().ok()).collect()
}

/// When a message may go out that is due now.
fn awake(now: DateTime<Utc>) -> DateTime<Utc> {
    let opens = NaiveTime::from_hms_opt(MORNING, 0, 0).unwrap_or(NaiveTime::MIN);
    match now.with_timezone(&CHINA).hour() {
        hour if hour < MORNING => moment(local_day(now), opens),
        hour if hour >= EVENING => moment(local_day(now) + Days::new(1), opens),
        _ => now,
    }
}

impl Case {
    /// Tells who is to know of what was found just now: at once above their worklist, and besides as far as they have asked for it.
    pub(super) async fn tell_cards(
        &self,
        state: &AppState,
        tx: &mut Tx,
        raised: &[Raised],
        now: DateTime<Utc>,
    ) -> Result<()> {
        let news: Vec<&Raised> = raised.iter().filter(|raised| now - raised.at <= NEWS).collect();
        if news.is_empty() {
            return Ok(());
        }
        let facts = self.facts();
        for raised in news {
            let (case, kind, task_name) = (self.row.id, kind(raised.grade), &raised.rule_name);
            let note = NewNote { case, kind, task: "", task_name, words: None, now };
            for account in told(raised, (&self.process, &self.state), &facts) {
                let id = store::tell(tx, account, &note).await?;
                let told = (id, kind.slug());
                outbox::of_note(tx, &state.chance, account, told, &UrgeBy::ALL, awake(now)).await?;
            }
        }
        Ok(())
    }
}

/// What became of a card of a case.
pub struct CardNews<'a> {
    /// The case.
    pub case: i64,
    /// The card.
    pub card: i64,
    /// What.
    pub kind: DeskNoteKind,
    /// What the rule is called that found it.
    pub rule_name: &'a Text,
    /// Whether who leads the agency is told.
    pub leads: bool,
    /// Whether who has the case in hand is told. They are led to the case: the card is none of theirs to read.
    pub holders: bool,
    /// Whoever is told besides.
    pub others: &'a BTreeSet<i64>,
}

/// Tells of it: at once above the worklist, and besides as far as they have asked for it.
pub async fn tell_card(state: &AppState, tx: &mut Tx, news: &CardNews<'_>, now: DateTime<Utc>) -> Result<()> {
    let mut case = Case::load(tx, news.case).await?.ok_or_else(Error::not_found)?;
    case.look_around(tx, now).await?;
    let numbers = |ids: Vec<String>| ids.iter().filter_map(|id| id.parse().ok()).collect::<BTreeSet<i64>>();
    let mut readers = news.others.clone();
    if news.leads {
        readers.extend(numbers(late::leads(&case.facts(), &Default::default())));
    }
    let holders = case.state.open.iter().filter_map(|open| open.holder.clone()).filter(|_| news.holders);
    let mut holders = numbers(holders.collect());
    holders.retain(|holder| !readers.contains(holder));
    let card = news.card.to_string();
    for (accounts, task) in [(readers, card.as_str()), (holders, "")] {
        let (kind, task_name) = (news.kind, news.rule_name);
        let note = NewNote { case: news.case, kind, task, task_name, words: None, now };
        for account in accounts {
            let id = store::tell(tx, account, &note).await?;
            let told = (id, kind.slug());
            outbox::of_note(tx, &state.chance, account, told, &UrgeBy::ALL, awake(now)).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_woken() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (now, awake_at) in [
            // 22:30 by the clocks of China, then 03:00, 08:00 and 20:59.
            ("2026-03-02T14:30:00Z", "2026-03-03T00:00:00Z"),
            ("2026-03-02T19:00:00Z", "2026-03-03T00:00:00Z"),
            ("2026-03-03T00:00:00Z", "2026-03-03T00:00:00Z"),
            ("2026-03-03T12:59:00Z", "2026-03-03T12:59:00Z"),
        ] {
            assert_eq!(awake(at(now)), at(awake_at), "{now}");
        }
    }
}
