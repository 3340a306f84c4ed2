//! The way from places and pointers to what stands there.

use schema::form::design::{Kind, Node, NodeKind, Outline, Place, StoredRule};

/// What stands at a place, if anything does.
pub fn node<'a>(outline: &'a Outline, place: &Place) -> Option<&'a Node> {
    all(outline).find(|node| node.place == *place)
}

/// Everything in a form, each before what stands in it.
pub fn all(outline: &Outline) -> impl Iterator<Item = &Node> {
    let mut rest: Vec<&Node> = outline.unplaced.iter().rev().chain(outline.pages.iter().rev()).collect();
    std::iter::from_fn(move || {
        let node = rest.pop()?;
        rest.extend(node.children.iter().rev());
        Some(node)
    })
}

/// Whether something can be put into it; into a table, columns.
pub const fn holds(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Page | NodeKind::Group | NodeKind::Row | NodeKind::Field(Kind::Table))
}

/// The place that a pointer into the definition is about: an element of the layout, a part of the schema, a rule by what
/// it is about.
pub fn of_pointer(outline: &Outline, rules: &[StoredRule], pointer: &str) -> Option<Place> {
    let mut tokens = pointer.split('/').skip(1);
    match tokens.next()? {
        "uischema" => {
            let place = Place(tokens.filter_map(|token| token.parse().ok()).collect());
            node(outline, &place).map(|node| node.place.clone())
        }
        "schema" => {
            let answers = answers_pointer(tokens);
            let is_on_the_way = |node: &&Node| {
                node.pointer.as_ref().is_some_and(|pointer| schema::expr::under(&answers, pointer))
            };
            let length = |node: &&Node| node.pointer.as_ref().map_or(0, String::len);
            all(outline).filter(is_on_the_way).max_by_key(length).map(|node| node.place.clone())
        }
        "x-rules" => {
            let index: usize = tokens.next()?.parse().ok()?;
            let rule = rules.iter().find(|rule| rule.index == index)?.rule.as_ref().ok()?;
            let target = rule.targets.first()?;
            all(outline).find(|node| is_called(node, target)).map(|node| node.place.clone())
        }
        _ => None,
    }
}

/// Whether a rule that names this target is about the node.
pub fn is_called(node: &Node, target: &str) -> bool {
    match target.strip_prefix('#') {
        Some(id) => node.id.as_deref() == Some(id),
        None => node.pointer.as_deref() == Some(target),
    }
}

/// The name by which rules speak of a node.
pub fn target(node: &Node) -> Option<String> {
    node.pointer.clone().or_else(|| node.id.as_ref().map(|id| format!("#{id}")))
}

/// What is called so in the answers, of the way to it in a schema.
fn answers_pointer<'a>(mut tokens: impl Iterator<Item = &'a str>) -> String {
    let mut pointer = String::new();
    while let Some(token) = tokens.next() {
        match token {
            "properties" => {
                if let Some(name) = tokens.next() {
                    pointer.push('/');
                    pointer.push_str(name);
                }
            }
            "items" => pointer.push_str("/-"),
            _ => break,
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_walked_like_the_answers() {
        for (way, pointer) in [
            ("properties/a/properties/b/minLength", "/a/b"),
            ("properties/rows/items/properties/name", "/rows/-/name"),
            ("properties/a/oneOf/0/title", "/a"),
            ("required", ""),
        ] {
            assert_eq!(answers_pointer(way.split('/')), pointer, "{way}");
        }
    }
}
