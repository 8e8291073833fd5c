//! A federation into a store, as its officers' devices would have brought it: every push signed, every device enrolled
//! on an invitation, under a clock that walks through the year.

mod hand;
mod invite;
mod office;

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Header, Payload, Seen, SubjectKey};
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{PushOutcome, Rejection, Sent, Submission};
use coopol_store::{Backend, Chance, Store, StoreError};

use super::federation::Federation;
use super::story::{Deed, Made, Session, What};

pub use hand::Hand;
pub use invite::invite;

/// What a store holds after it was filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Entries in all streams.
    pub entries: u64,
    /// Snapshots that were made.
    pub snapshots: usize,
}

/// Why a store can't be filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// It already belongs to an authority: somebody's server, or a demonstration that was interrupted.
    #[error("the store isn't empty: only an empty one can be filled")]
    NotEmpty,
    /// The authority's rules and the demonstration don't agree.
    #[error("a push of the demonstration was rejected: {0}")]
    Rejected(Rejection),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Fills an empty store with `federation`. `authority` signs what only the authority may state; keys come from `chance`.
///
/// # Errors
/// [`FillError`]; a store that was filled in part stays so, and is refused the next time.
pub async fn fill<B: Backend>(
    store: &Store<B>,
    authority: Hand,
    federation: &Federation,
    chance: &dyn Chance,
) -> Result<Filled, FillError> {
    if store.authority().is_some() {
        return Err(FillError::NotEmpty);
    }
    store.set_authority(authority.device(), authority.public_key()).await?;
    let mut filler = Filler {
        store,
        federation,
        chance,
        authority,
        officers: BTreeMap::new(),
        keys: BTreeMap::new(),
        known: BTreeSet::new(),
    };
    filler.live().await?;
    invite::mark(store, federation).await?;
    filler.finish().await
}

/// Everything that walks through the year.
struct Filler<'a, B> {
    store: &'a Store<B>,
    federation: &'a Federation,
    chance: &'a dyn Chance,
    authority: Hand,
    /// By mandate.
    officers: BTreeMap<usize, Hand>,
    keys: BTreeMap<(StreamId, SubjectId), SubjectKey>,
    /// Where an officer's device is known: unit and mandate.
    known: BTreeSet<(usize, usize)>,
}

/// Sessions of one day that nobody had seen when the others were written: they are judged together.
type Group<'a> = Vec<(&'a Deed, &'a Session)>;

impl<'a, B: Backend> Filler<'a, B> {
    async fn live(&mut self) -> Result<(), FillError> {
        let federation = self.federation;
        let mut group: Group<'a> = Vec::new();
        let mut subjects: BTreeSet<SubjectId> = BTreeSet::new();
        for deed in &federation.deeds {
            let What::Wrote(session) = &deed.what else {
                self.send(std::mem::take(&mut group)).await?;
                self.office(deed).await?;
                continue;
            };
            let later = group.first().is_some_and(|(first, _)| first.at.0 / DAY != deed.at.0 / DAY);
            // Whoever changes what was just changed has seen it, unless they were off line.
            let seen = !session.blind && session.changes.iter().any(|made| subjects.contains(&made.subject));
            if later || seen {
                self.send(std::mem::take(&mut group)).await?;
            }
            if group.is_empty() {
                subjects.clear();
            }
            subjects.extend(session.changes.iter().map(|made| made.subject));
            group.push((deed, session));
        }
        self.send(group).await
    }

    async fn send(&mut self, group: Group<'_>) -> Result<(), FillError> {
        let Some(now) = group.iter().map(|(deed, _)| deed.at).max() else { return Ok(()) };
        let streams: BTreeSet<StreamId> = group.iter().map(|(deed, session)| self.stream(deed, session)).collect();
        let heads = self.store.heads(&streams.into_iter().collect::<Vec<_>>()).await?;
        let mut submissions = Vec::with_capacity(group.len());
        for (deed, session) in group {
            let stream = self.stream(deed, session);
            let frontier = &heads.get(&stream).expect("every stream was founded").head.frontier;
            let seen = Seen { size: frontier.size(), root: frontier.root() };
            submissions.push(self.submission(session, stream, seen));
        }
        submit(self.store, submissions, now).await
    }

    fn submission(&mut self, session: &Session, stream: StreamId, seen: Seen) -> Submission {
        let changes = session.changes.iter().map(|made| self.sent(stream, seen, made)).collect();
        let mandate = self.federation.mandates[session.mandate].id;
        let officer = self.officers.get_mut(&session.mandate).expect("who writes was enrolled before");
        officer.sign(stream, mandate, seen, changes)
    }

    fn sent(&mut self, stream: StreamId, seen: Seen, made: &Made) -> Sent {
        let Made { at, id, subject, ref payload, act, .. } = *made;
        let blank = Header {
            id,
            stream,
            subject,
            base: seen.size,
            made_at: Hlc(at.0 << 16),
            act,
            depends_on: Vec::new(),
            commitment: [0; 32].into(),
        };
        self.committed(blank, payload)
    }

    /// A change with its commitment; the subject's key goes with the first change about it.
    fn committed(&mut self, blank: Header, payload: &Payload) -> Sent {
        let place = (blank.stream, blank.subject);
        let new = !self.keys.contains_key(&place);
        let chance = self.chance;
        let key = self.keys.entry(place).or_insert_with(|| SubjectKey::from_bytes(random(chance)));
        let bytes = payload.encode();
        let header = Header { commitment: key.commit(blank.id, &bytes), ..blank };
        Sent { header, payload: Some(bytes), key: new.then(|| key.clone()) }
    }

    fn stream(&self, deed: &Deed, session: &Session) -> StreamId {
        self.federation.units[deed.unit].streams[&session.compartment]
    }

    /// A snapshot of every stream that has something in it.
    async fn finish(self) -> Result<Filled, FillError> {
        let streams = self.federation.units.iter().flat_map(|unit| unit.streams.values().copied());
        let heads = self.store.heads(&streams.collect::<Vec<_>>()).await?;
        let mut filled = Filled { entries: 0, snapshots: 0 };
        for (stream, head) in heads {
            let size = head.head.frontier.size();
            filled.entries += size;
            if size > 0 && self.store.make_snapshot(stream).await? {
                filled.snapshots += 1;
            }
        }
        Ok(filled)
    }
}

async fn submit<B: Backend>(store: &Store<B>, submissions: Vec<Submission>, now: Instant) -> Result<(), FillError> {
    let decision = store.submit(submissions, now).await;
    if let Some(failure) = decision.failure {
        return Err(failure.into());
    }
    let rejected = decision.outcomes.into_iter().find_map(|outcome| match outcome {
        PushOutcome::Received => None,
        PushOutcome::Rejected(rejection) => Some(rejection),
    });
    rejected.map_or(Ok(()), |rejection| Err(FillError::Rejected(rejection)))
}

fn random<const N: usize>(chance: &dyn Chance) -> [u8; N] {
    let mut bytes = [0; N];
    chance.fill(&mut bytes);
    bytes
}
