//! The guides of the demo city: `server/seed/guides`.

use chrono::{DateTime, Utc};

use schema::role::RegionCode;

use super::links::dangling;
use crate::db::Tx;
use crate::error::Result;

/// Each guide of the demo city, as its file says.
pub const GUIDES: [&str; 20] = [
    include_str!("../../../seed/guides/birth.json"),
    include_str!("../../../seed/guides/business-change.json"),
    include_str!("../../../seed/guides/business-close.json"),
    include_str!("../../../seed/guides/business-start.json"),
    include_str!("../../../seed/guides/death.json"),
    include_str!("../../../seed/guides/disability.json"),
    include_str!("../../../seed/guides/divorce.json"),
    include_str!("../../../seed/guides/driving-licence.json"),
    include_str!("../../../seed/guides/food-shop.json"),
    include_str!("../../../seed/guides/hire-foreigner.json"),
    include_str!("../../../seed/guides/home.json"),
    include_str!("../../../seed/guides/hukou-move.json"),
    include_str!("../../../seed/guides/id-card.json"),
    include_str!("../../../seed/guides/low-income.json"),
    include_str!("../../../seed/guides/marriage.json"),
    include_str!("../../../seed/guides/passport.json"),
    include_str!("../../../seed/guides/provident-fund.json"),
    include_str!("../../../seed/guides/residence-permit.json"),
    include_str!("../../../seed/guides/retirement.json"),
    include_str!("../../../seed/guides/school.json"),
];

/// The city whose editors keep them.
const REGION: &str = "440100";

/// Publishes them after items, forms and bundles; returns what they lead to and is not there.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<String>> {
    let mut missing = Vec::new();
    let region = RegionCode::parse(REGION).ok();
    for text in GUIDES {
        super::publish(tx, text, region, now).await?;
        let guide = serde_json::from_str(text)?;
        let found = dangling(tx, &guide, now).await?.into_iter();
        missing.extend(found.map(|it| format!("{}{}: {}", guide.code, it.pointer, it.name)));
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use schema::form::{Form, compile};
    use schema::guide::{Ending, Guide, lint};
    use serde_json::Value;

    use super::*;
    use crate::features::guides::links::strange_fills;

    fn seed(path: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn json(path: &str) -> Value {
        serde_json::from_str(&seed(path)).unwrap()
    }

    fn guides() -> Vec<Guide> {
        GUIDES.into_iter().map(|text| serde_json::from_str(text).unwrap()).collect()
    }

    /// The catalogues of the demo city, as their files say: a code stands in quotes there.
    fn items() -> String {
        let files = ["guangdong-2021.jsonl", "guangan-county.json", "demo-items.jsonl", "joint-items.jsonl"];
        files.into_iter().map(|file| seed(&format!("catalogue/{file}"))).collect()
    }

    /// The form of each item that has one of its own.
    fn forms() -> BTreeMap<String, Form> {
        let mut forms = BTreeMap::new();
        for link in
            ["items.json", "joint-items.json"].iter().flat_map(|list| json(list).as_array().unwrap().clone())
        {
            let (form, _) = compile(&json(&format!("forms/{}.json", link["form"].as_str().unwrap())));
            for item in link["items"].as_array().unwrap() {
                forms.insert(item.as_str().unwrap().to_owned(), form.clone());
            }
        }
        forms
    }

    #[test]
    fn every_guide_of_the_city_is_sound() {
        for guide in guides() {
            assert_eq!(lint(&guide), [], "{}", guide.code);
            assert!(guide.demonstration && !guide.basis.is_empty(), "{}", guide.code);
        }
    }

    /// Where these answers lead.
    fn end(code: &str, answers: &[(&'static str, &'static str)]) -> (String, Ending) {
        let guide = guides().into_iter().find(|guide| guide.code == code).unwrap();
        let answered = |id: &str| answers.iter().find(|(name, _)| *name == id).map(|(_, answer)| *answer);
        let outcome = schema::guide::replay(&guide, answered).outcome.unwrap().clone();
        (outcome.id, outcome.ending)
    }

    #[test]
    fn what_the_law_leaves_open_is_refused_to_nobody() {
        // 市场主体登记管理条例 art. 30: "等原因".
        let (id, ending) = end("business-close", &[("want", "pause"), ("cause", "other")]);
        assert!(id == "pause-other" && matches!(ending, Ending::HandOver { .. }), "{id}");
    }

    #[test]
    fn who_is_ill_draws_the_allowance_until_the_statutory_age_and_the_pension_from_then_on() {
        let ill = |group, age| {
            let answers =
                [("scheme", "employee"), ("group", group), ("special", "ill"), ("age", age), ("years", "20")];
            end("retirement", &answers).0
        };
        for (group, age, expected) in [
            ("man", "44", "ill"),
            ("man", "62", "ill"),
            ("man", "63", "claim"),
            ("woman55", "57", "ill"),
            ("woman55", "58", "claim"),
            ("woman50", "55", "claim"),
        ] {
            assert_eq!(ill(group, age), expected, "{group} {age}");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_a_guide_of_the_city() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed/guides");
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let names = names.filter_map(|name| Some(name.to_str()?.strip_suffix(".json")?.to_owned()));
        let codes: BTreeSet<String> = guides().into_iter().map(|guide| guide.code).collect();
        assert_eq!(names.collect::<BTreeSet<_>>(), codes);
    }

    #[test]
    fn every_guide_leads_to_what_is_there() {
        let (items, forms) = (items(), forms());
        let bundles: BTreeSet<String> =
            fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seed/bundles"))
                .unwrap()
                .map(|entry| {
                    let text = fs::read_to_string(entry.unwrap().path()).unwrap();
                    serde_json::from_str::<Value>(&text).unwrap()["item"].as_str().unwrap().to_owned()
                })
                .collect();
        let mut found = Vec::new();
        for guide in guides() {
            for outcome in &guide.outcomes {
                let place = format!("{}/{}", guide.code, outcome.id);
                match &outcome.ending {
                    Ending::Item { item, .. } if !items.contains(&format!("\"{item}\"")) => {
                        found.push(format!("{place}: {item}"))
                    }
                    Ending::Item { item, fills } => match forms.get(item) {
                        Some(form) => found.extend(strange_fills(&guide, &outcome.ending, form)),
                        None => assert!(fills.is_empty(), "{place} fills a form that nobody wrote"),
                    },
                    Ending::Bundle { bundle } if !bundles.contains(bundle) => {
                        found.push(format!("{place}: {bundle}"))
                    }
                    _ => {}
                }
            }
        }
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn every_life_event_a_guide_belongs_to_is_there() {
        let events = json("life-events.json");
        let events =
            ["personal", "enterprise"].into_iter().flat_map(|of| events[of].as_array().unwrap().clone());
        let events: BTreeSet<String> = events.map(|event| event["id"].as_str().unwrap().to_owned()).collect();
        for guide in guides() {
            assert!(
                guide.events.iter().all(|event| events.contains(event)),
                "{}: {:?}",
                guide.code,
                guide.events
            );
        }
    }
}
