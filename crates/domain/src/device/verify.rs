//! Believing nothing (J5): a page is folded only once every line of it holds together and the authority's checkpoint
//! covers exactly what was read.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::VerifyingKey;

use super::claimed::Told;
use super::delegated::{concerns, rightly, stand_in};
use super::{Alarm, Stream};
use crate::authority::{OWN_KINDS, device_of, origin};
use crate::id::{DeviceId, MandateId, StreamId, SubjectId};
use crate::journal::{Change, Compartment, Payload, SignedPush, Stamp, State, SubjectKey, Verdict};
use crate::kinds::{Device as DeviceFacts, ENROLLED, Kind, proven};
use crate::seal::Hash;
use crate::seal::checkpoint::Checkpoint;
use crate::seal::key::Verifier;
use crate::seal::moved::Moved;
use crate::seal::tree::Frontier;
use crate::time::Instant;
use crate::wire::{Line, Page};

/// The keys that may sign, by device, as the `office` streams say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keys(BTreeMap<DeviceId, VerifyingKey>);

impl Keys {
    /// Learns from the facts on a device. A key that is known stays known after a revocation: what it signed before
    /// still has to be checked, and the authority lets it sign no more.
    pub fn learn(&mut self, subject: SubjectId, state: &State) {
        if state.sort == "device"
            && let Some(device) = DeviceFacts::read(subject.into(), state)
        {
            self.0.insert(device.id, device.key);
        }
    }

    /// Adds the authority's own key, which is pinned and not learnt.
    pub fn pin(&mut self, authority: DeviceId, key: VerifyingKey) {
        self.0.insert(authority, key);
    }

    /// The key of a device, if it is known.
    pub(super) fn of(&self, device: DeviceId) -> Option<&VerifyingKey> {
        self.0.get(&device)
    }

    /// Forgets the key that the authority has left: what it signed is checked by each stream's moves (J5.4).
    pub(super) fn unpin(&mut self, authority: DeviceId) {
        self.0.remove(&authority);
    }
}

/// The kind of a name and version, if a version of the program knows it: [`crate::kinds::find`], for this one.
pub type Knows = fn(&str, u16) -> Option<&'static Kind>;

/// What a verification stands on.
pub(super) struct Ground<'a> {
    pub(super) stream: StreamId,
    pub(super) position: &'a Stream,
    pub(super) keys: Keys,
    pub(super) authority: DeviceId,
    pub(super) knows: Knows,
    /// The subjects that the page's lines speak of, as far as they are known.
    pub(super) subjects: BTreeMap<SubjectId, (State, SubjectKey)>,
}

/// A page that holds together, and what it makes of the subjects.
#[derive(Debug)]
pub(super) struct Walked {
    /// The tree after its last line.
    pub(super) frontier: Frontier,
    /// When its last line was recorded.
    pub(super) recorded_at: Instant,
    /// All keys that are known after it.
    pub(super) keys: Keys,
    /// Its lines, with their payloads read.
    pub(super) lines: Vec<(Line, Option<Payload>)>,
    /// The pushes that brought them.
    pub(super) pushes: Vec<SignedPush>,
    /// The subjects, with the page folded in.
    pub(super) subjects: BTreeMap<SubjectId, (State, SubjectKey)>,
    /// Those of them that the page speaks of.
    pub(super) touched: BTreeSet<SubjectId>,
    /// Whether a line is of a kind that this version doesn't know (J2.5).
    pub(super) behind: bool,
}

/// Opens a checkpoint of `stream`.
pub(super) fn open(stream: StreamId, note: &str, pinned: &Verifier) -> Result<Checkpoint, Alarm> {
    Checkpoint::open(note, pinned, &origin(stream))
        .map_err(|error| Alarm::Checkpoint { stream, why: error.to_string() })
}

impl Walked {
    /// Whether `checkpoint` covers exactly what the page leads to.
    pub(super) fn covered(&self, stream: StreamId, seen: u64, checkpoint: &Checkpoint) -> Result<(), Alarm> {
        let size = self.frontier.size();
        if checkpoint.size() < seen {
            return Err(Alarm::Shrunk { stream, seen, size: checkpoint.size() });
        }
        if checkpoint.size() != size || checkpoint.root() != self.frontier.root() {
            return Err(Alarm::Rewritten { stream, size });
        }
        Ok(())
    }
}

