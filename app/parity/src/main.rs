//! That the rules come to the same on both sides: `end2end/parity.mjs` runs this program as it is beside itself in
//! WebAssembly, and compares what they write about definitions and answers made by chance.

mod answers;
#[cfg(target_family = "wasm")]
mod browser;
mod chance;
mod definition;
mod logic;
#[cfg(not(target_family = "wasm"))]
mod native;
mod outcome;
mod questions;

mod seen;
mod values;
#[cfg(not(target_family = "wasm"))]
mod wanted;

#[cfg(target_family = "wasm")]
fn main() {}

#[cfg(not(target_family = "wasm"))]
fn main() -> std::io::Result<()> {
    let numbers: Result<Vec<u64>, _> = std::env::args().skip(1).map(|number| number.parse()).collect();
    match numbers.as_deref() {
        Ok([]) => native::write_wanted(),
        Ok([from, count]) => native::write(*from, *count),
        _ => Err(std::io::Error::other("usage: parity [FROM COUNT]")),
    }
}
