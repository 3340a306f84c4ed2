//! The shelf of templates: pages and groups that many forms have alike. Each is a small definition in `templates.json`, and
//! comes into a form as a piece of another form does, under ids that are free there.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Edit, EditFault, New, Piece, Place, apply, piece};
use crate::locale::Text;

const SHELF: &str = include_str!("templates.json");

/// Something to begin a page, a group or a form with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Template {
    /// Its name in stored edits and form fields.
    pub id: String,
    /// What it is called on the shelf.
    pub name: Text,
    /// A definition with one page: it is this page, or if the page has no name, what stands on it.
    definition: Value,
}

impl Template {
    /// Whether it is a whole page.
    pub fn is_page(&self) -> bool {
        self.definition["uischema"]["elements"][0]["label"] != ""
    }

    /// The page or group by itself.
    pub(super) fn piece(&self) -> Option<Piece> {
        let page = Place::page(0);
        piece(&self.definition, &if self.is_page() { page } else { page.child(0) })
    }
}

/// Every template, in the order in which they are offered.
pub fn templates() -> &'static [Template] {
    // That the shelf can be read is tested below.
    static TEMPLATES: LazyLock<Vec<Template>> =
        LazyLock::new(|| serde_json::from_str(SHELF).unwrap_or_default());
    &TEMPLATES
}

/// The template with this id.
pub(super) fn find(id: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.id == id)
}

/// A definition with these pages, in this order.
///
/// # Errors
/// There is no such template, or it is no page.
pub fn of_templates(ids: &[impl AsRef<str>]) -> Result<Value, EditFault> {
    let empty = json!({
        "schema": {"type": "object", "properties": {}},
        "uischema": {"type": "Categorization", "elements": []},
    });
    ids.iter().enumerate().try_fold(empty, |definition, (number, id)| {
        let what = New::Template(id.as_ref().to_owned());
        let edit = Edit::Add { what, at: Place::page(number), title: Text::default() };
        apply(&definition, &edit).map(|edited| edited.definition)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::form::{compile, example_answers, validate};
    use crate::locale::Locale;

    fn pages() -> Vec<&'static str> {
        templates()
            .iter()
            .filter(|template| template.is_page())
            .map(|template| template.id.as_str())
            .collect()
    }

    #[test]
    fn each_has_a_name_of_its_own_in_each_language() {
        let shelf: Vec<Template> = serde_json::from_str(SHELF).unwrap();
        assert_eq!(shelf, templates());
        assert!(pages().len() > 4 && shelf.len() > pages().len());
        for locale in Locale::ALL {
            let names: BTreeSet<&str> = shelf.iter().map(|template| template.name.get(locale)).collect();
            assert_eq!(names.len(), shelf.len(), "{names:?}");
        }
    }

    #[test]
    fn a_form_of_all_pages_can_be_published() {
        let definition = of_templates(&pages()).unwrap();
        let (form, lints) = compile(&definition);
        assert_eq!(lints, []);
        assert_eq!(form.every_page().count(), pages().len());
        assert_eq!(form.office.len(), 1, "what officers fill in is asked of nobody else");
        assert_eq!((form.materials.len(), form.rules.len()), (3, 3));
        assert_eq!(validate(&form, &example_answers(&form), &Any), []);
    }

    #[test]
    fn a_template_comes_twice_under_ids_of_its_own() {
        let once = of_templates(&pages()).unwrap();
        let count = |definition: &Value| compile(definition).0.fields.len();
        let twice = templates().iter().fold(once.clone(), |definition, template| {
            let page = Place::page(pages().len());
            let at = if template.is_page() { page } else { Place::page(0).child(0) };
            let what = New::Template(template.id.clone());
            apply(&definition, &Edit::Add { what, at, title: Text::default() }).unwrap().definition
        });
        assert_eq!(compile(&twice).1, []);
        assert!(count(&twice) > 2 * count(&once), "the groups came as well");
    }

    #[test]
    fn what_is_no_page_begins_no_form() {
        assert_eq!(of_templates(&["address"]), Err(EditFault::Misplaced));
        assert_eq!(of_templates(&["applicant", "none"]), Err(EditFault::UnknownTemplate));
    }

    /// Patterns are not what is tried out here.
    struct Any;

    impl crate::form::Matcher for Any {
        fn is_match(&self, _: &str, _: &str) -> bool {
            true
        }
    }
}
