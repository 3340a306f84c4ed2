//! `onehall audit verify`: what it proves, what was kept elsewhere, and that it only reads.

use std::fs;

use server::sql;
use sqlx::AssertSqlSafe;

use super::{onehall, output, said, text, write};
use crate::support::{Hall, on_both};

async fn tamper(hall: &Hall, statements: &[&str]) {
    let mut tx = hall.db().write().await.unwrap();
    for statement in statements {
        let changed = sql!(&mut tx, conn => {
            sqlx::query(AssertSqlSafe(*statement)).execute(conn).await.unwrap().rows_affected()
        });
        assert!(changed > 0, "{statement}");
    }
    tx.commit().await.unwrap();
}

const VERIFY: [&str; 2] = ["audit", "verify"];
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

on_both! {
    async fn heads_are_printed_and_a_changed_line_is_named(hall) {
        hall.citizen("ana").await;
        let told = said(output(hall, &VERIFY), 0);
        assert!(told.ends_with("\n3 lines, 0 faults\n"), "{told}");
        assert_eq!(told.lines().filter(|line| line.starts_with("head ")).count(), 16, "{told}");
        assert!(told.contains(&format!("head 9: 0 lines, {GENESIS}\n")), "{told}");
        tamper(hall, &["UPDATE audit_line SET subject = '7' WHERE action = 'account.register'"]).await;
        let told = said(output(hall, &VERIFY), 1);
        assert!(told.contains("line 1: the line does not match its hash: it was changed"), "{told}");
        assert!(!told.contains("head 9"), "no head of a broken trail is to be kept: {told}");
    }

    async fn what_was_cut_off_with_its_head_is_found_by_the_heads_that_were_kept(hall) {
        hall.citizen("ana").await;
        let kept = write(hall, "monday.txt", &said(output(hall, &VERIFY), 0));
        let with_heads = ["audit", "verify", "--heads", kept.to_str().unwrap()];
        hall.sign_in("ana").await;
        assert!(said(output(hall, &with_heads), 0).ends_with("4 lines, 0 faults\n"), "it may have grown");

        // Chain 1 is that of the first account: registered, signed in, signed in.
        tamper(hall, &[
            "DELETE FROM audit_line WHERE chain = 1 AND seq > 1",
            "UPDATE audit_head SET seq = 1, hash = (SELECT hash FROM audit_line WHERE chain = 1) WHERE chain = 1",
        ])
        .await;
        assert!(said(output(hall, &VERIFY), 0).ends_with("2 lines, 0 faults\n"), "it holds by itself");
        let told = said(output(hall, &with_heads), 1);
        assert!(told.contains("chain 1: line 2 is not the one that was the head once"), "{told}");

        tamper(hall, &[
            "DELETE FROM audit_line",
            "UPDATE audit_head SET seq = 0, hash = '0000000000000000000000000000000000000000000000000000000000000000'",
        ])
        .await;
        assert!(said(output(hall, &VERIFY), 0).ends_with("0 lines, 0 faults\n"), "it holds by itself");
        assert!(said(output(hall, &with_heads), 1).ends_with("0 lines, 2 faults\n"));
    }

    async fn a_head_that_is_missing_is_a_fault(hall) {
        hall.citizen("ana").await;
        tamper(hall, &["DELETE FROM audit_head WHERE chain IN (1, 5)"]).await;
        let told = said(output(hall, &VERIFY), 1);
        assert!(told.contains("chain 1: there is no head; the last line is 2"), "{told}");
        assert!(told.ends_with("3 lines, 2 faults\n"), "{told}");
    }

    async fn heads_that_cannot_be_read_prove_nothing(hall) {
        let half = said(output(hall, &VERIFY), 0).replace("head 3", "heads 3");
        for (name, told) in [("half.txt", "chain 3"), ("none.txt", "cannot read")] {
            if name == "half.txt" {
                write(hall, name, &half);
            }
            let refused = output(hall, &["audit", "verify", "--heads", name]);
            assert!(text(&refused.stderr).contains(told), "{}", text(&refused.stderr));
            assert_eq!(said(refused, 1), "");
        }
    }
}

#[test]
fn a_database_that_is_not_there_is_named_and_not_created() {
    let folder = tempfile::tempdir().unwrap();
    let verify = |url: &str| {
        let output = onehall(&[("ONEHALL_DATABASE", url)], &VERIFY).current_dir(&folder).output().unwrap();
        let told = text(&output.stderr);
        assert!(told.contains("ONEHALL_DATABASE") && told.contains(url), "{told}");
        assert_eq!(said(output, 1), "");
    };
    verify("sqlite://typo.db");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing was created");
    // Something else's database is left as it is, too.
    fs::write(folder.path().join("other.db"), "").unwrap();
    verify("sqlite://other.db");
    assert_eq!(fs::read(folder.path().join("other.db")).unwrap(), b"");
}
