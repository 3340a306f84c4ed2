//! The first page: what everybody sees, life events, and what waits for who is signed in.

use chrono::TimeDelta;
use schema::Locale;
use schema::ProblemKind;
use schema::cases::DeskCase;
use schema::catalogue::Audience;
use schema::home::{Home, LifeEvent, LifeEventSummary, Wait, Waiting};
use schema::locale::Text;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::home::{self, NewLifeEvent, PlacedTheme};

use crate::support::{CIVIL_AFFAIRS, Client, Hall, SENIOR_CARD, on_both};

const PASSPORT: &str = "11440100007483172Q3440106042001";
const PENSION: &str = "11440000553612461J2442111665002";

async fn first_page(hall: &Hall) -> Home {
    hall.visitor().get("/api/home").await.assert_status(200).read_json()
}

async fn waiting(client: &Client) -> Waiting {
    client.get("/api/me/waiting").await.assert_status(200).read_json()
}

/// What waits, in short: the case's wait and its points; and the items of the drafts.
fn in_short(waiting: &Waiting) -> (Vec<(Wait, u64)>, Vec<&str>) {
    let cases = waiting.cases.iter().map(|case| (case.wait, case.points)).collect();
    (cases, waiting.drafts.iter().map(|draft| draft.item.as_str()).collect())
}

/// The desk: intake, officer and lead, who between them may do everything.
struct Desk {
    intake: Client,
    officer: Client,
    lead: Client,
    path: String,
}

impl Desk {
    async fn of(hall: &Hall, number: &str) -> Self {
        let staff = async |role| hall.staff(role, "440100", Some(CIVIL_AFFAIRS)).await;
        Self {
            intake: staff(Role::Intake).await,
            officer: staff(Role::Officer).await,
            lead: staff(Role::AgencyLead).await,
            path: format!("/api/desk/cases/{number}"),
        }
    }

    async fn give(&self, who: &Client, mut command: Value) {
        let case: DeskCase = who.get(&self.path).await.assert_status(200).read_json();
        command["revision"] = case.revision.into();
        who.post(&format!("{}/commands", self.path), &command).await.assert_status(200);
    }

    async fn handle(&self, who: &Client, task: &str, outcome: &str) {
        self.give(who, json!({ "command": "claim", "task": task })).await;
        let opinion =
            json!({ "facts": "材料齐全。", "opinion": "同意。", "article": "《老年人权益保障法》第五章" });
        let opinion = (outcome == "approved").then_some(opinion);
        self.give(
            who,
            json!({ "command": "complete", "task": task, "outcome": outcome, "opinion": opinion }),
        )
        .await;
    }
}

