//! What every page is written with: leptos, with a `view!` that is always of one type.

pub use leptos::prelude::*;

/// [`leptos::view!`] with its type erased. A list of views is then one type, and not another for each kind of element;
/// every type is compiled for itself, and phones would download them all.
macro_rules! any_view {
    ($($markup:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::view! { $($markup)* })
    };
}
pub(crate) use any_view as view;
