//! Who may do what with a form and its draft, and what a form begins with. Pure.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use schema::calendar::{local_day, moment};
use schema::definitions::{DraftState, FORM_ID_LETTERS, PublishedVersion};
use schema::form::{Lint, LintCode, Severity};
use schema::locale::Text;
use schema::{FieldCode, FieldError, Locale, Problem, ProblemKind};
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::features::catalogue::{Part, Scope};

/// The longest name of a form, in characters.
pub const TITLE_LETTERS: usize = 200;

/// Somebody who writes or reviews forms.
pub struct Designer {
    /// The account.
    pub account: i64,
    writes: Option<Scope>,
    reviews: Option<Scope>,
}

impl Designer {
    /// Somebody who does at least one of both somewhere.
    pub fn new(account: i64, writes: Option<Scope>, reviews: Option<Scope>) -> Option<Self> {
        (writes.is_some() || reviews.is_some()).then_some(Self { account, writes, reviews })
    }

    /// Whether they may change a form that belongs to these parts.
    pub fn may_write(&self, parts: &[Part]) -> bool {
        holds_all(self.writes.as_ref(), parts)
    }

    /// Whether they may review it.
    pub fn may_review(&self, parts: &[Part]) -> bool {
        holds_all(self.reviews.as_ref(), parts)
    }

    /// The part that a form of theirs is made for: the first of where they write.
    pub fn own_part(&self) -> Option<&Part> {
        self.writes.as_ref().and_then(|scope| scope.parts().first())
    }
}

/// A form that belongs to no part in particular belongs to the whole hall.
fn holds_all(scope: Option<&Scope>, parts: &[Part]) -> bool {
    let whole = [Part { region: None, agency: None }];
    let parts = if parts.is_empty() { &whole } else { parts };
    scope.is_some_and(|scope| parts.iter().all(|part| scope.holds_part(part)))
}

/// A draft, as far as it is decided about.
pub struct Draft {
    /// How far it has come.
    pub state: DraftState,
    /// Everybody who has saved it.
    pub authors: Vec<i64>,
    /// Who handed it over.
    pub submitted_by: Option<i64>,
}

impl Draft {
    /// Whether this person may judge it: it is handed over, and none of it is theirs.
    pub fn review_by(&self, account: i64) -> Result<()> {
        if self.state != DraftState::Review {
            return Err(refused("the draft was not handed over for review", &["submit"]));
        }
        if self.authors.contains(&account) || self.submitted_by == Some(account) {
            return Err(refused("a draft is reviewed by a second person", &[]));
        }
        Ok(())
    }

    /// Whether it may be handed over.
    pub fn submit(&self) -> Result<()> {
        match self.state {
            DraftState::Draft => Ok(()),
            DraftState::Review => Err(refused("the draft is being reviewed", &["review"])),
            DraftState::Approved => Err(refused("the draft is approved", &["publish"])),
        }
    }

    /// Whether it may be published.
    pub fn publish(&self) -> Result<()> {
        match self.state {
            DraftState::Approved => Ok(()),
            DraftState::Review => Err(refused("the draft is being reviewed", &["review"])),
            DraftState::Draft => Err(refused("nobody has reviewed the draft as it stands", &["submit"])),
        }
    }
}

/// Refuses an act, and says what may be done instead.
pub fn refused(why: &str, allowed: &[&str]) -> Error {
    let allowed = allowed.iter().map(|act| (*act).to_owned()).collect();
    Problem { allowed, ..Problem::new(ProblemKind::Refused).detail(why) }.into()
}

/// The version that applications are begun with, of the newest first.
pub fn in_force(versions: &[PublishedVersion], now: DateTime<Utc>) -> Option<u32> {
    let is_in_force =
        |version: &&PublishedVersion| version.retired_at.is_none() && version.effective_from <= now;
    versions.iter().find(is_in_force).map(|version| version.version)
}

/// Whether a version may be retired: items that are applied for with the form are left with another one in force.
pub fn retire(versions: &[PublishedVersion], version: u32, items: u64, now: DateTime<Utc>) -> Result<()> {
    let in_force = |other: &&PublishedVersion| other.retired_at.is_none() && other.effective_from <= now;
    let mut others = versions.iter().filter(in_force).filter(|other| other.version != version);
    match versions.iter().find(|other| other.version == version) {
        None => Err(Error::not_found()),
        Some(found) if found.retired_at.is_some() => Err(refused("the version is retired already", &[])),
        Some(_) if items > 0 && others.next().is_none() => {
            Err(refused("items are applied for with it, and no other version is in force", &["publish"]))
        }
        Some(_) => Ok(()),
    }
}

