//! Catalogue editors: what they find, within their own regions; what they set, once and for the next import too.

use std::collections::BTreeSet;

use schema::catalogue::{
    CatalogueFindings, DepthCount, DepthReport, EditedItem, Finding, Handling, Item, ListedItem, OnlineDepth,
    encode,
};
use schema::role::Role;
use schema::{Page, ProblemKind};
use serde_json::{Value, json};
use server::features::audit;
use server::features::catalogue::{export, lint};
use server::sql;

use crate::support::{CATALOGUE, Client, Hall, Response, on_both};

/// An item of Guangzhou's police; the other items are the province's, but for one more of the same agency.
const PASSPORT: &str = "11440100007483172Q3440106042001";
/// An item of the province.
const PENSION: &str = "11440000553612461J2442111665002";

async fn editor(hall: &Hall, region: &str, agency: Option<&str>) -> Client {
    hall.staff(Role::Editor, region, agency).await
}

async fn findings(editor: &Client) -> CatalogueFindings {
    editor.get("/api/desk/catalogue").await.assert_status(200).read_json()
}

async fn edited(editor: &Client, code: &str) -> EditedItem {
    editor.get(&format!("/api/desk/catalogue/items/{code}")).await.assert_status(200).read_json()
}

async fn set(editor: &Client, code: &str, settings: &Value) -> Response {
    editor.put(&format!("/api/desk/catalogue/items/{code}"), settings).await
}

async fn depth(editor: &Client) -> DepthReport {
    editor.get("/api/desk/catalogue/depth").await.assert_status(200).read_json()
}

/// Every page of a list, one after the other.
async fn whole(editor: &Client, path: &str) -> Vec<String> {
    let (mut codes, mut address) = (Vec::new(), path.to_owned());
    loop {
        let page: Page<ListedItem> = editor.get(&address).await.assert_status(200).read_json();
        codes.extend(page.items.into_iter().map(|item| item.code));
        match page.next {
            Some(next) => address = format!("{path}?after={}", encode(&next)),
            None => return codes,
        }
    }
}

/// What is on record of editing: the subject and the detail of each line.
async fn recorded(hall: &Hall) -> Vec<(String, Value)> {
    let mut tx = hall.db().read().await.unwrap();
    let lines: Vec<(String, String)> = sql!(&mut tx, conn => {
        sqlx::query_as("SELECT subject, detail FROM audit_line WHERE action = 'item.set' ORDER BY chain, seq")
            .fetch_all(conn)
            .await
            .unwrap()
    });
    lines.into_iter().map(|(subject, detail)| (subject, serde_json::from_str(&detail).unwrap())).collect()
}

fn line(code: &str) -> Value {
    let lines = CATALOGUE.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.into_iter().find(|line| line["task_code"] == code).unwrap()
}

