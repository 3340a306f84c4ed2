//! A joint application of three agencies, made for tests: hygiene and, where the chopsticks are of timber, forestry at once; the
//! registration, whose agency leads, when both have approved.

use chrono::TimeDelta;
use schema::applications::Receipt;
use schema::bundles::{JointView, Lane};
use schema::cases::DeskCase;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::{bundles, definitions};

use super::{Client, Hall, PNG, Response, claim, complete};

/// The item the bundle hangs on, and its items.
pub const START: &str = "T-START";
pub const HYGIENE: &str = "T-HYGIENE";
pub const TIMBER: &str = "T-TIMBER";
pub const REGISTER: &str = "T-REGISTER";

const ITEMS: &str = include_str!("../fixtures/joint/items.jsonl");
const BUNDLE: &str = include_str!("../fixtures/joint/bundle.json");
const FORMS: [(&str, &str); 3] = [
    (HYGIENE, include_str!("../fixtures/joint/hygiene.json")),
    (TIMBER, include_str!("../fixtures/joint/timber.json")),
    (REGISTER, include_str!("../fixtures/joint/register.json")),
];

/// Who handles them.
const HEALTH: &str = "广州市卫生健康委员会";
const FORESTRY: &str = "广州市林业和园林局";
const MARKET: &str = "广州市市场监督管理局";

/// What only one agency may read, by its item.
pub const SECRETS: [(&str, &str); 3] =
    [(HYGIENE, "自备水井取水"), (TIMBER, "进口杨木板材"), (REGISTER, "出资壹佰万元")];

/// The staff of an agency.
pub struct Desk {
    pub intake: Client,
    pub officer: Client,
    pub lead: Client,
}

/// A joint application that was filed.
pub struct Jointly<'h> {
    pub hall: &'h Hall,
    login: String,
    pub ana: Client,
    pub application: i64,
    pub receipt: Receipt,
    pub health: Desk,
    pub forestry: Desk,
    pub market: Desk,
}

impl Hall {
    /// Adds the items, their forms and the bundle.
    pub async fn open_bundle(&self) {
        self.import(ITEMS).await;
        let now = self.state().clock.now();
        let mut tx = self.db().write().await.unwrap();
        definitions::processes::publish(&mut tx, now).await.unwrap();
        for (item, form) in FORMS {
            let definition: Value = serde_json::from_str(form).unwrap();
            let form = definitions::publish_form(&mut tx, &definition, now).await.unwrap();
            definitions::set_form_of_item(&mut tx, item, &form.id).await.unwrap();
        }
        bundles::publish(&mut tx, BUNDLE, now).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The staff of an agency of the bundle.
    pub async fn desk(&self, agency: &str) -> Desk {
        let staff = async |role| self.staff(role, "440100", Some(agency)).await;
        Desk {
            intake: staff(Role::Intake).await,
            officer: staff(Role::Officer).await,
            lead: staff(Role::AgencyLead).await,
        }
    }
}

/// Answers that hold, of chopsticks of timber or of bamboo.
pub fn joint_answers(stock: &str) -> Value {
    let mut answers = json!({
        "situation": { "stock": stock },
        "shared": { "enterprise": { "name": "一厅通筷子厂", "phone": "13800138000" } },
        "water": SECRETS[0].1,
        "capital": SECRETS[2].1,
    });
    if stock == "wood" {
        answers["wood"] = SECRETS[1].1.into();
    }
    answers
}

impl Client {
    /// A draft of the bundle that could be filed as it stands.
    pub async fn joint_draft(&self, stock: &str) -> i64 {
        let draft = self.begin(START).await;
        let id = draft.summary.id;
        self.save(id, &joint_answers(stock), draft.revision).await.assert_status(200);
        self.attach(id, "identity", "identity.png", PNG).await.assert_status(201);
        self.attach(id, "layout", "layout.png", PNG).await.assert_status(201);
        id
    }

    /// One's own joint application.
    pub async fn joint(&self, number: &str) -> JointView {
        self.get(&format!("/api/joint/{number}")).await.assert_status(200).read_json()
    }

    /// A command on a case at the desk, on what it is now.
    pub async fn command_on(&self, number: &str, mut command: Value) -> Response {
        let path = format!("/api/desk/cases/{number}");
        let case: DeskCase = self.get(&path).await.assert_status(200).read_json();
        command["revision"] = case.revision.into();
        self.post(&format!("{path}/commands"), &command).await
    }

    /// Takes a task and ends it with an outcome.
    pub async fn work_on(&self, number: &str, task: &str, outcome: &str) {
        self.command_on(number, claim(task)).await.assert_status(200);
        let mut end = complete(task, outcome);
        if matches!(outcome, "rejected" | "not_accepted") {
            end["reason"] = json!("不符合条件。");
        }
        self.command_on(number, end).await.assert_status(200);
    }
}

impl Desk {
    /// Brings a case to its decision.
    pub async fn decide(&self, number: &str, outcome: &str) {
        self.intake.work_on(number, "accept", "accepted").await;
        self.officer.work_on(number, "review", "approved").await;
        self.lead.work_on(number, "decide", outcome).await;
    }
}

impl<'h> Jointly<'h> {
    /// Filed by Ana.
    pub async fn file(hall: &'h Hall, stock: &str) -> Self {
        Self::file_as(hall, "ana", stock).await
    }

    /// Filed by somebody else who registers.
    pub async fn file_as(hall: &'h Hall, login: &str, stock: &str) -> Self {
        hall.open_bundle().await;
        let ana = hall.citizen(login).await;
        let application = ana.joint_draft(stock).await;
        let receipt = ana.submit(application, "first").await.assert_status(200).read_json();
        Self {
            hall,
            login: login.to_owned(),
            ana,
            application,
            receipt,
            health: hall.desk(HEALTH).await,
            forestry: hall.desk(FORESTRY).await,
            market: hall.desk(MARKET).await,
        }
    }

    /// Lets days pass: the applicant signs in anew, and others are on duty at the agencies.
    pub async fn pass(&mut self, days: i64) {
        self.hall.pass(TimeDelta::days(days));
        self.ana = self.hall.sign_in(&self.login).await;
        self.health = self.hall.desk(HEALTH).await;
        self.forestry = self.hall.desk(FORESTRY).await;
        self.market = self.hall.desk(MARKET).await;
    }

    /// As the applicant sees it.
    pub async fn view(&self) -> JointView {
        self.ana.joint(&self.receipt.number.to_string()).await
    }

    /// A lane of it.
    pub async fn lane(&self, item: &str) -> Lane {
        self.view().await.lanes.into_iter().find(|lane| lane.item == item).unwrap()
    }

    /// The number of the case of an item.
    pub async fn number(&self, item: &str) -> String {
        self.lane(item).await.number.unwrap().to_string()
    }
}
