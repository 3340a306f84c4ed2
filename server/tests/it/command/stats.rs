//! `onehall stats`: what is proved, that proving only reads, and that what was wrong is right afterwards.

use server::features::cases;
use server::sql;

use super::{output, said};
use crate::support::{Hall, on_both};

const VERIFY: [&str; 2] = ["stats", "verify"];
const REBUILD: [&str; 2] = ["stats", "rebuild"];

async fn tamper(hall: &Hall) {
    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query("UPDATE case_roll SET opened = opened + 1 WHERE day = (SELECT MIN(day) FROM case_roll)")
            .execute(conn)
            .await
            .unwrap()
            .rows_affected()
    });
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_wrong_number_is_named_and_counted_anew(hall) {
        assert!(said(output(hall, &VERIFY), 0).contains(" 0 wrong\n"), "an empty hall has no wrong number");
        hall.open_demo_city().await;
        cases::demo::load(hall.state(), 10, 1, |_| {}).await.unwrap();
        let told = said(output(hall, &VERIFY), 0);
        assert!(told.lines().count() == 1 && told.ends_with(" parts, 0 wrong\n"), "{told}");

        tamper(hall).await;
        let told = said(output(hall, &VERIFY), 1);
        let (first, _) = told.split_once('\n').unwrap();
        assert!(first.starts_with("case_roll 20") && first.ends_with(" opened: 2, counted 1"), "{told}");
        assert_eq!(said(output(hall, &VERIFY), 1), told, "it was only read");
        let healed = said(output(hall, &REBUILD), 0);
        assert!(healed.starts_with(first) && healed.ends_with(" 1 wrong, 1 parts counted anew\n"), "{healed}");
        assert!(said(output(hall, &VERIFY), 0).ends_with(" 0 wrong\n"));
        assert!(said(output(hall, &REBUILD), 0).ends_with(" 0 wrong, 0 parts counted anew\n"));
    }
}
