//! The rules, by what they watch; what is being written; and beginning one.

use schema::proceedings::Choice;
use schema::supervise::{Monitor, Rule, RuleDraftLine, RuleShelf};

use super::super::flag;
use super::say;
use super::texts;
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::inputs::Asking;
use crate::prelude::*;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Supervision, use_words};
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/supervision/rules`.
#[component]
pub fn RulesPage() -> impl IntoView {
    let shown = api::supervision::rules().keep().document(|found| match found {
        Ok(shelf) => view! { <Shown shelf/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Supervision title=texts().title()>{shown}</Framed> }
}

#[component]
fn Shown(shelf: RuleShelf) -> impl IntoView {
    let (words, board) = (texts(), Supervision(use_words().locale));
    let RuleShelf { rules, drafts, may_write } = shelf;
    let groups = Monitor::ALL.into_iter().filter_map(|monitor| {
        let of_it: Vec<Rule> = rules.iter().filter(|rule| rule.monitor == monitor).cloned().collect();
        let lines = of_it.iter().map(|rule| view! { <Line rule=rule.clone()/> }).collect_view();
        (!of_it.is_empty()).then(|| {
            view! {
                <section class="cards">
                    <h2>{board.monitor(monitor)}</h2>
                    <ul class="yl rules">{lines}</ul>
                </section>
            }
        })
    });
    let groups = groups.collect_view();
    let drafts = (!drafts.is_empty()).then(|| view! { <Drafts drafts/> });
    let begin = may_write.then(|| view! { <Begin rules/> });
    view! {
        <header class="page-head">
            <p><a href=to::SUPERVISION>{board.back()}</a></p>
            <h1>{words.title()}</h1>
            <p class="cap">{words.what()}</p>
        </header>
        {drafts}
        {groups}
        {begin}
    }
}

/// What is being written.
#[component]
fn Drafts(drafts: Vec<RuleDraftLine>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let lines = drafts.into_iter().map(|draft| {
        let saved = words.saved_at(&all.moment(draft.saved_at));
        view! {
            <li>
                <span></span>
                <div><a class="n" href=to::supervision_rule(&draft.rule)>{draft.name.get(all.locale).to_owned()}</a></div>
                <div>{saved}</div>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! { <section class="cards"><h2>{words.drafts()}</h2><ul class="yl rules">{lines}</ul></section> }
}

#[component]
fn Line(rule: Rule) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let worst = rule.grades().into_iter().max().map(flag);
    let version = words.version(rule.version);
    view! {
        <li>
            {worst}
            <div>
                <a class="n" href=to::supervision_rule(&rule.id)>{rule.name.get(all.locale).to_owned()}</a>
                <span class="s">{rule.ground.get(all.locale).to_owned()}</span>
            </div>
            <div>
                {say::moments(&rule).join(if all.locale == schema::Locale::ZhCn { "；" } else { "; " })}
                <span class="s">{version}" · "{say::days(&rule)}</span>
            </div>
        </li>
    }
}

/// Beginning a rule like another.
#[component]
fn Begin(rules: Vec<Rule>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let returned = use_returned(to::SUPERVISION_RULES);
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
    });
    let choice = |rule: &Rule| Choice { id: rule.id.clone(), name: rule.name.get(all.locale).to_owned() };
    let choices: Vec<Choice> = rules.iter().map(choice).collect();
    let asking = Asking { name: "rule".to_owned(), returned };
    view! {
        <section class="set do">
            <h2>{words.begin()}</h2>
            <p class="cap">{words.begin_what()}</p>
            <form method="post" action=to::SUPERVISION_RULES>
                {wrong}
                {asking.one_of("/like", words.like(), &choices)}
                {asking.line("/id", words.id(), "text")}
                <div class="main-act"><button class="btn main">{words.begin_it()}</button></div>
            </form>
        </section>
    }
}

fn label(pointer: &str) -> &'static str {
    match pointer {
        "/like" => texts().like(),
        _ => texts().id(),
    }
}
