//! Rules at the desk: drafted, tried on the past, published by a second person, and what the cases under way make of a new version.

use schema::role::Role;
use schema::supervise::{Grade, Rule, RuleRecord, RuleShelf, RuleTrial, SupervisionBoard};
use serde_json::{Value, json};
use server::features::cases::{self, supervised};
use server::sql;

use crate::support::{Client, Hall, Scene, on_both, texts};

const RULES: &str = "/api/supervision/rules";

async fn record(who: &Client, rule: &str) -> RuleRecord {
    who.get(&format!("{RULES}/{rule}")).await.assert_status(200).read_json()
}

/// What a draft is saved with: this change of the newest there is, written on this revision.
fn changed(record: &RuleRecord, change: impl FnOnce(&mut Value)) -> Value {
    let newest =
        record.draft.as_ref().map(|draft| &draft.rule).or(record.versions.first().map(|it| &it.rule));
    let mut rule = serde_json::to_value(newest.unwrap()).unwrap();
    change(&mut rule);
    json!({ "rule": rule, "revision": record.revision })
}

async fn save(who: &Client, record: &RuleRecord, change: impl FnOnce(&mut Value)) -> RuleRecord {
    let path = format!("{RULES}/{}/draft", record.id);
    who.put(&path, &changed(record, change)).await.assert_status(200).read_json()
}

async fn publish(who: &Client, record: &RuleRecord) -> RuleRecord {
    let asked = json!({ "rule": record.id, "revision": record.revision });
    who.post(RULES, &asked).await.assert_status(200).read_json()
}

/// The rules of the cards that somebody sees, with their grades.
async fn cards(who: &Client) -> Vec<(String, Grade)> {
    let board: SupervisionBoard = who.get("/api/supervision").await.assert_status(200).read_json();
    let line = |card: &schema::supervise::CardLine| {
        (card.rule_name.get(schema::Locale::ZhCn).to_owned(), card.grade)
    };
    board.cards.items.iter().map(line).collect()
}

/// Puts up what is under way for new rules, and looks, as the hall does every minute.
async fn tick(hall: &Hall) -> usize {
    hall.state().rulebook.refresh(hall.db()).await.unwrap();
    let (one, other) = tokio::join!(supervised::put_up(hall.state()), supervised::put_up(hall.state()));
    let put_up = one.unwrap().max(other.unwrap());
    hall.pass(chrono::TimeDelta::minutes(1));
    supervised::look(hall.state()).await.unwrap();
    put_up
}

