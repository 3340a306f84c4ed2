//! The table publication_state.

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How often what is published has changed.
pub async fn revision(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT revision FROM publication_state WHERE id = 1").fetch_one(conn).await?
    }))
}

/// Once more.
pub async fn advance(tx: &mut Tx) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE publication_state SET revision = revision + 1 WHERE id = 1")
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
