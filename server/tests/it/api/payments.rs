//! Bills: what falls due, paying it through the gateway and its demonstration, waiving it, and that a case goes on by itself once
//! nothing is left.

use chrono::TimeDelta;
use schema::bills::{Bill, BillStatus, BillSummary, CaseBills, PayingBy};
use schema::messages::{MessageKind, Messages};
use schema::process::Status;
use schema::{FieldCode, Page, ProblemKind};
use serde_json::{Value, json};
use server::config::Environment;
use server::features::payments;

use super::effects::publish_fee;
use crate::support::{
    Backend, Client, Hall, PASSWORD, PayGateway, SECRET, SENIOR_CARD, Scene, claim, complete, on_both,
    tell_payment,
};

/// A fee follows from the acceptance, another from the decision; both are paid before the delivery.
pub fn with_fees(process: &mut Value) {
    let fee =
        |id: &str, code: &str| json!([{ "id": id, "name": { "zh-CN": "工本费" }, "does": { "fee": code } }]);
    process["seq"][0]["task"]["effects"] = fee("early", "card");
    process["seq"][2]["task"]["effects"] = fee("late", "card");
    let pay =
        json!({ "task": { "id": "pay", "name": { "zh-CN": "缴费" }, "role": "intake", "kind": "pay" } });
    process["seq"].as_array_mut().unwrap().insert(3, pay);
}

/// A case that waits for its fees of 10.50 each to be paid.
pub async fn due(hall: &Hall) -> Scene {
    hall.open_demo_city().await;
    publish_fee(hall, SENIOR_CARD).await;
    let scene = Scene::open_with(hall, with_fees).await;
    publish_fee(hall, SENIOR_CARD).await;
    let (application, receipt) = scene.ana.file_senior_card().await;
    let scene = Scene { application, receipt, ..scene };
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.handle(&scene.officer, "review", "approved").await;
    scene.handle(&scene.lead, "decide", "approved").await;
    scene
}

pub async fn bills(who: &Client) -> Vec<BillSummary> {
    who.get("/api/bills").await.assert_status(200).read_json::<Page<BillSummary>>().items
}

async fn bill(who: &Client) -> Bill {
    let number = bills(who).await[0].number;
    who.get(&format!("/api/bills/{number}")).await.assert_status(200).read_json()
}

async fn pay(who: &Client, bill: &Bill) -> crate::support::Response {
    who.post(&format!("/api/bills/{}/payments", bill.number), &json!({})).await
}

async fn open_tasks(scene: &Scene) -> Vec<String> {
    scene.view().await.summary.tasks.into_iter().map(|task| task.key).collect()
}

async fn told(who: &Client) -> Vec<MessageKind> {
    let inbox: Messages = who.get("/api/me/messages").await.assert_status(200).read_json();
    inbox.messages.items.into_iter().map(|message| message.kind).collect()
}

