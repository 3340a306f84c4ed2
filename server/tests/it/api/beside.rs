//! What stands beside the answers of an application: what its rules read besides them, what was left out and promised,
//! and where the hall took answers from.

use chrono::TimeDelta;
use schema::applications::{Application, PageSaved, Receipt};
use schema::cases::{CaseView, DeskCase};
use schema::element::Source;
use schema::form::{Form, Need, find, state_in};
use schema::role::Role;
use schema::{FieldCode, ProblemKind};
use serde_json::{Value, json};
use server::features::definitions;

use crate::support::{
    CIVIL_AFFAIRS, Client, Hall, SENIOR_CARD, claim, identity_number, on_both, senior_card_answers, texts,
};

const FORM: &str = include_str!("../../../seed/forms/senior-card.json");

/// Puts the form of the senior card with these changes in force.
async fn change_form(hall: &Hall, change: impl FnOnce(&mut Value)) {
    let mut definition: Value = serde_json::from_str(FORM).unwrap();
    change(&mut definition);
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

fn field<'a>(definition: &'a mut Value, of: &str, name: &str) -> &'a mut Value {
    &mut definition["schema"]["properties"][of]["properties"][name]
}

async fn program(client: &Client, application: &Application) -> Form {
    let form = &application.form;
    client.get(&format!("/api/forms/{}/{}/program", form.id, form.version)).await.read_json()
}

/// Who lives with whom is needed of people with such a telephone; the address is not asked of who came ten working days
/// ago or less.
fn with_rules(definition: &mut Value) {
    let phone = json!({ "starts_with": [{ "element": "person.phone" }, "138"] });
    let days = json!({ "working_days_between": [{ "var": "residence.since" }, { "element": "today" }] });
    let rules = definition["x-rules"].as_array_mut().unwrap();
    rules.push(json!({ "effect": "require", "target": "/residence/with_relative", "when": phone }));
    rules.push(json!({ "effect": "hide", "target": "/residence/address", "when": { "<=": [days, 10] } }));
}

/// What is missing on the page about where one lives, for one who came there on this day.
async fn missing(ana: &Client, id: i64, since: &str) -> Vec<String> {
    let fields = json!([
        ["/residence/registered_here", "false"],
        ["/residence/region", "440103001"],
        ["/residence/since.y", since[..4]],
        ["/residence/since.m", since[5..7]],
        ["/residence/since.d", since[8..]]
    ]);
    let path = format!("/api/applications/{id}/pages/residence");
    let saved: PageSaved = ana.post(&path, &json!({ "fields": fields })).await.assert_status(200).read_json();
    assert!(saved.errors.iter().all(|error| error.code == FieldCode::Required), "{:?}", saved.errors);
    saved.errors.into_iter().map(|error| error.pointer).collect()
}

