//! One whole journey in which every operation is answered at least once, each answer held against its description.

mod assessing;
mod designing;
mod enquiring;
mod guiding;
mod handing;
mod jointly;
mod licensing;
mod paying;
mod publishing;
mod supervising;
mod window;

use std::collections::BTreeSet;

use axum::http::Method;
use schema::role::Role;
use serde_json::{Value, json};

use super::{assert_valid, document, operations};
use crate::api::exchange;
use server::sql;

use crate::support::{
    Backend, CIVIL_AFFAIRS, Client, Hall, PASSWORD, PNG, Response, SENIOR_CARD, Sheeted, claim, complete,
    identity_number, senior_card_answers,
};

const PASSPORT: &str = "11440100007483172Q3440106042001";

/// What is answered, held against what is described.
struct Described {
    document: Value,
    /// The operations that were answered as they should be.
    seen: BTreeSet<(String, String)>,
}

impl Described {
    async fn by(hall: &Hall) -> Self {
        Self { document: document(hall).await, seen: BTreeSet::new() }
    }

    /// The answer itself again, when its status is described and its body is what is described of it.
    #[track_caller]
    fn check(&mut self, method: &str, path: &str, response: Response) -> Response {
        let what = format!("{method} {path} {}", response.status());
        let operation = &self.document["paths"][path][method.to_lowercase()];
        let described = &operation["responses"][response.status().to_string()];
        assert!(described.is_object(), "{what} is not described: {}", response.text());
        match described["content"].as_object().and_then(|content| content.iter().next()) {
            None => assert!(response.bytes().is_empty(), "{what}: {}", response.text()),
            Some((media_type, _)) if !media_type.ends_with("json") => {
                assert!(!response.bytes().is_empty(), "{what}");
            }
            Some((media_type, content)) => {
                assert_eq!(response.header("content-type"), Some(media_type.as_str()), "{what}");
                let components = &self.document["components"];
                let whole = json!({ "allOf": [content["schema"]], "components": components });
                let validator = jsonschema::validator_for(&whole).unwrap();
                assert_valid(&validator, &response.json(), &what);
            }
        }
        if response.status() < 300 {
            self.seen.insert((path.to_owned(), method.to_owned()));
        }
        response
    }

    async fn get(&mut self, client: &Client, path: &str, address: &str) -> Response {
        self.check("GET", path, client.get(address).await)
    }

    async fn post(&mut self, client: &Client, path: &str, address: &str, body: &Value) -> Response {
        self.check("POST", path, client.post(address, body).await)
    }
}

