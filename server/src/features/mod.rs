//! What the hall does, a folder each: `http` (verbs), `domain` (decisions), `store` (SQL).

pub mod accounts;
pub mod audit;
pub mod catalogue;
pub mod health;
pub mod home;
