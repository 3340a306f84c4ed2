//! Situations (情形): fee, time, window and delivery by the answers, told before one applies and kept to afterwards; and the question of
//! a region, level by level.

use schema::ProblemKind;
use schema::applications::{Application, Receipt};
use schema::calendar::Limit;
use schema::cases::DeskCase;
use schema::catalogue::TermAspect;
use schema::form::compile;
use schema::guide::{GuideStand, Situation, SituationTerm, TermSays};
use schema::role::Role;
use serde_json::{Value, json};

use crate::support::{
    Client, FOOD_BUSINESS, Hall, PNG, claim, complete, issue_licence_of, on_both, region_guide,
};

const ID_CARD: &str = "DEMO-440100-ID-CARD";
const RESIDENCE: &str = "DEMO-440100-RESIDENCE-PERMIT";
const ITEMS: &str = include_str!("../../../seed/catalogue/demo-items.jsonl");

macro_rules! of_form {
    ($form:literal) => {
        (
            include_str!(concat!("../../../seed/forms/", $form, ".json")),
            include_str!(concat!("../../../../app/schema/fixtures/forms/", $form, ".answers.json")),
        )
    };
}

async fn at(client: &Client, item: &str, query: &str) -> Situation {
    client.get(&format!("/api/items/{item}/situation{query}")).await.assert_status(200).read_json()
}

fn of(situation: &Situation, aspect: TermAspect) -> SituationTerm {
    situation.terms.iter().find(|term| term.aspect == aspect).unwrap().clone()
}

/// What is charged in the first case of a term, in fen.
fn charged(term: &SituationTerm) -> Vec<u64> {
    let TermSays::Fees(fees) = &term.may[0].says else { panic!("{term:?}") };
    fees.iter().map(|fee| fee.amount).collect()
}

/// Files for an item, with sample answers that are changed, and every material they ask for.
async fn filed(who: &Client, item: &str, form: (&str, &str), change: impl FnOnce(&mut Value)) -> Receipt {
    let (definition, answers) = form;
    let (form, _) = compile(&serde_json::from_str(definition).unwrap());
    let mut answers: Value = serde_json::from_str(answers).unwrap();
    change(&mut answers);
    let draft = who.begin(item).await;
    let id = draft.summary.id;
    who.save(id, &answers, draft.revision).await.assert_status(200);
    let state = schema::form::state(&form, &answers);
    for (material, _) in form.materials.iter().zip(state.materials()).filter(|(_, asked)| asked.is_yes()) {
        who.attach(id, &material.id, &format!("{}.png", material.id), PNG).await.assert_status(201);
    }
    who.submit(id, item).await.assert_status(200).read_json()
}

/// Brings a case to its decision; returns its fees by code and amount.
async fn approved(hall: &Hall, receipt: &Receipt) -> Vec<(String, Option<u64>)> {
    let path = format!("/api/desk/cases/{}", receipt.number);
    let mut fees = Vec::new();
    for (role, task, outcome) in [
        (Role::Intake, "accept", "accepted"),
        (Role::Officer, "review", "approved"),
        (Role::AgencyLead, "decide", "approved"),
    ] {
        let who = hall.staff(role, "440100", Some("广州市公安局")).await;
        for mut command in [claim(task), complete(task, outcome)] {
            let case: DeskCase = who.get(&path).await.assert_status(200).read_json();
            command["revision"] = case.revision.into();
            let after: DeskCase =
                who.post(&format!("{path}/commands"), &command).await.assert_status(200).read_json();
            fees = after.view.fees.into_iter().map(|fee| (fee.code, fee.amount)).collect();
        }
    }
    fees
}

