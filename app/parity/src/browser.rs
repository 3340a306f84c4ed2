//! The half of the browser, with its own `RegExp`.

#[path = "../../src/forms/matcher.rs"]
mod matcher;

use std::panic;

use schema::expr::Expr;
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

use self::matcher::BrowserMatcher;
use super::outcome::{World, outcome};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

/// Says aloud why it ends, if it does.
#[wasm_bindgen]
pub fn open() {
    panic::set_hook(Box::new(|panic| error(&panic.to_string())));
}

/// The outcomes of so many pairs, a line each, as bytes.
#[wasm_bindgen]
pub fn outcomes(from: u32, count: u32) -> Vec<u8> {
    let world = World::new(&BrowserMatcher);
    let seeds = u64::from(from)..u64::from(from) + u64::from(count);
    let lines: String = seeds.map(|seed| outcome(seed, &world) + "\n").collect();
    lines.into_bytes()
}

/// The value of a rule on data, each as JSON, or why it is no rule.
#[wasm_bindgen]
pub fn expression(rule: &str, data: &str) -> String {
    let read = |text| serde_json::from_str::<Value>(text).unwrap_or_default();
    match Expr::parse(&read(rule)) {
        Ok(expr) => expr.eval(&read(data)).to_string(),
        Err(error) => error.to_string(),
    }
}
