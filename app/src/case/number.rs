//! A case number as people read it out: in its groups, which do not break over a line.

use crate::prelude::*;
use schema::id::CaseNumber;

/// The number with room between its groups; copied, it is still the number.
pub fn grouped(number: CaseNumber) -> impl IntoView {
    view! { <span class="num nb">{number.to_string()}</span> }
}
