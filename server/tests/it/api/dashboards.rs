//! The numbers of leaders: what the cases themselves say, and only of one's own regions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use schema::Page;
use schema::ProblemKind;
use schema::calendar::local_day;
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, Figure, Headline, Question, Row};
use schema::role::Role;
use server::features::cases;
use server::sql;
use sqlx::FromRow;

use crate::support::{Backend, Client, Hall, on_both, run};

const CASES: usize = 40;

/// Every day of which the demo city has a past, until the day on which tests begin.
const ALL: &str = "/api/dashboard?from=2025-10-01&to=2026-03-02";

async fn live_through_a_winter(hall: &Hall, seed: u64) {
    hall.open_demo_city().await;
    cases::demo::load(hall.state(), CASES, seed, |_| {}).await.unwrap();
}

async fn read(client: &Client, path: &str) -> Dashboard {
    client.get(path).await.assert_status(200).read_json()
}

fn rows(dashboard: &Dashboard, question: Question) -> &[Row] {
    &dashboard.tiles.iter().find(|tile| tile.question == question).unwrap().rows
}

/// A case with what can be counted of it.
#[derive(FromRow)]
struct Case {
    opened_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    decided_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    item: String,
    item_type: String,
    agency: String,
    /// By when it is to be decided.
    decision_due: Option<DateTime<Utc>>,
    /// The last day of what is open now.
    due: Option<NaiveDate>,
}

async fn all_cases(hall: &Hall) -> Vec<Case> {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT case_record.opened_at, case_record.accepted_at, case_record.decided_at, case_record.closed_at,
                    item.name AS item, item.item_type, agency.name AS agency, clock.due_at AS decision_due, task.due
             FROM case_record
             JOIN item ON item.code = case_record.item
             JOIN agency ON agency.id = case_record.agency
             LEFT JOIN clock ON clock.subject_kind = 'case' AND clock.subject_id = case_record.id
                            AND clock.kind = 'decision'
             LEFT JOIN task ON task.case_record = case_record.id",
        )
        .fetch_all(conn)
        .await
        .unwrap()
    })
}

/// How often the log says that something was decided.
const DECISIONS: &str = "SELECT COUNT(*) FROM case_event WHERE kind = 'task_completed' AND data LIKE '%\"task_kind\":\"decide\"%'";

/// Of how many cases the log says that what was missing was asked for too late.
const ASKED_LATE: &str = "SELECT COUNT(DISTINCT case_record) FROM case_event
     WHERE kind = 'supplement_requested' AND data LIKE '%\"late\":true%'";

async fn logged(hall: &Hall, counting: &'static str) -> u64 {
    let mut tx = hall.db().read().await.unwrap();
    let counted: i64 = sql!(&mut tx, conn => sqlx::query_scalar(counting).fetch_one(conn).await.unwrap());
    counted.unsigned_abs()
}

fn count<'a>(cases: impl IntoIterator<Item = &'a Case>, is_so: impl Fn(&Case) -> bool) -> u64 {
    cases.into_iter().filter(|case| is_so(case)).count() as u64
}

fn is_on_time(case: &Case) -> bool {
    case.decided_at.is_some_and(|at| case.decision_due.is_none_or(|due| at <= due))
}

fn numbers(rows: &[Row]) -> BTreeMap<String, Vec<i64>> {
    rows.iter().map(|row| (row.name.clone(), row.numbers.clone())).collect()
}

/// The cases under a name each, and a count of each name's.
fn by<const N: usize>(
    cases: &[Case],
    name: impl Fn(&Case) -> Option<String>,
    numbers: impl Fn(&[&Case]) -> [i64; N],
) -> BTreeMap<String, Vec<i64>> {
    let mut groups: BTreeMap<String, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        if let Some(name) = name(case) {
            groups.entry(name).or_default().push(case);
        }
    }
    groups.into_iter().map(|(name, cases)| (name, numbers(&cases).to_vec())).collect()
}

