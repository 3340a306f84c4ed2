//! Addresses of the hall as a place, of an item played in it, and of the desk of both.

use schema::catalogue::encode;

pub const HALL: &str = "/hall";
pub const DESK_HALL: &str = "/desk/hall";
pub const DESK_NAVIGATOR: &str = "/desk/navigator";
pub const DESK_HALLS: &str = "/desk/halls";

/// The hall of a region at the desk of its editors.
pub fn desk_hall_of(region: &str) -> String {
    format!("{DESK_HALLS}?region={}", encode(region))
}

/// An item played before it is done, at one of its steps.
pub fn walk(code: &str, step: usize) -> String {
    if step <= 1 {
        format!("/items/{}/walk", encode(code))
    } else {
        format!("/items/{}/walk?step={step}", encode(code))
    }
}

/// A floor of the hall, and where one is led to in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct HallLink<'a> {
    /// The floor; that of the counter, or the first, where none is named.
    pub floor: Option<u8>,
    /// The counter.
    pub to: Option<&'a str>,
    /// Whether by the way without steps.
    pub step_free: bool,
    /// The region, where there are several halls.
    pub region: Option<&'a str>,
}

/// A floor of the hall.
pub fn hall(link: &HallLink) -> String {
    let floor = link.floor.map(|floor| format!("/{floor}")).unwrap_or_default();
    let mut query = Vec::new();
    query.extend(link.to.map(|to| format!("to={}", encode(to))));
    query.extend(link.step_free.then(|| "access=1".to_owned()));
    query.extend(link.region.map(|region| format!("region={}", encode(region))));
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{HALL}{floor}{mark}{}", query.join("&"))
}

/// A counter of the hall from close by.
pub fn counter(id: &str, region: Option<&str>) -> String {
    let region = region.map(|region| format!("?region={}", encode(region))).unwrap_or_default();
    format!("{HALL}/counters/{}{region}", encode(id))
}
