//! Questions that were not answered well, in groups; and what one can make of each.

use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::ask::{Library, QuestionGroup};

use super::{Failed, Framed, texts};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;

/// The page at `/desk/libraries/questions`; `?done=` is what was just done.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let shown = api::libraries::groups().keep().document(|found| match found {
        Ok(page) => view! { <Shown page/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <Framed learning=true>{shown}</Framed> }
}

#[component]
fn Shown(page: Page<QuestionGroup>) -> impl IntoView {
    let words = texts();
    let done = use_query_map().with_untracked(|query| match query.get_str("done") {
        Some("taught") => Some(words.taught()),
        Some("aside") => Some(words.put_aside_done()),
        _ => None,
    });
    let is_empty = page.items.is_empty();
    let groups = page.items.into_iter().map(|group| view! { <Group group/> }).collect_view();
    view! {
        <Head title=words.learning_title()/>
        <header class="page-head">
            <h1>{words.learning_title()}</h1>
            <p class="cap">{words.learning_about()}</p>
        </header>
        {done.map(|done| view! { <p class="done" role="status">{done}</p> })}
        {if is_empty {
            view! { <p class="empty">{words.learning_none()}</p> }
        } else {
            view! { <ol class="groups">{groups}</ol> }
        }}
    }
}

#[component]
fn Group(group: QuestionGroup) -> impl IntoView {
    let words = texts();
    let QuestionGroup { id, texts: said, questions, asked, unhelpful, .. } = group;
    let mut said = said.into_iter();
    let title = said.next().unwrap_or_default();
    let others: Vec<String> = said.collect();
    let counts =
        [Some(words.group_asked(questions, asked)), (unhelpful > 0).then(|| words.unhelpful(unhelpful))];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let choices = [
        (Library::Synonyms, words.make_synonym()),
        (Library::ItemQuestions, words.make_item()),
        (Library::Common, words.make_common()),
    ];
    let choices = choices.map(|(library, label)| {
        let name = format!("{label}：{title}");
        view! { <a class="btn" href=to::teach(id, library) aria-label=name>{label}</a> }
    });
    let aside = words.about_group(&title);
    view! {
        <li>
            <h2>{title}</h2>
            <p class="s">{counts.join(" · ")}</p>
            {(!others.is_empty()).then(|| view! { <p class="s">{others.join(" / ")}</p> })}
            <form method="post" action=to::question_group(id) class="acts" aria-label=aside>
                {choices.collect_view()}
                <button class="link" name="aside" value="1">{words.put_aside()}</button>
            </form>
        </li>
    }
}
