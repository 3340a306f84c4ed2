//! Online depth (网办深度): how many items reach which depth, and what can be said of the targets.

use serde::{Deserialize, Serialize};

use super::words::{OnlineDepth, PowerType};

/// How many items are at which depth. Those of unknown depth count for nothing and against nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DepthCount {
    /// All items.
    pub items: u64,
    /// Of those, how many have an unknown depth.
    pub unknown: u64,
    /// At depth one: information and forms.
    pub information: u64,
    /// At depth two: acceptance in advance.
    pub acceptance: u64,
    /// At depth three: handled wholly online.
    pub whole: u64,
}

/// Whether a target is met, as far as one can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Met, whatever the unknown items turn out to be.
    Met,
    /// Missed, even if all unknown items reached it.
    Missed,
    /// It hangs on the unknown items.
    Open,
}

impl DepthCount {
    /// Counts items of one depth in.
    pub const fn add(&mut self, depth: Option<OnlineDepth>, items: u64) {
        self.items += items;
        match depth {
            None => self.unknown += items,
            Some(OnlineDepth::Information) => self.information += items,
            Some(OnlineDepth::Acceptance) => self.acceptance += items,
            Some(OnlineDepth::Whole) => self.whole += items,
        }
    }

    /// How many are known to be at this depth or a deeper one.
    pub const fn at_least(&self, depth: OnlineDepth) -> u64 {
        match depth {
            OnlineDepth::Information => self.information + self.acceptance + self.whole,
            OnlineDepth::Acceptance => self.acceptance + self.whole,
            OnlineDepth::Whole => self.whole,
        }
    }

    /// The share of all items at this depth or deeper, in tenths of a per cent: the least and the most it can be. The
    /// two differ by the items of unknown depth. None when there are no items.
    pub fn permille(&self, depth: OnlineDepth) -> Option<(u64, u64)> {
        let known = self.at_least(depth);
        let share = |count: u64| (count * 1000).checked_div(self.items);
        share(known).zip(share(known + self.unknown))
    }

    /// Whether the target of this depth is met: a share of all items, in which an item of unknown depth is neither
    /// in nor out.
    pub const fn standing(&self, depth: OnlineDepth) -> Standing {
        let target = depth.target() as u64 * self.items;
        let known = self.at_least(depth);
        if self.items > 0 && known * 100 >= target {
            Standing::Met
        } else if (known + self.unknown) * 100 < target {
            Standing::Missed
        } else {
            Standing::Open
        }
    }
}

/// The shares of the items one edits. `GET /api/desk/catalogue/depth`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DepthReport {
    /// All of them together.
    pub all: DepthCount,
    /// By kind of power, in the standard's order; kinds without items are left out.
    pub types: Vec<TypeDepth>,
    /// A page of agencies, by region and name.
    pub agencies: Vec<AgencyDepth>,
    /// Pass it as `after` to get the next agencies; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The items of one kind of power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TypeDepth {
    /// The kind.
    pub item_type: PowerType,
    /// Its items.
    pub count: DepthCount,
}

/// The items of one agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgencyDepth {
    /// The agency's number.
    pub agency: i64,
    /// Its name.
    pub name: String,
    /// Its region's name.
    pub region: String,
    /// Its items.
    pub count: DepthCount,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(unknown: u64, [information, acceptance, whole]: [u64; 3]) -> DepthCount {
        DepthCount {
            items: unknown + information + acceptance + whole,
            unknown,
            information,
            acceptance,
            whole,
        }
    }

    #[test]
    fn a_depth_counts_the_deeper_ones_too() {
        let count = count(0, [5, 3, 2]);
        assert_eq!(OnlineDepth::ALL.map(|depth| count.at_least(depth)), [10, 5, 2]);
        assert_eq!(count.permille(OnlineDepth::Acceptance), Some((500, 500)));
        assert_eq!(DepthCount::default().permille(OnlineDepth::Whole), None);
    }

    #[test]
    fn an_unknown_depth_is_neither_in_nor_out() {
        let check = |unknown, known, expected: [Standing; 3]| {
            let count = count(unknown, known);
            assert_eq!(OnlineDepth::ALL.map(|depth| count.standing(depth)), expected, "{count:?}");
        };
        use Standing::{Met, Missed, Open};
        // Exactly on target is met: 70 %, 60 %, 20 % or more.
        check(0, [40, 40, 20], [Met, Met, Met]);
        check(0, [41, 40, 19], [Met, Missed, Missed]);
        check(100, [0, 0, 0], [Open, Open, Open]);
        check(10, [5, 55, 30], [Met, Met, Met]);
        check(30, [30, 30, 10], [Met, Open, Open]);
        check(0, [0, 0, 0], [Open, Open, Open]);
        assert_eq!(count(30, [30, 30, 10]).permille(OnlineDepth::Whole), Some((100, 400)));
    }

    #[test]
    fn items_are_counted_where_they_are() {
        let mut count = DepthCount::default();
        count.add(None, 4);
        for depth in OnlineDepth::ALL {
            count.add(Some(depth), u64::from(depth.level()));
        }
        assert_eq!(count, DepthCount { items: 10, unknown: 4, information: 1, acceptance: 2, whole: 3 });
    }
}
