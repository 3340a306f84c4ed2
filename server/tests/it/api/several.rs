//! What is done by each of several (多实例), here by everybody of a role: all sign (会签), one suffices (或签), one after the other
//! (依次), a vote (表决); what becomes of it where there is nobody, and while somebody is away.

use schema::ProblemKind;
use schema::cases::{DeskCase, Worklist};
use schema::role::Role;
use serde_json::{Value, json};

use crate::support::{CIVIL_AFFAIRS, Client, Hall, Scene, claim, complete, on_both};

/// The review is done by each of a role; `more` says how.
fn signed(role: &'static str, more: Value) -> impl FnOnce(&mut Value) {
    move |process| {
        let task =
            json!({ "id": "sign", "name": { "zh-CN": "签署意见" }, "role": "officer", "kind": "review" });
        let mut each =
            json!({ "id": "signing", "name": { "zh-CN": "会签" }, "over": { "role": role }, "task": task });
        each.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        process["seq"][1] = json!({ "each": each });
    }
}

/// A case that three officers have to deal with.
struct Signing {
    scene: Scene,
    officers: [Client; 3],
}

impl Signing {
    async fn open(hall: &Hall, rule: Value) -> Self {
        let scene = Scene::open_with(hall, signed("officer", json!({ "rule": rule }))).await;
        let officer = async || hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let officers = [hall.sign_in("officer-440100-2").await, officer().await, officer().await];
        scene.handle(&scene.intake, "accept", "accepted").await;
        Self { scene, officers }
    }

    /// One more case of the same kind, accepted.
    async fn again(self) -> Self {
        let (application, receipt) = self.scene.ana.file_senior_card().await;
        let scene = Scene { application, receipt, ..self.scene };
        scene.handle(&scene.intake, "accept", "accepted").await;
        Self { scene, ..self }
    }

    /// What of the case each officer has to do, by key.
    async fn theirs(&self) -> [Vec<String>; 3] {
        let [one, two, three] = &self.officers;
        [self.of(one).await, self.of(two).await, self.of(three).await]
    }

    async fn of(&self, who: &Client) -> Vec<String> {
        let list: Worklist = who.get("/api/desk/cases").await.assert_status(200).read_json();
        let here = list.cases.items.into_iter().filter(|line| line.number == self.scene.receipt.number);
        here.flat_map(|line| line.tasks).map(|task| task.key).collect()
    }

    /// How many of them have something to do.
    async fn asked(&self) -> usize {
        self.theirs().await.iter().filter(|keys| !keys.is_empty()).count()
    }

    /// An officer says yes or no to what they have.
    async fn says(&self, officer: usize, outcome: &str) -> DeskCase {
        let who = &self.officers[officer];
        let key = self.of(who).await.remove(0);
        self.scene.command(who, ends(&key, outcome)).await.assert_status(200).read_json()
    }
}

fn ends(key: &str, outcome: &str) -> Value {
    let mut command = complete(key, outcome);
    command["reason"] = "材料不实。".into();
    command
}

async fn open(scene: &Scene) -> Vec<String> {
    scene.view().await.summary.tasks.into_iter().map(|task| task.key).collect()
}

async fn refused(scene: &Scene, who: &Client, command: Value) -> String {
    scene.command(who, command).await.assert_problem(ProblemKind::Refused).detail.unwrap()
}

