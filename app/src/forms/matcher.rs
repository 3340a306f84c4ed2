//! ECMA-262 patterns by the browser's own `RegExp`.

use js_sys::RegExp;
use schema::form::Matcher;
use wasm_bindgen::{JsCast, JsValue};

/// Matches with the flag `u`.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserMatcher;

impl Matcher for BrowserMatcher {
    fn is_match(&self, pattern: &str, text: &str) -> bool {
        // The plain constructor throws at a pattern that is none; `Reflect` gives the error back instead.
        let arguments = js_sys::Array::of2(&JsValue::from_str(pattern), &JsValue::from_str("u"));
        let constructor = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp"));
        let made = constructor
            .and_then(|it| js_sys::Reflect::construct(it.unchecked_ref::<js_sys::Function>(), &arguments));
        made.map_or(true, |regexp| regexp.unchecked_into::<RegExp>().test(text))
    }
}
