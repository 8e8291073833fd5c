//! In which quality somebody comes before the authority.

use super::{Admitted, Docket};
use crate::access::{Verb, Verbs, access};
use crate::journal::Authority;
use crate::kinds::{Delegation, Mandate};
use crate::time::{DAY, Instant};
use crate::wire::Rejection;

/// For how long after a mandate's end its devices may deliver what they had not yet sent (J9), in milliseconds.
pub const LATE: u64 = 30 * DAY;

/// In which quality the author comes before the authority.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// Under a mandate that gives these verbs here.
    InOffice(Verbs, Option<Authority>),
    /// Under one that gave some and ended less than 30 days ago, or is suspended (J9).
    Late(Option<Authority>),
    /// As the authority itself.
    Authority,
}

/// The last instant at which a mandate was held under which nothing is done any more but to deliver what was late; `None`
/// for one that is held, that ended too long ago, or was never held. A suspension may last longer than 30 days, and nothing that was done
/// before it is lost by that.
pub fn last_of_late(mandate: &Mandate, now: Instant) -> Option<Instant> {
    let in_time = mandate.until.is_none_or(|end| now < end || now.since(end) < LATE);
    mandate.last_held(now).filter(|&last| in_time && last < now)
}

/// The same of a delegation.
fn last_of_delegation(delegation: &Delegation, now: Instant) -> Option<Instant> {
    let end = delegation.end();
    (end <= now && now.since(end) < LATE).then(|| end.just_before()).flatten()
}

impl Standing {
    pub fn of(admitted: &Admitted, docket: &Docket, now: Instant) -> Result<Self, Rejection> {
        let push = &admitted.submission.signed.push;
        let Some(holder) = docket.author.holder() else { return Ok(Self::Authority) };
        let stream = docket.head.stream;
        let facts = docket.facts.get(&push.mandate).copied();
        let verbs = access(holder, &docket.directory, now).under(stream, push.mandate);
        // A witness is shown size and root alone: for whoever reads nothing there, the stream doesn't exist.
        if verbs.has(Verb::Read) {
            return Ok(Self::InOffice(verbs, facts));
        }
        let mandate = docket.directory.mandates.get(&push.mandate).filter(|mandate| mandate.holder == holder);
        let last = mandate.and_then(|mandate| last_of_late(mandate, now));
        let delegation =
            docket.directory.delegations.get(&push.mandate).filter(|delegation| delegation.holder() == holder);
        let last = last.or_else(|| last_of_delegation(delegation?, now));
        let once = last.map(|last| access(holder, &docket.directory, last).under(stream, push.mandate));
        if once.is_some_and(|verbs| verbs.has(Verb::Read)) { Ok(Self::Late(facts)) } else { Err(Rejection::NotFound) }
    }

    pub fn facts(self) -> Option<Authority> {
        match self {
            Self::InOffice(_, facts) | Self::Late(facts) => facts,
            Self::Authority => None,
        }
    }
}
