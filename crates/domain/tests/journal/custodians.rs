//! J5.4: where the authority's key is lost, a device follows two of the three custodians that it knows, and nobody else.

use std::collections::BTreeSet;

use coopol_domain::access::Office;
use coopol_domain::authority::{device_of, origin};
use coopol_domain::codec::Value;
use coopol_domain::device::{Alarm, Device, Reply, Shelf, Stream, Write};
use coopol_domain::id::{DeviceId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Field, Payload, Stamp, State, SubjectKey, Verdict};
use coopol_domain::kinds;
use coopol_domain::seal::moved::Moved;
use coopol_domain::time::{Hlc, Instant};
use coopol_domain::wire::{Move, StreamMoves, SyncResponse};

use crate::moving::{ROSTER, SEEN, given, granted, laptop, once, proven, signer, told_with, tree};
use crate::world::{World, id, payload};

const OFFICE: StreamId = StreamId::from_bytes([3; 16]);
const UNIT: UnitId = UnitId::from_bytes([1; 16]);
/// Those whom the unit has named, and two who would like to be.
const ADA: u8 = 21;
const BEN: u8 = 22;
const CLO: u8 = 23;
const DAN: u8 = 24;
const EVE: u8 = 25;

/// What a device has folded of its unit's facts.
struct Named(Vec<u8>);

impl Shelf for Named {
    fn subject(&self, stream: StreamId, subject: SubjectId) -> Option<(State, SubjectKey)> {
        let unit = (stream, subject) == (OFFICE, UNIT.into());
        unit.then(|| (State::new("unit").apply(&naming(&self.0), 0, stamp()), SubjectKey::from_bytes([1; 32])))
    }

    fn erasures(&self, _: StreamId) -> Vec<State> {
        Vec::new()
    }
}

fn stamp() -> Stamp {
    Stamp { effective_at: Hlc::end_of(Instant(1)), seq: 1, by: DeviceId::from_bytes([1; 16]) }
}

fn naming(keys: &[u8]) -> Payload {
    let edits = keys.iter().map(|&byte| Edit {
        field: Field::element("custodian", &format!("Custodian {byte}")).unwrap(),
        before: Value::Null,
        after: Value::bytes(signer(byte).verifier().public_key().as_bytes()),
    });
    Payload::new("custodians_named", 1, edits.collect())
}

/// A laptop that holds the roster and the facts of its unit, and believes key 1.
fn held() -> Device {
    let mut device = laptop(&[ROSTER, OFFICE], 1);
    device.streams.get_mut(&OFFICE).unwrap().compartment = Compartment::Office;
    device
}

/// Of a stream that went on to 8 entries, from key 1 to key 2.
fn entrusted(stream: StreamId, by: [u8; 2]) -> String {
    let (end, [one, other]) = ((&*origin(stream), 8, tree("past", 8).root()), by.map(signer));
    let by = [one.verifier(), other.verifier()];
    Moved::entrust(end, signer(1).verifier(), &signer(2), by, None).unwrap()
}

fn signed(stream: StreamId, by: [u8; 2]) -> Move {
    let note = by.iter().fold(entrusted(stream, by), |note, &one| Moved::countersign(&note, &signer(one)).unwrap());
    proven(note, "past", (SEEN, 8))
}

fn both(by: [u8; 2]) -> Vec<StreamMoves> {
    [ROSTER, OFFICE].map(|stream| once(stream, signed(stream, by))).into()
}

/// Why it isn't followed; nothing of it is kept then.
fn why(moves: Vec<StreamMoves>, named: &[u8]) -> String {
    let mut device = held();
    let Err(Alarm::Moved { why, .. }) = told_with(&mut device, moves, &Named(named.to_vec())) else {
        panic!("it was followed")
    };
    assert_eq!(&device.pinned, signer(1).verifier());
    assert!(device.streams.values().all(|at| at.moves.is_empty()));
    why
}

const UNNAMED: &str = "a custodian signed it whom nobody had named";

#[test]
fn any_two_of_the_three_lead_on() {
    for by in [[ADA, BEN], [BEN, CLO], [CLO, ADA]] {
        let mut device = held();
        let done = told_with(&mut device, both(by), &Named(vec![ADA, BEN, CLO])).unwrap();
        let newest = signer(2).verifier().clone();
        assert_eq!((&device.pinned, device.authority), (&newest, device_of(newest.public_key())));
        assert_eq!(done.writes[0], Write::Authority(newest, None));
        let left = |seq| device.streams[&ROSTER].left_after(seq).cloned();
        assert_eq!((left(8), left(9)), (Some(signer(1).verifier().clone()), None), "what the lost key wrote stays so");
    }
}

/// What has to be at hand is asked for before.
#[test]
fn the_facts_of_the_unit_are_looked_up() {
    let moves = vec![once(ROSTER, signed(ROSTER, [ADA, BEN]))];
    let reply = Reply::read(SyncResponse { moves, ..SyncResponse::default() }).unwrap();
    assert_eq!(reply.subjects(&held()), BTreeSet::from([(OFFICE, UNIT.into())]));
}

