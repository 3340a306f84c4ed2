//! The page on which open cases move to another version of their process, without scripts.

use schema::ProblemKind;

use crate::support::{Moving, attribute, claim, on_both, tag_with, tags};

const PAGE: &str = "/desk/processes/care/migration";

fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    tag_with(page, "input", "name", name).and_then(|tag| attribute(tag, "value")).unwrap_or_default()
}

on_both! {
    async fn cases_are_moved_without_scripts(hall) {
        let moving = Moving::begin(hall, &["look", "weigh"]).await;
        let looking = moving.reviewed(hall, "ana", &[]).await;
        let weighing = moving.reviewed(hall, "ben", &["look"]).await;
        let unmoved = moving.writer.page(PAGE).await.assert_status(200);
        assert!(unmoved.text().contains("没有别的版本可转"));
        moving.publish(&["first", "look", "measure"]).await;

        // The way there is beside the older version, for who may publish.
        let record = moving.second.page("/desk/processes/care").await.assert_status(200);
        let way = format!("{PAGE}?from=1&amp;to=2");
        assert!(record.text().contains(&format!("href=\"{way}\"")), "{}", record.text());

        let page = moving.second.page(&format!("{PAGE}?from=1&to=2")).await.assert_status(200);
        let text = page.text();
        for said in [looking.as_str(), &weighing, "新加的“first环节”", "“weigh环节”新版没有", "转不了，留在原版", "把可以转的 1 件转到 v2"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(tags(text, "select").iter().any(|tag| attribute(tag, "name") == Some("choice:weigh")));

        // An officer finds the case behind its number; who draws processes does not work at the desk.
        assert!(!text.contains(&format!("/desk/cases/{looking}")));

        let chosen = format!("{PAGE}?from=1&to=2&choice:weigh=measure");
        let page = moving.second.page(&chosen).await.assert_status(200);
        let text = page.text();
        assert!(text.contains("把可以转的 2 件转到 v2"), "{text}");
        let fingerprint = hidden(text, "fingerprint").to_owned();
        let fields = |reason: &'static str| {
            [("from", "1"), ("to", "2"), ("choice:weigh", "measure"), ("/reason", reason)]
        };
        let send = async |reason: &'static str| {
            let fields = [&fields(reason)[..], &[("fingerprint", fingerprint.as_str())]].concat();
            moving.second.form(&chosen, &fields).await
        };
        let unsaid = send("").await.assert_status(422);
        assert!(unsaid.text().contains("为什么转"), "{}", unsaid.text());

        // Overtaken: what was typed is kept, and the dry run below is the new one.
        moving.command(&moving.officer, &weighing, claim("weigh")).await.assert_status(200);
        let late = send("新规定").await.assert_status(ProblemKind::Conflict.status());
        let text = late.text();
        assert!(text.contains("一件都没有转") && text.contains("新规定"), "{text}");
        let fresh = hidden(text, "fingerprint").to_owned();
        assert_ne!(fresh, fingerprint);

        let fields = [&fields("新规定")[..], &[("fingerprint", fresh.as_str())]].concat();
        let done = moving.second.form(&chosen, &fields).await.assert_status(303);
        let to = done.header("location").unwrap().to_owned();
        assert_eq!(to, format!("{PAGE}?from=1&to=2&done=2&choice:weigh=measure"));
        let page = moving.second.page(&to).await.assert_status(200);
        assert!(page.text().contains("2 件已转到 v2"), "{}", page.text());
        assert_eq!(moving.uses().await, [(2, 2)]);

        // The history of the case says so, and why.
        let case = moving.officer.page(&format!("/desk/cases/{weighing}")).await.assert_status(200);
        assert!(case.text().contains("改按新版流程办理") && case.text().contains("新规定"));
    }

    async fn what_the_rules_refuse_is_said_in_words(hall) {
        let moving = Moving::begin(hall, &["look"]).await;
        let number = moving.file(hall, "ana").await;
        let path = format!("/desk/cases/{number}");
        let revision = moving.intake.get(&format!("/api{path}")).await.json()["revision"].to_string();
        let fields = [("command", "complete"), ("task", "accept"), ("outcome", "accepted"), ("revision", revision.as_str())];
        let refused = moving.intake.form(&path, &fields).await.assert_status(409);
        assert!(refused.text().contains("这一步还没有人接。请先接手，再办。"), "{}", refused.text());
    }
}
