//! Enquiries as the document describes them: written, answered, published, read.

use schema::role::Role;
use serde_json::json;

use super::Described;
use crate::support::{CIVIL_AFFAIRS, Hall, SENIOR_CARD};

/// One from its writing to its rating, and a letter.
pub async fn enquiries(described: &mut Described, hall: &Hall) {
    let ana = hall.sign_in("ana").await;
    let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
    let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
    let window = hall.staff(Role::Intake, "440100", None).await;
    let (all, desk) = ("/api/enquiries", "/api/desk/enquiries");
    let body = json!({ "kind": "question", "subject": "能代办吗", "words": "能替父亲办吗？", "item": SENIOR_CARD, "consents": true });
    let sent = described.post(&ana, all, all, &body).await.assert_status(201).json();
    described
        .post(&ana, all, all, &json!({ "kind": "question", "subject": "", "words": "" }))
        .await
        .assert_status(422);
    described.get(&ana, "/api/enquiries/places", "/api/enquiries/places").await.assert_status(200);
    let (one, at_desk) = (format!("{all}/{}", sent["id"]), format!("{desk}/{}", sent["id"]));
    described.get(&officer, desk, desk).await.assert_status(200);
    described.get(&officer, "/api/desk/enquiries/{id}", &at_desk).await.assert_status(200);
    let published = json!({ "subject": "能代办吗", "words": "能代办吗？", "reply": "可以。" });
    for (who, command) in [
        (&officer, json!({ "act": "draft", "words": "可以。" })),
        (&lead, json!({ "act": "reply" })),
        (&lead, json!({ "act": "publish", "published": published })),
    ] {
        let path = format!("{at_desk}/commands");
        let seen = who.get(&at_desk).await.assert_status(200).json();
        let mut command = command;
        command["revision"] = seen["revision"].clone();
        described.post(who, "/api/desk/enquiries/{id}/commands", &path, &command).await.assert_status(200);
    }
    let rate = json!({ "act": "rate", "grade": 5 });
    described
        .post(&ana, "/api/enquiries/{id}/commands", &format!("{one}/commands"), &rate)
        .await
        .assert_status(200);
    described.get(&ana, "/api/enquiries/{id}", &one).await.assert_status(200);
    described.get(&hall.visitor(), "/api/enquiries/{id}", &one).await.assert_status(200);
    let nameless = hall.visitor();
    let question =
        json!({ "kind": "question", "subject": "几点开门", "words": "周六开吗？", "item": SENIOR_CARD });
    let filed = described.post(&nameless, all, all, &question).await.assert_status(201).json();
    let open = json!({ "id": filed["id"], "code": filed["code"] });
    described
        .post(&hall.visitor(), "/api/enquiries/open", "/api/enquiries/open", &open)
        .await
        .assert_status(200);
    described.get(&ana, "/api/me/enquiries", "/api/me/enquiries").await.assert_status(200);
    described.get(&ana, all, all).await.assert_status(200);
    described.get(&ana, "/api/enquiries/figures", "/api/enquiries/figures").await.assert_status(200);
    let letter = json!({
        "kind": "complaint", "subject": "等太久", "words": "等了两小时。", "item": SENIOR_CARD, "name": "老李",
        "channel": "letter", "received_on": "2026-03-02",
    });
    described.post(&window, desk, desk, &letter).await.assert_status(201);
}
