//! Registering, signing in and out, and what is refused.

use axum::body::Body;
use axum::http::Request;
use chrono::TimeDelta;
use schema::accounts::Session;
use schema::role::Role;
use schema::{FieldCode, ProblemKind};
use serde_json::{Value, json};

use crate::support::{PASSWORD, Response, identity_number, on_both};

fn credentials(login: &str, password: &str) -> Value {
    json!({ "login": login, "password": password })
}

fn registration(login: &str, n: u16) -> Value {
    json!({ "login": login, "password": PASSWORD, "name": "王小明", "identity_number": identity_number(n) })
}

/// What is wrong with which field.
fn errors(response: &Response) -> Vec<(String, FieldCode)> {
    let problem = response.assert_problem(ProblemKind::Invalid);
    problem.errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

on_both! {
    async fn registering_signs_in(hall) {
        let ana = hall.citizen("Ana").await;
        let session: Session = ana.get("/api/session").await.assert_status(200).read_json();
        assert_eq!((session.login.as_str(), session.name.as_str()), ("ana", "王小明"));
        let last_four = &identity_number(0)[14..];
        assert_eq!(session.identity, Some(format!("440***********{last_four}")));
        assert_eq!(session.grants, []);
        assert_eq!(hall.visitor().get("/api/session").await.assert_status(200).json(), Value::Null);
    }

    async fn an_enterprise_registers_with_its_agent(hall) {
        let agent = hall.visitor();
        let mut body = registration("agent", 1);
        body["enterprise"] = json!({ "name": "广州某茶餐厅", "credit_code": "92440199MA5X000140" });
        assert_eq!(
            errors(&agent.post("/api/accounts", &body).await),
            [("/enterprise/credit_code".into(), FieldCode::BadCreditCode)]
        );
        body["enterprise"]["credit_code"] = CREDIT_CODE.into();
        let session: Session = agent.post("/api/accounts", &body).await.assert_status(201).read_json();
        assert_eq!(session.enterprise.unwrap().credit_code.as_str(), CREDIT_CODE);
        // The agent may have an account of their own beside it, but not a second one for the same enterprise.
        hall.visitor().post("/api/accounts", &registration("himself", 1)).await.assert_status(201);
        body["login"] = "again".into();
        assert_eq!(
            errors(&hall.visitor().post("/api/accounts", &body).await),
            [("/identity_number".into(), FieldCode::Taken)]
        );
    }

    async fn a_registration_that_does_not_hold_is_told_field_by_field(hall) {
        let visitor = hall.visitor();
        let wrong = json!({
            "login": "a b", "password": "12345678", "name": " ", "identity_number": "110102199101010079",
            "phone": "call me",
        });
        assert_eq!(errors(&visitor.post("/api/accounts", &wrong).await), [
            ("/login".into(), FieldCode::Pattern),
            ("/name".into(), FieldCode::Required),
            ("/identity_number".into(), FieldCode::BadIdentityNumber),
            ("/phone".into(), FieldCode::BadPhone),
            ("/password".into(), FieldCode::WeakPassword),
        ]);
        assert_eq!(visitor.cookie_header(), "");
    }

    async fn a_login_and_a_person_register_once(hall) {
        hall.citizen("ana").await;
        let again = |login, n| registration(login, n);
        let visitor = hall.visitor();
        assert_eq!(
            errors(&visitor.post("/api/accounts", &again("ANA ", 7)).await),
            [("/login".into(), FieldCode::Taken)]
        );
        assert_eq!(
            errors(&visitor.post("/api/accounts", &again("other", 0)).await),
            [("/identity_number".into(), FieldCode::Taken)]
        );
    }

    async fn a_wrong_password_and_an_unknown_login_are_told_alike(hall) {
        hall.citizen("ana").await;
        let visitor = hall.visitor();
        for login in ["ana", "nobody"] {
            let response = visitor.post("/api/session", &credentials(login, "not-the-password")).await;
            let problem = response.assert_problem(ProblemKind::WrongCredentials);
            assert_eq!((problem.detail, problem.errors), (None, vec![]));
        }
        assert_eq!(visitor.cookie_header(), "");
    }

    async fn signing_out_ends_this_session_only(hall) {
        let phone = hall.citizen("ana").await;
        let tablet = hall.sign_in("ana").await;
        let stolen = phone.cookie_header();
        phone.delete("/api/session").await.assert_status(204);
        assert_eq!(phone.cookie_header(), "");
        assert_eq!(phone.get("/api/session").await.json(), Value::Null);
        assert_eq!(tablet.get("/api/session").await.json()["login"], "ana");
        // The cookie itself is worth nothing any more, wherever a copy of it may be.
        let request = Request::get("/api/session").header("cookie", stolen).body(Body::empty()).unwrap();
        assert_eq!(hall.visitor().send(request).await.json(), Value::Null);
        // Signing out twice is no mistake.
        phone.delete("/api/session").await.assert_status(204);
    }

    async fn signing_out_everywhere_ends_the_others_too(hall) {
        let phone = hall.citizen("ana").await;
        let tablet = hall.sign_in("ana").await;
        let neighbour = hall.citizen("ben").await;
        tablet.delete("/api/sessions").await.assert_status(204);
        assert_eq!(phone.get("/api/session").await.json(), Value::Null);
        assert_eq!(neighbour.get("/api/session").await.json()["login"], "ben");
        phone.delete("/api/sessions").await.assert_problem(ProblemKind::SignInNeeded);
    }

    async fn a_session_ends_by_itself(hall) {
        let ana = hall.citizen("ana").await;
        hall.pass(TimeDelta::hours(12) - TimeDelta::seconds(1));
        assert_eq!(ana.get("/api/session").await.json()["login"], "ana");
        hall.pass(TimeDelta::seconds(1));
        assert_eq!(ana.get("/api/session").await.json(), Value::Null);
    }

    async fn guessing_passwords_must_wait(hall) {
        hall.citizen("ana").await;
        let visitor = hall.visitor();
        let attempts = hall.state().config.sign_in_attempts;
        for _ in 0..attempts {
            let response = visitor.post("/api/session", &credentials("ana", "a-guess")).await;
            response.assert_problem(ProblemKind::WrongCredentials);
        }
        hall.pass(TimeDelta::minutes(5));
        // Also the right password: else a guesser would learn it by the answer.
        let refused = visitor.post("/api/session", &credentials("ana", PASSWORD)).await;
        assert_eq!(refused.assert_problem(ProblemKind::TooMany).retry_after, Some(600));
        assert_eq!(refused.header("retry-after"), Some("600"));
        // Others are not hindered, and after the quarter of an hour nor is she.
        hall.citizen("ben").await;
        hall.pass(TimeDelta::seconds(601));
        hall.sign_in("ana").await;
    }

    async fn signing_in_forgets_the_mistakes_before_it(hall) {
        hall.citizen("ana").await;
        let visitor = hall.visitor();
        for _ in 0..3 {
            for _ in 1..hall.state().config.sign_in_attempts {
                let response = visitor.post("/api/session", &credentials("ana", "a-slip")).await;
                response.assert_problem(ProblemKind::WrongCredentials);
            }
            hall.sign_in("ana").await;
        }
    }

    async fn guessing_many_accounts_from_one_address_must_wait(hall) {
        let visitor = hall.visitor();
        for n in 0..hall.state().config.sign_in_attempts * 10 {
            let response = visitor.post("/api/session", &credentials(&format!("person{n}"), "a-guess")).await;
            response.assert_problem(ProblemKind::WrongCredentials);
        }
        let refused = visitor.post("/api/session", &credentials("one-more", "a-guess")).await;
        assert_eq!(refused.assert_problem(ProblemKind::TooMany).retry_after, Some(900));
    }

    async fn staff_have_the_roles_they_were_given(hall) {
        let officer = hall.staff(Role::Officer, "440100", Some("广州市公安局")).await;
        let session: Session = officer.get("/api/session").await.read_json();
        assert!(session.is_staff() && session.has(Role::Officer));
        let [grant] = &session.grants[..] else { panic!("{:?}", session.grants) };
        assert_eq!(grant.region.map(|region| region.to_string()).as_deref(), Some("440100"));
        assert_eq!(grant.agency.as_deref(), Some("广州市公安局"));
    }
}

/// A made-up code of area 440199, which is nobody's; its check character holds.
const CREDIT_CODE: &str = "92440199MA5X00014Q";
