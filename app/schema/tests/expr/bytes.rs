//! The target of `make fuzz`, on stable: any bytes are a rule, data and facts.

use proptest::prelude::*;

#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        fuzz::expr(&bytes);
    }
}

#[test]
fn many_bytes_are_expressions() {
    let mut state = 1_u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    // Eleven is an operator: a rule that is more than a constant.
    let mut rule = || std::iter::once(11).chain((0..60).map(|_| random())).collect::<Vec<_>>();
    let expressions = (0..1_000).filter(|_| fuzz::expr(&rule())).count();
    assert!(expressions > 300, "{expressions} of 1000");
}
