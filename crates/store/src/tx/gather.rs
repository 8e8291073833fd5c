//! Reading what pushes need, each thing once per transaction and each kind of thing in one question.

use std::collections::BTreeSet;

use coopol_domain::authority::{Author, Chain, Decided, Needs};
use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Authority, Entry, Verdict};
use coopol_domain::kinds::{Device, Mandate, Unit};
use coopol_domain::seal::Hash;

use super::Tx;
use super::draft::{Living, StreamDraft, SubjectDraft};
use crate::read::{Opened, open_subject, root_at};
use crate::row::{DecidedRow, SubjectRow};
use crate::{Backend, Read, Store, StoreError, Write};

impl<B: Backend> Tx<B> {
    pub(super) async fn streams(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        let wanted: BTreeSet<StreamId> = needs.iter().map(|needs| needs.stream).collect();
        let wanted = missing(wanted, |id| self.draft.streams.contains_key(id));
        if wanted.is_empty() {
            return Ok(());
        }
        let rows = self.write.lock(&wanted).await?;
        self.draft.streams.extend(wanted.iter().map(|id| (*id, None)));
        for row in rows {
            let seal = self.store.vault.unwrap_stream(row.head.stream, &row.key)?;
            self.draft.streams.insert(
                row.head.stream,
                Some(StreamDraft { read_at: row.head.frontier.size(), row, seal, grew: false }),
            );
        }
        Ok(())
    }

    pub(super) async fn authors(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        let wanted: BTreeSet<DeviceId> = needs.iter().map(|needs| needs.device).collect();
        let wanted = missing(wanted, |id| self.draft.authors.contains_key(id));
        if wanted.is_empty() {
            return Ok(());
        }
        for (id, home, author) in self.store.authors_in(self.write.rows(), &wanted).await? {
            self.draft.homes.extend(home.map(|home| (id, home)));
            self.draft.authors.insert(id, author);
        }
        Ok(())
    }

    pub(super) async fn directory(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        let authors = needs.iter().filter_map(|needs| self.draft.authors.get(&needs.device)?.as_ref()?.holder());
        let authors: BTreeSet<HolderId> = authors.collect();
        let units: BTreeSet<UnitId> = needs
            .iter()
            .filter_map(|needs| Some(self.draft.streams.get(&needs.stream)?.as_ref()?.row.head.unit))
            .collect();
        let holders = missing(authors, |id| self.draft.holders.contains(id));
        let of_units = missing(units, |id| self.draft.units.contains(id));
        if !holders.is_empty() || !of_units.is_empty() {
            let rows = self.write.rows().mandates(&holders, &of_units).await?;
            rows.into_iter().try_for_each(|row| self.learn_mandate(&row))?;
            self.draft.holders.extend(holders);
            for unit in &of_units {
                self.draft.mention(*unit);
            }
            self.draft.units.extend(of_units);
        }
        let wanted: Vec<UnitId> = std::mem::take(&mut self.draft.unrooted).into_iter().collect();
        if !wanted.is_empty() {
            self.draft.rooted.extend(wanted.iter().copied());
            let rows = self.write.rows().units_above(&wanted).await?;
            rows.into_iter().try_for_each(|row| self.learn_unit(&row))?;
        }
        Ok(())
    }

    fn learn_mandate(&mut self, row: &SubjectRow) -> Result<(), StoreError> {
        let Opened::Living(_, state) = open_subject(&self.store.vault, row)? else { return Ok(()) };
        let corrupt = StoreError::Corrupt { what: "a mandate" };
        let mandate = Mandate::read(row.id.into(), &state).ok_or(corrupt)?;
        let facts = Authority { stream: row.stream, seq: state.last_seq() };
        self.draft.mention(mandate.unit);
        self.draft.facts.entry(mandate.id).or_insert(facts);
        self.draft.directory.mandates.entry(mandate.id).or_insert(mandate);
        Ok(())
    }

    fn learn_unit(&mut self, row: &SubjectRow) -> Result<(), StoreError> {
        let Opened::Living(_, state) = open_subject(&self.store.vault, row)? else { return Ok(()) };
        let unit = Unit::read(row.id.into(), &state).ok_or(StoreError::Corrupt { what: "a unit" })?;
        self.draft.rooted.insert(unit.id);
        self.draft.directory.units.entry(unit.id).or_insert(unit);
        Ok(())
    }

    pub(super) async fn subjects(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        let about = needs.iter().flat_map(|needs| needs.subjects.iter().map(|&subject| (needs.stream, subject)));
        let wanted: BTreeSet<(StreamId, SubjectId)> = about.collect();
        let wanted = missing(wanted, |id| self.draft.subjects.contains_key(id));
        if wanted.is_empty() {
            return Ok(());
        }
        let rows = self.write.rows().subjects(&wanted).await?;
        self.draft.subjects.extend(wanted.into_iter().map(|id| (id, None)));
        for row in rows {
            let subject = match open_subject(&self.store.vault, &row)? {
                Opened::Erased => SubjectDraft::Erased,
                Opened::Living(seal, state) => {
                    let wrapped = row.secret.map(|secret| secret.key).unwrap_or_default();
                    SubjectDraft::Living(Box::new(Living { state, seal, wrapped, changed: None }))
                }
            };
            self.draft.subjects.insert((row.stream, row.id), Some(subject));
        }
        Ok(())
    }