on_both! {
    async fn a_later_fee_supplements_the_bill_and_one_payment_lets_the_case_go_on(hall) {
        let scene = due(hall).await;
        let ana = &scene.ana;
        let one = bill(ana).await;
        assert_eq!((one.status, one.left, one.lines.len(), bills(ana).await.len()), (BillStatus::Open, 2100, 2, 1));
        assert_eq!((one.by, one.demonstration), (PayingBy::Demonstration, true));
        assert_eq!((one.lines[0].basis.as_deref(), one.lines[0].case), (Some("粤价〔2008〕1号"), scene.receipt.number));
        assert_eq!(told(ana).await.iter().filter(|kind| **kind == MessageKind::PaymentDue).count(), 2);
        assert_eq!(open_tasks(&scene).await, ["pay"]);

        let address = format!("/api/bills/{}/demonstration", one.number);
        ana.post(&address, &json!({ "paid": true })).await.assert_problem(ProblemKind::Refused);
        let begun = pay(ana, &one).await.assert_status(200).json();
        assert_eq!(begun["address"], format!("/bills/{}/demonstration", one.number));
        assert_eq!(pay(ana, &one).await.assert_status(200).json(), begun, "the same payment");
        ana.post(&address, &json!({ "paid": true })).await.assert_status(204);

        let one = bill(ana).await;
        assert_eq!((one.status, one.left, one.paid, one.surplus), (BillStatus::Paid, 0, 2100, 0));
        assert!(one.closed_at.is_some() && one.reference.is_some() && one.payment.is_none());
        assert_eq!(open_tasks(&scene).await, ["deliver"]);
        assert!(scene.view().await.fees.iter().all(|fee| fee.paid_at.is_some()));
        assert_eq!(told(ana).await[0], MessageKind::PaymentReceived);
        let refused = pay(ana, &one).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("settled"));
        scene.handle(&scene.intake, "deliver", "delivered").await;
        assert_eq!(scene.view().await.summary.status, Status::Delivered);
    }

    async fn a_payment_that_is_given_up_leaves_the_bill_open(hall) {
        let scene = due(hall).await;
        let one = bill(&scene.ana).await;
        pay(&scene.ana, &one).await.assert_status(200);
        let address = format!("/api/bills/{}/demonstration", one.number);
        scene.ana.post(&address, &json!({ "paid": false })).await.assert_status(204);
        let one = bill(&scene.ana).await;
        assert_eq!((one.status, one.payment), (BillStatus::Open, None));
        // One that nobody ends runs out.
        pay(&scene.ana, &bill(&scene.ana).await).await.assert_status(200);
        assert_eq!(payments::ask(hall.state()).await.unwrap(), 0);
        hall.pass(TimeDelta::minutes(61));
        assert_eq!(payments::ask(hall.state()).await.unwrap(), 1);
        assert_eq!(bill(&scene.ana).await.payment, None);
    }

    async fn a_bill_is_its_payers_and_nobody_elses(hall) {
        let scene = due(hall).await;
        let one = bill(&scene.ana).await;
        let ben = hall.citizen("ben").await;
        assert_eq!(bills(&ben).await, []);
        for path in [format!("/api/bills/{}", one.number), "/api/bills/JK0000009999".into(), "/api/bills/x".into()] {
            ben.get(&path).await.assert_problem(ProblemKind::NotFound);
        }
        pay(&ben, &one).await.assert_problem(ProblemKind::NotFound);
        hall.visitor().get("/api/bills").await.assert_problem(ProblemKind::SignInNeeded);
        // Where no gateway is connected nobody can play one.
        let notice = json!({ "id": "a", "status": "paid", "amount": 2100 });
        tell_payment(hall, &notice, hall.state().clock.now().timestamp(), SECRET).await.assert_status(401);
    }

    async fn what_is_paid_at_the_window_settles_the_bill(hall) {
        let scene = due(hall).await;
        scene.handle(&scene.intake, "pay", "paid").await;
        let one = bill(&scene.ana).await;
        assert_eq!((one.status, one.paid, one.left, one.reference), (BillStatus::Paid, 2100, 0, None));
        assert_eq!(open_tasks(&scene).await, ["deliver"]);
    }

    async fn who_leads_the_agency_waives_with_a_ground(hall) {
        let scene = due(hall).await;
        let path = scene.desk_path("/waivers");
        let list = async |who: &Client| -> CaseBills {
            who.get(&scene.desk_path("/bills")).await.assert_status(200).read_json()
        };
        assert!(list(&scene.lead).await.may_waive && !list(&scene.officer).await.may_waive);
        let lines: Vec<i64> = list(&scene.lead).await.bills[0].lines.iter().map(|line| line.id).collect();
        let waive = |line: i64, amount: u64| json!({ "line": line, "amount": amount, "ground": " 低保对象，粤价〔2008〕1号第三条 " });
        scene.officer.post(&path, &waive(lines[0], 50)).await.assert_status(403);
        let silent = json!({ "line": lines[0], "amount": 50, "ground": " " });
        let refused = scene.lead.post(&path, &silent).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code), ("/ground", FieldCode::Required));
        let refused = scene.lead.post(&path, &waive(lines[0], 1051)).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/amount");
        let refused = scene.lead.post(&path, &waive(0, 1)).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/line");

        // A part of one; the applicant sees why, and what is left.
        scene.lead.post(&path, &waive(lines[0], 50)).await.assert_status(200);
        let one = bill(&scene.ana).await;
        assert_eq!((one.left, one.lines[0].waived, one.lines[0].status), (2050, 50, BillStatus::Open));
        assert_eq!(one.lines[0].ground.as_deref(), Some("低保对象，粤价〔2008〕1号第三条"));
        assert_eq!(told(&scene.ana).await[0], MessageKind::FeeWaived);
        // Not while it is being paid.
        pay(&scene.ana, &one).await.assert_status(200);
        let refused = scene.lead.post(&path, &waive(lines[0], 50)).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("payment_under_way"));
        let address = format!("/api/bills/{}/demonstration", one.number);
        scene.ana.post(&address, &json!({ "paid": false })).await.assert_status(204);
        // All of it: the case goes on by itself.
        scene.lead.post(&path, &waive(lines[0], 1000)).await.assert_status(200);
        assert_eq!(open_tasks(&scene).await, ["pay"]);
        scene.lead.post(&path, &waive(lines[1], 1050)).await.assert_status(200);
        assert_eq!(open_tasks(&scene).await, ["deliver"]);
        let one = bill(&scene.ana).await;
        assert_eq!((one.status, one.left, one.paid), (BillStatus::Waived, 0, 0));
        let fees = scene.view().await.fees;
        assert!(fees.iter().all(|fee| fee.waived == 1050 && fee.paid_at.is_some()));
    }

    async fn what_was_paid_before_its_turn_ends_the_paying_at_once(hall) {
        hall.open_demo_city().await;
        publish_fee(hall, SENIOR_CARD).await;
        let early = |process: &mut Value| {
            with_fees(process);
            process["seq"][2]["task"].as_object_mut().unwrap().remove("effects");
        };
        let scene = Scene::open_with(hall, early).await;
        publish_fee(hall, SENIOR_CARD).await;
        let (application, receipt) = scene.ana.file_senior_card().await;
        let scene = Scene { application, receipt, ..scene };
        scene.handle(&scene.intake, "accept", "accepted").await;
        let one = bill(&scene.ana).await;
        pay(&scene.ana, &one).await.assert_status(200);
        let address = format!("/api/bills/{}/demonstration", one.number);
        scene.ana.post(&address, &json!({ "paid": true })).await.assert_status(204);
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        assert_eq!(open_tasks(&scene).await, ["deliver"]);
    }

    async fn what_is_withdrawn_is_not_due_any_more(hall) {
        hall.open_demo_city().await;
        publish_fee(hall, SENIOR_CARD).await;
        let scene = Scene::open_with(hall, with_fees).await;
        publish_fee(hall, SENIOR_CARD).await;
        let (application, receipt) = scene.ana.file_senior_card().await;
        let scene = Scene { application, receipt, ..scene };
        scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(bill(&scene.ana).await.left, 1050);
        scene.ana.post(&scene.path("/withdraw"), &json!({})).await.assert_status(204);
        let one = bill(&scene.ana).await;
        assert_eq!((one.status, one.left, one.lines[0].status), (BillStatus::Void, 0, BillStatus::Void));
    }
}

