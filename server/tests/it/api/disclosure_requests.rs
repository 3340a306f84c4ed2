//! Asking for government information that is not published (依申请公开): the request and its clock, which is that of 政府信息公开条例 art. 33
//! and not of licences.

use schema::ProblemKind;
use schema::applications::Receipt;
use schema::cases::{CaseView, DeskCase};
use schema::disclosures::{Disclosure, REQUEST_NAME};
use schema::messages::{MessageKind, Messages};
use schema::process::CommandName;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::disclosures;

use crate::support::{Client, Hall, PNG, claim, complete, on_both};

const ITEM: &str = "DEMO-440100-DISCLOSURE-REQUEST";
const AGENCY: &str = "一厅通演示城市政务服务中心";
const ANSWERS: &str = include_str!("../../../../app/schema/fixtures/forms/disclosure-request.answers.json");

/// A request that was filed just now, and who answers it.
struct Requested {
    ana: Client,
    lead: Client,
    officer: Client,
    path: String,
    number: String,
}

impl Requested {
    async fn open(hall: &Hall) -> Self {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(ITEM).await;
        let answers: Value = serde_json::from_str(ANSWERS).unwrap();
        ana.save(draft.summary.id, &answers, draft.revision).await.assert_status(200);
        ana.attach(draft.summary.id, "identity-card", "card.png", PNG).await.assert_status(201);
        let receipt: Receipt = ana.submit(draft.summary.id, "first").await.assert_status(200).read_json();
        let desk = async |role| hall.staff(role, "440100", Some(AGENCY)).await;
        let intake = desk(Role::Intake).await;
        let number = receipt.number.to_string();
        let this = Self {
            ana,
            lead: desk(Role::AgencyLead).await,
            officer: desk(Role::Officer).await,
            path: format!("/api/desk/cases/{number}"),
            number,
        };
        this.give(&intake, claim("accept")).await;
        this.give(&intake, complete("accept", "accepted")).await;
        this
    }

    async fn at_the_desk(&self, who: &Client) -> DeskCase {
        who.get(&self.path).await.assert_status(200).read_json()
    }

    async fn send(&self, who: &Client, mut command: Value) -> crate::support::Response {
        command["revision"] = self.at_the_desk(who).await.revision.into();
        who.post(&format!("{}/commands", self.path), &command).await
    }

    async fn give(&self, who: &Client, command: Value) -> DeskCase {
        self.send(who, command).await.assert_status(200).read_json()
    }

    async fn view(&self) -> CaseView {
        self.ana.get(&format!("/api/cases/{}", self.number)).await.assert_status(200).read_json()
    }

    async fn told(&self) -> Messages {
        self.ana.get("/api/me/messages").await.assert_status(200).read_json()
    }
}

fn extend(days: u32) -> Value {
    json!({ "command": "extend", "days": days, "reason": "涉及多年的数据，要逐月核对。" })
}

on_both! {
    async fn it_is_answered_within_twenty_working_days_and_put_off_by_twenty_at_most(hall) {
        let requested = Requested::open(hall).await;
        let lead = &requested.lead;
        assert_eq!(requested.view().await.summary.due, Some("2026-03-30".parse().unwrap()));
        let case = requested.at_the_desk(lead).await;
        let may = case.allowed.iter().find(|may| may.command == CommandName::Extend).unwrap();
        let bound = may.extension.as_ref().unwrap();
        assert_eq!(bound.days, 20);
        assert!(bound.ground.get(schema::Locale::ZhCn).contains("《政府信息公开条例》第三十三条"), "{bound:?}");
        let problem = requested.send(lead, extend(21)).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((problem.errors[0].pointer.as_str(), &problem.errors[0].params["max"]), ("/days", &json!(20)));
        requested.send(lead, extend(0)).await.assert_problem(ProblemKind::Invalid);
        let refused = requested.send(&requested.officer, extend(20)).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("wrong_role"), "the head of the information office consents");
        assert_eq!(requested.view().await.summary.due, Some("2026-03-30".parse().unwrap()), "nothing was put off yet");

        requested.give(lead, extend(20)).await;
        let view = requested.view().await;
        // Twenty working days after Monday 30 March; the sixth of April is Tomb-Sweeping Day's.
        assert_eq!(view.summary.due, Some("2026-04-28".parse().unwrap()));
        let line = &view.timeline[0];
        assert_eq!((line.kind.as_str(), line.days), ("time_extended", Some(20)));
        assert_eq!(requested.told().await.messages.items[0].kind, MessageKind::Extended);
        let again = requested.send(lead, extend(1)).await.assert_problem(ProblemKind::Refused);
        assert_eq!(again.detail.as_deref(), Some("already_extended"));
    }

    async fn what_is_refused_is_told_with_what_one_can_do_about_it(hall) {
        let requested = Requested::open(hall).await;
        requested.give(&requested.officer, claim("review")).await;
        let mut review = complete("review", "rejected");
        review["reason"] = "属于内部事务信息。".into();
        let open = requested.send(&requested.officer, review.clone()).await.assert_problem(ProblemKind::Refused);
        assert_eq!(open.detail.as_deref(), Some("checklist_open"));
        let points = ["found", "closed", "part"];
        review["checks"] = points.map(|point| json!({ "point": point, "answer": "yes" })).into_iter().collect();
        requested.give(&requested.officer, review).await;
        requested.give(&requested.lead, claim("decide")).await;
        let mut decide = complete("decide", "rejected");
        decide["reason"] = "条例第十六条：内部事务信息不予公开。".into();
        requested.give(&requested.lead, decide).await;
        let told = serde_json::to_string(&requested.told().await).unwrap();
        assert!(told.contains("行政复议") && told.contains("第五十一条"), "{told}");
    }

    async fn the_catalogue_leads_to_the_request_of_who_made_the_document(hall) {
        hall.open_demo_city().await;
        let mut tx = hall.db().write().await.unwrap();
        disclosures::demo::load(&mut tx, hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let listed = hall.visitor().get("/api/disclosures?subject=statistics").await.assert_status(200).json();
        let path = format!("/api/disclosures/{}", listed["items"][0]["id"]);
        let one: Disclosure = hall.visitor().get(&path).await.assert_status(200).read_json();
        assert_eq!(one.request_item.as_deref(), Some(ITEM));
        let item = hall.visitor().get(&format!("/api/items/{ITEM}")).await.assert_status(200).json();
        assert_eq!((&item["name"], &item["statutory_limit"]["value"]), (&json!(REQUEST_NAME), &json!(20)));

        // One has to say what one wants; which of its marks one knows is left open.
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(ITEM).await;
        let mut answers: Value = serde_json::from_str(ANSWERS).unwrap();
        answers["request"] = json!({});
        ana.save(draft.summary.id, &answers, draft.revision).await.assert_status(200);
        ana.attach(draft.summary.id, "identity-card", "card.png", PNG).await.assert_status(201);
        let refused = ana.submit(draft.summary.id, "blank").await.assert_problem(ProblemKind::Invalid);
        let pointers: Vec<&str> = refused.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/request/title"]);
        for known in ["document_number", "index_number", "description"] {
            answers["request"] = json!({ known: "2026-000018" });
            let revision = ana.application(draft.summary.id).await.revision;
            ana.save(draft.summary.id, &answers, revision).await.assert_status(200);
            let application = ana.application(draft.summary.id).await;
            assert_eq!(application.answers["request"][known], "2026-000018");
        }
        ana.submit(draft.summary.id, "whole").await.assert_status(200);
    }
}
