//! Notices: who sees which, from when on.

use chrono::TimeDelta;
use schema::notices::{Notice, NoticeSummary};
use schema::{Locale, Page, ProblemKind};

use crate::support::{Hall, on_both};

async fn page(hall: &Hall, query: &str) -> Page<NoticeSummary> {
    hall.visitor().get(&format!("/api/notices{query}")).await.assert_status(200).read_json()
}

async fn ids(hall: &Hall, query: &str) -> Vec<String> {
    page(hall, query).await.items.into_iter().map(|notice| notice.id).collect()
}

on_both! {
    async fn a_notice_is_seen_from_its_day_on(hall) {
        hall.publish_notice("past", -3).await;
        hall.publish_notice("today", 0).await;
        hall.publish_notice("tomorrow", 1).await;
        assert_eq!(ids(hall, "").await, ["today", "past"]);
        // A cursor of one's own making shows nothing before its time.
        assert_eq!(ids(hall, "?cursor=2999-01-01.x").await, ["today", "past"]);
        hall.visitor().get("/api/notices/tomorrow").await.assert_problem(ProblemKind::NotFound);
        let home = hall.visitor().get("/api/home").await.assert_status(200).json();
        assert_eq!(home["notices"].as_array().unwrap().len(), 2);

        hall.pass(TimeDelta::days(1));
        assert_eq!(ids(hall, "").await, ["tomorrow", "today", "past"]);
        let notice: Notice = hall.visitor().get("/api/notices/tomorrow").await.assert_status(200).read_json();
        assert_eq!((notice.title.get(Locale::En), notice.published_on.to_string()), ("Holidays", "2026-03-03".into()));
        assert_eq!(notice.body.get(Locale::ZhCn).lines().count(), 2);
    }

    async fn a_notice_is_replaced_by_the_next_with_its_id(hall) {
        hall.publish_notice("holiday", -3).await;
        hall.publish_notice("holiday", 0).await;
        let items = page(hall, "").await.items;
        assert_eq!(items.iter().map(|notice| notice.published_on.to_string()).collect::<Vec<_>>(), ["2026-03-02"]);
    }

    async fn pages_of_notices_lose_nothing_and_repeat_nothing(hall) {
        for n in 0..45 {
            hall.publish_notice(&format!("n{n:02}"), -(n / 3)).await;
        }
        let (mut seen, mut query, mut pages) = (Vec::new(), String::new(), 0);
        loop {
            let page = page(hall, &query).await;
            seen.extend(page.items);
            pages += 1;
            match page.next {
                Some(next) => query = format!("?cursor={next}"),
                None => break,
            }
        }
        assert_eq!((pages, seen.len()), (3, 45));
        let order: Vec<_> = seen.iter().map(|notice| (notice.published_on, notice.id.clone())).collect();
        assert!(order.is_sorted_by(|a, b| a > b), "{order:?}");
        hall.visitor().get("/api/notices?cursor=nonsense").await.assert_problem(ProblemKind::BadRequest);
    }
}
