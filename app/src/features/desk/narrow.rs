//! What a list is narrowed by: a form of links and inputs that any browser sends as an address; and the list as a table.

use crate::prelude::*;
use schema::Facet;
use schema::cases::{Narrowing, WorklistQuery};

use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The form, open where the list is narrowed.
#[component]
pub fn Narrow(
    /// What is asked now.
    query: WorklistQuery,
    /// What there is to choose from.
    facets: Vec<Facet>,
) -> impl IntoView {
    let words = use_words().together;
    let items = facets.into_iter().find(|facet| facet.name == Narrowing::Item.slug());
    let chosen = query.item.clone();
    let options = items.into_iter().flat_map(|facet| facet.values).map(|item| {
        let selected = chosen.as_ref() == Some(&item.value);
        view! { <option value=item.value selected=selected>{item.label}</option> }
    });
    let options = options.collect_view();
    let value = |narrowing: Narrowing| query.value(narrowing).unwrap_or_default();
    let (from, until) = match query.queue.is_of_tasks() {
        true => (words.from(), words.until()),
        false => (words.day_from(), words.day_until()),
    };
    let clear = query.is_narrowed().then(|| view! { <a href=to::queue(query.queue)>{words.clear()}</a> });
    let table = to::worklist_table(&WorklistQuery { cursor: None, ..query.clone() });
    view! {
        <details class="narrow more" open=query.is_narrowed()>
            <summary>{words.narrow()}<Icon name="down"/></summary>
            <form method="get" action=to::DESK>
                <input type="hidden" name="queue" value=query.queue.slug()/>
                <label>{words.item()}
                    <select name=Narrowing::Item.slug()><option value="">{words.any_item()}</option>{options}</select>
                </label>
                <label>{from}<input type="date" name=Narrowing::From.slug() value=value(Narrowing::From)/></label>
                <label>{until}<input type="date" name=Narrowing::Until.slug() value=value(Narrowing::Until)/></label>
                <label>{words.number()}
                    <input name=Narrowing::Number.slug() value=value(Narrowing::Number) autocomplete="off"/>
                </label>
                <p><button class="btn">{words.apply()}</button>{clear}<a href=table rel="external" download>{words.table()}</a></p>
            </form>
        </details>
    }
}
