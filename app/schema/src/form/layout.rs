//! A layout for a definition that has none, written out as a JSON Forms UI schema so that a designer can go on from it:
//! objects become groups, and where there is much to ask, steps.

use serde_json::{Value, json};

use super::compile;
use super::pointer::{key, tokens};
use super::program::{Field, Form, Item, Page};
use crate::expr::under;
use crate::locale::{Locale, Text};

/// More questions than this are asked in steps.
const ONE_PAGE: usize = 15;

/// Writes a `uischema` into a definition file, in place of one that may be there.
pub(crate) fn add_layout(definition: &mut Value) {
    if let Value::Object(file) = definition {
        file.shift_remove("uischema");
    }
    let (form, _) = compile(definition);
    let items = form.pages.first().map(|page: &Page| page.items.as_slice()).unwrap_or_default();
    let elements = arrange(&form, items, "");
    let groups = elements.iter().filter(|element| is_group(element)).count();
    definition["uischema"] = if form.fields.len() > ONE_PAGE && groups > 1 {
        json!({"type": "Categorization", "elements": steps(&form, elements)})
    } else {
        json!({"type": "VerticalLayout", "elements": elements})
    };
}

fn is_group(element: &Value) -> bool {
    element["type"] == "Group"
}

/// Each group as a step; what stands between them as a step of its own. A note goes with what comes after it.
fn steps(form: &Form, elements: Vec<Value>) -> Vec<Value> {
    let mut steps: Vec<(Value, Vec<Value>, bool)> = Vec::new();
    let mut notes: Vec<Value> = Vec::new();
    for mut element in elements {
        if element["type"] == "Label" {
            notes.push(element);
        } else if is_group(&element) {
            if let Value::Array(inside) = element["elements"].take() {
                notes.extend(inside);
            }
            steps.push((element["label"].take(), std::mem::take(&mut notes), false));
        } else if let Some((_, step, true)) = steps.last_mut() {
            step.append(&mut notes);
            step.push(element);
        } else {
            let label = heading(form, &element);
            notes.push(element);
            steps.push((label, std::mem::take(&mut notes), true));
        }
    }
    if let Some((_, last, _)) = steps.last_mut() {
        last.append(&mut notes);
    }
    let category = |(label, elements, _)| json!({"type": "Category", "label": label, "elements": elements});
    steps.into_iter().map(category).collect()
}

/// What an element that is no group is called.
fn heading(form: &Form, element: &Value) -> Value {
    let asked = form.fields.iter().find(|field| element["scope"] == scope(&field.pointer));
    let said = element.get("label").cloned();
    said.or_else(|| asked.map(|field| text(&field.label))).unwrap_or_default()
}

/// The items in the object at `base`, those of objects within it in groups.
fn arrange(form: &Form, items: &[Item], base: &str) -> Vec<Value> {
    let mut elements = Vec::new();
    let mut rest = items;
    while let Some((item, after)) = rest.split_first() {
        let object = holder(form, item).unwrap_or(base);
        let is_own = matches!(item, Item::Group { .. });
        // An object without a title has no group yet.
        if let Some(around) = next_object(object, base).filter(|around| !is_own || *around != object) {
            let many = rest.iter().take_while(|item| is_in(form, item, around)).count();
            let (inside, after) = rest.split_at(many.max(1));
            let inside = arrange(form, inside, around);
            elements.push(json!({"type": "Group", "label": name_of(around), "elements": inside}));
            rest = after;
            continue;
        }
        rest = after;
        match item {
            Item::Field(place) => elements.extend(form.fields.get(*place).map(control)),
            Item::Group { title, items, .. } => {
                let inside = arrange(form, items, object);
                elements.push(json!({"type": "Group", "label": text(title), "elements": inside}));
            }
            Item::Row { items } => {
                elements.push(json!({"type": "HorizontalLayout", "elements": arrange(form, items, base)}));
            }
            Item::Note { text: note } => elements.push(json!({"type": "Label", "text": text(note)})),
            // Only a layout that somebody wrote has these.
            Item::Material(_) | Item::Action { .. } => {}
        }
    }
    elements
}

/// The pointer of the object that holds all that is asked in the item.
fn holder<'a>(form: &'a Form, item: &Item) -> Option<&'a str> {
    match item {
        Item::Field(place) => form.fields.get(*place)?.pointer.rsplit_once('/').map(|(object, _)| object),
        Item::Group { items, .. } | Item::Row { items } => {
            items.iter().filter_map(|item| holder(form, item)).reduce(common)
        }
        Item::Note { .. } | Item::Material(_) | Item::Action { .. } => None,
    }
}

