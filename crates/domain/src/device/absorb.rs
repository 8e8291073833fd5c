//! What the authority answered, carried out.

use std::collections::{BTreeMap, BTreeSet};

use super::claimed::leaned_on;
use super::moving::Began;
use super::taken::Known;
use super::verify::{Ground, Walked, open};
use super::{Alarm, Device, Parcel, Pending, Progress, Shelf, Stream, Write};
use crate::access::Verbs;
use crate::id::{ChangeId, StreamId, SubjectId};
use crate::journal::{Compartment, Payload, Verdict};
use crate::kinds::Answer;
use crate::seal::checkpoint::{Checkpoint, StateRoot};
use crate::seal::tree::Frontier;
use crate::wire::{Access, Erased, Page, PushOutcome, StreamAnswer, SyncResponse};

/// The most that a page may unpack to: 64 MiB.
const MAX_PAGE: usize = 64 << 20;

/// An answer whose pages are read, and nothing believed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    response: SyncResponse,
    pages: BTreeMap<StreamId, Page>,
}

/// What came of an answer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Absorbed {
    /// To be made durable in one transaction.
    pub writes: Vec<Write>,
    /// What changed, for the screens.
    pub changed: Vec<(StreamId, SubjectId)>,
    /// Snapshots to fetch: the stream and the entry they stand at.
    pub snapshots: Vec<(StreamId, u64)>,
    /// State roots to compute, at the very entry that the stream now stands at, and compare (J5.2).
    pub roots: Vec<(StreamId, StateRoot)>,
    /// Whether another round is needed at once.
    pub again: bool,
}

impl Reply {
    /// Reads the pages.
    ///
    /// # Errors
    /// [`Alarm::Unreadable`].
    pub fn read(response: SyncResponse) -> Result<Self, Alarm> {
        let mut pages = BTreeMap::new();
        for answer in response.streams.iter().filter(|answer| !answer.page.0.is_empty()) {
            let stream = answer.stream;
            let unreadable = |why: &str| Alarm::Unreadable { stream, why: why.to_owned() };
            let bytes = zstd::bulk::decompress(&answer.page.0, MAX_PAGE).map_err(|_| unreadable("not zstd"))?;
            pages.insert(stream, Page::decode(&bytes).map_err(Alarm::unreadable(stream))?);
        }
        Ok(Self { response, pages })
    }

    /// What must be on the shelf before `device` absorbs it.
    pub fn subjects(&self, device: &Device) -> BTreeSet<(StreamId, SubjectId)> {
        let of = |(stream, page): (&StreamId, &Page)| -> Vec<_> {
            device.about(*stream, page).into_iter().map(|subject| (*stream, subject)).collect()
        };
        let spoken_of = self.pages.iter().flat_map(of);
        let granting = self.response.access.iter().flat_map(|access| device.granting(access));
        spoken_of.chain(granting).chain(device.naming_all(&self.response.moves)).collect()
    }

    /// The streams whose erasures must be on the shelf, too.
    pub fn erased_in(&self) -> BTreeSet<StreamId> {
        self.response.erasures.iter().map(|erased| erased.stream).collect()
    }
}

impl Device {
    /// Carries out an answer: moves of the authority (J5.4), erasures (J7.2), what became of the pushes, the streams, access.
    ///
    /// # Errors
    /// [`Alarm`]: nothing of the answer is kept, and the device goes on read-only.
    pub fn absorb(&mut self, reply: Reply, cache: &impl Shelf) -> Result<Absorbed, Alarm> {
        let mut done = Absorbed::default();
        let Reply { response, pages } = reply;
        let SyncResponse { now, moves, pushes, access, erasures, streams, witnessed, mails: _ } = response;
        let began = self.follow(&moves, access.as_ref(), cache, &mut done)?;
        pushes.iter().try_for_each(|answer| self.believable(answer))?;
        let erased = self.with_erasures(&erasures);
        let read = self.verified(&streams, pages, &erased, cache)?;
        let heard = self.heed(&witnessed)?;
        let known = Known::new(cache, &streams, &read);
        let (erasures, later) = self.asked_for(erasures, &known)?;
        let access = access.map(|access| self.rightly(access, &known, now)).transpose()?;
        let whole: BTreeSet<StreamId> = self.streams.keys().copied().filter(|id| !known.is_behind(*id)).collect();
        done.again = later || matches!(access, Some(None));
        // From here on nothing can fail: what is believed is carried out as a whole.
        for subject in erasures {
            self.erase(subject.stream, subject.subject, subject.number, &mut done);
        }
        self.hear(heard, &mut done);
        for answer in &pushes {
            self.acknowledge(answer, &mut done);
        }
        // One that isn't taken now isn't taken the sooner by asking at once.
        let taken = pushes.iter().all(|answer| answer.outcome == PushOutcome::Received);
        done.again |= taken && !pushes.is_empty() && !self.parcels.is_empty();
        for (answer, walked) in streams.iter().zip(read) {
            if let Some(walked) = walked {
                self.fold(answer, walked, cache, &mut done);
            } else {
                done.again = true;
                done.snapshots.extend(answer.snapshot.map(|seq| (answer.stream, seq)));
            }
        }
        if let Some(access) = access.flatten() {
            self.admit(access, began, &mut done);
        }
        self.send_again(&whole, &mut done);
        if done.writes.iter().any(|write| matches!(write, Write::Subject { .. })) {
            done.writes.push(Write::Clock(self.clock));
        }
        Ok(done)
    }

