//! Whose is what: an agency reads its own part of a joint application and nothing of the others by any way; what all share is put
//! right for all.

use schema::bundles::{JointEventKind, JointView, LaneState};
use schema::cases::{DeskCase, Worklist};
use schema::process::{Place, Status};
use schema::role::Role;
use schema::{FieldError, ProblemKind};
use serde_json::{Value, json};

use crate::support::{Client, HYGIENE, Jointly, PNG, REGISTER, SECRETS, TIMBER, claim, on_both, texts};

/// Everything that a desk can ask for of a case.
fn routes(number: &str) -> Vec<String> {
    let case = format!("/api/desk/cases/{number}");
    ["", "/course", "/document", "/remarks"].into_iter().map(|rest| format!("{case}{rest}")).collect()
}

async fn text(client: &Client, path: &str) -> String {
    client.get(path).await.text().to_owned()
}

/// What is put right in the part for hygiene: the phone number that all ask for.
async fn new_phone(joint: &Jointly<'_>) {
    let number = joint.number(HYGIENE).await;
    joint.health.intake.command_on(&number, claim("accept")).await.assert_status(200);
    let asked = json!({ "command": "request_supplement", "task": "accept",
        "points": [{ "pointer": "/phone", "reason": "打不通。" }] });
    joint.health.intake.command_on(&number, asked).await.assert_status(200);
    let lane = joint.lane(HYGIENE).await;
    assert_eq!((lane.asked, lane.status), (1, Some(Status::WaitingForApplicant)));
    // Only this lane stands.
    assert!(lane.due.is_none() && !lane.pauses.is_empty());
    let part = lane.application.unwrap();
    let application = joint.ana.application(part).await;
    let mut answers = application.answers.clone();
    answers["phone"] = json!("13900139000");
    joint.ana.save(part, &answers, application.revision).await.assert_status(200);
    joint.ana.submit(part, "second").await.assert_status(200);
}

async fn at_desk(desk: &Client, number: &str) -> DeskCase {
    desk.get(&format!("/api/desk/cases/{number}")).await.assert_status(200).read_json()
}

