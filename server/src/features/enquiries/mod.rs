//! Enquiries, suggestions and complaints (咨询、建议、投诉): one register, whatever way they come in. Anybody may write, with an account
//! or without; what was answered may be published.

pub mod demo;
pub mod desk;
pub mod filing;
mod following;
mod here;
pub mod http;
mod log;
pub mod own;
mod store;
mod telling;
pub mod urging;
mod view;

pub use self::following::follow_calendar;

use chrono::{DateTime, Utc};
use schema::enquiries::Published;

pub use self::store::{AgencyMonth, of_agencies};
use crate::cursor::Moment;
use crate::db::Tx;
use crate::error::Result;

/// What is published of an enquiry.
pub struct PublicReply {
    /// Its number.
    pub id: i64,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// Who answered.
    pub agency: Option<String>,
    /// What everybody reads.
    pub published: Published,
}

/// What is published, the newest first, before a moment.
pub async fn published(tx: &mut Tx, before: Moment, limit: i64) -> Result<Vec<PublicReply>> {
    let rows = store::published(tx, before, limit).await?;
    let reply = |row: store::Row| {
        let (Some(at), Some(published)) = (row.published_at, row.published()?) else { return Ok(None) };
        Ok(Some(PublicReply { id: row.id, at, agency: row.agency_name, published }))
    };
    rows.into_iter().filter_map(|row| reply(row).transpose()).collect()
}
