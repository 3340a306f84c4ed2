//! Reading the terms of a catalogue line: what of its fees, time, window and delivery hangs on one's situation.

use schema::calendar::Limit;
use schema::catalogue::{Fee, Term, TermFault, term_faults};
use serde_json::Value;

use super::line::Fault;

/// The terms of a line that publishes these fees and for which the law gives this time, and all that is wrong with them.
pub fn read(value: Option<Value>, fees: &[Fee], by_law: Option<Limit>) -> (Vec<Term>, Vec<Fault>) {
    let Some(value) = value.filter(|value| !value.is_null()) else { return Default::default() };
    match serde_json::from_value::<Vec<Term>>(value) {
        Ok(terms) => {
            let faults = term_faults(&terms, fees, by_law);
            let fault = |(at, fault)| Fault { field: format!("terms/{at}"), reason: reason(&fault) };
            (terms, faults.into_iter().map(fault).collect())
        }
        Err(error) => (Vec::new(), vec![Fault { field: "terms".to_owned(), reason: error.to_string() }]),
    }
}

/// Why a term is refused, and what it needs.
fn reason(fault: &TermFault) -> String {
    match fault {
        TermFault::SaysNothing => "says nothing: it needs fees, a limit, a window or a delivery".to_owned(),
        TermFault::Unpublished(code) => format!("charges {code}, which is not among the fees of the line"),
        TermFault::OverLaw => "promises more time than the law gives".to_owned(),
        TermFault::Unreachable => {
            "is never reached: a term before it without `when` says the same".to_owned()
        }
    }
}
