//! Asking in one's own words, as a page.

use schema::catalogue::encode;

use crate::support::{Hall, attribute, on_both, tag_with, tags};

async fn page(hall: &Hall, query: &str) -> String {
    hall.visitor().page(&format!("/ask{query}")).await.assert_status(200).text().to_owned()
}

/// What stands in the element of this name with this attribute.
fn within<'a>(html: &'a str, name: &str, key: &str, value: &str) -> &'a str {
    let (_, rest) = html.split_once(tag_with(html, name, key, value).unwrap()).unwrap();
    rest.split(&format!("</{name}>")).next().unwrap()
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

    async fn a_rating_that_is_refused_keeps_question_and_answer(hall) {
        let fields = [("text", "护照丢了"), ("audience", "personal"), ("helpful", "1")];
        let mut sent = 0;
        let refused = loop {
            let answer = hall.visitor().form("/ask/rating", &fields).await;
            sent += 1;
            assert!(sent < 500, "a rating is refused some time");
            if answer.header("location").is_none() {
                break answer;
            }
        };
        let refused = refused.assert_status(429);
        let html = refused.text();
        assert!(html.contains("class=\"errors\"") && html.contains("护照丢了"), "{html}");
        let again = within(html, "form", "class", "helps");
        assert!(again.contains("name=\"audience\" value=\"personal\""), "{html}");
        assert!(html.contains("class=\"results\""), "{html}");
    }

    async fn there_is_a_way_to_ask_from_everywhere(hall) {
        let visitor = hall.visitor();
        let search = format!("/items?q={}", encode("鱼香肉丝"));
        for path in ["/", "/items", "/track", &search] {
            let html = visitor.page(path).await.assert_status(200).text().to_owned();
            let bar = within(&html, "nav", "class", "tabs");
            let places: Vec<_> = tags(bar, "a").into_iter().filter_map(|tag| attribute(tag, "href")).collect();
            assert_eq!(places, ["/", "/ask", "/me/cases", "/me"], "{path}: as the bar is drawn");
            let header = within(&html, "header", "class", "top");
            assert!(tag_with(header, "a", "href", "/ask").is_some(), "{path}: {header}");
        }
        let home = visitor.page("/").await;
        let main = within(home.text(), "main", "id", "main");
        assert!(tag_with(main, "a", "href", "/ask").is_some() && tag_with(main, "a", "href", "/guides").is_some());
        // Who searched in vain is led on with what they wrote.
        let nothing = visitor.page(&search).await;
        let main = within(nothing.text(), "main", "id", "main");
        let asked = format!("/ask?text={}", encode("鱼香肉丝"));
        assert!(tag_with(main, "a", "href", &asked).is_some() && tag_with(main, "a", "href", "/guides").is_some());
        let asking = visitor.page("/guides").await;
        let bar = within(asking.text(), "nav", "class", "tabs");
        assert!(attribute(tag_with(bar, "a", "href", "/ask").unwrap(), "aria-current").is_some());
    }

    async fn nothing_asked_is_greeted(hall) {
        let shown = page(hall, "").await;
        assert!(shown.contains("小厅") && shown.contains("name=\"text\"") && !shown.contains("class=\"human\""));
    }
}
