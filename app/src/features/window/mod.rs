//! The window: filing for somebody who stands there or calls, the paper they bring, and the slips they get. Documents: all of it
//! is links and forms, so that the keyboard alone does it.

mod begin;
mod code;
mod originals;
mod prepared;
mod sheet;
mod slips;

pub use begin::WindowPage;
pub use code::CodePage;
pub use originals::OriginalsPage;
pub use prepared::PreparedPage;
pub use sheet::{OwnSlipPage, SlipPage};
pub use slips::SlipsPage;

use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room};
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::text::{Window, use_words};

/// The words of this room in the page's language.
fn texts() -> Window {
    Window(use_words().locale)
}

/// A page of this room, with the desk around it.
fn around(title: &'static str, shown: AnyView) -> AnyView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title/>
        <div class="desk">
            <DeskHeader here=Room::Window session/>
            <main id="main" class="catalogue">{shown}</main>
            <DeskTabs here=Room::Window session/>
        </div>
    }
}

/// Prints the page, where a script is there to do it; else it is said where the browser does that.
#[component]
fn Print(
    /// How the button looks: as those of the desk, unless the page is none of it.
    #[prop(default = "btn live")]
    class: &'static str,
) -> impl IntoView {
    let texts = texts();
    view! {
        <button type="button" class=class data-print>{texts.print()}</button>
        <span class="cap not-live">{texts.print_hint()}</span>
    }
}
