//! What the device's machine wants written, in one transaction: either all of it is durable or nothing is.

mod journal;
mod outbox;
mod position;
mod snapshot;
mod touched;

use self::journal::Lines;
use self::outbox::Outbox;
use self::touched::Touched;
use super::{Cache, CacheError, Loaded};
use std::sync::atomic::Ordering;

use coopol_domain::device::{Device, Progress, Write};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use rusqlite::Connection;

/// A step of the machine on its way to the disk.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// What it asks for.
    pub writes: &'a [Write],
    /// The machine after it: its outbox is folded over what is confirmed.
    pub device: &'a Device,
    /// Confirmed states as they stand in the cache, where they were read already.
    pub known: &'a Loaded,
    /// That the server spoke, if it did.
    pub contact: Option<Contact>,
}

impl Step<'_> {
    /// Whether the server says all of it again to whoever stands where the device stood before: then a power cut may take it.
    fn is_retold(&self) -> bool {
        self.contact.is_some() && self.writes.iter().all(retold)
    }

    /// Whether it says how long the cache may be read, or what the server's clock shows.
    fn speaks_of_the_lease(&self) -> bool {
        self.contact.is_some() || self.writes.iter().any(|write| matches!(write, Write::Access { .. }))
    }

    /// Whether it may say something of offices, of whoever holds them, or of what may be held and written.
    fn speaks_of_offices(&self) -> bool {
        let is_office =
            |stream: StreamId| self.device.streams.get(&stream).is_none_or(|at| at.compartment == Compartment::Office);
        self.writes.iter().any(|write| match write {
            Write::Clock(_)
            | Write::Push(_)
            | Write::Progress(..)
            | Write::Parcel(_)
            | Write::ParcelDone(..)
            | Write::ParcelAgain(..)
            | Write::Heard(..)
            | Write::Cosigned(..) => false,
            Write::Line(line) => is_office(line.entry.header.stream),
            Write::Made(pending, _) | Write::Pending(pending) | Write::Settled(pending) => is_office(pending.stream()),
            // Where it stands; what may be done in it comes with the access list.
            Write::Stream(stream, _) | Write::Subject { stream, .. } => is_office(*stream),
            Write::Access { .. }
            | Write::Authority(..)
            | Write::DropStream(_)
            | Write::Erase(..)
            | Write::Moved(..)
            | Write::Snapshot(_) => true,
        })
    }
}

/// What was done here, what may have left from here, and what must be gone from here, isn't told again.
fn retold(write: &Write) -> bool {
    match write {
        Write::Line(_)
        | Write::Push(_)
        | Write::Subject { .. }
        | Write::Stream(..)
        | Write::Clock(_)
        // The push that it was in goes again, and is answered as before (J3.3).
        | Write::Progress(_, Progress::Received(_))
        | Write::ParcelDone(..)
        | Write::Settled(_) => true,
        Write::Pending(pending) => !pending.progress.counts(),
        _ => false,
    }
}

/// When the server spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// By its own clock.
    pub now: Instant,
    /// What that clock shows more than this machine's, in milliseconds.
    pub skew: i64,
    /// Whether it sends mail.
    pub mails: bool,
}

impl Cache {
    /// Writes what a step of `device` asks for, and brings everything that is shown into line with it. Returns the generation of
    /// the lease from then on.
    ///
    /// # Errors
    /// [`CacheError`]; nothing was written then, and the machine in memory is ahead of the disk: load it again.
    pub async fn apply(&self, step: Step<'_>) -> Result<u64, CacheError> {
        if step.writes.is_empty() && step.contact.is_none() {
            return Ok(self.leases());
        }
        let people = {
            let mut writer = self.writer().await;
            let transaction = writer.step(step.is_retold())?;
            let people = write(&transaction, step)?;
            transaction.commit()?;
            people
        };
        // Whoever finds a new generation of the screens finds what they stand on new, too.
        let lease = if step.speaks_of_the_lease() { self.note_lease() } else { self.leases() };
        if step.speaks_of_offices() {
            self.offices.fetch_add(1, Ordering::Release);
        }
        self.steps.fetch_add(1, Ordering::Release);
        self.found.wrote(people);
        for write in step.writes {
            match write {
                Write::DropStream(stream) => self.found.wrote_all(*stream),
                Write::Snapshot(snapshot) => self.found.wrote_all(snapshot.stream),
                _ => {}
            }
        }
        Ok(lease)
    }
}

