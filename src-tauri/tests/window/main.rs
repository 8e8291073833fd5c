//! Drives the real program: its window, its keyring, a real server.
//!
//! One test at a time has the screen: a window that another one covers isn't painted.

#![expect(clippy::unwrap_used, reason = "a test that can't go on panics")]

mod again;
mod alone;
mod delegation;
mod desk;
mod first_evening;
mod first_run;
mod from_above;
mod laptops;
mod late;
mod memory;
mod others;
mod past;
mod profiles;
mod proposals;
mod recovery;
mod reminder;
mod silent;
mod stage;
mod succession;
mod tray;

use jiff::Zoned;
use tokio::sync::{Mutex, MutexGuard};

/// Held by the test that has the screen.
async fn screen() -> MutexGuard<'static, ()> {
    static SCREEN: Mutex<()> = Mutex::const_new(());
    SCREEN.lock().await
}

#[expect(clippy::disallowed_methods, reason = "the program under test has the real clock too")]
fn now() -> Zoned {
    Zoned::now().in_tz("Europe/Paris").unwrap()
}
