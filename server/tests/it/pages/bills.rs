//! Bills without scripts: the list, paying by the demonstration, the proof, and the desk that waives.

use super::{attribute, inside, location, tag_with};
use crate::api::payments::{bills, due};
use crate::support::{assert_whole, on_both, tags};

on_both! {
    async fn a_bill_is_paid_by_forms_and_printed(hall) {
        let scene = due(hall).await;
        let ana = &scene.ana;
        let list = ana.page("/me/bills").await.assert_status(200);
        assert_whole(list.text(), "/me", "/me");
        let path = format!("/bills/{}", bills(ana).await[0].number);
        assert!(tag_with(list.text(), "a", "href", &path).is_some());
        assert!(inside(list.text(), "main").contains("还要缴 21 元"), "{}", list.text());
        let bill = ana.page(&path).await.assert_status(200);
        let main = inside(bill.text(), "main");
        assert!(main.contains("粤价〔2008〕1号") && main.contains("没有法律效力"), "{main}");
        let play = location(ana.form(&path, &[]).await);
        assert_eq!(play, format!("{path}/demonstration"));
        let played = ana.page(&play).await.assert_status(200);
        assert!(inside(played.text(), "main").contains("不会扣款"));
        assert_eq!(location(ana.form(&play, &[("paid", "1")]).await), path);
        let proof = ana.page(&path).await.assert_status(200);
        assert!(inside(proof.text(), "main").contains("缴款凭证"));
        let sheet = inside(proof.text(), "article");
        assert!(sheet.contains("没有法律效力"), "what is printed says so: {sheet}");
        // Nothing is left: neither to begin, nor to play.
        let settled = ana.form(&path, &[]).await.assert_status(409);
        assert!(inside(settled.text(), "main").contains("缴款凭证"));
        ana.form(&play, &[("paid", "1")]).await.assert_status(409);
        let ben = hall.citizen("ben").await;
        ben.page(&path).await.assert_status(404);
        ben.form(&path, &[]).await.assert_status(404);
        assert!(inside(ben.page("/me/bills").await.text(), "main").contains("没有要缴的费用"));
    }

    async fn the_lead_waives_by_a_form(hall) {
        let scene = due(hall).await;
        let path = format!("/desk/cases/{}/bills", scene.receipt.number);
        let read_only = scene.officer.page(&path).await.assert_status(200);
        assert!(tag_with(read_only.text(), "form", "action", &path).is_none(), "who does not lead only reads");
        let page = scene.lead.page(&path).await.assert_status(200);
        assert_whole(page.text(), "/desk", "/desk");
        assert!(tag_with(page.text(), "form", "action", &path).is_some());
        let options = tags(inside(page.text(), "main"), "option");
        let line = attribute(options[0], "value").unwrap().to_owned();
        let fields = |amount: &'static str, ground: &'static str| [("/amount", amount), ("/ground", ground)];
        for (amount, ground, wrong) in [("很多", "第三条", "/amount"), ("0.50", " ", "/ground"), ("99", "第三条", "/amount")] {
            let sent = [[("line", line.as_str())].as_slice(), &fields(amount, ground)].concat();
            let back = scene.lead.form(&path, &sent).await.assert_status(422);
            let kind = if wrong == "/amount" { "input" } else { "textarea" };
            let input = tag_with(back.text(), kind, "name", wrong).unwrap();
            assert!(back.text().contains("error"), "{input}");
        }
        let sent = [[("line", line.as_str())].as_slice(), &fields("0.50", "低保对象，第三条")].concat();
        let done = location(scene.lead.form(&path, &sent).await);
        let page = scene.lead.page(&done).await.assert_status(200);
        assert!(inside(page.text(), "main").contains("减免 0.50 元"), "{}", page.text());
    }
}
