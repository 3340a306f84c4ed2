//! The hall of the demo city and small halls: hours by the calendar, ways, what is found wrong, an item played.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};

use super::*;
use crate::calendar::{Calendar, DayKind, Limit};
use crate::catalogue::PowerType;
use crate::process::Process;

const DEMO: &str = include_str!("../../../../server/seed/hall.json");
const CALENDAR: &str = include_str!("../../../../server/seed/calendar/cn-holidays-2004-2026.json");
const STANDARD: &str = include_str!("../../../../server/seed/processes/standard.json");

fn demo() -> Hall {
    serde_json::from_str(DEMO).unwrap()
}

fn calendar() -> Calendar {
    Calendar::from_json(CALENDAR).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

/// A hall of one floor of 9 by 7 cells with a counter at the back, a door at the front, and this besides.
fn small(floor: &Value) -> Hall {
    let mut whole = json!({
        "number": 1, "name": {"zh-CN": "一层"}, "width": 9, "depth": 7,
        "counters": [{"id": "1", "short": {"zh-CN": "甲"}, "agency": "甲局", "serves": {"zh-CN": "甲"}, "side": "back", "at": 0}],
        "doors": [{"name": {"zh-CN": "门"}, "x": 8, "y": 6, "step_free": true}]
    });
    whole.as_object_mut().unwrap().extend(floor.as_object().unwrap().clone());
    serde_json::from_value(json!({
        "region": "440100", "name": {"zh-CN": "厅"}, "address": {"zh-CN": "路"}, "hours": {"working": []},
        "surroundings": {"street": {"zh-CN": "路"}}, "floors": [whole]
    }))
    .unwrap()
}

fn found(hall: &Hall) -> Vec<String> {
    lint(hall, |agency| agency == "甲局", |item| item == "A").iter().map(ToString::to_string).collect()
}

#[test]
fn the_demo_hall_has_three_floors_and_nothing_wrong() {
    let hall = demo();
    assert_eq!(hall.floors.len(), 3);
    assert!(hall.counters().count() >= 20 && hall.demonstration);
    assert_eq!(lint(&hall, |_| true, |_| true), []);
    assert_eq!(serde_json::from_value::<Hall>(serde_json::to_value(&hall).unwrap()).unwrap(), hall);
}

#[test]
fn a_car_park_has_places_and_no_more_accessible_ones_than_that() {
    let mut hall = small(&json!({}));
    for (spaces, accessible, is_odd) in [(0, 0, true), (2, 3, true), (2, 2, false), (46, 0, false)] {
        hall.surroundings.car_park = Some(CarPark { spaces, accessible, cars: 0 });
        let faults = if is_odd { vec!["/surroundings/car_park: bad_car_park"] } else { Vec::new() };
        assert_eq!(found(&hall), faults, "{spaces} {accessible}");
    }
}

#[test]
fn what_is_wrong_is_found_with_its_place() {
    assert_eq!(found(&small(&json!({}))), [""; 0]);
    let counter = |id: &str, at: u8| json!({"id": id, "short": {}, "agency": "甲局", "serves": {}, "side": "back", "at": at});
    let with = |more: Value| found(&small(&more));
    assert_eq!(
        with(json!({"counters": [counter("1", 0), counter("1", 2)]})),
        ["/floors/0/counters/1: overlap", "/floors/0/counters/1: same_counter"]
    );
    assert_eq!(
        with(json!({"counters": [counter("a/b", 7)]})),
        ["/floors/0/counters/0: outside", "/floors/0/counters/0: bad_id"]
    );
    // A row of seats from wall to wall between door and counter.
    assert_eq!(
        with(json!({"seats": [{"x": 0, "y": 4, "width": 9, "depth": 1}]})),
        ["/floors/0/counters/0: no_way"]
    );
    assert_eq!(with(json!({"doors": []}))[..2], ["/floors: no_entrance", "/floors: no_step_free_entrance"]);
    let mut strange = counter("1", 0);
    strange["agency"] = json!("乙局");
    strange["items"] = json!(["A", "B"]);
    strange["hours"] = json!({"working": [{"from": "12:00:00", "to": "09:00:00"}]});
    assert_eq!(
        with(json!({"counters": [strange]})),
        [
            "/floors/0/counters/0/agency: unknown_agency",
            "/floors/0/counters/0/items/1: unknown_item",
            "/floors/0/counters/0/hours: bad_hours"
        ]
    );
}

#[test]
fn a_way_goes_around_what_stands_there_and_turns_no_more_than_it_must() {
    let straight = small(&json!({})).route("1", false).unwrap();
    let [leg] = &straight[..] else { panic!("one floor") };
    assert_eq!(leg.turns, [Spot { x: 8, y: 6 }, Spot { x: 1, y: 6 }, Spot { x: 1, y: 3 }]);
    assert_eq!(leg.cells, 10);
    let around =
        small(&json!({"seats": [{"x": 0, "y": 4, "width": 8, "depth": 3}]})).route("1", false).unwrap();
    assert_eq!(around[0].turns, [Spot { x: 8, y: 6 }, Spot { x: 8, y: 3 }, Spot { x: 1, y: 3 }]);
}

#[test]
fn every_counter_of_the_demo_is_reached_also_without_steps_and_upstairs_by_the_lift() {
    let hall = demo();
    for (floor, counter) in hall.counters() {
        for step_free in [false, true] {
            let route = hall.route(&counter.id, step_free).unwrap();
            assert_eq!(route.len(), if floor.number == 1 { 1 } else { 2 }, "{}", counter.id);
            assert_eq!(route.last().unwrap().turns.last(), Some(&counter.front()));
            assert_eq!(route.iter().filter(|leg| leg.to_lift).count(), route.len() - 1);
            // Each part of a way is straight, and crosses nothing that stands there.
            for leg in &route {
                let taken = hall.floor(leg.floor).unwrap().taken();
                for pair in leg.turns.windows(2) {
                    let (a, b) = (pair[0], pair[1]);
                    assert!(a.x == b.x || a.y == b.y);
                    for x in a.x.min(b.x)..=a.x.max(b.x) {
                        for y in a.y.min(b.y)..=a.y.max(b.y) {
                            assert!(!taken.iter().any(|area| area.holds(Spot { x, y })));
                        }
                    }
                }
            }
        }
    }
    assert_eq!(hall.route("none", false), None);
}

#[test]
fn a_hall_is_open_by_the_calendar() {
    let (hall, calendar) = (demo(), calendar());
    let on = |text: &str| hall.hours.on(&calendar, day(text));
    assert_eq!(on("2026-10-08").hours, hall.hours.working);
    assert!(matches!(on("2026-10-01").kind, DayKind::Holiday(_)) && on("2026-10-01").hours.is_empty());
    assert_eq!(on("2026-11-28").hours, []);
    let (_, police) = hall.counter("1").unwrap();
    assert_eq!(police.hours(&hall).on(&calendar, day("2026-11-28")).hours, police.hours(&hall).saturday);
    assert_eq!(police.hours(&hall).saturday.len(), 1);
    // A Saturday that makes up for a holiday is a working day.
    assert_eq!(on("2026-10-10").hours, hall.hours.working);
    assert_eq!(hall.hours.week(&calendar, day("2026-11-23")).len(), 7);
}

#[test]
fn the_lamp_follows_hours_and_queue() {
    let spans =
        [Span { from: time("09:00"), to: time("12:00") }, Span { from: time("13:30"), to: time("17:00") }];
    let check = |at: &str, waiting, expect| assert_eq!(lamp(&spans, time(at), waiting).0, expect, "{at}");
    check("08:59", 0, Lamp::Closed);
    check("09:00", 0, Lamp::Open);
    check("12:00", 9, Lamp::Closed);
    check("13:30", BUSY, Lamp::Busy);
    check("16:59", BUSY - 1, Lamp::Open);
    assert_eq!(lamp(&spans, time("14:00"), 0).1, Some(time("17:00")));
}

#[test]
fn an_item_is_played_with_the_latest_day_of_each_step() {
    let process = Process::read(STANDARD).unwrap();
    let matter = WalkMatter {
        code: "DEMO-440100-SENIOR-CARD".into(),
        name: "老年人优待证申领".into(),
        agency: "广州市民政局".into(),
        online: Some(true),
        item_type: PowerType::Service,
        location: None,
        phone: None,
        materials: Vec::new(),
    };
    let (hall, calendar) = (demo(), calendar());
    // A Saturday: one begins on Monday.
    let played = walk(&process, matter, Limit::working_days(10), Some(&hall), &calendar, day("2026-11-21"));
    assert_eq!((played.start, played.provisional), (day("2026-11-23"), false));
    let told: Vec<_> = played.steps.iter().map(|step| (step.part, step.by, step.working_day)).collect();
    assert_eq!(
        told,
        [
            (WalkPart::Apply, day("2026-11-23"), 1),
            (WalkPart::Accept, day("2026-11-30"), 6),
            (WalkPart::Review, day("2026-12-14"), 16),
            (WalkPart::Decide, day("2026-12-14"), 16),
            (WalkPart::Deliver, day("2026-12-28"), 26),
        ]
    );
    let counter = hall.counter_of("DEMO-440100-SENIOR-CARD", "广州市民政局").unwrap();
    assert!(played.steps.iter().all(|step| step.counter.as_deref() == Some(counter.id.as_str())));
    assert_eq!(counter.agency, "广州市民政局");
}
