//! The catalogue of public documents: who keeps it, who sees what, from when on.

use chrono::TimeDelta;
use schema::disclosures::{DeskDisclosure, Disclosure, DisclosureLine};
use schema::role::Role;
use schema::{Page, ProblemKind};
use serde_json::{Value, json};

use crate::support::{Client, Hall, on_both};

const DESK: &str = "/api/desk/disclosures";

pub fn document(title: &str, published_on: &str) -> Value {
    json!({
        "title": title, "issuer": "国务院", "document_number": "国令第711号", "subject": "rules", "mode": "active",
        "made_on": "2019-04-03", "published_on": published_on, "in_force_from": "2019-05-15", "body": "第一条\n第二条",
    })
}

async fn enter(editor: &Client, document: &Value) -> DeskDisclosure {
    editor.post(DESK, document).await.assert_status(201).read_json()
}

async fn page(hall: &Hall, query: &str) -> Page<DisclosureLine> {
    hall.visitor().get(&format!("/api/disclosures{query}")).await.assert_status(200).read_json()
}

async fn titles(hall: &Hall, query: &str) -> Vec<String> {
    page(hall, query).await.items.into_iter().map(|line| line.title).collect()
}

on_both! {
    async fn a_document_is_seen_from_its_day_on_and_no_more_when_it_is_taken_down(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let past = enter(&editor, &document("过去的", "2026-03-01")).await;
        let later = enter(&editor, &document("以后的", "2026-03-03")).await;
        assert_eq!(past.index_number, format!("2026-{:06}", past.id));
        assert!(past.is_late, "made in 2019");
        assert_eq!(titles(hall, "").await, ["过去的"]);
        // A cursor of one's own making shows nothing before its time.
        assert_eq!(titles(hall, "?cursor=2999-01-01.7").await, ["过去的"]);
        hall.visitor().get(&format!("/api/disclosures/{}", later.id)).await.assert_problem(ProblemKind::NotFound);
        hall.pass(TimeDelta::days(1));
        let editor = hall.staff(Role::Editor, "", None).await;
        assert_eq!(titles(hall, "").await, ["以后的", "过去的"]);

        let mut draft = document("过去的", "2026-03-01");
        draft["taken_down"] = true.into();
        draft["revision"] = 1.into();
        let path = format!("{DESK}/{}", past.id);
        editor.put(&path, &draft).await.assert_status(200);
        assert_eq!(titles(hall, "").await, ["以后的"]);
        hall.visitor().get(&format!("/api/disclosures/{}", past.id)).await.assert_problem(ProblemKind::NotFound);
        draft["title"] = "别的".into();
        editor.put(&path, &draft).await.assert_problem(ProblemKind::Conflict);
        let kept: DeskDisclosure = editor.get(&path).await.assert_status(200).read_json();
        assert!(kept.draft.taken_down && kept.draft.revision == 2);
        let all: Page<DisclosureLine> = editor.get(DESK).await.assert_status(200).read_json();
        assert_eq!(all.items.len(), 2, "editors see those too that nobody sees any more");
    }

    async fn what_is_to_be_asked_for_is_named_and_not_told(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let mut asked = document("窗口排队明细", "2026-03-01");
        (asked["mode"], asked["body"]) = ("on_request".into(), "三号窗口：……".into());
        let id = enter(&editor, &asked).await.id;
        let told: Disclosure = hall.visitor().get(&format!("/api/disclosures/{id}")).await.assert_status(200).read_json();
        assert_eq!((told.line.title.as_str(), told.body.as_str(), told.request_item), ("窗口排队明细", "", None));
        // Of an agency whose catalogue has an item for that, it is asked for by the item.
        let (code, department) = ("11440000007483172Q2442111711999", "广东省公安厅");
        let line = json!({
            "task_code": code, "name": "政府信息依申请公开", "catalog_name": null, "department": department,
            "region": "广东省", "region_code": "440000", "item_type": "公共服务", "level": "省级", "conditions": null,
            "materials": [], "statutory_limit": { "value": 20, "unit": "工作日" }, "promised_limit": null, "visits": "0",
            "online": true, "location": null, "phone": null, "complaint_phone": null, "themes": [], "served": ["自然人"],
            "source_url": null, "everyday_names": [],
        });
        hall.import(&line.to_string()).await;
        asked["issuer"] = department.into();
        let id = enter(&editor, &asked).await.id;
        let told: Disclosure = hall.visitor().get(&format!("/api/disclosures/{id}")).await.assert_status(200).read_json();
        assert_eq!(told.request_item.as_deref(), Some(code));
        hall.state().texts.refresh(hall.db()).await.unwrap();
        let found = hall.visitor().get("/api/search?q=%E4%B8%89%E5%8F%B7%E7%AA%97%E5%8F%A3").await.assert_status(200);
        assert!(!found.text().contains("三号窗口"), "{}", found.text());
    }

    async fn a_document_is_entered_once_and_refused_with_its_place(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let body = document("条例", "2026-03-01");
        let first: DeskDisclosure = editor.post_once(DESK, "k", &body).await.assert_status(201).read_json();
        let again: DeskDisclosure = editor.post_once(DESK, "k", &body).await.assert_status(201).read_json();
        assert_eq!(first.id, again.id);
        let wrong = json!({ "title": " ", "issuer": "", "subject": "rules", "made_on": "2026-03-02", "published_on": "2026-03-01" });
        let refused = editor.post(DESK, &wrong).await.assert_status(422).json();
        let pointers: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/title", "/issuer", "/body", "/published_on"]);
        hall.citizen("ana").await.post(DESK, &body).await.assert_problem(ProblemKind::Forbidden);
    }

    async fn the_catalogue_is_narrowed_and_goes_on_page_after_page(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        for n in 0..23 {
            enter(&editor, &document(&format!("令{n:02}"), &format!("2025-01-{:02}", 1 + n / 2))).await;
        }
        let mut plan = document("规划", "2026-02-01");
        (plan["subject"], plan["issuer"]) = ("plans".into(), "市政府".into());
        enter(&editor, &plan).await;
        hall.state().texts.refresh(hall.db()).await.unwrap();
        assert_eq!(titles(hall, "?subject=plans").await, ["规划"]);
        assert_eq!(titles(hall, "?issuer=%E5%B8%82%E6%94%BF%E5%BA%9C&subject=rules").await, Vec::<String>::new());
        assert_eq!(titles(hall, "?issuer=%E5%B8%82%E6%94%BF%E5%BA%9C").await, ["规划"]);
        assert_eq!(titles(hall, "?year=2026").await, ["规划"]);
        let first = page(hall, "?year=2025").await;
        let next = first.next.clone().unwrap();
        let rest = page(hall, &format!("?year=2025&cursor={next}")).await;
        assert_eq!((first.items.len(), rest.items.len(), rest.next), (20, 3, None));
        let years: Vec<_> = first.facets[2].values.iter().map(|it| (it.value.as_str(), it.count)).collect();
        assert_eq!(years, [("2026", 1), ("2025", 23)]);
        for wrong in ["?year=12", "?subject=x", "?cursor=x"] {
            hall.visitor().get(&format!("/api/disclosures{wrong}")).await.assert_problem(ProblemKind::BadRequest);
        }
    }
}
