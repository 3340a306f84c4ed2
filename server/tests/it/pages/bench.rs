//! Forms to be measured: served where a folder of them is named, and nowhere else.

use serde_json::json;

use super::{start, tag_with};
use crate::support::{Backend, Hall};

#[tokio::test]
async fn a_folder_of_definitions_is_served_whole_and_in_steps() {
    let folder = tempfile::tempdir().unwrap();
    let group = |title: &str, key: &str| {
        let scope = format!("#/properties/{key}");
        json!({"type": "Group", "label": title, "elements": [{"type": "Control", "scope": scope}]})
    };
    let text = |title: &str| json!({"type": "string", "title": title});
    let definition = json!({
        "schema": {"type": "object", "properties": {"drv": text("甲"), "plain": text("乙")}, "required": ["drv"]},
        "uischema": {"type": "VerticalLayout", "elements": [group("一", "drv"), group("二", "plain")]},
        "data": {"plain": "a"}, "meta": {"dependents": ["plain"]},
    });
    std::fs::write(folder.path().join("def-two.json"), definition.to_string()).unwrap();
    let path = folder.path().to_owned();
    let hall = Hall::start_with(Backend::Sqlite, |config| config.bench_definitions = Some(path)).await;
    let visitor = hall.visitor();
    let shown = async |address: &str| {
        let page = visitor.page(address).await.assert_status(200);
        let is_there = |id| tag_with(page.text(), "input", "id", id).is_some();
        (is_there("f-drv"), is_there("f-plain"))
    };
    assert_eq!(shown("/bench/form/two").await, (true, true));
    assert_eq!(shown("/bench/form/two?steps=1").await, (true, false));
    assert_eq!(shown("/bench/form/two?steps=2").await, (false, true));
    let protocol = visitor.page("/bench/protocol/two").await.assert_status(200);
    assert!(protocol.text().contains(r#"const meta = {"dependents":["plain"]};"#));
    visitor.page("/bench/form/three").await.assert_status(404);
    visitor.page("/bench/protocol/three").await.assert_status(404);
}

#[tokio::test]
async fn a_hall_for_people_has_none() {
    let hall = start().await;
    for address in
        ["/bench/form/40", "/bench/protocol/40", "/api/bench/forms/40", "/api/forms/bench:40/1/program"]
    {
        hall.visitor().page(address).await.assert_status(404);
    }
}
