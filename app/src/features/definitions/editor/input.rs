//! The inputs of the properties. Each tells its text once it is left or Enter is pressed: one step to take back.

use crate::prelude::*;

/// A line of text with its label.
pub fn line(id: &str, label: &str, value: String, told: impl Fn(String) + 'static) -> AnyView {
    of_kind("text", id, label, value, told)
}

/// A number with its label; no text where there is none.
pub fn number(id: &str, label: &str, value: Option<String>, told: impl Fn(String) + 'static) -> AnyView {
    of_kind("number", id, label, value.unwrap_or_default(), told)
}

fn of_kind(
    kind: &'static str,
    id: &str,
    label: &str,
    value: String,
    told: impl Fn(String) + 'static,
) -> AnyView {
    let id = format!("p-{id}");
    view! {
        <dt><label for=id.clone()>{label.to_owned()}</label></dt>
        <dd><input id=id type=kind step="any" prop:value=value.clone() value=value.clone()
            on:change=move |event| told(event_target_value(&event))/></dd>
    }
}

/// Several lines of text with their label.
pub fn lines(id: &str, label: &str, value: String, told: impl Fn(String) + 'static) -> AnyView {
    let id = format!("p-{id}");
    view! {
        <dt><label for=id.clone()>{label.to_owned()}</label></dt>
        <dd><textarea id=id rows="3" prop:value=value.clone() on:change=move |event| told(event_target_value(&event))></textarea></dd>
    }
}

/// One of several, by its value and its name.
pub fn select(
    id: &str,
    label: &str,
    chosen: &str,
    options: Vec<(String, String)>,
    told: impl Fn(String) + 'static,
) -> AnyView {
    let id = format!("p-{id}");
    let chosen = chosen.to_owned();
    view! {
        <dt><label for=id.clone()>{label.to_owned()}</label></dt>
        <dd><select id=id prop:value=chosen.clone() on:change=move |event| told(event_target_value(&event))>
            {choices(&chosen, options)}
        </select></dd>
    }
}

/// The options of a list.
pub fn choices(chosen: &str, options: Vec<(String, String)>) -> AnyView {
    let option = |(value, name): (String, String)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{name}</option> }
    };
    options.into_iter().map(option).collect_view().into_any()
}

/// Yes or no.
pub fn tick(id: &str, label: &str, ticked: bool, told: impl Fn(bool) + 'static) -> AnyView {
    let id = format!("p-{id}");
    view! {
        <dt></dt>
        <dd class="tick"><input id=id.clone() type="checkbox" prop:checked=ticked checked=ticked
            on:change=move |event| told(event_target_checked(&event))/><label for=id>{label.to_owned()}</label></dd>
    }
}
