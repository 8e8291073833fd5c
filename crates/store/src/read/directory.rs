//! Who may see what: the slice of the directory from which `access` computes it.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Directory;
use coopol_domain::audience::Audience;
use coopol_domain::id::{HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Payload, State, SubjectKey};
use coopol_domain::kinds::{Delegation, Device, Mandate, Merge, Unit};

use super::{Opened, open_subject};
use crate::row::SubjectRow;
use crate::{Backend, Read, Store, StoreError};

/// An enrolled device where it stands.
#[derive(Debug, Clone)]
pub struct DeviceAt {
    /// In which stream: where it was invited, or introduced.
    pub stream: StreamId,
    /// The key of the subject there.
    pub key: SubjectKey,
    /// The device.
    pub device: Device,
}

impl<B: Backend> Store<B> {
    /// Every stream there is, whether or not a unit names it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn every_stream(&self) -> Result<Vec<StreamId>, StoreError> {
        self.backend.glance().await?.every_stream().await
    }

    /// Every unit, for whoever runs the server.
    pub async fn units(&self) -> Result<Vec<Unit>, StoreError> {
        let mut directory = Directory::default();
        for row in self.backend.glance().await?.units().await? {
            self.enter_unit(&mut directory, &row)?;
        }
        Ok(directory.units.into_values().collect())
    }

    /// Those of which something is open: that they become a part of another, or take another in.
    pub async fn merging(&self) -> Result<Vec<UnitId>, StoreError> {
        let mut open = Vec::new();
        for row in self.backend.read().await?.units().await? {
            if let Opened::Living(_, state) = open_subject(&self.vault, &row)?
                && Merge::all(&state).iter().any(Merge::is_open)
            {
                open.push(UnitId::from(row.id));
            }
        }
        Ok(open)
    }

    /// The unit of this id.
    pub async fn unit(&self, id: UnitId) -> Result<Option<Unit>, StoreError> {
        let mut directory = Directory::default();
        for row in self.backend.read().await?.units_above(&[id]).await? {
            self.enter_unit(&mut directory, &row)?;
        }
        Ok(directory.units.remove(&id))
    }

    /// How many people a roster has who could be written to (J1.4). Who they are stays here.
    pub async fn audience(&self, roster: StreamId) -> Result<Audience, StoreError> {
        let mut rows = self.backend.read().await?;
        let mut audience = Audience::default();
        for row in rows.living(roster).await? {
            if let Opened::Living(_, state) = open_subject(&self.vault, &row)? {
                audience.count(&state);
            }
        }
        Ok(audience)
    }

    /// The enrolled devices that stand in these `office` streams, revoked ones too; once for each stream.
    pub async fn devices_in(&self, offices: &[StreamId]) -> Result<Vec<DeviceAt>, StoreError> {
        let mut rows = self.backend.read().await?;
        let mut found = Vec::new();
        for &stream in offices {
            for row in rows.living(stream).await? {
                let Opened::Living(seal, state) = open_subject(&self.vault, &row)? else { continue };
                if state.sort == "device"
                    && let Some(device) = Device::read(row.id.into(), &state)
                {
                    found.push(DeviceAt { stream, key: seal.key.clone(), device });
                }
            }
        }
        Ok(found)
    }

    /// All that the rights of `holder` depend on: their mandates, past ones too, or their delegation, the units of those with all below and
    /// all above them (who may invite somebody stands above), and the other mandates in those units (whether a section
    /// has a treasurer decides who keeps its dues).
    pub async fn directory_of(&self, holder: HolderId) -> Result<Directory, StoreError> {
        let mut rows = self.backend.read().await?;
        let mut directory = Directory::default();
        for row in rows.mandates(&[holder], &[]).await? {
            self.enter_mandate(&mut directory, &row)?;
        }
        let held = directory.mandates.values().map(|mandate| mandate.unit);
        let own: BTreeSet<UnitId> = held.chain(directory.delegations.values().map(|it| it.unit)).collect();
        let own: Vec<UnitId> = own.into_iter().collect();
        if own.is_empty() {
            return Ok(directory);
        }
        for row in rows.units_above(&own).await?.iter().chain(&rows.units_below(&own).await?) {
            self.enter_unit(&mut directory, row)?;
        }
        for row in rows.mandates(&[], &own).await? {
            self.enter_mandate(&mut directory, &row)?;
        }
        Ok(directory)
    }

    /// Whose rights may follow from what one of these units says: whoever holds or held an office or a delegation there or above it,
    /// and whose device stands there.
    pub async fn named_in(&self, units: &BTreeSet<UnitId>) -> Result<BTreeSet<HolderId>, StoreError> {
        let mut rows = self.backend.read().await?;
        let mut directory = Directory::default();
        let units: Vec<UnitId> = units.iter().copied().collect();
        for row in rows.units_above(&units).await? {
            self.enter_unit(&mut directory, &row)?;
        }
        let above: Vec<UnitId> = directory.units.keys().copied().collect();
        for row in rows.mandates(&[], &above).await? {
            self.enter_mandate(&mut directory, &row)?;
        }
        drop(rows);
        let there = units.iter().filter_map(|unit| directory.units.get(unit)?.streams.get(&Compartment::Office));
        let offices: Vec<StreamId> = there.copied().collect();
        let holding = directory.mandates.values().map(|mandate| mandate.holder);
        let delegates = directory.delegations.values().map(Delegation::holder);
        let devices = self.devices_in(&offices).await?;
        Ok(holding.chain(delegates).chain(devices.into_iter().map(|at| at.device.holder)).collect())
    }

    /// Every delegation of these units, over or not, with the agenda or the accounts in which it stands.
    pub async fn delegations(&self, units: &[UnitId]) -> Result<Vec<(StreamId, Delegation)>, StoreError> {
        let mut found = Vec::new();
        for row in self.backend.read().await?.mandates(&[], units).await? {
            let Opened::Living(_, state) = open_subject(&self.vault, &row)? else { continue };
            found.extend(Delegation::read(row.id, &state).map(|delegation| (row.stream, delegation)));
        }
        Ok(found)
    }

    /// The living subjects of a stream, as they stand, with their keys.
    pub async fn living(&self, stream: StreamId) -> Result<BTreeMap<SubjectId, (State, SubjectKey)>, StoreError> {
        let mut found = BTreeMap::new();
        for row in self.backend.read().await?.living(stream).await? {
            if let Opened::Living(seal, state) = open_subject(&self.vault, &row)? {
                found.insert(row.id, (state, seal.key.clone()));
            }
        }
        Ok(found)
    }

    /// What waits in a stream for somebody, held or late, by subject.
    pub async fn waiting(&self, stream: StreamId) -> Result<Vec<(SubjectId, Payload)>, StoreError> {
        let mut found = Vec::new();
        for line in self.backend.read().await?.waiting(stream).await? {
            let payload = self.payload(&line)?.map(|bytes| Payload::decode(&bytes)).transpose()?;
            found.extend(payload.map(|payload| (line.subject, payload)));
        }
        Ok(found)
    }

    fn enter_mandate(&self, directory: &mut Directory, row: &SubjectRow) -> Result<(), StoreError> {
        let Opened::Living(_, state) = open_subject(&self.vault, row)? else { return Ok(()) };
        if let Some(delegation) = Delegation::read(row.id, &state) {
            directory.delegations.insert(delegation.mandate(), delegation);
            return Ok(());
        }
        let corrupt = StoreError::Corrupt { what: "a mandate" };
        let mandate = Mandate::read(row.id.into(), &state).ok_or(corrupt)?;
        directory.mandates.insert(mandate.id, mandate);
        Ok(())
    }

    fn enter_unit(&self, directory: &mut Directory, row: &SubjectRow) -> Result<(), StoreError> {
        let Opened::Living(_, state) = open_subject(&self.vault, row)? else { return Ok(()) };
        let unit = Unit::read(row.id.into(), &state).ok_or(StoreError::Corrupt { what: "a unit" })?;
        directory.units.insert(unit.id, unit);
        Ok(())
    }
}
