//! What was asked to be put right has come to the counter on paper: each point checked off, all of them.

use crate::prelude::*;
use schema::form::{Form, html_id, label};
use schema::process::{Place, SupplementPoint};

use super::acts::{Order, OrderFields};
use super::typed::field_of;
use crate::text::use_words;

/// The list to check off, behind a fold.
#[component]
pub fn OnPaper(
    /// The command.
    order: Order,
    /// What was asked for.
    points: Vec<SupplementPoint>,
    /// The form that names the places.
    form: Form,
) -> impl IntoView {
    let words = use_words();
    let action = order.action.clone();
    let lines = points.into_iter().map(|point| {
        let (id, field) = (html_id(&field_of(&point.place)), field_of(&point.place));
        let name = name(&form, &point.place, words.locale);
        view! {
            <li class="pick">
                <input type="checkbox" id=id.clone() name=field value="1" required/>
                <label for=id><b>{name}</b>" "{point.reason}</label>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <details>
            <summary><span class="a">{words.desk.paper()}</span></summary>
            <form method="post" action=action>
                <OrderFields order/>
                <p class="cant">{words.desk.paper_rule()}</p>
                <ul>{lines}</ul>
                <div class="main-act"><button class="btn main">{words.desk.paper_take()}</button></div>
            </form>
        </details>
    }
}

/// What the form calls a place.
fn name(form: &Form, place: &Place, locale: schema::Locale) -> String {
    match place {
        Place::Pointer(pointer) => label(form, pointer, locale).unwrap_or_else(|| pointer.clone()),
        Place::Material(id) => {
            let material = form.materials.iter().find(|material| material.id == *id);
            material.map_or_else(|| id.clone(), |material| material.name.get(locale).to_owned())
        }
    }
}
