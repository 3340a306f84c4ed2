//! The surveys of the demo city: `server/seed/surveys.json`, open and over on the day they are loaded.

use chrono::{DateTime, TimeDelta, Utc};
use schema::calendar::local_day;
use schema::surveys::{Opinion, OpinionAnswer, SurveyDraft, SurveyKind, questions_in};
use serde::Deserialize;

use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::site_search;

const SURVEYS: &str = include_str!("../../../seed/surveys.json");

#[derive(Deserialize)]
struct Entry {
    word: String,
    kind: SurveyKind,
    title: String,
    issuer: String,
    body: String,
    /// How many days ago it opened, and for how many it is open.
    days_ago: i64,
    days_open: i64,
    /// As an editor writes them.
    questions: String,
    #[serde(default)]
    opinions: Vec<Vec<OpinionAnswer>>,
    feedback: Option<String>,
}

impl Entry {
    fn draft(&self, now: DateTime<Utc>) -> SurveyDraft {
        let opens_on = local_day(now - TimeDelta::days(self.days_ago));
        SurveyDraft {
            kind: self.kind,
            title: self.title.clone(),
            issuer: self.issuer.clone(),
            body: self.body.clone(),
            source_url: None,
            opens_on,
            closes_on: opens_on + TimeDelta::days(self.days_open - 1),
            short_because: None,
            questions: questions_in(&self.questions),
            demonstration: true,
            revision: 0,
        }
    }
}

/// Opens what is not there yet; says how many there are.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    let entries: Vec<Entry> = serde_json::from_str(SURVEYS)?;
    for entry in &entries {
        let Some(id) = store::insert(tx, (Some(&entry.word), &entry.draft(now)), now).await? else {
            continue;
        };
        for (place, answers) in entry.opinions.iter().enumerate() {
            let opinion = Opinion { answers: answers.clone() };
            store::keep(tx, (id, &format!("{} {place}", entry.word)), &opinion, now).await?;
        }
        if let Some(feedback) = &entry.feedback {
            store::answer(tx, (id, 1), feedback, now).await?;
        }
    }
    site_search::advance(tx).await?;
    Ok(entries.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surveys_of_the_demo_city_could_be_kept_by_an_editor() {
        let entries: Vec<Entry> = serde_json::from_str(SURVEYS).unwrap();
        let now = "2026-03-02T01:00:00Z".parse().unwrap();
        for entry in entries {
            let draft = entry.draft(now);
            assert_eq!(draft.faults(), Vec::new(), "{}", entry.word);
            assert_eq!(draft.clone().trimmed(), draft, "{}", entry.word);
            for answers in &entry.opinions {
                let faults = Opinion { answers: answers.clone() }.faults(&draft.questions);
                assert_eq!(faults, Vec::new(), "{}", entry.word);
            }
            assert!(entry.feedback.is_none() || entry.days_ago >= entry.days_open, "{}", entry.word);
        }
    }
}
