//! Open cases that are in no queue of anybody who can act: the open ones in order, some at a time, and of each whether every
//! task of it is somebody's.

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// Among which open cases is looked, each read in the order of an index.
#[derive(Clone, Debug)]
pub enum Reach {
    /// Those of an agency.
    Agency(i64),
    /// Those of the hall, but shown only where they lie in one of these regions; each is a range of codes.
    Regions(Vec<(String, String)>),
}

impl Reach {
    /// Which cases are looked at.
    fn scope(&self) -> String {
        match self {
            Self::Agency(agency) => format!("agency = {agency}"),
            Self::Regions(_) => "id > 0".to_owned(),
        }
    }
}

/// A stretch of the open cases, by row numbers.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    /// After which case.
    pub after: i64,
    /// To which, with it.
    pub until: i64,
}

/// How far so many open cases after one go: the last of them, if there may be more behind it.
pub async fn reached(tx: &mut Tx, reach: &Reach, after: i64, most: i64) -> Result<Option<i64>> {
    let text = format!(
        "SELECT MAX(id), COUNT(*) FROM (
             SELECT id FROM case_record WHERE {} AND closed_at IS NULL AND id > $1 ORDER BY id LIMIT $2
         ) AS looked_at",
        reach.scope()
    );
    let (last, looked_at): (Option<i64>, i64) = sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(after).bind(most).fetch_one(conn).await?
    });
    Ok(last.filter(|_| looked_at >= most))
}

/// Somebody who can still sign in, is not the applicant and has a post at the agency of the task.
const SOMEBODY: &str = "SELECT 1 FROM role_grant JOIN account ON account.id = role_grant.account
    WHERE role_grant.agency = task.agency AND account.disabled_at IS NULL AND account.id <> case_record.account";

/// That there is nobody for an open task: who has it or whom it names is gone; no post that may take it is held; or, while it
/// waits, nobody is at the agency at all.
fn is_nobodys() -> String {
    format!(
        "NOT (task.waiting AND EXISTS ({SOMEBODY} AND role_grant.role IN ('intake', 'officer', 'agency_lead'))
              OR NOT task.waiting AND EXISTS ({SOMEBODY} AND role_grant.account = COALESCE(task.holder, task.named)
                  AND role_grant.role IN ('intake', 'officer', 'agency_lead'))
              OR NOT task.waiting AND task.holder IS NULL
                 AND EXISTS ({SOMEBODY} AND (role_grant.role = 'intake' AND task.by_intake
                                             OR role_grant.role = 'officer' AND task.by_officer
                                             OR role_grant.role = 'agency_lead' AND task.by_lead)))"
    )
}

/// The orphans within a stretch, in order: their row numbers, whether any task of theirs is open, and whether somebody has
/// one that nobody can do.
pub async fn orphans(
    tx: &mut Tx,
    reach: &Reach,
    within: Within,
    limit: i64,
) -> Result<Vec<(i64, bool, bool)>> {
    let nobodys = is_nobodys();
    let regions = match reach {
        Reach::Agency(_) => String::new(),
        Reach::Regions(ranges) => {
            let places = (0..ranges.len()).map(|place| {
                let first = 4 + 2 * place;
                format!("region BETWEEN ${first} AND ${}", first + 1)
            });
            format!("AND ({})", places.collect::<Vec<_>>().join(" OR "))
        }
    };
    let text = format!(
        "SELECT id, EXISTS (SELECT 1 FROM task WHERE task.case_record = case_record.id),
                EXISTS (SELECT 1 FROM task WHERE task.case_record = case_record.id AND task.holder IS NOT NULL
                                             AND {nobodys})
         FROM case_record
         WHERE {} AND closed_at IS NULL AND id > $1 AND id <= $2 {regions}
           AND (NOT EXISTS (SELECT 1 FROM task WHERE task.case_record = case_record.id)
                OR EXISTS (SELECT 1 FROM task WHERE task.case_record = case_record.id AND {nobodys}))
         ORDER BY id LIMIT $3",
        reach.scope()
    );
    let bounds: Vec<&String> = match reach {
        Reach::Agency(_) => Vec::new(),
        Reach::Regions(ranges) => ranges.iter().flat_map(|(first, last)| [first, last]).collect(),
    };
    Ok(sql!(tx, conn => {
        let query =
            sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(within.after).bind(within.until).bind(limit);
        bounds.into_iter().fold(query, |query, bound| query.bind(bound.as_str())).fetch_all(conn).await?
    }))
}
