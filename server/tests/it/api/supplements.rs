//! What an officer may ask to be put right, and which files of an application are the desk's to see.

use chrono::TimeDelta;
use schema::cases::{CaseView, DeskCase};
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, Figure, Question};
use schema::process::Status;
use schema::role::Role;
use schema::{FieldCode, FieldError, Page, ProblemKind};
use serde_json::{Value, json};

use crate::support::{
    CIVIL_AFFAIRS, Client, PNG, Scene, claim, complete, on_both, put_right, senior_card_answers, supplement,
    texts,
};

/// One sheet with a point that is there, then this one.
fn asks_for(point: Value) -> Value {
    let mut asked = supplement();
    asked["points"][1] = point;
    asked
}

/// Whether each time that something was asked for is told to have been too late, the last first.
fn told_late(view: &CaseView) -> Vec<bool> {
    view.timeline.iter().filter(|line| line.kind == "supplement_requested").map(|line| line.late).collect()
}

/// What a leader sees of March: by agency, in how many cases something was asked for too late.
async fn march(leader: &Client) -> (Dashboard, Vec<(String, i64)>) {
    let dashboard: Dashboard =
        leader.get("/api/dashboard?from=2026-03-01&to=2026-03-31").await.assert_status(200).read_json();
    let tile = dashboard.tiles.iter().find(|tile| tile.question == Question::AskedLate).unwrap();
    let rows = tile.rows.iter().map(|row| (row.name.clone(), row.numbers[0])).collect();
    (dashboard, rows)
}

