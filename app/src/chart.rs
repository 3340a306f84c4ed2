//! Drawing a chart over its table. The table is complete by itself; ECharts comes only where there is a chart, and
//! only in the browser.

use crate::prelude::*;
use leptos::html::Div;
use serde_json::Value;

/// A chart. Says nothing to a screen reader, and has nothing that its table has not.
#[component]
pub fn Chart(
    /// The ECharts option. Where it changes, the chart is drawn anew in its place.
    #[prop(into)]
    option: Signal<Value>,
    /// What a click on a point does, given the number of its series and its key.
    open: Callback<(usize, String)>,
) -> impl IntoView {
    let canvas = NodeRef::<Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            option.with(|option| browser::draw(&canvas, &option.to_string(), open));
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (option, open);
    view! {
        <div class="chart">
            <div class="canvas" node_ref=canvas aria-hidden="true"></div>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use js_sys::{Function, JSON, Object, Reflect};
    use leptos::prelude::{Callable, Callback, document};
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::HtmlElement;

    use crate::page::asset_path;

    /// The id of the script element, so that it is asked for once.
    const SCRIPT: &str = "echarts";

    /// Draws now when ECharts is there, else once it has come. Without it the table stands alone.
    pub fn draw(canvas: &HtmlElement, option: &str, open: Callback<(usize, String)>) {
        if set_option(canvas, option, open).is_some() {
            return;
        }
        let Some(script) = script() else { return };
        let (canvas, option) = (canvas.clone(), option.to_owned());
        let drawn = Closure::once_into_js(move || set_option(&canvas, &option, open).is_some());
        // The element may not be removed with the page: another chart of it may wait too.
        let _ = script.add_event_listener_with_callback("load", drawn.unchecked_ref::<Function>());
    }

    fn script() -> Option<web_sys::Element> {
        if let Some(script) = document().get_element_by_id(SCRIPT) {
            return Some(script);
        }
        let script = document().create_element("script").ok()?;
        script.set_id(SCRIPT);
        script.set_attribute("src", &asset_path("echarts.js")?).ok()?;
        document().head()?.append_child(&script).ok()?;
        Some(script)
    }

    /// Draws anew what is drawn there already, or for the first time.
    fn set_option(canvas: &HtmlElement, option: &str, open: Callback<(usize, String)>) -> Option<()> {
        let echarts = Reflect::get(&js_sys::global(), &"echarts".into()).ok().filter(JsValue::is_object)?;
        let option = JSON::parse(option).ok()?;
        let known = method(&echarts, "getInstanceByDom")?.call1(&echarts, canvas).ok()?;
        if known.is_object() {
            // `true`: nothing is left of what was drawn before.
            method(&known, "setOption")?.call2(&known, &option, &JsValue::TRUE).ok()?;
            return Some(());
        }
        let settings = Object::new();
        Reflect::set(&settings, &"renderer".into(), &"svg".into()).ok()?;
        let chart = method(&echarts, "init")?.call3(&echarts, canvas, &JsValue::NULL, &settings).ok()?;
        method(&chart, "setOption")?.call1(&chart, &option).ok()?;
        let clicked = Closure::<dyn Fn(JsValue)>::new(move |event| {
            if let Some(point) = point(&event) {
                open.run(point);
            }
        });
        method(&chart, "on")?.call2(&chart, &"click".into(), &clicked.into_js_value()).ok()?;
        Some(())
    }

    fn method(of: &JsValue, name: &str) -> Option<Function> {
        Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
    }

    /// The series and the key of the point that was clicked.
    fn point(event: &JsValue) -> Option<(usize, String)> {
        let series = Reflect::get(event, &"seriesIndex".into()).ok()?.as_f64()?;
        let point = Reflect::get(event, &"data".into()).ok()?;
        let key = Reflect::get(&point, &"key".into()).ok()?.as_string()?;
        Some((series as usize, key))
    }
}
