//! Choosing a region as a browser without scripts does: a list, a round trip, the next list.

use super::{attribute, location, start, tag_with, tags};
use crate::support::{SENIOR_CARD, senior_card_answers};

/// The options of the lists by which a region is chosen.
fn offered(html: &str) -> Vec<&str> {
    let options = tags(html, "option").into_iter().filter_map(|tag| attribute(tag, "value"));
    options.filter(|value| !value.is_empty()).collect()
}

#[tokio::test]
async fn a_region_is_chosen_level_by_level_without_scripts() {
    const POINTER: &str = "/residence/region";
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let id = ana.begin(SENIOR_CARD).await.summary.id;
    let page = format!("/applications/{id}/residence");
    let first = ana.page(&page).await.assert_status(200);
    assert_eq!(offered(first.text()), ["440000", "510000"]);
    assert!(tag_with(first.text(), "button", "name", "_more").is_some());

    // The button brings the next list, and nothing is said to be wrong yet.
    let levels = ["440000", "440100", "440103", "440103001"];
    for chosen in 1..4 {
        let mut fields: Vec<(&str, &str)> = levels[..chosen].iter().map(|level| (POINTER, *level)).collect();
        fields.push(("_more", POINTER));
        let next = location(ana.form(&page, &fields).await);
        assert_eq!(next, format!("{page}#f-residence-region"));
        let shown = ana.page(&page).await.assert_status(200);
        assert!(offered(shown.text()).contains(&levels[chosen]), "{chosen}");
        assert!(tag_with(shown.text(), "div", "role", "alert").is_none());
        assert_eq!(tags(shown.text(), "select").len(), chosen + 1);
    }
    // Going on too early is told, with the next list beside it.
    let early = ana.form(&page, &[(POINTER, "440000")]).await.assert_status(422);
    assert!(early.text().contains("请接着选，选到最下面一级"));
    assert!(offered(early.text()).contains(&"440100"));

    // The letter names it.
    let application = ana.application(id).await;
    ana.save(id, &senior_card_answers(), application.revision).await.assert_status(200);
    let letter = ana.page(&format!("/applications/{id}/check")).await.assert_status(200);
    assert!(letter.text().contains("广东省 广州市 荔湾区 沙面街道"));
}
