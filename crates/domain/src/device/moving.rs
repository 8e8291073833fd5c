//! Following the authority from the key that is believed to the one that signs today (J5.4): as a whole, with every stream
//! that is held, or not at all.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::VerifyingKey;

use super::install::hashes;
use super::{Absorbed, Alarm, Device, Shelf, Stream, Write};
use crate::authority::{device_of, origin};
use crate::id::{StreamId, SubjectId};
use crate::journal::{Compartment, Seen};
use crate::kinds::custodians;
use crate::seal::key::Verifier;
use crate::seal::moved::Moved;
use crate::seal::proof::verify_consistency;
use crate::wire::{Access, Move, StreamMoves};

/// Of streams that aren't held yet: how they came to the key that signs today.
pub(super) type Began = BTreeMap<StreamId, Vec<Moved>>;

impl Device {
    /// Checks every move of an answer, and goes on to the newest key.
    ///
    /// # Errors
    /// [`Alarm`]: a move that neither the believed key nor two custodians signed who are known here, that goes back, that
    /// tells another past, or that leads to two keys.
    pub(super) fn follow(
        &mut self,
        told: &[StreamMoves],
        access: Option<&Access>,
        cache: &impl Shelf,
        done: &mut Absorbed,
    ) -> Result<Began, Alarm> {
        let mut line = Succession::of(self)?;
        let mut followed: BTreeMap<StreamId, Vec<Moved>> = BTreeMap::new();
        for told in told.iter().filter(|told| self.streams.contains_key(&told.stream)) {
            let moves = self.checked(told.stream, &told.moves, cache)?;
            moves.iter().try_for_each(|moved| line.add(told.stream, moved))?;
            followed.insert(told.stream, moves);
        }
        let mut began = Began::new();
        for granted in access.iter().flat_map(|access| &access.streams) {
            if !self.streams.contains_key(&granted.stream) {
                let moves = opened(granted.stream, granted.moves.iter())?;
                moves.iter().try_for_each(|moved| line.vouched(granted.stream, moved))?;
                began.insert(granted.stream, moves);
            }
        }
        let newest = line.end(&self.pinned);
        // What is held moves together: a stream that stayed behind would be one in which the old key still counts.
        // Of one in which nothing was seen yet there is nothing to lose.
        let unmoved = |(stream, at): &(&StreamId, &Stream)| {
            let led = followed.get(stream).and_then(|moves| moves.last());
            at.seq() > 0 && led.map(Moved::to) != Some(&newest)
        };
        if newest != self.pinned
            && let Some((&stream, _)) = self.streams.iter().find(unmoved)
        {
            return Err(wrong(stream, "it didn't move with the others"));
        }
        // What is new was led to it, by keys of which each vouches for the one before.
        for (&stream, moves) in &began {
            if moves.last().is_some_and(|last| *last.to() != newest) {
                return Err(wrong(stream, "it leads to a key that nobody else signs with"));
            }
        }
        self.move_to(newest, followed, done);
        Ok(began)
    }

    fn move_to(&mut self, newest: Verifier, followed: BTreeMap<StreamId, Vec<Moved>>, done: &mut Absorbed) {
        if newest == self.pinned {
            return;
        }
        let address = followed.values().flatten().filter_map(Moved::at).next_back().map(str::to_owned);
        self.keys.unpin(self.authority);
        self.authority = device_of(newest.public_key());
        self.keys.pin(self.authority, *newest.public_key());
        self.pinned = newest.clone();
        done.writes.push(Write::Authority(newest, address));
        for (stream, moves) in followed {
            let Some(at) = self.streams.get_mut(&stream) else { continue };
            for moved in moves {
                at.moves.push(moved.clone());
                done.writes.push(Write::Moved(stream, Box::new(moved)));
            }
        }
    }

    /// Where the custodians are named who may move this stream: in the facts of its unit, as far as they are held.
    fn naming(&self, stream: StreamId) -> Option<(StreamId, SubjectId)> {
        let unit = self.streams.get(&stream)?.unit;
        let office = |at: &Stream| at.unit == unit && at.compartment == Compartment::Office;
        self.streams.iter().find(|(_, at)| office(at)).map(|(&office, _)| (office, unit.into()))
    }

