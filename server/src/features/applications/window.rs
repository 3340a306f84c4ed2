//! Applications that a clerk begins at a window for somebody: what the window asks of this feature.

use chrono::{DateTime, NaiveDate, Utc};
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::catalogue::Way;
use schema::window::{Came, Channel, WindowDraft};

use super::begin;
use super::store::{self, Instead, NewDraft};
use crate::cursor::Moment;
use crate::db::Tx;
use crate::error::Result;

/// Who begins it for the applicant, and how they came.
pub struct Opened<'a> {
    /// The clerk.
    pub clerk: i64,
    /// How the applicant came.
    pub channel: Channel,
    /// The number a caller called from.
    pub phone: Option<&'a str>,
    /// What a caller said.
    pub said: Option<&'a str>,
}

/// Begins an application of this item for its applicant, or finds the draft that the clerk has begun for them; and whether it is
/// new. Its form begins with what the applicant's card says and the moment tells: a clerk learns nothing of what somebody has or
/// filed before.
pub async fn begin_for(
    tx: &mut Tx,
    applicant: &Session,
    item: &str,
    opened: &Opened<'_>,
    now: DateTime<Utc>,
) -> Result<(i64, bool)> {
    if let Some(id) = store::draft_of_clerk(tx, opened.clerk, applicant.account, item).await? {
        return Ok((id, false));
    }
    let begun = begin::begun_at_window(tx, applicant, item, now).await?;
    let draft = NewDraft {
        account: applicant.account,
        item,
        item_version: begun.item_version,
        form: &begun.form,
        answers: &begun.answers,
        prefilled: &begun.prefilled,
        now,
    };
    let instead =
        Instead { clerk: opened.clerk, channel: opened.channel, phone: opened.phone, said: opened.said };
    Ok((store::insert_for(tx, &draft, &instead).await?, true))
}

/// What a clerk has begun and not filed, the one saved last first, from this row on.
pub async fn drafts_of_clerk(
    tx: &mut Tx,
    clerk: i64,
    before: Moment,
    limit: i64,
) -> Result<Vec<WindowDraft>> {
    store::drafts_of_clerk(tx, clerk, before, limit).await
}

/// How an application came, if a clerk has filed it for its applicant.
pub async fn came(tx: &mut Tx, application: i64) -> Result<Option<Came>> {
    store::came(tx, application).await
}

/// Whose application it is that this clerk has begun or filed for somebody; none of others.
pub async fn for_whom(tx: &mut Tx, application: i64, clerk: i64) -> Result<Option<i64>> {
    Ok(store::clerked(tx, application, clerk).await?.map(|clerked| clerked.account))
}

/// Whether this clerk has filed an application for somebody, and that is what became a case.
pub async fn clerk_of_filed(tx: &mut Tx, application: i64, clerk: i64) -> Result<bool> {
    let clerked = store::clerked(tx, application, clerk).await?;
    Ok(clerked.is_some_and(|clerked| clerked.state == schema::applications::ApplicationState::Submitted))
}

/// Something that an applicant filled in for the window.
pub struct Waiting {
    /// The application, and its item.
    pub application: i64,
    pub item: String,
    pub item_name: String,
    /// Whose it is.
    pub account: i64,
    /// What opens it.
    pub code: String,
    /// When it was handed over, and the last day on which it is taken.
    pub handed_at: DateTime<Utc>,
    pub until: Option<NaiveDate>,
    handover: i64,
}

/// What a code opens at a window, as long as it is taken there.
pub async fn for_window(tx: &mut Tx, code: &str, now: DateTime<Utc>) -> Result<Option<Waiting>> {
    let found = store::handover_of(tx, &code.split_whitespace().collect::<String>().to_uppercase()).await?;
    let Some(row) = found.filter(|row| row.way() == Way::Window && row.waits(local_day(now))) else {
        return Ok(None);
    };
    let Some(stored) = store::of_account(tx, row.account, row.application).await? else { return Ok(None) };
    Ok(Some(Waiting {
        application: row.application,
        item: stored.summary.item,
        item_name: stored.summary.item_name,
        account: row.account,
        code: row.code,
        handed_at: row.handed_at,
        until: row.until,
        handover: row.id,
    }))
}

/// A clerk takes it over; says whether they did: one has one draft of an item for the same person at a time.
pub async fn take_over(tx: &mut Tx, waiting: &Waiting, clerk: i64, now: DateTime<Utc>) -> Result<bool> {
    store::hold(tx, waiting.application).await?;
    if store::draft_of_clerk(tx, clerk, waiting.account, &waiting.item).await?.is_some() {
        return Ok(false);
    }
    let ended = store::end_handover(tx, waiting.handover, ("taken", clerk, None), now).await?;
    Ok(ended && store::take_over(tx, waiting.application, clerk, now).await?)
}
