//! J1.2, J2.4, J3.3, J9: given who, when and what, which verdict.

use coopol_domain::access::{Need, Office, Verb, Verbs, access};
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, HolderId, SubjectId, UnitId};
use coopol_domain::journal::{Change, Compartment, Edit, Payload, REMOVED, Verdict};
use coopol_domain::kinds::{self, Answer, Undo};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::Rejection;

use crate::world::{NOON, Officer, World, edited, id, member, text};
use Compartment::{Agenda, Archive, Dues, Roster};

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

fn paid(person: SubjectId, cents: i64) -> Payload {
    let edits = vec![
        Edit::set("person", Value::bytes(person.as_bytes())),
        Edit::set("year", Value::Int(2026)),
        Edit::set("amount_cents", Value::Int(cents)),
    ];
    Payload::new("dues_recorded", 1, edits)
}

/// J2.4: each rule of the table of kinds, broken alone.
#[test]
fn a_change_is_refused_for_the_rule_that_it_breaks() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    let set = |field: &str, value: Value| vec![Edit::set(field, value)];
    let with = |edits| Payload::new("person_recorded", 1, [member("Traoré").edits, edits].concat());
    let planned = |start: &str, end: &str| {
        let entry = |name: &str, value: &str| (name.to_owned(), text(value));
        let when = vec![entry("start", start), entry("end", end), entry("zone", "Europe/Paris")];
        Payload::new("event_planned", 1, vec![Edit::set("title", text("Bureau")), Edit::set("when", Value::Map(when))])
    };
    let noted = |category: &str| {
        Payload::new("practical_fact_noted", 1, [set("title", text("Local")), set("category", text(category))].concat())
    };
    let promised = |more| Payload::new("promise_made", 1, [set("title", text("Une salle")), more].concat());
    let settled = |outcome: Option<&str>, on: Option<&str>| {
        let parts = [("outcome", outcome), ("on", on)].into_iter();
        let parts = parts.filter_map(|(part, value)| Some((part.to_owned(), text(value?))));
        set("settled", Value::Map(parts.collect()))
    };
    assert_eq!(world.push(&mut zoe, Archive, id(9), promised(Vec::new())), Verdict::Accepted);
    let table = [
        (Roster, id(3), member("Côté"), "already_exists"),
        (Roster, id(4), edited("last_name", "", "Traoré"), "subject_missing"),
        (Roster, id(3), Payload::new("person_changed", 1, vec![]), "nothing_changed"),
        (Roster, id(3), Payload::new("person_changed", 1, set("number", text("12"))), "field_unknown"),
        (Roster, id(3), Payload::new("person_changed", 1, set("tag", Value::Bool(true))), "field_unknown"),
        (Roster, id(3), Payload::new("person_changed", 1, set("city/2", text("x"))), "field_unknown"),
        (Roster, id(3), Payload::new("person_changed", 1, set("birth_date", text("1er mai"))), "value_invalid"),
        (Roster, id(3), Payload::new("category_changed", 1, set("category", Value::Null)), "field_missing"),
        (Roster, id(3), Payload::new("category_changed", 1, set("category", text("friend"))), "value_invalid"),
        (Roster, id(3), Payload::new("person_changed", 1, set("last_name", Value::Null)), "field_missing"),
        (Roster, id(5), with(set("birth_date", text("2026-02-30"))), "value_invalid"),
        (Roster, id(3), Payload::new("event_changed", 1, set("title", text("x"))), "wrong_compartment"),
        (Roster, id(3), Payload::new("act_closed", 1, set("closed", Value::Bool(true))), "other_sort"),
        (Agenda, id(6), planned("2026-11-23T20:00", "2026-11-23T19:00"), "value_invalid"),
        (Agenda, id(6), Payload::new("attendance_marked", 1, set("attendance/x", text("present"))), "subject_missing"),
        (Archive, id(7), Payload::new("practical_fact_noted", 1, set("category", text("key"))), "field_missing"),
        (Archive, id(7), noted("password"), "value_invalid"),
        (Archive, id(8), promised(settled(Some("kept"), Some("2026-11-23"))), "field_unknown"),
        (Archive, id(9), Payload::new("promise_settled", 1, settled(None, Some("2026-11-23"))), "value_invalid"),
        (Archive, id(9), Payload::new("promise_settled", 1, settled(Some("kept"), None)), "value_invalid"),
        (
            Archive,
            id(9),
            Payload::new("promise_settled", 1, settled(Some("lost"), Some("2026-11-23"))),
            "value_invalid",
        ),
        (
            Archive,
            id(9),
            Payload::new("promise_changed", 1, settled(Some("kept"), Some("2026-11-23"))),
            "field_unknown",
        ),
    ];
    for (compartment, subject, payload, code) in table {
        let shown = format!("{payload:?}");
        assert_eq!(world.push(&mut zoe, compartment, subject, payload), refused(code), "{shown}");
    }
    assert_eq!(world.push(&mut zoe, Agenda, id(6), planned("2026-11-23T20:00", "2026-11-23T22:00")), Verdict::Accepted);
}

