//! Taking in a section that began alone (J5.4, J10): its streams are staged page by page, checked from their first entries
//! as a device would, and taken over in one transaction or not at all.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::authority::{Account, Author, Known, Officers, Retelling, device_of, origin};
use coopol_domain::codec::Value;
use coopol_domain::device::Audit;
use coopol_domain::enrolment::Adoption;
use coopol_domain::id::{DeviceId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, SubjectKey};
use coopol_domain::kinds::{Device, Unit, UnitKind};
use coopol_domain::seal::Hash;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::{Moved, NotMoved};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{CarriedOut, Page};
use coopol_store::{Backend, HandedOver, NewStream, StoreError};
use serde::{Deserialize, Serialize};

use super::{Fact, NotAdopted};
use crate::app::App;
use crate::ledger::Record;

/// How long a code stays open, in milliseconds.
const OPEN_FOR: u64 = 14 * DAY;

/// An adoption as the server keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// The unit that takes the section in.
    pub parent: UnitId,
    /// How the section is called, for whoever runs the server.
    pub name: String,
    /// When the code is worth nothing any more.
    pub until: Instant,
    /// The section that used it.
    pub adopted: Option<UnitId>,
}

/// A stream as the section says that it ends.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Which.
    pub stream: StreamId,
    /// Which part of the section's records.
    pub compartment: Compartment,
    /// Its end, signed by the section's own authority.
    pub checkpoint: String,
    /// That the section's authority leaves it to this one, under its signature.
    pub moved: String,
    /// By which its files are named (J12).
    pub naming: [u8; 32],
    /// What its own authority erased in it, in order (J7.2).
    pub erased: Vec<CarriedOut>,
}

/// A section that is handed over.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The section.
    pub unit: UnitId,
    /// The key of its own authority.
    pub authority: Verifier,
    /// Its streams.
    pub streams: Vec<Offered>,
}

fn setting(id: StreamId) -> String {
    format!("adoption {id}")
}

/// What has to hold of a stream once it was checked.
struct Checked {
    handed: HandedOver,
    states: Vec<(SubjectId, State)>,
    account: Account,
}

