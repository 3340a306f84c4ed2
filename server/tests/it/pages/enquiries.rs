//! Enquiries as pages: the columns, writing without scripts and without an account, answering at the desk.

use schema::role::Role;

use crate::support::{CIVIL_AFFAIRS, SENIOR_CARD, on_both};

on_both! {
    async fn one_is_written_answered_published_and_rated_without_scripts(hall) {
        hall.open_demo_city().await;
        let visitor = hall.visitor();
        let form = visitor.page(&format!("/enquiries/new?item={SENIOR_CARD}")).await.assert_status(200).text().to_owned();
        assert!(form.contains("关于：") && form.contains("name=\"/name\"") && form.contains("没有登录也可以写"));
        let mut fields = vec![("kind", "complaint"), ("/subject", "等太久"), ("/words", "等了两小时。"), ("item", SENIOR_CARD), ("consents", "yes")];
        let back = visitor.form("/enquiries/new", &fields).await.assert_status(422).text().to_owned();
        assert!(back.contains("等了两小时。") && back.contains("您的称呼"), "what was typed stays, and what is missing is named");
        fields.push(("/name", "路人甲"));
        let sent = visitor.form("/enquiries/new", &fields).await.assert_status(303).header("location").unwrap().to_owned();
        let page = visitor.page(&sent).await.assert_status(200).text().to_owned();
        assert!(page.contains("收到了") && page.contains("取件码") && page.contains("受理不受理"), "{page}");
        let id = sent.split(['/', '?']).nth(2).unwrap().to_owned();
        let code = sent.split("code=").nth(1).unwrap().to_owned();

        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        let list = officer.page("/desk/enquiries").await.assert_status(200).text().to_owned();
        assert!(list.contains("等太久") && list.contains("等部门决定是否受理"));
        let one = format!("/desk/enquiries/{id}");
        let shown = officer.page(&one).await.assert_status(200).text().to_owned();
        assert!(shown.contains("路人甲") && shown.contains("value=\"take_up\"") && !shown.contains("value=\"decline\""));
        officer.form(&one, &[("act", "take_up")]).await.assert_status(303);
        let empty = officer.form(&one, &[("act", "draft"), ("/words", "")]).await.assert_status(422).text().to_owned();
        assert!(empty.contains("可以做的"));
        officer.form(&one, &[("act", "draft"), ("/words", "加开了窗口。")]).await.assert_status(303);
        lead.form(&one, &[("act", "reply")]).await.assert_status(303);
        let publish = [("act", "publish"), ("/subject", "等太久"), ("/asked", "等得久。"), ("/reply", "加开了窗口。")];
        lead.form(&one, &publish).await.assert_status(303);

        let told = visitor.page(&format!("/enquiries/{id}?code={code}")).await.assert_status(200).text().to_owned();
        assert!(told.contains("加开了窗口。") && told.contains("答复怎么样"));
        let rate = [("act", "rate"), ("code", code.as_str()), ("/grade", "5")];
        visitor.form(&format!("/enquiries/{id}"), &rate).await.assert_status(303);
        let public = hall.visitor().page(&format!("/enquiries/{id}")).await.assert_status(200).text().to_owned();
        assert!(public.contains("等得久。") && !public.contains("路人甲") && !public.contains("等了两小时"));
        let columns = hall.visitor().page("/enquiries").await.assert_status(200).text().to_owned();
        assert!(columns.contains("等太久") && columns.contains(CIVIL_AFFAIRS));
        let figures = hall.visitor().page("/enquiries?column=figures").await.assert_status(200).text().to_owned();
        assert!(figures.contains("2026-03") && figures.contains("投诉"));
    }

    async fn a_call_is_registered_and_handed_on_at_the_window(hall) {
        hall.open_demo_city().await;
        let window = hall.staff(Role::Intake, "440100", None).await;
        let form = window.page("/desk/enquiries/new").await.assert_status(200).text().to_owned();
        assert!(form.contains("来电") && form.contains("type=\"date\""));
        let fields = [
            ("kind", "question"), ("/channel", "phone"), ("/received_on", "2026-03-02"), ("/subject", "几点开门"),
            ("/words", "周六开吗？"), ("/name", "老李"), ("/phone", "020-12345678"),
        ];
        let bad = [("kind", "question"), ("/channel", "phone"), ("/received_on", "昨天"), ("/subject", "几点开门"), ("/words", "周六开吗？")];
        let back = window.form("/desk/enquiries/new", &bad).await.assert_status(422).text().to_owned();
        assert!(back.contains("周六开吗？"));
        window.form("/desk/enquiries/new", &fields).await.assert_status(303);
        let list = window.page("/desk/enquiries?list=to_route").await.assert_status(200).text().to_owned();
        let id = list.split("/desk/enquiries/").filter_map(|rest| rest.split('"').next()?.parse::<i64>().ok()).next().unwrap();
        let one = format!("/desk/enquiries/{id}");
        let shown = window.page(&one).await.assert_status(200).text().to_owned();
        assert!(shown.contains(CIVIL_AFFAIRS) && shown.contains("来电"));
        let nowhere = window.form(&one, &[("act", "route")]).await.assert_status(422).text().to_owned();
        assert!(nowhere.contains("转给哪个部门"));
    }
}
