//! J3.1, J3.3: what is taken as a push at all.

use coopol_domain::access::Office;
use coopol_domain::authority::Judged;
use coopol_domain::journal::{Compartment::Roster, MAX_CHANGES, Payload, Verdict};
use coopol_domain::seal::Hash;
use coopol_domain::wire::{Rejection, Submission};

use crate::world::{World, edited, id, member, payload};

/// J3.1: one altered bit anywhere in what was signed, or another's key, and it isn't the device's push.
#[test]
fn only_the_device_itself_signs() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mallory = world.officer(Office::Treasurer, 66);
    let sent = world.change(&mut zoe, Roster, id(3), member("Côté"));
    let good = world.sign(&zoe, Roster, vec![sent]);

    let mut forged = good.clone();
    forged.signed = good.signed.push.clone().sign(&mallory.key);
    assert_eq!(world.submit(&mut zoe, forged), Err(Rejection::BadSignature));

    let bytes = good.signed.encode();
    for bit in 0..bytes.len() * 8 {
        let mut altered = bytes.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        let Ok(signed) = coopol_domain::journal::SignedPush::decode(&altered) else { continue };
        let outcome = world.submit(&mut zoe, Submission { signed, ..good.clone() });
        assert!(matches!(
            outcome,
            Err(Rejection::BadSignature | Rejection::Malformed { .. } | Rejection::UnknownDevice)
        ));
    }
    assert_eq!(world.entries.len(), 0);
    assert!(matches!(world.submit(&mut zoe, good), Ok(Judged::Ruled(_))));
}

/// J3.1: a push holds what it names, no more, no less, in its order.
#[test]
fn a_push_holds_exactly_what_it_names() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let one = world.change(&mut zoe, Roster, id(3), member("Côté"));
    let two = world.change(&mut zoe, Roster, id(4), member("Traoré"));
    let good = world.sign(&zoe, Roster, vec![one.clone(), two.clone()]);
    for changes in [vec![two.clone(), one.clone()], vec![one.clone()], vec![one.clone(), two, one]] {
        let other = Submission { changes, ..good.clone() };
        assert!(matches!(world.submit(&mut zoe, other), Err(Rejection::Malformed { .. })));
    }
    assert!(world.submit(&mut zoe, good).is_ok());
}

/// J3.1: 500 changes are taken, 501 are not, nor is none.
#[test]
fn a_push_holds_five_hundred_changes_at_most() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut changes = Vec::new();
    for number in 0..=MAX_CHANGES {
        let mut subject = [9; 16];
        subject[..8].copy_from_slice(&number.to_be_bytes());
        let mut sent = world.change(&mut zoe, Roster, id(9), member("Côté"));
        sent.header.id = coopol_domain::id::ChangeId::v7(number as u64, [1; 10]);
        sent.header.subject = coopol_domain::id::SubjectId::from_bytes(subject);
        sent.key = Some(crate::world::key_of(sent.header.subject));
        let bytes = sent.payload.as_ref().unwrap();
        sent.header.commitment = sent.key.as_ref().unwrap().commit(sent.header.id, bytes);
        changes.push(sent);
    }
    let too_many = world.sign(&zoe, Roster, changes.clone());
    assert!(matches!(world.submit(&mut zoe, too_many), Err(Rejection::Malformed { .. })));
    let none = world.sign(&zoe, Roster, Vec::new());
    assert!(matches!(world.submit(&mut zoe, none), Err(Rejection::Malformed { .. })));
    changes.pop();
    let verdicts = world.deliver(&mut zoe, Roster, changes);
    assert_eq!(verdicts, vec![Verdict::Accepted; MAX_CHANGES]);
}

/// J3.1, J3.2: pushes of a device come in order, each naming the one before; entries are dense.
#[test]
fn pushes_are_chained_and_entries_dense() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let first = world.change(&mut zoe, Roster, id(3), member("Côté"));
    let first = world.sign(&zoe, Roster, vec![first]);
    let mut early = first.signed.push.clone();
    (early.number, early.previous) = (2, early.hash());
    let early = Submission { signed: early.sign(&zoe.key), ..first.clone() };
    assert_eq!(world.submit(&mut zoe, early), Err(Rejection::OutOfOrder { expected: 1 }));
    world.submit(&mut zoe, first).unwrap();

    let second = world.change(&mut zoe, Roster, id(3), edited("last_name", "Côté", "Cote"));
    let good = world.sign(&zoe, Roster, vec![second]);
    let mut unchained = good.signed.push.clone();
    unchained.previous = Hash::from([0; 32]);
    let unchained = Submission { signed: unchained.sign(&zoe.key), ..good.clone() };
    assert_eq!(world.submit(&mut zoe, unchained), Err(Rejection::Forked));
    world.submit(&mut zoe, good).unwrap();
    let seqs: Vec<u64> = world.entries[&world.stream(Roster)].iter().map(|entry| entry.seq).collect();
    assert_eq!(seqs, [1, 2]);
}