    /// What must be on the shelf for these moves.
    pub(super) fn naming_all(&self, told: &[StreamMoves]) -> BTreeSet<(StreamId, SubjectId)> {
        told.iter().filter_map(|told| self.naming(told.stream)).collect()
    }

    /// The custodians that the device knew before this answer: what comes with it is the new authority's own word.
    fn custodians(&self, stream: StreamId, cache: &impl Shelf) -> Vec<VerifyingKey> {
        let unit = self.naming(stream).and_then(|(office, unit)| cache.subject(office, unit));
        unit.map_or_else(Vec::new, |(state, _)| custodians(&state).into_values().collect())
    }

    /// The moves of a stream that is held, each by the key that is believed then or by custodians, and of the very past that
    /// was seen.
    fn checked(&self, stream: StreamId, told: &[Move], cache: &impl Shelf) -> Result<Vec<Moved>, Alarm> {
        let at = &self.streams[&stream];
        let moves = opened(stream, told.iter().map(|told| &told.note))?;
        let (mut key, mut known) = (&self.pinned, at.proven());
        let named = self.custodians(stream, cache);
        for (moved, told) in moves.iter().zip(told) {
            if moved.from() != key {
                let twice = at.moves.iter().any(|before| before.from() == moved.from() && before.to() != moved.to());
                let why = if twice { TWICE } else { "the key that was believed didn't sign it" };
                return Err(wrong(stream, why));
            }
            if moved.custodians().is_some_and(|by| by.iter().any(|one| !named.contains(one.public_key()))) {
                return Err(wrong(stream, UNNAMED));
            }
            if moved.size() < known.size {
                return Err(wrong(stream, "it goes back behind what was seen"));
            }
            let proof = hashes(stream, &told.consistency)?;
            verify_consistency(known.size, known.root, moved.size(), moved.root(), &proof)
                .map_err(|_| wrong(stream, "it tells another history than the one that was seen"))?;
            (key, known) = (moved.to(), Seen { size: moved.size(), root: moved.root() });
        }
        Ok(moves)
    }
}

const TWICE: &str = "the same key was left for two others";
const UNNAMED: &str = "a custodian signed it whom nobody had named";

fn wrong(stream: StreamId, why: &str) -> Alarm {
    Alarm::Moved { stream, why: why.to_owned() }
}

/// Notes that everybody signed whom they name, each going on where the one before ended.
fn opened<'a>(stream: StreamId, notes: impl Iterator<Item = &'a String>) -> Result<Vec<Moved>, Alarm> {
    let mut moves: Vec<Moved> = Vec::new();
    for note in notes {
        let moved = Moved::open_either(note, &origin(stream)).map_err(|error| wrong(stream, &error.to_string()))?;
        if let Some(before) = moves.last()
            && (before.to() != moved.from() || before.size() > moved.size())
        {
            return Err(wrong(stream, "it doesn't go on where the one before ended"));
        }
        moves.push(moved);
    }
    Ok(moves)
}

/// Which key followed which, whatever the stream.
struct Succession(BTreeMap<[u8; 32], Verifier>);

impl Succession {
    /// What the device knows already.
    fn of(device: &Device) -> Result<Self, Alarm> {
        let mut line = Self(BTreeMap::new());
        for (&stream, at) in &device.streams {
            at.moves.iter().try_for_each(|moved| line.add(stream, moved))?;
        }
        Ok(line)
    }

    fn add(&mut self, stream: StreamId, moved: &Moved) -> Result<(), Alarm> {
        let next = self.0.entry(*moved.from().public_key().as_bytes()).or_insert_with(|| moved.to().clone());
        if next == moved.to() { Ok(()) } else { Err(wrong(stream, TWICE)) }
    }

    /// The same of a stream that isn't held yet. Its new key vouches for who signed before; where custodians signed, who aren't
    /// known without the unit's own facts, it leads nobody on.
    fn vouched(&mut self, stream: StreamId, moved: &Moved) -> Result<(), Alarm> {
        let led = self.0.contains_key(moved.from().public_key().as_bytes());
        if moved.custodians().is_some() && !led { Ok(()) } else { self.add(stream, moved) }
    }

    /// The last key after `from`. A circle ends where it closes.
    fn end(&self, from: &Verifier) -> Verifier {
        let mut last = from;
        for _ in 0..self.0.len() {
            let Some(next) = self.0.get(last.public_key().as_bytes()) else { break };
            last = next;
        }
        last.clone()
    }
}
