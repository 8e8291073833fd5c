//! What the departure shield holds, and who may agree to what waits.

use coopol_domain::access::{Need, Verb};
use coopol_domain::authority::Bulk;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds;

use super::{Proposal, waiting};
use crate::device::{Failure, Session};

/// What others did and the departure shield holds until somebody else agrees (J3.7), in all that is read here, each with the part of
/// the records it is of, oldest first. Of an act only what it changes, not what holds it together.
pub(crate) async fn shielded(session: &Session) -> Result<Vec<(Compartment, Proposal)>, Failure> {
    let own = session.holder().await;
    let others = |proposal: &Proposal, need| need == Some(Need::SecondMandate) && proposal.author != Some(own);
    let all = waiting(session, Verb::Read, others).await?;
    let held = session.held().await;
    let kept = |proposal: &Proposal| {
        let kept = held.iter().find(|held| held.stream == proposal.place.0)?.compartment;
        (Bulk::watches(kept) && Bulk::touch(kept, &proposal.kind, proposal.at).is_some()).then_some(kept)
    };
    Ok(all.into_iter().filter_map(|proposal| Some((kept(&proposal)?, proposal))).collect())
}

impl Proposal {
    /// Whether whoever holds this device may agree to it.
    pub(crate) fn is_answered_here(&self) -> bool {
        self.verbs.has(self.answered_by())
    }

    /// What it takes to agree: what it took to ask, where that isn't to write it.
    fn answered_by(&self) -> Verb {
        match kinds::current(&self.kind) {
            Some(kind) if matches!(kind.verb, Verb::Invite | Verb::Erase) => kind.verb,
            _ => Verb::Write,
        }
    }
}
