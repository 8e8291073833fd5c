//! The laptop of the federation, which cosigns (J5.2), and an authority that shows two pasts.

use coopol_domain::authority::{Author, Head, checkpoint, origin};
use coopol_domain::codec::Value;
use coopol_domain::device::Alarm;
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, SubjectKey};
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::moved::opened;
use coopol_domain::time::Instant;
use coopol_domain::wire::{CosignedNote, Opaque, Shown, Witnessing};
use coopol_store::Cosignature;
use pollster::block_on;
use sha2::Digest;

use super::facts::device_introduced;
use super::laptop::Laptop;
use super::run::Run;
use super::server::Server;

/// More than there are streams below the federation.
const MOST: usize = 20;

impl Server {
    /// What a device is shown as a witness.
    pub(super) fn witnessing(&self, device: DeviceId, now: Instant) -> Witnessing {
        let grants = self.grants(device, now);
        let streams: Vec<StreamId> = grants.witnessed().map(|(stream, _)| stream).collect();
        let grown = block_on(self.store.to_witness(&streams, device, MOST)).expect("memory answers");
        let shown = grown.into_iter().map(|(Head { stream, frontier, .. }, from)| {
            let proof = block_on(self.store.consistency(stream, from, frontier.size())).expect("memory answers");
            Shown {
                stream,
                from,
                checkpoint: checkpoint(stream, &frontier, None, self.signer()),
                consistency: proof.into_iter().flatten().map(|hash| Opaque(hash.as_bytes().to_vec())).collect(),
            }
        });
        Witnessing { now, streams: shown.collect() }
    }

    /// Keeps what a device of the federation cosigned, and introduces it to the section.
    pub(super) fn cosigned(&mut self, office: StreamId, device: DeviceId, notes: Vec<CosignedNote>, now: Instant) {
        if self.subject_key(office, device.into()).is_none()
            && let Some(Author::Officer(officer)) = block_on(self.store.author(device)).expect("memory answers")
        {
            let key = SubjectKey::from_bytes(self.chance.bytes());
            self.state(office, vec![(device.into(), Some(key), device_introduced(&officer))], now);
        }
        self.relay(device, notes, now);
    }

    /// Hands on what was cosigned, whatever this server shows itself.
    fn relay(&self, device: DeviceId, notes: Vec<CosignedNote>, now: Instant) {
        let signer = self.signer().verifier();
        let given = notes.into_iter().filter_map(|CosignedNote { stream, note }| {
            let moves = block_on(self.store.moved(stream)).expect("memory answers");
            let size = opened(&note, &origin(stream), signer, &moves).ok()?.size();
            Some(Cosignature { stream, level: UnitKind::Federation, size, note })
        });
        block_on(self.store.cosign(device, given.collect(), now)).expect("memory answers");
    }
}

