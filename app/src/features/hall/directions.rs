//! A way in words: straight on, left, right, a step for each cell. A cell is about a step.

use schema::hall::{Hall, Leg, Spot};

use crate::text::Halls;

/// The part of a way that lies on a floor, as one says it.
pub fn directions(words: Halls, hall: &Hall, leg: &Leg) -> String {
    let door = hall
        .floor(leg.floor)
        .zip(leg.turns.first())
        .and_then(|(floor, first)| floor.doors.iter().find(|door| (door.x, door.y) == (first.x, first.y)));
    let begin = match door {
        Some(door) => words.enter(door.name.get(words.0)),
        None => words.leave_lift().to_owned(),
    };
    let mut said = vec![begin];
    let mut ahead: Option<(i32, i32)> = None;
    for pair in leg.turns.windows(2) {
        let [from, to] = pair else { continue };
        let (way, steps) = heading(*from, *to);
        let far = words.steps(steps);
        said.push(match ahead.map(|before| before.0 * way.1 - before.1 * way.0) {
            None | Some(0) => words.straight(&far),
            Some(turn) if turn > 0 => words.right(&far),
            Some(_) => words.left(&far),
        });
        ahead = Some(way);
    }
    said.join(words.comma()) + words.stop()
}

/// Where one goes from one cell to another, and how far.
fn heading(from: Spot, to: Spot) -> ((i32, i32), usize) {
    let (dx, dy) = (i32::from(to.x) - i32::from(from.x), i32::from(to.y) - i32::from(from.y));
    ((dx.signum(), dy.signum()), dx.unsigned_abs().max(dy.unsigned_abs()) as usize)
}

#[cfg(test)]
mod tests {
    use schema::Locale;

    use super::*;

    const DEMO: &str = include_str!("../../../../server/seed/hall.json");

    #[test]
    fn a_way_is_said_turn_by_turn_as_who_walks_it_turns() {
        let hall: Hall = serde_json::from_str(DEMO).unwrap();
        let spot = |x, y| Spot { x, y };
        // In by the door at the front, towards the back, then to the right along it, then to the back again.
        let turns = vec![spot(8, 21), spot(8, 14), spot(16, 14), spot(16, 10)];
        let leg = Leg { floor: 1, turns, cells: 19, to_lift: false };
        let said = directions(Halls(Locale::ZhCn), &hall, &leg);
        assert_eq!(said, "从正门进，直走 7 步，右转，走 8 步，左转，走 4 步。");
        let upstairs = Leg { floor: 2, turns: vec![spot(2, 19), spot(3, 19)], cells: 1, to_lift: false };
        assert_eq!(directions(Halls(Locale::En), &hall, &upstairs), "Leave the lift, go 1 step.");
    }
}
