//! The items that are applied for with a form, and one more of them.

use schema::definitions::{DefinitionRecord, DraftAct};

use crate::prelude::*;
use crate::returned::Returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::field::TextField;

/// How many there are, and for who may change the form, the code of another.
#[component]
pub fn Items(
    /// The form.
    record: DefinitionRecord,
    /// A form of this page that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let texts = use_words().designer;
    // Nobody could apply with a form of which nothing is in force.
    let may_join = record.allowed.contains(&DraftAct::Edit) && record.in_force.is_some();
    let action = to::desk_form(&record.id);
    view! {
        <section class="of-form">
            <h2>{texts.items_title()}</h2>
            <p class="cap">{texts.items(record.items)}</p>
            {may_join.then(|| view! {
                <form class="act-of set" method="post" action=action>
                    <TextField pointer="/item" label=texts.item_code() hint=texts.item_hint() returned/>
                    <button class="btn" name="act" value="item">{texts.join_item()}</button>
                </form>
            })}
        </section>
    }
}
