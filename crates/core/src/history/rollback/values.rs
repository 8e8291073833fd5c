//! Values that only one in a stream may have, as the number of a member: what takes one again goes back only if whoever has
//! it lets go, or else the journal would refuse all of it, or two would have the same.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::device::Shelf as _;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Payload, Stamp, State};
use coopol_domain::kinds::{Look, looked_up_by};
use coopol_domain::time::Hlc;

use super::leave::{Step, Tie};
use super::{Plan, Stays};
use crate::device::{Failure, Session};
use crate::history::list::name;

type Value = (StreamId, Look);

/// What a plan does to them.
#[derive(Debug, Default)]
pub(super) struct Values {
    freed: BTreeMap<Value, BTreeSet<SubjectId>>,
    /// By whom, in the order of the plan.
    taken: Vec<(Value, SubjectId)>,
}

impl Values {
    /// What these steps do to subjects that are read again.
    pub(super) async fn of(session: &Session, steps: &[Step]) -> Result<Self, Failure> {
        let mut payloads: BTreeMap<(StreamId, SubjectId), Vec<Payload>> = BTreeMap::new();
        for Step { intent, .. } in steps {
            payloads.entry((intent.stream, intent.subject)).or_default().push(intent.payload.clone());
        }
        let loaded = session.cache().subjects(&payloads.keys().copied().collect()).await?;
        let mut values = Self::default();
        for ((stream, subject), payloads) in payloads {
            let confirmed = loaded.subject(stream, subject).map(|(state, _)| state);
            if let Some(now) = session.folded(stream, subject, confirmed).await {
                values.note((stream, subject), &now, &payloads);
            }
        }
        Ok(values)
    }

    /// Notes what a subject, now in `now`, lets go of and takes.
    pub(super) fn note(&mut self, (stream, subject): (StreamId, SubjectId), now: &State, payloads: &[Payload]) {
        let last = Stamp { effective_at: Hlc(u64::MAX >> 1), seq: u64::MAX, ..Stamp::NEVER };
        let after = payloads.iter().fold(now.clone(), |state, payload| state.apply(payload, u64::MAX, last));
        let (has, will_have) = (looked_up_by(now), looked_up_by(&after));
        for look in has.iter().filter(|look| !will_have.contains(look)) {
            self.freed.entry((stream, look.clone())).or_default().insert(subject);
        }
        let taken = will_have.into_iter().filter(|look| !has.contains(look));
        self.taken.extend(taken.map(|look| ((stream, look), subject)));
    }

    /// Ties who takes to who lets go. What takes from somebody who keeps it is left, and so is the second of two who would
    /// have the same.
    pub(super) async fn tie(self, session: &Session, plan: &mut Plan) -> Result<(), Failure> {
        let (mut first, mut left) = (BTreeMap::new(), BTreeMap::new());
        for (value, subject) in self.taken {
            let (stream, field) = (value.0, value.1.field.clone());
            let owner = session.owner(stream, &value.1).await?.filter(|owner| *owner != subject);
            let lets_go = |owner: &SubjectId| self.freed.get(&value).is_some_and(|those| those.contains(owner));
            let keeps = owner.filter(|owner| !lets_go(owner)).or_else(|| first.get(&value).copied());
            if let Some(other) = keeps {
                left.insert(subject, Stays::Taken { field, by: name(session, stream, other).await? });
                continue;
            }
            if let Some(on) = owner {
                for item in plan.items.iter_mut().filter(|item| item.subject == subject) {
                    item.needs.push(on);
                }
                plan.ties.push(Tie { subject, on, field });
            }
            first.insert(value, subject);
        }
        plan.leave(left);
        Ok(())
    }
}
