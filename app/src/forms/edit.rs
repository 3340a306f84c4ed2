//! Editing a form that is being filled in: what only the browser side does. An edit costs what it affects.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::prelude::*;
use schema::FieldError;
use schema::form::{
    Changes, Control, Effect, Field, Form, Matcher, check_field, from_pairs_field, is_blank, move_row,
    state_in, validate_page,
};
use schema::regions::{Region, children};
use schema::role::RegionLevel;
use serde_json::Value;

use super::filling::{Filling, Inner, general};
use super::line::{self, DAY};
use super::question::{Question, messages};
use super::rows::List;
use super::{control, page, region, screen};

/// What the browser side needs to follow what is typed.
#[derive(Default)]
pub(super) struct Following {
    page: usize,
    /// The way to each field of the form, from group to group, by its pointer with rows written `-`.
    places: BTreeMap<String, Vec<usize>>,
    /// The sections of the page that rules may empty.
    sections: Vec<(String, Vec<String>)>,
    /// Pointers that rules may do more to than show, hide and need, rows written `-`.
    remade: BTreeSet<String>,
}

impl Filling {
    /// Says which page is on the screen.
    pub(super) fn shows(self, page: usize) {
        self.inner.update_value(|inner| inner.follow(page, page::sections(inner, page)));
    }

    /// Says that the officer's part is on the screen, which is no page.
    #[cfg(feature = "staff")]
    pub(super) fn shows_part(self) {
        self.inner.update_value(|inner| inner.follow(0, super::office::sections(inner)));
    }

    /// The pointer of the field that an input of this name belongs to.
    pub(super) fn find(self, name: &str) -> Option<String> {
        let part = without_end(name, &DAY);
        let half = part.and_then(|part| without_end(part, &["from", "to"]));
        // What is taken from the screen loses the focus while an edit is under way, and is asked for then.
        self.inner.try_with_value(|inner| {
            let names = [Some(name), part, half];
            names.into_iter().flatten().find(|name| inner.place(name).is_some()).map(str::to_owned)
        })?
    }

    /// Something about a field.
    pub(super) fn with_field<T>(self, pointer: &str, read: impl FnOnce(&Field) -> T) -> Option<T> {
        self.inner.with_value(|inner| inner.field(pointer).map(read))
    }

    /// Takes over what stands in the inputs of one field. Tells whether that changed its answer.
    pub(super) fn edit(self, pointer: &str, pairs: Vec<(String, String)>) -> bool {
        self.inner.try_update_value(|inner| inner.edit(pointer, pairs)).unwrap_or_default()
    }

    /// Says what is wrong with one answer, or no longer says it. Nobody is nagged about an empty field.
    pub(super) fn check(self, pointer: &str, matcher: &dyn Matcher) {
        self.inner.update_value(|inner| {
            let Some(field) = inner.field(pointer) else { return };
            let blank = inner.answer(pointer).is_none_or(is_blank);
            let found = check_field(&inner.form, &inner.state, field, pointer, matcher).filter(|_| !blank);
            inner.say(pointer, found);
        });
    }

    /// Whether something is said to be wrong with the field.
    pub(super) fn is_wrong(self, pointer: &str) -> bool {
        self.inner.with_value(|inner| inner.errors.contains_key(pointer))
    }

    /// Says what is wrong with all answers on the page that may be changed, and no longer says what was.
    pub(super) fn check_page(self, matcher: &dyn Matcher) -> Vec<FieldError> {
        self.inner.try_update_value(|inner| inner.check_page(matcher)).unwrap_or_default()
    }

    /// All answers as they are to be kept: without the rows that nothing was written in.
    pub fn answers(self) -> Value {
        self.inner.with_value(|inner| {
            let mut answers = inner.answers.clone();
            let lists =
                inner.form.fields.iter().filter(|field| matches!(field.control, Control::Repeat { .. }));
            for list in lists {
                if let Some(Value::Array(rows)) = answers.pointer_mut(&list.pointer) {
                    rows.retain(|row| row.as_object().is_none_or(|row| !row.is_empty()));
                }
            }
            answers
        })
    }

