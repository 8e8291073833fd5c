//! J4.5, J3.1, J5.2, J5.3: the device's machine, alone with an authority that isn't always honest.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::{Need, Office, Verbs};
use coopol_domain::authority::{Judged, checkpoint, origin};
use coopol_domain::codec::Value;
use coopol_domain::device::{
    Absorbed, Alarm, Background, Chance, Device, Intent, Keys, Outbox, Pending, Progress, Reply, Shelf, Stream, Write,
};
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::snapshot::{Snapshot, Subject};
use coopol_domain::journal::{Compartment, Edit, Entry, Payload, SignedPush, State, SubjectKey, state_root};
use coopol_domain::kinds::Refusal;
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::{Checkpoint, StateRoot};
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::wire::{
    Line, Opaque, Page, PushAnswer, PushOutcome, Rejection, StreamAnswer, Submission, SyncResponse,
};
use ed25519_dalek::SigningKey;

use crate::world::{NOON, Officer, World, edited, id, key_of, member, text};
use Compartment::Roster;

/// Entries with the payloads that are handed out beside them.
type Told = Vec<(Entry, Option<Vec<u8>>)>;

/// Nothing is confirmed yet.
struct Empty;

impl Shelf for Empty {
    fn subject(&self, _: StreamId, _: SubjectId) -> Option<(State, SubjectKey)> {
        None
    }

    fn erasures(&self, _: StreamId) -> Vec<State> {
        Vec::new()
    }
}

fn signer() -> Signer {
    Signer::new("coopol-authority", SigningKey::from_bytes(&[99; 32])).unwrap()
}

