//! The public documents of the demo city: `server/seed/disclosures.json`. Titles, numbers, days and addresses are true; what stands in
//! the catalogue as the demo city's own is marked as demonstration.

use chrono::{DateTime, Utc};
use schema::disclosures::DisclosureDraft;
use serde::Deserialize;

use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::features::site_search;

const DISCLOSURES: &str = include_str!("../../../seed/disclosures.json");

#[derive(Deserialize)]
struct Entry {
    word: String,
    #[serde(flatten)]
    draft: DisclosureDraft,
}

/// Enters what is not there yet; says how many there are.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    let entries: Vec<Entry> = serde_json::from_str(DISCLOSURES)?;
    for entry in &entries {
        store::insert(tx, (Some(&entry.word), &entry.draft), now).await?;
    }
    site_search::advance(tx).await?;
    Ok(entries.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_of_the_demo_city_could_be_entered_by_an_editor() {
        let entries: Vec<Entry> = serde_json::from_str(DISCLOSURES).unwrap();
        assert!(entries.len() >= 12);
        for entry in entries {
            assert_eq!(entry.draft.faults(), Vec::new(), "{}", entry.word);
            assert_eq!(entry.draft.clone().trimmed(), entry.draft, "{}", entry.word);
        }
    }
}
