//! What the calls of the tables are about: an application, its case, and what belongs to it.

use schema::messages::Messages;
use schema::supervise::Rule;
use serde_json::{Value, json};
use server::features::hall;

use super::HERE;
use crate::support::{Client, Hall, PNG, Response, SENIOR_CARD, identity_number, issue_licence};

/// The hall's own navigator.
const NAVIGATOR: &str = include_str!("../../../../seed/navigator.json");

/// A notice that is published.
pub const NOTICE: &str = "holiday";

/// An application that was filed, and its case.
pub struct Scene {
    application: i64,
    file: i64,
    number: String,
    message: i64,
    /// The number and the code of a licence of the case.
    licence: (String, String),
}

impl Scene {
    /// One that this applicant filed just now.
    pub async fn set(hall: &Hall, applicant: &Client) -> Self {
        let (application, receipt) = applicant.file_senior_card().await;
        let file = applicant.application(application).await.files[0].id;
        let told: Messages = applicant.get("/api/me/messages").await.assert_status(200).read_json();
        let message = told.messages.items[0].id;
        let number = receipt.number.to_string();
        let licence = issue_licence(hall, &number).await;
        Self { application, file, number, message, licence }
    }

    /// An address of something that is there.
    fn address(&self, template: &str) -> String {
        let id = match template {
            "/api/forms/{id}/{version}/program" | "/api/forms/{id}/{version}/document" => {
                "senior-card".to_owned()
            }
            desk if desk.contains("/desk/forms/") => "senior-card".to_owned(),
            desk if desk.contains("/desk/processes/") => "standard".to_owned(),
            desk if desk.contains("/desk/guides/") => "birth".to_owned(),
            "/api/me/messages/{id}/read" => self.message.to_string(),
            // Clerks are told of what comes to them: this is nobody's.
            "/api/desk/notes/{id}/seen" => "0".to_owned(),
            "/api/life-events/{id}" => "birth".to_owned(),
            "/api/guides/{code}" | "/api/guides/{code}/stand" => return template.replace("{code}", "birth"),
            "/api/notices/{id}" => NOTICE.to_owned(),
            // Of a card that nobody has.
            card if card.contains("/supervision/") => "0".to_owned(),
            _ => self.application.to_string(),
        };
        let number = if template.contains("/licences/") { &self.licence.0 } else { &self.number };
        template
            .replace("{id}", &id)
            .replace("{version}", "1")
            .replace("{rule}", "acceptance")
            .replace("{year}", "2026")
            .replace("{period}", "2026-02")
            .replace("{agency}", "0")
            .replace("{entry}", "0")
            .replace("{page}", "applicant")
            .replace("{file}", &self.file.to_string())
            .replace("{attachment}", "0")
            .replace("{number}", number)
            .replace("{case}", &self.number)
            .replace("{task}", "accept")
            .replace("{form}", "senior-card")
            .replace("{code}", SENIOR_CARD)
            .replace("{finding}", "no_limit")
            .replace("{library}", "synonyms")
            .replace("{slip}", "0")
            .replace("{line}", "0")
            .replace("{region}", HERE)
            // The counter of the agency.
            .replace("{counter}", "3")
    }

