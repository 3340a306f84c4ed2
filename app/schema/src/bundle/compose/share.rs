//! Which fields are one question in the one form: those of the same data element, as far as one answer is right for all.
//!
//! A field that is tied to its place (by a rule that hides it, by what is said of the object around it) is asked apart, and
//! a remark says why.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::alike::{Alike, alike};
use super::part::Part;
use super::{SHARED, logic};
use crate::bundle::{BundleLint, BundleLintCode};
use crate::element;
use crate::expr::{Expr, under};
use crate::form::{Control, Effect, Field, Need, Rule, Severity, key, pointer_of_scope, tokens};

/// What is said of an object besides its members, where a member cannot leave without it meaning something else.
const TYING: [&str; 14] = [
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "$ref",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "unevaluatedProperties",
];

/// A field as one of several that are one question.
pub(super) struct Member {
    /// The place of its form among the parts.
    pub(super) part: usize,
    pub(super) pointer: String,
    /// When its form shows it: all of these hold.
    pub(super) shows: Vec<Expr>,
}

/// Fields that are one question.
pub(super) struct Group {
    /// The first is the one that is asked; where the questions about the situation ask it, theirs.
    pub(super) members: Vec<Member>,
    /// Where it stands in the one form.
    pub(super) place: String,
    /// Its schema: that of the first, with the narrowest bounds.
    pub(super) schema: Value,
}

