//! « Quitter », from outside the window: what is begun in the page and not saved is asked about first.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Manager as _};
use tauri_specta::Event as _;

use crate::contract::event::CoreEvent;
use crate::window;

/// What the page said of what it holds.
#[derive(Debug, Default)]
pub struct Holding {
    held: AtomicBool,
    asked: AtomicBool,
}

impl Holding {
    /// Something would be lost now, or nothing any more. Whoever was asked has answered.
    pub fn hold(&self, held: bool) {
        tracing::info!(held, "what is begun in the window");
        self.held.store(held, Ordering::Relaxed);
        self.asked.store(false, Ordering::Relaxed);
    }

    /// Whether the program ends without asking. Quitting again while the question stands means it: a page that answers no
    /// more never keeps the program.
    fn ends(&self) -> bool {
        !self.held.load(Ordering::Relaxed) || self.asked.swap(true, Ordering::Relaxed)
    }
}

/// Ends the program, or brings the window forward with its question.
pub fn quit(app: &AppHandle) {
    if app.try_state::<Holding>().is_none_or(|holding| holding.ends()) {
        app.exit(0);
        return;
    }
    window::open(app, None);
    if let Err(error) = CoreEvent::Quit.emit(app) {
        tracing::warn!(%error, "the page can't be asked");
        app.exit(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_lost_is_asked_about_and_once() {
        let holding = Holding::default();
        assert!(holding.ends());
        holding.hold(true);
        assert_eq!([holding.ends(), holding.ends()], [false, true]);
        // Answered: « Rester ».
        holding.hold(true);
        assert!(!holding.ends());
        holding.hold(false);
        assert!(holding.ends());
    }
}
