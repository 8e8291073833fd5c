//! A power cut: what a disk may hold after one, rebuilt from all that a program asked of the system
//! (decision 0038).
//!
//! - `trace`: what `strace` wrote down.
//! - [`Disk`]: the files under one folder, with everything that was done to them and in which order.
//! - [`Image`]: what is left of them when the current fails at one instant, drawn by seed.

mod disk;
mod image;
mod program;
mod trace;

pub use disk::{Answer, Disk, Place};
pub use image::{Image, Syncs};
pub use program::{Followed, followed};
