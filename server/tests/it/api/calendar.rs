//! The working calendar in the database: what came with the program, a new year read in, and what becomes of the
//! deadlines that touch it.

use chrono::{NaiveDate, TimeDelta};
use schema::calendar::{CalendarYear, RowKind};
use schema::cases::CaseView;
use schema::messages::{MessageKind, Messages};
use schema::role::Role;
use server::features::calendar::{self, Nonsense};
use server::features::{audit, cases};
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Hall, on_both};

/// A notice of 2027 that never was: New Year off until the 8th of January.
pub const NOTICE: &str = r#"{
  "holidays": {
    "2026-12-31": "New Year's Day,元旦,1",
    "2027-01-01": "New Year's Day,元旦,1",
    "2027-01-04": "New Year's Day,元旦,1",
    "2027-01-05": "New Year's Day,元旦,1",
    "2027-01-06": "New Year's Day,元旦,1",
    "2027-01-07": "New Year's Day,元旦,1",
    "2027-01-08": "New Year's Day,元旦,1",
    "2027-10-01": "National Day,国庆节,3"
  },
  "workdays": {
    "2027-01-09": "New Year's Day,元旦,1"
  }
}"#;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn import(hall: &Hall, text: &str) -> Result<calendar::Imported, Nonsense> {
    calendar::import(hall.db(), text, hall.state().clock.now()).await.unwrap()
}

/// Reads it in as the command does, and as a server does that runs beside it.
async fn adopt(hall: &Hall, text: &str) -> usize {
    assert!(import(hall, text).await.unwrap().changed);
    assert!(hall.state().calendar.refresh(hall.db()).await.unwrap());
    cases::follow_calendar(hall.db(), &hall.state().chance, hall.state().clock.now()).await.unwrap()
}

async fn year(hall: &Hall, year: i32) -> CalendarYear {
    hall.visitor().get(&format!("/api/calendar/{year}")).await.assert_status(200).read_json()
}

async fn due(hall: &Hall) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT task.due, clock.due FROM task
             JOIN clock ON clock.subject_id = task.case_record AND clock.stopped_at IS NULL",
        )
        .fetch_one(conn)
        .await
        .unwrap()
    })
}

