//! The three ways of handling without scripts: the slip for the window, the code for a colleague, what the window finds, and the
//! editor's choice.

use schema::catalogue::Way;
use schema::role::Role;

use super::{attribute, inside, location, start, tag_with, tags};
use crate::support::{CIVIL_AFFAIRS, Client, Hall, SENIOR_CARD, assert_whole, on_both};

/// The text of the one line with the number or code in large letters.
fn large(html: &str) -> String {
    let (_, rest) = html.split_once("class=\"caseno\">").expect("a number in large letters");
    rest.split_once('<').unwrap().0.to_owned()
}

/// Hands over what holds by the form of the letter, and reads the code.
async fn handed(who: &Client, button: &str) -> (String, String) {
    let id = who.senior_card_draft().await.0.summary.id;
    let steps = format!("/applications/{id}");
    let check = who.page(&format!("{steps}/check")).await.assert_status(200);
    assert!(inside(check.text(), "main").contains(button), "{}", check.text());
    assert!(tag_with(check.text(), "input", "name", "_hand_over").is_some());
    // Without the declaration the letter comes back, at its own address.
    let back =
        who.form(&format!("{steps}/check"), &[("_key", "k"), ("_hand_over", "1")]).await.assert_status(422);
    assert!(inside(back.text(), "main").contains("请在信的末尾勾选"));
    let fields = [("_key", "k"), ("_hand_over", "1"), ("_promise", "1")];
    let slip = location(who.form(&format!("{steps}/check"), &fields).await);
    assert_eq!(slip, format!("{steps}/handover"));
    let page = who.page(&slip).await.assert_status(200);
    assert_eq!((tags(page.text(), "h1").len(), tags(page.text(), "main").len()), (1, 1));
    (steps, large(page.text()))
}

async fn english(who: &Client, path: &str) -> String {
    let request = axum::http::Request::get(path).header("accept-language", "en");
    let response = who.send(request.body(axum::body::Body::empty()).unwrap()).await.assert_status(200);
    response.text().to_owned()
}

async fn set_by_form(hall: &Hall, way: &str, days: &str) {
    let editor = hall.staff(Role::Editor, "", None).await;
    let path = format!("/desk/catalogue/items/{SENIOR_CARD}");
    let page = editor.page(&path).await.assert_status(200);
    let action = format!("{path}/way");
    assert!(tag_with(page.text(), "form", "action", &action).is_some());
    let radios: Vec<_> =
        tags(page.text(), "input").into_iter().filter(|tag| attribute(tag, "name") == Some("/way")).collect();
    assert_eq!(radios.len(), 3);
    assert!(radios[0].contains("checked"), "{radios:?}");
    let odd =
        editor.form(&action, &[("revision", "0"), ("/way", way), ("/days", "soon")]).await.assert_status(422);
    let days_input = tag_with(odd.text(), "input", "name", "/days").unwrap();
    assert_eq!(
        (attribute(days_input, "aria-invalid"), attribute(days_input, "value")),
        (Some("true"), Some("soon"))
    );
    let saved = editor.form(&action, &[("revision", "0"), ("/way", way), ("/days", days)]).await;
    let saved = location(saved);
    let page = editor.page(saved.split('#').next().unwrap()).await.assert_status(200);
    assert!(page.text().contains("已保存，也记入了审计"));
    let stale = editor
        .form(&action, &[("revision", "0"), ("/way", "online"), ("/days", "")])
        .await
        .assert_status(409);
    assert!(stale.text().contains("现在存着的是"));
}

