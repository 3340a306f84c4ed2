//! The columns of an application that tell who files it for its applicant at a window.

use chrono::{DateTime, Utc};
use schema::applications::ApplicationState;
use schema::window::{Came, Channel, WindowDraft};
use sqlx::FromRow;

use super::{NewDraft, beside};
use crate::cursor::Moment;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Who files an application for its applicant, and how they came.
pub struct Instead<'a> {
    pub clerk: i64,
    pub channel: Channel,
    pub phone: Option<&'a str>,
    pub said: Option<&'a str>,
}

/// An application that a clerk has begun for somebody.
pub struct Clerked {
    /// Whose it is.
    pub account: i64,
    pub item: String,
    pub state: ApplicationState,
}

/// The application, if this clerk has begun it for somebody.
pub async fn clerked(tx: &mut Tx, id: i64, clerk: i64) -> Result<Option<Clerked>> {
    let row: Option<(i64, String, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT account, item, state FROM application WHERE id = $1 AND clerk = $2")
            .bind(id)
            .bind(clerk)
            .fetch_optional(conn)
            .await?
    });
    let Some((account, item, state)) = row else { return Ok(None) };
    let state =
        ApplicationState::from_slug(&state).ok_or_else(|| anyhow::anyhow!("application {id}: {state}"))?;
    Ok(Some(Clerked { account, item, state }))
}

/// How an application came, if a clerk has filed it for its applicant.
pub async fn came(tx: &mut Tx, id: i64) -> Result<Option<Came>> {
    let row: Option<(String, String, Option<String>, Option<String>)> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT application.channel, account.name, application.caller_phone, application.said
             FROM application JOIN account ON account.id = application.clerk WHERE application.id = $1",
        )
        .bind(id)
        .fetch_optional(conn)
        .await?
    });
    let Some((channel, clerk, phone, said)) = row else { return Ok(None) };
    let channel =
        Channel::from_slug(&channel).ok_or_else(|| anyhow::anyhow!("application {id}: channel {channel}"))?;
    Ok(Some(Came { channel, clerk, phone, said }))
}

/// The draft of an item that this clerk has begun for this account.
pub async fn draft_of_clerk(tx: &mut Tx, clerk: i64, account: i64, item: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "SELECT id FROM application
             WHERE clerk = $1 AND account = $2 AND item = $3 AND state = 'draft' AND clerk IS NOT NULL",
        )
        .bind(clerk)
        .bind(account)
        .bind(item)
        .fetch_optional(conn)
        .await?
    }))
}

/// Begins a draft for somebody; of two at the very same moment both get the first.
pub async fn insert_for(tx: &mut Tx, draft: &NewDraft<'_>, instead: &Instead<'_>) -> Result<i64> {
    let prefilled = beside::written(draft.prefilled)?;
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO application
                (account, item, item_version, form, form_version, state, answers, revision, created_at, updated_at,
                 prefilled, clerk, channel, caller_phone, said)
             VALUES ($1, $2, $3, $4, $5, 'draft', $6, 1, $7, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (clerk, account, item) WHERE state = 'draft' AND clerk IS NOT NULL
             DO UPDATE SET revision = application.revision
             RETURNING id",
        )
        .bind(draft.account)
        .bind(draft.item)
        .bind(i64::from(draft.item_version))
        .bind(&draft.form.id)
        .bind(i64::from(draft.form.version))
        .bind(draft.answers.to_string())
        .bind(draft.now)
        .bind(prefilled)
        .bind(instead.clerk)
        .bind(instead.channel.slug())
        .bind(instead.phone)
        .bind(instead.said)
        .fetch_one(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct DraftRow {
    id: i64,
    item_name: String,
    applicant: String,
    channel: String,
    updated_at: DateTime<Utc>,
}

/// What a clerk has begun for others and not filed, the one saved last first, from this row on.
pub async fn drafts_of_clerk(
    tx: &mut Tx,
    clerk: i64,
    Moment(at, id): Moment,
    limit: i64,
) -> Result<Vec<WindowDraft>> {
    let rows: Vec<DraftRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT application.id, item.name AS item_name, COALESCE(enterprise.name, account.name) AS applicant,
                    application.channel, application.updated_at
             FROM application
             JOIN item ON item.code = application.item
             JOIN account ON account.id = application.account
             LEFT JOIN enterprise ON enterprise.id = account.enterprise
             WHERE application.clerk = $1 AND application.state = 'draft' AND application.clerk IS NOT NULL
               AND (application.updated_at, application.id) < ($2, $3)
             ORDER BY application.updated_at DESC, application.id DESC LIMIT $4",
        )
        .bind(clerk)
        .bind(at)
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    let draft = |row: DraftRow| {
        let channel = Channel::from_slug(&row.channel);
        let channel =
            channel.ok_or_else(|| anyhow::anyhow!("application {}: channel {}", row.id, row.channel))?;
        let DraftRow { id, item_name, applicant, updated_at, .. } = row;
        Ok(WindowDraft { id, item_name, applicant, channel, updated_at })
    };
    rows.into_iter().map(draft).collect()
}
