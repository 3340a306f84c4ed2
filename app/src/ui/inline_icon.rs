//! The icons of the frame, drawn in the page itself. What is seen first on every page must not wait for the sprite: a
//! document that another one uses is fetched, parsed and laid out before the page is painted again.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::prelude::*;

/// The sprite.
pub const SPRITE: &str = include_str!("../../../public/icons.svg");

/// A symbol that needs no other one.
#[derive(Clone, Copy, Default)]
struct Symbol {
    view_box: &'static str,
    drawing: &'static str,
}

static SYMBOLS: LazyLock<BTreeMap<&str, Symbol>> = LazyLock::new(|| {
    let symbol = |text: &'static str| {
        let (name, rest) = text.split_once("\" viewBox=\"")?;
        let (view_box, rest) = rest.split_once("\">")?;
        let (drawing, _) = rest.split_once("</symbol>")?;
        (!drawing.contains("<use")).then_some((name, Symbol { view_box, drawing }))
    };
    SPRITE.split("<symbol id=\"").skip(1).filter_map(symbol).collect()
});

/// One symbol of the sprite, with its lines in the page.
#[component]
pub fn InlineIcon(
    /// The symbol's id.
    name: &'static str,
) -> impl IntoView {
    let Symbol { view_box, drawing } = SYMBOLS.get(name).copied().unwrap_or_default();
    view! { <svg aria-hidden="true" viewBox=view_box inner_html=drawing></svg> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbols_of_the_frame_need_no_other() {
        for name in ["seal", "down", "home", "search", "ask", "case", "me", "mic", "phone", "counter"] {
            let Symbol { view_box, drawing } = SYMBOLS.get(name).copied().unwrap_or_default();
            assert_eq!(view_box.split(' ').count(), 4, "{name}");
            assert!(drawing.trim_start().starts_with('<') && drawing.trim_end().ends_with('>'), "{name}");
        }
    }
}
