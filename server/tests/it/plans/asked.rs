//! What is asked of a hall, so that the statements behind it are heard: by applicants, officers, leaders, designers, clerks.

use schema::Page;
use schema::cases::{CaseSummary, Queue, Worklist};
use schema::catalogue::PowerType;
use schema::dashboards::{CaseLine, CasesQuery, Figure};
use schema::id::CaseNumber;
use serde_json::{Map, json};
use server::config::Secret;
use server::features::cases::urges;
use server::features::outbox::{self, Announcement};
use server::features::{ask, bundles, exchange, proceedings};

use crate::api::questionnaires;
use crate::support::{Client, HYGIENE, Hall, Jointly, PNG, SENIOR_CARD, identity_number, issue_licence};

/// A request that is answered.
pub async fn ok(client: &Client, path: &str) {
    client.get(path).await.assert_status(200);
}

/// What an applicant asks, also far down their lists.
pub async fn follow(hall: &Hall, ana: &Client) {
    let (application, receipt) = ana.file_senior_card().await;
    let number = receipt.number;
    let now = hall.state().clock.now().timestamp_micros();
    ok(ana, "/api/session").await;
    ok(ana, "/api/applications").await;
    ok(ana, &format!("/api/applications?cursor={now}.1000")).await;
    ok(ana, &format!("/api/applications/{application}")).await;
    ok(ana, &format!("/api/applications/{application}/version")).await;
    ok(ana, &format!("/api/applications/{application}/receipt")).await;
    ok(ana, "/api/cases").await;
    ok(ana, "/api/cases?cursor=1000").await;
    ok(ana, &format!("/api/cases/{number}")).await;
    let asked = json!({ "number": number, "last_four": &identity_number(0)[14..] });
    hall.visitor().post("/api/track", &asked).await.assert_status(200);
}

/// What an officer asks: every queue, its first pages, a case, a command.
pub async fn handle(desk: &Client) {
    let mut deep = 0;
    for queue in Queue::ALL {
        let path = format!("/api/desk/cases?queue={}", queue.slug());
        let page: Worklist = desk.get(&path).await.assert_status(200).read_json();
        if let Some(next) = page.cases.next {
            ok(desk, &format!("{path}&cursor={next}")).await;
            deep += 1;
        }
        for narrowed in ["item=A", "from=2026-01-01&until=2026-02-01", "item=A&until=2026-02-01", "number=1"]
        {
            ok(desk, &format!("{path}&{narrowed}")).await;
        }
        if let Some(case) = page.cases.items.first() {
            ok(desk, &format!("{path}&number={}", case.number)).await;
        }
        if let (Queue::Unclaimed, Some(case)) = (queue, page.cases.items.first()) {
            let path = format!("/api/desk/cases/{}", case.number);
            let revision = desk.get(&path).await.assert_status(200).json()["revision"].clone();
            let command = json!({ "command": "claim", "task": "accept", "revision": revision });
            desk.post(&format!("{path}/commands"), &command).await;
            ok(desk, &format!("{path}/live?after=0")).await;
            desk.post(&format!("{path}/thread"), &json!({ "text": "原件已核。" })).await.assert_status(201);
        }
        if let (Queue::Mine, Some(case)) = (queue, page.cases.items.first()) {
            attach(desk, case).await;
        }
    }
    assert!(deep > 0, "no worklist has a second page");
}

/// Takes what one has to do, and attaches something to it.
async fn attach(desk: &Client, case: &CaseSummary) {
    let path = format!("/api/desk/cases/{}", case.number);
    let revision = desk.get(&path).await.assert_status(200).json()["revision"].clone();
    let command = json!({ "command": "claim", "task": case.tasks[0].key, "revision": revision });
    desk.post(&format!("{path}/commands"), &command).await;
    let file = desk.upload(&format!("{path}/attachments"), "a.png", "image/png", PNG).await;
    ok(desk, &format!("{path}/attachments/{}", file.assert_status(201).json()["id"])).await;
}

