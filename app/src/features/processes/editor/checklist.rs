//! Of a task: its checklist, point by point, with the standard phrases for each.

use schema::Locale;
use schema::locale::Text;
use schema::process::CheckPoint;
use schema::process::design::{Piece, Place};
use serde_json::json;

use super::instructions::said_anew;
use super::state::Drawing;
use crate::designing::fold::fold;
use crate::designing::input::{both, both_long, exactly};
use crate::prelude::*;
use crate::text::{Instructions, Words};

/// The list, with a way to add a point.
pub fn checklist(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Instructions(words.locale);
    let points: Vec<CheckPoint> = piece.said("checklist").unwrap_or_default();
    let list = List { drawing, place: place.clone(), points };
    let is_said = !list.points.is_empty();
    let grown = list.clone();
    let add = move |_| grown.change(|points| points.push(fresh(points)));
    let lines = (0..list.points.len()).map(|at| list.point(texts, at)).collect_view();
    let points = view! {
        <ol class="points">{lines}</ol>
        <button type="button" class="link" on:click=add>{texts.add_point()}</button>
    };
    fold(texts.checklist(), is_said, points)
}

/// A point with an id that no other has.
fn fresh(known: &[CheckPoint]) -> CheckPoint {
    let is_free = |id: &String| known.iter().all(|point| point.id != *id);
    let id = (known.len() + 1..).map(|number| format!("point-{number}")).find(is_free).unwrap_or_default();
    let name = |locale| Instructions(locale).new_point();
    let name = Text::zh(name(Locale::ZhCn)).with(Locale::En, name(Locale::En));
    CheckPoint { id, name, phrases: Vec::new() }
}

/// The checklist of a task.
#[derive(Clone)]
struct List {
    drawing: Drawing,
    place: Place,
    points: Vec<CheckPoint>,
}

impl List {
    fn change(&self, change: impl FnOnce(&mut Vec<CheckPoint>)) {
        let mut points = self.points.clone();
        change(&mut points);
        self.drawing.set(&self.place, "checklist", (!points.is_empty()).then(|| json!(points)));
    }

    fn change_point(&self, at: usize, change: impl FnOnce(&mut CheckPoint)) {
        self.change(|points| {
            if let Some(point) = points.get_mut(at) {
                change(point);
            }
        });
    }

    fn point(&self, texts: Instructions, at: usize) -> Option<AnyView> {
        let point = self.points.get(at)?;
        let list = self.clone();
        let name = both(
            &format!("point-{at}-name"),
            [texts.name_zh(), texts.name_en()],
            &point.name,
            move |locale, typed| {
                list.change_point(at, |point| point.name = said_anew(&point.name, locale, &typed));
            },
        );
        let list = self.clone();
        let phrases = both_long(
            &format!("point-{at}-phrases"),
            [texts.phrases_zh(), texts.phrases_en()],
            &in_lines(&point.phrases),
            move |locale, typed| {
                list.change_point(at, |point| point.phrases = with_lines(&point.phrases, locale, &typed));
            },
        );
        let list = self.clone();
        let remove = move |_| list.change(|points| drop(points.remove(at)));
        let list = self.clone();
        let raise = move |_| list.change(|points| points.swap(at - 1, at));
        Some(view! {
            <li>
                <dl class="stacked">{name}{phrases}</dl>
                <p class="row">
                    {(at > 0).then(|| view! { <button type="button" class="link" on:click=raise>{texts.up()}</button> })}
                    <button type="button" class="link" on:click=remove>{texts.remove()}</button>
                </p>
            </li>
        })
    }
}

/// Phrases as one text, a line for each.
fn in_lines(phrases: &[Text]) -> Text {
    Locale::ALL.into_iter().fold(Text::default(), |text, locale| {
        let lines: Vec<String> = phrases.iter().map(|phrase| exactly(phrase, locale)).collect();
        let lines = lines.join("\n");
        if lines.trim().is_empty() { text } else { text.with(locale, lines) }
    })
}

/// The phrases with these lines in one language: the same line of each language says the same.
fn with_lines(phrases: &[Text], locale: Locale, typed: &str) -> Vec<Text> {
    let lines: Vec<&str> = typed.trim_end().lines().collect();
    let phrase = |at: usize| {
        let before = phrases.get(at).cloned().unwrap_or_default();
        said_anew(&before, locale, lines.get(at).copied().unwrap_or_default())
    };
    let all = (0..lines.len().max(phrases.len())).map(phrase);
    all.filter(|phrase| !phrase.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_line_of_each_language_is_one_phrase() {
        let zh = with_lines(&[], Locale::ZhCn, "公章清晰\n\n缺公章\n");
        assert_eq!(zh, [Text::zh("公章清晰"), Text::zh("缺公章")]);
        let both = with_lines(&zh, Locale::En, "The seal is clear");
        assert_eq!(both, [Text::zh("公章清晰").with(Locale::En, "The seal is clear"), Text::zh("缺公章")]);
        assert_eq!(in_lines(&both).get(Locale::ZhCn), "公章清晰\n缺公章");
        let english = with_lines(&both, Locale::ZhCn, "");
        assert_eq!(english, [Text::default().with(Locale::En, "The seal is clear")]);
        assert_eq!(fresh(&[CheckPoint { id: "point-2".into(), ..fresh(&[]) }]).id, "point-3");
    }
}