    /// Replaces all answers, and shows the page anew.
    pub fn replace(self, answers: Value) {
        self.inner.update_value(|inner| {
            inner.state = state_in(&inner.form, &answers, inner.surroundings.context());
            inner.answers = answers;
            inner.errors.clear();
            screen::rewrite(&page::page(inner, inner.following.page));
        });
    }

    /// Puts one more row at the end of the group at a pointer. Tells the pointer of its first field.
    pub(super) fn add_row(self, list: &str) -> Option<String> {
        self.inner.with_value(|inner| {
            let rows = List::new(inner, inner.field(list)?, list)?;
            let shown = screen::row_count(list);
            screen::add_row(list, &rows.row(shown), rows.has_room(shown + 1));
            Some(format!("{list}/{shown}{}", rows.first()))
        })
    }

    /// Takes out a row by its pointer.
    pub(super) fn remove_row(self, row: &str) {
        let Some((list, index)) = row.rsplit_once('/') else { return };
        let Ok(index) = index.parse::<usize>() else { return };
        self.inner.update_value(|inner| {
            if let Some(Value::Array(rows)) = inner.answers.pointer_mut(list)
                && index < rows.len()
            {
                rows.remove(index);
            }
            inner.rows_changed(list, screen::row_count(list).saturating_sub(1));
        });
    }

    /// Changes the place of a row with that of the one before it, or after it. Tells the pointer it has then, and says so.
    pub(super) fn move_row(self, row: &str, up: bool) -> Option<String> {
        let (list, index) = row.rsplit_once('/')?;
        let index = index.parse::<usize>().ok()?;
        let other = if up { index.checked_sub(1)? } else { index + 1 };
        let shown = screen::row_count(list);
        self.inner.try_update_value(|inner| {
            let blank = List::new(inner, inner.field(list)?, list)?.blank();
            // A row that nothing was written in yet has a place on the screen, and none among the answers.
            if let Some(Value::Array(rows)) = inner.answers.pointer_mut(list).filter(|_| other < shown) {
                rows.resize(rows.len().max(index.max(other) + 1), blank);
            }
            if !move_row(&inner.form, &mut inner.answers, row, up) {
                return None;
            }
            inner.rows_changed(list, shown);
            let rows = List::new(inner, inner.field(list)?, list)?;
            screen::announce(list, &rows.moved(index, other));
            Some(format!("{list}/{other}"))
        })?
    }

    /// The region in the field at a pointer, if more of what lies below it has to be known.
    pub(super) fn want_below(self, pointer: &str) {
        let chosen = self.inner.with_value(|inner| {
            let field = inner.field(pointer)?;
            let Control::Region(check) = field.control else { return None };
            let chosen = schema::role::RegionCode::parse(inner.answer(pointer)?.as_str()?).ok()?;
            let known = children(&inner.regions, Some(chosen), RegionLevel::Village).next().is_some();
            (chosen.level() < check.deepest() && !known).then_some(chosen)
        });
        if let Some(chosen) = chosen {
            self.wanted.update(|wanted| wanted.push(chosen));
        }
    }

    /// Puts the lists of regions that there are now behind those on the screen.
    pub(super) fn grow_lists(self, pointer: &str) {
        self.inner.with_value(|inner| {
            let Some(field) = inner.field(pointer) else { return };
            let Control::Region(check) = field.control else { return };
            let base = pointer.strip_suffix(field.pointer.as_str()).unwrap_or_default();
            let question = Question::new(inner, field, base);
            let shown = screen::list_count(&question.id);
            screen::add_lists(&question.id, shown, &region::lists(&question, check, shown));
        });
    }

    /// Learns of regions. Two answers to the same question may come one after the other.
    pub fn learn(self, regions: Vec<Region>) {
        let learnt = self.inner.try_update_value(|inner| {
            for region in regions {
                if inner.regions.iter().all(|known| known.code != region.code) {
                    inner.regions.push(region);
                }
            }
        });
        if learnt.is_some() {
            screen::cascades().iter().for_each(|pointer| self.grow_lists(pointer));
        }
    }

