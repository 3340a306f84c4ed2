//! A time limit as the catalogue states it: `{"value": 30, "unit": "工作日"}`.

use serde::{Deserialize, Serialize};

use super::day::DayKind;

/// A length of time. Value 0 means 当场办结: settled on the spot, due on the day of acceptance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many.
    pub value: u16,
    /// Of what.
    pub unit: LimitUnit,
}

/// What a limit is counted in. The catalogue knows these two; any other word is refused when it is read, also 日,
/// which an ordinary contract counts by the calendar (民法典 art. 200) and 行政许可法 art. 82 by working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LimitUnit {
    /// Days on which the offices work: 行政许可法 art. 82.
    #[serde(rename = "工作日")]
    WorkingDays,
    /// Days of the calendar. A period that would end on a day off ends on the next working day: 民法典 art. 203.
    #[serde(rename = "自然日")]
    CalendarDays,
}

impl Limit {
    /// So many working days.
    pub const fn working_days(value: u16) -> Self {
        Self { value, unit: LimitUnit::WorkingDays }
    }

    /// So many days of the calendar.
    pub const fn calendar_days(value: u16) -> Self {
        Self { value, unit: LimitUnit::CalendarDays }
    }

    /// Whether it is to be settled on the spot (当场办结).
    pub const fn is_on_the_spot(self) -> bool {
        self.value == 0
    }
}

impl LimitUnit {
    /// Whether a day of this kind counts towards a limit in this unit.
    pub const fn counts(self, kind: &DayKind) -> bool {
        match self {
            Self::WorkingDays => kind.is_working(),
            Self::CalendarDays => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_is_the_catalogues() {
        for (wire, limit) in [
            (r#"{"value":30,"unit":"工作日"}"#, Limit::working_days(30)),
            (r#"{"value":91,"unit":"自然日"}"#, Limit::calendar_days(91)),
        ] {
            assert_eq!(serde_json::from_str::<Limit>(wire).unwrap(), limit);
            assert_eq!(serde_json::to_string(&limit).unwrap(), wire);
        }
    }

    #[test]
    fn other_units_and_numbers_are_refused() {
        for wire in
            [r#"{"value":3,"unit":"日"}"#, r#"{"value":3,"unit":"月"}"#, r#"{"value":-1,"unit":"工作日"}"#]
        {
            assert!(serde_json::from_str::<Limit>(wire).is_err(), "{wire}");
        }
    }
}
