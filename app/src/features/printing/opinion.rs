//! An officer's opinion on paper (审批意见): what is written, and at the right below it who signed, in which post and when,
//! with the place of the seal, in the order that the form gives.

use schema::form::{Control, OpinionPart};
use serde_json::Value;

use crate::forms::opinion::{in_words, name};
use crate::prelude::*;
use crate::text::Words;

/// One opinion, or the place of a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What is said, each part on a line of its own.
    pub body: Vec<String>,
    /// What stands below it.
    pub foot: Vec<Mark>,
}

/// Something below an opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Who, in which post, or when: what that is called, and what it says.
    Line(&'static str, String),
    /// The place of a seal: whose, and whether it was put there.
    Seal {
        /// Whose seal, if that is said.
        of: String,
        /// Whether it is there.
        is_put: bool,
    },
}

/// What officers wrote with this control, as paper has it; nothing for any other control.
pub fn signed(control: &Control, answer: &Value, words: Words) -> Option<Vec<Signed>> {
    match control {
        Control::Opinion(opinion) => {
            let has_seal = opinion.parts.contains(&OpinionPart::Seal);
            let one = |parts: Vec<(OpinionPart, &str)>| {
                let mut signed = Signed { body: Vec::new(), foot: Vec::new() };
                for part in opinion.parts.iter().filter(|part| has_seal || **part != OpinionPart::Seal) {
                    let said = parts.iter().find(|(other, _)| other == part);
                    let said = said.map(|(_, said)| in_words(words, opinion, *part, said));
                    match (part, said) {
                        (OpinionPart::Seal, said) => {
                            signed
                                .foot
                                .push(Mark::Seal { is_put: said.is_some(), of: said.unwrap_or_default() });
                        }
                        (_, None) => {}
                        (OpinionPart::Text | OpinionPart::Outcome, Some(said)) => signed.body.push(said),
                        (_, Some(said)) => signed.foot.push(Mark::Line(name(words, *part), said)),
                    }
                }
                signed
            };
            Some(opinion.signed(answer).into_iter().map(one).collect())
        }
        Control::Seal(seal) => {
            let is_put = answer.as_str().is_some();
            let of = match seal.of.get(words.locale) {
                "" => answer.as_str().unwrap_or_default(),
                of => of,
            };
            let foot = vec![Mark::Seal { of: of.to_owned(), is_put }];
            Some(vec![Signed { body: Vec::new(), foot }])
        }
        _ => None,
    }
}

/// An opinion in its box.
pub fn boxed(signed: Signed, words: Words) -> AnyView {
    let Signed { body, foot } = signed;
    let body: Vec<AnyView> =
        body.into_iter().map(|said| view! { <p class="says">{said}</p> }.into_any()).collect();
    let mark = |mark| match mark {
        Mark::Line(name, said) => view! { <p><span>{name}</span>{said}</p> }.into_any(),
        Mark::Seal { of, is_put } => {
            let state = if is_put { words.forms.sealed() } else { words.forms.seal_here() };
            view! { <p class="seal-square" class:put=is_put><span>{of}</span><span>{state}</span></p> }
                .into_any()
        }
    };
    let foot: Vec<AnyView> = foot.into_iter().map(mark).collect();
    view! { <div class="opinion-box">{body}<div class="signed-by">{foot}</div></div> }.into_any()
}
