//! What a bill is after its events, and what may happen to it. Pure.

use serde::{Deserialize, Serialize};

use super::BillStatus;

/// A fee that is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// The line.
    pub line: i64,
    /// How much, in fen.
    pub amount: u64,
}

/// What happened to a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BillEvent {
    /// A fee fell due: the first opens the bill, others supplement it.
    Charged(Charge),
    /// A payment of all that is left has begun.
    PaymentBegun {
        /// What the hall calls it.
        payment: String,
        /// How much, in fen.
        amount: u64,
    },
    /// It was given up, or ran out.
    PaymentClosed {
        /// Which.
        payment: String,
    },
    /// Lines were paid, through the gateway or at the window.
    Paid {
        /// The payment; none at the window.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payment: Option<String>,
        /// The lines.
        lines: Vec<i64>,
        /// How much, in fen.
        amount: u64,
    },
    /// More came in than was left: it is to be paid back.
    Surplus {
        /// The payment.
        payment: String,
        /// How much, in fen.
        amount: u64,
    },
    /// A line, or a part of it, was waived.
    Waived {
        /// The line.
        line: i64,
        /// How much, in fen.
        amount: u64,
        /// The ground, as it was said.
        ground: String,
    },
    /// Lines are not due any more.
    Voided {
        /// The lines.
        lines: Vec<i64>,
    },
}

impl BillEvent {
    /// The name on record.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Charged(_) => "charged",
            Self::PaymentBegun { .. } => "payment_begun",
            Self::PaymentClosed { .. } => "payment_closed",
            Self::Paid { .. } => "paid",
            Self::Surplus { .. } => "surplus",
            Self::Waived { .. } => "waived",
            Self::Voided { .. } => "voided",
        }
    }
}

/// A line as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineState {
    /// Which, and how much is published.
    pub charge: Charge,
    /// How much of it was waived, in fen.
    pub waived: u64,
    /// The ground of the last waiver.
    pub ground: Option<String>,
    /// Where it stands.
    pub status: BillStatus,
}

impl LineState {
    fn left(&self) -> u64 {
        if self.status == BillStatus::Open { self.charge.amount.saturating_sub(self.waived) } else { 0 }
    }
}

/// A bill as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillState {
    /// The lines, in the order they were charged.
    pub lines: Vec<LineState>,
    /// The payment that is under way, and of how much.
    pub pending: Option<(String, u64)>,
    /// What was paid, in fen.
    pub paid: u64,
    /// What is to be paid back, in fen.
    pub surplus: u64,
}

/// Why something may not happen to a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing is left to pay of it.
    Settled,
    /// A payment is under way: it is waited for first.
    PaymentUnderWay,
    /// It is nothing, or more than is left.
    TooMuch,
}

impl Refused {
    /// What it is called on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::PaymentUnderWay => "payment_under_way",
            Self::TooMuch => "too_much",
        }
    }
}

