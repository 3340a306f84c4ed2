//! A process in several versions with cases under way, to be moved from one to another.

use schema::definitions::{DefinitionRecord, MigrationPlan};
use schema::role::Role;
use serde_json::{Value, json};

use super::{CIVIL_AFFAIRS, Client, Hall, Response, SENIOR_CARD, claim, complete};

const CARE: &str = "/api/desk/processes/care";

/// What a plan and an act are asked of.
pub const MIGRATION: &str = "/api/desk/processes/care/migration";

/// The process, who draws it, and who handles its cases.
pub struct Moving {
    pub writer: Client,
    pub second: Client,
    pub intake: Client,
    pub officer: Client,
    pub lead: Client,
}

fn task(id: &str, role: &str, kind: &str) -> Value {
    json!({ "task": { "id": id, "name": { "zh-CN": format!("{id}环节"), "en": id }, "role": role, "kind": kind } })
}

impl Moving {
    /// The first version has these reviews between acceptance and decision; the senior card is handled by it.
    pub async fn begin(hall: &Hall, reviews: &[&str]) -> Self {
        hall.open_demo_city().await;
        let staff = async |role, agency| hall.staff(role, "440100", agency).await;
        let moving = Self {
            writer: staff(Role::Editor, None).await,
            second: staff(Role::Reviewer, None).await,
            intake: staff(Role::Intake, Some(CIVIL_AFFAIRS)).await,
            officer: staff(Role::Officer, Some(CIVIL_AFFAIRS)).await,
            lead: staff(Role::AgencyLead, Some(CIVIL_AFFAIRS)).await,
        };
        let from = json!({ "template": "promised" });
        let new = json!({ "id": "care", "title": { "zh-CN": "优待证流程", "en": "Care" }, "from": from });
        moving.writer.post("/api/desk/processes", &new).await.assert_status(201);
        moving.publish(reviews).await;
        moving.writer.put(&format!("{CARE}/items/{SENIOR_CARD}"), &json!({})).await.assert_status(200);
        moving
    }

    /// The process as it stands.
    pub async fn record(&self) -> DefinitionRecord {
        self.writer.get(CARE).await.assert_status(200).read_json()
    }

    /// The next version has these reviews.
    pub async fn publish(&self, reviews: &[&str]) {
        let mut seq = vec![task("accept", "intake", "accept")];
        seq.extend(reviews.iter().map(|id| task(id, "officer", "review")));
        seq.extend([task("decide", "agency_lead", "decide"), task("deliver", "intake", "deliver")]);
        let title = json!({ "zh-CN": "优待证流程", "en": "Care" });
        let definition = json!({ "id": "care", "version": 1, "title": title, "seq": seq });
        let save = json!({ "definition": definition, "revision": self.record().await.revision });
        self.writer.put(&format!("{CARE}/draft"), &save).await.assert_status(200);
        for (who, act) in [(&self.writer, "submit"), (&self.second, "review"), (&self.second, "publish")] {
            let body = json!({ "revision": self.record().await.revision, "approve": true });
            who.post(&format!("{CARE}/draft/{act}"), &body).await.assert_status(200);
        }
    }

    /// Somebody files; returns the number of the case.
    pub async fn file(&self, hall: &Hall, login: &str) -> String {
        hall.citizen(login).await.file_senior_card().await.1.number.to_string()
    }

    /// Gives a command on a case as it stands.
    pub async fn command(&self, who: &Client, number: &str, mut command: Value) -> Response {
        let path = format!("/api/desk/cases/{number}");
        command["revision"] = who.get(&path).await.assert_status(200).json()["revision"].clone();
        who.post(&format!("{path}/commands"), &command).await
    }

    /// Takes a task and ends it.
    pub async fn work(&self, who: &Client, number: &str, task: &str, outcome: &str) {
        self.command(who, number, claim(task)).await.assert_status(200);
        self.command(who, number, complete(task, outcome)).await.assert_status(200);
    }

    /// A case that has been accepted and reviewed so far.
    pub async fn reviewed(&self, hall: &Hall, login: &str, reviews: &[&str]) -> String {
        let number = self.file(hall, login).await;
        self.work(&self.intake, &number, "accept", "accepted").await;
        for review in reviews {
            self.work(&self.officer, &number, review, "approved").await;
        }
        number
    }

    /// The dry run.
    pub async fn plan(&self, query: &str) -> MigrationPlan {
        self.writer.get(&format!("{MIGRATION}?{query}")).await.assert_status(200).read_json()
    }

    /// How many open cases each version has, the newest first.
    pub async fn uses(&self) -> Vec<(u32, u64)> {
        self.record().await.uses.iter().map(|uses| (uses.version, uses.cases)).collect()
    }
}
