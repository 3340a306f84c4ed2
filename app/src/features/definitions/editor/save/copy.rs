//! What is here, kept as a form of its own.

use schema::definitions::FORM_ID_LETTERS;

/// How many ids are tried.
#[cfg(feature = "hydrate")]
const TRIES: u32 = 50;

/// The id of a copy: `card-copy`, then `card-copy-2`. A copy of a copy is one of the same form, and a long id is cut.
fn id_of_copy(form: &str, number: u32) -> String {
    let is_number = |end: &str| end.strip_prefix('-').is_some_and(|number| number.parse::<u32>().is_ok());
    let stem = form.rsplit_once("-copy").filter(|(_, end)| end.is_empty() || is_number(end));
    let stem = stem.map_or(form, |(stem, _)| stem);
    let end = if number < 2 { "-copy".to_owned() } else { format!("-copy-{number}") };
    let stem: String = stem.chars().take(FORM_ID_LETTERS - end.len()).collect();
    stem + &end
}

#[cfg(feature = "hydrate")]
pub use browser::copy_mine;

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::task::spawn_local;
    use schema::definitions::{Beginning, NewForm};
    use schema::{FieldCode, Problem, ProblemKind};
    use serde_json::Value;

    use super::super::{browser::leave, kept};
    use super::{TRIES, id_of_copy};
    use crate::api;
    use crate::designing::Saving;
    use crate::features::definitions::editor::state::{Editor, Notice};
    use crate::prelude::*;
    use crate::routes::to;
    use crate::text::Editor as Texts;

    /// Keeps what is here as a form of its own, and goes on with that.
    pub fn copy_mine(editor: Editor) {
        spawn_local(async move {
            match begin(editor).await {
                Ok(copy) => {
                    kept::forget(editor);
                    // Nothing is left to save here.
                    editor.saving.set(Saving::Saved(None));
                    editor.notice.set(Some(Notice::Said(Texts(editor.locale).copied_as(&copy))));
                    leave(&to::edit_form(&copy));
                }
                Err(problem) => editor.saving.set(Saving::Failed(Box::new(problem))),
            }
        });
    }

    /// Begins the copy under the first id that nothing has.
    async fn begin(editor: Editor) -> Result<String, Problem> {
        let definition = editor.with_definition(Value::clone);
        let title = editor.now.get_untracked().form.meta.title.clone();
        let mut new = NewForm { id: String::new(), title, from: Beginning::Definition(definition) };
        for number in 1..=TRIES {
            new.id = id_of_copy(&editor.id(), number);
            match api::forms::begin_form(&new).await {
                Ok(_) => return Ok(new.id),
                Err(problem) if is_taken(&problem) => {}
                Err(problem) => return Err(problem),
            }
        }
        Err(Problem::new(ProblemKind::Conflict))
    }

    fn is_taken(problem: &Problem) -> bool {
        problem.errors.iter().any(|error| error.pointer == "/id" && error.code == FieldCode::Taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_an_id_that_the_hall_takes() {
        assert_eq!(id_of_copy("card", 1), "card-copy");
        assert_eq!(id_of_copy("card", 2), "card-copy-2");
        let long = "a".repeat(FORM_ID_LETTERS);
        for number in [1, 2, 10] {
            let id = id_of_copy(&long, number);
            assert_eq!(id.len(), FORM_ID_LETTERS, "{id}");
            assert_ne!(id, id_of_copy(&long, number + 1));
        }
    }

    #[test]
    fn copies_of_copies_do_not_grow() {
        for form in ["card-copy", "card-copy-3", "card"] {
            assert_eq!(id_of_copy(form, 4), "card-copy-4");
        }
        assert_eq!(id_of_copy("copybook", 1), "copybook-copy");
        assert_eq!(id_of_copy("card-copyright", 1), "card-copyright-copy");
    }
}
