//! Taking back what a restored backup lost (J8): all of a page in one transaction, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::authority::{Author, Chain, Known, Needs, NotTakenBack, Remains, Ruling, origin, take_back};
use coopol_domain::device::{Alarm, Keys};
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State};
use coopol_domain::kinds::Device;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_domain::wire::{GivenBack, Page};

use super::Tx;
use crate::read::{Opened, open_subject};
use crate::{Backend, Read as _, Store, StoreError, Write as _};

/// Who signs, as far as anything here says.
type Signers = BTreeMap<DeviceId, Author>;

impl<B: Backend> Store<B> {
    /// Takes back the entries of `page`, which is what `given` carries, unpacked: the stream's size then. Nothing is judged again, and
    /// nobody is believed but the authority whose seal is `pinned`. `None` when there is no such stream.
    ///
    /// # Errors
    /// The outer one is the store's; the inner one answers whoever gave them.
    pub async fn take_back(
        &self,
        given: &GivenBack,
        page: Page,
        pinned: &Verifier,
    ) -> Result<Option<Result<u64, NotTakenBack>>, StoreError> {
        let mut tx = self.begin().await?;
        let Some((remains, signers)) = tx.remains(given.stream, &page).await? else { return Ok(None) };
        let taken = take_back(remains, given, page, pinned).and_then(|rulings| tx.retell(rulings, signers));
        if let Err(refused) = taken {
            return Ok(Some(Err(refused)));
        }
        let size = tx.draft.stream(given.stream).row.head.frontier.size();
        tx.commit().await?;
        Ok(Some(Ok(size)))
    }
}

impl<B: Backend> Tx<B> {
    /// What is left of the stream, with whoever the page names.
    async fn remains(&mut self, stream: StreamId, page: &Page) -> Result<Option<(Remains, Signers)>, StoreError> {
        let mut devices: BTreeSet<DeviceId> = page.pushes.iter().map(|signed| signed.push.device).collect();
        let corrupt = StoreError::Corrupt { what: "the authority's device" };
        let (authority, _) = self.store.authority().ok_or(corrupt)?;
        devices.insert(authority);
        let subjects: BTreeSet<SubjectId> = page.lines.iter().map(|line| line.entry.header.subject).collect();
        let needs: Vec<Needs> = devices
            .iter()
            .map(|&device| Needs {
                stream,
                device,
                number: 0,
                seen: 0,
                subjects: subjects.clone(),
                looks: BTreeSet::new(),
                brought_back: BTreeSet::new(),
                changes: page.lines.iter().map(|line| line.entry.header.id).collect(),
            })
            .collect();
        self.gather(&needs.iter().collect::<Vec<_>>()).await?;
        let Some(Some(kept)) = self.draft.streams.get(&stream) else { return Ok(None) };
        let head = kept.row.head.clone();
        let (living, mut signers) = self.living(stream).await?;
        if head.compartment != Compartment::Office {
            signers.extend(self.officers(head.unit, &devices).await?);
        }
        let known = self.draft.authors.iter().filter_map(|(id, author)| Some((*id, author.clone()?)));
        signers.extend(known);
        let mut keys = Keys::default();
        for (device, author) in &signers {
            keys.pin(*device, *author.signed_with());
        }
        let rows = self.write.rows().moves(&[stream]).await?;
        let moves = rows.iter().map(|row| Moved::open_either(&row.note, &origin(stream)));
        let moves = moves.collect::<Result<_, _>>().map_err(|_| StoreError::Corrupt { what: "a move" })?;
        let erased = self.write.rows().erasures(stream, 0).await?.into_iter().map(|row| row.subject).collect();
        let chains = devices.iter().filter_map(|id| Some((*id, *self.draft.chains.get(&(stream, *id))?)));
        let chains: BTreeMap<DeviceId, Chain> = chains.collect();
        Ok(Some((Remains { head, moves, erased, subjects: living, chains, keys, authority }, signers)))
    }

    /// Every subject of the stream, and the devices among them.
    async fn living(
        &mut self,
        stream: StreamId,
    ) -> Result<(BTreeMap<SubjectId, (State, coopol_domain::journal::SubjectKey)>, Signers), StoreError> {
        let (mut living, mut signers) = (BTreeMap::new(), Signers::new());
        for row in self.write.rows().living(stream).await? {
            let Opened::Living(seal, state) = open_subject(&self.store.vault, &row)? else { continue };
            signers.extend(signer(row.id, &state));
            living.insert(row.id, (state, seal.key.clone()));
        }
        Ok((living, signers))
    }

    /// The devices that the unit's own facts name: those of its officers, and those that were introduced there.
    async fn officers(
        &mut self,
        unit: coopol_domain::id::UnitId,
        devices: &BTreeSet<DeviceId>,
    ) -> Result<Signers, StoreError> {
        let Some(office) = self.draft.directory.units.get(&unit).and_then(|of| of.streams.get(&Compartment::Office))
        else {
            return Ok(Signers::new());
        };
        let asked: Vec<_> = devices.iter().map(|device| (*office, (*device).into())).collect();
        let mut signers = Signers::new();
        for row in self.write.rows().subjects(&asked).await? {
            if let Opened::Living(_, state) = open_subject(&self.store.vault, &row)? {
                signers.extend(signer(row.id, &state));
            }
        }
        Ok(signers)
    }

    /// Takes up what is to be written. Whoever is enrolled in it may have signed the very next push.
    fn retell(&mut self, rulings: Vec<Ruling>, mut signers: Signers) -> Result<(), NotTakenBack> {
        for ruling in rulings {
            let device = ruling.signed.push.device;
            let stranger = Alarm::Stranger { stream: ruling.head.stream, seq: ruling.head.frontier.size(), device };
            let author = signers.get(&device).cloned().ok_or(stranger)?;
            self.draft.authors.insert(device, Some(author));
            for (subject, known) in &ruling.subjects {
                if let Known::Living { state, .. } = known {
                    signers.extend(signer(*subject, state));
                }
            }
            self.draft.retold(ruling, &self.store.vault);
        }
        Ok(())
    }
}

fn signer(subject: SubjectId, state: &State) -> Option<(DeviceId, Author)> {
    let device = Device::read(subject.into(), state).filter(|_| state.sort == "device")?;
    Some((device.id, Author::Officer(device)))
}
