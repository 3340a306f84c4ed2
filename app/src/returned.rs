//! A form that came back: what was wrong, and what had been typed.
//!
//! A form twin that was refused renders its page again with this. It travels in the page as JSON, so that the
//! browser side starts from the same markup.

use leptos::prelude::*;
use schema::Problem;
use serde::{Deserialize, Serialize};

/// The id of the script element that carries it.
pub const ELEMENT: &str = "returned";

/// What came back, and to which address it had been sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The address the form was sent to.
    pub action: String,
    /// What is wrong.
    pub problem: Problem,
    /// What was typed, without secrets, in the order of the form.
    pub fields: Vec<(String, String)>,
}

impl Returned {
    /// What had been typed in this field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What came back to the form with this action, if anything did.
pub fn use_returned(action: &str) -> Option<Returned> {
    #[cfg(feature = "hydrate")]
    let returned = in_browser();
    #[cfg(not(feature = "hydrate"))]
    let returned = use_context::<Returned>();
    returned.filter(|returned| returned.action == action)
}

#[cfg(feature = "hydrate")]
fn in_browser() -> Option<Returned> {
    let text = document().get_element_by_id(ELEMENT)?.text_content()?;
    serde_json::from_str(&text).ok()
}
