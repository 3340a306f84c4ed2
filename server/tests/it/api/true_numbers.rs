//! Every number of leaders is what it sums up, whatever happened to the cases; what is not is found, and healed while the hall is
//! open.

use chrono::TimeDelta;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use schema::calendar::local_day;
use schema::dashboards::Dashboard;
use schema::definitions::MigrationPlan;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::cases::{self, supervised};
use server::features::dashboards::{self, Difference, Looked};
use server::sql;
use sqlx::AssertSqlSafe;

use crate::support::{Client, Hall, MIGRATION, Moving, Scene, claim, complete, on_both, senior_card_answers};

/// How many things happen in a history.
const STEPS: usize = 60;

async fn verified(hall: &Hall) -> (Looked, Vec<Difference>) {
    let mut differences = Vec::new();
    let looked = dashboards::verify(hall.db(), &mut |difference| differences.push(difference.clone())).await;
    (looked.unwrap(), differences)
}

#[track_caller]
fn assert_true((looked, differences): (Looked, Vec<Difference>), when: &str) -> Looked {
    let lines: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{when}:\n{}", lines.join("\n"));
    looked
}

async fn execute(hall: &Hall, statement: &str) -> u64 {
    let mut tx = hall.db().write().await.unwrap();
    let rows = sql!(&mut tx, conn => {
        sqlx::query(AssertSqlSafe(statement)).execute(conn).await.unwrap().rows_affected()
    });
    tx.commit().await.unwrap();
    rows
}

async fn number(hall: &Hall, query: &'static str) -> i64 {
    sql!(&mut hall.db().read().await.unwrap(), conn => sqlx::query_scalar(query).fetch_one(conn).await.unwrap())
}

/// People and cases of a history, and what it is drawn from.
struct History {
    rng: StdRng,
    moving: Moving,
    /// The applicants: login, the application, the number of its case.
    filed: Vec<(String, i64, String)>,
    /// What was done, in words of the engine.
    done: Vec<String>,
}

impl History {
    async fn begin(hall: &Hall, seed: u64) -> Self {
        let moving = Moving::begin(hall, &["look"]).await;
        Self { rng: StdRng::seed_from_u64(seed), moving, filed: Vec::new(), done: Vec::new() }
    }

    /// Something happens: mostly an officer does what they may.
    async fn step(&mut self, hall: &Hall) {
        match self.rng.random_range(0..20) {
            0..=3 => self.file(hall).await,
            4 => self.pass(hall).await,
            5 => self.migrate().await,
            6 => self.answer(hall).await,
            7 => self.withdraw(hall).await,
            _ => self.act().await,
        }
    }

    async fn file(&mut self, hall: &Hall) {
        let login = format!("person{}", self.filed.len());
        let (application, receipt) = hall.citizen(&login).await.file_senior_card().await;
        self.filed.push((login, application, receipt.number.to_string()));
        self.done.push("file".to_owned());
    }

    /// Days pass, and with them limits; supervision looks at what is due.
    async fn pass(&mut self, hall: &Hall) {
        hall.pass(TimeDelta::hours(self.rng.random_range(5..200)));
        for who in ["writer", "second", "intake", "officer", "lead"] {
            let (client, login) = match who {
                "writer" => (&mut self.moving.writer, "editor-440100-0"),
                "second" => (&mut self.moving.second, "reviewer-440100-1"),
                "intake" => (&mut self.moving.intake, "intake-440100-2"),
                "officer" => (&mut self.moving.officer, "officer-440100-3"),
                _ => (&mut self.moving.lead, "agency_lead-440100-4"),
            };
            *client = hall.sign_in(login).await;
        }
        supervised::look(hall.state()).await.unwrap();
    }

    /// The process gets another version, and what fits it is moved.
    async fn migrate(&mut self) {
        let reviews: &[&str] = if self.rng.random() { &["look"] } else { &["look", "weigh"] };
        self.moving.publish(reviews).await;
        let Some(&[(to, _), (from, cases), ..]) = self.moving.uses().await.get(..2) else { return };
        if cases == 0 {
            return;
        }
        let plan: MigrationPlan = self.moving.plan(&format!("from={from}&to={to}")).await;
        let act = json!({ "from": from, "to": to, "choices": {}, "reason": "新规定", "fingerprint": plan.fingerprint });
        if self.moving.second.post(MIGRATION, &act).await.status() == 200 {
            self.done.push("migrate".to_owned());
        }
    }