/// What keeps a form from being published: errors, and a language that is missing.
pub fn blocking(lints: &[Lint]) -> Vec<FieldError> {
    let blocks = |lint: &&Lint| lint.severity == Severity::Error || lint.code == LintCode::MissingLanguage;
    let fault = |lint: &Lint| {
        FieldError::new(format!("/definition{}", lint.pointer), FieldCode::Unexpected)
            .with("lint", json!(lint.code))
            .with("detail", lint.detail.as_str())
    };
    lints.iter().filter(blocks).map(fault).collect()
}

/// The moment from which a version is in force: now, or when a day begins that has not gone by.
pub fn effective_from(day: Option<NaiveDate>, now: DateTime<Utc>) -> Result<DateTime<Utc>, FieldError> {
    let Some(day) = day.filter(|day| *day != local_day(now)) else { return Ok(now) };
    let at = moment(day, NaiveTime::MIN);
    if at < now || !crate::cursor::is_known(day) {
        return Err(
            FieldError::new("/effective_on", FieldCode::TooEarly).with("min", local_day(now).to_string())
        );
    }
    Ok(at)
}

/// What is wrong with the id of a new form.
pub fn id_fault(id: &str) -> Option<FieldCode> {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    match id {
        "" => Some(FieldCode::Required),
        id if id.len() > FORM_ID_LETTERS => Some(FieldCode::TooLong),
        id if id.bytes().all(is_letter) => None,
        _ => Some(FieldCode::Pattern),
    }
}

/// The definition that a form begins with, under its own id and name. A bare JSON Schema becomes a file.
pub fn begin(id: &str, title: &Text, from: Option<Value>) -> Result<Value, FieldError> {
    let from = match from {
        None => json!({ "schema": { "type": "object", "properties": {} } }),
        Some(Value::Object(file)) if file.contains_key("schema") && !file.contains_key("$schema") => {
            Value::Object(file)
        }
        Some(Value::Object(schema)) => json!({ "schema": schema }),
        Some(_) => return Err(FieldError::new("/from/definition", FieldCode::WrongType)),
    };
    let Value::Object(mut rest) = from else { return Err(FieldError::new("/from", FieldCode::WrongType)) };
    let mut meta = match rest.shift_remove("meta") {
        Some(Value::Object(meta)) => meta,
        _ => Map::new(),
    };
    meta.shift_remove("version");
    meta.insert("id".to_owned(), id.into());
    meta.insert("title".to_owned(), json!(title));
    let mut file = Map::from_iter([("meta".to_owned(), Value::Object(meta))]);
    file.append(&mut rest);
    Ok(Value::Object(file))
}

/// A definition as it may be saved under an id, and the name it gives its form.
pub fn named(definition: &Value, id: &str) -> Result<Text, FieldError> {
    if !definition.is_object() {
        return Err(FieldError::new("/definition", FieldCode::WrongType));
    }
    if definition.pointer("/meta/id").and_then(Value::as_str) != Some(id) {
        return Err(FieldError::new("/definition/meta/id", FieldCode::NotAChoice));
    }
    let title = title(definition.pointer("/meta/title").unwrap_or(&Value::Null));
    if is_too_long(&title) {
        let fault = FieldError::new("/definition/meta/title", FieldCode::TooLong);
        return Err(fault.with("max", TITLE_LETTERS.to_string()));
    }
    Ok(title)
}

/// Whether a name is longer than any list has room for, in some language.
pub fn is_too_long(title: &Text) -> bool {
    Locale::ALL.into_iter().any(|locale| title.get(locale).chars().count() > TITLE_LETTERS)
}

