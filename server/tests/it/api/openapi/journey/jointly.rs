//! A joint application, from its item to its end, in a hall of its own.

use schema::proceedings::{Beside, ProceedingView};
use serde_json::json;

use super::Described;
use crate::api::questionnaires;
use crate::support::{Backend, HYGIENE, Hall, Jointly, PNG, START, claim, identity_number};

/// Every operation of joint applications.
pub async fn filed_and_led(described: &mut Described) {
    let hall = Hall::start(Backend::Sqlite).await;
    let joint = Jointly::file(&hall, "wood").await;
    let (ana, lead, number) = (&joint.ana, &joint.market.lead, joint.receipt.number);
    let bundle = format!("/api/items/{START}/bundle");
    described.get(&hall.visitor(), "/api/items/{code}/bundle", &bundle).await.assert_status(200);
    let plan = format!("/api/applications/{}/plan", joint.application);
    described.get(ana, "/api/applications/{id}/plan", &plan).await.assert_status(200);
    let receipt = format!("/api/applications/{}/receipt", joint.application);
    described.get(ana, "/api/applications/{id}/receipt", &receipt).await.assert_status(200);
    described.get(ana, "/api/joint", "/api/joint").await.assert_status(200);
    let own = format!("/api/joint/{number}");
    described.get(ana, "/api/joint/{number}", &own).await.assert_status(200);
    let asked = json!({ "number": number, "last_four": &identity_number(0)[14..] });
    described.post(&hall.visitor(), "/api/track", "/api/track", &asked).await.assert_status(200);
    described.get(lead, "/api/desk/joint", "/api/desk/joint").await.assert_status(200);
    let desk = format!("/api/desk/joint/{number}");
    let view = described.get(lead, "/api/desk/joint/{number}", &desk).await.assert_status(200).json();
    let path = format!("{desk}/commands");
    let tell = json!({ "command": "inform", "items": ["T-TIMBER"], "words": "请抓紧", "revision": view["revision"] });
    described.post(lead, "/api/desk/joint/{number}/commands", &path, &tell).await.assert_status(200);
    described.post(lead, "/api/desk/joint/{number}/commands", &path, &tell).await.assert_status(409);
    asked_further(described, &joint).await;
    beside(described, &joint).await;
    let back = format!("{own}/withdraw");
    described.post(ana, "/api/joint/{number}/withdraw", &back, &json!({})).await.assert_status(204);
    described.post(ana, "/api/joint/{number}/withdraw", &back, &json!({})).await.assert_status(409);
    hall.close().await;
}

/// What the agency of a lane asks further, and its answer.
async fn asked_further(described: &mut Described, joint: &Jointly<'_>) {
    let (ana, officer, number) = (&joint.ana, &joint.health.officer, joint.number(HYGIENE).await);
    let desk = "/api/desk/cases/{number}/questions";
    let (at_desk, own) =
        (format!("/api/desk/cases/{number}/questions"), format!("/api/cases/{number}/questions"));
    described.get(officer, desk, &at_desk).await.assert_status(200);
    described.get(&joint.forestry.officer, desk, &at_desk).await.assert_status(404);
    described.post(officer, desk, &at_desk, &json!({ "why": "" })).await.assert_status(422);
    described.post(officer, desk, &at_desk, &questionnaires::questions()).await.assert_status(201);
    described.get(ana, "/api/cases/{number}/questions", &own).await.assert_status(200);
    let saved = ana.put(&own, &questionnaires::answers(&[("/q2", "")])).await;
    described.check("PUT", "/api/cases/{number}/questions", saved).assert_status(200);
    for (fields, status) in [(&[][..], 422), (&[("/q1", "东墙外")], 200), (&[("/q1", "别处")], 409)] {
        let answers = questionnaires::answers(fields);
        described.post(ana, "/api/cases/{number}/questions", &own, &answers).await.assert_status(status);
    }
    described.get(officer, desk, &at_desk).await.assert_status(200);
    described.get(officer, "/api/desk/cases/{number}", &format!("/api/desk/cases/{number}")).await;
}

