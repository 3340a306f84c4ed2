//! Asking in one's own words, as a page.

use schema::catalogue::encode;

use crate::support::{Hall, on_both};

async fn page(hall: &Hall, query: &str) -> String {
    hall.visitor().page(&format!("/ask{query}")).await.assert_status(200).text().to_owned()
}

on_both! {
    async fn a_question_is_answered_with_reasons(hall) {
        let shown = page(hall, &format!("?text={}", encode("护照怎么办"))).await;
        assert!(shown.contains("办理及加注普通") && shown.contains("名称里有您说的词"), "{shown}");
        assert!(!shown.contains("class=\"human\""));
    }

    async fn what_was_heard_stands_there_and_what_was_chosen_can_be_changed(hall) {
        let asked = encode("护照丢了");
        let shown = page(hall, &format!("?text={asked}&audience=personal")).await;
        assert!(shown.contains("丢了、坏了，补一个"));
        // What the words say cannot be taken out of them; what was chosen can.
        assert!(shown.contains("aria-label=\"改：替谁办\"") && !shown.contains("改：要做的"));
        assert!(shown.contains(&format!("/ask?text={asked}\"")), "{shown}");
    }

    async fn without_a_good_answer_there_is_somebody_to_ask(hall) {
        let shown = page(hall, &format!("?text={}", encode("鱼香肉丝怎么做才好吃"))).await;
        assert!(shown.contains("class=\"human\""), "{shown}");
    }

    async fn nothing_asked_is_greeted(hall) {
        let shown = page(hall, "").await;
        assert!(shown.contains("小厅") && shown.contains("name=\"text\"") && !shown.contains("class=\"human\""));
    }
}
