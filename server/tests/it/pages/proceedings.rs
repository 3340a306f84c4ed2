//! What runs beside a case as pages, without scripts: a meeting from its call to its result, a hearing with a party from outside that
//! answers by its link.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use chrono::TimeDelta;
use schema::proceedings::Beside;
use schema::role::Role;

use crate::support::{Client, HYGIENE, Jointly, PNG, Response, claim, on_both};

/// What a form of the page sends besides what is typed.
fn hidden(page: &str, name: &str) -> String {
    let from =
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name} in {page}"));
    from.split('"').next().unwrap().to_owned()
}

/// A form with a file, as a browser sends it.
pub async fn send_file(who: &Client, path: &str, fields: &[(&str, &str)]) -> Response {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"report.png\"\r\n\r\n");
    body.extend(PNG);
    body.extend(b"\r\n--b--\r\n");
    let request = Request::post(path).header(CONTENT_TYPE, "multipart/form-data; boundary=b");
    who.send(request.body(Body::from(body)).unwrap()).await
}

fn location(response: &Response) -> String {
    response.header("location").unwrap().to_owned()
}

async fn text(who: &Client, path: &str) -> String {
    who.page(path).await.assert_status(200).text().to_owned()
}

on_both! {
    async fn a_meeting_is_called_answered_and_concluded_by_forms(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let path = format!("/desk/joint/{}/proceedings", joint.receipt.number);
        let lead = &joint.market.lead;
        assert!(text(lead, &format!("/desk/joint/{}", joint.receipt.number)).await.contains(&path));
        let page = text(lead, &path).await;
        for said in ["旁边没有在办的", "开联审会", "联合踏勘", "提请协调", "3\u{a0}月\u{a0}4\u{a0}日"] {
            assert!(page.contains(said), "{said}");
        }
        let told: Beside = lead.get(&format!("/api{path}")).await.assert_status(200).read_json();
        let who = told.guests.iter().find(|guest| guest.name == "广州市卫生健康委员会").unwrap().id.clone();
        let key = hidden(&page, "_key");
        let mut call = vec![
            ("kind", "meeting"), ("_key", &key), ("/subject", "消防通道"), ("/place", "三楼"), ("/held_on", "2026-03-03"),
            ("/time", "09:30"), ("/due", "2026-03-05"), ("/who", &who),
        ];
        let back = lead.form(&path, &call).await.assert_status(422).text().to_owned();
        assert!(back.contains("三楼") && back.contains("不能早于") && back.contains("<details open"), "{back}");
        call[4] = ("/held_on", "2026-03-04");
        let one = location(&lead.form(&path, &call).await.assert_status(303));
        assert_eq!(location(&lead.form(&path, &call).await.assert_status(303)), one, "sent twice it is called once");
        let one = one.trim_end_matches("?done=1").to_owned();

        let officer = &joint.health.officer;
        let list = text(officer, "/desk/proceedings").await;
        assert!(list.contains("联审会 · 消防通道") && list.contains(&one), "{list}");
        let page = text(officer, &one).await;
        let revision = hidden(&page, "revision");
        let reply = [("command", "reply"), ("revision", &*revision), ("/comes", "no"), ("/reason", "")];
        let back = officer.form(&one, &reply).await.assert_status(422).text().to_owned();
        assert!(back.contains("理由"));
        let reply = [("command", "reply"), ("revision", &*revision), ("/comes", "yes")];
        officer.form(&one, &reply).await.assert_status(303);
        hall.pass(TimeDelta::days(3));
        let (health, market) = (hall.desk("广州市卫生健康委员会").await, hall.desk("广州市市场监督管理局").await);
        let revision = hidden(&text(&health.officer, &one).await, "revision");
        let object = [("command", "opine"), ("revision", &*revision), ("/stance", "object"), ("/words", "通道不足四米")];
        health.officer.form(&one, &object).await.assert_status(303);
        let revision = hidden(&text(&market.lead, &one).await, "revision");
        let minutes = [("command", "minutes"), ("revision", &*revision), ("/words", "各方到会。")];
        market.lead.form(&one, &minutes).await.assert_status(303);
        let revision = hidden(&text(&market.lead, &one).await, "revision");
        let end = [("command", "conclude"), ("revision", &*revision), ("/words", "按四米留")];
        market.lead.form(&one, &end).await.assert_status(303);
        let page = text(&market.lead, &one).await;
        for said in ["不同意", "通道不足四米", "各方到会。", "按四米留", "有结果", "现在没有要您做的"] {
            assert!(page.contains(said), "{said}");
        }
        assert!(text(&market.lead, &format!("/desk/joint/{}", joint.receipt.number)).await.contains("消防通道：按四米留"));
        joint.ana.page(&one).await.assert_status(401);
        hall.sign_in("ana").await.page(&one).await.assert_status(403);
    }

    async fn a_party_from_outside_answers_by_its_link_and_sees_that_it_arrived(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let number = joint.number(HYGIENE).await;
        let officer = &joint.health.officer;
        joint.health.intake.work_on(&number, "accept", "accepted").await;
        officer.command_on(&number, claim("review")).await.assert_status(200);
        let case = format!("/desk/cases/{number}");
        let begin = [
            ("command", "begin_special_procedure"), ("task", "review"), ("ground", "testing"), ("/ends_on", "2026-03-20"),
            ("reason", "须检测水质。"),
        ];
        let revision = hidden(&text(officer, &case).await, "revision");
        let mut begin = begin.to_vec();
        begin.push(("revision", &revision));
        officer.form(&case, &begin).await.assert_status(303);
        let beside = text(officer, &format!("{case}/proceedings")).await;
        assert!(beside.contains("检测 · 须检测水质。") && beside.contains("这段时间不算在期限里"), "{beside}");
        let one = format!("/desk/proceedings/{}", beside.split("/desk/proceedings/").nth(1).unwrap().split('"').next().unwrap());
        let revision = hidden(&text(officer, &one).await, "revision");
        let invite = [("command", "invite"), ("revision", &*revision), ("/name", "穗检检测"), ("/until", "2026-03-10")];
        let shown = officer.form(&one, &invite).await.assert_status(200).text().to_owned();
        let link = shown.split("/invited/").nth(1).unwrap();
        let is_of_it = |letter: char| letter.is_ascii_alphanumeric() || "?=".contains(letter);
        let link = link.split(|letter: char| !is_of_it(letter)).next().unwrap().to_owned();
        let (id, code) = link.split_once("?code=").unwrap();
        assert!(!text(officer, &one).await.contains(code), "it is shown this once");

        let guest = hall.visitor();
        let (form, page) = (format!("/invited/{id}"), format!("/invited/{link}"));
        let seen = text(&guest, &page).await;
        for said in ["受邀参加", "穗检检测", "须检测水质。", "您的意见"] {
            assert!(seen.contains(said), "{said}");
        }
        assert!(!seen.contains(&number) && !seen.contains("/desk/"), "nothing else of the case");
        let silent = guest.form(&form, &[("code", code), ("/words", " ")]).await.assert_status(422).text().to_owned();
        assert!(silent.contains("您的意见"));
        let said = guest.form(&form, &[("code", code), ("/words", "水质合格。")]).await.assert_status(303);
        assert_eq!(location(&said), page);
        send_file(&guest, &form, &[("code", code)]).await.assert_status(303);
        let seen = text(&guest, &page).await;
        assert!(seen.contains("收到您的意见") && seen.contains("水质合格。") && seen.contains("report.png"), "{seen}");
        let seen = text(officer, &one).await;
        assert!(seen.contains("水质合格。") && seen.contains("report.png"));
        let wrong = guest.page(&format!("{form}?code=1")).await.assert_status(404).text().to_owned();
        assert!(wrong.contains("这个链接打不开"));
        let english = hall.visitor();
        english.form("/preferences", &[("language", "en"), ("_next", "/")]).await.assert_status(303);
        assert!(text(&english, &page).await.contains("You are invited"));
        // The applicant sees that it runs, since when and until when, and that this time is not counted.
        let own = text(&joint.ana, &format!("/cases/{number}")).await;
        assert!(own.contains("检测") && own.contains("3\u{a0}月\u{a0}20\u{a0}日"), "{own}");
    }

    async fn who_leads_a_region_finds_what_was_sent_up(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let leader = hall.staff(Role::Leader, "440100", None).await;
        let path = format!("/desk/joint/{}/proceedings", joint.receipt.number);
        let key = hidden(&text(&joint.market.lead, &path).await, "_key");
        let up = [
            ("kind", "escalation"), ("_key", &*key), ("/subject", "通道宽度"), ("/who", "region:440100"), ("/days", "5"),
            ("/summary", "两家意见不一致。"),
        ];
        let one = location(&joint.market.lead.form(&path, &up).await.assert_status(303));
        let one = one.trim_end_matches("?done=1");
        assert!(text(&leader, "/desk/proceedings").await.contains("提请协调 · 通道宽度"));
        let page = text(&leader, one).await;
        assert!(page.contains("两家意见不一致。") && page.contains("决定和理由"));
        let revision = hidden(&page, "revision");
        let decided = [("command", "opine"), ("revision", &*revision), ("/words", "按四米留。")];
        leader.form(one, &decided).await.assert_status(303);
        assert!(text(&joint.market.lead, one).await.contains("按四米留。"));
        assert!(text(&leader, "/desk/proceedings").await.contains("没有等您答复的"));
    }
}
