//! The one place that reads the clock and takes chance from the system; everything else is handed them (J13).

use coopol_domain::time::Instant;

/// What surrounds the program: time and chance. Tests bring their own.
pub trait Ambient: Send + Sync {
    /// What the machine's clock shows.
    fn now(&self) -> Instant;
    /// Fills `bytes` with chance that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Ambient for System {
    #[expect(clippy::disallowed_methods, reason = "the one clock of every program that has a device")]
    fn now(&self) -> Instant {
        let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Instant(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
    }

    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("a system without a source of chance can't run a program that keeps secrets");
    }
}

/// `N` bytes of chance.
pub(crate) fn chance<const N: usize>(ambient: &dyn Ambient) -> [u8; N] {
    let mut bytes = [0; N];
    ambient.fill(&mut bytes);
    bytes
}
