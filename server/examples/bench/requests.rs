//! What is asked of the hall: whole requests through the whole router, with a session, in one process.

use std::time::{Duration, Instant};

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use schema::Page;
use schema::cases::Worklist;
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, Figure, Question};
use schema::role::{RegionCode, Role};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use server::features::accounts;
use server::serve;
use server::state::AppState;
use tower::ServiceExt;

use crate::measure::Timing;

const LIST: Duration = Duration::from_millis(50);
const BOARD: Duration = Duration::from_millis(100);

/// How many pages down a deep page is.
const DEEP: usize = 40;

/// The staff whose sessions are used: login, role.
const LEADER: &str = "bench-leader";
const INTAKE: &str = "bench-intake";
const LEAD: &str = "bench-lead";
const PASSWORD: &str = "bench-only-2026-onehall";

/// A request: what it is called, how long it may take, as whom, and what is asked.
type Asked<'a> = (&'static str, Duration, &'a str, String);

/// The hall, a leader, and an officer and the lead of its busiest agency.
pub struct Hall {
    router: Router,
    leader: String,
    intake: String,
    lead: String,
    agency: i64,
}

impl Hall {
    /// Signs them in, adding them when they are not there.
    pub async fn open(state: &AppState) -> anyhow::Result<Self> {
        let router = serve::router(state);
        let everywhere = (Role::Leader, None, None);
        let leader = signed_in(state, &router, LEADER, everywhere).await?;
        let board: Dashboard = read(&router, &leader, &whole("/api/dashboard")).await?;
        let busiest = board.tiles.iter().find(|tile| tile.question == Question::InHand);
        let busiest = busiest.and_then(|tile| tile.rows.first()).context("nothing is in hand")?;
        let agency = busiest.key.parse()?;
        let city = RegionCode::parse("440100")?;
        let intake = signed_in(state, &router, INTAKE, (Role::Intake, Some(&city), Some(agency))).await?;
        let lead = signed_in(state, &router, LEAD, (Role::AgencyLead, Some(&city), Some(agency))).await?;
        Ok(Self { router, leader, intake, lead, agency })
    }

    /// Sends every request so many times.
    pub async fn measure(&self, rounds: usize) -> anyhow::Result<Vec<Timing>> {
        let mut timings = Vec::new();
        for (name, goal, cookie, path) in self.requests().await? {
            let mut times = Vec::with_capacity(rounds);
            for round in 0..rounds + 3 {
                let started = Instant::now();
                answer(&self.router, cookie, &path).await?;
                // The first ones open connections and fill caches.
                if round >= 3 {
                    times.push(started.elapsed());
                }
            }
            timings.push(Timing::of(name, goal, times));
        }
        Ok(timings)
    }

