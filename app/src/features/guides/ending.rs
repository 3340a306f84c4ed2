//! Where a guide ends: an item or a bundle with its facts, its checklist and the way into its form; steps; a reason why not; a person.

use schema::bundles::{BundlePart, BundleView};
use schema::catalogue::Item;
use schema::guide::{Basis, Ending, GuideOutcome, Situation};
use schema::hall::Scene;
use schema::locale::Text;

use super::facts::facts;
use super::walk::{At, Walk};
use crate::navigator::beside;
use crate::prelude::*;
use crate::routes::to;
use crate::session::with_session;
use crate::situation::{keep, list};
use crate::text::{Guides, Words, typeset};
use crate::ui::icon::Icon;
use crate::ui::limit::limit_words;

/// What the hall knows of the item a guide ends in.
pub struct Found {
    /// The item; none where the catalogue has it no more.
    pub item: Option<Item>,
    /// What it holds, when it is a bundle.
    pub bundle: Option<BundleView>,
    /// What is to be handed in by what was answered, where something hangs on that.
    pub situation: Option<Situation>,
}

/// An ending, as a page shows it.
pub struct Ended<'a> {
    /// The language.
    pub words: Words,
    /// The walk that led there.
    pub walk: &'a Walk<'a>,
    /// The ending.
    pub outcome: &'a GuideOutcome,
    /// What is known of its item; nothing while a draft is tried out.
    pub found: Option<Found>,
}

impl Ended<'_> {
    /// The ending.
    pub fn shown(self) -> AnyView {
        let texts = Guides(self.words.locale);
        let (scene, said) = match &self.outcome.ending {
            Ending::Item { .. } => (Scene::Answering, texts.says_item()),
            Ending::Bundle { .. } => (Scene::Several, texts.says_bundle()),
            Ending::Checklist { .. } => (Scene::Several, texts.says_checklist()),
            Ending::NotEligible => (Scene::Unsure, texts.says_not()),
            Ending::HandOver { .. } => (Scene::Narrowing, texts.says_person()),
        };
        let say = typeset(self.outcome.say.get(self.words.locale));
        let basis = basis(self.words, &self.outcome.basis);
        let heading = match self.walk.at {
            At::Public => view! { <h1 class="hidden">{texts.result()}</h1> },
            At::Draft(_) => view! { <h3 class="hidden">{texts.result()}</h3> },
        };
        let is_public = self.walk.at == At::Public;
        let keep = is_public.then(|| keep(self.words));
        // Last, so that on a phone it stays in sight at the bottom of the screen.
        let begin = self.begin();
        let body = self.body();
        view! {
            <section class="ended">
                {beside(scene, view! { <p role="status" data-read>{said}</p> })}
                {heading}
                <p class="say-so" data-read>{say}</p>
                {body}
                {basis}
                {keep}
                {begin}
            </section>
        }
    }

    /// The way into the form of its item, where it has one.
    fn begin(&self) -> Option<AnyView> {
        let item = self.found.as_ref()?.item.as_ref()?;
        item.form.as_ref()?;
        Some(begin(self.words, &item.summary.code, self.fills(), &self.walk.address("", None)))
    }

    fn body(self) -> AnyView {
        let texts = Guides(self.words.locale);
        match &self.outcome.ending {
            Ending::Item { .. } | Ending::Bundle { .. } => self.item(),
            Ending::Checklist { steps } => steps_of(self.words, steps),
            Ending::NotEligible => ().into_any(),
            Ending::HandOver { to, phone } => {
                let call = phone.as_deref().map(|phone| {
                    let href = format!("tel:{}", phone.replace(' ', ""));
                    view! { <p><a class="button quiet" href=href><Icon name="phone"/>{texts.call(phone)}</a></p> }
                });
                let who = typeset(to.get(self.words.locale));
                view! { <div class="whom"><h2>{texts.ask_person()}</h2><p><b>{who}</b></p>{call}</div> }
            }
        }
    }

    /// The item, with the way into its form.
    fn item(self) -> AnyView {
        let texts = Guides(self.words.locale);
        let told = self.fills();
        let Some(Found { item, bundle, situation }) = self.found else { return self.named() };
        let Some(item) = item else {
            return view! { <p class="notice" role="note">{texts.says_gone()}</p> };
        };
        let words = self.words;
        let (see, lead) = match &bundle {
            Some(bundle) => (texts.see_bundle(), Some(texts.lead_by(&bundle.lead))),
            None => (texts.see_item(), None),
        };
        let who = lead.unwrap_or_else(|| item.summary.department.clone());
        let parts = bundle.as_ref().map(|bundle| chain(words, &bundle.parts));
        let materials = match (&bundle, &situation) {
            (Some(_), _) => None,
            (None, Some(situation)) => Some(list(words, &situation.materials)),
            (None, None) => Some(materials(words, &item.materials)),
        };
        let open =
            situation.as_ref().filter(|it| it.questions.iter().any(|question| question.written.is_none()));
        let open = open.map(|_| view! { <p class="soft">{texts.more_to_say()}</p> });
        let told = told.iter().map(|(pointer, written)| (pointer.as_str(), written.as_str()));
        let see_at = to::situation(&item.summary.code, told);
        view! {
            <h2 class="title">{typeset(&item.summary.name)}</h2>
            <p class="soft">{who}" · "{item.summary.region.clone()}</p>
            {facts(words, &item, (bundle.as_ref(), situation.as_ref()))}
            {parts}
            {materials}
            {open}
            <p><a class="link" href=see_at>{see}</a></p>
        }
    }
}

