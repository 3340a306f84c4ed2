//! What a task says beside whose it is: each part by its own pointer, and where one may go from it.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use super::super::definition::{
    Agency, Assign, CheckPoint, Effect, EffectKind, Guidance, Handout, Late, Node, Task, TaskKind, Urge,
};
use super::super::external::{External, pointless};
use super::{DefinitionProblem, Reader};
use crate::id::CaseNumber;
use crate::locale::Text;
use crate::role::Role;

/// A task, and the branches around it that are taken beside others: the outermost first.
type Place<'p> = (&'p Task, Vec<usize>);

impl Reader {
    /// Whether each instruction has its shape; so that a fault is told by the place of the part, not of the task.
    pub(super) fn are_shaped(&mut self, task: &Map<String, Value>, at: &str) -> bool {
        let mut fits = true;
        for (name, value) in task {
            let (value, at) = (value.clone(), format!("{at}/{name}"));
            fits &= match name.as_str() {
                "forms" | "next" => self.typed::<Vec<String>>(value, &at).is_some(),
                "checklist" => self.typed::<Vec<CheckPoint>>(value, &at).is_some(),
                "guidance" => self.typed::<Guidance>(value, &at).is_some(),
                "risk" => self.typed::<Text>(value, &at).is_some(),
                "late" => self.typed::<Late>(value, &at).is_some(),
                "urge" => self.typed::<Vec<Urge>>(value, &at).is_some(),
                "effects" => self.typed::<Vec<Effect>>(value, &at).is_some(),
                "agency" => self.typed::<Agency>(value, &at).is_some(),
                "assign" => self.typed::<Assign>(value, &at).is_some(),
                "external" => self.typed::<Option<External>>(value, &at).is_some(),
                _ => true,
            };
        }
        fits
    }

    pub(super) fn check_instructions(&mut self, task: &Task, at: &str) {
        self.check_ids(task.forms.iter().map(String::as_str), &format!("{at}/forms"), "");
        self.check_list(task, &format!("{at}/checklist"));
        if let Some(guidance) = &task.guidance {
            self.check_guidance(guidance, &format!("{at}/guidance"));
        }
        self.check_said(!task.risk.as_ref().is_some_and(Text::is_empty), &format!("{at}/risk"));
        if task.late.is_some() && task.limit.is_none() {
            self.fault::<()>(&format!("{at}/late"), DefinitionProblem::NeverLate);
        }
        if task.late == Some(Late::HandToLead) && !task.is_work_of(Role::AgencyLead) {
            self.fault::<()>(&format!("{at}/late"), DefinitionProblem::NotTheLeads);
        }
        self.check_urge(task, &format!("{at}/urge"));
        self.check_effects(task, &format!("{at}/effects"));
        if let Agency::Named(code) = &task.agency {
            self.check_said(!code.trim().is_empty(), &format!("{at}/agency/named"));
        }
    }

    fn check_list(&mut self, task: &Task, at: &str) {
        self.check_ids(task.checklist.iter().map(|point| point.id.as_str()), at, "/id");
        for (index, point) in task.checklist.iter().enumerate() {
            self.check_name(&point.name, &format!("{at}/{index}/name"));
            for (phrase, words) in point.phrases.iter().enumerate() {
                self.check_said(!words.is_empty(), &format!("{at}/{index}/phrases/{phrase}"));
            }
        }
    }

    fn check_guidance(&mut self, guidance: &Guidance, at: &str) {
        self.check_said(*guidance != Guidance::default(), at);
        for (index, article) in guidance.articles.iter().enumerate() {
            self.check_said(!article.trim().is_empty(), &format!("{at}/articles/{index}"));
        }
        for (index, number) in guidance.precedents.iter().enumerate() {
            if CaseNumber::parse(number).is_err() {
                let problem = DefinitionProblem::BadCaseNumber(number.clone());
                self.fault::<()>(&format!("{at}/precedents/{index}"), problem);
            }
        }
    }

