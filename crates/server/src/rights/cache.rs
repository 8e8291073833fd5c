//! What is remembered of devices, directories and streams.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_domain::access::Directory;
use coopol_domain::authority::Author;
use coopol_domain::id::{DeviceId, HolderId, StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Device;
use coopol_domain::time::Instant;
use coopol_store::{Backend, Store, StoreError};
use tokio::sync::watch;

use super::{Standing, View};
use crate::ledger::Ledger;

/// Where a stream belongs, for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose it is.
    pub unit: UnitId,
    /// Which part of the unit's records.
    pub compartment: Compartment,
}

/// What is remembered.
#[derive(Debug)]
pub struct Rights {
    memory: Mutex<Memory>,
    ledger: Arc<Ledger>,
    version: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Memory {
    devices: HashMap<DeviceId, Device>,
    views: HashMap<HolderId, Arc<View>>,
    places: HashMap<StreamId, Place>,
    introduced: HashSet<(StreamId, DeviceId)>,
    /// The `office` streams that what is remembered was read from, with their sizes then.
    offices: BTreeMap<StreamId, u64>,
}

/// Above so many it is forgotten and read again: an attacker's requests can't fill the memory.
const MOST: usize = 100_000;

impl Rights {
    /// Nothing remembered yet.
    pub fn new(ledger: Arc<Ledger>) -> Self {
        Self { memory: Mutex::default(), ledger, version: watch::Sender::new(0) }
    }

    /// A device that is enrolled and not revoked, whose holder has a mandate; `None` for anyone else.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn of<B: Backend>(
        &self,
        store: &Store<B>,
        device: DeviceId,
        now: Instant,
    ) -> Result<Option<Standing>, StoreError> {
        let standing = self.known(store, device, now).await?;
        Ok(standing.filter(|standing| !standing.is_empty()))
    }

    /// The same for whoever holds no mandate any more: what remains is to deliver what was late (J9).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn known<B: Backend>(
        &self,
        store: &Store<B>,
        device: DeviceId,
        now: Instant,
    ) -> Result<Option<Standing>, StoreError> {
        let Some(device) = self.device(store, device).await? else { return Ok(None) };
        let view = self.view(store, device.holder, now).await?;
        Ok(Some(Standing { device, view }))
    }

    async fn device<B: Backend>(&self, store: &Store<B>, id: DeviceId) -> Result<Option<Device>, StoreError> {
        if self.ledger.revoked(id) {
            return Ok(None);
        }
        let (version, known) = (self.version(), self.lock().devices.get(&id).cloned());
        if known.is_some() {
            return Ok(known);
        }
        let Some(Author::Officer(device)) = store.author(id).await? else { return Ok(None) };
        if device.revoked {
            return Ok(None);
        }
        self.remember(version, |memory| drop(memory.devices.insert(id, device.clone())));
        Ok(Some(device))
    }

    /// What somebody may do, whichever device they ask with, or none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn view<B: Backend>(
        &self,
        store: &Store<B>,
        holder: HolderId,
        now: Instant,
    ) -> Result<Arc<View>, StoreError> {
        let (version, known) = (self.version(), self.lock().views.get(&holder).cloned());
        if let Some(view) = known.filter(|view| view.holds(now)) {
            return Ok(view);
        }
        let offices = offices(holder, &store.directory_of(holder).await?);
        let sizes = store.heads(&offices).await?;
        // Read again, after the sizes: what is remembered is never older than what the watch compares with.
        let view = Arc::new(View::new(holder, store.directory_of(holder).await?, now));
        self.remember(version, |memory| {
            memory.views.insert(holder, view.clone());
            for (office, stream) in sizes {
                memory.offices.entry(office).or_insert(stream.head.frontier.size());
            }
        });
        Ok(view)
    }

    /// Where a stream belongs; `None` when there is none of this id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn place<B: Backend>(&self, store: &Store<B>, id: StreamId) -> Result<Option<Place>, StoreError> {
        let known = self.lock().places.get(&id).copied();
        if known.is_some() {
            return Ok(known);
        }
        let Some(found) = store.heads(&[id]).await?.remove(&id) else { return Ok(None) };
        let place = Place { unit: found.head.unit, compartment: found.head.compartment };
        self.lock().places.insert(id, place);
        Ok(Some(place))
    }

    /// Whether a device is known to have been introduced to an `office` stream.
    pub fn is_introduced(&self, office: StreamId, device: DeviceId) -> bool {
        self.lock().introduced.contains(&(office, device))
    }

    /// Notes that it was.
    pub fn note_introduced(&self, office: StreamId, device: DeviceId) {
        self.lock().introduced.insert((office, device));
    }

    /// Streams grew: if an `office` is among them, or one that isn't known, everything is read again.
    pub fn note_grown<'a>(&self, mut streams: impl Iterator<Item = &'a StreamId>) {
        let office = {
            let memory = self.lock();
            let place = |stream| memory.places.get(stream);
            streams.any(|stream| place(stream).is_none_or(|place| place.compartment == Compartment::Office))
        };
        if office {
            self.forget();
        }
    }

    /// Reads everything again from now on, and wakes the live connections.
    pub fn forget(&self) {
        let mut memory = self.lock();
        memory.devices.clear();
        memory.views.clear();
        memory.offices.clear();
        if memory.places.len() + memory.introduced.len() > MOST {
            memory.places.clear();
            memory.introduced.clear();
        }
        self.version.send_modify(|version| *version += 1);
    }

    /// Tells whenever rights may have changed.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// The `office` streams that rights were read from, with their sizes then.
    pub(super) fn watched(&self) -> BTreeMap<StreamId, u64> {
        self.lock().offices.clone()
    }

    fn version(&self) -> u64 {
        *self.version.borrow()
    }

    /// Keeps what was read, unless something has changed since reading began.
    fn remember(&self, version: u64, keep: impl FnOnce(&mut Memory)) {
        let mut memory = self.lock();
        if self.version() == version && memory.devices.len() + memory.views.len() < MOST {
            keep(&mut memory);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The streams in which the holder's own rights can change: those of the units they hold office in, and above; of a delegate, where it
/// stands whether they still are one.
pub(crate) fn offices(holder: HolderId, directory: &Directory) -> Vec<StreamId> {
    let mut units: Vec<UnitId> =
        directory.mandates.values().filter(|mandate| mandate.holder == holder).map(|mandate| mandate.unit).collect();
    let (mut seen, mut offices) = (BTreeSet::new(), Vec::new());
    while let Some(id) = units.pop() {
        let Some(unit) = directory.units.get(&id).filter(|_| seen.insert(id)) else { continue };
        offices.extend(unit.streams.get(&Compartment::Office));
        units.extend(unit.over());
    }
    let delegated = directory.delegations.values().filter(|delegation| delegation.holder() == holder);
    for unit in delegated.filter_map(|delegation| directory.units.get(&delegation.unit)) {
        let told = [Compartment::Office, Compartment::Agenda, Compartment::Dues];
        offices.extend(told.iter().filter_map(|of| unit.streams.get(of)));
    }
    offices
}
