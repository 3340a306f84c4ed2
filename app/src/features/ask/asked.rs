//! What was asked: each question once a day, masked, with what was answered.

use schema::Page;
use schema::ask::{AskedQuestion, Library};

use super::list::{Search, Table};
use super::{meant, texts};
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;

/// The history of questions.
#[component]
pub fn Asked(page: Page<AskedQuestion>, sought: String) -> impl IntoView {
    let words = texts();
    let rows = page.items.into_iter().map(|question| view! { <Row question/> }).collect_view();
    let none = if sought.is_empty() { words.nobody_asked() } else { words.none() };
    let (is_empty, searched) = (rows.is_empty(), !sought.is_empty());
    let further = page.next.map(|next| to::library_from(Library::History, &sought, &next));
    view! {
        <Head title=words.asked_title()/>
        <header class="page-head">
            <p><a href=to::DESK_LIBRARIES>{words.title()}</a></p>
            <h1>{words.asked_title()}</h1>
            <p class="cap">{words.asked_about()}</p>
        </header>
        <Search library=Library::History sought/>
        {searched.then(|| view! { <p class="cap">{words.asked_sought()}</p> })}
        {if is_empty {
            view! { <p class="empty">{none}</p> }
        } else {
            view! {
                <div class="table">
                    <table class="items entries">
                        <thead><tr><th scope="col">{words.asked_column()}</th><th scope="col">{words.answer_column()}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        }}
        {further.map(|href| view! { <p class="further"><a class="btn" href=href>{words.further()}</a></p> })}
        <Table library=Library::History/>
    }
}

#[component]
fn Row(question: AskedQuestion) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let AskedQuestion { day, text, said, items, good, asked, helpful, unhelpful, .. } = question;
    let counts = [
        Some(words.times(asked)),
        (helpful > 0).then(|| words.helpful(helpful)),
        (unhelpful > 0).then(|| words.unhelpful(unhelpful)),
    ];
    let counts: Vec<String> = [Some(all.day(day))].into_iter().chain(counts).flatten().collect();
    let answer = match (said, good) {
        (Some(library), _) => words.answered_by(words.name(library)).into_any(),
        (None, false) => words.no_answer().into_any(),
        (None, true) => meant(items.into_iter().take(1).collect()),
    };
    view! {
        <tr>
            <th scope="row"><b class="n">{text}</b><span class="s">{counts.join(" · ")}</span></th>
            <td>{answer}</td>
        </tr>
    }
}
