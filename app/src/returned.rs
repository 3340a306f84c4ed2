//! A form that came back: what was wrong and what had been typed, or what was found.
//!
//! A form twin that was refused renders its page again with [`Returned`]; one whose answer has no address of its own
//! renders it with [`Answered`]. Both travel in the page as JSON, so that the browser side starts from the same markup.

use crate::prelude::*;
use schema::Problem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The id of the script element that carries it.
pub const ELEMENT: &str = "returned";

/// The id of the script element that carries an answer.
pub const ANSWER_ELEMENT: &str = "answered";

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

/// What makes a form of this page happen once, however often it is sent. Provided by the server, from chance.
#[cfg(not(feature = "hydrate"))]
#[derive(Clone, Debug)]
pub struct FormKey(String);

#[cfg(not(feature = "hydrate"))]
impl FormKey {
    /// Of these letters.
    pub const fn new(key: String) -> Self {
        Self(key)
    }
}

/// The hidden field with the key of a form.
#[cfg(not(feature = "hydrate"))]
pub fn form_key() -> AnyView {
    let key = use_context::<FormKey>().map(|FormKey(key)| key);
    view! { <input type="hidden" name="_key" value=key/> }.into_any()
}

/// What was found, and at which address it had been asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The address the form was sent to.
    pub action: String,
    /// The answer of the API.
    pub answer: Value,
}

/// What came back to the form with this action, if anything did.
pub fn use_returned(action: &str) -> Option<Returned> {
    carried::<Returned>(ELEMENT).filter(|returned| returned.action == action)
}

/// The answer to the form with this action, if it was answered in place.
pub fn use_answered<T: DeserializeOwned>(action: &str) -> Option<T> {
    let answered = carried::<Answered>(ANSWER_ELEMENT).filter(|answered| answered.action == action)?;
    serde_json::from_value(answered.answer).ok()
}

#[cfg(feature = "hydrate")]
fn carried<T: DeserializeOwned>(element: &str) -> Option<T> {
    let text = document().get_element_by_id(element)?.text_content()?;
    serde_json::from_str(&text).ok()
}

#[cfg(not(feature = "hydrate"))]
fn carried<T: Clone + Send + Sync + 'static>(_: &str) -> Option<T> {
    use_context()
}
