//! Who gets a task when its turn comes: by load, in turn, the superior; and in the place of somebody who is away, their deputy.

use schema::absences::{Absence, Absences};
use schema::cases::{DeskCase, Given, Queue, Worklist};
use schema::process::Assign;
use schema::role::Role;
use schema::{FieldCode, Problem, ProblemKind};
use serde_json::{Value, json};
use server::features::accounts::staff;

use crate::support::{CIVIL_AFFAIRS, Client, FOOD_SAFETY, Response, Scene, claim, complete, on_both, texts};

fn assigned(rule: &'static str) -> impl FnOnce(&mut Value) {
    move |process| process["seq"][1]["task"]["assign"] = rule.into()
}

async fn account(who: &Client) -> i64 {
    who.get("/api/session").await.json()["account"].as_i64().unwrap()
}

/// One more case of the same process, accepted, as it stands then.
async fn accepted(scene: Scene) -> (Scene, DeskCase) {
    let (application, receipt) = scene.ana.file_senior_card().await;
    let scene = Scene { application, receipt, ..scene };
    let case = scene.handle(&scene.intake, "accept", "accepted").await;
    (scene, case)
}

async fn give<'a>(who: &'a Client, desk: &'a str, mut command: Value) -> Response {
    command["revision"] = who.get(desk).await.assert_status(200).json()["revision"].clone();
    who.post(&format!("{desk}/commands"), &command).await
}

/// How many open tasks somebody has in their worklist.
async fn mine(who: &Client) -> usize {
    let list: Worklist = who.get(&format!("/api/desk/cases?queue={}", Queue::Mine.slug())).await.read_json();
    list.cases.items.len()
}

/// How the review of a case came to who has it.
fn given(case: &DeskCase) -> Option<&Given> {
    let opened = case.view.timeline.iter().find(|line| line.kind == "task_opened")?;
    opened.given.as_ref()
}

fn away(account: Option<i64>, from: &str, until: &str, deputy: i64) -> Value {
    json!({ "account": account, "from": from, "until": until, "deputy": deputy })
}

