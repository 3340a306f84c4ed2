//! `onehall demo`: loaded once, gone on with after an interruption, and never mistaken for a hall of its own.

use server::features::demo::{self, Progress};
use server::sql;
use sqlx::AssertSqlSafe;

use super::{output, said, text};
use crate::support::{Hall, on_both};

async fn count(hall: &Hall, table: &'static str) -> i64 {
    let mut tx = hall.db().read().await.unwrap();
    let query = format!("SELECT COUNT(*) FROM {table}");
    sql!(&mut tx, conn => sqlx::query_scalar(AssertSqlSafe(query)).fetch_one(conn).await.unwrap())
}

/// The city as it is left when loading stops: begun, with so many cases of its past.
async fn interrupted(hall: &Hall, cases: usize) {
    let mut tx = hall.db().write().await.unwrap();
    demo::begin(&mut tx).await.unwrap();
    demo::count(&mut tx, cases).await.unwrap();
    tx.commit().await.unwrap();
}

async fn progress(hall: &Hall) -> Progress {
    demo::progress(&mut hall.db().read().await.unwrap()).await.unwrap()
}

/// The parts of the joint application under way that have begun: they are no cases of the past.
const PARTS: i64 = 3;

const ACCOUNTS: &str = "Demo accounts, all with the password";

on_both! {
    async fn a_hall_with_items_of_its_own_is_left_alone(hall) {
        let told = said(output(hall, &["demo", "--if-empty"]), 0);
        assert!(told.contains("items of its own and no demo city") && !told.contains(ACCOUNTS), "{told}");
        assert_eq!((count(hall, "account").await, count(hall, "item").await), (0, 12));
        assert_eq!(progress(hall).await, Progress::Absent);
    }

    async fn what_was_interrupted_is_gone_on_with(hall) {
        // It stopped after a first file of items: there are no accounts.
        interrupted(hall, 0).await;
        let told = said(output(hall, &["demo", "--if-empty", "--cases", "5"]), 0);
        assert!(told.contains("\n5 cases\n") && told.contains(ACCOUNTS), "{told}");
        assert_eq!(progress(hall).await, Progress::Whole { cases: 5 });
        assert_eq!(count(hall, "case_record").await, 5 + PARTS);
        // Of the joint application a part is over, two are open, and two wait for them.
        for (state, parts) in [
            ("joint_part WHERE state = 'closed'", 1),
            ("joint_part WHERE state = 'open'", 2),
            ("joint_part WHERE state = 'held'", 2),
        ] {
            assert_eq!(count(hall, state).await, parts, "{state}");
        }
        let (items, people) = (count(hall, "item").await, count(hall, "account").await);
        assert!(items > 3000 && people > 27, "{items} {people}");

        // It stopped in the past: so many cases are written.
        interrupted(hall, 5).await;
        let told = said(output(hall, &["demo", "--if-empty", "--cases", "7"]), 0);
        assert!(told.contains("going on where it was interrupted, after 5 cases\n"), "{told}");
        assert_eq!((count(hall, "case_record").await, count(hall, "joint").await), (7 + PARTS, 1));
        assert_eq!(count(hall, "item").await, items);
        assert_eq!(progress(hall).await, Progress::Whole { cases: 7 });
    }

    async fn a_whole_city_has_one_past_unless_told_again(hall) {
        interrupted(hall, 0).await;
        said(output(hall, &["demo", "--cases", "3"]), 0);
        let told = said(output(hall, &["demo", "--if-empty"]), 0);
        assert!(told.contains("the demo city is there: nothing to do") && told.contains(ACCOUNTS), "{told}");
        let refused = output(hall, &["demo", "--cases", "4"]);
        assert!(text(&refused.stderr).contains("3 cases: --again adds 4 more"), "{}", text(&refused.stderr));
        assert_eq!(said(refused, 1), "");
        assert_eq!(count(hall, "case_record").await, 3 + PARTS);
        said(output(hall, &["demo", "--cases", "4", "--again"]), 0);
        assert_eq!((count(hall, "case_record").await, count(hall, "joint").await), (7 + PARTS, 1));
        assert_eq!(progress(hall).await, Progress::Whole { cases: 4 });
    }
}
