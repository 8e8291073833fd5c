//! Witnesses (J5.2): devices of the levels above cosign where the streams below them stand, each time that they continue
//! what was cosigned before. Devices of those streams hold what they are shown against it: so an authority that shows
//! two pasts is caught, though the two who see them never read each other's pushes.

use super::install::hashes;
use super::{Absorbed, Alarm, Device, Write};
use crate::authority::origin;
use crate::id::{DeviceId, StreamId};
use crate::journal::Seen;
use crate::kinds::UnitKind;
use crate::seal::Hash;
use crate::seal::checkpoint::Checkpoint;
use crate::seal::cosignature::{Cosigner, cosign};
use crate::seal::moved::opened;
use crate::seal::note::Note;
use crate::seal::proof::verify_consistency;
use crate::time::Instant;
use crate::wire::{CosignedNote, Opaque, Shown, Witnessed, Witnessing};

/// The name under which a device cosigns.
pub fn witness_name(device: DeviceId) -> String {
    format!("coopol/{device}")
}

/// A cosignature that holds, of the very past that is shown here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heard {
    /// Whose device signed.
    pub device: DeviceId,
    /// How many entries the stream had then.
    pub size: u64,
    /// When it was signed, by the witness's clock.
    pub at: Instant,
    /// See [`Witnessed::mark`].
    pub mark: u64,
}

/// What this device cosigned last of a stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vouched {
    /// What it saw there.
    pub seen: Seen,
    /// The checkpoint under both signatures.
    pub note: String,
}

impl Device {
    /// Holds what witnesses cosigned against where this device stood when it asked.
    ///
    /// # Errors
    /// [`Alarm::Witnessed`]. What nobody known here signed, or what isn't a cosignature, says nothing.
    pub(super) fn heed(&self, witnessed: &[Witnessed]) -> Result<Vec<(StreamId, UnitKind, Heard)>, Alarm> {
        let mut heard = Vec::new();
        for told in witnessed {
            let Some((level, device, checkpoint)) = self.cosigned(told) else { continue };
            let (stream, size) = (told.stream, checkpoint.size());
            let here = self.streams[&stream].seen();
            let there = Seen { size, root: checkpoint.root() };
            let (before, after) = if there.size <= here.size { (there, here) } else { (here, there) };
            if !continues(stream, before, after, &told.consistency)? {
                return Err(Alarm::Witnessed { stream, size });
            }
            heard.push((stream, level, device));
        }
        Ok(heard)
    }

    /// What a cosignature says, when the authority signed it too and its witness is known here, and isn't the authority.
    fn cosigned(&self, told: &Witnessed) -> Option<(UnitKind, Heard, Checkpoint)> {
        let position = self.streams.get(&told.stream).filter(|at| at.seq() > 0 && at.mark() < told.mark)?;
        let level = UnitKind::of(&told.level).filter(|_| told.device != self.authority)?;
        let checkpoint = opened(&told.note, &origin(told.stream), &self.pinned, &position.moves).ok()?;
        let cosigner = Cosigner::new(&witness_name(told.device), *self.keys.of(told.device)?).ok()?;
        let seconds = cosigner.cosigned(&Note::parse(&told.note).ok()?).ok()?;
        let at = Instant(seconds.saturating_mul(1000));
        Some((level, Heard { device: told.device, size: checkpoint.size(), at, mark: told.mark }, checkpoint))
    }

    pub(super) fn hear(&mut self, heard: Vec<(StreamId, UnitKind, Heard)>, done: &mut Absorbed) {
        for (stream, level, heard) in heard {
            let Some(at) = self.streams.get_mut(&stream) else { continue };
            at.witnessed.insert(level, heard.clone());
            done.writes.push(Write::Heard(stream, level, Box::new(heard)));
        }
    }

    /// Cosigns what it is shown as a witness: each checkpoint that continues what it cosigned before. The writes must be
    /// durable before a note leaves. A stream that the authority doesn't know to be cosigned as far as it was is told again.
    ///
    /// # Errors
    /// [`Alarm::Witnessed`]: the authority shows another past than the one that was cosigned.
    pub fn vouch(&mut self, shown: &Witnessing, clock: Instant) -> Result<(Vec<CosignedNote>, Vec<Write>), Alarm> {
        // A clock that is behind follows what was seen, one that is ahead is held back (J4.1).
        let at = clock.max(self.clock.instant()).min(shown.now).0 / 1000;
        let (mut notes, mut writes) = (Vec::new(), Vec::new());
        for shown in &shown.streams {
            let stream = shown.stream;
            let Some(vouched) = self.continued(shown, at)? else { continue };
            notes.push(CosignedNote { stream, note: vouched.note.clone() });
            if self.vouched.get(&stream) != Some(&vouched) {
                writes.push(Write::Cosigned(stream, Box::new(vouched.clone())));
                self.vouched.insert(stream, vouched);
            }
        }
        Ok((notes, writes))
    }

    fn continued(&self, shown: &Shown, at: u64) -> Result<Option<Vouched>, Alarm> {
        let stream = shown.stream;
        // Perhaps it has gone over to another key since it was believed: the next synchronisation tells.
        let Ok(checkpoint) = Checkpoint::open(&shown.checkpoint, &self.pinned, &origin(stream)) else {
            return Ok(None);
        };
        let seen = Seen { size: checkpoint.size(), root: checkpoint.root() };
        let before = self.vouched.get(&stream);
        let known = before.map_or(Seen { size: 0, root: Hash::of(b"") }, |vouched| vouched.seen);
        match before {
            Some(vouched) if shown.from < known.size && seen.size >= known.size => return Ok(Some(vouched.clone())),
            // Nobody can have given it that but a copy of this device.
            _ if shown.from > known.size => return Ok(None),
            _ => {}
        }
        if seen.size < known.size || !continues(stream, known, seen, &shown.consistency)? {
            return Err(Alarm::Witnessed { stream, size: known.size });
        }
        let note = cosign(&shown.checkpoint, &witness_name(self.id), &self.key, at);
        Ok(note.ok().map(|note| Vouched { seen, note }))
    }
}

fn continues(stream: StreamId, before: Seen, after: Seen, proof: &[Opaque]) -> Result<bool, Alarm> {
    let proof = hashes(stream, proof)?;
    Ok(verify_consistency(before.size, before.root, after.size, after.root, &proof).is_ok())
}
