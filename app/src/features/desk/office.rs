//! The officer's part of the form, inside the act that concludes a task: asked by the same components as of citizens.

use crate::prelude::*;
use schema::cases::{DeskCase, Edit};
use schema::form::{Form, find};
use schema::{FieldError, Problem};

use crate::forms::{Filling, Part};
use crate::returned::Returned;
use crate::text::use_words;

/// Where what is wrong with it stands in the command.
const EDIT: &str = "/edit";

/// The questions that are open to the task, between two marks; nothing where none is.
#[component]
pub fn OfficePart(
    /// The case.
    case: DeskCase,
    /// The form it was made with.
    form: Form,
    /// The act that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    if case.access.inputs(&form).next().is_none() {
        return ().into_any();
    }
    let typed = returned.as_ref().and_then(|returned| Edit::marked(&returned.fields)).unwrap_or_default();
    let errors = returned.map(|returned| faults(&form, &returned.problem)).unwrap_or_default();
    let filling = Filling::of_part(part(case, form, &typed), &errors);
    let questions = filling.part(&typed).into_string();
    #[cfg(feature = "hydrate")]
    crate::forms::live::follow_part(filling);
    view! {
        <input type="hidden" name=Edit::MARK value="begins"/>
        // Enter in a line of input would press the first button, and that would conclude the task.
        <button disabled hidden aria-hidden="true"></button>
        <h3>{use_words().desk.office()}</h3>
        <div class="office fields" inner_html=questions></div>
        <input type="hidden" name=Edit::MARK value="ends"/>
    }
    .into_any()
}

/// The part with what was typed into it; what that brings up is asked.
fn part(case: DeskCase, form: Form, typed: &[(String, String)]) -> Part {
    let mut state = case.follows(&form);
    let DeskCase { mut answers, access, surroundings, .. } = case;
    let form = access.followed(form);
    if !typed.is_empty() {
        answers = access.typed(&form, &answers, typed);
        for field in access.inputs(&form) {
            state.update_in(&form, &answers, &field.pointer, surroundings.context());
        }
    }
    Part { form, answers, state, access, surroundings }
}

/// What is wrong with the officer's part, at the fields of the form.
pub fn faults(form: &Form, problem: &Problem) -> Vec<FieldError> {
    let fault = |error: &FieldError| {
        let pointer = error.pointer.strip_prefix(EDIT)?;
        let around = pointer.rsplit_once('/').map(|(around, _)| around);
        // Part of an opinion is shown with it.
        let pointer = match find(form, pointer) {
            Some(_) => pointer,
            None => around.filter(|around| find(form, around).is_some()).unwrap_or(pointer),
        };
        Some(FieldError { pointer: pointer.to_owned(), ..error.clone() })
    };
    problem.errors.iter().filter_map(fault).collect()
}
