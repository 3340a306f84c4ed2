//! The definitions of the demo city's joint applications (一件事): the forms and processes of the items that only they are made
//! of. They come apart from those of the everyday items, which many a test needs alone.

use chrono::{DateTime, Utc};

use super::super::processes;
use crate::db::Tx;
use crate::error::Result;

const FORMS: [&str; 15] = [
    include_str!("../../../../seed/forms/birth-certificate.json"),
    include_str!("../../../../seed/forms/child-medical-insurance.json"),
    include_str!("../../../../seed/forms/child-social-card.json"),
    include_str!("../../../../seed/forms/chopstick-hygiene-licence.json"),
    include_str!("../../../../seed/forms/construction-permit.json"),
    include_str!("../../../../seed/forms/construction-planning.json"),
    include_str!("../../../../seed/forms/enterprise-registration.json"),
    include_str!("../../../../seed/forms/enterprise-standard.json"),
    include_str!("../../../../seed/forms/environmental-impact.json"),
    include_str!("../../../../seed/forms/financial-system-filing.json"),
    include_str!("../../../../seed/forms/land-use-planning.json"),
    include_str!("../../../../seed/forms/project-approval.json"),
    include_str!("../../../../seed/forms/tax-information.json"),
    include_str!("../../../../seed/forms/timber-processing-licence.json"),
    include_str!("../../../../seed/forms/vaccination-record.json"),
];

const PROCESSES: [&str; 10] = [
    include_str!("../../../../seed/processes/birth-certificate.json"),
    include_str!("../../../../seed/processes/chopstick-hygiene-licence.json"),
    include_str!("../../../../seed/processes/construction-permit.json"),
    include_str!("../../../../seed/processes/construction-planning.json"),
    include_str!("../../../../seed/processes/enterprise-registration.json"),
    include_str!("../../../../seed/processes/environmental-impact.json"),
    include_str!("../../../../seed/processes/land-use-planning.json"),
    include_str!("../../../../seed/processes/project-approval.json"),
    include_str!("../../../../seed/processes/tax-information.json"),
    include_str!("../../../../seed/processes/timber-processing-licence.json"),
];

const ITEMS: &str = include_str!("../../../../seed/joint-items.json");

/// Publishes what is not published yet, after [`super::load`], and links the items that are there; returns how many forms
/// there are.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    processes::publish_these(tx, &PROCESSES, now).await?;
    super::publish_forms(tx, &FORMS, ITEMS, now).await
}
