//! Making a change: checked, stamped, committed to, and put into the outbox (J4.5: the screen never waits).

use super::{Device, Pending, Progress, Write};
use crate::access::Need;
use crate::id::{ActId, ChangeId, HolderId, StreamId, SubjectId};
use crate::journal::{Change, Header, Payload, State, SubjectKey};
use crate::kinds::{self, Home, Look, Refusal, UnitKind, View, check};
use crate::time::Instant;

/// Random bytes for one change: ten for its id, 32 for the key of a new subject.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chance {
    /// For the id.
    pub id: [u8; 10],
    /// For the subject's key, if the change is the first about it.
    pub key: SubjectKey,
}

/// A change that somebody wants to make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Intent {
    /// Where.
    pub stream: StreamId,
    /// About what.
    pub subject: SubjectId,
    /// What.
    pub payload: Payload,
    /// As part of which act.
    pub act: Option<ActId>,
    /// Without which other changes it makes no sense.
    pub depends_on: Vec<ChangeId>,
}

/// What the cache knows that a new change has to be checked against.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Background {
    /// The subject's confirmed state and key, if it has them.
    pub confirmed: Option<(State, SubjectKey)>,
    /// Those of the looked-up values that another subject already has.
    pub taken: Vec<Look>,
    /// The held or late change that is quoted, with who made it.
    pub quoted: Option<(Payload, Option<HolderId>)>,
    /// Whether the mandate that the stream is written under is one of a unit above.
    pub from_above: bool,
    /// What the stream's unit is, if that is known.
    pub unit_kind: Option<UnitKind>,
    /// Whether that unit became a part of another.
    pub closed: bool,
}

impl Device {
    /// Makes a change. Returns its id, whom it will wait for, and what to write.
    ///
    /// # Errors
    /// The [`Refusal`] that the authority would give, found before anything is written.
    pub fn record(
        &mut self,
        intent: Intent,
        background: Background,
        now: Instant,
        chance: Chance,
    ) -> Result<(ChangeId, Option<Need>, Vec<Write>), Refusal> {
        let Intent { stream, subject, payload, act, depends_on } = intent;
        let position = self.streams.get(&stream).filter(|_| !self.read_only);
        let verb = kinds::current(&payload.kind).map_or(crate::access::Verb::Write, |kind| kind.verb);
        let position = position.ok_or(Refusal::NotGranted { kind: payload.kind.clone(), verb })?;
        let (state, known) = background.confirmed.unzip();
        let shown = self.shown(stream, subject, state);
        let key = known.or_else(|| self.own_key(stream, subject));
        let new = key.is_none();
        let key = key.unwrap_or(chance.key);
        let made_at = self.clock.tick(now);
        let id = ChangeId::v7(now.0, chance.id);
        let commitment = key.commit(id, &payload.encode());
        let header = Header { id, stream, subject, base: position.seq(), made_at, act, depends_on, commitment };
        let made = Change { header, payload };
        let quoted = background.quoted.or_else(|| self.own_waiting(made.payload.quotes?));
        let view = View {
            state: shown.as_ref(),
            erased: position.erased.contains(&subject),
            taken: background.taken,
            quoted: quoted.as_ref().map(|(payload, holder)| (payload, *holder)),
            from_above: background.from_above,
            home: Some(Home { unit: position.unit, kind: background.unit_kind, closed: background.closed }),
        };
        let need = check(&view, &made, position.compartment, position.verbs, Some(self.holder), now)?;
        let pending = Pending { change: made, key: new.then_some(key), progress: Progress::Saved };
        self.clock = made_at;
        // Of an import, all states that a subject went through would be kept until it is written.
        let alone = self.outbox.about(stream, subject).next().is_none();
        self.outbox.push(pending.clone());
        let pending = Box::new(pending);
        let made = if alone { Write::Made(pending, shown.map(Box::new)) } else { Write::Pending(pending) };
        Ok((id, need, vec![Write::Clock(made_at), made]))
    }

    /// What was made here and isn't settled yet: its author may withdraw it before anybody heard of it.
    fn own_waiting(&self, id: ChangeId) -> Option<(Payload, Option<HolderId>)> {
        let pending = self.outbox.get(id).filter(|pending| pending.progress.counts())?;
        Some((pending.change.payload.clone(), Some(self.holder)))
    }

    /// The key of a subject that was created here and isn't confirmed yet.
    fn own_key(&self, stream: StreamId, subject: SubjectId) -> Option<SubjectKey> {
        let mut own = self.outbox.about(stream, subject);
        own.find_map(|(_, pending)| pending.key.clone())
    }

    /// Takes a refused change, a held one or a late one out of sight, once somebody has seen what became of it.
    pub fn dismiss(&mut self, id: ChangeId) -> Vec<Write> {
        let known = self.outbox.get(id).is_some_and(|pending| !pending.progress.counts());
        let gone = if known { self.outbox.remove(id) } else { None };
        gone.into_iter().map(|pending| Write::Settled(Box::new(pending))).collect()
    }
}
