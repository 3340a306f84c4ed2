//! No request reads a whole table that grows with the past, nor sorts one to show a page of it: the statements are those
//! that requests really run, and each database says by its plan how it would run them.
//!
//! SQLite plans by the indexes there are, whatever the tables hold. PostgreSQL plans by size, and would rightly read these
//! few rows whole; so everything an index could make unnecessary is switched off, and stands in a plan only where it has to.

mod asked;
mod assessed;
mod enquiring;
mod orphans;
mod paying;
mod published;

use std::collections::BTreeSet;

use chrono::DateTime;
use schema::dashboards::{Dashboard, Question};
use schema::role::Role;
use serde_json::Value;
use server::db::{Db, Tx};
use server::features::{accounts, cases};
use server::sql;
use sqlx::AssertSqlSafe;

use self::asked::{at_window, design, follow, handle, jointly, lead, learn, licences, ok, outward};
use crate::support::{CIVIL_AFFAIRS, Hall, Heard, Jointly, on_both};

/// Tables that may be read whole: they grow with the country, the catalogue or what is open, not with the past.
const BOUNDED: [(&str, &str); 28] = [
    ("agency", "the agencies there are"),
    ("audit_head", "one row for each chain"),
    ("bundle_form", "the definitions"),
    ("bundle_version", "the definitions"),
    ("calendar_day", "what is published of a year: some thirty days"),
    ("card_roll", "sums by agency, monitor and grade"),
    ("catalogue_state", "one row"),
    ("form", "the definitions"),
    ("form_draft", "the definitions"),
    ("form_version", "the definitions"),
    ("guide", "the definitions"),
    ("guide_draft", "the definitions"),
    ("guide_version", "the definitions"),
    ("hall", "the buildings"),
    ("index_system", "the definitions"),
    ("item", "the catalogue"),
    ("navigator", "one row"),
    ("item_form", "the catalogue"),
    ("process_version", "the definitions"),
    ("library_entry", "what editors keep"),
    ("licence_type", "the definitions"),
    ("region", "the country"),
    ("life_event", "what editors keep"),
    ("theme", "what editors keep"),
    ("role_grant", "the staff"),
    ("season_item", "what stands on the first page"),
    ("source", "a row for each catalogue"),
    ("task", "what is open now: gone when it is done"),
];

/// A past in which every list has several pages.
const CASES: usize = 250;

fn may_be_whole(table: &str) -> bool {
    BOUNDED.iter().any(|(name, _)| *name == table)
}

/// What is wrong with the plan of a statement.
async fn faults(tx: &mut Tx, statement: &str) -> Vec<String> {
    let paged = is_page(statement);
    match tx {
        Tx::Sqlite(_) => sqlite(tx, statement, paged).await,
        Tx::Postgres(_) => postgres(tx, statement, paged).await,
    }
}

/// Whether a statement shows some rows of many: those of a table that grows, or of what is open. Sums are few.
fn is_page(statement: &str) -> bool {
    let first = statement.split_whitespace().skip_while(|word| *word != "FROM").nth(1).unwrap_or_default();
    statement.contains("LIMIT")
        && !statement.contains("GROUP BY")
        && (first == "task" || !may_be_whole(first))
}

async fn sqlite(tx: &mut Tx, statement: &str, paged: bool) -> Vec<String> {
    let Tx::Sqlite(tx) = tx else { unreachable!() };
    let text = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(text).fetch_all(&mut **tx).await.unwrap();
    let steps = steps.into_iter().map(|(.., step)| step);
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut **tx).await.unwrap();
    let is_fault = |step: &String| {
        let whole = step.strip_prefix("SCAN ").and_then(|rest| rest.split_whitespace().next());
        let sorted = paged && step.starts_with("USE TEMP B-TREE FOR") && step.contains("ORDER BY");
        // What is no table is the answer of an inner statement, whose own steps are judged too.
        sorted || whole.is_some_and(|table| tables.iter().any(|name| name == table) && !may_be_whole(table))
    };
    steps.filter(is_fault).collect()
}

