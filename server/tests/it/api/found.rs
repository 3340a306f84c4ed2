//! What is published is found by who searches and by who asks, at the next request; what is no more is found no more.

use schema::Page;
use schema::ask::AskReply;
use schema::catalogue::{ItemSummary, encode};
use serde_json::Value;
use server::features::catalogue::{self, Stamp, Sums};
use server::sql;

use crate::support::{CATALOGUE, Client, Hall, on_both};

const PASSPORT: &str = "11440100007483172Q3440106042001";
/// What no item is called.
const MOON: &str = "月球车驾驶许可";
const KITE: &str = "风筝放飞备案";

/// A line of the catalogue under another code and name.
fn line(code: &str, name: &str) -> String {
    let lines = CATALOGUE.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut line = lines.into_iter().find(|line| line["task_code"] == PASSPORT).unwrap();
    for (member, value) in [("task_code", code), ("name", name), ("catalog_name", name)] {
        line[member] = value.into();
    }
    line["everyday_names"] = Value::Array(Vec::new());
    line.to_string()
}

/// The codes that searching finds and that a good answer begins with.
async fn found(who: &Client, words: &str) -> (Vec<String>, Option<String>) {
    let page: Page<ItemSummary> =
        who.get(&format!("/api/items?q={}", encode(words))).await.assert_status(200).read_json();
    let reply: AskReply =
        who.get(&format!("/api/ask?text={}", encode(words))).await.assert_status(200).read_json();
    let first = reply.answers.into_iter().next().filter(|_| reply.good);
    (page.items.into_iter().map(|item| item.code).collect(), first.map(|answer| answer.item.code))
}

async fn assert_found(who: &Client, words: &str, code: &str) {
    assert_eq!(found(who, words).await, (vec![code.to_owned()], Some(code.to_owned())), "{words}");
}

async fn assert_not_found(who: &Client, words: &str, code: &str) {
    let (found, answer) = found(who, words).await;
    assert!(found.iter().chain(&answer).all(|other| other != code), "{words}: {found:?}, {answer:?}");
}

/// Takes an item out of the catalogue, as a database is put right by hand: nothing in the program does.
async fn take_out(hall: &Hall, code: &str) {
    let mut tx = hall.db().write().await.unwrap();
    let gone = sql!(&mut tx, conn => {
        sqlx::query("DELETE FROM item WHERE code = $1").bind(code).execute(conn).await.unwrap().rows_affected()
    });
    assert_eq!(gone, 1);
    catalogue::advance(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn what_is_published_is_found_at_the_next_request_and_what_is_taken_out_is_not(hall) {
        let visitor = hall.visitor();
        for (words, code) in [(MOON, "0-MOON"), (KITE, "Z-KITE")] {
            assert_not_found(&visitor, words, code).await;
        }
        // Before the first code, and after the last.
        hall.import(&[line("0-MOON", MOON), line("Z-KITE", KITE)].join("\n")).await;
        assert_found(&visitor, MOON, "0-MOON").await;
        assert_found(&visitor, KITE, "Z-KITE").await;
        // Another version says something else.
        hall.import(&line("0-MOON", "火星车驾驶许可")).await;
        assert_found(&visitor, "火星车驾驶许可", "0-MOON").await;
        assert_not_found(&visitor, "月球", "0-MOON").await;
        take_out(hall, "Z-KITE").await;
        assert!(hall.state().search.refresh(hall.db()).await.unwrap());
        assert_not_found(&visitor, KITE, "Z-KITE").await;
        assert_found(&visitor, "火星车驾驶许可", "0-MOON").await;
        assert!(!hall.state().search.refresh(hall.db()).await.unwrap(), "nothing has changed since");
    }

    async fn a_server_beside_finds_it_too(hall) {
        let beside = hall.beside(|_| ()).await;
        assert_not_found(&beside.visitor(), MOON, "0-MOON").await;
        hall.import(&line("0-MOON", MOON)).await;
        assert!(beside.state().search.refresh(hall.db()).await.unwrap());
        assert_found(&beside.visitor(), MOON, "0-MOON").await;
    }

    async fn what_has_changed_is_seen_by_the_sums_of_a_range(hall) {
        let sums = async |from: &str, until: &str| {
            let mut tx = hall.db().read().await.unwrap();
            catalogue::sums(&mut tx, from, until).await.unwrap()
        };
        let (low, high) = (sums("", PASSPORT).await, sums(PASSPORT, "Z").await);
        assert_eq!(low.items + high.items, 12);
        assert_eq!(sums("Z", "Z").await, Sums::default());
        let mut newer: Value = serde_json::from_str(&line(PASSPORT, "普通护照签发")).unwrap();
        newer["phone"] = "12345".into();
        hall.import(&newer.to_string()).await;
        assert_eq!(sums("", PASSPORT).await, low);
        assert_eq!(sums(PASSPORT, "Z").await, Sums { versions: high.versions + 1, ..high });
        let mut tx = hall.db().read().await.unwrap();
        let stamps = catalogue::stamps(&mut tx, PASSPORT, "Z").await.unwrap();
        assert_eq!(stamps[0], (PASSPORT.to_owned(), Stamp { version: 2, edits: 0 }));
        assert!(stamps.is_sorted_by(|(one, _), (other, _)| one < other));
    }
}
