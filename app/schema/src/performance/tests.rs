//! The arithmetic of scores.

use proptest::prelude::*;

use super::*;

fn system() -> IndexSystem {
    IndexSystem::shipped().unwrap()
}

fn share(part: u64, whole: u64) -> Value {
    Value::Share(Ratio { part, whole })
}

fn line(tally: &[(Measure, Value)], entries: &[Entry], indicator: &str) -> Line {
    let assessed = assess(&system(), &tally.iter().copied().collect(), entries);
    assessed.lines.into_iter().find(|line| line.indicator == indicator).unwrap()
}

#[test]
fn the_shipped_system_is_one_of_a_hundred_points() {
    let system = system();
    assert_eq!(system.fault(), None);
    assert_eq!(system.indicators.iter().map(|indicator| indicator.points).sum::<u16>(), 100);
    let measured: Vec<_> = system.indicators.iter().filter_map(|indicator| indicator.measure).collect();
    assert_eq!(measured, Measure::ALL);
}

#[test]
fn a_share_is_what_its_numbers_say() {
    // A bulletin of 2011 prints 99 % for this.
    assert_eq!(Ratio { part: 1421, whole: 1452 }.permille(), Some(979));
    assert_eq!(Ratio { part: 1, whole: 2000 }.permille(), Some(1));
    assert_eq!(Ratio { part: 1, whole: 9000 }.permille(), Some(1), "not none");
    assert_eq!(Ratio { part: 1999, whole: 2000 }.permille(), Some(999), "not all");
    assert_eq!(Ratio { part: 0, whole: 0 }.permille(), None);
    let ratings = RatingSum { grades: [31, 0, 0, 24, 1397] };
    assert_eq!(ratings.satisfied(), Ratio { part: 1421, whole: 1452 });
}

#[test]
fn points_lie_on_a_line_between_two_shares() {
    let points = |part, whole| line(&[(Measure::OnTime, share(part, whole))], &[], "on-time").points;
    assert_eq!((points(90, 100), points(95, 100), points(100, 100)), (0, 1000, 2000));
    assert_eq!(points(50, 100), 0);
    // Where less is better the line falls.
    let points = |part, whole| line(&[(Measure::Speed, share(part, whole))], &[], "speed").points;
    assert_eq!((points(10, 10), points(3, 4), points(1, 2), points(0, 9)), (0, 500, 1000, 1000));
}

#[test]
fn what_cannot_be_judged_takes_no_points_and_gives_none() {
    let nothing = line(&[(Measure::OnTime, share(0, 0))], &[], "on-time");
    assert_eq!((nothing.left_out, nothing.points), (Some(LeftOut::Nothing), 0));
    let few = line(&[(Measure::Satisfied, share(4, 4))], &[], "satisfied");
    assert_eq!(few.left_out, Some(LeftOut::TooFew));
    let tally = [(Measure::OnTime, share(95, 100)), (Measure::RedCards, Value::Times(1))];
    let assessed = assess(&system(), &tally.into_iter().collect(), &[]);
    // On time 10 of 20, one red card 2.5 of 5, visits 2 of 2: too little to judge by.
    assert_eq!((assessed.points, assessed.of), (1450, 2700));
    assert_eq!((assessed.score, assessed.grade), (None, None));
    let more = IndexSystem { enough: 27, ..system() };
    let assessed = assess(&more, &tally.into_iter().collect(), &[]);
    assert_eq!((assessed.score, assessed.grade), (Some(5370), Some(Grade::Failed)));
}

#[test]
fn entries_change_a_line_within_its_bounds() {
    let entry = |points| Entry { indicator: "red-cards".into(), points };
    let of = |times, entries: &[Entry]| {
        line(&[(Measure::RedCards, Value::Times(times))], entries, "red-cards").points
    };
    assert_eq!(of(1, &[entry(100)]), 350);
    assert_eq!(of(0, &[entry(100)]), 500);
    assert_eq!(of(9, &[entry(-100)]), 0);
}

#[test]
fn an_entry_says_what_why_and_by_what() {
    let good = NewEntry {
        indicator: "visits".into(),
        points: -50,
        reason: "暗访发现离岗".into(),
        evidence: "暗访记录 12 号".into(),
    };
    assert!(good.faults(&system()).is_empty());
    let fault = |entry: NewEntry| entry.faults(&system()).into_iter().next();
    assert_eq!(fault(NewEntry { points: 0, ..good.clone() }), Some(("/points", EntryFault::NoPoints)));
    assert_eq!(
        fault(NewEntry { points: 201, ..good.clone() }),
        Some(("/points", EntryFault::Points { most: 2 }))
    );
    assert_eq!(
        fault(NewEntry { points: i32::MIN, ..good.clone() }),
        Some(("/points", EntryFault::Points { most: 2 }))
    );
    let none = NewEntry { evidence: " ".into(), ..good.clone() };
    assert_eq!(fault(none), Some(("/evidence", EntryFault::NoEvidence)));
    let long = NewEntry { reason: "长".repeat(501), ..good.clone() };
    assert_eq!(fault(long), Some(("/reason", EntryFault::TooLong)));
    let other = NewEntry { indicator: "luck".into(), ..good };
    assert_eq!(fault(other), Some(("/indicator", EntryFault::NoIndicator)));
}

