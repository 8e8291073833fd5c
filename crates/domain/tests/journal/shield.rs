//! J3.7: the departure shield. Around a handover, what goes beyond twenty people a day waits for a second mandate (J3.3).

use Compartment::Roster;
use coopol_domain::access::{Need, Office};
use coopol_domain::authority::alone_at_most;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, HolderId, MandateId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, Verdict};
use coopol_domain::kinds::{Answer, Permission};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::Sent;

use crate::world::{NOON, Officer, World, act, edited, id, member, planned, text};

const HELD: Verdict = Verdict::Held(Need::SecondMandate);

fn removed() -> Payload {
    Payload::new("person_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))])
}

/// Zoé is secretary and André her deputy; the roster has the people 100 to 149.
fn section() -> (World, Officer, Officer) {
    let mut world = World::new();
    let (zoe, andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Deputy, 21));
    let mut clerk = world.officer(Office::Deputy, 23);
    let people = each(&world, &mut clerk, 100..150, &member("Côté"));
    assert_eq!(world.deliver(&mut clerk, Roster, people), vec![Verdict::Accepted; 50], "no shield stands");
    world.directory.mandates.remove(&clerk.mandate);
    (world, zoe, andre)
}

fn each(world: &World, by: &mut Officer, people: std::ops::Range<u8>, payload: &Payload) -> Vec<Sent> {
    people.map(|byte| world.change(by, Roster, id(byte), payload.clone())).collect()
}

/// How many of so many deletions by `by` wait.
fn waiting(world: &mut World, by: &mut Officer, people: std::ops::Range<u8>) -> usize {
    let changes = each(world, by, people, &removed());
    world.deliver(by, Roster, changes).into_iter().filter(|verdict| *verdict == HELD).count()
}

fn quoting(payload: Payload, first: &Sent) -> Payload {
    Payload { quotes: Some(first.header.id), ..payload }
}

/// Twenty count at once, the next waits; another person accepts it, the same one doesn't, under whichever mandate.
#[test]
fn beyond_twenty_a_second_person_decides() {
    let (mut world, mut zoe, mut andre) = section();
    world.end(&zoe, NOON.plus(10 * DAY));
    let changes = each(&world, &mut zoe, 100..122, &removed());
    let verdicts = world.deliver(&mut zoe, Roster, changes.clone());
    assert_eq!(verdicts[..20], vec![Verdict::Accepted; 20]);
    assert_eq!(verdicts[20..], [HELD, HELD]);
    assert!(!world.state(world.stream(Roster), id(120)).is_removed(), "what is held isn't folded");
    // Whom one touched today one may touch again.
    let restored = Payload::new("person_restored", 1, vec![Edit::change(REMOVED, Value::Bool(true), Value::Null)]);
    assert_eq!(world.push(&mut zoe, Roster, id(100), restored), Verdict::Accepted);

    // A second mandate of the same person is no second person.
    let (first, own) = (zoe.mandate, MandateId::from_bytes([40; 16]));
    let mut second = world.directory.mandates[&first].clone();
    (second.id, second.office, second.until) = (own, Office::Deputy, None);
    world.directory.mandates.insert(own, second);
    zoe.mandate = own;
    let again = quoting(removed(), &changes[20]);
    assert_eq!(world.push(&mut zoe, Roster, id(120), again.clone()), HELD);
    assert_eq!(world.push(&mut andre, Roster, id(120), again), Verdict::Accepted);
    assert!(world.state(world.stream(Roster), id(120)).is_removed());
    // The other is declined.
    let of = |id: ChangeId| (SubjectId::from_bytes(*id.as_bytes()), Answer::Declined.to(id));
    let (about, declined) = of(changes[21].header.id);
    assert_eq!(world.push(&mut andre, Roster, about, declined), Verdict::Accepted);
    let late = quoting(removed(), &changes[21]);
    assert_eq!(world.push(&mut andre, Roster, id(121), late), Verdict::Refused("not_waiting".to_owned()));
}

/// People leave as a file when whoever takes them out asked, for this, and another person agreed within the day.
#[test]
fn leave_to_export_is_one_persons_for_one_thing_and_for_a_day() {
    let [zoe, andre] = [20, 21].map(|byte| HolderId::from_bytes([byte; 16]));
    let given = Permission { asked_by: zoe, agreed_by: andre, content: "people".to_owned(), at: NOON };
    assert!(given.lets(zoe, "people", NOON) && given.lets(zoe, "people", NOON.plus(DAY - 1)));
    assert!(!given.lets(zoe, "people", NOON.plus(DAY)), "too old");
    assert!(!given.lets(andre, "people", NOON), "who agrees asks for nothing");
    assert!(!given.lets(zoe, "everything", NOON), "something else");
    let alone = Permission { agreed_by: zoe, ..given };
    assert!(!alone.lets(zoe, "people", NOON), "a second mandate of the same person is no second person");
}

