//! Who is to know of a case (抄送): they find it in a queue of their own and read it, until they have opened it marked.

use schema::cases::Queue;
use schema::id::CaseNumber;
use schema::process::{Event, Payload};

use super::lists::Line;
use super::log::Case;
use super::store;
use super::worklist::Asked;
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
    let past = asked.past(before);
    if let Some(case) = asked.case {
        let Some(case) = case else { return Ok((Vec::new(), None)) };
        let found = store::copy_of(tx, case, asked.account).await?;
        let found = found.filter(|(at, item)| past.holds((*at, case), item));
        return Ok((found.into_iter().map(|_| Line::from(case)).collect(), None));
    }
    let mut rows = store::copies(tx, asked.account, past).await?;
    let next = cursor::cut(&mut rows, asked.size, |(id, at)| Moment(*at, *id));
    Ok((rows.into_iter().map(|(id, _)| Line::from(id)).collect(), next))
}

/// Which of these lines of that queue one has not opened; other queues mark nothing.
pub async fn unread(tx: &mut Tx, asked: &Asked<'_>, lines: &[Line]) -> Result<Vec<CaseNumber>> {
    if asked.query.queue != Queue::Copied {
        return Ok(Vec::new());
    }
    let cases: Vec<i64> = lines.iter().map(|line| line.case).collect();
    let numbers = store::unread_of(tx, asked.account, &cases).await?;
    let numbers = numbers.iter().map(|number| CaseNumber::parse(number).map_err(anyhow::Error::from));
    Ok(numbers.collect::<anyhow::Result<_>>()?)
}
