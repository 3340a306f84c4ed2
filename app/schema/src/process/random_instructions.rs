//! What tasks made by chance say beside whose they are, what stands before the delivery, and who is away or busy.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::test_desk::facts;
use super::*;
use crate::calendar::Limit;
use crate::role::RegionLevel;

/// Tells a task what these bits say.
pub(super) fn instruct(task: &mut Value, bits: u16) {
    let name = json!({ "zh-CN": "项" });
    let said = |at: u16| bits >> at & 1 == 1;
    let choice = |at: u16| usize::from(bits >> at & 3);
    task["assign"] = json!(["post", "load", "turn", "superior"][choice(0)]);
    if said(2) {
        task["checklist"] =
            json!([{ "id": "seal", "name": name, "phrases": [name] }, { "id": "size", "name": name }]);
    }
    if said(3) {
        task["limit"] = json!({ "value": 3, "unit": "工作日" });
        task["late"] = json!(["remind", "tell_lead", "hand_to_lead", "remind"][choice(4)]);
        task["urge"] = json!([
            { "at": "half", "to": "next", "words": name },
            { "at": { "days_left": choice(9) % 3 }, "to": "holder", "words": { "en": "Go on." }, "by": ["sms"] },
            { "at": { "late_by": 1 + choice(9) }, "to": "lead", "words": name, "by": ["mail", "sms"] },
        ]);
    }
    if said(6) {
        task["effects"] = json!([
            { "id": "tell", "name": name, "on": ["approved"], "does": { "message": name } },
            { "id": "fee", "name": name, "does": { "fee": "F-1" } },
            { "id": "issue", "name": name, "does": { "licence": "L-1" } },
            { "id": "send", "name": name, "on": ["rejected"], "does": { "exchange": { "event": "result", "send": { "area": "/area" } } } },
        ]);
    }
    if said(7) {
        (task["forms"], task["risk"]) = (json!(["inspection", "opinion"]), name);
        task["guidance"] = json!({ "articles": ["第三条"], "words": { "en": "Look." } });
    }
    if said(8) {
        let agencies = [json!("lead"), json!({ "named": "A-1" }), json!({ "level": "county" })];
        task["agency"] = agencies[choice(9) % 3].clone();
    }
}

/// What stands between the decision and the delivery.
pub(super) fn gates(bits: u8) -> Vec<Value> {
    let gate = |id: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "role": "intake", "kind": kind, "assign": "load" } });
    let (pay, print) = (gate("pay", "pay"), gate("print", "print"));
    let branch = |gate: &Value| {
        let mut branch = gate.clone();
        branch["name"] = json!({ "zh-CN": "支" });
        branch
    };
    let both = json!({ "all": { "id": "gates", "name": { "zh-CN": "岔" }, "branches": [branch(&pay), branch(&print)] } });
    match bits % 4 {
        0 => Vec::new(),
        1 => vec![pay],
        2 => vec![pay, print],
        _ => vec![both],
    }
}

/// The definition with these ways beside those of the process, as far as it may have them.
pub(super) fn linked(mut definition: Value, links: &[(Index, Index)]) -> Value {
    let ids = |value: &mut Value| {
        let mut ids = Vec::new();
        each_task(value, &mut |task| ids.push(task["id"].clone()));
        ids
    };
    let ids = ids(&mut definition);
    for (from, to) in links {
        let (from, to) = (from.get(&ids), to.get(&ids));
        let mut with = definition.clone();
        each_task(&mut with, &mut |task| {
            if task["id"] == *from {
                task["next"] = json!([to]);
            }
        });
        if Process::read(&with.to_string()).is_ok() {
            definition = with;
        }
    }
    definition
}

fn each_task(value: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if name == "task" { visit(value) } else { each_task(value, visit) }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| each_task(value, visit)),
        _ => {}
    }
}

/// Staff with more or less to do, some of whom are away, with deputies or without.
pub(super) fn any_facts() -> impl Strategy<Value = Facts> {
    let one = (0_u32..4, any::<bool>(), any::<Index>(), any::<Index>(), 0_u8..4);
    (prop::collection::vec(one, 16), any::<bool>(), any::<bool>()).prop_map(|(drawn, goes_up, is_part)| {
        let mut facts = Facts { limit: Some(Limit::working_days(20)), agency: Some("A-1".into()), ..facts() };
        let ids: Vec<String> = facts.staff.iter().map(|member| member.id.clone()).collect();
        for (member, (load, is_away, deputy, superior, what)) in facts.staff.iter_mut().zip(drawn) {
            (member.load, member.absent) = (load, is_away && what == 0);
            member.deputy = (what % 2 == 0).then(|| deputy.get(&ids).clone());
            member.superior = Some(superior.get(&ids).clone());
        }
        // A part of a joint application, which its own agency leads.
        facts.lead_agency = is_part.then(|| "A-1".into());
        if goes_up {
            // They hold the same posts at the agency above.
            facts.levels.insert(RegionLevel::County, "B-1".into());
            let above = facts.staff.clone().into_iter();
            facts.staff.extend(above.map(|member| Staff { agency: Some("B-1".into()), ..member }));
        }
        facts
    })
}