    /// A body that can be read; where it would change something it is one that comes too late.
    fn body(&self, template: &str) -> Value {
        match template {
            "/api/applications" => json!({ "item": SENIOR_CARD }),
            "/api/applications/{id}/licences" => {
                json!({ "material": "photograph", "number": self.licence.0 })
            }
            "/api/ask" => json!({ "text": "居住证" }),
            "/api/ask/ratings" => json!({ "text": "", "helpful": true }),
            "/api/desk/libraries/{library}" => json!({ "enabled": true }),
            "/api/desk/libraries/{library}/import" => json!({ "csv": "" }),
            "/api/desk/libraries/{library}/{id}" => {
                json!({ "words": ["小本本"], "texts": ["护照"], "enabled": true, "revision": 9 })
            }
            "/api/licences/compare" => json!({ "number": self.licence.0 }),
            "/api/desk/licences/{number}/status" => json!({ "change": "resume", "ground": "不需要了" }),
            "/api/applications/{id}" => json!({ "answers": {}, "revision": 0 }),
            "/api/applications/{id}/pages/{page}" => json!({ "fields": [] }),
            "/api/applications/{id}/handover" => json!({ "promise": true }),
            "/api/checks/{code}/return" => json!({ "words": "电话不对。" }),
            "/api/bills/{number}/demonstration" => json!({ "paid": true }),
            "/api/desk/cases/{number}/waivers" => json!({ "line": 0, "amount": 1, "ground": "第三条" }),
            "/api/desk/catalogue/items/{code}/way" => json!({ "way": "window", "revision": 9 }),
            "/api/applications/{id}/version" => json!({ "version": 1, "revision": 0 }),
            "/api/desk/forms" => json!({ "id": "", "title": {}, "from": "nothing" }),
            "/api/desk/processes" => json!({ "id": "", "title": {}, "from": { "template": "promised" } }),
            "/api/desk/forms/{id}/draft" | "/api/desk/processes/{id}/draft" => {
                json!({ "definition": {}, "revision": 9 })
            }
            "/api/desk/forms/{id}/draft/review" | "/api/desk/processes/{id}/draft/review" => {
                json!({ "approve": true, "revision": 9 })
            }
            "/api/desk/forms/{id}/rename" => json!({ "definition": {}, "from": "/a", "to": "/b" }),
            "/api/desk/processes/{id}/migration" => {
                json!({ "from": 1, "to": 1, "reason": "", "fingerprint": "" })
            }
            "/api/desk/guides" => json!({ "id": "", "title": {}, "from": "nothing" }),
            "/api/desk/guides/{id}/draft" => json!({ "definition": {}, "revision": 9 }),
            "/api/desk/guides/{id}/draft/edits" => {
                json!({ "revision": 9, "edit": { "edit": "add", "part": "questions" } })
            }
            "/api/desk/guides/{id}/draft/review" => json!({ "approve": true, "revision": 9 }),
            guide if guide.starts_with("/api/desk/guides/") => json!({ "revision": 9 }),
            form if form.starts_with("/api/desk/forms/") || form.starts_with("/api/desk/processes/") => {
                json!({ "revision": 9 })
            }
            "/api/exchange/tasks/{case}/{task}/answer" => json!({ "reference": "1", "outcome": "approved" }),
            "/api/desk/halls/{region}/counters/{counter}/queue" => json!({ "act": "call", "seen": 0 }),
            "/api/desk/halls/{region}" => {
                let hall: Value = serde_json::from_str(hall::demo::HALL).unwrap();
                json!({ "hall": hall, "revision": 9 })
            }
            "/api/desk/navigator" => {
                let navigator: Value = serde_json::from_str(NAVIGATOR).unwrap();
                json!({ "navigator": navigator, "revision": 9 })
            }
            "/api/me/messages/read" => json!({ "up_to": 0 }),
            "/api/cases/{number}/rating" => json!({ "grade": 5 }),
            "/api/track" => json!({ "number": self.number, "last_four": &identity_number(0)[14..] }),
            "/api/desk/joint/{number}/commands" => {
                json!({ "command": "inform", "items": [], "words": "", "revision": 0 })
            }
            "/api/desk/cases/{number}/questions" => json!({ "why": "" }),
            "/api/cases/{number}/questions" => json!({ "fields": [] }),
            call if call.ends_with("{number}/proceedings") => json!({ "kind": "assist", "subject": "" }),
            "/api/desk/proceedings/{id}/commands" => {
                json!({ "command": "cancel", "reason": "", "revision": 0 })
            }
            "/api/enquiries" => json!({ "kind": "question", "subject": "", "words": "" }),
            "/api/desk/enquiries" => json!({
                "kind": "question", "subject": "", "words": "", "channel": "letter", "received_on": "2026-03-02",
            }),
            "/api/enquiries/open" => json!({ "id": 0, "code": "" }),
            enquiry if enquiry.contains("/enquiries/") => json!({ "act": "withdraw" }),
            "/api/surveys/{id}/opinions" => json!({ "answers": [] }),
            document if document.starts_with("/api/desk/disclosures") => json!({
                "title": "", "issuer": "", "subject": "rules", "made_on": "2026-03-02", "published_on": "2026-03-02",
            }),
            "/api/desk/surveys/{id}/feedback" => json!({ "words": "", "revision": 1 }),
            survey if survey.starts_with("/api/desk/surveys") => json!({
                "kind": "other", "title": "", "issuer": "", "body": "", "opens_on": "2026-03-02",
                "closes_on": "2026-03-02", "questions": [],
            }),
            "/api/invited/{id}/opinion" => json!({ "words": "" }),
            "/api/applications/{id}/files/{file}/move" => json!({ "to": "up" }),
            "/api/desk/window/applications" => {
                let applicant = json!({ "name": "", "identity_number": "" });
                json!({ "item": SENIOR_CARD, "channel": "window", "applicant": applicant })
            }
            "/api/desk/cases/{number}/slips" => json!({ "kind": "acceptance" }),
            "/api/desk/cases/{number}/originals" | "/api/desk/cases/{number}/originals/{line}/return" => {
                json!({ "material": "", "paper": "copy", "sheets": 1, "person": "", "last_four": "" })
            }
            "/api/performance/{period}/{agency}/entries" => {
                json!({ "indicator": "visits", "points": 1, "reason": "a", "evidence": "b" })
            }
            bulletin if bulletin.contains("/bulletin") => json!({ "revision": 0, "words": {} }),
            "/api/supervision/{id}/inquiry" | "/api/supervision/{id}/appeal" => json!({ "reason": "记错了" }),
            "/api/supervision/{id}/commands" => json!({ "command": "claim", "task": "file" }),
            "/api/supervision/rules/drafts" => json!({ "id": "", "like": "jump" }),
            "/api/supervision/rules/{rule}/draft" => {
                json!({ "rule": Rule::shipped().unwrap().remove(0), "revision": 0 })
            }
            "/api/supervision/rules" => json!({ "rule": "acceptance", "revision": 0 }),
            "/api/supervision/dry-run" => {
                let rule = Rule::shipped().unwrap().remove(0);
                json!({ "rule": rule, "from": "2026-02-01", "to": "2026-03-02" })
            }
            "/api/desk/bulk" => json!({ "act": "claim", "lines": [] }),
            "/api/desk/cases/{number}/thread" => json!({ "text": "" }),
            "/api/desk/cases/{number}/commands" => {
                json!({ "command": "claim", "task": "accept", "revision": 0 })
            }
            "/api/desk/cases/{number}/tasks/{task}/forms/{form}" => json!({ "revision": 0, "edit": {} }),
            "/api/desk/catalogue/items/{code}" => json!({ "handling": null, "depth": null, "revision": 9 }),
            _ => json!({}),
        }
    }