on_both! {
    async fn all_of_a_role_sign_each_for_themselves(hall) {
        let signing = Signing::open(hall, json!("all")).await;
        let scene = &signing.scene;
        assert_eq!(open(scene).await, ["sign", "sign#2", "sign#3"]);
        let theirs = signing.theirs().await;
        assert!(theirs.iter().all(|keys| keys.len() == 1) && theirs[0] != theirs[1] && theirs[1] != theirs[2], "{theirs:?}");
        // It is theirs from the start, and nobody signs for them: no colleague, and not who leads.
        assert_eq!(refused(scene, &signing.officers[0], ends(&theirs[1][0], "approved")).await, "named_for_another");
        assert_eq!(refused(scene, &scene.lead, claim(&theirs[1][0])).await, "named_for_another");
        signing.says(2, "approved").await;
        signing.says(0, "rejected").await;
        assert_eq!(open(scene).await, theirs[1], "one of them has not signed yet");
        signing.says(1, "approved").await;
        assert_eq!(open(scene).await, ["decide"]);
        hall.assert_no_orphans().await;
    }

    async fn one_suffices_and_the_others_are_let_go(hall) {
        let signing = Signing::open(hall, json!("one")).await;
        let before = signing.theirs().await;
        assert_eq!(signing.asked().await, 3);
        signing.says(1, "approved").await;
        assert_eq!((open(&signing.scene).await, signing.asked().await), (vec!["decide".to_owned()], 0));
        let late = ends(&before[0][0], "rejected");
        assert_eq!(refused(&signing.scene, &signing.officers[0], late).await, "not_the_current_task");
        hall.assert_no_orphans().await;
    }

    async fn one_after_the_other_has_their_turn_and_a_rejection_ends_it(hall) {
        let signing = Signing::open(hall, json!("in_turn")).await;
        let mut order = Vec::new();
        for _ in 0..3 {
            let theirs = signing.theirs().await;
            let turn: Vec<usize> = (0..3).filter(|officer| !theirs[*officer].is_empty()).collect();
            assert_eq!(turn.len(), 1, "{theirs:?}");
            signing.says(turn[0], "approved").await;
            order.push(turn[0]);
        }
        order.sort_unstable();
        assert_eq!((order, open(&signing.scene).await), (vec![0, 1, 2], vec!["decide".to_owned()]));

        let signing = signing.again().await;
        let first = signing.theirs().await.iter().position(|keys| !keys.is_empty()).unwrap();
        signing.says(first, "rejected").await;
        assert_eq!((open(&signing.scene).await, signing.asked().await), (vec!["decide".to_owned()], 0), "nobody else is asked");
        hall.assert_no_orphans().await;
    }

    async fn a_vote_ends_when_it_is_won_and_when_it_can_no_longer_be(hall) {
        // Two of three.
        let signing = Signing::open(hall, json!({ "vote": 60 })).await;
        signing.says(0, "approved").await;
        signing.says(1, "rejected").await;
        assert_eq!(signing.asked().await, 1, "one for and one against: the third decides");
        signing.says(2, "approved").await;
        assert_eq!(open(&signing.scene).await, ["decide"]);

        let signing = signing.again().await;
        signing.says(0, "approved").await;
        signing.says(2, "approved").await;
        assert_eq!((open(&signing.scene).await, signing.asked().await), (vec!["decide".to_owned()], 0), "won");

        let signing = signing.again().await;
        signing.says(1, "rejected").await;
        signing.says(2, "rejected").await;
        assert_eq!((open(&signing.scene).await, signing.asked().await), (vec!["decide".to_owned()], 0), "lost");
        hall.assert_no_orphans().await;
    }

    async fn who_is_away_signs_by_their_deputy(hall) {
        let scene = Scene::open_with(hall, signed("officer", json!({ "rule": "all" }))).await;
        let deputy = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let account = deputy.get("/api/session").await.json()["account"].clone();
        let absence = json!({ "account": null, "from": "2026-03-02", "until": "2026-03-06", "deputy": account });
        scene.officer.post("/api/desk/absences", &absence).await.assert_status(201);
        let case = scene.handle(&scene.intake, "accept", "accepted").await;
        let opened = case.view.timeline.iter().filter(|line| line.kind == "task_opened");
        let stood_in: Vec<bool> =
            opened.filter_map(|line| line.given.as_ref()).map(|given| given.instead_of.is_some()).collect();
        assert_eq!(stood_in.iter().filter(|is| **is).count(), 1, "{:?}", case.view.timeline);
        assert_eq!(refused(&scene, &scene.officer, ends("sign", "approved")).await, "held_by_another");
        for key in ["sign", "sign#2"] {
            scene.command(&deputy, ends(key, "approved")).await.assert_status(200);
        }
        assert_eq!(open(&scene).await, ["decide"]);
    }

    async fn where_there_is_nobody_the_step_before_is_refused(hall) {
        let scene = Scene::open_with(hall, signed("supervisor", json!({}))).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        assert_eq!(refused(&scene, &scene.intake, complete("accept", "accepted")).await, "nobody_to_do_it");
        assert_eq!(open(&scene).await, ["accept"], "nothing of it happened");
    }

    async fn where_there_is_nobody_the_lead_does_it_if_the_process_says_so(hall) {
        let scene = Scene::open_with(hall, signed("supervisor", json!({ "empty": "lead" }))).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(refused(&scene, &scene.officer, claim("sign")).await, "wrong_role");
        scene.handle(&scene.lead, "sign", "approved").await;
        assert_eq!(open(&scene).await, ["decide"]);
        hall.assert_no_orphans().await;
    }

    async fn where_there_is_nobody_it_goes_on_if_the_process_says_so(hall) {
        let scene = Scene::open_with(hall, signed("supervisor", json!({ "empty": "skip" }))).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(open(&scene).await, ["decide"]);
    }
}
