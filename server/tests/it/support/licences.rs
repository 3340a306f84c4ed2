//! A licence that is there already, for tests that are not about how it was issued.

use schema::form::compile;
use schema::role::RegionCode;
use serde_json::json;
use server::features::catalogue::Agency;
use server::features::licences::{self, Issue};
use server::sql;

use super::Hall;

/// The type of the licences that [`issue_licence`] issues: one of the seed's.
pub const LICENCE: &str = "licence.senior_card";

/// Issues a licence in a case of the demo city, and says its number and its code.
pub async fn issue_licence(hall: &Hall, case: &str) -> (String, String) {
    issue_licence_of(hall, case, LICENCE).await
}

/// The same of another type.
pub async fn issue_licence_of(hall: &Hall, case: &str, code: &str) -> (String, String) {
    let mut tx = hall.db().write().await.unwrap();
    let (id, account, agency, region, name): (i64, i64, i64, String, String) = sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT case_record.id, case_record.account, agency.id, agency.region, agency.name FROM case_record
             JOIN agency ON agency.id = case_record.agency WHERE case_record.number = $1",
        )
        .bind(case)
        .fetch_one(conn)
        .await
        .unwrap()
    });
    let agency =
        Agency { id: agency, region: RegionCode::parse(&region).unwrap(), region_name: String::new(), name };
    let (form, _) = compile(&json!({ "schema": { "type": "object", "properties": {} } }));
    let issue = Issue {
        code,
        by: (id, "decide", code),
        main_case: (id, case),
        applicant: (account, "张小三"),
        agency: &agency,
        answered: (&form, &json!({})),
        facts: &json!({ "person": { "name": "张小三" } }),
        regions: &[],
        at: hall.state().clock.now(),
    };
    let licence = licences::issue(&mut tx, &hall.state().chance, &issue).await.unwrap().unwrap();
    let (number, hash): (String, String) = sql!(&mut tx, conn => {
        sqlx::query_as("SELECT number, hash FROM licence WHERE id = $1").bind(licence).fetch_one(conn).await.unwrap()
    });
    tx.commit().await.unwrap();
    (number, hash[..8].to_uppercase())
}
