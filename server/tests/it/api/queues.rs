//! The queues of a desk: what stands in which, by what they are narrowed, the table they are exported as, and that nothing that
//! is open is in none of them.

use schema::Page;
use schema::ProblemKind;
use schema::cases::{Orphan, OrphanCause, Queue, Worklist};
use schema::id::CaseNumber;
use schema::role::Role;
use serde_json::json;
use server::features::cases;
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, SENIOR_CARD, Scene, claim, complete, on_both, texts};

async fn list(desk: &Client, query: &str) -> Worklist {
    desk.get(&format!("/api/desk/cases?{query}")).await.assert_status(200).read_json()
}

async fn numbers(desk: &Client, query: &str) -> Vec<CaseNumber> {
    list(desk, query).await.cases.items.into_iter().map(|case| case.number).collect()
}

/// How many lines each queue has that has any, by its count and as it is read.
async fn filled(desk: &Client) -> Vec<(Queue, usize)> {
    let counts = list(desk, "").await.counts;
    let mut found = Vec::new();
    for queue in Queue::ALL {
        let lines = numbers(desk, &format!("queue={}", queue.slug())).await.len();
        match counts.iter().find(|count| count.queue == queue) {
            Some(count) if queue != Queue::Copied => assert_eq!(count.count, lines as u64, "{queue:?}"),
            _ => {}
        }
        if lines > 0 {
            found.push((queue, lines));
        }
    }
    found
}

async fn orphans(who: &Client) -> Page<Orphan> {
    who.get("/api/desk/orphans").await.assert_status(200).read_json()
}

/// The lines of the export without its head.
async fn table(desk: &Client, query: &str) -> Vec<String> {
    let answer = desk.get(&format!("/api/desk/cases.csv?{query}")).await.assert_status(200);
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = answer.text().strip_prefix('\u{feff}').unwrap().to_owned();
    let mut lines = text.lines().map(str::to_owned);
    assert!(lines.next().unwrap().starts_with("number,item,applicant,"));
    lines.collect()
}

