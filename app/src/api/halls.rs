//! What is read of halls as places, and of the navigator.

use schema::catalogue::encode;
use schema::hall::{CounterView, DeskHall, Hall, HallLine, HallNow, ItemWalk, NavigatorView};

use crate::data::{Read, parse};

/// The halls there are.
pub fn halls() -> Read<Vec<HallLine>> {
    Read::one("/api/halls".to_owned())
}

/// A hall, and how it is there now.
pub fn hall(region: &str) -> Read<(Hall, HallNow)> {
    Read::chain(
        format!("/api/halls/{}", encode(region)),
        |answers| match answers {
            [hall] => Some(now_in(&serde_json::from_str::<Hall>(hall).ok()?)),
            _ => None,
        },
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}

fn now_in(hall: &Hall) -> String {
    format!("/api/halls/{}/now", hall.region)
}

/// A counter from close by.
pub fn counter(region: &str, id: &str) -> Read<CounterView> {
    Read::one(format!("/api/halls/{}/counters/{}", encode(region), encode(id)))
}

/// An item played, and the hall it is played in, if its region has one.
pub fn walk(code: &str) -> Read<(ItemWalk, Option<(Hall, HallNow)>)> {
    Read::chain(
        format!("/api/items/{}/walk", encode(code)),
        |answers| match answers {
            [walk] => {
                let walk: ItemWalk = serde_json::from_str(walk).ok()?;
                Some(format!("/api/halls/{}", walk.hall?))
            }
            [_, hall] => Some(now_in(&serde_json::from_str::<Hall>(hall).ok()?)),
            _ => None,
        },
        |answers| {
            let place = if answers.len() > 2 { Some((parse(answers, 1)?, parse(answers, 2)?)) } else { None };
            Ok((parse(answers, 0)?, place))
        },
    )
}

/// The navigator as editors have set it.
pub fn navigator() -> Read<NavigatorView> {
    Read::one("/api/navigator".to_owned())
}

/// The hall of a region as its editors see it.
pub fn desk_hall(region: &str) -> Read<DeskHall> {
    Read::one(format!("/api/desk/halls/{}", encode(region)))
}
