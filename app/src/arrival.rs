//! After a change of page without a page load the focus goes to the heading of the new page: a screen reader then reads
//! where one is, as it does when a document is loaded.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Gives the focus to the heading once what is being drawn is there, unless it came with the page.
#[cfg(feature = "staff")]
pub fn when_mounted() {
    use leptos::prelude::{Effect, Owner};
    if !Owner::current_shared_context().is_some_and(|context| context.during_hydration()) {
        Effect::new(|_| focus_heading());
    }
}

/// Gives the focus to the heading. Whoever changed the page has put it where it belongs: this does not scroll it.
pub fn focus_heading() {
    let Some(heading) = document().query_selector("main h1").ok().flatten() else { return };
    let _ = heading.set_attribute("tabindex", "-1");
    if let Some(heading) = heading.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
}
