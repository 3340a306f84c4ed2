//! Who may call what: one table of every operation of the API and everybody there is, of the right and of the wrong
//! region. A new route without a row fails.
//!
//! A row says what becomes of the call, not only who gets past the door: what would change something comes too late
//! where it is let in, and is refused for that, so that each call finds what the one before it found.

mod scene;
mod table;

use std::collections::BTreeSet;

use schema::role::Role;
use serde_json::json;

use self::scene::{NOTICE, Scene};
use self::table::{PAGES, TABLE, Table};
use crate::support::{CIVIL_AFFAIRS, Client, Hall, PASSWORD, on_both};

/// The region of the item, its agency and its case, and another one, of another province.
const HERE: &str = "440100";
const FAR: &str = "511602";

/// The staff, in the order of a row's columns: the desk of the agency, of another agency here, and of another region;
/// then those who have a region without an agency, here and far away.
const STAFF: [(Role, &str, Option<&str>); 17] = [
    (Role::Intake, HERE, Some(CIVIL_AFFAIRS)),
    (Role::Officer, HERE, Some(CIVIL_AFFAIRS)),
    (Role::AgencyLead, HERE, Some(CIVIL_AFFAIRS)),
    (Role::Officer, HERE, Some("广州市公安局")),
    (Role::Intake, FAR, Some("区行政审批局")),
    (Role::Officer, FAR, Some("区行政审批局")),
    (Role::AgencyLead, FAR, Some("区行政审批局")),
    (Role::Supervisor, HERE, None),
    (Role::Leader, HERE, None),
    (Role::Editor, HERE, None),
    (Role::Reviewer, HERE, None),
    (Role::Admin, HERE, None),
    (Role::Supervisor, FAR, None),
    (Role::Leader, FAR, None),
    (Role::Editor, FAR, None),
    (Role::Reviewer, FAR, None),
    (Role::Admin, FAR, None),
];

/// Everybody, signed in, and who they are.
async fn everybody(hall: &Hall) -> Vec<(String, Client)> {
    let mut clients = vec![
        ("visitor".to_owned(), hall.visitor()),
        ("applicant".to_owned(), hall.citizen("ana").await),
        ("agent".to_owned(), hall.enterprise("agent").await),
    ];
    for (role, region, agency) in STAFF {
        let who = format!("{role} of {region} {}", agency.unwrap_or_default());
        clients.push((who, hall.staff(role, region, agency).await));
    }
    clients
}

const fn mark(status: u16) -> char {
    match status {
        200..=299 => '+',
        400 => 'b',
        401 => '1',
        403 => '3',
        404 => '4',
        409 => '9',
        422 => 'i',
        _ => '?',
    }
}

/// Walks a table with everybody, and says where it is wrong.
async fn walk<const N: usize>(table: Table<N>, scene: &Scene, clients: &[(String, Client)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (method, path, row) in table {
        let expected: Vec<char> = row.chars().filter(|mark| *mark != ' ').collect();
        assert_eq!(expected.len(), clients.len(), "{method} {path}");
        for ((who, client), expected) in clients.iter().zip(expected) {
            let status = scene.call(client, method, path).await.status();
            if mark(status) != expected {
                wrong.push(format!("{who}: {method} {path}: {status}, not {expected}"));
            }
        }
    }
    wrong
}

#[test]
fn every_role_of_the_staff_is_walked_here_and_far_away() {
    for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
        for region in [HERE, FAR] {
            let found = STAFF.iter().any(|(other, place, _)| *other == role && *place == region);
            assert!(found, "{role} of {region}");
        }
    }
}

on_both! {
    async fn everybody_may_do_what_the_table_says(hall) {
        hall.open_demo_city().await;
        hall.publish_guides().await;
        hall.publish_notice(NOTICE, 0).await;
        let clients = everybody(hall).await;
        let scene = Scene::set(hall, &clients[1].1).await;
        let mut wrong = walk(PAGES, &scene, &clients).await;
        wrong.extend(walk(TABLE, &scene, &clients).await);
        assert_eq!(wrong, Vec::<String>::new());
    }

    async fn every_operation_has_its_row(hall) {
        let document = hall.visitor().get("/api/openapi.json").await.assert_status(200).json();
        let paths = document["paths"].as_object().unwrap();
        let described: BTreeSet<(String, String)> = paths
            .iter()
            .flat_map(|(path, methods)| {
                methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let listed: BTreeSet<(String, String)> =
            TABLE.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
        assert_eq!(listed, described);
        assert_eq!(listed.len(), TABLE.len(), "a row stands twice");
    }

    async fn a_session_that_was_ended_opens_nothing(hall) {
        let ana = hall.citizen("ana").await;
        let tablet = hall.sign_in("ana").await;
        ana.get("/api/applications").await.assert_status(200);
        tablet.delete("/api/sessions").await.assert_status(204);
        ana.get("/api/applications").await.assert_status(401);
        let again = ana.post("/api/session", &json!({ "login": "ana", "password": PASSWORD })).await;
        again.assert_status(200);
        ana.get("/api/applications").await.assert_status(200);
    }
}
