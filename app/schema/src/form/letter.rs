//! The answers as a letter to be read before they are sent, and what is left to answer.

use serde_json::Value;

use super::check::is_blank;
use super::control::{Choice, Control, written};
use super::format::{Format, date_parts, date_range_parts, is_date, is_year_month};
use super::money::amount;
use super::opinion;
use super::program::{Field, Form, Need, Page};
use super::state::FormState;
use super::validate::{fields_of, rows};
use crate::calendar::MONTHS;
use crate::locale::Locale;
use crate::regions::{Region, path};
use crate::role::RegionCode;

/// How far one page has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Place in [`Form::pages`].
    pub page: usize,
    /// Whether the page is shown.
    pub visible: bool,
    /// Questions that have an answer.
    pub answered: usize,
    /// Questions that need an answer and have none.
    pub missing: usize,
}

/// One line of the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryLine {
    /// Place in [`Form::pages`], where the answer can be changed.
    pub page: usize,
    /// The field.
    pub pointer: String,
    /// The row it is in, such as "子女 1"; empty outside repeated groups.
    pub group: String,
    /// What the field is called.
    pub label: String,
    /// The answer in words; empty if there is none.
    pub value: String,
}

/// What is answered and what is missing, page by page.
pub fn missing(form: &Form, state: &FormState) -> Vec<Progress> {
    let pages = form.pages.iter().enumerate();
    pages
        .map(|(page, it)| {
            let mut progress =
                Progress { page, visible: state.page_visible(form, it), ..Progress::default() };
            fields_of(form, &it.items).for_each(|field| count(state, field, "", &mut progress));
            progress
        })
        .collect()
}

fn count(state: &FormState, field: &Field, base: &str, progress: &mut Progress) {
    let pointer = field.at(base);
    if !state.visible(&pointer) {
        return;
    }
    if state.answers().pointer(&pointer).is_some_and(|value| !is_blank(value)) {
        progress.answered += 1;
    } else if state.need(field, &pointer) == Need::Required {
        progress.missing += 1;
    }
    if let Control::Repeat { fields, .. } = &field.control {
        for (base, _) in rows(state.answers(), &pointer) {
            fields.iter().for_each(|field| count(state, field, &base, progress));
        }
    }
}

/// Every question that is shown, with its answer in words; `regions` has the names of those that were answered.
pub fn summary(form: &Form, state: &FormState, locale: Locale, regions: &[Region]) -> Vec<SummaryLine> {
    lines_of(form, &form.pages, &|_| false, (state, locale, regions))
}

/// [`summary`] of the pages of the office, whose places are those in [`Form::office`]. The place of a seal is a line before
/// the seal is put there.
pub fn office_summary(
    form: &Form,
    state: &FormState,
    locale: Locale,
    regions: &[Region],
) -> Vec<SummaryLine> {
    lines_of(form, &form.office, &|control| matches!(control, Control::Seal(_)), (state, locale, regions))
}

fn lines_of(
    form: &Form,
    pages: &[Page],
    waits: &dyn Fn(&Control) -> bool,
    (state, locale, regions): (&FormState, Locale, &[Region]),
) -> Vec<SummaryLine> {
    let mut lines = Vec::new();
    for (page, it) in pages.iter().enumerate() {
        let mut letter = Letter { state, locale, regions, page, waits, lines: &mut lines };
        fields_of(form, &it.items).for_each(|field| letter.write(field, "", ""));
    }
    lines
}

struct Letter<'a> {
    state: &'a FormState,
    locale: Locale,
    regions: &'a [Region],
    page: usize,
    /// What officers are to put there is a line also before they have.
    waits: &'a dyn Fn(&Control) -> bool,
    lines: &'a mut Vec<SummaryLine>,
}

