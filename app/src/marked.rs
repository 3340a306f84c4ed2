//! A text with the words that were asked for marked.

use crate::prelude::*;

/// The text; marks are start and length in characters, in order, not touching.
#[component]
pub fn Marked(text: String, marks: Vec<(u32, u32)>) -> impl IntoView {
    let letters: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| -> String {
        letters.get(from..to.min(letters.len())).unwrap_or_default().iter().collect()
    };
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, len) in marks {
        let (start, end) = (start as usize, (start + len) as usize);
        pieces.push((part(at, start), part(start, end)));
        at = end;
    }
    let rest = part(at, letters.len());
    let pieces = pieces.into_iter().map(|(plain, marked)| view! { {plain}<mark>{marked}</mark> });
    view! { {pieces.collect_view()}{rest} }
}
