//! The layout of the one form: the questions about the situation, what several items ask, then each item's own pages.

use serde_json::{Map, Value, json};

use super::moves::Moves;
use super::part::Part;
use super::properties::scope;
use super::share::Group;
use super::{SHARED, materials};
use crate::bundle::{BundleLint, BundleLintCode};
use crate::expr::under;
use crate::form::{Severity, pointer_of_scope, tokens};
use crate::locale::{Locale, Text};

/// Elements that ask something.
const ASKING: [&str; 3] = ["Control", "ListWithDetail", "Material"];
const LAYOUT: &str = "/uischema/elements";

/// The pages of what several items ask, in their order: the id, whose data elements are on it, what they are called together.
const PAGES: [(&str, &[&str], [&str; 2]); 7] = [
    ("child", &["child"], ["孩子", "Child"]),
    ("parents", &["mother", "father"], ["父母", "Parents"]),
    ("project", &["project"], ["项目信息", "Project"]),
    ("person", &["person"], ["个人信息", "Person"]),
    ("agent", &["agent"], ["经办人", "Agent"]),
    ("enterprise", &["enterprise"], ["企业信息", "Enterprise"]),
    ("premises", &["premises"], ["场所信息", "Premises"]),
];

/// The pages of the one form in the making. Those of officers come last.
#[derive(Default)]
pub(super) struct Steps {
    steps: Vec<Value>,
}

impl Steps {
    pub(super) fn into_value(self) -> Value {
        json!({"type": "Categorization", "elements": self.steps})
    }

    /// Adds a page for each kind of data that several items ask: of a person, an enterprise, premises.
    pub(super) fn shared(
        &mut self,
        parts: &[Part<'_>],
        groups: &[Group],
        moves: &mut [Moves],
        ids: &mut super::Names,
    ) {
        for (page_id, whose, title) in PAGES {
            let mut elements = Vec::new();
            let page = self.steps.len();
            let is_here =
                |group: &&Group| whose.iter().any(|whose| under(&group.place, &format!("/{SHARED}/{whose}")));
            for group in groups.iter().filter(is_here) {
                let Some(first) = group.members.first() else { continue };
                let layout = parts[first.part].definition.get("uischema");
                let found = layout.and_then(|layout| control_of(layout, &first.pointer, "/uischema"));
                let (at, mut control) = found.unwrap_or_else(|| (String::new(), json!({"type": "Control"})));
                if let Value::Object(members) = &mut control {
                    members.shift_remove("rule");
                    members.insert("scope".to_owned(), scope(&group.place).into());
                }
                if !at.is_empty() {
                    moves[first.part].to(at, format!("{LAYOUT}/{page}/elements/{}", elements.len()));
                }
                elements.push(control);
            }
            if !elements.is_empty() {
                let id = ids.take(&format!("{SHARED}-{page_id}"), "1");
                let title = Text::zh(title[0]).with(Locale::En, title[1]);
                self.steps.push(json!({
                    "type": "Category", "label": title, "options": {"id": id}, "elements": elements,
                }));
            }
        }
    }

    /// Adds the pages of a part: those of officers, or the others.
    pub(super) fn part(
        &mut self,
        part: &Part<'_>,
        official: bool,
        moves: &mut Moves,
        lints: &mut Vec<BundleLint>,
    ) {
        let steps = part.definition.pointer(LAYOUT).and_then(Value::as_array).into_iter().flatten();
        let last = last_page(part);
        for (number, step) in steps.enumerate() {
            if is_official(step) != official {
                continue;
            }
            let (from, to) = (format!("{LAYOUT}/{number}"), format!("{LAYOUT}/{}", self.steps.len()));
            let mut step = step.clone();
            if last == Some(number) {
                add_unplaced(&mut step, part);
            }
            let mut work = Walk { part, moves };
            let Some(mut moved) = work.element(&step, &from, &to).filter(asks) else { continue };
            let id = step.pointer("/options/id").and_then(Value::as_str);
            let id = id.map_or_else(|| (number + 1).to_string(), ToOwned::to_owned);
            moved["options"]["id"] = part.pages.get(&id).unwrap_or(&id).as_str().into();
            self.steps.push(moved);
        }
        if !official && last.is_none() {
            let code = BundleLintCode::NotBrought;
            lints.push(part.lint("/uischema".to_owned(), code, Severity::Warning, "elements"));
        }
    }
}

/// The last page of applicants.
fn last_page(part: &Part<'_>) -> Option<usize> {
    let steps = part.definition.pointer(LAYOUT).and_then(Value::as_array)?;
    steps.iter().rposition(|step| !is_official(step))
}

fn is_official(step: &Value) -> bool {
    step.pointer("/options/official") == Some(&Value::Bool(true))
}

/// What must be answered and stands on no page is asked at the end, of its own item.
fn add_unplaced(step: &mut Value, part: &Part<'_>) {
    let controls = part.unplaced.iter().map(|own| json!({"type": "Control", "scope": scope(own)}));
    if let Some(elements) = step.get_mut("elements").and_then(Value::as_array_mut) {
        elements.extend(controls);
    }
}

/// Whether anything is asked in the element.
fn asks(element: &Value) -> bool {
    let kind = element.get("type").and_then(Value::as_str).unwrap_or_default();
    let within = element.get("elements").and_then(Value::as_array);
    ASKING.contains(&kind) || within.is_some_and(|within| within.iter().any(asks))
}

/// The control of the field, and where it stands.
fn control_of(element: &Value, pointer: &str, at: &str) -> Option<(String, Value)> {
    let about = element.get("scope").and_then(Value::as_str).and_then(pointer_of_scope);
    if about.as_deref() == Some(pointer) {
        return Some((at.to_owned(), element.clone()));
    }
    let within = element.get("elements").and_then(Value::as_array)?;
    let mut each = within.iter().enumerate();
    each.find_map(|(place, element)| control_of(element, pointer, &format!("{at}/elements/{place}")))
}

/// The way through the layout of one part.
struct Walk<'w, 'a> {
    part: &'w Part<'a>,
    moves: &'w mut Moves,
}

impl Walk<'_, '_> {
    /// The element at its new place; nothing if nothing of it is left. Its rule stands among the rules of the one form.
    fn element(&mut self, element: &Value, from: &str, to: &str) -> Option<Value> {
        let mut members = element.as_object()?.clone();
        members.shift_remove("rule");
        let is_left = match element.get("type").and_then(Value::as_str)? {
            "Control" | "ListWithDetail" => self.scope(&mut members),
            "Material" => self.material(&mut members),
            "Action" => self.action(&mut members),
            _ => true,
        };
        if !is_left {
            self.moves.gone(from);
            return None;
        }
        let mark = self.moves.mark();
        self.moves.to(from, to);
        let had = asks(element);
        if let Some(within) = element.get("elements").and_then(Value::as_array) {
            let mut left: Vec<Value> = Vec::new();
            for (place, element) in within.iter().enumerate() {
                let to = format!("{to}/elements/{}", left.len());
                left.extend(self.element(element, &format!("{from}/elements/{place}"), &to));
            }
            members.insert("elements".to_owned(), left.into());
            self.group_id(&mut members);
        }
        let element = Value::Object(members);
        // Notes about questions that are asked elsewhere go with them.
        let is_left = asks(&element) || !had;
        if !is_left {
            self.moves.undo(mark, from);
        }
        is_left.then_some(element)
    }

