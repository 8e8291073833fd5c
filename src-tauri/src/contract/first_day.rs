//! What somebody finds on their first day in office.

use serde::Serialize;
use specta::Type;

use super::agenda::AgendaRow;
use super::base::{Day, Id};
use super::session::Office;

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FirstDay {
    /// Nothing for an office that doesn't see it, here and below.
    pub people: Option<PeopleReceived>,
    pub events: Option<EventsReceived>,
    pub documents: Option<DocumentsReceived>,
    /// What waits in À vérifier.
    pub to_verify: u32,
    pub refused: u32,
    /// From this day on,
    pub changed_since: Day,
    /// who changed the roster; whoever touched most people first. Nothing without a roster.
    pub changed: Option<Vec<RosterAuthor>>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PeopleReceived {
    pub total: u32,
    pub up_to_date: u32,
    pub late: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct EventsReceived {
    /// Those to come.
    pub total: u32,
    /// The first of them.
    pub next: Vec<AgendaRow>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct DocumentsReceived {
    pub total: u32,
    /// The latest minutes.
    pub minutes: Vec<Minutes>,
}

/// Minutes of a meeting.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Minutes {
    pub id: Id,
    pub title: String,
    pub date: Day,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct RosterAuthor {
    pub name: String,
    pub office: Office,
    /// People whose sheets they touched.
    pub people: u32,
}
