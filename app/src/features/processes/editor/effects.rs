//! Of a task: what follows from its end outside the case. Messages, fees and events for other systems are said here; whatever else
//! a definition names stays.

use std::collections::BTreeMap;

use schema::Locale;
use schema::locale::Text;
use schema::process::design::{Piece, Place};
use schema::process::{Effect, EffectKind, Handout, Outcome, TaskKind};
use serde_json::{Value, json};

use super::assignment::{listed, named};
use super::outside::{read, written};
use super::state::Drawing;
use crate::designing::fold::fold;
use crate::designing::input::{both, both_long, exactly, line, lines, select, ticks};
use crate::prelude::*;
use crate::text::{Assignment, Calls, Words};

/// The list, with a way to add one.
pub fn effects(drawing: Drawing, words: Words, texts: Assignment, place: &Place, piece: &Piece) -> AnyView {
    let said: Vec<Effect> = piece.said("effects").unwrap_or_default();
    let outcomes = piece.said::<TaskKind>("kind").map(TaskKind::outcomes).unwrap_or_default();
    let (here, known) = (place.clone(), said.clone());
    let add = move |_| {
        let mut all = known.clone();
        all.push(fresh(&known));
        put(drawing, &here, &all);
    };
    let one = |at: usize| {
        let list = List { drawing, place: place.clone(), all: said.clone(), at };
        view! { <li>{list.shown(words, texts, outcomes)}</li> }
    };
    let lines = (0..said.len()).map(one).collect_view();
    let list = view! {
        <ul class="points">{lines}</ul>
        <button type="button" class="link" on:click=add>{texts.effect_add()}</button>
    };
    fold(texts.effects(), !said.is_empty(), list)
}

/// A message with an id that no other has.
fn fresh(known: &[Effect]) -> Effect {
    let is_free = |id: &String| known.iter().all(|effect| effect.id != *id);
    let mut ids = (known.len() + 1..).map(|number| format!("effect-{number}"));
    let id = ids.find(is_free).unwrap_or_default();
    let name = usual_name(Assignment::effect_message);
    let does = EffectKind::Message(name.clone());
    Effect { id, name, on: Vec::new(), does }
}

/// What an effect is called until somebody calls it otherwise: what it does.
fn usual_name(of: fn(Assignment) -> &'static str) -> Text {
    Text::zh(of(Assignment(Locale::ZhCn))).with(Locale::En, of(Assignment(Locale::En)))
}

fn put(drawing: Drawing, place: &Place, all: &[Effect]) {
    let all: Vec<Value> = all.iter().map(|effect| json!(effect)).collect();
    drawing.set(place, "effects", listed(all));
}

/// The effects that are said here: the name in the choice, and what each is usually called.
type Kind = (&'static str, fn(Assignment) -> &'static str);
const KINDS: [Kind; 3] = [
    ("message", Assignment::effect_message),
    ("fee", Assignment::effect_fee),
    ("exchange", Assignment::effect_exchange),
];

/// One of the effects of a task.
#[derive(Clone)]
struct List {
    drawing: Drawing,
    place: Place,
    all: Vec<Effect>,
    at: usize,
}

impl List {
    fn change(&self, change: impl FnOnce(&mut Effect)) {
        let mut all = self.all.clone();
        if let Some(effect) = all.get_mut(self.at) {
            change(effect);
        }
        put(self.drawing, &self.place, &all);
    }

    fn id(&self, what: &str) -> String {
        format!("effect-{}-{what}", self.at)
    }

    fn shown(&self, words: Words, texts: Assignment, outcomes: &'static [Outcome]) -> Option<AnyView> {
        let effect = self.all.get(self.at)?;
        let list = self.clone();
        let remove = move |_| {
            let mut all = list.all.clone();
            all.remove(list.at);
            put(list.drawing, &list.place, &all);
        };
        let list = self.clone();
        let names =
            both(&self.id("name"), [texts.name_zh(), texts.name_en()], &effect.name, move |locale, typed| {
                list.change(|effect| say(&mut effect.name, locale, &typed));
            });
        Some(view! {
            <dl class="stacked">
                {self.kind(texts, effect)}
                {names}
                {self.content(texts, effect)}
                {self.when(words, texts, effect, outcomes)}
            </dl>
            <button type="button" class="link" on:click=remove>{texts.effect_remove()}</button>
        })
    }

