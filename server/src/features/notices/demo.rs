//! The notices of the demo city: `server/seed/notices.json`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schema::Locale;
use schema::locale::Text;
use schema::notices::Notice;
use serde::Deserialize;

use super::publish;
use crate::db::Tx;
use crate::error::Result;

const NOTICES: &str = include_str!("../../../seed/notices.json");

#[derive(Deserialize)]
struct Entry {
    id: String,
    date: NaiveDate,
    demonstration: bool,
    title: Text,
    body: BTreeMap<Locale, Vec<String>>,
}

impl From<Entry> for Notice {
    fn from(entry: Entry) -> Self {
        let paragraphs = entry.body.into_iter();
        let body =
            paragraphs.fold(Text::default(), |body, (locale, lines)| body.with(locale, lines.join("\n")));
        Self {
            id: entry.id,
            published_on: entry.date,
            title: entry.title,
            body,
            demonstration: entry.demonstration,
        }
    }
}

/// Publishes them; returns how many there are.
pub async fn load(tx: &mut Tx) -> Result<usize> {
    let entries: Vec<Entry> = serde_json::from_str(NOTICES)?;
    let count = entries.len();
    for entry in entries {
        publish(tx, &entry.into()).await?;
    }
    Ok(count)
}
