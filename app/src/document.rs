//! A page that is read and not operated: its HTML is the page.
//!
//! The server draws it. The browser side adopts what it finds, and on the way to another such page asks for that page
//! and takes its body over, so that one stays in the portal. What draws these pages, and the types of what they
//! show, is therefore never downloaded: links and forms work as they are. The frame of every page is of this kind.

#[cfg(all(feature = "hydrate", not(any(feature = "forms", feature = "designer"))))]
pub use browser::Document;
#[cfg(not(feature = "hydrate"))]
pub use drawn::Document;

#[cfg(not(feature = "hydrate"))]
mod drawn {
    use crate::prelude::*;

    /// Holds a page, for the browser side to find.
    #[component]
    pub fn Document(children: Children) -> impl IntoView {
        view! { <div class="document">{children()}</div> }
    }
}

#[cfg(feature = "hydrate")]
use crate::prelude::*;

/// A page in its frame, as the server drew it.
#[cfg(feature = "hydrate")]
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    view! {
        <div class="still"></div>
        {children()}
        <div class="still"></div>
    }
}

#[cfg(all(feature = "hydrate", not(any(feature = "forms", feature = "designer"))))]
mod browser {
    use gloo_net::http::Request;
    use leptos::html::Div;
    use leptos_router::hooks::use_location;
    use leptos_router::location::{BrowserUrl, LocationProvider};
    use send_wrapper::SendWrapper;
    use wasm_bindgen::JsCast;
    use web_sys::{DomParser, Element, SupportedType};

    use crate::arrival;
    use crate::prelude::*;
    use crate::program::Program;

    /// What the server drew once and nobody touches.
    const STILL: &str = ".still";

    /// Holds whatever page the address names.
    #[component]
    pub fn Document() -> impl IntoView {
        let location = use_location();
        let address = Memo::new(move |_| location.pathname.get() + &query(&location.search.get()));
        let host = NodeRef::<Div>::new();
        let places = Places::follow();
        let adopted = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
        let history = use_context::<BrowserUrl>();
        Effect::new(move |shown: Option<String>| {
            let wanted = address.get();
            // The address is changed once a page takes it; that is what routes do, and here are none.
            if let Some(history) = &history {
                history.ready_to_complete();
            }
            if shown.as_ref().map_or(!adopted, |shown| *shown != wanted) {
                let wanted = wanted.clone();
                let place = places.change(shown, &wanted);
                leptos::task::spawn_local(async move {
                    let page = page(&wanted).await;
                    // Whoever went on in the meantime sees where they went.
                    if address.try_get_untracked().as_ref() == Some(&wanted) {
                        match (page, host.get_untracked()) {
                            (Some(page), Some(host)) => page.show(&host, place),
                            _ => leave(&wanted),
                        }
                    }
                });
            }
            wanted
        });
        view! { <div class="document" node_ref=host on:click=|event| print(&event)></div> }
    }

    /// The one thing that documents leave to scripts: a button with `data-print` prints. Who forbids printing gets none.
    fn print(event: &web_sys::MouseEvent) {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if pressed.and_then(|pressed| pressed.closest("[data-print]").ok().flatten()).is_some() {
            let _ = window().print();
        }
    }

    struct Page {
        document: web_sys::Document,
        body: Element,
    }

    /// The page at an address, if it is one of this kind. Pages of problems are pages too.
    async fn page(address: &str) -> Option<Page> {
        if Program::of(address.split('?').next()?) != Program::Documents {
            return None;
        }
        let answer =
            SendWrapper::new(Request::get(address).header("accept", "text/html").send()).await.ok()?;
        let html = answer.text().await.ok()?;
        let document = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
        let body = document.query_selector(".document").ok()??;
        // A script that came this way would not run.
        if body.query_selector("script[src]").ok()?.is_some() {
            return None;
        }
        Some(Page { document, body })
    }

    impl Page {
        fn show(self, host: &Element, place: f64) {
            document().set_title(&self.document.title());
            host.set_inner_html(&self.body.inner_html());
            for (old, new) in all(&document(), STILL).into_iter().zip(all(&self.document, STILL)) {
                old.set_inner_html(&new.inner_html());
            }
            window().scroll_to_with_x_and_y(0.0, place);
            arrival::focus_heading();
        }
    }

    /// How far down one was on each page: whoever goes back comes to where they were, everybody else to the top.
    #[derive(Clone, Copy)]
    struct Places {
        left: StoredValue<Vec<(String, f64)>>,
        is_return: StoredValue<bool>,
    }

    impl Places {
        fn follow() -> Self {
            let places = Self { left: StoredValue::new(Vec::new()), is_return: StoredValue::new(false) };
            let handle =
                window_event_listener(leptos::ev::popstate, move |_| places.is_return.set_value(true));
            on_cleanup(move || handle.remove());
            places
        }

        /// Remembers the page one leaves; the answer is where to be on the next one.
        fn change(self, from: Option<String>, to: &str) -> f64 {
            if let Some(from) = from {
                let place = window().scroll_y().unwrap_or_default();
                self.left.update_value(|left| {
                    left.retain(|(address, _)| *address != from);
                    left.push((from, place));
                });
            }
            let is_return = self.is_return.get_value();
            self.is_return.set_value(false);
            let known = self
                .left
                .with_value(|left| left.iter().find(|(address, _)| address == to).map(|(_, place)| *place));
            known.filter(|_| is_return).unwrap_or_default()
        }
    }

    fn all(document: &web_sys::Document, selector: &str) -> Vec<Element> {
        let Ok(found) = document.query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
    }

    /// The plain way to an address: a page load of its own.
    fn leave(address: &str) {
        // Where even that is forbidden one stays.
        let _ = window().location().assign(address);
    }

    /// The query with its mark.
    fn query(search: &str) -> String {
        if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
    }
}
