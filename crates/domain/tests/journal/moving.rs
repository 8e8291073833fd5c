//! J5.4: the authority goes over to another key, and devices follow only where the one that they believe leads.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::{Office, Verb, Verbs};
use coopol_domain::authority::{device_of, origin};
use coopol_domain::device::{Absorbed, Alarm, Device, Keys, Reply, Shelf, Stream, Write};
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, State, SubjectKey};
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::moved::Moved;
use coopol_domain::seal::proof::consistency;
use coopol_domain::seal::tree::{Frontier, range_root};
use coopol_domain::seal::{Hash, leaf_hash};
use coopol_domain::wire::{Access, Move, Opaque, StreamAccess, StreamAnswer, StreamMoves, SyncResponse};
use ed25519_dalek::SigningKey;

use crate::world::{NOON, World};

pub(crate) struct Empty;

impl Shelf for Empty {
    fn subject(&self, _: StreamId, _: SubjectId) -> Option<(State, SubjectKey)> {
        None
    }

    fn erasures(&self, _: StreamId) -> Vec<State> {
        Vec::new()
    }
}

pub(crate) const ROSTER: StreamId = StreamId::from_bytes([1; 16]);
const AGENDA: StreamId = StreamId::from_bytes([2; 16]);
/// How far the device has read both.
pub(crate) const SEEN: u64 = 5;

pub(crate) fn signer(byte: u8) -> Signer {
    let key = SigningKey::from_bytes(&[byte; 32]);
    Signer::new(&format!("coopol/{}", device_of(&key.verifying_key())), key).unwrap()
}

fn leaves(past: &str, size: u64) -> Vec<Hash> {
    (0..size).map(|number| leaf_hash(format!("{past} {number}").as_bytes())).collect()
}

pub(crate) fn tree(past: &str, size: u64) -> Frontier {
    leaves(past, size).into_iter().collect()
}

/// The statement of a stream with this past, at this size, from key to key, and the proof that it continues `known`.
fn moved(stream: StreamId, past: &str, (known, size): (u64, u64), (from, to): (u8, u8)) -> Move {
    let end = (&*origin(stream), size, tree(past, size).root());
    let note = Moved::sign(end, &signer(from), &signer(to), None).unwrap();
    proven(note, past, (known, size))
}

/// The statement with the proof that a stream with this past continues `known`.
pub(crate) fn proven(note: String, past: &str, (known, size): (u64, u64)) -> Move {
    let leaves = leaves(past, size);
    let plan = consistency(known, size).unwrap_or_default().into_iter();
    let root = |range: std::ops::Range<u64>| {
        let of = &leaves[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()];
        range_root(&(0..of.len() as u64), &[], of).unwrap()
    };
    Move { note, consistency: plan.map(|range| Opaque(root(range).as_bytes().to_vec())).collect() }
}

/// Both streams led to key 2 where they stood at 8 entries, and to 3 at 11.
fn twice(stream: StreamId) -> StreamMoves {
    let moves = vec![moved(stream, "past", (SEEN, 8), (1, 2)), moved(stream, "past", (8, 11), (2, 3))];
    StreamMoves { stream, moves }
}

pub(crate) fn once(stream: StreamId, moved: Move) -> StreamMoves {
    StreamMoves { stream, moves: vec![moved] }
}

pub(crate) fn laptop(held: &[StreamId], believes: u8) -> Device {
    let mut world = World::new();
    let zoe = world.officer(Office::Secretary, 20);
    let pinned = signer(believes).verifier().clone();
    let authority = device_of(pinned.public_key());
    let mut keys = Keys::default();
    keys.pin(authority, *pinned.public_key());
    let stream = |stream: &StreamId| {
        let mut at = Stream::new(UnitId::from_bytes([1; 16]), Compartment::Roster, Verbs::ALL, zoe.mandate);
        at.frontier = tree("past", SEEN);
        (*stream, at)
    };
    Device {
        id: zoe.device.id,
        holder: zoe.device.holder,
        key: zoe.key.clone(),
        authority,
        pinned,
        clock: coopol_domain::time::Hlc::default(),
        streams: held.iter().map(stream).collect(),
        outbox: std::iter::empty().collect(),
        parcels: Vec::new(),
        received: Vec::new(),
        keys,
        access: None,
        vouched: BTreeMap::new(),
        strangers: BTreeSet::new(),
        read_only: false,
        knows: coopol_domain::kinds::find,
    }
}

