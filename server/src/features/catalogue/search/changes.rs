//! What has changed of the catalogue since an index was built: each shard is a range of codes; of those whose sums are others now,
//! the items are read whose version or settings are.

use std::collections::BTreeSet;

use schema::regions::Region;
use schema::role::RegionCode;

use super::super::line::Line;
use super::super::{http, store};
use super::following::{Change, News, Range};
use super::index::Index;
use super::lexicon::Lexicon;
use super::shard::Stamp;
use super::{Document, document};
use crate::db::Tx;
use crate::error::Result;
use crate::features::ask::Taught;
use crate::features::{ask, regions};

/// How many items are read at a time.
const PAGE: usize = 500;

/// The words of the libraries, and the places there are.
pub struct Words {
    taught: Taught,
    places: Vec<Region>,
}

impl Words {
    /// What they teach where there are items of these regions.
    pub fn lexicon(self, served: &BTreeSet<RegionCode>) -> Lexicon {
        Lexicon::of(&self.taught, self.places, served)
    }
}

/// What has changed since; nothing where the catalogue says that nothing has.
pub async fn since(index: &Index, tx: &mut Tx) -> Result<Option<(News, Words)>> {
    let revision = store::revision(tx).await?;
    if index.revision() == Some(revision) {
        return Ok(None);
    }
    let mut changes = Vec::new();
    for range in index.ranges() {
        let same = store::sums(tx, range.from, range.until).await? == range.sums();
        changes.push(if same { Change::default() } else { change(tx, &range).await? });
    }
    let words = Words { taught: ask::lessons(tx).await?, places: regions::to_counties(tx).await? };
    Ok(Some((News { revision, changes }, words)))
}

async fn change(tx: &mut Tx, range: &Range<'_>) -> Result<Change> {
    let mut before = range.stamps();
    let mut changed = Vec::new();
    for (code, stamp) in store::stamps(tx, range.from, range.until).await? {
        if before.remove(code.as_str()) != Some(stamp) {
            changed.push(code);
        }
    }
    let gone = before.into_keys().map(str::to_owned).collect();
    let mut read = Vec::with_capacity(changed.len());
    for codes in changed.chunks(PAGE) {
        for row in store::items_of(tx, codes).await? {
            read.push(item(&row)?);
        }
    }
    Ok(Change { read, gone })
}

fn item(row: &store::ItemRow) -> Result<(Document, Stamp)> {
    let line = Line::of_row(row)?;
    let summary = http::summary(row, &line);
    Ok((document(summary, line), Stamp { version: row.version, edits: row.edits }))
}
