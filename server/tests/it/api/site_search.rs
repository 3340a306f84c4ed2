//! Searching the site: what is published is found by kind, what is not is not, and nothing says what is blocked.

use chrono::TimeDelta;
use schema::ProblemKind;
use schema::role::Role;
use schema::site_search::{SiteFound, SiteKind};
use serde_json::json;

use super::disclosures::document;
use super::enquiries::does;
use crate::support::{CIVIL_AFFAIRS, Hall, SENIOR_CARD, on_both};

async fn search(hall: &Hall, query: &str) -> SiteFound {
    hall.state().texts.refresh(hall.db()).await.unwrap();
    hall.visitor().get(&format!("/api/search?{query}")).await.assert_status(200).read_json()
}

fn kinds(found: &SiteFound) -> Vec<(SiteKind, u64)> {
    found.groups.iter().map(|group| (group.kind, group.total)).collect()
}

on_both! {
    async fn all_that_is_published_is_found_by_kind(hall) {
        hall.open_demo_city().await;
        let editor = hall.staff(Role::Editor, "", None).await;
        let mut policy = document("老年人优待规定", "2026-03-01");
        policy["body"] = "老年人凭优待证免费乘车。".into();
        let id = editor.post("/api/desk/disclosures", &policy).await.assert_status(201).json()["id"].clone();
        let mut statistics = document("老年人优待证发放统计", "2026-03-01");
        statistics["subject"] = "statistics".into();
        editor.post("/api/desk/disclosures", &statistics).await.assert_status(201);
        let survey = json!({
            "kind": "other", "title": "老年人优待办法怎么改", "issuer": "民政局", "body": "请说说。", "opens_on": "2026-03-02",
            "closes_on": "2026-03-20", "questions": [{ "text": "意见？", "answers": "words" }],
        });
        editor.post("/api/desk/surveys", &survey).await.assert_status(201);
        let ana = hall.citizen("ana").await;
        let asked = json!({ "kind": "question", "subject": "老年人优待证能代办吗", "words": "能替父亲办吗？", "item": SENIOR_CARD, "consents": true });
        let enquiry = ana.post("/api/enquiries", &asked).await.assert_status(201).json()["id"].clone();
        let found = search(hall, "q=%E8%80%81%E5%B9%B4%E4%BA%BA%E4%BC%98%E5%BE%85").await;
        assert!(found.item_count > 0 && !found.items.is_empty() && found.items.len() <= 5);
        assert_eq!(kinds(&found), [(SiteKind::Policy, 1), (SiteKind::Disclosure, 1), (SiteKind::Survey, 1)], "no enquiry that is not published");
        let hit = &found.groups[0].hits[0];
        assert_eq!((hit.id.as_str(), hit.title.marks.is_empty()), (id.to_string().as_str(), false));
        assert!(hit.snippet.as_ref().unwrap().text.contains("免费乘车"));

        let enquiry = enquiry.as_i64().unwrap();
        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        let published = json!({ "subject": "老年人优待证能代办吗", "words": "能代办吗？", "reply": "可以，带委托书。" });
        for (who, command) in [
            (&officer, json!({ "act": "draft", "words": "可以。" })),
            (&lead, json!({ "act": "reply" })),
            (&lead, json!({ "act": "publish", "published": published })),
        ] {
            does(who, enquiry, command).await;
        }
        let replies = search(hall, "q=%E4%BC%98%E5%BE%85%E8%AF%81%E4%BB%A3%E5%8A%9E&kind=reply").await;
        assert_eq!((kinds(&replies), replies.items.len()), (vec![(SiteKind::Reply, 1)], 0));
        does(&lead, enquiry, json!({ "act": "take_down" })).await;
        assert_eq!(kinds(&search(hall, "q=%E4%BC%98%E5%BE%85%E8%AF%81%E4%BB%A3%E5%8A%9E&kind=reply").await), []);
    }

    async fn a_notice_is_found_from_its_day_on_by_number_too(hall) {
        hall.publish_notice("past", -3).await;
        hall.publish_notice("tomorrow", 1).await;
        let found = search(hall, "q=%E6%94%BE%E5%81%87%E5%AE%89%E6%8E%92").await;
        assert_eq!(kinds(&found), [(SiteKind::Notice, 1)]);
        hall.pass(TimeDelta::days(1));
        assert_eq!(kinds(&search(hall, "q=%E6%94%BE%E5%81%87%E5%AE%89%E6%8E%92").await), [(SiteKind::Notice, 2)]);
        let editor = hall.staff(Role::Editor, "", None).await;
        editor.post("/api/desk/disclosures", &document("条例", "2026-03-01")).await.assert_status(201);
        assert_eq!(kinds(&search(hall, "q=711").await), [(SiteKind::Policy, 1)]);
        assert_eq!(kinds(&search(hall, "q=%E5%9B%BD%E4%BB%A4%E7%AC%AC711%E5%8F%B7").await), [(SiteKind::Policy, 1)]);
        assert_eq!(kinds(&search(hall, "q=%20%20").await), []);
        for wrong in [format!("q={}", "a".repeat(201)), "q=a&kind=x".to_owned(), "q=a&cursor=x".to_owned()] {
            hall.visitor().get(&format!("/api/search?{wrong}")).await.assert_problem(ProblemKind::BadRequest);
        }
    }

    async fn a_blocked_word_is_not_looked_for_and_not_said(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        hall.import("").await;
        let entry = json!({ "words": ["代开发票"], "texts": [], "enabled": true });
        editor.post("/api/desk/libraries/blocked", &entry).await.assert_status(201);
        hall.state().search.refresh(hall.db()).await.unwrap();
        let mut shady = document("打击代开发票的通知", "2026-03-01");
        shady["body"] = "严禁代开发票，举报有奖。".into();
        editor.post("/api/desk/disclosures", &shady).await.assert_status(201);
        let found = search(hall, "q=%E4%BB%A3%E5%BC%80%E5%8F%91%E7%A5%A8").await;
        assert!(found.blocked && found.groups.is_empty());
        let found = search(hall, "q=%E4%B8%BE%E6%8A%A5%E6%9C%89%E5%A5%96").await;
        let text = serde_json::to_string(&found).unwrap();
        assert!(text.contains("举报有奖") && !text.contains("代开发票"), "{text}");
    }
}
