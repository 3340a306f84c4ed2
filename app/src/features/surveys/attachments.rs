//! The documents that go with a survey, as who asks keeps them: each with a button that takes it away, and the form that attaches one.

use crate::prelude::*;
use schema::form::html_id;
use schema::surveys::SurveyAttachment;

use super::{size_of, texts};
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;

/// What the input for a file offers first; what is taken, the hall decides.
const ACCEPTED: &str = "application/pdf,image/*";

/// The forms of this room, as one knows them when they come back.
const ACTS: [&str; 2] = ["attach", "detach"];

#[component]
pub fn Attachments(id: i64, attachments: Vec<SurveyAttachment>) -> impl IntoView {
    let words = texts();
    let returned = use_returned(&to::desk_survey(id))
        .filter(|it| it.value("act").is_some_and(|act| ACTS.contains(&act)));
    let wrong = returned.map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|_| texts().attachments().to_owned()/> }
    });
    let none = attachments.is_empty().then(|| view! { <p class="cap">{words.no_attachments()}</p> });
    let is_full = attachments.len() >= SurveyAttachment::MOST;
    let lines = attachments.into_iter().map(|it| line(id, &it)).collect_view();
    let attach = match is_full {
        true => view! { <p class="cap">{words.attach_full()}</p> },
        false => view! { <Attach id/> },
    };
    view! {
        <section class="set">
            <h2>{words.attachments()}</h2>
            <p class="cap">{words.attach_what()}</p>
            {wrong}
            {none}
            <ul class="away">{lines}</ul>
            {attach}
        </section>
    }
}

fn line(survey: i64, it: &SurveyAttachment) -> AnyView {
    let (all, words) = (use_words(), texts());
    let source = format!("/api/desk/surveys/{survey}/attachments/{}", it.id);
    let said = format!("{} · {}", size_of(it), words.attached_on(&all.full_day(it.attached_on)));
    view! {
        <li>
            <div>
                <a class="n" href=source rel="external" download=it.name.clone()>{it.name.clone()}</a>
                <span class="s">{said}</span>
            </div>
            <form method="post" action=to::desk_survey(survey)>
                <input type="hidden" name="act" value="detach"/>
                <input type="hidden" name="attachment" value=it.id.to_string()/>
                <button class="link" aria-label=words.detach_of(&it.name)>{words.detach()}</button>
            </form>
        </li>
    }
    .into_any()
}

#[component]
fn Attach(id: i64) -> impl IntoView {
    let words = texts();
    view! {
        <form method="post" action=to::desk_survey(id) enctype="multipart/form-data">
            <input type="hidden" name="act" value="attach"/>
            <div class="field">
                <label for=html_id("/file")>{words.attach()}</label>
                <input type="file" id=html_id("/file") name="file" required accept=ACCEPTED/>
            </div>
            <div class="main-act"><button class="btn">{words.attach_send()}</button></div>
        </form>
    }
}