fn told(device: &mut Device, moves: Vec<StreamMoves>) -> Result<Absorbed, Alarm> {
    told_with(device, moves, &Empty)
}

pub(crate) fn told_with(device: &mut Device, moves: Vec<StreamMoves>, shelf: &impl Shelf) -> Result<Absorbed, Alarm> {
    let response = SyncResponse { now: NOON, moves, ..SyncResponse::default() };
    device.absorb(Reply::read(response)?, shelf)
}

pub(crate) fn granted(stream: StreamId, moves: Vec<String>) -> Access {
    let streams = vec![StreamAccess {
        stream,
        unit: UnitId::from_bytes([1; 16]),
        compartment: "roster".to_owned(),
        verbs: vec![Verb::Read],
        mandate: coopol_domain::id::MandateId::from_bytes([1; 16]),
        pushed: None,
        moves,
    }];
    Access { mark: "mark".to_owned(), lease_until: NOON, streams }
}

pub(crate) fn given(device: &mut Device, access: Access) -> Result<Absorbed, Alarm> {
    let response = SyncResponse { now: NOON, access: Some(access), ..SyncResponse::default() };
    device.absorb(Reply::read(response)?, &Empty)
}

/// A device that was away during two moves follows both, in every stream that it holds.
#[test]
fn a_device_follows_the_key_that_it_believes() {
    let mut device = laptop(&[ROSTER, AGENDA], 1);
    let done = told(&mut device, vec![twice(ROSTER), twice(AGENDA)]).unwrap();
    let newest = signer(3).verifier().clone();
    assert_eq!((&device.pinned, device.authority), (&newest, device_of(newest.public_key())));
    assert_eq!(done.writes[0], Write::Authority(newest, None));
    assert_eq!(done.writes.iter().filter(|write| matches!(write, Write::Moved(..))).count(), 4);
    let at = &device.streams[&ROSTER];
    assert_eq!((at.moves.len(), at.seq(), at.proven().size), (2, SEEN, 11));
    let left = |seq| at.left_after(seq).cloned();
    assert_eq!(left(8), Some(signer(1).verifier().clone()));
    assert_eq!((left(9), left(11)), (Some(signer(2).verifier().clone()), Some(signer(2).verifier().clone())));
    assert_eq!(left(12), None, "that is the one of today");
    let (request, _) = device.request();
    assert_eq!(request.authority, Some(device.authority), "the authority is told whom it believes");
}

/// The address goes with it.
#[test]
fn a_move_says_where_the_authority_is_reached() {
    let mut device = laptop(&[ROSTER], 1);
    let end = (&*origin(ROSTER), SEEN, tree("past", SEEN).root());
    let note = Moved::sign(end, &signer(1), &signer(2), Some("https://coopol.example")).unwrap();
    let moves = vec![once(ROSTER, Move { note, consistency: Vec::new() })];
    let done = told(&mut device, moves).unwrap();
    let expected = Write::Authority(signer(2).verifier().clone(), Some("https://coopol.example".to_owned()));
    assert_eq!(done.writes[0], expected);
}

