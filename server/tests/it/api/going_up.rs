//! A matter that goes up (上报件): filed in the village, reviewed in the township and in the banner, decided in the league,
//! handed over in the village. Each agency has it from when it has come to them; and tasks of agencies that are named.

use std::collections::BTreeSet;

use schema::ProblemKind;
use schema::accounts::Session;
use schema::applications::Receipt;
use schema::cases::{CaseView, DeskCase, Queue, Worklist};
use schema::id::CaseNumber;
use schema::locale::Locale;
use schema::process::design::templates;
use schema::process::{CommandName, Status};
use schema::role::Role;
use serde_json::{Value, json};
use server::features::catalogue::regions;
use server::features::definitions;
use server::sql;

use crate::support::{
    CIVIL_AFFAIRS, Client, FOOD_SAFETY, Hall, PNG, Scene, claim, complete, on_both, publish_food_process,
    texts,
};

const ITEM: &str = "DEMO-152525-GRASSLAND-FACILITY";
const LINE: &str = include_str!("../../../seed/catalogue/league-items.jsonl");
const ANSWERS: &str = include_str!("../../../../app/schema/fixtures/forms/grassland-facility.answers.json");

const VILLAGE: (&str, &str) = ("152525201999", "一厅通演示嘎查便民服务站");
const TOWNSHIP: (&str, &str) = ("152525201", "萨麦苏木人民政府");
const BANNER: (&str, &str) = ("152525", "东乌珠穆沁旗林业和草原局");
const LEAGUE: (&str, &str) = ("152500", "锡林郭勒盟林业和草原局");

/// The people of the four agencies, and Ana, who filed.
struct Way {
    ana: Client,
    village: Client,
    township: Client,
    banner: Client,
    league: Client,
    lead: Client,
    number: CaseNumber,
}

