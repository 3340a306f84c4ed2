//! That the form of a draft has a newer version, and where to see what that changes.

use super::filing::{Filing, VERSION};
use crate::prelude::*;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// The notice; nothing where the draft's own version is the one in force.
#[component]
pub fn Newer(
    /// The application.
    filing: Filing,
) -> impl IntoView {
    let texts = use_words().applications;
    let href = filing.href(VERSION);
    filing.application.newer.map(|newer| {
        let said = if newer.must { texts.version_must() } else { texts.version_may() };
        view! {
            <div class="notice" class:amber=newer.must>
                <Icon name="info"/>
                <p>{texts.version_title()}" "{said}" "<a href=href>{texts.version_see()}</a></p>
            </div>
        }
    })
}
