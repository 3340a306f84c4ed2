//! What is wrong with a value by a compiled schema: one walk, that also keeps what `unevaluated…` must know.

use std::cell::Cell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::assertion::{Assertion, Check, Count, Type};
use super::check::{Matcher, count, is_blank, is_whole};
use super::pointer::token;
use super::same::same;
use crate::problem::{FieldCode, FieldError};

/// Schemas within schemas, at most: a reference may lead to itself.
const MAX_DEPTH: usize = 128;

/// Schemas judged by in one go, at most, so that no definition can hang a phone. No real one comes near.
const FUEL: usize = 1_000_000;

/// Tokens of the members and entries that some keyword has looked at.
type Seen = BTreeSet<String>;

/// Whoever judges: what does not change on the way down.
pub(super) struct Judge<'a> {
    /// What references lead to.
    shared: &'a [Check],
    /// Who matches patterns.
    matcher: &'a dyn Matcher,
    /// Whether values are data as they are. In a form a blank member is none.
    exact: bool,
    /// Whether what is missing at this pointer may be missing, because a rule says so.
    waived: &'a dyn Fn(&str) -> bool,
    fuel: Cell<usize>,
    /// Whether it only matters if something is wrong, not what: then the first fault is enough.
    quick: Cell<bool>,
}

/// One schema on one value.
struct Case<'a> {
    at: &'a str,
    value: &'a Value,
    depth: usize,
    errors: &'a mut Vec<FieldError>,
    seen: Option<Seen>,
}

impl Case<'_> {
    fn fail(&mut self, code: FieldCode) {
        self.errors.push(FieldError::new(self.at, code));
    }

    fn see(&mut self, token: &str) {
        if let Some(seen) = &mut self.seen {
            seen.insert(token.to_owned());
        }
    }
}

impl<'a> Judge<'a> {
    /// Whoever judges with all strength.
    pub(super) fn new(
        shared: &'a [Check],
        matcher: &'a dyn Matcher,
        exact: bool,
        waived: &'a dyn Fn(&str) -> bool,
    ) -> Self {
        Self { shared, matcher, exact, waived, fuel: Cell::new(FUEL), quick: Cell::new(false) }
    }

    /// Everything that is wrong with the value that lies at `at`.
    pub(super) fn judge(&self, check: &Check, at: &str, value: &Value, errors: &mut Vec<FieldError>) {
        self.run(check, at, value, 0, false, errors);
    }

    fn run(
        &self,
        check: &Check,
        at: &str,
        value: &Value,
        depth: usize,
        watched: bool,
        errors: &mut Vec<FieldError>,
    ) -> Option<Seen> {
        let watches = |it: &Assertion| matches!(it, Assertion::OtherMembers(_) | Assertion::OtherEntries(_));
        let seen = (watched || check.0.iter().any(watches)).then(Seen::new);
        let mut case = Case { at, value, depth: depth + 1, errors, seen };
        let fuel = self.fuel.get();
        self.fuel.set(fuel.saturating_sub(1));
        if depth < MAX_DEPTH && fuel > 0 {
            for assertion in &check.0 {
                if !self.is_done(case.errors) {
                    self.assert(assertion, &mut case);
                }
            }
        }
        case.seen
    }

    /// Another schema on the same value. What it has seen counts if it holds.
    fn also(&self, check: &Check, case: &mut Case<'_>) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let seen = self.run(check, case.at, case.value, case.depth, case.seen.is_some(), &mut errors);
        if let (true, Some(all), Some(seen)) = (errors.is_empty(), &mut case.seen, seen) {
            all.extend(seen);
        }
        errors
    }

    fn is_done(&self, errors: &[FieldError]) -> bool {
        self.quick.get() && !errors.is_empty()
    }

    /// Whether another schema holds of the same value.
    fn holds(&self, check: &Check, case: &mut Case<'_>) -> bool {
        let before = self.quick.replace(true);
        let holds = self.also(check, case).is_empty();
        self.quick.set(before);
        holds
    }

    /// A schema on a member or an entry.
    fn within(&self, check: &Check, token: &str, value: &Value, case: &mut Case<'_>) {
        if self.is_done(case.errors) {
            return;
        }
        let at = format!("{}/{token}", case.at);
        self.run(check, &at, value, case.depth, false, case.errors);
        case.see(token);
    }