    /// An applicant puts right what was asked for.
    async fn answer(&mut self, hall: &Hall) {
        let Some((login, id, _)) = self.filed.choose(&mut self.rng).cloned() else { return };
        let ana = hall.sign_in(&login).await;
        let application = ana.application(id).await;
        if application.open.is_empty() {
            return;
        }
        let mut answers = senior_card_answers();
        answers["applicant"] = application.answers["applicant"].clone();
        answers["applicant"]["phone"] = "13900139000".into();
        ana.save(id, &answers, application.revision).await.assert_status(200);
        let key = format!("again{}", self.done.len());
        if ana.submit(id, &key).await.status() == 200 {
            self.done.push("answer".to_owned());
        }
    }

    async fn withdraw(&mut self, hall: &Hall) {
        let Some((login, _, number)) = self.filed.choose(&mut self.rng).cloned() else { return };
        let ana = hall.sign_in(&login).await;
        let answer = ana.post(&format!("/api/cases/{number}/withdraw"), &json!({ "reason": "不办了" })).await;
        if answer.status() == 204 {
            self.done.push("withdraw".to_owned());
        }
    }

    /// An officer does one of the things they may.
    async fn act(&mut self) {
        let Some((_, _, number)) = self.filed.choose(&mut self.rng).cloned() else { return };
        let everybody = [&self.moving.intake, &self.moving.officer, &self.moving.lead];
        for who in everybody {
            let case = who.get(&format!("/api/desk/cases/{number}")).await.json();
            let allowed = case["allowed"].as_array().cloned().unwrap_or_default();
            let commands: Vec<Value> = allowed.iter().filter_map(|may| command(may, &mut self.rng)).collect();
            let Some(command) = commands.choose(&mut self.rng) else { continue };
            let answer = self.moving.command(who, &number, command.clone()).await;
            if answer.status() == 200 {
                let outcome = command["outcome"].as_str().unwrap_or_default();
                self.done.push(format!("{} {outcome}", command["command"].as_str().unwrap()));
                return;
            }
        }
    }
}

/// A command with the words it needs, of those a history is made of.
fn command(may: &Value, rng: &mut StdRng) -> Option<Value> {
    let task = may["task"].as_str().unwrap_or_default();
    let one_of = |list: &Value, rng: &mut StdRng| {
        let texts: Vec<String> = serde_json::from_value(list.clone()).unwrap_or_default();
        texts.choose(rng).cloned()
    };
    Some(match may["command"].as_str()? {
        "claim" => claim(task),
        "complete" => {
            let outcome = one_of(&may["outcomes"], rng)?;
            let mut command = complete(task, &outcome);
            command["reason"] = "不属于本部门的职权。".into();
            command
        }
        "return" => {
            let to = one_of(&may["to"], rng)?;
            json!({ "command": "return", "task": task, "to": to, "resume": rng.random::<bool>(), "reason": "缺页" })
        }
        "recall" => json!({ "command": "recall", "task": task }),
        "extend" if rng.random_bool(0.3) => json!({ "command": "extend", "days": 3, "reason": "案情复杂。" }),
        "terminate" if rng.random_bool(0.05) => json!({ "command": "terminate", "reason": "申请人已注销。" }),
        "request_supplement" if rng.random_bool(0.3) => {
            let points = json!([{ "pointer": "/applicant/phone", "reason": "电话打不通。" }]);
            json!({ "command": "request_supplement", "task": task, "points": points })
        }
        _ => return None,
    })
}

/// How often the log says that a case was decided: of several decisions in a case the first counts.
const DECIDED: &str = "SELECT COUNT(DISTINCT case_record) FROM case_event
     WHERE kind = 'task_completed' AND data LIKE '%\"task_kind\":\"decide\"%'";

/// What the log says, beside what the dashboard does: the rows of cases are a fold of it, and may not be wrong together with the sums.
async fn compare_with_the_log(hall: &Hall) {
    let leader = hall.staff(Role::Leader, "", None).await;
    let today = local_day(hall.state().clock.now());
    let path = format!("/api/dashboard?from=2025-10-01&to={today}");
    let headline = leader.get(&path).await.assert_status(200).read_json::<Dashboard>().headline;
    let logged = number(hall, "SELECT COUNT(*) FROM case_event WHERE kind = 'case_started'").await;
    assert_eq!(headline.opened, logged.unsigned_abs());
    assert_eq!(headline.decided, number(hall, DECIDED).await.unsigned_abs());
}

