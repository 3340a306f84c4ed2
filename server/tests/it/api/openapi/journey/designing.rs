//! Its part at the desks of editors, reviewers and leaders: settings of an item, numbers, the versions of a form and of a process.

use schema::role::Role;
use serde_json::json;

use super::{Described, PASSPORT};
use crate::support::{Client, Hall, SENIOR_CARD};

/// The rooms of editors and leaders.
pub(super) async fn edited_and_counted(hall: &Hall, described: &mut Described) {
    const ITEM: &str = "/api/desk/catalogue/items/{code}";
    let editor = hall.staff(Role::Editor, "440000", None).await;
    let address = format!("/api/desk/catalogue/items/{PASSPORT}");
    for (path, address) in [
        ("/api/desk/catalogue", "/api/desk/catalogue"),
        ("/api/desk/catalogue/findings/{finding}", "/api/desk/catalogue/findings/no_limit"),
        ("/api/desk/catalogue/depth", "/api/desk/catalogue/depth"),
        ("/api/desk/catalogue/depth/unknown", "/api/desk/catalogue/depth/unknown"),
        (ITEM, &address),
    ] {
        described.get(&editor, path, address).await;
    }
    let settings = json!({ "handling": "即办件", "depth": "whole", "revision": 0 });
    described.check("PUT", ITEM, editor.put(&address, &settings).await).assert_status(200);
    described.check("PUT", ITEM, editor.put(&address, &settings).await).assert_status(409);

    taught(hall, described, &editor).await;
    const NAVIGATOR: &str = "/api/desk/navigator";
    let mut seen = editor.get("/api/navigator").await.assert_status(200).json();
    described.check("PUT", NAVIGATOR, editor.put(NAVIGATOR, &seen).await).assert_status(200);
    described.check("PUT", NAVIGATOR, editor.put(NAVIGATOR, &seen).await).assert_status(409);
    seen["navigator"]["scenes"]["hall"]["phrase"]["en"] = "".into();
    described.check("PUT", NAVIGATOR, editor.put(NAVIGATOR, &seen).await).assert_status(422);

    const HALL: &str = "/api/desk/halls/{region}";
    let own = "/api/desk/halls/440100";
    let mut seen = described.get(&editor, HALL, own).await.assert_status(200).json();
    // The catalogue of tests has few agencies.
    described.check("PUT", HALL, editor.put(own, &seen).await).assert_status(422);
    seen["revision"] = 9.into();
    described.check("PUT", HALL, editor.put(own, &seen).await).assert_status(409);
    let mut other = described.get(&editor, HALL, "/api/desk/halls/440104").await.assert_status(200).json();
    (other["hall"]["name"], other["hall"]["address"]) =
        (json!({ "zh-CN": "新厅" }), json!({ "zh-CN": "一号" }));
    described.check("PUT", HALL, editor.put("/api/desk/halls/440104", &other).await).assert_status(200);

    let leader = hall.staff(Role::Leader, "440000", None).await;
    described.get(&leader, "/api/dashboard", "/api/dashboard").await;
    let filed = "/api/dashboard/cases?figure=opened&from=2026-02-01&to=2026-03-02";
    let lines = described.get(&leader, "/api/dashboard/cases", filed).await.json();
    assert_eq!(lines["items"].as_array().unwrap().len(), 2, "a list that is empty proves little");
    described.get(&editor, "/api/dashboard", "/api/dashboard").await.assert_status(403);
    let tile = "/api/dashboard/tile?question=by_agency&format=csv";
    described.get(&leader, "/api/dashboard/tile", tile).await.assert_status(200);
    described.get(&leader, "/api/dashboard/tile", "/api/dashboard/tile?question=x").await.assert_status(400);
    described.get(&editor, "/api/dashboard/tile", tile).await.assert_status(403);
    let visitor = hall.visitor();
    described.get(&visitor, "/api/open-data", "/api/open-data").await.assert_status(200);
    described.get(&visitor, "/api/open-data.csv", "/api/open-data.csv").await.assert_status(200);
    const FILE: &str = "/api/dashboard/cases/file";
    let filed = |rest: &str| format!("{FILE}?figure=opened&from=2026-02-01&to=2026-03-02{rest}");
    described.get(&leader, FILE, &filed("&format=csv")).await.assert_status(200);
    described.get(&leader, FILE, &filed("")).await.assert_status(400);
    described.get(&editor, FILE, &filed("&format=csv")).await.assert_status(403);
}

