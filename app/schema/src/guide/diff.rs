//! What is different between two guides, part by part.

use serde_json::Value;

use super::model::Guide;

/// A part that is different.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideDifference {
    /// Which: `questions/` or `outcomes/` with its id, or the name of what belongs to the guide as a whole.
    pub what: String,
    /// As it was; none where it is new.
    pub old: Option<Value>,
    /// As it is; none where it is gone.
    pub new: Option<Value>,
}

/// Everything that is different. Parts are known by their ids; another order of the same parts is one difference.
pub fn differences(old: &Guide, new: &Guide) -> Vec<GuideDifference> {
    let (old, new) = (json(old), json(new));
    let mut found = Vec::new();
    let mut names: Vec<&String> = old.as_object().into_iter().flatten().map(|(name, _)| name).collect();
    names.extend(
        new.as_object().into_iter().flatten().map(|(name, _)| name).filter(|name| old.get(*name).is_none()),
    );
    for name in names {
        let (was, is) = (old.get(name), new.get(name));
        if matches!(name.as_str(), "questions" | "outcomes") {
            parts(name, was, is, &mut found);
        } else if was != is {
            found.push(GuideDifference { what: name.clone(), old: was.cloned(), new: is.cloned() });
        }
    }
    found
}

fn json(guide: &Guide) -> Value {
    // What a guide says is data: writing it cannot fail.
    serde_json::to_value(guide).unwrap_or_default()
}

fn parts(name: &str, was: Option<&Value>, is: Option<&Value>, found: &mut Vec<GuideDifference>) {
    let list = |value: Option<&Value>| -> Vec<Value> {
        value.and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let (was, is) = (list(was), list(is));
    let id = |part: &Value| part["id"].as_str().unwrap_or_default().to_owned();
    for part in &was {
        let now = is.iter().find(|other| other["id"] == part["id"]);
        if now != Some(part) {
            let what = format!("{name}/{}", id(part));
            found.push(GuideDifference { what, old: Some(part.clone()), new: now.cloned() });
        }
    }
    for part in is.iter().filter(|part| was.iter().all(|other| other["id"] != part["id"])) {
        found.push(GuideDifference {
            what: format!("{name}/{}", id(part)),
            old: None,
            new: Some(part.clone()),
        });
    }
    let order = |these: &[Value], those: &[Value]| -> Vec<String> {
        these.iter().filter(|part| those.iter().any(|other| other["id"] == part["id"])).map(id).collect()
    };
    let (before, after) = (order(&was, &is), order(&is, &was));
    if before != after {
        found.push(GuideDifference {
            what: name.to_owned(),
            old: Some(before.into()),
            new: Some(after.into()),
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn guide(questions: &[&str], title: &str) -> Guide {
        let question = |id: &&str| json!({ "id": id, "ask": { "zh-CN": id }, "kind": "yes_no" });
        serde_json::from_value(json!({
            "code": "x", "title": { "zh-CN": title }, "as_of": "2026-01-01",
            "questions": questions.iter().map(question).collect::<Vec<_>>(),
            "outcomes": [{ "id": "e", "say": { "zh-CN": "e" }, "ends": "not_eligible" }],
        }))
        .unwrap()
    }

    #[test]
    fn what_is_different_is_named_part_by_part() {
        let check = |old: &Guide, new: &Guide, expect: &[(&str, bool, bool)]| {
            let found = differences(old, new);
            let found: Vec<_> =
                found.iter().map(|it| (it.what.as_str(), it.old.is_some(), it.new.is_some())).collect();
            assert_eq!(found, expect);
        };
        let old = guide(&["a", "b"], "甲");
        check(&old, &old, &[]);
        check(&old, &guide(&["a", "b"], "乙"), &[("title", true, true)]);
        check(&old, &guide(&["a", "c"], "甲"), &[("questions/b", true, false), ("questions/c", false, true)]);
        check(&old, &guide(&["b", "a"], "甲"), &[("questions", true, true)]);
    }
}
