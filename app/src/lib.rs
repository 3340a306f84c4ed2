//! The portal: every page of the hall, rendered by the server and hydrated in the browser.
//!
//! Start at [`routes`], the table of all addresses. Pages get data through [`api`] only, and never know whether
//! they run on the server or in the browser: [`transport`] does.

// A page is one nested type; the longest ones pass the default depth.
#![recursion_limit = "512"]

pub mod api;
#[cfg(all(feature = "hydrate", not(any(feature = "forms", feature = "designer"))))]
mod arrival;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod asked;
pub mod case;
pub mod chart;
pub mod data;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
mod designing;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod desk;
#[cfg(feature = "hydrate")]
mod device;
mod document;
pub mod features;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
mod flow;
pub mod forms;
#[cfg(feature = "ssr")]
pub mod gallery;
#[cfg(not(feature = "hydrate"))]
mod inputs;
#[cfg(not(feature = "hydrate"))]
mod joint;
#[cfg(not(feature = "hydrate"))]
mod marked;
#[cfg(not(feature = "hydrate"))]
mod navigator;
pub mod page;
pub mod preferences;
mod prelude;
pub mod program;
pub mod returned;
pub mod routes;
#[cfg(not(feature = "hydrate"))]
pub mod session;
pub mod shell;
#[cfg(not(feature = "hydrate"))]
mod situation;
pub mod text;
#[cfg(not(feature = "hydrate"))]
mod together;
pub mod transport;
pub mod ui;

/// Takes over the page that the server rendered. Called by the page's own script.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    device::follow();
    // What works with scripts only is shown from now on.
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-live", "");
    }
    leptos::mount::hydrate_body(routes::Portal);
}
