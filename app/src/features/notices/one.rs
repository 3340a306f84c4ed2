//! One notice.

use crate::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::notices::Notice;

use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::icon::Icon;

/// The page at `/notices/{id}`.
#[component]
pub fn NoticePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id").unwrap_or_default().to_owned());
    api::notice(&id).document(|notice| view! { <Shown notice/> })
}

#[component]
fn Shown(notice: Notice) -> impl IntoView {
    let words = use_words();
    let title = typeset(notice.title.get(words.locale));
    let paragraphs: Vec<String> = notice.body.get(words.locale).lines().map(typeset).collect();
    let first = paragraphs.first().cloned().unwrap_or_default();
    let paragraphs = paragraphs.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view();
    let day = notice.published_on;
    view! {
        <Head title=title.clone() description=first path=to::notice(&notice.id)/>
        <main id="main" class="event">
            <nav class="crumb" aria-label=words.frame.position()>
                <ol>
                    <li><a href=to::HOME>{words.frame.home()}</a></li>
                    <li><a href=to::NOTICES>{words.home.notices()}</a></li>
                </ol>
            </nav>
            <article>
                <h1 class="title">{title}</h1>
                <p class="soft"><time datetime=day.to_string()>{words.full_day(day)}</time></p>
                <div class="prose">{paragraphs}</div>
            </article>
            {notice.demonstration.then(|| view! {
                <div class="notice"><Icon name="info"/><p>{words.home.demonstration_notice()}</p></div>
            })}
        </main>
    }
}