on_both! {
    async fn fee_time_window_and_delivery_follow_from_the_answers(hall) {
        hall.open_demo_city().await;
        let visitor = hall.visitor();
        let begun = at(&visitor, ID_CARD, "").await;
        assert!(begun.terms.iter().all(|term| !term.settled && term.may.len() == 2 && term.because.is_empty()));
        let expired = at(&visitor, ID_CARD, "?%2Fground%2Fkind=expired").await;
        let fee = of(&expired, TermAspect::Fees);
        assert_eq!((charged(&fee), fee.settled, fee.because), (vec![2000], true, vec!["/ground/kind".to_owned()]));
        assert!(!of(&expired, TermAspect::Delivery).settled);
        let lost = at(&visitor, ID_CARD, "?%2Fground%2Fkind=lost&%2Fdelivery%2Fmethod=post").await;
        assert_eq!(charged(&of(&lost, TermAspect::Fees)), [4000]);
        assert!(lost.terms.iter().all(|term| term.settled));
        // What is no answer decides nothing.
        assert_eq!(at(&visitor, ID_CARD, "?%2Fground%2Fkind=moon").await, begun);
        let study = at(&visitor, RESIDENCE, "?%2Fground%2Fkind=study").await;
        assert_eq!(of(&study, TermAspect::Limit).may[0].says, TermSays::Limit(Limit::working_days(5)));
        let free = of(&study, TermAspect::Fees);
        assert_eq!((charged(&free), free.settled, free.because), (vec![], true, vec![]), "free for everybody");
        let work = at(&visitor, RESIDENCE, "?%2Fground%2Fkind=employment").await;
        assert_eq!(of(&work, TermAspect::Limit).may[0].says, TermSays::Limit(Limit::calendar_days(15)));
        visitor.get("/api/items/none/situation").await.assert_problem(ProblemKind::NotFound);
    }

    async fn what_was_told_is_charged_and_nothing_else(hall) {
        hall.open_demo_city().await;
        for (name, kind, code, amount) in
            [("ana", "expired", "id-card-exchange", 2000), ("ben", "lost", "id-card-replacement", 4000)]
        {
            let who = hall.citizen(name).await;
            let receipt = filed(&who, ID_CARD, of_form!("id-card-replacement"), |answers| {
                answers["ground"] = json!({ "kind": kind });
                if kind == "lost" {
                    answers["ground"]["lost_on"] = json!("2026-02-20");
                }
            }).await;
            assert_eq!(approved(hall, &receipt).await, [(code.to_owned(), Some(amount))], "{kind}");
        }
    }

    async fn the_time_that_was_told_is_the_time_the_case_has(hall) {
        hall.open_demo_city().await;
        let mut due = Vec::new();
        for (name, kind) in [("ana", "study"), ("ben", "housing")] {
            let who = hall.citizen(name).await;
            let receipt = filed(&who, RESIDENCE, of_form!("residence-permit"), |answers| {
                answers["ground"]["kind"] = json!(kind);
                if kind == "study" {
                    answers["school"] = json!({ "name": "广州一中", "enrolled_on": "2025-09-01" });
                }
                answers["application"]["on_behalf"] = json!("self");
                answers.as_object_mut().unwrap().remove("agent");
            }).await;
            let path = format!("/api/desk/cases/{}", receipt.number);
            let intake = hall.staff(Role::Intake, "440100", Some("广州市公安局")).await;
            for mut command in [claim("accept"), complete("accept", "accepted")] {
                command["revision"] = intake.get(&path).await.read_json::<DeskCase>().revision.into();
                intake.post(&format!("{path}/commands"), &command).await.assert_status(200);
            }
            let case: DeskCase = intake.get(&path).await.assert_status(200).read_json();
            due.push((receipt.decision.total, case.view.deadline.map(|deadline| deadline.total)));
        }
        assert_eq!(due, [(5, Some(5)), (15, Some(15))]);
    }

    async fn the_answers_that_decide_go_into_the_form(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let told = json!({ "/ground/kind": "expired", "/delivery/method": "post" });
        let begin = json!({ "item": ID_CARD, "answers": told });
        let draft: Application = ana.post("/api/applications", &begin).await.assert_status(201).read_json();
        assert_eq!(draft.answers["ground"]["kind"], "expired");
        assert_eq!(draft.answers["delivery"]["method"], "post");
    }

    async fn a_guide_ends_with_what_its_answers_say_of_the_item(hall) {
        hall.open_demo_city().await;
        hall.publish_guides().await;
        let ana = hall.citizen("ana").await;
        let stand = async |client: &Client, path: &str| -> GuideStand {
            client.get(&format!("/api/guides/{path}")).await.assert_status(200).read_json()
        };
        let expired = stand(&hall.visitor(), "id-card/stand?state=expired&urgent=no").await.situation.unwrap();
        assert_eq!(charged(&of(&expired, TermAspect::Fees)), [2000]);
        assert_eq!(expired.questions[0].written.as_deref(), Some("expired"));
        assert_eq!(stand(&ana, "id-card/stand?state=expired").await.situation, None, "not there yet");
        // Who is signed in is told what they have; nobody else is.
        let (_, receipt) = ana.file_senior_card().await;
        issue_licence_of(hall, &receipt.number.to_string(), "licence.business").await;
        let path = "food-shop/stand?banned=no&kind=catering&licence=yes&holder=sole_trader&small=no&online=no&health=yes";
        let end = stand(&ana, path).await;
        assert_eq!(end.item.map(|item| item.summary.code).as_deref(), Some(FOOD_BUSINESS));
        let held = |situation: Situation| situation.materials.into_iter().filter(|it| it.held.is_some()).count();
        assert_eq!(held(end.situation.unwrap()), 1);
        assert_eq!(held(stand(&hall.visitor(), path).await.situation.unwrap()), 0);
    }

    async fn an_item_is_not_joined_to_a_form_that_does_not_tell_its_situations(hall) {
        hall.open_demo_city().await;
        let editor = hall.staff(Role::Editor, "440100", None).await;
        let line = ITEMS.lines().find(|line| line.contains(ID_CARD)).unwrap();
        let mut line: Value = serde_json::from_str(line).unwrap();
        let join = async |line: &Value| {
            hall.import(&line.to_string()).await;
            editor.put(&format!("/api/desk/forms/id-card-replacement/items/{ID_CARD}"), &json!({})).await
        };
        for when in [json!({ "==": [{ "var": "applicant.name" }, "x"] }), json!({ "==": [{ "var": "ground.kind" }, "moon"] })] {
            line["terms"][0]["when"] = when;
            join(&line).await.assert_problem(ProblemKind::Refused);
        }
        line["terms"] = json!([]);
        join(&line).await.assert_status(200);
    }

    async fn a_region_is_chosen_level_by_level(hall) {
        hall.publish_guide(&region_guide()).await;
        let visitor = hall.visitor();
        let stand = async |query: &str| -> GuideStand {
            visitor.get(&format!("/api/guides/where/stand{query}")).await.assert_status(200).read_json()
        };
        let names = |stand: &GuideStand| stand.regions.iter().map(|region| region.name.clone()).collect::<Vec<_>>();
        let cities = stand("").await;
        assert!(names(&cities).contains(&"广州市".to_owned()) && !names(&cities).contains(&"北京市".to_owned()));
        let counties = stand("?_in=440100").await;
        assert!(names(&counties).contains(&"荔湾区".to_owned()), "{:?}", names(&counties));
        // What lies outside is no answer, and nothing below a county is shown.
        assert_eq!(names(&stand("?_in=110100").await), names(&cities));
        for (query, expect) in
            [("?place=440103", Some("near")), ("?place=440300", Some("far")), ("?place=110101", None), ("?place=x", None)]
        {
            let stand = stand(query).await;
            let written = |id: &str| query.strip_prefix(&format!("?{id}="));
            let found = schema::guide::replay(&stand.guide, written).outcome.map(|outcome| outcome.id.clone());
            assert_eq!(found.as_deref(), expect, "{query}");
        }
        assert!(names(&stand("?place=440103").await).contains(&"荔湾区".to_owned()), "the answer has its name");
    }
}