/// What is accepted for somebody else isn't counted: two stand behind it.
#[test]
fn accepting_for_others_takes_nothing_of_ones_own() {
    let (mut world, mut zoe, mut andre) = section();
    world.end(&zoe, NOON.plus(10 * DAY));
    let mass = each(&world, &mut zoe, 100..145, &removed());
    world.deliver(&mut zoe, Roster, mass.clone());
    let accepted = mass[20..]
        .iter()
        .zip(120..)
        .map(|(first, byte): (_, u8)| world.change(&mut andre, Roster, id(byte), quoting(removed(), first)));
    let accepted: Vec<Sent> = accepted.collect();
    assert_eq!(world.deliver(&mut andre, Roster, accepted), vec![Verdict::Accepted; 25]);
    let own = each(&world, &mut andre, 145..150, &removed());
    assert_eq!(world.deliver(&mut andre, Roster, own), vec![Verdict::Accepted; 5]);
}

/// A day counts, to the millisecond, over several pushes.
#[test]
fn the_day_goes_with_the_clock() {
    let (mut world, mut zoe, _) = section();
    world.end(&zoe, NOON.plus(10 * DAY));
    assert_eq!(waiting(&mut world, &mut zoe, 100..119), 0);
    assert_eq!(waiting(&mut world, &mut zoe, 119..121), 1);
    world.now = NOON.plus(DAY - 1);
    assert_eq!(waiting(&mut world, &mut zoe, 121..122), 1);
    world.now = NOON.plus(DAY);
    assert_eq!(waiting(&mut world, &mut zoe, 122..142), 0);
    assert_eq!(waiting(&mut world, &mut zoe, 142..143), 1);
}

/// Edits, deletions and new people count alike, each person once.
#[test]
fn whatever_changes_a_person_counts() {
    let (mut world, mut zoe, _) = section();
    world.end(&zoe, NOON.plus(10 * DAY));
    let mut changes = each(&world, &mut zoe, 100..110, &edited("first_name", "", "Anne"));
    changes.extend(each(&world, &mut zoe, 100..110, &removed()));
    changes.extend(each(&world, &mut zoe, 150..160, &member("Traoré")));
    assert_eq!(world.deliver(&mut zoe, Roster, changes), vec![Verdict::Accepted; 30]);
    assert_eq!(world.push(&mut zoe, Roster, id(160), member("Traoré")), HELD);
    assert_eq!(world.push(&mut zoe, Roster, id(111), edited("first_name", "", "Anne")), HELD);
}

/// A large roster has a twentieth.
#[test]
fn a_twentieth_of_a_large_roster() {
    assert_eq!([0, 20, 419, 420, 18_000].map(alone_at_most), [20, 20, 20, 21, 900]);
}

/// From thirty days before the end until the end; a mandate without rights over the roster is none of it.
#[test]
fn it_stands_thirty_days_before_an_end() {
    for (office, ends, expected) in [
        (Office::Secretary, Some(30 * DAY), 1),
        (Office::Secretary, Some(30 * DAY + 1), 0),
        (Office::Deputy, Some(DAY), 1),
        (Office::Treasurer, Some(DAY), 0),
        (Office::Secretary, None, 0),
    ] {
        let (mut world, mut zoe, _) = section();
        let other = world.officer(office, 22);
        if let Some(ends) = ends {
            world.end(&other, NOON.plus(ends));
        }
        assert_eq!(waiting(&mut world, &mut zoe, 100..121), expected, "{office} {ends:?}");
        // Once it has ended there is nothing to wait for.
        world.now = NOON.plus(ends.unwrap_or_default()).plus(DAY);
        assert_eq!(waiting(&mut world, &mut zoe, 122..143), 0, "{office} {ends:?}");
    }
}

/// Whoever is to lead the section from a day on is announced, as much as an end is.
#[test]
fn it_stands_before_a_leader_begins() {
    for (office, begins, expected) in
        [(Office::Secretary, 30 * DAY, 1), (Office::Secretary, 30 * DAY + 1, 0), (Office::Deputy, DAY, 0)]
    {
        let (mut world, mut zoe, _) = section();
        let next = world.officer(office, 22);
        world.directory.mandates.get_mut(&next.mandate).unwrap().since = NOON.plus(begins);
        assert_eq!(waiting(&mut world, &mut zoe, 100..121), expected, "{office} {begins}");
    }
}

