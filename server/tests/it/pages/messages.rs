//! Messages as a browser without scripts gets them: the list, the marks, and marking as read.

use super::{attribute, location, start, tag_with, tags};

/// Where the `<a>` of this address leads from a page.
fn has_link(html: &str, href: &str) -> bool {
    tag_with(html, "a", "href", href).is_some()
}

#[tokio::test]
async fn messages_are_read_and_marked_without_scripts() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let empty = ana.page("/me/messages").await.assert_status(200);
    assert!(empty.text().contains("还没有消息"));
    let (_, first) = ana.file_senior_card().await;
    let case = format!("/cases/{}", first.number);
    ana.form(&format!("{case}/withdraw"), &[]).await;

    // The mark stands on every page, on one's own page, and on the page of the case.
    for path in ["/", "/me", case.as_str()] {
        let page = ana.page(path).await.assert_status(200);
        assert!(tag_with(page.text(), "b", "class", "unread").is_some(), "{path}");
        assert!(path == "/" || has_link(page.text(), "/me/messages"), "{path}");
    }
    let page = ana.page("/me/messages").await.assert_status(200);
    assert!(page.text().contains("收到了您的申请") && page.text().contains("您的申请已经撤回"));
    assert!(page.text().contains("2 条没看"));
    assert!(has_link(page.text(), &case));
    let ids: Vec<&str> = tags(page.text(), "input")
        .into_iter()
        .filter(|tag| attribute(tag, "name") == Some("id"))
        .filter_map(|tag| attribute(tag, "value"))
        .collect();
    assert_eq!(ids.len(), 2);

    assert_eq!(location(ana.form("/me/messages", &[("id", ids[0])]).await), "/me/messages");
    assert!(ana.page("/me/messages").await.text().contains("1 条没看"));
    let fields = [("up_to", ids[0]), ("_next", "/me")];
    assert_eq!(location(ana.form("/me/messages", &fields).await), "/me");
    let page = ana.page("/me/messages").await.assert_status(200);
    assert!(!page.text().contains("条没看"));
    assert!(tag_with(page.text(), "b", "class", "unread").is_none());
    // Somebody else's, and nobody's.
    let chen = hall.citizen("chen").await;
    chen.form("/me/messages", &[("id", ids[0])]).await.assert_status(404);
    let signed_out = hall.visitor().form("/me/messages", &[("up_to", "1")]).await;
    assert_eq!(location(signed_out), "/sign-in?next=%2Fme%2Fmessages");
}
