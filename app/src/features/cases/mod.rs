//! Following a case: one's own cases and messages, one case, and tracking without signing in. Loaded when it is asked
//! for.

mod messages;
mod mine;
mod one;
mod rating;
mod sentence;
mod supplement;
mod timeline;
mod track;
mod view;
mod withdraw;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use crate::routes::to;

/// Every page of the feature. They share most of their code, so they are one chunk, told apart by their address.
pub struct CasesRoute {
    path: String,
}

#[lazy_route]
impl LazyRoute for CasesRoute {
    fn data() -> Self {
        Self { path: use_location().pathname.get_untracked() }
    }

    fn view(this: Self) -> AnyView {
        match this.path.trim_end_matches('/') {
            to::MY_CASES => view! { <mine::MyCasesPage/> }.into_any(),
            to::MESSAGES => view! { <messages::MessagesPage/> }.into_any(),
            to::TRACK => view! { <track::TrackPage/> }.into_any(),
            _ => view! { <one::CasePage/> }.into_any(),
        }
    }
}