#[test]
fn an_agency_belongs_to_one_class() {
    let system = system();
    assert_eq!(system.class_of("广州市住房和城乡建设局"), 0);
    assert_eq!(system.class_of("广州市市场监督管理局"), 1);
    assert_eq!(system.class_of("广州市公安局"), 2);
}

#[test]
fn a_bulletin_adds_up_and_praises_by_class() {
    let score = |agency, department: &str, score, grade| AgencyScore {
        agency,
        department: department.into(),
        score: Some(score),
        grade: Some(grade),
        filed: 4,
        decided: 3,
    };
    let counted = |part| Counted {
        tally: [(Measure::OnTime, share(part, 3)), (Measure::Complaints, Value::Times(1))].into(),
        filed: 4,
        decided: 3,
        ratings: [1, 0, 0, 0, 2],
    };
    let figures = BulletinFigures::of(
        &system(),
        &[
            (score(7, "广州市公安局", 8000, Grade::Good), counted(2)),
            (score(8, "广州市规划局", 9100, Grade::Excellent), counted(3)),
        ],
    );
    assert_eq!((figures.filed, figures.decided, figures.complaints), (8, 6, 2));
    assert_eq!(figures.on_time, Ratio { part: 5, whole: 6 });
    assert_eq!(figures.ratings.satisfied(), Ratio { part: 4, whole: 6 });
    assert_eq!(figures.scores[0].agency, 8);
    let praised: Vec<usize> = figures.praise.iter().map(|class| class.agencies.len()).collect();
    assert_eq!(praised, [1, 0, 0]);
}

#[test]
fn months() {
    let october = Period::parse("2026-10").unwrap();
    assert_eq!(october.to_string(), "2026-10");
    assert_eq!(
        (october.first().to_string(), october.last().to_string()),
        ("2026-10-01".into(), "2026-10-31".into())
    );
    assert_eq!(Period::of(october.last()), october);
    assert_eq!(october.next().before(), october);
    for none in ["2026-1", "2026-13", "1999-10", "2026-10-01", "十月", "+026-10", ""] {
        assert_eq!(Period::parse(none), None, "{none}");
    }
}

fn any_value(measure: Measure) -> impl Strategy<Value = Value> {
    (0..200_u64, 0..200_u64).prop_map(move |(one, other)| match measure.is_share() {
        true => share(one.min(other), one.max(other)),
        false => Value::Times(one),
    })
}

fn any_tally() -> impl Strategy<Value = Tally> {
    Measure::ALL
        .into_iter()
        .map(|measure| {
            proptest::option::of(any_value(measure)).prop_map(move |value| Some((measure, value?)))
        })
        .collect::<Vec<_>>()
        .prop_map(|values| values.into_iter().flatten().collect())
}

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    let ids: Vec<String> = system().indicators.into_iter().map(|indicator| indicator.id).collect();
    let entry = (proptest::sample::select(ids), -2_000..2_000_i32);
    proptest::collection::vec(entry.prop_map(|(indicator, points)| Entry { indicator, points }), 0..6)
}

proptest! {
    /// The total is the sum of the lines that count, no line leaves its bounds, and the score is that sum in a hundred.
    #[test]
    fn a_score_is_the_sum_of_its_lines(tally in any_tally(), entries in any_entries()) {
        let system = system();
        let assessed = assess(&system, &tally, &entries);
        prop_assert_eq!(assessed.lines.len(), system.indicators.len());
        let (mut points, mut of) = (0, 0);
        for line in &assessed.lines {
            prop_assert!(line.points <= line.of && line.counted <= line.of);
            if line.left_out.is_none() {
                points += line.points;
                of += line.of;
            }
        }
        prop_assert_eq!((assessed.points, assessed.of), (points, of));
        prop_assert_eq!(assessed.score.is_some(), of >= 5_000);
        prop_assert_eq!(assessed.grade.is_some(), assessed.score.is_some());
        let score = assessed.score.map_or(points * 10_000 / of, u64::from);
        prop_assert!(score.abs_diff(points * 10_000 / of) <= 1 && score <= 10_000);
    }

    /// More of what is good never lowers a score.
    #[test]
    fn one_more_in_time_never_costs_points(part in 0..500_u64, more in 0..500_u64) {
        let whole = part + more + 1;
        let points = |part| line(&[(Measure::OnTime, share(part, whole))], &[], "on-time").points;
        prop_assert!(points(part) <= points(part + more));
    }
}