impl Letter<'_> {
    fn write(&mut self, field: &Field, base: &str, group: &str) {
        let pointer = field.at(base);
        if !self.state.visible(&pointer) {
            return;
        }
        let value = self.state.answers().pointer(&pointer);
        if field.control.is_official() && value.is_none() && !(self.waits)(&field.control) {
            return;
        }
        let label = field.label.get(self.locale).to_owned();
        let Control::Repeat { row, fields, .. } = &field.control else {
            let value = value
                .map_or_else(String::new, |value| in_words(&field.control, value, self.locale, self.regions));
            self.lines.push(SummaryLine { page: self.page, pointer, group: group.to_owned(), label, value });
            return;
        };
        if value.is_none_or(is_blank) {
            let line = SummaryLine {
                page: self.page,
                pointer,
                group: group.to_owned(),
                label,
                ..SummaryLine::default()
            };
            return self.lines.push(line);
        }
        let state = self.state;
        let name = if row.is_empty() { label } else { row.get(self.locale).to_owned() };
        for (index, (base, _)) in rows(state.answers(), &pointer).enumerate() {
            let group = format!("{group} {name} {}", index + 1);
            fields.iter().for_each(|field| self.write(field, &base, group.trim_start()));
        }
    }
}

/// An answer in words, as a letter has it. A region is named from the table given, else by its code.
pub fn in_words(control: &Control, value: &Value, locale: Locale, regions: &[Region]) -> String {
    let named = |options: &[Choice], value: &Value| {
        let option = options.iter().find(|option| option.value == *value);
        option.map_or_else(|| written(value), |option| option.label.get(locale).to_owned())
    };
    match (control, value) {
        (Control::Choice { options, .. }, value) => named(options, value),
        (Control::Choices { options, .. }, Value::Array(entries)) => {
            let names: Vec<String> = entries.iter().map(|entry| named(options, entry)).collect();
            names.join(if locale == Locale::ZhCn { "、" } else { ", " })
        }
        (Control::YesNo | Control::Agree, Value::Bool(yes)) => yes_no(*yes, locale).to_owned(),
        (Control::Date, Value::String(date)) if is_date(date) => day_of(date, locale),
        (Control::DateRange, Value::String(range)) if Format::DateRange.check(range, false).is_none() => {
            let [from, to] = date_range_parts(range).map(|day| day_of(day.trim(), locale));
            let until = if locale == Locale::ZhCn { "至" } else { "to" };
            format!("{from} {until} {to}")
        }
        (Control::YearMonth, Value::String(date)) if is_year_month(date) => {
            let [year, month, _] = date_parts(date);
            month_of(&year, &month, locale)
        }
        (Control::Region(_), Value::String(code)) => {
            let name = RegionCode::parse(code).ok().and_then(|code| path(regions, code));
            name.unwrap_or_else(|| code.clone())
        }
        (Control::Opinion(_), value) => opinion::texts(value),
        (Control::Seal(seal), value) if !seal.of.is_empty() && !is_blank(value) => {
            seal.of.get(locale).to_owned()
        }
        (Control::Money(_), value) => amount(value, locale),
        (_, value) => written(value),
    }
}

fn day_of(date: &str, locale: Locale) -> String {
    let [year, month, day] = date_parts(date);
    let (month, day) = (month_of(&year, &month, locale), day.trim_start_matches('0'));
    match locale {
        Locale::ZhCn => format!("{month}\u{a0}{day}\u{a0}日"),
        Locale::En => format!("{day}\u{a0}{month}"),
    }
}

/// 2026 年 2 月, February 2026. A line never ends inside a date.
fn month_of(year: &str, month: &str, locale: Locale) -> String {
    let month = month.trim_start_matches('0');
    let name = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (locale, name) {
        (Locale::En, Some(name)) => format!("{name}\u{a0}{year}"),
        _ => format!("{year}\u{a0}年\u{a0}{month}\u{a0}月"),
    }
}

const fn yes_no(yes: bool, locale: Locale) -> &'static str {
    match (locale, yes) {
        (Locale::ZhCn, true) => "是",
        (Locale::ZhCn, false) => "否",
        (Locale::En, true) => "Yes",
        (Locale::En, false) => "No",
    }
}
