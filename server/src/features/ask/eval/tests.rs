//! The measures themselves.

use super::*;

#[test]
fn recall_and_rank_are_counted() {
    let mut measure = Measure::default();
    [Some(0), Some(2), Some(9), None].into_iter().for_each(|place| measure.count(place));
    assert_eq!(measure.recall(), [0.25, 0.5, 0.75]);
    assert!((measure.mrr() - (1.0 + 1.0 / 3.0 + 0.1) / 4.0).abs() < 1e-9);
    measure.times = (1..=200).map(Duration::from_millis).collect();
    assert_eq!(measure.p99(), Duration::from_millis(198));
    assert_eq!(Measure::default().recall(), [0.0; 3]);
}

#[test]
fn a_line_names_one_item_or_several() {
    let lines = read("{\"query\":\"落户\",\"item\":\"A\"}\n\n{\"query\":\"入户\",\"item\":[\"A\",\"B\"],\"kind\":\"short\"}").unwrap();
    assert_eq!(lines[0].item, Codes::One("A".to_owned()));
    assert_eq!(lines[1].item, Codes::Several(vec!["A".to_owned(), "B".to_owned()]));
    assert!(read("{}").unwrap_err().to_string().contains("line 1"));
}
