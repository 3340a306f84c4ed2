//! Who may call what: one table of every operation of the API and everybody there is. A new route without a row fails.
//!
//! A row says who gets past the door, not what becomes of the call: whatever is not 401, 403 or 404 counts as let in.

use std::collections::BTreeSet;

use schema::messages::Messages;
use schema::role::Role;
use serde_json::{Value, json};

use crate::support::{
    CIVIL_AFFAIRS, Client, Hall, PASSWORD, PNG, Response, SENIOR_CARD, identity_number, on_both,
};

/// Everybody, in the order of a row's columns: the applicant is whose application and case it is, the agent another
/// applicant; the desk is that of the agency, and the last of the desk sits in another.
const EVERYBODY: [&str; 12] = [
    "visitor",
    "applicant",
    "agent",
    "intake",
    "officer",
    "agency_lead",
    "officer elsewhere",
    "supervisor",
    "leader",
    "editor",
    "reviewer",
    "admin",
];

/// Method, path, and for each of [`EVERYBODY`]: `+` let in, `1` 401, `3` 403, `4` 404. Calls that end something stand
/// last.
const TABLE: [(&str, &str, &str); 45] = [
    // Who.
    ("GET", "/api/session", "+ ++ ++++ +++++"),
    ("POST", "/api/session", "+ ++ ++++ +++++"),
    ("POST", "/api/accounts", "+ ++ ++++ +++++"),
    // Find.
    ("GET", "/api/home", "+ ++ ++++ +++++"),
    ("GET", "/api/items", "+ ++ ++++ +++++"),
    ("GET", "/api/items/{code}", "+ ++ ++++ +++++"),
    ("GET", "/api/regions", "+ ++ ++++ +++++"),
    ("GET", "/api/calendar/{year}", "+ ++ ++++ +++++"),
    ("GET", "/api/life-events/{id}", "+ ++ ++++ +++++"),
    ("GET", "/api/notices", "+ ++ ++++ +++++"),
    ("GET", "/api/notices/{id}", "+ ++ ++++ +++++"),
    // Apply: whoever is signed in, for themselves.
    ("GET", "/api/forms/{id}/{version}/program", "+ ++ ++++ +++++"),
    ("GET", "/api/applications", "1 ++ ++++ +++++"),
    ("POST", "/api/applications", "1 ++ ++++ +++++"),
    ("GET", "/api/applications/{id}", "1 +4 4444 44444"),
    ("PUT", "/api/applications/{id}", "1 +4 4444 44444"),
    ("POST", "/api/applications/{id}/pages/{page}", "1 +4 4444 44444"),
    ("POST", "/api/applications/{id}/submit", "1 +4 4444 44444"),
    ("GET", "/api/applications/{id}/receipt", "1 +4 4444 44444"),
    ("POST", "/api/applications/{id}/files", "1 +4 4444 44444"),
    ("GET", "/api/applications/{id}/files/{file}", "1 +4 4444 44444"),
    ("DELETE", "/api/applications/{id}/files/{file}", "1 +4 4444 44444"),
    // Follow.
    ("GET", "/api/cases", "1 ++ ++++ +++++"),
    ("GET", "/api/cases/{number}", "1 +4 4444 44444"),
    ("POST", "/api/cases/{number}/rating", "1 +4 4444 44444"),
    ("GET", "/api/me/waiting", "1 ++ ++++ +++++"),
    ("POST", "/api/track", "+ ++ ++++ +++++"),
    ("GET", "/api/me/messages", "1 ++ ++++ +++++"),
    ("POST", "/api/me/messages/{id}/read", "1 +4 4444 44444"),
    ("POST", "/api/me/messages/read", "1 ++ ++++ +++++"),
    // Handle.
    ("GET", "/api/desk/cases", "1 33 ++++ 33333"),
    ("GET", "/api/desk/cases/{number}", "1 33 +++4 33333"),
    ("POST", "/api/desk/cases/{number}/commands", "1 33 +++4 33333"),
    ("GET", "/api/desk/cases/{number}/files/{file}", "1 33 +++4 33333"),
    // Edit.
    ("GET", "/api/desk/catalogue", "1 33 3333 33+33"),
    ("GET", "/api/desk/catalogue/findings/{finding}", "1 33 3333 33+33"),
    ("GET", "/api/desk/catalogue/depth", "1 33 3333 33+33"),
    ("GET", "/api/desk/catalogue/depth/unknown", "1 33 3333 33+33"),
    ("GET", "/api/desk/catalogue/items/{code}", "1 33 3333 33+33"),
    ("PUT", "/api/desk/catalogue/items/{code}", "1 33 3333 33+33"),
    // Lead.
    ("GET", "/api/dashboard", "1 33 3333 ++33+"),
    ("GET", "/api/dashboard/cases", "1 33 3333 ++33+"),
    // The end.
    ("POST", "/api/cases/{number}/withdraw", "1 +4 4444 44444"),
    ("DELETE", "/api/sessions", "1 ++ ++++ +++++"),
    ("DELETE", "/api/session", "+ ++ ++++ +++++"),
];

/// A notice that is published.
const NOTICE: &str = "holiday";

/// An application that was filed, and its case.
struct Scene {
    application: i64,
    file: i64,
    number: String,
    message: i64,
}