/// J2.4: a number is looked up: two people can't have the same, until one of them is deleted.
#[test]
fn a_number_belongs_to_one_person() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let numbered = |name: &str| {
        let number = Edit::set("number", text("0280187"));
        Payload::new("person_recorded", 1, [member(name).edits, vec![number]].concat())
    };
    let both = vec![
        world.change(&mut zoe, Roster, id(3), numbered("Côté")),
        world.change(&mut zoe, Roster, id(4), numbered("Traoré")),
    ];
    assert_eq!(world.deliver(&mut zoe, Roster, both), [Verdict::Accepted, refused("taken")]);
    assert_eq!(world.push(&mut zoe, Roster, id(4), numbered("Traoré")), refused("taken"));
    world.push(&mut zoe, Roster, id(3), Payload::new("person_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))]));
    assert_eq!(world.push(&mut zoe, Roster, id(4), numbered("Traoré")), Verdict::Accepted);
    let back = || Payload::new("person_restored", 1, vec![Edit::change(REMOVED, Value::Bool(true), Value::Null)]);
    assert_eq!(world.push(&mut zoe, Roster, id(3), back()), refused("taken"), "two would have it");
    let renumbered = |before: &str, after: &str| {
        Payload::new("membership_changed", 1, vec![Edit::change("number", text(before), text(after))])
    };
    assert_eq!(world.push(&mut zoe, Roster, id(4), renumbered("0280187", "0280188")), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, Roster, id(3), back()), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, Roster, id(4), renumbered("0280188", "0280187")), refused("taken"));
}

/// J2.3: a payload that isn't the one its header commits to is refused, whoever sends it.
#[test]
fn a_payload_is_the_one_that_was_committed_to() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut sent = world.change(&mut zoe, Roster, id(3), member("Côté"));
    sent.payload = Some(member("Traoré").encode());
    let mut keyless = world.change(&mut zoe, Roster, id(4), member("Côté"));
    keyless.key = None;
    let verdicts = world.deliver(&mut zoe, Roster, vec![sent, keyless]);
    assert_eq!(verdicts, [refused("broken_commitment"), refused("broken_commitment")]);
}

/// J1.2: what a mandate doesn't give is refused; a stream where it gives nothing doesn't exist.
#[test]
fn rights_are_those_of_the_mandate() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut treasurer = world.officer(Office::Treasurer, 21);
    let mut federal = world.officer(Office::FirstFederalSecretary, 22);
    world.directory.mandates.get_mut(&federal.mandate).unwrap().unit = UnitId::from_bytes([2; 16]);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    let change = edited("last_name", "Côté", "Cote");
    assert_eq!(world.push(&mut treasurer, Roster, id(3), change.clone()), refused("not_granted"));
    let sent = world.change(&mut federal, Roster, id(3), change.clone());
    let push = world.sign(&federal, Roster, vec![sent]);
    assert_eq!(world.submit(&mut federal, push), Err(Rejection::NotFound));
    // Another's mandate gives nothing to somebody else.
    federal.mandate = zoe.mandate;
    let sent = world.change(&mut federal, Roster, id(3), change);
    let push = world.sign(&federal, Roster, vec![sent]);
    assert_eq!(world.submit(&mut federal, push), Err(Rejection::NotFound));
}

