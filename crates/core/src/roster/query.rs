//! What is asked of the list: words, filters, an order, a window.

use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Any part of name, e-mail, phone, commune or number.
    pub text: String,
    /// All of them have to hold.
    pub filters: Vec<Filter>,
    /// In which order.
    pub sort: Sort,
}

/// An order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// Whether the other way round.
    pub descending: bool,
}

/// The rows that a screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many come before.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A condition that a row satisfies or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// A member who paid for this year.
    UpToDate,
    /// A member who didn't.
    Late,
    /// In regular contact without being a member.
    RegularContact,
    /// No e-mail is known.
    WithoutEmail,
    /// An overlap waits.
    ToVerify,
    /// Once a member.
    FormerMember,
}

/// What can be shown and sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// Last name, then first.
    #[default]
    Name,
    /// The commune.
    Commune,
    /// The first e-mail.
    Email,
    /// The first phone.
    Phone,
    /// The legal category.
    Category,
    /// Dues of this year.
    Dues,
    /// The membership number.
    Number,
    /// The day of joining.
    Since,
    /// The oldest verification.
    Verified,
}

/// Of the sheet: [`super::dues::Payment::counts`].
pub(super) const PAID: &str = "EXISTS (SELECT 1 FROM dues WHERE dues.person = people.id AND dues.year = ";
pub(super) const PAID_END: &str = " AND dues.amount_cents > 0 AND NOT dues.removed)";
pub(super) const TO_VERIFY: &str =
    "EXISTS (SELECT 1 FROM overlaps WHERE overlaps.stream = people.stream AND overlaps.subject = people.id)";

impl Filter {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::UpToDate, Self::Late, Self::RegularContact, Self::WithoutEmail, Self::ToVerify, Self::FormerMember];

    /// As saved lists name it, for ever.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UpToDate => "up_to_date",
            Self::Late => "late",
            Self::RegularContact => "regular_contact",
            Self::WithoutEmail => "without_email",
            Self::ToVerify => "to_verify",
            Self::FormerMember => "former_member",
        }
    }

    pub(super) fn is_about_dues(self) -> bool {
        matches!(self, Self::UpToDate | Self::Late)
    }

    pub(super) fn condition(self, query: &mut QueryBuilder<Sqlite>, year: i16) {
        match self {
            Self::UpToDate => query.push("category = 'member' AND ").push(PAID).push_bind(year).push(PAID_END),
            Self::Late => query.push("category = 'member' AND NOT ").push(PAID).push_bind(year).push(PAID_END),
            Self::RegularContact => query.push("category = 'regular_contact'"),
            Self::WithoutEmail => query.push("email IS NULL"),
            Self::ToVerify => query.push(TO_VERIFY),
            Self::FormerMember => query.push("category = 'former_member'"),
        };
    }
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Commune,
        Self::Email,
        Self::Phone,
        Self::Category,
        Self::Dues,
        Self::Number,
        Self::Since,
        Self::Verified,
    ];

    /// As saved lists name it, for ever.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Commune => "commune",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Category => "category",
            Self::Dues => "dues",
            Self::Number => "number",
            Self::Since => "since",
            Self::Verified => "verified",
        }
    }
}

impl Sort {
    /// The order as SQLite reads it. The name is asked for once: asked for twice, it isn't the order of the index any more.
    pub(super) fn order(self, query: &mut QueryBuilder<Sqlite>, year: i16) {
        let column = match self.column {
            Column::Name => "sort_key",
            Column::Commune => "folded_city",
            Column::Email => "email",
            Column::Phone => "phone",
            Column::Category => "category",
            Column::Dues => PAID,
            Column::Number => "number",
            Column::Since => "joined_on",
            Column::Verified => "verified_on",
        };
        query.push(" ORDER BY ").push(column);
        if self.column == Column::Dues {
            query.push_bind(year).push(PAID_END);
        }
        query.push(if self.descending { " DESC" } else { "" });
        if self.column != Column::Name {
            query.push(", sort_key");
        }
    }
}
