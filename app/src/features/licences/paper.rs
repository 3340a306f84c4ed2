//! A licence as its paper: heading, lines, the agency with the place of its seal, the day, and the code to verify it by. One sheet
//! for the original (正本) and one for each duplicate (副本).

use crate::prelude::*;
use schema::licences::{Licence, LineWritten};

use crate::text::use_words;

/// The sheets of a licence. On a screen only the first is shown; all of them are printed.
#[component]
pub fn Sheets(licence: Licence) -> impl IntoView {
    let words = use_words().licences;
    let of = licence.duplicates;
    let duplicates = (1..=of).map(|number| words.duplicate(number, of));
    let marks = std::iter::once(words.original().to_owned()).chain(duplicates);
    let sheets = marks.map(|mark| view! { <Sheet licence=licence.clone() mark/> }).collect_view();
    view! { <div class="sheets">{sheets}</div> }
}

#[component]
fn Sheet(licence: Licence, mark: String) -> impl IntoView {
    let all = use_words();
    let (words, locale) = (all.licences, all.locale);
    let side = licence.qr_size;
    let line = |LineWritten { label, text }: LineWritten| {
        view! { <div><dt>{label.get(locale).to_owned()}</dt><dd>{text.get(locale).to_owned()}</dd></div> }
    };
    let lines = licence.lines.into_iter().map(line).collect_view();
    let basis = licence.basis.get(locale).to_owned();
    let issued = all.full_day(licence.summary.issued_on);
    view! {
        <article class="paper certificate">
            <p class="copy">{mark}</p>
            <h2>{licence.heading.get(locale).to_owned()}</h2>
            <p class="no n">{licence.summary.number}</p>
            <dl>{lines}</dl>
            {(!basis.is_empty()).then(|| view! { <p class="soft basis">{words.basis()}" "{basis}</p> })}
            <footer>
                <svg class="code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=words.qr()>
                    <path d=licence.qr></path>
                </svg>
                <p class="soft">{words.qr_note(&licence.code)}</p>
                <p class="seal">{licence.summary.agency}<br/>{words.seal_here()}<br/>{issued}</p>
            </footer>
        </article>
    }
}