/// The same with a gateway: a server of its own in this process.
#[tokio::test]
async fn the_gateway_is_asked_tells_and_is_believed_once() {
    with_a_gateway(Backend::Sqlite).await;
}

#[tokio::test]
async fn so_it_is_on_postgres() {
    with_a_gateway(Backend::Postgres).await;
}

async fn with_a_gateway(backend: Backend) {
    let gateway = PayGateway::open().await;
    let hall = Hall::start_with(backend, |config| gateway.set(config)).await;
    through_the_gateway(&hall, &gateway).await;
    hall.close().await;
}

async fn through_the_gateway(hall: &Hall, gateway: &PayGateway) {
    let scene = due(hall).await;
    let ana = &scene.ana;
    let one = bill(ana).await;
    let number = one.number;
    assert_eq!(one.by, PayingBy::Gateway);
    // While it does not answer nothing is charged, and the next attempt is the same payment.
    gateway.answers(false);
    pay(ana, &one).await.assert_problem(ProblemKind::Unavailable);
    assert_eq!(bill(ana).await.payment.unwrap().address, None);
    gateway.answers(true);
    let begun = pay(ana, &one).await.assert_status(200).json();
    let orders = gateway.orders();
    let id = orders[0]["id"].as_str().unwrap().to_owned();
    assert_eq!((orders.len(), begun["address"].as_str()), (1, Some(&*format!("https://pay.test/{id}"))));
    assert_eq!((&orders[0]["amount"], &orders[0]["subject"]), (&json!(2100), &json!(number.to_string())));
    assert_eq!(orders[0]["back"], format!("http://hall.test/bills/{number}"));
    assert_eq!(orders[0]["notify"], "http://hall.test/api/payments/notice");
    let demonstration = format!("/api/bills/{number}/demonstration");
    ana.post(&demonstration, &json!({ "paid": true })).await.assert_problem(ProblemKind::NotFound);

    // What is not the gateway's, not of now, or of another amount, settles nothing.
    let now = hall.state().clock.now().timestamp();
    let paid = json!({ "id": id, "status": "paid", "amount": 2100, "reference": "T-1" });
    tell_payment(hall, &paid, now, "whsec_YWJj").await.assert_status(401);
    tell_payment(hall, &paid, now - 301, SECRET).await.assert_status(401);
    let less = json!({ "id": id, "status": "paid", "amount": 2099 });
    tell_payment(hall, &less, now, SECRET).await.assert_status(409);
    let unknown = json!({ "id": "x", "status": "paid", "amount": 2100 });
    tell_payment(hall, &unknown, now, SECRET).await.assert_status(404);
    assert_eq!(bill(ana).await.status, BillStatus::Open);

    // Told twice, it is settled once.
    for _ in 0..2 {
        gateway.tell(hall, &id, "paid").await.assert_status(204);
    }
    gateway.tell(hall, &id, "closed").await.assert_status(204);
    let one = bill(ana).await;
    assert_eq!(
        (one.status, one.paid, one.surplus, one.reference.as_deref()),
        (BillStatus::Paid, 2100, 0, Some("T-1"))
    );
    assert_eq!(open_tasks(&scene).await, ["deliver"]);
    asked_when_it_does_not_tell(hall, gateway, &scene).await;
}

