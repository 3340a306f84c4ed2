//! A hall for one test: the whole router in memory on a database of its own, with a clock that the test moves.
//!
//! `hall.visitor()`, `hall.citizen("ana")` and `hall.staff(..)` are clients. [`on_both!`] runs a test on both
//! databases.

mod bucket;
mod client;
mod database;
mod gateway;
mod hall;
mod handing;
mod html;
mod jointly;
mod journey;
mod licences;
mod mail_server;
mod moving;
mod orphans;
mod payments;
mod people;
mod response;
mod scene;
mod sheeted;
mod standard;
mod statements;

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;

use futures::FutureExt;

pub use bucket::BucketStore;
pub use client::Client;
pub use database::Backend;
pub use gateway::{Gateway, Request};
pub use hall::{Hall, Server};
pub use html::{assert_whole, attribute, inside, tag_with, tags};
pub use jointly::{Desk, HYGIENE, Jointly, REGISTER, SECRETS, START, TIMBER, joint_answers};
pub use journey::{
    CIVIL_AFFAIRS, FOOD_BUSINESS, FOOD_SAFETY, PDF, PNG, SENIOR_CARD, food_business_answers, region_guide,
    senior_card_answers,
};
pub use licences::{LICENCE, issue_licence, issue_licence_of};
pub use mail_server::MailServer;
pub use moving::{MIGRATION, Moving};
pub use payments::{PayGateway, SECRET, tell as tell_payment};
pub use people::{ENTERPRISE, PASSWORD, identity_number};
pub use response::Response;
pub use scene::{Scene, claim, complete, form_of_task, publish_food_process, put_right, supplement, texts};
pub use sheeted::Sheeted;
pub use statements::Heard;

/// Twelve real services: `fixtures/SOURCE.md`.
pub const CATALOGUE: &str = include_str!("../fixtures/catalogue.jsonl");

/// Runs one test on one database, and clears the database away also when the test fails.
pub async fn run(backend: Backend, test: impl AsyncFnOnce(&Hall)) {
    let hall = Hall::start(backend).await;
    let outcome = AssertUnwindSafe(test(&hall)).catch_unwind().await;
    hall.close().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// Tests that run on SQLite and on PostgreSQL: `on_both! { async fn name(hall) { … } }`.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($hall:ident) $body:block)+) => {$(
        $(#[$meta])*
        async fn $name($hall: &$crate::support::Hall) $body

        mod $name {
            use $crate::support::{Backend, run};

            #[tokio::test]
            async fn sqlite() {
                run(Backend::Sqlite, super::$name).await;
            }

            #[tokio::test]
            async fn postgres() {
                run(Backend::Postgres, super::$name).await;
            }
        }
    )+};
}
pub(crate) use on_both;

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the server lies in the repository")
}