/// One whole journey, from the first page to the rating, in which every operation is answered at least once.
#[tokio::test]
async fn what_is_answered_is_what_is_described() {
    let hall = Hall::start(Backend::Sqlite).await;
    hall.open_demo_city().await;
    hall.publish_guides().await;
    hall.publish_notice("holiday", 0).await;
    let mut described = Described::by(&hall).await;
    found(&hall, &mut described).await;
    let ana = registered(&hall, &mut described).await;
    let (application, number) = filed(&ana, &mut described).await;
    handled(&hall, &mut described, &ana, &number).await;
    filled_in(&mut described).await;
    licensing::licensed(&hall, &mut described, &ana, &number).await;
    window::at_window(&hall, &mut described, &ana, &number).await;
    followed(&hall, &mut described, &ana, &number).await;
    designing::edited_and_counted(&hall, &mut described).await;
    designing::designed(&hall, &mut described, &ana).await;
    designing::drawn(&hall, &mut described).await;
    guiding::guided(&hall, &mut described).await;
    enquiring::enquiries(&mut described, &hall).await;
    publishing::published(&mut described, &hall).await;
    withdrawn(&mut described, &ana, application).await;
    exchanged(&mut described).await;
    jointly::filed_and_led(&mut described).await;
    paying::paid_and_waived(&mut described).await;
    handing::handed_over(&mut described).await;
    signed_out(&hall, &mut described, &ana).await;
    assessing::assessed(&mut described, &hall).await;
    supervising::supervised(&mut described, &hall).await;
    let document = described.document.clone();
    let missed: Vec<String> = operations(&document)
        .into_iter()
        .filter(|(path, method, _)| !described.seen.contains(&(path.clone(), method.clone())))
        .map(|(path, method, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(missed, Vec::<String>::new(), "described, and answered by nobody");
}

/// A task that a system of another agency does, in a hall of its own.
async fn exchanged(described: &mut Described) {
    const ANSWER: &str = "/api/exchange/tasks/{case}/{task}/answer";
    let hall = Hall::start(Backend::Sqlite).await;
    exchange::let_in(&hall, "fire-brigade", exchange::KEY).await;
    let number = exchange::sent(&hall, json!({})).await.receipt.number;
    let path = format!("/api/exchange/tasks/{number}/review/answer");
    let say = async |key, said| exchange::call(&hall, Method::POST, &path, key, Some(said)).await;
    let read = async |key| exchange::call(&hall, Method::GET, "/api/exchange/tasks", key, None).await;
    described.check("GET", "/api/exchange/tasks", read("none").await).assert_status(401);
    described.check("GET", "/api/exchange/tasks", read(exchange::KEY).await).assert_status(200);
    let odd = json!({ "reference": "", "outcome": "approved" });
    described.check("POST", ANSWER, say(exchange::KEY, odd).await).assert_status(422);
    described.check("POST", ANSWER, say(exchange::KEY, exchange::approved("1")).await).assert_status(204);
    described.check("POST", ANSWER, say(exchange::KEY, exchange::approved("2")).await).assert_status(409);
    hall.close().await;
}

async fn found(hall: &Hall, described: &mut Described) {
    let visitor = hall.visitor();
    for (path, address) in [
        ("/api/session", "/api/session".to_owned()),
        ("/api/home", "/api/home".to_owned()),
        ("/api/items", "/api/items?q=1".to_owned()),
        ("/api/items", "/api/items".to_owned()),
        ("/api/items/{code}", format!("/api/items/{PASSPORT}")),
        ("/api/items/{code}", "/api/items/none".to_owned()),
        ("/api/ask", "/api/ask?text=1&region=440100".to_owned()),
        ("/api/ask", format!("/api/ask?text={}", "1".repeat(201))),
        ("/api/items/{code}/walk", format!("/api/items/{SENIOR_CARD}/walk")),
        ("/api/items/{code}/walk", "/api/items/none/walk".to_owned()),
        ("/api/halls", "/api/halls".to_owned()),
        ("/api/halls/{region}", "/api/halls/440100".to_owned()),
        ("/api/halls/{region}", "/api/halls/110000".to_owned()),
        ("/api/halls/{region}/now", "/api/halls/440100/now".to_owned()),
        ("/api/halls/{region}/counters/{counter}", "/api/halls/440100/counters/10".to_owned()),
        ("/api/halls/{region}/counters/{counter}", "/api/halls/440100/counters/none".to_owned()),
        ("/api/navigator", "/api/navigator".to_owned()),
        ("/api/regions", "/api/regions?parent=440100".to_owned()),
        ("/api/calendar/{year}", "/api/calendar/2026".to_owned()),
        ("/api/calendar/{year}", "/api/calendar/1066".to_owned()),
        ("/api/life-events/{id}", "/api/life-events/birth".to_owned()),
        ("/api/guides", "/api/guides".to_owned()),
        ("/api/guides/{code}", "/api/guides/birth".to_owned()),
        ("/api/guides/{code}", "/api/guides/none".to_owned()),
        ("/api/guides/{code}/stand", "/api/guides/id-card/stand?state=lost&urgent=no".to_owned()),
        ("/api/items/{code}/situation", format!("/api/items/{SENIOR_CARD}/situation")),
        ("/api/notices", "/api/notices".to_owned()),
        ("/api/notices/{id}", "/api/notices/holiday".to_owned()),
        ("/api/forms/{id}/{version}/program", "/api/forms/senior-card/1/program".to_owned()),
        ("/api/forms/{id}/{version}/document", "/api/forms/senior-card/1/document".to_owned()),
    ] {
        described.get(&visitor, path, &address).await;
    }
    let question = json!({ "text": "护照", "context": { "audience": "personal" } });
    described.post(&visitor, "/api/ask", "/api/ask", &question).await.assert_status(200);
}

/// Ana, who registers and signs in.
async fn registered(hall: &Hall, described: &mut Described) -> Client {
    let ana = hall.visitor();
    let nothing = json!({ "login": "", "password": "", "name": "", "identity_number": "" });
    described.post(&ana, "/api/accounts", "/api/accounts", &nothing).await.assert_status(422);
    let registration = json!({
        "login": "ana", "password": PASSWORD, "name": "王小明", "identity_number": identity_number(0),
        "phone": "13800138000",
    });
    described.post(&ana, "/api/accounts", "/api/accounts", &registration).await.assert_status(201);
    let wrong = json!({ "login": "ana", "password": "a-slip" });
    described.post(&hall.visitor(), "/api/session", "/api/session", &wrong).await.assert_status(401);
    let right = json!({ "login": "ana", "password": PASSWORD });
    described.post(&ana, "/api/session", "/api/session", &right).await.assert_status(200);
    described.get(&ana, "/api/session", "/api/session").await;
    ana
}

/// A senior card, from the draft to the receipt.
async fn filed(ana: &Client, described: &mut Described) -> (i64, String) {
    const ONE: &str = "/api/applications/{id}";
    let new = json!({ "item": SENIOR_CARD });
    described.post(ana, "/api/applications", "/api/applications", &new).await;
    let draft = described.post(ana, "/api/applications", "/api/applications", &new).await.json();
    let (id, revision) = (draft["id"].as_i64().unwrap(), &draft["revision"]);
    let address = format!("/api/applications/{id}");
    let page = json!({ "fields": [["/applicant/phone", "13800138000"]] });
    let saved = ana.post(&format!("{address}/pages/applicant"), &page).await;
    described.check("POST", "/api/applications/{id}/pages/{page}", saved);
    let stale = json!({ "answers": senior_card_answers(), "revision": revision });
    described.check("PUT", ONE, ana.put(&address, &stale).await).assert_status(409);
    let fresh = described.get(ana, ONE, &address).await.json();
    let answers = json!({ "answers": senior_card_answers(), "revision": fresh["revision"] });
    described.check("PUT", ONE, ana.put(&address, &answers).await).assert_status(200);
    let text = ana.attach(id, "photograph", "a.txt", b"text").await;
    described.check("POST", "/api/applications/{id}/files", text).assert_status(415);
    let mut files = Vec::new();
    for material in ["identity-card", "photograph", "residence-proof"] {
        let file = ana.attach(id, material, "a.png", PNG).await;
        let file = described.check("POST", "/api/applications/{id}/files", file).assert_status(201);
        files.push(format!("{address}/files/{}", file.json()["id"]));
    }
    described.get(ana, "/api/applications/{id}/files/{file}", &files[0]).await;
    let removed = ana.delete(&files[2]).await;
    described.check("DELETE", "/api/applications/{id}/files/{file}", removed).assert_status(204);
    ana.attach(id, "residence-proof", "b.png", PNG).await.assert_status(201);
    described.get(ana, "/api/applications", "/api/applications").await;
    described.get(ana, "/api/me/waiting", "/api/me/waiting").await;
    let bare = ana.submit_with(id, "first", &json!({ "promise": false })).await;
    described.check("POST", "/api/applications/{id}/submit", bare).assert_status(422);
    let receipt = described.check("POST", "/api/applications/{id}/submit", ana.submit(id, "first").await);
    described.get(ana, "/api/applications/{id}/receipt", &format!("{address}/receipt")).await;
    (id, receipt.assert_status(200).json()["number"].as_str().unwrap().to_owned())
}

/// The desk, until there is something to rate.
async fn handled(hall: &Hall, described: &mut Described, ana: &Client, number: &str) {
    const COMMANDS: &str = "/api/desk/cases/{number}/commands";
    const READ: &str = "/api/desk/cases/{number}";
    let address = format!("/api/desk/cases/{number}");
    let (mut case, mut last) = (Value::Null, hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await);
    described.get(&last, "/api/desk/cases", "/api/desk/cases").await;
    described.get(ana, "/api/desk/cases", "/api/desk/cases").await.assert_status(403);
    let stale = json!({ "command": "claim", "task": "accept", "revision": 0 });
    described.post(&last, COMMANDS, &format!("{address}/commands"), &stale).await.assert_status(409);
    for (role, task, outcome) in [
        (Role::Intake, "accept", "accepted"),
        (Role::Officer, "review", "approved"),
        (Role::AgencyLead, "decide", "approved"),
        (Role::Intake, "deliver", "delivered"),
    ] {
        last = hall.staff(role, "440100", Some(CIVIL_AFFAIRS)).await;
        for mut command in [claim(task), complete(task, outcome)] {
            case = described.get(&last, READ, &address).await.json();
            command["revision"] = case["revision"].clone();
            let given = described.post(&last, COMMANDS, &format!("{address}/commands"), &command).await;
            given.assert_status(200);
        }
    }
    let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
    described.get(&lead, "/api/desk/orphans", "/api/desk/orphans").await.assert_status(200);
    let file = format!("{address}/files/{}", case["files"][0]["id"]);
    described.get(&last, "/api/desk/cases/{number}/files/{file}", &file).await;
    described.get(&last, "/api/desk/cases/{number}/course", &format!("{address}/course")).await;
    described.get(&last, "/api/desk/cases/{number}/document", &format!("{address}/document")).await;
    together(described, (ana, &last), &address).await;
    away(described, &last, hall).await;
}

/// What those who have a case do together, and what is done with several.
async fn together(described: &mut Described, (ana, desk): (&Client, &Client), closed: &str) {
    const THREAD: &str = "/api/desk/cases/{number}/thread";
    described.get(desk, "/api/desk/cases.csv", "/api/desk/cases.csv?queue=closed").await.assert_status(200);
    described.get(desk, "/api/desk/cases.csv", "/api/desk/cases.csv?from=x").await.assert_status(400);
    described.get(desk, "/api/desk/cases/{number}/live", &format!("{closed}/live?after=0")).await;
    let words = json!({ "text": "原件已核。" });
    described.post(desk, THREAD, &format!("{closed}/thread"), &words).await.assert_status(409);
    let number = ana.file_senior_card().await.1.number;
    let address = format!("/api/desk/cases/{number}/thread");
    described.post(desk, THREAD, &address, &words).await.assert_status(201);
    described.post(desk, THREAD, &address, &json!({ "text": " " })).await.assert_status(422);
    let line = json!({ "number": number, "task": "accept" });
    let twice = json!({ "act": "claim", "lines": [line, { "number": number, "task": "review" }] });
    described.post(desk, "/api/desk/bulk", "/api/desk/bulk", &twice).await.assert_status(200);
    let attachments = format!("/api/desk/cases/{number}/attachments");
    for (name, content, status) in [("a.png", PNG, 201), ("a.txt", &b"text"[..], 415)] {
        let sent = desk.upload(&attachments, name, "image/png", content).await;
        let sent =
            described.check("POST", "/api/desk/cases/{number}/attachments", sent).assert_status(status);
        if status == 201 {
            let file = format!("{attachments}/{}", sent.json()["id"]);
            described
                .get(desk, "/api/desk/cases/{number}/attachments/{attachment}", &file)
                .await
                .assert_status(200);
        }
    }
    let none = json!({ "act": "claim", "lines": [] });
    described.post(desk, "/api/desk/bulk", "/api/desk/bulk", &none).await.assert_status(422);
}

/// Somebody of the desk is away, and back; and a note that they put away.
async fn away(described: &mut Described, intake: &Client, hall: &Hall) {
    const ABSENCES: &str = "/api/desk/absences";
    let colleague = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
    let deputy = colleague.get("/api/session").await.json()["account"].clone();
    let absence = json!({ "from": "2026-03-09", "until": "2026-03-13", "deputy": deputy });
    let added = described.post(intake, ABSENCES, ABSENCES, &absence).await.assert_status(201).json();
    described.post(intake, ABSENCES, ABSENCES, &json!({})).await.assert_status(422);
    described.get(intake, ABSENCES, ABSENCES).await;
    let gone = intake.delete(&format!("{ABSENCES}/{}", added["id"])).await;
    described.check("DELETE", "/api/desk/absences/{id}", gone).assert_status(204);
    let account = intake.get("/api/session").await.json()["account"].as_i64().unwrap();
    let mut tx = hall.db().write().await.unwrap();
    let note: i64 = sql!(&mut tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO desk_note (account, case_record, kind, task, task_name, told_at)
             VALUES ($1, (SELECT MAX(id) FROM case_record), 'late', 'accept', '{}', $2) RETURNING id",
        )
        .bind(account)
        .bind(hall.state().clock.now())
        .fetch_one(conn)
        .await
        .unwrap()
    });
    tx.commit().await.unwrap();
    described.get(intake, "/api/desk/cases", "/api/desk/cases").await;
    let seen = intake.post(&format!("/api/desk/notes/{note}/seen"), &json!({})).await;
    described.check("POST", "/api/desk/notes/{id}/seen", seen).assert_status(204);
}

