//! `onehall user`: the staff of a hall that nobody has told anything yet, on both databases.

use std::io::Write;
use std::process::{Output, Stdio};

use schema::ProblemKind;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::audit;

use super::{PASSPORT, onehall, said, text};
use crate::support::{Client, Hall, on_both};

const PASSWORD: &str = "四季常青-2026-staff";
const POLICE: [&str; 4] = ["--region", "440100", "--agency", "广州市公安局"];

/// What `onehall user …` answered to a line on its standard input.
fn user(hall: &Hall, arguments: &[&str], line: &str) -> Output {
    let arguments = [&["user"], arguments].concat();
    let mut child = onehall(&[("ONEHALL_DATABASE", hall.url())], &arguments)
        .current_dir(hall.folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(line.as_bytes());
    child.wait_with_output().unwrap()
}

/// What it said when it did as it was told.
#[track_caller]
fn done(hall: &Hall, arguments: &[&str]) -> String {
    said(user(hall, arguments, &format!("{PASSWORD}\n")), 0)
}

/// Why it did not.
#[track_caller]
fn refused(hall: &Hall, arguments: &[&str], line: &str) -> String {
    let output = user(hall, arguments, line);
    let told = text(&output.stderr);
    assert!(!output.status.success() && output.stdout.is_empty(), "{arguments:?}: {told}");
    told
}

fn add<'a>(login: &'a str, role: &'a str, place: &[&'a str]) -> Vec<&'a str> {
    [&["add", login, "--name", "赵静", "--password-stdin", "--role", role], place].concat()
}

/// Somebody who tries to sign in with this password.
async fn try_sign_in(hall: &Hall, login: &str, password: &str) -> (Client, crate::support::Response) {
    let client = hall.visitor();
    let response = client.post("/api/session", &json!({ "login": login, "password": password })).await;
    (client, response)
}

/// How many lines the audit trail has, all of which hold, once the program has put what every hall has into it.
async fn audited(hall: &Hall) -> u64 {
    done(hall, &["list"]);
    let proof = audit::verify(hall.db(), &[]).await.unwrap();
    assert_eq!(proof.faults, []);
    proof.lines
}

fn posts(hall: &Hall, login: &str) -> Value {
    let list: Value = serde_json::from_str(&done(hall, &["list", "--json"])).unwrap();
    let member = list.as_array().unwrap().iter().find(|member| member["login"] == login).unwrap();
    assert_eq!(member["demonstration"], false);
    member["posts"].clone()
}

