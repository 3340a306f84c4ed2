//! What a form calls a place in an application: people read names, never pointers.

use schema::Locale;
use schema::form::{Control, Field, Form};
use schema::process::Place;

/// The name of the field or material, if the form has it.
pub fn label(form: &Form, place: &Place, locale: Locale) -> Option<String> {
    match place {
        Place::Material(id) => {
            form.materials.iter().find(|material| material.id == *id).map(|it| it.name.get(locale).to_owned())
        }
        Place::Pointer(pointer) => named(&form.fields, pointer, locale),
    }
}

fn named(fields: &[Field], pointer: &str, locale: Locale) -> Option<String> {
    fields.iter().find_map(|field| {
        let rest = pointer.strip_prefix(field.pointer.as_str())?;
        let name = field.label.get(locale);
        match (&field.control, rest.strip_prefix('/')) {
            (_, None) => rest.is_empty().then(|| name.to_owned()),
            (Control::Repeat { row, fields, .. }, Some(rest)) => {
                let (index, _) = rest.split_once('/').unwrap_or((rest, ""));
                let row = if row.is_empty() { name } else { row.get(locale) };
                let row = format!("{row} {}", index.parse::<usize>().ok()? + 1);
                let rest = &rest[index.len()..];
                if rest.is_empty() {
                    Some(row)
                } else {
                    Some(format!("{row} · {}", named(fields, rest, locale)?))
                }
            }
            // An object asked as one question, such as an address.
            (_, Some(_)) => Some(name.to_owned()),
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn places_have_the_names_that_the_form_gives_them() {
        let (form, lints) = schema::form::compile(&json!({
            "schema": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "title": "姓名"},
                    "children": {
                        "type": "array",
                        "title": "子女",
                        "items": {"type": "object", "properties": {"name": {"type": "string", "title": "孩子姓名"}}}
                    }
                }
            }
        }));
        assert!(form.fields.len() == 2, "{lints:?}");
        let check = |pointer: &str, expect: Option<&str>| {
            let name = label(&form, &Place::Pointer(pointer.into()), Locale::ZhCn);
            assert_eq!(name.as_deref(), expect, "{pointer}");
        };
        check("/name", Some("姓名"));
        check("/children", Some("子女"));
        check("/children/1/name", Some("子女 2 · 孩子姓名"));
        check("/children/1/other", None);
        check("/other", None);
        assert_eq!(label(&form, &Place::Material("none".into()), Locale::ZhCn), None);
    }
}