on_both! {
    async fn a_rule_is_drafted_and_published_by_a_second_person(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (hall.staff(Role::Supervisor, "", None).await, hall.staff(Role::Supervisor, "", None).await);
        let shelf: RuleShelf = writer.get(RULES).await.assert_status(200).read_json();
        assert_eq!(shelf.rules.len(), Rule::shipped().unwrap().len());
        assert!(shelf.may_write && shelf.drafts.is_empty());
        let before = record(&writer, "acceptance").await;
        assert!(before.may_write && before.draft.is_none());
        assert_eq!((before.versions.len(), before.versions[0].published_by.clone()), (1, None));

        let stale = changed(&before, |_| ());
        let saved = save(&writer, &before, |rule| rule["watch"]["clock"]["limit"]["fixed"]["value"] = json!(3)).await;
        let draft = saved.draft.as_ref().unwrap();
        assert_eq!((draft.rule.version, draft.authors.len(), draft.may_publish), (2, 1, false));
        let path = format!("{RULES}/acceptance/draft");
        second.put(&path, &stale).await.assert_status(409);
        // Who wrote it does not publish it; what was not seen is not published.
        let asked = |revision: i64| json!({ "rule": "acceptance", "revision": revision });
        let refused = writer.post(RULES, &asked(saved.revision)).await.assert_status(409).json();
        assert_eq!(refused["allowed"], json!(["save", "discard"]));
        second.post(RULES, &asked(saved.revision - 1)).await.assert_status(409);
        assert!(record(&second, "acceptance").await.draft.unwrap().may_publish);

        let after = publish(&second, &saved).await;
        assert_eq!((after.versions.len(), &after.draft), (2, &None));
        let newest = &after.versions[0];
        assert_eq!((newest.rule.version, newest.rule.from), (2, "2026-03-02".parse().ok()));
        assert!(newest.published_by.is_some());
        assert_eq!(after.versions[1], before.versions[0], "what was published stays");
        second.post(RULES, &asked(after.revision)).await.assert_status(409);
        // A revision of before is none of the next draft.
        writer.put(&path, &changed(&before, |_| ())).await.assert_status(409);
        let again = save(&writer, &after, |_| ()).await;
        writer.delete(&format!("{path}?revision={}", saved.revision)).await.assert_status(409);
        writer.delete(&format!("{path}?revision={}", again.revision)).await.assert_status(204);
        assert_eq!(record(&writer, "acceptance").await.draft, None);
        let lines = texts(hall, "SELECT action FROM audit_line WHERE action LIKE 'supervision.rule%' ORDER BY at, seq").await;
        let count = |action: &str| lines.iter().filter(|line| *line == action).count();
        let acts = ["supervision.rule_draft", "supervision.rule_publish", "supervision.rule_discard"];
        assert_eq!(acts.map(count), [2, 1, 1]);
    }

    async fn what_is_wrong_is_said_at_its_field(hall) {
        let writer = hall.staff(Role::Supervisor, "", None).await;
        let before = record(&writer, "acceptance").await;
        let refuse = async |sent: Value| {
            let refused = writer.put(&format!("{RULES}/acceptance/draft"), &sent).await.assert_status(422).json();
            let errors = refused["errors"].as_array().unwrap().clone();
            errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let wrong = changed(&before, |rule| {
            rule["name"] = json!({});
            rule["watch"]["clock"]["marks"] = json!([{ "days": 3, "grade": "red" }, { "days": 0, "grade": "yellow" }]);
            (rule["from"], rule["until"]) = (json!("2026-05-02"), json!("2026-05-01"));
            rule["watch"]["clock"]["start"]["kinds"] = json!(["case_lost"]);
        });
        let pointers = ["/rule/name", "/rule/until", "/rule/watch/clock/start/kinds", "/rule/watch/clock/marks"];
        assert_eq!(refuse(wrong).await, pointers);
        assert_eq!(refuse(json!({ "rule": { "id": "x" }, "revision": 0 })).await, ["/rule"]);
        assert_eq!(record(&writer, "acceptance").await.draft, None, "nothing is saved");
    }

    async fn an_update_of_the_program_leaves_alone_what_is_written_here(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (hall.staff(Role::Supervisor, "", None).await, hall.staff(Role::Supervisor, "", None).await);
        let monitored = changed(&record(&writer, "acceptance").await, |rule| rule["monitor"] = json!("procedure"));
        let refused = writer.put(&format!("{RULES}/acceptance/draft"), &monitored).await.assert_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/rule/monitor", "cards are counted by it");

        let saved = save(&writer, &record(&writer, "acceptance").await, |_| ()).await;
        // Meanwhile an update brings a version of the same number.
        let shipped = "INSERT INTO supervision_rule (rule, version, definition, published_at)
                       SELECT rule, 2, REPLACE(definition, '\"version\":1', '\"version\":2'), published_at
                       FROM supervision_rule WHERE rule = 'acceptance'";
        let mut tx = hall.db().write().await.unwrap();
        sql!(&mut tx, conn => sqlx::query(shipped).execute(conn).await.unwrap().rows_affected());
        tx.commit().await.unwrap();
        let after = publish(&second, &saved).await;
        let told: Vec<_> = after.versions.iter().map(|it| (it.rule.version, it.published_by.is_some())).collect();
        assert_eq!(told, [(3, true), (2, false), (1, false)], "nothing is thrown away that was to be published");
        server::features::supervision::load(hall.db(), hall.state().clock.now()).await.unwrap();
        assert_eq!(record(&writer, "acceptance").await.versions.len(), 3);
    }

    async fn who_supervises_a_part_writes_for_that_part(hall) {
        let (city, other) = (hall.staff(Role::Supervisor, "440100", None).await, hall.staff(Role::Supervisor, "511602", None).await);
        let whole = record(&city, "jump").await;
        assert!(!whole.may_write);
        city.put(&format!("{RULES}/jump/draft"), &changed(&whole, |_| ())).await.assert_status(403);
        let begin = async |who: &Client, id: &str| {
            who.post(&format!("{RULES}/drafts"), &json!({ "id": id, "like": "jump" })).await
        };
        let own: RuleRecord = begin(&city, "city-jump").await.assert_status(201).read_json();
        let draft = own.draft.as_ref().unwrap();
        assert_eq!(draft.rule.regions.iter().map(ToString::to_string).collect::<Vec<_>>(), ["440100"]);
        assert_eq!(draft.rule.version, 1);
        begin(&city, "city-jump").await.assert_status(422);
        begin(&city, "jump").await.assert_status(422);
        begin(&city, "Jump").await.assert_status(422);
        let path = format!("{RULES}/city-jump/draft");
        other.put(&path, &changed(&own, |_| ())).await.assert_status(403);
        city.put(&path, &changed(&own, |rule| rule["regions"] = json!(["511600"]))).await.assert_status(422);
        city.put(&path, &changed(&own, |rule| rule["regions"] = json!([]))).await.assert_status(422);
        let narrower = save(&city, &own, |rule| rule["regions"] = json!(["440103"])).await;
        other.post(RULES, &json!({ "rule": "city-jump", "revision": narrower.revision })).await.assert_status(403);
        // Whoever is supervised reads what holds, and no drafts.
        let officer = hall.staff(Role::Officer, "440100", Some(crate::support::CIVIL_AFFAIRS)).await;
        officer.get(&format!("{RULES}/city-jump")).await.assert_status(404);
        assert!(record(&officer, "jump").await.draft.is_none());
        let admin = hall.staff(Role::Admin, "440000", None).await;
        publish(&admin, &narrower).await;
        assert_eq!(record(&officer, "city-jump").await.versions.len(), 1);
    }

    async fn a_draft_is_tried_on_the_last_month(hall) {
        hall.open_demo_city().await;
        cases::demo::load(hall.state(), 60, 7, |_| {}).await.unwrap();
        let writer = hall.staff(Role::Supervisor, "", None).await;
        let out = cards(&writer).await;
        let path = format!("{RULES}/decision/trial?from=2025-10-01&to=2026-03-02");
        let trial = async |path: &str| writer.get(path).await.assert_status(200).read_json::<RuleTrial>();
        let as_it_is = trial(&path).await;
        assert_eq!((as_it_is.version, as_it_is.result.cut), (1, false));
        assert!(as_it_is.result.cases >= 50);
        // A draft with a day for everything, in force from some day on only: tried on all of the past.
        let before = record(&writer, "decision").await;
        save(&writer, &before, |rule| {
            rule["watch"]["clock"]["limit"] = json!({ "fixed": { "value": 1, "unit": "工作日" } });
            rule["from"] = json!("2026-04-01");
        }).await;
        let stricter = trial(&path).await;
        assert_eq!((stricter.version, stricter.result.cases), (2, as_it_is.result.cases));
        let reds = |trial: &RuleTrial| trial.result.signals[2];
        assert!(reds(&stricter) > reds(&as_it_is), "{stricter:?}");
        assert!(!stricter.result.examples.is_empty());
        let month = trial(&format!("{RULES}/decision/trial")).await;
        assert_eq!((month.from.to_string(), month.to.to_string()), ("2026-02-01".to_owned(), "2026-03-02".to_owned()));
        writer.get(&format!("{RULES}/decision/trial?from=2026-03-02&to=2026-03-01")).await.assert_status(422);
        writer.get(&format!("{RULES}/none/trial")).await.assert_status(404);
        hall.staff(Role::Leader, "", None).await.get(&path).await.assert_status(403);
        assert_eq!(cards(&writer).await, out, "nothing is raised by it");
    }

    async fn a_new_version_is_seen_by_the_cases_under_way_and_what_was_found_stays(hall) {
        let mut scene = Scene::open(hall).await;
        // Sessions end: each time others come.
        let pair = async || (hall.staff(Role::Supervisor, "", None).await, hall.staff(Role::Supervisor, "", None).await);
        // Filed on Monday the 2nd, due by the first version on the 9th. On the 4th two days are what there is.
        scene.pass(hall, 2).await;
        let (writer, second) = pair().await;
        let before = record(&writer, "acceptance").await;
        let saved = save(&writer, &before, |rule| {
            rule["name"] = json!({ "zh-CN": "受理从快" });
            rule["watch"]["clock"]["limit"]["fixed"]["value"] = json!(3);
        }).await;
        publish(&second, &saved).await;
        assert_eq!(tick(hall).await, 0, "not before every server has read it");
        hall.pass(chrono::TimeDelta::minutes(10));
        assert_eq!(tick(hall).await, 1);
        assert_eq!(tick(hall).await, 0, "once");
        // Due on the 5th: the warning of the 4th is of today.
        assert_eq!(cards(&second).await, [("受理从快".to_owned(), Grade::Warning)]);
        scene.pass(hall, 2).await;
        let (writer, second) = pair().await;
        tick(hall).await;
        assert_eq!(cards(&second).await, [("受理从快".to_owned(), Grade::Yellow)]);
        let board: SupervisionBoard = second.get("/api/supervision").await.read_json();
        let card: schema::supervise::Card = second
            .get(&format!("/api/supervision/{}", board.cards.items[0].id)).await.assert_status(200).read_json();
        assert!(card.signals.iter().all(|signal| signal.version == 2));
        assert_eq!(card.deadline.unwrap().due, "2026-03-05".parse().ok());

        // A third that gives them a month: what was found stays.
        let now = record(&writer, "acceptance").await;
        let saved = save(&writer, &now, |rule| rule["watch"]["clock"]["limit"]["fixed"]["value"] = json!(20)).await;
        publish(&second, &saved).await;
        hall.pass(chrono::TimeDelta::minutes(10));
        tick(hall).await;
        scene.pass(hall, 10).await;
        tick(hall).await;
        assert_eq!(cards(&pair().await.0).await, [("受理从快".to_owned(), Grade::Yellow)]);
    }
}
