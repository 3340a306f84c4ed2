//! Bills: one's own and each with its lines, the demonstration of paying, and the desk that waives.

mod demonstration;
mod desk;
mod lines;
mod mine;
mod one;

pub use demonstration::DemonstrationPage;
pub use desk::DeskBillsPage;
pub use mine::MyBillsPage;
pub use one::BillPage;

use schema::bills::BillStatus;

use crate::prelude::*;
use crate::text::{Bills, use_words};

/// The words of this room in the page's language.
fn texts() -> Bills {
    Bills(use_words().locale)
}

/// How a bill or a line stands, in words and by shape.
#[component]
fn Stands(status: BillStatus) -> impl IntoView {
    let class = if status == BillStatus::Open { "stands" } else { "stands holds" };
    view! { <b class=class>{texts().status(status)}</b> }
}
