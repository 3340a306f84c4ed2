//! The inputs of the properties. Each tells its text once it is left or Enter is pressed: one step to take back.

use crate::prelude::*;
use leptos::ev::Event;
use leptos::web_sys::HtmlInputElement;
use schema::Locale;
use schema::locale::Text;

/// A line of text with its label.
pub fn line(id: &str, label: &str, value: String, told: impl Fn(String) + 'static) -> AnyView {
    of_kind("text", id, label, value, told)
}

/// A line of text that may be refused: then what was there is there again.
pub fn refusable(id: &str, label: &str, value: String, told: impl Fn(String) -> bool + 'static) -> AnyView {
    let (id, before) = (format!("p-{id}"), value.clone());
    let change = move |event: Event| {
        if !told(event_target_value(&event)) {
            event_target::<HtmlInputElement>(&event).set_value(&before);
        }
    };
    view! {
        <dt><label for=id.clone()>{label.to_owned()}</label></dt>
        <dd><input id=id type="text" prop:value=value.clone() value=value on:change=change/></dd>
    }
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

/// A text, a line for each language.
pub fn both(
    id: &str,
    labels: [&'static str; 2],
    text: &Text,
    told: impl Fn(Locale, String) + Clone + 'static,
) -> AnyView {
    each_language(id, labels, text, told, line)
}

/// The same of several lines.
pub fn both_long(
    id: &str,
    labels: [&'static str; 2],
    text: &Text,
    told: impl Fn(Locale, String) + Clone + 'static,
) -> AnyView {
    each_language(id, labels, text, told, lines)
}

/// Makes an input of an id, a label, a value, and who is told another.
type Input = fn(&str, &str, String, Box<dyn Fn(String)>) -> AnyView;

fn each_language(
    id: &str,
    labels: [&'static str; 2],
    text: &Text,
    told: impl Fn(Locale, String) + Clone + 'static,
    input: Input,
) -> AnyView {
    let input = |(locale, label): (Locale, &'static str)| {
        let told = told.clone();
        let told = Box::new(move |typed| told(locale, typed));
        input(&format!("{id}-{}", locale.tag()), label, exactly(text, locale), told)
    };
    Locale::ALL.into_iter().zip(labels).map(input).collect_view().into_any()
}

/// A text in this very language.
pub fn exactly(text: &Text, locale: Locale) -> String {
    if text.has(locale) { text.get(locale).to_owned() } else { String::new() }
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

/// Any of several under one label, each by its name and whether it is chosen; tells the place of the one that changed.
pub fn ticks(
    id: &str,
    label: &str,
    options: Vec<(String, bool)>,
    told: impl Fn(usize, bool) + Clone + 'static,
) -> AnyView {
    let group = format!("p-{id}");
    let option = |(at, (name, ticked)): (usize, (String, bool))| {
        let (id, told) = (format!("{group}-{at}"), told.clone());
        view! {
            <p class="tick"><input id=id.clone() type="checkbox" prop:checked=ticked checked=ticked
                on:change=move |event| told(at, event_target_checked(&event))/><label for=id>{name}</label></p>
        }
    };
    let options = options.into_iter().enumerate().map(option).collect_view();
    view! {
        <dt id=group.clone()>{label.to_owned()}</dt>
        <dd><div role="group" aria-labelledby=group.clone()>{options}</div></dd>
    }
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
