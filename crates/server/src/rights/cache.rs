//! What is remembered of devices, directories and streams.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_domain::access::Directory;
use coopol_domain::authority::{Author, Head};
use coopol_domain::id::{DeviceId, HolderId, StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Device;
use coopol_domain::time::Instant;
use coopol_store::{Backend, Store, StoreError};

use super::following::Followers;
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
}

#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Another one whenever something was dropped.
    version: u64,
    devices: HashMap<DeviceId, Device>,
    views: HashMap<HolderId, Arc<View>>,
    places: HashMap<StreamId, Place>,
    introduced: HashSet<(StreamId, DeviceId)>,
    /// The streams that rights stand in which are remembered, with their sizes then: of each the place is known.
    offices: BTreeMap<StreamId, u64>,
    pub(super) followers: Followers,
}

/// Above so many it is forgotten and read again: an attacker's requests can't fill the memory.
const MOST: usize = 100_000;

impl Rights {
    /// Nothing remembered yet.
    pub fn new(ledger: Arc<Ledger>) -> Self {
        Self { memory: Mutex::default(), ledger }
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
                memory.places.insert(office, Place::of(&stream.head));
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
        let place = Place::of(&found.head);
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

    /// Streams grew: what somebody may do is read again, where it may stand in one of them.
    pub async fn note_grown<B: Backend>(&self, store: &Store<B>, streams: &[StreamId]) {
        let mut units = BTreeSet::new();
        for &stream in streams {
            let Ok(Some(place)) = self.place(store, stream).await else {
                // Nobody can tell what it says of whom.
                self.forget();
                return;
            };
            if place.compartment == Compartment::Office || self.lock().offices.contains_key(&stream) {
                units.insert(place.unit);
            }
        }
        if !units.is_empty() {
            self.note_changed(store, &units).await;
        }
    }

    /// Something was said of these units: whoever's rights may follow from it has them read again, and is woken where they listen.
    pub async fn note_changed<B: Backend>(&self, store: &Store<B>, units: &BTreeSet<UnitId>) {
        // At once those who had any there, and then those who may have some from now on.
        self.drop_of(units, |_, view| units.iter().any(|unit| view.directory.units.contains_key(unit)));
        match store.named_in(units).await {
            Ok(named) => self.drop_of(units, |holder, _| named.contains(&holder)),
            Err(error) => {
                tracing::warn!(%error, "nobody could tell whom a unit names");
                self.forget();
            }
        }
    }

    /// Reads everything again from now on, and wakes all live connections.
    pub fn forget(&self) {
        let mut memory = self.lock();
        memory.drop_views(|_, _| true);
        memory.offices.clear();
        if memory.places.len() + memory.introduced.len() > MOST {
            memory.places.clear();
            memory.introduced.clear();
        }
    }

    fn drop_of(&self, units: &BTreeSet<UnitId>, touched: impl Fn(HolderId, &View) -> bool) {
        let mut memory = self.lock();
        memory.drop_views(touched);
        let Memory { offices, places, .. } = &mut *memory;
        offices.retain(|stream, _| places.get(stream).is_some_and(|place| !units.contains(&place.unit)));
    }

    /// The `office` streams that rights were read from, with their sizes then.
    pub(super) fn watched(&self) -> BTreeMap<StreamId, u64> {
        self.lock().offices.clone()
    }

    pub(super) fn version(&self) -> u64 {
        self.lock().version
    }

    /// Keeps what was read, unless something has changed since reading began.
    fn remember(&self, version: u64, keep: impl FnOnce(&mut Memory)) {
        let mut memory = self.lock();
        if memory.version == version && memory.devices.len() + memory.views.len() < MOST {
            keep(&mut memory);
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    /// Drops what is remembered of those of whom this is true, and wakes them. A device is remembered as long as what its holder may do is.
    fn drop_views(&mut self, touched: impl Fn(HolderId, &View) -> bool) {
        self.version += 1;
        self.views.retain(|holder, view| !touched(*holder, view));
        let views = &self.views;
        self.devices.retain(|_, device| views.contains_key(&device.holder));
        self.followers.wake(touched);
    }
}

impl Place {
    fn of(head: &Head) -> Self {
        Self { unit: head.unit, compartment: head.compartment }
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