/// Another case: the gateway never tells, and is asked; what comes in after the window was paid is paid back.
async fn asked_when_it_does_not_tell(hall: &Hall, gateway: &PayGateway, scene: &Scene) {
    let (application, receipt) = scene.ana.file_senior_card().await;
    let path = format!("/api/desk/cases/{}", receipt.number);
    let step = async |who: &Client, task: &str, outcome: &str| {
        for mut command in [claim(task), complete(task, outcome)] {
            command["revision"] = who.get(&path).await.json()["revision"].clone();
            who.post(&format!("{path}/commands"), &command).await.assert_status(200);
        }
    };
    step(&scene.intake, "accept", "accepted").await;
    let one = bill(&scene.ana).await;
    pay(&scene.ana, &one).await.assert_status(200);
    assert_eq!((application > 0, payments::ask(hall.state()).await.unwrap(), gateway.asked()), (true, 0, 0));
    hall.pass(TimeDelta::minutes(3));
    assert_eq!((payments::ask(hall.state()).await.unwrap(), gateway.asked()), (0, 1));
    // A fee that falls due meanwhile is a bill of its own.
    step(&scene.officer, "review", "approved").await;
    step(&scene.lead, "decide", "approved").await;
    assert_eq!(bills(&scene.ana).await.len(), 3);
    step(&scene.intake, "pay", "paid").await;
    let id = gateway.orders().into_iter().find(|order| order["status"] == "pending").unwrap();
    let id = id["id"].as_str().unwrap().to_owned();
    gateway.becomes(&id, "paid");
    hall.pass(TimeDelta::minutes(10));
    assert_eq!(payments::ask(hall.state()).await.unwrap(), 1);
    assert_eq!(payments::ask(hall.state()).await.unwrap(), 0);
    let one: Bill = scene.ana.get(&format!("/api/bills/{}", one.number)).await.read_json();
    assert_eq!((one.status, one.paid, one.surplus), (BillStatus::Paid, 1050, 1050));
}

/// In a hall of the public without a gateway one pays at the window.
#[tokio::test]
async fn without_a_gateway_production_pays_at_the_window() {
    let hall = Hall::start(Backend::Sqlite).await;
    let scene = due(&hall).await;
    let number = bill(&scene.ana).await.number;
    let beside = hall.beside(|config| config.env = Environment::Production).await;
    let ana = beside.visitor();
    ana.post("/api/session", &json!({ "login": "ana", "password": PASSWORD })).await.assert_status(200);
    let one: Bill = ana.get(&format!("/api/bills/{number}")).await.assert_status(200).read_json();
    assert_eq!((one.by, one.demonstration), (PayingBy::Window, false));
    let refused = pay(&ana, &one).await.assert_problem(ProblemKind::Refused);
    assert_eq!(refused.detail.as_deref(), Some("window_only"));
    let demonstration = format!("/api/bills/{number}/demonstration");
    ana.post(&demonstration, &json!({ "paid": true })).await.assert_problem(ProblemKind::NotFound);
    hall.close().await;
}