on_both! {
    async fn the_first_page_counts_what_there_is(hall) {
        let home = first_page(hall).await;
        assert_eq!((home.items, home.personal), (12, 12));
        assert_eq!((home.season, home.life_events, home.notices), (Vec::new(), Vec::new(), Vec::new()));
        assert_eq!(home.agencies[0].count, 2);
        // Without editors the fullest themes come first, those of each audience.
        let counts: Vec<u64> =
            home.themes.iter().filter(|theme| theme.audience == Audience::Personal).map(|theme| theme.count).collect();
        assert!(!counts.is_empty() && counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
        for theme in &home.themes {
            let query = format!("/api/items?audience={}&theme={}", theme.audience.slug(),
                schema::catalogue::encode(&theme.name));
            let found = hall.visitor().get(&query).await.json();
            assert_eq!(found["total"], theme.count, "{query}");
        }
    }

    async fn editors_say_what_stands_on_the_first_page(hall) {
        let mut tx = hall.db().write().await.unwrap();
        let codes = [PENSION, "gone", PASSPORT].map(str::to_owned);
        assert_eq!(home::set_season(&mut tx, &codes).await.unwrap(), ["gone"]);
        let theme = PlacedTheme {
            name: "婚姻登记".into(),
            title: Text::zh("婚姻").with(Locale::En, "Marriage"),
            personal: Some(1),
            enterprise: None,
        };
        home::set_themes(&mut tx, &[theme]).await.unwrap();
        tx.commit().await.unwrap();

        let home = first_page(hall).await;
        assert_eq!(home.season.iter().map(|item| item.code.as_str()).collect::<Vec<_>>(), [PENSION, PASSPORT]);
        assert_eq!(home.themes[0].title.get(Locale::En), "Marriage");
        let placed = home.themes.iter().filter(|theme| theme.name == "婚姻登记");
        assert_eq!(placed.map(|theme| theme.audience).collect::<Vec<_>>(), [Audience::Personal]);
    }

    async fn a_life_event_leads_to_its_items(hall) {
        let event = |id: &str, audience, items: &[&str]| NewLifeEvent {
            summary: LifeEventSummary {
                id: id.into(),
                audience,
                name: Text::zh("养老").with(Locale::En, "Later life"),
                line: Text::zh("领养老金。").with(Locale::En, "Pensions."),
            },
            terms: vec!["退休".into()],
            items: items.iter().map(|code| (*code).to_owned()).collect(),
        };
        let events = [
            event("start", Audience::Enterprise, &[]),
            event("retirement", Audience::Personal, &[PENSION, "gone", PASSPORT]),
        ];
        for _ in 0..2 {
            let mut tx = hall.db().write().await.unwrap();
            assert_eq!(home::set_life_events(&mut tx, &events).await.unwrap(), ["gone"]);
            tx.commit().await.unwrap();
        }
        let listed = first_page(hall).await.life_events;
        assert_eq!(listed.iter().map(|event| event.id.as_str()).collect::<Vec<_>>(), ["retirement", "start"]);

        let read: LifeEvent =
            hall.visitor().get("/api/life-events/retirement").await.assert_status(200).read_json();
        assert_eq!(read.items.iter().map(|item| item.code.as_str()).collect::<Vec<_>>(), [PENSION, PASSPORT]);
        assert_eq!((read.name.get(Locale::En), read.terms.as_slice()), ("Later life", ["退休".to_owned()].as_slice()));
        let empty: LifeEvent = hall.visitor().get("/api/life-events/start").await.assert_status(200).read_json();
        assert_eq!(empty.items, []);
        hall.visitor().get("/api/life-events/none").await.assert_problem(ProblemKind::NotFound);
    }

    async fn the_demo_city_names_what_its_catalogue_has(hall) {
        hall.open_demo_city().await;
        let home = first_page(hall).await;
        assert_eq!(home.life_events.len(), 8 + 6);
        let birth: LifeEvent = hall.visitor().get("/api/life-events/birth").await.assert_status(200).read_json();
        assert_eq!(birth.items[0].code, "DEMO-440100-BIRTH-SERVICE");
        // Its themes are those of the catalogue, also where that writes them in other characters.
        let wide = home.themes.iter().all(|theme| theme.title.has(Locale::En));
        assert!(wide, "{:?}", home.themes);
    }

    async fn what_waits_is_told_to_whom_it_waits_for(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        assert_eq!(waiting(&ana).await, Waiting::default());
        hall.visitor().get("/api/me/waiting").await.assert_problem(ProblemKind::SignInNeeded);

        let draft = ana.begin(SENIOR_CARD).await;
        assert_eq!(in_short(&waiting(&ana).await), (vec![], vec![SENIOR_CARD]));
        assert_eq!(waiting(&ana).await.drafts[0].id, draft.summary.id);
        // Filed, it waits for the desk and for nobody else.
        let (_, receipt) = ana.file_senior_card().await;
        assert_eq!(waiting(&ana).await, Waiting::default());

        let desk = Desk::of(hall, &receipt.number.to_string()).await;
        desk.give(&desk.intake, json!({ "command": "claim", "task": "accept" })).await;
        let points = json!([
            { "pointer": "/applicant/phone", "reason": "电话打不通。" },
            { "material": "photograph", "reason": "看不清五官。" },
        ]);
        desk.give(&desk.intake, json!({ "command": "request_supplement", "task": "accept", "points": points })).await;
        let asked = waiting(&ana).await;
        assert_eq!(in_short(&asked), (vec![(Wait::Supplement, 2)], vec![]));
        assert_eq!(asked.cases[0].number, receipt.number.to_string());
        assert_eq!(asked.cases[0].department, CIVIL_AFFAIRS);
        let other = hall.citizen("bob").await;
        assert_eq!(waiting(&other).await, Waiting::default());
        assert_eq!(waiting(&desk.intake).await, Waiting::default());
    }

    async fn a_decision_waits_to_be_collected_then_to_be_rated_for_a_while(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (_, receipt) = ana.file_senior_card().await;
        let desk = Desk::of(hall, &receipt.number.to_string()).await;
        desk.handle(&desk.intake, "accept", "accepted").await;
        desk.handle(&desk.officer, "review", "approved").await;
        assert_eq!(waiting(&ana).await, Waiting::default());
        desk.handle(&desk.lead, "decide", "approved").await;
        assert_eq!(in_short(&waiting(&ana).await).0, [(Wait::Collect, 0)]);
        desk.handle(&desk.intake, "deliver", "delivered").await;
        assert_eq!(in_short(&waiting(&ana).await).0, [(Wait::Rate, 0)]);

        hall.pass(TimeDelta::days(30));
        let ana = hall.sign_in("ana").await;
        assert_eq!(in_short(&waiting(&ana).await).0, [(Wait::Rate, 0)]);
        hall.pass(TimeDelta::minutes(1));
        assert_eq!(waiting(&ana).await, Waiting::default());
    }

    async fn a_rated_case_waits_no_more(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (_, receipt) = ana.file_senior_card().await;
        let desk = Desk::of(hall, &receipt.number.to_string()).await;
        desk.handle(&desk.intake, "accept", "accepted").await;
        desk.handle(&desk.officer, "review", "approved").await;
        desk.handle(&desk.lead, "decide", "approved").await;
        desk.handle(&desk.intake, "deliver", "delivered").await;
        let rating = format!("/api/cases/{}/rating", receipt.number);
        ana.post(&rating, &json!({ "grade": 5 })).await.assert_status(204);
        assert_eq!(waiting(&ana).await, Waiting::default());
    }
}