    /// The subjects that a page speaks of, and those that it leans on.
    fn about(&self, stream: StreamId, page: &Page) -> BTreeSet<SubjectId> {
        let leaned_on = self.streams.get(&stream).map(|at| leaned_on(at.compartment, page)).unwrap_or_default();
        page.lines.iter().map(|line| line.entry.header.subject).chain(leaned_on).collect()
    }

    fn erase(&mut self, stream: StreamId, subject: SubjectId, number: u64, done: &mut Absorbed) {
        let new = |position: &&mut Stream| (position.erased.len() as u64) < number;
        let Some(position) = self.streams.get_mut(&stream).filter(new) else { return };
        position.erased.push(subject);
        done.writes.push(Write::Stream(stream, Box::new(position.clone())));
        done.writes.push(Write::Erase(stream, subject));
        done.changed.push((stream, subject));
        let unsigned = self.outbox.about(stream, subject).filter(|(_, pending)| pending.progress == Progress::Saved);
        let gone: Vec<ChangeId> = unsigned.map(|(_, pending)| pending.id()).collect();
        done.writes.extend(gone.into_iter().filter_map(|id| self.outbox.remove(id)).map(settled));
    }

    fn admit(&mut self, access: Access, mut began: Began, done: &mut Absorbed) {
        let granted: BTreeSet<StreamId> = access.streams.iter().map(|granted| granted.stream).collect();
        let lost: Vec<StreamId> = self.streams.keys().copied().filter(|stream| !granted.contains(stream)).collect();
        for (stream, batch) in self.batches().into_iter().filter(|(stream, _)| lost.contains(stream)) {
            // Signed now, under the mandate that ended, to be delivered to quarantine (J9).
            done.writes.extend(self.sign(stream, &batch));
        }
        for stream in lost {
            self.streams.remove(&stream);
            done.writes.push(Write::DropStream(stream));
        }
        self.let_go(done);
        for granted in access.streams {
            let Ok(compartment) = granted.compartment.parse::<Compartment>() else { continue };
            let verbs = Verbs::of(&granted.verbs);
            let new = || Stream::new(granted.unit, compartment, verbs, granted.mandate);
            let position = self.streams.entry(granted.stream).or_insert_with(new);
            (position.verbs, position.mandate) = (verbs, granted.mandate);
            for moved in began.remove(&granted.stream).unwrap_or_default() {
                position.moves.push(moved.clone());
                done.writes.push(Write::Moved(granted.stream, Box::new(moved)));
            }
            position.go_on_after(granted.pushed, Parcel::last(&self.parcels, granted.stream));
            done.writes.push(Write::Stream(granted.stream, Box::new(position.clone())));
        }
        done.again = true;
        self.access = Some(access.mark.clone());
        done.writes.push(Write::Access { mark: access.mark, lease_until: access.lease_until });
    }

    /// The subjects erased in each stream, those of this answer included.
    fn with_erasures(&self, erasures: &[Erased]) -> BTreeMap<StreamId, Vec<SubjectId>> {
        let mut erased: BTreeMap<_, _> = self.streams.iter().map(|(id, at)| (*id, at.erased.clone())).collect();
        for new in erasures {
            erased.entry(new.stream).or_default().push(new.subject);
        }
        erased
    }