/// J3.3: dues read by somebody who may not write them wait for the treasurer, who repeats them in their own name, once.
#[test]
fn dues_are_held_for_the_treasurer() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    assert_eq!(world.push(&mut zoe, Dues, id(30), paid(id(3), 3600)), Verdict::Accepted, "there is no treasurer yet");
    let mut treasurer = world.officer(Office::Treasurer, 21);
    let held = world.change(&mut zoe, Dues, id(31), paid(id(3), 3600));
    assert_eq!(world.deliver(&mut zoe, Dues, vec![held.clone()]), [Verdict::Held(Need::Treasurer)]);
    assert!(world.state(world.stream(Dues), id(31)).cells.is_empty(), "what is held isn't folded");

    let quoting = |payload: Payload| Payload { quotes: Some(held.header.id), ..payload };
    assert_eq!(world.push(&mut treasurer, Dues, id(31), quoting(paid(id(3), 9900))), refused("not_waiting"));
    assert_eq!(world.push(&mut treasurer, Dues, id(31), quoting(paid(id(3), 3600))), Verdict::Accepted);
    assert_eq!(*world.state(world.stream(Dues), id(31)).get("amount_cents"), Value::Int(3600));
    let again = world.push(&mut treasurer, Dues, id(32), quoting(paid(id(3), 3600)));
    assert_eq!(again, refused("not_waiting"), "it was settled");
}

/// J3.3: what waits is declined by who may decide and withdrawn by who asked, neither by the other; then it waits no more. A
/// withdrawal may come in the push of what it withdraws.
#[test]
fn what_waits_is_declined_or_withdrawn() {
    let mut world = World::new();
    let (mut zoe, mut treasurer) = (world.officer(Office::Secretary, 20), world.officer(Office::Treasurer, 21));
    let held: Vec<_> = (30..33).map(|byte| world.change(&mut zoe, Dues, id(byte), paid(id(3), 3600))).collect();
    let ids: Vec<ChangeId> = held.iter().map(|sent| sent.header.id).collect();
    let about = |id: ChangeId| SubjectId::from_bytes(*id.as_bytes());
    let third = world.change(&mut zoe, Dues, about(ids[2]), Answer::Withdrawn.to(ids[2]));
    let waits = || Verdict::Held(Need::Treasurer);
    let verdicts = world.deliver(&mut zoe, Dues, [held, vec![third]].concat());
    assert_eq!(verdicts, [waits(), waits(), waits(), Verdict::Accepted]);

    let mut answer =
        |officer: &mut Officer, answer: Answer, subject, id| world.push(officer, Dues, subject, answer.to(id));
    assert_eq!(answer(&mut zoe, Answer::Declined, about(ids[0]), ids[0]), refused("not_granted"));
    assert_eq!(answer(&mut treasurer, Answer::Withdrawn, about(ids[0]), ids[0]), refused("not_waiting"));
    assert_eq!(answer(&mut treasurer, Answer::Declined, about(ids[1]), ids[0]), refused("not_waiting"));
    assert_eq!(answer(&mut treasurer, Answer::Declined, about(ids[2]), ids[2]), refused("already_exists"), "withdrawn");
    assert_eq!(answer(&mut treasurer, Answer::Declined, about(ids[0]), ids[0]), Verdict::Accepted);
    assert_eq!(answer(&mut zoe, Answer::Withdrawn, about(ids[1]), ids[1]), Verdict::Accepted);
    for (place, byte) in [(0, 30), (1, 31), (2, 32)] {
        let taken_over = Payload { quotes: Some(ids[place]), ..paid(id(3), 3600) };
        assert_eq!(world.push(&mut treasurer, Dues, id(byte), taken_over), refused("not_waiting"));
    }
}

/// J9: at the very instant a mandate ends its changes are no longer taken but quarantined, whatever their clock says;
/// after 30 days not even that. The successor takes one over by quoting it.
#[test]
fn what_comes_after_the_end_goes_to_quarantine() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut next = world.officer(Office::Secretary, 21);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    let change = edited("last_name", "Côté", "Cote");
    world.end(&zoe, NOON.plus(1));
    assert_eq!(world.push(&mut zoe, Roster, id(3), edited("first_name", "", "André")), Verdict::Accepted);
    world.now = NOON.plus(1);
    let mut late = world.change(&mut zoe, Roster, id(3), change.clone());
    late.header.made_at = coopol_domain::time::Hlc::default().tick(Instant(NOON.0 - DAY));
    assert_eq!(world.deliver(&mut zoe, Roster, vec![late.clone()]), [Verdict::Quarantined]);
    assert_eq!(*world.state(world.stream(Roster), id(3)).get("last_name"), text("Côté"));

    let taken_over = Payload { quotes: Some(late.header.id), ..change.clone() };
    assert_eq!(world.push(&mut next, Roster, id(3), taken_over), Verdict::Accepted);
    assert_eq!(*world.state(world.stream(Roster), id(3)).get("last_name"), text("Cote"));

    world.now = NOON.plus(30 * DAY);
    assert_eq!(world.push(&mut zoe, Roster, id(3), change.clone()), Verdict::Quarantined);
    world.now = NOON.plus(30 * DAY + 1);
    let sent = world.change(&mut zoe, Roster, id(3), change);
    let push = world.sign(&zoe, Roster, vec![sent]);
    assert_eq!(world.submit(&mut zoe, push), Err(Rejection::NotFound));
}

