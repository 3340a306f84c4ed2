//! The pages as a browser without scripts gets them: documents, form twins, preferences.

mod ask;
mod bench;
mod beside;
mod bills;
mod cards_argued;
mod controls;
mod copies;
mod crowd;
mod duty;
mod editing;
mod elder;
mod enquiries;
mod failures;
mod forms;
mod guide_conditions;
mod guide_desk;
mod guides;
mod halls;
mod handling;
mod item;
mod joint;
mod kept;
mod libraries;
mod licences;
mod messages;
mod moving;
mod notifications;
mod office;
mod operations;
mod outside;
mod policy;
mod printing;
mod proceedings;
mod processes;
mod published;
mod questionnaires;
mod regions;
mod returning;
mod situations;
mod special;
mod task_sheets;
mod together;
mod version;
mod weight;
mod window;

use axum::body::Body;
use axum::http::Request;
use schema::role::Role;
use server::features::cases;

use schema::catalogue::encode;

use crate::support::{
    Backend, Client, Hall, PASSWORD, Response, SENIOR_CARD, attribute, identity_number, inside, tag_with,
    tags,
};

const PASSPORT: &str = "/items/11440100007483172Q3440106042001";
const NOTICE: &str = "/notices/holiday";

async fn start() -> Hall {
    Hall::start(Backend::Sqlite).await
}

#[tokio::test]
async fn every_page_is_a_whole_document_in_both_languages() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.publish_notice("holiday", 0).await;
    let ana = hall.citizen("ana").await;
    let find =
        ["/", "/items", "/items?q=%E6%8A%A4%E7%85%A7", PASSPORT, "/life-events/birth", "/notices", NOTICE];
    for path in find.into_iter().chain(["/sign-in", "/register", "/me"]) {
        for (language, accepted) in [("zh-CN", "zh-CN,zh;q=0.9"), ("en", "en-GB,en;q=0.8")] {
            let request = Request::get(path).header("accept-language", accepted).body(Body::empty()).unwrap();
            let response = ana.send(request).await.assert_status(200);
            assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"));
            assert_eq!(response.header("content-language"), Some(language));
            let html = response.text();
            assert!(html.starts_with("<!DOCTYPE html>"), "{path}");
            assert_eq!(attribute(tags(html, "html")[0], "lang"), Some(language), "{path}");
            assert_eq!(tags(html, "h1").len(), 1, "{path} {language}");
            assert_eq!(tags(html, "main").len(), 1, "{path} {language}");
            assert_eq!(tags(html, "title").len(), 1, "{path} {language}");
            assert!(!inside(html, "title").trim().is_empty(), "{path}");
            assert!(!html.contains("aria-busy"), "{path}: something was not waited for");
        }
    }
}

#[tokio::test]
async fn public_pages_can_be_found_and_the_others_are_left_alone() {
    let hall = start().await;
    let ana = hall.citizen("ana").await;
    hall.open_demo_city().await;
    hall.publish_notice("holiday", 0).await;
    for path in ["/", PASSPORT, "/life-events/birth", "/notices", NOTICE] {
        let response = ana.page(path).await;
        let html = response.text();
        let description = tag_with(html, "meta", "name", "description").unwrap();
        assert!(attribute(description, "content").unwrap().chars().count() > 10, "{path}");
        let canonical = tag_with(html, "link", "rel", "canonical").unwrap();
        assert_eq!(attribute(canonical, "href"), Some(format!("http://hall.test{path}").as_str()));
        assert_eq!(tag_with(html, "meta", "name", "robots"), None, "{path}");
    }
    // One query has one address, whatever else stood in it.
    let response = ana.page("/items?type=&q=x&nonsense=1").await;
    let canonical = tag_with(response.text(), "link", "rel", "canonical").unwrap();
    assert_eq!(attribute(canonical, "href"), Some("http://hall.test/items?q=x"));
    for path in ["/sign-in", "/register", "/me", "/nothing"] {
        let response = ana.page(path).await;
        let robots = tag_with(response.text(), "meta", "name", "robots").unwrap();
        assert_eq!(attribute(robots, "content"), Some("noindex"), "{path}");
    }
}

