//! The items that the joint applications of the demo city are made of, each applied for on its own: its form takes the sample
//! answers, its stored process carries it from the counter to the hands of its applicant, every checklist answered.

use schema::applications::Receipt;
use schema::cases::{CaseView, DeskCase};
use schema::expr::Truth;
use schema::form::{Severity, compile};
use schema::process::{Decision, Process, Status, Task};
use serde_json::{Value, json};

use crate::support::{Client, Hall, PDF, PNG, claim, complete, on_both};

/// An item: the end of its code, its form, its process, who handles it.
struct Item {
    code: &'static str,
    form: &'static str,
    answers: &'static str,
    process: &'static str,
    agency: &'static str,
}

const INSTANT: &str = include_str!("../../../../seed/processes/instant.json");

macro_rules! item {
    ($code:literal, $form:literal, $agency:literal) => {
        item!($code, $form, $agency, INSTANT)
    };
    ($code:literal, $form:literal, $agency:literal, $process:literal) => {
        item!($code, $form, $agency, include_str!(concat!("../../../../seed/processes/", $process, ".json")))
    };
    ($code:literal, $form:literal, $agency:literal, $process:expr) => {
        Item {
            code: concat!("DEMO-440100-", $code),
            form: include_str!(concat!("../../../../seed/forms/", $form, ".json")),
            answers: include_str!(concat!(
                "../../../../../app/schema/fixtures/forms/",
                $form,
                ".answers.json"
            )),
            process: $process,
            agency: $agency,
        }
    };
}

const STANDARD: &str = include_str!("../../../../seed/processes/standard.json");

const ITEMS: [Item; 15] = [
    item!(
        "ENTERPRISE-REGISTRATION",
        "enterprise-registration",
        "广州市市场监督管理局",
        "enterprise-registration"
    ),
    item!("FINANCIAL-SYSTEM", "financial-system-filing", "广州市财政局"),
    item!("TAX-INFORMATION", "tax-information", "国家税务总局广州市税务局", "tax-information"),
    item!("ENTERPRISE-STANDARD", "enterprise-standard", "广州市市场监督管理局"),
    item!("BIRTH-CERTIFICATE", "birth-certificate", "广州市卫生健康委员会", "birth-certificate"),
    item!("VACCINATION-RECORD", "vaccination-record", "广州市卫生健康委员会"),
    item!("CHILD-INSURANCE", "child-medical-insurance", "广州市医疗保障局"),
    item!("CHILD-SOCIAL-CARD", "child-social-card", "广州市人力资源和社会保障局", STANDARD),
    item!(
        "CHOPSTICK-HYGIENE",
        "chopstick-hygiene-licence",
        "广州市卫生健康委员会",
        "chopstick-hygiene-licence"
    ),
    item!(
        "TIMBER-PROCESSING",
        "timber-processing-licence",
        "广州市林业和园林局",
        "timber-processing-licence"
    ),
    item!("PROJECT-APPROVAL", "project-approval", "广州市发展和改革委员会", "project-approval"),
    item!("LAND-USE-PLANNING", "land-use-planning", "广州市规划和自然资源局", "land-use-planning"),
    item!(
        "CONSTRUCTION-PLANNING",
        "construction-planning",
        "广州市规划和自然资源局",
        "construction-planning"
    ),
    item!("ENVIRONMENTAL-IMPACT", "environmental-impact", "广州市生态环境局", "environmental-impact"),
    item!("CONSTRUCTION-PERMIT", "construction-permit", "广州市住房和城乡建设局", "construction-permit"),
];

impl Item {
    /// Files for it with the sample answers and every material they ask for.
    async fn filed(&self, who: &Client) -> Receipt {
        let (form, lints) = compile(&serde_json::from_str(self.form).unwrap());
        assert!(lints.iter().all(|lint| lint.severity != Severity::Error), "{}: {lints:?}", self.code);
        let answers: Value = serde_json::from_str(self.answers).unwrap();
        let draft = who.begin(self.code).await;
        let id = draft.summary.id;
        who.save(id, &answers, draft.revision).await.assert_status(200);
        let state = schema::form::state(&form, &answers);
        let asked = form.materials.iter().zip(state.materials()).filter(|(_, asked)| **asked == Truth::Yes);
        for (material, _) in asked.filter(|(material, _)| material.required) {
            let pictures = material.accept.iter().any(|kind| kind == "image/png");
            let (name, content) = if pictures { ("file.png", PNG) } else { ("file.pdf", PDF) };
            who.attach(id, &material.id, name, content).await.assert_status(201);
        }
        who.submit(id, self.code).await.assert_status(200).read_json()
    }

    /// Whoever's turn it is does each task of the process, until it is over.
    async fn handled(&self, hall: &Hall, number: &str) {
        let path = format!("/api/desk/cases/{number}");
        let process = Process::read(self.process).unwrap();
        for task in process.root.tasks() {
            let who = hall.staff(task.role, "440100", Some(self.agency)).await;
            for mut command in [claim(&task.id), completed(task)] {
                let now: DeskCase = who.get(&path).await.assert_status(200).read_json();
                command["revision"] = now.revision.into();
                who.post(&format!("{path}/commands"), &command).await.assert_status(200);
            }
        }
    }
}

/// The end of a task: every point checked, and what officers have to write written.
fn completed(task: &Task) -> Value {
    let outcome = serde_json::to_value(task.kind.outcomes()[0]).unwrap();
    let mut command = complete(&task.id, outcome.as_str().unwrap());
    let checks = task.checklist.iter().map(|point| json!({ "point": point.id, "answer": "yes" }));
    command["checks"] = checks.collect();
    if task.form.fields.contains_key("/check/result") {
        command["edit"] = json!([["/check/result", "meets"], ["/check/on", "2026-03-02"]]);
    }
    command
}

on_both! {
    async fn the_items_of_the_joint_applications_are_handled_on_their_own_too(hall) {
        hall.open_joint_city().await;
        for (n, item) in ITEMS.iter().enumerate() {
            let ana = hall.citizen(&format!("ana-{n}")).await;
            let number = item.filed(&ana).await.number.to_string();
            item.handled(hall, &number).await;
            let view: CaseView = ana.get(&format!("/api/cases/{number}")).await.assert_status(200).read_json();
            let end = (view.summary.status, view.decision);
            assert_eq!(end, (Status::Delivered, Some(Decision::Approved)), "{}", item.code);
        }
    }
}