on_both! {
    async fn asking_later_than_two_working_days_after_receipt_counts_against_the_agency(hall) {
        let mut scene = Scene::open(hall).await;
        let (application, receipt) = scene.ana.file_senior_card().await;
        // Filed on Monday, asked on Wednesday.
        scene.pass(hall, 2).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        assert_eq!(told_late(&scene.read(&scene.intake).await.view), [false]);

        // The other on Thursday.
        (scene.application, scene.receipt) = (application, receipt);
        scene.pass(hall, 1).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        assert_eq!(told_late(&scene.read(&scene.lead).await.view), [true]);
        assert_eq!(told_late(&scene.view().await), [false], "whose fault it is, is the agency's own affair");

        let leader = hall.staff(Role::Leader, "440100", None).await;
        let (dashboard, rows) = march(&leader).await;
        assert_eq!((dashboard.headline.asked_late, rows), (1, vec![(CIVIL_AFFAIRS.to_owned(), 1)]));
        let tile = dashboard.tiles.iter().find(|tile| tile.question == Question::AskedLate).unwrap();
        let whole = CasesQuery::all(Figure::Opened, dashboard.from, dashboard.to, None);
        let behind = tile.cases(0, &tile.rows[0], &whole).unwrap();
        let path = format!("/api/dashboard/cases{}", behind.to_query_string());
        let cases: Page<CaseLine> = leader.get(&path).await.assert_status(200).read_json();
        assert_eq!(cases.items.iter().map(|line| line.number).collect::<Vec<_>>(), [scene.receipt.number]);

        // Asked once more, it is the same case; and of another month, or another city, nothing.
        hall.pass(TimeDelta::minutes(1));
        put_right(&scene).await;
        scene.ana.submit(scene.application, "second").await.assert_status(200);
        let mut again = supplement();
        again["reason"] = "照片仍看不清。".into();
        scene.command(&scene.intake, again).await.assert_status(200);
        assert_eq!(told_late(&scene.read(&scene.intake).await.view), [true, true]);
        assert_eq!(march(&leader).await.1, [(CIVIL_AFFAIRS.to_owned(), 1)]);
        let april: Dashboard =
            leader.get("/api/dashboard?from=2026-04-01&to=2026-04-30").await.assert_status(200).read_json();
        assert_eq!(april.headline.asked_late, 0);
        let elsewhere = hall.staff(Role::Leader, "510000", None).await;
        assert_eq!(march(&elsewhere).await.0.headline.asked_late, 0);
    }

    async fn only_what_the_form_asks_for_can_be_asked_to_be_put_right(hall) {
        let scene = Scene::open(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        let refused = async |point: Value, at: &str| {
            let mut point = point;
            point["reason"] = json!("看不清。");
            let answer = scene.command(&scene.intake, asks_for(point)).await;
            let problem = answer.assert_problem(ProblemKind::Invalid);
            assert_eq!(problem.errors, [FieldError::new(at, FieldCode::Unknown)]);
        };
        for pointer in ["/none", "/applicant", "/applicant/phone/0", "/applicant/none"] {
            refused(json!({ "pointer": pointer }), "/points/1/pointer").await;
        }
        refused(json!({ "material": "none" }), "/points/1/material").await;
        // There is nobody who acts for the applicant: neither name nor card could be put right.
        refused(json!({ "pointer": "/agent/name" }), "/points/1/pointer").await;
        refused(json!({ "material": "agent-identity-card" }), "/points/1/material").await;
        assert_eq!(texts(hall, "SELECT place FROM case_change").await, Vec::<String>::new());
        let view: CaseView = scene.view().await;
        assert_eq!((view.summary.status, view.supplement.len()), (Status::Submitted, 0));
        let paper = json!({ "command": "receive_supplement", "changed": [{ "pointer": "/none" }] });
        let problem = scene.command(&scene.intake, paper).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors, [FieldError::new("/changed/0/pointer", FieldCode::Unknown)]);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
    }

    async fn the_desk_sees_what_was_filed_and_nothing_that_was_taken_away_before(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (draft, files) = ana.senior_card_draft().await;
        let (id, private) = (draft.summary.id, files[1].id);
        hall.pass(TimeDelta::minutes(1));
        ana.delete(&format!("/api/applications/{id}/files/{private}")).await.assert_status(204);
        let file = ana.attach(id, "photograph", "photograph.png", PNG).await.assert_status(201).json();
        hall.pass(TimeDelta::minutes(1));
        let number = ana.submit(id, "first").await.assert_status(200).json()["number"].clone();
        let desk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let path = |file: &Value| format!("/api/desk/cases/{}/files/{file}", number.as_str().unwrap());
        desk.get(&path(&file["id"])).await.assert_status(200);
        desk.get(&path(&private.into())).await.assert_problem(ProblemKind::NotFound);
    }

    async fn what_a_supplement_replaced_stays_on_record(hall) {
        let scene = Scene::open(hall).await;
        let filed = scene.ana.application(scene.application).await.files;
        hall.pass(TimeDelta::minutes(1));
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        hall.pass(TimeDelta::minutes(1));
        put_right(&scene).await;
        // Chosen by mistake and taken away again before it was handed in.
        let files = scene.ana.application(scene.application).await.files;
        let mistake = files.iter().find(|file| file.name == "clear.png").unwrap().id;
        let path = format!("/api/applications/{}/files/{mistake}", scene.application);
        scene.ana.delete(&path).await.assert_status(204);
        scene.ana.attach(scene.application, "photograph", "last.png", PNG).await.assert_status(201);
        hall.pass(TimeDelta::minutes(1));
        scene.ana.submit(scene.application, "second").await.assert_status(200);

        let case: DeskCase = scene.read(&scene.intake).await;
        assert_eq!(case.answers["applicant"]["name"], senior_card_answers()["applicant"]["name"]);
        let read = async |file: i64| scene.intake.get(&scene.desk_path(&format!("/files/{file}"))).await.status();
        for file in filed.iter().chain(&case.files) {
            assert_eq!(read(file.id).await, 200, "{}", file.name);
        }
        assert_eq!(read(mistake).await, 404);
    }

    async fn what_is_being_put_right_is_not_filed_before_it_is_handed_in(hall) {
        let scene = Scene::open(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        let filed: DeskCase = scene.read(&scene.intake).await;
        let application = scene.ana.application(scene.application).await;
        let mut answers = application.answers.clone();
        answers["applicant"]["phone"] = json!({ "evil": [1, 2, 3] });
        scene.ana.save(scene.application, &answers, application.revision).await.assert_status(200);
        let photograph = application.files.iter().find(|file| file.material == "photograph").unwrap();
        let path = |file: i64| format!("/api/applications/{}/files/{file}", scene.application);
        scene.ana.delete(&path(photograph.id)).await.assert_status(204);
        let other = scene.ana.attach(scene.application, "photograph", "other.png", PNG).await.assert_status(201);
        // She goes on where she was; the desk sees what was filed.
        assert_eq!(scene.ana.application(scene.application).await.answers, answers);
        let unchanged = async || {
            let case: DeskCase = scene.read(&scene.intake).await;
            assert_eq!((&case.answers, &case.files), (&filed.answers, &filed.files));
            case
        };
        unchanged().await;
        let unseen = scene.desk_path(&format!("/files/{}", other.json()["id"]));
        scene.intake.get(&unseen).await.assert_problem(ProblemKind::NotFound);

        // Then she brings it on paper: all that was asked for, or nothing.
        let brought = |places: Value| json!({ "command": "receive_supplement", "changed": places });
        let (phone, photo) = (json!({ "pointer": "/applicant/phone" }), json!({ "material": "photograph" }));
        let half = scene.command(&scene.intake, brought(json!([phone]))).await;
        let problem = half.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors, [FieldError::new("/changed", FieldCode::Required)]);
        scene.command(&scene.intake, brought(json!([phone, photo]))).await.assert_status(200);
        let case = unchanged().await;
        assert_eq!(case.view.summary.status, Status::Submitted);
        let same = |place: &str| {
            let change = case.changes.iter().find(|change| json!(change.place).to_string().contains(place));
            change.is_some_and(|change| change.before == change.after)
        };
        assert!(case.changes.len() == 2 && same("phone") && same("photograph"), "{:?}", case.changes);
        let after = scene.ana.application(scene.application).await;
        assert_eq!((after.answers, after.files), (filed.answers.clone(), application.files.clone()));
        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
    }
}