impl Run {
    /// The federation's laptop synchronises and cosigns what it is shown, if it gets that far.
    pub(super) fn cosign(&mut self) {
        let now = self.now;
        exchange(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let notes = vouch(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        self.trace.update(format!("cosigned {notes:?}"));
        match self.chance.below(100) {
            0..20 => self.fault("cosignature lost"),
            20..30 => {
                self.fault("witness crashes");
                self.witness.crash();
            }
            _ => self.server.cosigned(self.office, self.witness.device.id, notes, now),
        }
    }

    /// The same with nothing in the way; whether there was anything.
    pub(super) fn cosign_calmly(&mut self) -> bool {
        let now = self.now;
        let busy = exchange(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let notes = vouch(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let busy = busy || !notes.is_empty();
        self.server.cosigned(self.office, self.witness.device.id, notes, now);
        busy
    }

    /// Every laptop has heard that the federation cosigned all that it holds, but for desks: those are nobody's to cosign (0048).
    pub(super) fn all_is_cosigned(&self) {
        for laptop in &self.laptops {
            for (stream, at) in laptop.device.streams.iter().filter(|(_, at)| at.seq() > 0) {
                let heard = at.witnessed.get(&UnitKind::Federation).map(|heard| (heard.device, heard.size));
                let cosigned = !matches!(at.compartment, Compartment::Desk(_));
                assert_eq!(heard, cosigned.then(|| (self.witness.device.id, at.seq())), "{stream}");
            }
            let kept: Vec<_> = laptop.disk.start().streams.into_values().map(|at| at.witnessed).collect();
            assert!(laptop.device.streams.values().map(|at| &at.witnessed).eq(&kept), "what was heard is durable");
        }
    }

    fn person(&mut self, who: usize, name: &str) {
        let roster = self.streams[&Compartment::Roster];
        let edits = vec![Edit::set("last_name", Value::text(name)), Edit::set("category", Value::text("member"))];
        let fact = (roster, SubjectId::from_bytes(self.chance.bytes()), Payload::new("person_recorded", 1, edits));
        let made = self.laptops[who].record(fact, Vec::new(), self.now, &mut self.chance);
        made.expect("who leads a section writes in its roster");
    }
}

/// What two laptops and the witness say of an authority that shows them two pasts.
#[derive(Debug, PartialEq, Eq)]
pub struct Forked {
    /// On the laptop that sees what the witness saw.
    pub seen: Result<bool, Alarm>,
    /// On the other, to which the cosignature was handed on.
    pub unseen: Result<bool, Alarm>,
    /// On the other, when it wasn't.
    pub withheld: Result<bool, Alarm>,
    /// What the federation last cosigned, as the other then shows it, and where it stands.
    pub stands_still: (u64, u64),
    /// Whether the witness, shown the other past, gives nothing but what it gave before.
    pub refusing: Result<bool, Alarm>,
    /// On the witness, when the other past is to continue what it gave.
    pub witness: Result<usize, Alarm>,
}

/// A section under faults, as `seed` says; then its server goes two ways: the first laptop and the witness are shown one of
/// them, the second laptop the other.
///
/// # Panics
/// When the section doesn't come to rest before.
pub fn fork(run: &mut Run) -> Forked {
    run.calm();
    run.person(0, "Martin");
    run.calm();
    let other = run.server.fork();
    let now = run.now;
    run.person(0, "Lefèvre");
    run.person(1, "Nguyen");
    settle(&mut run.laptops[0], &run.server, now).expect("nothing is wrong yet");
    settle(&mut run.laptops[1], &other, now).expect("nothing is wrong yet");
    let notes = vouch(&mut run.witness, &run.server, now).expect("nothing is wrong yet");
    run.server.cosigned(run.office, run.witness.device.id, notes.clone(), now);
    let seen = settle(&mut run.laptops[0], &run.server, now);
    let withheld = settle(&mut run.laptops[1], &other, now);
    let at = &run.laptops[1].device.streams[&run.streams[&Compartment::Roster]];
    let stands_still = (at.witnessed.get(&UnitKind::Federation).map_or(0, |heard| heard.size), at.seq());
    let refusing = vouch(&mut run.witness, &other, now).map(|again| again.iter().all(|note| notes.contains(note)));
    other.relay(run.witness.device.id, notes, now);
    run.person(1, "Petit");
    let unseen = settle(&mut run.laptops[1], &other, now);
    let witness = vouch(&mut run.witness, &other, now).map(|notes| notes.len());
    Forked { seen, unseen, withheld, stands_still, refusing, witness }
}

/// One exchange of a laptop with nothing in the way; whether there was anything to say.
pub(super) fn exchange(laptop: &mut Laptop, server: &Server, now: Instant) -> Result<bool, Alarm> {
    let (request, writes) = laptop.device.request();
    laptop.disk.write(writes);
    let pushed = !request.pushes.is_empty();
    let response = server.sync(laptop.device.id, request, now);
    let told = response.access.is_some() || !response.streams.is_empty() || !response.witnessed.is_empty();
    laptop.absorb(response, server).map(|_| pushed || told)
}

/// Until nothing is left to say; whether there was anything.
pub(super) fn settle(laptop: &mut Laptop, server: &Server, now: Instant) -> Result<bool, Alarm> {
    let mut any = false;
    while exchange(laptop, server, now)? {
        any = true;
    }
    Ok(any)
}

fn vouch(witness: &mut Laptop, server: &Server, now: Instant) -> Result<Vec<CosignedNote>, Alarm> {
    let shown = server.witnessing(witness.device.id, now);
    let clock = witness.clock(now);
    let (notes, writes) = witness.device.vouch(&shown, clock)?;
    witness.disk.write(writes);
    Ok(notes)
}