impl Ground<'_> {
    /// Checks that `page` follows the position, line by line.
    pub(super) fn walk(mut self, page: Page) -> Result<Walked, Alarm> {
        let mut walk = Walk {
            moves: &self.position.moves,
            frontier: self.position.frontier.clone(),
            recorded_at: self.position.recorded_at,
            keys: std::mem::take(&mut self.keys),
            touched: BTreeSet::new(),
            behind: false,
            pushes: page.pushes.iter().map(|signed| (signed.push.hash(), signed)).collect(),
            checked: BTreeSet::new(),
        };
        walk.same_past(self.stream)?;
        let mut lines = Vec::with_capacity(page.lines.len());
        for line in page.lines {
            let payload = walk.step(&mut self, &line)?;
            lines.push((line, payload));
        }
        let Walk { frontier, recorded_at, keys, touched, behind, .. } = walk;
        let subjects = self.subjects;
        Ok(Walked { frontier, recorded_at, keys, lines, pushes: page.pushes, subjects, touched, behind })
    }

    /// The line's payload, if it is the one that its header commits to.
    fn committed(&mut self, line: &Line) -> Result<Option<Payload>, Alarm> {
        let (stream, header, seq) = (self.stream, &line.entry.header, line.entry.seq);
        let known = self.subjects.get(&header.subject).map(|(_, key)| key);
        if let (Some(known), Some(told)) = (known, &line.key)
            && known != told
        {
            return Err(Alarm::Altered { stream, seq });
        }
        let refused = matches!(line.entry.verdict, Verdict::Refused(_));
        let (Some(bytes), Some(key)) = (&line.payload, known.or(line.key.as_ref())) else {
            let told = refused || self.position.erased.contains(&header.subject);
            return if told { Ok(None) } else { Err(Alarm::Withheld { stream, seq }) };
        };
        if key.commit(header.id, bytes) != header.commitment {
            return Err(Alarm::Altered { stream, seq });
        }
        Payload::decode(bytes).map(Some).map_err(Alarm::unreadable(stream))
    }
}

/// The state of a walk over a page's lines.
struct Walk<'a> {
    moves: &'a [Moved],
    frontier: Frontier,
    recorded_at: Instant,
    keys: Keys,
    touched: BTreeSet<SubjectId>,
    behind: bool,
    pushes: BTreeMap<Hash, &'a SignedPush>,
    /// Pushes whose signature holds.
    checked: BTreeSet<Hash>,
}

/// Whose push a line came with.
struct Signed {
    device: DeviceId,
    mandate: MandateId,
    /// Whether it is the authority's own.
    own: bool,
}