impl<B: Backend> App<B> {
    /// Prepares the adoption of a section below `parent`; the code is to be handed to its officer, and is kept nowhere.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prepare_adoption(&self, parent: UnitId, name: String) -> Result<Adoption, StoreError> {
        let adoption = Adoption { seed: self.random(), authority: self.authority.fingerprint() };
        let until = self.clock.now().plus(OPEN_FOR);
        // Noted first: what is staged under a code is found again, come what may.
        self.note_open(adoption.id(), until).await?;
        self.keep(adoption.id(), &Prepared { parent, name, until, adopted: None }).await?;
        Ok(adoption)
    }

    /// The adoption of this id, while its code counts, or for the section that has used it.
    ///
    /// # Errors
    /// [`NotAdopted::NoAdoption`].
    pub async fn adoption(&self, id: StreamId) -> Result<Prepared, NotAdopted> {
        let kept = self.store.setting(&setting(id)).await?.ok_or(NotAdopted::NoAdoption)?;
        let kept: Prepared = serde_json::from_slice(&kept).map_err(|_| NotAdopted::NoAdoption)?;
        if kept.adopted.is_none() && kept.until <= self.clock.now() { Err(NotAdopted::NoAdoption) } else { Ok(kept) }
    }

    pub(super) async fn keep(&self, id: StreamId, prepared: &Prepared) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(prepared).expect("an adoption is made of texts and numbers");
        self.store.set_setting(&setting(id), &bytes).await
    }

    /// Takes in the section whose streams were staged; the same again is answered the same.
    ///
    /// # Errors
    /// [`NotAdopted`].
    pub async fn adopt(&self, id: StreamId, offer: Offer) -> Result<(), NotAdopted> {
        // Two at once would both find nothing there.
        let _alone = self.upload(id, Hash::of(b"adoption")).await?;
        let prepared = self.adoption(id).await?;
        match prepared.adopted {
            Some(unit) if unit != offer.unit => return Err(NotAdopted::NoAdoption),
            Some(_) => {}
            None => {
                let taken = self.take_over(id, &prepared, &offer).await;
                if taken.as_ref().is_err_and(NotAdopted::is_final) {
                    // Handed over again it may be whole, from the first page on.
                    self.blobs.delete_all(id).await?;
                }
                taken?;
            }
        }
        self.hang(&prepared, offer.unit).await?;
        let taken = self.store.unit(offer.unit).await?.ok_or(NotAdopted::OtherUnit)?;
        self.name_in_newcomer(&taken).await?;
        for &stream in taken.streams.values() {
            self.store.make_snapshot(stream).await?;
            self.blobs.delete(id, Hash::of(stream.as_bytes())).await?;
        }
        Ok(())
    }

    async fn take_over(&self, id: StreamId, prepared: &Prepared, offer: &Offer) -> Result<(), NotAdopted> {
        let mut streams = Vec::new();
        let (mut authors, mut office) = (vec![own(&offer.authority)], None);
        let mut offered: Vec<&Offered> = offer.streams.iter().collect();
        offered.sort_by_key(|of| of.compartment != Compartment::Office);
        for of in offered {
            let pages = self.pages(id, of.stream).await?;
            let (checked, audit) = self.checked(offer, of, pages, office.as_ref().map(|(audit, _)| audit))?;
            if office.is_none() {
                the_unit(offer, &checked.states)?;
            }
            let (_, officers) = office.get_or_insert_with(|| {
                authors.extend(devices(&checked.states));
                let states = checked.states.iter().map(|(subject, state)| (*subject, state));
                (audit, Officers::of(offer.unit, states, of.erased_subjects()))
            });
            let compartment = of.compartment;
            let unaccounted = |(subject, why)| NotAdopted::Unaccounted { compartment, subject, why };
            checked.account.covers(&of.erased, compartment, officers).map_err(unaccounted)?;
            streams.push(checked.handed);
        }
        let shut_out: Vec<DeviceId> = authors.iter().filter_map(revoked).collect();
        if !self.stands(&streams).await? {
            self.store.adopt(authors, streams, self.clock.now()).await?;
        }
        // Whoever was shut out there stays out here, whatever is restored.
        for device in shut_out.into_iter().filter(|device| !self.ledger.revoked(*device)) {
            let record = Record::Revoked { device, at: self.clock.now() };
            self.ledger.add(&record).map_err(|error| StoreError::Io(Box::new(error)))?;
        }
        // From here on the streams are this section's, and nobody else's: before, somebody else's might have been erased by what
        // is said of them here.
        for of in &offer.streams {
            of.note_erased(&self.ledger, self.clock.now())?;
            self.store.set_setting(&format!("blob name {}", of.stream), &of.naming).await?;
        }
        Ok(self.keep(id, &Prepared { adopted: Some(offer.unit), ..prepared.clone() }).await?)
    }

    /// Whether the server fell after it had taken these very streams over, and before it could say so.
    async fn stands(&self, streams: &[HandedOver]) -> Result<bool, StoreError> {
        let ids: Vec<StreamId> = streams.iter().map(|handed| handed.stream.id).collect();
        let moves = self.store.moves(&ids).await?;
        let first = |handed: &HandedOver| moves.get(&handed.stream.id).and_then(|notes| notes.first());
        Ok(streams.iter().all(|handed| first(handed) == Some(&handed.moved)))
    }

    fn checked(
        &self,
        offer: &Offer,
        of: &Offered,
        pages: Vec<Page>,
        office: Option<&Audit>,
    ) -> Result<(Checked, Audit), NotAdopted> {
        let (stream, place) = (of.stream, (of.stream, offer.unit, of.compartment));
        let mut retelling = Retelling::new(stream, offer.unit, of.compartment);
        let erased = of.erased_subjects();
        let gone = erased.iter().copied().collect();
        let mut audit = Audit::handed_over(place, *offer.authority.public_key(), office, gone);
        let mut rulings = Vec::new();
        for page in pages {
            let page = page.without(&erased);
            audit.feed(page.clone()).map_err(|alarm| NotAdopted::of(alarm, of.compartment))?;
            rulings.extend(retelling.page(&page)?);
        }
        audit.ends_at(&of.checkpoint, &offer.authority)?;
        let wrong = |why: &str| NotAdopted::Statement { stream, why: why.to_owned() };
        let unsigned = |error: NotMoved| wrong(&error.to_string());
        let moved = Moved::vouch(&of.moved, &origin(stream), self.authority.signer()).map_err(unsigned)?;
        if (moved.size(), moved.root()) != (audit.seq(), audit.root()) {
            return Err(wrong("another end"));
        }
        if *moved.from() != offer.authority {
            return Err(wrong("another key"));
        }
        let new = NewStream { id: stream, unit: offer.unit, compartment: of.compartment };
        let erased = of.erased_by(self.clock.now());
        let handed = HandedOver { stream: new, rulings, moved: moved.note().to_owned(), erased };
        let states = retelling.states().map(|(subject, state)| (subject, state.clone())).collect();
        Ok((Checked { handed, states, account: retelling.account().clone() }, audit))
    }

    /// Says of the section below which unit it is, once.
    async fn hang(&self, prepared: &Prepared, unit: UnitId) -> Result<(), NotAdopted> {
        let taken = self.store.unit(unit).await?.ok_or(NotAdopted::OtherUnit)?;
        match joined(&taken, prepared.parent) {
            Some((office, payload)) => {
                let key = self.key_of(office, unit).await?;
                Ok(self
                    .state(office, vec![Fact { subject: unit.into(), key, payload, depends_on: Vec::new() }])
                    .await?)
            }
            None => Ok(()),
        }
    }

    /// The key under which a unit's own facts stand.
    pub(super) async fn key_of(&self, office: StreamId, unit: UnitId) -> Result<Option<SubjectKey>, StoreError> {
        Ok(match self.known(office, unit.into()).await? {
            Some(Known::Living { key, .. }) => Some(key),
            _ => None,
        })
    }
}

