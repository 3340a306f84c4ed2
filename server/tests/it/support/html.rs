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
