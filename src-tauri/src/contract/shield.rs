//! Around a handover: what may be changed alone.

use serde::Serialize;
use specta::Type;

/// How many people of the roster one may change alone in 24 hours. What goes beyond waits for somebody else.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Shield {
    pub most: u32,
    /// How many of them are left.
    pub left: u32,
    /// Who else keeps the roster and can agree, by name.
    pub others: Vec<String>,
}
