//! Supervision: a case that runs late, its card from warning to yellow to red, who sees it, and what a rule would have found.

use chrono::NaiveDate;
use schema::role::Role;
use schema::supervise::{Card, DryRun, DryRunResult, Grade, Monitor, Rule, SupervisionBoard, supervise};
use serde_json::json;
use server::features::cases::{self, supervised};
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, Scene, on_both, put_right, supplement, texts};

async fn board(who: &Client, query: &str) -> SupervisionBoard {
    who.get(&format!("/api/supervision{query}")).await.assert_status(200).read_json()
}

async fn card(who: &Client, id: i64) -> Card {
    who.get(&format!("/api/supervision/{id}")).await.assert_status(200).read_json()
}

async fn supervisor(hall: &Hall) -> Client {
    hall.staff(Role::Supervisor, "440100", None).await
}

/// Looks at what is due, as two servers at the same moment.
async fn look(hall: &Hall) -> usize {
    let (one, other) = tokio::join!(supervised::look(hall.state()), supervised::look(hall.state()));
    one.unwrap().max(other.unwrap())
}

/// How many cards there are of each grade, summed over the monitors.
fn counts(board: &SupervisionBoard) -> [u64; 3] {
    let mut sums = [0; 3];
    for count in &board.counts {
        sums.iter_mut().zip(count.cards).for_each(|(sum, cards)| *sum += cards);
    }
    sums
}

