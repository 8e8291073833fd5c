//! Reading what pushes need, each thing once per transaction, and all that can be named at once in one go.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::authority::{Author, Chain, Decided, Needs};
use coopol_domain::id::{DeviceId, HolderId, StreamId};
use coopol_domain::journal::{Authority, Entry, Verdict};
use coopol_domain::kinds::{Delegation, Device, Mandate, Unit};

use super::Tx;
use super::draft::{Living, StreamDraft, SubjectDraft};
use crate::read::{Opened, open_subject, root_at};
use crate::recent::Place;
use crate::row::{DecidedRow, StreamRow, SubjectRow};
use crate::{Answers, Backend, Questions, Read, Store, StoreError, Write};

/// A device, the stream in which it was invited, and who signs with it; `None` where nobody knows.
type Signer = (DeviceId, Option<StreamId>, Option<Author>);

impl<B: Backend> Tx<B> {
    /// What can be named by now, is needed and hasn't been read. What a stream or a device said a moment ago lets most of
    /// it be named before they are read again; where it says otherwise by now, the next round asks for what is missing.
    pub(super) fn missing(&self, needs: &[&Needs]) -> Questions {
        let (draft, recent) = (&self.draft, &self.store.recent);
        let streams: BTreeSet<StreamId> = needs.iter().map(|needs| needs.stream).collect();
        let devices: BTreeSet<DeviceId> = needs.iter().map(|needs| needs.device).collect();
        let holders = devices.iter().filter_map(|device| match draft.authors.get(device) {
            Some(author) => author.as_ref()?.holder(),
            None => recent.holder(*device),
        });
        let holders: BTreeSet<HolderId> = holders.collect();
        let mut units = BTreeSet::new();
        let mut seals = BTreeMap::new();
        for &id in &streams {
            match draft.streams.get(&id) {
                Some(Some(stream)) => {
                    units.insert(stream.row.head.unit);
                    seals.insert(id, stream.seal.clone());
                }
                Some(None) => {}
                None => {
                    let Some(place) = recent.place(id) else { continue };
                    units.insert(place.unit);
                    seals.insert(id, place.seal);
                }
            }
        }
        let mut above = draft.unrooted.clone();
        above.extend(units.iter().filter(|unit| !draft.rooted.contains(unit)));
        let looks = needs.iter().flat_map(|needs| {
            let seal = seals.get(&needs.stream);
            let looks = draft.looks_of(needs).into_iter();
            looks.filter_map(move |look| Some((needs.stream, seal?.look(&look))))
        });
        let about = needs.iter().flat_map(|needs| needs.subjects.iter().map(|&subject| (needs.stream, subject)));
        let changes = needs.iter().flat_map(|needs| needs.changes.iter().copied());
        let pens = needs.iter().map(|needs| (needs.stream, needs.device));
        let (claims, touched) = self.watched(needs);
        Questions {
            claims,
            touched,
            looks: unknown(looks.collect(), |look| draft.looks.contains_key(look)),
            subjects: unknown(about.collect(), |id| draft.subjects.contains_key(id)),
            decided: unknown(changes.collect(), |id| draft.decided.contains_key(id)),
            chains: unknown(pens.collect(), |of| draft.chains.contains_key(of)),
            streams: unknown(streams, |id| draft.streams.contains_key(id)),
            devices: unknown(devices, |id| draft.authors.contains_key(id)),
            holders: unknown(holders, |id| draft.holders.contains(id)),
            units: unknown(units, |id| draft.units.contains(id)),
            above: above.into_iter().collect(),
        }
    }

    /// Takes up what was asked and what the answers were.
    pub(super) fn learn(&mut self, asked: Questions, answers: Answers) -> Result<(), StoreError> {
        self.draft.streams.extend(asked.streams.into_iter().map(|id| (id, None)));
        answers.streams.into_iter().try_for_each(|row| self.learn_stream(row))?;
        for (id, home, author) in self.store.authors_of(&asked.devices, &answers.devices)? {
            self.draft.homes.extend(home.map(|home| (id, home)));
            self.draft.authors.insert(id, author);
        }
        self.draft.holders.extend(asked.holders);
        self.draft.units.extend(asked.units);
        self.draft.rooted.extend(&asked.above);
        answers.mandates.into_iter().try_for_each(|row| self.learn_mandate(&row))?;
        answers.above.into_iter().try_for_each(|row| self.learn_unit(&row))?;
        self.draft.unrooted.retain(|unit| !self.draft.rooted.contains(unit));
        self.draft.subjects.extend(asked.subjects.into_iter().map(|id| (id, None)));
        answers.subjects.into_iter().try_for_each(|row| self.learn_subject(row))?;
        self.draft.looks.extend(asked.looks.into_iter().map(|look| (look, None)));
        self.draft.looks.extend(answers.looks.into_iter().map(|row| ((row.stream, row.look), Some(row.subject))));
        self.draft.decided.extend(asked.decided.into_iter().map(|id| (id, None)));
        for row in answers.decided {
            let decided = self.store.decision(&row)?;
            self.draft.decided.insert(row.change, Some(decided));
        }
        self.learn_watch(&asked.claims, &asked.touched, &answers.claims, &answers.touched)?;
        self.draft.chains.extend(asked.chains.into_iter().map(|of| (of, Chain::start())));
        let chains = answers.chains.into_iter();
        self.draft
            .chains
            .extend(chains.map(|row| ((row.stream, row.device), Chain { number: row.number, hash: row.hash })));
        Ok(())
    }

