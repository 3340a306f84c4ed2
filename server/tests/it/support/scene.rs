//! [`Scene`]: a case with everybody who has to do with it, and the commands they give.

use chrono::TimeDelta;
use schema::ProblemKind;
use schema::applications::{FileInfo, Receipt};
use schema::cases::{CaseView, DeskCase};
use schema::role::Role;
use serde_json::{Value, json};
use server::features::definitions;
use server::sql;

use super::{CIVIL_AFFAIRS, Client, FOOD_SAFETY, Hall, PNG, Response, identity_number, senior_card_answers};

/// Everybody there is in a case: Ana, whose number is the first, and the desk.
pub struct Scene {
    pub ana: Client,
    pub intake: Client,
    pub officer: Client,
    pub lead: Client,
    pub application: i64,
    pub receipt: Receipt,
}

impl Scene {
    /// A case that was filed just now.
    pub async fn open(hall: &Hall) -> Self {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let desk = async |role| hall.staff(role, "440100", Some(CIVIL_AFFAIRS)).await;
        let (intake, officer, lead) =
            (desk(Role::Intake).await, desk(Role::Officer).await, desk(Role::AgencyLead).await);
        let (application, receipt) = ana.file_senior_card().await;
        Self { ana, intake, officer, lead, application, receipt }
    }

    /// A case of a food business licence, whose form has a part for officers.
    pub async fn open_food(hall: &Hall) -> Self {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let desk = async |role| hall.staff(role, "440100", Some(FOOD_SAFETY)).await;
        let (intake, officer, lead) =
            (desk(Role::Intake).await, desk(Role::Officer).await, desk(Role::AgencyLead).await);
        let (application, receipt) = ana.file_food_business().await;
        Self { ana, intake, officer, lead, application, receipt }
    }

    /// The same with another version of the process, and then of the form.
    pub async fn open_food_with(
        hall: &Hall,
        process: impl FnOnce(&mut Value),
        form: impl FnOnce(&mut Value),
    ) -> Self {
        let scene = Self::open_food(hall).await;
        publish_food_process(hall, process).await;
        let mut asked = read(include_str!("../../../seed/forms/food-business-licence.json"));
        form(&mut asked);
        let mut tx = hall.db().write().await.unwrap();
        definitions::publish_form(&mut tx, &asked, hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let (application, receipt) = scene.ana.file_food_business().await;
        Self { application, receipt, ..scene }
    }

    /// Lets days pass: everybody signs in anew.
    pub async fn pass(&mut self, hall: &Hall, days: i64) {
        hall.pass(TimeDelta::days(days));
        self.ana = hall.sign_in("ana").await;
        self.intake = hall.sign_in("intake-440100-1").await;
        self.officer = hall.sign_in("officer-440100-2").await;
        self.lead = hall.sign_in("agency_lead-440100-3").await;
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/api/cases/{}{rest}", self.receipt.number)
    }

    pub fn desk_path(&self, rest: &str) -> String {
        format!("/api/desk/cases/{}{rest}", self.receipt.number)
    }

    /// The case as Ana sees it.
    pub async fn view(&self) -> CaseView {
        self.ana.get(&self.path("")).await.assert_status(200).read_json()
    }

    /// The case as it stands at the desk.
    pub async fn read(&self, who: &Client) -> DeskCase {
        who.get(&self.desk_path("")).await.assert_status(200).read_json()
    }

    /// Gives a command on the case as one just saw it.
    pub async fn command(&self, who: &Client, command: Value) -> Response {
        let revision = self.read(who).await.revision;
        self.command_on(who, revision, command).await
    }

    pub async fn command_on(&self, who: &Client, revision: u64, mut command: Value) -> Response {
        command["revision"] = revision.into();
        who.post(&self.desk_path("/commands"), &command).await
    }

    /// Takes a task and ends it with an outcome.
    pub async fn handle(&self, who: &Client, task: &str, outcome: &str) -> DeskCase {
        self.command(who, claim(task)).await.assert_status(200);
        self.command(who, complete(task, outcome)).await.assert_status(200).read_json()
    }

    pub async fn track(&self, hall: &Hall, number: &str, last_four: &str) -> Response {
        hall.visitor().post("/api/track", &json!({ "number": number, "last_four": last_four })).await
    }
}

fn read(definition: &str) -> Value {
    serde_json::from_str(definition).unwrap()
}

/// Publishes another version of the process of the food business licence.
pub async fn publish_food_process(hall: &Hall, change: impl FnOnce(&mut Value)) {
    let seed = read(include_str!("../../../seed/processes/food-business-licence.json"));
    publish_second(hall, "food-business-licence", seed, change).await;
}

/// Publishes a second version of a process.
pub async fn publish_second(hall: &Hall, id: &str, mut definition: Value, change: impl FnOnce(&mut Value)) {
    definition["version"] = 2.into();
    change(&mut definition);
    let (now, text) = (hall.state().clock.now(), definition.to_string());
    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query(
            "INSERT INTO process_version (process, version, definition, published_at) VALUES ($1, 2, $2, $3)",
        )
        .bind(id)
        .bind(&text)
        .bind(now)
        .execute(conn)
        .await
        .unwrap();
    });
    tx.commit().await.unwrap();
}

