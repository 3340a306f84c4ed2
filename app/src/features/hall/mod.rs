//! The hall as a place: floor by floor as a drawing and as a list, its counters from close by, an item played from counter to
//! counter; at the desk its queues, the navigator and the building.

mod around;
mod building;
mod building_parts;
mod counter;
mod directions;
mod floor;
mod ground;
mod list;
mod navigator;
mod parts;
mod projection;
mod queue;
mod scene;
mod stack;
#[cfg(test)]
mod tests;
mod walk;

pub use building::BuildingPage;
pub use counter::CounterPage;
pub use floor::HallPage;
pub use navigator::NavigatorPage;
pub use queue::QueuePage;
pub use walk::WalkPage;

use chrono::{NaiveTime, Timelike};
use leptos_router::hooks::use_query_map;
use schema::hall::{Lamp, OpenDay, Span};

use crate::prelude::*;
use crate::text::{Halls, use_words};

/// The words of this room in the page's language.
fn texts() -> Halls {
    Halls(use_words().locale)
}

/// A parameter of the address; nothing where it is empty.
fn asked(name: &str) -> Option<String> {
    use_query_map()
        .with_untracked(|query| query.get_str(name).filter(|value| !value.is_empty()).map(str::to_owned))
}

/// A time of day.
fn time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The times of a day, one after the other.
fn hours(spans: &[Span]) -> String {
    let spans: Vec<String> =
        spans.iter().map(|span| format!("{}–{}", time(span.from), time(span.to))).collect();
    spans.join("　")
}

/// When it is open today.
fn today(words: Halls, day: &OpenDay) -> String {
    if day.hours.is_empty() { words.closed_today().to_owned() } else { words.open_today(&hours(&day.hours)) }
}

/// A lamp with its word: shape and colour both tell it.
#[component]
fn Light(lamp: Lamp) -> impl IntoView {
    let (class, sign) = match lamp {
        Lamp::Open => ("lamp open", "●"),
        Lamp::Busy => ("lamp busy", "▲"),
        Lamp::Closed => ("lamp closed", "■"),
    };
    view! { <span class=class><i aria-hidden="true">{sign}</i>{texts().lamp(lamp)}</span> }
}