impl BillState {
    /// What a bill is after these events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e BillEvent>) -> Self {
        let mut state = Self::default();
        for event in events {
            state.apply(event);
        }
        state
    }

    /// What follows from one more.
    pub fn apply(&mut self, event: &BillEvent) {
        match event {
            BillEvent::Charged(charge) => self.lines.push(LineState {
                charge: *charge,
                waived: 0,
                ground: None,
                status: BillStatus::Open,
            }),
            BillEvent::PaymentBegun { payment, amount } => self.pending = Some((payment.clone(), *amount)),
            BillEvent::PaymentClosed { payment } => self.end(payment),
            BillEvent::Paid { payment, lines, amount } => {
                self.set(lines, BillStatus::Paid);
                self.paid += amount;
                payment.iter().for_each(|payment| self.end(payment));
            }
            BillEvent::Surplus { payment, amount } => {
                self.surplus += amount;
                self.end(payment);
            }
            BillEvent::Waived { line, amount, ground } => {
                for found in self.lines.iter_mut().filter(|found| found.charge.line == *line) {
                    found.waived += amount;
                    found.ground = Some(ground.clone());
                    if found.left() == 0 {
                        found.status = BillStatus::Waived;
                    }
                }
            }
            BillEvent::Voided { lines } => self.set(lines, BillStatus::Void),
        }
    }

    fn end(&mut self, payment: &str) {
        self.pending.take_if(|(pending, _)| pending == payment);
    }

    fn set(&mut self, lines: &[i64], status: BillStatus) {
        for line in self.lines.iter_mut().filter(|line| lines.contains(&line.charge.line)) {
            line.status = status;
        }
    }

    /// Where it stands.
    pub fn status(&self) -> BillStatus {
        let any = |status| self.lines.iter().any(|line| line.status == status);
        let found = [BillStatus::Open, BillStatus::Paid, BillStatus::Waived].into_iter().find(|it| any(*it));
        found.unwrap_or(BillStatus::Void)
    }

    /// What is left to pay, in fen.
    pub fn left(&self) -> u64 {
        self.lines.iter().map(LineState::left).sum()
    }

    /// The lines that are left to pay.
    pub fn open_lines(&self) -> Vec<i64> {
        let open = self.lines.iter().filter(|line| line.status == BillStatus::Open);
        open.map(|line| line.charge.line).collect()
    }

    /// Whether another fee may be added: what somebody is paying just now stays as they saw it.
    pub fn may_grow(&self) -> bool {
        self.status() == BillStatus::Open && self.pending.is_none()
    }

    /// Begins a payment of all that is left.
    ///
    /// # Errors
    /// Nothing is left, or another payment is under way.
    pub fn begin(&self, payment: &str) -> Result<BillEvent, Refused> {
        match (self.left(), &self.pending) {
            (_, Some(_)) => Err(Refused::PaymentUnderWay),
            (0, None) => Err(Refused::Settled),
            (amount, None) => Ok(BillEvent::PaymentBegun { payment: payment.to_owned(), amount }),
        }
    }

    /// What follows when a payment has come in, whenever it does: it settles all that is left if it suffices for that, and what
    /// is too much of it is to be paid back.
    pub fn come_in(&self, payment: &str, amount: u64) -> Vec<BillEvent> {
        let payment = payment.to_owned();
        let left = self.left();
        // Another payment is of what is left: this one came too late.
        let is_late = self.pending.as_ref().is_some_and(|(pending, _)| *pending != payment);
        if is_late || left == 0 || amount < left {
            return vec![BillEvent::Surplus { payment, amount }];
        }
        let paid = BillEvent::Paid { payment: Some(payment.clone()), lines: self.open_lines(), amount: left };
        let besides = BillEvent::Surplus { payment, amount: amount - left };
        [paid].into_iter().chain((amount > left).then_some(besides)).collect()
    }

    /// What was paid at the window: those of these lines that are left to pay.
    pub fn pay_at_window(&self, lines: &[i64]) -> Option<BillEvent> {
        let settled = self.lines.iter().filter(|line| lines.contains(&line.charge.line));
        let settled: Vec<&LineState> = settled.filter(|line| line.status == BillStatus::Open).collect();
        let amount = settled.iter().map(|line| line.left()).sum();
        let lines: Vec<i64> = settled.iter().map(|line| line.charge.line).collect();
        (!lines.is_empty()).then_some(BillEvent::Paid { payment: None, lines, amount })
    }

    /// Waives a line, or a part of it.
    ///
    /// # Errors
    /// Nothing is left of it, a payment is under way, or it is nothing or more than is left.
    pub fn waive(&self, line: i64, amount: u64, ground: &str) -> Result<BillEvent, Refused> {
        let left = self.lines.iter().find(|found| found.charge.line == line).map_or(0, LineState::left);
        if left == 0 {
            return Err(Refused::Settled);
        }
        if self.pending.is_some() {
            return Err(Refused::PaymentUnderWay);
        }
        if amount == 0 || amount > left {
            return Err(Refused::TooMuch);
        }
        Ok(BillEvent::Waived { line, amount, ground: ground.to_owned() })
    }

    /// Those of these lines that are left to pay are not due any more.
    pub fn void(&self, lines: &[i64]) -> Option<BillEvent> {
        let mut voided = self.open_lines();
        voided.retain(|line| lines.contains(line));
        (!voided.is_empty()).then_some(BillEvent::Voided { lines: voided })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_two() -> BillState {
        let charged = |line, amount| BillEvent::Charged(Charge { line, amount });
        BillState::of(&[charged(1, 1050), charged(2, 500)])
    }

    fn with(mut state: BillState, events: impl IntoIterator<Item = BillEvent>) -> BillState {
        events.into_iter().for_each(|event| state.apply(&event));
        state
    }

    #[test]
    fn one_payment_settles_every_line() {
        let bill = of_two();
        assert_eq!((bill.status(), bill.left(), bill.may_grow()), (BillStatus::Open, 1550, true));
        let begun = bill.begin("a").unwrap();
        let bill = with(bill, [begun]);
        assert!(!bill.may_grow());
        assert_eq!(bill.begin("b"), Err(Refused::PaymentUnderWay));
        let events = bill.come_in("a", 1550);
        let bill = with(bill, events);
        assert_eq!((bill.status(), bill.left(), bill.paid, bill.surplus), (BillStatus::Paid, 0, 1550, 0));
        assert_eq!((bill.pending.clone(), bill.begin("c")), (None, Err(Refused::Settled)));
    }

    #[test]
    fn what_comes_in_too_late_or_twice_is_paid_back() {
        let begun = of_two().begin("a").unwrap();
        let given_up = with(of_two(), [begun, BillEvent::PaymentClosed { payment: "a".into() }]);
        // Given up and paid after all: it settles what is left.
        assert_eq!(with(given_up.clone(), given_up.come_in("a", 1550)).status(), BillStatus::Paid);
        let second = given_up.begin("b").unwrap();
        let bill = with(given_up, [second]);
        let bill = with(bill.clone(), bill.come_in("a", 1550));
        assert_eq!((bill.status(), bill.surplus), (BillStatus::Open, 1550));
        let bill = with(bill.clone(), bill.come_in("b", 1550));
        assert_eq!((bill.status(), bill.paid, bill.surplus), (BillStatus::Paid, 1550, 1550));
    }

    #[test]
    fn what_was_paid_at_the_window_meanwhile_is_too_much() {
        let begun = of_two().begin("a").unwrap();
        let bill = with(of_two(), [begun]);
        let bill = with(bill.clone(), bill.pay_at_window(&[1]));
        assert_eq!((bill.left(), bill.paid, bill.pay_at_window(&[1])), (500, 1050, None));
        let bill = with(bill.clone(), bill.come_in("a", 1550));
        assert_eq!((bill.status(), bill.paid, bill.surplus), (BillStatus::Paid, 1550, 1050));
    }

    #[test]
    fn a_payment_that_does_not_suffice_settles_nothing() {
        let bill = with(of_two(), of_two().come_in("a", 1549));
        assert_eq!((bill.status(), bill.paid, bill.surplus), (BillStatus::Open, 0, 1549));
    }

    #[test]
    fn a_part_is_waived_and_then_the_rest() {
        let bill = of_two();
        for amount in [0, 1051] {
            assert_eq!(bill.waive(1, amount, "x"), Err(Refused::TooMuch));
        }
        assert_eq!(bill.waive(7, 1, "x"), Err(Refused::Settled));
        let part = bill.waive(1, 50, "减征").unwrap();
        let bill = with(bill, [part]);
        assert_eq!((bill.left(), bill.lines[0].status), (1500, BillStatus::Open));
        let rest = bill.waive(1, 1000, "免征").unwrap();
        let bill = with(bill, [rest]);
        assert_eq!((bill.left(), bill.lines[0].status), (500, BillStatus::Waived));
        assert_eq!(bill.lines[0].ground.as_deref(), Some("免征"));
        let all = bill.waive(2, 500, "免征").unwrap();
        assert_eq!(with(bill, [all]).status(), BillStatus::Waived);
        let begun = of_two().begin("a").unwrap();
        assert_eq!(with(of_two(), [begun]).waive(1, 50, "x"), Err(Refused::PaymentUnderWay));
    }

    #[test]
    fn what_is_not_due_any_more_is_void_and_the_rest_stays() {
        let bill = with(of_two(), of_two().void(&[1, 7]));
        assert_eq!((bill.status(), bill.left(), bill.void(&[1])), (BillStatus::Open, 500, None));
        assert_eq!(with(bill.clone(), bill.void(&[2])).status(), BillStatus::Void);
        assert_eq!(with(bill.clone(), bill.pay_at_window(&[2])).status(), BillStatus::Paid);
    }

    #[test]
    fn events_survive_being_stored() {
        for event in [
            BillEvent::Charged(Charge { line: 1, amount: 2 }),
            of_two().begin("a").unwrap(),
            of_two().pay_at_window(&[2]).unwrap(),
            of_two().waive(1, 5, "g").unwrap(),
            of_two().void(&[1]).unwrap(),
        ] {
            let stored = serde_json::to_value(&event).unwrap();
            assert_eq!(stored["kind"], event.slug());
            assert_eq!(serde_json::from_value::<BillEvent>(stored).unwrap(), event);
        }
    }
}
