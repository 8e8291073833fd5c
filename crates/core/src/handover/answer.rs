//! Answering a claim: to countersign it, to contest it, to decide.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Edit, Payload, REMOVED};

use super::claim::{Prepared, support};
use super::{home, level};
use crate::device::{Failure, Session};

/// What somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// They answer for it too.
    Countersign,
    /// They contest it: the level above is to decide.
    Contest {
        /// Why.
        reason: String,
    },
    /// They contest it no more.
    StopContesting,
    /// They made it, and take it back.
    Withdraw,
    /// The level above decides that it is right.
    Uphold {
        /// Why.
        reason: Option<String>,
    },
    /// The level above decides that it isn't.
    Dismiss {
        /// Why.
        reason: Option<String>,
    },
}

/// Prepares an answer.
///
/// # Errors
/// [`Failure::NotFound`] when the claim isn't known here.
pub async fn prepare_answer(session: &Session, claim: SubjectId, answer: &Answer) -> Result<Prepared, Failure> {
    let (stream, own) = (home(session, claim).await?, session.holder().await);
    let contested = format!("contested/{own}");
    let ruled = |ruling: &str, reason: &Option<String>| {
        let mut edits =
            vec![Edit::set("ruling", Value::text(ruling)), Edit::set("ruled_by", Value::bytes(own.as_bytes()))];
        edits.extend(reason.as_deref().map(|reason| Edit::set("reason", Value::text(reason))));
        edits
    };
    let (kind, edits) = match answer {
        Answer::Countersign => ("claim_countersigned", vec![support(own, level(session, stream).await?.as_str())]),
        Answer::Contest { reason } => ("claim_contested", vec![Edit::set(&contested, Value::text(reason.as_str()))]),
        Answer::StopContesting => ("contest_withdrawn", vec![Edit::set(&contested, Value::Null)]),
        Answer::Withdraw => ("claim_withdrawn", vec![Edit::set(REMOVED, Value::Bool(true))]),
        Answer::Uphold { reason } => ("claim_upheld", ruled("upheld", reason)),
        Answer::Dismiss { reason } => ("claim_dismissed", ruled("dismissed", reason)),
    };
    let intent =
        Intent { stream, subject: claim, payload: Payload::new(kind, 1, edits), act: None, depends_on: Vec::new() };
    Ok(Prepared { claim, intent })
}
