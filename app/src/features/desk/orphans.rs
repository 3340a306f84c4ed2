//! The open cases that nobody who can act has, for who leads an agency or administers a region. A document.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::cases::Orphan;

use super::frame::{DeskHeader, DeskTabs, Room, Trouble};
use crate::api;
use crate::case::{DueChip, use_due};
use crate::data::Read;
use crate::page::{Head, Styles};
use crate::routes::to;
use crate::text::use_words;

/// The page at `/desk/orphans`.
#[component]
pub fn OrphansPage() -> impl IntoView {
    let session = Read::resource(api::session);
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    let shown = api::orphans(cursor.as_deref()).keep().document(|found| match found {
        Ok(found) => view! { <Shown found/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().together.orphans()/>
        <div class="desk">
            <DeskHeader here=Room::Cases session/>
            <main id="main" class="catalogue">{shown}</main>
            <DeskTabs here=Room::Cases session/>
        </div>
    }
}

#[component]
fn Shown(found: Page<Orphan>) -> impl IntoView {
    let words = use_words().together;
    let next = found.next.map(|cursor| to::list_from(to::DESK_ORPHANS, &cursor));
    let none = match next {
        Some(_) => words.no_orphans_yet(),
        None => words.no_orphans(),
    };
    let is_empty = found.items.is_empty();
    let lines = found.items.into_iter().map(|orphan| view! { <Line orphan/> }).collect_view();
    view! {
        <header class="page-head">
            <h1>{words.orphans()}</h1>
            <p class="cap">{words.orphans_what()}</p>
        </header>
        <section class="nobody">
            {is_empty.then(|| view! { <p class="empty">{none}</p> })}
            <table class="cases"><tbody>{lines}</tbody></table>
            {next.map(|href| view! { <p class="empty"><a href=href>{words.go_on()}</a></p> })}
        </section>
    }
}

#[component]
fn Line(orphan: Orphan) -> impl IntoView {
    let words = use_words();
    let Orphan { case, cause } = orphan;
    let due = use_due(&case);
    let look = due.look.class();
    view! {
        <tr class=look>
            <td>
                <a class="n ell" href=to::desk_case(case.number) rel="external">{case.item_name}</a>
                <div class="s ell"><b class="unread">{words.together.cause(cause)}</b>" · "{case.department}" · "{case.number.to_string()}</div>
            </td>
            <td><DueChip due/></td>
        </tr>
    }
}
