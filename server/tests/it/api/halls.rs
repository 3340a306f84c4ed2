//! The hall as a place: what everybody reads, queues and lamps, an item played, the navigator, and the import.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use schema::hall::{
    CounterNow, CounterView, DeskHall, Hall as Place, HallNow, ItemWalk, Lamp, NavigatorView, Side, WalkPart,
    lint,
};
use schema::role::Role;
use schema::{FieldCode, ProblemKind};
use serde_json::{Value, json};
use server::features::hall;

use crate::support::{CIVIL_AFFAIRS, Hall, SENIOR_CARD, on_both};

const HALL: &str = "/api/halls/440100";
const QUEUE: &str = "/api/desk/halls/440100/counters/3/queue";
const CATALOGUES: [&str; 3] = [
    include_str!("../../../seed/catalogue/guangdong-2021.jsonl"),
    include_str!("../../../seed/catalogue/demo-items.jsonl"),
    include_str!("../../../seed/catalogue/joint-items.jsonl"),
];

async fn now(hall: &Hall) -> HallNow {
    hall.visitor().get(&format!("{HALL}/now")).await.assert_status(200).read_json()
}

#[test]
fn the_demo_hall_knows_only_agencies_and_items_of_the_catalogue() {
    let lines = CATALOGUES.iter().flat_map(|text| text.lines());
    let items: Vec<Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |name: &str| items.iter().filter_map(|item| item[name].as_str()).map(str::to_owned).collect();
    let (agencies, codes): (BTreeSet<String>, BTreeSet<String>) = (told("department"), told("task_code"));
    let place: Place = serde_json::from_str(hall::demo::HALL).unwrap();
    assert_eq!(lint(&place, |name| agencies.contains(name), |code| codes.contains(code)), []);
}

