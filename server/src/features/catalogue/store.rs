//! The tables of the catalogue: region, agency, source, item_version, item.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use schema::role::RegionCode;
use sqlx::{FromRow, QueryBuilder};

use super::line::Line;
use super::search::{Stamp, Sums};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// An item with everything that is known of it.
#[derive(FromRow)]
pub struct ItemRow {
    pub version: i64,
    pub line: String,
    pub handling: Option<String>,
    pub depth: Option<i64>,
    pub way: Option<String>,
    pub way_days: Option<i64>,
    pub edits: i64,
    pub region_name: String,
    pub source_name: String,
    pub source_year: i64,
    pub demonstration: bool,
}

const ITEM: &str =
    "SELECT item.version, item_version.line, item.handling, item.depth, item.way, item.way_days, item.edits,
        region.name AS region_name,
        source.name AS source_name, source.year AS source_year, source.demonstration
 FROM item
 JOIN item_version ON item_version.code = item.code AND item_version.version = item.version
 JOIN region ON region.code = item.region
 JOIN source ON source.id = item.source";

/// One item.
pub async fn item(tx: &mut Tx, code: &str) -> Result<Option<ItemRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{ITEM} WHERE item.code = $1")))
            .bind(code)
            .fetch_optional(conn)
            .await?
    }))
}

/// One item as an earlier version said it.
pub async fn item_at(tx: &mut Tx, code: &str, version: u32) -> Result<Option<ItemRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item_version.version, item_version.line, item.handling, item.depth, item.way, item.way_days,
                    item.edits, region.name AS region_name,
                    source.name AS source_name, source.year AS source_year, source.demonstration
             FROM item_version
             JOIN item ON item.code = item_version.code
             JOIN region ON region.code = item.region
             JOIN source ON source.id = item.source
             WHERE item_version.code = $1 AND item_version.version = $2",
        )
        .bind(code)
        .bind(i64::from(version))
        .fetch_optional(conn)
        .await?
    }))
}

/// The agency of an item: its number, its name, its region.
pub async fn handled_by(tx: &mut Tx, code: &str) -> Result<Option<(i64, String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency.id, agency.name, agency.region FROM item JOIN agency ON agency.id = item.agency
             WHERE item.code = $1",
        )
        .bind(code)
        .fetch_optional(conn)
        .await?
    }))
}

/// The way of an item, and its days, as an editor has said.
pub async fn way(tx: &mut Tx, code: &str) -> Result<Option<(Option<String>, Option<i64>)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT way, way_days FROM item WHERE code = $1").bind(code).fetch_optional(conn).await?
    }))
}

/// The items after this code, in the order of codes: how the whole catalogue is read.
pub async fn items_after(tx: &mut Tx, code: &str, limit: i64) -> Result<Vec<ItemRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{ITEM} WHERE item.code > $1 ORDER BY item.code LIMIT $2")))
            .bind(code)
            .bind(limit)
            .fetch_all(conn)
            .await?
    }))
}

/// The items of these codes.
pub async fn items_of(tx: &mut Tx, codes: &[String]) -> Result<Vec<ItemRow>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(format!("{ITEM} WHERE item.code IN ("));
        let mut list = text.separated(", ");
        for code in codes {
            list.push_bind(code);
        }
        text.push(")");
        // As many texts as there are numbers of codes: none is worth keeping.
        text.build_query_as().persistent(false).fetch_all(conn).await?
    }))
}

/// The state of each item from one code on and before another, in the order of codes.
pub async fn stamps(tx: &mut Tx, from: &str, until: &str) -> Result<Vec<(String, Stamp)>> {
    let rows: Vec<(String, i64, i64)> = sql!(tx, conn => {
        sqlx::query_as("SELECT code, version, edits FROM item WHERE code >= $1 AND code < $2 ORDER BY code")
            .bind(from)
            .bind(until)
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(|(code, version, edits)| (code, Stamp { version, edits })).collect())
}

/// Their sums.
pub async fn sums(tx: &mut Tx, from: &str, until: &str) -> Result<Sums> {
    let (items, versions, edits) = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT COUNT(*), CAST(COALESCE(SUM(version), 0) AS BIGINT), CAST(COALESCE(SUM(edits), 0) AS BIGINT)
             FROM item WHERE code >= $1 AND code < $2",
        )
        .bind(from)
        .bind(until)
        .fetch_one(conn)
        .await?
    });
    Ok(Sums { items, versions, edits })
}

/// How often the catalogue has changed.
pub async fn revision(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT revision FROM catalogue_state WHERE id = 1").fetch_one(conn).await?
    }))
}

/// Says that an import has changed the catalogue.
pub async fn advance_imports(tx: &mut Tx) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE catalogue_state SET revision = revision + 1, imports = imports + 1 WHERE id = 1")
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Says that what lists show of the catalogue has changed.
pub async fn advance_revision(tx: &mut Tx) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE catalogue_state SET revision = revision + 1 WHERE id = 1").execute(conn).await?.rows_affected()
    });
    Ok(())
}

/// The source of this name and year.
pub async fn upsert_source(tx: &mut Tx, name: &str, year: i64, demonstration: bool) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO source (name, year, demonstration) VALUES ($1, $2, $3)
             ON CONFLICT (name, year) DO UPDATE SET demonstration = excluded.demonstration
             RETURNING id",
        )
        .bind(name)
        .bind(year)
        .bind(demonstration)
        .fetch_one(conn)
        .await?
    }))
}

