//! What a draft begins with besides the account: what the same person filed before, and where the service is.

use chrono::TimeDelta;
use futures::future::join;
use schema::applications::{Application, Origin, Receipt, VersionChange};
use schema::cases::DeskCase;
use schema::element::Source;
use schema::form::Earlier;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::definitions;

use crate::support::{CIVIL_AFFAIRS, Client, ENTERPRISE, Hall, SENIOR_CARD, identity_number, on_both};

/// 灵活就业人员参加社会保险登记: another item, with another form.
const INSURANCE: &str = "DEMO-440100-FLEXIBLE-INSURANCE";

/// Puts a form in force that asks for these elements, each under its own name.
async fn publish(hall: &Hall, id: &str, elements: &[(&str, &str)]) {
    let field = |element: &str| match element {
        "person.region" => {
            json!({ "type": "string", "x-element": element, "x-region": { "level": "county" } })
        }
        _ => json!({ "type": "string", "x-element": element }),
    };
    let properties: serde_json::Map<String, Value> =
        elements.iter().map(|(name, element)| ((*name).to_owned(), field(element))).collect();
    let is_region = |(_, element): &&(&str, &str)| *element == "person.region";
    let required: Vec<&str> = elements.iter().filter(is_region).map(|(name, _)| *name).collect();
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    let definition = json!({ "meta": { "id": id, "title": "测试" }, "schema": schema });
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Two services that ask for much the same under other names.
async fn open(hall: &Hall) {
    hall.open_demo_city().await;
    let card = [
        ("name", "person.name"),
        ("number", "person.identity_number"),
        ("address", "person.address"),
        ("region", "person.region"),
        ("account", "person.bank_account"),
        ("firm", "enterprise.name"),
        ("code", "enterprise.credit_code"),
        ("seat", "enterprise.address"),
    ];
    publish(hall, "senior-card", &card).await;
    let insurance = [
        ("who", "person.name"),
        ("where", "person.address"),
        ("district", "person.region"),
        ("bank", "person.bank_account"),
        ("registered", "enterprise.address"),
    ];
    publish(hall, "flexible-employment-insurance", &insurance).await;
}

/// Files the card with these answers beside those it begins with.
async fn file_card(client: &Client, said: Value) -> (i64, Receipt) {
    let draft = client.begin(SENIOR_CARD).await;
    let id = draft.summary.id;
    let mut answers = draft.answers;
    for (name, value) in said.as_object().unwrap() {
        answers[name] = value.clone();
    }
    client.save(id, &answers, draft.revision).await.assert_status(200);
    (id, client.submit(id, "first").await.assert_status(200).read_json())
}

fn at_home() -> Value {
    json!({ "address": "中山路", "region": "440103", "account": "6222000000000000" })
}

fn origin<'a>(application: &'a Application, pointer: &str) -> Option<&'a Origin> {
    application.prefilled.iter().find(|origin| origin.pointer == pointer)
}

fn source(application: &Application, pointer: &str) -> Option<Source> {
    origin(application, pointer).map(|origin| origin.source)
}

async fn corrected(hall: &Hall, agency: &str, receipt: &Receipt) -> Vec<String> {
    let officer = hall.staff(Role::Officer, "440100", Some(agency)).await;
    let path = format!("/api/desk/cases/{}", receipt.number);
    officer.get(&path).await.assert_status(200).read_json::<DeskCase>().corrected
}

