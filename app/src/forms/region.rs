//! Regions: from level to level, a list each. Without scripts a button sends the page and brings the next list; with
//! them the lists follow each other. What is not in the form's table of regions is asked for through
//! [`super::Filling::wanted`]: a form does not fetch.

use maud::{Markup, html};
use schema::form::RegionCheck;
use schema::regions::{Region, children, path};
use schema::role::{RegionCode, RegionLevel};

use super::choice::option_id;
use super::filling::Inner;
use super::question::Question;
use crate::text::Forms;

/// One list: how many stand before it, and the region whose children it offers.
type Level = (usize, Option<RegionCode>);

/// The lists of a field, or one list in groups where all there is to choose from lies in one region.
pub(super) fn region(question: &Question, check: RegionCheck) -> Markup {
    match check.within {
        Some(within) if check.level.is_some() => grouped(question, check, within),
        _ => cascade(question, check),
    }
}

/// The name of a region with those above it; its code where nobody knows it.
pub(super) fn named(table: &[Region], code: &str) -> String {
    let region = RegionCode::parse(code).ok();
    region.and_then(|region| path(table, region)).unwrap_or_else(|| code.to_owned())
}

/// The lists to show: each down to the one in which nothing is chosen yet, or which is the last.
fn levels(table: &[Region], check: RegionCheck, chosen: Option<RegionCode>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let mut parent = check.within;
    while children(table, parent, check.deepest()).next().is_some() {
        levels.push((levels.len(), parent));
        let below = chosen.and_then(|chosen| chosen.lineage().find(|region| region.parent() == parent));
        match below {
            Some(region) => parent = Some(region),
            None => break,
        }
    }
    levels
}

fn cascade(question: &Question, check: RegionCheck) -> Markup {
    let name = &question.pointer;
    question.several(
        None,
        html! {
            div.cascade {
                (lists(question, check, 0))
                button.button.quiet.small.not-live name="_more" value=(name) { (question.inner.words.forms.next_level()) }
            }
        },
    )
}

/// The lists of a field behind the first `after` ones.
pub(super) fn lists(question: &Question, check: RegionCheck, after: usize) -> Markup {
    let chosen = RegionCode::parse(&question.value()).ok();
    let levels = levels(&question.inner.regions, check, chosen);
    html! { @for level in levels.into_iter().skip(after) { (list(question, check, level, chosen)) } }
}

fn list(
    question: &Question,
    check: RegionCheck,
    (place, parent): Level,
    chosen: Option<RegionCode>,
) -> Markup {
    let now = chosen.and_then(|chosen| chosen.lineage().find(|region| region.parent() == parent));
    let offered = || children(&question.inner.regions, parent, check.deepest());
    let label = level_name(question.inner.words.forms, offered().next().map(|region| region.code.level()));
    html! {
        select id=(option_id(&question.id, place)) name=(question.pointer) aria-label=(label)
            aria-invalid=[question.invalid()] {
            option value="" selected[now.is_none()] { (question.inner.words.forms.choose_level(label)) }
            @for region in offered() { (option(region, now)) }
        }
    }
}

fn option(region: &Region, now: Option<RegionCode>) -> Markup {
    html! { option value=(region.code.to_string()) selected[now == Some(region.code)] { (region.name) } }
}

/// One list: what lies right below the region, each with what lies below it.
fn grouped(question: &Question, check: RegionCheck, within: RegionCode) -> Markup {
    let Inner { regions, words, .. } = question.inner;
    let now = RegionCode::parse(&question.value()).ok();
    let below = |parent: RegionCode| children(regions, Some(parent), check.deepest());
    question.single(html! {
        select id=(question.id) name=(question.pointer) aria-invalid=[question.invalid()]
            aria-describedby=[question.described()] {
            option value="" selected[now.is_none()] { (words.forms.choose()) }
            @for region in below(within) {
                @if below(region.code).next().is_none() {
                    (option(region, now))
                } @else {
                    optgroup label=(region.name) { @for region in below(region.code) { (option(region, now)) } }
                }
            }
        }
    })
}

fn level_name(words: Forms, level: Option<RegionLevel>) -> &'static str {
    match level {
        Some(RegionLevel::Province) | None => words.province(),
        Some(RegionLevel::City) => words.city(),
        Some(RegionLevel::County) => words.county(),
        Some(RegionLevel::Street) => words.street(),
        Some(RegionLevel::Village) => words.village(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn there_is_a_list_for_each_level_chosen_and_one_more() {
        let table: Vec<Region> = ["440000", "510000", "440100", "440103", "440103001", "441900", "441900003"]
            .map(|text| Region { code: code(text), name: text.to_owned() })
            .to_vec();
        let county = RegionCheck { level: Some(RegionLevel::County), within: None };
        let check = |check: RegionCheck, chosen: &str, expected: &[&str]| {
            let levels = levels(&table, check, RegionCode::parse(chosen).ok());
            let parents: Vec<String> = levels
                .into_iter()
                .map(|(_, parent)| parent.map(|it| it.to_string()).unwrap_or_default())
                .collect();
            assert_eq!(parents, expected, "{chosen}");
        };
        check(county, "", &[""]);
        check(county, "440000", &["", "440000"]);
        check(county, "440103", &["", "440000", "440100"]);
        // 东莞市 has no counties, and of Sichuan nothing has been fetched.
        check(county, "441900", &["", "440000"]);
        check(county, "510100", &[""]);
        check(RegionCheck::default(), "440103", &["", "440000", "440100", "440103"]);
        check(RegionCheck { within: Some(code("440100")), ..county }, "440103", &["440100"]);
    }
}