/// Finds the fields that are one question. Where `is_strict`, only those that their forms always show.
pub(super) fn shared(parts: &[Part<'_>], is_strict: bool) -> (Vec<Group>, Vec<BundleLint>) {
    let mut lints = Vec::new();
    let mut of_element: BTreeMap<&str, Vec<(usize, &Field)>> = BTreeMap::new();
    for (place, part) in parts.iter().enumerate() {
        for field in part.form.fields.iter().filter(|field| part.is_asked(field)) {
            if let Some(element) = &field.element {
                of_element.entry(element).or_default().push((place, field));
            }
        }
    }
    let mut groups = Vec::new();
    for element in element::ALL {
        let fields = of_element.remove(element.id).unwrap_or_default();
        let forms: BTreeSet<usize> = fields.iter().map(|(part, _)| *part).collect();
        if forms.len() > 1 {
            let members = members(parts, element.id, &fields, is_strict, &mut lints);
            groups.extend(group(parts, element.id, members, &mut lints));
        }
    }
    (groups, lints)
}

/// The fields that may be asked elsewhere, one of each form.
fn members(
    parts: &[Part<'_>],
    element: &str,
    fields: &[(usize, &Field)],
    is_strict: bool,
    lints: &mut Vec<BundleLint>,
) -> Vec<Member> {
    let mut members = Vec::new();
    for (place, field) in fields {
        let part = &parts[*place];
        let remark = |code| part.lint(schema_place(&field.pointer), code, Severity::Warning, element);
        let again = fields.iter().filter(|(other, _)| other == place).count();
        if again > 1 {
            lints.push(remark(BundleLintCode::AskedTwice));
        } else if let Some(shows) = free(part, field, is_strict) {
            members.push(Member { part: *place, pointer: field.pointer.clone(), shows });
        } else {
            lints.push(remark(BundleLintCode::TiedDown));
        }
    }
    members
}

/// The members that are one question with the first, if there are any.
fn group(
    parts: &[Part<'_>],
    element: &str,
    members: Vec<Member>,
    lints: &mut Vec<BundleLint>,
) -> Option<Group> {
    let mut members = members.into_iter();
    let first = members.next()?;
    let leader = &parts[first.part];
    let mut schema = leader.definition.pointer(&schema_place(&first.pointer))?.clone();
    let place = match leader.item {
        None => leader.place(&first.pointer),
        Some(_) => element.split('.').fold(format!("/{SHARED}"), |place, name| place + "/" + name),
    };
    let field_of = |part: &Part<'_>, pointer: &str| {
        part.form.fields.iter().find(|field| field.pointer == pointer).cloned()
    };
    let one = field_of(leader, &first.pointer)?;
    let mut group = vec![first];
    for member in members {
        let part = &parts[member.part];
        let Some(other) = field_of(part, &member.pointer) else { continue };
        let said = part.definition.pointer(&schema_place(&member.pointer)).cloned().unwrap_or_default();
        let Alike { code, detail, joined } = alike((&one, &schema), (&other, &said));
        if let Some(code) = code {
            let mut lint = leader.lint(schema_place(&group[0].pointer), code, Severity::Warning, &detail);
            lint.items.extend(part.code());
            lints.push(lint);
        }
        if let Some(joined) = joined {
            schema = joined;
            group.push(member);
        }
    }
    (group.len() > 1).then_some(Group { members: group, place, schema })
}

/// When the form shows the field, if it may be asked elsewhere and mean the same.
fn free(part: &Part<'_>, field: &Field, is_strict: bool) -> Option<Vec<Expr>> {
    if matches!(field.control, Control::Repeat { .. }) || !stands_free(part, &field.pointer) {
        return None;
    }
    let about: Vec<&Rule> = part
        .form
        .rules
        .iter()
        .filter(|rule| rule.row.is_empty() && rule.targets.contains(&field.pointer))
        .collect();
    let is_movable = |rule: &&Rule| match rule.effect {
        Effect::Show | Effect::Require | Effect::ReadOnly | Effect::Message { .. } => true,
        // What is required otherwise would be required by nobody but this item any more.
        Effect::Recommend(_) => field.need != Need::Required,
        _ => false,
    };
    let reads = reads(part);
    // An object that is read as a whole would no longer have it.
    let is_read_around = reads.iter().any(|read| *read != field.pointer && under(&field.pointer, read));
    if !about.iter().all(is_movable) || is_read_around {
        return None;
    }
    let shows: Vec<Expr> =
        about.iter().filter(|rule| rule.effect == Effect::Show).map(|rule| rule.when.clone()).collect();
    // Where another item shows it, this one would read an answer that its own form hides.
    let is_read = || reads.iter().any(|read| under(read, &field.pointer));
    let is_fixed = is_strict || part.item.is_none() || is_read();
    (shows.is_empty() || !is_fixed).then_some(shows)
}

/// Everything that conditions and formulas of the form read.
fn reads(part: &Part<'_>) -> BTreeSet<String> {
    let rules = part.form.rules.iter().flat_map(|rule| {
        let own = rule.exprs().filter(|_| rule.row.is_empty()).flat_map(Expr::reads);
        own.chain(rule.outside.iter().cloned()).collect::<Vec<_>>()
    });
    let materials = part.form.materials.iter().filter_map(|material| material.when.as_ref());
    let materials = materials.flat_map(|when| when.reads().into_iter().chain(when.reads_of_whole()));
    rules.chain(materials).collect()
}

/// Whether its schema stands in nothing but plain objects, and nothing refers to it or to them.
fn stands_free(part: &Part<'_>, pointer: &str) -> bool {
    let Some(root) = part.definition.get("schema") else { return false };
    let mut object = root;
    for name in tokens(pointer) {
        let is_tied = TYING.iter().any(|keyword| object.get(keyword).is_some());
        let is_plain = object.get("type").is_none_or(|kind| kind == "object") && !is_tied;
        let member = object.get("properties").and_then(|all| all.get(key(name)));
        match member.filter(|_| is_plain) {
            Some(member) => object = member,
            None => return false,
        }
    }
    let mut referred = Vec::new();
    references(root, &mut referred);
    let is_there = |target: &String| under(pointer, target) || under(target, pointer);
    let mut own = Vec::new();
    references(object, &mut own);
    own.is_empty() && !referred.iter().any(is_there)
}

/// Where references in the schema lead, as places of answers; out of the properties they lead nowhere.
fn references(schema: &Value, into: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str().filter(|_| name == "$ref") {
                    Some(reference) => {
                        let place = reference.split("/items").next().unwrap_or_default();
                        into.push(pointer_of_scope(place).unwrap_or_else(|| "/$defs".to_owned()));
                    }
                    None => references(member, into),
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| references(entry, into)),
        _ => {}
    }
}

/// Where the schema of a field stands in its definition.
pub(super) fn schema_place(pointer: &str) -> String {
    tokens(pointer).fold("/schema".to_owned(), |place, name| place + "/properties/" + name)
}

/// The rules about a question that several items ask: when it is shown and needed follows from each that applies.
pub(super) fn rules(parts: &[Part<'_>], group: &Group) -> Vec<Rule> {
    let targets = vec![group.place.clone()];
    let rule = |effect, when| Rule::new(effect, String::new(), targets.clone(), when);
    let always = || Expr::Value(true.into());
    let mut rules = Vec::new();
    let mut shown = Vec::new();
    for member in &group.members {
        let part = &parts[member.part];
        let shows = member.shows.iter().map(|show| part.expr(show));
        let asked = logic::all(part.when().cloned().into_iter().chain(shows));
        let when =
            |more: Option<Expr>| logic::all(asked.clone().into_iter().chain(more)).unwrap_or_else(always);
        // What the questions ask themselves is asked anyhow, by their own rules.
        if part.item.is_some() {
            let about = part.rules.iter().filter(|rule| {
                rule.row.is_empty() && rule.targets.contains(&member.pointer) && rule.effect != Effect::Show
            });
            rules.extend(about.map(|about| rule(about.effect.clone(), when(Some(part.expr(&about.when))))));
            rules.extend(base_need(part, member, group, parts).map(|need| rule(need, when(None))));
        }
        shown.push(asked);
    }
    if shown.iter().all(Option::is_some) && !is_led_by_questions(parts, group) {
        rules.extend(logic::any(shown.into_iter().flatten()).map(|when| rule(Effect::Show, when)));
    }
    rules
}

/// Whether the questions about the situation ask it.
pub(super) fn is_led_by_questions(parts: &[Part<'_>], group: &Group) -> bool {
    group.members.first().is_some_and(|first| parts[first.part].item.is_none())
}

/// Whether each that asks it needs it: then it is needed wherever it is shown.
pub(super) fn is_required(parts: &[Part<'_>], group: &Group) -> bool {
    group.members.iter().all(|member| need(parts, member) == Need::Required)
}

fn need(parts: &[Part<'_>], member: &Member) -> Need {
    let fields = &parts[member.part].form.fields;
    fields.iter().find(|field| field.pointer == member.pointer).map(|field| field.need).unwrap_or_default()
}

/// How much an item needs it before any rule, where that has to be said for the item.
fn base_need(part: &Part<'_>, member: &Member, group: &Group, parts: &[Part<'_>]) -> Option<Effect> {
    let field = part.form.fields.iter().find(|field| field.pointer == member.pointer)?;
    match field.need {
        Need::Required if !is_required(parts, group) => Some(Effect::Require),
        Need::Recommended => Some(Effect::Recommend(field.soft.clone())),
        _ => None,
    }
}

/// The names on the way to a place: `/shared/person/name` as `shared`, `person` and `name`.
pub(super) fn names(place: &str) -> Vec<String> {
    tokens(place).map(key).collect()
}
