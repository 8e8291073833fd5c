//! What was read of a calendar file.

use serde::Serialize;

use crate::agenda::When;

/// A file that gives no calendar at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It doesn't begin as one.
    #[error("not a calendar file")]
    NotACalendar,
    /// Too many bytes.
    #[error("a calendar file of more than {most} bytes")]
    TooLarge {
        /// How many are taken.
        most: usize,
    },
    /// Too many events.
    #[error("a calendar file of more than {most} events")]
    TooManyEvents {
        /// How many are taken.
        most: usize,
    },
}

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Reading {
    /// The events, by line.
    pub events: Vec<Found>,
    /// What couldn't be read, by line.
    pub problems: Vec<Problem>,
    /// Components that are no events: tasks, journals.
    pub others: usize,
}

/// Something that couldn't be read. The rest of the file is, all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The 1-based line.
    pub line: u32,
    /// What is wrong.
    pub code: Code,
    /// What stands there.
    pub value: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A component without its end: the file was cut.
    NotClosed,
    /// Something that no program should have written.
    NotAnEvent,
    /// No start, or one that can't be.
    NoStart,
    /// Nothing to call it by.
    NoTitle,
    /// A recurrence that can't be understood: the event is left out.
    BadRecurrence,
    /// A recurrence without end, or with too many times: those of the next two years were taken, at most 200.
    ManyTimes,
    /// A zone that nobody knows: the hours were read as those of the unit.
    UnknownZone,
}

/// An event of a file; of a recurrence, one of its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The 1-based line at which it begins.
    pub line: u32,
    /// By which it is known again.
    pub uid: String,
    /// How it is called.
    pub title: String,
    /// When.
    pub when: When,
    /// Where; empty when nothing is said.
    pub place: String,
    /// What is to be known; empty when nothing is said.
    pub description: String,
    /// The journal's word, when the file is one of Coopol's own.
    pub category: Option<String>,
    /// Whether it won't take place.
    pub cancelled: bool,
}
