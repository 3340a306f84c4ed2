//! What a step shows once the application is filed.

use super::filing::{Filing, HANDOVER, RECEIPT};
use super::texts;
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
    } else if filing.application.handed_over {
        view! { <Handed filing/> }
    } else {
        page(filing)
    }
}

/// What a colleague who checked it wants put right, as long as it was not handed over again.
#[cfg(not(feature = "hydrate"))]
#[component]
pub fn GivenBack(
    /// The application.
    filing: Filing,
) -> impl IntoView {
    let words = texts();
    filing.application.given_back.map(|said| {
        view! { <p class="notice amber" role="note"><Icon name="warn"/><span><b>{words.given_back()}</b>" "{said}</span></p> }
    })
}

/// An application that waits in other hands: there is nothing to change before it is taken back.
#[component]
pub fn Handed(
    /// The application.
    filing: Filing,
) -> impl IntoView {
    let words = texts();
    let see = filing.href(HANDOVER);
    let summary = filing.application.summary;
    view! {
        <Head title=summary.item_name.clone()/>
        <main id="main" class="state">
            <Icon name="xt-rest"/>
            <h1>{words.handed()}</h1>
            <p>{summary.item_name}</p>
            <p>{words.handed_help()}</p>
            <div class="stack"><a class="button" href=see>{words.see_handover()}</a></div>
        </main>
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