on_both! {
    async fn a_draft_begins_with_what_the_same_person_filed_before(hall) {
        open(hall).await;
        let ana = hall.citizen("ana").await;
        let first = ana.begin(SENIOR_CARD).await;
        assert_eq!(first.answers["region"], "440100");
        assert_eq!(source(&first, "/region"), Some(Source::Region));
        assert_eq!(source(&first, "/address"), None, "nothing was filed before");
        let (filed, receipt) = file_card(&ana, at_home()).await;
        // Who goes on from the region of the service has corrected nothing.
        assert_eq!(corrected(hall, CIVIL_AFFAIRS, &receipt).await, Vec::<String>::new());

        hall.pass(TimeDelta::days(1));
        let ana = hall.sign_in("ana").await;
        let draft = ana.begin(INSURANCE).await;
        assert_eq!(draft.answers, json!({ "who": "王小明", "where": "中山路", "district": "440103" }));
        let told = Some(Earlier { application: filed, filed_on: "2026-03-02".parse().unwrap() });
        for pointer in ["/where", "/district"] {
            let origin = origin(&draft, pointer).unwrap();
            assert_eq!((origin.source, origin.earlier, origin.corrected), (Source::EarlierApplication, told, false));
        }
        assert_eq!(source(&draft, "/who"), Some(Source::Account));
        assert_eq!(source(&draft, "/bank"), None, "a secret is given anew");

        // What is corrected is marked, for the applicant and at the desk.
        let id = draft.summary.id;
        let mut answers = draft.answers;
        answers["where"] = json!("北京路");
        ana.save(id, &answers, draft.revision).await.assert_status(200);
        assert!(origin(&ana.application(id).await, "/where").unwrap().corrected);
        let receipt: Receipt = ana.submit(id, "second").await.assert_status(200).read_json();
        assert_eq!(corrected(hall, "广州市人力资源和社会保障局", &receipt).await, ["/where"]);

        // The newest that says something tells; what it does not say, one before it.
        hall.pass(TimeDelta::days(1));
        let ana = hall.sign_in("ana").await;
        let again = ana.begin(SENIOR_CARD).await;
        assert_eq!((&again.answers["address"], &again.answers["number"]), (&json!("北京路"), &json!(identity_number(0))));
        assert_eq!(origin(&again, "/address").unwrap().earlier.unwrap().application, id);
    }

    async fn nobody_begins_with_what_is_anothers(hall) {
        open(hall).await;
        let (ana, ben) = (hall.citizen("ana").await, hall.citizen("ben").await);
        file_card(&ana, at_home()).await;
        // Of the same name, with another account.
        let draft = ben.begin(INSURANCE).await;
        assert_eq!(draft.answers, json!({ "who": "王小明", "district": "440100" }));
        // For a father: what is said of him is not said of her.
        let mut father = at_home();
        father["name"] = json!("陈德福");
        father["number"] = json!("440199195806121031");
        file_card(&ben, father).await;
        let cleo = hall.citizen("cleo").await;
        let mut father = at_home();
        father["number"] = json!("440199195806121031");
        file_card(&cleo, father).await;
        let draft = cleo.begin(INSURANCE).await;
        assert_eq!(source(&draft, "/where"), None, "{:?}", draft.prefilled);
        assert_eq!(source(&draft, "/district"), Some(Source::Region));
    }

    async fn an_agent_begins_with_what_they_filed_for_the_enterprise(hall) {
        open(hall).await;
        let agent = hall.enterprise("agent").await;
        let draft = agent.begin(SENIOR_CARD).await;
        assert_eq!(draft.answers["firm"], ENTERPRISE);
        file_card(&agent, json!({ "seat": "天河路 1 号", "region": "440103" })).await;
        let draft = agent.begin(INSURANCE).await;
        assert_eq!(draft.answers["registered"], "天河路 1 号");
        // Whoever knows its code can say that they are its agent.
        let other = hall.enterprise("other").await;
        assert_eq!(other.begin(INSURANCE).await.answers.get("registered"), None);
        let person = hall.citizen("ana").await;
        assert_eq!(person.begin(INSURANCE).await.answers.get("registered"), None);
    }

    async fn where_an_answer_comes_from_goes_along_to_another_version(hall) {
        open(hall).await;
        let ana = hall.citizen("ana").await;
        let (filed, _) = file_card(&ana, at_home()).await;
        let draft = ana.begin(INSURANCE).await;
        let id = draft.summary.id;
        // One question has another id, one is gone.
        publish(hall, "flexible-employment-insurance", &[("who", "person.name"), ("home", "person.address")]).await;
        let path = format!("/api/applications/{id}/version");
        let told: VersionChange = ana.get(&path).await.assert_status(200).read_json();
        assert_eq!(told.set_aside.iter().map(|it| it.pointer.as_str()).collect::<Vec<_>>(), ["/district"]);
        let version = told.newer.unwrap().form.version;
        let sent = json!({ "version": version, "revision": told.revision });
        ana.post(&path, &sent).await.assert_status(200);
        let moved = ana.application(id).await;
        assert_eq!(moved.answers, json!({ "who": "王小明", "home": "中山路" }));
        let home = origin(&moved, "/home").unwrap();
        assert_eq!((home.earlier.unwrap().application, home.corrected), (filed, false));
        assert_eq!(moved.prefilled.len(), 2, "{:?}", moved.prefilled);
        ana.save(id, &json!({ "who": "王小明" }), moved.revision).await.assert_status(200);
        let receipt: Receipt = ana.submit(id, "second").await.assert_status(200).read_json();
        assert_eq!(corrected(hall, "广州市人力资源和社会保障局", &receipt).await, ["/home"]);
    }

    async fn pages_that_are_saved_at_once_are_both_kept(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (draft, _) = ana.senior_card_draft().await;
        let path = |page: &str| format!("/api/applications/{}/pages/{page}", draft.summary.id);
        let applicant = json!({ "fields": [["/applicant/name", "陈德福"], ["/applicant/phone", "13900139000"]] });
        let delivery = json!({ "fields": [["/delivery/method", "post"]] });
        let (first, second) = (path("applicant"), path("delivery"));
        let (one, other) = join(ana.post(&first, &applicant), ana.post(&second, &delivery)).await;
        one.assert_status(200);
        other.assert_status(200);
        let saved = ana.application(draft.summary.id).await;
        assert_eq!(saved.answers["applicant"]["phone"], "13900139000");
        assert_eq!((&saved.answers["delivery"]["method"], saved.revision), (&json!("post"), draft.revision + 2));
    }
}
