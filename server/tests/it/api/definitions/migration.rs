//! Open cases that move to another version of their process: the dry run, the act that moves all or none, and what a moved case
//! does then.

use schema::cases::DeskCase;
use schema::definitions::{CasesMigrated, MigrationPlan};
use schema::locale::Text;
use schema::process::{Actor, Choice, Choices, Fit, Obstacle, Report, Status};
use schema::role::Role;
use schema::{Locale, Page, ProblemKind};
use serde_json::{Value, json};
use server::features::applications;
use server::features::cases::{Migrated, Migration, migrate_cases, plan_migration};

use crate::support::{MIGRATION, Moving, claim, complete, on_both, texts};

fn cases(page: &Page<Report>) -> Vec<String> {
    assert_eq!(page.total, Some(page.items.len() as u64));
    page.items.iter().map(|report| report.case.to_string()).collect()
}

fn act(plan: &MigrationPlan, choices: Value) -> Value {
    let MigrationPlan { from, to, fingerprint, .. } = plan;
    json!({ "from": from, "to": to, "choices": choices, "reason": "新规定", "fingerprint": fingerprint })
}

on_both! {
    async fn a_dry_run_tells_of_each_case_what_would_become_of_it(hall) {
        let moving = Moving::begin(hall, &["look", "weigh"]).await;
        let fresh = moving.file(hall, "ana").await;
        let looking = moving.reviewed(hall, "ben", &[]).await;
        let weighing = moving.reviewed(hall, "cem", &["look"]).await;
        moving.publish(&["first", "look", "measure"]).await;
        moving.publish(&[]).await;

        let plan = moving.plan("from=1&to=2").await;
        assert_eq!(cases(&plan.fits), [fresh.clone(), looking.clone()]);
        assert_eq!(cases(&plan.needs_choice), std::slice::from_ref(&weighing));
        assert_eq!(plan.fits.items[0].passed, Vec::<String>::new());
        assert_eq!(plan.fits.items[1].passed, ["first"]);
        let among = ["first", "look", "measure"].map(str::to_owned).to_vec();
        let choice = Choice { of: "weigh".to_owned(), among };
        assert_eq!(plan.needs_choice.items[0].fit, Fit::NeedsChoice(vec![choice.clone()]));
        assert_eq!((&plan.choices[..], plan.names["weigh"].get(Locale::En)), (&[choice.clone()][..], "weigh"));
        assert!(plan.cannot.items.is_empty() && plan.rest.is_none());

        // With the choice all fit, and what was chosen may still be chosen otherwise.
        let chosen = moving.plan("from=1&to=2&choices=weigh:measure").await;
        assert_eq!(cases(&chosen.fits), [fresh.clone(), looking.clone(), weighing.clone()]);
        assert_eq!(chosen.choices, [choice]);
        assert_ne!(chosen.fingerprint, plan.fingerprint);
        assert_eq!(moving.plan("from=1&to=2").await, plan);

        let gone = moving.plan("from=1&to=3").await;
        assert_eq!((cases(&gone.fits), cases(&gone.cannot)), (vec![fresh], vec![looking, weighing]));
        assert_eq!(gone.cannot.items[0].fit, Fit::Cannot(Obstacle::Gone("look".to_owned())));
        assert_eq!(moving.uses().await, [(1, 3)], "nothing was moved");
    }

    async fn a_moved_case_goes_to_its_end_by_the_new_version(hall) {
        let moving = Moving::begin(hall, &["look", "weigh"]).await;
        let weighing = moving.reviewed(hall, "ana", &["look"]).await;
        moving.command(&moving.officer, &weighing, claim("weigh")).await.assert_status(200);
        moving.publish(&["look", "measure"]).await;
        let after = moving.file(hall, "ben").await;

        let choices = json!({ "weigh": "measure" });
        let plan = moving.plan("from=1&to=2&choices=weigh:measure").await;
        let mut unsaid = act(&plan, choices.clone());
        unsaid["reason"] = json!(" ");
        let unsaid = moving.writer.post(MIGRATION, &unsaid).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(unsaid.errors[0].pointer, "/reason");
        let moved: CasesMigrated =
            moving.second.post(MIGRATION, &act(&plan, choices)).await.assert_status(200).read_json();
        assert_eq!((moved.moved, moving.uses().await), (1, vec![(2, 2)]));

        // Every request replays the log: what follows reads it with both versions.
        let path = format!("/api/desk/cases/{weighing}");
        let case: DeskCase = moving.officer.get(&path).await.assert_status(200).read_json();
        assert_eq!(case.task.as_deref(), Some("measure"));
        let told = case.view.timeline.iter().find(|line| line.kind == "case_migrated").unwrap();
        assert_eq!((told.words.as_deref(), told.role), (Some("新规定"), Role::Reviewer));
        let mut claimed = case.view.timeline.iter().filter(|line| line.kind == "task_claimed");
        let is_called = |name: &Text| name.get(Locale::En) == "weigh";
        assert!(claimed.any(|line| line.task.as_ref().is_some_and(is_called)), "as it was called then");
        moving.officer.get(&format!("{path}/course")).await.assert_status(200);
        let measured = complete("measure", "approved");
        moving.command(&moving.officer, &weighing, measured).await.assert_status(200);
        moving.work(&moving.lead, &weighing, "decide", "approved").await;
        moving.work(&moving.intake, &weighing, "deliver", "delivered").await;
        let case: DeskCase = moving.officer.get(&path).await.assert_status(200).read_json();
        assert_eq!(case.view.summary.status, Status::Delivered);
        moving.work(&moving.intake, &after, "accept", "accepted").await;

        let audit = texts(hall, "SELECT detail FROM audit_line WHERE action = 'process.migrate'").await;
        let audit: Value = serde_json::from_str(&audit[0]).unwrap();
        assert_eq!((&audit["cases"], &audit["choices"]), (&json!(1), &json!({ "weigh": "measure" })));
        assert_eq!(audit["reason"].as_str().map(str::len), Some(64), "the hash of the words, not they");
        assert_eq!(texts(hall, "SELECT subject FROM audit_line WHERE action = 'case.migrate'").await, [weighing]);
    }

    async fn what_was_overtaken_moves_nothing_and_is_told_anew(hall) {
        let moving = Moving::begin(hall, &["look"]).await;
        let one = moving.reviewed(hall, "ana", &[]).await;
        let two = moving.file(hall, "ben").await;
        moving.publish(&["look", "weigh"]).await;
        let plan = moving.plan("from=1&to=2").await;
        moving.command(&moving.intake, &two, claim("accept")).await.assert_status(200);
        let late = moving.writer.post(MIGRATION, &act(&plan, json!({}))).await.assert_problem(ProblemKind::Conflict);
        assert_eq!((late.errors[0].pointer.as_str(), moving.uses().await), ("/fingerprint", vec![(1, 2)]));
        assert_eq!(texts(hall, "SELECT kind FROM case_event WHERE kind = 'case_migrated'").await, Vec::<String>::new());
        let anew: MigrationPlan = serde_json::from_value(late.errors[0].params["plan"].clone()).unwrap();
        assert_eq!(anew, moving.plan("from=1&to=2").await);

        // The new dry run can be followed at once; of those that fit one may be left.
        let mut some = act(&anew, json!({}));
        some["cases"] = json!([one]);
        let moved: CasesMigrated = moving.writer.post(MIGRATION, &some).await.assert_status(200).read_json();
        assert_eq!((moved.moved, moving.uses().await), (1, vec![(2, 1), (1, 1)]));
        // Done twice, it was overtaken by itself.
        moving.writer.post(MIGRATION, &some).await.assert_problem(ProblemKind::Conflict);
    }

    async fn one_case_that_does_not_fit_leaves_all(hall) {
        let moving = Moving::begin(hall, &["look", "weigh"]).await;
        let fits = moving.reviewed(hall, "ana", &[]).await;
        let needs = moving.reviewed(hall, "ben", &["look"]).await;
        moving.publish(&["look", "measure"]).await;
        let plan = moving.plan("from=1&to=2").await;
        assert_eq!((cases(&plan.fits), cases(&plan.needs_choice)), (vec![fits.clone()], vec![needs.clone()]));
        let mut both = act(&plan, json!({}));
        both["cases"] = json!([fits, needs]);
        let refused = moving.writer.post(MIGRATION, &both).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((refused.errors.len(), refused.errors[0].pointer.as_str()), (1, "/cases/1"));
        assert_eq!(moving.uses().await, [(1, 2)]);
        assert_eq!(texts(hall, "SELECT action FROM audit_line WHERE action LIKE '%.migrate'").await, Vec::<String>::new());
        both["cases"] = json!([]);
        moving.writer.post(MIGRATION, &both).await.assert_problem(ProblemKind::Refused);

        // A case that went back to the version it had is replayed with both.
        moving.writer.post(MIGRATION, &act(&plan, json!({}))).await.assert_status(200);
        let back = moving.plan("from=2&to=1").await;
        moving.writer.post(MIGRATION, &act(&back, json!(Choices::new()))).await.assert_status(200);
        assert_eq!(moving.uses().await, [(1, 2)]);
        moving.work(&moving.officer, &fits, "look", "approved").await;
        let case: DeskCase = moving.officer.get(&format!("/api/desk/cases/{fits}")).await.assert_status(200).read_json();
        assert_eq!(case.task.as_deref(), Some("weigh"));
    }

    async fn more_than_one_act_moves_go_batch_after_batch_each_whole_or_not_at_all(hall) {
        let moving = Moving::begin(hall, &["look"]).await;
        let mut numbers = Vec::new();
        for login in ["ana", "ben", "cem", "dan", "eva"] {
            numbers.push(moving.file(hall, login).await);
        }
        moving.publish(&["look", "weigh"]).await;
        let (choices, now) = (Choices::new(), hall.state().clock.now());
        let id = moving.writer.get("/api/session").await.json()["account"].to_string();
        let two_at_a_time = |after| {
            let actor = Actor { id: id.clone(), role: Role::Editor };
            Migration { process: "care", from: 1, to: 2, choices: &choices, reason: "新规定", after, most: 2, actor, now }
        };
        let plan = async |after| {
            plan_migration(&mut hall.db().read().await.unwrap(), &two_at_a_time(after), None).await.unwrap()
        };
        let act = async |after, plan: &MigrationPlan| {
            let mut tx = hall.db().write().await.unwrap();
            let migration = two_at_a_time(after);
            let found = migrate_cases(hall.state(), &mut tx, &migration, None, &plan.fingerprint).await.unwrap();
            let Migrated::Moved { cases, rest } = found else { return None };
            tx.commit().await.unwrap();
            Some((cases, rest.map(|rest| rest.parse::<i64>().unwrap())))
        };

        let first = plan(0).await;
        assert_eq!(cases(&first.fits), numbers[..2]);
        let Some((2, Some(after))) = act(0, &first).await else { panic!("the first two were not moved") };
        assert_eq!((first.rest.as_deref(), moving.uses().await), (Some(&*after.to_string()), vec![(2, 2), (1, 3)]));

        // What happens to the second batch meanwhile holds up that one, and undoes nothing of the first.
        let second = plan(after).await;
        assert_eq!(cases(&second.fits), numbers[2..4]);
        moving.command(&moving.intake, &numbers[3], claim("accept")).await.assert_status(200);
        assert_eq!((act(after, &second).await, moving.uses().await), (None, vec![(2, 2), (1, 3)]));
        let Some((2, Some(after))) = act(after, &plan(after).await).await else { panic!("nor the second two") };
        let last = plan(after).await;
        assert_eq!((cases(&last.fits), last.rest.as_deref()), (numbers[4..].to_vec(), None));
        assert_eq!((act(after, &last).await, moving.uses().await), (Some((1, None)), vec![(2, 5)]));
    }

    async fn cases_are_moved_by_those_who_may_publish_to_what_is_in_force(hall) {
        let moving = Moving::begin(hall, &["look"]).await;
        moving.file(hall, "ana").await;
        moving.publish(&["look", "weigh"]).await;
        let plan = moving.plan("from=1&to=2").await;
        let far = hall.staff(Role::Editor, "511602", None).await;
        for who in [&far, &moving.officer] {
            who.get(&format!("{MIGRATION}?from=1&to=2")).await.assert_problem(ProblemKind::Forbidden);
            who.post(MIGRATION, &act(&plan, json!({}))).await.assert_problem(ProblemKind::Forbidden);
        }
        for (query, kind) in [
            ("from=1&to=1", ProblemKind::BadRequest),
            ("from=1", ProblemKind::BadRequest),
            ("from=1&to=2&choices=look", ProblemKind::BadRequest),
            ("from=1&to=2&after=x", ProblemKind::BadRequest),
            ("from=1&to=9", ProblemKind::NotFound),
        ] {
            moving.writer.get(&format!("{MIGRATION}?{query}")).await.assert_problem(kind);
        }
        let retire = json!({ "revision": moving.record().await.revision });
        moving.publish(&["look"]).await;
        let retire_path = "/api/desk/processes/care/2/retire";
        moving.writer.post(retire_path, &retire).await.assert_problem(ProblemKind::Conflict);
        let retire = json!({ "revision": moving.record().await.revision });
        moving.writer.post(retire_path, &retire).await.assert_status(200);
        moving.writer.get(&format!("{MIGRATION}?from=1&to=2")).await.assert_problem(ProblemKind::Refused);
        moving.writer.post(MIGRATION, &act(&plan, json!({}))).await.assert_problem(ProblemKind::Refused);
    }

    async fn applications_are_held_in_one_order_before_any_case_is_moved(hall) {
        let moving = Moving::begin(hall, &["look"]).await;
        // Ana began first, Ben filed first: their cases stand the other way round.
        let ana = hall.citizen("ana").await;
        let (draft, _) = ana.senior_card_draft().await;
        let first = draft.summary.id;
        let (second, _) = hall.citizen("ben").await.file_senior_card().await;
        ana.submit(first, "first").await.assert_status(200);
        moving.publish(&["look", "weigh"]).await;
        let plan = moving.plan("from=1&to=2").await;
        let go = act(&plan, json!({}));

        let mut tx = hall.db().write().await.unwrap();
        applications::hold(&mut tx, first).await.unwrap();
        let other = async {
            // Long enough for the act to wait for the first; it has nothing yet that is waited for here.
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            applications::hold(&mut tx, second).await.unwrap();
            tx.commit().await.unwrap();
        };
        let (moved, ()) = tokio::join!(moving.writer.post(MIGRATION, &go), other);
        let moved: CasesMigrated = moved.assert_status(200).read_json();
        assert_eq!((moved.moved, moving.uses().await), (2, vec![(2, 2)]));
    }
}