/// The laptop of `officer`, which holds the roster and has seen nothing of it.
fn laptop(world: &World, officer: &Officer) -> Device {
    let mut keys = Keys::default();
    keys.pin(officer.device.id, officer.key.verifying_key());
    let unit = *world.directory.units.keys().next().unwrap();
    let stream = Stream::new(unit, Roster, Verbs::ALL, officer.mandate);
    Device {
        id: officer.device.id,
        holder: officer.device.holder,
        key: officer.key.clone(),
        authority: DeviceId::from_bytes([99; 16]),
        pinned: signer().verifier().clone(),
        clock: coopol_domain::time::Hlc::default(),
        streams: [(world.stream(Roster), stream)].into(),
        outbox: Outbox::default(),
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

fn record(device: &mut Device, world: &World, subject: SubjectId, payload: Payload) -> Result<Vec<Write>, Refusal> {
    let (stream, seed) = (world.stream(Roster), u8::try_from(device.outbox.len()).unwrap());
    let intent = Intent { stream, subject, payload, act: None, depends_on: Vec::new() };
    let chance = Chance { id: [seed; 10], key: key_of(subject) };
    device.record(intent, Background::default(), NOON, chance).map(|(_, _, writes)| writes)
}

/// What an honest authority answers about the roster, from the entries that the world has.
fn answer(world: &World, payloads: &[(Entry, Option<Vec<u8>>)], pushes: &[SignedPush]) -> (StreamAnswer, Page) {
    let stream = world.stream(Roster);
    let mut told = BTreeSet::new();
    let lines = payloads.iter().map(|(entry, payload)| {
        let subject = entry.header.subject;
        let key = (payload.is_some() && told.insert(subject)).then(|| key_of(subject));
        Line { entry: entry.clone(), payload: payload.clone(), key }
    });
    let page = Page { lines: lines.collect(), pushes: pushes.to_vec() };
    let tree: Frontier = payloads.iter().map(|(entry, _)| entry.leaf()).collect();
    (sealed(stream, &page, &tree), page)
}

fn sealed(stream: StreamId, page: &Page, tree: &Frontier) -> StreamAnswer {
    StreamAnswer {
        stream,
        checkpoint: checkpoint(stream, tree, None, &signer()),
        page: Opaque(zstd::bulk::compress(&page.encode(), 1).unwrap()),
        snapshot: None,
        consistency: Vec::new(),
        more: false,
    }
}

fn absorb(device: &mut Device, answer: StreamAnswer) -> Result<Absorbed, Alarm> {
    let response = SyncResponse { now: NOON, streams: vec![answer], ..SyncResponse::default() };
    device.absorb(Reply::read(response)?, &Empty)
}

/// Two people recorded and pushed; the laptop of whoever did it, which hasn't read the answer yet.
fn pushed() -> (World, Device, Told, Vec<SignedPush>) {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut device = laptop(&world, &zoe);
    record(&mut device, &world, id(3), member("Côté")).unwrap();
    record(&mut device, &world, id(4), member("Traoré")).unwrap();
    let (request, _) = device.request();
    let submission = Submission::decode(&request.pushes[0].0).unwrap();
    let Judged::Ruled(ruling) = world.submit(&mut zoe, submission).unwrap() else { panic!("it is new") };
    let lines = ruling.entries.iter().map(|recorded| (recorded.entry.clone(), recorded.payload.clone())).collect();
    (world, device, lines, vec![ruling.signed])
}

/// J4.5: what was typed is shown at once, folded over what is confirmed; the confirmed entry takes its place.
#[test]
fn the_outbox_is_folded_over_the_confirmed_state() {
    let (world, mut device, lines, pushes) = pushed();
    let stream = world.stream(Roster);
    record(&mut device, &world, id(3), edited("first_name", "", "André")).unwrap();
    let shown = device.shown(stream, id(3), None).unwrap();
    assert_eq!((shown.get("last_name"), shown.get("first_name")), (&text("Côté"), &text("André")));
    assert_eq!(device.shown(stream, id(5), None), None);

    let done = absorb(&mut device, answer(&world, &lines, &pushes).0).unwrap();
    assert_eq!(device.outbox.len(), 1, "two of three are confirmed");
    let confirmed = done.writes.iter().find_map(|write| match write {
        Write::Subject { subject, state, .. } if *subject == id(3) => Some(state.as_ref().clone()),
        _ => None,
    });
    let shown = device.shown(stream, id(3), confirmed).unwrap();
    assert_eq!((shown.get("last_name"), shown.get("first_name")), (&text("Côté"), &text("André")));
}

/// J3.1: what was signed is sent again as it is, however often, until it is acknowledged.
#[test]
fn a_push_is_never_signed_twice() {
    let world = World::new();
    let zoe = { World::new().officer(Office::Secretary, 20) };
    let mut device = laptop(&world, &zoe);
    record(&mut device, &world, id(3), member("Côté")).unwrap();
    let (first, writes) = device.request();
    assert!(writes.iter().any(|write| matches!(write, Write::Parcel(_))), "it is durable before it leaves");
    let (again, writes) = device.request();
    assert_eq!((first.pushes, writes), (again.pushes, Vec::new()));
}

/// J8: a push that was acknowledged goes again, as it was signed, when its stream was read to the end without it: a restore lost
/// it. As long as there is more to read, or once it was read, it doesn't.
#[test]
fn what_was_received_and_lost_goes_again() {
    let (world, mut device, lines, pushes) = pushed();
    let (stream, (first, _)) = (world.stream(Roster), device.request());
    let answered = |outcome, streams| SyncResponse {
        now: NOON,
        pushes: vec![PushAnswer { stream: Some(stream), number: 1, outcome }],
        streams,
        ..SyncResponse::default()
    };
    let mut take =
        |response| device.absorb(Reply::read(response)?, &Empty).map(|done| (done, device.request().0.pushes));
    let half = StreamAnswer { more: true, ..answer(&world, &lines[..0], &[]).0 };
    let (_, sent) = take(answered(PushOutcome::Received, vec![half])).unwrap();
    assert_eq!(sent, [], "there is more to read");
    let behind = PushOutcome::Rejected(Rejection::OutOfOrder { expected: 1 });
    let (done, sent) = take(answered(behind.clone(), Vec::new())).unwrap();
    assert!(done.again && done.writes.contains(&Write::ParcelAgain(stream, 1)));
    assert_eq!(sent, first.pushes);
    let told = answer(&world, &lines, &pushes).0;
    let (done, sent) = take(answered(PushOutcome::Received, vec![told])).unwrap();
    assert_eq!((done.again, sent), (false, Vec::new()), "it was read");
    record(&mut device, &world, id(5), member("Nguyen")).unwrap();
    device.request();
    let refused = device.absorb(Reply::read(answered(behind, Vec::new())).unwrap(), &Empty);
    assert!(matches!(refused, Err(Alarm::Refused { .. })), "{refused:?}: what was read was there");
}

/// J2.4: the device refuses what the authority would, before anything is written.
#[test]
fn a_refusal_is_found_at_home() {
    let world = World::new();
    let zoe = { World::new().officer(Office::Secretary, 20) };
    let mut device = laptop(&world, &zoe);
    let refused = record(&mut device, &world, id(3), edited("last_name", "Côté", "Cote"));
    assert_eq!(refused, Err(Refusal::SubjectMissing));
    device.read_only = true;
    assert!(matches!(record(&mut device, &world, id(3), member("Côté")), Err(Refusal::NotGranted { .. })));
    assert_eq!(device.outbox.len(), 0);
}

/// J5.2: whatever is altered in a page or beside it, nothing of it is folded, and it is said what is wrong.
#[test]
fn every_lie_is_caught() {
    type Lie = fn(&World, &mut Page, &mut Frontier, &mut String);
    let retold: Lie = |_, page, tree, _| *tree = page.lines.iter().map(|line| line.entry.leaf()).collect();
    let lies: [(&str, Lie); 12] = [
        ("altered", |_, page, _, _| page.lines[0].payload = Some(member("Roi").encode())),
        ("altered", |_, page, _, _| page.lines[0].key = Some(key_of(id(9)))),
        ("withheld", |_, page, _, _| page.lines[0].payload = None),
        ("withheld", |_, page, _, _| page.lines[0].key = None),
        ("disorder", |_, page, _, _| page.lines.swap(0, 1)),
        ("disorder", |_, page, _, _| drop(page.lines.remove(0))),
        ("disorder", |_, page, _, _| page.pushes.clear()),
        ("rewritten", |_, page, _, _| drop(page.lines.pop())),
        ("rewritten", |_, page, _, _| page.lines[1].entry.verdict = coopol_domain::journal::Verdict::Quarantined),
        ("disorder", |_, page, _, _| page.lines[0].entry.effective_at.0 += 1),
        ("unsigned", |_, page, _, _| page.pushes[0].signature[7] ^= 1),
        ("checkpoint", |_, _, _, note| *note = note.replace("\n2\n", "\n3\n")),
    ];
    for (number, (code, lie)) in lies.into_iter().enumerate() {
        let (world, mut device, lines, pushes) = pushed();
        let before = device.streams.clone();
        let (honest, mut page) = answer(&world, &lines, &pushes);
        let mut tree: Frontier = lines.iter().map(|(entry, _)| entry.leaf()).collect();
        let mut note = honest.checkpoint;
        lie(&world, &mut page, &mut tree, &mut note);
        let told = StreamAnswer { checkpoint: note, ..sealed(world.stream(Roster), &page, &tree) };
        let alarm = absorb(&mut device, told).expect_err("it is a lie");
        assert_eq!(alarm.code(), code, "lie {number}: {alarm}");
        assert_eq!((device.streams, device.outbox.len()), (before, 2), "nothing was kept");
    }
    // An authority that signs what it altered is caught by the devices' signatures.
    let (world, mut device, lines, pushes) = pushed();
    let (_, mut page) = answer(&world, &lines, &pushes);
    let mut tree = Frontier::default();
    page.lines[0].entry.header.base = 0;
    page.lines[0].entry.header.subject = id(8);
    retold(&world, &mut page, &mut tree, &mut String::new());
    let alarm = absorb(&mut device, sealed(world.stream(Roster), &page, &tree)).unwrap_err();
    assert_eq!(alarm.code(), "unsigned");
}

/// J5.2: a stream that is shorter, or another, than the one that was seen is noticed even when nothing else is told.
#[test]
fn a_rolled_back_or_forked_stream_is_noticed() {
    let (world, mut device, lines, pushes) = pushed();
    let stream = world.stream(Roster);
    absorb(&mut device, answer(&world, &lines, &pushes).0).unwrap();
    let bare = |tree: &Frontier| StreamAnswer { page: Opaque::default(), ..sealed(stream, &Page::default(), tree) };
    let shorter: Frontier = lines[..1].iter().map(|(entry, _)| entry.leaf()).collect();
    let wanted = Alarm::Shrunk { stream, seen: 2, size: 1 };
    assert_eq!(absorb(&mut device, bare(&shorter)), Err(wanted));
    let other: Frontier = [Hash::of(b"one"), Hash::of(b"two")].into_iter().collect();
    assert_eq!(absorb(&mut device, bare(&other)), Err(Alarm::Rewritten { stream, size: 2 }));
}

/// J5.2: an author who saw another past is the proof that there are two.
#[test]
fn a_fork_between_two_devices_is_caught_by_their_pushes() {
    let (world, mut device, lines, _) = pushed();
    let zoe = { World::new().officer(Office::Secretary, 20) };
    let mut other = world.sign(&zoe, Roster, Vec::new()).signed.push;
    let hashes = lines.iter().map(|(entry, _)| entry.header.hash());
    (other.seen.size, other.seen.root, other.changes) = (1, Hash::of(b"another past"), hashes.collect());
    let signed = other.clone().sign(&zoe.key);
    let lines: Vec<_> =
        lines.into_iter().map(|(entry, payload)| (Entry { push: other.hash(), ..entry }, payload)).collect();
    let alarm = absorb(&mut device, answer(&world, &lines, &[signed]).0).unwrap_err();
    assert_eq!(alarm, Alarm::Forked { stream: world.stream(Roster), device: zoe.device.id, size: 1 });
}

/// J5.3, J6: a snapshot is believed when its tree is the checkpoint's, its states are the checkpoint's, and it continues
/// what was seen.
#[test]
fn a_snapshot_is_checked_before_it_is_kept() {
    let (world, fresh, lines, _) = pushed();
    let stream = world.stream(Roster);
    let tree: Frontier = lines.iter().map(|(entry, _)| entry.leaf()).collect();
    let subject = |byte| Subject { id: id(byte), key: key_of(id(byte)), state: world.state(stream, id(byte)).encode() };
    let snapshot =
        Snapshot { stream, frontier: tree.clone(), subjects: vec![subject(3), subject(4)], waiting: Vec::new() };
    let root = StateRoot { seq: 2, root: snapshot.state_root() };
    assert_eq!(root.root, state_root(snapshot.subjects.iter().map(|it| it.key.state_leaf(it.id, &it.state))));
    let offer = |root| StreamAnswer {
        page: Opaque::default(),
        snapshot: Some(2),
        checkpoint: checkpoint(stream, &tree, root, &signer()),
        ..sealed(stream, &Page::default(), &tree)
    };
    let clean = || {
        let zoe = { World::new().officer(Office::Secretary, 20) };
        laptop(&world, &zoe)
    };
    let done = clean().install(&offer(Some(root)), &snapshot.pack()).unwrap();
    assert!(done.writes.iter().any(|write| matches!(write, Write::Snapshot(kept) if **kept == snapshot)));
    assert!(done.writes.iter().any(|write| matches!(write, Write::Stream(_, at) if at.unchecked && at.seq() == 2)));

    let mut altered = snapshot.clone();
    altered.subjects.remove(0);
    let other = StateRoot { seq: 2, root: Hash::of(b"other states") };
    for (told, packed, code) in [
        (offer(Some(root)), altered.pack(), "states"),
        (offer(Some(other)), snapshot.pack(), "states"),
        (offer(None), snapshot.pack(), "states"),
        (offer(Some(root)), Snapshot { frontier: Frontier::default(), ..snapshot.clone() }.pack(), "rewritten"),
        (offer(Some(root)), vec![1, 2, 3], "unreadable"),
    ] {
        assert_eq!(clean().install(&told, &packed).unwrap_err().code(), code);
    }
    // A device that saw another first entry doesn't jump over it.
    let mut seen = fresh;
    let elsewhere: Frontier = [Hash::of(b"another first entry")].into_iter().collect();
    seen.streams.get_mut(&stream).unwrap().frontier = elsewhere;
    let proof = StreamAnswer { consistency: vec![Opaque(lines[1].0.leaf().as_bytes().to_vec())], ..offer(Some(root)) };
    assert_eq!(seen.install(&proof, &snapshot.pack()).unwrap_err().code(), "rewritten");
}

/// J3.3, J6: what became of a change is told by entries: as long as one is to come no snapshot may jump over it, and be it
/// years later that a held change is taken up. A refusal is the end.
#[test]
fn no_snapshot_jumps_over_what_one_waits_for() {
    let mut world = World::new();
    let officer = world.officer(Office::Secretary, 20);
    let mut device = laptop(&world, &officer);
    record(&mut device, &world, id(3), member("Côté")).unwrap();
    let made = device.outbox.iter().next().unwrap().clone();
    let mut waits = |progress: Progress| {
        device.outbox = [Pending { progress, ..made.clone() }].into_iter().collect();
        device.request().0.cursors.iter().any(|cursor| cursor.waits)
    };
    for (progress, waiting) in [
        (Progress::Signed(1), true),
        (Progress::Received(1), true),
        (Progress::Held(Need::Treasurer), true),
        (Progress::Quarantined, true),
        (Progress::Refused("not_granted".to_owned()), false),
    ] {
        assert_eq!(waits(progress.clone()), waiting, "{progress:?}");
    }
}

/// J5.1: a checkpoint is of one stream, whichever server it comes from.
#[test]
fn a_checkpoint_of_another_stream_is_worth_nothing() {
    let (world, mut device, lines, pushes) = pushed();
    let (honest, _) = answer(&world, &lines, &pushes);
    let tree: Frontier = lines.iter().map(|(entry, _)| entry.leaf()).collect();
    let other = world.stream(Compartment::Agenda);
    assert!(Checkpoint::open(&honest.checkpoint, signer().verifier(), &origin(other)).is_err());
    let told = StreamAnswer { checkpoint: checkpoint(other, &tree, None, &signer()), ..honest };
    assert_eq!(absorb(&mut device, told).unwrap_err().code(), "checkpoint");
}

/// J2.6, J1.3: an address is one field, so two people can't make a town of one and a street of another of it.
#[test]
fn fields_that_belong_together_are_one() {
    let address = |parts: &[(&str, &str)]| {
        let parts = parts.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect();
        Payload::new("person_changed", 1, vec![Edit::set("address", Value::Map(parts))])
    };
    let mut world = World::new();
    let (mut zoe, mut andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Deputy, 21));
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    for (officer, payload) in [
        (&mut zoe, address(&[("city", "Versailles"), ("street", "1 rue de la Paroisse")])),
        (&mut andre, address(&[("city", "Poissy"), ("street", "2 rue du Port")])),
    ] {
        let mut sent = world.change(officer, Roster, id(3), payload);
        sent.header.base = 1;
        world.deliver(officer, Roster, vec![sent]);
    }
    let state = world.state(world.stream(Roster), id(3));
    let whole = address(&[("city", "Poissy"), ("street", "2 rue du Port")]).edits.remove(0).after;
    let Value::Map(parts) = state.get("address") else { panic!("it is there") };
    let Value::Map(wanted) = &whole else { panic!("it is a map") };
    assert_eq!(parts, wanted);
    assert_eq!(state.overlaps().count(), 1);
    let ids: BTreeSet<StreamId> = world.streams.values().copied().collect();
    assert_eq!(ids.len(), world.streams.len(), "no two streams have one id");
}
