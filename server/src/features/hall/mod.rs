//! The hall as a place: its building, kept as data of its region; the queues at its counters; an item played from counter to
//! counter; and what the navigator says where.

pub mod demo;
pub mod desk;
pub mod http;
pub mod navigator;
pub mod queue;
mod store;
pub mod walk;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use schema::hall::{Hall, HallLint, lint};

use super::catalogue;
use crate::db::Tx;
use crate::error::Result;

/// Every hall, in the order in which `GET /api/halls` lists them.
pub async fn all(tx: &mut Tx) -> Result<Vec<Hall>> {
    store::halls(tx).await
}

/// Stores the hall of a file in the place of the one its region has. Gives whether it differs from that; or what is wrong with
/// the file, each with its place, and then nothing is stored.
pub async fn import(tx: &mut Tx, text: &str, now: DateTime<Utc>) -> Result<Result<usize, Vec<String>>> {
    let hall: Hall = match serde_json::from_str(text) {
        Ok(hall) => hall,
        Err(error) => return Ok(Err(vec![format!("this is no hall: {error}")])),
    };
    let faults = lints(tx, &hall).await?;
    if !faults.is_empty() {
        return Ok(Err(faults.iter().map(ToString::to_string).collect()));
    }
    if store::hall(tx, hall.region).await?.as_ref() == Some(&hall) {
        return Ok(Ok(0));
    }
    store::put(tx, &hall, now).await?;
    Ok(Ok(1))
}

/// What is wrong with a hall, by what the catalogue knows.
async fn lints(tx: &mut Tx, hall: &Hall) -> Result<Vec<HallLint>> {
    let agencies = catalogue::agencies(tx, &hall.region).await?;
    let agencies: BTreeSet<String> = agencies.into_iter().map(|(_, name)| name).collect();
    let mut items = BTreeSet::new();
    for code in hall.counters().flat_map(|(_, counter)| &counter.items) {
        if catalogue::version(tx, code).await?.is_some() {
            items.insert(code.as_str());
        }
    }
    Ok(lint(hall, |agency| agencies.contains(agency), |code| items.contains(code)))
}