/// J9: a server whose clock is set back gives no mandate back: for a stream it is never earlier than its last entry.
#[test]
fn a_clock_set_back_gives_no_mandate_back() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut next = world.officer(Office::Secretary, 21);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    world.end(&zoe, NOON.plus(1));
    world.now = NOON.plus(1);
    assert_eq!(world.push(&mut next, Roster, id(3), edited("first_name", "", "André")), Verdict::Accepted);
    world.now = NOON;
    assert_eq!(world.push(&mut zoe, Roster, id(3), edited("last_name", "Côté", "Cote")), Verdict::Quarantined);
}

/// J1.2: rights begin and end with the mandate, to the millisecond.
#[test]
fn access_never_outlives_the_mandate() {
    let mut world = World::new();
    let zoe = world.officer(Office::Secretary, 20);
    let since = world.directory.mandates[&zoe.mandate].since;
    world.end(&zoe, NOON);
    let reads = |at| access(zoe.device.holder, &world.directory, at).readable().count();
    assert_eq!(reads(Instant(since.0 - 1)), 0);
    assert_eq!(reads(since), 5);
    assert_eq!(reads(Instant(NOON.0 - 1)), 5);
    assert_eq!(reads(NOON), 0);
}

/// J7.2: an erasure takes two people; the first asking twice is still one.
#[test]
fn an_erasure_takes_two_mandates() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut deputy = world.officer(Office::Deputy, 21);
    let edits = vec![
        Edit::set(&format!("subject/{}", id(3)), Value::Bool(true)),
        Edit::set("ground", text("asked_by_the_person")),
    ];
    let asked = Payload::new("erasure_asked", 1, edits);
    let first = world.change(&mut zoe, Roster, id(40), asked.clone());
    let held = Verdict::Held(Need::SecondMandate);
    assert_eq!(world.deliver(&mut zoe, Roster, vec![first.clone()]), std::slice::from_ref(&held));
    let second = Payload { quotes: Some(first.header.id), ..asked };
    assert_eq!(world.push(&mut zoe, Roster, id(40), second.clone()), held);
    assert_eq!(world.push(&mut deputy, Roster, id(40), second), Verdict::Accepted);
    let erasure = kinds::Erasure::read(world.state(world.stream(Roster), id(40)));
    assert_eq!((erasure.subjects, erasure.withdrawn), (vec![id(3)], false));
}

/// J3.7: leave to take people out takes two people, and is about people or everything.
#[test]
fn leave_to_export_takes_two_people() {
    let mut world = World::new();
    let (mut ida, mut zoe) = (world.officer(Office::Treasurer, 20), world.officer(Office::Secretary, 21));
    let asked = |content: &str| Payload::new("export_allowed", 1, vec![Edit::set("content", text(content))]);
    assert_eq!(world.push(&mut ida, Roster, id(39), asked("agenda")), refused("value_invalid"));
    assert_eq!(world.push(&mut ida, Dues, id(39), asked("people")), refused("wrong_compartment"));
    let first = world.change(&mut ida, Roster, id(40), asked("people"));
    let held = Verdict::Held(Need::SecondMandate);
    assert_eq!(world.deliver(&mut ida, Roster, vec![first.clone()]), std::slice::from_ref(&held));
    let quoting = |content: &str| Payload { quotes: Some(first.header.id), ..asked(content) };
    assert_eq!(
        world.push(&mut ida, Roster, id(40), quoting("people")),
        refused("not_granted"),
        "who reads asks, who keeps agrees"
    );
    assert_eq!(world.push(&mut zoe, Roster, id(40), quoting("everything")), refused("not_waiting"));
    assert_eq!(world.push(&mut zoe, Roster, id(40), quoting("people")), Verdict::Accepted);
    let own = world.change(&mut zoe, Roster, id(41), asked("people"));
    assert_eq!(world.deliver(&mut zoe, Roster, vec![own.clone()]), std::slice::from_ref(&held));
    let again = Payload { quotes: Some(own.header.id), ..asked("people") };
    assert_eq!(world.push(&mut zoe, Roster, id(41), again), held, "one person asking twice is one");
}

