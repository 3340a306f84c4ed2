//! HTML as plain text: what a note says.

/// The text of a piece of HTML, and whether marks that mean something were in it: links, pictures, scripts.
pub(super) fn plain(html: &str) -> (String, bool) {
    let mut text = String::with_capacity(html.len());
    let mut is_less = false;
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            rest = after;
            break;
        };
        let name = tag.trim_start_matches('/').split(|char: char| !char.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        is_less |= matches!(name.as_str(), "a" | "img" | "iframe" | "video" | "table" | "script" | "style");
        rest = after;
        if matches!(name.as_str(), "script" | "style") && !tag.starts_with('/') {
            rest = after.split_once(&format!("</{name}")).map_or("", |(_, after)| after);
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        }
        // What stood apart stays apart.
        if !text.ends_with(char::is_whitespace) && !is_inline(&name) {
            text.push(' ');
        }
    }
    text.push_str(rest);
    (entities(&text).split_whitespace().collect::<Vec<_>>().join(" "), is_less)
}

fn is_inline(name: &str) -> bool {
    matches!(name, "b" | "i" | "u" | "em" | "strong" | "span" | "a" | "small" | "sub" | "sup" | "font")
}

fn entities(text: &str) -> String {
    let named =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, char)| text.replace(name, char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_what_it_says() {
        let check = |html, text: &str, is_less| assert_eq!(plain(html), (text.to_owned(), is_less));
        check("<p>Here is <b>bo</b>ld.</p><p>A &amp; B</p>", "Here is bold. A & B", false);
        check("see <a href='x'>this</a>", "see this", true);
        check("a<script>if (a < b) {}</script>b", "a b", true);
        check("1 < 2", "1 2", false);
        check("<script>", "", true);
    }
}
