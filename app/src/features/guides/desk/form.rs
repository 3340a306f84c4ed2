//! The form of one part of a guide. Lists are lines of text, so that everything can be written without scripts.

use std::fmt::Write;

use schema::guide::{Ask, Basis, Ending, GuideOutcome, GuidePart, GuideQuestion};
use schema::locale::{Locale, Text};

use super::card::Cards;
use super::condition::inputs;
use crate::prelude::*;
use crate::text::Guiding;
use crate::ui::field::TextArea;

/// The form of a question.
pub struct Question<'a> {
    /// Around what it stands.
    pub cards: Cards<'a>,
    /// Its place.
    pub at: usize,
    /// The question.
    pub question: &'a GuideQuestion,
}

/// The form of an outcome.
pub struct Outcome<'a> {
    /// Around what it stands.
    pub cards: Cards<'a>,
    /// Its place.
    pub at: usize,
    /// The outcome.
    pub outcome: &'a GuideOutcome,
}

/// The form of what a guide is as a whole.
pub struct About<'a>(pub Cards<'a>);

impl Question<'_> {
    /// The form.
    pub fn shown(&self) -> AnyView {
        let Self { cards, at, question } = self;
        let texts = Guiding(cards.words.locale);
        let kind = match &question.kind {
            Ask::Choice { .. } => "choice",
            Ask::YesNo => "yes_no",
            Ask::Number { .. } => "number",
            Ask::Date => "date",
            Ask::Region { .. } => "region",
        };
        let kinds = [
            ("choice", texts.choice()),
            ("yes_no", texts.yes_no()),
            ("number", texts.number()),
            ("date", texts.date()),
            ("region", texts.region()),
        ];
        view! {
            <form class="set" method="post" action=cards.action.to_owned()>
                {cards.about_part(GuidePart::Questions, *at)}
                {line("/id", texts.id(), &question.id)}
                {both("/ask", (texts.ask_zh(), texts.ask_en()), Some(&question.ask))}
                {both("/help", (texts.help_zh(), texts.help_en()), question.help.as_ref())}
                {choose("/kind", texts.kind(), &kinds, kind)}
                {kind_inputs(texts, &question.kind)}
                {inputs(cards.words, cards.guide, question.when.as_ref(), texts.when_question())}
                <p class="acts"><button class="btn main">{texts.save()}</button></p>
            </form>
        }
    }
}

/// What a kind of question has besides; all kinds stand there, because nothing shows and hides them.
fn kind_inputs(texts: Guiding, kind: &Ask) -> AnyView {
    let (mut choices, mut min, mut max, mut unit, mut within) = Default::default();
    match kind {
        Ask::Choice { choices: all } => {
            choices = all.iter().fold(String::new(), |mut text, it| {
                let _ = writeln!(text, "{} | {}", it.value, bar(&it.label));
                text
            });
        }
        Ask::Number { min: least, max: most, unit: of } => {
            (min, max) = (least.to_string(), most.to_string());
            unit = of.as_ref().map(bar).unwrap_or_default();
        }
        Ask::Region { within: Some(region) } => within = region.to_string(),
        Ask::YesNo | Ask::Date | Ask::Region { within: None } => {}
    }
    view! {
        {area("/choices", texts.choices(), choices)}
        <div class="pair">{line("/min", texts.min(), &min)}{line("/max", texts.max(), &max)}</div>
        {line("/unit", texts.unit(), &unit)}
        {line("/within", texts.within(), &within)}
    }
}

impl Outcome<'_> {
    /// The form.
    pub fn shown(&self) -> AnyView {
        let Self { cards, at, outcome } = self;
        let texts = Guiding(cards.words.locale);
        let ends = match &outcome.ending {
            Ending::Item { .. } => "item",
            Ending::Bundle { .. } => "bundle",
            Ending::Checklist { .. } => "checklist",
            Ending::NotEligible => "not_eligible",
            Ending::HandOver { .. } => "hand_over",
        };
        let endings = [
            ("item", texts.item()),
            ("bundle", texts.bundle()),
            ("checklist", texts.checklist()),
            ("not_eligible", texts.not_eligible()),
            ("hand_over", texts.hand_over()),
        ];
        view! {
            <form class="set" method="post" action=cards.action.to_owned()>
                {cards.about_part(GuidePart::Outcomes, *at)}
                {line("/id", texts.id(), &outcome.id)}
                {both("/say", (texts.say_zh(), texts.say_en()), Some(&outcome.say))}
                {choose("/ends", texts.ending(), &endings, ends)}
                {ending_inputs(texts, &outcome.ending)}
                {inputs(cards.words, cards.guide, outcome.when.as_ref(), texts.when())}
                {area("/basis", texts.basis(), basis(&outcome.basis))}
                <p class="acts"><button class="btn main">{texts.save()}</button></p>
            </form>
        }
    }
}