    fn learn_stream(&mut self, row: StreamRow) -> Result<(), StoreError> {
        let (id, unit) = (row.head.stream, row.head.unit);
        let known = self.store.recent.place(id).filter(|place| place.unit == unit && place.wrapped == row.key);
        let seal = if let Some(place) = known {
            place.seal
        } else {
            let seal = self.store.vault.unwrap_stream(id, &row.key)?;
            let place = Place { unit, wrapped: row.key.clone(), seal: seal.clone() };
            self.store.recent.note_place(id, place);
            seal
        };
        let read_at = row.head.frontier.size();
        self.draft.streams.insert(id, Some(StreamDraft { read_at, row, seal, grew: false }));
        Ok(())
    }

    fn learn_subject(&mut self, row: SubjectRow) -> Result<(), StoreError> {
        let subject = match open_subject(&self.store.vault, &row)? {
            Opened::Erased => SubjectDraft::Erased,
            Opened::Living(seal, state) => {
                let wrapped = row.secret.map(|secret| secret.key).unwrap_or_default();
                SubjectDraft::Living(Box::new(Living { state, seal, wrapped, changed: None }))
            }
        };
        self.draft.subjects.insert((row.stream, row.id), Some(subject));
        Ok(())
    }

    fn learn_mandate(&mut self, row: &SubjectRow) -> Result<(), StoreError> {
        let Some(state) = self.store.facts.open(&self.store.vault, row)? else { return Ok(()) };
        let corrupt = StoreError::Corrupt { what: "a mandate" };
        let facts = Authority { stream: row.stream, seq: state.last_seq() };
        if let Some(delegation) = Delegation::read(row.id, &state) {
            self.draft.mention(delegation.unit);
            self.draft.facts.entry(delegation.mandate()).or_insert(facts);
            self.draft.directory.delegations.entry(delegation.mandate()).or_insert(delegation);
            return Ok(());
        }
        let mandate = Mandate::read(row.id.into(), &state).ok_or(corrupt)?;
        self.draft.mention(mandate.unit);
        self.draft.facts.entry(mandate.id).or_insert(facts);
        self.draft.directory.mandates.entry(mandate.id).or_insert(mandate);
        Ok(())
    }

    fn learn_unit(&mut self, row: &SubjectRow) -> Result<(), StoreError> {
        let Some(state) = self.store.facts.open(&self.store.vault, row)? else { return Ok(()) };
        let unit = Unit::read(row.id.into(), &state).ok_or(StoreError::Corrupt { what: "a unit" })?;
        self.draft.rooted.insert(unit.id);
        self.draft.directory.units.entry(unit.id).or_insert(unit);
        Ok(())
    }

    /// The hashes of the pushes that came before under the same numbers.
    pub(super) async fn replayed(&mut self, needs: &[&Needs]) -> Result<(), StoreError> {
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
            } else if let Some(root) = self.store.recent.root(stream, size) {
                root
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
    pub(crate) async fn authors_in(&self, rows: &mut impl Read, ids: &[DeviceId]) -> Result<Vec<Signer>, StoreError> {
        let others: Vec<DeviceId> = ids.iter().copied().filter(|id| self.own(*id).is_none()).collect();
        let found = if others.is_empty() { Vec::new() } else { rows.devices(&others).await? };
        self.authors_of(ids, &found)
    }

    fn authors_of(&self, ids: &[DeviceId], found: &[SubjectRow]) -> Result<Vec<Signer>, StoreError> {
        let mut authors = Vec::new();
        for &id in ids {
            let row = found.iter().find(|row| row.id == id.into());
            let state = row.map(|row| self.facts.open(&self.vault, row)).transpose()?.flatten();
            let officer = state.and_then(|state| Device::read(id, &state)).map(Author::Officer);
            let author = self.own(id).or(officer);
            if let Some(holder) = author.as_ref().and_then(Author::holder) {
                self.recent.note_holder(id, holder);
            }
            authors.push((id, row.map(|row| row.stream), author));
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

fn unknown<T: Ord>(wanted: BTreeSet<T>, known: impl Fn(&T) -> bool) -> Vec<T> {
    wanted.into_iter().filter(|id| !known(id)).collect()
}
