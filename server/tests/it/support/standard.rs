//! The process of the senior card in another version, and a case handled by it.

use serde_json::Value;

use super::scene::publish_second;
use super::{Hall, Scene};

impl Scene {
    /// A case of the senior card, filed just now and handled by another version of its process.
    pub async fn open_with(hall: &Hall, change: impl FnOnce(&mut Value)) -> Self {
        let scene = Self::open(hall).await;
        publish_senior_card(hall, change).await;
        let (application, receipt) = scene.ana.file_senior_card().await;
        Self { application, receipt, ..scene }
    }
}

/// Publishes another version of the process of the senior card.
async fn publish_senior_card(hall: &Hall, change: impl FnOnce(&mut Value)) {
    let seed = serde_json::from_str(include_str!("../../../seed/processes/senior-card.json")).unwrap();
    publish_second(hall, "senior-card", seed, change).await;
}
