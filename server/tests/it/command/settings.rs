//! Settings: a bad one stops the start and is named, and what production does not take.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use clap::CommandFactory;
use server::cli::Cli;
use server::sql;

use super::{onehall, output, text};
use crate::support::{Backend, BucketStore, Hall};

/// At least one value that each variable does not take. `FILE` is a file that holds no JSON.
const BAD: [(&str, &str); 43] = [
    ("ONEHALL_DATABASE", ""),
    ("ONEHALL_DATABASE", "mysql://here/hall"),
    ("ONEHALL_DATABASE", "sqlite:///no/such/folder/hall.db"),
    ("ONEHALL_DATABASE", "postgres://hall:open-sesame@db.test:port/hall"),
    ("ONEHALL_LISTEN", "localhost"),
    ("ONEHALL_LISTEN", "BUSY"),
    ("ONEHALL_FILES", "ftp://hall/files"),
    ("ONEHALL_FILES", "s3:///files"),
    ("ONEHALL_FILES", "FILE"),
    ("ONEHALL_FILES_ENDPOINT", "minio:9000"),
    ("ONEHALL_FILES_REGION", ""),
    ("ONEHALL_FILES_ACCESS_KEY", ""),
    ("ONEHALL_FILES_SECRET_KEY", ""),
    ("ONEHALL_FILES_VIRTUAL_HOST", "perhaps"),
    ("ONEHALL_SITE", "SITE"),
    ("ONEHALL_BENCH_DEFINITIONS", "SITE"),
    ("ONEHALL_ENV", "staging"),
    ("ONEHALL_ORIGIN", "hall.example.cn"),
    ("ONEHALL_ORIGIN", "https://hall.example.cn/"),
    ("ONEHALL_BEHIND_PROXY", "perhaps"),
    ("ONEHALL_MAX_BODY", "large"),
    ("ONEHALL_MAX_BODY", "0"),
    ("ONEHALL_MAX_UPLOAD", "-1"),
    ("ONEHALL_TIMEOUT", "soon"),
    ("ONEHALL_TIMEOUT", "0"),
    ("ONEHALL_SIGN_IN_ATTEMPTS", "many"),
    ("ONEHALL_SIGN_IN_ATTEMPTS", "0"),
    ("ONEHALL_QUESTION_DAYS", "ever"),
    ("ONEHALL_QUESTION_DAYS", "0"),
    ("ONEHALL_LOG", "server=loudly"),
    ("ONEHALL_SMS_GATEWAY", "sms.test"),
    ("ONEHALL_SMS_GATEWAY", "https://sms.test"),
    ("ONEHALL_SMS_KEY", ""),
    ("ONEHALL_SMS_KEY", "open-sesame"),
    ("ONEHALL_SMS_HOURS", "21:00-08:00"),
    ("ONEHALL_MAIL_SERVER", "imap://mail.test"),
    ("ONEHALL_MAIL_SERVER", "smtps://hall:open-sesame@mail.test"),
    ("ONEHALL_MAIL_FROM", "nobody"),
    ("ONEHALL_MAIL_FROM", "hall@hall.test"),
    ("ONEHALL_PAYMENT_GATEWAY", "pay.test"),
    ("ONEHALL_PAYMENT_GATEWAY", "https://pay.test"),
    ("ONEHALL_PAYMENT_KEY", "open-sesame"),
    ("ONEHALL_PAYMENT_KEY", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
];

#[tokio::test]
async fn a_bad_setting_stops_the_start_and_is_named() {
    // A whole database, so that what is looked at late is looked at soon.
    let hall = Hall::start(Backend::Sqlite).await;
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let busy = busy.local_addr().unwrap().to_string();
    fs::write(hall.folder().join("FILE"), "no JSON").unwrap();
    fs::create_dir_all(hall.folder().join("SITE/pkg")).unwrap();
    fs::write(hall.folder().join("SITE/pkg/manifest.json"), "no JSON").unwrap();
    for (name, value) in BAD {
        let value = if value == "BUSY" { &busy } else { value };
        let settings = [("ONEHALL_DATABASE", hall.url()), (name, value)];
        let output = onehall(&settings, &["serve"]).current_dir(hall.folder()).output().unwrap();
        let told = text(&output.stderr);
        assert!(!output.status.success(), "{name}={value}");
        assert!(told.contains(name), "{name}={value}: {told}");
        assert!(!told.contains("open-sesame"), "{name}={value}: {told}");
    }
}

#[test]
fn a_variable_that_is_no_setting_stops_the_start_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["serve"][..], &["migrate"], &["user", "list"]] {
        let output = onehall(&[("ONEHALL_MAX_UPLOD", "1")], command).current_dir(&folder).output().unwrap();
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains("there is no setting ONEHALL_MAX_UPLOD; did you mean ONEHALL_MAX_UPLOAD?"),
            "{told}"
        );
    }
    let measured = [ORIGIN, ("ONEHALL_BENCH_DEFINITIONS", ".")];
    assert!(refused(folder.path(), &measured, "serve").contains("ONEHALL_BENCH_DEFINITIONS"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing was begun");
    // Help is given all the same, and what tests set for themselves is nobody's slip.
    assert!(onehall(&[("ONEHALL_MAX_UPLOD", "1")], &["--help"]).output().unwrap().status.success());
    let settings =
        [("ONEHALL_TEST_POSTGRES", "postgres://nowhere"), ("ONEHALL_DATABASE", "sqlite://hall.db")];
    let output = onehall(&settings, &["migrate"]).current_dir(&folder).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn every_setting_is_among_them_and_in_the_sample() {
    let sample = fs::read_to_string(crate::support::repository().join(".env.sample")).unwrap();
    let command = Cli::command();
    let variables: Vec<_> = command
        .get_arguments()
        .filter_map(|argument| Some(argument.get_env()?.to_string_lossy().into_owned()))
        .collect();
    assert!(variables.len() > 10, "{variables:?}");
    for variable in variables {
        assert!(BAD.iter().any(|(name, _)| *name == variable), "{variable} has no bad value here");
        let line = |line: &str| line.trim_start_matches('#').starts_with(&format!("{variable}="));
        assert!(sample.lines().any(line), "{variable} is not in .env.sample");
    }
}

#[test]
fn what_opens_doors_is_not_printed() {
    let secrets = [
        ("ONEHALL_DATABASE", "postgres://hall:open-sesame@db.test/hall"),
        ("ONEHALL_FILES_ACCESS_KEY", "open-sesame"),
        ("ONEHALL_FILES_SECRET_KEY", "open-sesame"),
        ("ONEHALL_SMS_KEY", "open-sesame"),
        ("ONEHALL_MAIL_SERVER", "smtps://hall:open-sesame@mail.test"),
        ("ONEHALL_PAYMENT_KEY", "open-sesame"),
    ];
    for arguments in [&["--help"][..], &["serve", "--listen", "nowhere"]] {
        let output = onehall(&secrets, arguments).output().unwrap();
        let told = text(&output.stdout) + &text(&output.stderr);
        assert!(told.contains("--listen") && !told.contains("open-sesame"), "{told}");
    }
    let wrong =
        onehall(&[("ONEHALL_DATABASE", "mysql://hall:open-sesame@db.test/hall")], &["serve"]).output();
    let told = text(&wrong.unwrap().stderr);
    assert!(told.contains("ONEHALL_DATABASE") && !told.contains("open-sesame"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_is_not_there_stops_the_start() {
    let hall = Hall::start(Backend::Sqlite).await;
    let store = BucketStore::start(&hall.folder().join("s3")).await;
    let mut settings = vec![("ONEHALL_DATABASE", hall.url()), ("ONEHALL_FILES", "s3://no-such-bucket/files")];
    settings.extend(store.variables());
    let output = onehall(&settings, &["serve"]).current_dir(hall.folder()).output().unwrap();
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("ONEHALL_FILES s3://no-such-bucket/files"), "{told}");
    assert!(!told.contains(settings[4].1), "{told}");
}

/// What the program says when it does not start in production.
#[track_caller]
fn refused(folder: &Path, settings: &[(&str, &str)], command: &str) -> String {
    let settings = [&[("ONEHALL_ENV", "production")][..], settings].concat();
    let output = onehall(&settings, &[command]).current_dir(folder).output().unwrap();
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{settings:?} {command}: {told}");
    told
}

const ORIGIN: (&str, &str) = ("ONEHALL_ORIGIN", "https://hall.example.cn");

#[test]
fn production_takes_no_demo_and_no_plain_address() {
    let folder = tempfile::tempdir().unwrap();
    assert!(refused(folder.path(), &[ORIGIN], "demo").contains("ONEHALL_ENV"));
    assert!(refused(folder.path(), &[], "serve").contains("ONEHALL_ORIGIN"));
    let plain = [("ONEHALL_ORIGIN", "http://hall.example.cn")];
    assert!(refused(folder.path(), &plain, "serve").contains("ONEHALL_ORIGIN"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing was begun");
}

#[tokio::test]
async fn production_takes_no_demo_accounts_and_no_bare_pages() {
    let hall = Hall::start(Backend::Sqlite).await;
    let settings = [ORIGIN, ("ONEHALL_DATABASE", hall.url())];
    // Without styles, nobody could read it.
    assert!(refused(hall.folder(), &settings, "serve").contains("ONEHALL_SITE"));

    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query(
            "INSERT INTO account (login, password_hash, name, demonstration, created_at)
             VALUES ('citizen-wang', '!', '王', TRUE, '2026-03-02')",
        )
        .execute(conn)
        .await
        .unwrap()
        .rows_affected()
    });
    tx.commit().await.unwrap();
    let told = refused(hall.folder(), &settings, "serve");
    assert!(told.contains("ONEHALL_ENV") && told.contains("citizen-wang"), "{told}");
    assert!(text(&output(&hall, &["user", "list"]).stdout).contains("citizen-wang  王  demonstration"));
}