    /// Whether it is known what lies right below a region; none when the page is gone.
    pub fn knows_below(self, region: schema::role::RegionCode) -> Option<bool> {
        self.inner.try_with_value(|inner| {
            children(&inner.regions, Some(region), RegionLevel::Village).next().is_some()
        })
    }
}

impl Inner {
    fn follow(&mut self, page: usize, sections: Vec<(String, Vec<String>)>) {
        let mut places = BTreeMap::new();
        collect(&self.form.fields, "", &[], &mut places);
        let remade = self.form.rules.iter().filter(|rule| is_remaking(&rule.effect));
        let remade =
            remade.flat_map(|rule| rule.targets.iter().map(|target| format!("{}{target}", rule.row)));
        let remade = remade.collect();
        self.following = Following { page, places, sections, remade };
    }

    fn place(&self, pointer: &str) -> Option<&[usize]> {
        self.following.places.get(&general(pointer)).map(Vec::as_slice)
    }

    fn field(&self, pointer: &str) -> Option<&Field> {
        field_at(&self.form, self.place(pointer)?)
    }

    fn edit(&mut self, pointer: &str, pairs: Vec<(String, String)>) -> bool {
        let form = Arc::clone(&self.form);
        let Some(field) = self.place(pointer).and_then(|place| field_at(&form, place)) else { return false };
        let base = pointer.strip_suffix(field.pointer.as_str()).unwrap_or_default();
        let (answer, rows) = (self.answers.pointer(pointer).cloned(), row_count(&self.answers, base));
        from_pairs_field(field, base, &mut self.answers, pairs);
        let more_rows = row_count(&self.answers, base) != rows;
        if self.answers.pointer(pointer) == answer.as_ref() && !more_rows {
            return false;
        }
        if matches!(field.control, Control::Money(_)) {
            self.with_question(pointer, &|question| {
                screen::write(&line::capitals_id(&question.id), &line::capitals(question))
            });
        }
        let context = self.surroundings.context();
        let mut changes = self.state.update_in(&form, &self.answers, pointer, context);
        if more_rows {
            // Rows that come begin anew.
            changes.fields.extend(base.rsplit_once('/').map(|(list, _)| list.to_owned()));
        }
        self.show(changes);
        true
    }

    /// Writes so many rows anew: others are behind their numbers now.
    fn rows_changed(&mut self, list: &str, shown: usize) {
        let below = format!("{list}/");
        self.errors.retain(|pointer, _| !pointer.starts_with(&below));
        let form = Arc::clone(&self.form);
        let changes = self.state.update_in(&form, &self.answers, list, self.surroundings.context());
        if let Some(field) = self.field(list)
            && let Some(rows) = List::new(self, field, list)
        {
            screen::rewrite_rows(list, &rows.rows(shown), rows.has_room(shown));
        }
        self.show(changes);
    }

    fn check_page(&mut self, matcher: &dyn Matcher) -> Vec<FieldError> {
        let form = Arc::clone(&self.form);
        let Some(page) = form.pages.get(self.following.page) else { return Vec::new() };
        let mut errors = validate_page(&form, &self.state, page, matcher);
        errors.retain(|error| self.counts(&error.pointer));
        let is_said = |pointer: &String| errors.iter().any(|error| error.pointer == *pointer);
        let mended: Vec<String> = self.errors.keys().filter(|pointer| !is_said(pointer)).cloned().collect();
        mended.iter().for_each(|pointer| self.say(pointer, None));
        errors.iter().for_each(|error| self.say(&error.pointer, Some(error.clone())));
        errors
    }

    /// Whether the answer is one that is sent: of a row that nothing was written in none is.
    fn counts(&self, pointer: &str) -> bool {
        let row = pointer.rsplit_once('/').map_or("", |(row, _)| row);
        let is_row = row.rsplit_once('/').is_some_and(|(_, name)| name.parse::<usize>().is_ok());
        let is_blank = || self.answer(row).and_then(Value::as_object).is_some_and(|row| row.is_empty());
        self.scope.is_open(pointer) && !(is_row && is_blank())
    }

