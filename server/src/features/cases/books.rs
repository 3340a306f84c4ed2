//! What the steps of one transaction count, and what of them goes on record: written at its end, the counts first. Both are kept
//! in rows that all cases share, so that a transaction about several cases takes them in the same order as any other.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;
use crate::features::audit::{self, Line};
use crate::features::dashboards::{self, Counted};

/// What is to be written.
#[derive(Default)]
pub struct Books {
    counts: Vec<Counted>,
    lines: Vec<(Line, i64)>,
}

impl Books {
    /// Counts a step.
    pub fn count(&mut self, counted: Counted) {
        self.counts.push(counted);
    }

    /// Puts something on record, in the chain of this key.
    pub fn record(&mut self, line: Line, key: i64) {
        self.lines.push((line, key));
    }

    /// Writes it all.
    pub async fn close(mut self, tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
        // Several chains are held in one order, whoever holds them.
        self.lines.sort_by_key(|(_, key)| key.rem_euclid(audit::CHAINS));
        for counted in &self.counts {
            dashboards::count(tx, counted).await?;
        }
        for (line, key) in self.lines {
            audit::record(tx, line, key, now).await?;
        }
        Ok(())
    }
}
