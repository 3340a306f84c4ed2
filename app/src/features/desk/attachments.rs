//! What officers attached to a case, and the form by which who has a task of it attaches more.

use crate::prelude::*;
use schema::cases::{Attachment, DeskCase};
use schema::id::CaseNumber;

use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{Words, field_error, problem, use_words};
use crate::ui::icon::Icon;

/// The name of the field by which the page knows what was sent.
const ATTACH: &str = "attach";

/// The attachments of a case; nothing where there are none and none may be added.
#[component]
pub fn Attachments(
    /// The case.
    case: DeskCase,
) -> impl IntoView {
    let words = use_words();
    let number = case.view.summary.number;
    let (all, may_attach) = (case.attachments, case.may_attach);
    let shown = (!all.is_empty()).then(|| {
        let lines = all.into_iter().map(|attachment| line(words, number, attachment)).collect_view();
        view! { <ol>{lines}</ol> }
    });
    let has_something = shown.is_some() || may_attach;
    has_something.then(|| {
        view! {
            <div class="attached">
                <h3>{words.sheet.attachments()}</h3>
                {shown}
                {may_attach.then(|| view! { <Attach number/> })}
            </div>
        }
    })
}

fn line(words: Words, number: CaseNumber, attachment: Attachment) -> AnyView {
    let from = attachment.within.or(attachment.task).map(|name| name.get(words.locale).to_owned());
    let source = format!("/api/desk/cases/{number}/attachments/{}", attachment.id);
    let status = [from.unwrap_or_default(), attachment.by];
    let status = status.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <a href=source rel="external" target="_blank">
                <Icon name="file"/><span class="ell">{attachment.name}</span><span class="st ell">{status}</span>
            </a>
        </li>
    }
    .into_any()
}

#[component]
fn Attach(number: CaseNumber) -> impl IntoView {
    let words = use_words();
    let action = to::desk_case(number);
    let returned = use_returned(&action).filter(|sent| sent.value(ATTACH).is_some());
    let wrong = returned.as_ref().map(|returned| {
        let error = returned.problem.errors.first();
        let said = error.map(|error| field_error(words.locale, error));
        let said = said.unwrap_or_else(|| problem(words.locale, returned.problem.kind()).to_owned());
        view! { <p class="cant" role="alert">{said}</p> }
    });
    view! {
        <details class="more" open=returned.is_some()>
            <summary>{words.sheet.attach()}<Icon name="down"/></summary>
            {wrong}
            <form method="post" action=action enctype="multipart/form-data">
                <input type="hidden" name=ATTACH value="file"/>
                <div class="field">
                    <label for="attachment">{words.sheet.attach_what()}</label>
                    <input type="file" id="attachment" name="file" required accept="application/pdf,image/*"/>
                </div>
                <button class="btn">{words.sheet.attach_send()}</button>
            </form>
        </details>
    }
}
