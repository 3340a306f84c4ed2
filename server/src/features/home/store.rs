//! The table season_item.

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The codes of the matters asked for most this season, in order.
pub async fn season(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT item FROM season_item ORDER BY place").fetch_all(conn).await?
    }))
}

/// Replaces them; codes that the catalogue does not have are left out.
pub async fn set_season(tx: &mut Tx, codes: &[String]) -> Result<()> {
    sql!(tx, conn => sqlx::query("DELETE FROM season_item").execute(conn).await?.rows_affected());
    for (place, code) in (0_i64..).zip(codes) {
        sql!(tx, conn => {
            sqlx::query("INSERT INTO season_item (place, item) SELECT $1, code FROM item WHERE code = $2")
                .bind(place)
                .bind(code)
                .execute(conn)
                .await?
                .rows_affected()
        });
    }
    Ok(())
}
