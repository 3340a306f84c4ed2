//! What runs beside a case: lists of it, one of them with what one can do, calling one, and the page of who is invited from outside.
//! Documents, all of them.

mod acts;
mod beside;
mod guest;
mod list;
mod one;

pub use beside::{BesideCasePage, BesideJointPage};
pub use guest::GuestPage;
pub use list::TogetherPage;
pub use one::ProceedingPage;

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::together::texts;

/// A page of this room, with the desk around it.
fn around(title: &'static str, shown: AnyView) -> AnyView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title/>
        <div class="desk">
            <DeskHeader here=Room::Together session/>
            <main id="main" class="catalogue">{shown}</main>
            <DeskTabs here=Room::Together session/>
        </div>
    }
}
