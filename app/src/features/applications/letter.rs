//! The answers and documents as a letter to the agency: one part a page, each with the way to change it.

use crate::prelude::*;
use schema::form::{Material, SummaryLine, summary};

use super::filing::{Filing, THEN_CHECK};
use crate::text::{Words, use_words};

/// The letter, signed by whoever is signed in.
#[component]
pub fn Letter(
    /// The application.
    filing: Filing,
    /// Who signs.
    signed: Option<String>,
    /// Whether it is another's, and nothing of it is changed here.
    #[prop(optional)]
    read_only: bool,
) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let about = filing.application.summary.clone();
    let lines = summary(&filing.form, &filing.state, words.locale, &filing.application.regions);
    let parts: Vec<AnyView> =
        lines.chunk_by(|a, b| a.page == b.page).map(|lines| part(words, &filing, lines, read_only)).collect();
    view! {
        <article class="paper letter">
            <p>{texts.letter_to(&about.department)}</p>
            <p>{texts.letter_apply(&about.item_name)}</p>
            {parts}
            {enclosed(words, &filing, read_only)}
            {signed.map(|name| view! { <div class="sign"><p>{texts.applicant()}" "{name}</p></div> })}
        </article>
    }
}

fn part(words: Words, filing: &Filing, lines: &[SummaryLine], read_only: bool) -> AnyView {
    let Some(page) = lines.first().and_then(|line| filing.form.pages.get(line.page)) else {
        return ().into_any();
    };
    let title = page.title.get(words.locale).to_owned();
    let rows = lines.iter().filter_map(|line| row(words, filing, line)).collect::<Vec<_>>();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="part">
            <dl>{rows}</dl>
            {change(words, format!("{}?{THEN_CHECK}", filing.href(&page.id)), &title, read_only)}
        </div>
    }
}

/// The way to change a part.
fn change(words: Words, href: String, part: &str, read_only: bool) -> Option<AnyView> {
    let texts = words.applications;
    (!read_only).then(|| view! { <a href=href aria-label=texts.change_part(part)>{texts.change()}</a> })
}

/// An answer, or that a needed one is missing. What may be left out and was is not mentioned.
fn row(words: Words, filing: &Filing, line: &SummaryLine) -> Option<AnyView> {
    let missing = line.value.is_empty();
    if missing && !filing.is_needed(&line.pointer) {
        return None;
    }
    let label =
        if line.group.is_empty() { line.label.clone() } else { format!("{} · {}", line.group, line.label) };
    let value = if missing { words.forms.blank().to_owned() } else { line.value.clone() };
    Some(view! { <div><dt>{label}</dt><dd><em class:missing=missing>{value}</em></dd></div> })
}

/// The documents, those that are added at one step together.
fn enclosed(words: Words, filing: &Filing, read_only: bool) -> Vec<AnyView> {
    let texts = words.applications;
    let mut parts: Vec<(&str, Vec<AnyView>)> = Vec::new();
    for material in filing.wanted() {
        let step = filing.step_of_material(&material.id);
        let Some(line) = enclosure(words, filing, material) else { continue };
        match parts.iter_mut().find(|(other, _)| *other == step) {
            Some((_, lines)) => lines.push(line),
            None => parts.push((step, vec![line])),
        }
    }
    let part = |(number, (step, lines)): (usize, (&str, Vec<AnyView>))| {
        view! {
            <div class="part">
                <div>{(number == 0).then(|| view! { <p>{texts.letter_materials()}</p> })}<ul>{lines}</ul></div>
                {change(words, filing.href(step), texts.materials(), read_only)}
            </div>
        }
    };
    parts.into_iter().enumerate().map(part).collect()
}

fn enclosure(words: Words, filing: &Filing, material: &Material) -> Option<AnyView> {
    let texts = words.applications;
    let (name, count) = (material.name.get(words.locale), filing.files(&material.id).count());
    match count {
        0 if !material.required => None,
        0 => Some(view! { <li>{name.to_owned()}" "<em class="missing">{texts.file_missing()}</em></li> }),
        count => Some(view! { <li><em>{texts.letter_files(name, count)}</em></li> }),
    }
}
