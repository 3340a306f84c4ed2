//! What a slip may say of a case: the fields that templates bind, as data and as the form they are bound by.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use crate::process::Decision;

/// The fields of a slip. What there is none of is left out, and leaves a place to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SlipData {
    /// The number of the case.
    pub case: String,
    /// The item's name.
    pub item: String,
    /// The agency that handles it.
    pub agency: String,
    /// The applicant.
    pub applicant: String,
    /// The day it was filed.
    pub filed_on: Option<NaiveDate>,
    /// The day it was accepted.
    pub accepted_on: Option<NaiveDate>,
    /// By when it is decided; none while the clock stands.
    pub due: Option<NaiveDate>,
    /// The day it was decided, or ended.
    pub decided_on: Option<NaiveDate>,
    /// The day of the slip.
    pub issued_on: Option<NaiveDate>,
    /// How it was decided.
    pub decision: Option<Decision>,
    /// Why it was not accepted, or not approved.
    pub reason: Option<String>,
    /// What it rests on.
    pub article: Option<String>,
    /// What is to be put right, all of it.
    pub points: Vec<SlipPoint>,
    /// What is promised.
    pub promises: Vec<SlipPromise>,
    /// What is to be paid.
    pub fees: Vec<SlipFee>,
    /// The parts of the joint application it belongs to.
    pub parts: Vec<SlipPart>,
    /// The documents that have come.
    pub materials: Vec<SlipMaterial>,
}

/// Something to put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlipPoint {
    /// What the form calls it.
    pub place: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Something promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlipPromise {
    /// What the form calls it.
    pub name: String,
    /// The last day.
    pub by: NaiveDate,
}

/// Something to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlipFee {
    /// What it is called.
    pub name: String,
    /// In yuan, with its fen.
    pub amount: String,
    /// What it rests on, as published.
    pub basis: Option<String>,
}

/// A document that has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlipMaterial {
    /// What the form calls it.
    pub name: String,
    /// How many files there are of it, in words for the table: a number.
    pub files: String,
}

/// A part of a joint application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlipPart {
    /// The item's name.
    pub item: String,
    /// The agency that handles it.
    pub agency: String,
}

impl SlipData {
    /// As answers to [`schema`].
    pub fn answers(&self) -> Value {
        let mut answers = serde_json::to_value(self).unwrap_or_default();
        if let Value::Object(members) = &mut answers {
            members.retain(|_, value| !value.is_null());
        }
        answers
    }
}

/// The JSON Schema of the fields, which a template is compiled against.
pub fn schema() -> Value {
    let text = |zh: &str, en: &str| json!({"type": "string", "title": {"zh-CN": zh, "en": en}});
    let day =
        |zh: &str, en: &str| json!({"type": "string", "format": "date", "title": {"zh-CN": zh, "en": en}});
    let rows = |zh: &str, en: &str, properties: Value| {
        let items = json!({"type": "object", "properties": properties});
        json!({"type": "array", "title": {"zh-CN": zh, "en": en}, "items": items})
    };
    let decision = json!({
        "type": "string", "title": {"zh-CN": "决定", "en": "Decision"},
        "oneOf": [
            {"const": "approved", "title": {"zh-CN": "准予", "en": "approved"}},
            {"const": "rejected", "title": {"zh-CN": "不予批准", "en": "not approved"}},
        ],
    });
    let points = json!({"place": text("需要补正的内容", "What to put right"), "reason": text("原因", "Why")});
    let promises =
        json!({"name": text("承诺补交的材料", "What will follow"), "by": day("最迟日期", "At the latest")});
    let fees = json!({
        "name": text("收费项目", "Fee"), "amount": text("金额（元）", "Amount (yuan)"), "basis": text("收费依据", "Basis"),
    });
    let materials =
        json!({"name": text("收到的材料", "Document received"), "files": text("电子文件（份）", "Files")});
    let parts = json!({"item": text("事项", "Item"), "agency": text("办理部门", "Agency")});
    json!({"type": "object", "properties": {
        "case": text("办件编号", "Case number"),
        "item": text("事项", "Item"),
        "agency": text("办理部门", "Agency"),
        "applicant": text("申请人", "Applicant"),
        "filed_on": day("申请日期", "Filed on"),
        "accepted_on": day("受理日期", "Accepted on"),
        "due": day("办结期限", "Decided by"),
        "decided_on": day("决定日期", "Decided on"),
        "issued_on": day("出具日期", "Issued on"),
        "decision": decision,
        "reason": text("理由", "Reason"),
        "article": text("依据", "Basis"),
        "points": rows("需要补正的内容", "What to put right", points),
        "promises": rows("承诺补交的材料", "What will follow", promises),
        "fees": rows("应缴款项", "What is to be paid", fees),
        "parts": rows("联办事项", "The other items", parts),
        "materials": rows("收到的材料", "Documents received", materials),
    }})
}
