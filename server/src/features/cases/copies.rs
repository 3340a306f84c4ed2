//! Who is to know of a case (抄送): they find it in a queue of their own and read it, until they have opened it marked.

use chrono::{DateTime, Utc};
use schema::cases::Queue;
use schema::id::CaseNumber;
use schema::process::{Event, Payload};

use super::lists::Line;
use super::log::Case;
use super::store;
use super::worklist::{Asked, PAGE};
use crate::cursor::{self, Moment};
use crate::db::Tx;
use crate::error::Result;

impl Case {
    /// Notes who was told of it.
    pub(super) async fn note_copied(&self, tx: &mut Tx, events: &[Event]) -> Result<()> {
        for event in events {
            let Payload::CaseCopied(copied) = &event.payload else { continue };
            for account in copied.to.iter().filter_map(|id| id.parse().ok()) {
                store::copy_to(tx, self.row.id, account, event.at).await?;
            }
        }
        Ok(())
    }
}

/// A page of what one was told of, the last first, and where the next one begins.
pub async fn page(
    tx: &mut Tx,
    asked: &Asked<'_>,
    before: Option<Moment>,
) -> Result<(Vec<Line>, Option<String>)> {
    let Moment(at, id) = before.unwrap_or_else(|| Moment::first(asked.now));
    let mut rows: Vec<(i64, DateTime<Utc>)> =
        store::copies(tx, asked.account, (at, id), PAGE as i64 + 1).await?;
    let next = cursor::cut(&mut rows, PAGE, |(id, at)| Moment(*at, *id));
    Ok((rows.into_iter().map(|(id, _)| Line::from(id)).collect(), next))
}

/// Which of these lines of that queue one has not opened; other queues mark nothing.
pub async fn unread(tx: &mut Tx, asked: &Asked<'_>, lines: &[Line]) -> Result<Vec<CaseNumber>> {
    if asked.queue != Queue::Copied {
        return Ok(Vec::new());
    }
    let cases: Vec<i64> = lines.iter().map(|line| line.case).collect();
    let numbers = store::unread_of(tx, asked.account, &cases).await?;
    let numbers = numbers.iter().map(|number| CaseNumber::parse(number).map_err(anyhow::Error::from));
    Ok(numbers.collect::<anyhow::Result<_>>()?)
}