    /// Says what is wrong with one answer, or no longer says it.
    fn say(&mut self, pointer: &str, found: Option<FieldError>) {
        if self.errors.get(pointer) == found.as_ref() {
            return;
        }
        let said = match found {
            Some(error) => self.errors.insert(pointer.to_owned(), error),
            None => self.errors.remove(pointer),
        };
        self.with_question(pointer, &|question| screen::say(question, said.is_some()));
    }

    /// Lets the screen follow. What changes about a group may change about all of its rows.
    fn show(&self, changes: Changes) {
        for pointer in &changes.fields {
            match pointer.strip_prefix('#') {
                Some(id) => screen::say_of(&page::said_id(id), &messages(self, pointer)),
                None => self.look_again(pointer),
            }
        }
        for pointer in changes.values.difference(&changes.fields) {
            self.with_question(pointer, &|question| {
                let said = control::said(question);
                screen::write(&format!("{}-said", question.id), question.or_blank(&said));
            });
        }
        for place in changes.materials {
            screen::hide(&page::material_id(place), !page::is_wanted(self, place));
        }
        for (id, pointers) in &self.following.sections {
            if pointers.iter().any(|pointer| changes.fields.contains(pointer)) {
                screen::hide(id, page::is_gone(self, pointers));
            }
        }
    }

    fn look_again(&self, pointer: &str) {
        // What officers wrote, or are writing, is not the browser's to write anew.
        let is_official = self.field(pointer).is_some_and(|field| field.control.is_official());
        if !is_official && self.following.remade.contains(&general(pointer)) {
            self.with_question(pointer, &|question| {
                screen::stand(question);
                screen::rewrite_field(question, || control::written(question));
            });
        } else if self.is_ruled(pointer) {
            self.with_question(pointer, &screen::stand);
        }
        let Some(Field { control: Control::Repeat { fields, .. }, .. }) = self.field(pointer) else { return };
        for row in 0..screen::row_count(pointer) {
            fields.iter().for_each(|field| self.look_again(&field.at(&format!("{pointer}/{row}"))));
        }
    }

    fn with_question(&self, pointer: &str, show: &dyn Fn(&Question)) {
        if let Some(field) = self.field(pointer) {
            let base = pointer.strip_suffix(field.pointer.as_str()).unwrap_or_default();
            show(&Question::new(self, field, base));
        }
    }
}

/// The name without its last part, if that is one of these.
fn without_end<'a>(name: &'a str, ends: &[&str]) -> Option<&'a str> {
    name.rsplit_once('.').filter(|(_, end)| ends.contains(end)).map(|(before, _)| before)
}

/// Whether an effect does more to a field than show or hide it, or mark it.
const fn is_remaking(effect: &Effect) -> bool {
    match effect {
        Effect::Show | Effect::Hide | Effect::Require | Effect::Recommend(_) | Effect::Optional => false,
        Effect::Enable
        | Effect::ReadOnly
        | Effect::Compute(_)
        | Effect::Restrict(_)
        | Effect::Message { .. } => true,
    }
}

fn collect(fields: &[Field], row: &str, way: &[usize], places: &mut BTreeMap<String, Vec<usize>>) {
    for (number, field) in fields.iter().enumerate() {
        let pointer = field.at(row);
        let way: Vec<usize> = way.iter().copied().chain([number]).collect();
        if let Control::Repeat { fields, .. } = &field.control {
            collect(fields, &format!("{pointer}/-"), &way, places);
        }
        places.insert(pointer, way);
    }
}

fn row_count(answers: &Value, base: &str) -> Option<usize> {
    let (list, _) = base.rsplit_once('/')?;
    answers.pointer(list).and_then(Value::as_array).map(Vec::len)
}

fn field_at<'a>(form: &'a Form, place: &[usize]) -> Option<&'a Field> {
    let (first, rest) = place.split_first()?;
    rest.iter().try_fold(form.fields.get(*first)?, |field, index| match &field.control {
        Control::Repeat { fields, .. } => fields.get(*index),
        _ => None,
    })
}