impl Scene {
    async fn set(applicant: &Client) -> Self {
        let (application, receipt) = applicant.file_senior_card().await;
        let file = applicant.application(application).await.files[0].id;
        let told: Messages = applicant.get("/api/me/messages").await.assert_status(200).read_json();
        let message = told.messages.items[0].id;
        Self { application, file, number: receipt.number.to_string(), message }
    }

    /// An address of something that is there.
    fn address(&self, template: &str) -> String {
        let id = match template {
            "/api/forms/{id}/{version}/program" => "senior-card".to_owned(),
            "/api/me/messages/{id}/read" => self.message.to_string(),
            "/api/life-events/{id}" => "birth".to_owned(),
            "/api/notices/{id}" => NOTICE.to_owned(),
            _ => self.application.to_string(),
        };
        template
            .replace("{id}", &id)
            .replace("{version}", "1")
            .replace("{year}", "2026")
            .replace("{page}", "applicant")
            .replace("{file}", &self.file.to_string())
            .replace("{number}", &self.number)
            .replace("{code}", SENIOR_CARD)
            .replace("{finding}", "no_limit")
    }

    /// A body that can be read; where it would change something it is one that comes too late.
    fn body(&self, template: &str) -> Value {
        match template {
            "/api/applications" => json!({ "item": SENIOR_CARD }),
            "/api/applications/{id}" => json!({ "answers": {}, "revision": 0 }),
            "/api/applications/{id}/pages/{page}" => json!({ "fields": [] }),
            "/api/me/messages/read" => json!({ "up_to": 0 }),
            "/api/cases/{number}/rating" => json!({ "grade": 5 }),
            "/api/track" => json!({ "number": self.number, "last_four": &identity_number(0)[14..] }),
            "/api/desk/cases/{number}/commands" => {
                json!({ "command": "claim", "task": "accept", "revision": 0 })
            }
            "/api/desk/catalogue/items/{code}" => json!({ "handling": null, "depth": null, "revision": 9 }),
            _ => json!({}),
        }
    }

    async fn call(&self, client: &Client, method: &str, template: &str) -> Response {
        let path = self.address(template);
        match (method, template) {
            ("POST", "/api/applications/{id}/files") => {
                client.attach(self.application, "photograph", "a.png", PNG).await
            }
            ("POST", "/api/applications/{id}/submit") => client.submit(self.application, "another").await,
            ("POST", _) => client.post(&path, &self.body(template)).await,
            ("PUT", _) => client.put(&path, &self.body(template)).await,
            ("DELETE", _) => client.delete(&path).await,
            ("GET", "/api/dashboard/cases") => {
                client.get(&format!("{path}?figure=in_hand&from=2026-02-01&to=2026-03-02")).await
            }
            _ => client.get(&path).await,
        }
    }
}

/// [`EVERYBODY`], signed in.
async fn everybody(hall: &Hall) -> Vec<Client> {
    let mut clients = vec![hall.visitor(), hall.citizen("ana").await, hall.enterprise("agent").await];
    for role in [Role::Intake, Role::Officer, Role::AgencyLead] {
        clients.push(hall.staff(role, "440100", Some(CIVIL_AFFAIRS)).await);
    }
    clients.push(hall.staff(Role::Officer, "440100", Some("广州市公安局")).await);
    for role in [Role::Supervisor, Role::Leader, Role::Editor, Role::Reviewer, Role::Admin] {
        clients.push(hall.staff(role, "440100", None).await);
    }
    assert_eq!(clients.len(), EVERYBODY.len());
    clients
}

const fn mark(status: u16) -> char {
    match status {
        401 => '1',
        403 => '3',
        404 => '4',
        _ => '+',
    }
}

on_both! {
    async fn everybody_may_do_what_the_table_says(hall) {
        hall.open_demo_city().await;
        hall.publish_notice(NOTICE, 0).await;
        let clients = everybody(hall).await;
        let scene = Scene::set(&clients[1]).await;
        let mut wrong = Vec::new();
        for (method, path, row) in TABLE {
            let expected: Vec<char> = row.chars().filter(|mark| *mark != ' ').collect();
            assert_eq!(expected.len(), EVERYBODY.len(), "{method} {path}");
            for ((client, who), expected) in clients.iter().zip(EVERYBODY).zip(expected) {
                let status = scene.call(client, method, path).await.status();
                assert!(status < 500, "{who}: {method} {path}: {status}");
                if mark(status) != expected {
                    wrong.push(format!("{who}: {method} {path}: {status}, not {expected}"));
                }
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    async fn every_operation_has_its_row(hall) {
        let document = hall.visitor().get("/api/openapi.json").await.assert_status(200).json();
        let paths = document["paths"].as_object().unwrap();
        let described: BTreeSet<(String, String)> = paths
            .iter()
            .flat_map(|(path, methods)| {
                methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let listed: BTreeSet<(String, String)> =
            TABLE.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
        assert_eq!(listed, described);
        assert_eq!(listed.len(), TABLE.len(), "a row stands twice");
    }

    async fn a_session_that_was_ended_opens_nothing(hall) {
        let ana = hall.citizen("ana").await;
        let tablet = hall.sign_in("ana").await;
        ana.get("/api/applications").await.assert_status(200);
        tablet.delete("/api/sessions").await.assert_status(204);
        ana.get("/api/applications").await.assert_status(401);
        let again = ana.post("/api/session", &json!({ "login": "ana", "password": PASSWORD })).await;
        again.assert_status(200);
        ana.get("/api/applications").await.assert_status(200);
    }
}