on_both! {
    async fn from_the_letter_to_the_window(hall) {
        hall.open_demo_city().await;
        set_by_form(hall, "window", "7").await;
        let public = hall.visitor().page(&format!("/items/{SENIOR_CARD}")).await;
        assert!(public.text().contains("到窗口办完") && public.text().contains("7 天内到窗口"));
        assert!(english(&hall.visitor(), &format!("/items/{SENIOR_CARD}")).await.contains("finish at the window"));
        let ana = hall.citizen("ana").await;
        let (steps, code) = handed(&ana, "拿预办理单").await;
        let slip = format!("{steps}/handover");
        let page = ana.page(&slip).await;
        let main = inside(page.text(), "main");
        assert!(main.contains("要带的原件") && main.contains("身份证") && main.contains("2026-03-09"), "{main}");
        assert!(english(&ana, &slip).await.contains("Last day at the window"));
        // Meanwhile every page of it leads there.
        for step in ["", "/check", "/materials", "/applicant"] {
            let held = ana.page(&format!("{steps}{step}")).await.assert_status(200);
            assert!(tag_with(held.text(), "a", "href", &slip).is_some(), "{step}");
        }
        let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let window = clerk.page("/desk/window").await.assert_status(200);
        assert!(tag_with(window.text(), "a", "href", "/desk/window/prepared").is_some());
        let none = clerk.page("/desk/window/prepared?code=0000000000").await.assert_status(200);
        assert!(inside(none.text(), "main").contains("没有找到"));
        let found = clerk.page(&format!("/desk/window/prepared?code={}", code.replace(' ', "%20"))).await;
        assert_whole(found.text(), "/desk/window", "/desk/window");
        assert!(inside(found.text(), "main").contains("王小明"));
        let gone = clerk.form("/desk/window/prepared", &[("code", "0000000000")]).await.assert_status(404);
        assert!(inside(gone.text(), "main").contains("没有找到"));
        let begun = location(clerk.form("/desk/window/prepared", &[("code", &code)]).await);
        assert_eq!(begun, steps);
        let letter = clerk.page(&format!("{steps}/check")).await.assert_status(200);
        assert!(tag_with(letter.text(), "input", "name", "_hand_over").is_none(), "a clerk files it");
        let filed = location(clerk.form(&format!("{steps}/check"), &[("_key", "k"), ("_promise", "1")]).await);
        assert_eq!(filed, format!("{steps}/receipt"));
        ana.page(&slip).await.assert_status(404);
    }

    async fn from_one_agent_to_the_other(hall) {
        hall.open_demo_city().await;
        hall.set_way(SENIOR_CARD, Way::EmployerCheck, None).await;
        let (boris, carla) = (hall.enterprise("boris").await, hall.enterprise("carla").await);
        let (steps, code) = handed(&boris, "交同事核对").await;
        assert!(carla.page("/me").await.text().contains("/me/checks"));
        // Either finds it among the applications: what was handed over, and that something waits.
        let mine = boris.page("/me/applications").await.assert_status(200);
        assert!(mine.text().contains("已交同事核对，还没有提交") && !inside(mine.text(), "main").contains("/me/checks"));
        let theirs = carla.page("/me/applications").await.assert_status(200);
        assert!(inside(theirs.text(), "main").contains("同事填好了，等您看"));
        let list = carla.page("/me/checks").await.assert_status(200);
        assert_whole(list.text(), "/me", "/me");
        assert!(inside(list.text(), "main").contains("王小明填") && !list.text().contains(&code));
        let missed = carla.page("/me/checks?code=0000000000").await.assert_status(200);
        let input = tag_with(missed.text(), "input", "name", "code").unwrap();
        assert_eq!(attribute(input, "aria-invalid"), Some("true"));
        boris.page(&format!("/checks/{}", code.replace(' ', ""))).await.assert_status(404);
        let opened = carla.page(&format!("/me/checks?code={}", code.replace(' ', "%20"))).await.assert_status(200);
        let main = inside(opened.text(), "main");
        assert!(main.contains("核对无误，提交") && !main.contains("/applicant?then=check"), "{main}");
        let document = tags(main, "a").into_iter().filter_map(|tag| attribute(tag, "href"));
        let document = document.into_iter().find(|href| href.contains("/files/")).unwrap().to_owned();
        carla.get(&document).await.assert_status(200);
        let forms: Vec<String> =
            tags(main, "form").iter().filter_map(|tag| Some(attribute(tag, "action")?.to_owned())).collect();
        let [file, back] = &forms[..] else { panic!("{forms:?}") };
        assert!(english(&carla, file).await.contains("It is right: file it"));
        // Without words it comes back with the field; with them its writer reads them.
        let silent = carla.form(back, &[("/words", " ")]).await.assert_status(422);
        assert_eq!(attribute(tag_with(silent.text(), "textarea", "name", "/words").unwrap(), "aria-invalid"), Some("true"));
        let done = location(carla.form(back, &[("/words", "电话不对。")]).await);
        assert!(carla.page(&done).await.text().contains("退回了"));
        let told = boris.page("/me/messages").await.assert_status(200);
        let main = inside(told.text(), "main");
        assert!(main.contains("同事退回了您填的申请") && tag_with(main, "a", "href", &steps).is_some(), "{main}");
        assert!(!main.contains("电话不对"), "the words stand with the application");
        for step in ["", "/check"] {
            let told = boris.page(&format!("{steps}{step}")).await.assert_status(200);
            assert!(inside(told.text(), "main").contains("电话不对。"), "{step}");
        }
        let fields = [("_key", "k"), ("_hand_over", "1"), ("_promise", "1")];
        let slip = location(boris.form(&format!("{steps}/check"), &fields).await);
        let code = large(boris.page(&slip).await.text()).replace(' ', "");
        // Pressed twice, it is filed once, and said twice.
        for _ in 0..2 {
            let filed = location(carla.form(&format!("/checks/{code}"), &[]).await);
            assert!(carla.page(&filed).await.text().contains("提交了，办件编号"));
        }
        assert!(boris.page(&format!("{steps}/receipt")).await.assert_status(200).text().contains("caseno"));
    }
}

#[tokio::test]
async fn what_was_handed_over_is_taken_back_by_a_form() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.set_way(SENIOR_CARD, Way::Window, None).await;
    let ana = hall.citizen("ana").await;
    let (steps, _) = handed(&ana, "拿预办理单").await;
    assert_eq!(location(ana.form(&format!("{steps}/handover"), &[]).await), steps);
    assert!(inside(ana.page(&steps).await.text(), "main").contains("要做的几步"));
    ana.form(&format!("{steps}/handover"), &[]).await.assert_status(404);
    hall.close().await;
}

#[tokio::test]
async fn a_person_is_told_that_employers_apply() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.set_way(SENIOR_CARD, Way::EmployerCheck, None).await;
    let ana = hall.citizen("ana").await;
    let id = ana.senior_card_draft().await.0.summary.id;
    let fields = [("_key", "k"), ("_hand_over", "1"), ("_promise", "1")];
    let refused = ana.form(&format!("/applications/{id}/check"), &fields).await.assert_status(409);
    assert!(inside(refused.text(), "main").contains("请用单位经办人的账号登录"));
    assert!(!ana.page("/me").await.text().contains("/me/checks"));
    hall.close().await;
}
