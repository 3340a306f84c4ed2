//! Out and back, drawings, what is done by what is read, and files that are none. Those of elsewhere are in `tests/bpmn`.

mod chance;
mod drawing;
mod meaning;
mod noise;
mod round_trip;
