//! How one is told besides in the hall, as a browser without scripts says it.

use server::config::Secret;

use super::location;
use crate::support::{Backend, Hall, tag_with, tags};

const PAGE: &str = "/me/notifications";

/// A hall that has text messages.
async fn with_sms() -> Hall {
    Hall::start_with(Backend::Sqlite, |config| {
        config.outbound.sms_gateway = Some("http://127.0.0.1:9/".to_owned());
        config.outbound.sms_key = Some(Secret::from("key"));
    })
    .await
}

fn is_ticked(html: &str, name: &str) -> bool {
    tag_with(html, "input", "name", name).unwrap().contains(" checked")
}

#[tokio::test]
async fn one_turns_texts_on_and_off_without_scripts() {
    let hall = with_sms().await;
    let ana = hall.citizen("ana").await;
    assert!(tag_with(ana.page("/me").await.text(), "a", "href", PAGE).is_some());
    let page = ana.page(PAGE).await.assert_status(200);
    assert!(!is_ticked(page.text(), "/sms") && page.text().contains("13800138000"), "{}", page.text());
    assert!(!page.text().contains("发邮件告诉我进展"), "this hall has no e-mail");
    let saved = ana
        .form(PAGE, &[("/sms", "1"), ("/phone", "139 1111 2222"), ("/email", ""), ("/locale", "en")])
        .await;
    let page = ana.page(&location(saved)).await.assert_status(200);
    assert!(is_ticked(page.text(), "/sms") && page.text().contains("139 1111 2222"));
    assert!(page.text().contains("保存好了"));
    let english = tags(page.text(), "option").into_iter().find(|tag| tag.contains("\"en\"")).unwrap();
    assert!(english.contains(" selected"), "{english}");

    // What is wrong stands at its field, with what was typed.
    let refused = ana.form(PAGE, &[("/sms", "1"), ("/phone", "12"), ("/email", ""), ("/locale", "en")]).await;
    let page = refused.assert_status(422);
    assert!(is_ticked(page.text(), "/sms"));
    let phone = tag_with(page.text(), "input", "name", "/phone").unwrap();
    assert!(phone.contains("\"12\"") && phone.contains("aria-invalid=\"true\""), "{phone}");
    assert!(tag_with(page.text(), "a", "href", "#f-phone").is_some(), "{}", page.text());

    location(ana.form(PAGE, &[("/phone", "139 1111 2222"), ("/locale", "zh-CN")]).await);
    assert!(!is_ticked(ana.page(PAGE).await.text(), "/sms"));
    let signed_out = hall.visitor().form(PAGE, &[("/locale", "en")]).await;
    assert_eq!(location(signed_out), "/sign-in?next=%2Fme%2Fnotifications");
}

#[tokio::test]
async fn a_hall_without_channels_says_so_and_keeps_the_number() {
    let hall = super::start().await;
    let ana = hall.citizen("ana").await;
    let page = ana.page(PAGE).await.assert_status(200);
    assert!(page.text().contains("还没有开通短信和邮件"));
    let phone = tag_with(page.text(), "input", "name", "/phone").unwrap();
    assert!(phone.contains("hidden") && phone.contains("13800138000"), "{phone}");
}
