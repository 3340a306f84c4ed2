//! Notices of the hall: the list, and one of them. Loaded when they are asked for.

mod list;
mod one;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use crate::routes::to;

/// Both pages in one chunk, told apart by their address.
pub struct NoticesRoute {
    path: String,
}

#[lazy_route]
impl LazyRoute for NoticesRoute {
    fn data() -> Self {
        Self { path: use_location().pathname.get_untracked() }
    }

    fn view(this: Self) -> AnyView {
        match this.path.trim_end_matches('/') {
            to::NOTICES => view! { <list::NoticesPage/> }.into_any(),
            _ => view! { <one::NoticePage/> }.into_any(),
        }
    }
}
