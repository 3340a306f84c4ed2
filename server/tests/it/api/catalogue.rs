//! Finding items and reading one.

use std::collections::BTreeSet;

use schema::catalogue::{Item, ItemSummary, encode};
use schema::{Page, ProblemKind};

use crate::support::{CATALOGUE, Hall, on_both};

const PASSPORT: &str = "11440100007483172Q3440106042001";

async fn page(hall: &Hall, query: &str) -> Page<ItemSummary> {
    hall.visitor().get(&format!("/api/items{query}")).await.assert_status(200).read_json()
}

/// What is found for these words.
async fn found(hall: &Hall, words: &str) -> Vec<ItemSummary> {
    page(hall, &format!("?q={}", encode(words))).await.items
}

/// The name of what comes first for these words.
async fn first(hall: &Hall, words: &str) -> String {
    found(hall, words).await.first().map(|item| item.name.clone()).unwrap_or_default()
}

/// The values of a facet with their counts.
fn facet(page: &Page<ItemSummary>, name: &str) -> Vec<(String, u64)> {
    let facet = page.facets.iter().find(|facet| facet.name == name).unwrap();
    facet.values.iter().map(|value| (value.value.clone(), value.count)).collect()
}

on_both! {
    async fn words_are_found_however_they_are_written(hall) {
        for words in [
            "普通护照",
            "护照 办理",
            "办理护照加注",
            // A character too few, one wrong, one too many.
            "普护照",
            "普通户照",
            "普普通护照",
            // In another order, and with a gap.
            "照护通普",
            "普某护照",
            // As people ask.
            "请问护照怎么办理",
        ] {
            assert_eq!(first(hall, words).await, "办理及加注普通护照", "{words}");
        }
        for words in ["养老金", "退休金"] {
            // Only the everyday names say so.
            assert_eq!(first(hall, words).await, "企业职工基本养老金申领", "{words}");
        }
        for words in ["WTO", "wto tbt", "ＷＴＯ／ＴＢＴ"] {
            assert_eq!(first(hall, words).await, "广东省WTO/TBT通报咨询研究中心专题查询", "{words}");
        }
    }

    async fn a_result_says_why_it_was_found(hall) {
        let passport = &found(hall, "普通护照").await[0];
        assert_eq!(passport.marks, [(5, 4)]);
        assert_eq!(passport.found_in, None);
        let pension = &found(hall, "退休金").await[0];
        assert_eq!(pension.found_in.as_deref(), Some("退休金"));
    }

    async fn words_that_mean_nothing_find_nothing(hall) {
        for words in ["龘龘龘", "zzzz", "!!!!"] {
            assert_eq!(found(hall, words).await, [], "{words}");
        }
        let endless = "长".repeat(201);
        let response = hall.visitor().get(&format!("/api/items?q={}", encode(&endless))).await;
        response.assert_problem(ProblemKind::BadRequest);
    }

    async fn filters_narrow_and_facets_count_what_is_left(hall) {
        let all = page(hall, "").await;
        assert_eq!(all.total, Some(12));
        // A city's items are found under its province too.
        assert_eq!(facet(&all, "region"), [("440000".into(), 12), ("440100".into(), 2)]);
        assert_eq!(facet(&all, "online"), [("true".into(), 11), ("false".into(), 1)]);
        let count = |name: &'static str, value: &str| {
            facet(&all, name).into_iter().find(|(entry, _)| entry == value).map(|(_, count)| count)
        };
        assert_eq!(count("type", "行政许可"), Some(4));
        assert_eq!(count("agency", "广州市公安局"), Some(2));
        assert_eq!(count("audience", "personal"), Some(12));

        let narrowed = page(hall, &format!("?region=440100&type={}", encode("行政许可"))).await;
        assert_eq!(narrowed.items.iter().map(|item| item.code.as_str()).collect::<Vec<_>>(), [
            "11440100007483172Q3440106029006",
            PASSPORT,
        ]);
        // Each facet says what choosing another of its values would give.
        assert_eq!(facet(&narrowed, "region"), [("440000".into(), 4), ("440100".into(), 2)]);
        assert_eq!(facet(&narrowed, "agency"), [("广州市公安局".into(), 2)]);

        let offline = page(hall, "?online=false").await;
        assert_eq!(offline.items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["公路施工作业验收"]);
        assert_eq!(page(hall, &format!("?theme={}", encode("婚姻登记"))).await.total, Some(1));
        assert_eq!(page(hall, "?theme=none").await.total, Some(0));
    }

    async fn every_facet_value_leads_to_as_many_items_as_it_says(hall) {
        let all = page(hall, "").await;
        for facet in &all.facets {
            for value in &facet.values {
                let narrowed = page(hall, &format!("?{}={}", facet.name, encode(&value.value))).await;
                assert_eq!(narrowed.total, Some(value.count), "{} {}", facet.name, value.value);
            }
        }
    }

    async fn an_item_is_told_whole(hall) {
        let item: Item = hall.visitor().get(&format!("/api/items/{PASSPORT}")).await.assert_status(200).read_json();
        let line = CATALOGUE.lines().find(|line| line.contains(PASSPORT)).unwrap();
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(item.summary.name, line["name"]);
        assert_eq!(item.summary.region_code.to_string(), line["region_code"]);
        assert_eq!(item.materials.len(), 18);
        assert_eq!(item.complaint_phone.as_deref(), line["complaint_phone"].as_str());
        assert_eq!((item.source.name.as_str(), item.source.year), ("广东政务服务网", 2021));
        assert!(!item.source.demonstration);
        // What nobody has said is not made up.
        assert_eq!((item.depth, item.summary.handling), (None, None));
    }

    async fn an_item_that_is_not_there_is_not_found(hall) {
        for code in ["", "x", "11440100007483172Q344010604200", "'%20OR%201=1"] {
            let response = hall.visitor().get(&format!("/api/items/{code}")).await;
            response.assert_problem(ProblemKind::NotFound);
        }
    }

    async fn pages_lose_nothing_and_repeat_nothing(hall) {
        let line = CATALOGUE.lines().next().unwrap();
        let code = serde_json::from_str::<serde_json::Value>(line).unwrap()["task_code"].as_str().unwrap().to_owned();
        let more: String = (0..50).map(|n| format!("{}\n", line.replace(&code, &format!("X{n:03}")))).collect();
        hall.import(&more).await;
        for query in ["", &format!("&q={}", encode("公路施工验收"))] {
            let (mut codes, mut pages, mut cursor) = (Vec::new(), 0, String::new());
            loop {
                let page = page(hall, &format!("?{cursor}{query}")).await;
                codes.extend(page.items.into_iter().map(|item| item.code));
                pages += 1;
                match page.next {
                    Some(next) => cursor = format!("cursor={}", encode(&next)),
                    None => {
                        assert_eq!(page.total, Some(codes.len() as u64));
                        break;
                    }
                }
            }
            assert!(pages >= 3, "{pages}");
            assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
            assert!(codes.len() >= 51);
        }
    }
}
