//! Every floor of the demo hall as a drawing: small, whole, and the same each time.

use chrono::{DateTime, NaiveDate};
use schema::Locale;
use schema::calendar::DayKind;
use schema::hall::{CounterNow, Floor, Hall, HallNow, Lamp, OpenDay};

use super::scene::Scene;
use crate::text::Halls;

const DEMO: &str = include_str!("../../../../server/seed/hall.json");

/// The most bytes a floor may be as a drawing.
const MOST: usize = 30_000;

fn demo() -> Hall {
    serde_json::from_str(DEMO).unwrap()
}

fn busy(hall: &Hall) -> HallNow {
    let lamps = [Lamp::Open, Lamp::Busy, Lamp::Closed];
    let counters = hall.counters().zip(lamps.into_iter().cycle()).map(|((_, counter), lamp)| {
        let waiting = if lamp == Lamp::Closed { 0 } else { 6 };
        CounterNow { id: counter.id.clone(), lamp, waiting, issued: waiting, called: None, until: None }
    });
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    HallNow {
        at: DateTime::UNIX_EPOCH,
        today: OpenDay { day, kind: DayKind::Working, hours: hall.hours.working.clone() },
        counters: counters.collect(),
    }
}

/// A floor with every counter in it led to, in a language.
fn drawn(hall: &Hall, number: u8, to: Option<&str>, locale: Locale) -> String {
    let now = busy(hall);
    let floor = hall.floor(number).unwrap();
    let route = to.and_then(|to| hall.route(to, false)).unwrap_or_default();
    let leg = route.iter().find(|leg| leg.floor == number);
    let words = Halls(locale);
    let said = words.please("10");
    let link = |counter: &schema::hall::Counter| format!("/hall/{number}?to={}", counter.id);
    let to_floor = |floor: &Floor| format!("/hall/{}", floor.number);
    let floors: Option<&dyn Fn(&Floor) -> String> = Some(&to_floor);
    let guide = Some(("xt-point", said.as_str()));
    Scene { hall, floor, now: &now, to, leg, words, link: &link, floors, guide }.draw().into_string()
}

#[test]
fn a_floor_of_the_demo_is_at_most_30_kb_whatever_is_asked() {
    let hall = demo();
    for (floor, counter) in hall.counters() {
        for locale in Locale::ALL {
            let svg = drawn(&hall, floor.number, Some(&counter.id), locale);
            assert!(svg.len() <= MOST, "floor {} to {}: {} bytes", floor.number, counter.id, svg.len());
        }
    }
}

#[test]
fn every_counter_is_one_link_with_a_whole_sentence_in_the_order_of_the_numbers() {
    let hall = demo();
    for floor in &hall.floors {
        let svg = drawn(&hall, floor.number, None, Locale::ZhCn);
        let links: Vec<&str> = svg.split("<a class=\"hit\" href=\"").skip(1).collect();
        assert_eq!(links.len(), floor.counters.len());
        for (link, counter) in links.iter().zip(&floor.counters) {
            assert!(link.starts_with(&format!("/hall/{}?to={}\"", floor.number, counter.id)), "{link}");
            assert!(
                link.contains(&format!("aria-label=\"{} 号窗口，{}，", counter.id, counter.agency)),
                "{link}"
            );
        }
        // Whatever else is drawn says nothing to who listens.
        assert_eq!(svg.matches("aria-hidden=\"true\"").count(), 1);
    }
}

#[test]
fn every_floor_is_a_link_beside_the_drawing_and_the_one_that_is_drawn_says_so() {
    let hall = demo();
    let svg = drawn(&hall, 2, None, Locale::ZhCn);
    let links: Vec<&str> = svg.split("<a class=\"to-floor\" href=\"").skip(1).collect();
    assert_eq!(links.len(), hall.floors.len());
    for (link, floor) in links.iter().zip(&hall.floors) {
        assert!(link.starts_with(&format!("/hall/{}\"", floor.number)), "{link}");
        let (link, _) = link.split_once("</a>").unwrap();
        assert_eq!(link.contains("aria-current=\"page\""), floor.number == 2);
        assert!(link.contains(floor.name.get(Locale::ZhCn)));
    }
}

#[test]
fn what_lies_around_the_hall_is_drawn_as_its_data_say() {
    let mut hall = demo();
    let around = |hall: &Hall, what: &str| drawn(hall, 1, None, Locale::ZhCn).matches(what).count();
    let (trees, wheels, gates) = ("href=\"#h-tree\"", "href=\"#h-wheel\"", "class=\"gate\"");
    let doors = hall.floor(1).unwrap().doors.iter().filter(|door| !door.step_free).count();
    assert_eq!([trees, wheels, gates].map(|what| around(&hall, what)), [4, 2, doors]);
    assert_eq!(around(&hall, "停车场 · 46 位"), 1);
    let (cars, lot) = ("href=\"#h-car\"", hall.surroundings.car_park.unwrap());
    assert_eq!((around(&hall, cars), usize::from(lot.cars)), (2, 2));
    hall.surroundings.car_park = Some(schema::hall::CarPark { cars: 0, ..lot });
    assert_eq!(around(&hall, cars), 0);
    assert_eq!(
        (around(&hall, "无障碍通道"), around(&hall, "class=\"bl\"")),
        (1, 2),
        "to the lift, and past the counters"
    );
    assert!(!drawn(&hall, 2, None, Locale::ZhCn).contains("无障碍通道"), "upstairs all ways are");
    (hall.surroundings.car_park, hall.surroundings.trees) = (None, 0);
    assert_eq!([trees, wheels, "停车场"].map(|what| around(&hall, what)), [0, 0, 0]);
    assert!(!drawn(&demo(), 2, None, Locale::ZhCn).contains(trees), "upstairs one sees no street");
}

#[test]
fn lamps_people_and_the_way_follow_the_data() {
    let hall = demo();
    let now = busy(&hall);
    let svg = drawn(&hall, 1, Some("10"), Locale::ZhCn);
    let shown = |lamp| {
        hall.floor(1)
            .unwrap()
            .counters
            .iter()
            .filter(|counter| now.counter(&counter.id).unwrap().lamp == lamp)
            .count()
    };
    assert_eq!(svg.matches("href=\"#h-open\"").count(), shown(Lamp::Open));
    assert_eq!(svg.matches("href=\"#h-busy\"").count(), shown(Lamp::Busy));
    assert_eq!(svg.matches("href=\"#h-closed\"").count(), shown(Lamp::Closed));
    assert_eq!(svg.matches("href=\"#h-clerk\"").count(), shown(Lamp::Open) + shown(Lamp::Busy));
    let seats: usize = hall.floor(1).unwrap().seats.iter().map(|area| usize::from(area.width)).sum();
    assert_eq!(svg.matches("href=\"#h-seat\"").count(), seats);
    assert_eq!(
        svg.matches("href=\"#h-sit\"").count(),
        seats.min(6 * (shown(Lamp::Open) + shown(Lamp::Busy)))
    );
    assert!(svg.contains("class=\"pa\"") && svg.contains("请到 10 号窗口"));
    let still = drawn(&hall, 1, None, Locale::ZhCn);
    assert!(!still.contains("class=\"pa\"") && !still.contains("请到"));
}

#[test]
fn names_from_data_cannot_become_markup() {
    let mut hall = demo();
    hall.floors[0].counters[0].agency = "\"><script>".into();
    hall.floors[0].counters[0].short = schema::locale::Text::zh("<b>");
    let svg = drawn(&hall, 1, None, Locale::ZhCn);
    assert!(!svg.contains("<script>") && !svg.contains("<b>"));
}
