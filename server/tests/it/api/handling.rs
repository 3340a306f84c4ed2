//! The three ways of handling: filed by who fills it in (办结), finished at the window (预办理), checked and filed by a colleague of the
//! same enterprise (审核办结).

use chrono::TimeDelta;
use schema::applications::{
    Application, ApplicationSummary, Check, HandedOn, Handover, Prepared, Receipt, WaitingCheck,
};
use schema::catalogue::{Item, Way};
use schema::messages::{MessageKind, Messages};
use schema::role::Role;
use schema::{FieldCode, Page, ProblemKind};
use serde_json::{Value, json};

use crate::support::{
    CIVIL_AFFAIRS, Client, ENTERPRISE, PNG, Response, SENIOR_CARD, on_both, senior_card_answers,
};

/// A draft of the senior card that holds, as somebody begins it.
async fn draft(who: &Client) -> i64 {
    who.senior_card_draft().await.0.summary.id
}

async fn handover(who: &Client, id: i64) -> Response {
    who.post(&format!("/api/applications/{id}/handover"), &json!({ "promise": true })).await
}

async fn checks(who: &Client) -> Vec<WaitingCheck> {
    who.get("/api/checks").await.assert_status(200).read_json::<Page<WaitingCheck>>().items
}

async fn file(who: &Client, code: &str) -> Response {
    who.post(&format!("/api/checks/{code}/file"), &json!({})).await
}

/// Whose cases somebody has, by their numbers.
async fn cases(who: &Client) -> Vec<Value> {
    let page = who.get("/api/cases").await.assert_status(200).json();
    page["items"].as_array().unwrap().iter().map(|case| case["number"].clone()).collect()
}

/// Refused, with what is to be done instead.
fn assert_refused(response: Response, instead: &str) {
    assert_eq!(response.assert_problem(ProblemKind::Refused).allowed, [instead]);
}

/// Nothing that belongs to a draft takes a change.
async fn assert_held(who: &Client, id: i64) {
    let at = format!("/api/applications/{id}");
    let before: Application = who.application(id).await;
    assert!(before.handed_over);
    let page = json!({ "fields": [["/applicant/phone", "13900139000"]] });
    let file = format!("{at}/files/{}", before.files[0].id);
    assert_refused(who.save(id, &senior_card_answers(), before.revision).await, "handover");
    assert_refused(who.post(&format!("{at}/pages/applicant"), &page).await, "handover");
    assert_refused(who.attach(id, "photograph", "b.png", PNG).await, "handover");
    assert_refused(who.delete(&file).await, "handover");
    assert_refused(who.submit(id, "k").await, "handover");
    let after = who.application(id).await;
    assert_eq!((after.answers, after.files, after.revision), (before.answers, before.files, before.revision));
}