/// What a leader asks: the numbers, and every list behind them in every way it can be narrowed.
pub async fn lead(leader: &Client) {
    ok(leader, "/api/dashboard").await;
    ok(leader, "/api/dashboard?region=440100&from=2025-10-01").await;
    let day = |text: &str| text.parse().unwrap();
    for figure in Figure::ALL {
        let all = CasesQuery::all(figure, day("2025-10-01"), day("2026-03-02"), Some("440100".to_owned()));
        let of_agency = CasesQuery { agency: Some(1), ..all.clone() };
        let narrowest = match figure {
            Figure::Opened => CasesQuery { item_type: Some(PowerType::Licence), ..all.clone() },
            Figure::Decided => CasesQuery { item: Some("A".to_owned()), ..all.clone() },
            _ => of_agency.clone(),
        };
        for query in [all, of_agency, narrowest] {
            let path = format!("/api/dashboard/cases{}", query.to_query_string());
            let page: Page<CaseLine> = leader.get(&path).await.assert_status(200).read_json();
            if let Some(next) = page.next {
                ok(leader, &format!("{path}&cursor={next}")).await;
            }
        }
    }
}

/// What designers ask of forms, and a supervisor of the answers, page after page.
pub async fn design(editor: &Client, supervisor: &Client) {
    ok(editor, "/api/desk/forms").await;
    ok(editor, "/api/desk/guides").await;
    ok(editor, "/api/desk/forms/senior-card").await;
    ok(editor, "/api/desk/forms/senior-card/diff?from=1&to=1").await;
    let answers = "/api/desk/forms/senior-card/1/answers";
    ok(supervisor, answers).await;
    let page = supervisor.get(&format!("{answers}.jsonl?limit=1")).await.assert_status(200);
    let next = page.header("link").expect("the answers have a second page");
    ok(supervisor, next.trim_start_matches('<').split('>').next().unwrap()).await;
}

/// What is asked of licences: by their holder, by anybody, at the desk of their agency, and by a form that begins with them.
pub async fn licences(hall: &Hall, ana: &Client, lead: &Client) {
    let (_, receipt) = ana.file_senior_card().await;
    let case = receipt.number.to_string();
    let (number, code) = issue_licence(hall, &case).await;
    ok(ana, "/api/licences").await;
    ok(ana, "/api/licences?cursor=7").await;
    ok(ana, &format!("/api/licences/{number}")).await;
    ok(ana, &format!("/api/cases/{case}")).await;
    ok(&hall.visitor(), &format!("/api/licences/verify?number={number}&code={code}")).await;
    ana.begin("DEMO-440100-FOOD-BUSINESS").await;
    for query in
        ["", "?cursor=7", "?kind=licence.hygiene", "?status=valid", "?kind=licence.hygiene&status=valid"]
    {
        ok(lead, &format!("/api/desk/licences{query}")).await;
    }
    let change = json!({ "change": "cancel", "ground": "行政许可法第七十条" });
    let status = format!("/api/desk/licences/{number}/status");
    lead.post(&status, &change).await.assert_status(200);
}

/// What is asked of the hall as a place, and of its queues.
async fn in_the_hall(clerk: &Client) {
    for path in [
        "/api/halls",
        "/api/halls/440100",
        "/api/halls/440100/now",
        "/api/halls/440100/counters/3",
        "/api/navigator",
    ] {
        ok(clerk, path).await;
    }
    ok(clerk, &format!("/api/items/{SENIOR_CARD}/walk")).await;
    for act in ["take", "call"] {
        let path = "/api/desk/halls/440100/counters/3/queue";
        clerk.post(path, &json!({ "act": act, "seen": 0 })).await.assert_status(200);
    }
}

