//! The board: how many cards there are, by grade, by how far they have come and by what is watched, and the newest of them.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::supervise::{CardCount, CardLine, CardStage, CardsQuery, Grade, StageCount, SupervisionBoard};

use super::{flag, texts};
use crate::api;
use crate::case::grouped;
use crate::desk::{Framed, Room, Trouble};
use crate::routes::to;
use crate::text::{typeset, use_words};

/// The page at `/desk/supervision`.
#[component]
pub fn SupervisionPage() -> impl IntoView {
    let query = use_query_map().with_untracked(|query| CardsQuery::from_params(|name| query.get_str(name)));
    let shown = api::supervision::board(&query).keep().document(move |found| match found {
        Ok(board) => view! { <Shown query=query.clone() board/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Supervision title=texts().title()>{shown}</Framed> }
}

#[component]
fn Shown(query: CardsQuery, board: SupervisionBoard) -> impl IntoView {
    let words = texts();
    let total = |at: usize| board.counts.iter().filter_map(|count| count.cards.get(at)).sum::<u64>();
    let headline = words.headline(total(2), total(1), total(0));
    let grades = Grade::ALL.into_iter().enumerate().rev().map(|(at, grade)| {
        let here = CardsQuery { grade: Some(grade), monitor: query.monitor, ..CardsQuery::default() };
        let current = (query.grade == Some(grade)).then_some("page");
        view! { <a href=to::supervision(&here) aria-current=current>{words.counted(words.grade(grade), total(at))}</a> }
    });
    let stages = board.stages.iter().map(|StageCount { stage, cards }| {
        let here = CardsQuery { stage: Some(*stage), ..CardsQuery::default() };
        let current = (query.stage == Some(*stage)).then_some("page");
        view! { <a href=to::supervision(&here) aria-current=current>{words.counted(words.stage(*stage), *cards)}</a> }
    });
    let stages = stages.collect_view();
    let grades = grades.collect_view();
    let all = (query != CardsQuery::default()).then(|| view! { <a href=to::SUPERVISION>{words.all()}</a> });
    let none = board.cards.items.is_empty().then(|| view! { <p class="cap">{words.none()}</p> });
    let lines = board.cards.items.into_iter().map(|card| view! { <Line card/> }).collect_view();
    let more = board.cards.next.map(|cursor| CardsQuery { cursor: Some(cursor), ..query.clone() });
    let more =
        more.map(|next| view! { <p class="more"><a href=to::supervision(&next)>{words.further()}</a></p> });
    view! {
        <div class="sup">
            <header>
                <h1>{headline}</h1>
                <p class="cap">{words.what()}" "<a href=to::SUPERVISION_RULES>{words.rules()}</a>" · "<a href=to::SUPERVISION_DUE>{words.due_today()}</a></p>
            </header>
            <div class="cols">
                <section class="duelist">
                    <h2>{words.by_monitor()}</h2>
                    <Monitors counts=board.counts query/>
                </section>
                <section class="cards">
                    <h2>{words.cards()}</h2>
                    <nav class="narrow" aria-label=words.narrow()>{grades}{all}</nav>
                    <nav class="narrow" aria-label=words.stages()>{stages}</nav>
                    {none}
                    <ul class="yl">{lines}</ul>
                    {more}
                </section>
            </div>
        </div>
    }
}

/// How many cards each monitor has, of each grade; the number leads to them.
#[component]
fn Monitors(counts: Vec<CardCount>, query: CardsQuery) -> impl IntoView {
    let words = texts();
    let heads = Grade::ALL.into_iter().rev();
    let heads =
        heads.map(|grade| view! { <th scope="col" class="num">{words.short(grade)}</th> }).collect_view();
    let rows = counts.into_iter().map(|count| {
        let cells = Grade::ALL.into_iter().zip(count.cards).rev().map(|(grade, cards)| {
            let here = CardsQuery {
                grade: Some(grade),
                monitor: Some(count.monitor),
                ..CardsQuery::default()
            };
            let shown = match cards {
                0 => view! { "0" }.into_any(),
                cards => view! { <a href=to::supervision(&here)>{cards}</a> }.into_any(),
            };
            view! { <td class="num">{shown}</td> }
        });
        let cells = cells.collect_view();
        let here = CardsQuery { monitor: Some(count.monitor), ..CardsQuery::default() };
        let current = (query.monitor == Some(count.monitor)).then_some("page");
        view! {
            <tr>
                <th scope="row"><a href=to::supervision(&here) aria-current=current>{words.monitor(count.monitor)}</a></th>
                {cells}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="monitors">
            <thead><tr><th scope="col">{words.watched()}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Line(card: CardLine) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let stands = match (card.stage, card.acknowledged) {
        (CardStage::Raised | CardStage::Acknowledged, true) => words.acknowledged(),
        (CardStage::Raised | CardStage::Acknowledged, false) => words.not_acknowledged(),
        (stage, _) => words.stage(stage),
    };
    view! {
        <li>
            {flag(card.grade)}
            <div>
                <a class="n" href=to::card(card.id)>{typeset(&card.item_name)}</a>
                <span class="s">{card.department}" · "{grouped(card.case_number)}" · "{all.cases.status(card.status)}</span>
            </div>
            <div>
                {card.rule_name.get(all.locale).to_owned()}
                <span class="s">{all.moment(card.at)}" · "{stands}</span>
            </div>
        </li>
    }
}