async fn postgres(tx: &mut Tx, statement: &str, paged: bool) -> Vec<String> {
    let Tx::Postgres(tx) = tx else { unreachable!() };
    let parameters = (1..).take_while(|number| statement.contains(&format!("${number}"))).count();
    let values = vec!["NULL"; parameters].join(", ");
    let values = if values.is_empty() { values } else { format!("({values})") };
    let prepared = format!(
        "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off;
         SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
         PREPARE heard AS {statement}"
    );
    let prepared = sqlx::raw_sql(AssertSqlSafe(prepared)).execute(&mut **tx).await;
    prepared.unwrap_or_else(|error| panic!("{error}: {statement}"));
    let text = AssertSqlSafe(format!("EXPLAIN (FORMAT JSON) EXECUTE heard{values}"));
    let plan: Value = sqlx::query_scalar(text).persistent(false).fetch_one(&mut **tx).await.unwrap();
    sqlx::raw_sql("DEALLOCATE heard").execute(&mut **tx).await.unwrap();
    let mut found = Vec::new();
    walk(&plan[0]["Plan"], &mut |node| {
        let kind = node["Node Type"].as_str().unwrap();
        let whole = kind == "Seq Scan" || (kind.starts_with("Index") && node["Index Cond"].is_null());
        let table = node["Relation Name"].as_str().unwrap_or_default();
        if whole && !may_be_whole(table) {
            found.push(format!("{kind} on {table}"));
        }
        if paged && kind.ends_with("Sort") {
            found.push(format!("{kind} by {}", node["Sort Key"]));
        }
    });
    found
}

fn walk(node: &Value, visit: &mut impl FnMut(&Value)) {
    visit(node);
    node["Plans"].as_array().into_iter().flatten().for_each(|node| walk(node, visit));
}

/// Everything that was run and can be planned. A row that is added to a table is not: SQLite plans to look for rows that refer to
/// it already, which it does only where a constraint is deferred and broken; here none is deferred.
fn planned(statements: BTreeSet<String>) -> Vec<String> {
    let verbs = ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"];
    let reads = |text: &String| !text.starts_with("INSERT") || text.contains("SELECT");
    let mut planned = statements;
    planned.retain(|text| verbs.iter().any(|verb| text.starts_with(verb)) && reads(text));
    planned.into_iter().collect()
}

/// Closes the hall's own connections and explains what they have run.
async fn explain(hall: &Hall, heard: Heard) -> (usize, Vec<String>) {
    hall.db().close().await;
    let statements = planned(heard.statements());
    let db = Db::connect(hall.url()).await.unwrap();
    know_sizes(&db).await;
    let mut found = Vec::new();
    for statement in &statements {
        let mut tx = db.read().await.unwrap();
        let faults = faults(&mut tx, statement).await;
        found.extend(faults.iter().map(|fault| format!("{fault}\n    {statement}")));
        if statement.contains("OFFSET") {
            found.push(format!("counts past what was shown already\n    {statement}"));
        }
    }
    db.close().await;
    (statements.len(), found)
}

/// PostgreSQL learns how many rows there are, as it does by itself in time; else it takes every index for as good. A table of one
/// page is cheapest read whole, so it is told that small tables have grown.
async fn know_sizes(db: &Db) {
    if let Tx::Postgres(mut tx) = db.write().await.unwrap() {
        sqlx::raw_sql(
            "ANALYZE;
             UPDATE pg_class SET reltuples = 100000 WHERE relkind = 'r' AND relpages > 0 AND reltuples < 1000
             AND relnamespace <> 'pg_catalog'::regnamespace",
        )
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }
}

