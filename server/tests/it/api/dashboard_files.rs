//! A tile and the cases behind a number as files: what the page shows, line by line, and the numbers beside former periods.

use schema::dashboards::{Dashboard, OpenFigures, Question, SMALLEST};
use schema::role::Role;
use schema::{ProblemKind, calendar::local_day};
use server::features::cases;
use server::sql;

use crate::support::{Client, Hall, on_both};

const ALL: &str = "from=2025-10-01&to=2026-03-02";

async fn winter(hall: &Hall) -> Client {
    hall.open_demo_city().await;
    cases::demo::load(hall.state(), 40, 7, |_| {}).await.unwrap();
    hall.staff(Role::Leader, "", None).await
}

async fn read(who: &Client, query: &str) -> Dashboard {
    who.get(&format!("/api/dashboard?{query}")).await.assert_status(200).read_json()
}

async fn actions(hall: &Hall) -> Vec<String> {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_scalar("SELECT action FROM audit_line WHERE action LIKE 'dashboard.%' ORDER BY action")
            .fetch_all(conn)
            .await
            .unwrap()
    })
}

on_both! {
    async fn every_tile_is_a_file_with_the_numbers_of_its_table(hall) {
        let leader = winter(hall).await;
        let dashboard = read(&leader, ALL).await;
        assert_eq!(dashboard.tiles.len(), Question::ALL.len());
        for tile in dashboard.tiles {
            let path = format!("/api/dashboard/tile?{ALL}&question={}&format=csv", tile.question.slug());
            let answer = leader.get(&path).await.assert_status(200);
            let text = answer.text();
            let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
            let measures: Vec<&str> = tile.measures.iter().map(|measure| measure.slug()).collect();
            assert_eq!(lines[0], format!("key,name,{}", measures.join(",")));
            assert_eq!(lines.len(), tile.rows.len() + 1, "{:?}", tile.question);
            for (line, row) in lines[1..].iter().zip(&tile.rows) {
                let numbers = row.numbers.iter().zip(&tile.measures).map(|(number, measure)| {
                    if measure.is_tenths() { format!("{:?}", *number as f64 / 10.0) } else { number.to_string() }
                });
                let numbers: Vec<String> = numbers.collect();
                assert!(line.ends_with(&format!(",{}", numbers.join(","))), "{line} {row:?}");
            }
        }
        leader.get("/api/dashboard/tile?question=all&format=csv").await.assert_problem(ProblemKind::BadRequest);
        leader.get("/api/dashboard/tile?question=by_day&format=pdf").await.assert_problem(ProblemKind::BadRequest);
    }

    async fn the_cases_behind_a_number_are_a_file_and_on_record(hall) {
        let leader = winter(hall).await;
        let filed = read(&leader, ALL).await.headline.opened;
        let path = |format: &str| format!("/api/dashboard/cases/file?figure=opened&{ALL}&format={format}");
        let answer = leader.get(&path("csv")).await.assert_status(200);
        let text = answer.text();
        assert!(text.starts_with("\u{feff}number,item,agency,status,opened_at,decided_at,due,late\r\n"), "{text}");
        assert_eq!(text.lines().count() as u64, filed + 1);
        assert_eq!(actions(hall).await, ["dashboard.export", "dashboard.exported"]);
        let sheet = leader.get(&path("xlsx")).await.assert_status(200);
        assert!(sheet.bytes().starts_with(b"PK\x03\x04") && sheet.bytes().len() > 2_000);

        let elsewhere = hall.staff(Role::Leader, "510000", None).await;
        let none = elsewhere.get(&path("csv")).await.assert_status(200);
        assert_eq!(none.text().lines().count(), 1, "their own regions only");
        let other = format!("{}&region=440100", path("csv"));
        elsewhere.get(&other).await.assert_problem(ProblemKind::Forbidden);
        leader.get(&format!("{}&type=x", path("csv"))).await.assert_problem(ProblemKind::BadRequest);
    }

    async fn a_period_stands_beside_the_one_before_and_the_year_before(hall) {
        let leader = winter(hall).await;
        let today = local_day(hall.state().clock.now());
        let month = read(&leader, &format!("from=2026-02-01&to={today}")).await;
        assert_eq!(month.former.len(), 2);
        for former in &month.former {
            let alone = read(&leader, &format!("from={}&to={}", former.from, former.to)).await.headline;
            assert_eq!((former.opened, former.decided, former.on_time), (alone.opened, alone.decided, alone.on_time));
        }
        assert_eq!(month.former[0].to.to_string(), "2026-01-31");
        assert!(month.former[0].opened > 0, "a period without a case proves nothing");
        assert_eq!((month.former[1].from.to_string().as_str(), month.former[1].opened), ("2025-02-01", 0));
    }

    async fn regions_hold_what_lies_below_them_and_all_together_is_the_whole(hall) {
        let leader = winter(hall).await;
        let dashboard = read(&leader, ALL).await;
        let tile = dashboard.tiles.iter().find(|tile| tile.question == Question::ByRegion).unwrap();
        let sum: i64 = tile.rows.iter().map(|row| row.numbers[0]).sum();
        assert_eq!(sum.unsigned_abs(), dashboard.headline.opened);
        assert!(tile.rows.iter().any(|row| row.key == "440100" && row.name == "广州市"), "{:?}", tile.rows);
        // Of the city itself: its own agencies stand beside its counties.
        let city = read(&leader, &format!("{ALL}&region=440100")).await;
        let tile = city.tiles.iter().find(|tile| tile.question == Question::ByRegion).unwrap();
        assert!(tile.rows.iter().any(|row| row.key == "=440100"), "{:?}", tile.rows);
        let sum: i64 = tile.rows.iter().map(|row| row.numbers[0]).sum();
        assert_eq!(sum.unsigned_abs(), city.headline.opened);
    }

    async fn everybody_reads_last_month_and_nobody_is_found_in_it(hall) {
        let leader = winter(hall).await;
        let month = read(&leader, "from=2026-02-01&to=2026-02-28").await;
        let visitor = hall.visitor();
        let figures: OpenFigures = visitor.get("/api/open-data").await.assert_status(200).read_json();
        assert_eq!(figures.month, "2026-02");
        let of_type = month.tiles.iter().find(|tile| tile.question == Question::ByType).unwrap();
        for row in &of_type.rows {
            let line = figures.lines.iter().find(|line| line.kind == row.key).unwrap();
            assert!(line.opened.is_none_or(|opened| opened.cast_signed() == row.numbers[0] && opened >= SMALLEST));
        }
        assert!(figures.hides(), "a winter of few cases has small numbers");
        assert!(figures.total.opened.is_none_or(|opened| opened == month.headline.opened));

        let table = visitor.get("/api/open-data.csv").await.assert_status(200);
        let lines: Vec<&str> = table.text().lines().collect();
        assert_eq!(lines.len(), figures.lines.len() + 2);
        assert!(lines.last().unwrap().starts_with("2026-02,,"), "{lines:?}");
        let page = visitor.page("/open-data").await.assert_status(200);
        for said in ["2026-02", "行政许可", "不公布", "href=\"/api/open-data.csv\""] {
            assert!(page.text().contains(said), "{said}");
        }
    }
}
