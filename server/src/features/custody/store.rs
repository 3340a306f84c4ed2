//! The table custody: a line when paper comes in, and one when it goes back. Nothing of it is ever changed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schema::custody::{Bearer, Custody, HandedBack, Paper, TakeIn};
use schema::locale::Text;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

#[derive(FromRow)]
struct Row {
    id: i64,
    of_line: Option<i64>,
    material: String,
    paper: String,
    sheets: i64,
    person: String,
    last_four: String,
    by_name: String,
    at: DateTime<Utc>,
}

/// The list of a case, the first first. What materials are called says the form.
pub async fn list(tx: &mut Tx, case: i64) -> Result<Vec<Custody>> {
    let rows: Vec<Row> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT custody.id, custody.of_line, custody.material, custody.paper, custody.sheets, custody.person,
                    custody.last_four, account.name AS by_name, custody.at
             FROM custody JOIN account ON account.id = custody.account
             WHERE custody.case_record = $1 ORDER BY custody.id",
        )
        .bind(case)
        .fetch_all(conn)
        .await?
    });
    let (out, taken): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.of_line.is_some());
    let back = out.into_iter().filter_map(|row| Some((row.of_line?, row.into_handed_back())));
    let mut back: BTreeMap<i64, HandedBack> = back.collect();
    taken
        .into_iter()
        .map(|row| {
            let returned = back.remove(&row.id);
            row.into_custody(returned)
        })
        .collect()
}

impl Row {
    fn into_handed_back(self) -> HandedBack {
        HandedBack {
            to: Bearer { person: self.person, last_four: self.last_four },
            by: self.by_name,
            at: self.at,
        }
    }

    fn into_custody(self, returned: Option<HandedBack>) -> Result<Custody> {
        let paper = Paper::from_slug(&self.paper);
        Ok(Custody {
            id: self.id,
            material: self.material,
            name: Text::default(),
            paper: paper.ok_or_else(|| anyhow::anyhow!("custody {}: paper {}", self.id, self.paper))?,
            sheets: u32::try_from(self.sheets).unwrap_or(u32::MAX),
            from: Bearer { person: self.person, last_four: self.last_four },
            taken_by: self.by_name,
            taken_at: self.at,
            returned,
        })
    }
}

/// Takes paper in; returns the number of its line.
pub async fn take_in(tx: &mut Tx, case: i64, taken: &TakeIn, account: i64, at: DateTime<Utc>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO custody (case_record, movement, material, paper, sheets, person, last_four, account, at)
             VALUES ($1, 'in', $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        )
        .bind(case)
        .bind(&taken.material)
        .bind(taken.paper.slug())
        .bind(i64::from(taken.sheets))
        .bind(&taken.by.person)
        .bind(&taken.by.last_four)
        .bind(account)
        .bind(at)
        .fetch_one(conn)
        .await?
    }))
}

/// Hands back what a line took in. False when it has been, also at this very moment.
pub async fn hand_back(
    tx: &mut Tx,
    (case, line): (i64, i64),
    to: &Bearer,
    account: i64,
    at: DateTime<Utc>,
) -> Result<bool> {
    let added = sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO custody (case_record, movement, of_line, material, paper, sheets, person, last_four, account,
                                  at)
             SELECT case_record, 'out', id, material, paper, sheets, $3, $4, $5, $6 FROM custody
             WHERE id = $2 AND case_record = $1 AND movement = 'in'
             ON CONFLICT (of_line) DO NOTHING",
        )
        .bind(case)
        .bind(line)
        .bind(&to.person)
        .bind(&to.last_four)
        .bind(account)
        .bind(at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added > 0)
}
