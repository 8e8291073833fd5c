//! Others who work with the same database: what they write is heard of, and what one alone may do at a time is done in turn.

use std::any::Any;
use std::fmt;
use std::pin::Pin;

use coopol_domain::id::StreamId;

use crate::StoreError;

/// Where a stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Which.
    pub stream: StreamId,
    /// How many entries it has.
    pub size: u64,
    /// How many of its subjects were erased.
    pub erased: u64,
}

/// What is heard in a while.
pub type Heard<'a> = Pin<Box<dyn Future<Output = Result<Position, StoreError>> + Send + 'a>>;

/// Hears of every commit that moved a stream on, whoever made it, from when it was opened until it fails. What was written
/// before or after that is found by comparing positions.
pub trait Ear: Send {
    /// The next position.
    fn hear(&mut self) -> Heard<'_>;
}

/// What one process at a time may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Writing in the authority's own name: its pushes to a stream come one after the other, and what it looked at holds.
    Own,
    /// Writing the bytes of one file; files that share a number wait for each other.
    File(u16),
}

/// One's turn, as long as it is kept.
#[derive(Default)]
pub struct Turn(Option<Box<dyn Any + Send>>);

impl Turn {
    /// It ends when `held` is dropped.
    pub fn until_dropped(held: impl Any + Send) -> Self {
        Self(Some(Box::new(held)))
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Turn").field("among_others", &self.0.is_some()).finish()
    }
}
