//! A case with several open tasks: each has its officer, its line in a worklist and its own acts; what is sent back inside a
//! branch leaves the others alone, and the join waits for all.

use schema::ProblemKind;
use schema::cases::{CaseSummary, CaseView, DeskCase, Queue, Worklist};
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, Figure, Question};
use schema::process::{CommandName, Status};
use schema::role::Role;
use schema::{Locale, Page};
use serde_json::{Value, json};

use crate::support::{Client, FOOD_SAFETY, Hall, Scene, claim, complete, identity_number, on_both};

fn review(id: &str, name: &str, role: &str) -> Value {
    let limit = json!({ "value": 3, "unit": "工作日" });
    json!({ "task": { "id": id, "name": { "zh-CN": name }, "role": role, "kind": "review", "limit": limit } })
}

/// After acceptance: on the site, then food and fire at once, each by an officer.
fn both_at_once(process: &mut Value) {
    let fork = json!({ "all": { "id": "both", "name": { "zh-CN": "并联审查" }, "branches": [
        { "name": { "zh-CN": "食品" }, "seq": [review("site", "现场核查", "officer"), review("food", "食品审查", "officer")] },
        { "name": { "zh-CN": "消防" }, "seq": [review("fire", "消防审查", "officer")] },
    ] } });
    process["seq"][1] = fork;
    process["seq"][2]["task"]["form"] = json!({});
}

/// Such a case, accepted, with a second officer.
async fn accepted(hall: &Hall) -> (Scene, Client) {
    let scene = Scene::open_food_with(hall, both_at_once, |_| {}).await;
    let second = hall.staff(Role::Officer, "440100", Some(FOOD_SAFETY)).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    (scene, second)
}

async fn given(scene: &Scene, who: &Client, command: Value) -> DeskCase {
    scene.command(who, command).await.assert_status(200).read_json()
}

async fn refused(scene: &Scene, who: &Client, command: Value) -> String {
    scene.command(who, command).await.assert_problem(ProblemKind::Refused).detail.unwrap()
}

fn keys(summary: &CaseSummary) -> Vec<&str> {
    summary.tasks.iter().map(|task| task.key.as_str()).collect()
}

async fn open(scene: &Scene) -> Vec<String> {
    keys(&scene.view().await.summary).into_iter().map(str::to_owned).collect()
}

/// The tasks in a queue, with how many lines it is said to have.
async fn queue(desk: &Client, queue: Queue) -> (Vec<String>, u64) {
    let path = format!("/api/desk/cases?queue={}", queue.slug());
    let list: Worklist = desk.get(&path).await.assert_status(200).read_json();
    let count = list.counts.iter().find(|count| count.queue == queue).unwrap().count;
    let lines = list.cases.items.iter().map(|case| keys(case).join(" ")).collect();
    (lines, count)
}

