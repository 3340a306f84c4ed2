//! A card that is argued by plain forms, on a page without scripts.

use schema::role::Role;
use server::features::cases::supervised;

use crate::support::{Client, Scene, on_both};

/// The page of the only card, and where it is.
async fn card(who: &Client) -> (String, String) {
    let board = who.get("/api/supervision").await.assert_status(200).json();
    let path = format!("/desk/supervision/{}", board["cards"]["items"][0]["id"]);
    let page = who.page(&path).await.assert_status(200).text().to_owned();
    (path, page)
}

async fn send(who: &Client, path: &str, fields: &[(&str, &str)]) {
    who.form(path, fields).await.assert_status(303);
}

on_both! {
    async fn a_card_is_argued_without_scripts(hall) {
        let mut scene = Scene::open(hall).await;
        scene.pass(hall, 8).await;
        supervised::look(hall.state()).await.unwrap();
        let supervisor = hall.staff(Role::Supervisor, "440100", None).await;
        let (path, page) = card(&scene.lead).await;
        assert!(page.contains("待签收") && page.contains("name=\"act\" value=\"inquiry\""), "{page}");
        assert!(page.contains("value=\"acknowledge\""));

        let back = scene.lead.form(&path, &[("act", "inquiry"), ("/reason", "  ")]).await.assert_status(422);
        assert!(back.text().contains("id=\"errors\""), "{}", back.text());
        send(&scene.lead, &path, &[("act", "inquiry"), ("/reason", "当天已经收下。")]).await;
        let (_, page) = card(&supervisor).await;
        assert!(page.contains("单位提出异议") && page.contains("当天已经收下。") && page.contains("予以立案"), "{page}");

        let complete = [("act", "complete"), ("task", "file")];
        let wordless = [complete[0], complete[1], ("/outcome", "not_accepted"), ("/reason", "")];
        let back = supervisor.form(&path, &wordless).await.assert_status(422);
        assert!(back.text().contains("value=\"not_accepted\" selected"), "what was chosen stands: {}", back.text());
        supervisor.form(&path, &complete).await.assert_status(422);
        send(&supervisor, &path, &[complete[0], complete[1], ("/outcome", "accepted")]).await;

        let state = [
            ("act", "complete"), ("task", "state"), ("/outcome", "rejected"), ("/reason", "系统停机"),
            ("/opinion/facts", "三月二日收件"), ("/opinion/opinion", "应当撤销"), ("/opinion/article", "第九条"),
        ];
        send(&scene.lead, &path, &state).await;
        // Sent once more, it is refused, and what was typed is there to be copied.
        let again = scene.lead.form(&path, &state).await.assert_status(409);
        assert!(again.text().contains("可以从这里复制") && again.text().contains("三月二日收件"), "{}", again.text());
        let (_, page) = card(&scene.lead).await;
        assert!(page.contains("陈述申辩：有异议") && page.contains("三月二日收件"), "{page}");

        send(&supervisor, &path, &[("act", "claim"), ("task", "inquire")]).await;
        let (_, page) = card(&supervisor).await;
        assert!(page.contains("在办") && page.contains("value=\"release\"") && page.contains("建议撤销"), "{page}");
        let board = supervisor.page("/desk/supervision").await.assert_status(200).text().to_owned();
        assert!(board.contains("调查 1") && board.contains("/desk/supervision?stage=inquiry"), "{board}");
    }
}
