//! The parts of a guide as cards. The one that is open is a form.

use schema::guide::{Ask, Ending, Guide, GuideLint, GuideOutcome, GuidePart, GuideQuestion, lint};
use schema::locale::Text;

use super::condition::in_words;
use super::form::{About, Outcome, Question};
use super::typed::Typed;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Guides, Guiding, Words};

/// All cards of a guide.
#[derive(Clone, Copy)]
pub struct Cards<'a> {
    /// The language.
    pub words: Words,
    /// The guide.
    pub guide: &'a Guide,
    /// The revision that is edited.
    pub revision: i64,
    /// Where forms are sent.
    pub action: &'a str,
    /// The part that is open.
    pub open: Option<(GuidePart, usize)>,
    /// Whether what the guide is as a whole is open.
    pub is_about: bool,
    /// Whether this person may write.
    pub may: bool,
    /// What the inputs of the open part hold.
    pub typed: Typed<'a>,
}

impl Cards<'_> {
    /// The cards.
    pub fn shown(self) -> AnyView {
        let texts = Guiding(self.words.locale);
        let lints = lint(self.guide);
        let questions = self.guide.questions.iter().enumerate();
        let questions = questions.map(|(at, it)| self.question(at, it, &lints)).collect_view();
        let outcomes = self.guide.outcomes.iter().enumerate();
        let outcomes = outcomes.map(|(at, it)| self.outcome(at, it, &lints)).collect_view();
        view! {
            {self.about()}
            <h2>{texts.questions()}</h2>
            <ol class="of-cards">{questions}</ol>
            {self.add(GuidePart::Questions, texts.add_question())}
            <h2>{texts.outcomes()}</h2>
            <p class="cap">{texts.outcomes_lead()}</p>
            <ol class="of-cards">{outcomes}</ol>
            {self.add(GuidePart::Outcomes, texts.add_outcome())}
        }
    }

    fn about(self) -> AnyView {
        let texts = Guiding(self.words.locale);
        if self.is_about && self.may {
            return view! { <section class="card open" id="open"><h2>{texts.about()}</h2>{About(self).shown()}</section> };
        }
        let guide = self.guide;
        let href = format!("{}?_part=about#open", to::edit_guide(&guide.code));
        let change = self.may.then(|| view! { <a href=href>{texts.open()}</a> });
        view! {
            <section class="card">
                <h2>{texts.about()}</h2>
                <p>{guide.title.get(self.words.locale).to_owned()}</p>
                <p class="cap">{texts.as_of_day(&self.words.full_day(guide.as_of))}</p>
                <p class="acts">{change}</p>
            </section>
        }
    }

    fn question(self, at: usize, question: &GuideQuestion, lints: &[GuideLint]) -> AnyView {
        let (texts, place) = (Guiding(self.words.locale), (GuidePart::Questions, at));
        let number = texts.question(at + 1);
        if self.open == Some(place) && self.may {
            let form = Question { cards: self, at, question }.shown();
            return view! { <li class="card open" id="open"><h3>{number}</h3>{form}</li> };
        }
        let when = match &question.when {
            Some(when) => texts.only_if(&in_words(self.words, self.guide, when)),
            None => texts.always().to_owned(),
        };
        let answers = self.answers(&question.kind);
        view! {
            <li class="card">
                <p class="cap">{number}" · "<span class="code">{question.id.clone()}</span></p>
                <p><b>{self.said(&question.ask)}</b></p>
                <p class="cap">{answers}</p>
                <p class="cap">{when}</p>
                {self.lints(place, lints)}
                {self.acts(place)}
            </li>
        }
    }

    fn outcome(self, at: usize, outcome: &GuideOutcome, lints: &[GuideLint]) -> AnyView {
        let (texts, place) = (Guiding(self.words.locale), (GuidePart::Outcomes, at));
        let number = texts.outcome(at + 1);
        if self.open == Some(place) && self.may {
            let form = Outcome { cards: self, at, outcome }.shown();
            return view! { <li class="card open" id="open"><h3>{number}</h3>{form}</li> };
        }
        let when = match &outcome.when {
            Some(when) => texts.only_if(&in_words(self.words, self.guide, when)),
            None => texts.otherwise().to_owned(),
        };
        let (kind, code) = match &outcome.ending {
            Ending::Item { item, .. } => (texts.item(), item.as_str()),
            Ending::Bundle { bundle } => (texts.bundle(), bundle.as_str()),
            Ending::Checklist { .. } => (texts.checklist(), ""),
            Ending::NotEligible => (texts.not_eligible(), ""),
            Ending::HandOver { .. } => (texts.hand_over(), ""),
        };
        view! {
            <li class="card">
                <p class="cap">{number}" · "<span class="code">{outcome.id.clone()}</span></p>
                <p><b>{self.said(&outcome.say)}</b></p>
                <p class="cap">{kind}" "<span class="code">{code.to_owned()}</span></p>
                <p class="cap">{when}</p>
                {self.lints(place, lints)}
                {self.acts(place)}
            </li>
        }
    }

    fn said(self, text: &Text) -> String {
        text.get(self.words.locale).to_owned()
    }

    fn answers(self, kind: &Ask) -> String {
        let (texts, yes_no) = (Guiding(self.words.locale), Guides(self.words.locale));
        match kind {
            Ask::Choice { choices } => {
                let labels: Vec<&str> = choices.iter().map(|it| it.label.get(self.words.locale)).collect();
                labels.join(" / ")
            }
            Ask::YesNo => format!("{} / {}", yes_no.yes(), yes_no.no()),
            Ask::Number { min, max, .. } => yes_no.number_between(*min, *max),
            Ask::Date => texts.date().to_owned(),
            Ask::Region { .. } => texts.region().to_owned(),
        }
    }

    /// What is wrong with one part.
    fn lints(self, place: (GuidePart, usize), lints: &[GuideLint]) -> AnyView {
        let texts = Guiding(self.words.locale);
        let own = lints.iter().filter(|lint| super::edit::part_of(&lint.pointer) == Some(place));
        let own: Vec<AnyView> =
            own.map(|lint| view! { <li data-grade="error"><b>{texts.lint(lint)}</b></li> }).collect();
        if own.is_empty() {
            ().into_any()
        } else {
            view! { <ul class="remarks">{own}</ul> }
        }
    }

    /// Opening a part, moving it up, taking it away.
    fn acts(self, (part, at): (GuidePart, usize)) -> AnyView {
        if !self.may {
            return ().into_any();
        }
        let texts = Guiding(self.words.locale);
        let open = format!("{}#open", to::edited_guide(&self.guide.code, Some((part, at)), []));
        let up = (at > 0).then(|| view! { <button class="btn" name="act" value="up">{texts.up()}</button> });
        view! {
            <form class="acts" method="post" action=self.action.to_owned()>
                <a class="btn" href=open>{texts.open()}</a>
                {self.about_part(part, at)}
                {up}
                <button class="btn" name="act" value="remove">{texts.remove()}</button>
            </form>
        }
    }

    /// The hidden inputs that say what a form is about.
    pub fn about_part(self, part: GuidePart, at: usize) -> AnyView {
        view! {
            <input type="hidden" name="revision" value=self.revision/>
            <input type="hidden" name="part" value=part.slug()/>
            <input type="hidden" name="at" value=at.to_string()/>
        }
    }

    fn add(self, part: GuidePart, label: &'static str) -> AnyView {
        if !self.may {
            return ().into_any();
        }
        view! {
            <form class="acts" method="post" action=self.action.to_owned()>
                {self.about_part(part, 0)}
                <button class="btn" name="act" value="add">{label}</button>
            </form>
        }
    }
}