on_both! {
    async fn an_item_says_how_it_is_finished_and_its_editor_sets_it(hall) {
        hall.open_demo_city().await;
        let item = async || -> Item { hall.visitor().get(&format!("/api/items/{SENIOR_CARD}")).await.read_json() };
        assert_eq!((item().await.way, item().await.way_days), (Way::Online, None));
        hall.set_way(SENIOR_CARD, Way::Window, Some(7)).await;
        assert_eq!((item().await.way, item().await.way_days), (Way::Window, Some(7)));
        let editor = hall.staff(Role::Editor, "", None).await;
        let path = format!("/api/desk/catalogue/items/{SENIOR_CARD}");
        let revision = editor.get(&path).await.json()["way"]["revision"].clone();
        for (days, code) in [(0, FieldCode::TooSmall), (366, FieldCode::TooLarge)] {
            let odd = json!({ "way": "window", "days": days, "revision": revision });
            let refused = editor.put(&format!("{path}/way"), &odd).await.assert_problem(ProblemKind::Invalid);
            assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code), ("/days", code));
        }
        let stale = json!({ "way": "online", "revision": 0 });
        editor.put(&format!("{path}/way"), &stale).await.assert_problem(ProblemKind::Conflict);
        // Its settings and its way are one revision: who saw neither change overwrites none.
        let settings = json!({ "handling": null, "depth": "whole", "revision": 0 });
        editor.put(&path, &settings).await.assert_problem(ProblemKind::Conflict);
        // An import of the same catalogue leaves it alone.
        hall.open_demo_city().await;
        assert_eq!(item().await.way, Way::Window);
    }

    async fn what_is_finished_at_the_window_is_not_filed_by_its_applicant(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::Window, Some(7)).await;
        let ana = hall.citizen("ana").await;
        let id = draft(&ana).await;
        assert_eq!(ana.application(id).await.way, Way::Window);
        assert_refused(ana.submit(id, "k").await, "handover");
        // What does not hold is not handed over either.
        let path = format!("/api/applications/{id}/handover");
        let undeclared = ana.post(&path, &json!({ "promise": false })).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(undeclared.errors[0].pointer, "/promise");
        let slip: Handover = handover(&ana, id).await.assert_status(200).read_json();
        assert_eq!((slip.way, slip.code.len(), slip.applicant.as_str()), (Way::Window, 10, "王小明"));
        assert_eq!(slip.until, Some("2026-03-09".parse().unwrap()));
        assert_eq!(slip.bring.len(), 3, "{:?}", slip.bring);
        assert_eq!(handover(&ana, id).await.assert_status(200).read_json::<Handover>(), slip, "the same again");
        assert_held(&ana, id).await;
        // Another's is not there; and what is not handed over cannot be taken back.
        let ben = hall.citizen("ben").await;
        for refused in [handover(&ben, id).await, ben.get(&path).await, ben.delete(&path).await] {
            refused.assert_problem(ProblemKind::NotFound);
        }
        ana.delete(&path).await.assert_status(204);
        ana.delete(&path).await.assert_problem(ProblemKind::NotFound);
        let fresh = ana.application(id).await;
        ana.save(id, &senior_card_answers(), fresh.revision).await.assert_status(200);
        assert_ne!(ana.hand_over(id).await.code, slip.code, "the former code is void");
    }

    async fn the_window_finds_it_takes_it_over_and_files_it(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::Window, None).await;
        let ana = hall.citizen("ana").await;
        let id = draft(&ana).await;
        let slip = ana.hand_over(id).await;
        let path = format!("/api/desk/window/prepared/{}", slip.code);
        let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let elsewhere = hall.staff(Role::Intake, "440100", Some("广州市公安局")).await;
        elsewhere.get(&path).await.assert_problem(ProblemKind::NotFound);
        ana.get(&path).await.assert_status(403);
        clerk.get("/api/desk/window/prepared/0000000000").await.assert_problem(ProblemKind::NotFound);
        // Read out in small letters and in fives.
        let aloud = format!("/api/desk/window/prepared/{}%20{}", slip.code[..5].to_lowercase(), &slip.code[5..]);
        let found: Prepared = clerk.get(&aloud).await.assert_status(200).read_json();
        assert_eq!((found.applicant.as_str(), found.until), ("王小明", slip.until));
        assert_eq!(clerk.post(&path, &json!({})).await.assert_status(200).json()["id"], id);
        // It is theirs now: once, and filed by them; its applicant gets the case.
        clerk.post(&path, &json!({})).await.assert_problem(ProblemKind::NotFound);
        let taken = clerk.application(id).await;
        assert_eq!((taken.on_behalf.as_deref(), taken.handed_over), (Some("王小明"), false));
        clerk.save(id, &senior_card_answers(), taken.revision).await.assert_status(200);
        assert_refused(ana.submit(id, "k").await, "handover");
        assert_refused(handover(&ana, id).await, "window");
        let receipt: Receipt = clerk.submit(id, "k").await.assert_status(200).read_json();
        assert_eq!(cases(&ana).await, [json!(receipt.number)]);
        assert_eq!(cases(&clerk).await, Vec::<Value>::new());
    }

    async fn a_slip_runs_out_and_what_was_filled_in_stays(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::Window, Some(2)).await;
        let ana = hall.citizen("ana").await;
        let id = draft(&ana).await;
        let slip = ana.hand_over(id).await;
        let path = format!("/api/desk/window/prepared/{}", slip.code);
        hall.pass(TimeDelta::days(2));
        let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        clerk.get(&path).await.assert_status(200);
        hall.pass(TimeDelta::days(1));
        let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        clerk.get(&path).await.assert_problem(ProblemKind::NotFound);
        clerk.post(&path, &json!({})).await.assert_problem(ProblemKind::NotFound);
        let ana = hall.sign_in("ana").await;
        let left = ana.application(id).await;
        assert!(!left.handed_over && left.files.len() == 3);
        ana.save(id, &senior_card_answers(), left.revision).await.assert_status(200);
        let handed = async |who: &Client| who.get("/api/applications").await.json()["items"][0]["handed"].clone();
        assert_eq!(handed(&ana).await, Value::Null, "the window did not take it in time");
        let next = ana.hand_over(id).await;
        assert_eq!(next.until, Some("2026-03-07".parse().unwrap()));
        assert_eq!(handed(&ana).await, json!({ "way": "window", "until": "2026-03-07" }));
        clerk.get(&format!("/api/desk/window/prepared/{}", next.code)).await.assert_status(200);
    }

    async fn who_works_at_the_window_does_not_take_over_their_own(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::Window, None).await;
        let ana = hall.citizen("ana").await;
        let slip = ana.hand_over(draft(&ana).await).await;
        hall.appoint("ana", Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let ana = hall.sign_in("ana").await;
        let own = ana.post(&format!("/api/desk/window/prepared/{}", slip.code), &json!({})).await;
        assert_eq!(own.assert_problem(ProblemKind::Refused).detail.as_deref(), Some("own_case"));
    }

    async fn a_colleague_checks_and_files_it_once(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::EmployerCheck, None).await;
        let (boris, carla) = (hall.enterprise("boris").await, hall.enterprise("carla").await);
        let id = draft(&boris).await;
        assert_refused(boris.submit(id, "k").await, "handover");
        let handed = boris.hand_over(id).await;
        assert_eq!((handed.way, handed.until, handed.applicant.as_str()), (Way::EmployerCheck, None, ENTERPRISE));
        assert!(handed.bring.is_empty());
        assert_held(&boris, id).await;
        let code = &handed.code;
        // Only a colleague sees that something waits, and opens it with the code; not who filled it in.
        let waiting = checks(&carla).await;
        assert_eq!((waiting.len(), waiting[0].entered_by.as_str()), (1, "王小明"));
        assert_eq!(checks(&boris).await, []);
        let (rival, ana) = (hall.competitor("rival").await, hall.citizen("ana").await);
        for other in [&boris, &rival, &ana] {
            assert!(checks(other).await.is_empty());
            other.get(&format!("/api/checks/{code}")).await.assert_problem(ProblemKind::NotFound);
            file(other, code).await.assert_problem(ProblemKind::NotFound);
            let back = other.post(&format!("/api/checks/{code}/return"), &json!({ "words": "不" })).await;
            back.assert_problem(ProblemKind::NotFound);
        }
        carla.get(&format!("/api/applications/{id}")).await.assert_problem(ProblemKind::NotFound);
        let check: Check = carla.get(&format!("/api/checks/{code}")).await.assert_status(200).read_json();
        assert_eq!(check.application.answers, boris.application(id).await.answers);
        let document = format!("/api/checks/{code}/files/{}", check.application.files[0].id);
        assert_eq!(carla.get(&document).await.assert_status(200).bytes(), PNG);
        rival.get(&document).await.assert_problem(ProblemKind::NotFound);
        // Twice is once, and the case is that of who filled it in.
        let receipt: Receipt = file(&carla, code).await.assert_status(200).read_json();
        assert_eq!(file(&carla, code).await.assert_status(200).read_json::<Receipt>(), receipt);
        assert_eq!(cases(&boris).await, [json!(receipt.number)]);
        assert_eq!((cases(&carla).await.len(), checks(&carla).await.len()), (0, 0));
        file(&rival, code).await.assert_problem(ProblemKind::NotFound);
        carla.get(&format!("/api/checks/{code}")).await.assert_problem(ProblemKind::NotFound);
    }

    async fn two_who_press_at_once_file_one_case(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::EmployerCheck, None).await;
        let (boris, carla) = (hall.enterprise("boris").await, hall.enterprise("carla").await);
        let code = boris.hand_over(draft(&boris).await).await.code;
        let (one, two) = tokio::join!(file(&carla, &code), file(&carla, &code));
        assert_eq!(one.assert_status(200).json()["number"], two.assert_status(200).json()["number"]);
        assert_eq!(cases(&boris).await.len(), 1);
    }

    async fn a_colleague_gives_it_back_with_words(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::EmployerCheck, None).await;
        let (boris, carla) = (hall.enterprise("boris").await, hall.enterprise("carla").await);
        let id = draft(&boris).await;
        let code = boris.hand_over(id).await.code;
        let path = format!("/api/checks/{code}/return");
        for (words, expected) in [(" ".to_owned(), FieldCode::Required), ("字".repeat(501), FieldCode::TooLong)] {
            let refused = carla.post(&path, &json!({ "words": words })).await.assert_problem(ProblemKind::Invalid);
            assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code), ("/words", expected));
        }
        let listed = async || -> Option<HandedOn> {
            let page: Page<ApplicationSummary> = boris.get("/api/applications").await.assert_status(200).read_json();
            page.items[0].handed
        };
        assert_eq!(listed().await, Some(HandedOn { way: Way::EmployerCheck, until: None }));
        carla.post(&path, &json!({ "words": " 电话不对。 " })).await.assert_status(204);
        // Who filled it in is told, and by the message finds it; the words stand with the application alone.
        let inbox: Messages = boris.get("/api/me/messages").await.assert_status(200).read_json();
        let told: Vec<_> = inbox.messages.items.iter().map(|told| (told.kind, told.number, told.application)).collect();
        assert_eq!((told, inbox.unread), (vec![(MessageKind::GivenBack, None, Some(id))], 1));
        assert_eq!((inbox.messages.items[0].words.as_ref(), listed().await), (None, None));
        assert_eq!(carla.get("/api/me/messages").await.assert_status(200).read_json::<Messages>().unread, 0);
        let back = boris.application(id).await;
        assert_eq!((back.handed_over, back.given_back.as_deref()), (false, Some("电话不对。")));
        boris.save(id, &senior_card_answers(), back.revision).await.assert_status(200);
        file(&carla, &code).await.assert_problem(ProblemKind::NotFound);
        let again = boris.hand_over(id).await.code;
        assert_eq!(boris.application(id).await.given_back, None);
        file(&carla, &again).await.assert_status(200);
    }

    async fn only_an_enterprise_has_a_colleague(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::EmployerCheck, None).await;
        let ana = hall.citizen("ana").await;
        let id = draft(&ana).await;
        assert_refused(handover(&ana, id).await, "submit");
        // Nor is anything handed over that its applicant files.
        hall.set_way(SENIOR_CARD, Way::Online, None).await;
        assert_refused(handover(&ana, id).await, "submit");
        ana.submit(id, "k").await.assert_status(200);
        handover(&ana, id).await.assert_problem(ProblemKind::Refused);
    }

    async fn what_was_handed_over_goes_on_as_it_was(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::EmployerCheck, None).await;
        let (boris, carla) = (hall.enterprise("boris").await, hall.enterprise("carla").await);
        let id = draft(&boris).await;
        let code = boris.hand_over(id).await.code;
        for way in [Way::Online, Way::Window] {
            hall.set_way(SENIOR_CARD, way, None).await;
            assert_held(&boris, id).await;
        }
        file(&carla, &code).await.assert_status(200);
    }
}
