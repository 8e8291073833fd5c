//! Coming back by sealed codes.

pub mod ask;