    fn assert(&self, assertion: &Assertion, case: &mut Case<'_>) {
        match (assertion, case.value) {
            (Assertion::Never, _) => case.fail(FieldCode::Unexpected),
            (Assertion::Type(types), value) if !types.iter().any(|it| it.is_of(value)) => {
                case.fail(FieldCode::WrongType);
            }
            (Assertion::OneOf(values), value) if !values.iter().any(|it| same(it, value)) => {
                case.fail(FieldCode::NotAChoice);
            }
            (Assertion::Text(check), Value::String(text)) => {
                case.errors.extend(check.check(case.at, text, self.exact, self.matcher));
            }
            (Assertion::Range(range), Value::Number(number)) => {
                case.errors.extend(range.check(case.at, number));
            }
            (Assertion::Items(size), Value::Array(entries)) => {
                case.errors.extend(count(case.at, entries, *size));
            }
            (Assertion::All(checks), _) => {
                for check in checks {
                    let errors = self.also(check, case);
                    case.errors.extend(errors);
                }
            }
            (Assertion::Ref(place), _) => {
                if let Some(check) = self.shared.get(*place) {
                    let errors = self.also(check, case);
                    case.errors.extend(errors);
                }
            }
            (Assertion::Any(checks), _) => self.any(checks, case),
            (Assertion::One(checks), _) => self.one(checks, case),
            (Assertion::Not(check), _) => {
                let unseen = case.seen.take();
                let holds = self.holds(check, case);
                case.seen = unseen;
                if holds {
                    case.fail(FieldCode::NotAChoice);
                }
            }
            (Assertion::If { when, then, otherwise }, _) => {
                let branch = if self.holds(when, case) { then } else { otherwise };
                let errors = self.also(branch, case);
                case.errors.extend(errors);
            }
            (assertion, Value::Array(entries)) => self.assert_array(assertion, entries, case),
            (assertion, Value::Object(object)) => self.assert_object(assertion, object, case),
            _ => {}
        }
    }

    fn any(&self, checks: &[Check], case: &mut Case<'_>) {
        let mut holds = false;
        for check in checks {
            // What `unevaluated…` must know hangs on all that hold.
            if holds && case.seen.is_none() {
                break;
            }
            holds |= self.holds(check, case);
        }
        if !holds {
            self.complain(checks, case);
        }
    }

    fn one(&self, checks: &[Check], case: &mut Case<'_>) {
        match checks.iter().filter(|check| self.holds(check, case)).take(2).count() {
            0 => self.complain(checks, case),
            1 => {}
            _ => case.fail(FieldCode::NotAChoice),
        }
    }

    /// Of those that do not hold, the complaints of the one that comes nearest.
    fn complain(&self, checks: &[Check], case: &mut Case<'_>) {
        if self.quick.get() {
            return case.fail(FieldCode::NotAChoice);
        }
        let tries = checks.iter().map(|check| self.also(check, case));
        // Without fuel nothing more is found, and wrong it is all the same.
        let tries = tries.filter(|errors| !errors.is_empty()).collect();
        case.errors.extend(nearest(tries, case.at));
    }

    fn assert_array(&self, assertion: &Assertion, entries: &[Value], case: &mut Case<'_>) {
        match assertion {
            Assertion::Entries { first, rest } => {
                for (index, entry) in entries.iter().enumerate() {
                    if let Some(check) = first.get(index).or(rest.as_ref()) {
                        self.within(check, &index.to_string(), entry, case);
                    }
                }
            }
            Assertion::Contains { check, min, max } => self.contains(check, *min, *max, entries, case),
            Assertion::OtherEntries(check) => {
                for (index, entry) in entries.iter().enumerate() {
                    let token = index.to_string();
                    if case.seen.as_ref().is_some_and(|seen| !seen.contains(&token)) {
                        self.within(check, &token, entry, case);
                    }
                }
            }
            _ => {}
        }
    }

