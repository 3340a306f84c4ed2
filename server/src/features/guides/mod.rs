//! Guides (办事引导): questions that lead to what there is to do, and what is to be handed in, in one's situation.
//!
//! Who walks through a guide leaves no trace: their answers are in the address. A published version never changes; how drafts
//! become versions is the desk of designers (`definitions::desk`), which publishes here.

pub mod demo;
pub mod http;
mod links;
mod store;

use chrono::{DateTime, Utc};
use schema::guide::{Guide, GuideLink, GuideLint, GuideSummary, lint};
use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;
use crate::features::audit::{self, Line};
pub use links::{Dangling, dangling};
pub use store::{NewGuideVersion, insert_version, version};

/// Why a guide cannot be published by the hall itself.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It is no guide.
    #[error("not a guide: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Something is wrong with it.
    #[error("{0:?}")]
    Lints(Vec<GuideLint>),
}

/// Publishes a guide of the hall's own as its next version, unless its newest is the same already; returns its number. Who writes for
/// the region may change it; without one it is the whole hall's.
pub async fn publish(tx: &mut Tx, text: &str, region: Option<RegionCode>, now: DateTime<Utc>) -> Result<u32> {
    let guide: Guide =
        serde_json::from_str(text).map_err(|error| anyhow::Error::from(PublishError::Unreadable(error)))?;
    let lints = lint(&guide);
    if !lints.is_empty() {
        return Err(anyhow::Error::from(PublishError::Lints(lints)).context(guide.code).into());
    }
    let definition = serde_json::to_string(&guide)?;
    let newest = store::newest(tx, &guide.code).await?;
    if let Some((version, stored)) = &newest
        && *stored == definition
    {
        return Ok(*version);
    }
    let version = newest.map_or(1, |(version, _)| version + 1);
    store::hold(tx, (&guide.code, &serde_json::to_string(&guide.title)?), region, now).await?;
    let new = NewGuideVersion {
        guide: &guide,
        version,
        published_at: now,
        effective_from: now,
        published_by: None,
        reviewed_by: None,
    };
    insert_version(tx, &new).await?;
    let line = Line::new("guide.publish", &guide.code).detail("version", version);
    audit::record(tx, line, 0, now).await?;
    Ok(version)
}

/// The guides that are in force, by their codes.
pub async fn in_force(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<GuideSummary>> {
    Ok(store::told(tx, now).await?.into_iter().map(|told| told.summary).collect())
}

/// The guides that a question means by a word of theirs, the longest word first.
pub async fn meant_by(tx: &mut Tx, question: &str, now: DateTime<Utc>) -> Result<Vec<GuideSummary>> {
    let told = store::told(tx, now).await?.into_iter();
    let mut meant: Vec<_> = told.filter_map(|told| Some((told.meant_by(question)?, told.summary))).collect();
    meant.sort_by_key(|(letters, _)| std::cmp::Reverse(*letters));
    Ok(meant.into_iter().map(|(_, summary)| summary).collect())
}

/// The guides that belong to a life event.
pub async fn of_event(tx: &mut Tx, event: &str, now: DateTime<Utc>) -> Result<Vec<GuideLink>> {
    let told = store::told(tx, now).await?.into_iter();
    let belong = told.filter(|told| told.events.iter().any(|it| it == event));
    Ok(belong.map(|told| GuideLink::from(told.summary)).collect())
}
