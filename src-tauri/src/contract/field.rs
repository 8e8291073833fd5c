//! What a change did to one field.

use serde::Serialize;
use specta::Type;

/// Every field a change can touch, as the screens name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    GivenName,
    FamilyName,
    BornOn,
    Email,
    Mobile,
    Landline,
    Address,
    Civility,
    Number,
    Since,
    Until,
    Origin,
    Tag,
    Category,
    Note,
    Title,
    Kind,
    Place,
    When,
    Date,
    Amount,
    /// Of dues.
    Year,
    /// Of a suspension.
    Ground,
    /// Of somebody, at an event.
    Attendance,
    /// What a saved list asks of the roster.
    Question,
    MessageSubject,
    Body,
    /// Of an event.
    Cancelled,
    /// Out of the list, or in it.
    Removed,
    /// The section that somebody was sent to.
    Destination,
    /// The section that somebody came from.
    CameFrom,
    /// Of something that is good to know.
    HeldBy,
    Theme,
    PromisedTo,
    /// The day by which a promise is to be kept.
    DueOn,
    /// Of a unit, or a laptop.
    Name,
    Zone,
    Code,
    /// One that has no name of its own on screen.
    Other,
}

/// Raw values: a day as `Day`, a moment as `WallTime`, enumerations by their code.
#[derive(Debug, Clone, Serialize, Type)]
pub struct FieldChange {
    pub field: FieldName,
    /// Of a mark at an event, whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub whose: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}
