//! The table region, read.

use schema::regions::Region;
use schema::role::RegionCode;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The name of a region, if there is such a one.
pub async fn name(tx: &mut Tx, code: RegionCode) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT name FROM region WHERE code = $1")
            .bind(code.to_string())
            .fetch_optional(conn)
            .await?
    }))
}

/// The regions right below another, in the order of their codes; none: the provinces.
pub async fn children(tx: &mut Tx, parent: Option<RegionCode>) -> Result<Vec<(RegionCode, String)>> {
    let rows: Vec<(String, String)> = match parent {
        Some(parent) => sql!(tx, conn => {
            sqlx::query_as("SELECT code, name FROM region WHERE parent = $1 ORDER BY code")
                .bind(parent.to_string())
                .fetch_all(conn)
                .await?
        }),
        None => sql!(tx, conn => {
            sqlx::query_as("SELECT code, name FROM region WHERE parent IS NULL ORDER BY code")
                .fetch_all(conn)
                .await?
        }),
    };
    let region =
        |(code, name): (String, String)| Ok((RegionCode::parse(&code).map_err(anyhow::Error::from)?, name));
    rows.into_iter().map(region).collect()
}

/// Every region down to the counties, in the order of their codes.
pub async fn to_counties(tx: &mut Tx) -> Result<Vec<Region>> {
    let rows: Vec<(String, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT code, name FROM region WHERE length(code) = 6 ORDER BY code").fetch_all(conn).await?
    });
    let region = |(code, name): (String, String)| {
        Ok(Region { code: RegionCode::parse(&code).map_err(anyhow::Error::from)?, name })
    };
    rows.into_iter().map(region).collect()
}
