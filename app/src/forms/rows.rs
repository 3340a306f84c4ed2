//! Repeated groups: a box a row. Without scripts there is always one blank row more, which is not kept if it stays so.

use crate::prelude::*;
use schema::form::{Control, Field, html_id};

use super::filling::Filling;
use super::question::Question;
use super::{control, live};
use crate::text::Words;

/// The rows of the group `field` in the row at `base`; `place` leads to it in the form.
pub(super) fn rows(filling: Filling, words: Words, field: &Field, base: &str, place: &[usize]) -> AnyView {
    let question = Question::new(filling, words, field, base, place);
    let Control::Repeat { row, fields, min, max, .. } = &field.control else { return ().into_any() };
    let list = List {
        filling,
        words,
        name: control::row_name(row, &field.label, words),
        fields: fields.clone(),
        pointer: question.pointer.clone(),
        place: place.to_vec(),
        grows: !field.read_only && filling.scope().is_open(&question.pointer),
        most: max.map_or(usize::MAX, |max| usize::try_from(max).unwrap_or(usize::MAX)),
    };
    let count = list.count(min.map_or(0, |min| usize::try_from(min).unwrap_or(0)));
    let shown = RwSignal::new(Shown { count, generation: 0 });
    let (hidden, error) = (question.hidden(), question.look.error);
    let (grows, most) = (list.grows, list.most);
    let add = words.forms.add_row(&list.name);
    let pointer = list.pointer.clone();
    let first = fields.first().map(|field| field.pointer.clone()).unwrap_or_default();
    let rows = move |(_, index)| list.row(index, shown);
    view! {
        <fieldset
            class="group"
            class:wrong=move || error.with(Option::is_some)
            hidden=hidden
            id=html_id(&question.pointer)
            tabindex="-1"
            aria-describedby=question.described()
        >
            <legend>{question.label()}{question.mark()}</legend>
            {question.help()}
            {grows.then(|| view! { <p class="hint">{words.forms.rows_hint()}</p> })}
            <div class="rows"><For each=move || shown.get().keys() key=|key| *key children=rows/></div>
            {grows.then(|| view! {
                <button
                    type="button"
                    class="button quiet small"
                    hidden={move || !filling.live.get() || shown.get().count >= most}
                    on:click=move |_| add_row(shown, &pointer, &first)
                >
                    {add}
                </button>
            })}
        </fieldset>
    }
}

/// Which rows are on the screen.
#[derive(Clone, Copy)]
struct Shown {
    count: usize,
    /// Grows when a row is taken out: what was typed into an input outlives its `value`, so those behind it, which
    /// have other answers now, need other inputs.
    generation: u32,
}

impl Shown {
    fn keys(self) -> impl Iterator<Item = (u32, usize)> {
        (0..self.count).map(move |index| (self.generation, index))
    }
}

/// What the rows of a group have in common.
#[derive(Clone)]
struct List {
    filling: Filling,
    words: Words,
    name: String,
    fields: Vec<Field>,
    pointer: String,
    place: Vec<usize>,
    /// Whether rows may come and go.
    grows: bool,
    most: usize,
}

impl List {
    /// How many rows to show: those answered, one more if it may be, and as many as there have to be.
    fn count(&self, least: usize) -> usize {
        let answered = self.filling.rows(&self.pointer);
        if self.grows { (answered + 1).min(self.most).max(least).max(answered) } else { answered }
    }

    fn row(&self, index: usize, shown: RwSignal<Shown>) -> AnyView {
        let Self { filling, words, .. } = *self;
        let base = format!("{}/{index}", self.pointer);
        let fields = self.fields.iter().enumerate().map(|(number, field)| {
            let place: Vec<usize> = self.place.iter().copied().chain([number]).collect();
            control::field(filling, words, field, &base, &place)
        });
        let fields: Vec<AnyView> = fields.collect();
        let pointer = self.pointer.clone();
        view! {
            <fieldset class="group">
                <legend>{words.forms.row(&self.name, index + 1)}</legend>
                {fields}
                {self.grows.then(|| view! {
                    <button
                        type="button"
                        class="button quiet small"
                        hidden=move || !filling.live.get()
                        on:click=move |_| remove_row(filling, shown, &pointer, index)
                    >
                        {words.forms.remove_row()}
                    </button>
                })}
            </fieldset>
        }
    }
}

fn add_row(shown: RwSignal<Shown>, list: &str, first: &str) {
    let index = shown.get_untracked().count;
    shown.update(|shown| shown.count += 1);
    live::focus(&format!("{list}/{index}{first}"));
}

fn remove_row(filling: Filling, shown: RwSignal<Shown>, list: &str, index: usize) {
    filling.remove_row(list, index);
    shown.update(|shown| {
        *shown = Shown { count: shown.count.saturating_sub(1), generation: shown.generation + 1 }
    });
    live::focus(list);
}
