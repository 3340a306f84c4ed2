//! Asking in one's own words.

use schema::ProblemKind;
use schema::ask::{AskReply, Purpose, Why};
use schema::catalogue::{Audience, encode};
use serde_json::json;

use crate::support::{Hall, on_both};

async fn asked(hall: &Hall, text: &str) -> AskReply {
    hall.visitor().get(&format!("/api/ask?text={}", encode(text))).await.assert_status(200).read_json()
}

on_both! {
    async fn a_question_is_answered_however_it_is_put(hall) {
        for text in ["护照", "你好，我想问一下护照怎么办理", "我下个月要出国，护照还没有，要去哪里办呢", "護照怎麼辦", "huzhao"] {
            let reply = asked(hall, text).await;
            let first = &reply.answers[0];
            assert_eq!((first.item.name.as_str(), reply.good), ("办理及加注普通护照", true), "{text}: {reply:?}");
            assert!(first.score > 0.0 && first.score <= 1.0, "{text}: {}", first.score);
            let why = if text == "huzhao" { Why::Sound } else { Why::Name };
            assert_eq!(first.why.first(), Some(&why), "{text}");
        }
    }

    async fn what_was_said_beside_the_matter_is_heard(hall) {
        let reply = asked(hall, "公司的护照在广州丢了怎么补办").await;
        let region = reply.region.as_ref().map(|region| region.name.as_str());
        assert_eq!(region, Some("广州市"));
        assert_eq!(reply.context.purpose, Some(Purpose::Replace));
        assert_eq!(reply.context.audience, Some(Audience::Enterprise));
        assert!(!reply.words.contains("广州") && reply.words.contains("护照"), "{}", reply.words);
    }

    async fn what_was_settled_before_is_carried_on_unless_it_is_said_anew(hall) {
        let ask = async |text: &str| {
            let request = json!({ "text": text, "context": { "purpose": "cancel", "region": "440100" } });
            hall.visitor().post("/api/ask", &request).await.assert_status(200).read_json::<AskReply>()
        };
        let reply = ask("护照").await;
        assert_eq!(reply.context.purpose, Some(Purpose::Cancel));
        assert_eq!(reply.context.region.map(|code| code.to_string()).as_deref(), Some("440100"));
        assert_eq!(ask("护照丢了").await.context.purpose, Some(Purpose::Replace));
    }

    async fn no_good_answer_is_said_to_be_none(hall) {
        for text in ["鱼香肉丝怎么做才好吃", "zzzz", "？？"] {
            let reply = asked(hall, text).await;
            assert!(!reply.good && reply.answers.len() <= 3 && reply.next.is_none(), "{text}: {reply:?}");
        }
    }

    async fn a_question_is_not_a_novel(hall) {
        let long = encode(&"护".repeat(201));
        hall.visitor().get(&format!("/api/ask?text={long}")).await.assert_problem(ProblemKind::BadRequest);
    }
}