/// A form of a task's own, at another hall whose process has one.
async fn filled_in(described: &mut Described) {
    const FORM: &str = "/api/desk/cases/{number}/tasks/{task}/forms/{form}";
    let hall = Hall::start(Backend::Sqlite).await;
    let Sheeted { scene, .. } = Sheeted::open(&hall, |_| ()).await;
    let address = scene.desk_path("/tasks/review/forms/site-inspection");
    described.get(&scene.officer, FORM, &address).await.assert_status(404);
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let begun = json!({ "revision": 0, "edit": { "found": "整洁。" } });
    let saved = described.check("PUT", FORM, scene.officer.put(&address, &begun).await).assert_status(200);
    assert_eq!(saved.json()["faults"][0]["pointer"], "/on");
    described.check("PUT", FORM, scene.officer.put(&address, &begun).await).assert_status(409);
    described.get(&scene.officer, FORM, &address).await.assert_status(200);
    let case = described.get(&scene.officer, "/api/desk/cases/{number}", &scene.desk_path("")).await;
    assert_eq!(case.json()["sheet"]["forms"][0]["progress"], "begun");
}

/// What the applicant sees of it.
async fn followed(hall: &Hall, described: &mut Described, ana: &Client, number: &str) {
    const RATING: &str = "/api/cases/{number}/rating";
    let address = format!("/api/cases/{number}");
    described.get(ana, "/api/cases", "/api/cases").await;
    described.get(ana, "/api/cases/{number}", &address).await;
    let track = json!({ "number": number, "last_four": &identity_number(0)[14..] });
    described.post(&hall.visitor(), "/api/track", "/api/track", &track).await.assert_status(200);
    let told = described.get(ana, "/api/me/messages", "/api/me/messages").await.json();
    let newest = &told["messages"]["items"][0]["id"];
    let one = format!("/api/me/messages/{newest}/read");
    described.post(ana, "/api/me/messages/{id}/read", &one, &json!({})).await.assert_status(204);
    let all = json!({ "up_to": newest });
    described.post(ana, "/api/me/messages/read", "/api/me/messages/read", &all).await.assert_status(204);
    const NOTIFICATIONS: &str = "/api/me/notifications";
    described.get(ana, NOTIFICATIONS, NOTIFICATIONS).await;
    let mut wishes = json!({ "locale": "en", "sms": false, "mail": false });
    described.check("PUT", NOTIFICATIONS, ana.put(NOTIFICATIONS, &wishes).await).assert_status(200);
    wishes["sms"] = true.into();
    described.check("PUT", NOTIFICATIONS, ana.put(NOTIFICATIONS, &wishes).await).assert_status(422);
    let rating = json!({ "grade": 5, "words": "快" });
    described.post(ana, RATING, &format!("{address}/rating"), &rating).await.assert_status(204);
    described.post(ana, RATING, &format!("{address}/rating"), &rating).await.assert_status(409);
}