    fn kind(&self, texts: Assignment, effect: &Effect) -> Option<AnyView> {
        let chosen = match effect.does {
            EffectKind::Message(_) => "message",
            EffectKind::Fee(_) => "fee",
            EffectKind::Exchange(_) => "exchange",
            EffectKind::Licence(_) => return None,
        };
        let kinds = KINDS.map(|(kind, name)| (kind, name(texts)));
        let list = self.clone();
        Some(select(&self.id("kind"), texts.effect_kind(), chosen, named(&kinds), move |kind| {
            list.change(|effect| {
                let usual = KINDS.map(|(kind, name)| (kind, usual_name(name)));
                if usual.iter().any(|(_, name)| *name == effect.name)
                    && let Some((_, name)) = usual.into_iter().find(|(other, _)| *other == kind)
                {
                    effect.name = name;
                }
                effect.does = match kind.as_str() {
                    "fee" => EffectKind::Fee(String::new()),
                    "exchange" => {
                        EffectKind::Exchange(Handout { event: String::new(), send: BTreeMap::new() })
                    }
                    _ => EffectKind::Message(effect.name.clone()),
                };
            });
        }))
    }

    fn content(&self, texts: Assignment, effect: &Effect) -> Option<AnyView> {
        let list = self.clone();
        match &effect.does {
            EffectKind::Message(said) => {
                let labels = [texts.words_zh(), texts.words_en()];
                Some(both_long(&self.id("words"), labels, said, move |locale, typed| {
                    list.change(|effect| {
                        if let EffectKind::Message(said) = &mut effect.does {
                            say(said, locale, &typed);
                        }
                    });
                }))
            }
            EffectKind::Fee(code) => {
                Some(line(&self.id("code"), texts.fee_code(), code.clone(), move |code| {
                    list.change(|effect| effect.does = EffectKind::Fee(code.trim().to_owned()));
                }))
            }
            EffectKind::Exchange(handout) => Some(self.handout(texts, handout)),
            EffectKind::Licence(_) => None,
        }
    }

    /// The event that systems subscribe to, and what they are handed with it.
    fn handout(&self, texts: Assignment, handout: &Handout) -> AnyView {
        let change = |change: fn(&mut Handout, &str)| {
            let list = self.clone();
            move |typed: String| {
                list.change(|effect| {
                    if let EffectKind::Exchange(handout) = &mut effect.does {
                        change(handout, &typed);
                    }
                });
            }
        };
        let told = change(|handout, typed| handout.event = typed.trim().to_owned());
        let event = line(&self.id("event"), texts.effect_event(), handout.event.clone(), told);
        let handed = change(|handout, typed| handout.send = read(typed));
        let label = Calls(texts.0).external_send();
        let send = lines(&self.id("send"), label, written(&handout.send), handed);
        view! { {event}{send} }
    }

    /// The outcomes it follows; none is any. One that tasks of the kind do not have is there to be taken away.
    fn when(&self, words: Words, texts: Assignment, effect: &Effect, usual: &[Outcome]) -> AnyView {
        let strange = effect.on.iter().filter(|outcome| !usual.contains(outcome));
        let all: Vec<Outcome> = usual.iter().chain(strange).copied().collect();
        let option =
            |outcome: &Outcome| (words.desk.outcome(*outcome).to_owned(), effect.on.contains(outcome));
        let options = all.iter().map(option).collect();
        let list = self.clone();
        ticks(&self.id("on"), texts.effect_when(), options, move |at, ticked| {
            let Some(outcome) = all.get(at).copied() else { return };
            list.change(|effect| {
                effect.on.retain(|other| *other != outcome);
                effect.on.extend(ticked.then_some(outcome));
            });
        })
    }
}

/// Says a text in a language; nothing takes it away there.
pub fn say(text: &mut Text, locale: Locale, typed: &str) {
    let said = |other: Locale| if other == locale { typed.trim().to_owned() } else { exactly(text, other) };
    let each = Locale::ALL.into_iter().map(|locale| (locale, said(locale)));
    *text = each
        .filter(|(_, said)| !said.is_empty())
        .fold(Text::default(), |text, (locale, said)| text.with(locale, &said));
}
