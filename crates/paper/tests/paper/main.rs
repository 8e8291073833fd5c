//! Each document is printed and read back, by another library than the one that wrote it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod dossier;
mod read;
mod recovery;
mod sealed;