impl Way {
    async fn filed(hall: &Hall) -> Self {
        let mut tx = hall.db().write().await.unwrap();
        regions::load_villages(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        hall.import(LINE).await;
        let mut tx = hall.db().write().await.unwrap();
        definitions::demo::load(&mut tx, hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(ITEM).await;
        let id = draft.summary.id;
        let answers: Value = serde_json::from_str(ANSWERS).unwrap();
        ana.save(id, &answers, draft.revision).await.assert_status(200);
        for material in ["identity-card", "contract", "sketch"] {
            ana.attach(id, material, "a.png", PNG).await.assert_status(201);
        }
        let receipt: Receipt = ana.submit(id, "first").await.assert_status(200).read_json();
        let at = async |role, (region, agency)| hall.staff(role, region, Some(agency)).await;
        Self {
            ana,
            village: at(Role::Intake, VILLAGE).await,
            township: at(Role::Officer, TOWNSHIP).await,
            banner: at(Role::Officer, BANNER).await,
            league: at(Role::Officer, LEAGUE).await,
            lead: at(Role::AgencyLead, LEAGUE).await,
            number: receipt.number,
        }
    }

    async fn desk(&self, who: &Client) -> DeskCase {
        who.get(&format!("/api/desk/cases/{}", self.number)).await.assert_status(200).read_json()
    }

    async fn unseen(&self, who: &Client) {
        who.get(&format!("/api/desk/cases/{}", self.number)).await.assert_problem(ProblemKind::NotFound);
        assert_eq!(tasks(who, Queue::Unclaimed).await, (Vec::new(), 0));
    }

    async fn give(&self, who: &Client, mut command: Value) -> DeskCase {
        command["revision"] = self.desk(who).await.revision.into();
        let path = format!("/api/desk/cases/{}/commands", self.number);
        who.post(&path, &command).await.assert_status(200).read_json()
    }

    async fn handle(&self, who: &Client, task: &str, outcome: &str) -> DeskCase {
        self.give(who, claim(task)).await;
        self.give(who, complete(task, outcome)).await
    }

    async fn view(&self) -> CaseView {
        self.ana.get(&format!("/api/cases/{}", self.number)).await.assert_status(200).read_json()
    }

    /// What is open, and whose it is.
    async fn open(&self) -> Vec<(String, String)> {
        let tasks = self.view().await.summary.tasks;
        tasks.into_iter().map(|task| (task.key, task.agency.unwrap())).collect()
    }
}

fn at(task: &str, (_, agency): (&str, &str)) -> Vec<(String, String)> {
    vec![(task.to_owned(), agency.to_owned())]
}

/// The open tasks in a queue, with how many it is said to have; of closed cases their numbers.
async fn tasks(desk: &Client, queue: Queue) -> (Vec<String>, u64) {
    let path = format!("/api/desk/cases?queue={}", queue.slug());
    let list: Worklist = desk.get(&path).await.assert_status(200).read_json();
    let count = list.counts.iter().find(|count| count.queue == queue).map_or(0, |count| count.count);
    let line = |case: &schema::cases::CaseSummary| case.tasks.iter().map(|task| task.key.clone()).collect();
    (list.cases.items.iter().map(line).collect(), count)
}

async fn closed(desk: &Client) -> Vec<CaseNumber> {
    let list: Worklist = desk.get("/api/desk/cases?queue=closed").await.assert_status(200).read_json();
    list.cases.items.into_iter().map(|case| case.number).collect()
}

async fn account(who: &Client) -> String {
    let session: Session = who.get("/api/session").await.assert_status(200).read_json();
    session.account.to_string()
}

/// To whom a command may go.
fn to(case: &DeskCase, command: CommandName) -> Vec<String> {
    case.allowed.iter().find(|may| may.command == command).map(|may| may.to.clone()).unwrap_or_default()
}

#[test]
fn the_process_is_the_template_as_it_stands_on_the_shelf() {
    let stored: Value = serde_json::from_str(include_str!("../../../seed/processes/reported.json")).unwrap();
    let template = templates().into_iter().find(|template| template.id == "reported").unwrap();
    assert_eq!(stored, template.definition);
}

on_both! {
    async fn a_matter_goes_up_to_the_league_and_comes_back_to_the_village(hall) {
        let way = Way::filed(hall).await;
        let beside = hall.staff(Role::Officer, "152525", Some("东乌珠穆沁旗民政局")).await;
        let colleague = hall.staff(Role::Officer, "152525", Some(BANNER.1)).await;
        assert_eq!(way.open().await, at("accept", VILLAGE));
        for who in [&way.township, &way.banner, &way.league, &way.lead, &beside] {
            way.unseen(who).await;
        }
        let refused = "SELECT action FROM audit_line WHERE action = 'case.refused'";
        assert_eq!(texts(hall, refused).await.len(), 5);

        // Up, from one to the next: who has it not yet does not see it, who had it still does.
        way.handle(&way.village, "accept", "accepted").await;
        assert_eq!(way.open().await, at("street-review", TOWNSHIP));
        let due = way.view().await.summary.due;
        assert_eq!(due, Some("2026-03-23".parse().unwrap()), "fifteen working days from being accepted");
        assert_eq!(tasks(&way.township, Queue::Mine).await, (vec!["street-review".to_owned()], 1));
        assert_eq!(tasks(&way.village, Queue::Mine).await.1, 0);
        way.unseen(&way.banner).await;
        let seen = way.desk(&way.village).await;
        assert!(seen.allowed.iter().all(|may| may.task.is_none()), "{:?}", seen.allowed);
        let mut command = claim("street-review");
        command["revision"] = seen.revision.into();
        let path = format!("/api/desk/cases/{}/commands", way.number);
        let problem = way.village.post(&path, &command).await.assert_problem(ProblemKind::Refused);
        assert_eq!(problem.detail.as_deref(), Some("wrong_role"));

        way.handle(&way.township, "street-review", "approved").await;
        way.unseen(&way.league).await;
        let case = way.give(&way.banner, claim("county-review")).await;
        assert_eq!(case.answers["facility"]["area"], 480);
        let there = [account(&colleague).await];
        assert_eq!(to(&case, CommandName::Reassign), there);
        assert_eq!(to(&case, CommandName::AddSigner), there);
        assert_eq!(to(&case, CommandName::Delegate), there);
        assert_eq!(case.colleagues.iter().map(|person| person.id.clone()).collect::<Vec<_>>(), there);
        way.give(&way.banner, complete("county-review", "approved")).await;
        assert_eq!(way.open().await, at("city-review", LEAGUE));
        way.handle(&way.league, "city-review", "approved").await;

        // The league sends it back to the township, from where it returns straight to the league.
        way.give(&way.lead, claim("decide")).await;
        let back = json!({ "command": "return", "task": "decide", "to": "street-review", "resume": true, "reason": "补现场照片。" });
        way.give(&way.lead, back).await;
        assert_eq!(way.open().await, at("street-review#2", TOWNSHIP));
        way.desk(&way.lead).await;
        assert_eq!(tasks(&way.banner, Queue::Unclaimed).await.1, 0);
        way.give(&way.township, complete("street-review#2", "approved")).await;
        assert_eq!(way.open().await, at("decide#2", LEAGUE));
        assert_eq!(way.view().await.summary.due, due, "no level has a clock of its own for the applicant");
        way.give(&way.lead, complete("decide#2", "approved")).await;

        // And down: the village hands it over.
        assert_eq!(way.open().await, at("deliver", VILLAGE));
        way.handle(&way.village, "deliver", "delivered").await;
        let view = way.view().await;
        assert_eq!(view.summary.status, Status::Delivered);
        let named: Vec<&str> = view.timeline.iter().rev().filter_map(|line| line.agency.as_deref()).collect();
        let mut course = named.clone();
        course.dedup();
        assert_eq!(course, [VILLAGE.1, TOWNSHIP.1, BANNER.1, LEAGUE.1, TOWNSHIP.1, LEAGUE.1, VILLAGE.1]);
        for who in [&way.village, &way.township, &way.banner, &way.league] {
            assert_eq!(closed(who).await, [way.number]);
            way.desk(who).await;
        }
        assert_eq!(closed(&beside).await, []);
        way.unseen(&beside).await;
    }

    async fn the_village_may_end_it_and_the_league_may_not(hall) {
        let way = Way::filed(hall).await;
        let head = hall.staff(Role::AgencyLead, VILLAGE.0, Some(VILLAGE.1)).await;
        way.handle(&way.village, "accept", "accepted").await;
        way.handle(&way.township, "street-review", "approved").await;
        way.handle(&way.banner, "county-review", "approved").await;
        let may = |case: &DeskCase| -> BTreeSet<CommandName> {
            case.allowed.iter().map(|may| may.command).collect()
        };
        let own = may(&way.desk(&head).await);
        assert!(own.contains(&CommandName::Terminate) && own.contains(&CommandName::Extend), "{own:?}");
        let theirs = may(&way.desk(&way.lead).await);
        assert!(theirs.contains(&CommandName::Claim) && !theirs.contains(&CommandName::Terminate), "{theirs:?}");
        let ended = json!({ "command": "terminate", "reason": "草场已被征用。" });
        way.give(&head, ended).await;
        assert_eq!(closed(&way.league).await, [way.number]);
        assert_eq!(tasks(&way.league, Queue::Unclaimed).await, (Vec::new(), 0));
    }

    async fn an_agency_that_is_not_there_or_where_nobody_works_is_not_published(hall) {
        hall.open_demo_city().await;
        let writer = hall.staff(Role::Editor, "440100", None).await;
        let second = hall.staff(Role::Reviewer, "440100", None).await;
        let new = json!({ "id": "far", "title": { "zh-CN": "外局审查" }, "from": { "template": "promised" } });
        writer.post("/api/desk/processes", &new).await.assert_status(201);
        let path = "/api/desk/processes/far";
        let revision = async || second.get(path).await.assert_status(200).json()["revision"].clone();
        let publishes = async |agency: &str| {
            let mut definition = writer.get(&format!("{path}/draft")).await.assert_status(200).json()["definition"].clone();
            definition["seq"][1]["task"]["agency"] = json!({ "named": agency });
            let drawn = json!({ "definition": definition, "revision": revision().await });
            writer.put(&format!("{path}/draft"), &drawn).await.assert_status(200);
            let submitted = json!({ "revision": revision().await });
            writer.post(&format!("{path}/draft/submit"), &submitted).await.assert_status(200);
            let approved = json!({ "approve": true, "revision": revision().await });
            second.post(&format!("{path}/draft/review"), &approved).await.assert_status(200);
            let published = json!({ "revision": revision().await });
            second.post(&format!("{path}/draft/publish"), &published).await
        };
        let there = format!("440100/{CIVIL_AFFAIRS}");
        for agency in ["没有的局", "440100/没有的局", &there] {
            let problem = publishes(agency).await.assert_problem(ProblemKind::Invalid);
            let pointers: Vec<&str> = problem.errors.iter().map(|fault| fault.pointer.as_str()).collect();
            assert_eq!(pointers, ["/definition/review/agency"], "{agency}");
        }
        hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        publishes(&there).await.assert_status(200);
    }

    async fn a_task_of_a_named_agency_stands_on_their_worklist(hall) {
        Scene::open_food(hall).await;
        publish_food_process(hall, |process| {
            process["seq"][1]["task"]["agency"] = json!({ "named": format!("440100/{CIVIL_AFFAIRS}") });
        })
        .await;
        let elsewhere = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let ana = hall.sign_in("ana").await;
        let (_, receipt) = ana.file_food_business().await;
        let intake = hall.staff(Role::Intake, "440100", Some(FOOD_SAFETY)).await;
        let path = format!("/api/desk/cases/{}", receipt.number);
        elsewhere.get(&path).await.assert_problem(ProblemKind::NotFound);
        for command in [claim("accept"), complete("accept", "accepted")] {
            let mut command = command;
            command["revision"] = intake.get(&path).await.read_json::<DeskCase>().revision.into();
            intake.post(&format!("{path}/commands"), &command).await.assert_status(200);
        }
        assert_eq!(tasks(&elsewhere, Queue::Mine).await, (vec!["review".to_owned()], 1));
        let case: DeskCase = elsewhere.get(&path).await.assert_status(200).read_json();
        // They see it as the task opens it.
        assert!(case.access.field("/check/result").is_visible());
        assert!(!case.access.field("/decision").is_visible());
        assert_eq!(case.view.summary.department, FOOD_SAFETY);
        let task = &case.view.summary.tasks[0];
        assert_eq!((task.name.get(Locale::ZhCn), task.agency.as_deref()), ("审查", Some(CIVIL_AFFAIRS)));
    }

    async fn an_agency_that_has_no_part_any_more_reads_a_case_and_does_nothing_with_it(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        let lead = hall.staff(Role::AgencyLead, "440100", Some(FOOD_SAFETY)).await;
        lead.get(&scene.desk_path("")).await.assert_status(404);
        // A task of an earlier version was theirs.
        let mut tx = hall.db().write().await.unwrap();
        let known = sql!(&mut tx, conn => {
            sqlx::query(
                "INSERT INTO case_agency (case_record, agency, since)
                 SELECT case_record.id, agency.id, case_record.opened_at FROM case_record JOIN agency ON agency.name = $1
                 WHERE case_record.number = $2",
            )
            .bind(FOOD_SAFETY)
            .bind(scene.receipt.number.to_string())
            .execute(conn)
            .await
            .unwrap()
            .rows_affected()
        });
        tx.commit().await.unwrap();
        assert_eq!(known, 1);
        assert_eq!(scene.read(&lead).await.allowed, []);
        let ends = json!({ "command": "terminate", "reason": "不办了。" });
        scene.command(&lead, ends).await.assert_problem(ProblemKind::Forbidden);
    }
}
