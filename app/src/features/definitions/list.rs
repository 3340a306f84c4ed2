//! The list of forms, and beginning one.

use schema::definitions::FormBegun;

use super::begin::{Begin, begun};
use crate::api;
use crate::designing::{DesignDesk, Shelf, listed};
use crate::prelude::*;
use crate::returned::use_answered;
use crate::routes::to;

/// The page at `/desk/forms`; `?q=` is part of a name or an id, `?cursor=` goes on in the list.
#[component]
pub fn FormsPage() -> impl IntoView {
    let shown = match use_answered::<FormBegun>(to::DESK_FORMS) {
        Some(there) => begun(there),
        None => listed(Shelf::Forms, api::forms::desk_forms, |templates| view! { <Begin templates/> }),
    };
    view! { <DesignDesk shelf=Shelf::Forms>{shown}</DesignDesk> }
}
