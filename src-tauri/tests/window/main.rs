//! Drives the real program: its window, its keyring, a real server.
//!
//! One test at a time has the screen: a window that another one covers isn't painted.

#![expect(clippy::unwrap_used, reason = "a test that can't go on panics")]

mod first_evening;
mod first_run;
mod others;
mod reminder;
mod stage;

use tokio::sync::{Mutex, MutexGuard};

/// Held by the test that has the screen.
async fn screen() -> MutexGuard<'static, ()> {
    static SCREEN: Mutex<()> = Mutex::const_new(());
    SCREEN.lock().await
}
