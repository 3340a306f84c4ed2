//! The officers' desk: queues, worklist, a case and what can be done with it. Loaded only by those who work here.

mod acts;
mod answers;
mod article;
mod catalogue;
mod frame;
mod history;
mod keys;
mod materials;
mod page;
mod panes;
mod supplement;
mod typed;
mod why;

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

pub use catalogue::CatalogueRoute;

/// The pages at `/desk` and `/desk/cases/{number}`, in a chunk of their own.
pub struct DeskRoute;

#[lazy_route]
impl LazyRoute for DeskRoute {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let DeskRoute = this;
        view! { <page::DeskPage/> }.into_any()
    }
}
