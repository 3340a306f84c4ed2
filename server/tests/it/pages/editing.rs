//! The desk of catalogue editors as a browser without scripts gets it.

use schema::role::Role;

use super::{attribute, inside, location, start, tag_with, tags};
use crate::support::{Client, Hall};

const CODE: &str = "11440100007483172Q3440106042001";
const PAGE: &str = "/desk/catalogue/items/11440100007483172Q3440106042001";

async fn editor(hall: &Hall) -> Client {
    hall.staff(Role::Editor, "440000", None).await
}

/// Whether a page marks a choice.
fn is_chosen(html: &str, name: &str, value: &str) -> bool {
    let inputs = tags(html, "input").into_iter().filter(|tag| attribute(tag, "name") == Some(name));
    let chosen: Vec<_> =
        inputs.filter(|tag| tag.contains(" checked")).map(|tag| attribute(tag, "value")).collect();
    assert_eq!(chosen.len(), 1, "{name}: {chosen:?}");
    chosen == [Some(value)]
}

#[tokio::test]
async fn every_page_of_the_catalogue_is_a_whole_document() {
    let hall = start().await;
    let editor = editor(&hall).await;
    for path in [
        "/desk/catalogue",
        "/desk/catalogue/findings/no_materials",
        "/desk/catalogue/findings/promised_over_statutory",
        "/desk/catalogue/depth",
        "/desk/catalogue/depth/unknown",
        PAGE,
    ] {
        let response = editor.page(path).await.assert_status(200);
        let html = response.text();
        assert_eq!(tags(html, "h1").len(), 1, "{path}");
        assert_eq!(tags(html, "main").len(), 1, "{path}");
        assert!(!html.contains("aria-busy") && !html.contains(" style=\""), "{path}");
        // The rooms of the desk: the header and the bar of phones name the same.
        let rooms =
            tags(html, "a").into_iter().filter(|tag| attribute(tag, "href") == Some("/desk/catalogue"));
        assert!(rooms.count() >= 2, "{path}");
    }
}

#[tokio::test]
async fn counts_lead_to_lists_and_lists_to_items() {
    let hall = start().await;
    let editor = editor(&hall).await;
    let findings = editor.page("/desk/catalogue").await;
    assert!(inside(findings.text(), "h1").starts_with("12 个事项"));
    let list = "/desk/catalogue/findings/no_materials";
    assert!(tag_with(findings.text(), "a", "href", list).is_some());
    let list = editor.page(list).await;
    let items: Vec<&str> = tags(list.text(), "a")
        .into_iter()
        .filter_map(|tag| attribute(tag, "href"))
        .filter(|href| href.starts_with("/desk/catalogue/items/"))
        .collect();
    assert!(!items.is_empty());
    let item = editor.page(items[0]).await.assert_status(200);
    assert!(tag_with(item.text(), "a", "href", "/desk/catalogue/findings/no_materials").is_some());
    let public = items[0].replace("/desk/catalogue", "");
    assert!(tag_with(item.text(), "a", "href", &public).is_some());
}

#[tokio::test]
async fn settings_are_saved_by_a_form() {
    let hall = start().await;
    let editor = editor(&hall).await;
    let page = editor.page(PAGE).await;
    assert!(is_chosen(page.text(), "/handling", "") && is_chosen(page.text(), "/depth", ""));
    let choice = [("revision", "0"), ("/handling", "承诺件"), ("/depth", "acceptance")];
    assert_eq!(location(editor.form(PAGE, &choice).await), format!("{PAGE}?saved=1"));
    let saved = editor.page(&format!("{PAGE}?saved=1")).await;
    assert!(tag_with(saved.text(), "p", "role", "status").is_some());
    assert!(
        is_chosen(saved.text(), "/handling", "承诺件") && is_chosen(saved.text(), "/depth", "acceptance")
    );
    // An old address does not say that something was saved.
    assert!(tag_with(editor.page(&format!("{PAGE}?saved=0")).await.text(), "p", "role", "status").is_none());
    let depth = editor.page("/desk/catalogue/depth").await;
    // One of twelve is known to be at depth two, and all the others may be.
    assert!(depth.text().contains("8.3%–100%") && depth.text().contains("0%–91.6%"));
    assert!(hall.visitor().page(&format!("/items/{CODE}")).await.text().contains("二级"));
}

#[tokio::test]
async fn who_was_second_sees_both_and_loses_nothing() {
    let hall = start().await;
    let (one, other) = (editor(&hall).await, editor(&hall).await);
    one.form(PAGE, &[("revision", "0"), ("/handling", "即办件"), ("/depth", "whole")]).await;
    let stale = [("revision", "0"), ("/handling", "上报件"), ("/depth", "")];
    let response = other.form(PAGE, &stale).await.assert_status(409);
    let html = response.text();
    assert!(tag_with(html, "div", "role", "alert").is_some());
    assert!(html.contains("现在存着的是：即办件；三级"));
    assert!(is_chosen(html, "/handling", "上报件") && is_chosen(html, "/depth", ""));
    // Having seen it, one may decide.
    let revision = tag_with(html, "input", "name", "revision").unwrap();
    assert_eq!(attribute(revision, "value"), Some("1"));
    let again = [("revision", "1"), ("/handling", "上报件"), ("/depth", "")];
    assert_eq!(location(other.form(PAGE, &again).await), format!("{PAGE}?saved=2"));
    // A form without one of the choices is no form of ours: nothing is forgotten.
    other.form(PAGE, &[("revision", "2"), ("/depth", "")]).await.assert_status(400);
    assert!(is_chosen(other.page(PAGE).await.text(), "/handling", "上报件"));
}

#[tokio::test]
async fn the_catalogue_is_shown_to_its_editors_only() {
    let hall = start().await;
    let visitor = hall.visitor().page("/desk/catalogue/depth").await.assert_status(401);
    let back = "/sign-in?next=%2Fdesk%2Fcatalogue%2Fdepth";
    assert!(tag_with(visitor.text(), "a", "href", back).is_some());
    for client in [hall.citizen("ana").await, hall.staff(Role::Reviewer, "440000", None).await] {
        for path in ["/desk/catalogue", "/desk/catalogue/depth", PAGE] {
            let refused = client.page(path).await.assert_status(403);
            assert_eq!(tags(refused.text(), "h1").len(), 1, "{path}");
            assert!(tag_with(refused.text(), "a", "href", "/desk").is_some(), "{path}");
        }
    }
    let officer = hall.staff(Role::Officer, "440100", Some("广州市公安局")).await;
    let desk = officer.page("/desk").await.assert_status(200);
    assert!(tag_with(desk.text(), "a", "href", "/desk/catalogue").is_none());
    // An editor's way in, from the public side.
    let me = editor(&hall).await.page("/me").await;
    assert!(tag_with(me.text(), "a", "href", "/desk/catalogue").is_some());
    let elsewhere = hall.staff(Role::Editor, "511602", None).await;
    elsewhere.page(PAGE).await.assert_status(403);
    elsewhere.page("/desk/catalogue/items/none").await.assert_status(404);
    elsewhere.page("/desk/catalogue/depth").await.assert_status(200);
}
