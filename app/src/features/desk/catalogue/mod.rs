//! The catalogue at the desk, for its editors: what is found, online depth, an item's settings. Documents.

mod depth;
mod findings;
mod item;
mod list;
mod way;

use crate::prelude::*;

pub use depth::DepthPage;
pub use findings::FindingsPage;
pub use item::EditPage;
pub use list::{FoundPage, UnknownPage};

use super::frame::{DeskHeader, DeskTabs, Room};
use crate::api;
use crate::data::Read;
use crate::page::{Head, Styles};
use crate::routes::to;
use crate::text::{tenths, use_words};

/// Which of the two ways to look at the catalogue a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Findings,
    Depth,
}

/// A page of the catalogue in the frame of the desk.
#[component]
fn CataloguePage(
    /// The side it belongs to; an item belongs to both.
    #[prop(optional_no_strip)]
    side: Option<Side>,
    children: Children,
) -> impl IntoView {
    let words = use_words().editing;
    let session = Read::resource(api::session);
    let link = |own: Side, href: &'static str, label: &'static str| {
        let current = (side == Some(own)).then_some("page");
        view! { <a href=href aria-current=current>{label}</a> }
    };
    view! {
        <Styles name="desk.css"/>
        <Head title=words.title()/>
        <div class="desk">
            <DeskHeader here=Room::Catalogue session/>
            <main id="main" class="catalogue">
                <nav class="seg" aria-label=words.pages()>
                    {link(Side::Findings, to::DESK_CATALOGUE, words.findings())}
                    {link(Side::Depth, to::DESK_DEPTH, words.depth())}
                    <a href=to::DESK_LIBRARIES>{words.libraries()}</a>
                    <a href=to::DESK_LEARNING>{words.learning()}</a>
                    <a href=to::DESK_NAVIGATOR>{words.navigator()}</a>
                    <a href=to::DESK_HALLS>{words.halls()}</a>
                </nav>
                {children()}
            </main>
            <DeskTabs here=Room::Catalogue session/>
        </div>
    }
}

/// The heading of a page that has nothing else to show.
#[component]
fn Failed(problem_: schema::Problem) -> impl IntoView {
    view! {
        <h1 class="hidden">{use_words().editing.title()}</h1>
        <super::frame::Trouble problem_/>
    }
}

/// Tenths of a per cent, such as 8.3% and 70%.
fn per_cent(permille: u64) -> String {
    match permille % 10 {
        0 => format!("{}%", permille / 10),
        _ => format!("{}%", tenths(permille.cast_signed())),
    }
}