/// The object around both.
fn common<'p>(one: &'p str, other: &str) -> &'p str {
    let ends = one.match_indices('/').map(|(end, _)| end).chain([one.len()]);
    let shared = ends.take_while(|end| under(other, &one[..*end])).last();
    &one[..shared.unwrap_or_default()]
}

/// The object directly in `base` that the object is, or lies in.
fn next_object<'p>(object: &'p str, base: &str) -> Option<&'p str> {
    let rest = object.get(base.len() + 1..)?;
    let end = rest.find('/').map_or(object.len(), |length| base.len() + 1 + length);
    object.get(..end)
}

/// Whether the item lies in the object, without being the object itself with its title.
fn is_in(form: &Form, item: &Item, object: &str) -> bool {
    let is_own = matches!(item, Item::Group { .. });
    holder(form, item).is_some_and(|holder| under(holder, object) && !(is_own && holder == object))
}

/// `/a/b` as `#/properties/a/properties/b`.
fn scope(pointer: &str) -> String {
    tokens(pointer).fold("#".to_owned(), |scope, token| scope + "/properties/" + token)
}

/// A question. It is called by its title, or if it has none, by the words in its name.
fn control(field: &Field) -> Value {
    let mut control = json!({"type": "Control", "scope": scope(&field.pointer)});
    let name = field.pointer.rsplit('/').next().map(key).unwrap_or_default();
    if field.label.get(Locale::ZhCn) == name {
        control["label"] = words(&name).into();
    }
    control
}

fn name_of(pointer: &str) -> String {
    words(&pointer.rsplit('/').next().map(key).unwrap_or_default())
}

/// A text as a definition writes it.
fn text(text: &Text) -> Value {
    let is_one = Locale::ALL.into_iter().filter(|locale| text.has(*locale)).count() == 1;
    if is_one { text.get(Locale::ZhCn).into() } else { json!(text) }
}

/// `dateOfBirth`, `date_of_birth` and `date-of-birth` as `Date of birth`.
pub(super) fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut previous = ' ';
    let mut letters = name.chars().peekable();
    while let Some(char) = letters.next() {
        let is_start = char.is_uppercase() && (previous.is_lowercase() || previous.is_ascii_digit());
        if matches!(char, '_' | '-' | ':') || char.is_whitespace() {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        } else if words.is_empty() {
            words.extend(char.to_uppercase());
        } else if is_start && letters.peek().is_some_and(|next| next.is_lowercase()) {
            words.push(' ');
            words.extend(char.to_lowercase());
        } else {
            if is_start {
                words.push(' ');
            }
            words.push(char);
        }
        previous = char;
    }
    words.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_words() {
        let names = ["dateOfBirth", "date_of_birth", "date-of-birth", "date of birth"];
        assert_eq!(names.map(words), ["Date of birth"; 4]);
        assert_eq!(words("veteranSSN"), "Veteran SSN");
        assert_eq!(words("view:isUSCitizen2"), "View is USCitizen2");
        assert_eq!(words("姓名"), "姓名");
    }

    #[test]
    fn objects_become_groups_and_much_becomes_steps() {
        let question = |title: &str| json!({"type": "string", "title": title});
        let person = json!({"type": "object", "properties": {
            "name": question("Name"),
            "address": {"type": "object", "title": "Address", "properties": {"city": {"type": "string"}}},
        }});
        let mut definition = json!({"schema": {"type": "object", "properties": {
            "topic": question("Topic"), "personConcerned": person,
        }}});
        add_layout(&mut definition);
        let name = "#/properties/personConcerned/properties/name";
        let city = "#/properties/personConcerned/properties/address/properties/city";
        assert_eq!(
            definition["uischema"],
            json!({"type": "VerticalLayout", "elements": [
                {"type": "Control", "scope": "#/properties/topic"},
                {"type": "Group", "label": "Person concerned", "elements": [
                    {"type": "Control", "scope": name},
                    {"type": "Group", "label": "Address", "elements": [
                        {"type": "Control", "scope": city, "label": "City"},
                    ]},
                ]},
            ]})
        );
        for number in 0..ONE_PAGE {
            definition["schema"]["properties"][format!("q{number}")] = question("Q");
        }
        definition["schema"]["properties"]["helper"] = person;
        add_layout(&mut definition);
        let (form, lints) = compile(&definition);
        let titles: Vec<&str> = form.pages.iter().map(|page| page.title.get(Locale::En)).collect();
        assert_eq!(titles, ["Topic", "Person concerned", "Q", "Helper"], "{lints:?}");
    }
}
