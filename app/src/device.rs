//! What this device keeps of a person, and forgets when they leave it: answers that could not be saved. The browser's own
//! answer to `Clear-Site-Data` does the same without scripts, where it is known.

use leptos::prelude::{document, window, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, Storage};

use crate::routes::to;

/// Before the name of everything that is kept.
const OURS: &str = "onehall:";

/// Whose answers are kept here: an account.
const OWNER: &str = "owner";

/// Forgets what others left, and everything once somebody signs out.
pub fn follow() {
    let person = document().query_selector("[data-account]").ok().flatten();
    if let Some(account) = person.and_then(|person| person.get_attribute("data-account")) {
        now_belongs_to(&account);
    }
    let _ = window_event_listener_untyped("submit", |event| {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let action = form.and_then(|form| form.get_attribute("action")).unwrap_or_default();
        if [to::SIGN_OUT, to::SIGN_OUT_EVERYWHERE].contains(&action.as_str()) {
            forget_all();
        }
    });
}

/// What is kept under a name.
#[cfg(any(feature = "forms", feature = "designer"))]
pub fn kept(name: &str) -> Option<String> {
    read(name)
}

fn read(name: &str) -> Option<String> {
    storage()?.get_item(&format!("{OURS}{name}")).ok().flatten()
}

/// Keeps a text under a name. A full or forbidden storage keeps nothing.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("{OURS}{name}"), text);
    }
}

/// Forgets what is kept under a name.
#[cfg(any(feature = "forms", feature = "designer"))]
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{OURS}{name}"));
    }
}

/// Forgets everything: whoever was here has signed out.
fn forget_all() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or_default();
    let names: Vec<String> = (0..count).filter_map(|place| storage.key(place).ok().flatten()).collect();
    for name in names.iter().filter(|name| name.starts_with(OURS)) {
        let _ = storage.remove_item(name);
    }
}

/// Somebody is signed in: what another person left here is none of their business.
fn now_belongs_to(account: &str) {
    if read(OWNER).is_some_and(|owner| owner != account) {
        forget_all();
    }
    keep(OWNER, account);
}

/// The storage of this site, unless the owner of the device forbids it.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