on_both! {
    async fn who_has_the_least_to_do_gets_it(hall) {
        let mut scene = Scene::open_with(hall, assigned("load")).await;
        let second = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        // The lead has something else to do, and so is not first.
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        let case = scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200).read_json();
        assert_eq!(given(&case), Some(&Given { by: Some(Assign::Load), instead_of: None }));
        let mut held = Vec::new();
        for _ in 0..5 {
            (scene, _) = accepted(scene).await;
            held.push((mine(&scene.officer).await, mine(&second).await, mine(&scene.lead).await));
        }
        // Six tasks, three people who may do them: two each.
        let (officer, other, _) = *held.last().unwrap();
        assert_eq!((officer, other), (2, 2), "{held:?}");
        assert!(held.iter().all(|(one, other, _)| one.abs_diff(*other) <= 1), "{held:?}");
        // It needs nobody to take it, and its holder goes on.
        let ana = scene.view().await.timeline;
        assert!(ana.iter().all(|line| line.given.is_none() && line.people.is_empty()));
    }

    async fn it_goes_in_turn_whatever_everybody_has(hall) {
        let mut scene = Scene::open_with(hall, assigned("turn")).await;
        let second = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let people = [account(&scene.officer).await, account(&second).await, account(&scene.lead).await];
        let mut holders = Vec::new();
        for _ in 0..6 {
            let case;
            (scene, case) = accepted(scene).await;
            assert_eq!(given(&case).unwrap().by, Some(Assign::Turn));
            let last = texts(hall, "SELECT CAST(holder AS TEXT) FROM task WHERE task = 'review' ORDER BY case_record DESC");
            holders.push(last.await.remove(0).parse::<i64>().unwrap());
            hall.pass(chrono::TimeDelta::minutes(1));
        }
        assert_eq!(holders[..3], holders[3..]);
        assert!(people.iter().all(|person| holders[..3].contains(person)), "{holders:?}");
    }

    async fn the_superior_of_who_did_the_step_before_gets_it(hall) {
        let scene = Scene::open_with(hall, assigned("superior")).await;
        let login = async |who: &Client| who.get("/api/session").await.json()["login"].as_str().unwrap().to_owned();
        let (intake, lead) = (login(&scene.intake).await, login(&scene.lead).await);
        let now = hall.state().clock.now();
        let mut tx = hall.db().write().await.unwrap();
        assert!(staff::set_superior(&mut tx, &intake, Some(&intake), now).await.is_err());
        assert!(staff::set_superior(&mut tx, &intake, Some("ana"), now).await.is_err());
        staff::set_superior(&mut tx, &intake, Some(&lead), now).await.unwrap();
        tx.commit().await.unwrap();
        let case = scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(given(&case).unwrap().by, Some(Assign::Superior));
        scene.command(&scene.lead, complete("review", "approved")).await.assert_status(200);
    }

    async fn a_post_is_held_by_several_and_who_takes_a_task_does_it_for_all(hall) {
        let scene = Scene::open(hall).await;
        let second = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let case = scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(given(&case), None, "no rule gives it to anybody");
        let both = async || (mine(&scene.officer).await, mine(&second).await);
        assert_eq!(both().await, (1, 1), "it is before everybody whose post it is");
        scene.command(&second, claim("review")).await.assert_status(200);
        assert_eq!(both().await, (0, 1));
        for command in [claim("review"), complete("review", "approved")] {
            let problem = scene.command(&scene.officer, command).await.assert_problem(ProblemKind::Refused);
            assert_eq!(problem.detail.as_deref(), Some("held_by_another"));
        }
        // Given back, it is before all of them again.
        scene.command(&second, json!({ "command": "release", "task": "review" })).await.assert_status(200);
        assert_eq!(both().await, (1, 1));
        scene.handle(&scene.officer, "review", "approved").await;
        assert_eq!(both().await, (0, 0), "nobody has to do it once more");
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
    }

    async fn who_is_away_is_stood_in_for(hall) {
        let scene = Scene::open_with(hall, assigned("superior")).await;
        let login = async |who: &Client| who.get("/api/session").await.json()["login"].as_str().unwrap().to_owned();
        let (intake, lead) = (login(&scene.intake).await, login(&scene.lead).await);
        let mut tx = hall.db().write().await.unwrap();
        staff::set_superior(&mut tx, &intake, Some(&lead), hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let deputy = account(&scene.officer).await;
        let absence = away(None, "2026-03-02", "2026-03-06", deputy);
        scene.lead.post("/api/desk/absences", &absence).await.assert_status(201);
        let case = scene.handle(&scene.intake, "accept", "accepted").await;
        let instead_of = Some("李工".to_owned());
        assert_eq!(given(&case), Some(&Given { by: Some(Assign::Superior), instead_of }));
        scene.command(&scene.officer, complete("review", "approved")).await.assert_status(200);
        // Back at work, they get what is theirs themselves.
        let own: Absences = scene.lead.get("/api/desk/absences").await.assert_status(200).read_json();
        scene.lead.delete(&format!("/api/desk/absences/{}", own.absences[0].id)).await.assert_status(204);
        let (scene, case) = accepted(scene).await;
        assert_eq!(given(&case).unwrap().instead_of, None);
        scene.command(&scene.lead, complete("review", "approved")).await.assert_status(200);
    }

    async fn what_is_said_of_an_absence_has_to_hold(hall) {
        let scene = Scene::open(hall).await;
        let elsewhere = hall.staff(Role::Officer, "440100", Some(FOOD_SAFETY)).await;
        let (officer, lead) = (account(&scene.officer).await, account(&scene.lead).await);
        let faults = async |who: &Client, absence: Value| -> Vec<(String, FieldCode)> {
            let problem: Problem = who.post("/api/desk/absences", &absence).await.assert_problem(ProblemKind::Invalid);
            problem.errors.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
        };
        let ends_first = away(None, "2026-03-09", "2026-03-06", lead);
        assert_eq!(faults(&scene.officer, ends_first).await, [("/until".to_owned(), FieldCode::EndsBeforeStart)]);
        let other_agency = away(None, "2026-03-09", "2026-03-10", account(&elsewhere).await);
        assert_eq!(faults(&scene.officer, other_agency).await, [("/deputy".to_owned(), FieldCode::NotAChoice)]);
        assert_eq!(faults(&scene.officer, json!({})).await.len(), 3);

        // An officer says it of themselves, their lead of either, nobody of a stranger.
        let of_lead = away(Some(lead), "2026-03-09", "2026-03-10", officer);
        scene.officer.post("/api/desk/absences", &of_lead).await.assert_problem(ProblemKind::Forbidden);
        let of_officer = away(Some(officer), "2026-03-09", "2026-03-10", lead);
        let added: Absence = scene.lead.post("/api/desk/absences", &of_officer).await.assert_status(201).read_json();
        assert_eq!((added.account, added.deputy.as_str()), (officer, "李工"));
        assert_eq!(faults(&scene.lead, of_officer).await, [("/from".to_owned(), FieldCode::Taken)]);
        scene.ana.get("/api/desk/absences").await.assert_problem(ProblemKind::Forbidden);

        let seen: Absences = scene.officer.get("/api/desk/absences").await.assert_status(200).read_json();
        assert_eq!((seen.own, &seen.absences), (officer, &vec![added.clone()]));
        assert_eq!(seen.workmates.iter().filter(|mate| mate.led).count(), 1);
        let path = format!("/api/desk/absences/{}", added.id);
        elsewhere.delete(&path).await.assert_status(404);
        scene.officer.delete(&path).await.assert_status(204);
        scene.officer.delete(&path).await.assert_status(404);
    }

    async fn two_cases_at_the_same_instant_go_to_two_people(hall) {
        let scene = Scene::open_with(hall, assigned("turn")).await;
        hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let other = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        for _ in 0..6 {
            let mut desks = Vec::new();
            for who in [&scene.intake, &other] {
                let (_, receipt) = scene.ana.file_senior_card().await;
                let desk = format!("/api/desk/cases/{}", receipt.number);
                give(who, &desk, claim("accept")).await.assert_status(200);
                desks.push(desk);
            }
            let accept = |who, desk| give(who, desk, complete("accept", "accepted"));
            let (one, two) = tokio::join!(accept(&scene.intake, &desks[0]), accept(&other, &desks[1]));
            one.assert_status(200);
            two.assert_status(200);
            let last = "SELECT CAST(holder AS TEXT) FROM task WHERE task = 'review' ORDER BY case_record DESC LIMIT 2";
            let holders = texts(hall, last).await;
            assert_ne!(holders[0], holders[1]);
            hall.pass(chrono::TimeDelta::minutes(1));
        }
    }
}