    pub(super) async fn looks(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        let mut wanted: BTreeSet<(StreamId, Hash)> = BTreeSet::new();
        for needs in needs {
            let Some(Some(stream)) = self.draft.streams.get(&needs.stream) else { continue };
            wanted.extend(needs.looks.iter().map(|look| (needs.stream, stream.seal.look(look))));
        }
        let wanted = missing(wanted, |look| self.draft.looks.contains_key(look));
        if wanted.is_empty() {
            return Ok(());
        }
        let rows = self.write.rows().looks(&wanted).await?;
        self.draft.looks.extend(wanted.into_iter().map(|look| (look, None)));
        self.draft.looks.extend(rows.into_iter().map(|row| ((row.stream, row.look), Some(row.subject))));
        Ok(())
    }

    pub(super) async fn decided(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        let wanted: BTreeSet<ChangeId> = needs.iter().flat_map(|needs| needs.changes.iter().copied()).collect();
        let wanted = missing(wanted, |id| self.draft.decided.contains_key(id));
        if wanted.is_empty() {
            return Ok(());
        }
        let rows = self.write.rows().decided(&wanted).await?;
        self.draft.decided.extend(wanted.into_iter().map(|id| (id, None)));
        for row in rows {
            let decided = self.store.decision(&row)?;
            self.draft.decided.insert(row.change, Some(decided));
        }
        Ok(())
    }

    pub(super) async fn chains(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        let wanted: BTreeSet<_> = needs.iter().map(|needs| (needs.stream, needs.device)).collect();
        let wanted = missing(wanted, |of| self.draft.chains.contains_key(of));
        if !wanted.is_empty() {
            let rows = self.write.rows().chains(&wanted).await?;
            self.draft.chains.extend(wanted.into_iter().map(|of| (of, Chain::start())));
            let chains =
                rows.into_iter().map(|row| ((row.stream, row.device), Chain { number: row.number, hash: row.hash }));
            self.draft.chains.extend(chains);
        }
        for needs in needs {
            let (stream, device, number) = (needs.stream, needs.device, needs.number);
            let last = self.draft.chains.get(&(stream, device)).map_or(0, |chain| chain.number);
            if number <= last && !self.draft.pushes.contains_key(&(stream, device, number)) {
                let hash = self.write.rows().push(stream, device, number).await?;
                self.draft.pushes.insert((stream, device, number), hash);
            }
        }
        Ok(())
    }

    pub(super) async fn roots(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
        for needs in needs {
            let (stream, size) = (needs.stream, needs.seen);
            let Some(Some(known)) = self.draft.streams.get(&stream) else { continue };
            let frontier = &known.row.head.frontier;
            if self.draft.roots.contains_key(&(stream, size)) || size > frontier.size() {
                continue;
            }
            let root = if size == frontier.size() {
                frontier.root()
            } else if known.grew && size > known.read_at {
                // Only this transaction has been at that size: nobody has seen it.
                continue;
            } else {
                root_at(self.write.rows(), stream, size).await?
            };
            self.draft.roots.insert((stream, size), root);
        }
        Ok(())
    }
}

impl<B: Backend> Store<B> {
    /// Who signs with these devices, and in which stream they were invited; `None` for those that nobody knows.
    pub(crate) async fn authors_in(
        &self,
        rows: &mut B::Read,
        ids: &[DeviceId],
    ) -> Result<Vec<(DeviceId, Option<StreamId>, Option<Author>)>, StoreError> {
        let others: Vec<DeviceId> = ids.iter().copied().filter(|id| self.own(*id).is_none()).collect();
        let found = if others.is_empty() { Vec::new() } else { rows.devices(&others).await? };
        let mut authors = Vec::new();
        for &id in ids {
            let row = found.iter().find(|row| row.id == id.into());
            let officer = match row.map(|row| open_subject(&self.vault, row)).transpose()? {
                Some(Opened::Living(_, state)) => Device::read(id, &state).map(Author::Officer),
                _ => None,
            };
            authors.push((id, row.map(|row| row.stream), self.own(id).or(officer)));
        }
        Ok(authors)
    }

    fn decision(&self, row: &DecidedRow) -> Result<Decided, StoreError> {
        let line = &row.line;
        let entry = Entry::decode(&line.bytes)?;
        let waits = matches!(entry.verdict, Verdict::Held(_) | Verdict::Quarantined);
        let payload = if row.waiting { self.payload(line)? } else { None };
        Ok(Decided {
            stream: line.stream,
            subject: entry.header.subject,
            seq: line.seq,
            verdict: entry.verdict,
            holder: row.holder,
            payload,
            settled: waits && !row.waiting,
        })
    }
}

fn missing<T: Ord>(wanted: BTreeSet<T>, known: impl Fn(&T) -> bool) -> Vec<T> {
    wanted.into_iter().filter(|id| !known(id)).collect()
}
