//! Licences as pages: one's own, the document, verifying, the desk, and handing one in, all without scripts.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use schema::role::Role;

use crate::support::{
    CIVIL_AFFAIRS, FOOD_BUSINESS, Hall, assert_whole, issue_licence, issue_licence_of, on_both,
};

async fn licensed(hall: &Hall) -> (crate::support::Client, String, String) {
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let (_, receipt) = ana.file_senior_card().await;
    let (number, code) = issue_licence(hall, &receipt.number.to_string()).await;
    (ana, number, code)
}

on_both! {
    async fn one_s_own_licences_are_cards_and_each_is_a_document(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let empty = ana.page("/me/licences").await.assert_status(200).text().to_owned();
        assert!(empty.contains("还没有电子证照") && empty.contains("/items"));
        let (_, receipt) = ana.file_senior_card().await;
        let (number, _) = issue_licence(hall, &receipt.number.to_string()).await;
        let list = ana.page("/me/licences").await.assert_status(200).text().to_owned();
        assert!(list.contains("老年人优待证") && list.contains(&number) && list.contains("长期有效") && list.contains("有效"));
        let page = ana.page(&format!("/licences/{number}")).await.assert_status(200).text().to_owned();
        for said in ["正本", CIVIL_AFFAIRS, "（印章）", "查验码", "/file", "张小三"] {
            assert!(page.contains(said), "{said}");
        }
        let case = ana.page(&format!("/cases/{}", receipt.number)).await.assert_status(200).text().to_owned();
        assert!(case.contains(&format!("/licences/{number}")));
        assert!(ana.page("/me").await.text().contains("/me/licences"));
        hall.citizen("ben").await.page(&format!("/licences/{number}")).await.assert_status(404);
        hall.visitor().page("/me/licences").await.assert_status(401);
    }

    async fn verifying_says_clearly_what_a_licence_is_worth(hall) {
        let (_, number, code) = licensed(hall).await;
        let visitor = hall.visitor();
        let ask = visitor.page("/verify").await.assert_status(200).text().to_owned();
        assert!(ask.contains("name=\"number\"") && ask.contains("name=\"code\""));
        let told = visitor.page(&format!("/verify?number={number}&code={code}")).await.assert_status(200).text().to_owned();
        assert!(told.contains("这份证照有效") && told.contains("张*三") && !told.contains("张小三"));
        let bare = visitor.page(&format!("/verify?number={number}")).await.assert_status(200).text().to_owned();
        assert!(bare.contains("没有填对查验码") && !bare.contains("张*三"));
        let none = visitor.page("/verify?number=440100-2026-999999-1").await.assert_status(404).text().to_owned();
        assert!(none.contains("没有这个编号的证照") && none.contains("name=\"number\""));
    }

    async fn the_desk_finds_compares_and_decides_without_scripts(hall) {
        let (ana, number, _) = licensed(hall).await;
        let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        let list = lead.page("/desk/licences").await.assert_status(200).text().to_owned();
        assert!(list.contains(&number) && list.contains("张小三"));
        assert_whole(&list, "/desk/licences", "/desk/licences");
        let none = lead.page("/desk/licences?status=revoked").await.assert_status(200).text().to_owned();
        assert!(!none.contains(&number) && none.contains("没有这样的证照"));

        let compare = lead.form("/desk/licences/compare", &[("/number", &number), ("/fields/holder", "李小三")]).await;
        let compared = compare.assert_status(200).text().to_owned();
        assert!(compared.contains("不一致") && compared.contains("没有出示"));
        let unknown = lead.form("/desk/licences/compare", &[("/number", "1")]).await.assert_status(404).text().to_owned();
        assert!(unknown.contains("没有这个编号的证照"));

        let one = format!("/desk/licences/{number}");
        let nothing = lead.form(&one, &[("change", "suspend"), ("/ground", "")]).await.assert_status(422).text().to_owned();
        assert!(nothing.contains("理由和依据"));
        lead.form(&one, &[("change", "suspend"), ("/ground", "行政处罚法第九条")]).await.assert_status(303);
        let done = lead.page(&format!("{one}?done=1")).await.assert_status(200).text().to_owned();
        assert!(done.contains("暂扣中") && done.contains("行政处罚法第九条"));
        let seen = ana.page(&format!("/licences/{number}")).await.assert_status(200).text().to_owned();
        assert!(seen.contains("暂扣中") && seen.contains("行政复议"));
    }

    async fn a_licence_is_handed_in_by_a_button_of_its_material(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (_, receipt) = ana.file_senior_card().await;
        let (number, _) = issue_licence_of(hall, &receipt.number.to_string(), "licence.business").await;
        let draft = ana.begin(FOOD_BUSINESS).await;
        let materials = format!("/applications/{}/materials", draft.summary.id);
        let page = ana.page(&materials).await.assert_status(200).text().to_owned();
        let button = format!("value=\"business-licence:{number}\"");
        assert!(page.contains(&button) && page.contains("用我的营业执照"), "{page}");
        let body = format!(
            "--line\r\nContent-Disposition: form-data; name=\"_licence\"\r\n\r\nbusiness-licence:{number}\r\n--line--\r\n"
        );
        let request = Request::post(&materials).header(CONTENT_TYPE, "multipart/form-data; boundary=line");
        ana.send(request.body(Body::from(body)).unwrap()).await.assert_status(303);
        let page = ana.page(&materials).await.assert_status(200).text().to_owned();
        assert!(page.contains(&format!("{number}.html")) && !page.contains(&button));
    }
}
