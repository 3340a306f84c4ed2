//! The form of one part of a guide. Lists are lines of text, so that everything can be written without scripts.

use std::fmt::Write;

use schema::guide::{Ask, Basis, Ending, GuideOutcome, GuidePart, GuideQuestion};
use schema::locale::{Locale, Text};

use super::card::Cards;
use super::condition::inputs;
use super::typed::Typed;
use crate::prelude::*;
use crate::text::Guiding;

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
        let (texts, typed) = (Guiding(cards.words.locale), cards.typed);
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
                {typed.line("/id", texts.id(), &question.id)}
                {typed.both("/ask", (texts.ask_zh(), texts.ask_en()), Some(&question.ask))}
                {typed.both("/help", (texts.help_zh(), texts.help_en()), question.help.as_ref())}
                {typed.choose("/kind", texts.kind(), &kinds, kind)}
                {kind_inputs((texts, typed), &question.kind)}
                {inputs(*cards, question.when.as_ref(), texts.when_question())}
                <p class="acts"><button class="btn main">{texts.save()}</button></p>
            </form>
        }
    }
}

/// What a kind of question has besides; all kinds stand there, because nothing shows and hides them.
fn kind_inputs((texts, typed): (Guiding, Typed<'_>), kind: &Ask) -> AnyView {
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
        {typed.area("/choices", texts.choices(), &choices)}
        <div class="pair">{typed.number("/min", texts.min(), &min)}{typed.number("/max", texts.max(), &max)}</div>
        {typed.line("/unit", texts.unit(), &unit)}
        {typed.line("/within", texts.within(), &within)}
    }
}

impl Outcome<'_> {
    /// The form.
    pub fn shown(&self) -> AnyView {
        let Self { cards, at, outcome } = self;
        let (texts, typed) = (Guiding(cards.words.locale), cards.typed);
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
                {typed.line("/id", texts.id(), &outcome.id)}
                {typed.both("/say", (texts.say_zh(), texts.say_en()), Some(&outcome.say))}
                {typed.choose("/ends", texts.ending(), &endings, ends)}
                {ending_inputs((texts, typed), &outcome.ending)}
                {inputs(*cards, outcome.when.as_ref(), texts.when())}
                {typed.area("/basis", texts.basis(), &basis(&outcome.basis))}
                <p class="acts"><button class="btn main">{texts.save()}</button></p>
            </form>
        }
    }
}

fn ending_inputs((texts, typed): (Guiding, Typed<'_>), ending: &Ending) -> AnyView {
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
        {typed.line("/code", texts.code(), &code)}
        {typed.area("/fills", texts.fills(), &fills)}
        {typed.area("/steps", texts.steps(), &steps)}
        {typed.line("/to", texts.to(), &to)}
        {typed.line("/phone", texts.phone(), &phone)}
    }
}

impl About<'_> {
    /// The form.
    pub fn shown(&self) -> AnyView {
        let cards = self.0;
        let (texts, guide, typed) = (Guiding(cards.words.locale), cards.guide, cards.typed);
        view! {
            <form class="set" method="post" action=cards.action.to_owned()>
                <input type="hidden" name="revision" value=cards.revision/>
                <input type="hidden" name="part" value="about"/>
                {typed.both("/title", (texts.title_zh(), texts.title_en()), Some(&guide.title))}
                {typed.both("/help", (texts.help_zh(), texts.help_en()), guide.intro.as_ref())}
                {typed.line("/called", texts.called(), &guide.called.join("，"))}
                {typed.line("/events", texts.events(), &guide.events.join("，"))}
                {typed.day("/as_of", texts.as_of(), &guide.as_of.to_string())}
                {typed.area("/basis", texts.basis(), &basis(&guide.basis))}
                <label class="choice">
                    <input type="checkbox" name="/demonstration" value="1" checked=typed.ticked("/demonstration", guide.demonstration)/>
                    <span>{texts.demonstration()}</span>
                </label>
                <p class="acts"><button class="btn main">{texts.save()}</button></p>
            </form>
        }
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
