//! Who reads a field: what an edit of it may bring, hide or change, with names.

use std::collections::BTreeMap;

use crate::expr::Expr;
use crate::form::affected::affected;
use crate::form::diff::{Named, collect};
use crate::form::pointer::overlap;
use crate::form::program::{Effect, Form, Item, Rule};
use crate::locale::Text;

/// What hangs on a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uses {
    /// The rules that read it, at first or second hand.
    pub rules: Vec<UsedBy>,
    /// The fields (rows written `-`), and the pages and groups (`#id`), that those rules are about.
    pub fields: Vec<Named>,
    /// The pages on which something may come, go or change.
    pub pages: Vec<Named>,
    /// The documents that may be asked for or not.
    pub materials: Vec<Named>,
}

/// A rule that reads a field.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedBy {
    /// Its place in [`Form::rules`].
    pub place: usize,
    /// Whether it reads the field itself, or only what another rule shows or computes.
    pub is_direct: bool,
    /// What it does.
    pub effect: Effect,
    /// The rows it is about, if it is about rows.
    pub row: String,
    /// What it is about, as in [`Uses::fields`].
    pub targets: Vec<Named>,
    /// Its condition.
    pub when: Expr,
}

impl Uses {
    /// Whether nothing hangs on the field.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.materials.is_empty()
    }
}

/// What something is called that rules name: a field by its pointer, rows written `-`, a page or group by `#id`.
pub fn called(form: &Form, target: &str) -> Option<Text> {
    Names::of(form).0.get(target).map(|label| (*label).clone()).filter(|label| !label.is_empty())
}

/// What hangs on the datum at this pointer, rows written `-`, and on what lies in it.
pub fn uses(form: &Form, pointer: &str) -> Uses {
    let affected = affected(form, pointer);
    let names = Names::of(form);
    let rule = |place: &usize| {
        let rule = form.rules.get(*place)?;
        let targets = rule.targets.iter().map(|target| names.named(format!("{}{target}", rule.row)));
        Some(UsedBy {
            place: *place,
            is_direct: reads(rule, pointer),
            effect: rule.effect.clone(),
            row: rule.row.clone(),
            targets: targets.collect(),
            when: rule.when.clone(),
        })
    };
    let page = |place: &usize| form.every_page().nth(*place).map(|page| named(&page.id, &page.title));
    let material = |place: &usize| form.materials.get(*place).map(|it| named(&it.id, &it.name));
    Uses {
        rules: affected.rules.iter().filter_map(rule).collect(),
        fields: affected.fields.into_iter().map(|pointer| names.named(pointer)).collect(),
        pages: affected.pages.iter().filter_map(page).collect(),
        materials: affected.materials.iter().filter_map(material).collect(),
    }
}

fn named(key: &str, label: &Text) -> Named {
    Named { key: key.to_owned(), label: label.clone() }
}

/// Whether the rule reads the datum itself, something in it, or what it is part of.
fn reads(rule: &Rule, pointer: &str) -> bool {
    let in_row = rule.exprs().flat_map(Expr::reads).map(|read| format!("{}{read}", rule.row));
    in_row.chain(rule.outside.iter().cloned()).any(|read| overlap(&read, pointer))
}

/// What fields are called, by pointer, and pages and groups, by `#id`.
struct Names<'a>(BTreeMap<String, &'a Text>);

impl<'a> Names<'a> {
    fn of(form: &'a Form) -> Self {
        let mut names = BTreeMap::new();
        collect(&form.fields, "", &mut |pointer, field| _ = names.insert(pointer, &field.label));
        for page in form.every_page() {
            names.insert(format!("#{}", page.id), &page.title);
            groups(&page.items, &mut names);
        }
        Self(names)
    }

    fn named(&self, key: String) -> Named {
        let label = self.0.get(&key).map(|label| (*label).clone()).unwrap_or_default();
        Named { key, label }
    }
}

fn groups<'a>(items: &'a [Item], into: &mut BTreeMap<String, &'a Text>) {
    for item in items {
        if let Item::Group { id, title, .. } = item {
            into.insert(format!("#{id}"), title);
        }
        if let Item::Group { items, .. } | Item::Row { items } = item {
            groups(items, into);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Locale;
    use crate::form::compile;

    fn form() -> Form {
        let control = |name: &str| json!({"type": "Control", "scope": format!("#/properties/{name}")});
        let text = |title: &str| json!({"type": "string", "title": title});
        let row = json!({"type": "object", "properties": {"name": text("孩子姓名"), "school": text("学校")}});
        let group = json!({"type": "Group", "label": "家庭", "options": {"id": "family"}, "elements": [control("children")]});
        let page = |id: &str, label: &str, elements| json!({"type": "Category", "label": label, "options": {"id": id}, "elements": elements});
        let (form, lints) = compile(&json!({
            "schema": {"type": "object", "properties": {
                "married": {"type": "boolean", "title": "已婚"}, "spouse": text("配偶"), "remark": text("备注"),
                "other": text("其他"), "children": {"type": "array", "title": "子女", "items": row},
            }},
            "uischema": {"type": "Categorization", "elements": [
                page("first", "第一页", json!([control("married"), control("other")])),
                page("second", "第二页", json!([control("spouse"), control("remark")])),
                page("third", "第三页", json!([group])),
            ]},
            "materials": [
                {"id": "licence", "name": "结婚证", "required": true, "when": {"var": "married"}},
                {"id": "card", "name": "身份证", "required": true},
            ],
            "x-rules": [
                {"effect": "require", "target": "/remark", "when": {"==": [{"var": "spouse"}, "x"]}},
                {"effect": "show", "target": "/spouse", "when": {"var": "married"}},
                {"effect": "message", "target": "family", "text": "请填", "when": {"var": "married"}},
                {"effect": "require", "target": "/children/-/school", "when": {"==": [{"var": "name"}, "y"]}},
            ],
        }));
        assert_eq!(form.rules.len(), 4, "{lints:?}");
        form
    }

    fn said(all: &[Named]) -> Vec<(&str, &str)> {
        all.iter().map(|named| (named.key.as_str(), named.label.get(Locale::ZhCn))).collect()
    }

    #[test]
    fn what_hangs_on_a_field_is_named_at_first_and_second_hand() {
        let married = uses(&form(), "/married");
        let fields = [("#family", "家庭"), ("/remark", "备注"), ("/spouse", "配偶")];
        assert_eq!(said(&married.fields), fields);
        assert_eq!(said(&married.pages), [("second", "第二页"), ("third", "第三页")]);
        assert_eq!(said(&married.materials), [("licence", "结婚证")]);
        let is_direct = |effect: &Effect| {
            let used = married.rules.iter().find(|used| used.effect == *effect);
            used.map(|used| used.is_direct)
        };
        assert_eq!((is_direct(&Effect::Show), is_direct(&Effect::Require)), (Some(true), Some(false)));
    }

    #[test]
    fn rows_and_fields_that_nothing_reads() {
        let name = uses(&form(), "/children/-/name");
        assert_eq!(said(&name.fields), [("/children/-/school", "学校")]);
        assert_eq!((name.rules.len(), name.rules[0].row.as_str()), (1, "/children/-"));
        assert!(!uses(&form(), "/children").is_empty(), "what lies in it counts");
        assert_eq!(uses(&form(), "/other"), Uses::default());
        assert!(uses(&form(), "/none").is_empty());
    }
}