on_both! {
    async fn whatever_happens_every_sum_is_what_it_sums_up(hall) {
        hall.open_demo_city().await;
        cases::demo::load(hall.state(), 40, 3, |_| {}).await.unwrap();
        assert_true(verified(hall).await, "after a past");
        let mut history = History::begin(hall, 3).await;
        history.file(hall).await;
        for step in 0..STEPS {
            history.step(hall).await;
            if step % 10 == 9 {
                assert_true(verified(hall).await, &format!("after {:?}", history.done));
            }
        }
        let looked = assert_true(verified(hall).await, "at the end");
        assert!(looked.numbers > 300 && looked.slices > 120, "{looked:?}");
        compare_with_the_log(hall).await;
        for happened in ["file", "claim ", "complete accepted", "return ", "migrate", "withdraw"] {
            assert!(history.done.iter().any(|done| done == happened), "no {happened:?} in {:?}", history.done);
        }
        assert!(number(hall, "SELECT COUNT(*) FROM card").await > 0, "nothing was found by supervision");
    }

    async fn what_is_wrong_is_found_and_healed(hall) {
        hall.open_demo_city().await;
        cases::demo::load(hall.state(), 40, 5, |_| {}).await.unwrap();
        hall.pass(TimeDelta::days(30));
        supervised::look(hall.state()).await.unwrap();
        assert_true(verified(hall).await, "before");
        let wrongs = [
            "UPDATE case_roll SET opened = opened + 1 WHERE opened > 0",
            "UPDATE case_roll SET decided = 0, on_time = 7 WHERE decided > 0",
            "UPDATE case_roll SET closed = closed * 2, asked_late = asked_late + 3",
            "DELETE FROM case_roll WHERE opened > 1",
            "UPDATE case_roll SET region = '510000'",
            "UPDATE item_roll SET working_days = working_days - 1",
            "DELETE FROM item_roll",
            "UPDATE card_roll SET cards = cards + 1",
            "UPDATE card_roll SET stage = 'withdrawn'",
            "DELETE FROM card_roll",
            "INSERT INTO case_roll (day, agency, region, item_type, opened, decided, on_time, closed, asked_late)
             SELECT '2025-01-01', MIN(agency), '440100', '行政许可', 1, 0, 0, 0, 0 FROM case_record",
        ];
        for wrong in wrongs {
            assert!(execute(hall, wrong).await > 0, "{wrong}");
            let (looked, differences) = verified(hall).await;
            assert!(!differences.is_empty() && looked.wrong == differences.len(), "{wrong}");
            let healed = dashboards::rebuild(hall.db(), &mut |_| {}).await.unwrap();
            assert!(healed.healed > 0 && healed.wrong == looked.wrong, "{wrong}: {healed:?}");
            assert_true(verified(hall).await, wrong);
            assert_eq!(dashboards::rebuild(hall.db(), &mut |_| {}).await.unwrap().healed, 0, "{wrong}");
        }
    }

    async fn steps_that_go_on_while_it_is_healed_are_counted_once(hall) {
        let scene = Scene::open(hall).await;
        let people: Vec<Client> = [hall.citizen("ben").await, hall.citizen("cem").await, hall.citizen("dan").await].into();
        let wrong = async || execute(hall, "UPDATE case_roll SET opened = opened + 5").await;
        wrong().await;
        let heal = async || {
            for _ in 0..12 {
                wrong().await;
                dashboards::rebuild(hall.db(), &mut |_| {}).await.unwrap();
            }
        };
        let file = async |who: &Client| { who.file_senior_card().await; };
        let handle = async || {
            scene.handle(&scene.intake, "accept", "accepted").await;
            scene.handle(&scene.officer, "review", "approved").await;
            scene.handle(&scene.lead, "decide", "approved").await;
        };
        tokio::join!(heal(), file(&people[0]), file(&people[1]), file(&people[2]), handle());
        dashboards::rebuild(hall.db(), &mut |_| {}).await.unwrap();
        assert_true(verified(hall).await, "after all of it");
        compare_with_the_log(hall).await;
    }
}
