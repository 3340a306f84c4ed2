//! The three ways of handling: an item is set to one of them, and what was filled in is handed over.

use schema::applications::Handover;
use schema::catalogue::Way;
use schema::role::Role;
use serde_json::json;

use super::{Client, Hall, PASSWORD, identity_number};

impl Hall {
    /// Says of an item how it is handled, and for how many days the window takes what was filled in.
    pub async fn set_way(&self, item: &str, way: Way, days: Option<u32>) {
        let editor = self.staff(Role::Editor, "", None).await;
        let path = format!("/api/desk/catalogue/items/{item}");
        let revision = editor.get(&path).await.assert_status(200).json()["way"]["revision"].clone();
        let wanted = json!({ "way": way, "days": days, "revision": revision });
        editor.put(&format!("{path}/way"), &wanted).await.assert_status(200);
    }

    /// An agent of another enterprise than [`ENTERPRISE`](super::ENTERPRISE), who bears this name.
    pub async fn competitor(&self, login: &str) -> Client {
        let client = self.visitor();
        let registration = json!({
            "login": login, "password": PASSWORD, "name": "赵六", "identity_number": identity_number(900),
            "phone": "13800138000",
            "enterprise": { "name": "另一家公司", "credit_code": "91440000730486030B" },
        });
        client.post("/api/accounts", &registration).await.assert_status(201);
        client
    }
}

impl Client {
    /// Hands over a draft that holds.
    pub async fn hand_over(&self, id: i64) -> Handover {
        let path = format!("/api/applications/{id}/handover");
        self.post(&path, &json!({ "promise": true })).await.assert_status(200).read_json()
    }
}
