//! J1.2, J2.4, J9: a mandate that the level above suspends gives nothing until that is lifted, and isn't over.

use std::collections::BTreeMap;

use coopol_domain::access::{Office, access};
use coopol_domain::authority::last_of_late;
use coopol_domain::codec::Value;
use coopol_domain::handover::due;
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::{Claim, Level, Mandate, Suspension};
use coopol_domain::time::{DAY, Instant};
use proptest::prelude::*;

use crate::world::{NOON, Officer, World, edited, id, member, text};
use Compartment::{Dues, Roster};

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

fn span(id: &str, since: Instant, until: Option<Instant>) -> Suspension {
    Suspension { id: id.to_owned(), since, until, ground: "Comptes non rendus".to_owned() }
}

fn suspended(span: &Suspension) -> Payload {
    Payload::new("mandate_suspended", 1, vec![span.edit(None)])
}

fn lifted(was: &Suspension, until: Instant) -> Payload {
    let is = Suspension { until: Some(until), ..was.clone() };
    Payload::new("suspension_lifted", 1, vec![is.edit(Some(was))])
}

/// The mandate of an officer as it stands in the journal; what is stated of it holds from then on.
fn recorded(world: &mut World, of: &Officer) -> SubjectId {
    let mandate = world.directory.mandates[&of.mandate].clone();
    let mut by = world.federal(99);
    let edits = vec![
        Edit::set("unit", Value::bytes([1; 16])),
        Edit::set("office", text(&mandate.office.to_string())),
        Edit::set("holder", Value::bytes(mandate.holder.as_bytes())),
        Edit::set("holder_name", text("Zoé Lefèvre")),
        Edit::set("since", Value::count(mandate.since.0)),
    ];
    let payload = Payload::new("mandate_recorded", 1, edits);
    assert_eq!(world.push(&mut by, Compartment::Office, of.mandate.into(), payload), Verdict::Accepted);
    of.mandate.into()
}

/// Pushes a fact about a mandate, and has the directory say what the journal does.
fn state(world: &mut World, by: &mut Officer, about: SubjectId, payload: Payload) -> Verdict {
    let verdict = world.push(by, Compartment::Office, about, payload);
    let read = Mandate::read(about.into(), world.state(world.stream(Compartment::Office), about)).unwrap();
    world.directory.mandates.insert(about.into(), read);
    verdict
}

/// Only from above, with a ground, for a time that is one; nobody for themselves, under whichever of their mandates.
#[test]
fn who_suspends_and_what_is_said_of_it() {
    let mut world = World::new();
    let (mut zoe, mut andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Secretary, 21));
    let mut ada = world.federal(40);
    let about = recorded(&mut world, &zoe);
    let now = world.now;
    let open = span("a", now, None);
    let denied = refused("not_granted");
    assert_eq!(state(&mut world, &mut andre, about, suspended(&open)), denied, "who holds the office jointly");
    assert_eq!(state(&mut world, &mut zoe, about, suspended(&open)), denied, "nor oneself");
    let parts = [("since".to_owned(), Value::count(now.0))];
    let bare = Payload::new("mandate_suspended", 1, vec![Edit::set("suspension/a", Value::Map(parts.into()))]);
    let two = Payload::new("mandate_suspended", 1, vec![open.edit(None), span("b", now, None).edit(None)]);
    let early = span("a", Instant(NOON.0 - 400 * DAY), None);
    // What was judged long ago isn't said to have been nobody's, nor a mandate never to have been held.
    let long_ago = span("a", Instant(NOON.0 - 8 * DAY), None);
    let never = span("a", world.directory.mandates[&zoe.mandate].since, None);
    for (payload, code) in [
        (bare, "value_invalid"),
        (two, "value_invalid"),
        (suspended(&span("a", now, Some(now))), "value_invalid"),
        (suspended(&early), "value_invalid"),
        (suspended(&long_ago), "value_invalid"),
        (suspended(&never), "value_invalid"),
        (lifted(&open, now), "value_invalid"),
    ] {
        assert_eq!(state(&mut world, &mut ada, about, payload.clone()), refused(code), "{payload:?}");
    }
    let month = span("a", now, Some(now.plus(30 * DAY)));
    assert_eq!(state(&mut world, &mut ada, about, suspended(&month)), Verdict::Accepted);
    assert_eq!(state(&mut world, &mut ada, about, suspended(&month)), refused("value_invalid"), "twice");
    // Lifting makes it shorter, leaves the ground as it is, and is no more a colleague's than suspending.
    for (payload, verdict) in [
        (lifted(&month, now.plus(31 * DAY)), refused("value_invalid")),
        (lifted(&Suspension { ground: "Autre".to_owned(), ..month.clone() }, now), refused("value_invalid")),
        (lifted(&month, now.plus(DAY)), Verdict::Accepted),
    ] {
        assert_eq!(state(&mut world, &mut andre, about, payload.clone()), denied, "{payload:?}");
        assert_eq!(state(&mut world, &mut ada, about, payload.clone()), verdict, "{payload:?}");
    }
    // What is over isn't suspended.
    world.end(&zoe, now);
    let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(now.0))]);
    assert_eq!(world.push(&mut ada, Compartment::Office, about, ended), Verdict::Accepted);
    assert_eq!(state(&mut world, &mut ada, about, suspended(&span("c", now, None))), refused("value_invalid"));
}

