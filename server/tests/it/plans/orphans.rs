//! What nobody can do is looked for among ten thousand open cases at a time: the tasks of such a stretch are judged in one go, read by
//! its two ends, and who is there is asked once, not once a task.

use schema::role::Role;
use serde_json::Value;
use server::db::{Db, Tx};
use server::features::cases;
use sqlx::AssertSqlSafe;

use super::asked::ok;
use super::{know_sizes, walk};
use crate::support::{Hall, Heard, on_both};

/// What an administrator's request for orphans runs.
async fn statement(hall: &Hall) -> String {
    let admin = hall.staff(Role::Admin, "440000", None).await;
    let heard = Heard::new();
    heard.of(ok(&admin, "/api/desk/orphans")).await;
    hall.db().close().await;
    heard.statements().into_iter().find(|text| text.contains("judged")).unwrap()
}

async fn sqlite(tx: &mut Tx, statement: &str) -> Vec<String> {
    let Tx::Sqlite(tx) = tx else { unreachable!() };
    let text = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(text).fetch_all(&mut **tx).await.unwrap();
    steps.into_iter().map(|(.., step)| step).collect()
}

/// The nodes of the plan as PostgreSQL makes it of these very tables and these very ends of the stretch.
async fn postgres(tx: &mut Tx, statement: &str) -> Vec<Value> {
    let Tx::Postgres(tx) = tx else { unreachable!() };
    let prepared = format!("SET LOCAL plan_cache_mode = force_custom_plan; PREPARE orphans AS {statement}");
    sqlx::raw_sql(AssertSqlSafe(prepared)).execute(&mut **tx).await.unwrap();
    let text = "EXPLAIN (FORMAT JSON) EXECUTE orphans(0, 20, 31, '440000000000', '449999999999')";
    let plan: Value = sqlx::query_scalar(text).persistent(false).fetch_one(&mut **tx).await.unwrap();
    let mut nodes = Vec::new();
    walk(&plan[0]["Plan"], &mut |node| nodes.push(node.clone()));
    nodes
}

on_both! {
    async fn the_tasks_of_a_stretch_are_read_by_its_ends_and_judged_in_one_go(hall) {
        hall.open_demo_city().await;
        cases::demo::load(hall.state(), super::CASES, 3, |_| {}).await.unwrap();
        let statement = statement(hall).await;
        let db = Db::connect(hall.url()).await.unwrap();
        know_sizes(&db).await;
        let mut tx = db.read().await.unwrap();
        if matches!(tx, Tx::Sqlite(_)) {
            let steps = sqlite(&mut tx, &statement).await;
            let tasks: Vec<&String> = steps.iter().filter(|step| step.split_whitespace().nth(1) == Some("task")).collect();
            assert!(tasks.len() == 1 && tasks[0].starts_with("SEARCH task USING"), "{steps:#?}");
            assert!(!steps.iter().any(|step| step.contains("CORRELATED")), "{steps:#?}");
        } else {
            let nodes = postgres(&mut tx, &statement).await;
            let of_tasks: Vec<&Value> = nodes.iter().filter(|node| node["Relation Name"] == "task").collect();
            assert!(!of_tasks.is_empty() && of_tasks.iter().all(|node| node["Node Type"] != "Seq Scan"), "{of_tasks:#?}");
            // What is asked anew for each row hangs on it as a plan of its own.
            let repeated = |node: &&Value| node["Parent Relationship"] == "SubPlan";
            assert!(!nodes.iter().any(|node| repeated(&node)), "{nodes:#?}");
        }
        drop(tx);
        db.close().await;
    }
}
