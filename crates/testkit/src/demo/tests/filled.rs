//! What a store holds after it was filled.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use coopol_domain::access::Office;
use coopol_domain::id::{ChangeId, DeviceId, StreamId};
use coopol_domain::journal::snapshot::Snapshot;
use coopol_domain::journal::{Compartment, Verdict};
use coopol_domain::kinds::Unit;
use coopol_store::memory::Memory;
use coopol_store::{Limit, MasterKey, SeededChance, Store};
use ed25519_dalek::SigningKey;

use super::{TODAY, changes, federation};
use crate::demo::calendar::paris;
use crate::demo::{Expected, FillError, Filled, Hand, fill, invite};

/// A store that was filled, once for all tests.
fn filled() -> &'static Bed {
    static FILLED: OnceLock<Bed> = OnceLock::new();
    FILLED.get_or_init(|| {
        let memory = Memory::new();
        let store = open(memory.clone());
        let filled = pollster::block_on(fill(&store, authority(), federation(), &SeededChance::new(1))).unwrap();
        Bed { memory, store, filled }
    })
}

struct Bed {
    memory: Memory,
    store: Store<Memory>,
    filled: Filled,
}

fn open(memory: Memory) -> Store<Memory> {
    pollster::block_on(Store::open(memory, &MasterKey::from_bytes([3; 32]), SeededChance::new(2))).unwrap()
}

fn authority() -> Hand {
    Hand::new(DeviceId::from_bytes([9; 16]), SigningKey::from_bytes(&[7; 32]))
}

fn snapshot(stream: StreamId) -> Snapshot {
    let stored = pollster::block_on(filled().store.snapshot(stream)).unwrap().expect("it has a snapshot");
    Snapshot::unpack(&stored.packed).unwrap()
}

/// Everything is accepted but what is made to be refused, held or quarantined.
#[test]
fn the_authority_rules_as_expected() {
    let mut verdicts: BTreeMap<ChangeId, Expected> = BTreeMap::new();
    for stream in federation().units.iter().flat_map(|unit| unit.streams.values()) {
        let mut after = 0;
        let limit = Limit { lines: 1_000, bytes: u64::MAX };
        loop {
            let extract = pollster::block_on(filled().store.page(*stream, after, limit)).unwrap().unwrap();
            verdicts.extend(extract.page.lines.iter().map(|line| (line.entry.header.id, word(&line.entry.verdict))));
            after += extract.page.lines.len() as u64;
            if !extract.more {
                break;
            }
        }
    }
    assert_eq!(verdicts.len() as u64, filled().filled.entries);
    let mut counts: BTreeMap<Expected, usize> = BTreeMap::new();
    for (_, _, made) in changes(federation()) {
        let verdict = verdicts.remove(&made.id).expect("every change has its entry");
        assert_eq!(verdict, made.expected, "{:?}", made.payload);
        *counts.entry(verdict).or_default() += 1;
    }
    assert_eq!(counts.split_off(&Expected::Refused).into_values().collect::<Vec<_>>(), [2, 4, 2]);
    assert!(verdicts.values().all(|verdict| *verdict == Expected::Accepted), "what stands in the offices");
}

fn word(verdict: &Verdict) -> Expected {
    match verdict {
        Verdict::Accepted => Expected::Accepted,
        Verdict::Refused(_) => Expected::Refused,
        Verdict::Held(_) => Expected::Held,
        Verdict::Quarantined => Expected::Quarantined,
    }
}

/// J4.3: in Versailles four overlaps wait to be settled, elsewhere none.
#[test]
fn overlaps_wait_in_versailles_only() {
    for unit in &federation().units {
        let versailles = unit.id == federation().shown().id;
        for compartment in [Compartment::Roster, Compartment::Agenda, Compartment::Dues] {
            let snapshot = snapshot_if_any(unit.streams[&compartment]);
            let states =
                snapshot.iter().flat_map(|snapshot| &snapshot.subjects).map(|subject| subject.state().unwrap());
            let overlaps = states.filter(|state| state.overlaps().next().is_some()).count();
            let wanted = match compartment {
                Compartment::Roster if versailles => 3,
                Compartment::Agenda if versailles => 1,
                _ => 0,
            };
            assert_eq!(overlaps, wanted, "{} {compartment}", unit.name);
        }
    }
    let streams = &federation().shown().streams;
    assert_eq!(snapshot(streams[&Compartment::Dues]).waiting.len(), 3);
    assert_eq!(snapshot(streams[&Compartment::Roster]).waiting.len(), 3);
}

fn snapshot_if_any(stream: StreamId) -> Option<Snapshot> {
    let stored = pollster::block_on(filled().store.snapshot(stream)).unwrap()?;
    Some(Snapshot::unpack(&stored.packed).unwrap())
}

/// The rights of today: Versailles has its bureau, two sections have no secretary.
#[test]
fn offices_are_held_and_some_are_vacant() {
    let vacant = |unit: &&Unit| federation().holder(unit.id, Office::Secretary).is_none();
    assert_eq!(federation().units[1..].iter().filter(vacant).count(), 2);
    for office in [Office::Secretary, Office::Treasurer, Office::Deputy] {
        let mandate = federation().holder(federation().shown().id, office).unwrap();
        let rights = pollster::block_on(filled().store.directory_of(mandate.holder)).unwrap();
        assert!(rights.mandates[&mandate.id].holds(paris(TODAY, 12, 0)));
    }
}

/// A second run changes nothing, and a code is one of the store that gave it.
#[test]
fn a_filled_store_is_left_alone_and_invites() {
    let store = &open(filled().memory.backup());
    let office = federation().shown().streams[&Compartment::Office];
    let size = || pollster::block_on(store.heads(&[office])).unwrap()[&office].head.frontier.size();
    let refused = pollster::block_on(fill(store, authority(), federation(), &SeededChance::new(4)));
    assert!(matches!(refused, Err(FillError::NotEmpty)));
    let (chance, now) = (SeededChance::new(5), paris(TODAY, 12, 0));
    let before = size();
    let first = pollster::block_on(invite(store, authority(), &chance, now)).unwrap().unwrap();
    let second = pollster::block_on(invite(store, authority(), &chance, now)).unwrap().unwrap();
    assert_eq!(size(), before + 2);
    assert_eq!((u64::from(first.size), u64::from(second.size), second.office), (before + 1, before + 2, office));
    assert_ne!(first.device, second.device);
    assert_eq!(second.to_string().parse(), Ok(second));
    let nobody = pollster::block_on(invite(&open(Memory::new()), authority(), &chance, now));
    assert!(matches!(nobody, Ok(None)));
}
