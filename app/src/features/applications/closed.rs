//! What a step shows once the application is filed.

use super::filing::{Filing, RECEIPT};
use crate::page::Head;
use crate::prelude::*;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// A page of what may still be changed; else what there is to say of an application that was filed.
#[cfg(not(feature = "hydrate"))]
pub fn unless_closed(filing: Filing, page: fn(Filing) -> AnyView) -> AnyView {
    if filing.is_closed() {
        view! { <Closed filing/> }
    } else {
        page(filing)
    }
}

/// An application that has been filed: there is nothing to fill in.
#[component]
pub fn Closed(
    /// The application.
    filing: Filing,
) -> impl IntoView {
    let texts = use_words().applications;
    let receipt = filing.href(RECEIPT);
    let summary = filing.application.summary;
    view! {
        <Head title=summary.item_name.clone()/>
        <main id="main" class="state">
            <Icon name="xt-rest"/>
            <h1>{texts.filed_already()}</h1>
            <p>{summary.item_name}</p>
            <p>{texts.filed_already_help()}</p>
            <div class="stack">
                {summary.case.map(|number| view! { <a class="button" href=to::case(number)>{texts.follow()}</a> })}
                <a class="button quiet" href=receipt>{texts.see_receipt()}</a>
            </div>
        </main>
    }
}
