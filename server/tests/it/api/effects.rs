//! What follows from the end of a task, where else than where the process goes a case may be sent, and what a superior has
//! written stays as it is.

use schema::ProblemKind;
use schema::cases::CaseFee;
use schema::form::Access;
use schema::messages::{MessageKind, Messages};
use schema::process::CommandName;
use serde_json::{Value, json};

use crate::support::{Hall, SENIOR_CARD, Scene, claim, complete, identity_number, on_both};

const ITEMS: &str = include_str!("../../../seed/catalogue/demo-items.jsonl");

/// A message and two fees follow from the decision, and are paid before the delivery.
fn with_effects(process: &mut Value) {
    let name = |name: &str| json!({ "zh-CN": name });
    process["seq"][2]["task"]["effects"] = json!([
        { "id": "say", "name": name("领证提醒"), "on": ["approved"],
          "does": { "message": { "zh-CN": "请带身份证原件领证。", "en": "Bring your identity card." } } },
        { "id": "card", "name": name("工本费"), "on": ["approved"], "does": { "fee": "card" } },
        { "id": "copy", "name": name("复印费"), "does": { "fee": "copy" } },
    ]);
    let pay =
        json!({ "task": { "id": "pay", "name": { "zh-CN": "缴费" }, "role": "intake", "kind": "pay" } });
    process["seq"].as_array_mut().unwrap().insert(3, pay);
}

/// An item publishes the fee of a card, and no other.
pub async fn publish_fee(hall: &Hall, item: &str) {
    let line = ITEMS.lines().find(|line| line.contains(item)).unwrap();
    let mut line: Value = serde_json::from_str(line).unwrap();
    // Nor is it free any more.
    line["terms"] = json!([]);
    line["fees"] =
        json!([{ "code": "card", "name": "优待证工本费", "amount": 1050, "basis": "粤价〔2008〕1号" }]);
    hall.import(&line.to_string()).await;
}

async fn fees(scene: &Scene) -> (Vec<CaseFee>, Vec<CaseFee>) {
    (scene.view().await.fees, scene.read(&scene.lead).await.view.fees)
}

on_both! {
    async fn the_applicant_is_told_and_a_published_fee_is_due_until_it_is_paid(hall) {
        hall.open_demo_city().await;
        publish_fee(hall, SENIOR_CARD).await;
        let scene = Scene::open_with(hall, with_effects).await;
        publish_fee(hall, SENIOR_CARD).await;
        let (application, receipt) = scene.ana.file_senior_card().await;
        let scene = Scene { application, receipt, ..scene };
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        assert_eq!(fees(&scene).await, (vec![], vec![]));
        scene.handle(&scene.lead, "decide", "approved").await;

        let inbox: Messages = scene.ana.get("/api/me/messages").await.assert_status(200).read_json();
        // A bill of the fee goes with them.
        let told = &inbox.messages.items[..3];
        let words = told.iter().find(|message| message.kind == MessageKind::Told).unwrap();
        assert_eq!(words.words.as_ref().unwrap().get(schema::Locale::ZhCn), "请带身份证原件领证。");
        assert!(told.iter().any(|message| message.kind == MessageKind::Approved));
        assert!(told.iter().any(|message| message.kind == MessageKind::PaymentDue));

        // What the item does not publish is not charged: its desk is told so.
        let (ana, desk) = fees(&scene).await;
        assert_eq!((ana.len(), ana[0].name.as_str(), ana[0].amount, ana[0].paid_at), (1, "优待证工本费", Some(1050), None));
        assert_eq!((desk.len(), desk[1].code.as_str(), desk[1].amount), (2, "copy", None));
        let number = scene.receipt.number.to_string();
        let public = scene.track(hall, &number, &identity_number(0)[14..]).await.assert_status(200);
        assert_eq!(public.json().get("fees"), None, "nobody's but the applicant's");

        scene.handle(&scene.intake, "pay", "paid").await;
        let (ana, desk) = fees(&scene).await;
        assert!(ana[0].paid_at.is_some() && desk[1].paid_at.is_none());
        scene.handle(&scene.intake, "deliver", "delivered").await;
    }

    async fn what_follows_from_another_outcome_does_not_follow(hall) {
        let scene = Scene::open_with(hall, with_effects).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        let mut reject = complete("decide", "rejected");
        reject["reason"] = "不符合条件。".into();
        scene.command(&scene.lead, reject).await.assert_status(200);
        let inbox: Messages = scene.ana.get("/api/me/messages").await.assert_status(200).read_json();
        assert!(inbox.messages.items.iter().all(|message| message.kind != MessageKind::Told));
        let (ana, desk) = fees(&scene).await;
        assert_eq!((ana.len(), desk.iter().map(|fee| fee.code.as_str()).collect::<Vec<_>>()), (0, vec!["copy"]));
    }

    async fn a_case_is_sent_on_where_the_process_lets_it(hall) {
        let scene = Scene::open_with(hall, |process| {
            process["seq"][0]["task"]["next"] = json!(["decide"]);
        })
        .await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        let case = scene.read(&scene.intake).await;
        let may = case.allowed.iter().find(|may| may.command == CommandName::Complete).unwrap();
        assert_eq!(may.to, ["decide"]);
        assert!(case.ways.iter().any(|way| way.to == "decide" && way.name.get(schema::Locale::ZhCn) == "决定"));
        let mut command = complete("accept", "accepted");
        command["next"] = "review".into();
        let refused = scene.command(&scene.intake, command.clone()).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("not_reachable"));
        command["next"] = "decide".into();
        scene.command(&scene.intake, command).await.assert_status(200);
        let open: Vec<String> = scene.view().await.summary.tasks.into_iter().map(|task| task.key).collect();
        assert_eq!(open, ["decide"]);
    }

    async fn what_a_superior_has_written_is_locked_below(hall) {
        // The lead has put the telephone number right; the officer after them may write there too, but for that.
        let scene = Scene::open_food_with(
            hall,
            |process| {
                let again = json!({ "repeat": { "id": "again", "name": { "zh-CN": "再来" }, "most": 2, "again": true, "seq": [
                    { "task": { "id": "first", "name": { "zh-CN": "初审" }, "role": "agency_lead", "kind": "review",
                                "form": { "default": "read", "fields": { "/contact/phone": "write" } } } },
                    { "task": { "id": "second", "name": { "zh-CN": "复核" }, "role": "officer", "kind": "review",
                                "form": { "default": "read", "fields": { "/contact/phone": "required" } } } },
                ] } });
                process["seq"][1] = again;
            },
            |_| {},
        )
        .await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.lead, claim("first")).await.assert_status(200);
        let mut command = complete("first", "approved");
        let mut answers = scene.read(&scene.lead).await.answers;
        let phone = "/contact/phone";
        assert!(answers.pointer(phone).is_some(), "{answers}");
        *answers.pointer_mut(phone).unwrap() = "13911112222".into();
        command["edit"] = answers.clone();
        scene.command(&scene.lead, command).await.assert_status(200);

        scene.command(&scene.officer, claim("second")).await.assert_status(200);
        let case = scene.read(&scene.officer).await;
        assert_eq!(case.access.field(phone), Access::Read);
        let mut command = complete("second", "approved");
        *answers.pointer_mut(phone).unwrap() = "13933334444".into();
        command["edit"] = answers;
        let refused = scene.command(&scene.officer, command).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/edit/contact/phone");
        scene.command(&scene.officer, complete("second", "approved")).await.assert_status(200);
    }
}
