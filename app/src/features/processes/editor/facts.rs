//! The computed facts (计算项) of a process: what is made of the answers once, has a name, and is read by it in conditions.

use schema::Locale;
use schema::locale::Text;
use schema::process::design::{Edit, FactEdit, Piece, fact_readers};
use serde_json::Value;

use super::condition::logic;
use super::state::Drawing;
use crate::designing::fold::fold;
use crate::designing::input::{both, refusable};
use crate::prelude::*;
use crate::text::{Computed, Words};

/// The list, with a way to add one.
pub fn facts(drawing: Drawing, words: Words, process: &Piece) -> AnyView {
    let texts = Computed(words.locale);
    let listed =
        process.members.get("facts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let add = move |_| {
        let name = Text::zh(Computed(Locale::ZhCn).fresh()).with(Locale::En, Computed(Locale::En).fresh());
        does(drawing, FactEdit::Add { name });
    };
    let line = |(at, fact)| view! { <li>{one(drawing, words, process, at, fact)}</li> };
    let lines = listed.iter().enumerate().map(line).collect_view();
    let shown = view! {
        <p class="cap">{texts.hint()}</p>
        <ol class="points">{lines}</ol>
        <button type="button" class="link" on:click=add>{texts.add()}</button>
    };
    fold(texts.title(), !listed.is_empty(), shown)
}

fn does(drawing: Drawing, edit: FactEdit) -> bool {
    drawing.edit(&Edit::Fact(edit))
}

/// A fact: what it is called, how it is read, what it is, and who reads it.
fn one(drawing: Drawing, words: Words, process: &Piece, at: usize, fact: &Value) -> AnyView {
    let texts = Computed(words.locale);
    let name: Text =
        fact.get("name").and_then(|name| serde_json::from_value(name.clone()).ok()).unwrap_or_default();
    let id = fact.get("id").and_then(Value::as_str).unwrap_or_default();
    let expr = fact.get("expr").unwrap_or(&Value::Bool(false));
    let labels = [texts.name_zh(), texts.name_en()];
    let names = both(&format!("fact-{at}-name"), labels, &name, move |locale, text| {
        does(drawing, FactEdit::Name { at, locale, text });
    });
    let called = refusable(&format!("fact-{at}-id"), texts.id(), id.to_owned(), move |id| {
        does(drawing, FactEdit::Id { at, id })
    });
    let what = logic(drawing, words, (&format!("fact-{at}-logic"), Some(id)), expr, move |expr| {
        does(drawing, FactEdit::Set { at, expr });
    });
    let readers = fact_readers(process, id);
    let read = match readers.as_slice() {
        [] => texts.unread().to_owned(),
        readers => texts.read_by(&words.processes.readers(readers)),
    };
    let remove = move |_| _ = does(drawing, FactEdit::Remove(at));
    view! {
        <dl class="stacked">{names}{called}</dl>
        {what}
        <p class="cap">{read}</p>
        <p class="row"><button type="button" class="link" on:click=remove>{texts.remove()}</button></p>
    }
}