/// A second application, which is taken back.
async fn withdrawn(described: &mut Described, ana: &Client, first: i64) {
    let (second, receipt) = ana.file_senior_card().await;
    assert_ne!(second, first);
    let address = format!("/api/cases/{}/withdraw", receipt.number);
    const REMIND: &str = "/api/cases/{number}/remind";
    let remind = format!("/api/cases/{}/remind", receipt.number);
    described.post(ana, REMIND, &remind, &json!({ "words": "急用。" })).await.assert_status(204);
    described.post(ana, REMIND, &remind, &json!({})).await.assert_status(409);
    const WITHDRAW: &str = "/api/cases/{number}/withdraw";
    let reason = json!({ "reason": "不办了。" });
    described.post(ana, WITHDRAW, &address, &reason).await.assert_status(204);
    described.post(ana, WITHDRAW, &address, &reason).await.assert_status(409);
}

async fn signed_out(hall: &Hall, described: &mut Described, ana: &Client) {
    let tablet = hall.sign_in("ana").await;
    let everywhere = tablet.delete("/api/sessions").await;
    described.check("DELETE", "/api/sessions", everywhere).assert_status(204);
    described.check("DELETE", "/api/session", ana.delete("/api/session").await).assert_status(204);
    described.get(ana, "/api/cases", "/api/cases").await.assert_status(401);
}