    /// Checks every page, in order, so that the keys that an `office` stream tells serve the streams after it.
    fn verified(
        &mut self,
        answers: &[StreamAnswer],
        mut pages: BTreeMap<StreamId, Page>,
        erased: &BTreeMap<StreamId, Vec<SubjectId>>,
        cache: &impl Shelf,
    ) -> Result<Vec<Option<(Walked, Checkpoint)>>, Alarm> {
        let office = |answer: &&StreamAnswer| {
            self.streams.get(&answer.stream).is_some_and(|at| at.compartment == Compartment::Office)
        };
        let behind = answers.iter().filter(office).any(|answer| answer.more || answer.snapshot.is_some());
        let mut keys = self.all_keys();
        let mut read = Vec::new();
        for answer in answers {
            let (stream, page) = (answer.stream, pages.remove(&answer.stream).unwrap_or_default());
            let Some(position) = self.streams.get(&stream).filter(|_| answer.snapshot.is_none()) else {
                read.push(None);
                continue;
            };
            let mut position = position.clone();
            position.erased = erased.get(&stream).cloned().unwrap_or_default();
            let about = self.about(stream, &page);
            let known = about.into_iter().filter_map(|subject| Some((subject, cache.subject(stream, subject)?)));
            let subjects = known.collect();
            let ground = Ground {
                stream,
                position: &position,
                keys: keys.clone(),
                authority: self.authority,
                knows: self.knows,
                subjects,
            };
            let mut walked = match ground.walk(page) {
                // Perhaps enrolled since `office` was read: the next round tells. Twice is no accident.
                Err(Alarm::Stranger { .. }) if behind || self.strangers.insert(stream) => {
                    read.push(None);
                    continue;
                }
                other => other?,
            };
            self.strangers.remove(&stream);
            let checkpoint = open(stream, &answer.checkpoint, &self.pinned)?;
            walked.covered(stream, position.seq(), &checkpoint)?;
            keys = std::mem::take(&mut walked.keys);
            read.push(Some((walked, checkpoint)));
        }
        self.keys = keys;
        Ok(read)
    }

    fn fold(
        &mut self,
        answer: &StreamAnswer,
        (walked, checkpoint): (Walked, Checkpoint),
        cache: &impl Shelf,
        done: &mut Absorbed,
    ) {
        let (stream, mut subjects) = (answer.stream, walked.subjects);
        let shown = |subject| self.shown(stream, subject, cache.subject(stream, subject).map(|(state, _)| state));
        let mut before: BTreeMap<_, _> = walked.touched.iter().map(|&subject| (subject, shown(subject))).collect();
        for (line, payload) in walked.lines {
            self.clock = self.clock.seen(line.entry.effective_at);
            if let Some(payload) = payload.filter(|_| line.entry.verdict == Verdict::Accepted)
                && let Some(quoted) = payload.quotes
            {
                self.settle(quoted, &came_of_it(&payload), done);
            }
            self.settle(line.entry.header.id, &line.entry.verdict, done);
            done.writes.push(Write::Line(Box::new(line)));
        }
        done.writes.extend(walked.pushes.into_iter().map(|push| Write::Push(Box::new(push))));
        for subject in walked.touched {
            let Some((state, key)) = subjects.remove(&subject) else { continue };
            let before = before.remove(&subject).flatten().map(Box::new);
            done.writes.push(Write::Subject { stream, subject, state: Box::new(state), key, before });
            done.changed.push((stream, subject));
        }
        done.again |= answer.more;
        let at = self.advance(stream, walked.frontier, &answer.checkpoint);
        at.recorded_at = walked.recorded_at;
        at.behind |= walked.behind;
        done.writes.push(Write::Stream(stream, Box::new(at.clone())));
        let root = checkpoint.state().filter(|root| root.seq == at.seq() && !at.behind);
        done.roots.extend(root.map(|root| (stream, root)));
    }

    /// A confirmed entry of one's own replaces the pending change (J4.5).
    fn settle(&mut self, id: ChangeId, verdict: &Verdict, done: &mut Absorbed) {
        let progress = match verdict {
            Verdict::Accepted => {
                done.writes.extend(self.outbox.remove(id).map(settled));
                return;
            }
            Verdict::Refused(code) => Progress::Refused(code.clone()),
            Verdict::Held(need) => Progress::Held(*need),
            Verdict::Quarantined => Progress::Quarantined,
        };
        let pending = self.outbox.note_of(id, progress);
        done.writes.extend(pending.map(|pending| Write::Pending(Box::new(pending.clone()))));
    }

    pub(super) fn advance(&mut self, stream: StreamId, frontier: Frontier, note: &str) -> &mut Stream {
        let position = self.streams.get_mut(&stream).expect("whoever verified the page found it");
        position.frontier = frontier;
        note.clone_into(&mut position.checkpoint);
        position
    }
}

/// What became of what this change quotes: it was taken over or withdrawn, or somebody declined it.
fn came_of_it(payload: &Payload) -> Verdict {
    match Answer::of(&payload.kind) {
        Some(Answer::Declined) => Verdict::Refused("declined".to_owned()),
        Some(Answer::Withdrawn) | None => Verdict::Accepted,
    }
}

pub(super) fn settled(pending: Pending) -> Write {
    Write::Settled(Box::new(pending))
}
