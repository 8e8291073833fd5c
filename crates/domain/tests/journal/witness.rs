//! J5.2: the levels above cosign what they are shown, and devices hold what they are shown against it.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::{Office, Verbs};
use coopol_domain::authority::{device_of, origin};
use coopol_domain::device::{Absorbed, Alarm, Device, Keys, Reply, Shelf, Stream, Write, witness_name};
use coopol_domain::id::{DeviceId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, State, SubjectKey};
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::seal::cosignature::{Cosigner, cosign};
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::note::Note;
use coopol_domain::seal::proof::consistency;
use coopol_domain::seal::tree::{Frontier, range_root};
use coopol_domain::seal::{Hash, leaf_hash};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{Opaque, Shown, SyncResponse, Witnessed, Witnessing};
use ed25519_dalek::SigningKey;

use crate::world::{NOON, World};

struct Empty;

impl Shelf for Empty {
    fn subject(&self, _: StreamId, _: SubjectId) -> Option<(State, SubjectKey)> {
        None
    }

    fn erasures(&self, _: StreamId) -> Vec<State> {
        Vec::new()
    }
}

const ROSTER: StreamId = StreamId::from_bytes([1; 16]);
const WITNESS: DeviceId = DeviceId::from_bytes([9; 16]);
/// How far the device has read.
const SEEN: u64 = 5;

fn key(byte: u8) -> SigningKey {
    SigningKey::from_bytes(&[byte; 32])
}

fn authority(byte: u8) -> Signer {
    Signer::new(&format!("coopol/{}", device_of(&key(byte).verifying_key())), key(byte)).unwrap()
}

fn leaves(past: &str, size: u64) -> Vec<Hash> {
    (0..size).map(|number| leaf_hash(format!("{past} {number}").as_bytes())).collect()
}

fn tree(past: &str, size: u64) -> Frontier {
    leaves(past, size).into_iter().collect()
}

fn checkpoint(past: &str, size: u64, signer: u8) -> String {
    Checkpoint::new(&origin(ROSTER), size, tree(past, size).root(), None).unwrap().sign(&authority(signer))
}

fn proof(past: &str, from: u64, to: u64) -> Vec<Opaque> {
    let leaves = leaves(past, to);
    let root = |range: std::ops::Range<u64>| {
        let of = &leaves[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()];
        range_root(&(0..of.len() as u64), &[], of).unwrap()
    };
    consistency(from, to).unwrap().into_iter().map(|range| Opaque(root(range).as_bytes().to_vec())).collect()
}

/// What the device of key 9 cosigned of this past at this size, as it is told to a device that stands at [`SEEN`].
fn told(past: &str, size: u64, mark: u64) -> Witnessed {
    let note = cosign(&checkpoint(past, size, 1), &witness_name(WITNESS), &key(9), NOON.0 / 1000).unwrap();
    let consistency = proof(past, size.min(SEEN), size.max(SEEN));
    Witnessed { stream: ROSTER, mark, level: "federation".to_owned(), device: WITNESS, note, consistency }
}

fn laptop() -> Device {
    let mut world = World::new();
    let zoe = world.officer(Office::Secretary, 20);
    let pinned = authority(1).verifier().clone();
    let mut keys = Keys::default();
    keys.pin(device_of(pinned.public_key()), *pinned.public_key());
    keys.pin(WITNESS, key(9).verifying_key());
    let mut at = Stream::new(UnitId::from_bytes([1; 16]), Compartment::Roster, Verbs::ALL, zoe.mandate);
    at.frontier = tree("past", SEEN);
    Device {
        id: zoe.device.id,
        holder: zoe.device.holder,
        key: zoe.key.clone(),
        authority: device_of(pinned.public_key()),
        pinned,
        clock: coopol_domain::time::Hlc::default(),
        streams: BTreeMap::from([(ROSTER, at)]),
        outbox: std::iter::empty().collect(),
        parcels: Vec::new(),
        received: Vec::new(),
        keys,
        knows: coopol_domain::kinds::find,
        vouched: BTreeMap::new(),
        access: None,
        strangers: BTreeSet::new(),
        read_only: false,
    }
}

fn hears(device: &mut Device, witnessed: Vec<Witnessed>) -> Result<Absorbed, Alarm> {
    let response = SyncResponse { now: NOON, witnessed, ..SyncResponse::default() };
    device.absorb(Reply::read(response)?, &Empty)
}

/// J5.2: whether the witness saw less than the device, as much, or more.
#[test]
fn a_cosignature_of_the_same_past_is_kept() {
    for size in [3, SEEN, 9] {
        let mut device = laptop();
        let done = hears(&mut device, vec![told("past", size, 4)]).unwrap();
        let heard = device.streams[&ROSTER].witnessed[&UnitKind::Federation].clone();
        assert_eq!((heard.device, heard.size, heard.at, heard.mark), (WITNESS, size, NOON, 4));
        assert_eq!(done.writes, [Write::Heard(ROSTER, UnitKind::Federation, Box::new(heard))]);
        assert_eq!(device.request().0.cursors[0].witnessed, 4, "it isn't told again");
        assert_eq!(hears(&mut device, vec![told("past", size, 4)]).unwrap().writes, [], "twice is once");
    }
}