on_both! {
    async fn the_numbers_are_those_of_the_cases(hall) {
        live_through_a_winter(hall, 7).await;
        let cases = all_cases(hall).await;
        assert_eq!(cases.len(), CASES);
        let leader = hall.staff(Role::Leader, "", None).await;
        let dashboard = read(&leader, ALL).await;
        let today = local_day(hall.state().clock.now());
        let expected = Headline {
            opened: CASES as u64,
            decided: count(&cases, |case| case.decided_at.is_some()),
            on_time: count(&cases, is_on_time),
            in_hand: count(&cases, |case| case.closed_at.is_none()),
            late: count(&cases, |case| case.due.is_some_and(|due| due < today)),
            asked_late: logged(hall, ASKED_LATE).await,
        };
        assert_eq!(dashboard.headline, expected);
        assert_eq!(logged(hall, DECISIONS).await, expected.decided);
        assert!(expected.decided > 0 && expected.in_hand > 0, "a past in which nothing happens proves nothing");

        let filed = |cases: &[&Case]| [cases.len() as i64];
        let by_agency = by(&cases, |case| Some(case.agency.clone()), filed);
        assert_eq!(numbers(rows(&dashboard, Question::ByAgency)), by_agency);
        let by_type = by(&cases, |case| Some(case.item_type.clone()), filed);
        assert_eq!(numbers(rows(&dashboard, Question::ByType)), by_type);
        let in_hand = by(&cases, |case| case.closed_at.is_none().then(|| case.agency.clone()), |cases| {
            [cases.len() as i64, cases.iter().filter(|case| case.due.is_some_and(|due| due < today)).count() as i64]
        });
        assert_eq!(numbers(rows(&dashboard, Question::InHand)), in_hand);
        let on_time = by(&cases, |case| case.decided_at.map(|_| case.agency.clone()), |cases| {
            let on_time = cases.iter().filter(|case| is_on_time(case)).count();
            [(on_time * 1000 / cases.len()) as i64, cases.len() as i64]
        });
        assert_eq!(numbers(rows(&dashboard, Question::OnTime)), on_time);
        let slowest = by(&cases, |case| case.decided_at.map(|_| case.item.clone()), |cases| {
            let days = |case: &&Case| {
                let [from, to] = [case.accepted_at, case.decided_at].map(|at| local_day(at.unwrap()));
                hall.state().calendar.current().working_days_between(from, to)
            };
            [cases.iter().map(days).sum::<i64>() * 10 / cases.len() as i64, cases.len() as i64]
        });
        let shown = numbers(rows(&dashboard, Question::Slowest));
        assert_eq!(shown.len(), slowest.len().min(10));
        assert!(shown.iter().all(|(name, row)| slowest.get(name) == Some(row)), "{shown:?} {slowest:?}");
    }

    async fn a_day_counts_what_was_filed_and_decided_on_it(hall) {
        live_through_a_winter(hall, 8).await;
        let cases = all_cases(hall).await;
        let leader = hall.staff(Role::Leader, "", None).await;
        for row in rows(&read(&leader, ALL).await, Question::ByDay) {
            let day: NaiveDate = row.name.parse().unwrap();
            let filed = count(&cases, |case| local_day(case.opened_at) == day);
            let decided = count(&cases, |case| case.decided_at.is_some_and(|at| local_day(at) == day));
            assert_eq!(row.numbers, [filed.cast_signed(), decided.cast_signed()], "{day}");
            let one = read(&leader, &format!("/api/dashboard?from={day}&to={day}")).await.headline;
            assert_eq!((one.opened, one.decided), (filed, decided), "{day}");
        }
    }

    async fn a_leader_sees_their_own_regions_only(hall) {
        live_through_a_winter(hall, 7).await;
        let city = hall.staff(Role::Leader, "440100", None).await;
        let own = read(&city, ALL).await;
        assert_eq!((own.region.as_deref(), own.headline.opened), (Some("440100"), CASES as u64));
        assert!(own.regions.iter().all(|(code, _)| code.starts_with("4401")), "{:?}", own.regions);
        // A county of theirs, in which the demo city has no agency.
        assert_eq!(read(&city, &format!("{ALL}&region=440103")).await.headline, Headline::default());
        for region in ["510000", "440000", "511602"] {
            let refused = city.get(&format!("/api/dashboard?region={region}")).await;
            refused.assert_problem(ProblemKind::Forbidden);
        }
        city.get("/api/dashboard?region=city").await.assert_problem(ProblemKind::BadRequest);
        city.get("/api/dashboard?from=2026-03-02&to=2026-03-01").await.assert_problem(ProblemKind::BadRequest);
        let elsewhere = hall.staff(Role::Supervisor, "510000", None).await;
        assert_eq!(read(&elsewhere, ALL).await.headline, Headline::default());

        for role in [Role::Intake, Role::Officer, Role::AgencyLead] {
            let desk = hall.staff(role, "440100", Some("广州市公安局")).await;
            desk.get("/api/dashboard").await.assert_problem(ProblemKind::Forbidden);
        }
        hall.citizen("ana").await.get("/api/dashboard").await.assert_problem(ProblemKind::Forbidden);
        hall.visitor().get("/api/dashboard").await.assert_problem(ProblemKind::SignInNeeded);
    }
}

/// Every page of the list behind a number.
async fn behind(client: &Client, query: &CasesQuery) -> Vec<CaseLine> {
    let mut query = query.clone();
    let mut lines = Vec::new();
    // A list that does not end would go round for ever.
    for _ in 0..CASES {
        let path = format!("/api/dashboard/cases{}", query.to_query_string());
        let page: Page<CaseLine> = client.get(&path).await.assert_status(200).read_json();
        lines.extend(page.items);
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return lines,
        }
    }
    panic!("the list has no end: {query:?}")
}