/// A federal officer who holds an office below as well neither suspends themselves there nor lifts it: a colleague above does.
#[test]
fn nobody_lifts_their_own() {
    let mut world = World::new();
    let zoe = world.officer(Office::Secretary, 20);
    let about = recorded(&mut world, &zoe);
    let (mut ada, mut zoe_above) = (world.federal(40), world.federal(41));
    zoe_above.device.holder = zoe.device.holder;
    world.directory.mandates.get_mut(&zoe_above.mandate).unwrap().holder = zoe.device.holder;
    let open = span("a", world.now, None);
    assert_eq!(state(&mut world, &mut zoe_above, about, suspended(&open)), refused("value_invalid"));
    assert_eq!(state(&mut world, &mut ada, about, suspended(&open)), Verdict::Accepted);
    let now = world.now.plus(1);
    assert_eq!(state(&mut world, &mut zoe_above, about, lifted(&open, now)), refused("value_invalid"));
    assert_eq!(state(&mut world, &mut ada, about, lifted(&open, now)), Verdict::Accepted);
}

/// Whoever is suspended is given no other office by colleagues, by their word or by a claim; the level above may.
#[test]
fn colleagues_give_no_other_office_meanwhile() {
    let mut world = World::new();
    let (zoe, mut andre) = (world.officer(Office::Deputy, 20), world.officer(Office::Secretary, 21));
    let about = recorded(&mut world, &zoe);
    let mut ada = world.federal(40);
    let facts = |by: Option<&Officer>| {
        let mut edits = vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text("bureau_member")),
            Edit::set("holder", Value::bytes(zoe.device.holder.as_bytes())),
            Edit::set("holder_name", text("Zoé Lefèvre")),
            Edit::set("since", Value::count(NOON.0)),
        ];
        edits.extend(by.into_iter().flat_map(|by| {
            [
                Edit::set("elected_on", text("2026-11-20")),
                Edit::set("proof", text("Compte rendu")),
                Edit::set("made_by", Value::bytes(by.device.holder.as_bytes())),
            ]
        }));
        edits
    };
    let mandate = Payload::new("mandate_recorded", 1, facts(None));
    let claim = Payload::new("claim_made", 1, facts(Some(&andre)));
    assert_eq!(world.push(&mut andre, Compartment::Office, id(50), mandate.clone()), Verdict::Accepted);
    let now = world.now;
    assert_eq!(state(&mut world, &mut ada, about, suspended(&span("a", now, None))), Verdict::Accepted);
    assert_eq!(world.push(&mut andre, Compartment::Office, id(51), mandate.clone()), refused("value_invalid"));
    assert_eq!(world.push(&mut andre, Compartment::Office, id(52), claim.clone()), refused("value_invalid"));
    assert_eq!(world.push(&mut ada, Compartment::Office, id(53), mandate), Verdict::Accepted);
    let from_above = Payload::new("claim_made", 1, facts(Some(&ada)));
    assert_eq!(world.push(&mut ada, Compartment::Office, id(54), from_above), Verdict::Accepted);
    // Nor does one of theirs above, nor is it over once colleagues have ended the mandate.
    let mut zoe_above = world.federal(41);
    zoe_above.device.holder = zoe.device.holder;
    world.directory.mandates.get_mut(&zoe_above.mandate).unwrap().holder = zoe.device.holder;
    let own = Payload::new("mandate_recorded", 1, facts(None));
    assert_eq!(world.push(&mut zoe_above, Compartment::Office, id(55), own.clone()), refused("value_invalid"));
    world.end(&zoe, now);
    assert_eq!(world.push(&mut andre, Compartment::Office, id(56), own), refused("value_invalid"));
}

