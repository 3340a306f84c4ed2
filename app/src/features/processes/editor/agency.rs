//! Whose staff do a task: those of the agency that has the case, those above it at a level, or those of one that is named.

use schema::process::Agency;
use schema::process::design::{Piece, Place};
use schema::role::RegionLevel;
use serde_json::json;

use super::state::Drawing;
use crate::designing::input::{line, select};
use crate::prelude::*;
use crate::text::Words;

/// What stands in the list for an agency that is named in a line of its own.
const NAMED: &str = "named";

/// The list, and the line of what is named.
pub fn agency(drawing: Drawing, words: Words, place: &Place, piece: &Piece) -> AnyView {
    let texts = words.processes;
    let given: Agency = piece.said("agency").unwrap_or_default();
    let mut options = vec![("own".to_owned(), texts.agency_own().to_owned())];
    options
        .extend(RegionLevel::ALL.map(|level| (level.slug().to_owned(), texts.agency_at(level).to_owned())));
    // A process of elsewhere may say it; the hall hands it to who has the case.
    if given == Agency::Lead {
        options.push(("lead".to_owned(), texts.agency_lead().to_owned()));
    }
    options.push((NAMED.to_owned(), texts.agency_named().to_owned()));
    let chosen = match &given {
        Agency::Own => "own",
        Agency::Lead => "lead",
        Agency::Level(level) => level.slug(),
        Agency::Named(_) => NAMED,
    };
    let here = place.clone();
    let choice = select("agency", texts.agency(), chosen, options, move |slug| {
        let agency = match (slug.as_str(), RegionLevel::from_slug(&slug)) {
            (_, Some(level)) => Some(json!(Agency::Level(level))),
            (NAMED, None) => Some(json!(Agency::Named(String::new()))),
            ("lead", None) => Some(json!(Agency::Lead)),
            _ => None,
        };
        drawing.set(&here, "agency", agency);
    });
    let here = place.clone();
    let named = match given {
        Agency::Named(code) => Some(line("agency-code", texts.agency_code(), code, move |code| {
            drawing.set(&here, "agency", Some(json!(Agency::Named(code.trim().to_owned()))));
        })),
        Agency::Own | Agency::Lead | Agency::Level(_) => None,
    };
    view! { {choice}{named} }.into_any()
}
