//! The documents that no page of the form asks for: adding and removing files. One form, sent as a whole.

use crate::prelude::*;
use maud::html;
use schema::form::Material;

use super::closed::unless_closed;
use super::filing::{CHECK, Filing, MATERIALS, document};
use super::form::{Where, Wrong};
use super::newer::Newer;
use super::upload::{asked, capture_script, is_captured};
use crate::page::Head;
use crate::returned::use_returned;
use crate::text::use_words;

/// The page at `/applications/{id}/materials`.
#[component]
pub fn MaterialsPage() -> impl IntoView {
    document(|filing| unless_closed(filing, |filing| view! { <Materials filing/> }))
}

#[component]
fn Materials(filing: Filing) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let action = filing.href(MATERIALS);
    let problem = use_returned(&action).map(|returned| returned.problem);
    let errors = problem.as_ref().map(|problem| problem.errors.clone()).unwrap_or_default();
    let apart: Vec<&Material> = filing.wanted().filter(|material| filing.is_apart(material)).collect();
    let wanted = html! {
        @for material in &apart { (asked(words, &filing, material, &errors, &html! {})) }
        @if apart.iter().any(|material| is_captured(material)) { (capture_script()) }
    };
    let undecided: Vec<&str> = filing
        .undecided()
        .filter(|material| filing.is_apart(material))
        .map(|material| material.name.get(words.locale))
        .collect();
    let undecided = (!undecided.is_empty())
        .then(|| texts.materials_undecided(&undecided.join(words.catalogue.separator())));
    let left = filing.missing_materials().filter(|material| filing.is_apart(material)).count();
    let left = Signal::stored(left);
    let (none, check) = (apart.is_empty(), filing.href(CHECK));
    let title = if none { texts.materials_none() } else { texts.materials_question() };
    view! {
        <Head title=title/>
        <main id="main" class="form">
            <Where filing=filing.clone() step=MATERIALS.to_owned() left/>
            <Newer filing=filing.clone()/>
            <form method="post" action=action enctype="multipart/form-data">
                {problem.map(|problem_| view! { <Wrong filing problem_/> })}
                <h1>{title}</h1>
                {(!none).then(|| view! { <p class="why">{texts.materials_why()}</p> })}
                <div class="still" inner_html=wanted.into_string()></div>
                {undecided.map(|undecided| view! { <p class="soft">{undecided}</p> })}
                <div class="act">
                    {if none {
                        view! { <a class="button" href=check>{texts.to_check()}</a> }
                    } else {
                        view! {
                            <button class="button">{texts.upload_next()}</button>
                            <button class="button quiet" name="_stay" value="1">{texts.upload_stay()}</button>
                        }
                    }}
                </div>
            </form>
        </main>
    }
}
