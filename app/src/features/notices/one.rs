//! One notice.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use schema::notices::Notice;

use crate::api;
use crate::page::Head;
use crate::routes::to;
use crate::text::{typeset, use_words};
use crate::ui::icon::Icon;
use crate::ui::state::{Failed, Waiting};

/// The page at `/notices/{id}`.
#[component]
pub fn NoticePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").unwrap_or_default().to_owned()));
    let notice = Resource::new(move || id.get(), |id| api::notice(&id));
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match notice.await {
                    Ok(notice) => view! { <Shown notice/> }.into_any(),
                    Err(problem_) => view! { <Failed problem_/> }.into_any(),
                }
            })}
        </Transition>
    }
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
