//! Edits one by one.
