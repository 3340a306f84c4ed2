//! Enquiries, suggestions and complaints (咨询、建议、投诉): one register, whatever way they come in. Anybody may write, with an account
//! or without; what was answered may be published.

pub mod demo;
pub mod desk;
mod here;
pub mod http;
mod log;
mod store;
pub mod urging;
mod view;