    fn contains(
        &self,
        check: &Check,
        min: Option<u32>,
        max: Option<u32>,
        entries: &[Value],
        case: &mut Case<'_>,
    ) {
        let mut found = 0_u32;
        for (index, entry) in entries.iter().enumerate() {
            let mut entry =
                Case { at: "", value: entry, depth: case.depth, errors: &mut Vec::new(), seen: None };
            if self.holds(check, &mut entry) {
                found = found.saturating_add(1);
                case.see(&index.to_string());
            }
        }
        let min = min.unwrap_or(1);
        if found < min {
            case.errors.push(FieldError::new(case.at, FieldCode::TooFew).with("min", min));
        } else if let Some(max) = max.filter(|max| found > *max) {
            case.errors.push(FieldError::new(case.at, FieldCode::TooMany).with("max", max));
        }
    }

    /// The member of this name, if it is one.
    fn member<'v>(&self, object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
        object.get(name).filter(|value| self.exact || !is_blank(value))
    }

    fn assert_object(&self, assertion: &Assertion, object: &Map<String, Value>, case: &mut Case<'_>) {
        let members = || object.iter().filter(|(_, value)| self.exact || !is_blank(value));
        match assertion {
            Assertion::Members(size) => case.errors.extend(size.check(case.at, members().count())),
            Assertion::Required(names) => names.iter().for_each(|name| self.require(name, object, case)),
            Assertion::Needs(needs) => {
                for (_, names) in needs.iter().filter(|(name, _)| self.member(object, name).is_some()) {
                    names.iter().for_each(|name| self.require(name, object, case));
                }
            }
            Assertion::With(checks) => {
                for (_, check) in checks.iter().filter(|(name, _)| self.member(object, name).is_some()) {
                    let errors = self.also(check, case);
                    case.errors.extend(errors);
                }
            }
            Assertion::Names(check) => {
                for (name, _) in members() {
                    let at = format!("{}/{}", case.at, token(name));
                    self.run(check, &at, &Value::String(name.clone()), case.depth, false, case.errors);
                }
            }
            Assertion::Properties { named, like, others } => {
                for (name, value) in members() {
                    self.property(named, like, others.as_ref(), (name, value), case);
                }
            }
            Assertion::OtherMembers(check) => {
                for (name, value) in members() {
                    let token = token(name);
                    if case.seen.as_ref().is_some_and(|seen| !seen.contains(&token)) {
                        self.within(check, &token, value, case);
                    }
                }
            }
            _ => {}
        }
    }

    fn require(&self, name: &str, object: &Map<String, Value>, case: &mut Case<'_>) {
        if self.member(object, name).is_none() {
            let at = format!("{}/{}", case.at, token(name));
            if !(self.waived)(&at) {
                case.errors.push(FieldError::new(at, FieldCode::Required));
            }
        }
    }

    fn property(
        &self,
        named: &[(String, Check)],
        like: &[(String, Check)],
        others: Option<&Check>,
        (name, value): (&String, &Value),
        case: &mut Case<'_>,
    ) {
        let named = named.iter().filter(|(other, _)| other == name);
        let like = like.iter().filter(|(pattern, _)| self.matcher.is_match(pattern, name));
        let mut checks: Vec<&Check> = named.chain(like).map(|(_, check)| check).collect();
        if checks.is_empty() {
            checks.extend(others);
        }
        for check in checks {
            self.within(check, &token(name), value, case);
        }
    }
}

/// The complaints of the alternative that comes nearest: those of the right type before those of another, then the
/// fewest.
fn nearest(tries: Vec<Vec<FieldError>>, at: &str) -> Vec<FieldError> {
    let is_far = |errors: &[FieldError]| {
        errors.iter().any(|error| error.pointer == at && error.code == FieldCode::WrongType)
    };
    let unlikely = || vec![FieldError::new(at, FieldCode::NotAChoice)];
    tries.into_iter().min_by_key(|errors| (is_far(errors), errors.len())).unwrap_or_else(unlikely)
}

impl Type {
    fn is_of(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null)
            | (Self::Boolean, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Array, Value::Array(_))
            | (Self::Object, Value::Object(_)) => true,
            (Self::Integer, Value::Number(number)) => is_whole(number),
            _ => false,
        }
    }
}

impl Count {
    /// What is wrong with there being so many.
    pub(super) fn check(self, at: &str, found: usize) -> Option<FieldError> {
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        if let Some(min) = self.min.filter(|min| found < *min) {
            return Some(FieldError::new(at, FieldCode::TooFew).with("min", min));
        }
        let max = self.max.filter(|max| found > *max)?;
        Some(FieldError::new(at, FieldCode::TooMany).with("max", max))
    }
}
