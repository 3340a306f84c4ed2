//! The tables library_entry and library_change.

use chrono::{DateTime, Utc};
use schema::ask::{Entry, EntryChange, Library, Said, Scene};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::features::catalogue::normal;
use crate::sql;

/// Whether anything was ever put into a library.
pub async fn is_filled(tx: &mut Tx) -> Result<bool> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM library_entry)").fetch_one(conn).await?
    }))
}

/// Whether a library has an entry.
pub async fn has(tx: &mut Tx, library: Library) -> Result<bool> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM library_entry WHERE library = $1)")
            .bind(library.slug())
            .fetch_one(conn)
            .await?
    }))
}

#[derive(FromRow)]
struct SaidRow {
    library: String,
    words: String,
    texts: String,
    items: String,
    scene: Option<String>,
    source: String,
    enabled: bool,
}

impl SaidRow {
    fn read(self) -> Result<(Library, Said)> {
        let library = Library::from_slug(&self.library);
        let library = library.ok_or_else(|| anyhow::anyhow!("unknown library {}", self.library))?;
        let said = Said {
            words: serde_json::from_str(&self.words)?,
            texts: serde_json::from_str(&self.texts)?,
            items: serde_json::from_str(&self.items)?,
            scene: self.scene.as_deref().and_then(Scene::from_slug),
            source: self.source,
            enabled: self.enabled,
        };
        Ok((library, said))
    }
}

/// Every entry that counts, in the order in which they were made.
pub async fn enabled(tx: &mut Tx) -> Result<Vec<(Library, Said)>> {
    let rows: Vec<SaidRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT library, words, texts, items, scene, source, enabled FROM library_entry
             WHERE enabled = $1 ORDER BY id",
        )
        .bind(true)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(SaidRow::read).collect()
}

/// How many entries each library has, and how many of them count.
pub async fn counts(tx: &mut Tx) -> Result<Vec<(String, bool, i64)>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as("SELECT library, enabled, COUNT(*) FROM library_entry GROUP BY library, enabled")
            .fetch_all(conn)
            .await?
    }))
}

#[derive(FromRow)]
struct EntryRow {
    id: i64,
    #[sqlx(flatten)]
    said: SaidRow,
    revision: i64,
    name: Option<String>,
    changed_at: DateTime<Utc>,
}

impl EntryRow {
    fn read(self) -> Result<Entry> {
        let (library, said) = self.said.read()?;
        Ok(Entry {
            id: self.id,
            library,
            said,
            meant: Vec::new(),
            revision: self.revision,
            changed_by: self.name,
            changed_at: Some(self.changed_at),
        })
    }
}

/// The entries of a library after one, that say this somewhere; all where nothing is sought.
pub async fn list(
    tx: &mut Tx,
    library: Library,
    (sought, after): (&str, i64),
    limit: i64,
) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT entry.id, entry.library, entry.words, entry.texts, entry.items, entry.scene, entry.source,
                    entry.enabled, entry.revision, account.name, entry.changed_at
             FROM library_entry AS entry
             LEFT JOIN account ON account.id = entry.changed_by
             WHERE entry.library = $1 AND entry.id > $2 AND ($3 = '' OR REPLACE(entry.sought, $3, '') <> entry.sought)
             ORDER BY entry.id LIMIT $4",
        )
        .bind(library.slug())
        .bind(after)
        .bind(folded(sought))
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(EntryRow::read).collect()
}

/// An entry of a library.
pub async fn one(tx: &mut Tx, library: Library, id: i64) -> Result<Option<Entry>> {
    let row: Option<EntryRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT entry.id, entry.library, entry.words, entry.texts, entry.items, entry.scene, entry.source,
                    entry.enabled, entry.revision, account.name, entry.changed_at
             FROM library_entry AS entry
             LEFT JOIN account ON account.id = entry.changed_by
             WHERE entry.id = $1 AND entry.library = $2",
        )
        .bind(id)
        .bind(library.slug())
        .fetch_optional(conn)
        .await?
    });
    row.map(EntryRow::read).transpose()
}

#[derive(FromRow)]
struct ChangeRow {
    revision: i64,
    said: String,
    name: Option<String>,
    changed_at: DateTime<Utc>,
}

/// The last changes of an entry, the last one first.
pub async fn changes(tx: &mut Tx, id: i64, limit: i64) -> Result<Vec<EntryChange>> {
    let rows: Vec<ChangeRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT made.revision, made.said, account.name, made.changed_at
             FROM library_change AS made
             LEFT JOIN account ON account.id = made.changed_by
             WHERE made.entry = $1 ORDER BY made.revision DESC LIMIT $2",
        )
        .bind(id)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    let change = |row: ChangeRow| {
        let said = serde_json::from_str(&row.said)?;
        Ok(EntryChange { revision: row.revision, said, by: row.name, at: row.changed_at })
    };
    rows.into_iter().map(change).collect()
}

/// Adds an entry; its number.
pub async fn insert(
    tx: &mut Tx,
    library: Library,
    said: &Said,
    by: Option<i64>,
    now: DateTime<Utc>,
) -> Result<i64> {
    let [words, texts, items] = lists(said)?;
    let id: i64 = sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO library_entry
                 (library, words, texts, items, scene, source, enabled, sought, revision, changed_by, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10) RETURNING id",
        )
        .bind(library.slug())
        .bind(words)
        .bind(texts)
        .bind(items)
        .bind(said.scene.map(Scene::slug))
        .bind(&said.source)
        .bind(said.enabled)
        .bind(sought(said))
        .bind(by)
        .bind(now)
        .fetch_one(conn)
        .await?
    });
    record(tx, (id, 1), said, by, now).await?;
    Ok(id)
}

/// Changes an entry, unless it was changed since; says whether it did.
pub async fn update(
    tx: &mut Tx,
    (id, revision): (i64, i64),
    said: &Said,
    by: Option<i64>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let [words, texts, items] = lists(said)?;
    let rows = sql!(tx, conn => {
        sqlx::query(
            "UPDATE library_entry SET words = $3, texts = $4, items = $5, scene = $6, source = $7, enabled = $8,
                    sought = $9, changed_by = $10, changed_at = $11, revision = revision + 1
             WHERE id = $1 AND revision = $2",
        )
        .bind(id)
        .bind(revision)
        .bind(words)
        .bind(texts)
        .bind(items)
        .bind(said.scene.map(Scene::slug))
        .bind(&said.source)
        .bind(said.enabled)
        .bind(sought(said))
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if rows == 1 {
        record(tx, (id, revision + 1), said, by, now).await?;
    }
    Ok(rows == 1)
}

async fn record(
    tx: &mut Tx,
    (id, revision): (i64, i64),
    said: &Said,
    by: Option<i64>,
    now: DateTime<Utc>,
) -> Result<()> {
    let said = serde_json::to_string(said)?;
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO library_change (entry, revision, said, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(revision)
        .bind(said)
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

fn lists(said: &Said) -> Result<[String; 3]> {
    let list = |texts: &[String]| serde_json::to_string(texts);
    Ok([list(&said.words)?, list(&said.texts)?, list(&said.items)?])
}

/// All that is sought in, a line each.
fn sought(said: &Said) -> String {
    let texts = said.words.iter().chain(&said.texts).chain(&said.items);
    let texts: Vec<&str> = texts.map(String::as_str).chain([said.source.as_str()]).collect();
    folded(&texts.join("\n"))
}

/// As it is compared: both databases compare bytes then. Of what is not seen only the ends of lines are left: PostgreSQL takes no NUL.
pub fn folded(text: &str) -> String {
    let text = normal(text).trim().to_lowercase();
    text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}
