//! The laptops of the unit, in Réglages.

use serde::Serialize;
use specta::Type;

use super::base::{Day, Id};
use super::history::Named;

/// A laptop that was enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Laptop {
    pub id: Id,
    /// As its holder calls it.
    pub name: String,
    /// Whose it is, as they are called; empty when nothing here says it.
    pub holder: String,
    /// Nothing while that part of the history isn't here.
    pub since: Option<Day>,
    /// It was shut out.
    pub revoked: bool,
    /// The one that shows this.
    pub this: bool,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct DevicesSheet {
    /// The oldest first.
    pub laptops: Vec<Laptop>,
    /// Whom the holder of this laptop may invite. Nobody: they may neither invite nor shut out.
    pub invitable: Vec<Named>,
}

/// What is handed to whoever was invited; both say the same.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Handover {
    pub code: String,
    pub link: String,
}