impl Walk<'_> {
    fn step(&mut self, ground: &mut Ground<'_>, line: &Line) -> Result<Option<Payload>, Alarm> {
        self.in_order(ground.stream, line)?;
        let Signed { device, mandate, own } = self.signed(ground, line)?;
        let payload = ground.committed(line)?;
        let entry = &line.entry;
        // What a newer authority says in a kind that this version can't read folds nothing; the version that can judges it (J2.5).
        if let (Verdict::Accepted, Some(payload)) = (&entry.verdict, &payload)
            && own
            && (ground.knows)(&payload.kind, payload.version).is_some()
            && !OWN_KINDS.contains(&payload.kind.as_str())
        {
            return Err(Alarm::Unsigned { stream: ground.stream, seq: entry.seq, device });
        }
        if let Some(payload) = &payload {
            self.fold(ground, line, payload, (device, mandate))?;
        }
        self.recorded_at = entry.recorded_at;
        self.frontier.push(entry.leaf());
        self.same_past(ground.stream)?;
        Ok(payload)
    }

    fn in_order(&self, stream: StreamId, line: &Line) -> Result<(), Alarm> {
        let entry = &line.entry;
        let why = if entry.seq != self.frontier.size() + 1 {
            "its number doesn't follow"
        } else if entry.header.stream != stream {
            "it belongs to another stream"
        } else if entry.recorded_at < self.recorded_at {
            "it was recorded before the one above"
        } else if entry.effective_at != entry.header.made_at.effective(entry.recorded_at) {
            "it takes effect at another time than the rule gives"
        } else {
            return Ok(());
        };
        Err(Alarm::Disorder { stream, seq: entry.seq, why })
    }

    /// Checks the push that brought the line; who signed it.
    fn signed(&mut self, ground: &Ground<'_>, line: &Line) -> Result<Signed, Alarm> {
        let (stream, entry) = (ground.stream, &line.entry);
        let Some(&signed) = self.pushes.get(&entry.push) else {
            return Err(Alarm::Disorder { stream, seq: entry.seq, why: "the push that brought it isn't there" });
        };
        let device = signed.push.device;
        let unsigned = Alarm::Unsigned { stream, seq: entry.seq, device };
        let named = signed.push.changes.get(usize::from(entry.position)) == Some(&entry.header.hash());
        if !named || signed.push.stream != stream {
            return Err(unsigned);
        }
        let own = self.own(ground, device, entry.seq).map_err(|()| unsigned.clone())?;
        if self.checked.insert(entry.push) {
            let stranger = Alarm::Stranger { stream, seq: entry.seq, device };
            let key = own.or_else(|| self.keys.0.get(&device)).ok_or(stranger)?;
            signed.verify(key).map_err(|_| unsigned)?;
        }
        let own = own.is_some() || device == ground.authority;
        Ok(Signed { device, mandate: signed.push.mandate, own })
    }

    /// The authority's key of that time, if `device` is what it was then: it wrote before a move with the key that it left
    /// there, and after it never again (J5.4).
    fn own<'a>(&self, ground: &Ground<'a>, device: DeviceId, seq: u64) -> Result<Option<&'a VerifyingKey>, ()> {
        let left = ground.position.left_after(seq).map(Verifier::public_key);
        if left.is_some_and(|key| device_of(key) == device) {
            return Ok(left);
        }
        let of_another_time = self.moves.iter().any(|moved| device_of(moved.from().public_key()) == device);
        let too_early = left.is_some() && device == ground.authority;
        if of_another_time || too_early { Err(()) } else { Ok(None) }
    }

    /// Folds a line that holds. A device enrolled by it may have signed the very next one, so keys are learnt at once, and
    /// only on the proof that the invitation signed them: the authority merely relays it (J5.5).
    fn fold(
        &mut self,
        ground: &mut Ground<'_>,
        line: &Line,
        payload: &Payload,
        (by, mandate): (DeviceId, MandateId),
    ) -> Result<(), Alarm> {
        let (entry, subject) = (&line.entry, line.entry.header.subject);
        let known = ground.subjects.remove(&subject);
        let known = known.or_else(|| Some((State::new(""), line.key.clone()?)));
        let (mut state, key) = known.expect("no payload passes without the key that it was checked with");
        let Some(kind) = (ground.knows)(&payload.kind, payload.version) else {
            // Its line is kept, and with it the key without which nobody could fold it later.
            self.behind = true;
            ground.subjects.insert(subject, (state, key));
            self.touched.insert(subject);
            return Ok(());
        };
        if state.cells.is_empty() {
            kind.sort.name.clone_into(&mut state.sort);
        }
        if entry.verdict == Verdict::Accepted {
            let stamp = Stamp { effective_at: entry.effective_at, seq: entry.seq, by };
            let office = ground.position.compartment == Compartment::Office;
            // What the authority states of people it states of transfers: each follows from what the roster itself says.
            let carried = by == ground.authority && kind.sort.name == "person";
            let delegated = stand_in(ground.position.compartment) && concerns(&payload.kind);
            let before = (office || carried || delegated).then(|| state.clone());
            state = state.apply(payload, entry.header.base, stamp);
            if let (true, Some(before), Some(rule)) = (carried, &before, kind.rule) {
                let before = Some(before).filter(|before| !before.cells.is_empty());
                let change = Change { header: entry.header.clone(), payload: payload.clone() };
                let unsigned = |_| Alarm::Unsigned { stream: ground.stream, seq: entry.seq, device: by };
                rule(before, &change, &state, entry.recorded_at).map_err(unsigned)?;
            }
            if let (true, Some(before)) = (delegated, &before) {
                let of = (ground.stream, subject);
                if !rightly(of, payload, (before, &state), &ground.subjects, entry.recorded_at) {
                    return Err(Alarm::Unsigned { stream: ground.stream, seq: entry.seq, device: by });
                }
            }
            if let Some(before) = before.filter(|_| office) {
                let recorded_at = entry.recorded_at;
                if payload.kind == ENROLLED && proven(Some(&before), subject, &state, recorded_at).is_err() {
                    return Err(Alarm::Uninvited { stream: ground.stream, seq: entry.seq, device: subject.into() });
                }
                let after = &state;
                let stream = ground.stream;
                let told = Told { stream, subject, payload, before: &before, after, device: by, mandate, recorded_at };
                if !told.holds(&ground.subjects) {
                    return Err(Alarm::Unclaimed { stream: ground.stream, seq: entry.seq });
                }
                self.keys.learn(subject, &state);
            }
        }
        ground.subjects.insert(subject, (state, key));
        self.touched.insert(subject);
        Ok(())
    }

    /// Whether the authors of the page's pushes saw the same stream as this device, at the sizes it walks through (J5.2).
    fn same_past(&self, stream: StreamId) -> Result<(), Alarm> {
        let size = self.frontier.size();
        if self.moves.iter().any(|moved| moved.size() == size && moved.root() != self.frontier.root()) {
            return Err(Alarm::Moved { stream, why: "the history that it was left with is another".to_owned() });
        }
        let mut here = self.pushes.values().filter(|signed| signed.push.seen.size == size).peekable();
        if here.peek().is_none() {
            return Ok(());
        }
        let root = self.frontier.root();
        let other = here.find(|signed| signed.push.seen.root != root);
        other.map_or(Ok(()), |signed| Err(Alarm::Forked { stream, device: signed.push.device, size }))
    }
}