/// A name as definitions write it: in one language, or by language.
pub fn title(written: &Value) -> Text {
    match written {
        Value::String(title) => Text::zh(title),
        other => serde_json::from_value(other.clone()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use schema::role::RegionCode;

    use super::*;

    fn part(region: &str, agency: &str) -> Part {
        let agency = Some(agency.to_owned()).filter(|agency| !agency.is_empty());
        Part { region: RegionCode::parse(region).ok(), agency }
    }

    #[test]
    fn a_form_is_theirs_whose_part_holds_all_of_it() {
        let check = |scope: &[Part], parts: &[Part], expected: bool| {
            let designer = Designer::new(1, Scope::new(scope.to_vec()), None).unwrap();
            assert_eq!(designer.may_write(parts), expected, "{scope:?} {parts:?}");
            assert!(!designer.may_review(parts));
        };
        let (city, police) = (part("4401", ""), part("4401", "公安局"));
        check(&[part("", "")], &[], true);
        check(from_ref(&city), &[], false);
        check(from_ref(&city), &[police.clone(), city.clone()], true);
        check(from_ref(&police), &[police.clone(), city.clone()], false);
        check(&[city], &[police.clone(), part("5116", "公安局")], false);
        check(from_ref(&police), from_ref(&police), true);
        assert!(Designer::new(1, None, None).is_none());
    }

    #[test]
    fn a_draft_is_judged_by_somebody_else() {
        let draft = |state| Draft { state, authors: vec![1, 2], submitted_by: Some(3) };
        let in_review = draft(DraftState::Review);
        let may: Vec<bool> = (1..=4).map(|account| in_review.review_by(account).is_ok()).collect();
        assert_eq!(may, [false, false, false, true]);
        let acts = DraftState::ALL.map(|state| {
            let draft = draft(state);
            (draft.submit().is_ok(), draft.review_by(4).is_ok(), draft.publish().is_ok())
        });
        assert_eq!(acts, [(true, false, false), (false, true, false), (false, false, true)]);
    }

    #[test]
    fn items_are_never_left_without_a_version() {
        let now: DateTime<Utc> = "2026-03-02T01:00:00Z".parse().unwrap();
        let version = |version, effective_from, retired_at| PublishedVersion {
            version,
            published_at: now,
            effective_from,
            retired_at,
            published_by: None,
            reviewed_by: None,
        };
        let later = now + chrono::TimeDelta::days(1);
        let versions = [version(3, later, None), version(2, now, None), version(1, now, Some(now))];
        let check = |number, items| match retire(&versions, number, items, now) {
            Err(Error::Problem(problem)) => Err(problem.kind()),
            Err(other) => panic!("{other}"),
            Ok(()) => Ok(()),
        };
        assert_eq!(in_force(&versions, now), Some(2));
        assert_eq!(in_force(&versions, later), Some(3));
        assert_eq!(check(2, 1), Err(ProblemKind::Refused));
        assert_eq!(check(2, 0), Ok(()));
        assert_eq!(check(3, 1), Ok(()));
        assert_eq!(check(1, 0), Err(ProblemKind::Refused));
        assert_eq!(check(4, 0), Err(ProblemKind::NotFound));
    }

    #[test]
    fn a_version_is_in_force_from_the_beginning_of_its_day() {
        // Nine o'clock in Guangzhou.
        let now: DateTime<Utc> = "2026-03-02T01:00:00Z".parse().unwrap();
        let on = |day: &str| effective_from(Some(day.parse().unwrap()), now).map_err(|fault| fault.code);
        assert_eq!(effective_from(None, now).unwrap(), now);
        assert_eq!(on("2026-03-02"), Ok(now));
        assert_eq!(on("2026-03-03"), Ok("2026-03-02T16:00:00Z".parse().unwrap()));
        assert_eq!(on("2026-03-01"), Err(FieldCode::TooEarly));
        assert_eq!(on("+10000-01-01"), Err(FieldCode::TooEarly));
    }

    #[test]
    fn a_form_begins_under_its_own_name() {
        let title = Text::zh("新表");
        let meta = json!({ "id": "new", "title": { "zh-CN": "新表" } });
        let begin = |from| begin("new", &title, from);
        let template =
            json!({ "schema": {}, "meta": { "id": "old", "version": 3, "title": "旧" }, "x-rules": [] });
        assert_eq!(begin(Some(template)), Ok(json!({ "meta": meta, "schema": {}, "x-rules": [] })));
        let bare = json!({ "type": "object", "$schema": "x" });
        assert_eq!(begin(Some(bare.clone())), Ok(json!({ "meta": meta, "schema": bare })));
        assert_eq!(begin(None).unwrap()["schema"]["type"], "object");
        assert!(begin(Some(json!([]))).is_err());
        for (id, fault) in [
            ("a-1", None),
            ("", Some(FieldCode::Required)),
            ("plain:x", Some(FieldCode::Pattern)),
            ("A", Some(FieldCode::Pattern)),
        ] {
            assert_eq!(id_fault(id), fault, "{id}");
        }
    }
}