/// The name of a region.
pub async fn region_name(tx: &mut Tx, code: &str) -> Result<Option<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT name FROM region WHERE code = $1").bind(code).fetch_optional(conn).await?
    }))
}

/// Whether there are regions at all.
pub async fn has_regions(tx: &mut Tx) -> Result<bool> {
    let any: Option<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT code FROM region LIMIT 1").fetch_optional(conn).await?
    });
    Ok(any.is_some())
}

/// Adds a region; parents come before their children.
pub async fn insert_region(tx: &mut Tx, code: &str, name: &str, parent: Option<&str>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("INSERT INTO region (code, name, parent) VALUES ($1, $2, $3)")
            .bind(code)
            .bind(name)
            .bind(parent)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The agency of this name in this region.
pub async fn upsert_agency(tx: &mut Tx, region: &str, name: &str) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO agency (region, name) VALUES ($1, $2)
             ON CONFLICT (region, name) DO UPDATE SET name = excluded.name
             RETURNING id",
        )
        .bind(region)
        .bind(name)
        .fetch_one(conn)
        .await?
    }))
}

/// The agencies of a region: number and name, by name.
pub async fn agencies(tx: &mut Tx, region: &str) -> Result<Vec<(i64, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT id, name FROM agency WHERE region = $1 ORDER BY name, id")
            .bind(region)
            .fetch_all(conn)
            .await?
    }))
}

/// The agencies of these regions: number, code and name of the region, name.
pub async fn agencies_of(
    tx: &mut Tx,
    regions: &BTreeSet<RegionCode>,
) -> Result<Vec<(i64, String, String, String)>> {
    if regions.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sql!(tx, conn => {
        let mut text = QueryBuilder::new(
            "SELECT agency.id, agency.region, region.name, agency.name
             FROM agency JOIN region ON region.code = agency.region WHERE agency.region IN (",
        );
        let mut list = text.separated(", ");
        for region in regions {
            list.push_bind(region.to_string());
        }
        text.push(") ORDER BY agency.id");
        text.build_query_as().fetch_all(conn).await?
    }))
}

/// The agencies whose region's code begins with these digits: number, code and name of the region, name.
pub async fn agencies_below(tx: &mut Tx, digits: &str) -> Result<Vec<(i64, String, String, String)>> {
    // The first code that begins otherwise.
    let end = digits.parse::<u64>().map_or(0, |begin| begin + 1).to_string();
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency.id, agency.region, region.name, agency.name
             FROM agency JOIN region ON region.code = agency.region
             WHERE agency.region >= $1 AND agency.region < $2 ORDER BY agency.region, agency.name, agency.id",
        )
        .bind(digits)
        .bind(end)
        .fetch_all(conn)
        .await?
    }))
}

/// The regions that have agencies, by code.
pub async fn agency_regions(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT DISTINCT region FROM agency ORDER BY region").fetch_all(conn).await?
    }))
}

/// The regions that hang on this one, by code; on none: the provinces.
pub async fn regions_below(tx: &mut Tx, parent: Option<&str>) -> Result<Vec<(String, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT code, name FROM region WHERE COALESCE(parent, '') = COALESCE($1, '') ORDER BY code")
            .bind(parent)
            .fetch_all(conn)
            .await?
    }))
}

/// The newest version of an item and its line.
pub async fn newest(tx: &mut Tx, code: &str) -> Result<Option<(i64, String)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item.version, item_version.line FROM item
             JOIN item_version ON item_version.code = item.code AND item_version.version = item.version
             WHERE item.code = $1",
        )
        .bind(code)
        .fetch_optional(conn)
        .await?
    }))
}

/// What is stored beside the line itself.
pub struct NewVersion<'a> {
    pub line: &'a Line,
    pub json: &'a str,
    pub version: i64,
    pub agency: i64,
    pub source: i64,
    pub now: DateTime<Utc>,
}

/// Adds a version of an item and lays it out for reading.
pub async fn insert_version(tx: &mut Tx, new: &NewVersion<'_>) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("INSERT INTO item_version (code, version, line, imported_at) VALUES ($1, $2, $3, $4)")
            .bind(&new.line.task_code)
            .bind(new.version)
            .bind(new.json)
            .bind(new.now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    let limit = |limit: &Option<_>| limit.as_ref().map(serde_json::to_string).transpose();
    let (statutory, promised) = (limit(&new.line.statutory_limit)?, limit(&new.line.promised_limit)?);
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO item (code, version, name, agency, region, item_type, statutory_limit, promised_limit,
                               visits, online, source)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (code) DO UPDATE SET version = excluded.version, name = excluded.name,
                agency = excluded.agency, region = excluded.region, item_type = excluded.item_type,
                statutory_limit = excluded.statutory_limit, promised_limit = excluded.promised_limit,
                visits = excluded.visits, online = excluded.online, source = excluded.source",
        )
        .bind(&new.line.task_code)
        .bind(new.version)
        .bind(&new.line.name)
        .bind(new.agency)
        .bind(new.line.region_code.to_string())
        .bind(new.line.item_type.word())
        .bind(statutory)
        .bind(promised)
        .bind(new.line.visit_count().map(i64::from))
        .bind(new.line.online)
        .bind(new.source)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// The items of a region that can be applied for here, and whether they were made for demonstration.
pub async fn online_items(tx: &mut Tx, region: &str) -> Result<Vec<(String, bool)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item.code, source.demonstration FROM item JOIN source ON source.id = item.source
             WHERE item.region = $1 AND COALESCE(item.online, TRUE) ORDER BY item.code",
        )
        .bind(region)
        .fetch_all(conn)
        .await?
    }))
}
