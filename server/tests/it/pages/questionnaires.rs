//! Further questions as pages, without scripts: asked at the desk, answered by the applicant with what was typed kept, read at the desk and
//! on paper.

use crate::support::{Client, Scene, on_both};

async fn text(who: &Client, path: &str) -> String {
    who.page(path).await.assert_status(200).text().to_owned()
}

fn location(response: &crate::support::Response) -> String {
    response.header("location").unwrap().to_owned()
}

on_both! {
    async fn questions_are_asked_and_answered_by_forms(hall) {
        let scene = Scene::open(hall).await;
        let number = scene.receipt.number;
        let (desk, own) = (format!("/desk/cases/{number}/questions"), format!("/cases/{number}/questions"));
        let case = format!("/desk/cases/{number}");
        assert!(text(&scene.officer, &case).await.contains(&desk), "the way there");
        let page = text(&scene.officer, &desk).await;
        for said in ["一件只问一次", "时限不停", "现写几个问题", "为什么问", "问题 5", "几个里面选一个"] {
            assert!(page.contains(said), "{said}");
        }
        assert!(!page.contains("用本单位的表单提问"), "there is none");

        let mut ask = vec![
            ("way", "written"), ("/why", "照片上看不清。"),
            ("/questions/0/label/zh-CN", "住在哪里？"), ("/questions/0/label/en", "Where do you live?"),
            ("/questions/0/kind", "text"), ("/questions/0/choices", ""), ("/questions/0/required", "1"),
            ("/questions/1/label/zh-CN", "和谁住？"), ("/questions/1/label/en", ""), ("/questions/1/kind", "choice"),
            ("/questions/1/choices", ""),
            ("/questions/2/label/zh-CN", ""), ("/questions/2/label/en", ""), ("/questions/2/kind", "text"), ("/questions/2/choices", ""),
        ];
        let back = scene.officer.form(&desk, &ask).await.assert_status(422).text().to_owned();
        assert!(back.contains("照片上看不清。") && back.contains("<details open") && back.contains("Where do you live?"), "{back}");
        ask[10] = ("/questions/1/choices", "独居 | Alone\n和子女 | With children\n");
        assert_eq!(location(&scene.officer.form(&desk, &ask).await.assert_status(303)), format!("{desk}?done=1"));
        let page = text(&scene.officer, &desk).await;
        assert!(page.contains("还没有答复") && page.contains("住在哪里？") && !page.contains("<form method=\"post\" action=\"/desk/cases"), "{page}");

        let told = text(&scene.ana, "/me/messages").await;
        assert!(told.contains("有几个问题想再问问您"), "{told}");
        let view = text(&scene.ana, &format!("/cases/{number}")).await;
        assert!(view.contains(&own) && view.contains("不能因此不予批准") && view.contains("补充提问"), "{view}");
        let page = text(&scene.ana, &own).await;
        for said in ["住在哪里？", "和子女", "照片上看不清。", "存下来，以后再答", "交出以后不能再改"] {
            assert!(page.contains(said), "{said}");
        }
        // What was typed survives, whether it holds or not.
        let later = [("/q1", "海珠"), ("/q2", ""), ("_later", "1")];
        assert_eq!(location(&scene.ana.form(&own, &later).await.assert_status(303)), format!("/cases/{number}"));
        assert!(text(&scene.ana, &own).await.contains("value=\"海珠\""));
        let back = scene.ana.form(&own, &[("/q1", ""), ("/q2", "2")]).await.assert_status(422).text().to_owned();
        assert!(back.contains("href=\"#q1\"") || back.contains("id=\"errors\""), "{back}");
        let right = [("/q1", "海珠区 2 号"), ("/q2", "2")];
        for _ in 0..2 {
            assert_eq!(location(&scene.ana.form(&own, &right).await.assert_status(303)), own);
        }
        let page = text(&scene.ana, &own).await;
        assert!(page.contains("海珠区 2 号") && page.contains("和子女") && !page.contains("<textarea") && !page.contains("name=\"/q1\""), "{page}");

        for path in [&desk, &case, &format!("{case}/print")] {
            let page = text(&scene.officer, path).await;
            assert!(page.contains("海珠区 2 号") && page.contains("和子女"), "{path}: {page}");
        }
        scene.officer.form("/preferences", &[("language", "en"), ("_next", "/")]).await.assert_status(303);
        let english = text(&scene.officer, &desk).await;
        assert!(english.contains("With children") && english.contains("Where do you live?") && english.contains("Once a case"), "{english}");
        assert!(text(&scene.officer, "/desk").await.contains("has answered the further questions"), "who asked is told");
        assert!(!text(&scene.lead, "/desk").await.contains("答复了补充提问"), "who did not ask, and has no task, is not");
    }
}