fn ending_inputs(texts: Guiding, ending: &Ending) -> AnyView {
    let (mut code, mut fills, mut steps, mut to, mut phone) = Default::default();
    match ending {
        Ending::Item { item, fills: all } => {
            code = item.clone();
            fills = all.iter().fold(String::new(), |mut text, (pointer, id)| {
                let _ = writeln!(text, "{pointer} = {id}");
                text
            });
        }
        Ending::Bundle { bundle } => code = bundle.clone(),
        Ending::Checklist { steps: all } => steps = all.iter().map(bar).collect::<Vec<_>>().join("\n"),
        Ending::NotEligible => {}
        Ending::HandOver { to: who, phone: number } => {
            to = bar(who);
            phone = number.clone().unwrap_or_default();
        }
    }
    view! {
        {line("/code", texts.code(), &code)}
        {area("/fills", texts.fills(), fills)}
        {area("/steps", texts.steps(), steps)}
        {line("/to", texts.to(), &to)}
        {line("/phone", texts.phone(), &phone)}
    }
}

impl About<'_> {
    /// The form.
    pub fn shown(&self) -> AnyView {
        let cards = self.0;
        let (texts, guide) = (Guiding(cards.words.locale), cards.guide);
        view! {
            <form class="set" method="post" action=cards.action.to_owned()>
                <input type="hidden" name="revision" value=cards.revision/>
                <input type="hidden" name="part" value="about"/>
                {both("/title", (texts.title_zh(), texts.title_en()), Some(&guide.title))}
                {both("/help", (texts.help_zh(), texts.help_en()), guide.intro.as_ref())}
                {line("/called", texts.called(), &guide.called.join("，"))}
                {line("/events", texts.events(), &guide.events.join("，"))}
                <div class="field">
                    <label for="as-of">{texts.as_of()}</label>
                    <input id="as-of" type="date" name="/as_of" value=guide.as_of.to_string() required=true/>
                </div>
                {area("/basis", texts.basis(), basis(&guide.basis))}
                <label class="choice">
                    <input type="checkbox" name="/demonstration" value="1" checked=guide.demonstration/>
                    <span>{texts.demonstration()}</span>
                </label>
                <p class="acts"><button class="btn main">{texts.save()}</button></p>
            </form>
        }
    }
}

fn line(name: &'static str, label: &'static str, value: &str) -> AnyView {
    let id = schema::form::html_id(name);
    view! {
        <div class="field"><label for=id.clone()>{label}</label><input id=id name=name value=value.to_owned()/></div>
    }
}

/// A text in both languages.
fn both(name: &'static str, (zh, en): (&'static str, &'static str), text: Option<&Text>) -> AnyView {
    let of = |locale: Locale| {
        let text = text.filter(|text| text.has(locale));
        text.map(|text| text.get(locale).to_owned()).unwrap_or_default()
    };
    let id = schema::form::html_id(name);
    view! {
        <TextArea id=id.clone() name=name label=zh hint=None value=of(Locale::ZhCn) message=None/>
        <TextArea id=format!("{id}-en") name=format!("{name}/en") label=en hint=None value=of(Locale::En) message=None/>
    }
}

fn area(name: &'static str, label: &'static str, value: String) -> AnyView {
    view! { <TextArea id=schema::form::html_id(name) name=name label=label hint=None value=value message=None/> }
}

fn choose(
    name: &'static str,
    label: &'static str,
    options: &[(&'static str, &'static str)],
    chosen: &str,
) -> AnyView {
    let option = |(value, label): &(&'static str, &'static str)| {
        let selected = *value == chosen;
        view! { <option value=*value selected=selected>{*label}</option> }
    };
    let id = schema::form::html_id(name);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>{options.iter().map(option).collect_view()}</select>
        </div>
    }
}

/// A text as a line: Chinese | English.
fn bar(text: &Text) -> String {
    match text.has(Locale::En) {
        true => format!("{} | {}", text.get(Locale::ZhCn), text.get(Locale::En)),
        false => text.get(Locale::ZhCn).to_owned(),
    }
}

fn basis(basis: &[Basis]) -> String {
    let line = |it: &Basis| match &it.url {
        Some(url) => format!("{} | {url}", it.title),
        None => it.title.clone(),
    };
    basis.iter().map(line).collect::<Vec<_>>().join("\n")
}
