//! What the hall does, a folder each: `http` (verbs), `domain` (decisions), `store` (SQL).

pub mod accounts;
pub mod applications;
pub mod ask;
pub mod audit;
pub mod bench;
pub mod bundles;
pub mod calendar;
pub mod cases;
pub mod catalogue;
pub mod custody;
pub mod dashboards;
pub mod definitions;
pub mod demo;
pub mod exchange;
pub mod health;
pub mod home;
pub mod licences;
pub mod messages;
pub mod notices;
pub mod outbox;
pub mod payments;
pub mod proceedings;
pub mod questionnaires;
pub mod regions;
pub mod slips;
pub mod window;
