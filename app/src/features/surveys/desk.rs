//! The desk of who asks the public: every survey, the newest first.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::surveys::{SurveyLine, SurveyStage};

use super::{said_of, texts};
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::routes::to;
use crate::text::{Disclosures, use_words};

/// The page at `/desk/surveys`.
#[component]
pub fn DeskSurveysPage() -> impl IntoView {
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    let shown = api::published::desk_surveys(cursor.as_deref()).keep().document(|found| match found {
        Ok(page) => view! { <Listed page/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Publishing title=texts().title()>{shown}</Framed> }
}

#[component]
fn Listed(page: Page<SurveyLine>) -> impl IntoView {
    let words = texts();
    let none = page.items.is_empty().then(|| view! { <p class="cap">{words.none_kept()}</p> });
    let line = |line: SurveyLine| {
        let look = match line.stage {
            SurveyStage::Answered => "stands holds",
            _ => "stands waits",
        };
        view! {
            <li>
                <div>
                    <a class="n" href=to::desk_survey(line.id)>{line.title.clone()}</a>
                    <span class="s">{said_of(&line)}</span>
                </div>
                <b class=look>{words.stage(line.stage)}</b>
            </li>
        }
    };
    let lines = page.items.into_iter().map(line).collect_view();
    let more = page.next.map(|cursor| to::list_from(to::DESK_SURVEYS, &cursor));
    view! {
        <header class="page-head">
            <h1>{words.title()}</h1>
            <p class="cap">{words.desk_what()}</p>
            <p>
                <a class="btn" href=to::DESK_NEW_SURVEY>{words.begin()}</a>" "
                <a class="btn" href=to::DESK_DISCLOSURES>{Disclosures(use_words().locale).desk()}</a>
            </p>
        </header>
        <div class="edit"><section>{none}<ul class="away">{lines}</ul></section></div>
        {more.map(|href| view! { <p class="further"><a class="btn" href=href>{words.more()}</a></p> })}
    }
}
