//! What a form calls a place in an application: people read names, never pointers.

use schema::Locale;
use schema::form::{self, Form};
use schema::process::Place;

/// The name of the field or material, if the form has it.
pub fn label(form: &Form, place: &Place, locale: Locale) -> Option<String> {
    match place {
        Place::Material(id) => {
            form.materials.iter().find(|material| material.id == *id).map(|it| it.name.get(locale).to_owned())
        }
        Place::Pointer(pointer) => form::label(form, pointer, locale),
    }
}