#[tokio::test]
async fn the_first_page_leads_everywhere() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.publish_notice("holiday", 0).await;
    let page = hall.visitor().page("/").await.assert_status(200);
    let html = page.text();
    let theme = format!("/items?audience=personal&amp;theme={}", encode("婚姻登记"));
    for href in
        ["/life-events/birth", "/life-events/start", NOTICE, "/notices", "/items?audience=enterprise", &theme]
    {
        assert!(tag_with(html, "a", "href", href).is_some(), "{href}");
    }
    // Where it leads there is something.
    let event = hall.visitor().page("/life-events/birth").await.assert_status(200);
    assert!(tag_with(event.text(), "a", "href", "/items/DEMO-440100-BIRTH-SERVICE").is_some());
    assert!(tag_with(event.text(), "a", "href", &format!("/items?q={}", encode("新生儿"))).is_some());
    let notice = hall.visitor().page(NOTICE).await.assert_status(200);
    assert!(inside(notice.text(), "h1").contains("放假安排") && notice.text().contains("网上照常。"));
    hall.visitor().page("/life-events/none").await.assert_status(404);
    hall.visitor().page("/notices/none").await.assert_status(404);
}

#[tokio::test]
async fn what_waits_stands_on_the_page_of_whom_it_waits_for_only() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    assert!(!ana.page("/").await.text().contains("等您的办件"), "nothing waits");
    let draft = ana.begin(SENIOR_CARD).await;
    let own = ana.page("/").await;
    let href = format!("/applications/{}", draft.summary.id);
    assert!(own.text().contains("等您的办件") && tag_with(own.text(), "a", "href", &href).is_some());
    assert_eq!(own.header("cache-control"), Some("no-store"));
    for other in [hall.visitor(), hall.citizen("bob").await] {
        let page = other.page("/").await;
        assert!(!page.text().contains("等您的办件") && !page.text().contains(&href));
    }
}

#[tokio::test]
async fn what_is_not_there_or_not_yours_is_a_page_with_its_status() {
    let hall = start().await;
    let visitor = hall.visitor();
    for path in ["/nothing", "/items/none", "/sign-out", "/items/a/b"] {
        let html = visitor.page(path).await.assert_status(404);
        assert_eq!(tags(html.text(), "h1").len(), 1, "{path}");
    }
    let signed_out = visitor.page("/me").await.assert_status(401);
    assert!(tag_with(signed_out.text(), "a", "href", "/sign-in?next=%2Fme").is_some());
    // Looking at the address of a form does not do what the form does.
    let ana = hall.citizen("ana").await;
    ana.page("/sign-out").await;
    ana.page("/me").await.assert_status(200);
}

#[tokio::test]
async fn asking_for_the_head_of_a_page_gives_its_head() {
    let hall = start().await;
    let request = || Request::head("/items/none").body(Body::empty()).unwrap();
    let response = hall.visitor().send(request()).await.assert_status(404);
    assert_eq!(response.bytes(), b"");
    assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"));
}

/// Where an answer sends the browser.
#[track_caller]
fn location(response: Response) -> String {
    response.assert_status(303).header("location").unwrap().to_owned()
}

async fn sign_in(client: &Client, password: &str, next: &str) -> Response {
    client.form("/sign-in", &[("_next", next), ("login", "ana"), ("password", password)]).await
}

#[tokio::test]
async fn signing_in_and_out_works_by_forms() {
    let hall = start().await;
    hall.citizen("ana").await;
    let phone = hall.visitor();
    let response = sign_in(&phone, PASSWORD, "").await;
    assert!(response.header("set-cookie").unwrap().contains("HttpOnly"));
    assert_eq!(location(response), "/me");
    assert!(phone.page("/me").await.assert_status(200).text().contains("王小明"));
    assert_eq!(phone.page("/me").await.header("cache-control"), Some("no-store"));
    assert_eq!(location(phone.form("/sign-out", &[]).await), "/");
    phone.page("/me").await.assert_status(401);

    let tablet = hall.visitor();
    sign_in(&phone, PASSWORD, "").await;
    sign_in(&tablet, PASSWORD, "").await;
    assert_eq!(location(tablet.form("/sign-out-everywhere", &[]).await), "/");
    phone.page("/me").await.assert_status(401);
}

