//! What goes out comes back as it was.

use proptest::prelude::*;

use super::super::super::Process;
use super::super::{Options, export, import};
use super::chance::any_worded_process;

/// The processes that every hall has.
const SEEDS: [&str; 5] = [
    include_str!("../../../../fixtures/process-simple.json"),
    include_str!("../../../../../../server/seed/processes/disclosure-request.json"),
    include_str!("../../../../../../server/seed/processes/food-business-licence.json"),
    include_str!("../../../../../../server/seed/processes/instant.json"),
    include_str!("../../../../../../server/seed/processes/standard.json"),
];

fn check(process: &Process) {
    let xml = export(process);
    let back =
        import(xml.as_bytes(), Options::default()).unwrap_or_else(|refused| panic!("{refused}\n{xml}"));
    assert_eq!(back.losses, [], "{xml}");
    assert_eq!(back.problems, [], "{xml}");
    let again = Process::read(&back.definition.to_string()).unwrap();
    assert_eq!(&again, process, "{xml}");
    // Nothing hangs on chance: the same process is the same file, with the same drawing.
    assert_eq!(export(&again), xml);
}

#[test]
fn the_processes_of_the_hall_come_back() {
    for definition in SEEDS {
        check(&Process::read(definition).unwrap());
    }
}

#[test]
fn a_file_in_another_encoding_says_the_same() {
    let process = Process::read(SEEDS[2]).unwrap();
    let xml = export(&process);
    let plain = import(xml.as_bytes(), Options::default()).unwrap();
    let wide = xml.replace("UTF-8", "UTF-16");
    let units = || std::iter::once(0xfeff).chain(wide.encode_utf16());
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    let marked = [&[0xef, 0xbb, 0xbf], xml.as_bytes()].concat();
    for bytes in [little, big, marked] {
        assert_eq!(import(&bytes, Options::default()).as_ref(), Ok(&plain));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_process_comes_back(process in any_worded_process()) {
        check(&process);
    }
}
