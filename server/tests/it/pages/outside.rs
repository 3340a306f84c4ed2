//! What lies outside a case, at the desk without scripts: what is waited for, with the way there and back, and how a lead goes on
//! without it; the same in the course.

use serde_json::json;

use super::{attribute, start, tag_with};
use crate::api::{exchange, subcases};
use crate::support::claim;

#[tokio::test]
async fn a_waiting_case_leads_to_the_one_it_waits_for_and_a_lead_goes_on() {
    let hall = start().await;
    let scene = subcases::accepted(&hall, subcases::call(json!({ "trace": "shown" }))).await;
    let fire = subcases::begun(&scene).await.remove(0);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let (main, there) = (scene.officer.page(&page).await, format!("/desk/cases/{}", fire.number));
    for told in ["在别处办的", "消防", "等它办结", "在等别处办完", &format!("href=\"{there}\"")]
    {
        assert!(main.text().contains(told), "{told}");
    }
    let child = scene.officer.page(&there).await;
    assert!(
        child.text().contains("由别的办件发起：消防") && child.text().contains(&format!("href=\"{page}\""))
    );
    let course = scene.officer.page(&format!("{page}/course")).await;
    for told in ["消防：另起一件，按“fire-check”办", "等它办结", &format!("href=\"{there}\"")]
    {
        assert!(course.text().contains(told), "{told}");
    }

    // What happens there is told here, to the applicant too.
    subcases::handle(&scene.intake, &subcases::at(&fire), "take", "accepted").await;
    let followed = scene.ana.page(&format!("/cases/{}", scene.receipt.number)).await;
    assert!(followed.text().contains("消防：“接件”办完"), "{}", followed.text());

    let lead = scene.lead.page(&page).await;
    let revision =
        attribute(tag_with(lead.text(), "input", "name", "revision").unwrap(), "value").unwrap().to_owned();
    assert!(lead.text().contains("跳转"), "nothing else is open here");
    let jump = [
        ("command", "jump"),
        ("task", "fire"),
        ("revision", &revision),
        ("to", "decide"),
        ("reason", "已有结论。"),
    ];
    scene.lead.form(&format!("{page}?task=fire"), &jump).await.assert_status(303);
    let child = scene.officer.page(&there).await;
    assert!(child.text().contains("已有结论。"));
    hall.close().await;
}

#[tokio::test]
async fn a_task_that_a_system_has_says_so_and_until_when() {
    let hall = start().await;
    exchange::let_in(&hall, "fire-brigade", exchange::KEY).await;
    let scene = exchange::sent(&hall, json!({})).await;
    let page = format!("/desk/cases/{}", scene.receipt.number);
    for path in [page.clone(), format!("{page}/course")] {
        let told = scene.officer.page(&path).await;
        assert!(told.text().contains("消防审验系统"), "{path}");
    }
    let told = scene.officer.page(&page).await;
    assert!(told.text().contains("等它答复") && !told.text().contains("value=\"claim\""));
    scene.command(&scene.officer, claim("review")).await.assert_status(409);
    hall.close().await;
}