/// What the task at this place of a process may do with the form.
pub fn form_of_task(process: &mut Value, place: usize) -> &mut Value {
    &mut process["seq"][place]["task"]["form"]
}

/// Takes a task up.
pub fn claim(task: &str) -> Value {
    json!({ "command": "claim", "task": task })
}

/// Ends a task, with an opinion where one is needed.
pub fn complete(task: &str, outcome: &str) -> Value {
    let opinion =
        json!({ "facts": "材料齐全。", "opinion": "同意。", "article": "《老年人权益保障法》第五章" });
    let opinion = matches!(outcome, "approved" | "rejected").then_some(opinion);
    json!({ "command": "complete", "task": task, "outcome": outcome, "opinion": opinion })
}

/// The phone number and the photograph are to be put right.
pub fn supplement() -> Value {
    let points = json!([
        { "pointer": "/applicant/phone", "reason": "电话打不通。" },
        { "material": "photograph", "reason": "看不清五官。" },
    ]);
    json!({ "command": "request_supplement", "task": "accept", "points": points })
}

/// The texts a query finds.
pub async fn texts(hall: &Hall, query: &'static str) -> Vec<String> {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => sqlx::query_scalar(query).fetch_all(conn).await.unwrap())
}

/// Ana puts right what was asked for, and tries to change other things as well.
pub async fn put_right(scene: &Scene) {
    let ana = &scene.ana;
    let application = ana.application(scene.application).await;
    assert_eq!(application.open.len(), 2);
    let mut answers = senior_card_answers();
    answers["applicant"] =
        json!({ "name": "别人", "identity_number": identity_number(9), "phone": "13900139000" });
    ana.save(scene.application, &answers, application.revision).await.assert_status(200);
    let mut kept = senior_card_answers();
    kept["applicant"]["phone"] = json!("13900139000");
    assert_eq!(ana.application(scene.application).await.answers, kept);

    let file = |material: &str| -> FileInfo {
        application.files.iter().find(|file| file.material == material).unwrap().clone()
    };
    let path = |file: &FileInfo| format!("/api/applications/{}/files/{}", scene.application, file.id);
    ana.delete(&path(&file("identity-card"))).await.assert_problem(ProblemKind::Refused);
    ana.attach(scene.application, "identity-card", "b.png", PNG).await.assert_problem(ProblemKind::Refused);
    ana.delete(&path(&file("photograph"))).await.assert_status(204);
    // Half of it is not enough.
    ana.submit(scene.application, "second").await.assert_problem(ProblemKind::Invalid);
    ana.attach(scene.application, "photograph", "clear.png", PNG).await.assert_status(201);
}
