//! The columns of `item` that editors set, and the sums over them.

use schema::catalogue::{ItemSettings, ItemWay, ListedItem, OnlineDepth, PowerType, Way};
use schema::role::RegionCode;
use sqlx::FromRow;

use super::domain::{Counted, Part};
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// How often an import has changed the catalogue.
pub async fn imports(tx: &mut Tx) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT imports FROM catalogue_state WHERE id = 1").fetch_one(conn).await?
    }))
}

/// An agency as a part of the catalogue.
pub async fn agency(tx: &mut Tx, id: i64) -> Result<Option<Part>> {
    let found: Option<(String, String)> = sql!(tx, conn => {
        sqlx::query_as("SELECT region, name FROM agency WHERE id = $1").bind(id).fetch_optional(conn).await?
    });
    let Some((region, name)) = found else { return Ok(None) };
    let region = RegionCode::parse(&region).map_err(anyhow::Error::from)?;
    Ok(Some(Part { region: Some(region), agency: Some(name) }))
}

/// How often the settings of an item have been changed.
pub async fn edits(tx: &mut Tx, code: &str) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT edits FROM item WHERE code = $1").bind(code).fetch_optional(conn).await?
    }))
}

/// Sets what an editor says of an item, unless it was changed since; says whether it did.
pub async fn set(tx: &mut Tx, code: &str, settings: &ItemSettings) -> Result<bool> {
    let rows = sql!(tx, conn => {
        sqlx::query("UPDATE item SET handling = $1, depth = $2, edits = edits + 1 WHERE code = $3 AND edits = $4")
            .bind(settings.handling.map(schema::catalogue::Handling::word))
            .bind(settings.depth.map(|depth| i64::from(depth.level())))
            .bind(code)
            .bind(settings.revision)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(rows == 1)
}

/// Sets who finishes what is filled in for an item, unless its settings were changed since; says whether it did.
pub async fn set_way(tx: &mut Tx, code: &str, wanted: &ItemWay) -> Result<bool> {
    let way = Some(wanted.way).filter(|way| *way != Way::Online);
    let rows = sql!(tx, conn => {
        sqlx::query("UPDATE item SET way = $1, way_days = $2, edits = edits + 1 WHERE code = $3 AND edits = $4")
            .bind(way.map(Way::slug))
            .bind(wanted.days.map(i64::from))
            .bind(code)
            .bind(wanted.revision)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(rows == 1)
}

#[derive(FromRow)]
struct CountRow {
    agency: i64,
    name: String,
    region: String,
    region_name: String,
    item_type: String,
    depth: Option<i64>,
    items: i64,
}

/// How many items each agency of a part has, by kind and depth.
pub async fn depths(tx: &mut Tx, part: &Part) -> Result<Vec<Counted>> {
    let (first, last) = part.codes();
    let rows: Vec<CountRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT agency.id AS agency, agency.name, agency.region, region.name AS region_name, item.item_type,
                    item.depth, COUNT(*) AS items
             FROM agency
             JOIN region ON region.code = agency.region
             JOIN item ON item.agency = agency.id
             WHERE agency.region BETWEEN $1 AND $2 AND agency.name = COALESCE($3, agency.name)
             GROUP BY agency.id, agency.name, agency.region, region.name, item.item_type, item.depth",
        )
        .bind(first)
        .bind(last)
        .bind(part.agency.as_deref())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(CountRow::into_counted).collect()
}

impl CountRow {
    fn into_counted(self) -> Result<Counted> {
        let item_type = PowerType::from_word(&self.item_type)
            .ok_or_else(|| anyhow::anyhow!("unknown power type {}", self.item_type))?;
        Ok(Counted {
            agency: self.agency,
            name: self.name,
            region: self.region,
            region_name: self.region_name,
            item_type,
            depth: self.depth.and_then(|level| u8::try_from(level).ok()).and_then(OnlineDepth::from_level),
            items: self.items.unsigned_abs(),
        })
    }
}

#[derive(FromRow)]
struct ListedRow {
    code: String,
    name: String,
    department: String,
    region: String,
}

impl From<ListedRow> for ListedItem {
    fn from(ListedRow { code, name, department, region }: ListedRow) -> Self {
        Self { code, name, department, region }
    }
}

/// The items of a part whose depth is unknown, of one agency or all, after a code.
pub async fn of_unknown_depth(
    tx: &mut Tx,
    part: &Part,
    agency: Option<i64>,
    after: &str,
    limit: i64,
) -> Result<Vec<ListedItem>> {
    let (first, last) = part.codes();
    let rows: Vec<ListedRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT item.code, item.name, agency.name AS department, region.name AS region
             FROM item
             JOIN agency ON agency.id = item.agency
             JOIN region ON region.code = item.region
             WHERE item.depth IS NULL AND item.code > $1 AND agency.region BETWEEN $2 AND $3
               AND agency.name = COALESCE($4, agency.name) AND item.agency = COALESCE($5, item.agency)
             ORDER BY item.code LIMIT $6",
        )
        .bind(after)
        .bind(first)
        .bind(last)
        .bind(part.agency.as_deref())
        .bind(agency)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(ListedItem::from).collect())
}
