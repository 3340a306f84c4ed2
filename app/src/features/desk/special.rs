//! A special procedure: what has to be done first, why and for how long; and what came of it.

use crate::prelude::*;
use schema::cases::SpecialNotice;
use schema::form::html_id;
use schema::process::Ground;

use super::acts::{Order, OrderFields, Typed};
use crate::returned::Returned;
use crate::text::use_words;
use crate::ui::field::TextField;

/// Begins one, behind a fold that opens when it came back.
#[component]
pub fn BeginSpecial(
    /// The command.
    order: Order,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words().desk;
    let open = returned.is_some();
    let action = order.action.clone();
    let chosen = returned.as_ref().and_then(|returned| returned.value("ground")).and_then(Ground::from_slug);
    view! {
        <details open=open>
            <summary><span class="a">{words.special()}</span><span class="so">{words.special_what()}</span></summary>
            <form method="post" action=action>
                <OrderFields order/>
                <p class="cant">{words.special_rule()}</p>
                <Grounds chosen/>
                <TextField pointer="/ends_on" label=words.special_ends_on() kind="date" returned=returned.clone()/>
                <Typed scope="special" name="reason" label=words.special_reason() returned/>
                <div class="main-act"><button class="btn main">{words.special_begin()}</button></div>
            </form>
        </details>
    }
}

/// The eight, in the order of the law.
#[component]
fn Grounds(chosen: Option<Ground>) -> impl IntoView {
    let words = use_words();
    let id = html_id("/ground");
    let options = Ground::ALL.map(|ground| {
        view! { <option value=ground.slug() selected={chosen == Some(ground)}>{words.ground(ground)}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{words.desk.special_ground()}</label>
            <select id=id name="ground" required>
                <option value="">{words.forms.choose()}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// Ends the one that is under way.
#[component]
pub fn EndSpecial(
    /// The command.
    order: Order,
    /// What the applicant was told of it.
    notice: SpecialNotice,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let all = use_words();
    let words = all.desk;
    let action = order.action.clone();
    view! {
        <form method="post" action=action>
            <OrderFields order/>
            <h3>{words.special_open(all.ground(notice.ground), &all.day(notice.ends_on))}</h3>
            <Typed scope="special" name="result" label=words.special_result() returned=returned.clone()/>
            {notice.ground.may_ask_for_work().then(|| {
                view! { <TextField pointer="/added" label=words.special_added() inputmode="numeric" required=false returned/> }
            })}
            <div class="main-act">
                <button class="btn main">{words.special_end()}</button>
                <p>{words.special_end_what()}</p>
            </div>
        </form>
    }
}
