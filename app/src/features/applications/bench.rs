//! A form that is measured: any definition of a folder, by the same parts as a page of an application.

use crate::prelude::*;
use leptos::nonce::use_nonce;

use super::filing::Filing;
use crate::api;
use crate::data::Read;
#[cfg(feature = "hydrate")]
use crate::forms::live;
use crate::forms::{Filling, PageFields, Summary};
use crate::page::{Head, here, query};
use crate::text::use_words;

/// The page at `/bench/form/{name}`: the whole form, or with `?steps=3` its third step.
#[component]
pub fn BenchPage() -> impl IntoView {
    let read = || api::bench_form(here().rsplit('/').next().unwrap_or_default(), &query());
    Read::resource(read).page(|(application, form)| shown(&Filing::new(application, form)))
}

fn shown(filing: &Filing) -> AnyView {
    let name = filing.application.summary.item_name.clone();
    let page = query().strip_prefix("steps=").and_then(|step| step.parse::<usize>().ok()).unwrap_or(1);
    let page = page.saturating_sub(1);
    let filling =
        Filling::new(filing.form.clone(), filing.application.answers.clone(), &[], filing.scope.clone());
    let wrong = RwSignal::new(Vec::new());
    #[cfg(feature = "hydrate")]
    {
        live::follow(filling, page, || ());
        live::check_before_sending(filling, wrong);
    }
    view! {
        <Head title=name.clone()/>
        <main id="main" class="form">
            <script src=format!("/bench/protocol/{name}") nonce=use_nonce()></script>
            <form method="post">
                <Summary lines=wrong/>
                <h1>{name}</h1>
                <PageFields filling page/>
                <div class="act"><button class="button">{use_words().applications.save_next()}</button></div>
            </form>
        </main>
    }
}
