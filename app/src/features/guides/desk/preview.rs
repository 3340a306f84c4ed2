//! A draft as everybody would see it: the same walk, whose answers stand in this page's address.

use schema::guide::{Guide, GuidePart};

use crate::features::guides::ending::Ended;
use crate::features::guides::walk::{At, Walk};
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Guiding, Words};

/// The preview, at the answers of the address.
pub fn preview(
    words: Words,
    guide: &Guide,
    open: Option<(GuidePart, usize)>,
    written: &[(String, String)],
) -> AnyView {
    let texts = Guiding(words.locale);
    let walk = Walk::new(guide, written, At::Draft(open), &[]);
    let stands = walk.shown(words);
    let outcome = walk.stand.outcome;
    let ended = outcome.map(|outcome| Ended { words, walk: &walk, outcome, found: None }.shown());
    let again = to::edited_guide(&guide.code, open, []);
    view! {
        <section class="phone-of" aria-labelledby="preview">
            <h2 id="preview">{texts.preview()}</h2>
            <p class="cap">{texts.preview_lead()}" "<a href=again>{texts.try_again()}</a></p>
            <div class="phone">{stands}{ended}</div>
        </section>
    }
}
