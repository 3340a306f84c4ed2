//! Regions: what lies below one, and how an answer that is a region is checked and named.

use axum::body::Body;
use axum::http::Request;
use schema::applications::{Application, PageSaved};
use schema::cases::DeskCase;
use schema::regions::{Region, path};
use schema::role::{RegionCode, Role};
use schema::{FieldCode, FieldError, Problem};
use serde_json::{Value, json};

use crate::support::{CIVIL_AFFAIRS, Client, Hall, SENIOR_CARD, on_both, senior_card_answers};

/// Where somebody lives, in the form of the senior card: down to the street.
const POINTER: &str = "/residence/region";

async fn below(hall: &Hall, parent: &str) -> Vec<String> {
    let regions = hall.visitor().get(&format!("/api/regions{parent}")).await.assert_status(200);
    regions.read_json::<Vec<Region>>().into_iter().map(|region| region.code.to_string()).collect()
}

/// A draft of the senior card in which this region is answered, and what is said of that when it is filed.
async fn faults(ana: &Client, region: Value) -> Vec<FieldError> {
    let draft = ana.begin(SENIOR_CARD).await;
    let mut answers = senior_card_answers();
    answers["residence"]["region"] = region;
    ana.save(draft.summary.id, &answers, draft.revision).await.assert_status(200);
    let problem: Problem = ana.submit(draft.summary.id, "never").await.assert_status(422).read_json();
    problem.errors.into_iter().filter(|error| error.pointer == POINTER).collect()
}

on_both! {
    async fn the_tree_is_read_level_by_level(hall) {
        assert_eq!(below(hall, "").await, ["440000", "510000"]);
        assert_eq!(below(hall, "?parent=").await, ["440000", "510000"]);
        assert_eq!(below(hall, "?parent=440000").await, ["440100"]);
        assert_eq!(below(hall, "?parent=4401").await, ["440103", "440104"]);
        assert_eq!(below(hall, "?parent=440103").await, ["440103001"]);
        assert_eq!(below(hall, "?parent=440103001").await, Vec::<String>::new());
        hall.visitor().get("/api/regions?parent=440105").await.assert_status(404);
        hall.visitor().get("/api/regions?parent=x").await.assert_status(400);
    }

    async fn anyone_may_keep_them(hall) {
        let first = hall.visitor().get("/api/regions?parent=440000").await.assert_status(200);
        assert!(first.header("cache-control").unwrap().starts_with("public"));
        let tag = first.header("etag").unwrap();
        let again = Request::get("/api/regions?parent=440000").header("if-none-match", tag);
        hall.visitor().send(again.body(Body::empty()).unwrap()).await.assert_status(304);
        // Another list is another answer.
        let other = Request::get("/api/regions?parent=440100").header("if-none-match", tag);
        hall.visitor().send(other.body(Body::empty()).unwrap()).await.assert_status(200);
    }

    async fn a_region_that_is_answered_exists_and_is_deep_enough(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let error = |code| FieldError::new(POINTER, code);
        let wide = error(FieldCode::TooWide).with("level", "street");
        for (region, expected) in [
            ("440103001", vec![]),
            ("440103", vec![wide.clone()]),
            ("440000", vec![wide]),
            // There is no street of it in this hall: one can go no deeper.
            ("440104", vec![]),
            ("440105", vec![error(FieldCode::Unknown)]),
            ("440104999", vec![error(FieldCode::Unknown)]),
            ("990000", vec![error(FieldCode::BadFormat)]),
        ] {
            assert_eq!(faults(&ana, json!(region)).await, expected, "{region}");
        }
    }

    async fn a_page_says_that_there_is_more_to_choose(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(SENIOR_CARD).await;
        let id = draft.summary.id;
        let page = format!("/api/applications/{id}/pages/residence");
        let save = async |regions: &[&str]| -> (PageSaved, Application) {
            let fields: Vec<Value> = regions.iter().map(|region| json!([POINTER, region])).collect();
            let saved = ana.post(&page, &json!({ "fields": fields })).await.assert_status(200).read_json();
            (saved, ana.application(id).await)
        };
        // The provinces are offered from the start.
        let offered = |application: &Application| -> Vec<String> {
            application.regions.iter().map(|region| region.code.to_string()).collect()
        };
        assert_eq!(offered(&draft), ["440000", "510000"]);
        let (saved, application) = save(&["440000"]).await;
        assert!(saved.errors.iter().any(|error| error.code == FieldCode::TooWide));
        assert_eq!(offered(&application), ["440000", "440100", "510000"]);
        let (_, application) = save(&["440000", "440100", "440103"]).await;
        assert_eq!(application.answers.pointer(POINTER), Some(&json!("440103")));
        // Another province: what had been chosen below the first is no more.
        let (_, application) = save(&["510000", "440100", "440103"]).await;
        assert_eq!(application.answers.pointer(POINTER), Some(&json!("510000")));
        let (saved, application) = save(&["440000", "440100", "440103", "440103001"]).await;
        assert!(saved.errors.iter().all(|error| error.pointer != POINTER), "{:?}", saved.errors);
        assert_eq!(application.answers.pointer(POINTER), Some(&json!("440103001")));
    }

    async fn whoever_reads_it_has_the_names(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let desk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let (id, receipt) = ana.file_senior_card().await;
        let code = RegionCode::parse("440103001").unwrap();
        let expected = Some("广东省 广州市 荔湾区 沙面街道".to_owned());
        let filed = ana.application(id).await;
        assert_eq!(path(&filed.regions, code), expected);
        // What was filed is not to be chosen any more: only the names are told.
        assert_eq!(filed.regions.len(), 4);
        let case: DeskCase =
            desk.get(&format!("/api/desk/cases/{}", receipt.number)).await.assert_status(200).read_json();
        assert_eq!(path(&case.regions, code), expected);
        let page = desk.page(&format!("/desk/cases/{}", receipt.number)).await.assert_status(200);
        assert!(page.text().contains("广东省 广州市 荔湾区 沙面街道"));
        assert!(!page.text().contains(">440103001<"));
    }
}
