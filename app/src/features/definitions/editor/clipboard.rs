//! What was copied, kept on this device so that it can be put into any form.

use schema::form::design::Piece;

/// The name it is kept under.
#[cfg(feature = "hydrate")]
const NAME: &str = "form-piece";

/// Keeps a copy.
#[cfg(feature = "hydrate")]
pub fn keep(piece: &Piece) {
    if let Ok(text) = serde_json::to_string(piece) {
        crate::device::keep(NAME, &text);
    }
}

/// What was copied last.
#[cfg(feature = "hydrate")]
pub fn kept() -> Option<Piece> {
    serde_json::from_str(&crate::device::kept(NAME)?).ok()
}

/// The server has no device.
#[cfg(not(feature = "hydrate"))]
pub const fn keep(_piece: &Piece) {}

/// The server has no device.
#[cfg(not(feature = "hydrate"))]
pub const fn kept() -> Option<Piece> {
    None
}
