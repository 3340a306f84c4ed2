//! Reading catalogues in, writing them out, and what is found wrong with them.

use schema::catalogue::Item;
use serde_json::{Value, json};
use server::features::catalogue::import::{self, Report};
use server::features::catalogue::{export, lint};
use server::sql;
use unicode_normalization::UnicodeNormalization;

use crate::support::{CATALOGUE, Hall, on_both};

/// The whole Guangdong catalogue of 2021, as it was published.
const GUANGDONG: &str = include_str!("../../../seed/catalogue/guangdong-2021.jsonl");
/// The catalogue of Guang'an district, another shape.
const GUANGAN: &str = include_str!("../../../seed/catalogue/guangan-county.json");

const PASSPORT: &str = "11440100007483172Q3440106042001";

fn line(code: &str) -> Value {
    let lines = CATALOGUE.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.into_iter().find(|line| line["task_code"] == code).unwrap()
}

async fn exported(hall: &Hall) -> Vec<String> {
    let mut out = Vec::new();
    export::write(hall.db(), &mut out).await.unwrap();
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

/// The stored versions of an item, the oldest first.
async fn versions(hall: &Hall, code: &str) -> Vec<(i64, String)> {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_as("SELECT version, line FROM item_version WHERE code = $1 ORDER BY version")
            .bind(code)
            .fetch_all(conn)
            .await
            .unwrap()
    })
}

/// A published value as the hall keeps it: NFKC, and a text of nothing but space is null.
fn kept(value: Value) -> Value {
    match value {
        Value::String(text) if text.trim().is_empty() => Value::Null,
        Value::String(text) => text.nfkc().collect::<String>().into(),
        Value::Array(entries) => entries.into_iter().map(kept).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, kept(value))).collect(),
        other => other,
    }
}

on_both! {
    async fn reading_a_file_twice_changes_nothing(hall) {
        let before = exported(hall).await;
        assert_eq!(hall.import(CATALOGUE).await, Report { added: 0, changed: 0, unchanged: 12 });
        assert_eq!(exported(hall).await, before);
        assert_eq!(versions(hall, PASSPORT).await.len(), 1);
    }

    async fn a_changed_line_becomes_a_new_version_and_the_old_one_stays(hall) {
        let before = versions(hall, PASSPORT).await;
        let mut changed = line(PASSPORT);
        changed["name"] = "普通护照签发".into();
        let report = hall.import(&changed.to_string()).await;
        assert_eq!(report, Report { added: 0, changed: 1, unchanged: 0 });
        let after = versions(hall, PASSPORT).await;
        assert_eq!(after.len(), 2);
        assert_eq!((&after[0], after[1].0), (&before[0], 2));
        let item: Item = hall.visitor().get(&format!("/api/items/{PASSPORT}")).await.read_json();
        assert_eq!(item.summary.name, "普通护照签发");
        let found = hall.visitor().get("/api/items?q=%E7%AD%BE%E5%8F%91").await.json();
        assert_eq!(found["items"][0]["code"], PASSPORT);
    }

    async fn bad_entries_are_told_by_number_field_and_reason(hall) {
        let good = line(PASSPORT);
        let with = |field: &str, value: Value| {
            let mut bad = good.clone();
            bad["task_code"] = field.into();
            bad[field] = value;
            bad.to_string()
        };
        let file = [
            with("name", Value::Null),
            String::new(),
            "{\"task_code\":".to_owned(),
            with("item_type", "行政许愿".into()),
            with("region_code", "990000".into()),
            with("region_code", "110000".into()),
            with("materials", json!([1])),
            with("statutory_limit", json!({ "value": 3, "unit": "周" })),
            with("colour", "red".into()),
            good.to_string(),
            good.to_string(),
        ];
        let mut contents = import::read(&file.join("\n"));
        import::check_regions(hall.db(), &mut contents).await.unwrap();
        let told: Vec<(usize, String)> = contents
            .bad
            .iter()
            .flat_map(|bad| bad.faults.iter().map(|fault| (bad.number, fault.to_string())))
            .map(|(number, fault)| (number, fault.split([',', ';', '"']).next().unwrap().to_owned()))
            .collect();
        let told: Vec<(usize, &str)> = told.iter().map(|(number, fault)| (*number, fault.as_str())).collect();
        assert_eq!(told, [
            (1, "name: is needed"),
            (3, "line: is not JSON: EOF while parsing a value at line 1 column 13"),
            (4, "item_type: unknown power type 行政许愿"),
            (5, "region_code: 990000 is not a region code"),
            (6, "region_code: there is no region 110000"),
            (7, "materials: expected a list of texts"),
            (8, "statutory_limit: expected {"),
            (9, "colour: is not a field of this shape"),
            (11, "task_code: 11440100007483172Q3440106042001 stands in this file twice"),
        ]);
        assert_eq!(contents.lines.len(), 1);
        assert_eq!(contents.bad[3].text, file[4]);
    }

    async fn an_array_of_the_county_shape_is_read_too(hall) {
        let report = hall.import(GUANGAN).await;
        assert_eq!((report.changed, report.unchanged), (0, 0));
        assert_eq!(report.added, serde_json::from_str::<Vec<Value>>(GUANGAN).unwrap().len());
        let code = "G-000007-001-511602000000-000-115113010833722043-1-00";
        let item: Item = hall.visitor().get(&format!("/api/items/{code}")).await.assert_status(200).read_json();
        assert_eq!(item.summary.region_code.to_string(), "511602");
        assert_eq!(item.summary.item_type.word(), "行政给付");
        // What the county did not publish is not made up.
        assert_eq!((item.conditions, item.materials, item.summary.online), (None, vec![], None));
    }

    async fn the_whole_catalogue_comes_out_as_it_went_in(hall) {
        let report = hall.import(GUANGDONG).await;
        assert_eq!(report, Report { added: 2_250, changed: 0, unchanged: 12 });
        let mut published: Vec<Value> =
            GUANGDONG.lines().map(|line| kept(serde_json::from_str(line).unwrap())).collect();
        published.sort_by(|a, b| a["task_code"].as_str().cmp(&b["task_code"].as_str()));
        let exported: Vec<Value> =
            exported(hall).await.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(exported.len(), 2_262);
        for (exported, published) in exported.iter().zip(&published) {
            // Text, because the order of the fields counts too.
            assert_eq!(exported.to_string(), published.to_string());
        }
        assert_eq!(hall.import(GUANGDONG).await, Report { added: 0, changed: 0, unchanged: 2_262 });
        assert_eq!(found_by_lint(hall).await, json!({
            "no_statutory_limit": 713,
            "no_promised_limit": 539,
            "no_limit": 512,
            "no_conditions": 959,
            "no_materials": 1453,
            "no_complaint_phone": 116,
            "promised_over_statutory": 0,
            "catch_all_material": 7,
        }));
    }
}

/// How often each lint rule finds something; the codes themselves must be as many.
async fn found_by_lint(hall: &Hall) -> Value {
    let mut report = lint::catalogue(hall.db()).await.unwrap().to_json();
    let codes = report.as_object_mut().unwrap().shift_remove("items").unwrap();
    for (rule, count) in report.as_object().unwrap() {
        assert_eq!(codes[rule].as_array().unwrap().len() as u64, count.as_u64().unwrap(), "{rule}");
    }
    report
}