async fn disable(hall: &Hall, who: &Client) {
    let account = who.get("/api/session").await.json()["account"].as_i64().unwrap();
    let now = hall.state().clock.now();
    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query("UPDATE account SET disabled_at = $2 WHERE id = $1")
            .bind(account)
            .bind(now)
            .execute(conn)
            .await
            .unwrap()
            .rows_affected()
    });
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_case_stands_in_the_queues_that_fit_it(hall) {
        let mut scene = Scene::open(hall).await;
        let mine = [(Queue::Mine, 1), (Queue::Unclaimed, 1)];
        let soon = [(Queue::Mine, 1), (Queue::Unclaimed, 1), (Queue::DueSoon, 1)];
        let first = filled(&scene.intake).await;
        assert!(first == mine || first == soon, "{first:?}");
        // Who has no post that may take it sees that nobody has it.
        assert!(filled(&scene.officer).await.contains(&(Queue::Unclaimed, 1)));
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        assert!(!filled(&scene.intake).await.contains(&(Queue::Unclaimed, 1)));

        scene.pass(hall, 30).await;
        assert_eq!(filled(&scene.intake).await, [(Queue::Mine, 1), (Queue::Late, 1)]);
        assert_eq!(filled(&scene.officer).await, [(Queue::Late, 1)]);
        assert_eq!(orphans(&scene.lead).await.items, []);
    }

    async fn what_is_sent_back_is_marked_for_whom_it_came_from(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let back = json!({ "command": "return", "task": "review", "to": "accept", "resume": true, "reason": "缺页" });
        scene.command(&scene.officer, back).await.assert_status(200);
        let returned = numbers(&scene.intake, "queue=returned").await;
        assert_eq!(returned, [scene.receipt.number]);
        assert!(filled(&scene.intake).await.contains(&(Queue::Returned, 1)));
        assert_eq!(numbers(&scene.officer, "queue=returned").await, [], "it is not theirs");
        // Done again, it goes on, and nothing is sent back any more.
        scene.command(&scene.intake, complete("accept#2", "accepted")).await.assert_status(200);
        assert_eq!(numbers(&scene.intake, "queue=returned").await, []);
        assert_eq!(numbers(&scene.officer, "queue=returned").await, []);
    }

    async fn who_is_asked_to_sign_finds_it_among_what_is_to_be_signed(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let lead = scene.lead.get("/api/session").await.json()["account"].to_string();
        let sign = json!({ "command": "add_signer", "task": "review", "to": lead, "after": false, "reason": "请把关" });
        scene.command(&scene.officer, sign).await.assert_status(200);
        assert_eq!(numbers(&scene.lead, "queue=to_sign").await, [scene.receipt.number]);
        assert_eq!(numbers(&scene.officer, "queue=to_sign").await, []);
        assert!(filled(&scene.lead).await.contains(&(Queue::ToSign, 1)));
    }

    async fn a_list_is_narrowed_by_item_day_and_number(hall) {
        let scene = Scene::open(hall).await;
        let (_, second) = scene.ana.file_senior_card().await;
        let (first, second) = (scene.receipt.number, second.number);
        let all = list(&scene.intake, "queue=unclaimed").await;
        let due = all.cases.items[0].due.unwrap();
        let items: Vec<&str> = all.cases.facets[0].values.iter().map(|item| item.value.as_str()).collect();
        assert_eq!((all.cases.facets[0].name.as_str(), items), ("item", vec![SENIOR_CARD]));
        let before = due.pred_opt().unwrap();
        for queue in ["unclaimed", "mine"] {
            let of = async |narrowed: String| numbers(&scene.intake, &format!("queue={queue}&{narrowed}")).await;
            assert_eq!(of(format!("item={SENIOR_CARD}")).await, [first, second]);
            assert_eq!(of("item=other".to_owned()).await, []);
            assert_eq!(of(format!("from={due}&until={due}")).await, [first, second]);
            assert_eq!(of(format!("until={before}")).await, []);
            assert_eq!(of(format!("number={second}")).await, [second]);
            assert_eq!(of(format!("number={second}&item=other")).await, []);
            assert_eq!(of(format!("number={second}&until={before}")).await, []);
            assert_eq!(of("number=nothing&item=&from=".to_owned()).await, []);
        }
        scene.ana.post(&format!("/api/cases/{second}/withdraw"), &json!({})).await.assert_status(204);
        let today = "2026-03-02";
        for (narrowed, found) in [
            (format!("item={SENIOR_CARD}"), vec![second]),
            (format!("from={today}&until={today}"), vec![second]),
            (format!("until={before}&number={second}&item={SENIOR_CARD}"), vec![second]),
            (format!("number={first}"), vec![]),
            ("item=other".to_owned(), vec![]),
            ("until=2026-03-01".to_owned(), vec![]),
        ] {
            assert_eq!(numbers(&scene.intake, &format!("queue=closed&{narrowed}")).await, found, "{narrowed}");
        }
        scene.intake.get("/api/desk/cases?from=soon").await.assert_problem(ProblemKind::BadRequest);
        scene.intake.get("/api/desk/cases?until=2026-02-30").await.assert_problem(ProblemKind::BadRequest);
    }

    async fn a_list_is_exported_whole_and_put_on_record(hall) {
        let scene = Scene::open(hall).await;
        let mut filed = vec![scene.receipt.number.to_string()];
        for _ in 0..31 {
            filed.push(scene.ana.file_senior_card().await.1.number.to_string());
        }
        let lines = table(&scene.intake, "queue=unclaimed&cursor=2026-03-09.7.x").await;
        let told: Vec<&str> = lines.iter().map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(told, filed, "more than a page, from the first, whatever page is named");
        assert!(lines[0].contains("王小明") && lines[0].contains(",submitted,受理,"), "{}", lines[0]);
        assert_eq!(table(&scene.intake, "queue=closed").await, Vec::<String>::new());
        assert_eq!(table(&scene.intake, &format!("queue=unclaimed&number={}", filed[3])).await.len(), 1);
        let record = "SELECT action || ' ' || subject || ' ' || detail FROM audit_line
                      WHERE action LIKE 'desk.export%' ORDER BY action, at";
        let lines = texts(hall, record).await;
        assert_eq!(lines.len(), 6, "{lines:?}");
        assert!(lines.iter().any(|line| line == "desk.exported unclaimed {\"lines\":32}"), "{lines:?}");
        assert!(lines.iter().all(|line| !line.contains("王小明")));
        scene.intake.get("/api/desk/cases.csv?from=x").await.assert_problem(ProblemKind::BadRequest);
        scene.ana.get("/api/desk/cases.csv").await.assert_problem(ProblemKind::Forbidden);
    }

    async fn what_nobody_can_take_is_found_by_who_leads_and_by_administrators(hall) {
        let scene = Scene::open(hall).await;
        let admin = hall.staff(Role::Admin, "440000", None).await;
        let far = hall.staff(Role::Admin, "511602", None).await;
        assert_eq!(orphans(&scene.lead).await.items, []);
        scene.officer.get("/api/desk/orphans").await.assert_problem(ProblemKind::Forbidden);

        // Nobody holds the post of the counter any more.
        disable(hall, &scene.intake).await;
        for who in [&scene.lead, &admin] {
            let found = orphans(who).await;
            let told: Vec<_> = found.items.iter().map(|orphan| (orphan.case.number, orphan.cause)).collect();
            assert_eq!((told, found.next), (vec![(scene.receipt.number, OrphanCause::NobodyThere)], None));
        }
        assert_eq!(orphans(&far).await.items, []);
        let lead_elsewhere = hall.staff(Role::AgencyLead, "440100", Some("广州市公安局")).await;
        assert_eq!(orphans(&lead_elsewhere).await.items, []);

        // Somebody takes the post, takes the case, and is gone.
        let second = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        assert_eq!(orphans(&scene.lead).await.items, []);
        scene.command(&second, claim("accept")).await.assert_status(200);
        disable(hall, &second).await;
        assert_eq!(orphans(&scene.lead).await.items[0].cause, OrphanCause::HolderGone);

        // A case of which nothing is open, as no command makes one.
        let mut tx = hall.db().write().await.unwrap();
        sql!(&mut tx, conn => sqlx::query("DELETE FROM task").execute(conn).await.unwrap().rows_affected());
        tx.commit().await.unwrap();
        assert_eq!(orphans(&scene.lead).await.items[0].cause, OrphanCause::NoTask);
        assert!(texts(hall, "SELECT action FROM audit_line WHERE action = 'desk.orphans'").await.len() > 5);
    }

    async fn a_case_through_all_its_tasks_is_never_nobodys(hall) {
        let scene = Scene::open(hall).await;
        hall.assert_no_orphans().await;
        let steps = [
            (&scene.intake, "accept", "accepted"),
            (&scene.officer, "review", "approved"),
            (&scene.lead, "decide", "approved"),
            (&scene.intake, "deliver", "delivered"),
        ];
        for (who, task, outcome) in steps {
            scene.handle(who, task, outcome).await;
            hall.assert_no_orphans().await;
        }
    }

    async fn no_case_of_the_demo_city_is_nobodys(hall) {
        hall.open_demo_city().await;
        hall.citizen("ana").await;
        cases::demo::load(hall.state(), 80, 3, |_| {}).await.unwrap();
        assert!(!texts(hall, "SELECT task FROM task").await.is_empty());
        hall.assert_no_orphans().await;
    }
}
