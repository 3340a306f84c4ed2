//! What runs beside a case or a joint application: meetings and site visits (联审、踏勘), requests for help (协办), hearings and tests with
//! parties from outside (听证、检验), and what is sent up to a superior body (提请协调). What is decided is `schema::proceedings`; who is
//! invited sees what was attached for them and nothing else of the case.

mod calling;
pub mod desk;
mod domain;
mod ending;
mod following;
pub mod guests;
mod here;
pub mod http;
pub mod lateness;
mod log;
mod store;
mod view;

pub use self::following::{Happened, end_with_whole, follow};