/// Everything beside it: a meeting, a request for help, a hearing with a party from outside.
async fn beside(described: &mut Described, joint: &Jointly<'_>) {
    let (lead, health) = (&joint.market.lead, &joint.health);
    let (path, address) = (
        "/api/desk/joint/{number}/proceedings",
        format!("/api/desk/joint/{}/proceedings", joint.receipt.number),
    );
    let told: Beside = described.get(lead, path, &address).await.assert_status(200).read_json();
    let call = json!({
        "kind": "meeting", "subject": "通道", "place": "三楼", "held_on": "2026-03-04", "time": "09:30",
        "due": "2026-03-05", "who": [told.guests[0].id],
    });
    described.post(lead, path, &address, &call).await.assert_status(201);
    let number = joint.number(HYGIENE).await;
    let (path, address) =
        ("/api/desk/cases/{number}/proceedings", format!("/api/desk/cases/{number}/proceedings"));
    let told: Beside = described.get(&health.officer, path, &address).await.assert_status(200).read_json();
    let unit = &told.units.iter().find(|unit| unit.name.contains("林业")).unwrap().id;
    let file: i64 = told.files[0].id.parse().unwrap();
    let ask = json!({ "kind": "assist", "subject": "权属", "days": 3, "who": [unit], "files": [file] });
    let asked = described.post(&health.officer, path, &address, &ask).await.assert_status(201).json();
    let report = format!("/api/desk/proceedings/{}/files", asked["id"]);
    let report = joint.forestry.officer.upload(&report, "a.png", "image/png", PNG).await;
    described.check("POST", "/api/desk/proceedings/{id}/files", report).assert_status(201);
    described.post(&health.officer, path, &address, &ask).await.assert_status(409);
    health.intake.work_on(&number, "accept", "accepted").await;
    health.officer.command_on(&number, claim("review")).await.assert_status(200);
    let begin = json!({
        "command": "begin_special_procedure", "task": "review", "ground": "hearing", "ends_on": "2026-03-20", "reason": "须听证。",
    });
    health.officer.command_on(&number, begin).await.assert_status(200);
    let told: Beside = described.get(&health.officer, path, &address).await.assert_status(200).read_json();
    let list = "/api/desk/proceedings";
    described.get(&health.officer, list, list).await.assert_status(200);
    let id = told.proceedings[0].id;
    let one = format!("{list}/{id}");
    let view: ProceedingView = described
        .get(&health.officer, "/api/desk/proceedings/{id}", &one)
        .await
        .assert_status(200)
        .read_json();
    let invite =
        json!({ "command": "invite", "name": "检测中心", "until": "2026-03-10", "revision": view.revision });
    let commands = format!("{one}/commands");
    let invited =
        described.post(&health.officer, "/api/desk/proceedings/{id}/commands", &commands, &invite).await;
    let link = invited.assert_status(200).read_json::<ProceedingView>().link.unwrap();
    guest(described, joint, (&one, link.split_once("/invited/").unwrap().1)).await;
}

/// Who has a link.
async fn guest(described: &mut Described, joint: &Jointly<'_>, (one, link): (&str, &str)) {
    let guest = joint.hall.visitor();
    let (id, code) = link.split_once("?code=").unwrap();
    let address = |rest: &str| format!("/api/invited/{id}{rest}?code={code}");
    described.get(&guest, "/api/invited/{id}", &address("")).await.assert_status(200);
    let words = json!({ "words": "合格" });
    described
        .post(&guest, "/api/invited/{id}/opinion", &address("/opinion"), &words)
        .await
        .assert_status(200);
    let sent = guest.upload(&address("/files"), "a.png", "image/png", PNG).await;
    let sent = described.check("POST", "/api/invited/{id}/files", sent).assert_status(201).json();
    let file = address(&format!("/files/{}", sent["id"]));
    described.get(&guest, "/api/invited/{id}/files/{file}", &file).await.assert_status(200);
    let officer = &joint.health.officer;
    let own = format!("{one}/files/{}", sent["id"]);
    described.get(officer, "/api/desk/proceedings/{id}/files/{file}", &own).await.assert_status(200);
    let not_invited = officer.upload(&format!("{one}/files"), "a.png", "image/png", PNG).await;
    described.check("POST", "/api/desk/proceedings/{id}/files", not_invited).assert_status(403);
}
