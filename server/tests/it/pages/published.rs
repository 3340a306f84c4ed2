//! Search of the site, public documents and surveys as pages: read, kept and answered without scripts.

use chrono::TimeDelta;
use schema::role::Role;
use server::features::{disclosures, surveys};

use super::proceedings::send_file;
use crate::support::{Hall, attribute, on_both, tag_with};

/// The demo city's public documents and surveys.
async fn publish(hall: &Hall) {
    let now = hall.state().clock.now();
    let mut tx = hall.db().write().await.unwrap();
    disclosures::demo::load(&mut tx, now).await.unwrap();
    surveys::demo::load(&mut tx, now).await.unwrap();
    tx.commit().await.unwrap();
    hall.state().texts.refresh(hall.db()).await.unwrap();
}

/// A public page as it is drawn now; what was drawn before is kept for some seconds at the most.
async fn text(hall: &Hall, path: &str) -> String {
    hall.state().pages.clear();
    hall.visitor().page(path).await.assert_status(200).text().to_owned()
}

/// Where a list leads to under this title.
fn link(page: &str, title: &str) -> String {
    let before = page.split(title).next().unwrap();
    before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

on_both! {
    async fn the_catalogue_is_read_narrowed_and_searched(hall) {
        hall.open_demo_city().await;
        publish(hall).await;
        let list = text(hall, "/disclosure").await;
        assert!(list.contains("中华人民共和国政府信息公开条例") && list.contains("国令第711号") && list.contains("发布机构"));
        let of_2024 = text(hall, "/disclosure?year=2024&subject=plans").await;
        assert!(of_2024.contains("国发〔2024〕3号") && !of_2024.contains("国令第711号"));
        let one = text(hall, &link(&list, "中华人民共和国政府信息公开条例")).await;
        for said in ["索引号", "2019\u{a0}年 4\u{a0}月\u{a0}3\u{a0}日", "法规、规章和规范性文件", "主动公开", "有效", "content_5382991"] {
            assert!(one.contains(said), "{said}");
        }
        let sitemap = hall.visitor().get("/sitemap.xml").await.assert_status(200).text().to_owned();
        for path in [link(&list, "中华人民共和国政府信息公开条例"), link(&text(hall, "/surveys").await, "演示大厅延时服务")] {
            assert!(sitemap.contains(&format!("<loc>http://hall.test{path}</loc>")), "{path}: {sitemap}");
        }
        assert!(!sitemap.contains("/search"), "what is found is no page of its own");
        let none = text(hall, "/disclosure?year=1999").await;
        assert!(none.contains("没有这样的文件") && none.contains("没有公开的，可以依申请公开"));

        let found = text(hall, "/search?q=%E6%94%BF%E5%BA%9C%E4%BF%A1%E6%81%AF%E5%85%AC%E5%BC%80").await;
        assert!(found.contains("<mark>") && found.contains("政策文件") && found.contains("href=\"/disclosure/"), "{found}");
        let notices = text(hall, "/search?q=%E5%81%87%E6%9C%9F%E5%AE%89%E6%8E%92&kind=notice").await;
        assert!(notices.contains("看全部种类"));
        assert!(text(hall, "/search").await.contains("写下想找的"));
        assert!(text(hall, "/search?q=zzzz").await.contains("没有找到"));
        let items = text(hall, "/items?q=%E6%8A%A4%E7%85%A7").await;
        assert!(items.contains("href=\"/search?q=%E6%8A%A4%E7%85%A7\""));
    }

    async fn what_is_to_be_asked_for_leads_to_a_request_that_bears_its_number(hall) {
        hall.open_demo_city().await;
        publish(hall).await;
        let list = text(hall, "/disclosure").await;
        let one = text(hall, &link(&list, "一厅通演示大厅2025年各窗口")).await;
        assert!(one.contains("演示内容") && one.contains("最多延长 20 个工作日"));
        let way = link(&one, "申请公开这份信息").replace("&amp;", "&");
        assert!(way.starts_with("/items/DEMO-440100-DISCLOSURE-REQUEST?"), "{way}");
        let ana = hall.citizen("ana").await;
        let item = ana.page(&way).await.assert_status(200).text().to_owned();
        let value = |name: &str| {
            let input = tag_with(&item, "input", "name", name).unwrap_or_else(|| panic!("{name}: {item}"));
            attribute(input, "value").unwrap().to_owned()
        };
        let (number, title) = (value("/request/index_number"), value("/request/title"));
        let told = [("/request/index_number", number.as_str()), ("/request/title", title.as_str())];
        let begun = ana.form("/items/DEMO-440100-DISCLOSURE-REQUEST/apply", &told).await.assert_status(303);
        let begun = begun.header("location").unwrap().to_owned();
        let id = begun.rsplit('/').next().unwrap().parse().unwrap();
        let answers = ana.application(id).await.answers;
        assert_eq!((&answers["request"]["index_number"], &answers["request"]["title"]), (&number.into(), &title.into()));
    }

    async fn an_editor_enters_changes_and_takes_down_without_scripts(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let new = "/desk/disclosures/new";
        assert!(editor.page(new).await.assert_status(200).text().contains("name=\"/document_number\""));
        let mut fields = vec![
            ("/title", "规则"), ("/issuer", "市政府"), ("/subject", "rules"), ("/mode", "active"), ("/made_on", "2026-03-01"),
            ("/published_on", "昨天"), ("/body", "第一条"), ("revision", "0"),
        ];
        let back = editor.form(new, &fields).await.assert_status(422).text().to_owned();
        assert!(back.contains("第一条") && back.contains("href=\"#") && back.contains("发布日期"), "{back}");
        fields[5].1 = "2026-03-02";
        let one = editor.form(new, &fields).await.assert_status(303).header("location").unwrap().to_owned();
        let again = editor.form(new, &fields).await.assert_status(303).header("location").unwrap().to_owned();
        assert_eq!(one, again, "a double click enters once");
        let shown = editor.page(&one).await.assert_status(200).text().to_owned();
        assert!(shown.contains("保存好了") && shown.contains("value=\"规则\"") && shown.contains("value=\"1\""));
        let path = one.split('?').next().unwrap();
        let public = path.replace("/desk/disclosures", "/disclosure");
        assert!(text(hall, &public).await.contains("第一条"));
        fields.pop();
        fields.extend([("revision", "1"), ("taken_down", "yes")]);
        editor.form(path, &fields).await.assert_status(303);
        hall.state().pages.clear();
        hall.visitor().page(&public).await.assert_status(404);
        let stale = editor.form(path, &[fields.as_slice(), &[("repealed", "yes")]].concat()).await.assert_status(409).text().to_owned();
        assert!(stale.contains("别人改过了"));
        assert!(editor.page("/desk/disclosures").await.assert_status(200).text().contains("规则"));
    }

    async fn a_document_is_attached_downloaded_and_taken_away_without_scripts(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let fields = [
            ("/kind", "other"), ("/title", "延时服务"), ("/issuer", "市政务局"), ("/body", "为了……"), ("/opens_on", "2026-03-02"),
            ("/closes_on", "2026-03-10"), ("/questions", "还有什么意见？"), ("revision", "0"),
        ];
        let desk = editor.form("/desk/surveys/new", &fields).await.assert_status(303).header("location").unwrap().to_owned();
        let desk = desk.split('?').next().unwrap().to_owned();
        let public = desk.replace("/desk", "");
        assert!(!text(hall, &public).await.contains("附件"));
        let form = editor.page(&desk).await.assert_status(200).text().to_owned();
        assert!(tag_with(&form, "form", "enctype", "multipart/form-data").is_some());
        let sent = send_file(&editor, &desk, &[("act", "attach")]).await.assert_status(303);
        assert_eq!(sent.header("location"), Some(format!("{desk}?done=1").as_str()));
        let shown = text(hall, &public).await;
        let file = tag_with(&shown, "a", "download", "report.png").unwrap();
        let file = attribute(file, "href").unwrap().to_owned();
        assert!(file.starts_with(&format!("/api{public}/attachments/")) && shown.contains("PNG · 16 B"), "{shown}");
        hall.visitor().get(&file).await.assert_status(200);
        let kept = editor.page(&desk).await.assert_status(200).text().to_owned();
        let number = attribute(tag_with(&kept, "input", "name", "attachment").unwrap(), "value").unwrap().to_owned();
        assert!(kept.contains("撤下 report.png"));
        let out = [("act", "detach"), ("attachment", number.as_str())];
        editor.form(&desk, &out).await.assert_status(303);
        let back = editor.form(&desk, &out).await.assert_status(404).text().to_owned();
        assert!(!back.contains("report.png") && tag_with(&back, "div", "class", "errors").is_some());
        let told = text(hall, &public).await;
        assert!(!told.contains("report.png") && told.contains("3\u{a0}月\u{a0}2\u{a0}日撤下过一份附件"), "{told}");
    }

    async fn the_public_is_asked_and_answered_without_scripts(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let new = "/desk/surveys/new";
        let mut fields = vec![
            ("/kind", "rule"), ("/title", "某办法（征求意见稿）"), ("/issuer", "市司法局"), ("/body", "为了……"),
            ("/opens_on", "2026-03-02"), ("/closes_on", "2026-03-10"),
            ("/questions", "期限合适吗？\n- 合适\n- 太长\n\n哪些渠道？\n* 网上\n* 窗口\n\n还有什么意见？"), ("revision", "0"),
        ];
        let back = editor.form(new, &fields).await.assert_status(422).text().to_owned();
        assert!(back.contains("- 太长") && back.contains("截止日期"), "what was typed stays");
        fields.insert(6, ("/short_because", "防汛急需"));
        let desk = editor.form(new, &fields).await.assert_status(303).header("location").unwrap().to_owned();
        let desk = desk.split('?').next().unwrap().to_owned();
        let public = desk.replace("/desk", "");
        let list = text(hall, "/surveys").await;
        assert!(list.contains("某办法") && list.contains("征集中") && link(&list, "某办法") == public);
        let form = text(hall, &public).await;
        assert!(form.contains("type=\"radio\"") && form.contains("type=\"checkbox\"") && form.contains("防汛急需"));
        let visitor = hall.visitor();
        let none = visitor.form(&public, &[("/answers/2/words", " ")]).await.assert_status(422).text().to_owned();
        assert!(none.contains("第 1 题"));
        let wrong = [("/answers/0/choices", "9"), ("/answers/2/words", "写过的字")];
        assert!(visitor.form(&public, &wrong).await.assert_status(422).text().contains("写过的字"));
        let said = [("/answers/0/choices", "1"), ("/answers/1/choices", "0"), ("/answers/1/choices", "1"), ("/answers/2/words", "手机 13800138000 打不通")];
        let thanks = visitor.form(&public, &said).await.assert_status(303).header("location").unwrap().to_owned();
        assert!(text(hall, &thanks).await.contains("收到了，谢谢"));
        let shown = editor.page(&desk).await.assert_status(200).text().to_owned();
        assert!(shown.contains("打不通") && !shown.contains("13800138000") && shown.contains("题目不能再改"));
        assert!(!shown.contains("公布采纳情况"), "not while opinions are taken");

        hall.pass(TimeDelta::days(10));
        assert!(text(hall, &public).await.contains("已经截止"));
        let editor = hall.staff(Role::Editor, "", None).await;
        assert!(editor.page(&desk).await.assert_status(200).text().contains("公布采纳情况"));
        let blank = [("act", "answer"), ("revision", "1"), ("/words", " ")];
        assert!(editor.form(&desk, &blank).await.assert_status(422).text().contains("采纳情况"));
        let answer = [("act", "answer"), ("revision", "1"), ("/words", "采纳：期限改为十天。")];
        editor.form(&desk, &answer).await.assert_status(303);
        let told = text(hall, &public).await;
        assert!(told.contains("期限改为十天") && told.contains("2026\u{a0}年 3\u{a0}月\u{a0}12\u{a0}日") && told.contains("<th scope=\"row\">太长"), "{told}");
        assert!(text(hall, "/surveys?list=over").await.contains("已公布采纳情况"));
        let found = { hall.state().texts.refresh(hall.db()).await.unwrap(); text(hall, "/search?q=%E6%9C%9F%E9%99%90%E6%94%B9%E4%B8%BA%E5%8D%81%E5%A4%A9").await };
        assert!(found.contains(&format!("href=\"{public}\"")), "what became of it is found");
    }
}
