//! Of a task: what is said while it is open, when, to whom, and by what (催办计划).

use schema::Locale;
use schema::locale::Text;
use schema::process::design::{Piece, Place};
use schema::process::{Urge, UrgeAt, UrgeBy, UrgeTo};
use serde_json::{Value, json};

use super::assignment::{listed, named};
use super::effects::say;
use super::state::Drawing;
use crate::designing::fold::fold;
use crate::designing::input::{both_long, number, select, ticks};
use crate::prelude::*;
use crate::text::Urging;

/// The list, with a way to add one.
pub fn urge(drawing: Drawing, texts: Urging, place: &Place, piece: &Piece) -> AnyView {
    let all: Vec<Urge> = piece.said("urge").unwrap_or_default();
    let list = List { drawing, place: place.clone(), all };
    let is_said = !list.all.is_empty();
    let grown = list.clone();
    let add = move |_| {
        let mut all = grown.all.clone();
        all.push(fresh(&all));
        grown.put(&all);
    };
    let lines = (0..list.all.len()).map(|at| view! { <li>{list.shown(texts, at)}</li> }).collect_view();
    let lines = view! {
        <p class="cap">{texts.hint()}</p>
        <ul class="points">{lines}</ul>
        <button type="button" class="link" on:click=add>{texts.add()}</button>
    };
    fold(texts.title(), is_said, lines)
}

/// One at a moment and to somebody that no other has; one begins with who has the task, half-way.
fn fresh(known: &[Urge]) -> Urge {
    let words = |locale| Urging(locale).usual();
    let words = Text::zh(words(Locale::ZhCn)).with(Locale::En, words(Locale::En));
    let one = |at, to| Urge { at, to, words: words.clone(), by: Vec::new() };
    let later = (1..=u16::MAX).map(|days| (UrgeAt::LateBy(days), UrgeTo::Holder));
    let first =
        [(UrgeAt::Half, UrgeTo::Holder), (UrgeAt::LateBy(1), UrgeTo::Lead), (UrgeAt::Half, UrgeTo::Next)];
    let mut all = first.into_iter().chain(later).map(|(at, to)| one(at, to));
    let is_free = |urge: &Urge| known.iter().all(|other| other.key() != urge.key());
    all.find(is_free).unwrap_or_else(|| one(UrgeAt::Half, UrgeTo::Holder))
}

/// The moments by the names of a choice; the number of days is asked for beside it.
const HALF: &str = "half";
const LEFT: &str = "days_left";
const LATE: &str = "late_by";

/// What is said of a task.
#[derive(Clone)]
struct List {
    drawing: Drawing,
    place: Place,
    all: Vec<Urge>,
}

impl List {
    fn put(&self, all: &[Urge]) {
        let all: Vec<Value> = all.iter().map(|urge| json!(urge)).collect();
        self.drawing.set(&self.place, "urge", listed(all));
    }

    fn change(&self, at: usize, change: impl FnOnce(&mut Urge)) {
        let mut all = self.all.clone();
        if let Some(urge) = all.get_mut(at) {
            change(urge);
        }
        self.put(&all);
    }

    fn shown(&self, texts: Urging, at: usize) -> Option<AnyView> {
        let urge = self.all.get(at)?;
        let (list, gone) = (self.clone(), self.clone());
        let remove = move |_| {
            let mut all = gone.all.clone();
            all.remove(at);
            gone.put(&all);
        };
        let labels = [texts.words_zh(), texts.words_en()];
        let words = both_long(&format!("urge-{at}-words"), labels, &urge.words, move |locale, typed| {
            list.change(at, |urge| say(&mut urge.words, locale, &typed));
        });
        Some(view! {
            <dl class="stacked">
                {self.when(texts, at, urge)}
                {self.whom(texts, at, urge)}
                {words}
                {self.ways(texts, at, urge)}
            </dl>
            <button type="button" class="link" on:click=remove>{texts.remove()}</button>
        })
    }

    fn when(&self, texts: Urging, at: usize, urge: &Urge) -> AnyView {
        let (chosen, days) = match urge.at {
            UrgeAt::Half => (HALF, None),
            UrgeAt::DaysLeft(days) => (LEFT, Some(days)),
            UrgeAt::LateBy(days) => (LATE, Some(days)),
        };
        let names = named(&[(HALF, texts.at_half()), (LEFT, texts.at_left()), (LATE, texts.at_late())]);
        let list = self.clone();
        let moment = select(&format!("urge-{at}-at"), texts.at(), chosen, names, move |moment| {
            let days = days.unwrap_or(1);
            list.change(at, |urge| {
                urge.at = match moment.as_str() {
                    LEFT => UrgeAt::DaysLeft(days),
                    LATE => UrgeAt::LateBy(days),
                    _ => UrgeAt::Half,
                };
            });
        });
        let list = self.clone();
        let days = days.map(|days| {
            number(&format!("urge-{at}-days"), texts.days(), Some(days.to_string()), move |typed| {
                let Ok(days) = typed.trim().parse() else { return };
                list.change(at, |urge| match &mut urge.at {
                    UrgeAt::DaysLeft(known) | UrgeAt::LateBy(known) => *known = days,
                    UrgeAt::Half => {}
                });
            })
        });
        view! { {moment}{days} }
    }

    fn whom(&self, texts: Urging, at: usize, urge: &Urge) -> AnyView {
        let names = UrgeTo::ALL.map(|to| (to.slug(), texts.whom(to)));
        let list = self.clone();
        select(&format!("urge-{at}-to"), texts.to(), urge.to.slug(), named(&names), move |chosen| {
            let Some(to) = UrgeTo::ALL.into_iter().find(|to| to.slug() == chosen) else { return };
            list.change(at, |urge| urge.to = to);
        })
    }

    fn ways(&self, texts: Urging, at: usize, urge: &Urge) -> AnyView {
        let options = UrgeBy::ALL.map(|by| (texts.way(by).to_owned(), urge.by.contains(&by)));
        let list = self.clone();
        ticks(&format!("urge-{at}-by"), texts.by(), options.to_vec(), move |which, ticked| {
            let Some(by) = UrgeBy::ALL.get(which).copied() else { return };
            list.change(at, |urge| {
                urge.by.retain(|other| *other != by);
                urge.by.extend(ticked.then_some(by));
            });
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_new_one_is_at_another_moment_or_to_somebody_else() {
        let mut all = Vec::new();
        for _ in 0..6 {
            all.push(fresh(&all));
        }
        let mut keys: Vec<String> = all.iter().map(Urge::key).collect();
        assert_eq!(keys[..2], ["half-holder", "late-1-lead"]);
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 6);
        assert!(all.iter().all(|urge| Locale::ALL.into_iter().all(|locale| urge.words.has(locale))));
    }
}
