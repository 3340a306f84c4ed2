//! What is asked of the register of enquiries: by everybody, by who wrote one, by the window, the agency and the watch.

use schema::enquiries::EnquiryFiled;
use schema::role::Role;
use serde_json::json;
use server::features::enquiries::urging;

use super::asked::ok;
use crate::api::enquiries::{Agency, answered, does, filed, own, question};
use crate::support::{CIVIL_AFFAIRS, Client, Hall};

/// Who deals with enquiries.
pub struct Register {
    there: Agency,
    window: Client,
}

impl Register {
    /// Appoints them.
    pub async fn open(hall: &Hall) -> Self {
        let there = Agency {
            officer: hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await,
            lead: hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await,
        };
        Self { there, window: hall.staff(Role::Intake, "", None).await }
    }

    /// One from its writing to its end, and every list there is.
    pub async fn enquire(&self, hall: &Hall, ana: &Client) {
        let (Self { there, window }, visitor) = (self, hall.visitor());
        let sent: EnquiryFiled =
            visitor.post_once("/api/enquiries", "k", &question()).await.assert_status(201).read_json();
        visitor.post_once("/api/enquiries", "k", &question()).await.assert_status(201);
        own(ana, &filed(&visitor, &question()).await).await;
        does(&there.officer, sent.id, json!({ "act": "send_back", "words": "不归我们。" })).await;
        for query in ["", "?list=to_route", "?list=to_route&cursor=2026-03-09.9"] {
            ok(window, &format!("/api/desk/enquiries{query}")).await;
        }
        ok(window, &format!("/api/desk/enquiries/{}", sent.id)).await;
        let other = filed(&visitor, &question()).await;
        answered(&there.officer, &there.lead, other.id).await;
        let published = json!({ "subject": "能代办吗", "words": "能代办吗？", "reply": "可以。" });
        does(&there.lead, other.id, json!({ "act": "publish", "published": published })).await;
        does(&there.lead, other.id, json!({ "act": "keep" })).await;
        does(&there.lead, other.id, json!({ "act": "take_down" })).await;
        for query in ["", "?cursor=2026-03-09.9", "?list=over", "?list=over&cursor=1772000000000000.9"] {
            ok(&there.lead, &format!("/api/desk/enquiries{query}")).await;
        }
        for path in [
            "enquiries",
            "enquiries?cursor=1772000000000000.9",
            "enquiries?column=featured",
            "enquiries/places",
        ] {
            ok(&visitor, &format!("/api/{path}")).await;
        }
        ok(&there.lead, "/api/me/enquiries?cursor=9").await;
        urging::ring(hall.state()).await.unwrap();
    }
}