/// Compares each number of a dashboard with the list it opens; says how many were compared.
async fn compare(client: &Client, dashboard: &Dashboard) -> usize {
    let region = dashboard.region.clone();
    let whole = CasesQuery::all(Figure::Opened, dashboard.from, dashboard.to, region);
    let mut compared = 0;
    for figure in Figure::ALL {
        let lines = behind(client, &CasesQuery { figure, ..whole.clone() }).await;
        assert_eq!(lines.len() as u64, dashboard.headline.count(figure), "{figure:?}");
        let numbers: BTreeSet<String> = lines.iter().map(|line| line.number.to_string()).collect();
        assert_eq!(numbers.len(), lines.len(), "{figure:?}: a case stands twice");
        compared += 1;
    }
    for tile in &dashboard.tiles {
        for row in &tile.rows {
            for (column, number) in row.numbers.iter().enumerate() {
                let Some(query) = tile.cases(column, row, &whole) else { continue };
                let lines = behind(client, &query).await.len() as i64;
                let expected = match (tile.question, column) {
                    // A share, which opens what was late, and an average, which opens what it is of.
                    (Question::OnTime, 0) => {
                        let late = row.numbers[1] - lines;
                        assert_eq!(late * 1000 / row.numbers[1], *number, "{query:?}");
                        continue;
                    }
                    (Question::Slowest, 0) => row.numbers[1],
                    _ => *number,
                };
                assert_eq!(lines, expected, "{query:?}");
                compared += 1;
            }
        }
    }
    compared
}

on_both! {
    async fn a_number_is_the_length_of_the_list_it_opens(hall) {
        live_through_a_winter(hall, 7).await;
        let leader = hall.staff(Role::Leader, "", None).await;
        assert!(compare(&leader, &read(&leader, ALL).await).await > 300);
        let month = "/api/dashboard?from=2026-02-10&to=2026-02-20";
        assert!(compare(&leader, &read(&leader, month).await).await > 30);
        let city = hall.staff(Role::Leader, "440100", None).await;
        compare(&city, &read(&city, month).await).await;
    }

    async fn what_is_late_says_so(hall) {
        live_through_a_winter(hall, 7).await;
        // Whatever is open is late by then.
        hall.pass(chrono::TimeDelta::days(400));
        let leader = hall.staff(Role::Leader, "", None).await;
        let dashboard = read(&leader, "/api/dashboard").await;
        assert!(dashboard.headline.late > 0);
        let whole = CasesQuery::all(Figure::Late, dashboard.from, dashboard.to, None);
        let late = behind(&leader, &whole).await;
        assert_eq!(late.len() as u64, dashboard.headline.late);
        assert!(late.iter().all(|line| line.late && line.due.is_some()));
        assert!(late.is_sorted_by_key(|line| line.due));
        let open = behind(&leader, &CasesQuery { figure: Figure::InHand, ..whole }).await;
        assert!(open[..late.len()] == late, "what is due first comes first");
        assert!(open[late.len()..].iter().all(|line| line.due.is_none()), "their clock stands");
    }

    async fn the_list_keeps_to_ones_own_regions_and_is_on_record(hall) {
        live_through_a_winter(hall, 7).await;
        let path = "/api/dashboard/cases?figure=opened&from=2025-10-01&to=2026-03-02";
        let elsewhere = hall.staff(Role::Leader, "510000", None).await;
        let page: Page<CaseLine> = elsewhere.get(path).await.assert_status(200).read_json();
        assert_eq!(page.items, []);
        elsewhere.get(&format!("{path}&region=440100")).await.assert_problem(ProblemKind::Forbidden);
        let city = hall.staff(Role::Leader, "440100", None).await;
        let answer = city.get(path).await.assert_status(200);
        assert!(!answer.text().contains("王") && answer.text().contains("440100-"), "{}", answer.text());
        for broken in ["cursor=1", "cursor=2026-01-01.3", "figure=all", "type=x", "item=A"] {
            city.get(&format!("{path}&{broken}")).await.assert_problem(ProblemKind::BadRequest);
        }
        city.get(&path.replace("2025", "2027")).await.assert_problem(ProblemKind::BadRequest);
        let lines: i64 = sql!(&mut hall.db().read().await.unwrap(), conn => {
            sqlx::query_scalar("SELECT COUNT(*) FROM audit_line WHERE action = 'dashboard.cases'")
                .fetch_one(conn)
                .await
                .unwrap()
        });
        assert_eq!(lines, 2, "those that were answered");
    }
}

/// The same past in two halls, which do not even have the same kind of database.
#[tokio::test]
async fn the_same_seed_gives_the_same_numbers() {
    run(Backend::Sqlite, async |one| {
        run(Backend::Postgres, async |other| {
            let mut dashboards = Vec::new();
            for (hall, seed) in [(one, 7), (other, 7)] {
                live_through_a_winter(hall, seed).await;
                let leader = hall.staff(Role::Leader, "", None).await;
                let dashboard = read(&leader, ALL).await;
                // The numbers of agencies are each database's own.
                let tiles = dashboard.tiles.into_iter().map(|tile| (tile.question, numbers(&tile.rows)));
                dashboards.push((dashboard.headline, tiles.collect::<Vec<_>>()));
            }
            assert_eq!(dashboards[0], dashboards[1]);
        })
        .await;
    })
    .await;
}