/// What is asked at the window, and of the paper of a case.
pub async fn at_window(hall: &Hall, ana: &Client, clerk: &Client) {
    let (_, receipt) = ana.file_senior_card().await;
    let desk = format!("/api/desk/cases/{}", receipt.number);
    let begin = "/api/desk/window/applications";
    let applicant = json!({ "name": "陈大妈", "identity_number": identity_number(800) });
    let new = json!({ "item": SENIOR_CARD, "channel": "window", "applicant": applicant });
    let id = clerk.post(begin, &new).await.assert_status(201).json()["id"].as_i64().unwrap();
    clerk.post(begin, &new).await.assert_status(200);
    let mut of_enterprise = new;
    of_enterprise["applicant"]["enterprise"] = json!({ "name": "某店", "credit_code": "91440199MA0DEM013L" });
    clerk.post(begin, &of_enterprise).await.assert_status(201);
    ok(clerk, begin).await;
    ok(clerk, &format!("{begin}?cursor={}.7", hall.state().clock.now().timestamp_micros())).await;
    ok(clerk, "/api/desk/window/items?q=1").await;
    in_the_hall(clerk).await;
    ok(clerk, &format!("/api/applications/{id}")).await;
    clerk.post(&format!("{begin}/{id}/code"), &json!({})).await.assert_status(200);
    let file = clerk.attach(id, "photograph", "a.png", PNG).await.assert_status(201).json();
    let to = json!({ "to": "up" });
    clerk.post(&format!("/api/applications/{id}/files/{}/move", file["id"]), &to).await.assert_status(204);
    let paper = json!({
        "material": "identity-card", "paper": "copy", "sheets": 1, "person": "陈大妈", "last_four": "1234",
    });
    let line = clerk.post(&format!("{desk}/originals"), &paper).await.assert_status(201).json();
    let back = json!({ "person": "陈大妈", "last_four": "1234" });
    clerk.post(&format!("{desk}/originals/{}/return", line["id"]), &back).await.assert_status(200);
    for command in ["claim", "complete"] {
        let mut sent = json!({ "command": command, "task": "accept" });
        sent["revision"] = clerk.get(&desk).await.json()["revision"].clone();
        if command == "complete" {
            sent["outcome"] = "accepted".into();
        }
        clerk.post(&format!("{desk}/commands"), &sent).await.assert_status(200);
    }
    let slips = format!("{desk}/slips");
    let slip =
        clerk.post(&slips, &json!({ "kind": "acceptance" })).await.assert_status(201).json()["id"].clone();
    ok(clerk, &slips).await;
    ok(clerk, &format!("{slips}/{slip}")).await;
    clerk.post(&format!("{slips}/{slip}/prints"), &json!({})).await.assert_status(200);
    ok(ana, &format!("/api/cases/{}/slips", receipt.number)).await;
    ok(ana, &format!("/api/cases/{}/slips/{slip}", receipt.number)).await;
}

/// A system of another agency that does not answer.
pub async fn open_silent_system(hall: &Hall) {
    let now = hall.state().clock.now();
    let mut tx = hall.db().write().await.unwrap();
    exchange::add(&mut tx, "fire", "消防", "key", now).await.unwrap();
    let (url, secret) = ("http://127.0.0.1:9/", Secret::from("whsec_YWJj"));
    exchange::set_webhook(&mut tx, "fire", (url, &["built".to_owned()], &secret), false, now).await.unwrap();
    tx.commit().await.unwrap();
}

/// What is told out of the hall, to a system that does not answer.
pub async fn outward(hall: &Hall, ana: &Client) {
    ok(ana, "/api/me/notifications").await;
    let wishes = json!({ "locale": "en", "sms": false, "mail": false });
    ana.put("/api/me/notifications", &wishes).await.assert_status(200);
    let (state, now) = (hall.state(), hall.state().clock.now());
    let mut tx = hall.db().write().await.unwrap();
    let number = CaseNumber::parse("440103-260305-00042-7").unwrap();
    let announcement = Announcement { event: "built", number, data: &Map::new(), at: now };
    outbox::of_event(&mut tx, &state.chance, &announcement).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(outbox::deliver(state).await.unwrap().failed, 1);
    let mut tx = hall.db().read().await.unwrap();
    outbox::dead(&mut tx, 0).await.unwrap();
}

/// What runs beside it: lists of each kind of reader, page after page, and one by its link.
async fn beside(hall: &Hall, joint: &Jointly<'_>, leader: &Client, (number, health): (&str, &str)) {
    let path = format!("/api/desk/joint/{number}/proceedings");
    let told = joint.market.lead.get(&path).await.assert_status(200).json();
    let call = json!({
        "kind": "meeting", "subject": "通道", "place": "三楼", "held_on": "2027-03-04", "time": "09:30", "due": "2027-03-05",
        "who": [told["guests"][0]["id"]],
    });
    let called = joint.market.lead.post(&path, &call).await.assert_status(201).json();
    let case = format!("/api/desk/cases/{health}/proceedings");
    let told = joint.health.officer.get(&case).await.assert_status(200).json();
    let ask = json!({ "kind": "assist", "subject": "权属", "days": 3, "who": [told["units"][0]["id"]] });
    joint.health.officer.post(&case, &ask).await.assert_status(201);
    for who in [&joint.health.officer, &joint.market.lead] {
        ok(who, "/api/desk/proceedings?cursor=2026-01-01.0").await;
        ok(who, "/api/desk/proceedings?called=true").await;
    }
    ok(leader, "/api/desk/proceedings").await;
    ok(&joint.market.lead, &format!("/api/desk/proceedings/{}", called["id"])).await;
    hall.visitor().get("/api/invited/1?code=1").await.assert_status(404);
}

