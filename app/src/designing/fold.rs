//! A group of properties behind its title, so that a long list of them stays at hand on a phone.

use std::collections::BTreeMap;

use leptos::ev::Event;
use leptos::web_sys::HtmlElement;

use crate::prelude::*;

/// Which groups were opened and folded away, by title, as long as the same thing is selected.
///
/// A property that changes has all of them drawn anew, and nothing of that may open or close one.
#[derive(Clone, Copy)]
struct Folds(StoredValue<BTreeMap<String, bool>>);

/// Remembers the groups of what is drawn below.
pub fn remember_folds() {
    provide_context(Folds(StoredValue::new(BTreeMap::new())));
}

/// The group: open at first where something is said in it already.
pub fn fold(title: &str, is_said: bool, properties: AnyView) -> AnyView {
    let folds: Option<Folds> = use_context();
    let before = folds.and_then(|Folds(all)| all.with_value(|all| all.get(title).copied()));
    let name = title.to_owned();
    let toggled = move |event: Event| {
        let is_open = event_target::<HtmlElement>(&event).has_attribute("open");
        if let Some(Folds(all)) = folds {
            let _ = all.try_update_value(|all| all.insert(name.clone(), is_open));
        }
    };
    view! {
        <details class="fold" open=before.unwrap_or(is_said) on:toggle=toggled>
            <summary>{title.to_owned()}</summary>
            {properties}
        </details>
    }
}
