//! The tables season_item, theme, life_event and life_event_item.

use schema::catalogue::Audience;
use schema::home::LifeEventSummary;
use schema::locale::Text;
use sqlx::FromRow;

use super::domain::PlacedTheme;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The codes of the matters asked for most this season, in order.
pub async fn season(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT item FROM season_item ORDER BY place").fetch_all(conn).await?
    }))
}

/// Replaces them; returns the codes that the catalogue does not have, which are left out.
pub async fn set_season(tx: &mut Tx, codes: &[String]) -> Result<Vec<String>> {
    sql!(tx, conn => sqlx::query("DELETE FROM season_item").execute(conn).await?.rows_affected());
    let mut unknown = Vec::new();
    for (place, code) in (0_i64..).zip(codes) {
        let added = sql!(tx, conn => {
            sqlx::query("INSERT INTO season_item (place, item) SELECT $1, code FROM item WHERE code = $2")
                .bind(place)
                .bind(code)
                .execute(conn)
                .await?
                .rows_affected()
        });
        if added == 0 {
            unknown.push(code.clone());
        }
    }
    Ok(unknown)
}

#[derive(FromRow)]
struct ThemeRow {
    name: String,
    title: String,
    personal: Option<i64>,
    enterprise: Option<i64>,
}

impl ThemeRow {
    fn into_placed(self) -> Result<PlacedTheme> {
        let title: Text = serde_json::from_str(&self.title)?;
        Ok(PlacedTheme { name: self.name, title, personal: self.personal, enterprise: self.enterprise })
    }
}

/// The themes that editors have placed.
pub async fn themes(tx: &mut Tx) -> Result<Vec<PlacedTheme>> {
    let rows: Vec<ThemeRow> = sql!(tx, conn => {
        sqlx::query_as("SELECT name, title, personal, enterprise FROM theme ORDER BY name").fetch_all(conn).await?
    });
    rows.into_iter().map(ThemeRow::into_placed).collect()
}

/// Replaces them.
pub async fn set_themes(tx: &mut Tx, themes: &[PlacedTheme]) -> Result<()> {
    sql!(tx, conn => sqlx::query("DELETE FROM theme").execute(conn).await?.rows_affected());
    for theme in themes {
        let title = serde_json::to_string(&theme.title)?;
        sql!(tx, conn => {
            sqlx::query("INSERT INTO theme (name, title, personal, enterprise) VALUES ($1, $2, $3, $4)")
                .bind(&theme.name)
                .bind(title)
                .bind(theme.personal)
                .bind(theme.enterprise)
                .execute(conn)
                .await?
                .rows_affected()
        });
    }
    Ok(())
}

#[derive(FromRow)]
struct LifeEventRow {
    id: String,
    audience: String,
    name: String,
    line: String,
    terms: String,
}

impl LifeEventRow {
    fn into_summary(self) -> Result<LifeEventSummary> {
        let audience = Audience::from_slug(&self.audience);
        Ok(LifeEventSummary {
            audience: audience
                .ok_or_else(|| anyhow::anyhow!("life event {}: audience {}", self.id, self.audience))?,
            name: serde_json::from_str(&self.name)?,
            line: serde_json::from_str(&self.line)?,
            id: self.id,
        })
    }
}

/// The life events, those for people first, each audience's in the editors' order.
pub async fn life_events(tx: &mut Tx) -> Result<Vec<LifeEventSummary>> {
    let rows: Vec<LifeEventRow> = sql!(tx, conn => {
        sqlx::query_as("SELECT id, audience, name, line, terms FROM life_event ORDER BY audience DESC, place")
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(LifeEventRow::into_summary).collect()
}

/// The ids of all life events.
pub async fn life_event_ids(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM life_event ORDER BY id").fetch_all(conn).await?
    }))
}

/// A life event and the words to search on with.
pub async fn life_event(tx: &mut Tx, id: &str) -> Result<Option<(LifeEventSummary, Vec<String>)>> {
    let row: Option<LifeEventRow> = sql!(tx, conn => {
        sqlx::query_as("SELECT id, audience, name, line, terms FROM life_event WHERE id = $1")
            .bind(id)
            .fetch_optional(conn)
            .await?
    });
    let Some(row) = row else { return Ok(None) };
    let terms = serde_json::from_str(&row.terms)?;
    Ok(Some((row.into_summary()?, terms)))
}

/// The codes of the items of a life event, in order.
pub async fn life_event_items(tx: &mut Tx, id: &str) -> Result<Vec<String>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT item FROM life_event_item WHERE life_event = $1 ORDER BY place")
            .bind(id)
            .fetch_all(conn)
            .await?
    }))
}

/// What there is to be done when something happens, as editors put it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLifeEvent {
    /// What lists show of it.
    pub summary: LifeEventSummary,
    /// Words to search on with.
    pub terms: Vec<String>,
    /// The codes of its items, in order.
    pub items: Vec<String>,
}

/// Replaces all life events, in this order; returns the codes that the catalogue does not have, which are left out.
pub async fn set_life_events(tx: &mut Tx, events: &[NewLifeEvent]) -> Result<Vec<String>> {
    sql!(tx, conn => sqlx::query("DELETE FROM life_event_item").execute(conn).await?.rows_affected());
    sql!(tx, conn => sqlx::query("DELETE FROM life_event").execute(conn).await?.rows_affected());
    let mut unknown = Vec::new();
    for (place, event) in (0_i64..).zip(events) {
        insert_life_event(tx, place, event).await?;
        for (place, code) in (0_i64..).zip(&event.items) {
            if !insert_life_event_item(tx, &event.summary.id, place, code).await? {
                unknown.push(code.clone());
            }
        }
    }
    Ok(unknown)
}

async fn insert_life_event(tx: &mut Tx, place: i64, event: &NewLifeEvent) -> Result<()> {
    let LifeEventSummary { id, audience, name, line } = &event.summary;
    let (name, line) = (serde_json::to_string(name)?, serde_json::to_string(line)?);
    let terms = serde_json::to_string(&event.terms)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO life_event (id, audience, place, name, line, terms) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(audience.slug())
        .bind(place)
        .bind(name)
        .bind(line)
        .bind(terms)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Says whether the catalogue has the item.
async fn insert_life_event_item(tx: &mut Tx, event: &str, place: i64, code: &str) -> Result<bool> {
    let added = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO life_event_item (life_event, place, item)
             SELECT $1, $2, code FROM item WHERE code = $3",
        )
        .bind(event)
        .bind(place)
        .bind(code)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added > 0)
}
