//! Where a case goes when its task ends: as the process goes, or to another task that the process allows (自由流转).

use crate::prelude::*;
use schema::cases::Way;
use schema::form::html_id;

use crate::returned::Returned;
use crate::text::use_words;

/// A choice among the tasks there are; nothing where the process leaves none.
#[component]
pub fn NextTask(
    /// The tasks it may be sent to, by their ids.
    to: Vec<String>,
    /// What they are called.
    ways: Vec<Way>,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let chosen = returned.as_ref().and_then(|returned| returned.value("next")).unwrap_or_default().to_owned();
    let mut options = ways.into_iter().filter(|way| to.contains(&way.to)).peekable();
    options.peek().is_some().then(|| {
        let id = format!("conclude-{}", html_id("/next"));
        let options = options.map(|way| {
            let selected = way.to == chosen;
            let name = way.name.get(words.locale).to_owned();
            view! { <option value=way.to selected=selected>{name}</option> }
        });
        let options = options.collect_view();
        view! {
            <div class="field">
                <label for=id.clone()>{words.duty.next()}</label>
                <select id=id name="next">
                    <option value="">{words.duty.next_usual()}</option>
                    {options}
                </select>
            </div>
        }
    })
}
