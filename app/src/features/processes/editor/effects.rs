//! Of a task: what follows from its end outside the case. Messages and fees are said here; whatever else a definition names stays.

use schema::Locale;
use schema::locale::Text;
use schema::process::design::{Piece, Place};
use schema::process::{Effect, EffectKind, Outcome, TaskKind};
use serde_json::{Value, json};

use super::assignment::{listed, named};
use super::state::Drawing;
use crate::designing::input::{both, both_long, exactly, line, select};
use crate::prelude::*;
use crate::text::{Assignment, Words};

/// The list, with a way to add one.
pub fn effects(drawing: Drawing, words: Words, texts: Assignment, place: &Place, piece: &Piece) -> AnyView {
    let said: Vec<Effect> = piece.said("effects").unwrap_or_default();
    let outcomes = piece.said::<TaskKind>("kind").map(TaskKind::outcomes).unwrap_or_default();
    let open = !said.is_empty();
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
    view! {
        <details open=open>
            <summary>{texts.effects()}</summary>
            <ul class="effects">{lines}</ul>
            <button type="button" class="link" on:click=add>{texts.effect_add()}</button>
        </details>
    }
}

/// A message with an id that no other has.
fn fresh(known: &[Effect]) -> Effect {
    let is_free = |id: &String| known.iter().all(|effect| effect.id != *id);
    let mut ids = (known.len() + 1..).map(|number| format!("effect-{number}"));
    let id = ids.find(is_free).unwrap_or_default();
    let zh = Assignment(Locale::ZhCn).effect_message();
    let en = Assignment(Locale::En).effect_message();
    let name = Text::zh(zh).with(Locale::En, en);
    let does = EffectKind::Message(name.clone());
    Effect { id, name, on: Vec::new(), does }
}

fn put(drawing: Drawing, place: &Place, all: &[Effect]) {
    let all: Vec<Value> = all.iter().map(|effect| json!(effect)).collect();
    drawing.set(place, "effects", listed(all));
}

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
            <dl>
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
            EffectKind::Licence(_) | EffectKind::Exchange(_) => return None,
        };
        let kinds = [("message", texts.effect_message()), ("fee", texts.effect_fee())];
        let list = self.clone();
        Some(select(&self.id("kind"), texts.effect_kind(), chosen, named(&kinds), move |kind| {
            list.change(|effect| {
                effect.does = match kind.as_str() {
                    "fee" => EffectKind::Fee(String::new()),
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
            EffectKind::Licence(_) | EffectKind::Exchange(_) => None,
        }
    }

    /// The outcome it follows; of several a definition may name, the first is shown.
    fn when(
        &self,
        words: Words,
        texts: Assignment,
        effect: &Effect,
        outcomes: &'static [Outcome],
    ) -> AnyView {
        let place = |outcome: &Outcome| outcomes.iter().position(|other| other == outcome);
        let chosen = effect.on.first().and_then(place).map(|at| at.to_string()).unwrap_or_default();
        let each = outcomes.iter().enumerate();
        let each = each.map(|(at, outcome)| (at.to_string(), words.desk.outcome(*outcome).to_owned()));
        let options =
            std::iter::once((String::new(), texts.effect_always().to_owned())).chain(each).collect();
        let list = self.clone();
        select(&self.id("when"), texts.effect_when(), &chosen, options, move |at| {
            let on = at.parse().ok().and_then(|at: usize| outcomes.get(at)).copied();
            list.change(|effect| effect.on = on.into_iter().collect());
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
