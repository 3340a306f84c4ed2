//! The standard process in another version, and a case handled by it.

use serde_json::Value;
use server::sql;

use super::{Hall, Scene};

impl Scene {
    /// A case of the senior card, filed just now and handled by another version of the standard process.
    pub async fn open_with(hall: &Hall, change: impl FnOnce(&mut Value)) -> Self {
        let scene = Self::open(hall).await;
        publish_standard(hall, change).await;
        let (application, receipt) = scene.ana.file_senior_card().await;
        Self { application, receipt, ..scene }
    }
}

/// Publishes another version of the standard process.
async fn publish_standard(hall: &Hall, change: impl FnOnce(&mut Value)) {
    let mut definition: Value =
        serde_json::from_str(include_str!("../../../seed/processes/standard.json")).unwrap();
    definition["version"] = 2.into();
    change(&mut definition);
    let (now, text) = (hall.state().clock.now(), definition.to_string());
    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query(
            "INSERT INTO process_version (process, version, definition, published_at)
             VALUES ('standard', 2, $1, $2)",
        )
        .bind(&text)
        .bind(now)
        .execute(conn)
        .await
        .unwrap();
    });
    tx.commit().await.unwrap();
}
