//! Numbers: where they must lie, in which unit they are, and which of them are sums of money.

use serde_json::Number;

use super::check;
use super::node::Node;
use crate::form::control::{Control, Range};
use crate::form::lint::LintCode;
use crate::locale::{Locale, Text};

/// The one format that numbers have.
pub(super) const MONEY: &str = "money";

/// The control for a number, and whether all that is said of where it must lie could be read.
pub(super) fn control(node: &Node<'_, '_>, kind: &str) -> (Control, bool) {
    let (range, is_good) = range(node);
    match kind {
        // Whole yuan are money to the yuan; in other steps the schema has to say what is whole.
        "integer" if is_money(node) => {
            let is_plain = range.step.is_none();
            let step = range.step.or(Some(1.into()));
            (Control::Money(Range { step, ..range }), is_good && is_plain)
        }
        _ if is_money(node) => (Control::Money(to_the_fen(range)), is_good),
        "integer" => (Control::Integer(range), is_good),
        _ => (Control::Number(range), is_good),
    }
}

/// 面积（平方米）: a number is asked for by its unit.
pub(super) fn with_unit(node: &Node<'_, '_>, label: Text) -> Text {
    if is_money(node) || !node.has("x-unit") {
        return label;
    }
    let unit = node.text("x-unit");
    let mut all = label.clone();
    for locale in Locale::ALL.into_iter().filter(|locale| label.has(*locale)) {
        let (label, unit) = (label.get(locale), unit.get(locale));
        all = match locale {
            Locale::ZhCn => all.with(locale, format!("{label}（{unit}）")),
            Locale::En => all.with(locale, format!("{label} ({unit})")),
        };
    }
    all
}

/// `"format": "money"`, or `"x-unit": "CNY"`.
fn is_money(node: &Node<'_, '_>) -> bool {
    let mut is_money = false;
    for (keyword, value) in [("format", MONEY), ("x-unit", "CNY")] {
        if node.peek(keyword).is_some_and(|said| said == value) {
            node.get(keyword);
            is_money = true;
        }
    }
    is_money
}

/// A sum of money has two decimals at most, unless the schema says otherwise.
pub(super) fn to_the_fen(range: Range) -> Range {
    Range { step: range.step.or_else(|| Number::from_f64(0.01)), ..range }
}

/// The range, and whether it could be read.
fn range(node: &Node<'_, '_>) -> (Range, bool) {
    let (mut range, is_good) = check::range(|keyword| node.get(keyword));
    let is_zero = range.step.as_ref().is_some_and(|step| step.as_f64().is_none_or(|step| step <= 0.0));
    if is_zero {
        node.bad("multipleOf", LintCode::BadValue, "not above zero");
        range.step = None;
    }
    (range, is_good)
}