/// What is asked further of an applicant, and the answer.
async fn further(joint: &Jointly<'_>, health: &str) {
    let desk = format!("/api/desk/cases/{health}/questions");
    ok(&joint.health.officer, &desk).await;
    joint.health.officer.post(&desk, &questionnaires::questions()).await.assert_status(201);
    let own = format!("/api/cases/{health}/questions");
    joint.ana.put(&own, &questionnaires::answers(&[("/q2", "")])).await.assert_status(200);
    joint.ana.post(&own, &questionnaires::answers(&[("/q1", "东墙外")])).await.assert_status(200);
}

/// What everybody asks of joint applications: their applicant, an agency with a part in one, its lead, page after page.
pub async fn jointly(hall: &Hall, joint: &Jointly<'_>, leader: &Client) {
    let again = joint.ana.joint_draft("wood").await;
    joint.ana.submit(again, "again").await.assert_status(200);
    let (number, health) = (joint.receipt.number.to_string(), joint.number(HYGIENE).await);
    ok(&joint.ana, "/api/joint?cursor=1000000").await;
    ok(&joint.ana, &format!("/api/applications/{}/plan", joint.application)).await;
    for who in [&joint.health.officer, &joint.market.lead] {
        ok(who, "/api/desk/joint").await;
        ok(who, "/api/desk/joint?ended=true").await;
        ok(who, &format!("/api/desk/joint/{number}")).await;
    }
    further(joint, &health).await;
    beside(hall, joint, leader, (&number, &health)).await;
    joint.health.decide(&health, "approved").await;
    let asked = json!({ "number": number, "last_four": &identity_number(1)[14..] });
    hall.visitor().post("/api/track", &asked).await;
    bundles::keep_up(hall.state()).await;
    proceedings::lateness::ring(hall.state()).await.unwrap();
    urges::ring(hall.state()).await.unwrap();
    bundles::follow_calendar(hall.db()).await.unwrap();
    joint.ana.post(&format!("/api/joint/{number}/withdraw"), &json!({})).await.assert_status(204);
}

/// What editors ask of the libraries, and what is asked, rated, learnt and forgotten.
pub async fn learn(hall: &Hall, editor: &Client) {
    for text in ["%E9%B1%BC%E9%A6%99%E8%82%89%E4%B8%9D", "%E6%8A%A4%E7%85%A7"] {
        ok(&hall.visitor(), &format!("/api/ask?text={text}")).await;
    }
    let rating = json!({ "text": "鱼香肉丝", "helpful": false });
    hall.visitor().post("/api/ask/ratings", &rating).await.assert_status(204);
    for path in [
        "libraries",
        "libraries/synonyms?cursor=7&q=a",
        "libraries/synonyms/1",
        "asked?cursor=2026-03-02.1000&q=a",
    ] {
        ok(editor, &format!("/api/desk/{path}")).await;
    }
    ok(editor, "/api/desk/libraries/fillers/entries.csv").await;
    let groups = editor.get("/api/desk/asked/groups").await.assert_status(200).json();
    let group = groups["items"][0]["id"].clone();
    let entry = json!({ "words": ["鱼香"], "texts": ["护照"], "enabled": true, "settles": group });
    let entry = editor.post("/api/desk/libraries/synonyms", &entry).await.assert_status(201).json();
    let path = format!("/api/desk/libraries/synonyms/{}", entry["id"]);
    let changed = json!({ "words": ["鱼香"], "texts": ["护照"], "enabled": false, "revision": 1 });
    editor.put(&path, &changed).await.assert_status(200);
    ask::keep_up(hall.state()).await.unwrap();
}
