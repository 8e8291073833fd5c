//! The laptops of the unit, in Réglages.

use serde::Serialize;
use specta::Type;

use super::base::{Day, Id, WallTime};
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

/// An invitation of somebody who has, or had, a laptop: others have time to see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaitingLaptop {
    pub id: Id,
    /// In whose name, as they are called; empty when nothing here says it.
    pub holder: String,
    /// Who made it; empty when nothing here says it.
    pub author: String,
    /// Two sealed codes asked for it.
    pub by_codes: bool,
    /// From when it serves.
    pub opens: WallTime,
    /// It is in the name of whoever reads this.
    pub own: bool,
    /// They may put an end to it.
    pub contestable: bool,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct DevicesSheet {
    /// The oldest first.
    pub laptops: Vec<Laptop>,
    /// The first to serve first.
    pub waiting: Vec<WaitingLaptop>,
    /// Whom the holder of this laptop may invite. Nobody: they may neither invite nor shut out.
    pub invitable: Vec<Named>,
}

/// What is handed to whoever was invited; both say the same.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Handover {
    pub code: String,
    pub link: String,
    /// From when they serve; nothing when that is at once.
    pub opens: Option<WallTime>,
}
