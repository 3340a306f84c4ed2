//! Out and back, drawings, files of elsewhere, and files that are none.

mod chance;
mod drawing;
mod elsewhere;
mod meaning;
mod noise;
mod round_trip;
