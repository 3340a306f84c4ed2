//! A hall that is killed again and again while a joint application is filed: all of its parts and cases are there, or nothing is.

use std::time::Duration;

use server::ports::Clock;
use server::sql;

use super::Served;
use super::crash::{ask, body, killed_after, signed_in};
use crate::support::{Hall, on_both};

/// How often it is killed.
const KILLS: usize = 30;

/// What there is of a joint application: whether it is filed, rows of the whole, its parts, the applications they are, their
/// cases, and what happened to the whole.
type There = (i64, i64, i64, i64, i64, i64);

/// Nothing but the draft.
const NOTHING: There = (0, 0, 0, 0, 0, 0);

/// Three parts, of which two begin at once: it was filed, and two were opened.
const WHOLE: There = (1, 1, 3, 3, 2, 3);

on_both! {
    async fn a_joint_application_is_there_whole_or_not_at_all(hall) {
        hall.open_bundle().await;
        // The program goes by the clock of the machine.
        hall.pass(Clock::System.now() - hall.state().clock.now());
        let ana = hall.citizen("ana").await;
        let cookie = signed_in(&Served::start(hall), "ana");
        let (mut draft, mut filed, mut cut_off) = (ana.joint_draft("wood").await, Vec::new(), 0);
        // Towards the moment between nothing and all of it.
        let mut after = Duration::from_millis(20);
        for _ in 0..KILLS {
            let served = Served::start(hall);
            let killer = killed_after(&served, after);
            let acknowledged = submitted(&served, &cookie, draft);
            killer.join().unwrap();
            drop(served);
            // Whatever was under way has come to its end when the next one is open.
            drop(Served::start(hall));
            let there = there(hall, draft).await;
            if there == NOTHING {
                assert_eq!(acknowledged, None, "{draft} was acknowledged");
                (cut_off, after) = (cut_off + 1, after.mul_f64(1.2));
                continue;
            }
            assert_eq!(there, WHOLE, "{draft}");
            filed.push((draft, acknowledged));
            (draft, after) = (ana.joint_draft("wood").await, after.mul_f64(0.8));
        }
        assert!(cut_off > 2 && filed.len() > 2, "{cut_off} were cut off and {} filed", filed.len());

        // Who asks again under the same key gets the same receipt, and nothing is there twice.
        let served = Served::start(hall);
        let mut numbers = Vec::new();
        for (draft, acknowledged) in &filed {
            let number = submitted(&served, &cookie, *draft).unwrap();
            assert!(acknowledged.as_ref().is_none_or(|told| *told == number), "{acknowledged:?} became {number}");
            assert_eq!(there(hall, *draft).await, WHOLE, "{draft}");
            numbers.push(number);
        }
        numbers.push(submitted(&served, &cookie, draft).unwrap());
        assert_eq!(there(hall, draft).await, WHOLE);
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), filed.len() + 1);
    }
}

/// Files a draft, always under the same key. Tells the number that was acknowledged.
fn submitted(served: &Served, cookie: &str, draft: i64) -> Option<String> {
    let key = format!("draft-{draft}");
    let headers = [("Cookie", cookie), ("Idempotency-Key", &key)];
    let line = format!("POST /api/applications/{draft}/submit");
    let answer = ask(served, &line, &headers, r#"{"promise":true}"#)?;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    Some(body(&answer)["number"].as_str().unwrap().to_owned())
}

async fn there(hall: &Hall, draft: i64) -> There {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM application WHERE id = $1 AND state = 'submitted'),
                    (SELECT COUNT(*) FROM joint WHERE application = $1),
                    (SELECT COUNT(*) FROM joint_part WHERE joint = $1),
                    (SELECT COUNT(*) FROM application WHERE part_of = $1),
                    (SELECT COUNT(*) FROM case_record WHERE joint = $1),
                    (SELECT COUNT(*) FROM joint_event WHERE joint = $1)",
        )
        .bind(draft)
        .fetch_one(conn)
        .await
        .unwrap()
    })
}
