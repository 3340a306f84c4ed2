//! What a pointer names in a form: the field, the rows on the way to it, what people call it, and whether it is asked.

use super::control::Control;
use super::program::{Field, Form, Item, Page};
use super::state::FormState;
use crate::expr::Truth;
use crate::locale::Locale;

/// A field, and the rows of repeated groups on the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// The field; of a row as a whole its group.
    pub field: &'a Field,
    /// Each group with the place of the row in it, the outermost first.
    pub rows: Vec<(&'a Field, usize)>,
}

impl Form {
    /// Every page: the steps, then the pages that only officers fill in.
    pub fn every_page(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().chain(&self.office)
    }
}

/// What the pointer names: a field, a row of a repeated group, or a field in one.
pub fn find<'a>(form: &'a Form, pointer: &str) -> Option<Found<'a>> {
    let mut rows = Vec::new();
    let field = among(&form.fields, pointer, &mut rows)?;
    Some(Found { field, rows })
}

fn among<'a>(fields: &'a [Field], pointer: &str, rows: &mut Vec<(&'a Field, usize)>) -> Option<&'a Field> {
    let below = |field: &'a Field| {
        let rest = pointer.strip_prefix(field.pointer.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some((field, rest))
    };
    let (field, rest) = fields.iter().find_map(below)?;
    let Some(rest) = rest.strip_prefix('/') else { return Some(field) };
    let Control::Repeat { fields, .. } = &field.control else { return None };
    let end = rest.find('/').unwrap_or(rest.len());
    rows.push((field, rest[..end].parse().ok()?));
    if end == rest.len() { Some(field) } else { among(fields, &rest[end..], rows) }
}

/// What the form calls the place at a pointer, such as "子女 2 · 姓名".
pub fn label(form: &Form, pointer: &str, locale: Locale) -> Option<String> {
    let Found { field, rows } = find(form, pointer)?;
    let is_row = rows.last().is_some_and(|(group, _)| std::ptr::eq(*group, field));
    let rows = rows.into_iter().map(|(group, place)| format!("{} {}", row_name(group, locale), place + 1));
    let field = (!is_row).then(|| field.label.get(locale).to_owned());
    Some(rows.chain(field).collect::<Vec<_>>().join(" · "))
}

fn row_name(group: &Field, locale: Locale) -> &str {
    match &group.control {
        Control::Repeat { row, .. } if !row.is_empty() => row.get(locale),
        _ => group.label.get(locale),
    }
}

/// Whether the form asks, with these answers, for what is at the pointer; a row has to be there.
pub fn is_asked(form: &Form, state: &FormState, pointer: &str) -> bool {
    let Some(Found { field, rows }) = find(form, pointer) else { return false };
    let row = pointer.strip_suffix(field.pointer.as_str()).unwrap_or(pointer);
    state.visible(pointer) && (rows.is_empty() || state.answers().pointer(row).is_some())
}

/// Whether the form asks, with these answers, for this material, or may still come to.
pub fn is_wanted(form: &Form, state: &FormState, material: &str) -> bool {
    let mut materials = form.materials.iter().zip(state.materials());
    materials.any(|(it, wanted)| it.id == material && *wanted != Truth::No)
}

/// What stands at a place of the layout: the numbers of its page and of the items on the way to it, such as `0-2-1`.
pub fn item_at<'a>(form: &'a Form, place: &str) -> Option<&'a Item> {
    let mut numbers = place.split('-').map(|number| number.parse::<usize>().ok());
    let page = form.pages.get(numbers.next()??)?;
    let first = page.items.get(numbers.next()??)?;
    numbers.try_fold(first, |item, number| match item {
        Item::Group { items, .. } | Item::Row { items } => items.get(number?),
        _ => None,
    })
}

/// The places in [`Form::materials`] of the documents that are asked for among these items.
pub fn materials_on(items: &[Item]) -> Vec<usize> {
    let within = |item: &Item| match item {
        Item::Material(place) => vec![*place],
        Item::Group { items, .. } | Item::Row { items } => materials_on(items),
        Item::Field(_) | Item::Note { .. } | Item::Action { .. } => Vec::new(),
    };
    items.iter().flat_map(within).collect()
}

/// The places of the documents that no page asks for: they are asked for after all pages.
pub fn materials_apart(form: &Form) -> Vec<usize> {
    let placed: Vec<usize> = form.pages.iter().flat_map(|page| materials_on(&page.items)).collect();
    (0..form.materials.len()).filter(|place| !placed.contains(place)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::{compile, state};

    fn form() -> Form {
        let school = json!({"type": "object", "properties": {"name": {"type": "string", "title": "校名"}}});
        let child = json!({"type": "object", "properties": {
            "name": {"type": "string", "title": "孩子姓名"},
            "schools": {"type": "array", "title": "学校", "items": school}
        }});
        let (form, lints) = compile(&json!({
            "schema": {"type": "object", "properties": {
                "name": {"type": "string", "title": "姓名"},
                "names": {"type": "string", "title": "曾用名"},
                "has_children": {"type": "boolean", "title": "有子女"},
                "children": {"type": "array", "title": "子女", "items": child}
            }},
            "materials": [
                {"id": "card", "name": "身份证", "required": true},
                {"id": "birth", "name": "出生证明", "required": true, "when": {"var": "has_children"}}
            ],
            "x-rules": [{"effect": "show", "target": ["/children"], "when": {"==": [{"var": "has_children"}, true]}}]
        }));
        assert!(form.fields.len() == 4 && form.materials.len() == 2, "{lints:?}");
        form
    }

    #[test]
    fn places_have_the_names_that_the_form_gives_them() {
        let form = form();
        for (pointer, expect) in [
            ("/name", Some("姓名")),
            ("/names", Some("曾用名")),
            ("/children", Some("子女")),
            ("/children/1", Some("子女 2")),
            ("/children/1/name", Some("子女 2 · 孩子姓名")),
            ("/children/0/schools/2/name", Some("子女 1 · 学校 3 · 校名")),
            ("/children/1/other", None),
            ("/children/x/name", None),
            ("/name/first", None),
            ("/other", None),
            ("", None),
        ] {
            assert_eq!(label(&form, pointer, Locale::ZhCn).as_deref(), expect, "{pointer}");
        }
    }

    #[test]
    fn what_is_hidden_or_not_there_is_not_asked() {
        let form = form();
        let without = state(&form, &json!({"has_children": false, "children": [{"name": "小明"}]}));
        let with = state(&form, &json!({"has_children": true, "children": [{"name": "小明"}]}));
        for (pointer, expect) in [
            ("/name", (true, true)),
            ("/children", (false, true)),
            ("/children/0", (false, true)),
            ("/children/0/name", (false, true)),
            ("/children/0/schools", (false, true)),
            ("/children/0/schools/0/name", (false, false)),
            ("/children/1/name", (false, false)),
            ("/children/+0/name", (false, false)),
            ("/other", (false, false)),
        ] {
            let found = (is_asked(&form, &without, pointer), is_asked(&form, &with, pointer));
            assert_eq!(found, expect, "{pointer}");
        }
        let unknown = state(&form, &json!({}));
        for (material, expect) in
            [("card", [true, true, true]), ("birth", [false, true, true]), ("other", [false, false, false])]
        {
            let found = [&without, &with, &unknown].map(|state| is_wanted(&form, state, material));
            assert_eq!(found, expect, "{material}");
        }
    }
}
