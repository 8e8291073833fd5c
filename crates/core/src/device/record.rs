//! Recording what a person did: checked, committed to and durable before anything is answered (J3.5, J4.5).

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use coopol_domain::access::Need;
use coopol_domain::codec::Value;
use coopol_domain::device::{Chance, Device, Intent, Write};
use coopol_domain::id::{ChangeId, SubjectId};
use coopol_domain::journal::SubjectKey;
use coopol_domain::kinds::find;

use super::background::Backgrounds;
use super::{Failure, Notice, Session};
use crate::ambient::{Ambient, chance};
use crate::cache::{CacheError, Contact, Loaded, Step};
use crate::shield::Alone;

/// A change that is *saved here*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Its id, by which it can be taken back.
    pub change: ChangeId,
    /// Whom it will wait for, once the server has it.
    pub waits_for: Option<Need>,
}

impl Session {
    /// Records one change.
    pub async fn record(&self, intent: Intent) -> Result<Saved, Failure> {
        let saved = self.record_all(vec![intent]).await?;
        Ok(*saved.first().expect("one change was asked for, and a refusal would have ended it"))
    }

    /// Records changes that belong together, all or none, in one transaction.
    pub async fn record_all(&self, intents: Vec<Intent>) -> Result<Vec<Saved>, Failure> {
        // The lease is minded before the machine is.
        drop(self.reader().await?);
        let mut device = self.machine.lock().await;
        match self.make(&mut device, intents).await {
            Ok(saved) => Ok(saved),
            Err(failure) => {
                // What the machine took in memory before it failed isn't on the disk: the disk counts.
                self.reload(&mut device).await?;
                Err(failure)
            }
        }
    }

    /// Whether a change would be taken, and whom it would wait for; nothing is written.
    ///
    /// # Errors
    /// As [`record`](Self::record).
    pub async fn would(&self, intent: Intent) -> Result<Option<Need>, Failure> {
        drop(self.reader().await?);
        let mut device = self.machine.lock().await;
        let now = self.now().await?;
        let mut backgrounds = Backgrounds::of(self, std::slice::from_ref(&intent)).await?;
        let many = Alone::of(self, &device, std::slice::from_ref(&intent)).await?.foresee(&intent, now);
        let mut reader = self.cache.reader().await?;
        let background = backgrounds.next(self, &mut reader, &device, &intent).await?;
        drop(reader);
        let weighed = device.record(intent, background, now, luck(self.ambient()));
        // The machine forgets it: only the disk counts.
        self.reload(&mut device).await?;
        let (_, need, _) = weighed?;
        Ok(need.or(many))
    }

    async fn make(&self, device: &mut Device, intents: Vec<Intent>) -> Result<Vec<Saved>, Failure> {
        let now = self.now().await?;
        let mut backgrounds = Backgrounds::of(self, &intents).await?;
        let mut alone = Alone::of(self, device, &intents).await?;
        let (mut saved, mut writes, mut changed) = (Vec::with_capacity(intents.len()), Vec::new(), Vec::new());
        let (mut reader, mut links) = (self.cache.reader().await?, Links::default());
        for intent in intents {
            let intent = links.linked(intent);
            let background = backgrounds.next(self, &mut reader, device, &intent).await?;
            let place = (intent.stream, intent.subject);
            changed.push(place);
            let creates = find(&intent.payload.kind, intent.payload.version).is_some_and(|kind| kind.creates);
            let many = alone.foresee(&intent, now);
            let (change, waits_for, more) = device.record(intent, background, now, luck(self.ambient()))?;
            if creates {
                links.0.insert(place.1, change);
            }
            saved.push(Saved { change, waits_for: waits_for.or(many) });
            writes.extend(more);
        }
        drop(reader);
        if self.hears.load(Ordering::Relaxed) && device.parcels.is_empty() {
            // It leaves at once: signed in the transaction that saves it, it needn't be made durable twice (J3.1). What is
            // recorded until the server has answered is gathered, for one signature.
            writes.extend(device.sign_all());
        }
        self.cache.apply(Step { writes: &writes, device, known: backgrounds.known(), contact: None }).await?;
        self.tell_changed(changed, true);
        self.tell(Notice::Status);
        Ok(saved)
    }

    /// Takes a refused, held or late change out of sight, once somebody has seen what became of it.
    pub async fn dismiss(&self, change: ChangeId) -> Result<(), Failure> {
        let mut device = self.machine.lock().await;
        let writes = device.dismiss(change);
        if writes.is_empty() {
            return Err(Failure::NotFound { what: "change to dismiss", given: change.to_string() });
        }
        self.durable(&mut device, &writes).await?;
        self.tell(Notice::Status);
        Ok(())
    }

    /// Makes a step of the machine durable, or takes the machine back to what is.
    pub(super) async fn durable(&self, device: &mut Device, writes: &[Write]) -> Result<(), CacheError> {
        self.durable_knowing(device, writes, &Loaded::default(), None).await
    }

    /// The same, with what was read already, and with a word of the server's.
    pub(super) async fn durable_knowing(
        &self,
        device: &mut Device,
        writes: &[Write],
        known: &Loaded,
        contact: Option<Contact>,
    ) -> Result<(), CacheError> {
        match self.cache.apply(Step { writes, device, known, contact }).await {
            Ok(generation) => {
                self.note_contact(generation, contact, writes);
                Ok(())
            }
            Err(error) => {
                self.reload(device).await?;
                Err(error)
            }
        }
    }

    async fn reload(&self, device: &mut Device) -> Result<(), CacheError> {
        if let Some((stored, _)) = self.cache.load().await? {
            *device = Device { knows: device.knows, ..stored };
        }
        Ok(())
    }
}

/// The subjects that begin with a change of the same batch: what is about them, or names them as its person, makes no sense
/// where that change is refused (J2.7).
#[derive(Default)]
struct Links(BTreeMap<SubjectId, ChangeId>);

impl Links {
    fn linked(&self, mut intent: Intent) -> Intent {
        let named = match intent.payload.edit("person").map(|edit| &edit.after) {
            Some(Value::Bytes(person)) => person.as_slice().try_into().ok(),
            _ => None,
        };
        let subjects = [Some(intent.subject), named.map(SubjectId::from_bytes)];
        for change in subjects.into_iter().flatten().filter_map(|subject| self.0.get(&subject)) {
            if !intent.depends_on.contains(change) {
                intent.depends_on.push(*change);
            }
        }
        intent
    }
}

fn luck(ambient: &dyn Ambient) -> Chance {
    Chance { id: chance(ambient), key: SubjectKey::from_bytes(chance(ambient)) }
}
