//! Which places of an application a command may name. Pure.

use schema::form::{Form, FormState, is_asked, is_wanted};
use schema::process::{Command, Place, SupplementPoint};
use schema::{FieldCode, FieldError};

/// The places that a command names, each with where it stands in the request.
pub fn places(command: &Command) -> Vec<(String, &Place)> {
    match command {
        Command::RequestSupplement { points, .. } => {
            points.iter().enumerate().map(|(at, point)| (format!("/points/{at}"), &point.place)).collect()
        }
        Command::ReceiveSupplement { changed } => {
            changed.iter().enumerate().map(|(at, place)| (format!("/changed/{at}"), place)).collect()
        }
        _ => Vec::new(),
    }
}

/// Those that the form does not ask for with these answers, so that nobody could put them right, and those that may not
/// be named.
pub fn unknown(
    form: &Form,
    state: &FormState,
    places: &[(String, &Place)],
    may_name: impl Fn(&Place) -> bool,
) -> Vec<FieldError> {
    let fault = |(at, place): &(String, &Place)| {
        let (name, known) = match place {
            Place::Pointer(pointer) => ("pointer", is_asked(form, state, pointer)),
            Place::Material(id) => ("material", is_wanted(form, state, id)),
        };
        (!known || !may_name(place)).then(|| FieldError::new(format!("{at}/{name}"), FieldCode::Unknown))
    };
    places.iter().filter_map(fault).collect()
}

/// Whether something that was asked for is not among what was brought: it is asked for at once, and comes at once.
pub fn left_out(asked: &[SupplementPoint], brought: &[Place]) -> Option<FieldError> {
    let missing = asked.iter().any(|point| !brought.contains(&point.place));
    missing.then(|| FieldError::new("/changed", FieldCode::Required))
}