    fn scope(&self, members: &mut Map<String, Value>) -> bool {
        let about = members.get("scope").and_then(Value::as_str).and_then(pointer_of_scope);
        let Some(own) = about else { return true };
        let fields = &self.part.form.fields;
        let mut within = fields.iter().filter(|field| under(&field.pointer, &own)).peekable();
        let is_gone = within.peek().is_some()
            && within.all(|field| {
                let is_led = self.part.item.is_none();
                !is_led && self.part.shared.contains_key(&field.pointer)
            });
        members.insert("scope".to_owned(), scope(&self.part.place(&own)).into());
        !is_gone
    }

    fn material(&self, members: &mut Map<String, Value>) -> bool {
        let id = members.get("options").and_then(|options| options.get("material")).and_then(Value::as_str);
        match id.and_then(|id| materials::own(self.part, id)) {
            Some(new) => {
                members.insert("options".to_owned(), json!({"material": new}));
                true
            }
            None => false,
        }
    }

    fn action(&self, members: &mut Map<String, Value>) -> bool {
        let targets = members.get_mut("options").and_then(|options| options.get_mut("targets"));
        for target in targets.and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(own) = target.as_str() {
                *target = self.part.place(own).into();
            }
        }
        true
    }

    fn group_id(&self, members: &mut Map<String, Value>) {
        let id = members.get_mut("options").and_then(|options| options.get_mut("id"));
        if let Some(id) = id
            && let Some(new) = id.as_str().and_then(|id| self.part.pages.get(id))
        {
            *id = new.as_str().into();
        }
    }
}

/// Whether the control of a page's question still has a place.
pub(super) fn is_on_a_page(definition: &Value, id: &str) -> bool {
    fn within(element: &Value, id: &str) -> bool {
        element.pointer("/options/id").is_some_and(|other| other == id)
            || element
                .get("elements")
                .and_then(Value::as_array)
                .is_some_and(|all| all.iter().any(|element| within(element, id)))
    }
    definition.get("uischema").is_some_and(|layout| within(layout, id))
}

/// The first names of places, as properties of the one form.
pub(super) fn first_place(place: &str) -> String {
    tokens(place).next().map(|name| format!("/{name}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element;

    #[test]
    fn every_data_element_has_its_page() {
        for element in element::ALL {
            let pages = PAGES.iter().filter(|(_, whose, _)| whose.contains(&element.of())).count();
            assert_eq!(pages, 1, "{}", element.id);
        }
    }
}
