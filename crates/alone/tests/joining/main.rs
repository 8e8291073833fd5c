//! What a server makes of a section that is handed over (J5.4, J10): all of it, or nothing and a reason by name.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod erased;
mod judged;
mod scene;
