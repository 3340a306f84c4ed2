//! Whatever the bytes are, an import answers.

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::super::Process;
use super::super::{MODEL, Options, Refusal, export, import};
use super::chance::any_worded_process;

/// A refusal has its place; what is read as a process is one that goes out and comes back.
fn check(xml: &str) -> Result<(), TestCaseError> {
    let imported = match import(xml.as_bytes(), Options::default()) {
        Ok(imported) => imported,
        Err(refused) => {
            let is_whole = matches!(refused.why, Refusal::Unreadable | Refusal::NotBpmn | Refusal::NoProcess);
            prop_assert!(is_whole || refused.place.line > 0, "{}", refused);
            return Ok(());
        }
    };
    let read = Process::read(&imported.definition.to_string());
    prop_assert_eq!(read.as_ref().err(), Some(&imported.problems).filter(|problems| !problems.is_empty()));
    if let Ok(process) = read {
        let back = import(export(&process).as_bytes(), Options::default()).unwrap();
        prop_assert_eq!(Process::read(&back.definition.to_string()), Ok(process));
    }
    Ok(())
}

fn file(inside: &str) -> String {
    format!("<definitions xmlns=\"{MODEL}\"><process id=\"p\">{inside}</process></definitions>")
}

fn why(bytes: &[u8]) -> Refusal {
    import(bytes, Options::default()).unwrap_err().why
}

#[test]
fn what_is_larger_than_any_process_is_refused() {
    let many = |count: usize| (0..count).map(|at| format!("<task id=\"t{at}\"/>")).collect::<String>();
    assert_eq!(why(file(&many(5_001)).as_bytes()), Refusal::TooLarge);
    assert_eq!(why(file(&many(200_000)).as_bytes()), Refusal::TooLarge);
    assert_eq!(why(&vec![b' '; (8 << 20) + 1]), Refusal::TooLarge);
    let within = |depth: usize| "<subProcess>".repeat(depth) + "<task/>" + &"</subProcess>".repeat(depth);
    assert_eq!(why(file(&within(50_000)).as_bytes()), Refusal::TooDeep);
    assert_eq!(why(file(&within(20)).as_bytes()), Refusal::TooDeep);
    assert!(import(file(&within(10)).as_bytes(), Options::default()).is_ok());
}

#[test]
fn a_long_way_comes_in_order() {
    let chain = |count: usize| {
        let tasks = (0..count).map(|at| format!("<task id=\"t{at}\"/>"));
        let flow = |at: usize| format!("<sequenceFlow sourceRef=\"t{at}\" targetRef=\"t{}\"/>", at + 1);
        file(&tasks.chain((0..count - 1).map(flow)).collect::<String>())
    };
    let imported = import(chain(2_500).as_bytes(), Options::default()).unwrap();
    assert_eq!(imported.definition["seq"].as_array().unwrap().len(), 2_500);
    assert_eq!(imported.definition["seq"][2_499]["task"]["id"], "t2499");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_that_are_no_file_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(import(&bytes, Options::default()).is_err());
    }

    #[test]
    fn a_file_that_is_cut_off_is_refused(process in any_worded_process(), at in any::<Index>()) {
        let xml = export(&process);
        let whole = xml.trim_end();
        let cut = &whole.as_bytes()[..at.index(whole.len())];
        prop_assert!(import(cut, Options::default()).is_err());
    }

    #[test]
    fn a_file_that_was_tampered_with_is_refused_or_read(
        process in any_worded_process(),
        edits in prop::collection::vec((any::<Index>(), any::<Index>(), 0..4_u8), 1..4),
    ) {
        let xml = export(&process);
        let mut lines: Vec<&str> = xml.lines().collect();
        for (one, other, kind) in edits {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match kind {
                0 => drop(lines.remove(one)),
                1 => lines.swap(one, other),
                2 => lines.insert(one, lines[other]),
                _ => lines[one] = lines[other],
            }
        }
        check(&lines.join("\n"))?;
    }

    #[test]
    fn flows_that_lead_elsewhere_are_refused_or_read(
        process in any_worded_process(),
        bends in prop::collection::vec((any::<Index>(), any::<Index>()), 1..4),
    ) {
        let xml = export(&process);
        let targets: Vec<&str> = xml.match_indices("targetRef=\"").map(|(at, key)| {
            let rest = &xml[at + key.len()..];
            &rest[..rest.find('"').unwrap()]
        }).collect();
        let mut bent = xml.clone();
        for (from, to) in bends {
            let (from, to) = (from.get(&targets), to.get(&targets));
            bent = bent.replacen(&format!("targetRef=\"{from}\""), &format!("targetRef=\"{to}\""), 1);
        }
        check(&bent)?;
    }
}
