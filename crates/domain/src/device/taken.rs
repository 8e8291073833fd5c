//! What the authority takes away, it must have been asked to: an erasure by two mandates (J7.2), a stream by the end of the
//! mandate that gave it (J1.2, J9). Both stand in streams that the device verified itself.

use std::collections::{BTreeMap, BTreeSet};

use super::verify::Walked;
use super::{Alarm, Device, Shelf, Stream};
use crate::access::{Reach, Verb, verbs};
use crate::id::{StreamId, SubjectId};
use crate::journal::{Compartment, State};
use crate::kinds::{Erasure, Mandate, Unit};
use crate::seal::checkpoint::Checkpoint;
use crate::time::Instant;
use crate::wire::{Access, Erased, StreamAnswer};

/// What is known with the pages of an answer, before anything of it is carried out.
pub(super) struct Known<'a, S> {
    shelf: &'a S,
    walked: BTreeMap<StreamId, &'a Walked>,
    /// Streams of which there is more to read.
    behind: BTreeSet<StreamId>,
    /// Whether there may be more of any stream that the answer doesn't speak of.
    cut: bool,
}

impl<'a, S: Shelf> Known<'a, S> {
    pub(super) fn new(shelf: &'a S, answers: &[StreamAnswer], read: &'a [Option<(Walked, Checkpoint)>]) -> Self {
        let (mut walked, mut behind) = (BTreeMap::new(), BTreeSet::new());
        for (answer, page) in answers.iter().zip(read) {
            walked.extend(page.as_ref().map(|(page, _)| (answer.stream, page)));
            if answer.more || page.is_none() {
                behind.insert(answer.stream);
            }
        }
        Self { shelf, walked, cut: !behind.is_empty(), behind }
    }

    /// Whether there is more to read of a stream, or may be.
    pub(super) fn is_behind(&self, stream: StreamId) -> bool {
        self.behind.contains(&stream) || self.cut && !self.walked.contains_key(&stream)
    }

    /// Whether the page says something that this version of the program can't read.
    fn beyond(&self, stream: StreamId) -> bool {
        self.walked.get(&stream).is_some_and(|page| page.behind)
    }

    fn state(&self, stream: StreamId, subject: SubjectId) -> Option<State> {
        let fresh = self.walked.get(&stream).and_then(|page| page.subjects.get(&subject));
        fresh.cloned().or_else(|| self.shelf.subject(stream, subject)).map(|(state, _)| state)
    }

    /// Whether an erasure that was accepted names the subject.
    fn asked(&self, stream: StreamId, subject: SubjectId) -> bool {
        let names = |state: &State| Erasure::read(state).subjects.contains(&subject);
        let page = self.walked.get(&stream).into_iter().flat_map(|page| page.subjects.values());
        page.map(|(state, _)| state).any(|state| state.sort == Erasure::SORT && names(state))
            || self.shelf.erasures(stream).iter().any(names)
    }
}

impl Device {
    /// The erasures to carry out, and whether the next round may tell who asked for others.
    pub(super) fn asked_for(
        &self,
        erasures: Vec<Erased>,
        known: &Known<'_, impl Shelf>,
    ) -> Result<(Vec<Erased>, bool), Alarm> {
        let (mut due, mut waiting, mut later) = (Vec::with_capacity(erasures.len()), BTreeSet::new(), false);
        for erased in erasures {
            let Erased { stream, subject, .. } = erased;
            let Some(at) = self.streams.get(&stream) else { continue };
            // By their numbers: one that waits holds up those after it.
            if waiting.contains(&stream) {
                continue;
            }
            // What is shown to a delegate is erased with what it was made of, where they don't read who asked, and once it is over.
            let shown = matches!(at.compartment, Compartment::Slice(_));
            if shown || at.erased.contains(&subject) || known.asked(stream, subject) {
                due.push(erased);
            } else if at.behind || known.beyond(stream) {
                // Perhaps a later version of the program asked. Nothing is taken away on the authority's word alone: it
                // waits for that version, which can read who asked (J2.5).
                waiting.insert(stream);
            } else if known.is_behind(stream) {
                waiting.insert(stream);
                later = true;
            } else {
                return Err(Alarm::Unasked { stream, subject });
            }
        }
        Ok((due, later))
    }

    /// The access list if it takes no stream away that a mandate in force gives; `None` until the facts on mandates were
    /// read to their end. Whoever loses the `office` stream as well reads no such facts: the screen says that the mandate
    /// ended.
    pub(super) fn rightly(
        &self,
        access: Access,
        known: &Known<'_, impl Shelf>,
        now: Instant,
    ) -> Result<Option<Access>, Alarm> {
        for (stream, at, office) in self.lost(&access) {
            if !given(at, stream, office, self, known, now) {
                continue;
            }
            if known.is_behind(office) {
                return Ok(None);
            }
            return Err(Alarm::Dropped { stream });
        }
        Ok(Some(access))
    }

    /// The facts that say whether a stream may be taken away.
    pub(super) fn granting(&self, access: &Access) -> Vec<(StreamId, SubjectId)> {
        let facts = self.lost(access).map(|(_, at, office)| [(office, at.mandate.into()), (office, at.unit.into())]);
        facts.flatten().collect()
    }

    /// The streams that are held and not granted any more, with the `office` stream of the unit, which still is.
    fn lost<'a>(&'a self, access: &'a Access) -> impl Iterator<Item = (StreamId, &'a Stream, StreamId)> {
        let granted: BTreeSet<StreamId> = access.streams.iter().map(|granted| granted.stream).collect();
        let offices = self.streams.iter().filter(|(_, at)| at.compartment == Compartment::Office);
        let offices: BTreeMap<_, _> = offices.map(|(&stream, at)| (at.unit, stream)).collect();
        self.streams.iter().filter_map(move |(&stream, at)| {
            let office = *offices.get(&at.unit).filter(|office| granted.contains(office))?;
            (!granted.contains(&stream)).then_some((stream, at, office))
        })
    }
}

/// Whether a mandate of this device's holder in the stream's own unit gives it at `now`.
fn given(
    at: &Stream,
    stream: StreamId,
    office: StreamId,
    device: &Device,
    known: &Known<'_, impl Shelf>,
    now: Instant,
) -> bool {
    let mandate = known.state(office, at.mandate.into()).and_then(|state| Mandate::read(at.mandate, &state));
    let unit = known.state(office, at.unit.into()).and_then(|state| Unit::read(at.unit, &state));
    let (Some(mandate), Some(unit)) = (mandate, unit) else { return false };
    mandate.holder == device.holder
        && mandate.unit == at.unit
        && mandate.holds(now)
        && unit.streams.get(&at.compartment) == Some(&stream)
        && verbs(mandate.office, Reach::Own, at.compartment, false).has(Verb::Read)
}