on_both! {
    async fn a_hall_is_read_by_everybody_and_may_be_kept(hall) {
        hall.open_demo_city().await;
        let visitor = hall.visitor();
        let place: Place = visitor.get(HALL).await.assert_status(200).read_json();
        assert_eq!((place.floors.len(), place.counters().count()), (3, 25));
        visitor.get("/api/halls/110000").await.assert_problem(ProblemKind::NotFound);
        visitor.get("/api/halls/x").await.assert_problem(ProblemKind::NotFound);
        let halls = visitor.get("/api/halls").await.assert_status(200).json();
        assert_eq!(halls.as_array().unwrap().len(), 1);
        let seen: CounterView = visitor.get(&format!("{HALL}/counters/3")).await.assert_status(200).read_json();
        assert_eq!((seen.floor, seen.counter.agency.as_str()), (1, CIVIL_AFFAIRS));
        assert!(seen.items.iter().any(|item| item.code == SENIOR_CARD) && seen.week.len() == 7);
        // A counter that names its items has those, in its order.
        let police: CounterView = visitor.get(&format!("{HALL}/counters/1")).await.assert_status(200).read_json();
        let codes: Vec<&String> = police.items.iter().map(|item| &item.code).collect();
        assert_eq!(codes, police.counter.items.iter().collect::<Vec<_>>());
    }

    async fn who_waits_is_counted_from_numbers_handed_out_and_called_and_forgotten_over_night(hall) {
        hall.open_demo_city().await;
        let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let order = async |act, seen: u32| clerk.post(QUEUE, &json!({ "act": act, "seen": seen })).await;
        order("call", 0).await.assert_problem(ProblemKind::Refused);
        for waiting in 1..=5 {
            let state: CounterNow = order("take", waiting - 1).await.assert_status(200).read_json();
            assert_eq!((state.waiting, state.issued, state.called), (waiting, waiting, None));
        }
        assert_eq!(now(hall).await.counter("3").unwrap().lamp, Lamp::Busy);
        let state: CounterNow = order("call", 0).await.assert_status(200).read_json();
        assert_eq!((state.waiting, state.called, state.lamp), (4, Some(1), Lamp::Open));
        // Who presses twice calls nobody past their turn, and hands out no number that nobody has.
        let refused = order("call", 0).await.assert_problem(ProblemKind::Conflict);
        assert_eq!(refused.detail.as_deref(), Some("handed out up to 5, called up to 1"));
        order("take", 4).await.assert_problem(ProblemKind::Conflict);
        let told = now(hall).await;
        assert_eq!(told.counter("3").map(|state| (state.issued, state.called)), Some((5, Some(1))));
        let told = now(hall).await;
        assert_eq!(told.counter("4").unwrap().waiting, 0, "each counter has a queue of its own");
        hall.pass(TimeDelta::days(1));
        let told = now(hall).await;
        assert_eq!(told.counter("3").map(|state| (state.waiting, state.called)), Some((0, None)));
        hall.pass(TimeDelta::hours(12));
        assert!(now(hall).await.counters.iter().all(|state| state.lamp == Lamp::Closed), "at night");
    }

    async fn only_who_takes_in_for_the_agency_or_the_whole_region_calls(hall) {
        hall.open_demo_city().await;
        let take = json!({ "act": "take", "seen": 0 });
        hall.staff(Role::Intake, "440100", Some("广州市公安局")).await.post(QUEUE, &take).await.assert_problem(ProblemKind::Forbidden);
        hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await.post(QUEUE, &take).await.assert_problem(ProblemKind::Forbidden);
        hall.citizen("ana").await.post(QUEUE, &take).await.assert_problem(ProblemKind::Forbidden);
        hall.staff(Role::Intake, "440100", None).await.post(QUEUE, &take).await.assert_status(200);
    }

    async fn an_item_is_played_by_its_own_process_and_the_calendar(hall) {
        hall.open_demo_city().await;
        let path = format!("/api/items/{SENIOR_CARD}/walk");
        let played: ItemWalk = hall.visitor().get(&path).await.assert_status(200).read_json();
        let parts: Vec<WalkPart> = played.steps.iter().map(|step| step.part).collect();
        assert_eq!(parts.first(), Some(&WalkPart::Apply));
        assert!(parts.contains(&WalkPart::Accept) && parts.contains(&WalkPart::Decide));
        assert!(played.steps.is_sorted_by_key(|step| step.by), "a step is not done before the one before it");
        assert_eq!(played.start, NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        assert_eq!(played.steps[0].counter.as_deref(), Some("3"));
        hall.visitor().get("/api/items/none/walk").await.assert_problem(ProblemKind::NotFound);
    }

    async fn editors_choose_the_navigator_and_do_not_overwrite_each_other(hall) {
        let visitor = hall.visitor();
        let mut seen: NavigatorView = visitor.get("/api/navigator").await.assert_status(200).read_json();
        assert_eq!(seen.revision, 0);
        seen.navigator.figure = schema::hall::Figure::Seal;
        let editor = hall.staff(Role::Editor, "440100", None).await;
        let put = async |view: &NavigatorView| editor.put("/api/desk/navigator", &serde_json::to_value(view).unwrap()).await;
        let saved: NavigatorView = put(&seen).await.assert_status(200).read_json();
        assert_eq!(saved.revision, 1);
        put(&seen).await.assert_problem(ProblemKind::Conflict);
        put(&NavigatorView { revision: 1, ..seen.clone() }).await.assert_status(200);
        let told: NavigatorView = visitor.get("/api/navigator").await.assert_status(200).read_json();
        assert_eq!((told.revision, told.navigator), (2, seen.navigator.clone()));
        seen.navigator.scenes.clear();
        seen.revision = 2;
        put(&seen).await.assert_problem(ProblemKind::Invalid);
        let reviewer = hall.staff(Role::Reviewer, "440100", None).await;
        let body = serde_json::to_value(&told_again(&visitor).await).unwrap();
        reviewer.put("/api/desk/navigator", &body).await.assert_problem(ProblemKind::Forbidden);
    }

    async fn an_editor_of_the_region_keeps_its_hall_and_nobody_overwrites_another(hall) {
        hall.open_demo_city().await;
        let desk = "/api/desk/halls/440100";
        let editor = hall.staff(Role::Editor, "440000", None).await;
        let mut seen: DeskHall = editor.get(desk).await.assert_status(200).read_json();
        assert_eq!((seen.revision, seen.hall.counters().count()), (1, 25));
        known_alone(&mut seen.hall);
        let put = async |view: &DeskHall| editor.put(desk, &serde_json::to_value(view).unwrap()).await;
        let kept: DeskHall = put(&seen).await.assert_status(200).read_json();
        assert_eq!(kept.revision, 2);
        let conflict = put(&seen).await.assert_problem(ProblemKind::Conflict);
        assert!(conflict.detail.is_some());
        let again: DeskHall = put(&kept).await.assert_status(200).read_json();
        assert_eq!(again.revision, 2, "nothing was changed");

        // A counter is moved: everybody sees it there, and is led there.
        let mut moved = kept.clone();
        let counter = moved.hall.floors[0].counters.iter_mut().find(|counter| counter.id == "3").unwrap();
        (counter.id, counter.side, counter.at) = ("30".into(), Side::Back, 20);
        put(&moved).await.assert_status(200);
        let view: CounterView = hall.visitor().get(&format!("{HALL}/counters/30")).await.assert_status(200).read_json();
        assert_eq!(view.counter.agency, CIVIL_AFFAIRS);
        hall.visitor().get(&format!("{HALL}/counters/3")).await.assert_problem(ProblemKind::NotFound);
        moved.revision = 3;
        moved.hall.floors[0].counters[0].at = 60;
        let refused = put(&moved).await.assert_problem(ProblemKind::Invalid);
        let told: Vec<_> = refused.errors.iter().map(|error| (error.pointer.as_str(), error.params["fault"].as_str().unwrap())).collect();
        assert!(told.contains(&("/floors/0/counters/0", "outside")), "{told:?}");
        moved.hall.name = schema::locale::Text::default();
        let refused = put(&moved).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code), ("/name/zh-CN", FieldCode::Required));

        // A hall of another region begins empty, and is there once it has a name. Who edits elsewhere, or not at all, keeps none.
        let there = "/api/desk/halls/440104";
        let mut fresh: DeskHall = editor.get(there).await.assert_status(200).read_json();
        assert_eq!((fresh.revision, fresh.hall.floors.len()), (0, 1));
        (fresh.hall.name, fresh.hall.address) = (schema::locale::Text::zh("新厅"), schema::locale::Text::zh("一号"));
        let body = serde_json::to_value(&fresh).unwrap();
        editor.put(there, &body).await.assert_status(200);
        hall.visitor().get("/api/halls/440104").await.assert_status(200);
        editor.get("/api/desk/halls/440199").await.assert_problem(ProblemKind::NotFound);
        let elsewhere = hall.staff(Role::Editor, "440103", None).await;
        elsewhere.put(desk, &serde_json::to_value(&kept).unwrap()).await.assert_problem(ProblemKind::Forbidden);
        hall.staff(Role::Reviewer, "440100", None).await.get(desk).await.assert_problem(ProblemKind::Forbidden);
    }

    async fn a_hall_is_imported_whole_or_not_at_all(hall) {
        hall.open_demo_city().await;
        let mut place: Place = serde_json::from_str(hall::demo::HALL).unwrap();
        let at = hall.state().clock.now();
        let import = async |place: &Place| {
            let mut tx = hall.db().write().await.unwrap();
            let told = hall::import(&mut tx, &serde_json::to_string(place).unwrap(), at).await.unwrap();
            tx.commit().await.unwrap();
            told
        };
        // The catalogue of tests has few agencies.
        let faults = import(&place).await.unwrap_err();
        assert!(faults.iter().all(|fault| fault.ends_with("/agency: unknown_agency")) && !faults.is_empty(), "{faults:?}");
        known_alone(&mut place);
        assert_eq!(import(&place).await, Ok(1));
        assert_eq!(import(&place).await, Ok(0), "the same again");
        let read: Place = hall.visitor().get(HALL).await.assert_status(200).read_json();
        assert_eq!(read, place);
        place.floors[0].seats[0].width = 200;
        let faults = import(&place).await.unwrap_err();
        assert!(faults.iter().any(|fault| fault == "/floors/0/seats/0: outside"), "{faults:?}");
        let mut tx = hall.db().write().await.unwrap();
        assert!(hall::import(&mut tx, "{}", at).await.unwrap().is_err());
    }
}

/// Leaves the counters of agencies that the catalogue of tests has.
fn known_alone(place: &mut Place) {
    let known = [CIVIL_AFFAIRS, "广州市公安局", "广州市市场监督管理局"];
    for floor in &mut place.floors {
        floor.counters.retain(|counter| known.contains(&counter.agency.as_str()));
    }
}

async fn told_again(client: &crate::support::Client) -> NavigatorView {
    client.get("/api/navigator").await.assert_status(200).read_json()
}
