//! Where one stands in a guide: what was answered, each with the way to change it, and the question that is open. Every way on is an
//! address. The same for who is led and, with a draft, for who writes the guide.

use schema::guide::{Answer, Ask, Guide, GuideChoice, GuidePart, GuideQuestion, Stand, replay};
use schema::hall::Scene;
use schema::regions::{Region, path};
use schema::role::RegionCode;

use super::input::{date, number, region};
use crate::navigator::beside;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Guides, Words, typeset};
use crate::ui::icon::Icon;

/// The parameter below which region one chooses.
const BELOW: &str = "_in";

/// Which page one walks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// That of everybody.
    Public,
    /// That of who writes the guide, where this part is open.
    Draft(Option<(GuidePart, usize)>),
}

/// A walk through a guide, as far as the answers of an address lead.
pub struct Walk<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// Where it stands.
    pub stand: Stand<'a>,
    /// What is an answer to some question, in the order of the guide: also what does not matter just now, so that nothing is
    /// asked twice when an answer is changed back.
    pub kept: Vec<(&'a str, &'a str)>,
    /// Everything in the address.
    pub written: &'a [(String, String)],
    /// On which page.
    pub at: At,
    /// The regions that are named.
    pub regions: &'a [Region],
}

impl<'a> Walk<'a> {
    /// The walk that this address tells.
    pub fn new(guide: &'a Guide, written: &'a [(String, String)], at: At, regions: &'a [Region]) -> Self {
        let of = |id: &str| written.iter().find(|(name, _)| name == id).map(|(_, value)| value.as_str());
        let kept = guide.questions.iter().filter_map(|question| {
            let value = of(&question.id)?;
            question.read(value).map(|_| (question.id.as_str(), value))
        });
        Self { guide, stand: replay(guide, of), kept: kept.collect(), written, at, regions }
    }

    /// The address with this answer changed, or left out.
    pub fn address(&self, id: &str, value: Option<&str>) -> String {
        let of = |name: &str| self.kept.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let answers = self.guide.questions.iter().map(|question| question.id.as_str());
        let answers = answers.map(|name| (name, if name == id { value } else { of(name) }));
        self.address_of(answers.filter_map(|(name, value)| Some((name, value?))))
    }