/// The libraries behind the questions, and what is learnt from one that was not answered.
async fn taught(hall: &Hall, described: &mut Described, editor: &Client) {
    const LIBRARY: &str = "/api/desk/libraries/{library}";
    const GROUP: &str = "/api/desk/asked/groups/{id}";
    let own = "/api/desk/libraries/synonyms";
    for text in ["%E9%B1%BC%E9%A6%99%E8%82%89%E4%B8%9D", "%E4%BD%A0%E5%A5%BD"] {
        described.get(&hall.visitor(), "/api/ask", &format!("/api/ask?text={text}")).await;
    }
    let rating = json!({ "text": "鱼香肉丝", "helpful": false });
    described.post(&hall.visitor(), "/api/ask/ratings", "/api/ask/ratings", &rating).await.assert_status(204);
    for path in ["/api/desk/libraries", "/api/desk/asked", "/api/desk/asked/groups"] {
        described.get(editor, path, path).await;
    }
    described.get(editor, LIBRARY, own).await;
    described.get(editor, &format!("{LIBRARY}/entries.csv"), &format!("{own}/entries.csv")).await;
    let new = json!({ "words": ["小本本"], "texts": ["普通护照"], "enabled": true });
    let entry = described.post(editor, LIBRARY, own, &new).await.assert_status(201).json();
    described.post(editor, LIBRARY, own, &json!({ "enabled": true })).await.assert_status(422);
    let (path, address) = (format!("{LIBRARY}/{{id}}"), format!("{own}/{}", entry["id"]));
    described.get(editor, &path, &address).await;
    let other = json!({ "words": ["小本"], "texts": ["普通护照"], "enabled": true, "revision": 1 });
    described.check("PUT", &path, editor.put(&address, &other).await).assert_status(200);
    let table = json!({ "csv": "words,texts\n小本子,普通护照\n" });
    let import = (format!("{LIBRARY}/import"), format!("{own}/import"));
    described.post(editor, &import.0, &import.1, &table).await.assert_status(200);
    let groups = described.get(editor, "/api/desk/asked/groups", "/api/desk/asked/groups").await.json();
    let address = format!("/api/desk/asked/groups/{}", groups["items"][0]["id"]);
    described.get(editor, GROUP, &address).await;
    let proposal = format!("{address}/trial?library=synonyms&words=a&texts=b");
    described.get(editor, &format!("{GROUP}/trial"), &proposal).await;
    described.check("DELETE", GROUP, editor.delete(&address).await).assert_status(204);
}

/// A second version of a form, which a draft goes on with; and what was answered to the first.
pub(super) async fn designed(hall: &Hall, described: &mut Described, ana: &Client) {
    const FORM: &str = "/api/desk/forms/{id}";
    const CARD: &str = "/api/desk/forms/senior-card";
    let draft = ana.begin(SENIOR_CARD).await;
    let (editor, reviewer) =
        (hall.staff(Role::Editor, "", None).await, hall.staff(Role::Reviewer, "440100", None).await);
    let new = json!({ "id": "new", "title": { "zh-CN": "新表" }, "from": "nothing" });
    described.post(&editor, "/api/desk/forms", "/api/desk/forms", &new).await.assert_status(201);
    described.post(&editor, "/api/desk/forms", "/api/desk/forms", &new).await.assert_status(422);
    described.get(&editor, "/api/desk/forms", "/api/desk/forms").await;
    described.get(&editor, FORM, CARD).await;
    let whole = described.get(&editor, &format!("{FORM}/{{version}}"), &format!("{CARD}/1")).await;
    let mut definition = whole.json()["definition"].clone();
    described
        .get(&editor, &format!("{FORM}/{{version}}/export"), &format!("{CARD}/1/export?as=definition"))
        .await;
    let renaming = json!({ "definition": definition, "from": "/agent/phone", "to": "/agent/mobile" });
    described
        .post(&editor, &format!("{FORM}/rename"), &format!("{CARD}/rename"), &renaming)
        .await
        .assert_status(200);
    definition["schema"]["properties"]["applicant"]["properties"]["name"]["maxLength"] = json!(40);
    definition["materials"].as_array_mut().unwrap().pop();

    let (path, address) = (format!("{FORM}/draft"), format!("{CARD}/draft"));
    let text = json!({ "definition": definition, "revision": 0 });
    let saved = described.check("PUT", &path, editor.put(&address, &text).await);
    described.check("PUT", &path, editor.put(&address, &text).await).assert_status(409);
    let mut revision = saved.json()["revision"].as_i64().unwrap();
    let discarded = editor.delete(&format!("{address}?revision={revision}")).await;
    described.check("DELETE", &path, discarded).assert_status(204);
    let text = json!({ "definition": definition, "revision": revision + 1 });
    revision = editor.put(&address, &text).await.assert_status(200).json()["revision"].as_i64().unwrap();
    described.get(&editor, &path, &address).await.assert_status(200);
    described
        .get(&editor, &format!("{FORM}/diff"), &format!("{CARD}/diff?from=1&to=draft"))
        .await
        .assert_status(200);
    for (who, act, body) in [
        (&editor, "submit", json!({ "revision": revision })),
        (&reviewer, "review", json!({ "revision": revision + 1, "approve": true, "comment": "好" })),
        (&reviewer, "publish", json!({ "revision": revision + 2 })),
    ] {
        let done = described.post(who, &format!("{path}/{act}"), &format!("{address}/{act}"), &body).await;
        done.assert_status(200);
    }
    let asked_with = editor.put(&format!("{CARD}/items/{SENIOR_CARD}"), &json!({})).await;
    described.check("PUT", &format!("{FORM}/items/{{code}}"), asked_with).assert_status(200);
    const VERSION: &str = "/api/applications/{id}/version";
    let mine = format!("/api/applications/{}/version", draft.summary.id);
    described.get(ana, VERSION, &mine).await.assert_status(200);
    described.get(ana, "/api/applications/{id}", &format!("/api/applications/{}", draft.summary.id)).await;
    let on = json!({ "version": 2, "revision": draft.revision });
    described.post(ana, VERSION, &mine, &on).await.assert_status(200);
    let last = json!({ "revision": revision + 4 });
    let retired = described
        .post(&editor, &format!("{FORM}/{{version}}/retire"), &format!("{CARD}/1/retire"), &last)
        .await;
    retired.assert_status(200);
    let supervisor = hall.staff(Role::Supervisor, "440000", None).await;
    for kind in ["answers", "answers.csv", "answers.jsonl"] {
        let path = format!("{FORM}/{{version}}/{kind}");
        described.get(&supervisor, &path, &format!("{CARD}/1/{kind}")).await.assert_status(200);
    }
}

