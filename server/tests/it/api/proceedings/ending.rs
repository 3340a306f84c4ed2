//! What is told once an answer is late, and what ends with that beside which it runs.

use chrono::TimeDelta;
use schema::ProblemKind;
use schema::cases::Worklist;
use schema::proceedings::{Invitation, ProceedingNoteKind, ProceedingOutcome, ProceedingView};
use serde_json::json;
use server::features::proceedings::lateness;

use super::{
    FORESTRY, HEALTH, MARKET, done, hearing, id_of, invited, login, meeting, open, waiting, what_runs,
};
use crate::support::{Client, HYGIENE, Jointly, on_both};

on_both! {
    async fn that_an_answer_is_late_is_told_once_to_who_owes_it_and_to_who_asked(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let number = joint.number(HYGIENE).await;
        let (_, special) = hearing(&joint).await;
        let path = format!("/api/desk/cases/{number}/proceedings");
        let told = what_runs(&joint.health.officer, &path).await;
        let ask = json!({ "kind": "assist", "subject": "核实权属", "days": 3, "who": [id_of(&told.units, FORESTRY)] });
        let asked: ProceedingView = joint.health.officer.post(&path, &ask).await.assert_status(201).read_json();
        let met: ProceedingView = meeting(&joint, "2026-03-04").await.assert_status(201).read_json();
        let agree = json!({ "command": "opine", "stance": "agree", "words": "" });
        let (officer, lead) = (login(&joint.health.officer).await, login(&joint.market.lead).await);
        hall.pass(TimeDelta::days(2));
        let health = hall.desk(HEALTH).await;
        done(&health.officer, met.line.id, agree).await;
        assert_eq!(lateness::ring(hall.state()).await.unwrap(), 0, "both are due on Thursday");

        hall.pass(TimeDelta::days(2));
        let (health, forestry, market) = (hall.desk(HEALTH).await, hall.desk(FORESTRY).await, hall.desk(MARKET).await);
        // Two servers look at once, and a third later: each is told once.
        let beside = hall.beside(|_| {}).await;
        let (one, two) = tokio::join!(lateness::ring(hall.state()), lateness::ring(beside.state()));
        assert_eq!(one.unwrap() + two.unwrap(), 2);
        assert_eq!(lateness::ring(hall.state()).await.unwrap(), 0);
        use ProceedingNoteKind::{AnswerAwaited, AnswerOwed};
        let (help, meeting) = (asked.line.id, met.line.id);
        assert_eq!(late(&forestry.lead).await, [(AnswerOwed, help), (AnswerOwed, meeting)], "owes both");
        assert!(late(&health.lead).await.is_empty(), "has answered, and did not ask");
        assert!(late(&market.officer).await.is_empty());
        let first = hall.sign_in(&officer).await;
        assert_eq!(late(&first).await, [(AnswerAwaited, help)]);
        let caller = hall.sign_in(&lead).await;
        assert_eq!(late(&caller).await, [(AnswerAwaited, meeting)]);
        // Who is asked for help is told of no case.
        let list = forestry.lead.get("/api/desk/cases").await.assert_status(200);
        assert!(!list.text().contains(&number));
        let notes: Worklist = list.read_json();
        let note = notes.proceedings.iter().find(|note| note.proceeding == help).unwrap();
        assert_eq!((note.agency.as_str(), note.subject.as_str()), (HEALTH, "核实权属"));
        for _ in 0..2 {
            forestry.lead.post(&format!("/api/desk/notes/{}/seen", note.id), &json!({})).await.assert_status(204);
        }
        assert_eq!(late(&forestry.lead).await, [(AnswerOwed, meeting)]);
        let disagree = json!({ "command": "opine", "stance": "object", "words": "须先评估。" });
        done(&forestry.lead, meeting, disagree).await;
        let caller = hall.sign_in(&lead).await;
        assert_eq!((late(&forestry.lead).await, late(&caller).await), (Vec::new(), Vec::new()), "answered, if late");

        // A special procedure that lasts longer than the applicant was told is told to who began it.
        hall.pass(TimeDelta::days(15));
        assert_eq!(lateness::ring(hall.state()).await.unwrap(), 1);
        let first = hall.sign_in(&officer).await;
        assert_eq!(late(&first).await, [(AnswerAwaited, special), (AnswerAwaited, help)]);
    }

    async fn with_the_whole_what_its_lead_called_ends(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let view: ProceedingView = meeting(&joint, "2026-03-04").await.assert_status(201).read_json();
        assert_eq!(waiting(&joint.health.officer).await.len(), 1);
        let path = format!("/api/joint/{}/withdraw", joint.receipt.number);
        joint.ana.post(&path, &json!({})).await.assert_status(204);
        let ended = open(&joint.market.lead, view.line.id).await;
        assert_eq!((ended.line.outcome, ended.allowed), (Some(ProceedingOutcome::Cancelled), Vec::new()));
        assert!(waiting(&joint.health.officer).await.is_empty(), "nothing is waited for any more");
        hall.pass(TimeDelta::days(9));
        assert_eq!(lateness::ring(hall.state()).await.unwrap(), 0);
    }

    async fn with_the_case_everything_beside_it_ends(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let (number, id) = hearing(&joint).await;
        let (path, code) = invited(&joint.health.officer, id, "2026-03-10").await;
        joint.ana.post(&format!("/api/cases/{number}/withdraw"), &json!({})).await.assert_status(204);
        let ended = open(&joint.health.officer, id).await;
        assert_eq!((ended.line.outcome, ended.allowed), (Some(ProceedingOutcome::Cancelled), Vec::new()));
        let view: Invitation = hall.visitor().get(&format!("{path}?code={code}")).await.assert_status(200).read_json();
        assert!(view.over);
        let call = json!({ "kind": "assist", "subject": "x", "days": 3 });
        joint.health.officer.post(&format!("/api/desk/cases/{number}/proceedings"), &call).await.assert_problem(ProblemKind::Refused);
    }
}

/// What one is told to be late, by number of the proceeding.
async fn late(who: &Client) -> Vec<(ProceedingNoteKind, i64)> {
    let list: Worklist = who.get("/api/desk/cases").await.assert_status(200).read_json();
    let mut notes: Vec<_> = list.proceedings.iter().map(|note| (note.kind, note.proceeding)).collect();
    notes.sort_by_key(|(_, id)| *id);
    notes
}
