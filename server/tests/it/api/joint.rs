//! The joint application: filed once, a case for each agency, the next begins when what it builds on is approved.

use schema::applications::{ApplicationSummary, Receipt};
use schema::bundle::{Applies, Saved};
use schema::bundles::{BundleView, HandlingPlan, JointEventKind, JointStatus, JointView, LaneState, Tracked};
use schema::cases::{CaseSummary, CaseView, DeskCase};
use schema::process::Decision;
use schema::{FieldCode, FieldError, Locale, Page, ProblemKind};
use serde_json::json;

use crate::support::{
    HYGIENE, Jointly, REGISTER, START, TIMBER, identity_number, joint_answers, on_both, texts,
};

fn states(view: &JointView) -> Vec<(&str, LaneState)> {
    view.lanes.iter().map(|lane| (lane.item.as_str(), lane.state)).collect()
}

on_both! {
    async fn a_bundle_says_what_it_holds_and_what_is_asked_once(hall) {
        hall.open_bundle().await;
        let path = format!("/api/items/{START}/bundle");
        let view: BundleView = hall.visitor().get(&path).await.assert_status(200).read_json();
        assert_eq!((view.fields, view.materials), (Saved { asked: 5, apart: 9 }, Saved { asked: 2, apart: 4 }));
        assert_eq!((view.lead.as_str(), view.limit.value), ("广州市市场监督管理局", 45));
        let parts: Vec<_> =
            view.parts.iter().map(|part| (part.item.as_str(), part.always, part.after.len())).collect();
        assert_eq!(parts, [(HYGIENE, true, 0), (TIMBER, false, 0), (REGISTER, true, 2)]);
        assert_eq!(view.parts[1].when.get(Locale::ZhCn), "用什么做筷子？是“木材”");
        hall.visitor().get("/api/items/T-HYGIENE/bundle").await.assert_problem(ProblemKind::NotFound);
    }

    async fn filing_makes_a_part_for_each_item_that_applies(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let parts: Vec<_> = joint.receipt.parts.iter()
            .map(|part| (part.item.as_str(), part.number.is_some(), part.held_for.clone())).collect();
        let held = vec![HYGIENE.to_owned(), TIMBER.to_owned()];
        assert_eq!(parts, [(HYGIENE, true, vec![]), (TIMBER, true, vec![]), (REGISTER, false, held.clone())]);
        assert_eq!(joint.receipt.department, "广州市市场监督管理局");
        let view = joint.view().await;
        assert_eq!(states(&view), [(HYGIENE, LaneState::Open), (TIMBER, LaneState::Open), (REGISTER, LaneState::Held)]);
        assert_eq!((view.status, view.lanes[2].held_for.clone()), (JointStatus::Open, held));
        assert_eq!((view.fields, view.materials), (Saved { asked: 5, apart: 9 }, Saved { asked: 2, apart: 4 }));
        assert!(view.deadline.is_none() && view.may_withdraw && view.application == Some(joint.application));
        // Its parts stand in no list of applications or cases: they are its lanes.
        let listed: Page<ApplicationSummary> = joint.ana.get("/api/applications").await.read_json();
        let [line] = &listed.items[..] else { panic!("{listed:?}") };
        let brief = line.joint.as_ref().unwrap();
        assert_eq!((brief.number, brief.lanes, brief.ended), (joint.receipt.number, 3, 0));
        let cases: Page<CaseSummary> = joint.ana.get("/api/cases").await.read_json();
        assert_eq!(cases.items, []);
        let files = texts(hall, "SELECT sha256 FROM application_file").await;
        assert_eq!((files.len(), files.iter().collect::<std::collections::BTreeSet<_>>().len()), (6, 1));
        // The same letter sent twice is filed once.
        let again: Receipt = joint.ana.submit(joint.application, "first").await.assert_status(200).read_json();
        assert_eq!(again, joint.receipt);
        joint.ana.submit(joint.application, "second").await.assert_problem(ProblemKind::Refused);
        assert_eq!(texts(hall, "SELECT number FROM case_record").await.len(), 2);
    }

    async fn what_does_not_apply_makes_no_part_and_holds_nobody_up(hall) {
        let joint = Jointly::file(hall, "bamboo").await;
        assert_eq!(states(&joint.view().await), [(HYGIENE, LaneState::Open), (REGISTER, LaneState::Held)]);
        let list: schema::cases::Worklist =
            joint.forestry.intake.get("/api/desk/cases?queue=unclaimed").await.assert_status(200).read_json();
        assert_eq!(list.cases.items, []);
    }

    async fn a_question_that_is_open_is_asked_at_its_field(hall) {
        hall.open_bundle().await;
        let ana = hall.citizen("ana").await;
        let id = ana.joint_draft("bamboo").await;
        let draft = ana.application(id).await;
        let plan = format!("/api/applications/{id}/plan");
        let known: HandlingPlan = ana.get(&plan).await.assert_status(200).read_json();
        let parts: Vec<_> = known.parts.iter().map(|part| (part.item.as_str(), part.applies, part.rank)).collect();
        assert_eq!(parts[..2], [(HYGIENE, Applies::Yes, 0), (REGISTER, Applies::Yes, 1)]);
        assert_eq!((parts[2].0, parts[2].1), (TIMBER, Applies::No));
        assert!(known.parts[0].by < known.parts[1].by && known.deadline.is_some());
        let mut answers = joint_answers("bamboo");
        answers["situation"] = json!({});
        ana.save(id, &answers, draft.revision).await.assert_status(200);
        let open: HandlingPlan = ana.get(&plan).await.assert_status(200).read_json();
        assert!(open.parts.iter().any(|part| part.item == TIMBER && part.applies == Applies::Unknown));
        let problem = ana.submit(id, "first").await.assert_problem(ProblemKind::Invalid);
        assert!(problem.errors.contains(&FieldError::new("/situation/stock", FieldCode::Required)), "{problem:?}");
        assert_eq!(texts(hall, "SELECT number FROM joint").await, Vec::<String>::new());
        hall.citizen("ben").await.get(&plan).await.assert_problem(ProblemKind::NotFound);
    }

    async fn the_next_begins_with_the_decision_it_waits_for(hall) {
        let mut joint = Jointly::file(hall, "wood").await;
        joint.health.decide(&joint.number(HYGIENE).await, "approved").await;
        assert_eq!(joint.lane(REGISTER).await.held_for, [TIMBER]);
        joint.pass(1).await;
        joint.forestry.decide(&joint.number(TIMBER).await, "approved").await;
        let lane = joint.lane(REGISTER).await;
        assert_eq!((lane.state, lane.opened_at), (LaneState::Open, Some(hall.state().clock.now())));
        assert!(lane.due.is_some() && lane.number.is_some());
        let view = joint.view().await;
        // From the first acceptance: Monday 2 March.
        let deadline = view.deadline.clone().unwrap();
        assert_eq!((deadline.days[0].date, deadline.total), ("2026-03-02".parse().unwrap(), 45));
        let number = joint.number(REGISTER).await;
        joint.market.decide(&number, "approved").await;
        for (desk, item) in [(&joint.health, HYGIENE), (&joint.forestry, TIMBER), (&joint.market, REGISTER)] {
            desk.intake.work_on(&joint.number(item).await, "deliver", "delivered").await;
        }
        let view = joint.view().await;
        assert_eq!((view.status, view.remaining, view.may_withdraw), (JointStatus::Decided, None, false));
        let kinds: Vec<_> = view.log.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds.first(), Some(&JointEventKind::Filed));
        assert_eq!(kinds.last(), Some(&JointEventKind::Decided));
    }

    async fn what_builds_on_a_refusal_never_begins(hall) {
        let joint = Jointly::file(hall, "wood").await;
        joint.forestry.decide(&joint.number(TIMBER).await, "rejected").await;
        let lane = joint.lane(REGISTER).await;
        assert_eq!((lane.state, lane.held_for), (LaneState::Dropped, vec![TIMBER.to_owned()]));
        let told = texts(hall, "SELECT kind FROM message WHERE kind = 'part_dropped'").await;
        assert_eq!(told.len(), 1);
        // What is approved afterwards opens nothing any more.
        joint.health.decide(&joint.number(HYGIENE).await, "approved").await;
        assert_eq!(joint.lane(REGISTER).await.state, LaneState::Dropped);
        assert_eq!(joint.lane(TIMBER).await.decision, Some(Decision::Rejected));
    }

    async fn a_case_of_it_names_the_whole_and_who_works_beside_it(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let number = joint.number(HYGIENE).await;
        let case: DeskCase =
            joint.health.officer.get(&format!("/api/desk/cases/{number}")).await.assert_status(200).read_json();
        let part = case.view.part_of.unwrap();
        assert_eq!(part.number, joint.receipt.number);
        assert_eq!(part.beside.len(), 2);
        let own: CaseView = joint.ana.get(&format!("/api/cases/{number}")).await.assert_status(200).read_json();
        assert!(own.part_of.unwrap().beside.is_empty());
    }

    async fn tracking_the_whole_tells_its_lanes_and_nothing_else(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let asked = json!({ "number": joint.receipt.number, "last_four": &identity_number(0)[14..] });
        let found: Tracked = hall.visitor().post("/api/track", &asked).await.assert_status(200).read_json();
        let Tracked::Joint(view) = found else { panic!("{found:?}") };
        assert_eq!((view.lanes.len(), view.applicant.as_str(), view.application), (3, "", None));
        assert!(view.log.is_empty() && view.lanes.iter().all(|lane| lane.number.is_none()));
        let wrong = json!({ "number": joint.receipt.number, "last_four": "0000" });
        hall.visitor().post("/api/track", &wrong).await.assert_problem(ProblemKind::NotFound);
    }
}
