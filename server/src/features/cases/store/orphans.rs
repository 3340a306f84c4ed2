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

/// Who is there to act, once for the whole statement: `held` are the posts, `staffed` the first and the last account of an agency
/// that has one, by post. Somebody besides the applicant is there where one of those two is not the applicant.
fn posts() -> String {
    let ends = |name: &str, of: &str| format!("MIN({of}) AS first_{name}, MAX({of}) AS last_{name}");
    let with = |role: &str| ends(role, &format!("CASE WHEN role = '{role}' THEN account END"));
    format!(
        "post AS MATERIALIZED (
             SELECT role_grant.agency, role_grant.account, role_grant.role
             FROM role_grant JOIN account ON account.id = role_grant.account
             WHERE account.disabled_at IS NULL AND role_grant.role IN ('intake', 'officer', 'agency_lead')
         ), held AS MATERIALIZED (
             SELECT DISTINCT agency, account FROM post
         ), staffed AS MATERIALIZED (
             SELECT agency, {}, {}, {}, {} FROM post GROUP BY agency
         )",
        ends("any", "account"),
        with("intake"),
        with("officer"),
        with("agency_lead")
    )
}

/// That there is somebody for an open task: while it waits, anybody at the agency; else who has it or whom it names; else, where
/// nobody has it, a holder of a post that may take it. Never the applicant, and nobody who can no longer sign in.
fn is_somebodys() -> String {
    let there =
        |post: &str| format!("(first_{post} <> case_record.account OR last_{post} <> case_record.account)");
    format!(
        "COALESCE(
             CASE WHEN task.waiting THEN {}
             ELSE held.account <> case_record.account
                  OR task.holder IS NULL
                     AND (task.by_intake AND {} OR task.by_officer AND {} OR task.by_lead AND {})
             END, FALSE)",
        there("any"),
        there("intake"),
        there("officer"),
        there("agency_lead")
    )
}

/// The orphans within a stretch, in order: their row numbers, whether any task of theirs is open, and whether somebody has
/// one that nobody can do.
///
/// The tasks of the stretch are judged in one go, kept apart by MATERIALIZED: else PostgreSQL, hoping to find a page of orphans
/// early, asks for each task anew who is there, and as there are hardly any orphans never stops early.
pub async fn orphans(
    tx: &mut Tx,
    reach: &Reach,
    within: Within,
    limit: i64,
) -> Result<Vec<(i64, bool, bool)>> {
    let text = format!(
        "WITH {}, judged AS MATERIALIZED (
             SELECT case_record.id, task.task IS NOT NULL AS has_task, task.holder IS NOT NULL AS is_held,
                    {} AS is_somebodys
             FROM case_record
             LEFT JOIN task ON task.case_record = case_record.id AND task.case_record > $1 AND task.case_record <= $2
             LEFT JOIN staffed ON staffed.agency = task.agency
             LEFT JOIN held ON held.agency = task.agency AND held.account = COALESCE(task.holder, task.named)
             WHERE {} AND case_record.id > $1 AND case_record.id <= $2
         )
         SELECT id, MAX(CASE WHEN has_task THEN 1 ELSE 0 END) = 1, MAX(CASE WHEN is_held THEN 1 ELSE 0 END) = 1
         FROM judged WHERE NOT is_somebodys GROUP BY id ORDER BY id LIMIT $3",
        posts(),
        is_somebodys(),
        open_in(reach)
    );
    let bounds: Vec<&String> = match reach {
        Reach::Agency(_) => Vec::new(),
        Reach::Regions(ranges) => ranges.iter().flat_map(|(first, last)| [first, last]).collect(),
    };
    Ok(sql!(tx, conn => {
        // Planned anew each time: how far a stretch goes decides how its tasks are best read.
        let query = sqlx::query_as(sqlx::AssertSqlSafe(text)).persistent(false);
        let query = query.bind(within.after).bind(within.until).bind(limit);
        bounds.into_iter().fold(query, |query, bound| query.bind(bound.as_str())).fetch_all(conn).await?
    }))
}

/// Which open cases are shown; the ranges of regions begin at the fourth argument.
fn open_in(reach: &Reach) -> String {
    match reach {
        Reach::Agency(agency) => format!("case_record.agency = {agency} AND case_record.closed_at IS NULL"),
        Reach::Regions(ranges) => {
            let places = (0..ranges.len()).map(|place| {
                let first = 4 + 2 * place;
                format!("case_record.region BETWEEN ${first} AND ${}", first + 1)
            });
            let places = places.collect::<Vec<_>>().join(" OR ");
            format!("case_record.closed_at IS NULL AND ({places})")
        }
    }
}
