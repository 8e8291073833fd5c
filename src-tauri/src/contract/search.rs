//! The palette.

use serde::Serialize;
use specta::Type;

use super::base::Subject;

/// A find of the palette.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SearchHit {
    pub subject: Subject,
    /// What tells it from another of the same name: a commune, a raw day.
    pub detail: String,
}
