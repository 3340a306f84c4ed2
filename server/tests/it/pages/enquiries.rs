//! Enquiries as pages: the columns, writing without scripts and without an account, answering at the desk.

use schema::role::Role;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, SENIOR_CARD, attribute, on_both, tag_with};

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let tag = tag_with(page, "input", "name", name).unwrap_or_else(|| panic!("no {name}: {page}"));
    attribute(tag, "value").unwrap().to_owned()
}

async fn text(who: &Client, path: &str) -> String {
    who.page(path).await.assert_status(200).text().to_owned()
}

/// Sends a form of the desk as its page has it; where one goes then.
async fn does(who: &Client, one: &str, fields: &[(&str, &str)]) -> String {
    let revision = hidden(&text(who, one).await, "revision");
    let fields = [&[("revision", revision.as_str())], fields].concat();
    who.form(one, &fields).await.assert_status(303).header("location").unwrap().to_owned()
}

/// Writes one at a page that is asked for first; the number and the code that are shown.
async fn written(who: &Client, fields: &[(&str, &str)]) -> (String, String) {
    let key = hidden(&text(who, "/enquiries/new").await, "_key");
    let fields = [&[("_key", key.as_str())], fields].concat();
    let shown = who.form("/enquiries/new", &fields).await.assert_status(200).text().to_owned();
    assert!(shown.contains("收到了") && shown.contains("取件码"), "{shown}");
    let (_, code) = shown.split_once("id=\"code\"").unwrap_or_else(|| panic!("no code: {shown}"));
    let code = code.split(['>', '<']).nth(1).unwrap().to_owned();
    let id = shown.split("href=\"/enquiries/").find_map(|rest| rest.split('"').next()?.parse::<i64>().ok());
    (id.unwrap().to_string(), code)
}

struct Staff {
    window: Client,
    officer: Client,
    lead: Client,
}

async fn staff(hall: &Hall) -> Staff {
    hall.open_demo_city().await;
    Staff {
        window: hall.staff(Role::Intake, "440100", None).await,
        officer: hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await,
        lead: hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await,
    }
}

const QUESTION: [(&str, &str); 5] = [
    ("kind", "question"),
    ("/subject", "能代办吗"),
    ("/words", "能替父亲办吗？"),
    ("item", SENIOR_CARD),
    ("consents", "yes"),
];

