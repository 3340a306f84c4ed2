//! Applying: the steps of an application, each a page; the letter that is filed, and the receipt. Loaded when it is
//! asked for.

mod check;
#[cfg(feature = "hydrate")]
mod draft;
mod filing;
mod form;
mod letter;
mod materials;
mod mine;
mod receipt;
#[cfg(feature = "hydrate")]
mod regions;
mod steps;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use crate::routes::to;

/// Every page of the feature: one chunk with the form engine in it, told apart by their address.
pub struct ApplicationsRoute {
    path: String,
}

#[lazy_route]
impl LazyRoute for ApplicationsRoute {
    fn data() -> Self {
        Self { path: use_location().pathname.get_untracked() }
    }

    fn view(this: Self) -> AnyView {
        let path = this.path.trim_end_matches('/');
        // `/applications/{id}/{step}`; the form's own pages have names of their own.
        match (path, path.split('/').nth(3)) {
            (to::MY_APPLICATIONS, _) => view! { <mine::MyApplicationsPage/> }.into_any(),
            (_, None) => view! { <steps::StepsPage/> }.into_any(),
            (_, Some("materials")) => view! { <materials::MaterialsPage/> }.into_any(),
            (_, Some("check")) => view! { <check::CheckPage/> }.into_any(),
            (_, Some("receipt")) => view! { <receipt::ReceiptPage/> }.into_any(),
            (_, Some(_)) => view! { <form::FormPage/> }.into_any(),
        }
    }
}