/// J5.2: an authority that shows two devices two pasts is caught by a witness that saw one of them, though the two never
/// read each other's pushes.
#[test]
fn a_cosignature_of_another_past_raises_the_alarm() {
    for size in [3, SEEN, 9] {
        let mut device = laptop();
        let alarm = hears(&mut device, vec![told("another", size, 1)]).unwrap_err();
        assert_eq!(alarm, Alarm::Witnessed { stream: ROSTER, size });
        assert_eq!(alarm.code(), "witnessed");
        assert!(device.streams[&ROSTER].witnessed.is_empty(), "nothing of the answer is kept");
    }
    let mut unproven = told("past", 9, 1);
    unproven.consistency.pop();
    assert!(matches!(hears(&mut laptop(), vec![unproven]), Err(Alarm::Witnessed { .. })));
}

/// J5.2: only a witness that is known here, over a checkpoint of the authority's, of this very stream.
#[test]
fn what_is_no_cosignature_says_nothing() {
    let mut unknown = told("another", 9, 1);
    unknown.device = DeviceId::from_bytes([8; 16]);
    let mut unsigned = told("another", 9, 1);
    unsigned.note = checkpoint("another", 9, 1);
    let mut others = told("another", 9, 1);
    others.note = cosign(&checkpoint("another", 9, 2), &witness_name(WITNESS), &key(9), 1).unwrap();
    let mut itself = told("another", 9, 1);
    itself.device = device_of(&key(1).verifying_key());
    itself.note = cosign(&checkpoint("another", 9, 1), &witness_name(itself.device), &key(1), 1).unwrap();
    let mut elsewhere = told("another", 9, 1);
    elsewhere.stream = StreamId::from_bytes([2; 16]);
    let mut nobody = told("another", 9, 1);
    nobody.level = "nobody".to_owned();
    for (place, given) in [unknown, unsigned, others, itself, elsewhere, nobody].into_iter().enumerate() {
        let mut device = laptop();
        assert_eq!(hears(&mut device, vec![given]).unwrap().writes, [], "{place}");
        assert!(device.streams[&ROSTER].witnessed.is_empty(), "{place}");
    }
}

fn shown(past: &str, from: u64, size: u64) -> Witnessing {
    let consistency = if from <= size { proof(past, from, size) } else { Vec::new() };
    let stream = Shown { stream: ROSTER, from, checkpoint: checkpoint(past, size, 1), consistency };
    Witnessing { now: NOON, streams: vec![stream] }
}

/// J5.2: a witness keeps what it saw, then cosigns, and never what doesn't continue it.
#[test]
fn a_witness_cosigns_what_continues_what_it_cosigned() {
    let mut witness = laptop();
    let (notes, writes) = witness.vouch(&shown("past", 0, 3), NOON).unwrap();
    let own = Cosigner::new(&witness_name(witness.id), witness.key.verifying_key()).unwrap();
    assert_eq!(own.cosigned(&Note::parse(&notes[0].note).unwrap()), Ok(NOON.0 / 1000));
    assert!(matches!(&writes[..], [Write::Cosigned(ROSTER, vouched)] if vouched.seen.size == 3));

    let (further, _) = witness.vouch(&shown("past", 3, 7), NOON).unwrap();
    assert!(further[0].note.starts_with(&checkpoint("past", 7, 1)));
    assert_eq!(witness.vouch(&shown("another", 7, 9), NOON), Err(Alarm::Witnessed { stream: ROSTER, size: 7 }));
    assert_eq!(witness.vouch(&shown("past", 7, 6), NOON), Err(Alarm::Witnessed { stream: ROSTER, size: 7 }), "shorter");

    // What was given and never arrived is given again as it was; nothing new is signed without a proof from there.
    let (again, writes) = witness.vouch(&shown("another", 3, 9), NOON.plus(DAY)).unwrap();
    assert_eq!((again, writes), (further, Vec::new()));
    assert_eq!(witness.vouch(&shown("past", 8, 9), NOON).unwrap(), (Vec::new(), Vec::new()), "it never gave that");
    let other_key = Witnessing {
        streams: vec![Shown { checkpoint: checkpoint("past", 9, 2), ..shown("past", 7, 9).streams.remove(0) }],
        ..shown("past", 7, 9)
    };
    assert_eq!(witness.vouch(&other_key, NOON).unwrap(), (Vec::new(), Vec::new()), "not the authority's");
}

/// J4.1, J5.2: a clock that is years ahead is held back by the authority's, one that is behind follows what was seen.
#[test]
fn a_cosignature_has_a_time_that_can_be() {
    let signed_at = |clock: Instant| {
        let mut witness = laptop();
        witness.clock = coopol_domain::time::Hlc::end_of(Instant(NOON.0 - DAY));
        let (notes, _) = witness.vouch(&shown("past", 0, 3), clock).unwrap();
        let own = Cosigner::new(&witness_name(witness.id), witness.key.verifying_key()).unwrap();
        own.cosigned(&Note::parse(&notes[0].note).unwrap()).unwrap()
    };
    assert_eq!(signed_at(NOON.plus(1000 * DAY)), NOON.0 / 1000);
    assert_eq!(signed_at(Instant(NOON.0 - 1000 * DAY)), (NOON.0 - DAY) / 1000);
    assert_eq!(signed_at(Instant(NOON.0 - 5000)), NOON.0 / 1000 - 5);
}
