//! The window (综合窗口): a clerk files for somebody who stands there, or calls. What is filed is an application as any other, and
//! belongs to its applicant; here is only who may begin one for whom.

pub mod http;
pub mod prepared;
