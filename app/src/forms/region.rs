//! Regions: from level to level, a list each. Without scripts a button sends the page and brings the next list; with
//! them the lists follow each other. What is not in the form's table of regions is asked for through
//! [`Filling::wanted`]: a form does not fetch.

use crate::prelude::*;
use schema::form::RegionCheck;
use schema::regions::{Region, children, path};
use schema::role::{RegionCode, RegionLevel};

use super::choice::option_id;
use super::filling::Filling;
use super::question::Question;
use crate::text::Forms;

/// One list: how many stand before it, and the region whose children it offers.
type Level = (usize, Option<RegionCode>);

/// The lists of a field, or one list in groups where all there is to choose from lies in one region.
pub(super) fn region(question: &Question, check: RegionCheck) -> AnyView {
    match check.within {
        Some(within) if check.level.is_some() => grouped(question, check, within),
        _ => cascade(question, check),
    }
}

/// The name of a region with those above it; its code where nobody knows it.
pub(super) fn named(filling: Filling, code: &str) -> String {
    let region = RegionCode::parse(code).ok();
    let name = filling.regions.with_untracked(|table| region.and_then(|region| path(table, region)));
    name.unwrap_or_else(|| code.to_owned())
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

fn cascade(question: &Question, check: RegionCheck) -> AnyView {
    let filling = question.filling;
    let chosen = RwSignal::new(RegionCode::parse(&question.value()).ok());
    Effect::new(move |_| {
        let below = chosen.get().filter(|region| region.level() < check.deepest());
        if below.is_some() {
            filling.wanted.set(below);
        }
    });
    let lists = move || filling.regions.with(|table| levels(table, check, chosen.get()));
    let list = List {
        filling,
        check,
        chosen,
        words: question.words.forms,
        id: question.id.clone(),
        name: question.pointer.clone(),
    };
    let (invalid, described) = (question.invalid(), question.described());
    let children = move |level: Level| list.view(level, invalid.clone(), described.clone());
    let (next, name) = (question.words.forms.next_level(), question.pointer.clone());
    let content = view! {
        <div class="cascade">
            <For each=lists key=|level| *level children=children/>
            <Show when=move || !filling.live.get()>
                <button class="button quiet small" name="_more" value=name.clone()>{next}</button>
            </Show>
        </div>
    };
    question.several(None, content.into_any())
}

/// What the lists of a field have in common.
#[derive(Clone)]
struct List {
    filling: Filling,
    check: RegionCheck,
    chosen: RwSignal<Option<RegionCode>>,
    words: Forms,
    id: String,
    name: String,
}

impl List {
    fn view(
        &self,
        (place, parent): Level,
        invalid: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
        described: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> AnyView {
        let (check, chosen) = (self.check, self.chosen);
        let now = chosen
            .get_untracked()
            .and_then(|chosen| chosen.lineage().find(|region| region.parent() == parent));
        let offered = self.filling.regions.with_untracked(|table| {
            let offered = children(table, parent, check.deepest());
            offered.map(|region| (region.code, region.name.clone())).collect::<Vec<_>>()
        });
        let label = level_name(self.words, offered.first().map(|(code, _)| code.level()));
        let options = offered.into_iter().map(|(code, name)| option(code, name, now));
        let follow = move |event: leptos::ev::Event| {
            let below = RegionCode::parse(&event_target_value(&event)).ok();
            chosen.set(below.or(parent.filter(|_| place > 0)));
        };
        view! {
            <select
                id=option_id(&self.id, place)
                name=self.name.clone()
                aria-label=label
                aria-invalid=invalid
                aria-describedby=described
                on:change=follow
            >
                <option value="" selected=now.is_none()>{self.words.choose_level(label)}</option>
                {options.collect_view()}
            </select>
        }
    }
}

fn option(code: RegionCode, name: String, now: Option<RegionCode>) -> AnyView {
    view! { <option value=code.to_string() selected=now == Some(code)>{name}</option> }
}

/// One list: what lies right below the region, each with what lies below it.
fn grouped(question: &Question, check: RegionCheck, within: RegionCode) -> AnyView {
    let now = RegionCode::parse(&question.value()).ok();
    let below = |parent: RegionCode| {
        question.filling.regions.with_untracked(|table| {
            let below = children(table, Some(parent), check.deepest());
            below.map(|region| (region.code, region.name.clone())).collect::<Vec<_>>()
        })
    };
    let groups = below(within).into_iter().map(|(code, name)| match below(code) {
        none if none.is_empty() => option(code, name, now),
        within => {
            let options = within.into_iter().map(|(code, name)| option(code, name, now));
            view! { <optgroup label=name>{options.collect_view()}</optgroup> }
        }
    });
    let groups = groups.collect_view();
    let input = view! {
        <select
            id=question.id.clone()
            name=question.pointer.clone()
            aria-invalid=question.invalid()
            aria-describedby=question.described()
        >
            <option value="" selected=now.is_none()>{question.words.forms.choose()}</option>
            {groups}
        </select>
    };
    question.single(input.into_any())
}

fn level_name(words: Forms, level: Option<RegionLevel>) -> &'static str {
    match level {
        Some(RegionLevel::Province) | None => words.province(),
        Some(RegionLevel::City) => words.city(),
        Some(RegionLevel::County) => words.county(),
        Some(RegionLevel::Street) => words.street(),
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
