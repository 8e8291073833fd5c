//! What the core answers, as the page reads it; and the few words that go the other way.

pub mod caretaker;
pub mod claim;
pub mod delegation;
pub mod desk;
pub mod device;
pub mod document;
pub mod dues;
pub mod event;
pub mod feeds;
pub mod first_day;
pub mod handover;
pub mod history;
pub mod import;
pub mod late;
pub mod mailing;
pub mod memory;
pub mod merge;
pub mod pending;
pub mod person;
pub mod request;
pub mod rollback;
pub mod seals;
pub mod season;
pub mod session;
pub mod split;
pub mod ties;
pub mod time;
pub mod unit;

use std::str::FromStr;

use coopol_core::device::Saved as CoreSaved;
use coopol_domain::id::SubjectId;

use crate::contract::base::{Created, Saved};
use crate::contract::failure::{ErrorCode, Failure};

/// An id that came from the page. One that can't be read names nothing.
pub fn id<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(ErrorCode::NotFound, "not an id"))
}

/// What was written, by the act that takes it back.
pub fn saved(done: &CoreSaved) -> Saved {
    Saved { act: done.change.to_string() }
}

/// What was made.
pub fn created(subject: SubjectId, done: &CoreSaved) -> Created {
    Created { act: done.change.to_string(), id: subject.to_string() }
}

/// A count as the page takes it: four thousand million is as good as any number beyond.
pub fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
