//! Nobody handles a case of their own: an officer is a citizen too, and stands aside (公务员法 art. 76).

use schema::ProblemKind;
use schema::role::Role;
use serde_json::{Value, json};

use crate::support::{
    CIVIL_AFFAIRS, Client, Hall, Scene, claim, complete, identity_number, on_both, senior_card_answers,
};

/// Refused, and told why.
async fn assert_own(scene: &Scene, who: &Client, command: Value) {
    let problem = scene.command(who, command).await.assert_problem(ProblemKind::Refused);
    assert_eq!((problem.detail.as_deref(), problem.allowed.len()), (Some("own_case"), 0));
    let case = who.get(&scene.desk_path("")).await.assert_status(200).json();
    assert_eq!((&case["stands_aside"], &case["allowed"]), (&json!(true), &json!([])));
}

async fn appoint(hall: &Hall, login: &str, role: Role) {
    hall.appoint(login, role, "440100", Some(CIVIL_AFFAIRS)).await;
}

on_both! {
    async fn who_filed_a_case_does_not_handle_it(hall) {
        let scene = Scene::open(hall).await;
        appoint(hall, "ana", Role::Intake).await;
        assert_own(&scene, &scene.ana, claim("accept")).await;
        // As the applicant she goes on as before, and a colleague handles it.
        assert_eq!(scene.intake.get(&scene.desk_path("")).await.json()["stands_aside"], false);
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.ana.post(&scene.path("/withdraw"), &json!({})).await.assert_status(204);
    }

    async fn another_account_of_the_same_person_stands_aside_too(hall) {
        let scene = Scene::open(hall).await;
        // Ana's number is the first.
        let agent = hall.enterprise_of("agent", 0).await;
        appoint(hall, "agent", Role::Officer).await;
        appoint(hall, "agent", Role::AgencyLead).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        // Not even to give it back for a colleague.
        assert_own(&scene, &agent, json!({ "command": "release", "task": "accept" })).await;
        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
        assert_own(&scene, &agent, claim("review")).await;
    }

    async fn who_is_named_in_an_application_stands_aside(hall) {
        let scene = Scene::open(hall).await;
        let ben = hall.citizen("ben").await;
        appoint(hall, "ben", Role::Officer).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&ben, claim("review")).await.assert_status(200);

        // Somebody else applies for the parent of an officer, or for the officer.
        let (draft, _) = scene.ana.senior_card_draft().await;
        let mut answers = senior_card_answers();
        answers["applicant"]["identity_number"] = identity_number(4).into();
        scene.ana.save(draft.summary.id, &answers, draft.revision).await.assert_status(200);
        let receipt = scene.ana.submit(draft.summary.id, "key").await.assert_status(200).read_json();
        let scene = Scene { application: draft.summary.id, receipt, ..scene };
        scene.handle(&scene.intake, "accept", "accepted").await;
        assert_own(&scene, &ben, claim("review")).await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
    }
}
