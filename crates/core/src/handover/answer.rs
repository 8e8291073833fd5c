//! Answering a claim: to countersign it, to contest it, to decide.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Edit, Payload, REMOVED};

use super::claim::{Prepared, support};
use super::{Standing, Voice, home, level};
use crate::device::{Failure, Session};

/// Stands where a reason will be, when an answer is only weighed.
const UNSAID: &str = "…";
/// Stands where the minutes will be.
const UNFILED: SubjectId = SubjectId::from_bytes([0; 16]);

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
    /// Somebody of the unit gives the minutes that it lacks.
    Minutes {
        /// Where they are in its archives.
        document: SubjectId,
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
        Answer::Minutes { document } => {
            ("claim_documented", vec![Edit::set("document", Value::bytes(document.as_bytes()))])
        }
    };
    let intent =
        Intent { stream, subject: claim, payload: Payload::new(kind, 1, edits), act: None, depends_on: Vec::new() };
    Ok(Prepared { claim, intent })
}

/// The answers that the holder of this device may give to a claim now, each without its reason or its document: what would be refused
/// isn't among them, nor what they said already.
///
/// # Errors
/// [`Failure::NotFound`] when the claim isn't known here.
pub async fn possible(session: &Session, claim: &Standing) -> Result<Vec<Answer>, Failure> {
    let own = session.holder().await;
    let said = |voices: &[Voice]| voices.iter().any(|voice| voice.holder == own);
    let reason = || Some(UNSAID.to_owned());
    let answers = [
        (!said(&claim.supported), Answer::Countersign),
        (!said(&claim.contested), Answer::Contest { reason: UNSAID.to_owned() }),
        (said(&claim.contested), Answer::StopContesting),
        (claim.made_by.holder == own || claim.holder == own, Answer::Withdraw),
        (true, Answer::Uphold { reason: reason() }),
        (true, Answer::Dismiss { reason: reason() }),
        (claim.document.is_none(), Answer::Minutes { document: UNFILED }),
    ];
    let mut possible = Vec::new();
    for (_, answer) in answers.into_iter().filter(|(sensible, _)| *sensible) {
        match prepare_answer(session, claim.id, &answer).await?.weigh(session).await {
            Ok(_) => possible.push(answer),
            Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(possible)
}