/// A claim from before the suspension goes no further by the word of colleagues; that of the level above is enough.
#[test]
fn a_claim_waits_for_the_level_above() {
    let mut world = World::new();
    let zoe = world.officer(Office::Deputy, 20);
    let mut mandate = world.directory.mandates[&zoe.mandate].clone();
    let claim = |supported: &[(u8, Level)]| Claim {
        id: id(50),
        unit: mandate.unit,
        office: Office::BureauMember,
        holder: mandate.holder,
        holder_name: mandate.holder_name.clone(),
        theme: None,
        elected_on: "2026-11-20".to_owned(),
        since: NOON,
        until: None,
        proof: "Compte rendu".to_owned(),
        document: None,
        made_by: HolderId::from_bytes([30; 16]),
        requested_on: None,
        replaces: BTreeMap::new(),
        supported: supported.iter().map(|&(by, level)| (HolderId::from_bytes([by; 16]), level)).collect(),
        contested: BTreeMap::new(),
        contestable_until: None,
        ruling: None,
        ruled_by: None,
        reason: None,
        withdrawn: false,
        mandate: None,
        made_seq: 1,
        granted_seq: None,
    };
    let colleagues = claim(&[(30, Level::Own), (31, Level::Own)]);
    let above = claim(&[(30, Level::Own), (40, Level::Above)]);
    let steps = |claim: &Claim, mandate: &Mandate| {
        let mandates = [(mandate.id, mandate.clone())].into();
        due(claim, std::slice::from_ref(claim), &mandates, mandate.id, NOON).len()
    };
    assert_eq!([&colleagues, &above].map(|claim| steps(claim, &mandate)), [1, 1], "each would be announced");
    mandate.suspensions.push(span("a", NOON, None));
    assert_eq!([&colleagues, &above].map(|claim| steps(claim, &mandate)), [0, 1]);
}

/// J9: what comes while the mandate is suspended is quarantined, however long that lasts, whatever the clock of its author says;
/// once it is lifted, they work on as before.
#[test]
fn what_comes_meanwhile_is_quarantined() {
    let mut world = World::new();
    let (mut zoe, mut andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Secretary, 21));
    let about = recorded(&mut world, &zoe);
    let mut ada = world.federal(40);
    assert_eq!(world.push(&mut zoe, Roster, id(3), member("Côté")), Verdict::Accepted);
    let open = span("a", world.now, None);
    assert_eq!(state(&mut world, &mut ada, about, suspended(&open)), Verdict::Accepted);
    let change = edited("last_name", "Côté", "Cote");
    let mut late = world.change(&mut zoe, Roster, id(3), change.clone());
    late.header.made_at = coopol_domain::time::Hlc::default().tick(Instant(NOON.0 - DAY));
    world.now = NOON.plus(100 * DAY);
    assert_eq!(world.deliver(&mut zoe, Roster, vec![late.clone()]), [Verdict::Quarantined]);
    assert_eq!(*world.state(world.stream(Roster), id(3)).get("last_name"), text("Côté"));
    let taken_over = Payload { quotes: Some(late.header.id), ..change };
    assert_eq!(world.push(&mut andre, Roster, id(3), taken_over), Verdict::Accepted);
    let now = world.now;
    assert_eq!(state(&mut world, &mut ada, about, lifted(&open, now)), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, Roster, id(3), edited("last_name", "Cote", "Côté")), Verdict::Accepted);
}

