//! Slips: which may be printed when, what they say and by which template, their numbers, and that they stay as they were.

use schema::Locale;
use schema::form::{Block, Run};
use schema::slips::{CaseSlips, Slip, SlipKind};
use serde_json::{Value, json};
use server::features::slips;

use crate::support::{Client, Hall, SENIOR_CARD, Scene, complete, on_both, supplement};

async fn listed(scene: &Scene, who: &Client) -> CaseSlips {
    who.get(&scene.desk_path("/slips")).await.assert_status(200).read_json()
}

async fn issued(scene: &Scene, kind: &str) -> Slip {
    let sent = json!({ "kind": kind });
    scene.intake.post(&scene.desk_path("/slips"), &sent).await.assert_status(201).read_json()
}

/// All that a slip says in Chinese.
fn said(slip: &Slip) -> String {
    let run = |run: &Run| match run {
        Run::Said(text) | Run::Bound { text, .. } => text.clone(),
        Run::Withheld => String::new(),
    };
    let block = |block: &Block| -> String {
        match block {
            Block::Heading { runs, .. } | Block::Paragraph(runs) => runs.iter().map(run).collect(),
            Block::List(entries) => entries.iter().flatten().map(run).collect(),
            Block::Table { rows, .. } => rows.iter().flatten().map(run).collect(),
        }
    };
    slip.printed[&Locale::ZhCn].blocks.iter().map(block).collect()
}

async fn import(hall: &Hall, templates: Value) -> Result<usize, Vec<String>> {
    let mut tx = hall.db().write().await.unwrap();
    let imported = slips::import(&mut tx, &templates.to_string(), hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    imported
}

on_both! {
    async fn what_may_be_printed_follows_the_case_and_says_what_happened(hall) {
        let scene = Scene::open(hall).await;
        assert_eq!(listed(&scene, &scene.intake).await.offered, []);
        let early = scene.intake.post(&scene.desk_path("/slips"), &json!({ "kind": "acceptance" })).await;
        early.assert_status(409);
        scene.command(&scene.intake, crate::support::claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        assert_eq!(listed(&scene, &scene.intake).await.offered, [SlipKind::Supplement]);
        let text = said(&issued(&scene, "supplement").await);
        assert!(text.contains("电话打不通。") && text.contains("看不清五官。"), "all at once: {text}");
        let brought = json!([{ "pointer": "/applicant/phone" }, { "material": "photograph" }]);
        let received = json!({ "command": "receive_supplement", "changed": brought });
        scene.command(&scene.intake, received).await.assert_status(200);
        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
        let acceptance = issued(&scene, "acceptance").await;
        assert!(acceptance.number.starts_with("受〔2026〕00001") && !acceptance.qr.is_empty());
        let text = said(&acceptance);
        assert!(text.contains("收到的材料如下：") && text.contains("老人的身份证1"), "{text}");
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        assert!(said(&issued(&scene, "conclusion").await).contains("准予"));
        let own = scene.path("/slips");
        let theirs: CaseSlips = scene.ana.get(&own).await.assert_status(200).read_json();
        assert_eq!((theirs.issued.len(), theirs.offered.len()), (3, 0));
        scene.ana.get(&format!("{own}/{}", acceptance.id)).await.assert_status(200);
        let ben = hall.citizen("ben").await;
        ben.get(&format!("{own}/{}", acceptance.id)).await.assert_status(404);
    }

    async fn who_is_refused_is_told_why_and_of_the_remedies(hall) {
        let scene = Scene::open(hall).await;
        scene.command(&scene.intake, crate::support::claim("accept")).await.assert_status(200);
        let mut refusal = complete("accept", "not_accepted");
        refusal["reason"] = "不属于本机关职权范围。".into();
        scene.command(&scene.intake, refusal).await.assert_status(200);
        assert_eq!(listed(&scene, &scene.intake).await.offered, [SlipKind::Refusal]);
        let text = said(&issued(&scene, "refusal").await);
        for words in ["不属于本机关职权范围。", "行政复议", "行政诉讼"] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }

    async fn what_was_printed_stays_and_is_counted_when_it_is_printed_again(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        let first = issued(&scene, "acceptance").await;
        let text = "{{/applicant}}{{/item}}{{/accepted_on}}本市民政局模板";
        let template = |agency: &str, item: &str, text: &str| json!([{
            "kind": "acceptance", "agency": agency, "item": item,
            "title": { "zh-CN": "受理通知书" }, "template": { "zh-CN": text },
        }]);
        let agency = format!("440100/{}", crate::support::CIVIL_AFFAIRS);
        assert_eq!(import(hall, template(&agency, "", text)).await, Ok(1));
        assert_eq!(import(hall, template(&agency, "", text)).await, Ok(0), "twice");
        assert!(said(&issued(&scene, "acceptance").await).contains("本市民政局模板"));
        let of_item = text.replace("本市民政局模板", "优待证模板");
        assert_eq!(import(hall, template(&agency, SENIOR_CARD, &of_item)).await, Ok(1));
        assert!(said(&issued(&scene, "acceptance").await).contains("优待证模板"));
        let faults = import(hall, template("", "", "{{/nothing}}")).await.unwrap_err();
        assert!(faults.iter().any(|fault| fault.starts_with("/0/template: ")), "{faults:?}");
        let path = scene.desk_path(&format!("/slips/{}", first.id));
        let again: Slip =
            scene.intake.post(&format!("{path}/prints"), &json!({})).await.assert_status(200).read_json();
        assert_eq!((again.reprints, &again.printed, &again.number), (1, &first.printed, &first.number));
        let read: Slip = scene.intake.get(&path).await.assert_status(200).read_json();
        assert_eq!(read, again);
    }

    async fn many_at_a_time_get_numbers_without_gaps(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        let all = futures::future::join_all((0..6).map(|_| issued(&scene, "acceptance"))).await;
        let mut numbers: Vec<String> = all.into_iter().map(|slip| slip.number).collect();
        numbers.sort();
        let expected: Vec<String> = (1..=6).map(|place| format!("受〔2026〕{place:05}号")).collect();
        assert_eq!(numbers, expected);
    }
}
