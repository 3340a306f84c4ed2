//! Looking into a page: tags, attributes, contents. No parser: the pages are our own.

/// The opening tags of this name, with their attributes.
pub fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    html.match_indices(&open)
        .map(|(at, _)| &html[at..])
        .filter(|rest| rest[open.len()..].starts_with([' ', '>', '\n', '/']))
        .map(|rest| &rest[..=rest.find('>').unwrap()])
        .collect()
}

/// The value of an attribute of a tag.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// What stands in the first element of this name.
pub fn inside<'a>(html: &'a str, name: &str) -> &'a str {
    let (_, rest) = html.split_once(tags(html, name).first().unwrap()).unwrap();
    rest.split(&format!("</{name}>")).next().unwrap()
}

/// The one tag of this name with this attribute.
pub fn tag_with<'a>(html: &'a str, name: &str, key: &str, value: &str) -> Option<&'a str> {
    tags(html, name).into_iter().find(|tag| attribute(tag, key) == Some(value))
}

/// Fails unless a page of a desk is whole: one heading, nothing that is still being fetched, no style of its own, and the way to its
/// room in the header and in the bar of phones.
#[track_caller]
pub fn assert_whole(html: &str, room: &str, path: &str) {
    assert_eq!(tags(html, "h1").len(), 1, "{path}");
    assert_eq!(tags(html, "main").len(), 1, "{path}");
    assert_eq!(
        tags(html, "header").iter().filter(|tag| attribute(tag, "class") == Some("top")).count(),
        1,
        "{path}"
    );
    assert!(!html.contains("aria-busy") && !html.contains(" style=\""), "{path}");
    let ways = tags(html, "a").into_iter().filter(|tag| attribute(tag, "href") == Some(room));
    assert!(ways.count() >= 2, "{path}: the header and the bar of phones");
}
