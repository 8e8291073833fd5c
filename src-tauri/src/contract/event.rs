//! Facts that go up to the page. They carry ids only: a screen that shows one of them reads again.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use super::base::Id;
use super::session::Status;

/// Where a change was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Here,
    Elsewhere,
}

/// What a change touches: more than what has a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Person,
    Event,
    Document,
    /// Units, mandates, claims and laptops.
    Office,
}

/// One fact.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CoreEvent {
    /// No ids: many, read everything of these kinds again.
    Changed { subjects: Vec<Area>, ids: Vec<Id>, source: Source },
    /// The quiet line.
    Status { status: Status },
    /// Locked, revoked, lease over, or midnight passed: the page asks `start` again.
    Session,
    /// Somebody quits from outside the window, and the page holds what would be lost.
    Quit,
}
