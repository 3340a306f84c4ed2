//! What is done with a whole joint application: extended, set apart, told to others, taken back; two decisions at one moment; another
//! version of one of its forms.

use schema::applications::{Application, ApplicationSummary};
use schema::bundles::{JointAct, JointEventKind, JointStatus, JointSummary, JointView, LaneState};
use schema::process::Status;
use schema::{FieldCode, FieldError, Page, ProblemKind};
use serde_json::{Value, json};
use server::features::{bundles, definitions};

use crate::support::{
    Client, HYGIENE, Jointly, REGISTER, Response, SECRETS, START, TIMBER, claim, complete, on_both, texts,
};

async fn seen(joint: &Jointly<'_>, who: &Client) -> JointView {
    who.get(&format!("/api/desk/joint/{}", joint.receipt.number)).await.assert_status(200).read_json()
}

async fn order(joint: &Jointly<'_>, who: &Client, mut command: Value) -> Response {
    command["revision"] = seen(joint, who).await.revision.into();
    who.post(&format!("/api/desk/joint/{}/commands", joint.receipt.number), &command).await
}

on_both! {
    async fn the_joint_clock_is_extended_once_by_who_heads_the_lead(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let extend = || json!({ "command": "extend", "reason": "案情复杂", "approved_by": "王市长" });
        // Nothing runs before something is accepted.
        order(&joint, &joint.market.lead, extend()).await.assert_problem(ProblemKind::Refused);
        joint.health.intake.work_on(&joint.number(HYGIENE).await, "accept", "accepted").await;
        let view = seen(&joint, &joint.market.lead).await;
        assert_eq!(view.allowed, [JointAct::Extend, JointAct::SetApart, JointAct::Inform]);
        assert_eq!(seen(&joint, &joint.market.officer).await.allowed, [JointAct::Inform]);
        order(&joint, &joint.market.officer, extend()).await.assert_problem(ProblemKind::Refused);
        order(&joint, &joint.health.lead, extend()).await.assert_problem(ProblemKind::Forbidden);
        let silent = json!({ "command": "extend", "reason": " ", "approved_by": "" });
        let problem = order(&joint, &joint.market.lead, silent).await.assert_problem(ProblemKind::Invalid);
        let missing = |at: &str| FieldError::new(at, FieldCode::Required);
        assert_eq!(problem.errors, [missing("/reason"), missing("/approved_by")]);
        let before = view.deadline.unwrap();
        let after: JointView =
            order(&joint, &joint.market.lead, extend()).await.assert_status(200).read_json();
        let deadline = after.deadline.unwrap();
        assert_eq!((before.total, deadline.total, after.extended), (45, 60, true));
        let entry = after.log.last().unwrap();
        assert_eq!((entry.kind, entry.days, entry.approved_by.as_deref()), (JointEventKind::Extended, Some(15), Some("王市长")));
        order(&joint, &joint.market.lead, extend()).await.assert_problem(ProblemKind::Refused);
        assert_eq!(texts(hall, "SELECT kind FROM message WHERE kind = 'joint_extended'").await.len(), 1);
        // What somebody else has done since is not overwritten.
        let old = json!({ "command": "inform", "items": [HYGIENE], "words": "请抓紧", "revision": view.revision });
        let path = format!("/api/desk/joint/{}/commands", joint.receipt.number);
        joint.market.lead.post(&path, &old).await.assert_problem(ProblemKind::Conflict);
    }

    async fn set_apart_each_item_goes_on_by_itself_with_what_was_answered(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let timber = joint.number(TIMBER).await;
        joint.forestry.decide(&timber, "approved").await;
        let command = json!({ "command": "set_apart", "reason": "须分别申请" });
        let view: JointView =
            order(&joint, &joint.market.lead, command).await.assert_status(200).read_json();
        assert_eq!(view.status, JointStatus::Apart);
        let states: Vec<_> = view.lanes.iter().map(|lane| (lane.state, lane.status)).collect();
        assert_eq!(states, [
            (LaneState::Closed, Some(Status::Terminated)),
            (LaneState::Open, Some(Status::Decided)),
            (LaneState::Dropped, None),
        ]);
        let listed: Page<ApplicationSummary> = joint.ana.get("/api/applications").await.read_json();
        let mut drafts: Vec<&ApplicationSummary> = listed.items.iter().filter(|it| it.joint.is_none()).collect();
        drafts.sort_by(|one, other| one.item.cmp(&other.item));
        let items: Vec<&str> = drafts.iter().map(|draft| draft.item.as_str()).collect();
        assert_eq!(items, [HYGIENE, REGISTER]);
        let draft: Application = joint.ana.application(drafts[0].id).await;
        assert_eq!((draft.answers["water"].as_str(), draft.files.len()), (Some(SECRETS[0].1), 2));
        // It can be filed as it stands.
        joint.ana.submit(drafts[0].id, "apart").await.assert_status(200);
        let own = joint.view().await;
        assert_eq!(own.log.iter().rev().find(|it| it.kind == JointEventKind::SetApart).unwrap().reason.as_deref(), Some("须分别申请"));
    }

    async fn the_lead_tells_agencies_and_only_they_read_it(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let tell = |items: Value| json!({ "command": "inform", "items": items, "words": "周五现场联合踏勘" });
        order(&joint, &joint.market.intake, tell(json!(["T-NONE"]))).await.assert_problem(ProblemKind::Invalid);
        order(&joint, &joint.market.intake, tell(json!([HYGIENE]))).await.assert_status(200);
        let told = async |who: &Client| seen(&joint, who).await.log.into_iter().filter_map(|it| it.reason).collect::<Vec<_>>();
        assert_eq!(told(&joint.health.officer).await, ["周五现场联合踏勘"]);
        assert_eq!(told(&joint.forestry.officer).await, Vec::<String>::new());
        assert!(joint.view().await.log.iter().all(|entry| entry.kind != JointEventKind::Informed));
    }

    async fn an_applicant_takes_all_of_it_back(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let path = format!("/api/joint/{}/withdraw", joint.receipt.number);
        hall.citizen("ben").await.post(&path, &json!({})).await.assert_problem(ProblemKind::NotFound);
        joint.ana.post(&path, &json!({ "reason": "不办了" })).await.assert_status(204);
        let view = joint.view().await;
        assert_eq!((view.status, view.may_withdraw), (JointStatus::Withdrawn, false));
        let states: Vec<_> = view.lanes.iter().map(|lane| lane.state).collect();
        assert_eq!(states, [LaneState::Closed, LaneState::Closed, LaneState::Dropped]);
        assert!(view.closed_at.is_some());
        joint.ana.post(&path, &json!({})).await.assert_problem(ProblemKind::Refused);
    }

    async fn the_desks_are_told_the_plan_of_each_part(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let told = seen(&joint, &joint.market.officer).await;
        let plan = |item: &str| told.lanes.iter().find(|lane| lane.item == item).and_then(|lane| lane.plan.clone()).unwrap();
        let (hygiene, timber, register) = (plan(HYGIENE), plan(TIMBER), plan(REGISTER));
        assert_eq!((hygiene.rank, timber.rank, register.rank), (0, 0, 1));
        assert_eq!((hygiene.after.len(), register.after), (0, vec![HYGIENE.to_owned(), TIMBER.to_owned()]));
        assert!(register.by > hygiene.by.max(timber.by), "{:?}", register.by);
        // Who has a part is told as much; the applicant has a plan of their own to read.
        assert_eq!(seen(&joint, &joint.health.intake).await.lanes[0].plan, told.lanes[0].plan);
        let own = joint.ana.joint(&joint.receipt.number.to_string()).await;
        assert!(own.lanes.iter().all(|lane| lane.plan.is_none()));
    }

    async fn lists_are_of_one_s_own_and_of_what_one_leads(hall) {
        let mut joint = Jointly::file(hall, "wood").await;
        let page = async |who: &Client, path: &str| -> Page<JointSummary> { who.get(path).await.assert_status(200).read_json() };
        let own = page(&joint.ana, "/api/joint").await;
        assert_eq!((own.items[0].number, own.items[0].lanes, own.items[0].ended), (joint.receipt.number, 3, 0));
        assert_eq!(page(&joint.market.officer, "/api/desk/joint").await.items.len(), 1);
        assert_eq!(page(&joint.market.officer, "/api/desk/joint?ended=true").await.items.len(), 0);
        assert_eq!(page(&joint.health.officer, "/api/desk/joint").await.items.len(), 0);
        joint.pass(30).await;
        let late = page(&joint.market.officer, "/api/desk/joint").await;
        assert_eq!(late.items[0].late.len(), 2);
        assert_eq!(page(&hall.citizen("ben").await, "/api/joint").await.items, []);
    }

    async fn two_decisions_at_one_moment_open_what_waits_for_both_once(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let mut ready = Vec::new();
        for (desk, item) in [(&joint.health, HYGIENE), (&joint.forestry, TIMBER)] {
            let number = joint.number(item).await;
            desk.intake.work_on(&number, "accept", "accepted").await;
            desk.officer.work_on(&number, "review", "approved").await;
            desk.lead.command_on(&number, claim("decide")).await.assert_status(200);
            ready.push((desk, number));
        }
        let decide = async |(desk, number): &(&crate::support::Desk, String)| {
            desk.lead.command_on(number, complete("decide", "approved")).await.assert_status(200);
        };
        tokio::join!(decide(&ready[0]), decide(&ready[1]));
        let opened = joint.view().await.log;
        let opened = opened.iter().filter(|it| it.kind == JointEventKind::Opened && it.item.as_deref() == Some(REGISTER));
        assert_eq!(opened.count(), 1);
        assert_eq!(texts(hall, "SELECT number FROM case_record WHERE item = 'T-REGISTER'").await.len(), 1);
    }

    async fn another_version_of_one_form_makes_another_version_of_the_whole(hall) {
        hall.open_bundle().await;
        let ana = hall.citizen("ana").await;
        let id = ana.joint_draft("bamboo").await;
        assert!(ana.application(id).await.newer.is_none());
        let mut form: Value = serde_json::from_str(include_str!("../fixtures/joint/hygiene.json")).unwrap();
        form["schema"]["properties"]["water"]["title"] = json!("水从哪里来");
        let mut tx = hall.db().write().await.unwrap();
        definitions::publish_form(&mut tx, &form, hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        bundles::keep_up(hall.state()).await;
        let newer = ana.application(id).await.newer.unwrap();
        assert_eq!((newer.form.bundle(), newer.form.version, newer.must), (Some(START), 2, false));
        // Looking again composes nothing again.
        bundles::keep_up(hall.state()).await;
        assert_eq!(texts(hall, "SELECT form FROM form_version WHERE form = 'bundle:T-START'").await.len(), 2);
        // What was filed keeps the version it was made with.
        ana.submit(id, "first").await.assert_status(200);
        assert_eq!(ana.application(id).await.form.version, 1);
    }

    async fn nobody_edits_the_one_form_by_hand(hall) {
        hall.open_bundle().await;
        let editor = hall.staff(schema::role::Role::Editor, "", None).await;
        let path = format!("/api/desk/forms/bundle:{START}");
        let record = editor.get(&path).await.assert_status(200).json();
        assert_eq!((&record["is_mine"], &record["allowed"]), (&json!(false), &json!([])));
        let draft = json!({ "definition": {}, "revision": record["revision"] });
        editor.put(&format!("{path}/draft"), &draft).await.assert_problem(ProblemKind::Refused);
        editor.post(&format!("{path}/1/retire"), &json!({ "revision": record["revision"] })).await
            .assert_problem(ProblemKind::Refused);
    }
}