    fn check_effects(&mut self, task: &Task, at: &str) {
        self.check_ids(task.effects.iter().map(|effect| effect.id.as_str()), at, "/id");
        for (index, effect) in task.effects.iter().enumerate() {
            let at = format!("{at}/{index}");
            self.check_name(&effect.name, &format!("{at}/name"));
            for (which, outcome) in effect.on.iter().enumerate() {
                if !task.kind.outcomes().contains(outcome) {
                    let problem = DefinitionProblem::NoSuchOutcome(*outcome);
                    self.fault::<()>(&format!("{at}/on/{which}"), problem);
                }
            }
            let (name, is_said) = match &effect.does {
                EffectKind::Message(words) => ("message", !words.is_empty()),
                EffectKind::Fee(code) => ("fee", !code.trim().is_empty()),
                EffectKind::Licence(code) => ("licence", !code.trim().is_empty()),
                EffectKind::Exchange(handout) => {
                    self.check_handout(handout, &format!("{at}/does/exchange"));
                    continue;
                }
            };
            self.check_said(is_said, &format!("{at}/does/{name}"));
        }
    }

    fn check_handout(&mut self, handout: &Handout, at: &str) {
        self.check_id(&handout.event, &format!("{at}/event"));
        for place in pointless(&handout.send) {
            self.fault::<()>(&format!("{at}{place}"), DefinitionProblem::BadPointer);
        }
    }

    /// Whether these are ids, each once.
    fn check_ids<'i>(&mut self, ids: impl Iterator<Item = &'i str>, at: &str, member: &str) {
        let mut seen = HashSet::new();
        for (index, id) in ids.enumerate() {
            let at = format!("{at}/{index}{member}");
            self.check_id(id, &at);
            if !seen.insert(id) {
                self.fault::<()>(&at, DefinitionProblem::Twice(id.to_owned()));
            }
        }
    }

    pub(super) fn check_said(&mut self, is_said: bool, at: &str) {
        if !is_said {
            self.fault::<()>(at, DefinitionProblem::SaysNothing);
        }
    }

    /// Whether one may go where tasks send the case: from before the decision to a review or a decision, and never out of a
    /// branch that is taken beside others, for those would be dropped. Silent while something could not be read.
    pub(super) fn check_next(&mut self, root: &Node) {
        if !self.faults.is_empty() || self.next.is_empty() {
            return;
        }
        let mut places = BTreeMap::new();
        place(root, &mut Vec::new(), &mut 0, &mut places);
        for (task, at) in std::mem::take(&mut self.next) {
            let Some((task, around)) = places.get(task.as_str()) else { continue };
            self.check_ids(task.next.iter().map(String::as_str), &at, "");
            let leaves = matches!(task.kind, TaskKind::Accept | TaskKind::Review);
            for (index, id) in task.next.iter().enumerate() {
                let fits = places.get(id.as_str()).is_some_and(|(to, within)| {
                    leaves && to.id != task.id && to.kind.may_be_jumped_to() && within.starts_with(around)
                });
                if !fits {
                    self.fault::<()>(&format!("{at}/{index}"), DefinitionProblem::NotNext(id.clone()));
                }
            }
        }
    }
}

