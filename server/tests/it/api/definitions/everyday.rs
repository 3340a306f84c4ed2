//! The eight everyday matters of the demo city: each handled by the process of its own that the demo city ships, and by one that an
//! editor began from a template or from a stored one and a second person published; from filing to the hands of its applicant.

use schema::applications::Receipt;
use schema::cases::{CaseView, DeskCase};
use schema::definitions::{DefinitionRecord, ProcessDraft};
use schema::expr::Truth;
use schema::form::compile;
use schema::process::{CommandName, Decision, Process, Status, TaskKind};
use serde_json::{Value, json};

use super::{editor, reviewer};
use crate::support::{Client, PNG, claim, complete, on_both};

/// A matter: its item, its form, who handles it, and what its process is drawn from.
struct Matter {
    item: &'static str,
    form: &'static str,
    answers: &'static str,
    /// The process of its own.
    process: &'static str,
    agency: &'static str,
    from: fn() -> Value,
}

macro_rules! matter {
    ($item:literal, $form:literal, $agency:literal, $from:expr) => {
        Matter {
            item: concat!("DEMO-440100-", $item),
            form: include_str!(concat!("../../../../seed/forms/", $form, ".json")),
            answers: include_str!(concat!(
                "../../../../../app/schema/fixtures/forms/",
                $form,
                ".answers.json"
            )),
            process: include_str!(concat!("../../../../seed/processes/", $form, ".json")),
            agency: $agency,
            from: $from,
        }
    };
}

fn instant() -> Value {
    json!({ "template": "instant" })
}

fn promised() -> Value {
    json!({ "template": "promised" })
}

fn of_food() -> Value {
    json!({ "process": { "id": "food-business-licence", "version": 1 } })
}

const MATTERS: [Matter; 8] = [
    matter!("BIRTH-SERVICE", "birth-registration-service", "广州市卫生健康委员会", instant),
    matter!("BIRTH-HOUSEHOLD", "birth-household-registration", "广州市公安局", instant),
    matter!("RESIDENCE-PERMIT", "residence-permit", "广州市公安局", promised),
    matter!("SOLE-TRADER", "sole-trader-registration", "广州市市场监督管理局", promised),
    matter!("FOOD-BUSINESS", "food-business-licence", "广州市市场监督管理局", of_food),
    matter!("SENIOR-CARD", "senior-card", "广州市民政局", promised),
    matter!("FLEXIBLE-INSURANCE", "flexible-employment-insurance", "广州市人力资源和社会保障局", promised),
    matter!("PUBLIC-HYGIENE", "public-place-hygiene-licence", "广州市卫生健康委员会", promised),
];

impl Matter {
    /// Draws a process for it and joins the two; returns the process that is in force.
    async fn designed(&self, writer: &Client, second: &Client) -> Process {
        let id = format!("{}-own", self.item.to_lowercase());
        let new =
            json!({ "id": id, "title": { "zh-CN": "专用流程", "en": "Its own" }, "from": (self.from)() });
        writer.post("/api/desk/processes", &new).await.assert_status(201);
        let path = format!("/api/desk/processes/{id}");
        let ProcessDraft { mut definition, revision, .. } =
            writer.get(&format!("{path}/draft")).await.assert_status(200).read_json();
        definition["seq"][0]["task"]["name"] = json!({ "zh-CN": "窗口收件", "en": "At the counter" });
        let drawn = json!({ "definition": definition, "revision": revision });
        writer.put(&format!("{path}/draft"), &drawn).await.assert_status(200);
        let steps = [
            (writer, "draft/submit", json!({})),
            (second, "draft/review", json!({ "approve": true })),
            (second, "draft/publish", json!({})),
        ];
        for (who, act, mut body) in steps {
            let record: DefinitionRecord = who.get(&path).await.assert_status(200).read_json();
            body["revision"] = record.revision.into();
            who.post(&format!("{path}/{act}"), &body).await.assert_status(200);
        }
        writer.put(&format!("{path}/items/{}", self.item), &json!({})).await.assert_status(200);
        let stored = second.get(&format!("{path}/1")).await.assert_status(200).json();
        Process::read(&stored["definition"].to_string()).unwrap()
    }

