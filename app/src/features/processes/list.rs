//! The list of processes, and beginning one.

use schema::definitions::ProcessBegun;

use super::begin::{Begin, begun};
use crate::api;
use crate::designing::{DesignDesk, Shelf, listed};
use crate::prelude::*;
use crate::returned::use_answered;
use crate::routes::to;

/// The page at `/desk/processes`; `?q=` is part of a name or an id, `?cursor=` goes on in the list.
#[component]
pub fn ProcessesPage() -> impl IntoView {
    let shown = match use_answered::<ProcessBegun>(to::DESK_PROCESSES) {
        Some(there) => begun(there),
        None => listed(Shelf::Processes, api::processes::list, |published| view! { <Begin published/> }),
    };
    view! { <DesignDesk shelf=Shelf::Processes>{shown}</DesignDesk> }
}