on_both! {
    async fn no_agency_reads_another_s_answers_by_any_way(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let whole = joint.receipt.number.to_string();
        let (health, forestry) = (joint.number(HYGIENE).await, joint.number(TIMBER).await);
        let desks = [
            (HYGIENE, &joint.health, &health, &forestry),
            (TIMBER, &joint.forestry, &forestry, &health),
        ];
        for (item, desk, own, other) in desks {
            for client in [&desk.intake, &desk.officer, &desk.lead] {
                let mut read = String::new();
                for path in routes(own).into_iter().chain([
                    format!("/api/desk/joint/{whole}"),
                    "/api/desk/joint".to_owned(),
                    "/api/desk/cases?queue=unclaimed".to_owned(),
                ]) {
                    read += &text(client, &path).await;
                }
                let own_secret = SECRETS.iter().find(|(of, _)| *of == item).unwrap().1;
                assert!(read.contains(own_secret), "{item} reads its own");
                for (_, secret) in SECRETS.iter().filter(|(of, _)| *of != item) {
                    assert!(!read.contains(secret), "{item} reads {secret}");
                }
                for path in routes(other) {
                    client.get(&path).await.assert_problem(ProblemKind::NotFound);
                }
            }
        }
        // Files by their numbers: those of one's own part only.
        for (own, desk) in [(&health, &joint.health), (&forestry, &joint.forestry)] {
            let files = at_desk(&desk.intake, own).await.files;
            assert!(!files.is_empty());
            for id in 1..=files_there(hall).await {
                let path = format!("/api/desk/cases/{own}/files/{id}");
                let is_own = files.iter().any(|file| file.id == id);
                let status = desk.intake.get(&path).await.status();
                assert_eq!(status == 200, is_own, "{path}");
            }
        }
        // Who leads has a part too, which is held: nothing to read yet.
        let list: Worklist =
            joint.market.intake.get("/api/desk/cases?queue=unclaimed").await.assert_status(200).read_json();
        assert_eq!(list.cases.items, []);
        let view = text(&joint.market.intake, &format!("/api/desk/joint/{whole}")).await;
        assert!(SECRETS.iter().all(|(_, secret)| !view.contains(secret)));
        // Somebody of another agency does not know that there is one.
        let stranger = hall.staff(Role::Officer, "440100", Some("广州市民政局")).await;
        stranger.get(&format!("/api/desk/joint/{whole}")).await.assert_problem(ProblemKind::NotFound);
        joint.ana.get(&format!("/api/desk/joint/{whole}")).await.assert_problem(ProblemKind::Forbidden);
    }

    async fn an_agency_s_tables_of_answers_hold_its_own_parts_only(hall) {
        let joint = Jointly::file(hall, "wood").await;
        joint.number(HYGIENE).await;
        for (lead, secret) in [(&joint.health.lead, SECRETS[0].1), (&joint.forestry.lead, SECRETS[1].1)] {
            let mut read = String::new();
            for form in ["t-hygiene", "t-timber", "t-register", "bundle:T-START"] {
                read += &text(lead, &format!("/api/desk/forms/{form}/1/answers.jsonl")).await;
                read += &text(lead, &format!("/api/desk/forms/{form}/1/answers.csv")).await;
            }
            assert!(read.contains(secret));
            assert!(SECRETS.iter().filter(|(_, other)| *other != secret).all(|(_, other)| !read.contains(other)));
        }
    }

    async fn who_works_beside_it_sees_whose_it_is_and_until_when(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let path = format!("/api/desk/joint/{}", joint.receipt.number);
        let view: JointView = joint.health.officer.get(&path).await.assert_status(200).read_json();
        assert!(!view.leads && view.log.is_empty() && view.allowed.is_empty() && view.application.is_none());
        let [own, other, held] = &view.lanes[..] else { panic!("{view:?}") };
        assert!(own.may_open && own.number.is_some());
        assert_eq!((other.may_open, other.number, other.status, other.tasks.len()), (false, None, None, 0));
        assert!(other.due.is_some());
        assert_eq!((held.state, held.department.as_str()), (LaneState::Held, "广州市市场监督管理局"));
    }

    async fn a_shared_answer_is_put_right_for_all_and_examined_anew_by_who_read_it(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let timber = joint.number(TIMBER).await;
        joint.forestry.intake.work_on(&timber, "accept", "accepted").await;
        joint.forestry.officer.work_on(&timber, "review", "approved").await;
        new_phone(&joint).await;
        let case = at_desk(&joint.forestry.officer, &timber).await;
        assert_eq!(case.answers["phone"], "13900139000");
        let [change] = &case.changes[..] else { panic!("{:?}", case.changes) };
        assert_eq!(change.place, Place::Pointer("/phone".into()));
        assert_eq!((&change.before, &change.after), (&json!("13800138000"), &json!("13900139000")));
        let tasks: Vec<&str> = case.view.summary.tasks.iter().map(|task| task.key.as_str()).collect();
        assert_eq!(tasks, ["review#2"]);
        assert!(case.view.timeline.iter().any(|line| line.kind == "shared_changed"));
        // The part that has not begun has it too, and the whole.
        for item in [REGISTER, HYGIENE] {
            let part = joint.lane(item).await.application.unwrap();
            assert_eq!(joint.ana.application(part).await.answers["phone"], "13900139000", "{item}");
        }
        let entry = joint.view().await.log.pop().unwrap();
        assert_eq!((entry.kind, entry.items), (JointEventKind::SharedChanged, vec![TIMBER.to_owned()]));
        assert_eq!(entry.places.len(), 1);
        // Nothing that only hygiene asks for is told to forestry.
        assert_eq!(texts(hall, "SELECT place FROM case_change").await.len(), 2);
    }

    async fn what_is_decided_is_not_touched_and_the_lead_is_told(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let timber = joint.number(TIMBER).await;
        joint.forestry.decide(&timber, "approved").await;
        new_phone(&joint).await;
        let case = at_desk(&joint.forestry.officer, &timber).await;
        assert_eq!(case.answers["phone"], "13800138000");
        assert_eq!((case.changes.len(), case.view.summary.tasks[0].key.as_str()), (0, "deliver"));
        let path = format!("/api/desk/joint/{}", joint.receipt.number);
        let view: JointView = joint.market.lead.get(&path).await.assert_status(200).read_json();
        let entry = view.log.last().unwrap();
        assert_eq!((entry.kind, &entry.items[..]), (JointEventKind::SharedAfterDecision, &[TIMBER.to_owned()][..]));
    }

    async fn a_shared_document_is_handed_in_once_more_for_all(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let (hygiene, timber) = (joint.number(HYGIENE).await, joint.number(TIMBER).await);
        joint.health.intake.command_on(&hygiene, claim("accept")).await.assert_status(200);
        let asked = json!({ "command": "request_supplement", "task": "accept",
            "points": [{ "material": "identity", "reason": "看不清。" }] });
        joint.health.intake.command_on(&hygiene, asked).await.assert_status(200);
        let part = joint.lane(HYGIENE).await.application.unwrap();
        for file in joint.ana.application(part).await.files.iter().filter(|file| file.material == "identity") {
            joint.ana.delete(&format!("/api/applications/{part}/files/{}", file.id)).await.assert_status(204);
        }
        joint.ana.attach(part, "identity", "clear.png", PNG).await.assert_status(201);
        joint.ana.submit(part, "second").await.assert_status(200);
        let case = at_desk(&joint.forestry.intake, &timber).await;
        let names: Vec<&str> = case.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["clear.png"]);
        assert_eq!(case.changes[0].place, Place::Material("card".into()));
    }

    async fn an_answer_of_one_part_alone_reaches_no_other(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let number = joint.number(HYGIENE).await;
        joint.health.intake.command_on(&number, claim("accept")).await.assert_status(200);
        let point = |pointer: &str| json!({ "command": "request_supplement", "task": "accept",
            "points": [{ "pointer": pointer, "reason": "请写明。" }] });
        let unknown = joint.health.intake.command_on(&number, point("/wood")).await;
        assert_eq!(
            unknown.assert_problem(ProblemKind::Invalid).errors,
            [FieldError::new("/points/0/pointer", schema::FieldCode::Unknown)]
        );
        joint.health.intake.command_on(&number, point("/water")).await.assert_status(200);
        let part = joint.lane(HYGIENE).await.application.unwrap();
        let application = joint.ana.application(part).await;
        let answers: Value = json!({ "name": "别的", "phone": "1", "water": "市政自来水" });
        joint.ana.save(part, &answers, application.revision).await.assert_status(200);
        joint.ana.submit(part, "second").await.assert_status(200);
        assert!(joint.view().await.log.iter().all(|entry| entry.kind != JointEventKind::SharedChanged));
    }
}

async fn files_there(hall: &crate::support::Hall) -> i64 {
    let mut tx = hall.db().read().await.unwrap();
    server::sql!(&mut tx, conn => {
        sqlx::query_scalar("SELECT MAX(id) FROM application_file").fetch_one(conn).await.unwrap()
    })
}