/// Writes it all; who may be found otherwise from then on, but for rosters that are written as a whole.
fn write(on: &Connection, step: Step<'_>) -> Result<Vec<(StreamId, SubjectId)>, CacheError> {
    let (mut touched, mut outbox, mut lines) = (Touched::default(), Outbox::default(), Lines::default());
    let mut clock = None;
    for write in step.writes {
        match write {
            // Each replaces the one before.
            Write::Clock(now) => clock = Some(*now),
            Write::Stream(stream, position) => position::write(on, *stream, position)?,
            Write::DropStream(stream) => {
                touched.forget(*stream);
                // A line belongs to its stream, and goes with it.
                lines.write(on)?;
                position::drop_stream(on, *stream)?;
            }
            Write::Authority(key, server) => position::authority(on, key, server.as_deref())?,
            Write::Moved(stream, moved) => position::moved(on, *stream, moved)?,
            Write::Heard(stream, level, heard) => position::heard(on, *stream, *level, heard)?,
            Write::Cosigned(stream, vouched) => position::vouched(on, *stream, vouched)?,
            Write::Made(pending, before) => {
                touched.show(pending.stream(), pending.change.header.subject, before.as_deref());
                outbox.keep(pending);
            }
            Write::Pending(pending) => {
                touched.add(pending.stream(), pending.change.header.subject);
                outbox.keep(pending);
            }
            // It follows from the push that they are in.
            Write::Progress(..) => {}
            Write::Settled(pending) => outbox.settle(pending),
            Write::Parcel(parcel) => outbox.send(on, parcel)?,
            Write::ParcelDone(stream, number) => outbox.done(on, *stream, *number)?,
            Write::ParcelAgain(stream, number) => outbox::again(on, *stream, *number)?,
            Write::Subject { stream, subject, state, key, before } => {
                touched.confirm(*stream, *subject, (state, key), before.as_deref());
            }
            Write::Snapshot(snapshot) => {
                touched.forget(snapshot.stream);
                snapshot::write(on, snapshot, step.device)?;
            }
            Write::Erase(stream, subject) => {
                touched.erase(*stream, *subject);
                lines.write(on)?;
                journal::erase(on, *stream, *subject)?;
            }
            Write::Line(line) => lines.add(on, line)?,
            Write::Push(push) => lines.add_push(push),
            Write::Access { mark, lease_until } => position::access(on, mark, *lease_until)?,
        }
    }
    lines.write(on)?;
    touched.extend(outbox.write(on, step.device)?);
    if let Some(clock) = clock {
        position::clock(on, clock)?;
    }
    if let Some(contact) = step.contact {
        position::contact(on, contact)?;
    }
    let people = touched.people(step.device);
    touched.write(on, step.device, step.known)?;
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;
    use coopol_domain::access::Need;
    use coopol_domain::device::{Parcel, Pending};
    use coopol_domain::id::{ChangeId, DeviceId, MandateId};
    use coopol_domain::journal::{Change, Header, Payload, Push, Seen};
    use coopol_domain::seal::Hash;
    use coopol_domain::time::Hlc;
    use ed25519_dalek::SigningKey;

    /// A power cut takes nothing that only this laptop knows (J3.5), and brings nothing back that had to go (J7.2, J9).
    #[test]
    fn a_power_cut_takes_only_what_is_told_again() {
        let (stream, subject) = (StreamId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]));
        let id = ChangeId::from_bytes([3; 16]);
        let noted = |progress| Write::Progress(vec![id], progress);
        let (made_at, commitment) = (Hlc::default(), Hash::of(b""));
        let header = Header { id, stream, subject, base: 0, made_at, act: None, depends_on: Vec::new(), commitment };
        let change = Change { header, payload: Payload::new("person_edited", 1, Vec::new()) };
        let pending = |progress| Write::Pending(Box::new(Pending { change: change.clone(), key: None, progress }));
        let told = [
            Write::Clock(Hlc::default()),
            Write::ParcelDone(stream, 1),
            noted(Progress::Received(1)),
            pending(Progress::Held(Need::Treasurer)),
        ];
        assert!(told.iter().all(retold));
        let push = Push {
            device: DeviceId::from_bytes([4; 16]),
            stream,
            number: 1,
            previous: Hash::of(b""),
            mandate: MandateId::from_bytes([5; 16]),
            seen: Seen { size: 0, root: Hash::of(b"") },
            changes: vec![change.header.hash()],
        };
        let made = Pending { change: change.clone(), key: None, progress: Progress::Saved };
        let parcel = Parcel::new(push.sign(&SigningKey::from_bytes(&[6; 32])), vec![made.sent()]).unwrap();
        let own = [
            Write::Made(Box::new(made), None),
            Write::Parcel(parcel),
            noted(Progress::Signed(1)),
            pending(Progress::Saved),
            Write::Erase(stream, subject),
            Write::DropStream(stream),
            Write::Access { mark: String::new(), lease_until: Instant(0) },
        ];
        assert!(!own.iter().any(retold));
    }
}