/// A suspension is no vacancy, but nobody waits for whoever is suspended: who leads keeps the dues meanwhile.
#[test]
fn who_leads_keeps_the_dues_meanwhile() {
    let mut world = World::new();
    let (mut zoe, ida) = (world.officer(Office::Secretary, 20), world.officer(Office::Treasurer, 21));
    let paid = |person: SubjectId| {
        let edits = vec![
            Edit::set("person", Value::bytes(person.as_bytes())),
            Edit::set("year", Value::Int(2026)),
            Edit::set("amount_cents", Value::Int(100)),
        ];
        Payload::new("dues_recorded", 1, edits)
    };
    let asked = world.push(&mut zoe, Dues, id(60), paid(id(3)));
    assert!(matches!(asked, Verdict::Held(_)));
    world.directory.mandates.get_mut(&ida.mandate).unwrap().suspensions.push(span("a", NOON, None));
    assert_eq!(world.push(&mut zoe, Dues, id(61), paid(id(3))), Verdict::Accepted);
}

/// A mandate of the first days, perhaps with an end, and with spans in which it is suspended.
fn mandate() -> impl Strategy<Value = Mandate> {
    let span = (0..40_u64, proptest::option::of(0..40_u64));
    let spans = proptest::collection::vec(span, 0..4);
    (0..20_u64, proptest::option::of(0..40_u64), spans).prop_map(|(since, until, spans)| {
        let world_of = |(place, (since, until)): (usize, (u64, Option<u64>))| Suspension {
            id: place.to_string(),
            since: Instant(since),
            until: until.map(Instant),
            ground: "x".to_owned(),
        };
        let mut world = World::new();
        let officer = world.officer(Office::Secretary, 20);
        Mandate {
            since: Instant(since),
            until: until.map(|until| Instant(since + until)),
            suspensions: spans.into_iter().enumerate().map(world_of).collect(),
            ..world.directory.mandates[&officer.mandate].clone()
        }
    })
}

proptest! {
    /// J1.2, J4.1: at every instant a mandate gives what its office gives, or nothing: before it begins, in each suspension,
    /// and from its end on. What was held last, and until when it is held, say the same of the instants around.
    #[test]
    fn access_is_never_more_than_the_mandate(mandate in mandate()) {
        let mut world = World::new();
        let zoe = world.officer(Office::Secretary, 20);
        world.directory.mandates.insert(zoe.mandate, mandate.clone());
        let holder: HolderId = zoe.device.holder;
        let gives = |at: u64| {
            let within = |span: &Suspension| span.since.0 <= at && span.until.is_none_or(|until| at < until.0);
            mandate.since.0 <= at
                && mandate.until.is_none_or(|until| at < until.0)
                && !mandate.suspensions.iter().any(within)
        };
        let last = |now: u64| (0..=now).rev().find(|&at| gives(at)).map(Instant);
        for now in 0..80 {
            let at = Instant(now);
            prop_assert_eq!(mandate.holds(at), gives(now));
            let read = access(holder, &world.directory, at).readable().count();
            prop_assert_eq!(read, if gives(now) { 5 } else { 0 });
            prop_assert_eq!(mandate.last_held(at), last(now));
            prop_assert_eq!(last_of_late(&mandate, at), last(now).filter(|_| !gives(now)));
            if gives(now) {
                let next = (now..100).find(|&at| !gives(at)).map(Instant);
                prop_assert_eq!(mandate.held_until(at), next);
                prop_assert!(next.is_none_or(|next| mandate.bounds().any(|bound| bound == next)));
            }
        }
    }
}
