//! Of a task: what who has it is told and asked: the checklist, the guidance, the risk point, the forms of its own.

use schema::Locale;
use schema::locale::Text;
use schema::process::Guidance;
use schema::process::design::{Piece, Place};
use serde_json::json;

use super::checklist::checklist;
use super::effects::say;
use super::state::Drawing;
use crate::designing::fold::fold;
use crate::designing::input::{both, both_long, choices, lines};
use crate::prelude::*;
use crate::text::{Instructions, Words};

/// All of it.
pub fn instructions(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = Instructions(words.locale);
    view! {
        <h3>{texts.title()}</h3>
        {checklist(drawing, words, place, piece)}
        {guidance(drawing, texts, place, piece)}
        {risk(drawing, texts, place, piece)}
        {forms(drawing, words, texts, place, piece)}
    }
}

/// The text with other words in one language; blank ones are none.
pub fn said_anew(text: &Text, locale: Locale, typed: &str) -> Text {
    let mut said = text.clone();
    say(&mut said, locale, typed);
    said
}

fn guidance(drawing: Drawing, texts: Instructions, place: &Place, piece: &Piece) -> AnyView {
    let said: Guidance = piece.said("guidance").unwrap_or_default();
    let is_said = said != Guidance::default();
    let here = place.clone();
    let put = move |guidance: Guidance| {
        let is_said = guidance != Guidance::default();
        drawing.set(&here, "guidance", is_said.then(|| json!(guidance)));
    };
    let (change, before) = (put.clone(), said.clone());
    let labels = [texts.words_zh(), texts.words_en()];
    let what = both_long("guidance-words", labels, &said.words, move |locale, typed| {
        change(Guidance { words: said_anew(&before.words, locale, &typed), ..before.clone() });
    });
    let (change, before) = (put.clone(), said.clone());
    let articles = lines("articles", texts.articles(), said.articles.join("\n"), move |typed| {
        change(Guidance { articles: each_line(&typed), ..before.clone() });
    });
    let before = said.clone();
    let precedents = lines("precedents", texts.precedents(), said.precedents.join("\n"), move |typed| {
        put(Guidance { precedents: each_line(&typed), ..before.clone() });
    });
    fold(texts.guidance(), is_said, view! { <dl class="stacked">{what}{articles}{precedents}</dl> })
}

fn each_line(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn risk(drawing: Drawing, texts: Instructions, place: &Place, piece: &Piece) -> AnyView {
    let said: Text = piece.said("risk").unwrap_or_default();
    let (is_said, here, before) = (!said.is_empty(), place.clone(), said.clone());
    let words = both("risk", [texts.risk_zh(), texts.risk_en()], &said, move |locale, typed| {
        let risk = said_anew(&before, locale, &typed);
        drawing.set(&here, "risk", (!risk.is_empty()).then(|| json!(risk)));
    });
    fold(texts.risk(), is_said, view! { <dl class="stacked">{words}</dl> })
}

/// The forms, each with a way to take it out, and those that are published to choose another from.
fn forms(drawing: Drawing, words: Words, texts: Instructions, place: &Place, piece: &Piece) -> AnyView {
    let own: Vec<String> = piece.said("forms").unwrap_or_default();
    #[cfg(feature = "hydrate")]
    super::save::list_forms(drawing);
    let (is_said, here) = (!own.is_empty(), place.clone());
    let put = move |own: Vec<String>| drawing.set(&here, "forms", (!own.is_empty()).then(|| json!(own)));
    let lines = own.iter().enumerate().map(|(at, id)| {
        let (put, before) = (put.clone(), own.clone());
        let remove = move |_| {
            let mut own = before.clone();
            own.remove(at);
            put(own);
        };
        let id = id.clone();
        let title = move || title(drawing, words, &id);
        view! {
            <li class="row"><span>{title}</span>
                <button type="button" class="link" on:click=remove>{texts.remove()}</button></li>
        }
    });
    let lines = lines.collect_view();
    let known = own.clone();
    let options = move || {
        let blank = (String::new(), texts.choose_form().to_owned());
        let others = drawing.forms.get().into_iter().filter_map(|(version, title)| {
            let id = version.split('/').next().filter(|id| !known.iter().any(|own| own == id))?;
            Some((id.to_owned(), format!("{} · {id}", title.get(words.locale))))
        });
        choices("", std::iter::once(blank).chain(others).collect())
    };
    let take = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            put(own.iter().cloned().chain([id]).collect());
        }
    };
    let list = view! {
        <ul class="own-forms">{lines}</ul>
        <dl class="stacked">
            <dt><label for="p-own-form">{texts.form()}</label></dt>
            <dd><select id="p-own-form" on:change=take>{options}</select></dd>
        </dl>
    };
    fold(texts.forms(), is_said, list)
}

/// What a form is called; its id as long as nobody knows.
fn title(drawing: Drawing, words: Words, id: &str) -> String {
    let forms = drawing.forms.get();
    let form = forms.iter().find(|(version, _)| version.rsplit_once('/').is_some_and(|(of, _)| of == id));
    form.map_or_else(|| id.to_owned(), |(_, title)| title.get(words.locale).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_anew_in_one_language_and_stays_in_the_others() {
        let text = Text::zh("收礼").with(Locale::En, "Gifts");
        assert_eq!(said_anew(&text, Locale::ZhCn, " 宴请 "), Text::zh("宴请").with(Locale::En, "Gifts"));
        assert_eq!(said_anew(&text, Locale::En, " "), Text::zh("收礼"));
        assert_eq!(each_line(" 第一条\n\n第二条 \n"), ["第一条", "第二条"]);
    }
}
