//! How long things take.

use std::time::Instant;

/// Now, to be compared with a later one.
#[expect(clippy::disallowed_methods, reason = "the one place of xtask that measures how long things take")]
pub fn now() -> Instant {
    Instant::now()
}
