//! The seals against the texts that define them (RFC 6962, C2SP signed-note and tlog-checkpoint) and against an
//! independent verifier.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod checkpoint;
mod cosignature;
mod custodians;
mod key;
mod moved;
mod note;
mod proof;
mod reference;
mod tree;