/// J1.5: nobody asks for leave in the roster of a unit that became a part of another: what is closed has nobody who could agree.
#[test]
fn leave_to_export_isnt_asked_for_in_what_is_closed() {
    let mut world = World::new();
    let mut ida = world.officer(Office::Treasurer, 20);
    let payload = Payload::new("export_allowed", 1, vec![Edit::set("content", text("people"))]);
    let header = world.change(&mut ida, Roster, id(40), payload.clone()).header;
    let change = Change { header, payload };
    let judged = |closed| {
        let home = kinds::Home { unit: UnitId::from_bytes([1; 16]), kind: None, closed };
        let view = kinds::View { home: Some(home), ..kinds::View::default() };
        kinds::check(&view, &change, Roster, Verbs::of(&[Verb::Read]), Some(ida.device.holder), NOON)
    };
    assert_eq!(judged(false), Ok(Some(Need::SecondMandate)));
    assert_eq!(judged(true), Err(kinds::Refusal::UnitClosed));
}

/// J7.2: whoever still sends something about an erased subject gets "gone", with a payload or without.
#[test]
fn what_was_erased_is_gone() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    world.erase(Roster, id(3));
    assert_eq!(world.push(&mut zoe, Roster, id(3), edited("last_name", "Côté", "Cote")), refused("gone"));
    let mut bare = world.change(&mut zoe, Roster, id(3), edited("last_name", "Côté", "Cote"));
    bare.payload = None;
    assert_eq!(world.deliver(&mut zoe, Roster, vec![bare]), [refused("gone")]);
    let entries = &world.entries[&world.stream(Roster)];
    assert_eq!(entries.len(), 3, "the tree goes on");
}

/// Nobody keeps themselves in office, appoints who leads or puts a colleague out, alone; everybody may leave. The change
/// waits until it is repeated by somebody else who may make it (J3.3).
#[test]
fn nobody_makes_or_unmakes_a_leader_alone() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut andre = world.officer(Office::Secretary, 21);
    let recorded = |office: Office, holder: HolderId| {
        let edits = vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text(&office.to_string())),
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("holder_name", text("Somebody")),
            Edit::set("since", Value::count(NOON.0)),
        ];
        Payload::new("mandate_recorded", 1, edits)
    };
    let ended = |at: Instant| Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(at.0))]);
    let held = Verdict::Held(Need::SecondMandate);
    let (own, other) = (zoe.device.holder, HolderId::from_bytes([77; 16]));
    let of_zoe = world.push(&mut andre, Compartment::Office, id(30), recorded(Office::BureauMember, own));
    assert_eq!(of_zoe, Verdict::Accepted, "a colleague may");
    let (later, sooner) = (NOON.plus(DAY), NOON.plus(DAY / 2));
    for (subject, payload, verdict) in [
        (id(31), recorded(Office::BureauMember, other), Verdict::Accepted),
        (id(32), recorded(Office::BureauMember, own), held.clone()),
        (id(33), recorded(Office::Secretary, other), held.clone()),
        (id(31), ended(later), held.clone()),
        (id(30), ended(later), Verdict::Accepted),
        (id(30), ended(later.plus(DAY)), refused("value_invalid")),
        (id(30), ended(sooner), Verdict::Accepted),
    ] {
        assert_eq!(world.push(&mut zoe, Compartment::Office, subject, payload.clone()), verdict, "{payload:?}");
    }
    // Whoever repeats it in their own name makes it count; the first can't do that themselves.
    let asked = world.change(&mut zoe, Compartment::Office, id(34), recorded(Office::Secretary, other));
    let id_of_it = asked.header.id;
    assert_eq!(world.deliver(&mut zoe, Compartment::Office, vec![asked]), std::slice::from_ref(&held));
    let again = Payload { quotes: Some(id_of_it), ..recorded(Office::Secretary, other) };
    assert_eq!(world.push(&mut zoe, Compartment::Office, id(34), again.clone()), held);
    assert_eq!(world.push(&mut andre, Compartment::Office, id(34), again), Verdict::Accepted);
}