/// J3.3: the same push again gets the same answer and writes nothing; another one under its number is a fork.
#[test]
fn a_replay_changes_nothing() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let sent = world.change(&mut zoe, Roster, id(3), member("Côté"));
    let push = world.sign(&zoe, Roster, vec![sent]);
    let other = world.change(&mut zoe, Roster, id(4), member("Traoré"));
    let other = world.sign(&zoe, Roster, vec![other]);
    assert!(matches!(world.submit(&mut zoe, push.clone()), Ok(Judged::Ruled(_))));
    assert_eq!(world.submit(&mut zoe, push), Ok(Judged::Replayed));
    assert_eq!(world.submit(&mut zoe, other), Err(Rejection::Forked));
    assert_eq!(world.size(world.stream(Roster)), 1);
}

/// J3.3: a change that came in an earlier push gets no second entry, and its neighbours theirs.
#[test]
fn a_change_seen_before_gets_no_second_entry() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let seen = world.change(&mut zoe, Roster, id(3), member("Côté"));
    world.deliver(&mut zoe, Roster, vec![seen.clone()]);
    let new = world.change(&mut zoe, Roster, id(4), member("Traoré"));
    assert_eq!(world.deliver(&mut zoe, Roster, vec![seen, new]), [Verdict::Accepted]);
    assert_eq!(world.size(world.stream(Roster)), 2);
}

/// J5.2: the authority takes no push from a device that saw another past, or more than there is.
#[test]
fn a_device_that_saw_another_past_is_told_so() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    let sent = world.change(&mut zoe, Roster, id(4), member("Traoré"));
    let good = world.sign(&zoe, Roster, vec![sent]);
    let mut other = good.signed.push.clone();
    other.seen.root = Hash::of(b"another past");
    let other = Submission { signed: other.sign(&zoe.key), ..good.clone() };
    assert_eq!(world.submit(&mut zoe, other), Err(Rejection::OtherPast { size: 1 }));
    let mut ahead = good.signed.push.clone();
    ahead.seen.size = 7;
    let ahead = Submission { signed: ahead.sign(&zoe.key), ..good.clone() };
    assert_eq!(world.submit(&mut zoe, ahead), Err(Rejection::Ahead { base: 7, size: 1 }));
    assert!(world.submit(&mut zoe, good).is_ok());
}

/// J2.1: nobody builds on an entry that they say not to have seen.
#[test]
fn a_base_beyond_what_was_seen_is_not_taken() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    let mut sent = world.change(&mut zoe, Roster, id(4), member("Traoré"));
    sent.header.base = 2;
    let push = world.sign(&zoe, Roster, vec![sent]);
    assert_eq!(world.submit(&mut zoe, push), Err(Rejection::Ahead { base: 2, size: 1 }));
}

/// J2.5: an authority that doesn't know a kind answers "retry after upgrade", and writes nothing.
#[test]
fn a_kind_of_tomorrow_waits_for_the_upgrade() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let tomorrow = Payload { version: 2, ..member("Côté") };
    let sent = world.change(&mut zoe, Roster, id(3), tomorrow);
    assert_eq!(payload(&sent).payload.version, 2);
    let push = world.sign(&zoe, Roster, vec![sent]);
    let wanted = Rejection::UpgradeNeeded { kind: "person_recorded".to_owned(), version: 2 };
    assert_eq!(world.submit(&mut zoe, push), Err(wanted));
    assert_eq!(world.size(world.stream(Roster)), 0);
}

/// J2.7: a change waits for those it depends on, and is refused with them.
#[test]
fn what_depends_on_a_refused_change_is_refused() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let nameless = Payload { edits: Vec::new(), ..member("") };
    let refused = world.change(&mut zoe, Roster, id(3), nameless);
    let mut dependent = world.change(&mut zoe, Roster, id(4), member("Traoré"));
    dependent.header.depends_on = vec![refused.header.id];
    let early = world.sign(&zoe, Roster, vec![dependent.clone()]);
    assert_eq!(world.submit(&mut zoe, early), Err(Rejection::DependencyMissing));
    let verdicts = world.deliver(&mut zoe, Roster, vec![refused, dependent]);
    let refused = |code: &str| Verdict::Refused(code.to_owned());
    assert_eq!(verdicts, [refused("nothing_changed"), refused("dependency_refused")]);
}
