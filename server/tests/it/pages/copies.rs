//! The queue of what one was told of, without scripts: told by a form, marked until it was opened.

use schema::role::Role;

use super::{attribute, location, start, tag_with};
use crate::support::{CIVIL_AFFAIRS, Scene, claim};

#[tokio::test]
async fn who_is_told_by_a_form_finds_the_case_in_a_queue_of_its_own() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    let colleague = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
    let id = colleague.get("/api/session").await.json()["account"].to_string();
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let empty = colleague.page("/desk?queue=copied").await;
    assert!(empty.text().contains("这个队列是空的。") && !empty.text().contains("未读"));

    let shown = scene.officer.page(&page).await;
    let revision = attribute(tag_with(shown.text(), "input", "name", "revision").unwrap(), "value").unwrap();
    let fields = [
        ("command", "copy"),
        ("task", "review"),
        ("revision", revision),
        ("to", id.as_str()),
        ("words", "供参考。"),
    ];
    assert_eq!(location(scene.officer.form(&page, &fields).await), page);

    let desk = colleague.page("/desk").await;
    let link = desk.text().split_once("href=\"/desk?queue=copied\"").unwrap().1.split_once("</a>").unwrap().0;
    assert!(link.contains("抄送我的") && link.contains("未读"), "{link}");
    let list = colleague.page("/desk?queue=copied").await;
    assert!(list.text().contains("抄送我的 · 1 件未读") && list.text().contains("新的在前"));
    assert!(list.text().contains("<b class=\"unread\">"));
    let way = list.text().split_once(&format!("href=\"{page}?queue=copied")).unwrap().1;
    let rest = way.split_once('"').unwrap().0.replace("&amp;", "&");
    colleague.page(&format!("{page}?queue=copied{rest}")).await.assert_status(200);
    let read = colleague.page("/desk?queue=copied").await;
    assert!(read.text().contains(&page) && !read.text().contains("未读"));
}
