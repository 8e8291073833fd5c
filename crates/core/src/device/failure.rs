//! Why a command did nothing.

use coopol_domain::id::SubjectId;
use coopol_domain::journal::undo::NotInvertible;
use coopol_domain::kinds::Refusal;
use coopol_domain::time::Instant;
use coopol_ics::NotATime;

use crate::cache::CacheError;

/// What a command of the screens may fail with. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule of the domain forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A value that no such field holds.
    #[error("`{value}` can't stand in `{field}`: {rule}")]
    Invalid {
        /// Which field.
        field: &'static str,
        /// The rule that it breaks.
        rule: Rule,
        /// What was given.
        value: String,
    },
    /// It isn't there: removed, erased, out of reach, or never was.
    #[error("there is no {what} `{given}` here")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// By which name or id.
        given: String,
    },
    /// It can't be taken back.
    #[error(transparent)]
    NotUndoable(#[from] NotInvertible),
    /// The profile has not spoken with its server for too long.
    #[error("this profile has to speak with its server first")]
    LeaseOver {
        /// When it last did.
        last_contact: Option<Instant>,
    },
    /// The machine's clock shows a time more than a day before one that was seen.
    #[error("this machine's clock is more than a day behind")]
    ClockBehind {
        /// The time that was seen.
        seen: Instant,
    },
    /// The mandate gives no stream for this.
    #[error("no mandate held here gives access to the {compartment}")]
    NoStream {
        /// Which part of a unit's records was needed.
        compartment: String,
    },
    /// The history is being fetched: what was done before this device came isn't known yet.
    #[error("the history isn't here as a whole yet")]
    HistoryComing,
    /// Somebody asked for it already.
    #[error("it was asked already that this person be erased")]
    ToBeErased {
        /// Who.
        person: SubjectId,
    },
    /// While the departure shield stands, people leave as a file once somebody else agreed (J3.7).
    #[error("around a handover, people leave as a file once somebody else agreed")]
    Unagreed {
        /// Who can agree, by name.
        others: Vec<String>,
        /// Whether they were asked, and haven't answered.
        asked: bool,
    },
    /// The cache.
    #[error(transparent)]
    Cache(#[from] CacheError),
}

/// A rule that a value breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It can't be empty.
    Required,
    /// It is too long.
    TooLong,
    /// It isn't an e-mail address.
    Email,
    /// It isn't a telephone number.
    Phone,
    /// It isn't a day.
    Day,
    /// It is a day that hasn't come yet.
    Future,
    /// It isn't an amount of money above nothing.
    Amount,
    /// It isn't one of the words that are allowed.
    Choice,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Required => "it can't be empty",
            Self::TooLong => "it is too long",
            Self::Email => "an e-mail address is wanted",
            Self::Phone => "a telephone number is wanted",
            Self::Day => "a day is wanted, 2026-11-22",
            Self::Future => "that day hasn't come yet",
            Self::Amount => "an amount above nothing is wanted, 36,50",
            Self::Choice => "it isn't one of the words that are allowed",
        })
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Cache(error.into())
    }
}

impl From<NotATime> for Failure {
    fn from(error: NotATime) -> Self {
        match error {
            NotATime::Zone { given } => Self::Invalid { field: "zone", rule: Rule::Choice, value: given },
            NotATime::Time { field, given } => Self::Invalid { field, rule: Rule::Day, value: given },
        }
    }
}
