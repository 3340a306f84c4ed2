//! Where the way of a case forks by conditions: one branch (排他), every branch whose condition holds (包容), and the one without a
//! condition where none does. What is taken is told in the course of the case.

use schema::process::CaseCourse;
use serde_json::{Value, json};

use crate::support::{Hall, Scene, complete, on_both};

/// A branch with one review, taken where the premises are larger than this.
fn above(id: &str, square_metres: u32) -> Value {
    let when = json!({ ">": [{ "var": "premises.floor_area" }, square_metres] });
    json!({ "name": { "zh-CN": id }, "when": when, "seq": [review(id)] })
}

fn review(id: &str) -> Value {
    json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": "review" } })
}

/// A branch without a condition that leads past everything.
fn past() -> Value {
    json!({ "name": { "zh-CN": "免审" }, "seq": [] })
}

/// A case whose premises have 120 square metres, accepted; this fork stands in the place of the review.
async fn accepted(hall: &Hall, kind: &str, branches: Value) -> Scene {
    let mut fork = json!({});
    fork[kind] = json!({ "id": "fork", "name": { "zh-CN": "按面积" }, "branches": branches });
    let change = |process: &mut Value| {
        process["seq"][1] = fork;
        process["seq"][2]["task"]["form"] = json!({});
    };
    let scene = Scene::open_food_with(hall, change, |_| {}).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene
}

async fn open(scene: &Scene) -> Vec<String> {
    scene.view().await.summary.tasks.into_iter().map(|task| task.key).collect()
}

/// The branches that the course of the case says were taken.
async fn taken(scene: &Scene) -> Vec<usize> {
    let course: CaseCourse =
        scene.officer.get(&scene.desk_path("/course")).await.assert_status(200).read_json();
    course.course.branches["fork"].clone()
}

on_both! {
    async fn of_several_conditions_that_hold_the_first_is_taken_alone(hall) {
        let branches = json!([above("huge", 1000), above("large", 100), above("medium", 50), past()]);
        let scene = accepted(hall, "choose", branches).await;
        assert_eq!((open(&scene).await, taken(&scene).await), (vec!["large".to_owned()], vec![1]));
        scene.handle(&scene.officer, "large", "approved").await;
        assert_eq!(open(&scene).await, ["decide"]);
    }

    async fn where_no_condition_holds_the_other_way_is_taken(hall) {
        let branches = json!([above("huge", 1000), above("larger", 500), past()]);
        let scene = accepted(hall, "choose", branches).await;
        assert_eq!((open(&scene).await, taken(&scene).await), (vec!["decide".to_owned()], vec![2]));
        hall.assert_no_orphans().await;
    }

    async fn what_is_not_known_makes_no_condition_hold(hall) {
        let when = json!({ "!=": [{ "var": "premises.storeys" }, 1] });
        let unknown = json!({ "name": { "zh-CN": "多层" }, "when": when, "seq": [review("storeys")] });
        let scene = accepted(hall, "choose", json!([unknown, past()])).await;
        assert_eq!((open(&scene).await, taken(&scene).await), (vec!["decide".to_owned()], vec![1]));
    }

    async fn every_branch_whose_condition_holds_is_taken_and_all_are_waited_for(hall) {
        let branches = json!([above("huge", 1000), above("large", 100), above("medium", 50), past()]);
        let scene = accepted(hall, "any", branches).await;
        assert_eq!((open(&scene).await, taken(&scene).await), (vec!["large".to_owned(), "medium".to_owned()], vec![1, 2]));
        scene.handle(&scene.officer, "medium", "approved").await;
        assert_eq!(open(&scene).await, ["large"]);
        scene.handle(&scene.lead, "large", "approved").await;
        assert_eq!(open(&scene).await, ["decide"]);
        hall.assert_no_orphans().await;
    }

    async fn of_any_without_one_that_holds_the_one_without_a_condition_is_taken(hall) {
        let usual = json!({ "name": { "zh-CN": "一般" }, "seq": [review("usual")] });
        let scene = accepted(hall, "any", json!([above("huge", 1000), above("larger", 500), usual])).await;
        assert_eq!((open(&scene).await, taken(&scene).await), (vec!["usual".to_owned()], vec![2]));
    }

    async fn sent_back_before_the_fork_the_way_is_chosen_anew_by_what_was_found(hall) {
        // What was found in the review decides; the second time it is found otherwise.
        let when = json!({ "==": [{ "var": "$tasks.look.outcome" }, "rejected"] });
        let doubted = json!({ "name": { "zh-CN": "有疑问" }, "when": when, "seq": [review("doubt")] });
        let fork = json!({ "choose": { "id": "fork", "name": { "zh-CN": "看结果" }, "branches": [doubted, past()] } });
        let change = |process: &mut Value| {
            process["seq"][1] = review("look");
            process["seq"].as_array_mut().unwrap().insert(2, fork);
            process["seq"][3]["task"]["form"] = json!({});
        };
        let scene = Scene::open_food_with(hall, change, |_| {}).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, crate::support::claim("look")).await.assert_status(200);
        let mut against = complete("look", "rejected");
        against["reason"] = "面积不实。".into();
        scene.command(&scene.officer, against).await.assert_status(200);
        assert_eq!((open(&scene).await, taken(&scene).await), (vec!["doubt".to_owned()], vec![0]));
        scene.command(&scene.officer, crate::support::claim("doubt")).await.assert_status(200);
        let back = json!({ "command": "return", "task": "doubt", "to": "look", "resume": false, "reason": "再看一次。" });
        scene.command(&scene.officer, back).await.assert_status(200);
        assert_eq!(open(&scene).await, ["look#2"]);
        scene.command(&scene.officer, complete("look#2", "approved")).await.assert_status(200);
        assert_eq!((open(&scene).await, taken(&scene).await), (vec!["decide".to_owned()], vec![1]));
        hall.assert_no_orphans().await;
    }
}