/// A process from a template to a version that is retired.
pub(super) async fn drawn(hall: &Hall, described: &mut Described) {
    const LIST: &str = "/api/desk/processes";
    const PROCESS: &str = "/api/desk/processes/{id}";
    const MINE: &str = "/api/desk/processes/mine";
    let (editor, reviewer) =
        (hall.staff(Role::Editor, "", None).await, hall.staff(Role::Reviewer, "", None).await);
    let new = json!({ "id": "mine", "title": { "zh-CN": "新流程" }, "from": { "template": "promised" } });
    described.post(&editor, LIST, LIST, &new).await.assert_status(201);
    described.post(&editor, LIST, LIST, &new).await.assert_status(422);
    described.get(&editor, LIST, LIST).await;
    described.get(&editor, PROCESS, MINE).await;
    described.get(&editor, &format!("{PROCESS}/setting"), &format!("{MINE}/setting")).await;
    let (path, address) = (format!("{PROCESS}/draft"), format!("{MINE}/draft"));
    let draft = described.get(&editor, &path, &address).await.json();
    let text = json!({ "definition": draft["definition"], "revision": draft["revision"] });
    let saved = described.check("PUT", &path, editor.put(&address, &text).await);
    let revision = saved.json()["revision"].as_i64().unwrap();
    described.check("PUT", &path, editor.put(&address, &text).await).assert_status(409);
    described.get(&editor, &format!("{PROCESS}/diff"), &format!("{MINE}/diff?from=0&to=draft")).await;
    for (step, (who, act, body)) in [
        (&editor, "submit", json!({})),
        (&reviewer, "review", json!({ "approve": true, "comment": "好" })),
        (&reviewer, "publish", json!({})),
    ]
    .into_iter()
    .enumerate()
    {
        let mut body = body;
        body["revision"] = (revision + step as i64).into();
        let done = described.post(who, &format!("{path}/{act}"), &format!("{address}/{act}"), &body).await;
        done.assert_status(200);
    }
    described.get(&editor, &format!("{PROCESS}/{{version}}"), &format!("{MINE}/1")).await;
    described.get(&editor, &format!("{PROCESS}/{{version}}/export"), &format!("{MINE}/1/export")).await;
    let joined = editor.put(&format!("{MINE}/items/{SENIOR_CARD}"), &json!({})).await;
    described.check("PUT", &format!("{PROCESS}/items/{{code}}"), joined).assert_status(200);
    // A case of the first version, to be moved to the second.
    hall.citizen("mover").await.file_senior_card().await;
    let text = json!({ "definition": draft["definition"], "revision": revision + 4 });
    described.check("PUT", &path, editor.put(&address, &text).await).assert_status(200);
    let discarded = editor.delete(&format!("{address}?revision={}", revision + 5)).await;
    described.check("DELETE", &path, discarded).assert_status(204);
    // A second version, so that the first may go.
    let text = json!({ "definition": draft["definition"], "revision": revision + 6 });
    editor.put(&address, &text).await.assert_status(200);
    for (who, act, revision) in [
        (&editor, "submit", revision + 7),
        (&reviewer, "review", revision + 8),
        (&reviewer, "publish", revision + 9),
    ] {
        let body = json!({ "revision": revision, "approve": true });
        who.post(&format!("{address}/{act}"), &body).await.assert_status(200);
    }
    let migration = format!("{PROCESS}/migration");
    let found = described.get(&editor, &migration, &format!("{MINE}/migration?from=1&to=2")).await.json();
    let act = json!({ "from": 1, "to": 2, "reason": "新规定", "fingerprint": found["fingerprint"] });
    described.post(&editor, &migration, &format!("{MINE}/migration"), &act).await.assert_status(200);
    let last = json!({ "revision": revision + 10 });
    let retire = format!("{PROCESS}/{{version}}/retire");
    described.post(&editor, &retire, &format!("{MINE}/1/retire"), &last).await.assert_status(200);
}