on_both! {
    async fn nothing_that_grows_is_read_whole(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        cases::demo::load(hall.state(), CASES, 3, |_| {}).await.unwrap();
        let leader = hall.staff(Role::Leader, "440000", None).await;
        let numbers: Dashboard =
            leader.get("/api/dashboard?from=2025-10-01&to=2026-03-02").await.assert_status(200).read_json();
        let busiest = &numbers.tiles.iter().find(|tile| tile.question == Question::ByAgency).unwrap().rows[0].name;
        let desk = hall.staff(Role::Intake, "440100", Some(busiest)).await;
        let joint = Jointly::file_as(hall, "joan", "wood").await;
        asked::open_silent_system(hall).await;
        let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let civil = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        let register = enquiring::Register::open(hall).await;
        let heard = Heard::new();
        heard.of(follow(hall, &ana)).await;
        heard.of(jointly(hall, &joint, &leader)).await;
        heard.of(handle(&desk)).await;
        let admin = hall.staff(Role::Admin, "440000", None).await;
        let chief = hall.staff(Role::AgencyLead, "440100", Some(busiest)).await;
        heard.of(ok(&admin, "/api/desk/orphans")).await;
        heard.of(ok(&chief, "/api/desk/orphans?cursor=7")).await;
        heard.of(lead(&leader)).await;
        let editor = hall.staff(Role::Editor, "", None).await;
        let supervisor = hall.staff(Role::Supervisor, "440000", None).await;
        heard.of(design(&editor, &supervisor)).await;
        heard.of(learn(hall, &editor)).await;
        heard.of(outward(hall, &ana)).await;
        heard.of(published::published(hall, &editor)).await;
        heard.of(register.enquire(hall, &ana)).await;
        heard.of(at_window(hall, &ana, &clerk)).await;
        heard.of(licences(hall, &ana, &civil)).await;
        heard.of(async { accounts::forget_outdated(hall.state()).await.map(|_| ()).unwrap() }).await;
        heard.of(published::imported(hall)).await;
        let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        heard.of(assessed::supervised(hall, &supervisor, &lead)).await;
        heard.of(assessed::assessed(hall, &supervisor, &lead)).await;
        heard.of(ok(&hall.visitor(), "/api/items?q=%E6%8A%A4%E7%85%A7")).await;
        heard.of(ok(&hall.visitor(), "/api/items/11440100007483172Q3440106042001")).await;
        heard.of(ok(&hall.visitor(), "/api/home")).await;
        hall.publish_guides().await;
        for path in ["guides", "guides/birth", "guides/id-card/stand?state=lost&urgent=no", "ask?text=1", "life-events/birth"] {
            heard.of(ok(&hall.visitor(), &format!("/api/{path}"))).await;
        }
        heard.of(ok(&ana, "/api/items/DEMO-440100-FOOD-BUSINESS/situation")).await;
        let (statements, found) = explain(hall, heard).await;
        assert!(statements > 50, "only {statements} statements were heard");
        assert!(found.is_empty(), "{} of {statements}:\n{}", found.len(), found.join("\n"));
    }

    async fn what_would_be_slow_is_found(hall) {
        let heard = Heard::new();
        heard.of(async {
            let mut tx = hall.db().read().await.unwrap();
            let at = DateTime::UNIX_EPOCH;
            sql!(&mut tx, conn => {
                sqlx::query("SELECT id FROM case_record WHERE opened_at < $1 ORDER BY number LIMIT 2")
                    .bind(at)
                    .execute(&mut *conn)
                    .await
                    .unwrap();
                sqlx::query("SELECT COUNT(*) FROM case_record WHERE status = 'decided'").execute(&mut *conn).await.unwrap();
                sqlx::query("SELECT id FROM case_record WHERE agency = 1 ORDER BY status LIMIT 2")
                    .execute(&mut *conn)
                    .await
                    .unwrap();
                sqlx::query("SELECT id FROM case_record WHERE agency = 1").execute(conn).await.unwrap();
            });
        })
        .await;
        let (statements, found) = explain(hall, heard).await;
        assert_eq!(statements, 4);
        assert!(found.len() >= 2 && found.iter().any(|fault| fault.contains("COUNT")), "{found:?}");
        assert!(found.iter().any(|fault| fault.contains("ORDER BY status")), "{found:?}");
        assert!(found.iter().all(|fault| !fault.ends_with("agency = 1")), "{found:?}");
    }
}