    async fn requests(&self) -> anyhow::Result<Vec<Asked<'_>>> {
        let first: Worklist = read(&self.router, &self.intake, "/api/desk/cases?queue=unclaimed").await?;
        let case = first.cases.items.first().context("the worklist is empty")?.number;
        let item = first.cases.facets.first().and_then(|items| items.values.first());
        let item = schema::catalogue::encode(&item.context("nothing is open")?.value);
        let mut requests = self.boards().await?;
        requests.extend(self.queues());
        requests.extend(self.narrowed(&item, &case.to_string()));
        let (intake, lead) = (self.intake.as_str(), self.lead.as_str());
        requests.push(("orphans, ten thousand looked at", BOARD, lead, "/api/desk/orphans".to_owned()));
        requests.push(("worklist: closed, a deep page", LIST, intake, self.deep_worklist().await?));
        requests.push(("a case", LIST, intake, format!("/api/desk/cases/{case}")));
        requests.push(("the page of a case", LIST, intake, format!("/desk/cases/{case}")));
        Ok(requests)
    }

    /// The dashboard, and the cases behind its figures.
    async fn boards(&self) -> anyhow::Result<Vec<Asked<'_>>> {
        let leader = self.leader.as_str();
        let city = format!("{}&region=440100", whole("/api/dashboard"));
        let mut requests = vec![
            ("dashboard, 30 days", BOARD, leader, "/api/dashboard".to_owned()),
            ("dashboard, a year", BOARD, leader, whole("/api/dashboard")),
            ("dashboard, a year, one city", BOARD, leader, city),
        ];
        let list = |figure| CasesQuery::all(figure, day(YEAR.0), day(YEAR.1), None);
        let opened = CasesQuery { agency: Some(self.agency), ..list(Figure::Opened) };
        for (name, query) in [
            ("cases behind: filed", list(Figure::Opened)),
            ("cases behind: filed, one agency", opened.clone()),
            ("cases behind: decided late", list(Figure::DecidedLate)),
            ("cases behind: in hand and late", list(Figure::Late)),
        ] {
            requests.push((name, LIST, leader, format!("/api/dashboard/cases{}", query.to_query_string())));
        }
        requests.push(("cases behind: a deep page", LIST, leader, self.deep_list(opened).await?));
        Ok(requests)
    }

    /// Every queue, whole.
    fn queues(&self) -> impl Iterator<Item = Asked<'_>> {
        let queues = [
            ("worklist: mine", "mine"),
            ("worklist: unclaimed", "unclaimed"),
            ("worklist: late", "late"),
            ("worklist: waiting", "waiting"),
            ("worklist: due soon", "due_soon"),
            ("worklist: sent back", "returned"),
            ("worklist: to be signed", "to_sign"),
            ("worklist: joint", "joint"),
            ("worklist: closed", "closed"),
        ];
        let whole = |queue: &str| format!("/api/desk/cases?queue={queue}");
        queues.into_iter().map(move |(name, queue)| (name, LIST, self.intake.as_str(), whole(queue)))
    }

    /// Queues narrowed down by what the list can be narrowed down by, alone and together.
    fn narrowed(&self, item: &str, case: &str) -> impl Iterator<Item = Asked<'_>> {
        let days = "from=2025-12-01&until=2026-12-31";
        let narrowed = [
            ("worklist: one item", format!("queue=unclaimed&item={item}")),
            ("worklist: mine, one item", format!("queue=mine&item={item}")),
            ("worklist: mine, by day", format!("queue=mine&{days}")),
            ("worklist: one item, by day", format!("queue=late&item={item}&{days}")),
            ("worklist: by number", format!("queue=unclaimed&number={case}")),
            ("worklist: by number and item", format!("queue=mine&number={case}&item={item}")),
            ("worklist: closed, one item", format!("queue=closed&item={item}")),
            ("worklist: closed, item and day", format!("queue=closed&item={item}&until=2026-06-30")),
            ("worklist: closed, by number", format!("queue=closed&number={case}")),
        ];
        let path = |query: &str| format!("/api/desk/cases?{query}");
        narrowed.into_iter().map(move |(name, query)| (name, LIST, self.intake.as_str(), path(&query)))
    }

    /// How long the longest list there is takes to be exported: to its first piece, and to its end with so many lines.
    pub async fn export(&self) -> anyhow::Result<(Duration, Duration, usize)> {
        let request = Request::get("/api/desk/cases.csv?queue=closed")
            .header(header::COOKIE, &self.intake)
            .body(Body::empty())?;
        let started = Instant::now();
        let mut body = self.router.clone().oneshot(request).await?.into_body();
        let (mut first, mut lines) = (None, 0);
        while let Some(frame) = body.frame().await {
            let Ok(piece) = frame.map_err(anyhow::Error::from)?.into_data() else { continue };
            first.get_or_insert_with(|| started.elapsed());
            lines += piece.iter().filter(|byte| **byte == b'\n').count();
        }
        Ok((first.unwrap_or_default(), started.elapsed(), lines))
    }

    async fn deep_list(&self, query: CasesQuery) -> anyhow::Result<String> {
        let mut query = query;
        for _ in 0..DEEP {
            let path = format!("/api/dashboard/cases{}", query.to_query_string());
            let page: Page<CaseLine> = read(&self.router, &self.leader, &path).await?;
            let Some(next) = page.next else { break };
            query.cursor = Some(next);
        }
        Ok(format!("/api/dashboard/cases{}", query.to_query_string()))
    }

    async fn deep_worklist(&self) -> anyhow::Result<String> {
        let mut path = "/api/desk/cases?queue=closed".to_owned();
        for _ in 0..DEEP {
            let page: Worklist = read(&self.router, &self.intake, &path).await?;
            let Some(next) = page.cases.next else { break };
            path = format!("/api/desk/cases?queue=closed&cursor={next}");
        }
        Ok(path)
    }
}

/// The longest period that a dashboard takes covers the whole past, whatever day it is.
const YEAR: (&str, &str) = ("2025-06-01", "2028-01-01");

fn whole(path: &str) -> String {
    format!("{path}?from={}&to={}", YEAR.0, YEAR.1)
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap_or_default()
}

async fn signed_in(
    state: &AppState,
    router: &Router,
    login: &str,
    post: (Role, Option<&RegionCode>, Option<i64>),
) -> anyhow::Result<String> {
    let hash = state.passwords.hash(&state.chance, PASSWORD.to_owned()).await?;
    let mut tx = state.db.write().await?;
    accounts::add_staff(&mut tx, login, "李工", &hash, post, state.clock.now()).await?;
    tx.commit().await?;
    let body = json!({ "login": login, "password": PASSWORD }).to_string();
    let request = Request::post("/api/session")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))?;
    let answer = router.clone().oneshot(request).await?;
    let cookie = answer.headers().get(header::SET_COOKIE).context("signing in was refused")?.to_str()?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

/// An answer, whole.
async fn answer(router: &Router, cookie: &str, path: &str) -> anyhow::Result<Vec<u8>> {
    let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty())?;
    let answer = router.clone().oneshot(request).await?;
    anyhow::ensure!(answer.status().is_success(), "{path}: {}", answer.status());
    Ok(answer.into_body().collect().await?.to_bytes().to_vec())
}

async fn read<T: DeserializeOwned>(router: &Router, cookie: &str, path: &str) -> anyhow::Result<T> {
    let value: Value = serde_json::from_slice(&answer(router, cookie, path).await?)?;
    Ok(serde_json::from_value(value)?)
}