/// An act is one: nothing of it counts before it is accepted as a whole, whatever push brings it.
#[test]
fn an_act_waits_as_one() {
    let (mut world, mut zoe, _) = section();
    world.end(&zoe, NOON.plus(10 * DAY));
    let part = |world: &World, zoe: &mut Officer, people, of| -> Vec<Sent> {
        let mut changes = each(world, zoe, people, &edited("first_name", "", "Anne"));
        for sent in &mut changes {
            sent.header.act = Some(act(of));
        }
        changes
    };
    let large = part(&world, &mut zoe, 100..121, 1);
    assert_eq!(world.deliver(&mut zoe, Roster, large), vec![HELD; 21]);
    let rest = part(&world, &mut zoe, 121..123, 1);
    assert_eq!(world.deliver(&mut zoe, Roster, rest), vec![HELD; 2], "though they are two");
    let small = part(&world, &mut zoe, 123..143, 2);
    assert_eq!(world.deliver(&mut zoe, Roster, small), vec![Verdict::Accepted; 20], "what waits isn't counted");
    assert_eq!(waiting(&mut world, &mut zoe, 143..144), 1);
}

/// An election announced by whoever has standing: two of the section, or who hands over. A rival alone holds nothing up,
/// and a claim that is withdrawn holds nothing up any more.
#[test]
fn it_stands_while_a_handover_is_announced() {
    let claim = |zoe: &Officer, office: &str, by: &Officer| {
        let holder = by.device.holder;
        vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text(office)),
            Edit::set("holder", Value::bytes([77; 16])),
            Edit::set("holder_name", text("Léo Müller")),
            Edit::set("elected_on", text("2026-11-20")),
            Edit::set("since", Value::count(NOON.0)),
            Edit::set("proof", text("Compte rendu")),
            Edit::set("made_by", Value::bytes(holder.as_bytes())),
            Edit::set(&format!("supported/{holder}"), text("own")),
            Edit::set(&format!("replaces/{}", zoe.mandate), Value::bytes(zoe.device.holder.as_bytes())),
        ]
    };
    let office = Compartment::Office;
    let made = |edits| Payload::new("claim_made", 1, edits);
    let (mut world, mut zoe, mut andre) = section();
    let mut ida = world.officer(Office::Deputy, 22);
    let edits = claim(&zoe, "secretary", &andre);
    assert_eq!(world.push(&mut andre, office, id(50), made(edits)), Verdict::Accepted);
    assert_eq!(waiting(&mut world, &mut zoe, 100..121), 0, "one alone announces nothing");
    let support = Edit::set(&format!("supported/{}", ida.device.holder), text("own"));
    let supported = Payload::new("claim_countersigned", 1, vec![support]);
    assert_eq!(world.push(&mut ida, office, id(50), supported), Verdict::Accepted);
    assert_eq!(waiting(&mut world, &mut zoe, 121..142), 1);
    let withdrawn = Payload::new("claim_withdrawn", 1, vec![Edit::set(REMOVED, Value::Bool(true))]);
    assert_eq!(world.push(&mut andre, office, id(50), withdrawn), Verdict::Accepted);
    assert_eq!(waiting(&mut world, &mut ida, 121..122), 0);
    world.now = Instant(world.now.0 + 1);
    assert_eq!(waiting(&mut world, &mut zoe, 142..149), 0, "it is over");

    let (mut world, mut zoe, mut andre) = section();
    let edits = claim(&zoe, "secretary", &zoe);
    assert_eq!(world.push(&mut zoe, office, id(51), made(edits)), Verdict::Accepted);
    assert_eq!(waiting(&mut world, &mut zoe, 100..121), 1, "who hands over announces it");
    world.end(&zoe, NOON.plus(1));
    world.now = NOON.plus(1);
    assert_eq!(waiting(&mut world, &mut andre, 121..143), 0, "what whoever left says announces nothing");

    let (mut world, mut zoe, _) = section();
    let mut edits = claim(&zoe, "bureau_member", &zoe);
    edits.pop();
    assert_eq!(world.push(&mut zoe, office, id(52), made(edits)), Verdict::Accepted);
    assert_eq!(waiting(&mut world, &mut zoe, 100..121), 0, "an office without rights over the roster");
}

fn filed() -> Payload {
    Payload::new("document_filed", 1, vec![Edit::set("title", text("Compte rendu"))])
}

fn paid() -> Payload {
    let edits = vec![
        Edit::set("person", Value::bytes([9; 16])),
        Edit::set("year", Value::Int(2026)),
        Edit::set("amount_cents", Value::Int(3600)),
    ];
    Payload::new("dues_recorded", 1, edits)
}

