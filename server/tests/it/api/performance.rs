//! Performance: what an agency did in a month is counted and scored, people enter points, the month is closed and told in a bulletin.

use schema::performance::{
    Bulletin, Grade, LeftOut, Line, Measure, PerformanceAgency, PerformanceTable, Ratio, Section, Value,
};
use schema::role::Role;
use serde_json::json;
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, Scene, on_both, texts};

const MARCH: &str = "/api/performance/2026-03";

async fn supervisor(hall: &Hall) -> Client {
    hall.staff(Role::Supervisor, "440100", None).await
}

async fn table(who: &Client, period: &str) -> PerformanceTable {
    who.get(&format!("/api/performance?period={period}")).await.assert_status(200).read_json()
}

async fn civil(who: &Client) -> PerformanceAgency {
    let agencies = table(who, "2026-03").await.agencies;
    let civil = agencies.iter().find(|score| score.department == CIVIL_AFFAIRS).unwrap();
    who.get(&format!("{MARCH}/{}", civil.agency)).await.assert_status(200).read_json()
}

fn line<'a>(it: &'a PerformanceAgency, indicator: &str) -> &'a Line {
    it.assessment.lines.iter().find(|line| line.indicator == indicator).unwrap()
}

fn share(part: u64, whole: u64) -> Option<Value> {
    Some(Value::Share(Ratio { part, whole }))
}

/// A case that is decided on the day it came in, and rated; then the month goes by.
async fn march(hall: &Hall) -> Scene {
    let mut scene = Scene::open(hall).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.handle(&scene.officer, "review", "approved").await;
    scene.handle(&scene.lead, "decide", "approved").await;
    scene.handle(&scene.intake, "deliver", "delivered").await;
    let rating = json!({ "grade": 5, "words": null });
    scene.ana.post(&scene.path("/rating"), &rating).await.assert_status(204);
    scene.pass(hall, 31).await;
    scene
}

