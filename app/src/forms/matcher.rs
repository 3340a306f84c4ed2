//! ECMA-262 patterns by the browser's own `RegExp`.

use js_sys::{Array, Function, Reflect, RegExp};
use schema::form::Matcher;
use wasm_bindgen::{JsCast, JsValue};

/// Matches with the flag `u`; patterns of older forms, which only hold without it, without.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserMatcher;

impl Matcher for BrowserMatcher {
    fn is_match(&self, pattern: &str, text: &str) -> bool {
        let made = made(pattern, "u").or_else(|_| made(pattern, ""));
        // A pattern that is none holds nobody up, here or at the server.
        made.map_or(true, |pattern| pattern.test(text))
    }
}

/// The plain constructor throws at a pattern that is none; `Reflect` gives the error back instead.
fn made(pattern: &str, flags: &str) -> Result<RegExp, JsValue> {
    let arguments = Array::of2(&JsValue::from_str(pattern), &JsValue::from_str(flags));
    let constructor = Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp"))?;
    Reflect::construct(constructor.unchecked_ref::<Function>(), &arguments).map(JsCast::unchecked_into)
}
