//! Reads of joint applications (一件事): what a bundle holds, its plan, and where its parts stand.

#[cfg(not(feature = "hydrate"))]
use schema::Page;
use schema::bundles::JointView;
#[cfg(not(feature = "hydrate"))]
use schema::bundles::{BundleView, HandlingPlan, JointStatus, JointSummary};
#[cfg(not(feature = "hydrate"))]
use schema::cases::CaseSummary;
#[cfg(not(feature = "hydrate"))]
use schema::catalogue::Item;
use schema::catalogue::encode;
#[cfg(not(feature = "hydrate"))]
use serde::de::DeserializeOwned;

use crate::data::Read;
#[cfg(not(feature = "hydrate"))]
use crate::data::parse;
#[cfg(not(feature = "hydrate"))]
use crate::routes::to;

/// One item, whole; and where it is a bundle, what that holds.
#[cfg(not(feature = "hydrate"))]
pub fn item(code: &str) -> Read<(Item, Option<BundleView>)> {
    Read::chain(
        format!("/api/items/{}", encode(code)),
        |answers| {
            let [item] = answers else { return None };
            let item: Item = serde_json::from_str(item).ok()?;
            let code = item.form.as_ref()?.bundle()?;
            Some(format!("/api/items/{}/bundle", encode(code)))
        },
        |answers| Ok((parse(answers, 0)?, second(answers)?)),
    )
}

/// How one's application is going to be handled, if it is a joint one.
#[cfg(not(feature = "hydrate"))]
pub fn plan(id: i64) -> Read<HandlingPlan> {
    Read::one(format!("/api/applications/{id}/plan"))
}

/// One's own joint application, and while it is open the plan by which it is handled.
#[cfg(not(feature = "hydrate"))]
pub fn joint(number: &str) -> Read<(JointView, Option<HandlingPlan>)> {
    Read::chain(
        format!("/api/joint/{}", encode(number)),
        |answers| {
            let [joint] = answers else { return None };
            let joint: JointView = serde_json::from_str(joint).ok()?;
            let application = joint.application.filter(|_| joint.status == JointStatus::Open)?;
            Some(format!("/api/applications/{application}/plan"))
        },
        |answers| Ok((parse(answers, 0)?, second(answers)?)),
    )
}

/// One's own cases, the newest first; and before the first of them one's joint applications.
#[cfg(not(feature = "hydrate"))]
pub fn cases(cursor: Option<&str>) -> Read<(Page<CaseSummary>, Option<Page<JointSummary>>)> {
    let further = |_: &[&str]| None;
    let first = |answers: &[&str]| (answers.len() == 1).then(|| "/api/joint".to_owned());
    let next = if cursor.is_some() { further } else { first };
    Read::chain(super::from("/api/cases", cursor), next, |answers| Ok((parse(answers, 0)?, second(answers)?)))
}

/// The second answer, if there was something to ask for.
#[cfg(not(feature = "hydrate"))]
fn second<T: DeserializeOwned>(answers: &[&str]) -> serde_json::Result<Option<T>> {
    answers.get(1).map(|_| parse(answers, 1)).transpose()
}

/// A joint application at the desk of an agency that has a part in it.
pub fn desk_joint(number: &str) -> Read<JointView> {
    Read::one(format!("/api/desk/joint/{}", encode(number)))
}

/// Those that one's agency leads: what is open, due first before the others; or what has ended, the newest first.
#[cfg(not(feature = "hydrate"))]
pub fn desk_joints(ended: bool, cursor: Option<&str>) -> Read<Page<JointSummary>> {
    Read::one(format!("/api{}", to::desk_joints(ended, cursor)))
}
