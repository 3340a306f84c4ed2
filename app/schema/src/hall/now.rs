//! What a hall is like at this moment, and what the API says of it.

use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Counter, Hall, OpenDay, Span};
use crate::catalogue::ItemSummary;
use crate::locale::Text;
use crate::role::RegionCode;

/// From so many people waiting on, a counter is busy.
pub const BUSY: u32 = 5;

/// The lamp above a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lamp {
    /// Open.
    Open,
    /// Open, and [`BUSY`] people or more wait.
    Busy,
    /// Not open now.
    Closed,
}

/// The lamp of a counter that is open at these times of a day, at one of them, with so many waiting; and until when it is open.
pub fn lamp(hours: &[Span], time: NaiveTime, waiting: u32) -> (Lamp, Option<NaiveTime>) {
    match hours.iter().find(|span| span.from <= time && time < span.to) {
        Some(span) if waiting >= BUSY => (Lamp::Busy, Some(span.to)),
        Some(span) => (Lamp::Open, Some(span.to)),
        None => (Lamp::Closed, None),
    }
}

/// A hall in the list of all. `GET /api/halls`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallLine {
    /// The region it serves.
    pub region: RegionCode,
    /// What people call it.
    pub name: Text,
    /// Where it is.
    pub address: Text,
}

impl From<&Hall> for HallLine {
    fn from(hall: &Hall) -> Self {
        Self { region: hall.region, name: hall.name.clone(), address: hall.address.clone() }
    }
}

/// A hall at this moment. `GET /api/halls/{region}/now`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallNow {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Today, and when the hall is open.
    pub today: OpenDay,
    /// Every counter, floor by floor.
    pub counters: Vec<CounterNow>,
}

impl HallNow {
    /// A counter of it.
    pub fn counter(&self, id: &str) -> Option<&CounterNow> {
        self.counters.iter().find(|counter| counter.id == id)
    }
}

/// A counter at this moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterNow {
    /// Its number.
    pub id: String,
    /// Its lamp.
    pub lamp: Lamp,
    /// Who took a number today and was not called yet.
    pub waiting: u32,
    /// The number that was handed out last today; 0 while there is none.
    pub issued: u32,
    /// The number that was called last today.
    pub called: Option<u32>,
    /// Until when it is open, if it is.
    pub until: Option<NaiveTime>,
}

/// A counter seen from close by. `GET /api/halls/{region}/counters/{counter}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterView {
    /// The hall it stands in.
    pub hall: HallLine,
    /// Its floor.
    pub floor: u8,
    /// What is done on that floor.
    pub floor_name: Text,
    /// The counter.
    pub counter: Counter,
    /// How it is there now.
    pub now: CounterNow,
    /// When it is open, today and the six days after it.
    pub week: Vec<OpenDay>,
    /// What is taken in there: the items it names, else the first of its agency.
    pub items: Vec<ItemSummary>,
    /// How many items there are in all.
    pub total: u64,
}

/// What a clerk does with the queue of a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueueAct {
    /// Hands out the next number (取号).
    Take,
    /// Calls the next number (叫号).
    Call,
}

/// Hands out or calls the next number of a counter. `POST /api/desk/halls/{region}/counters/{counter}/queue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QueueOrder {
    /// What is done.
    pub act: QueueAct,
    /// The number one has seen last: to hand out, the one that was handed out last; to call, the one that was called last; 0 where
    /// there is none. If it is another by now, nothing is done: who presses twice calls nobody past their turn.
    pub seen: u32,
}
