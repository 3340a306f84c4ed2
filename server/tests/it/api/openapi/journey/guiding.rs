//! Its part at the desk of guides: from one question to a version that is retired.

use schema::role::Role;
use serde_json::json;

use super::Described;
use crate::support::Hall;

/// A guide that two people write and publish.
pub(super) async fn guided(hall: &Hall, described: &mut Described) {
    const LIST: &str = "/api/desk/guides";
    const GUIDE: &str = "/api/desk/guides/{id}";
    const MINE: &str = "/api/desk/guides/mine";
    let (editor, reviewer) =
        (hall.staff(Role::Editor, "", None).await, hall.staff(Role::Reviewer, "", None).await);
    let new = json!({ "id": "mine", "title": { "zh-CN": "新引导", "en": "New" }, "from": "nothing" });
    described.post(&editor, LIST, LIST, &new).await.assert_status(201);
    described.post(&editor, LIST, LIST, &new).await.assert_status(422);
    described.get(&editor, LIST, LIST).await;
    described.get(&editor, GUIDE, MINE).await;
    let (path, address) = (format!("{GUIDE}/draft"), format!("{MINE}/draft"));
    let draft = described.get(&editor, &path, &address).await.json();
    let text = json!({ "definition": draft["guide"], "revision": draft["revision"] });
    let saved = described.check("PUT", &path, editor.put(&address, &text).await).json();
    described.check("PUT", &path, editor.put(&address, &text).await).assert_status(409);
    let odd = json!({ "definition": {}, "revision": saved["revision"] });
    described.check("PUT", &path, editor.put(&address, &odd).await).assert_status(422);
    let (edits, revision) = (format!("{path}/edits"), saved["revision"].as_i64().unwrap());
    let add = json!({ "revision": revision, "edit": { "edit": "add", "part": "outcomes" } });
    let added = described.post(&editor, &edits, &format!("{address}/edits"), &add).await.json();
    assert_eq!(added["guide"]["outcomes"].as_array().unwrap().len(), 3);
    let gone = editor.delete(&format!("{address}?revision={}", revision + 1)).await;
    described.check("DELETE", &path, gone).assert_status(204);
    let text = json!({ "definition": draft["guide"], "revision": revision + 2 });
    editor.put(&address, &text).await.assert_status(200);
    for (step, (who, act, mut body)) in [
        (&editor, "submit", json!({})),
        (&reviewer, "review", json!({ "approve": true, "comment": "好" })),
        (&reviewer, "publish", json!({})),
    ]
    .into_iter()
    .enumerate()
    {
        body["revision"] = (revision + 3 + step as i64).into();
        let done = described.post(who, &format!("{path}/{act}"), &format!("{address}/{act}"), &body).await;
        done.assert_status(200);
    }
    described.get(&editor, &format!("{GUIDE}/{{version}}"), &format!("{MINE}/1")).await.assert_status(200);
    let retire = json!({ "revision": revision + 6 });
    let path = format!("{GUIDE}/{{version}}/retire");
    described.post(&editor, &path, &format!("{MINE}/1/retire"), &retire).await.assert_status(200);
}
