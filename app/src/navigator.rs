//! 小厅, the navigator: its figure and, where editors choose them, its words for a scene. Who does not want to see it reads its words
//! alone.

use schema::hall::{Expression, Figure, Navigator, NavigatorView, Scene};

use crate::api;
use crate::preferences::use_preferences;
use crate::prelude::*;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The symbol of a figure with a face.
pub const fn symbol(figure: Figure, expression: Expression) -> &'static str {
    match (figure, expression) {
        (Figure::Paper, Expression::Welcome) => "xt-glad",
        (Figure::Paper, Expression::Listening) => "xt-listen",
        (Figure::Paper, Expression::Thinking) => "xt-think",
        (Figure::Paper, Expression::Answering) => "xt-point",
        (Figure::Paper, Expression::Sorry) => "xt-sorry",
        (Figure::Paper, Expression::Goodbye) => "xt-bye",
        (Figure::Seal, Expression::Welcome) => "xs-welcome",
        (Figure::Seal, Expression::Listening) => "xs-listening",
        (Figure::Seal, Expression::Thinking) => "xs-thinking",
        (Figure::Seal, Expression::Answering) => "xs-answering",
        (Figure::Seal, Expression::Sorry) => "xs-sorry",
        (Figure::Seal, Expression::Goodbye) => "xs-goodbye",
    }
}

/// The symbol and the words of a scene, in the language of the page; no symbol where it is not to be seen.
pub fn cue(navigator: &Navigator, scene: Scene) -> (Option<&'static str>, String) {
    let preferences = use_preferences();
    let Some(cue) = navigator.cue(scene) else { return (None, String::new()) };
    let symbol = (!preferences.alone).then(|| symbol(navigator.figure, cue.expression));
    (symbol, cue.phrase.get(use_words().locale).to_owned())
}

/// Draws something with the navigator as editors have set it; without one where it cannot be had.
pub fn with_navigator(shown: impl FnOnce(Option<Navigator>) -> AnyView + Send + 'static) -> AnyView {
    api::navigator()
        .keep()
        .document(|found| shown(found.ok().map(|NavigatorView { navigator, .. }| navigator)))
}

/// What it says in a scene, and more below that.
pub fn says(scene: Scene, more: AnyView) -> AnyView {
    with_navigator(move |navigator| {
        let (symbol, phrase) = navigator.map_or((None, String::new()), |navigator| cue(&navigator, scene));
        reply(symbol, view! { <div><p data-read>{phrase}</p>{more}</div> })
    })
}

/// Its figure beside words that are not of its own choosing.
pub fn beside(scene: Scene, words: AnyView) -> AnyView {
    with_navigator(move |navigator| {
        let symbol = navigator.and_then(|navigator| cue(&navigator, scene).0);
        reply(symbol, words)
    })
}

/// The words have all the room where there is no figure.
fn reply(symbol: Option<&'static str>, words: AnyView) -> AnyView {
    let class = if symbol.is_some() { "reply" } else { "reply alone" };
    view! { <div class=class>{symbol.map(|name| view! { <Icon name/> })}{words}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::inline_icon::SPRITE;

    #[test]
    fn every_figure_has_every_face_drawn_and_each_once() {
        let mut seen = std::collections::BTreeSet::new();
        for figure in Figure::ALL {
            for expression in Expression::ALL {
                let name = symbol(figure, expression);
                assert!(SPRITE.contains(&format!("<symbol id=\"{name}\"")), "{name}");
                assert!(seen.insert(name), "{name} twice");
            }
        }
    }
}
