//! A page that is read and not operated: its HTML is the page.
//!
//! The server draws it. The browser side adopts what it finds, and on the way to another such page asks for that page
//! and takes its body over, so that one stays in the portal. What draws these pages, and the types of what they
//! show, is therefore never downloaded: links and forms work as they are.

#[cfg(feature = "hydrate")]
pub use browser::Document;
#[cfg(not(feature = "hydrate"))]
pub use server::Document;

#[cfg(not(feature = "hydrate"))]
mod server {
    use crate::prelude::*;

    /// Holds a page, for the browser side to find.
    #[component]
    pub fn Document(children: Children) -> impl IntoView {
        view! { <div class="document">{children()}</div> }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use gloo_net::http::Request;
    use leptos_router::hooks::use_location;
    use send_wrapper::SendWrapper;
    use web_sys::{DomParser, SupportedType};

    use crate::prelude::*;
    use crate::program::Program;

    /// Holds whatever page the address names.
    #[component]
    pub fn Document() -> impl IntoView {
        let location = use_location();
        let address = Memo::new(move |_| location.pathname.get() + &query(&location.search.get()));
        let host = NodeRef::<leptos::html::Div>::new();
        let adopted = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
        Effect::new(move |shown: Option<String>| {
            let wanted = address.get();
            let is_here = shown.as_ref().map_or(adopted, |shown| *shown == wanted);
            if !is_here && Program::of(&location.pathname.get_untracked()) != Program::Documents {
                leave(&wanted);
            } else if !is_here {
                let wanted = wanted.clone();
                leptos::task::spawn_local(async move {
                    let page = page(&wanted).await;
                    // Whoever went on in the meantime sees where they went.
                    if address.try_get_untracked().as_ref() == Some(&wanted) {
                        match (page, host.get_untracked()) {
                            (Some(page), Some(host)) => page.show(&host),
                            _ => leave(&wanted),
                        }
                    }
                });
            }
            wanted
        });
        view! { <div class="document" node_ref=host></div> }
    }

    struct Page {
        title: String,
        body: String,
    }

    /// The page at an address, if it is one of this kind. Pages of problems are pages too.
    async fn page(address: &str) -> Option<Page> {
        let answer =
            SendWrapper::new(Request::get(address).header("accept", "text/html").send()).await.ok()?;
        let html = answer.text().await.ok()?;
        let document = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
        let body = document.query_selector(".document").ok()??.inner_html();
        Some(Page { title: document.title(), body })
    }

    impl Page {
        fn show(self, host: &web_sys::HtmlElement) {
            document().set_title(&self.title);
            host.set_inner_html(&self.body);
        }
    }

    /// The plain way to an address: a document of its own.
    fn leave(address: &str) {
        // Where even that is forbidden one stays.
        let _ = window().location().assign(address);
    }

    /// The query with its mark.
    fn query(search: &str) -> String {
        if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
    }
}
