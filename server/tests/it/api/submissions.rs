//! Handing in, exactly once: of many who begin at once, of keys that come again, and never without the declaration.

use std::collections::BTreeSet;

use futures::future::join_all;
use schema::applications::{Application, Receipt};
use schema::{FieldCode, FieldError, ProblemKind};
use serde_json::json;

use crate::support::{SENIOR_CARD, Scene, claim, on_both, put_right, supplement, texts};

on_both! {
    async fn beginning_on_several_devices_at_once_makes_one_draft(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let begin = async || ana.post("/api/applications", &json!({ "item": SENIOR_CARD })).await;
        let answers = join_all((0..8).map(|_| begin())).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 201]);
        let drafts: BTreeSet<i64> =
            answers.iter().map(|answer| answer.read_json::<Application>().summary.id).collect();
        assert_eq!(drafts.len(), 1);
        let begun = "SELECT action FROM audit_line WHERE action = 'application.begin'";
        assert_eq!(texts(hall, begun).await.len(), 1);
    }

    async fn every_key_that_filed_something_gets_its_receipt_for_ever(hall) {
        let scene = Scene::open(hall).await;
        let kinds = async || texts(hall, "SELECT kind FROM case_event ORDER BY seq").await;
        let again = async |key: &str| -> Receipt {
            scene.ana.submit(scene.application, key).await.assert_status(200).read_json()
        };
        assert_eq!(again("first").await, scene.receipt);

        // While a supplement is open the first key hands nothing in.
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        assert_eq!(again("first").await, scene.receipt);
        assert_eq!(kinds().await.last().unwrap(), "supplement_requested");

        // After it was handed in, neither does.
        put_right(&scene).await;
        let second = again("second").await;
        let happened = kinds().await;
        assert_eq!(happened.last().unwrap(), "supplement_received");
        assert_eq!((again("first").await, again("second").await), (scene.receipt.clone(), second));
        assert_eq!(kinds().await, happened);
        scene.ana.submit(scene.application, "third").await.assert_problem(ProblemKind::Refused);
    }

    async fn nothing_is_filed_without_the_declaration_that_it_is_true(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (draft, _) = ana.senior_card_draft().await;
        for body in [json!({}), json!({ "promise": false })] {
            let problem = ana.submit_with(draft.summary.id, "key", &body).await;
            let problem = problem.assert_problem(ProblemKind::Invalid);
            assert_eq!(problem.errors, [FieldError::new("/promise", FieldCode::Required)]);
        }
        assert_eq!(texts(hall, "SELECT number FROM case_record").await, Vec::<String>::new());
        // A key whose request was refused is not used up.
        ana.submit(draft.summary.id, "key").await.assert_status(200);
    }

    async fn many_who_file_at_once_do_not_stand_in_each_others_way(hall) {
        hall.open_demo_city().await;
        let mut people = Vec::new();
        for name in ["ana", "bob", "cai", "dan", "eva", "fei", "gao", "han"] {
            let person = hall.citizen(name).await;
            let (draft, _) = person.senior_card_draft().await;
            people.push((person, draft.summary.id));
        }
        // Cases are opened in another order than applications were begun.
        let file = people.iter().rev().map(|(person, id)| person.submit(*id, "key"));
        for receipt in join_all(file).await {
            receipt.assert_status(200);
        }
        // Who held a chain and wanted another could wait for somebody who has it: the lines of one filing stand together.
        let apart = "SELECT subject FROM audit_line AS filed WHERE action = 'application.submit' AND NOT EXISTS (
            SELECT 1 FROM audit_line AS opened
            WHERE opened.action = 'case.command' AND opened.chain = filed.chain AND opened.seq = filed.seq - 1)";
        assert_eq!(texts(hall, apart).await, Vec::<String>::new());
    }
}
