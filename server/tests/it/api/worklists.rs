//! Worklists, page by page: what comes and goes between two pages is neither shown twice nor left out.

use std::collections::BTreeSet;

use schema::ProblemKind;
use schema::applications::Receipt;
use schema::cases::Worklist;
use schema::id::CaseNumber;
use schema::role::Role;
use serde_json::json;

use crate::support::{Client, on_both};

/// 办理及加注普通护照: the plain form, no material that must be there.
const PASSPORT: &str = "11440100007483172Q3440106042001";
const POLICE: &str = "广州市公安局";

async fn file(client: &Client) -> CaseNumber {
    let draft = client.begin(PASSPORT).await;
    let mut answers = draft.answers;
    for (name, answer) in [
        ("applicant", json!("person")),
        ("by_agent", json!(false)),
        ("matter", json!("探亲。")),
        ("delivery", json!("counter")),
    ] {
        answers[name] = answer;
    }
    client.save(draft.summary.id, &answers, draft.revision).await.assert_status(200);
    client.submit(draft.summary.id, "key").await.assert_status(200).read_json::<Receipt>().number
}

async fn withdraw(client: &Client, number: CaseNumber) {
    client.post(&format!("/api/cases/{number}/withdraw"), &json!({})).await.assert_status(204);
}

/// The numbers on a page, and where the next one begins.
async fn page(desk: &Client, queue: &str, cursor: Option<&str>) -> (Vec<CaseNumber>, Option<String>) {
    let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
    let list = desk.get(&format!("/api/desk/cases?queue={queue}{cursor}")).await.assert_status(200);
    let cases = list.read_json::<Worklist>().cases;
    (cases.items.into_iter().map(|case| case.number).collect(), cases.next)
}

on_both! {
    async fn a_page_begins_where_the_last_one_ended(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let desk = hall.staff(Role::Intake, "440100", Some(POLICE)).await;
        let mut filed = Vec::new();
        for _ in 0..32 {
            filed.push(file(&ana).await);
        }

        // All are due on one day; one of the first page goes while it is read.
        let (first, next) = page(&desk, "unclaimed", None).await;
        assert_eq!(first, filed[..30]);
        withdraw(&ana, filed[0]).await;
        let (rest, end) = page(&desk, "unclaimed", next.as_deref()).await;
        assert_eq!((rest.as_slice(), end), (&filed[30..], None));

        // Of those that are closed the last is the first; one more comes while the list is read.
        for number in &filed[1..] {
            withdraw(&ana, *number).await;
        }
        let late = file(&ana).await;
        let (first, next) = page(&desk, "closed", None).await;
        withdraw(&ana, late).await;
        let (rest, end) = page(&desk, "closed", next.as_deref()).await;
        let seen: BTreeSet<CaseNumber> = first.iter().chain(&rest).copied().collect();
        assert_eq!((first.len(), rest.len(), seen.len(), end), (30, 2, 32, None));
        assert_eq!(page(&desk, "closed", None).await.0[0], late);
        desk.get("/api/desk/cases?cursor=30").await.assert_problem(ProblemKind::BadRequest);
        desk.get("/api/desk/cases?queue=closed&cursor=-.7").await.assert_problem(ProblemKind::BadRequest);
    }
}