impl Ended<'_> {
    /// The answers that go into the form: pointer, and the answer as the address has it.
    fn fills(&self) -> Vec<(String, String)> {
        let filled = schema::guide::fills(&self.walk.stand).into_iter();
        filled.map(|(pointer, written)| (pointer.to_owned(), written.to_owned())).collect()
    }

    /// The item by its code, with what goes into its form: all that a draft knows.
    fn named(&self) -> AnyView {
        let code = match &self.outcome.ending {
            Ending::Item { item, .. } => item,
            Ending::Bundle { bundle } => bundle,
            Ending::Checklist { .. } | Ending::NotEligible | Ending::HandOver { .. } => return ().into_any(),
        };
        let line = |(pointer, written)| view! { <li><code>{pointer}</code>" = "{written}</li> };
        let fills = self.fills().into_iter().map(line).collect_view();
        view! { <p><a class="link code" href=to::item(code)>{code.clone()}</a></p><ul class="prose">{fills}</ul> }
    }
}

/// The way into the form, with what was answered; who is not signed in comes back here first.
fn begin(words: Words, code: &str, fills: Vec<(String, String)>, here: &str) -> AnyView {
    let texts = Guides(words.locale);
    let (action, sign_in) = (to::apply(code), to::sign_in_then(here));
    let note = if fills.is_empty() { texts.begin_note_plain() } else { texts.begin_note() };
    with_session(move |session| {
        let start = match session {
            Ok(Some(_)) => view! { <button class="button">{texts.begin()}</button> },
            _ => view! { <a class="button" href=sign_in>{texts.begin()}</a> },
        };
        let input = |(name, value)| view! { <input type="hidden" name=name value=value/> };
        view! {
            <form class="act" method="post" action=action>
                {fills.into_iter().map(input).collect_view()}
                {start}
                <span class="soft">{note}</span>
            </form>
        }
    })
}

/// What a bundle holds: dotted is what only some need.
fn chain(words: Words, parts: &[BundlePart]) -> AnyView {
    let line = |part: &BundlePart| {
        let limit = part.limit.map(|limit| limit_words(words.catalogue, limit));
        let when = (!part.always).then(|| words.bundles.only_if(part.when.get(words.locale)));
        let when = when.map(|when| view! { <span class="who">{when}</span> });
        view! {
            <li class:later=!part.always>
                <span>{typeset(&part.name)}</span>
                <span class="when">{limit}</span>
                <span class="who">{part.department.clone()}</span>
                {when}
            </li>
        }
    };
    let lines = parts.iter().map(line).collect_view();
    let title = Guides(words.locale).steps();
    view! { <h2>{title}</h2><ol class="chain" role="list">{lines}</ol> }
}

fn steps_of(words: Words, steps: &[Text]) -> AnyView {
    let line = |step: &Text| view! { <li><span>{typeset(step.get(words.locale))}</span></li> };
    let title = Guides(words.locale).steps();
    view! { <h2>{title}</h2><ol class="chain" role="list">{steps.iter().map(line).collect_view()}</ol> }
}

fn materials(words: Words, materials: &[String]) -> AnyView {
    let texts = Guides(words.locale);
    let lines = materials.iter().map(|material| {
        view! { <li><span class="box"></span>{typeset(material)}</li> }
    });
    let lines: Vec<AnyView> = lines.collect();
    let list = if lines.is_empty() {
        view! { <p class="missing">{texts.bring_unknown()}</p> }
    } else {
        view! { <ul class="checklist">{lines}</ul> }
    };
    view! { <h2>{texts.bring()}</h2>{list} }
}

/// What an outcome rests on.
pub fn basis(words: Words, basis: &[Basis]) -> Option<AnyView> {
    if basis.is_empty() {
        return None;
    }
    let line = |it: &Basis| match &it.url {
        Some(url) => {
            view! { <li><a href=url.clone() rel="external noopener">{it.title.clone()}</a></li> }
        }
        None => view! { <li>{it.title.clone()}</li> },
    };
    let lines = basis.iter().map(line).collect_view();
    Some(view! { <h2>{Guides(words.locale).basis()}</h2><ul class="prose">{lines}</ul> })
}