#[test]
fn one_custodian_is_not_enough() {
    let note = Moved::countersign(&entrusted(ROSTER, [ADA, BEN]), &signer(ADA)).unwrap();
    let moves = vec![once(ROSTER, proven(note, "past", (SEEN, 8))), once(OFFICE, signed(OFFICE, [ADA, BEN]))];
    let ben = signer(BEN).verifier().clone();
    let missing = format!("no signature by {}+{} among 2", ben.name(), ben.id());
    assert_eq!(why(moves, &[ADA, BEN, CLO]), missing);
}

#[test]
fn one_whom_nobody_named_is_not_believed() {
    for by in [[ADA, DAN], [DAN, ADA], [DAN, EVE]] {
        assert_eq!(why(both(by), &[ADA, BEN, CLO]), UNNAMED, "{by:?}");
    }
    assert_eq!(why(both([ADA, BEN]), &[]), UNNAMED, "nobody was ever named");
    let mut elsewhere = held();
    elsewhere.streams.get_mut(&OFFICE).unwrap().unit = UnitId::from_bytes([9; 16]);
    let raised = told_with(&mut elsewhere, both([ADA, BEN]), &Named(vec![ADA, BEN, CLO]));
    assert!(matches!(raised, Err(Alarm::Moved { why, .. }) if why == UNNAMED), "another unit's count for nothing");
}

/// An answer that says who moved the stream may also say, further down, that they are custodians: too late.
#[test]
fn one_who_is_named_after_what_was_seen_is_not_believed() {
    assert_eq!(why(both([ADA, DAN]), &[ADA, BEN, CLO]), UNNAMED);
    let mut later = held();
    told_with(&mut later, both([ADA, DAN]), &Named(vec![ADA, DAN, CLO])).unwrap();
}

/// The lost key leads nowhere else once it was left, whoever finds it.
#[test]
fn custodians_and_the_old_key_cannot_lead_to_two() {
    let end = (&*origin(OFFICE), 8, tree("past", 8).root());
    let found = Moved::sign(end, &signer(1), &signer(9), None).unwrap();
    let moves = vec![once(ROSTER, signed(ROSTER, [ADA, BEN])), once(OFFICE, proven(found, "past", (SEEN, 8)))];
    assert_eq!(why(moves, &[ADA, BEN, CLO]), "the same key was left for two others");
}

/// Whoever holds nothing yet knows no custodians: only the key of today tells them who signed before.
#[test]
fn a_newcomer_is_led_on_by_no_custodian() {
    let access = || granted(ROSTER, vec![signed(ROSTER, [ADA, BEN]).note]);
    let mut today = laptop(&[], 2);
    given(&mut today, access()).unwrap();
    assert_eq!(today.streams[&ROSTER].moves.len(), 1);
    let raised = given(&mut laptop(&[], 1), access());
    assert!(matches!(raised, Err(Alarm::Moved { .. })), "{raised:?}");
    // A device that has followed is given another stream.
    let mut followed = held();
    told_with(&mut followed, both([ADA, BEN]), &Named(vec![ADA, BEN, CLO])).unwrap();
    let agenda = StreamId::from_bytes([4; 16]);
    given(&mut followed, granted(agenda, vec![signed(agenda, [BEN, CLO]).note])).unwrap();
    let moves = |at: &Stream| at.moves.len();
    assert_eq!(followed.streams.get(&agenda).map(moves), Some(1));
}

/// J2.4: all three at once, three keys, and by the authority alone.
#[test]
fn three_are_named_and_by_the_server() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let unit = id(1);
    assert_eq!(
        world.push(&mut zoe, Compartment::Office, unit, naming(&[ADA, BEN, CLO])),
        Verdict::Refused("not_granted".to_owned()),
        "no officer names them"
    );
    let rule = kinds::find("custodians_named", 1).unwrap().rule.unwrap();
    let weak = Payload::new(
        "custodians_named",
        1,
        vec![Edit {
            field: Field::element("custodian", "Nobody").unwrap(),
            before: Value::Null,
            after: Value::bytes([0; 32]),
        }],
    );
    let stated = payload(&world.change(&mut zoe, Compartment::Office, unit, naming(&[ADA, BEN, CLO])));
    let judged = |payloads: &[Payload]| {
        let after = payloads.iter().fold(State::new("unit"), |state, payload| state.apply(payload, 0, stamp()));
        rule(None, &stated, &after, Instant(1)).is_ok()
    };
    assert!(judged(&[naming(&[ADA, BEN, CLO])]));
    for wrong in [
        vec![naming(&[ADA, BEN])],
        vec![naming(&[ADA, BEN, CLO, DAN])],
        vec![naming(&[ADA, BEN]), weak],
        vec![naming(&[ADA, BEN]), {
            let mut twice = naming(&[ADA]);
            twice.edits[0].field = Field::element("custodian", "Somebody else").unwrap();
            twice
        }],
    ] {
        assert!(!judged(&wrong), "{wrong:?}");
    }
}