/// J3.3: a second mandate confirms what was asked, about whom it was asked: an end that was asked for one colleague ends no
/// other.
#[test]
fn what_is_confirmed_is_about_the_same_subject() {
    let mut world = World::new();
    let (mut zoe, mut andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Secretary, 21));
    let colleague = |byte: u8| {
        let edits = vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text("bureau_member")),
            Edit::set("holder", Value::bytes([byte; 16])),
            Edit::set("holder_name", text("Somebody")),
            Edit::set("since", Value::count(NOON.0)),
        ];
        Payload::new("mandate_recorded", 1, edits)
    };
    for byte in [30, 31] {
        assert_eq!(world.push(&mut zoe, Compartment::Office, id(byte), colleague(byte)), Verdict::Accepted);
    }
    let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(NOON.0))]);
    let asked = world.change(&mut zoe, Compartment::Office, id(30), ended.clone());
    let quotes = Some(asked.header.id);
    assert_eq!(world.deliver(&mut zoe, Compartment::Office, vec![asked]), [Verdict::Held(Need::SecondMandate)]);
    let confirmed = Payload { quotes, ..ended };
    assert_eq!(world.push(&mut andre, Compartment::Office, id(31), confirmed.clone()), refused("not_waiting"));
    assert_eq!(world.push(&mut andre, Compartment::Office, id(30), confirmed), Verdict::Accepted);
}

/// What can't be taken back.
const NEVER: [&str; 101] = [
    "unit_founded",
    "unit_joined",
    "unit_merged",
    "unit_absorbed",
    "custodians_named",
    "desks_opened",
    "codes_made",
    "codes_used",
    "code_tried",
    "unit_reminded",
    "unit_reminded",
    "mandate_recorded",
    "mandate_ended",
    "mandate_taken_up",
    "mandate_succeeded",
    "mandate_suspended",
    "suspension_lifted",
    "mandate_lent",
    "caretaker_appointed",
    "card_published",
    "card_withdrawn",
    "claim_made",
    "claim_countersigned",
    "claim_contested",
    "contest_withdrawn",
    "claim_withdrawn",
    "claim_upheld",
    "claim_dismissed",
    "claim_documented",
    "claim_announced",
    "claim_granted",
    "device_invited",
    "device_recovery_prepared",
    "device_reinvited",
    "device_called_back",
    "comeback_contested",
    "invitation_contested",
    "device_enrolled",
    "device_introduced",
    "device_revoked",
    "person_offered",
    "person_offered_again",
    "arrival_withdrawn",
    "arrival_declined",
    "arrival_reopened",
    "transfer_received",
    "transfer_declined",
    "transfer_reopened",
    "dues_delegated_changed",
    "attendance_delegated",
    "feed_taken_up",
    "feed_closed",
    "delegation_granted",
    "delegation_taken_up",
    "delegation_ended",
    "dues_delegation_granted",
    "dues_delegation_taken_up",
    "dues_delegation_ended",
    "slice_opened",
    "slice_subject_told",
    "slice_person_shown",
    "slice_person_told",
    "delegate_marked",
    "slice_dues_opened",
    "slice_dues_told",
    "slice_payer_shown",
    "slice_payer_told",
    "delegate_recorded",
    "mailing_changed",
    "mailing_called_off",
    "mailing_begun",
    "mailing_sent",
    "act_opened",
    "act_closed",
    "proposal_declined",
    "proposal_withdrawn",
    "erasure_withdrawn",
    "export_made",
    "export_made",
    "export_allowed",
    "tie_asked",
    "tie_withdrawn",
    "tie_accepted",
    "tie_declined",
    "tie_proposed",
    "tie_settled",
    "opening_asked",
    "opening_asked",
    "opening_done",
    "split_decided",
    "split_agreed",
    "split_refused",
    "split_withdrawn",
    "unit_born",
    "merge_decided",
    "merge_agreed",
    "merge_refused",
    "merge_withdrawn",
    "merge_announced",
    "merge_carried_out",
    "merge_taken_in",
];

/// J2.4: what can't be taken back is listed in one place, and nothing else is on the list.
#[test]
fn what_cannot_be_undone_is_this() {
    let never: Vec<_> = kinds::all().filter(|kind| kind.undo == Undo::Never).map(|kind| kind.name).collect();
    assert_eq!(never, NEVER);
}