on_both! {
    async fn one_is_written_answered_published_and_rated_without_scripts(hall) {
        let Staff { window, officer, lead } = staff(hall).await;
        let visitor = hall.visitor();
        let form = text(&visitor, &format!("/enquiries/new?item={SENIOR_CARD}")).await;
        assert!(form.contains("关于：") && form.contains("name=\"/name\"") && form.contains("没有登录也可以写"));
        let mut fields = vec![("kind", "complaint"), ("/subject", "等太久"), ("/words", "等了两小时。"), ("item", SENIOR_CARD), ("consents", "yes")];
        let back = visitor.form("/enquiries/new", &fields).await.assert_status(422).text().to_owned();
        assert!(back.contains("等了两小时。") && back.contains("您的称呼"), "what was typed stays, and what is missing is named");
        fields.push(("/name", "路人甲"));
        let (id, code) = written(&visitor, &fields).await;
        let own = format!("/enquiries/{id}");
        let page = text(&visitor, &own).await;
        assert!(page.contains("受理不受理") && !page.contains(&code[..9]), "opened where it was filed: {page}");

        let one = format!("/desk/enquiries/{id}");
        let shown = text(&window, &one).await;
        let options = shown.split("<option value=\"").skip(1).map(|rest| rest.split_once('"').unwrap());
        let (to, _) = options.into_iter().find(|(_, rest)| rest.contains(CIVIL_AFFAIRS)).unwrap();
        does(&window, &one, &[("act", "route"), ("/agency", to)]).await;
        let handed = text(&window, &one).await;
        assert!(handed.contains(&format!("编号 {id}")) && handed.contains("已经转出") && !handed.contains("路人甲"));
        let list = text(&officer, "/desk/enquiries").await;
        assert!(list.contains("等太久") && list.contains("等部门决定是否受理"));
        let shown = text(&officer, &one).await;
        assert!(shown.contains("路人甲") && shown.contains("value=\"take_up\"") && !shown.contains("value=\"decline\""));
        does(&officer, &one, &[("act", "take_up")]).await;
        let revision = hidden(&text(&officer, &one).await, "revision");
        let empty = [("act", "draft"), ("/words", ""), ("revision", revision.as_str())];
        let empty = officer.form(&one, &empty).await.assert_status(422).text().to_owned();
        assert!(empty.contains("可以做的"));
        does(&officer, &one, &[("act", "draft"), ("/words", "加开了窗口。")]).await;
        does(&lead, &one, &[("act", "reply")]).await;
        does(&lead, &one, &[("act", "publish"), ("/subject", "等太久"), ("/asked", "等得久。"), ("/reply", "加开了窗口。")]).await;

        let told = text(&visitor, &own).await;
        assert!(told.contains("加开了窗口。") && told.contains("答复怎么样"));
        let long = "字".repeat(2001);
        let rate = [("act", "rate"), ("/grade", "4"), ("/words", long.as_str())];
        let back = visitor.form(&own, &rate).await.assert_status(422).text().to_owned();
        let chosen = tag_with(&back, "input", "value", "4").unwrap();
        assert!(chosen.contains("checked") && back.contains(&long), "grade and words stay: {chosen}");
        visitor.form(&own, &[("act", "rate"), ("/grade", "5")]).await.assert_status(303);
        let public = text(&hall.visitor(), &own).await;
        assert!(public.contains("等得久。") && !public.contains("路人甲") && !public.contains("等了两小时"));
        assert!(text(&visitor, &own).await.contains("等了两小时"), "its writer has their own page, whatever is kept of it");
        let columns = text(&hall.visitor(), "/enquiries").await;
        assert!(columns.contains("等太久") && columns.contains(CIVIL_AFFAIRS));
        let figures = text(&hall.visitor(), "/enquiries?column=figures").await;
        assert!(figures.contains("2026-03") && figures.contains("投诉"));
        assert!(figures.contains("各部门近一年") && figures.contains(&format!("<th scope=\"row\">{CIVIL_AFFAIRS}")), "{figures}");
        // Its writer lets it be published no more.
        visitor.form(&own, &[("act", "withdraw_consent")]).await.assert_status(303);
        hall.visitor().page(&own).await.assert_status(404);
    }

    async fn an_answer_to_a_complaint_says_what_one_can_do_against_it(hall) {
        let Staff { window, officer, lead } = staff(hall).await;
        let visitor = hall.visitor();
        const REMEDIES: [&str; 4] = ["不满意怎么办", "30 日内", "行政复议", "行政诉讼"];
        let said = |page: &str| REMEDIES.map(|words| page.contains(words));
        let complaint = [("kind", "complaint"), ("/name", "路人甲"), QUESTION[1], QUESTION[2], QUESTION[3], QUESTION[4]];
        let (id, _) = written(&visitor, &complaint).await;
        let own = format!("/enquiries/{id}");
        assert_eq!(said(&text(&visitor, &own).await), [false; 4], "nothing is answered yet");
        let one = format!("/desk/enquiries/{id}");
        let shown = text(&window, &one).await;
        let options = shown.split("<option value=\"").skip(1).map(|rest| rest.split_once('"').unwrap());
        let (to, _) = options.into_iter().find(|(_, rest)| rest.contains(CIVIL_AFFAIRS)).unwrap();
        does(&window, &one, &[("act", "route"), ("/agency", to)]).await;
        does(&officer, &one, &[("act", "take_up")]).await;
        does(&officer, &one, &[("act", "draft"), ("/words", "按规定办的。")]).await;
        does(&lead, &one, &[("act", "reply")]).await;
        let told = text(&visitor, &own).await;
        assert!(told.contains("按规定办的。") && said(&told) == [true; 4], "{told}");
        visitor.form("/preferences", &[("language", "en")]).await;
        let english = text(&visitor, &own).await;
        for words in ["Within 30 days", "reconsideration", "go to court"] {
            assert!(english.contains(words), "{words}: {english}");
        }
        // Information is no act that could be contested.
        let other = hall.visitor();
        let (id, _) = written(&other, &QUESTION).await;
        let one = format!("/desk/enquiries/{id}");
        does(&officer, &one, &[("act", "draft"), ("/words", "可以代办。")]).await;
        does(&lead, &one, &[("act", "reply")]).await;
        let told = text(&other, &format!("/enquiries/{id}")).await;
        assert!(told.contains("可以代办。") && said(&told) == [false; 4], "{told}");
    }

    async fn number_and_code_open_it_and_no_address_has_the_code(hall) {
        staff(hall).await;
        let visitor = hall.visitor();
        let key = hidden(&text(&visitor, "/enquiries/new").await, "_key");
        assert_ne!(key, hidden(&text(&visitor, "/enquiries/new").await, "_key"), "each form has its own");
        let (id, code) = written(&visitor, &QUESTION).await;
        assert_eq!(code.split(' ').map(str::len).collect::<Vec<_>>(), [4; 8], "in groups that are copied easily");
        let own = format!("/enquiries/{id}");
        let elsewhere = hall.visitor();
        let closed = elsewhere.page(&own).await.assert_status(404).text().to_owned();
        assert!(closed.contains("name=\"/pickup_code\"") && closed.contains(&format!("value=\"{id}\"")), "{closed}");
        let columns = text(&elsewhere, "/enquiries").await;
        assert!(columns.contains("name=\"/pickup_code\""));
        let wrong = [("/number", id.as_str()), ("/pickup_code", "0123")];
        let back = elsewhere.form("/enquiries", &wrong).await.assert_status(404).text().to_owned();
        assert!(back.contains("编号和取件码没有对上") && back.contains("value=\"0123\""), "{back}");
        let right = [("/number", id.as_str()), ("/pickup_code", code.as_str())];
        let gone = elsewhere.form("/enquiries", &right).await.assert_status(303).header("location").unwrap().to_owned();
        assert_eq!(gone, own);
        let page = elsewhere.page(&own).await.assert_status(200);
        assert!(page.text().contains("能替父亲办吗") && page.header("cache-control") == Some("no-store"));
        // What may be done no more is said where it was tried.
        elsewhere.form(&own, &[("act", "withdraw")]).await.assert_status(303);
        let late = elsewhere.form(&own, &[("act", "withdraw")]).await;
        assert_eq!(late.status(), 409);
        // The same form sent twice files once.
        let fields = [&[("_key", key.as_str())], &QUESTION[..]].concat();
        let link = |page: &str| page.split("href=\"/enquiries/").find_map(|rest| rest.split('"').next()?.parse::<i64>().ok());
        let first = visitor.form("/enquiries/new", &fields).await.assert_status(200).text().to_owned();
        let again = visitor.form("/enquiries/new", &fields).await.assert_status(200).text().to_owned();
        assert_eq!(link(&first), link(&again));
    }

    async fn what_is_sent_back_or_taken_down_ends_at_the_list(hall) {
        let Staff { officer, lead, .. } = staff(hall).await;
        let (id, _) = written(&hall.visitor(), &QUESTION).await;
        let one = format!("/desk/enquiries/{id}");
        let gone = does(&officer, &one, &[("act", "send_back"), ("/words", "不归我们。")]).await;
        assert_eq!(gone, "/desk/enquiries?done=1");
        assert!(text(&officer, &gone).await.contains("记下了。"));
        let (id, _) = written(&hall.visitor(), &QUESTION).await;
        let one = format!("/desk/enquiries/{id}");
        does(&officer, &one, &[("act", "draft"), ("/words", "可以。")]).await;
        // Two write at a time: who comes late has their words back.
        let revision = hidden(&text(&officer, &one).await, "revision");
        does(&lead, &one, &[("act", "reply")]).await;
        let late = [("act", "draft"), ("/words", "写了很久的答复"), ("revision", revision.as_str())];
        let back = officer.form(&one, &late).await.assert_status(409).text().to_owned();
        assert!(back.contains("您刚才写的") && back.contains("写了很久的答复"), "{back}");
        let published = [("act", "publish"), ("/subject", "能代办吗"), ("/asked", "能代办吗？"), ("/reply", "可以。")];
        assert_eq!(does(&lead, &one, &published).await, format!("{one}?done=1"));
        let editor = hall.staff(Role::Editor, "440000", None).await;
        assert!(text(&editor, &one).await.contains("能代办吗？"));
        let gone = does(&editor, &one, &[("act", "take_down")]).await;
        assert_eq!(gone, "/desk/enquiries?done=1");
        assert!(text(&editor, &gone).await.contains("记下了。"));
    }

    async fn a_call_is_registered_and_handed_on_at_the_window(hall) {
        let Staff { window, .. } = staff(hall).await;
        let form = text(&window, "/desk/enquiries/new").await;
        assert!(form.contains("来电") && form.contains("type=\"date\""));
        let key = hidden(&form, "_key");
        let fields = [
            ("_key", key.as_str()), ("kind", "question"), ("/channel", "phone"), ("/received_on", "2026-03-02"), ("/subject", "几点开门"),
            ("/words", "周六开吗？"), ("/name", "老李"), ("/phone", "020-12345678"),
        ];
        let bad = [("kind", "question"), ("/channel", "phone"), ("/received_on", "昨天"), ("/subject", "几点开门"), ("/words", "周六开吗？")];
        let back = window.form("/desk/enquiries/new", &bad).await.assert_status(422).text().to_owned();
        assert!(back.contains("周六开吗？"));
        let gone = window.form("/desk/enquiries/new", &fields).await.assert_status(303).header("location").unwrap().to_owned();
        let again = window.form("/desk/enquiries/new", &fields).await.assert_status(303).header("location").unwrap().to_owned();
        assert_eq!(gone, again, "a double click registers once");
        let list = text(&window, &gone).await;
        let id = gone.split("registered=").nth(1).unwrap();
        assert!(list.contains(&format!("登记好了，编号 {id}。")), "{list}");
        let one = format!("/desk/enquiries/{id}");
        let shown = text(&window, &one).await;
        assert!(shown.contains(CIVIL_AFFAIRS) && shown.contains("来电"));
        let revision = hidden(&shown, "revision");
        let nowhere = [("act", "route"), ("revision", revision.as_str())];
        let nowhere = window.form(&one, &nowhere).await.assert_status(422).text().to_owned();
        assert!(nowhere.contains("转给哪个部门"));
    }
}
