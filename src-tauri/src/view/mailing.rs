//! Messages that the server sends at their time.

use coopol_core::desk::{NotScheduled, Scheduled, Stage};
use coopol_domain::mailing::NotAsked;
use jiff::civil::DateTime;

use super::{count, desk, time};
use crate::contract::base::WallTime;
use crate::contract::desk::{ByServer, MailingCounts, MailingRow, MailingStage};
use crate::contract::failure::{ErrorCode, Failure};

pub fn row(mailing: Scheduled) -> MailingRow {
    let (addressed, outcome) = (mailing.addressed.unwrap_or_default(), mailing.outcome.unwrap_or_default());
    MailingRow {
        id: mailing.id.to_string(),
        subject: mailing.subject,
        body: mailing.body,
        query: mailing.question.query().ok().as_ref().map(desk::asked),
        at: mailing.at.strftime(time::MINUTE).to_string(),
        answered_by: mailing.answered_by,
        own: mailing.own,
        stage: stage(mailing.stage),
        counts: MailingCounts {
            addressed: count(addressed.addressed),
            without_address: count(addressed.without_address),
            sent: count(outcome.sent),
            refused: count(outcome.refused),
            unknown: count(outcome.unknown),
            gone: count(outcome.gone),
        },
    }
}

const fn stage(stage: Stage) -> MailingStage {
    match stage {
        Stage::Scheduled => MailingStage::Scheduled,
        Stage::WaitsForHolder => MailingStage::WaitsForHolder,
        Stage::WaitsForSecond => MailingStage::WaitsForSecond,
        Stage::WaitsForTime => MailingStage::WaitsForTime,
        Stage::Sending => MailingStage::Sending,
        Stage::Sent => MailingStage::Sent,
    }
}

/// When, as the page says it.
pub fn at(given: &WallTime) -> Result<DateTime, Failure> {
    given.parse().map_err(|_| to_come(&"not a time"))
}

/// Whether the server can send it; what went wrong otherwise, where it isn't that.
pub fn by_server(asked: Result<(), NotScheduled>) -> Result<ByServer, Failure> {
    match asked {
        Ok(()) => Ok(ByServer::Possible),
        Err(NotScheduled::NoMail) => Ok(ByServer::NoMail),
        Err(NotScheduled::NotAsked(NotAsked { .. })) => Ok(ByServer::NotAsked),
        Err(other) => Err(other.into()),
    }
}

impl From<NotScheduled> for Failure {
    fn from(error: NotScheduled) -> Self {
        match error {
            NotScheduled::NoMail => Self::new(ErrorCode::NoMail, error),
            // What was sought stays out of the log.
            NotScheduled::NotAsked(_) => {
                Self::new(ErrorCode::Invalid, "not asked by the server").with("field", "question")
            }
            NotScheduled::NotToCome { .. } => to_come(&error),
            NotScheduled::Begun => Self::new(ErrorCode::Begun, error),
            NotScheduled::Failure(error) => error.into(),
        }
    }
}

fn to_come(why: &impl ToString) -> Failure {
    Failure::new(ErrorCode::Invalid, why.to_string()).with("field", "at").with("rule", "to_come")
}