/// In the archives, the agenda and the accounts what stood before counts, changed or taken away; what somebody made themselves is
/// theirs to change for the day.
#[test]
fn elsewhere_what_stood_before_counts() {
    let gone = |kind| Payload::new(kind, 1, vec![Edit::set(REMOVED, Value::Bool(true))]);
    let archive = (Compartment::Archive, Office::Secretary, filed(), gone("document_withdrawn"));
    let agenda = (Compartment::Agenda, Office::Deputy, planned(), gone("event_removed"));
    let dues = (Compartment::Dues, Office::Treasurer, paid(), gone("dues_cancelled"));
    for (kept, office, made, gone) in [archive, agenda, dues] {
        let mut world = World::new();
        let (mut clerk, mut zoe) = (world.officer(office, 20), world.officer(office, 21));
        let some = |world: &World, by: &mut Officer, of: std::ops::Range<u8>, payload: &Payload| -> Vec<Sent> {
            of.map(|byte| world.change(by, kept, id(byte), payload.clone())).collect()
        };
        let old = some(&world, &mut clerk, 100..122, &made);
        world.deliver(&mut clerk, kept, old);
        world.directory.mandates.remove(&clerk.mandate);
        world.end(&zoe, NOON.plus(10 * DAY));

        let own = some(&world, &mut zoe, 150..180, &made);
        assert_eq!(world.deliver(&mut zoe, kept, own), vec![Verdict::Accepted; 30], "{kept}");
        let taken_back = some(&world, &mut zoe, 150..180, &gone);
        assert_eq!(world.deliver(&mut zoe, kept, taken_back), vec![Verdict::Accepted; 30], "{kept}");
        let verdicts = {
            let others = some(&world, &mut zoe, 100..122, &gone);
            world.deliver(&mut zoe, kept, others)
        };
        assert_eq!((&verdicts[..20], &verdicts[20..]), (&vec![Verdict::Accepted; 20][..], &[HELD, HELD][..]), "{kept}");
    }
}

/// What an act makes waits with what it changes, and an act that only makes doesn't wait.
#[test]
fn elsewhere_an_act_waits_as_one() {
    let archive = Compartment::Archive;
    let mut world = World::new();
    let (mut clerk, mut zoe) = (world.officer(Office::Secretary, 20), world.officer(Office::Secretary, 21));
    let old = (100..121).map(|byte| world.change(&mut clerk, archive, id(byte), filed())).collect();
    world.deliver(&mut clerk, archive, old);
    world.directory.mandates.remove(&clerk.mandate);
    world.end(&zoe, NOON.plus(10 * DAY));
    let renamed = Payload::new("document_described", 1, vec![Edit::change("title", text("Compte rendu"), text("x"))]);
    let mut part = |world: &World, of, what: Vec<(u8, &Payload)>| -> Vec<Sent> {
        let sent = what.into_iter().map(|(byte, payload)| world.change(&mut zoe, archive, id(byte), payload.clone()));
        let mut sent: Vec<Sent> = sent.collect();
        for sent in &mut sent {
            sent.header.act = Some(act(of));
        }
        sent
    };
    let new = filed();
    let all = part(&world, 1, std::iter::once((150, &new)).chain((100..121).map(|byte| (byte, &renamed))).collect());
    let rest = part(&world, 1, vec![(151, &new)]);
    let making = part(&world, 2, (160..200).map(|byte| (byte, &new)).collect());
    assert_eq!(world.deliver(&mut zoe, archive, all), vec![HELD; 22]);
    assert_eq!(world.deliver(&mut zoe, archive, rest), [HELD]);
    assert_eq!(world.deliver(&mut zoe, archive, making), vec![Verdict::Accepted; 40]);
}

/// Each compartment by who writes there: the accounts because of whoever leads, where nobody keeps them by office.
#[test]
fn it_stands_over_what_whoever_leaves_writes() {
    for (leaves, treasurer, expected) in
        [(Office::Secretary, false, 1), (Office::Secretary, true, 0), (Office::Treasurer, true, 1)]
    {
        let mut world = World::new();
        let (mut clerk, leaver) = (world.officer(Office::Treasurer, 20), world.officer(leaves, 21));
        let old = (100..121).map(|byte| world.change(&mut clerk, Compartment::Dues, id(byte), paid())).collect();
        world.deliver(&mut clerk, Compartment::Dues, old);
        world.end(&leaver, NOON.plus(10 * DAY));
        if !treasurer {
            world.directory.mandates.remove(&clerk.mandate);
        }
        let mut by = if treasurer { clerk } else { leaver };
        let gone = Payload::new("dues_cancelled", 1, vec![Edit::set(REMOVED, Value::Bool(true))]);
        world.now = NOON.plus(2 * DAY);
        let all = (100..121).map(|byte| world.change(&mut by, Compartment::Dues, id(byte), gone.clone())).collect();
        let waiting = world.deliver(&mut by, Compartment::Dues, all).into_iter().filter(|verdict| *verdict == HELD);
        assert_eq!(waiting.count(), expected, "{leaves} {treasurer}");
    }
}