on_both! {
    async fn rules_read_facts_and_working_days_and_both_sides_agree(hall) {
        hall.open_demo_city().await;
        change_form(hall, with_rules).await;
        let ana = hall.citizen("ana").await;
        let id = ana.begin(SENIOR_CARD).await.summary.id;
        let (relative, address) = ("/residence/with_relative", "/residence/address");
        // Twelve days of the plain week, and eight working days: Spring Festival, and two Saturdays that are worked.
        for (since, expect) in [("2026-02-12", vec![relative]), ("2026-01-30", vec![address, relative])] {
            assert_eq!(missing(&ana, id, since).await, expect, "{since}");
            let application = ana.application(id).await;
            let form = program(&ana, &application).await;
            let follows = state_in(&form, &application.answers, application.surroundings.context());
            assert_eq!(follows.visible(address), expect.len() == 2, "{since}");
            let asked = find(&form, relative).unwrap().field;
            assert_eq!(follows.need(asked, relative), Need::Required);
            let page = ana.page(&format!("/applications/{id}/residence")).await.assert_status(200);
            let hidden = page.text().contains(r#"<div class="field" hidden><label for="f-residence-address">"#);
            assert_eq!(hidden, expect.len() == 1, "{since}");
        }
        // Nothing else of what is known of her goes along.
        let facts = ana.application(id).await.surroundings.facts;
        assert_eq!(facts, json!({ "person": { "phone": "13800138000" }, "today": "2026-03-02" }));
        let plain = hall.citizen("ben").await.begin("11440100007483172Q3440106042001").await;
        assert!(plain.surroundings.is_empty());
    }

    async fn what_was_filed_is_judged_by_what_was_known_then(hall) {
        hall.open_demo_city().await;
        change_form(hall, with_rules).await;
        let ana = hall.citizen("ana").await;
        let (draft, _) = ana.senior_card_draft().await;
        let id = draft.summary.id;
        let mut answers = senior_card_answers();
        answers["residence"]["since"] = json!("2026-02-12");
        answers["residence"]["with_relative"] = json!("陈小明");
        ana.save(id, &answers, draft.revision).await.assert_status(200);
        let receipt: Receipt = ana.submit(id, "first").await.assert_status(200).read_json();
        let filed = ana.application(id).await;
        assert_eq!(filed.answers["residence"].get("address"), None, "what is hidden is not filed");
        hall.pass(TimeDelta::days(60));
        let ana = hall.sign_in("ana").await;
        assert_eq!(ana.application(id).await.surroundings, filed.surroundings);
        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let case: DeskCase = officer.get(&format!("/api/desk/cases/{}", receipt.number)).await.read_json();
        // Whoever only reads is told what it came to, and not what it was read from.
        assert!(case.surroundings.is_empty());
        assert!(!case.follows(&program(&ana, &filed).await).visible("/residence/address"));
    }

    async fn what_is_left_out_is_promised_and_never_blocks(hall) {
        hall.open_demo_city().await;
        change_form(hall, |definition| {
            let soft = json!({ "consequence": "没有家人的信息，办好以后再补。", "within_days": 5 });
            field(definition, "residence", "with_relative")["x-soft-required"] = soft;
        }).await;
        let ana = hall.citizen("ana").await;
        let (draft, _) = ana.senior_card_draft().await;
        let id = draft.summary.id;
        let asked = &draft.promises_asked[..];
        assert_eq!((asked.len(), asked[0].pointer.as_str()), (1, "/residence/with_relative"));
        assert_eq!(asked[0].latest.to_string(), "2026-03-09", "five working days after a Monday");
        let fault = async |by: Option<&str>| {
            let promises: Vec<Value> =
                by.iter().map(|by| json!({ "pointer": "/residence/with_relative", "by": by })).collect();
            let problem = ana.submit_with(id, "key", &json!({ "promise": true, "promises": promises })).await;
            let errors = problem.assert_problem(ProblemKind::Invalid).errors;
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert_eq!(errors[0].pointer, "/promises/residence/with_relative");
            errors[0].code
        };
        assert_eq!(fault(None).await, FieldCode::Required);
        assert_eq!(fault(Some("soon")).await, FieldCode::BadDate);
        assert_eq!(fault(Some("2026-03-01")).await, FieldCode::TooEarly);
        assert_eq!(fault(Some("2026-03-10")).await, FieldCode::TooLate);

        let promises = json!([{ "pointer": "/residence/with_relative", "by": "2026-03-09" },
            { "pointer": "/applicant/name", "by": "2026-03-09" }]);
        let sent = json!({ "promise": true, "promises": promises });
        let receipt: Receipt = ana.submit_with(id, "key", &sent).await.assert_status(200).read_json();
        assert_eq!(receipt.promises.len(), 1, "only what was asked for is on record");
        assert_eq!(receipt.promises[0].label.get(schema::Locale::ZhCn), "和哪位家人一起住");
        assert_eq!(receipt.promises[0].by.to_string(), "2026-03-09");
        let again: Receipt = ana.get(&format!("/api/applications/{id}/receipt")).await.read_json();
        assert_eq!(again, receipt);
        let own: CaseView = ana.get(&format!("/api/cases/{}", receipt.number)).await.read_json();
        assert_eq!(own.promises, receipt.promises);
        assert!(ana.application(id).await.promises_asked.is_empty());
        let number = identity_number(0);
        let last_four = &number[14..];
        let track = json!({ "number": receipt.number.to_string(), "last_four": last_four });
        let told: CaseView = hall.visitor().post("/api/track", &track).await.assert_status(200).read_json();
        assert!(told.promises.is_empty(), "the public is not told");

        let intake = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let path = format!("/api/desk/cases/{}", receipt.number);
        let case: DeskCase = intake.get(&path).await.assert_status(200).read_json();
        assert_eq!(case.view.promises, receipt.promises);
        let lines = texts(hall, "SELECT detail FROM audit_line WHERE action = 'application.submit'").await;
        assert!(lines.iter().all(|line| line.contains("promises") && !line.contains("2026-03-09")), "{lines:?}");

        // With a supplement nobody promises twice.
        let point = json!({ "pointer": "/applicant/phone", "reason": "电话打不通。" });
        let ask = json!({ "command": "request_supplement", "task": "accept", "points": [point] });
        for mut command in [claim("accept"), ask] {
            command["revision"] = intake.get(&path).await.json()["revision"].clone();
            intake.post(&format!("{path}/commands"), &command).await.assert_status(200);
        }
        let open = ana.application(id).await;
        assert!(open.promises_asked.is_empty());
        let mut answers = senior_card_answers();
        answers["applicant"]["phone"] = json!("13900139000");
        ana.save(id, &answers, open.revision).await.assert_status(200);
        ana.submit(id, "second").await.assert_status(200);
        let own: CaseView = ana.get(&format!("/api/cases/{}", receipt.number)).await.read_json();
        assert_eq!(own.promises, receipt.promises);
    }

    async fn an_answer_says_where_it_comes_from_until_it_is_corrected(hall) {
        hall.open_demo_city().await;
        change_form(hall, |definition| {
            let take = json!({ "action": "take_from_library", "targets": ["/applicant/name"] });
            let button = json!({ "type": "Action", "label": "用我的资料填", "options": take });
            definition["uischema"]["elements"][1]["elements"].as_array_mut().unwrap().push(button);
        }).await;
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(SENIOR_CARD).await;
        let id = draft.summary.id;
        let told = |application: &Application| -> Vec<(String, bool)> {
            assert!(application.prefilled.iter().all(|origin| origin.source == Source::Account));
            application.prefilled.iter().map(|it| (it.pointer.clone(), it.corrected)).collect()
        };
        let [name, number, phone] = ["name", "identity_number", "phone"].map(|of| format!("/applicant/{of}"));
        let is = |corrected: [bool; 3]| -> Vec<(String, bool)> {
            [&name, &number, &phone].into_iter().cloned().zip(corrected).collect()
        };
        assert_eq!(told(&draft), is([false, false, false]));
        let (draft, _) = ana.senior_card_draft().await;
        assert_eq!(told(&draft), is([true, true, false]));

        // What is taken from the library is the hall's word again.
        let fields = json!([["/applicant/name", "陈德福"], ["/applicant/identity_number", "440199195806121031"],
            ["/applicant/phone", "13800138000"]]);
        let sent = json!({ "fields": fields, "pressed": { "action": "1-3" } });
        ana.post(&format!("/api/applications/{id}/pages/applicant"), &sent).await.assert_status(200);
        let taken = ana.application(id).await;
        assert_eq!(taken.answers["applicant"]["name"], "王小明");
        let mut after = told(&taken);
        after.sort();
        assert_eq!(after, { let mut is = is([false, true, false]); is.sort(); is });

        let receipt: Receipt = ana.submit(id, "key").await.assert_status(200).read_json();
        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let case: DeskCase = officer.get(&format!("/api/desk/cases/{}", receipt.number)).await.read_json();
        assert_eq!(case.corrected, [number]);
    }
}
