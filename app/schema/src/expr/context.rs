//! What an expression may see besides the data: facts known of the person, and the working calendar.
//!
//! Both come in as arguments; there is no clock. "Today" is a fact, if whoever evaluates says so.

use serde_json::Value;

use super::eval::{find, is_missing};
use crate::calendar::WorkingDays;

/// The name by which an unknown answer says that it misses a calendar.
pub const CALENDAR: &str = "calendar";

/// What there is besides the data. By default nothing.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// What is known under the ids of data elements, nested by them: `{"person": {"name": …}, "today": …}`.
    pub facts: Option<&'a Value>,
    /// Which days are working days.
    pub calendar: Option<&'a dyn WorkingDays>,
    /// The whole of which the data are a part, as the answers are of a row. Where it is given, a path that begins with
    /// `/` is a JSON Pointer into it, from however deep inside.
    pub whole: Option<&'a Value>,
}

impl<'a> Context<'a> {
    /// What is known under the id of a data element.
    pub(super) fn fact(&self, id: &str) -> Option<&'a Value> {
        find(self.facts?, id).filter(|fact| !is_missing(fact))
    }
}