    /// The address of these answers.
    fn address_of<'b>(&self, answers: impl IntoIterator<Item = (&'b str, &'b str)>) -> String {
        match self.at {
            At::Public => to::guide(&self.guide.code, answers),
            At::Draft(open) => to::edited_guide(&self.guide.code, open, answers),
        }
    }

    /// Whether the address says something that is no answer here.
    fn ignores(&self) -> bool {
        let is_kept = |name: &str| self.kept.iter().any(|(id, _)| *id == name);
        let open = self.stand.open.map(|question| question.id.as_str());
        // What is no answer to the open question is said beside it.
        let is_known = |name: &str| is_kept(name) || name.starts_with('_') || Some(name) == open;
        self.written.iter().any(|(name, _)| !is_known(name))
    }

    /// What was answered, and what is asked.
    pub fn shown(&self, words: Words) -> AnyView {
        let texts = Guides(words.locale);
        let answered = self.stand.answered.iter().map(|answer| self.answered(words, answer)).collect_view();
        let intro = self.guide.intro.as_ref().filter(|_| self.stand.answered.is_empty());
        let intro = intro.map(|intro| {
            let text = typeset(intro.get(words.locale));
            beside(Scene::Asking, view! { <p data-read>{text}</p> })
        });
        let ignored = self.ignores().then(|| view! { <p class="notice" role="status">{texts.ignored()}</p> });
        let open = self.stand.open.map(|question| self.open(words, question));
        view! { {intro}{ignored}{answered}{open} }
    }

    fn answered(&self, words: Words, answer: &Answer<'_>) -> AnyView {
        let texts = Guides(words.locale);
        let ask = typeset(answer.question.ask.get(words.locale));
        let said = self.said(words, answer);
        let (href, label) = (self.address(&answer.question.id, None), texts.change_of(&ask));
        view! { <p class="answered"><span><b>{ask}</b>{said}</span><a href=href aria-label=label>{texts.change()}</a></p> }
    }

    /// An answer in words.
    pub fn said(&self, words: Words, answer: &Answer<'_>) -> String {
        let texts = Guides(words.locale);
        match &answer.question.kind {
            Ask::Choice { choices } => {
                let chosen = choices.iter().find(|choice| choice.value == answer.written);
                chosen.map(|choice| typeset(choice.label.get(words.locale))).unwrap_or_default()
            }
            Ask::YesNo if answer.written == "yes" => texts.yes().to_owned(),
            Ask::YesNo => texts.no().to_owned(),
            Ask::Number { unit, .. } => {
                let unit = unit.as_ref().map(|unit| unit.get(words.locale)).unwrap_or_default();
                format!("{} {unit}", answer.written).trim().to_owned()
            }
            Ask::Date => answer.written.parse().map(|day| words.full_day(day)).unwrap_or_default(),
            Ask::Region { .. } => {
                let code = RegionCode::parse(answer.written).ok();
                code.and_then(|code| path(self.regions, code)).unwrap_or_else(|| answer.written.to_owned())
            }
        }
    }

    fn open(&self, words: Words, question: &GuideQuestion) -> AnyView {
        let texts = Guides(words.locale);
        let number_ = self.stand.answered.len() + 1;
        let help = question.help.as_ref().map(|help| typeset(help.get(words.locale)));
        let written = self.written.iter().find(|(name, value)| *name == question.id && !value.is_empty());
        let wrong = written.map(|(_, value)| value.as_str());
        let answers = match &question.kind {
            Ask::Choice { choices } => self.choices(words, &question.id, choices),
            Ask::YesNo => self.yes_no(words, &question.id),
            Ask::Number { min, max, unit } => {
                number(self, words, question, (*min, *max), unit.as_ref(), wrong)
            }
            Ask::Date => date(self, words, question, wrong),
            Ask::Region { within } => region(self, words, question, *within, wrong.is_some()),
        };
        view! {
            <section class="narrow" aria-labelledby="question">
                <p class="soft">{texts.question(number_)}</p>
                {self.heading(typeset(question.ask.get(words.locale)))}
                {help.map(|help| view! { <p class="soft">{help}</p> })}
                {answers}
            </section>
        }
    }

    /// The page of everybody is about the question; that of who writes is about the guide.
    fn heading(&self, ask: String) -> AnyView {
        match self.at {
            At::Public => view! { <h1 id="question">{ask}</h1> },
            At::Draft(_) => view! { <h3 id="question">{ask}</h3> },
        }
    }

    fn choices(&self, words: Words, id: &str, choices: &[GuideChoice]) -> AnyView {
        let choice =
            |choice: &GuideChoice| self.choice(id, &choice.value, typeset(choice.label.get(words.locale)));
        view! { <ul class="choices">{choices.iter().map(choice).collect_view()}</ul> }
    }

    fn yes_no(&self, words: Words, id: &str) -> AnyView {
        let texts = Guides(words.locale);
        let both = [("yes", texts.yes()), ("no", texts.no())];
        let both = both.map(|(value, label)| self.choice(id, value, label.to_owned()));
        view! { <ul class="choices pair">{both.into_iter().collect_view()}</ul> }
    }

    /// An answer that is an address.
    pub fn choice(&self, id: &str, value: &str, label: String) -> AnyView {
        let href = self.address(id, Some(value));
        view! { <li><a class="choice" href=href><span>{label}</span><Icon name="next"/></a></li> }
    }

    /// The address at which this question, which asks for a region, shows what lies below one: the answers stay, and it is open.
    pub fn below(&self, id: &str, region: &str) -> String {
        let others = self.kept.iter().copied().filter(|(name, _)| *name != id);
        self.address_of(others.chain([(BELOW, region)]))
    }

    /// The region below which one chooses, as the address has it.
    pub fn chosen_below(&self) -> Option<RegionCode> {
        let of_address = self.written.iter().find(|(name, _)| name == BELOW);
        of_address.and_then(|(_, code)| RegionCode::parse(code).ok())
    }

    /// The answers so far as hidden inputs, for the one that is typed.
    pub fn hidden(&self) -> AnyView {
        let input = |(name, value): &(&str, &str)| {
            view! { <input type="hidden" name=(*name).to_owned() value=(*value).to_owned()/> }
        };
        let open = match self.at {
            At::Draft(Some((part, at))) => Some(view! {
                <input type="hidden" name="_part" value=part.slug()/>
                <input type="hidden" name="_at" value=at.to_string()/>
            }),
            At::Draft(None) | At::Public => None,
        };
        view! { {open}{self.kept.iter().map(input).collect_view()} }
    }
}
