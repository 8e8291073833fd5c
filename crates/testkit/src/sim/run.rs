//! One seed, played to its end.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, DeviceId, HolderId, MandateId, StreamId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, SubjectKey};
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::SyncRequest;
use ed25519_dalek::SigningKey;
use pollster::block_on;
use sha2::{Digest, Sha256};

use super::facts::{custodians_named, device_enrolled, device_invited, founding, mandate_recorded};
use super::laptop::Laptop;
use super::server::{Fact, Server};
use super::work::{Board, CREATED, job};
use crate::chance::Chance;
use crate::disk::Identity;

/// Three years, the most that a clock is wrong, in milliseconds.
const THREE_YEARS: u64 = 3 * 365 * DAY;
/// The longest that nothing happens at all. With the rest of a run it stays below the 30 days in which a device whose
/// mandate has ended may still deliver (J9).
const WEEKS: u64 = 25 * DAY;
const OFFICES: [Office; 5] = [Office::Secretary, Office::Deputy, Office::Treasurer, Office::Deputy, Office::Secretary];

/// What a run came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// A hash of everything that happened, in order: the same seed gives the same.
    pub trace: String,
    /// How many changes were *saved here*.
    pub saved: usize,
    /// How many of each fault there were.
    pub faults: BTreeMap<&'static str, usize>,
    /// How many values stand beside another at the end.
    pub overlaps: usize,
    /// The kinds of change that came to count or to wait, with their versions.
    pub kinds: BTreeSet<(String, u16)>,
}

/// A section, its server and its laptops.
pub struct Run {
    pub(super) chance: Chance,
    pub(super) now: Instant,
    pub(super) server: Server,
    pub(super) unit: UnitId,
    pub(super) federation: UnitId,
    pub(super) office: StreamId,
    pub(super) streams: BTreeMap<Compartment, StreamId>,
    /// Of the section that became a part of this one, once one did.
    pub(super) closed: BTreeMap<Compartment, StreamId>,
    pub(super) laptops: Vec<Laptop>,
    /// Of the federation above.
    pub(super) witness: Laptop,
    pub(super) above: BTreeMap<Compartment, StreamId>,
    pub(super) mandates: Vec<MandateId>,
    pub(super) board: Board,
    pub(super) saved: BTreeMap<ChangeId, StreamId>,
    pub(super) late: Vec<(DeviceId, SyncRequest)>,
    pub(super) faults: BTreeMap<&'static str, usize>,
    pub(super) trace: Sha256,
    pub(super) steps: u64,
}

/// Plays `seed` and checks what must hold at its end (`docs/journal.md`; J10: the same seed, the same trace).
///
/// # Panics
/// With the rule that was broken, when one was.
pub fn play(seed: u64) -> Outcome {
    let mut run = Run::new(seed);
    run.go();
    run.calm();
    run.check()
}

