//! The way through blocks, case by case.
