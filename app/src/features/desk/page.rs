//! The desk's one page: queues, list and case side by side, one of them on a phone.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::cases::{Queue, WorklistQuery};

use super::article::CaseArticle;
use super::frame::{DeskHeader, DeskTabs, Room, Trouble};
use super::keys::Keys;
use super::panes::ListPanes;
use crate::api;
use crate::data::Read;
use crate::page::{Head, Styles};
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The page at `/desk` and `/desk/cases/{number}`; `?queue=` and what narrows it is the list beside it, `?task=` the open task and `?file=`
/// the file that are shown.
#[component]
pub fn DeskPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let session = Read::resource(api::session);
    let number = Memo::new(move |_| params.with(|params| params.get("number")));
    let list = Memo::new(move |_| query.with(|query| WorklistQuery::read(|name| query.get(name))));
    let queue = Memo::new(move |_| list.with(|list| list.queue));
    let task = Memo::new(move |_| query.with(|query| query.get("task")));
    let pane = move || if number.with(Option::is_some) { "case" } else { "list" };
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().desk.title()/>
        <div class="desk">
            <DeskHeader here=Room::Cases session/>
            <main id="main" class="three" data-pane=pane>
                <ListSide list number/>
                <CaseSide number queue task/>
            </main>
            <Keys/>
            <DeskTabs here=Room::Cases session/>
        </div>
    }
}

#[component]
fn ListSide(list: Memo<WorklistQuery>, number: Memo<Option<String>>) -> impl IntoView {
    // What is drawn from an answer reads nothing itself: the server would draw that last and the browser at once, and what is read
    // is known by its place in that order.
    let worklist = Read::resource(move || list.with(api::desk_cases));
    worklist.shown(move |worklist| match worklist {
        Ok(worklist) => view! { <ListPanes worklist query=list.get_untracked() number/> },
        Err(problem_) => view! { <section class="list"><Trouble problem_/></section> },
    })
}

#[component]
fn CaseSide(number: Memo<Option<String>>, queue: Memo<Queue>, task: Memo<Option<String>>) -> impl IntoView {
    let chosen = Memo::new(move |_| number.with(Option::is_some));
    move || {
        if !chosen.get() {
            return view! { <Nothing/> };
        }
        let case = Read::resource(move || {
            let number = number.get().unwrap_or_default();
            task.with(|task| api::desk_case(&number, task.as_deref()))
        });
        case.shown(move |case| match case {
            Ok((case, form)) => view! { <CaseArticle case form queue=queue.get_untracked()/> },
            Err(problem_) => view! { <article class="case"><Trouble problem_/></article> },
        })
    }
}

/// The third pane while no case is chosen.
#[component]
fn Nothing() -> impl IntoView {
    let words = use_words().desk;
    view! {
        <article class="case">
            <h1 class="hidden">{words.title()}</h1>
            <div class="empty">
                <Icon name="xt-rest"/>
                <p>{words.choose()}</p>
                <p class="sm">{words.choose_help()}</p>
            </div>
        </article>
    }
}