on_both! {
    async fn an_editor_finds_what_the_lint_finds(hall) {
        // More than one page of some findings.
        let more: String = (0..120)
            .map(|number| {
                let mut line = line(PENSION);
                line["task_code"] = format!("X{number:03}").into();
                line["conditions"] = Value::Null;
                format!("{line}\n")
            })
            .collect();
        hall.import(&more).await;
        let everywhere = editor(hall, "", None).await;
        let report = lint::catalogue(hall.db()).await.unwrap();
        let counted = findings(&everywhere).await;
        assert_eq!(counted.items, report.items as u64);
        assert_eq!(counted.findings.iter().map(|count| count.finding).collect::<Vec<_>>(), Finding::ALL);
        assert!(counted.findings[3].items > 120);
        for (count, codes) in counted.findings.iter().zip(&report.codes) {
            let path = format!("/api/desk/catalogue/findings/{}", count.finding.slug());
            let listed = whole(&everywhere, &path).await;
            assert_eq!(listed.len() as u64, count.items, "{path}");
            assert_eq!(listed.iter().collect::<BTreeSet<_>>(), codes.iter().collect(), "{path}");
            assert_eq!(listed.len(), codes.len(), "{path}");
        }
        everywhere.get("/api/desk/catalogue/findings/no_name").await.assert_problem(ProblemKind::NotFound);
        let astray = everywhere.get("/api/desk/catalogue/findings/no_limit?after=none").await;
        astray.assert_problem(ProblemKind::BadRequest);
    }

    async fn a_finding_that_was_mended_at_its_source_is_gone_after_the_import(hall) {
        let everywhere = editor(hall, "", None).await;
        let of = |findings: &CatalogueFindings| findings.findings[4];
        let before = of(&findings(&everywhere).await);
        assert_eq!(before.finding, Finding::NoMaterials);
        let bare = whole(&everywhere, "/api/desk/catalogue/findings/no_materials").await;
        let mut mended = line(&bare[0]);
        mended["materials"] = json!(["居民身份证"]);
        hall.import(&mended.to_string()).await;
        assert_eq!(of(&findings(&everywhere).await).items, before.items - 1);
        assert!(!whole(&everywhere, "/api/desk/catalogue/findings/no_materials").await.contains(&bare[0]));
    }

    async fn an_editor_sees_and_changes_their_own_part_only(hall) {
        let settings = json!({ "handling": "即办件", "depth": null, "revision": 0 });
        let counts = async |editor: &Client| (findings(editor).await.items, depth(editor).await.all.items);
        for (region, agency, items, passport, pension) in [
            ("", None, 12, true, true),
            ("440000", None, 12, true, true),
            ("440100", None, 2, true, false),
            ("440100", Some("广州市公安局"), 2, true, false),
            ("440100", Some("广州市民政局"), 0, false, false),
            ("511602", None, 0, false, false),
        ] {
            let editor = editor(hall, region, agency).await;
            assert_eq!(counts(&editor).await, (items, items), "{region} {agency:?}");
            let unknown = whole(&editor, "/api/desk/catalogue/depth/unknown").await;
            assert_eq!(unknown.len() as u64, items, "{region} {agency:?}");
            for (code, may) in [(PASSPORT, passport), (PENSION, pension)] {
                let read = editor.get(&format!("/api/desk/catalogue/items/{code}")).await;
                let written = set(&editor, code, &json!({ "handling": null, "depth": null, "revision": 0 })).await;
                if may {
                    read.assert_status(200);
                    written.assert_status(200);
                } else {
                    read.assert_problem(ProblemKind::Forbidden);
                    written.assert_problem(ProblemKind::Forbidden);
                    set(&editor, code, &settings).await.assert_problem(ProblemKind::Forbidden);
                }
            }
        }
        assert_eq!(recorded(hall).await, []);
        let everywhere = editor(hall, "", None).await;
        set(&everywhere, "none", &settings).await.assert_problem(ProblemKind::NotFound);
    }

    async fn what_is_set_is_shown_and_put_on_record(hall) {
        let editor = editor(hall, "440100", None).await;
        let before = edited(&editor, PASSPORT).await;
        assert_eq!((before.item.code.as_str(), before.item.department.as_str()), (PASSPORT, "广州市公安局"));
        assert_eq!((before.settings.handling, before.settings.depth, before.settings.revision), (None, None, 0));
        let wanted = json!({ "handling": "即办件", "depth": "whole", "revision": 0 });
        let after: EditedItem = set(&editor, PASSPORT, &wanted).await.assert_status(200).read_json();
        assert_eq!(after.settings.revision, 1);
        assert_eq!(after, edited(&editor, PASSPORT).await);

        let item: Item = hall.visitor().get(&format!("/api/items/{PASSPORT}")).await.read_json();
        assert_eq!((item.summary.handling, item.depth), (Some(Handling::Instant), Some(OnlineDepth::Whole)));
        // Lists follow when the index does.
        hall.state().search.refresh(hall.db()).await.unwrap();
        let found = hall.visitor().get("/api/items?region=440100").await.json();
        let listed = found["items"].as_array().unwrap().iter().find(|item| item["code"] == PASSPORT).unwrap();
        assert_eq!(listed["handling"], "即办件");

        assert_eq!(recorded(hall).await, [(PASSPORT.to_owned(), json!({
            "revision": 1, "handling_before": null, "handling": "即办件", "depth_before": null, "depth": 3,
        }))]);
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults.len(), 0);

        // Saying the same again is no change.
        let same = json!({ "handling": "即办件", "depth": "whole", "revision": 1 });
        let again: EditedItem = set(&editor, PASSPORT, &same).await.assert_status(200).read_json();
        assert_eq!((again.settings.revision, recorded(hall).await.len()), (1, 1));
    }

    async fn who_has_not_seen_the_last_change_does_not_overwrite_it(hall) {
        let (one, other) = (editor(hall, "", None).await, editor(hall, "", None).await);
        let first = json!({ "handling": "承诺件", "depth": null, "revision": 0 });
        set(&one, PENSION, &first).await.assert_status(200);
        let second = json!({ "handling": null, "depth": "information", "revision": 0 });
        set(&other, PENSION, &second).await.assert_problem(ProblemKind::Conflict);
        let kept = edited(&other, PENSION).await.settings;
        assert_eq!((kept.handling, kept.depth, kept.revision), (Some(Handling::Promised), None, 1));

        // Both at once: one of them.
        let both = ["information", "acceptance"].map(|depth| json!({ "handling": null, "depth": depth, "revision": 1 }));
        let (left, right) = tokio::join!(set(&one, PENSION, &both[0]), set(&other, PENSION, &both[1]));
        let mut statuses = [left.status(), right.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!((edited(&one, PENSION).await.settings.revision, recorded(hall).await.len()), (2, 2));
    }

    async fn what_was_left_out_is_asked_for_and_not_forgotten(hall) {
        let editor = editor(hall, "", None).await;
        let wanted = json!({ "handling": "承诺件", "depth": "whole", "revision": 0 });
        set(&editor, PENSION, &wanted).await.assert_status(200);
        for left_out in [
            json!({ "handling": "承诺件", "revision": 1 }),
            json!({ "depth": null, "revision": 1 }),
            json!({ "handling": "承诺件", "depth": null }),
            json!({ "handling": "慢办件", "depth": null, "revision": 1 }),
            json!({ "handling": null, "depth": 3, "revision": 1 }),
        ] {
            set(&editor, PENSION, &left_out).await.assert_problem(ProblemKind::BadRequest);
        }
        assert_eq!(edited(&editor, PENSION).await.settings.depth, Some(OnlineDepth::Whole));
    }

    async fn an_import_keeps_what_editors_set_and_an_export_does_not_carry_it(hall) {
        let editor = editor(hall, "", None).await;
        let exported = async || {
            let mut out = Vec::new();
            export::write(hall.db(), &mut out).await.unwrap();
            String::from_utf8(out).unwrap()
        };
        let before = exported().await;
        let wanted = json!({ "handling": "联办件", "depth": "acceptance", "revision": 0 });
        set(&editor, PASSPORT, &wanted).await.assert_status(200);
        assert_eq!(exported().await, before);

        assert_eq!(hall.import(CATALOGUE).await.changed, 0);
        let mut changed = line(PASSPORT);
        changed["name"] = "普通护照签发".into();
        assert_eq!(hall.import(&changed.to_string()).await.changed, 1);
        let after = edited(&editor, PASSPORT).await;
        assert_eq!(after.item.name, "普通护照签发");
        assert_eq!((after.settings.handling, after.settings.depth), (Some(Handling::Joint), Some(OnlineDepth::Acceptance)));
        assert_eq!(after.settings.revision, 1);
    }

    async fn the_shares_of_depth_follow_every_change(hall) {
        let editor = editor(hall, "440100", None).await;
        let unknown = DepthCount { items: 2, unknown: 2, ..DepthCount::default() };
        let report = depth(&editor).await;
        assert_eq!((report.all, report.agencies.len(), report.next), (unknown, 1, None));
        let agency = report.agencies[0].agency;
        assert_eq!(report.agencies[0].name, "广州市公安局");

        set(&editor, PASSPORT, &json!({ "handling": null, "depth": "acceptance", "revision": 0 })).await;
        let one = DepthCount { items: 2, unknown: 1, acceptance: 1, ..DepthCount::default() };
        let report = depth(&editor).await;
        assert_eq!((report.all, report.agencies[0].count), (one, one));
        let types: u64 = report.types.iter().map(|entry| entry.count.items).sum();
        assert_eq!(types, 2);
        for path in [String::new(), format!("?agency={agency}")] {
            let path = format!("/api/desk/catalogue/depth/unknown{path}");
            let page: Page<ListedItem> = editor.get(&path).await.read_json();
            assert_eq!(page.items.len(), 1, "{path}");
            assert_ne!(page.items[0].code, PASSPORT, "{path}");
        }
        let elsewhere = format!("/api/desk/catalogue/depth/unknown?agency={}", agency + 1);
        assert_eq!(editor.get(&elsewhere).await.read_json::<Page<ListedItem>>().items, []);

        // Not known after all.
        set(&editor, PASSPORT, &json!({ "handling": null, "depth": null, "revision": 1 })).await;
        assert_eq!(depth(&editor).await.all, unknown);
        editor.get("/api/desk/catalogue/depth?after=x").await.assert_problem(ProblemKind::BadRequest);
    }
}