impl Run {
    /// A section as `seed` founds it.
    ///
    /// # Panics
    /// When it can't be founded, which a seed would show.
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let now = Instant(1_795_348_800_000);
        let mut server = Server::new(Chance::new(chance.number()));
        let [unit, federation] = [(); 2].map(|()| UnitId::from_bytes(chance.bytes()));
        let (above, streams) = (server.found(federation, &[], now), server.found(unit, &OFFICES[..3], now));
        let (office, top) = (streams[&Compartment::Office], above[&Compartment::Office]);
        server.state(top, vec![founding((federation, UnitKind::Federation, None), &above, &mut chance)], now);
        let section = (unit, UnitKind::Section, Some(federation));
        server.state(office, vec![founding(section, &streams, &mut chance)], now);
        let (witness, _) = enrol(&mut server, &mut chance, (federation, top, Office::FirstFederalSecretary), now);
        let steps = 60 + chance.below(120);
        let mut run = Self {
            chance,
            now,
            server,
            unit,
            federation,
            office,
            streams,
            closed: BTreeMap::new(),
            laptops: Vec::new(),
            witness,
            above,
            mandates: Vec::new(),
            board: Board::default(),
            saved: BTreeMap::new(),
            late: Vec::new(),
            faults: BTreeMap::new(),
            trace: Sha256::new(),
            steps,
        };
        for office in OFFICES.into_iter().take(2 + run.chance.place(3)) {
            run.enrol(unit, office);
        }
        run.server.back_up();
        run
    }

    fn enrol(&mut self, unit: UnitId, office: Office) {
        let place = (unit, self.office, office);
        let (laptop, mandate) = enrol(&mut self.server, &mut self.chance, place, self.now);
        self.laptops.push(laptop);
        self.mandates.push(mandate);
    }

    pub(super) fn fault(&mut self, name: &'static str) {
        *self.faults.entry(name).or_default() += 1;
        self.trace.update(name);
    }

    /// The timer of the authority looks at the claims.
    fn hand_over(&mut self) {
        for _ in 0..self.server.hand_over(self.office, self.now) {
            self.fault("handover");
        }
    }

    /// Everything that the seed has happen.
    pub fn go(&mut self) {
        for _ in 0..self.steps {
            self.step();
        }
    }

    fn step(&mut self) {
        let pause = 10u64.pow(u32::try_from(self.chance.below(8)).expect("it is small"));
        self.now = self.now.plus(1 + self.chance.below(pause));
        self.hand_over();
        self.send();
        let who = self.chance.place(self.laptops.len());
        match self.chance.below(100) {
            0..50 => self.work(who),
            53..55 => self.cosign(),
            55..85 => self.sync(who),
            85..89 => {
                self.fault("crash");
                self.laptops[who].crash();
            }
            89..92 => {
                self.fault("partition");
                self.laptops[who].offline_until = self.now.plus(self.chance.below(28 * DAY));
            }
            92..95 => self.reordered(),
            95 => self.snapshot(),
            50..53 | 96 => self.above_speaks(who),
            97 => self.weeks(),
            98 => match self.chance.below(16) {
                0..4 => self.end(who),
                4..8 => self.key_changed(),
                8..10 => self.absorb(),
                14.. => self.name_custodians(),
                _ => self.disaster(),
            },
            _ => self.late_comer(),
        }
    }

    pub(super) fn work(&mut self, who: usize) {
        let Some((stream, subject, payload, depends_on)) =
            job(&self.laptops[who], &self.board, self.now, &mut self.chance)
        else {
            return;
        };
        // What is still on its way to a stream that was lost is shown, and nothing more is written there.
        let Some(compartment) = self.laptops[who].device.streams.get(&stream).map(|at| at.compartment) else { return };
        // Whoever says when something is sent looks at a calendar, most of the time: by a clock that is wrong, the device says no.
        let right = payload.kind.starts_with("mailing_") && self.chance.in_a_hundred(90);
        let wrong = self.laptops[who].skew;
        self.laptops[who].skew = if right { 0 } else { wrong };
        let made = self.laptops[who].record((stream, subject, payload.clone()), depends_on, self.now, &mut self.chance);
        self.laptops[who].skew = wrong;
        self.trace.update(format!("{who} {} {subject}: {made:?}", payload.kind));
        let Ok(id) = made else { return };
        self.saved.insert(id, stream);
        match payload.kind.as_str() {
            "claim_made" => self.board.claims.push(subject),
            "delegation_granted" | "dues_delegation_granted" => self.board.delegations.push((stream, subject)),
            "tie_asked" => self.board.ties.push((stream, subject)),
            "device_reinvited" => self.board.invitations.push((stream, subject)),
            kind if CREATED.contains(&kind) => self.board.subjects.push((stream, compartment, subject)),
            _ => {}
        }
        self.board.done.push((stream, subject, payload, id));
    }

    fn snapshot(&mut self) {
        let streams: Vec<StreamId> = self.streams.values().copied().collect();
        let stream = streams[self.chance.place(streams.len())];
        block_on(self.server.store.make_snapshot(stream)).expect("memory answers");
        self.server.back_up();
        self.fault("snapshot");
    }

    /// Weeks go by: whoever was offline comes back to a section that went on, or goes on without them.
    fn weeks(&mut self) {
        if self.faults.contains_key("weeks pass") {
            return;
        }
        self.now = self.now.plus(WEEKS / 2 + self.chance.below(WEEKS / 2));
        self.fault("weeks pass");
    }

    /// Somebody's mandate ends, whatever they still had to send (J9).
    fn end(&mut self, who: usize) {
        if who < 2 {
            return;
        }
        let ended = Edit::set("until", Value::count(self.now.0));
        let fact: Fact = (self.mandates[who].into(), None, Payload::new("mandate_ended", 1, vec![ended]));
        self.server.state(self.office, vec![fact], self.now);
        self.fault("mandate ended");
    }

    /// The server goes on under another key; laptops that are away may miss several (J5.4).
    fn key_changed(&mut self) {
        let streams: Vec<StreamId> =
            self.streams.values().chain(self.above.values()).chain(self.closed.values()).copied().collect();
        self.server.change_key(streams.into_iter());
        self.fault("key changed");
    }

    /// Others than before may sign a move when the server's key is lost.
    fn name_custodians(&mut self) {
        let named = custodians_named(&mut self.chance);
        self.server.state(self.office, vec![(self.unit.into(), None, named)], self.now);
    }

    /// A new device joins a section that has a past, perhaps through a snapshot.
    fn late_comer(&mut self) {
        if self.laptops.len() < 6 {
            self.enrol(self.unit, Office::Deputy);
            self.fault("late comer");
        }
    }

    /// The network is back and nothing fails any more: everybody synchronises until there is nothing left to say.
    pub(super) fn calm(&mut self) {
        self.reordered();
        self.now = self.now.plus(DAY);
        for round in 0.. {
            assert!(round < 200, "devices never come to rest");
            let mut busy = false;
            for who in 0..self.laptops.len() {
                let (request, writes) = self.laptops[who].device.request();
                busy |= !request.pushes.is_empty();
                self.laptops[who].disk.write(writes);
                let response = self.server.sync(self.laptops[who].device.id, request, self.now);
                busy |= response.access.is_some() || !response.streams.is_empty() || !response.erasures.is_empty();
                busy |= !response.witnessed.is_empty();
                let absorbed = self.laptops[who].absorb(response, &self.server);
                assert!(absorbed.is_ok(), "an honest server causes no alarm: {absorbed:?}");
            }
            busy |= self.cosign_calmly();
            if !busy {
                break;
            }
        }
    }
}

