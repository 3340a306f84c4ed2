//! The cells of a floor, and the way through them: as short as any, with few turns, found step by step from the door.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::{Area, Counter, Floor, Hall, PieceKind};

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spot {
    /// Along the back wall.
    pub x: u8,
    /// Along the left wall.
    pub y: u8,
}

/// The part of a way that lies on one floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The floor.
    pub floor: u8,
    /// Where it begins, where it turns, where it ends.
    pub turns: Vec<Spot>,
    /// How many cells it is long.
    pub cells: usize,
    /// Whether it ends at a lift and not where one wants to go.
    pub to_lift: bool,
}

const STEPS: [(i16, i16); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

impl Spot {
    fn next(self, (dx, dy): (i16, i16)) -> Option<Self> {
        let moved = |at: u8, by: i16| u8::try_from(i16::from(at) + by).ok();
        Some(Self { x: moved(self.x, dx)?, y: moved(self.y, dy)? })
    }
}

impl Floor {
    /// What takes up cells: counters, seats, and what else stands here.
    pub(super) fn taken(&self) -> Vec<Area> {
        let counters = self.counters.iter().map(Counter::area);
        counters.chain(self.seats.iter().copied()).chain(self.pieces.iter().map(|piece| piece.area)).collect()
    }

    /// Whether a cell lies on the floor.
    pub(super) const fn has(&self, spot: Spot) -> bool {
        spot.x < self.width && spot.y < self.depth
    }

    /// The cell before the first lift.
    pub(super) fn lift(&self) -> Option<Spot> {
        let lift = self.pieces.iter().find(|piece| piece.kind == PieceKind::Lift)?;
        Some(lift.area.front())
    }

    /// Every cell of the way from one cell to another; none where there is no way.
    pub(super) fn way(&self, from: Spot, to: Spot) -> Option<Vec<Spot>> {
        let taken = self.taken();
        let is_free = |spot: Spot| self.has(spot) && !taken.iter().any(|area| area.holds(spot));
        if !is_free(from) || !is_free(to) {
            return None;
        }
        // Counted from where one goes, so that the way is read off from where one comes.
        let mut far = HashMap::from([(to, 0_usize)]);
        let mut edge = VecDeque::from([to]);
        while let Some(spot) = edge.pop_front() {
            let next = far.get(&spot).copied().unwrap_or_default() + 1;
            for near in STEPS.into_iter().filter_map(|step| spot.next(step)) {
                if is_free(near) && !far.contains_key(&near) {
                    far.insert(near, next);
                    edge.push_back(near);
                }
            }
        }
        read_off(from, &far)
    }
}

/// Goes down from a cell to the one that is no way off, straight on as long as that leads there.
fn read_off(from: Spot, far: &HashMap<Spot, usize>) -> Option<Vec<Spot>> {
    let mut left = *far.get(&from)?;
    let (mut way, mut here, mut ahead) = (vec![from], from, None);
    while left > 0 {
        let nearer = |step: &(i16, i16)| {
            here.next(*step).filter(|spot| far.get(spot) == Some(&(left - 1))).map(|spot| (spot, *step))
        };
        let (spot, step) = ahead.as_ref().and_then(nearer).or_else(|| STEPS.iter().find_map(nearer))?;
        (here, ahead, left) = (spot, Some(step), left - 1);
        way.push(spot);
    }
    Some(way)
}

/// Where a way begins, turns and ends.
fn turns(way: &[Spot]) -> Vec<Spot> {
    let bends = way.windows(3).filter_map(|near| match near {
        [a, b, c] if a.x == b.x && b.x == c.x || a.y == b.y && b.y == c.y => None,
        [_, b, _] => Some(*b),
        _ => None,
    });
    let ends = (way.first().copied(), way.last().copied().filter(|_| way.len() > 1));
    ends.0.into_iter().chain(bends).chain(ends.1).collect()
}

impl Hall {
    /// The way from the street to a counter, floor by floor; by the door without steps if that is asked for.
    pub fn route(&self, counter: &str, step_free: bool) -> Option<Vec<Leg>> {
        let (floor, counter) = self.counter(counter)?;
        let ground = self.floors.iter().find(|floor| !floor.doors.is_empty())?;
        let door = ground.doors.iter().find(|door| !step_free || door.step_free)?;
        let door = Spot { x: door.x, y: door.y };
        if floor.number == ground.number {
            return Some(vec![leg(floor, door, counter.front(), false)?]);
        }
        let first = leg(ground, door, ground.lift()?, true)?;
        Some(vec![first, leg(floor, floor.lift()?, counter.front(), false)?])
    }
}

fn leg(floor: &Floor, from: Spot, to: Spot, to_lift: bool) -> Option<Leg> {
    let way = floor.way(from, to)?;
    Some(Leg { floor: floor.number, turns: turns(&way), cells: way.len() - 1, to_lift })
}
