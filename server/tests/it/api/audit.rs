//! The audit trail: whole after real requests, and every way of touching it is found.

use chrono::TimeDelta;
use serde_json::json;
use server::features::audit::{self, Fault};
use server::sql;
use sqlx::AssertSqlSafe;

use crate::support::{Hall, on_both};

/// Writes some lines into one chain by real requests, and says which chain.
async fn some_lines(hall: &Hall) -> i64 {
    let ana = hall.citizen("ana").await;
    for _ in 0..3 {
        hall.pass(TimeDelta::minutes(1));
        hall.sign_in("ana").await.delete("/api/session").await.assert_status(204);
        let wrong = json!({ "login": "ana", "password": "a-slip" });
        hall.visitor().post("/api/session", &wrong).await.assert_status(401);
    }
    ana.get("/api/session").await.json()["account"].as_i64().unwrap() % audit::CHAINS
}

/// Does what somebody with the keys to the database might do.
async fn tamper(hall: &Hall, statements: &[String]) {
    let mut tx = hall.db().write().await.unwrap();
    for statement in statements {
        let changed = sql!(&mut tx, conn => {
            sqlx::query(AssertSqlSafe(statement.as_str())).execute(conn).await.unwrap().rows_affected()
        });
        assert_eq!(changed, 1, "{statement}");
    }
    tx.commit().await.unwrap();
}

async fn faults(hall: &Hall) -> Vec<Fault> {
    audit::verify(hall.db(), &[]).await.unwrap().faults
}

on_both! {
    async fn what_was_done_is_on_record_and_holds(hall) {
        some_lines(hall).await;
        let proof = audit::verify(hall.db(), &[]).await.unwrap();
        assert_eq!(proof.faults, []);
        // The import of the template; registered, signed in; three times in, out, and refused.
        assert_eq!(proof.lines, 1 + 2 + 9);
        let mut tx = hall.db().read().await.unwrap();
        let actions: Vec<String> = sql!(&mut tx, conn => {
            sqlx::query_scalar("SELECT action FROM audit_line GROUP BY action ORDER BY action")
                .fetch_all(conn)
                .await
                .unwrap()
        });
        let mut expected =
            ["account.register", "account.sign_in", "account.sign_in_refused", "account.sign_out", "catalogue.import"];
        expected.sort_unstable();
        assert_eq!(actions, expected);
    }

    async fn the_record_names_nobody(hall) {
        some_lines(hall).await;
        let mut tx = hall.db().read().await.unwrap();
        let texts: Vec<(String, String)> = sql!(&mut tx, conn => {
            sqlx::query_as("SELECT subject, detail FROM audit_line ORDER BY chain, seq").fetch_all(conn).await.unwrap()
        });
        for (subject, detail) in texts {
            for personal in ["ana", "王小明", "440199", "138"] {
                assert!(!subject.contains(personal) && !detail.contains(personal), "{subject} {detail}");
            }
        }
    }

    async fn a_changed_line_is_found(hall) {
        let chain = some_lines(hall).await;
        let changes = ["subject = '7'", "action = 'account.none'", "detail = '{} '", "actor = 99"];
        for (seq, change) in (2..).zip(changes) {
            tamper(hall, &[format!("UPDATE audit_line SET {change} WHERE chain = {chain} AND seq = {seq}")]).await;
            assert_eq!(faults(hall).await.last(), Some(&Fault::Changed { chain, seq }), "{change}");
        }
        assert_eq!(faults(hall).await.len(), changes.len());
    }

    async fn a_line_changed_together_with_its_hash_is_found(hall) {
        let chain = some_lines(hall).await;
        let other = "SELECT hash FROM audit_line AS other WHERE other.chain = audit_line.chain AND other.seq = 1";
        tamper(hall, &[format!("UPDATE audit_line SET hash = ({other}) WHERE chain = {chain} AND seq = 2")]).await;
        let faults = faults(hall).await;
        assert_eq!(faults, [Fault::Changed { chain, seq: 2 }, Fault::Broken { chain, seq: 3 }]);
    }

    async fn a_removed_line_is_found(hall) {
        let chain = some_lines(hall).await;
        tamper(hall, &[format!("DELETE FROM audit_line WHERE chain = {chain} AND seq = 2")]).await;
        assert_eq!(faults(hall).await, [Fault::Gap { chain, after: 1, found: 3 }]);
    }

    async fn lines_cut_off_at_the_end_are_found(hall) {
        let chain = some_lines(hall).await;
        let last = 2 + 9;
        tamper(hall, &[format!("DELETE FROM audit_line WHERE chain = {chain} AND seq = {last}")]).await;
        assert_eq!(faults(hall).await, [Fault::CutOff { chain, head: last, last: last - 1 }]);
        // Also when the head is moved back with them, unless all of its hash is known and set as well.
        tamper(hall, &[format!("UPDATE audit_head SET seq = seq - 1 WHERE chain = {chain}")]).await;
        assert_eq!(faults(hall).await, [Fault::WrongHead { chain }]);
    }

    async fn a_chain_cut_off_with_its_head_is_found_by_a_former_head(hall) {
        let chain = some_lines(hall).await;
        let former = audit::verify(hall.db(), &[]).await.unwrap().heads;
        let last = 2 + 9;
        let kept = format!("(SELECT hash FROM audit_line WHERE chain = {chain} AND seq = {})", last - 1);
        tamper(hall, &[
            format!("DELETE FROM audit_line WHERE chain = {chain} AND seq = {last}"),
            format!("UPDATE audit_head SET seq = seq - 1, hash = {kept} WHERE chain = {chain}"),
        ])
        .await;
        assert_eq!(faults(hall).await, [], "what is left holds by itself");
        let found = audit::verify(hall.db(), &former).await.unwrap().faults;
        assert_eq!(found, [Fault::Forgotten { chain, seq: last }]);
        // Nor does it help to write another line in its place.
        hall.sign_in("ana").await;
        assert_eq!(faults(hall).await, []);
        let found = audit::verify(hall.db(), &former).await.unwrap().faults;
        assert_eq!(found, [Fault::Forgotten { chain, seq: last }]);
    }

    async fn a_chain_without_a_head_is_found(hall) {
        let chain = some_lines(hall).await;
        tamper(hall, &[format!("DELETE FROM audit_head WHERE chain = {chain}")]).await;
        assert_eq!(faults(hall).await, [Fault::NoHead { chain, last: 2 + 9 }]);
    }

    async fn reordered_lines_are_found(hall) {
        let chain = some_lines(hall).await;
        let place = |from: i64, to: i64| {
            format!("UPDATE audit_line SET seq = {to} WHERE chain = {chain} AND seq = {from}")
        };
        tamper(hall, &[place(2, 1000), place(3, 2), place(1000, 3)]).await;
        let found = faults(hall).await;
        assert!(found.contains(&Fault::Changed { chain, seq: 2 }), "{found:?}");
        assert!(found.contains(&Fault::Broken { chain, seq: 2 }), "{found:?}");
    }

    async fn a_line_moved_to_another_chain_is_found(hall) {
        let chain = some_lines(hall).await;
        let other = (chain + 5) % audit::CHAINS;
        tamper(hall, &[
            format!("UPDATE audit_line SET chain = {other}, seq = 1 WHERE chain = {chain} AND seq = 3"),
        ])
        .await;
        let found = faults(hall).await;
        assert!(found.contains(&Fault::Gap { chain, after: 2, found: 4 }), "{found:?}");
        assert!(found.contains(&Fault::Changed { chain: other, seq: 1 }), "{found:?}");
    }
}
