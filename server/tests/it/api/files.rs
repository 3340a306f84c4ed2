//! Files that are refused before anything of them is kept.

use schema::ProblemKind;

use crate::support::on_both;

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
}