on_both! {
    async fn a_month_is_counted_and_every_score_opens_into_its_arithmetic(hall) {
        let scene = march(hall).await;
        let supervisor = supervisor(hall).await;
        let before = table(&supervisor, "2026-03").await;
        assert!(before.agencies.is_empty() && before.counted_at.is_none() && before.may_count);
        supervisor.post(&format!("{MARCH}/count"), &json!({})).await.assert_status(204);
        let it = civil(&supervisor).await;
        let values = |indicator| line(&it, indicator).value;
        for (indicator, value) in [
            ("on-time", share(1, 1)),
            ("online", share(1, 1)),
            ("returned", share(0, 1)),
            ("told-once", share(0, 1)),
            ("satisfied", share(1, 1)),
            ("rated", share(1, 1)),
            ("complaints", Some(Value::Times(0))),
            ("red-cards", Some(Value::Times(0))),
            ("visits", None),
        ] {
            assert_eq!(values(indicator), value, "{indicator}");
        }
        assert_eq!(line(&it, "satisfied").left_out, Some(LeftOut::TooFew), "one rating says nothing");
        assert_eq!(line(&it, "replies").left_out, Some(LeftOut::Nothing));
        // Clerk and officer were at work on one of the twenty-two working days of March.
        assert_eq!(values("attendance"), share(2, 44));
        let sum: u64 = it.assessment.lines.iter().filter(|line| line.left_out.is_none()).map(|line| line.points).sum();
        assert_eq!(it.assessment.points, sum);
        assert!(it.sees_cases && it.may_enter && it.closed_at.is_none());
        // The same number as a leader's dashboard.
        let board = supervisor.get("/api/dashboard?from=2026-03-01&to=2026-03-31").await.json();
        assert_eq!((&board["headline"]["decided"], &board["headline"]["on_time"]), (&json!(1), &json!(1)));
        let _ = scene;
    }

    async fn leave_is_not_held_against_anybody(hall) {
        let _scene = march(hall).await;
        let db = hall.db();
        let mut tx = db.write().await.unwrap();
        sql!(&mut tx, conn => {
            sqlx::query(
                "INSERT INTO absence (account, from_day, until_day, deputy)
                 SELECT one.id, $1, $2, other.id FROM account AS one, account AS other
                 WHERE one.login = 'officer-440100-2' AND other.login = 'intake-440100-1'",
            )
            .bind(chrono::NaiveDate::from_ymd_opt(2026, 3, 3))
            .bind(chrono::NaiveDate::from_ymd_opt(2026, 4, 30))
            .execute(conn).await.unwrap().rows_affected()
        });
        tx.commit().await.unwrap();
        let supervisor = supervisor(hall).await;
        supervisor.post(&format!("{MARCH}/count"), &json!({})).await.assert_status(204);
        // One came on one day of one, the other on one of twenty-two.
        assert_eq!(line(&civil(&supervisor).await, "attendance").value, share(2, 23));
    }

    async fn people_enter_points_with_a_reason_and_take_them_back(hall) {
        let scene = march(hall).await;
        let supervisor = supervisor(hall).await;
        supervisor.post(&format!("{MARCH}/count"), &json!({})).await.assert_status(204);
        let before = civil(&supervisor).await;
        let path = format!("{MARCH}/{}/entries", before.agency);
        let entry = json!({ "indicator": "visits", "points": -50, "reason": "暗访发现离岗", "evidence": "暗访记录 12 号" });
        for _ in 0..2 {
            supervisor.post_once(&path, "once", &entry).await.assert_status(204);
        }
        let after = civil(&supervisor).await;
        assert_eq!(after.entries.len(), 1, "a double click enters once");
        let visits = line(&after, "visits");
        assert_eq!((visits.counted, visits.entered, visits.points), (200, -50, 150));
        assert_eq!(after.assessment.points + 50, before.assessment.points);
        // Counting again keeps what people entered.
        supervisor.post(&format!("{MARCH}/count"), &json!({})).await.assert_status(204);
        assert_eq!(line(&civil(&supervisor).await, "visits").points, 150);

        let none = json!({ "indicator": "visits", "points": 300, "reason": "", "evidence": "x" });
        let problem = supervisor.post(&path, &none).await.assert_status(422).json();
        let places: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
        assert_eq!(places, ["/points", "/reason"]);
        for other in [&scene.lead, &scene.officer, &hall.staff(Role::Leader, "", None).await] {
            other.post(&path, &entry).await.assert_status(403);
        }
        let far = hall.staff(Role::Supervisor, "511602", None).await;
        far.post(&path, &entry).await.assert_status(404);

        let id = after.entries[0].id;
        supervisor.delete(&format!("{path}/{id}")).await.assert_status(204);
        supervisor.delete(&format!("{path}/{id}")).await.assert_status(404);
        let back = civil(&supervisor).await;
        assert_eq!(back.assessment, before.assessment);
        assert!(back.entries[0].withdrawn_at.is_some(), "it stays to be read");
        let written = texts(hall, "SELECT action FROM audit_line WHERE action LIKE 'performance.%'").await;
        for action in ["performance.count", "performance.enter", "performance.withdraw", "performance.agency"] {
            assert!(written.iter().any(|written| written == action), "{action}");
        }
    }

    async fn what_is_closed_stays_as_it_is(hall) {
        let scene = march(hall).await;
        let supervisor = supervisor(hall).await;
        let close = format!("{MARCH}/close");
        supervisor.post(&close, &json!({})).await.assert_status(409);
        supervisor.post("/api/performance/2026-04/count", &json!({})).await.assert_status(204);
        supervisor.post("/api/performance/2026-04/close", &json!({})).await.assert_status(409);
        supervisor.post("/api/performance/2026-05/count", &json!({})).await.assert_status(409);
        supervisor.post("/api/performance/2026-13/count", &json!({})).await.assert_status(404);
        supervisor.post(&format!("{MARCH}/count"), &json!({})).await.assert_status(204);
        supervisor.post(&close, &json!({})).await.assert_status(204);
        let closed = civil(&supervisor).await;
        assert!(closed.closed_at.is_some() && !closed.may_enter);

        // Neither a changed index system, nor what comes later, changes it.
        let mut tx = hall.db().write().await.unwrap();
        sql!(&mut tx, conn => {
            sqlx::query(
                "INSERT INTO index_system (system, version, definition, published_at)
                 SELECT system, 2, REPLACE(REPLACE(definition, '\"points\":20', '\"points\":90'), '\"version\":1', '\"version\":2'), $1
                 FROM index_system",
            )
            .bind(hall.state().clock.now()).execute(conn).await.unwrap().rows_affected()
        });
        tx.commit().await.unwrap();
        supervisor.post(&format!("{MARCH}/count"), &json!({})).await.assert_status(409);
        let entry = json!({ "indicator": "visits", "points": -50, "reason": "晚了", "evidence": "无" });
        supervisor.post(&format!("{MARCH}/{}/entries", closed.agency), &entry).await.assert_status(409);
        assert_eq!(civil(&supervisor).await, closed);
        // The next month goes by the new one.
        supervisor.post("/api/performance/2026-04/count", &json!({})).await.assert_status(204);
        let april = supervisor.get(&format!("/api/performance/2026-04/{}", closed.agency)).await.json();
        assert_eq!(april["assessment"]["version"], 2);
        assert_eq!(april["system"]["indicators"][0]["points"], 90);
        let _ = scene;
    }

    async fn a_month_is_closed_by_what_was_counted_after_it(hall) {
        let mut scene = march(hall).await;
        let before = supervisor(hall).await;
        let april = |act: &str| format!("/api/performance/2026-04/{act}");
        before.post(&april("count"), &json!({})).await.assert_status(204);
        let agency = table(&before, "2026-04").await.agencies[0].agency;
        scene.pass(hall, 30).await;
        let supervisor = supervisor(hall).await;
        // Points that are entered count nothing.
        let entry = json!({ "indicator": "visits", "points": -50, "reason": "暗访", "evidence": "12 号" });
        supervisor.post(&april(&format!("{agency}/entries")), &entry).await.assert_status(204);
        supervisor.post(&april("close"), &json!({})).await.assert_status(409);
        let page = supervisor.page("/desk/performance?period=2026-04").await.assert_status(200).text().to_owned();
        assert!(page.contains("再算一次，才能结账") && !page.contains("value=\"close\""), "{page}");
        // What is refused is told beside its month, and no button is of another.
        let sent = [("act", "close"), ("period", "2026-04")];
        let page = supervisor.form("/desk/performance?period=2026-04", &sent).await.assert_status(409).text().to_owned();
        assert!(page.contains("value=\"2026-04\"") && !page.contains("value=\"2026-03\""), "{page}");
        supervisor.post(&april("count"), &json!({})).await.assert_status(204);
        supervisor.post(&april("close"), &json!({})).await.assert_status(204);
        // Somebody who comes later does not open it again.
        hall.staff(Role::Officer, "440100", Some("广州市公安局")).await;
        supervisor.post(&april("count"), &json!({})).await.assert_status(409);
        assert!(table(&supervisor, "2026-04").await.closed_at.is_some());
    }

    async fn who_leads_more_than_they_supervise_reads_its_bulletin_and_writes_none(hall) {
        let _scene = march(hall).await;
        let both = hall.staff(Role::Supervisor, "440103", None).await;
        let path = format!("{MARCH}/bulletin");
        let draft = json!({ "revision": 0, "words": { "news": "开了推进会。" } });
        both.put(&path, &draft).await.assert_status(204);
        let mut tx = hall.db().write().await.unwrap();
        sql!(&mut tx, conn => {
            sqlx::query(
                "INSERT INTO role_grant (account, role, region)
                 SELECT account, 'leader', '440100' FROM role_grant WHERE region = '440103' AND role = 'supervisor'",
            )
            .execute(conn).await.unwrap().rows_affected()
        });
        tx.commit().await.unwrap();
        let read: Bulletin = both.get(&path).await.assert_status(200).read_json();
        assert_eq!((read.region.as_str(), read.may_edit), ("440100", false));
        both.put(&path, &draft).await.assert_status(403);
        both.post(&format!("{path}/publish"), &draft).await.assert_status(403);
    }

    async fn a_bulletin_is_written_by_a_person_and_published_with_its_figures(hall) {
        let _scene = march(hall).await;
        let supervisor = supervisor(hall).await;
        supervisor.post(&format!("{MARCH}/count"), &json!({})).await.assert_status(204);
        let path = format!("{MARCH}/bulletin");
        let read = async |who: &Client| -> Bulletin { who.get(&path).await.assert_status(200).read_json() };
        let first = read(&supervisor).await;
        assert_eq!((first.figures.filed, first.figures.decided, first.revision), (1, 1, 0));
        assert_eq!(first.figures.ratings.satisfied(), Ratio { part: 1, whole: 1 });
        let draft = json!({ "revision": 0, "words": { "news": "开了推进会。", "next": " " } });
        supervisor.put(&path, &draft).await.assert_status(204);
        supervisor.put(&path, &draft).await.assert_status(409);
        let words = read(&supervisor).await.words;
        assert_eq!(words.into_iter().collect::<Vec<_>>(), [(Section::News, "开了推进会。".to_owned())]);
        let long = json!({ "revision": 1, "words": { "news": "长".repeat(4_001) } });
        let problem = supervisor.put(&path, &long).await.assert_status(422).json();
        assert_eq!(problem["errors"][0]["pointer"], "/words/news");

        let publish = format!("{path}/publish");
        let last = json!({ "revision": 1, "words": { "news": "开了推进会，印了通知。" } });
        supervisor.post(&publish, &last).await.assert_status(409);
        supervisor.post(&format!("{MARCH}/close"), &json!({})).await.assert_status(204);
        supervisor.post(&publish, &last).await.assert_status(204);
        supervisor.post(&publish, &last).await.assert_status(409);
        let leader = hall.staff(Role::Leader, "440100", None).await;
        let published = read(&leader).await;
        assert!(published.published_at.is_some() && !published.may_edit);
        assert_eq!(published.words[&Section::News], "开了推进会，印了通知。");
        assert_eq!(published.figures.scores.len(), table(&supervisor, "2026-03").await.agencies.len());
        // Elsewhere there is another one.
        let far = hall.staff(Role::Supervisor, "511602", None).await;
        assert!(read(&far).await.words.is_empty());
    }

    async fn its_pages_are_read_and_written_without_a_script(hall) {
        let _scene = march(hall).await;
        let supervisor = supervisor(hall).await;
        let desk = "/desk/performance";
        supervisor.form(desk, &[("act", "count"), ("period", "2026-03")]).await.assert_status(303);
        let page = supervisor.page(&format!("{desk}?period=2026-03")).await.assert_status(200).text().to_owned();
        assert!(page.contains(CIVIL_AFFAIRS), "{page}");
        let it = civil(&supervisor).await;
        let own = format!("{desk}/2026-03/{}", it.agency);
        let page = supervisor.page(&own).await.assert_status(200).text().to_owned();
        assert!(page.contains("按期 1 ÷ 办结 1 ＝ 100.0 %"), "{page}");
        let wrong = [("act", "enter"), ("/indicator", "visits"), ("/points", "many"), ("/reason", "因为"), ("/evidence", "")];
        let page = supervisor.form(&own, &wrong).await.assert_status(422).text().to_owned();
        assert!(page.contains("因为"), "what was typed is still there");
        let right = [("act", "enter"), ("/indicator", "visits"), ("/points", "-0.5"), ("/reason", "因为"), ("/evidence", "12 号")];
        supervisor.form(&own, &right).await.assert_status(303);
        assert_eq!(line(&civil(&supervisor).await, "visits").entered, -50);
        supervisor.form(desk, &[("act", "close"), ("period", "2026-03")]).await.assert_status(303);
        let edit = format!("{desk}/2026-03/bulletin/edit");
        let page = supervisor.page(&edit).await.assert_status(200).text().to_owned();
        assert!(page.contains("全月收件 1 件"), "{page}");
        // What is left as the figures say it is nobody's words.
        let left = [("act", "save"), ("revision", "0"), ("overview", "全月\r\n收件"), ("given-overview", "全月\n收件"), ("news", "开会。")];
        supervisor.form(&edit, &left).await.assert_status(303);
        let kept: Bulletin = supervisor.get(&format!("{MARCH}/bulletin")).await.read_json();
        assert_eq!(kept.words.into_keys().collect::<Vec<_>>(), [Section::News]);
        supervisor.form(&edit, &[("act", "publish"), ("revision", "1"), ("news", "开了会。")]).await.assert_status(303);
        let page = supervisor.page(&format!("{desk}/2026-03/bulletin")).await.assert_status(200).text().to_owned();
        assert!(page.contains("开了会。") && page.contains("附件一"), "{page}");
        let measured: Vec<_> = it.system.indicators.iter().filter_map(|indicator| indicator.measure).collect();
        assert_eq!(measured, Measure::ALL);
        assert!(it.assessment.grade.is_some_and(|grade| Grade::ALL.contains(&grade)));
    }
}
