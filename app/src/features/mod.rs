//! The pages, a folder a feature. Features do not know each other. Those the browser never draws
//! are not compiled for it.

#[cfg(not(feature = "hydrate"))]
pub mod accounts;
#[cfg(any(not(feature = "hydrate"), feature = "forms"))]
pub mod applications;
#[cfg(not(feature = "hydrate"))]
pub mod ask;
#[cfg(not(feature = "hydrate"))]
pub mod bills;
#[cfg(not(feature = "hydrate"))]
pub mod bundles;
#[cfg(not(feature = "hydrate"))]
pub mod cases;
#[cfg(not(feature = "hydrate"))]
pub mod catalogue;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub mod dashboards;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub mod definitions;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub mod desk;
#[cfg(not(feature = "hydrate"))]
pub mod disclosures;
#[cfg(not(feature = "hydrate"))]
pub mod enquiries;
#[cfg(not(feature = "hydrate"))]
pub mod guides;
#[cfg(not(feature = "hydrate"))]
pub mod hall;
#[cfg(not(feature = "hydrate"))]
pub mod home;
#[cfg(not(feature = "hydrate"))]
pub mod licences;
#[cfg(not(feature = "hydrate"))]
pub mod notices;
#[cfg(not(feature = "hydrate"))]
pub mod performance;
#[cfg(not(feature = "hydrate"))]
pub mod printing;
#[cfg(not(feature = "hydrate"))]
pub mod proceedings;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub mod processes;
#[cfg(not(feature = "hydrate"))]
pub mod questionnaires;
#[cfg(not(feature = "hydrate"))]
pub mod site_search;
#[cfg(not(feature = "hydrate"))]
pub mod supervision;
#[cfg(not(feature = "hydrate"))]
pub mod surveys;
#[cfg(not(feature = "hydrate"))]
pub mod window;
