//! The bundles of the demo city.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;

const BUNDLES: [&str; 4] = [
    include_str!("../../../seed/bundles/birth.json"),
    include_str!("../../../seed/bundles/chopstick-start.json"),
    include_str!("../../../seed/bundles/construction-start.json"),
    include_str!("../../../seed/bundles/enterprise-start.json"),
];

/// Publishes them, after the forms of their items; returns how many there are.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    for bundle in BUNDLES {
        super::publish(tx, bundle, now).await?;
    }
    Ok(BUNDLES.len())
}