/// What is stated of a unit that has none above it, and where.
pub(super) fn joined(unit: &Unit, parent: UnitId) -> Option<(StreamId, Payload)> {
    let office = unit.streams.get(&Compartment::Office).filter(|_| unit.parent.is_none())?;
    let edits = vec![Edit::set("parent", Value::bytes(parent.as_bytes()))];
    Some((*office, Payload::new("unit_joined", 1, edits)))
}

fn own(authority: &Verifier) -> Author {
    let key = *authority.public_key();
    Author::Authority { id: device_of(&key), key }
}

fn revoked(author: &Author) -> Option<DeviceId> {
    match author {
        Author::Officer(device) => device.revoked.then_some(device.id),
        Author::Authority { .. } => None,
    }
}

fn devices(states: &[(SubjectId, State)]) -> impl Iterator<Item = Author> {
    let devices = states.iter().filter(|(_, state)| state.sort == "device");
    devices.filter_map(|(subject, state)| Device::read((*subject).into(), state).map(Author::Officer))
}

/// The office has to describe the unit, and exactly these streams.
fn the_unit(offer: &Offer, states: &[(SubjectId, State)]) -> Result<(), NotAdopted> {
    let own = states.iter().find(|(subject, _)| *subject == offer.unit.into());
    let unit = own.and_then(|(_, state)| Unit::read(offer.unit, state)).ok_or(NotAdopted::OtherUnit)?;
    let offered: BTreeMap<Compartment, StreamId> = offer.streams.iter().map(|of| (of.compartment, of.stream)).collect();
    let distinct: BTreeSet<StreamId> = offered.values().copied().collect();
    let all = offered == unit.streams && distinct.len() == offer.streams.len();
    let alone = unit.parent.is_none() && unit.merged_into.is_none() && unit.kind == UnitKind::Section;
    if all && alone { Ok(()) } else { Err(NotAdopted::OtherUnit) }
}