    /// Files for it with answers that hold and every material they ask for.
    async fn filed(&self, who: &Client) -> Receipt {
        let (form, _) = compile(&serde_json::from_str(self.form).unwrap());
        let mut answers: Value = serde_json::from_str(self.answers).unwrap();
        if answers["application"]["by_agent"] == json!(true) {
            // Who applies for another has to be entrusted with it first; here everybody applies for themselves.
            answers["application"]["by_agent"] = json!(false);
            answers.as_object_mut().unwrap().remove("agent");
        }
        let draft = who.begin(self.item).await;
        let id = draft.summary.id;
        who.save(id, &answers, draft.revision).await.assert_status(200);
        let state = schema::form::state(&form, &answers);
        let asked = form.materials.iter().zip(state.materials()).filter(|(_, asked)| **asked == Truth::Yes);
        for (material, _) in asked.filter(|(material, _)| material.required) {
            let name = format!("{}.png", material.id);
            who.attach(id, &material.id, &name, PNG).await.assert_status(201);
        }
        who.submit(id, self.item).await.assert_status(200).read_json()
    }
}

/// What whoever has a task writes into the form of the food business licence, the only one with a part for officers.
fn written(matter: &Matter, kind: TaskKind) -> Option<Value> {
    let fields = match kind {
        TaskKind::Review => json!([
            ["/check/result", "after_rectification"],
            ["/check/on", "2026-03-02"],
            ["/check/findings", "墙面破损，已整改。"],
            ["/review/text", "建议准予。"],
        ]),
        TaskKind::Decide => json!([["/decision/outcome", "agree"], ["/decision/text", "准予许可。"]]),
        _ => return None,
    };
    matter.item.ends_with("FOOD-BUSINESS").then_some(fields)
}

on_both! {
    async fn each_everyday_matter_runs_on_the_process_of_its_own(hall) {
        hall.open_demo_city().await;
        for (n, matter) in MATTERS.iter().enumerate() {
            let process = Process::read(matter.process).unwrap();
            let ana = hall.citizen(&format!("ana-{n}")).await;
            let number = matter.filed(&ana).await.number.to_string();
            let (own, desk) = (format!("/api/cases/{number}"), format!("/api/desk/cases/{number}"));
            let view = async || -> CaseView { ana.get(&own).await.assert_status(200).read_json() };
            let mut done = 0;
            while let Some(open) = view().await.summary.tasks.first() {
                let task = process.task(&open.key).unwrap();
                let who = hall.staff(task.role, "440100", Some(matter.agency)).await;
                let outcome = json!(task.kind.outcomes()[0]);
                let mut end = complete(&open.key, outcome.as_str().unwrap());
                end["checks"] = task.checklist.iter().map(|point| json!({ "point": point.id, "answer": "yes" })).collect();
                if let Some(edit) = written(matter, task.kind) {
                    end["edit"] = edit;
                }
                for mut command in [claim(&open.key), end] {
                    let now: DeskCase = who.get(&desk).await.assert_status(200).read_json();
                    command["revision"] = now.revision.into();
                    who.post(&format!("{desk}/commands"), &command).await.assert_status(200);
                }
                done += 1;
                assert!(done <= process.root.tasks().len(), "{}: it goes round", matter.item);
            }
            let end = view().await;
            assert_eq!((end.summary.status, end.decision), (Status::Delivered, Some(Decision::Approved)), "{}", matter.item);
        }
    }

    async fn the_everyday_matters_run_on_processes_that_were_designed(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        for (n, matter) in MATTERS.iter().enumerate() {
            let process = matter.designed(&writer, &second).await;
            let ana = hall.citizen(&format!("ana-{n}")).await;
            let number = matter.filed(&ana).await.number.to_string();
            let path = format!("/api/desk/cases/{number}");
            for task in process.root.tasks() {
                let who = hall.staff(task.role, "440100", Some(matter.agency)).await;
                let case: DeskCase = who.get(&path).await.assert_status(200).read_json();
                assert!(case.allowed.iter().any(|may| may.command == CommandName::Claim), "{number} {}", task.id);
                let outcome = task.kind.outcomes()[0];
                let outcome = serde_json::to_value(outcome).unwrap();
                for mut command in [claim(&task.id), complete(&task.id, outcome.as_str().unwrap())] {
                    let now: DeskCase = who.get(&path).await.assert_status(200).read_json();
                    command["revision"] = now.revision.into();
                    if let Some(edit) = written(matter, task.kind).filter(|_| command["command"] == "complete") {
                        command["edit"] = edit;
                    }
                    who.post(&format!("{path}/commands"), &command).await.assert_status(200);
                }
            }
            let view: CaseView = ana.get(&format!("/api/cases/{number}")).await.assert_status(200).read_json();
            assert_eq!(
                (view.summary.status, view.decision),
                (Status::Delivered, Some(Decision::Approved)),
                "{}", matter.item
            );
            let named = view.timeline.iter().filter_map(|line| line.task.as_ref());
            assert!(named.into_iter().any(|name| name.get(schema::Locale::ZhCn) == "窗口收件"), "{}", matter.item);
        }
    }
}
