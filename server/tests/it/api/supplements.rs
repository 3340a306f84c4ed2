//! What an officer may ask to be put right, and which files of an application are the desk's to see.

use chrono::TimeDelta;
use schema::cases::{CaseView, DeskCase};
use schema::process::Status;
use schema::role::Role;
use schema::{FieldCode, FieldError, ProblemKind};
use serde_json::{Value, json};

use crate::support::{
    CIVIL_AFFAIRS, PNG, Scene, claim, complete, on_both, put_right, senior_card_answers, supplement, texts,
};

/// One sheet with a point that is there, then this one.
fn asks_for(point: Value) -> Value {
    let mut asked = supplement();
    asked["points"][1] = point;
    asked
}

on_both! {
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