on_both! {
    async fn two_officers_work_both_branches_and_the_join_waits_for_both(hall) {
        let (scene, second) = accepted(hall).await;
        assert_eq!(open(&scene).await, ["site", "fire"]);
        given(&scene, &scene.officer, claim("site")).await;
        given(&scene, &second, claim("fire")).await;
        let case = given(&scene, &scene.officer, complete("site", "approved")).await;
        assert_eq!(keys(&case.view.summary), ["fire", "food"]);
        assert_eq!(refused(&scene, &scene.officer, complete("fire", "approved")).await, "held_by_another");

        // Food goes back to the site, within its branch; fire does not notice.
        given(&scene, &scene.officer, claim("food")).await;
        let case = scene.read(&scene.officer).await;
        let back = case.allowed.iter().find(|may| may.command == CommandName::Return).unwrap();
        assert_eq!((back.task.as_deref(), &*back.to), (Some("food"), &["accept".to_owned(), "site".to_owned()][..]));
        let names: Vec<&str> = case.ways.iter().map(|way| way.name.get(Locale::ZhCn)).collect();
        assert_eq!(names, ["受理", "现场核查"]);
        assert!(case.ways.iter().all(|way| way.done.as_ref().is_some_and(|done| done.by == "李工")));
        let to_fire = json!({ "command": "return", "task": "food", "to": "fire", "resume": false, "reason": "错" });
        assert_eq!(refused(&scene, &scene.officer, to_fire).await, "not_returnable");
        let to_site = json!({ "command": "return", "task": "food", "to": "site", "resume": true, "reason": "再量一次。" });
        let case = given(&scene, &scene.officer, to_site).await;
        assert_eq!(keys(&case.view.summary), ["fire", "site#2"]);
        assert_eq!(case.view.timeline[1].words.as_deref(), Some("再量一次。"));

        // The other branch ends meanwhile; the join waits. Then it comes straight back to who had food.
        given(&scene, &second, complete("fire", "approved")).await;
        assert_eq!(open(&scene).await, ["site#2"]);
        let case = given(&scene, &scene.officer, complete("site#2", "approved")).await;
        assert_eq!((keys(&case.view.summary), case.task.as_deref()), (vec!["food#2"], Some("food#2")));
        given(&scene, &scene.officer, complete("food#2", "approved")).await;
        assert_eq!(open(&scene).await, ["decide"]);

        let decided = json!({ "outcome": "agree", "text": "准予许可。" });
        given(&scene, &scene.lead, claim("decide")).await;
        let mut command = complete("decide", "approved");
        let mut answers = scene.read(&scene.lead).await.answers;
        if scene.read(&scene.lead).await.access.field("/decision").is_open() {
            answers["decision"] = decided;
            command["edit"] = answers;
        }
        given(&scene, &scene.lead, command).await;
        scene.handle(&scene.intake, "deliver", "delivered").await;
        assert_eq!(scene.view().await.summary.status, Status::Delivered);

        // Its applicant is not told what officers do among themselves.
        let told = scene.view().await.timeline;
        assert!(told.iter().all(|line| line.kind != "task_returned" && line.by.is_none()));
        let told = scene.read(&scene.lead).await.view.timeline;
        assert!(told.iter().any(|line| line.kind == "task_returned" && line.by.as_deref() == Some("李工")));
        hall.assert_no_orphans().await;
    }

    async fn a_worklist_has_a_line_for_each_task_and_only_what_one_may_take(hall) {
        let (scene, second) = accepted(hall).await;
        let both = (vec!["fire".to_owned(), "site".to_owned()], 2);
        assert_eq!(queue(&scene.officer, Queue::Mine).await, both);
        assert_eq!(queue(&scene.lead, Queue::Mine).await, both, "an agency lead may do an officer's work");
        // The counter has the case of before, and nothing of this one; that nobody has taken it everybody sees.
        assert_eq!(queue(&scene.intake, Queue::Mine).await, (vec!["accept".to_owned()], 1));
        assert_eq!(queue(&scene.intake, Queue::Unclaimed).await.1, 3);
        given(&scene, &second, claim("fire")).await;
        assert_eq!(queue(&scene.officer, Queue::Mine).await, (vec!["site".to_owned()], 1));
        assert_eq!(queue(&second, Queue::Mine).await, both);

        // Of two that are one's own, one is shown, and the other when it is asked for.
        given(&scene, &second, claim("site")).await;
        let case = scene.read(&second).await;
        assert_eq!(case.task.as_deref(), Some("site"));
        let fire = second.get(&scene.desk_path("?task=fire")).await.assert_status(200).read_json::<DeskCase>();
        assert_eq!(fire.task.as_deref(), Some("fire"));
        let strange = second.get(&scene.desk_path("?task=accept")).await.assert_status(200).read_json::<DeskCase>();
        assert_eq!(strange.task.as_deref(), Some("site"));
        // Each has its own time: three working days, and the case its own.
        let list: Worklist = second.get("/api/desk/cases").await.assert_status(200).read_json();
        assert!(list.cases.items.iter().all(|line| line.due == Some("2026-03-05".parse().unwrap())));
        assert!(scene.view().await.summary.due > list.cases.items[0].due);
        hall.assert_no_orphans().await;
    }

    async fn a_case_with_several_tasks_counts_once(hall) {
        let (_scene, _) = accepted(hall).await;
        let leader = hall.staff(Role::Leader, "440000", None).await;
        let numbers: Dashboard = leader.get("/api/dashboard").await.assert_status(200).read_json();
        let in_hand = numbers.tiles.iter().find(|tile| tile.question == Question::InHand).unwrap();
        assert_eq!(in_hand.rows.iter().map(|row| row.numbers[0]).sum::<i64>(), 2);
        let day = |text: &str| text.parse().unwrap();
        let asked = CasesQuery::all(Figure::InHand, day("2026-01-01"), day("2026-03-02"), None);
        let path = format!("/api/dashboard/cases{}", asked.to_query_string());
        let cases: Page<CaseLine> = leader.get(&path).await.assert_status(200).read_json();
        assert_eq!(cases.items.len(), 2);
    }

    async fn for_what_a_task_is_done_is_told_inside_and_not_in_public(hall) {
        let over = json!({ "var": "business.catering_items" });
        let each = json!({ "each": { "id": "each", "name": { "zh-CN": "逐项" }, "over": { "data": over },
            "seq": [review("look", "逐项查看", "officer")] } });
        let change = |process: &mut Value| {
            process["seq"][1] = each;
            process["seq"][2]["task"]["form"] = json!({});
        };
        let scene = Scene::open_food_with(hall, change, |_| {}).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        let items = |view: CaseView| -> Vec<_> { view.summary.tasks.into_iter().map(|task| task.item).collect() };
        assert_eq!(items(scene.view().await), ["hot", "drinks"].map(|item| Some(item.to_owned())));
        let number = scene.receipt.number.to_string();
        let public = scene.track(hall, &number, &identity_number(0)[14..]).await.assert_status(200).read_json();
        assert_eq!(items(public), [None, None]);
    }
}
