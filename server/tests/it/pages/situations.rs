//! Situations without scripts: fee, time and window of one's own on the page of an item and where a guide ends, and a guide that asks
//! for a region.

use schema::catalogue::encode;

use super::{location, start};
use crate::support::{Hall, region_guide};

const ID_CARD: &str = "DEMO-440100-ID-CARD";

async fn page(hall: &Hall, path: &str) -> String {
    hall.visitor().page(path).await.assert_status(200).text().to_owned()
}

#[tokio::test]
async fn an_item_says_what_hangs_on_the_situation_and_then_one_s_own() {
    let hall = start().await;
    hall.open_demo_city().await;
    let begun = page(&hall, &format!("/items/{ID_CARD}")).await;
    for said in ["看情况", "20 元", "40 元", "到期了，或者快到期", "其他情况", "邮寄到您填的地址"]
    {
        assert!(begun.contains(said), "{said}: {begun}");
    }
    assert!(!begun.contains("因为您说的是"));
    let told = format!("/items/{ID_CARD}?{}=expired", encode("/ground/kind"));
    let own = page(&hall, &told).await;
    assert!(own.contains("因为您说的是：原来的身份证：到期了，或者快到期"), "{own}");
    assert!(own.contains("<b>20 元<") && !own.contains("<b>40 元<"), "{own}");
    // The answers stay in the address of the further question; the page prints, and its address is what there is to keep.
    assert!(
        own.contains(&format!("{}=expired&amp;{}=post", encode("/ground/kind"), encode("/delivery/method"))),
        "{own}"
    );
    assert!(own.contains("data-print") && own.contains("这一页的网址就是您的答案"), "{own}");
    let english = hall.visitor();
    english.form("/preferences", &[("language", "en")]).await;
    let english = english.page(&told).await;
    assert!(
        english.text().contains("Because you said: ") && english.text().contains("20 yuan"),
        "{}",
        english.text()
    );
}

#[tokio::test]
async fn what_decided_the_fee_is_in_the_form_that_was_begun() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let (kind, method) = ("/ground/kind", "/delivery/method");
    let told = format!("/items/{ID_CARD}?{}=expired&{}=post", encode(kind), encode(method));
    let html = ana.page(&told).await.assert_status(200).text().to_owned();
    for (name, value) in [(kind, "expired"), (method, "post")] {
        assert!(html.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{html}");
    }
    let begun = ana.form(&format!("/items/{ID_CARD}/apply"), &[(kind, "expired"), (method, "post")]).await;
    let first = ana.page(&format!("{}/ground", location(begun))).await.assert_status(200);
    assert!(first.text().contains("value=\"expired\" checked"), "{}", first.text());
}

#[tokio::test]
async fn a_guide_ends_with_one_s_own_fee_and_checklist() {
    let hall = start().await;
    hall.open_demo_city().await;
    hall.publish_guides().await;
    let expired = page(&hall, "/guides/id-card?state=expired&urgent=no").await;
    for said in [
        "因为您说的是：原来的身份证：到期了，或者快到期",
        "<b>20 元<",
        "到期的身份证",
        "您的情况不用带的",
        "还有几问没答",
    ] {
        assert!(expired.contains(said), "{said}: {expired}");
    }
    // From there to the item with the answers.
    let there = format!("href=\"/items/{ID_CARD}?{}=expired\"", encode("/ground/kind"));
    assert!(expired.contains(&there), "{expired}");
    assert!(page(&hall, "/guides/id-card?state=lost&urgent=no").await.contains("<b>40 元<"));
}

#[tokio::test]
async fn a_guide_asks_for_a_region_level_by_level() {
    let hall = start().await;
    hall.publish_guide(&region_guide()).await;
    let cities = page(&hall, "/guides/where").await;
    assert!(
        cities.contains("href=\"/guides/where?_in=440100\"") && cities.contains("就是广东省"),
        "{cities}"
    );
    let counties = page(&hall, "/guides/where?_in=440100").await;
    assert!(
        counties.contains("href=\"/guides/where?place=440103\"") && counties.contains("荔湾区"),
        "{counties}"
    );
    assert!(!counties.contains("没有理会"), "where one chooses is no answer that was left out");
    let near = page(&hall, "/guides/where?place=440103").await;
    assert!(near.contains("就在本区办。") && near.contains("广东省 广州市 荔湾区"), "{near}");
    assert!(page(&hall, "/guides/where?place=440100").await.contains("到所在地窗口办。"));
    // What lies elsewhere is asked again.
    assert!(page(&hall, "/guides/where?place=510000").await.contains("请在下面选一个地方。"));
}