#[tokio::test]
async fn after_signing_in_one_stays_in_the_hall() {
    let hall = start().await;
    hall.citizen("ana").await;
    for (next, expected) in [
        ("/items?q=x", "/items?q=x"),
        ("https://evil.test/", "/"),
        ("//evil.test", "/"),
        ("/\\evil.test", "/"),
        ("/\t/evil.test", "/"),
        ("/\n/evil.test", "/"),
        (" //evil.test", "/"),
        ("/\u{a0}/evil.test", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        assert_eq!(location(sign_in(&hall.visitor(), PASSWORD, next).await), expected, "{next:?}");
        let chosen = hall.visitor().form("/preferences", &[("theme", "dark"), ("_next", next)]).await;
        assert_eq!(location(chosen), expected, "{next:?}");
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_and_without_the_password() {
    let hall = start().await;
    hall.citizen("ana").await;
    let visitor = hall.visitor();
    let response = sign_in(&visitor, "not-the-password", "/items").await.assert_status(401);
    assert_eq!(response.headers("set-cookie"), Vec::<&str>::new());
    let html = response.text();
    assert_eq!(attribute(tag_with(html, "input", "name", "login").unwrap(), "value"), Some("ana"));
    let inputs = tags(html, "input").into_iter().map(|tag| (attribute(tag, "name"), attribute(tag, "value")));
    assert!(inputs.into_iter().any(|input| input == (Some("_next"), Some("/items"))));
    assert!(tag_with(html, "div", "role", "alert").is_some());
    assert!(!html.contains("not-the-password"));
    visitor.page("/me").await.assert_status(401);
}

#[tokio::test]
async fn registering_works_by_form_and_says_what_is_wrong_where() {
    let hall = start().await;
    let visitor = hall.visitor();
    let number = identity_number(5);
    let fields = |number: &'static str| {
        [
            ("audience", "personal"),
            ("/name", "陈\"><b>"),
            ("/identity_number", number),
            ("/phone", ""),
            ("/login", "chen"),
            ("/password", PASSWORD),
        ]
    };
    let response = visitor.form("/register", &fields("110102199101010079")).await.assert_status(422);
    let html = response.text();
    let field = tag_with(html, "input", "name", "/identity_number").unwrap();
    assert_eq!(attribute(field, "aria-invalid"), Some("true"));
    assert_eq!(attribute(field, "value"), Some("110102199101010079"));
    let id = attribute(field, "id").unwrap();
    assert!(tag_with(html, "a", "href", &format!("#{id}")).is_some(), "the summary links to the field");
    assert_eq!(
        attribute(field, "aria-describedby").map(|ids| ids.contains(&format!("{id}-error"))),
        Some(true)
    );
    assert!(html.contains("陈") && !html.contains("陈\"><b>"), "what was typed is shown, not believed");
    assert!(!html.contains(PASSWORD));

    let good = fields(number.leak());
    assert_eq!(location(visitor.form("/register", &good).await), "/me");
    visitor.page("/me").await.assert_status(200);
}

#[tokio::test]
async fn preferences_are_kept_and_written_on_the_document() {
    let hall = start().await;
    let visitor = hall.visitor();
    let root = async |visitor: &Client| tags(visitor.page("/").await.text(), "html")[0].to_owned();
    let plain = root(&visitor).await;
    assert_eq!((attribute(&plain, "lang"), attribute(&plain, "data-theme")), (Some("zh-CN"), None));
    assert!(!plain.contains("data-elder"));

    let set = [("language", "en"), ("theme", "dark"), ("elder", "1"), ("_next", "/items?q=x")];
    assert_eq!(location(visitor.form("/preferences", &set).await), "/items?q=x");
    let chosen = root(&visitor).await;
    assert_eq!((attribute(&chosen, "lang"), attribute(&chosen, "data-theme")), (Some("en"), Some("dark")));
    assert!(chosen.contains("data-elder"));

    // One choice leaves the others alone; a value that is not on the list forgets the choice.
    assert_eq!(
        location(visitor.form("/preferences", &[("theme", "pink\r\n"), ("_next", "//evil.test")]).await),
        "/"
    );
    let left = root(&visitor).await;
    assert_eq!((attribute(&left, "lang"), attribute(&left, "data-theme")), (Some("en"), None));
    assert!(left.contains("data-elder"));
}

#[tokio::test]
async fn files_are_kept_for_as_long_as_their_names_say() {
    let hall = start().await;
    let visitor = hall.visitor();
    let page = visitor.page("/").await;
    assert!(tag_with(page.text(), "link", "href", "/pkg/main.css").is_some());
    let packed = visitor.get("/pkg/main.css").await.assert_status(200);
    assert_eq!(packed.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let missing = visitor.get("/pkg/none.css").await.assert_status(404);
    assert_ne!(missing.header("cache-control"), Some("public, max-age=31536000, immutable"));
    for path in ["/pkg/../hall.db", "/pkg/%2e%2e/%2e%2e/hall.db", "/pkg/..%2f..%2fhall.db"] {
        let response = visitor.get(path).await;
        assert!(!response.bytes().starts_with(b"SQLite"), "{path}");
    }
}

#[tokio::test]
async fn search_engines_find_every_item_and_nothing_private() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.publish_notice("holiday", 0).await;
    hall.publish_notice("tomorrow", 1).await;
    let visitor = hall.visitor();
    let robots = visitor.page("/robots.txt").await;
    let robots = robots.text();
    assert!(robots.contains("Disallow: /api\n") && robots.contains("Disallow: /search\n"), "{robots}");
    assert!(robots.contains("/sitemap.xml\n"), "{robots}");
    let sitemap = visitor.page("/sitemap.xml").await;
    assert_eq!(sitemap.header("content-type"), Some("application/xml; charset=utf-8"));
    let sitemap = sitemap.text();
    for path in [PASSPORT, NOTICE, "/notices", "/life-events/birth", "/disclosure", "/surveys", "/open-data"]
    {
        assert!(sitemap.contains(&format!("<loc>http://hall.test{path}</loc>")), "{path}: {sitemap}");
    }
    assert!(!sitemap.contains("/me"), "{sitemap}");
    let addresses = sitemap.matches("<loc>").count();
    let found = visitor.get("/api/items").await.json()["total"].as_u64().unwrap();
    let (pages, floors, events, notices) = (7, 3, 14, 1);
    let all = found + pages + floors + events + notices;
    assert_eq!(addresses as u64, all, "everything that anyone may see, once");
}

#[tokio::test]
async fn a_number_of_the_dashboard_leads_to_its_cases() {
    let hall = start().await;
    hall.open_demo_city().await;
    cases::demo::load(hall.state(), 40, 7, |_| {}).await.unwrap();
    let leader = hall.staff(Role::Leader, "", None).await;
    let board = leader.page("/dashboard?from=2025-10-01&to=2026-03-02").await.assert_status(200);
    let links = |html: &str, begins: &str| -> Vec<String> {
        let links = tags(html, "a").into_iter().filter_map(|tag| attribute(tag, "href"));
        links.map(|href| href.replace("&amp;", "&")).filter(|href| href.starts_with(begins)).collect()
    };
    let lists = links(board.text(), "/dashboard/cases?");
    assert!(lists.len() > 20, "{lists:?}");
    let opened = lists.iter().find(|link| link.contains("figure=opened")).unwrap();
    let first = leader.page(opened).await.assert_status(200);
    assert_eq!(tags(inside(first.text(), "tbody"), "tr").len(), 30);
    let further: Vec<String> =
        links(first.text(), opened).into_iter().filter(|link| link.contains("&cursor=")).collect();
    let rest = leader.page(&further[0]).await.assert_status(200);
    assert_eq!(tags(inside(rest.text(), "tbody"), "tr").len(), 10);
    assert_eq!(links(rest.text(), "/dashboard?").len(), 1, "the way back");
    leader.page("/dashboard/cases").await.assert_status(404);
    hall.citizen("ana").await.page(opened).await.assert_status(403);
    hall.close().await;
}