on_both! {
    async fn a_hall_knows_the_years_that_came_with_it(hall) {
        let known = year(hall, 2026).await;
        assert!(known.published);
        let spring = known.days.iter().find(|row| row.date == day("2026-02-17")).unwrap();
        assert_eq!(spring.kind, RowKind::Off);
        assert_eq!(spring.name.get(schema::Locale::En), "Spring Festival");
        assert!(known.days.iter().any(|row| row.kind == RowKind::Worked));
        assert!(known.days.is_sorted_by_key(|row| row.date));
        let unknown = year(hall, 2027).await;
        assert_eq!((unknown.published, unknown.days.len()), (false, 0));
        for beyond in ["1900", "9999999", "x"] {
            let response = hall.visitor().get(&format!("/api/calendar/{beyond}")).await;
            assert!(matches!(response.status(), 400 | 404), "{beyond}");
        }
        // Loading once more changes nothing.
        assert!(!calendar::load(hall.db()).await.unwrap());
    }

    async fn whoever_has_a_year_already_is_told_so(hall) {
        let first = hall.visitor().get("/api/calendar/2026").await.assert_status(200);
        let tag = first.header("etag").unwrap().to_owned();
        let ask = |tag: &str| {
            let request = axum::http::Request::get("/api/calendar/2026").header("if-none-match", tag);
            request.body(axum::body::Body::empty()).unwrap()
        };
        let again = hall.visitor().send(ask(&tag)).await.assert_status(304);
        assert_eq!((again.bytes(), again.header("etag")), (&b""[..], Some(tag.as_str())));
        hall.visitor().send(ask("\"another\"")).await.assert_status(200);
    }

    async fn a_new_year_is_read_in_once(hall) {
        assert_eq!(adopt(hall, NOTICE).await, 0);
        let known = year(hall, 2027).await;
        assert!(known.published);
        assert_eq!(known.days.len(), 8);
        // The last day of December is the notice's too, and the year it lies in keeps its own days.
        let before = year(hall, 2026).await;
        assert!(before.days.iter().any(|row| row.date == day("2026-12-31")));
        assert!(before.days.len() > 30);
        assert!(!import(hall, NOTICE).await.unwrap().changed);
        assert!(!hall.state().calendar.refresh(hall.db()).await.unwrap());
        // A notice that was corrected takes the place of the first.
        let corrected = NOTICE.replace("    \"2027-01-08\": \"New Year's Day,元旦,1\",\n", "");
        adopt(hall, &corrected).await;
        assert_eq!(year(hall, 2027).await.days.len(), 7);
        let proof = audit::verify(hall.db(), &[]).await.unwrap();
        assert!(proof.lines >= 2 && proof.faults.is_empty(), "{proof:?}");
    }

    async fn nonsense_changes_nothing(hall) {
        for (text, expected) in [
            ("{", "not a calendar"),
            (r#"{"holidays": {"2027-02-30": "A,甲,1"}, "workdays": {}}"#, "not a calendar"),
            (r#"{"holidays": {"2027-10-01": "National Day"}, "workdays": {}}"#, "2027-10-01: the name"),
            (r#"{"holidays": {}, "workdays": {}}"#, "no day"),
            (r#"{"holidays": {"2027-05-01": "A,甲,1"}, "workdays": {}}"#, "2027-05-01: this is no notice of 2027"),
            (
                r#"{"holidays": {"2027-10-01": "A,甲,1"}, "workdays": {"2027-10-08": "A,甲,1"}}"#,
                "2027-10-08: a make-up day that is no Saturday or Sunday",
            ),
            (
                r#"{"holidays": {"2027-10-02": "A,甲,1", "2027-10-01": "A,甲,1"}, "workdays": {"2027-10-02": "A,甲,1"}}"#,
                "2027-10-02: both off and worked",
            ),
        ] {
            let nonsense = import(hall, text).await.unwrap_err();
            assert!(nonsense.to_string().contains(expected), "{nonsense}");
        }
        assert!(!hall.state().calendar.refresh(hall.db()).await.unwrap());
        assert!(!year(hall, 2027).await.published);
    }

    async fn a_new_year_moves_the_deadlines_that_touch_it(hall) {
        hall.open_demo_city().await;
        // Tuesday 29 December 2026.
        hall.pass(TimeDelta::days(302));
        let ana = hall.citizen("ana").await;
        let (_, receipt) = ana.file_senior_card().await;
        let view = async || -> CaseView {
            ana.get(&format!("/api/cases/{}", receipt.number)).await.assert_status(200).read_json()
        };
        // Five working days: 30 and 31 December, 4, 5 and 6 January; 1 January is off every year.
        let before = view().await;
        assert_eq!(before.summary.due, Some(day("2027-01-06")));
        assert!(before.deadline.unwrap().provisional);
        assert_eq!(due(hall).await, (Some(day("2027-01-06")), Some(day("2027-01-06"))));

        assert_eq!(adopt(hall, NOTICE).await, 1);
        // 30 December, the Saturday that is worked, and from Monday 11 January.
        let after = view().await;
        assert_eq!(after.summary.due, Some(day("2027-01-13")));
        assert!(!after.deadline.unwrap().provisional);
        assert_eq!(due(hall).await, (Some(day("2027-01-13")), Some(day("2027-01-13"))));
        let told: Messages = ana.get("/api/me/messages").await.assert_status(200).read_json();
        let newest = &told.messages.items[0];
        assert_eq!((newest.kind, newest.due), (MessageKind::DeadlineChanged, Some(day("2027-01-13"))));
        // Once more: nothing has moved, and nobody is told again.
        assert_eq!(cases::follow_calendar(hall.db(), &hall.state().chance, hall.state().clock.now()).await.unwrap(), 0);
        assert_eq!(ana.get("/api/session").await.json()["unread"], 2);
        let desk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let list = desk.get("/api/desk/cases").await.assert_status(200).json();
        assert_eq!(list["cases"]["items"][0]["due"], "2027-01-13");
    }
}
