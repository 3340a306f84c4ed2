//! After a change of route the focus goes to the heading of the new page: a screen reader then reads where one is, as it
//! does when a document is loaded. In the browser only, and once for all pages.

use std::time::Duration;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// How often it is looked whether the page is there. Its data may take a while; the old page stays until they come.
const PAUSE: Duration = Duration::from_millis(50);

/// How often at most: thirty seconds.
const LOOKS: u32 = 600;

/// Follows the routes for as long as the portal is there.
pub fn follow() {
    let location = use_location();
    let waiting = StoredValue::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    Effect::new(move |before: Option<(String, Option<String>)>| {
        let here = (location.pathname.get(), location.query.with(|query| query.get("cursor")));
        // The first page came as a document.
        if let Some(before) = before {
            stop();
            let departure =
                Departure { path: before.0 != here.0, list: before.1 != here.1, scene: Scene::now() };
            let looks = StoredValue::new(0_u32);
            let look = move || {
                looks.update_value(|looks| *looks += 1);
                if departure.has_arrived() || looks.get_value() >= LOOKS {
                    stop();
                }
            };
            waiting.set_value(set_interval_with_handle(look, PAUSE).ok());
        }
        here
    });
}

/// The page one leaves.
struct Departure {
    /// Whether for another page…
    path: bool,
    /// …or for another part of its list; else for something else that is asked for in it.
    list: bool,
    scene: Scene,
}

impl Departure {
    /// Gives the focus to the heading once the new page is there; says whether it was.
    fn has_arrived(&self) -> bool {
        let (then, now) = (&self.scene, Scene::now());
        let is_new = match (self.path, self.list) {
            (true, _) => (&now.heading, &now.words, &now.title) != (&then.heading, &then.words, &then.title),
            (false, true) => now.content != then.content,
            (false, false) => false,
        };
        // What was pressed is gone.
        let is_lost = now.is_lost && !then.is_lost;
        match &now.heading {
            Some(heading) if is_new || is_lost => {
                focus(heading);
                true
            }
            _ => false,
        }
    }
}

/// What there is to see of a page.
struct Scene {
    /// Its heading, none while its data are on their way.
    heading: Option<Element>,
    words: Option<String>,
    title: String,
    content: Option<String>,
    /// Whether nothing has the focus.
    is_lost: bool,
}

impl Scene {
    fn now() -> Self {
        let document = document();
        let main = document.query_selector("main:not([aria-busy])").ok().flatten();
        let heading = main.as_ref().and_then(|main| main.query_selector("h1").ok().flatten());
        Self {
            words: heading.as_ref().and_then(|heading| heading.text_content()),
            heading,
            title: document.title(),
            content: main.and_then(|main| main.text_content()),
            is_lost: document.active_element().is_none_or(|element| element.tag_name() == "BODY"),
        }
    }
}

/// The router has put the page where it belongs: this does not scroll it.
fn focus(heading: &Element) {
    let _ = heading.set_attribute("tabindex", "-1");
    if let Some(heading) = heading.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
}
