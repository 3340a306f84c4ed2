//! What colleagues write to each other about a case: the form below its log, where what was written stands.

use crate::prelude::*;
use schema::cases::DeskCase;

use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{field_error, use_words};
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;

/// The name of the field: by it the page knows what was sent.
pub const REMARK: &str = "remark";

/// The form, for who has a part in the case while it is open.
#[component]
pub fn Thread(
    /// The case.
    case: DeskCase,
) -> impl IntoView {
    let words = use_words().together;
    let may_write = !case.allowed.is_empty() && !case.stands_aside && !case.view.summary.tasks.is_empty();
    let number = case.view.summary.number;
    let here = match &case.task {
        Some(task) => to::desk_task(number, task),
        None => to::desk_case(number),
    };
    let returned = use_returned(&to::desk_case(number)).filter(|sent| sent.value(REMARK).is_some());
    let value = returned.as_ref().and_then(|sent| sent.value(REMARK)).unwrap_or_default().to_owned();
    let message = returned.as_ref().and_then(|sent| sent.problem.errors.first());
    let message = message.map(|error| field_error(use_words().locale, error));
    let is_back = returned.is_some();
    let next = here.clone();
    may_write.then(|| {
        view! {
            <details class="thread more" open=is_back>
                <summary>{words.thread()}<Icon name="down"/></summary>
                <form method="post" action=here>
                    <input type="hidden" name="_next" value=next/>
                    <TextArea id="remark".to_owned() name=REMARK label=words.thread_text() hint=Some(words.thread_what().to_owned())
                        value message required=true/>
                    <button class="btn">{words.thread_send()}</button>
                </form>
            </details>
        }
    })
}