/// Somebody is given an office, invited and enrolled: what `coopol-server admin` and a first run do.
pub(super) fn enrol(
    server: &mut Server,
    chance: &mut Chance,
    (unit, stream, office): (UnitId, StreamId, Office),
    now: Instant,
) -> (Laptop, MandateId) {
    let (holder, key) = (HolderId::from_bytes(chance.bytes()), SigningKey::from_bytes(&chance.bytes()));
    let mandate = MandateId::from_bytes(chance.bytes());
    let device = DeviceId::from_bytes(chance.bytes());
    let code = SigningKey::from_bytes(&chance.bytes());
    let facts = vec![
        (mandate.into(), Some(SubjectKey::from_bytes(chance.bytes())), mandate_recorded(unit, office, holder, now)),
        (device.into(), Some(SubjectKey::from_bytes(chance.bytes())), device_invited(holder, &code, now)),
    ];
    server.state(stream, facts, now);
    let enrolled = device_enrolled(&code, device, &key);
    server.state(stream, vec![(device.into(), None, enrolled)], now);
    let identity = Identity {
        id: device,
        holder,
        key,
        authority: server.id,
        authority_key: server.key.verifying_key(),
        pinned: server.signer().verifier().clone(),
    };
    let skew = i64::try_from(chance.below(2 * THREE_YEARS)).expect("six years fit");
    (Laptop::new(identity, skew - i64::try_from(THREE_YEARS).expect("three years fit")), mandate)
}
