//! How often a connection was asked or told something: what a transaction costs, whatever the machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Cloning it gives another handle to the same count.
#[derive(Clone, Debug, Default)]
pub struct Turns(Arc<AtomicU64>);

impl Turns {
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
