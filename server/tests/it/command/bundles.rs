//! `onehall import bundles`: into a hall, all of them or none.

use crate::support::{Backend, Hall};

use super::{output, said, text, write};

const ITEMS: &str = include_str!("../fixtures/joint/items.jsonl");
const BUNDLE: &str = include_str!("../fixtures/joint/bundle.json");

#[tokio::test]
async fn bundles_go_in_with_their_one_form_and_twice_changes_nothing() {
    let hall = Hall::start(Backend::Sqlite).await;
    let good = write(&hall, "good.json", BUNDLE);
    let good = good.to_str().unwrap();
    // The items are not in the catalogue yet.
    let refused = output(&hall, &["import", "bundles", good]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("there is no item T-HYGIENE"), "{}", text(&refused.stderr));
    // They have no forms of their own: the one form is made of what the catalogue says of them. Its documents are no shared ones.
    hall.import(ITEMS).await;
    let plain =
        BUNDLE.split("\"materials\"").next().unwrap().trim_end().trim_end_matches(',').to_owned() + "}";
    let plain = write(&hall, "plain.json", &plain);
    let plain = plain.to_str().unwrap();
    assert_eq!(said(output(&hall, &["import", "bundles", plain]), 0), "bundle:T-START version 1\n");
    assert_eq!(said(output(&hall, &["import", "bundles", plain]), 0), "bundle:T-START version 1\n");
    // With one that cannot be read none is taken.
    let bad = write(&hall, "bad.json", "{\"item\": 1}");
    let both = output(&hall, &["import", "bundles", plain, bad.to_str().unwrap()]);
    assert_eq!(both.status.code(), Some(1));
    assert!(text(&both.stderr).contains("bad.json: nothing was imported"), "{}", text(&both.stderr));
    hall.close().await;
}
