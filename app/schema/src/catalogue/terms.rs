//! What of an item hangs on one's situation (情形): its fees, its time, the window, and how the result comes. Conditions read the
//! answers of the item's form; of each of the four, the first term that says it and holds is the one that counts.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fee::Fee;
use super::item::Item;
use crate::calendar::{Limit, LimitUnit};
use crate::expr::Expr;
use crate::locale::Text;

/// What holds of an item in a situation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ItemTerm))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The situation, as a condition over the answers of the form; any that no term before it is for, where there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub when: Option<Expr>,
    /// What is charged, by the codes of the item's published fees; empty where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fees: Option<Vec<String>>,
    /// The time the agency promises to decide within; never longer than the law gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Where it is handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Text>,
    /// How and where the result comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Text>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// What a term can say something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TermAspect {
    /// Its fees.
    Fees,
    /// Its time.
    Limit,
    /// Where it is handed in.
    Window,
    /// How the result comes.
    Delivery,
}

/// What is wrong with a term, by what its own item says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermFault {
    /// It says nothing.
    SaysNothing,
    /// It charges this, which the item does not publish (行政许可法 art. 58, 59).
    Unpublished(String),
    /// It promises more time than the law gives.
    OverLaw,
    /// It is never the one that counts.
    Unreachable,
}

impl TermAspect {
    /// All four, in the order they are told.
    pub const ALL: [Self; 4] = [Self::Fees, Self::Limit, Self::Window, Self::Delivery];
}

impl Term {
    /// Whether it says something of this.
    pub const fn says(&self, aspect: TermAspect) -> bool {
        match aspect {
            TermAspect::Fees => self.fees.is_some(),
            TermAspect::Limit => self.limit.is_some(),
            TermAspect::Window => self.window.is_some(),
            TermAspect::Delivery => self.delivery.is_some(),
        }
    }

    fn holds(&self, answers: &Value) -> bool {
        self.when.as_ref().is_none_or(|when| when.eval3(answers).is_yes())
    }
}

impl Item {
    /// The item as it is for who filed these answers: with the fees and the promised time of their situation. What they leave open
    /// is as it is for everybody.
    #[must_use]
    pub fn in_situation(mut self, answers: &Value) -> Self {
        let terms = std::mem::take(&mut self.terms);
        let of = |aspect| terms.iter().find(|term| term.says(aspect) && term.holds(answers));
        if let Some(charged) = of(TermAspect::Fees).and_then(|term| term.fees.as_ref()) {
            self.fees.retain(|fee| charged.contains(&fee.code));
        }
        if let Some(limit) = of(TermAspect::Limit).and_then(|term| term.limit) {
            self.summary.promised_limit = Some(limit);
        }
        self.terms = terms;
        self
    }

    /// Whether this fee is one that only some situations are charged, and this item, [as it is in one](Self::in_situation), is not.
    pub fn spares(&self, fee: &str) -> bool {
        let somewhere = self.terms.iter().filter_map(|term| term.fees.as_ref()).flatten();
        somewhere.into_iter().any(|code| code == fee) && self.fees.iter().all(|own| own.code != fee)
    }
}

/// What is wrong with the terms of an item that publishes these fees and for which the law gives this time, each with the place of its
/// term. What hangs on the questions of its form, [`crate::guide::term_lints`] tells.
pub fn term_faults(terms: &[Term], fees: &[Fee], by_law: Option<Limit>) -> Vec<(usize, TermFault)> {
    let mut faults = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        let said: Vec<TermAspect> = TermAspect::ALL.into_iter().filter(|it| term.says(*it)).collect();
        if said.is_empty() {
            faults.push((at, TermFault::SaysNothing));
        }
        let charged = term.fees.iter().flatten();
        let unknown = charged.filter(|code| fees.iter().all(|fee| fee.code != **code));
        faults.extend(unknown.map(|code| (at, TermFault::Unpublished(code.clone()))));
        if term.limit.zip(by_law).is_some_and(|(own, law)| promises_too_long(own, law)) {
            faults.push((at, TermFault::OverLaw));
        }
        let taken = |aspect: &TermAspect| terms[..at].iter().any(|it| it.says(*aspect) && it.when.is_none());
        if said.iter().any(taken) {
            faults.push((at, TermFault::Unreachable));
        }
    }
    faults
}

/// Days of a limit, so that mixed units compare: seven days of the calendar are five working days.
fn working_days(limit: Limit) -> u32 {
    let value = u32::from(limit.value) * 7;
    match limit.unit {
        LimitUnit::WorkingDays => value,
        LimitUnit::CalendarDays => value * 5 / 7,
    }
}

/// Whether an agency promises more time than the law gives.
pub fn promises_too_long(promised: Limit, statutory: Limit) -> bool {
    working_days(promised) > working_days(statutory)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn terms(value: Value) -> Vec<Term> {
        serde_json::from_value(value).unwrap()
    }

    fn fee(code: &str) -> Fee {
        Fee { code: code.into(), name: code.into(), amount: 2000, basis: None }
    }

    #[test]
    fn what_is_wrong_with_a_term_is_named() {
        let lost = json!({ "==": [{ "var": "kind" }, "lost"] });
        let check = |value: Value, expect: &[(usize, TermFault)]| {
            let law = Some(Limit::calendar_days(14));
            assert_eq!(term_faults(&terms(value.clone()), &[fee("card")], law), expect, "{value}");
        };
        check(
            json!([{ "when": lost, "fees": ["card"] }, { "fees": [], "limit": { "value": 10, "unit": "工作日" } }]),
            &[],
        );
        check(json!([{ "when": lost }]), &[(0, TermFault::SaysNothing)]);
        check(json!([{ "fees": ["card", "rush"] }]), &[(0, TermFault::Unpublished("rush".into()))]);
        check(json!([{ "limit": { "value": 11, "unit": "工作日" } }]), &[(0, TermFault::OverLaw)]);
        check(
            json!([{ "fees": [] }, { "when": lost, "fees": ["card"] }, { "window": { "zh-CN": "窗口" } }]),
            &[(1, TermFault::Unreachable)],
        );
    }

    #[test]
    fn seven_days_are_five_working_days() {
        let check = |promised, statutory, expect| assert_eq!(promises_too_long(promised, statutory), expect);
        check(Limit::working_days(5), Limit::calendar_days(7), false);
        check(Limit::working_days(6), Limit::calendar_days(7), true);
        check(Limit::working_days(20), Limit::working_days(20), false);
        check(Limit::calendar_days(8), Limit::working_days(5), true);
    }
}
