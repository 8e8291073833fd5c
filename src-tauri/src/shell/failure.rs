//! What the core says when a command fails, as the page understands it.

use coopol_core::archive::ArchiveError;
use coopol_core::cache::CacheError;
use coopol_core::device::{self, Rule, SyncError};
use coopol_core::transport::TransportError;
use coopol_domain::kinds::Refusal;

use crate::contract::failure::{ErrorCode, Failure};

/// No profile is open: the page shows why, and calls nothing.
pub fn closed() -> Failure {
    Failure::new(ErrorCode::Forbidden, "no profile is open")
}

impl From<device::Failure> for Failure {
    fn from(error: device::Failure) -> Self {
        use device::Failure as Core;
        match error {
            Core::Refused(refusal) => refused(&refusal),
            Core::Invalid { field, rule, .. } => invalid(field, rule),
            Core::NotFound { what: "proposal", .. } => Self::new(ErrorCode::Answered, error),
            Core::NotFound { .. } => Self::new(ErrorCode::NotFound, error),
            Core::NotUndoable(reason) => Self::new(ErrorCode::NotUndoable, reason),
            Core::ToBeErased { .. } => Self::new(ErrorCode::Unchanged, error),
            Core::HistoryComing => Self::new(ErrorCode::Busy, error),
            Core::LeaseOver { .. } | Core::ClockBehind { .. } | Core::NoStream { .. } => {
                Self::new(ErrorCode::Forbidden, error)
            }
            Core::Unagreed { ref others, asked } => {
                let others = others.join(", ");
                Self::new(ErrorCode::Unagreed, error).with("others", others).with("asked", u32::from(asked))
            }
            Core::Cache(error) => error.into(),
        }
    }
}

/// Only what takes another right is told as such.
fn refused(refusal: &Refusal) -> Failure {
    let field = |field: &String| Failure::new(ErrorCode::Invalid, refusal).with("field", field.as_str());
    match refusal {
        Refusal::FieldMissing { field: name } => field(name).with("rule", "required"),
        Refusal::ValueInvalid { field: name } => field(name),
        Refusal::Taken { field: name } => field(name).with("rule", "taken"),
        Refusal::SubjectMissing | Refusal::Gone => Failure::new(ErrorCode::NotFound, refusal),
        Refusal::NothingChanged => Failure::new(ErrorCode::Unchanged, refusal),
        Refusal::NotWaiting => Failure::new(ErrorCode::Answered, refusal),
        _ => Failure::new(ErrorCode::Forbidden, refusal),
    }
}

impl From<CacheError> for Failure {
    fn from(error: CacheError) -> Self {
        match error {
            CacheError::Full => Self::new(ErrorCode::DiskFull, error),
            error => Self::bug(&error),
        }
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Transport(error) => error.into(),
            SyncError::Cache(error) => error.into(),
            SyncError::Alarm(_) | SyncError::ReadOnly => Self::new(ErrorCode::Forbidden, error),
        }
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        let code = match error {
            TransportError::Unproven { .. } => ErrorCode::ServerUnproven,
            TransportError::Offline { .. } | TransportError::Unreadable { .. } => ErrorCode::Offline,
            TransportError::Busy { .. } | TransportError::OtherSnapshot | TransportError::Restoring(_) => {
                ErrorCode::Busy
            }
            TransportError::Unwelcome | TransportError::Suspended(_) => ErrorCode::Forbidden,
            TransportError::Refused { .. }
            | TransportError::Gap(_)
            | TransportError::NotYet { .. }
            | TransportError::Address { .. }
            | TransportError::Own { .. }
            | TransportError::Leaving => ErrorCode::Bug,
        };
        Self::new(code, error)
    }
}

/// A value that breaks a rule: what was given stays out of it, since this goes to the log.
pub fn invalid(field: &str, rule: Rule) -> Failure {
    let word = match rule {
        Rule::Required => "required",
        Rule::TooLong => "too_long",
        Rule::Email => "email",
        Rule::Phone => "phone",
        Rule::Day | Rule::Choice => "day",
        Rule::Future => "future",
        Rule::Amount => "amount",
    };
    Failure::new(ErrorCode::Invalid, format!("{field}: {rule}")).with("field", field).with("rule", word)
}

/// What goes wrong with files. `name`: of the file, for whoever reads the sentence.
pub fn of_archive(error: ArchiveError, name: &str) -> Failure {
    match error {
        ArchiveError::Failure(error) => error.into(),
        ArchiveError::Transport(error) => error.into(),
        ArchiveError::Empty => Failure::new(ErrorCode::FileUnreadable, error).with("name", name),
        ArchiveError::TooLarge { most, .. } => {
            let limit = u32::try_from(most / 1_048_576).unwrap_or(u32::MAX);
            Failure::new(ErrorCode::FileTooLarge, error).with("name", name).with("limit", limit)
        }
        ArchiveError::NotNamed | ArchiveError::NotHere => Failure::new(ErrorCode::Offline, error),
        ArchiveError::NoFile => Failure::new(ErrorCode::NotFound, error),
        ArchiveError::Disk { ref source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
            Failure::new(ErrorCode::DiskFull, error)
        }
        error => Failure::bug(&error),
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::access::Verb;

    use super::*;

    /// Nobody is told that their mandate doesn't allow what only lacks a title.
    #[test]
    fn a_refusal_is_told_by_what_it_lacks() {
        let field = || "title".to_owned();
        for (refusal, code, rule) in [
            (Refusal::FieldMissing { field: field() }, ErrorCode::Invalid, Some("required")),
            (Refusal::ValueInvalid { field: field() }, ErrorCode::Invalid, None),
            (Refusal::Gone, ErrorCode::NotFound, None),
            (Refusal::SubjectMissing, ErrorCode::NotFound, None),
            (Refusal::NothingChanged, ErrorCode::Unchanged, None),
            (Refusal::NotWaiting, ErrorCode::Answered, None),
            (Refusal::NotGranted { kind: "promise_made".to_owned(), verb: Verb::Write }, ErrorCode::Forbidden, None),
            (Refusal::UnitClosed, ErrorCode::Forbidden, None),
            (Refusal::BeyondOwnTerm, ErrorCode::Forbidden, None),
        ] {
            let told = Failure::from(device::Failure::Refused(refusal));
            assert_eq!(
                (told.code, told.details.get("rule").cloned()),
                (code, rule.map(Into::into)),
                "{}",
                told.message
            );
        }
    }
}