on_both! {
    async fn staff_are_added_and_work_in_their_posts(hall) {
        let before = audited(hall).await;
        assert_eq!(done(hall, &["list"]), "nobody yet: `onehall user add`\n");
        assert_eq!(done(hall, &add("Zhao", "officer", &POLICE)), "zhao is now officer 440100 广州市公安局\n");
        assert_eq!(audited(hall).await, before + 2);
        let (zhao, signed_in) = try_sign_in(hall, "zhao", PASSWORD).await;
        let session = signed_in.assert_status(200).json();
        assert_eq!(session["grants"], json!([{ "role": "officer", "region": "440100", "agency": "广州市公安局" }]));
        zhao.get("/api/desk/cases").await.assert_status(200);

        let leads = ["grant", "zhao", "leader", "--region", "4401"];
        assert_eq!(done(hall, &leads), "zhao is now leader 440100\n");
        let before = audited(hall).await;
        assert_eq!(done(hall, &leads), "zhao is already leader 440100\n");
        assert_eq!(audited(hall).await, before, "nothing happened");
        zhao.get("/api/dashboard").await.assert_status(200);
        assert_eq!(done(hall, &["list"]), "zhao  赵静\n    officer 440100 广州市公安局\n    leader 440100\n");

        let revoke = [&["revoke", "zhao", "officer"], &POLICE[..]].concat();
        assert_eq!(done(hall, &revoke), "zhao is no longer officer 440100 广州市公安局\n");
        assert_eq!(audited(hall).await, before + 1);
        assert_eq!(posts(hall, "zhao"), json!([{ "role": "leader", "region": "440100", "agency": null }]));
        zhao.get("/api/desk/cases").await.assert_problem(ProblemKind::Forbidden);
        let told = refused(hall, &revoke, "");
        assert!(told.contains("zhao is not officer") && told.contains("leader 440100"), "{told}");
    }

    async fn somebody_is_led_by_another_of_the_staff_until_nobody_leads_them(hall) {
        hall.appoint("zhao", Role::Officer, "440100", Some("广州市公安局")).await;
        hall.appoint("chen", Role::AgencyLead, "440100", Some("广州市公安局")).await;
        hall.citizen("ana").await;
        let before = audited(hall).await;
        assert_eq!(done(hall, &["superior", "zhao", "chen"]), "zhao is led by chen\n");
        assert!(done(hall, &["list"]).contains("zhao  李工  led by chen"), "{}", done(hall, &["list"]));
        let list: Value = serde_json::from_str(&done(hall, &["list", "--json"])).unwrap();
        let superior = |login: &str| list.as_array().unwrap().iter().find(|it| it["login"] == login).unwrap()["superior"].clone();
        assert_eq!((superior("zhao"), superior("chen")), (json!("chen"), Value::Null));
        assert_eq!(done(hall, &["superior", "zhao"]), "zhao is led by nobody\n");
        assert_eq!(audited(hall).await, before + 2);
        for (superior, told) in [("zhao", "cannot be led"), ("ana", "an account of the public"), ("wu", "no account wu")] {
            assert!(refused(hall, &["superior", "zhao", superior], "").contains(told), "{superior}");
        }
        assert_eq!(audited(hall).await, before + 2);
    }

    async fn an_unknown_name_is_named_with_what_there_is(hall) {
        hall.citizen("ana").await;
        let lines = audited(hall).await;
        let line = format!("{PASSWORD}\n");
        for (arguments, told) in [
            (add("zhao", "clerk", &[]), vec!["clerk", "--role", "officer", "agency_lead"]),
            (add("zhao", "citizen", &[]), vec!["citizen", "officer"]),
            (add("zhao", "officer", &[]), vec!["officer", "--region", "--agency"]),
            (add("zhao", "leader", &["--agency", "广州市公安局"]), vec!["--region"]),
            (add("zhao", "leader", &["--region", "44010"]), vec!["--region", "440100"]),
            (add("zhao", "leader", &["--region", "440199"]), vec!["440199", "440100 广州市", "440103 荔湾区"]),
            (add("zhao", "leader", &["--region", "11"]), vec!["110000", "the country", "440000 广东省"]),
            (add("zhao", "intake", &["--region", "440100", "--agency", "公安"]), vec!["公安", "440100 广州市", "广州市公安局"]),
            (add("z", "admin", &[]), vec!["z is no login name"]),
            (add("ana", "admin", &[]), vec!["ana is taken"]),
            (vec!["grant", "nobody", "admin"], vec!["no account nobody", "user list"]),
            (vec!["grant", "ana", "admin"], vec!["ana is an account of the public"]),
            (vec!["disable", "nobody"], vec!["no account nobody"]),
            (vec!["password", "nobody", "--password-stdin"], vec!["no account nobody"]),
        ] {
            let answer = refused(hall, &arguments, &line);
            assert!(told.iter().all(|part| answer.contains(part)), "{arguments:?}: {answer}");
        }
        assert_eq!(audited(hall).await, lines, "nothing was done");
    }

    async fn a_password_is_strong_and_not_on_the_command_line(hall) {
        let before = audited(hall).await;
        for weak in ["", "12345678", "zhao-zhao-zhao", "password1"] {
            let told = refused(hall, &add("zhao", "admin", &[]), &format!("{weak}\n"));
            assert!(told.contains("too easy to guess") && (weak.is_empty() || !told.contains(weak)), "{told}");
        }
        let no_terminal = ["add", "zhao", "--name", "赵静", "--role", "admin"];
        assert!(refused(hall, &no_terminal, PASSWORD).contains("--password-stdin"));
        assert!(refused(hall, &[&no_terminal[..], &["--password", PASSWORD]].concat(), "").contains("--password"));
        assert_eq!(audited(hall).await, before);
    }

    async fn a_new_password_ends_what_the_old_one_began(hall) {
        let ana = hall.citizen("ana").await;
        let lines = audited(hall).await;
        assert!(refused(hall, &["password", "ana", "--password-stdin"], "12345678\n").contains("too easy"));
        ana.get("/api/cases").await.assert_status(200);
        let told = done(hall, &["password", "ana", "--password-stdin"]);
        assert_eq!(told, "ana has another password; 1 sessions ended\n");
        assert_eq!(audited(hall).await, lines + 1);
        ana.get("/api/cases").await.assert_problem(ProblemKind::SignInNeeded);
        try_sign_in(hall, "ana", crate::support::PASSWORD).await.1.assert_problem(ProblemKind::WrongCredentials);
        try_sign_in(hall, "ana", PASSWORD).await.1.assert_status(200);
    }

    async fn who_is_disabled_is_kept_out_until_enabled(hall) {
        done(hall, &add("zhao", "admin", &[]));
        let (zhao, _) = try_sign_in(hall, "zhao", PASSWORD).await;
        assert_eq!(done(hall, &["disable", "zhao"]), "zhao is now kept out\n");
        let lines = audited(hall).await;
        assert_eq!(done(hall, &["disable", "zhao"]), "zhao is already kept out\n");
        assert_eq!(audited(hall).await, lines);
        assert_eq!(zhao.get("/api/session").await.json(), Value::Null);
        assert!(done(hall, &["list"]).starts_with("zhao  赵静  kept out\n"));
        // Only who knows the password learns why.
        try_sign_in(hall, "zhao", PASSWORD).await.1.assert_problem(ProblemKind::Forbidden);
        try_sign_in(hall, "zhao", "another").await.1.assert_problem(ProblemKind::WrongCredentials);
        assert_eq!(done(hall, &["enable", "zhao"]), "zhao is now let in\n");
        assert_eq!(done(hall, &["enable", "zhao"]), "zhao is already let in\n");
        try_sign_in(hall, "zhao", PASSWORD).await.1.assert_status(200);
    }

    async fn one_is_signed_out_on_every_device(hall) {
        let (phone, tablet) = (hall.citizen("ana").await, hall.sign_in("ana").await);
        assert_eq!(done(hall, &["sign-out", "ana"]), "2 sessions of ana ended\n");
        for device in [phone, tablet] {
            assert_eq!(device.get("/api/session").await.json(), Value::Null);
        }
        hall.sign_in("ana").await;
    }

    async fn a_hall_without_the_demo_city_handles_a_case(hall) {
        done(hall, &add("zhao", "intake", &POLICE));
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(PASSPORT).await;
        let mut answers = draft.answers.clone();
        for (key, answer) in [
            ("applicant", json!("person")),
            ("by_agent", json!(false)),
            ("matter", json!("出国探亲，护照快到期了。")),
            ("phone", json!("13800138000")),
            ("delivery", json!("counter")),
        ] {
            answers[key] = answer;
        }
        ana.save(draft.summary.id, &answers, draft.revision).await.assert_status(200);
        ana.submit(draft.summary.id, "first").await.assert_status(200);
        let (zhao, _) = try_sign_in(hall, "zhao", PASSWORD).await;
        let queue = zhao.get("/api/desk/cases").await.assert_status(200).json();
        assert_eq!(queue["cases"]["items"].as_array().unwrap().len(), 1, "{queue}");
    }
}