    /// Calls an operation of this table, on what is there.
    pub async fn call(&self, client: &Client, method: &str, template: &str) -> Response {
        let path = self.address(template);
        match (method, template) {
            ("POST", "/api/applications/{id}/files") => {
                client.attach(self.application, "photograph", "a.png", PNG).await
            }
            (
                "POST",
                "/api/desk/proceedings/{id}/files"
                | "/api/invited/{id}/files"
                | "/api/desk/cases/{number}/attachments"
                | "/api/desk/surveys/{id}/attachments",
            ) => client.upload(&path, "a.png", "image/png", PNG).await,
            ("POST", "/api/applications/{id}/submit") => client.submit(self.application, "another").await,
            ("POST", _) => client.post(&path, &self.body(template)).await,
            ("PUT", _) => client.put(&path, &self.body(template)).await,
            (
                "DELETE",
                "/api/desk/forms/{id}/draft"
                | "/api/desk/processes/{id}/draft"
                | "/api/desk/guides/{id}/draft"
                | "/api/supervision/rules/{rule}/draft",
            ) => client.delete(&format!("{path}?revision=9")).await,
            ("DELETE", _) => client.delete(&path).await,
            (
                "GET",
                "/api/desk/forms/{id}/diff"
                | "/api/desk/processes/{id}/diff"
                | "/api/desk/processes/{id}/migration",
            ) => client.get(&format!("{path}?from=1&to=1")).await,
            ("GET", "/api/licences/verify") => {
                let (number, code) = &self.licence;
                client.get(&format!("{path}?number={number}&code={code}")).await
            }
            ("GET", "/api/desk/asked/groups/{id}/trial") => {
                client.get(&format!("{path}?library=synonyms")).await
            }
            ("GET", "/api/desk/cases/{number}/live") => client.get(&format!("{path}?after=0")).await,
            ("GET", "/api/dashboard") => client.get(&format!("{path}?region={HERE}")).await,
            ("GET", "/api/dashboard/cases") => {
                let span = "figure=in_hand&from=2026-02-01&to=2026-03-02";
                client.get(&format!("{path}?region={HERE}&{span}")).await
            }
            ("GET", "/api/dashboard/tile") => {
                client.get(&format!("{path}?region={HERE}&question=by_day&format=csv")).await
            }
            ("GET", "/api/dashboard/cases/file") => {
                let span = "figure=in_hand&from=2026-02-01&to=2026-03-02&format=xlsx";
                client.get(&format!("{path}?region={HERE}&{span}")).await
            }
            ("GET", page) if !page.starts_with("/api/") => client.page(&path).await,
            _ => client.get(&path).await,
        }
    }
}
