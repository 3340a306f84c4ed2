//! What leaders see: a sentence, then six questions, each a chart over its table, and the cases behind each number.
//! Loaded when it is asked for.

mod board;
mod cases;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use crate::routes::to;

/// Both pages of the feature, in a chunk of their own, told apart by their address.
pub struct DashboardRoute {
    path: String,
}

#[lazy_route]
impl LazyRoute for DashboardRoute {
    fn data() -> Self {
        Self { path: use_location().pathname.get_untracked() }
    }

    fn view(this: Self) -> AnyView {
        match this.path.trim_end_matches('/') {
            to::DASHBOARD_CASES => view! { <cases::CasesPage/> }.into_any(),
            _ => view! { <board::DashboardPage/> }.into_any(),
        }
    }
}
