//! libFuzzer's door to [`schema_fuzz::expr`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    schema_fuzz::expr(bytes);
});
