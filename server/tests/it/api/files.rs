//! Files: those that are refused before anything of them is kept, and those that are kept, in a folder and in S3.

use std::path::Path;

use schema::ProblemKind;
use schema::applications::FileInfo;
use server::config::Config;
use server::ports::Files;

use crate::support::{Backend, BucketStore, Hall, PDF, PNG, on_both};

const PATH: &str = "/api/applications/1/files?material=identity-card";

on_both! {
    async fn a_file_is_taken_by_its_content_and_only_from_whom_it_belongs_to(hall) {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        hall.visitor().upload(PATH, "a.png", "image/png", png).await.assert_problem(ProblemKind::SignInNeeded);
        let ana = hall.citizen("ana").await;
        // The name and the type it is sent with prove nothing.
        let text = ana.upload(PATH, "a.png", "image/png", b"no picture at all").await;
        text.assert_problem(ProblemKind::UnsupportedType);
        ana.upload(PATH, "a.png", "image/png", png).await.assert_problem(ProblemKind::NotFound);
        assert!(!hall.folder().join("files").exists() || hall.folder().join("files").read_dir().unwrap().count() == 0);
    }

    async fn a_file_that_is_too_large_is_refused(hall) {
        let ana = hall.citizen("ana").await;
        let large = vec![0; hall.state().config.max_upload + 1];
        ana.upload(PATH, "a.png", "image/png", &large).await.assert_problem(ProblemKind::TooLarge);
    }

    async fn a_folder_keeps_a_content_once_and_gives_it_back(hall) {
        a_content_is_kept_once_and_comes_back(hall, &hall.folder().join("files")).await;
    }
}

#[tokio::test]
async fn a_bucket_keeps_a_content_once_and_gives_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = BucketStore::start(folder.path()).await;
    let keep = |config: &mut Config| store.keep(config, BucketStore::BUCKET, "city/files");
    let hall = Hall::start_with(Backend::Sqlite, keep).await;
    a_content_is_kept_once_and_comes_back(&hall, &store.folder().join("city/files")).await;
    assert_eq!(contents(&store.folder()), 2, "all lies below the prefix");
    hall.close().await;
}

/// What holds wherever files are kept. Both stores keep a content as a file somewhere below `kept`.
async fn a_content_is_kept_once_and_comes_back(hall: &Hall, kept: &Path) {
    hall.open_demo_city().await;
    let (ana, ben) = (hall.citizen("ana").await, hall.citizen("ben").await);
    let (draft, pictures) = ana.senior_card_draft().await;
    let path = |file: &FileInfo| format!("/api/applications/{}/files/{}", draft.summary.id, file.id);
    assert_eq!((pictures.len(), contents(kept)), (3, 1), "one picture for three materials");
    let document =
        ana.attach(draft.summary.id, "residence-proof", "b.pdf", PDF).await.assert_status(201).read_json();
    assert_eq!(contents(kept), 2);

    for (file, content) in pictures.iter().map(|file| (file, PNG)).chain([(&document, PDF)]) {
        assert_eq!(ana.get(&path(file)).await.assert_status(200).bytes(), content);
        ben.get(&path(file)).await.assert_problem(ProblemKind::NotFound);
    }
    ana.delete(&path(&pictures[0])).await.assert_status(204);
    ana.get(&path(&pictures[0])).await.assert_problem(ProblemKind::NotFound);
    assert_eq!(
        ana.get(&path(&pictures[1])).await.assert_status(200).bytes(),
        PNG,
        "still the others' picture"
    );
}

#[tokio::test]
async fn a_bucket_that_cannot_be_used_is_found_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let store = BucketStore::start(folder.path()).await;
    let hall = Hall::start(Backend::Sqlite).await;
    let told = async |set: &dyn Fn(&mut Config)| {
        let mut config = hall.state().config.clone();
        store.keep(&mut config, BucketStore::BUCKET, "");
        set(&mut config);
        Files::open(&config).await.err().map(|error| format!("{error:#}"))
    };
    assert_eq!(told(&|_| {}).await, None);
    let missing = told(&|config| store.keep(config, "no-such-bucket", "")).await.unwrap();
    assert!(
        missing.contains("ONEHALL_FILES s3://no-such-bucket") && missing.contains("NoSuchBucket"),
        "{missing}"
    );
    let stranger = told(&|config| config.bucket.files_secret_key = Some("another".into())).await.unwrap();
    assert!(stranger.contains("SignatureDoesNotMatch") && !stranger.contains("another"), "{stranger}");
    let nameless = told(&|config| config.bucket.files_access_key = None).await.unwrap();
    assert!(nameless.contains("ONEHALL_FILES_ACCESS_KEY"), "{nameless}");
    let keyless = told(&|config| config.bucket.files_secret_key = None).await.unwrap();
    assert!(keyless.contains("ONEHALL_FILES_SECRET_KEY"), "{keyless}");
    hall.close().await;
}

/// How many contents lie below a folder: files named by what is left of a SHA-256 after its first two digits.
fn contents(folder: &Path) -> usize {
    let entries = folder.read_dir().unwrap().map(Result::unwrap);
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => contents(&path),
            _ => usize::from(entry.file_name().len() == 62),
        })
        .sum()
}