/// The tasks of a block with their places.
fn place<'p>(
    node: &'p Node,
    around: &mut Vec<usize>,
    count: &mut usize,
    places: &mut BTreeMap<&'p str, Place<'p>>,
) {
    if let Node::Task(task) = node {
        places.insert(&task.id, (task, around.clone()));
    }
    let is_taken_beside_others = matches!(node, Node::All(_) | Node::Any(_) | Node::Each(_));
    for child in node.children() {
        if is_taken_beside_others {
            *count += 1;
            around.push(*count);
        }
        place(child, around, count, places);
        if is_taken_beside_others {
            around.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::super::definition::{Process, TaskKind};
    use super::super::super::words::Outcome;
    use super::super::DefinitionProblem::{
        self, BadCaseNumber, BadId, BadPointer, NeverLate, NoName, NoSuchOutcome, NotNext, NotTheLeads,
        SaysNothing, Twice,
    };

    fn task(id: &str, kind: TaskKind, more: &Value) -> Value {
        let mut task = json!({ "id": id, "name": { "zh-CN": id }, "role": "officer", "kind": kind });
        task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "task": task })
    }

    fn read(seq: &[Value]) -> Result<Process, Vec<(String, DefinitionProblem)>> {
        let definition = json!({ "id": "p", "version": 1, "title": { "zh-CN": "试" }, "seq": seq });
        let told = Process::read(&definition.to_string());
        told.map_err(|faults| faults.into_iter().map(|fault| (fault.pointer, fault.problem)).collect())
    }

    fn reviewed(more: &Value) -> Result<Process, Vec<(String, DefinitionProblem)>> {
        let none = json!({});
        read(&[
            task("a", TaskKind::Accept, &none),
            task("b", TaskKind::Review, more),
            task("c", TaskKind::Decide, &none),
        ])
    }

    #[test]
    fn what_a_task_says_survives_the_store() {
        let name = json!({ "zh-CN": "项" });
        let precedent = crate::id::CaseNumber::new(
            crate::role::RegionCode::parse("440103").unwrap(),
            "2026-03-02".parse().unwrap(),
            17,
        );
        let all = json!({
            "limit": { "value": 3, "unit": "工作日" },
            "forms": ["inspection", "opinion"],
            "checklist": [{ "id": "seal", "name": name, "phrases": [name, name] }],
            "guidance": { "articles": ["《条例》第三条"], "precedents": [precedent.unwrap().to_string()], "words": name },
            "risk": name,
            "late": "tell_lead",
            "urge": [
                { "at": "half", "to": "holder", "words": name },
                { "at": { "days_left": 1 }, "to": "next", "words": name, "by": ["mail"] },
                { "at": { "late_by": 2 }, "to": "lead", "words": name, "by": ["sms", "mail"] },
            ],
            "effects": [
                { "id": "fee", "name": name, "on": ["approved"], "does": { "fee": "F-1" } },
                { "id": "tell", "name": name, "does": { "exchange": { "event": "built", "send": { "area": "/area" } } } },
            ],
            "agency": { "named": "fire" },
            "assign": "turn",
            "next": ["c"],
        });
        let process = reviewed(&all).unwrap();
        let stored = serde_json::to_value(process.task("b").unwrap()).unwrap();
        for (member, value) in all.as_object().unwrap() {
            assert_eq!(stored[member], *value, "{member}");
        }
        // What is not said is not stored.
        let silent = serde_json::to_value(process.task("a").unwrap()).unwrap();
        assert_eq!(
            silent,
            json!({ "id": "a", "name": { "zh-CN": "a" }, "role": "officer", "kind": "accept" })
        );
    }

    #[test]
    fn what_a_task_says_wrongly_is_told_where_it_is() {
        let name = json!({ "zh-CN": "项" });
        let point = |id: &str| json!({ "id": id, "name": name });
        let effect = |on: &str, does: Value| json!([{ "id": "e", "name": name, "on": [on], "does": does }]);
        for (member, value, place, problem) in [
            ("forms", json!(["A"]), "/0", BadId("A".into())),
            ("forms", json!(["a", "a"]), "/1", Twice("a".into())),
            ("checklist", json!([point("a"), point("a")]), "/1/id", Twice("a".into())),
            ("checklist", json!([point("")]), "/0/id", BadId("".into())),
            ("checklist", json!([{ "id": "a", "name": {} }]), "/0/name", NoName),
            (
                "checklist",
                json!([{ "id": "a", "name": name, "phrases": [name, {}] }]),
                "/0/phrases/1",
                SaysNothing,
            ),
            ("guidance", json!({}), "", SaysNothing),
            ("guidance", json!({ "articles": ["a", " "] }), "/articles/1", SaysNothing),
            ("guidance", json!({ "precedents": ["x"] }), "/precedents/0", BadCaseNumber("x".into())),
            ("risk", json!({}), "", SaysNothing),
            ("late", json!("remind"), "", NeverLate),
            ("effects", effect("paid", json!({ "fee": "F" })), "/0/on/0", NoSuchOutcome(Outcome::Paid)),
            ("effects", effect("approved", json!({ "message": {} })), "/0/does/message", SaysNothing),
            ("effects", effect("approved", json!({ "licence": "" })), "/0/does/licence", SaysNothing),
            (
                "effects",
                effect("approved", json!({ "exchange": { "event": "Permit issued" } })),
                "/0/does/exchange/event",
                BadId("Permit issued".into()),
            ),
            (
                "effects",
                effect("approved", json!({ "exchange": { "event": "e", "send": { "name": "name" } } })),
                "/0/does/exchange/send/name",
                BadPointer,
            ),
            ("agency", json!({ "named": " " }), "/named", SaysNothing),
            ("next", json!(["c", "c"]), "/1", Twice("c".into())),
            ("next", json!(["nowhere"]), "/0", NotNext("nowhere".into())),
            ("next", json!(["b"]), "/0", NotNext("b".into())),
            ("next", json!(["a"]), "/0", NotNext("a".into())),
        ] {
            let found = reviewed(&json!({ (member): value })).unwrap_err();
            assert_eq!(found, [(format!("/seq/1/task/{member}{place}"), problem)], "{member} {value}");
        }
        for (member, value) in [
            ("forms", json!("a")),
            ("checklist", json!([{ "id": "a", "name": name, "weight": 1 }])),
            ("guidance", json!({ "law": [] })),
            ("late", json!("shout")),
            ("urge", json!([{ "at": "noon", "to": "holder", "words": name }])),
            ("urge", json!([{ "at": "half", "to": "mayor", "words": name }])),
            ("urge", json!([{ "at": "half", "to": "holder", "words": name, "by": ["pigeon"] }])),
            ("effects", json!([{ "id": "e", "name": name, "does": { "bribe": "x" } }])),
            ("agency", json!("theirs")),
            ("assign", json!("dice")),
            ("next", json!([1])),
        ] {
            let found = reviewed(&json!({ (member): value })).unwrap_err();
            let [(pointer, DefinitionProblem::Value(_))] = &found[..] else { panic!("{found:?}") };
            assert_eq!(*pointer, format!("/seq/1/task/{member}"));
        }
    }

    #[test]
    fn what_is_handed_to_a_lead_is_what_a_lead_may_do() {
        let limit = json!({ "value": 3, "unit": "工作日" });
        for (role, fits) in [("officer", true), ("agency_lead", true), ("intake", false)] {
            let found = reviewed(&json!({ "role": role, "limit": limit, "late": "hand_to_lead" }));
            assert_eq!(found.is_ok(), fits, "{role}");
            assert!(fits || found.unwrap_err() == [("/seq/1/task/late".into(), NotTheLeads)]);
        }
    }

    #[test]
    fn one_goes_nowhere_behind_a_decision_or_out_of_a_branch_beside_others() {
        let none = json!({});
        let accept = task("a", TaskKind::Accept, &none);
        let branch = |nodes: &[Value]| json!({ "name": { "zh-CN": "支" }, "seq": nodes });
        let fork = |kind: &str, first: Value, when: bool| {
            let mut branches = [
                branch(&[first, task("y", TaskKind::Review, &none)]),
                branch(&[task("z", TaskKind::Review, &none)]),
            ];
            if when {
                branches[0]["when"] = json!(true);
            }
            json!({ (kind): { "id": "fork", "name": { "zh-CN": "岔" }, "branches": branches } })
        };
        let to = |id: &str| task("x", TaskKind::Review, &json!({ "next": [id] }));
        let decide = task("d", TaskKind::Decide, &none);
        for (kind, id, fits) in [
            ("all", "y", true),
            ("all", "z", false),
            ("all", "d", false),
            ("any", "d", false),
            ("choose", "z", true),
            ("choose", "d", true),
        ] {
            let found = read(&[accept.clone(), fork(kind, to(id), kind != "all"), decide.clone()]);
            let fault = (format!("/seq/1/{kind}/branches/0/seq/0/task/next/0"), NotNext(id.into()));
            assert_eq!(found.is_ok(), fits, "{kind} {id}: {found:?}");
            assert!(fits || found.unwrap_err() == [fault]);
        }
        let decided = task("d", TaskKind::Decide, &json!({ "next": ["b"] }));
        let found = read(&[accept, task("b", TaskKind::Review, &none), decided]).unwrap_err();
        assert_eq!(found, [("/seq/2/task/next/0".into(), NotNext("b".into()))]);
    }
}