on_both! {
    async fn a_case_that_runs_late_has_one_card_from_warning_to_yellow_to_red(hall) {
        let mut scene = Scene::open(hall).await;
        // Nobody accepts it: due after five working days, on Monday the 9th.
        assert_eq!(counts(&board(&supervisor(hall).await, "").await), [0, 0, 0]);
        assert_eq!(look(hall).await, 0, "nothing is due");
        for (days, expected, grade) in
            [(5, [1, 0, 0], Grade::Warning), (3, [0, 1, 0], Grade::Yellow), (4, [0, 0, 1], Grade::Red)]
        {
            scene.pass(hall, days).await;
            assert_eq!(look(hall).await, 1);
            let board = board(&supervisor(hall).await, "").await;
            assert_eq!(counts(&board), expected);
            let [line] = board.cards.items.as_slice() else { panic!("{board:?}") };
            assert_eq!((line.grade, line.monitor, line.acknowledged), (grade, Monitor::TimeLimit, false));
            assert_eq!(line.case_number, scene.receipt.number);
            assert_eq!(look(hall).await, 0, "once");
            // The lead of the agency has seen it, until it is graver.
            let path = format!("/api/supervision/{}/acknowledge", line.id);
            scene.officer.post(&path, &json!({})).await.assert_status(403);
            scene.lead.post(&path, &json!({})).await.assert_status(204);
            scene.lead.post(&path, &json!({})).await.assert_status(204);
            assert!(self::board(&scene.lead, "").await.cards.items[0].acknowledged);
        }
        let id = board(&scene.lead, "").await.cards.items[0].id;
        let whole = card(&scene.lead, id).await;
        let found: Vec<_> = whole.signals.iter().map(|signal| (signal.grade, signal.version)).collect();
        assert_eq!(found, [(Grade::Warning, 1), (Grade::Yellow, 1), (Grade::Red, 1)]);
        let proof = &whole.signals[0].evidence;
        assert_eq!((proof.len(), proof[0].seq, proof[0].kind.as_str()), (1, 1, "case_started"));
        let deadline = whole.deadline.unwrap();
        assert_eq!(deadline.due, NaiveDate::from_ymd_opt(2026, 3, 9));
        assert_eq!(deadline.days.len(), 8, "every day from the start is told");
        assert!(!whole.may_acknowledge, "it was seen");
        let read = texts(hall, "SELECT action FROM audit_line WHERE action LIKE 'supervision.%'").await;
        assert_eq!(read.iter().filter(|action| *action == "supervision.acknowledge").count(), 3);
        assert!(read.contains(&"supervision.card".to_owned()) && read.contains(&"supervision.board".to_owned()));

        // What comes too late does not take it back.
        scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(counts(&board(&scene.lead, "").await), [0, 0, 1]);
    }

    async fn what_is_found_in_a_step_is_there_with_it(hall) {
        let scene = Scene::open(hall).await;
        let supervisor = supervisor(hall).await;
        scene.command(&scene.intake, json!({ "command": "claim", "task": "accept" })).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        put_right(&scene).await;
        scene.ana.submit(scene.application, "second").await.assert_status(200);
        assert_eq!(counts(&board(&supervisor, "").await), [0, 0, 0]);
        let mut again = supplement();
        again["reason"] = "照片仍看不清。".into();
        scene.command(&scene.intake, again).await.assert_status(200);
        let board = board(&supervisor, "?grade=yellow&monitor=notice").await;
        let [line] = board.cards.items.as_slice() else { panic!("{board:?}") };
        assert_eq!((line.grade, line.monitor), (Grade::Yellow, Monitor::Notice));
        let whole = card(&supervisor, line.id).await;
        let kinds: Vec<_> = whole.signals[0].evidence.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["supplement_requested", "supplement_requested"]);
        assert_eq!(whole.deadline, None);
        for none in ["?grade=red", "?monitor=fee", "?agency=0"] {
            assert_eq!(self::board(&supervisor, none).await.cards.items, []);
        }
    }

    async fn everybody_sees_the_cards_of_their_own(hall) {
        let mut scene = Scene::open(hall).await;
        scene.pass(hall, 30).await;
        assert_eq!(look(hall).await, 1);
        let seen = async |role, region, agency| {
            let who = hall.staff(role, region, agency).await;
            let board = board(&who, "").await;
            let id = self::board(&scene.lead, "").await.cards.items[0].id;
            let status = who.get(&format!("/api/supervision/{id}")).await.status();
            (counts(&board), board.cards.items.len(), status)
        };
        assert_eq!(seen(Role::Supervisor, "440100", None).await, ([0, 0, 1], 1, 200));
        assert_eq!(seen(Role::Leader, "", None).await, ([0, 0, 1], 1, 200));
        assert_eq!(seen(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await, ([0, 0, 1], 1, 200));
        assert_eq!(seen(Role::AgencyLead, "440100", Some("广州市公安局")).await, ([0, 0, 0], 0, 404));
        assert_eq!(seen(Role::Supervisor, "511602", None).await, ([0, 0, 0], 0, 404));
        let ana = &scene.ana;
        ana.get("/api/supervision").await.assert_status(403);
        scene.officer.get("/api/supervision").await.assert_status(403);
    }

    async fn a_rule_is_tried_on_the_past_and_raises_nothing(hall) {
        hall.open_demo_city().await;
        cases::demo::load(hall.state(), 60, 7, |_| {}).await.unwrap();
        let supervisor = hall.staff(Role::Supervisor, "", None).await;
        let before = counts(&board(&supervisor, "").await);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut rules = Rule::shipped().unwrap();
        let rule = rules.swap_remove(1);
        assert_eq!(rule.id, "decision");
        let asked = DryRun { rule, from: day("2025-10-01"), to: day("2026-03-02") };
        let path = "/api/supervision/dry-run";
        let found: DryRunResult = supervisor
            .post(path, &serde_json::to_value(&asked).unwrap()).await.assert_status(200).read_json();
        assert!(found.cases >= 50 && !found.cut, "{found:?}");
        // The same by hand, from the logs.
        let calendar = hall.state().calendar.current();
        let mut tx = hall.db().read().await.unwrap();
        let (first, end) = (day("2025-10-01"), day("2026-03-03"));
        let at = |day| schema::calendar::moment(day, chrono::NaiveTime::MIN);
        let scope = server::features::dashboards::Scope::all();
        let logs = cases::logs(&mut tx, &scope, (at(first), 0), at(end), 1_000).await.unwrap();
        let mut expected = [0; 3];
        for filed in &logs {
            for signal in supervise(std::slice::from_ref(&asked.rule), &filed.log, &calendar, hall.state().clock.now()) {
                expected[Grade::ALL.iter().position(|grade| *grade == signal.grade).unwrap()] += 1;
            }
        }
        drop(tx);
        assert_eq!((found.cases, found.signals), (logs.len() as u64, expected));
        assert!(expected.iter().sum::<u64>() > 0, "some of the past was late");
        assert_eq!(counts(&board(&supervisor, "").await), before, "nothing is raised");

        let mut wrong = serde_json::to_value(&asked).unwrap();
        wrong["rule"]["name"] = json!({});
        wrong["to"] = "2025-09-30".into();
        let refused = supervisor.post(path, &wrong).await.assert_status(422).json();
        let pointers: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
        assert_eq!(pointers, ["/rule/name", "/to"]);
    }

    async fn what_the_hall_wrote_down_is_what_a_replay_finds(hall) {
        hall.open_demo_city().await;
        cases::demo::load(hall.state(), 80, 11, |_| {}).await.unwrap();
        look(hall).await;
        hall.pass(chrono::TimeDelta::days(40));
        look(hall).await;
        let now = hall.state().clock.now();
        let (rules, calendar) = (hall.state().rulebook.current(), hall.state().calendar.current());
        let mut tx = hall.db().read().await.unwrap();
        let mut written: Vec<(i64, String, String, String)> = sql!(&mut tx, conn => {
            sqlx::query_as("SELECT card.case_record, card.rule, card.key, card_signal.grade
                            FROM card JOIN card_signal ON card_signal.card = card.id")
                .fetch_all(conn).await.unwrap()
        });
        let main: Vec<i64> = sql!(&mut tx, conn => {
            sqlx::query_scalar("SELECT id FROM case_record WHERE parent IS NULL").fetch_all(conn).await.unwrap()
        });
        let mut replayed = Vec::new();
        for case in main {
            let log = cases::log_of(&mut tx, case).await.unwrap().unwrap();
            let signals = supervise(&rules, &log, &calendar, now);
            replayed.extend(signals.into_iter().map(|it| (case, it.rule, it.key, it.grade.slug().to_owned())));
        }
        written.sort();
        replayed.sort();
        assert_eq!(written, replayed);
        assert!(written.len() > 10, "a past in which nothing went wrong proves little");
        // And the counts are those of the cards.
        let counted: Vec<(String, i64)> = sql!(&mut tx, conn => {
            sqlx::query_as("SELECT grade, CAST(SUM(cards) AS BIGINT) FROM card_roll GROUP BY grade ORDER BY grade")
                .fetch_all(conn).await.unwrap()
        });
        let there: Vec<(String, i64)> = sql!(&mut tx, conn => {
            sqlx::query_as("SELECT grade, COUNT(*) FROM card GROUP BY grade ORDER BY grade").fetch_all(conn).await.unwrap()
        });
        assert_eq!(counted.into_iter().filter(|(_, cards)| *cards > 0).collect::<Vec<_>>(), there);
    }
}
