//! What helps to make a picture, as it looks once its script has opened it: the frame of a photograph, the field to sign
//! in.

use crate::prelude::*;
use maud::html;
use schema::form::Capture;

use crate::features::applications::{Panel, capture};
use crate::text::use_words;

pub(super) fn states() -> [(&'static str, AnyView); 3] {
    let photograph = Capture::Photo { width: 390, height: 567 };
    [
        ("photograph", panel("photograph", photograph, Panel::Open)),
        ("photograph, too small", panel("too-small", photograph, Panel::TooSmall)),
        ("signature", panel("signature", Capture::Signature, Panel::Open)),
    ]
}

fn panel(name: &str, kind: Capture, panel: Panel) -> AnyView {
    let words = use_words();
    let texts = words.applications;
    let id = format!("capture-{name}");
    let hint = match kind {
        Capture::File => String::new(),
        Capture::Photo { width, height } => texts.photo_at_least(width, height),
        Capture::Signature => texts.signature_on_paper().to_owned(),
    };
    let field = html! {
        div.field.wrong[panel == Panel::TooSmall] {
            label for=(id) { (texts.materials()) }
            p.hint { (hint) }
            div.upload { input type="file" id=(id) accept="image/jpeg,image/png"; (capture(words, kind, panel)) }
        }
    };
    view! { <div inner_html=field.into_string()></div> }
}