/// Whatever isn't the believed key's own word on the past that was seen is an alarm, and nothing is followed.
#[test]
fn a_forged_move_is_an_alarm() {
    let good = || moved(ROSTER, "past", (SEEN, 8), (1, 2));
    let unsigned = {
        let note = good().note;
        let (text, signatures) = note.split_once("\n\n").unwrap();
        Move { note: format!("{text}\n\n{}\n", signatures.lines().nth(1).unwrap()), ..good() }
    };
    let both = |roster, agenda| vec![once(ROSTER, roster), once(AGENDA, agenda)];
    let agenda = || moved(AGENDA, "past", (SEEN, 8), (1, 2));
    let forged = [
        ("nobody signed it", both(unsigned, agenda())),
        ("another key signed it", both(moved(ROSTER, "past", (SEEN, 8), (9, 2)), agenda())),
        ("it goes back", both(moved(ROSTER, "past", (4, 4), (1, 2)), agenda())),
        ("another past", both(moved(ROSTER, "other", (SEEN, 8), (1, 2)), agenda())),
        ("no proof", both(Move { consistency: Vec::new(), ..good() }, agenda())),
        ("another stream's", both(agenda(), agenda())),
        ("two keys", both(good(), moved(AGENDA, "past", (SEEN, 8), (1, 9)))),
        ("one stays behind", vec![once(ROSTER, good())]),
        ("the second doesn't go on", {
            let gap = vec![moved(ROSTER, "past", (SEEN, 8), (1, 2)), moved(ROSTER, "past", (8, 11), (4, 3))];
            vec![StreamMoves { stream: ROSTER, moves: gap }, twice(AGENDA)]
        }),
    ];
    for (why, moves) in forged {
        let mut device = laptop(&[ROSTER, AGENDA], 1);
        let raised = told(&mut device, moves);
        assert!(matches!(raised, Err(Alarm::Moved { .. })), "{why}: {raised:?}");
        assert_eq!((&device.pinned, device.streams[&ROSTER].moves.len()), (signer(1).verifier(), 0), "{why}");
    }
}

/// A key that was left has nothing to say any more: it can't be left a second time for another.
#[test]
fn a_key_is_left_once() {
    let mut device = laptop(&[ROSTER], 1);
    told(&mut device, vec![once(ROSTER, moved(ROSTER, "past", (SEEN, 8), (1, 2)))]).unwrap();
    let raised = told(&mut device, vec![once(ROSTER, moved(ROSTER, "past", (8, 9), (1, 9)))]);
    let Err(Alarm::Moved { why, .. }) = raised else { panic!("{raised:?}") };
    assert_eq!(why, "the same key was left for two others");
    assert_eq!(device.pinned, *signer(2).verifier());
}

/// A checkpoint of a key that nobody led to, or that was left, isn't the authority's.
#[test]
fn only_the_key_of_today_signs() {
    let checkpoint = |key: u8| {
        let note = coopol_domain::authority::checkpoint(ROSTER, &tree("past", SEEN), None, &signer(key));
        let (page, snapshot, consistency) = (Opaque::default(), None, Vec::new());
        let streams = vec![StreamAnswer { stream: ROSTER, checkpoint: note, page, snapshot, consistency, more: false }];
        Reply::read(SyncResponse { now: NOON, streams, ..SyncResponse::default() }).unwrap()
    };
    let mut device = laptop(&[ROSTER], 1);
    device.absorb(checkpoint(1), &Empty).unwrap();
    assert!(matches!(laptop(&[ROSTER], 1).absorb(checkpoint(2), &Empty), Err(Alarm::Checkpoint { .. })));
    told(&mut device, vec![once(ROSTER, moved(ROSTER, "past", (SEEN, 8), (1, 2)))]).unwrap();
    let at = &device.streams[&ROSTER];
    assert!(at.opened(ROSTER, &device.pinned).is_ok(), "what was verified under the old key stays so");
    device.absorb(checkpoint(2), &Empty).unwrap();
    assert!(matches!(device.absorb(checkpoint(1), &Empty), Err(Alarm::Checkpoint { .. })));
}

/// Whoever comes later pins the newest key, which says who signed before; whoever was invited before and comes later is
/// led on.
#[test]
fn a_newcomer_learns_who_signed_before() {
    let notes = || twice(ROSTER).moves.into_iter().map(|moved| moved.note).collect::<Vec<_>>();
    for believes in [3, 2, 1] {
        let mut device = laptop(&[], believes);
        given(&mut device, granted(ROSTER, notes())).unwrap();
        assert_eq!((&device.pinned, device.streams[&ROSTER].moves.len()), (signer(3).verifier(), 2));
    }
    let elsewhere = moved(ROSTER, "past", (0, 8), (8, 9)).note;
    for notes in [vec![elsewhere], vec![notes().swap_remove(0)], notes().into_iter().rev().collect()] {
        let raised = given(&mut laptop(&[], 3), granted(ROSTER, notes));
        assert!(matches!(raised, Err(Alarm::Moved { .. })), "{raised:?}");
    }
}
