//! What one does with an application after it was begun, without scripts: change it from the letter, put it right, rate it.

use schema::process::Status;

use super::{attribute, location, start, tag_with, tags};
use crate::support::{Scene, claim, senior_card_answers, supplement};

/// The page about the applicant as its form sends it, with this phone number.
fn applicant(phone: &str) -> Vec<(String, String)> {
    let answers = senior_card_answers();
    let said = ["name", "identity_number"]
        .map(|name| (format!("/applicant/{name}"), answers["applicant"][name].as_str().unwrap().to_owned()));
    said.into_iter().chain([("/applicant/phone".to_owned(), phone.to_owned())]).collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn who_changes_something_from_the_letter_comes_back_to_it() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let (draft, _) = ana.senior_card_draft().await;
    let form = format!("/applications/{}/applicant", draft.summary.id);
    let check = format!("/applications/{}/check", draft.summary.id);
    let letter = ana.page(&check).await;
    let change = format!("{form}?then=check");
    assert!(tag_with(letter.text(), "a", "href", &change).is_some());
    let is_led_back = |html: &str| {
        let buttons: Vec<&str> =
            tags(html, "button").into_iter().filter(|tag| attribute(tag, "name") == Some("_next")).collect();
        !buttons.is_empty() && buttons.iter().all(|tag| attribute(tag, "value") == Some(&check))
    };
    assert!(is_led_back(ana.page(&change).await.text()));
    assert!(!is_led_back(ana.page(&form).await.text()), "who goes through the steps goes on");

    // Also past a page that came back.
    let send = async |phone: &str| {
        let fields = applicant(phone);
        ana.form(&form, &[pairs(&fields), vec![("_next", check.as_str())]].concat()).await
    };
    assert!(is_led_back(send("1").await.assert_status(422).text()));
    assert_eq!(location(send("13900139000").await), check);
    assert!(ana.page(&check).await.text().contains("13900139000"));
}

#[tokio::test]
async fn a_supplement_is_put_right_by_forms() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    scene.command(&scene.intake, claim("accept")).await.assert_status(200);
    let mut asked = supplement();
    asked["points"].as_array_mut().unwrap().truncate(1);
    scene.command(&scene.intake, asked).await.assert_status(200);
    let ana = &scene.ana;
    let form = format!("/applications/{}/applicant", scene.application);
    let check = format!("/applications/{}/check", scene.application);
    assert!(ana.page(&form).await.text().contains("电话打不通。"));
    ana.form(&form, &pairs(&applicant("13900139000"))).await.assert_status(303);
    let letter = ana.page(&check).await;
    let key =
        attribute(tag_with(letter.text(), "input", "name", "_key").unwrap(), "value").unwrap().to_owned();
    let sent = ana.form(&check, &[("_key", &key), ("_promise", "1")]).await;
    assert_eq!(location(sent), format!("/applications/{}/receipt", scene.application));
    let case = scene.read(&scene.intake).await;
    assert_eq!(case.view.summary.status, Status::Submitted);
    assert_eq!(case.answers["applicant"]["phone"], "13900139000");
}

#[tokio::test]
async fn what_comes_on_paper_is_checked_off_at_the_desk() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    scene.command(&scene.intake, claim("accept")).await.assert_status(200);
    scene.command(&scene.intake, supplement()).await.assert_status(200);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let shown = scene.intake.page(&page).await;
    let (phone, photograph) = ("point:/applicant/phone", "material:photograph");
    for field in [phone, photograph] {
        assert!(tag_with(shown.text(), "input", "name", field).unwrap().contains("required"));
    }
    let revision = scene.read(&scene.intake).await.revision.to_string();
    let order = [("command", "receive_supplement"), ("revision", revision.as_str())];
    scene.intake.form(&page, &[&order[..], &[(phone, "1")]].concat()).await.assert_status(422);
    let taken = scene.intake.form(&page, &[&order[..], &[(phone, "1"), (photograph, "1")]].concat()).await;
    assert_eq!(location(taken), page);
    let after = scene.intake.page(&page).await;
    assert_eq!(after.text().matches("交了纸质的，这里没有改").count(), 2);
    assert_eq!(scene.view().await.summary.status, Status::Submitted);
}

#[tokio::test]
async fn a_case_is_rated_by_a_form() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.handle(&scene.officer, "review", "approved").await;
    scene.handle(&scene.lead, "decide", "approved").await;
    scene.handle(&scene.intake, "deliver", "delivered").await;
    let page = format!("/cases/{}", scene.receipt.number);
    let rating = format!("{page}/rating");
    assert!(tag_with(scene.ana.page(&page).await.text(), "form", "action", &rating).is_some());
    // Without a grade it comes back, with the words that were written.
    let without = scene.ana.form(&rating, &[("/words", "很快。")]).await.assert_status(422);
    assert!(without.text().contains("很快。") && tag_with(without.text(), "div", "role", "alert").is_some());
    let rated = scene.ana.form(&rating, &[("/grade", "4"), ("/words", "很快。")]).await;
    assert_eq!(location(rated), page);
    let after = scene.ana.page(&page).await;
    assert!(after.text().contains("很快。") && tag_with(after.text(), "form", "action", &rating).is_none());
}
