//! J2.5: an authority that is newer than a laptop states kinds of its own that the laptop can't read yet.

use coopol_domain::access::Office;
use coopol_domain::device::{Alarm, Audit, Device, Write};
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Entry, Payload, SignedPush, Verdict};
use coopol_domain::kinds::{Kind, Lacking, find, reminders};
use coopol_domain::wire::{Line, Page};

use crate::codes::UNIT;
use crate::enrolling::{absorbed, absorbed_by, laptop};
use crate::world::{NOON, Officer, World, id, key_of, text};

/// A kind of next year.
const TWINNED: &str = "unit_twinned";

/// What the authority says to have stated and accepted itself.
fn stated(kind: &str) -> (World, Officer, Page) {
    let mut world = World::new();
    let (zoe, mut authority) = (world.officer(Office::Secretary, 20), world.officer(Office::NationalAdministrator, 99));
    let payload = Payload::new(kind, 1, vec![Edit::set("name", text("Trappes"))]);
    let (line, push) = entered(&world, &mut authority, 1, (id(70), payload));
    (world, zoe, Page { lines: vec![line], pushes: vec![push] })
}

/// What somebody states, as the authority says to have accepted it.
fn entered(world: &World, by: &mut Officer, seq: u64, (subject, payload): (SubjectId, Payload)) -> (Line, SignedPush) {
    let sent = world.change(by, Bureau, subject, payload);
    let signed = world.sign(by, Bureau, vec![sent.clone()]).signed;
    let entry = Entry {
        seq,
        push: signed.push.hash(),
        position: 0,
        recorded_at: NOON,
        effective_at: sent.header.made_at.effective(NOON),
        verdict: Verdict::Accepted,
        authority: None,
        header: sent.header,
    };
    (Line { entry, payload: sent.payload, key: Some(key_of(subject)) }, signed)
}

/// The version in which it turns out to be an officer's.
fn next_year(name: &str, version: u16) -> Option<&'static Kind> {
    find(if name == TWINNED { "unit_changed" } else { name }, version)
}

/// J2.5: it is kept, told as done with a newer version, and no alarm.
#[test]
fn what_a_newer_authority_states_is_kept() {
    let (world, zoe, page) = stated(TWINNED);
    let done = absorbed(&world, &zoe, &page).expect("it can't be read yet, that is all");
    let behind = done.writes.iter().any(|write| matches!(write, Write::Stream(_, at) if at.behind));
    let kept = done.writes.iter().any(|write| matches!(write, Write::Line(line) if **line == page.lines[0]));
    assert!(behind && kept);
}

/// J2.5, J5.5: whoever can read it judges it, at the upgrade from the first entry on: the authority's list stays closed.
#[test]
fn what_it_had_no_right_to_state_is_found_out_after_the_upgrade() {
    let (world, zoe, page) = stated(TWINNED);
    let upgraded = Device { knows: next_year, ..laptop(&world, &zoe) };
    let alarm = Alarm::Unsigned { stream: world.stream(Bureau), seq: 1, device: upgraded.authority };
    let mut audit = Audit::new(&upgraded, world.stream(Bureau)).unwrap();
    assert_eq!(audit.feed(page), Err(alarm.clone()));
    let (world, zoe, page) = stated("unit_changed");
    assert_eq!(absorbed(&world, &zoe, &page).map(|_| ()), Err(alarm));
}

/// The version before: it reminds of elections and of who confirms them, and of nothing else.
fn before_minutes(name: &str, version: u16) -> Option<&'static Kind> {
    find(name, version).filter(|kind| (kind.name, kind.version) != ("unit_reminded", 2))
}

/// J2.5: a reminder of minutes is kept by who can't read it, and taken for no other; the reminders that it knows are read beside it.
#[test]
fn a_reminder_of_minutes_is_kept_and_taken_for_no_other() {
    let mut world = World::new();
    let (zoe, mut ada, mut authority) =
        (world.officer(Office::Secretary, 20), world.federal(40), world.officer(Office::NationalAdministrator, 99));
    let founded = ["kind", "name", "zone"].into_iter().zip(["section", "Versailles", "Europe/Paris"]);
    let founded = founded.map(|(field, value)| Edit::set(field, text(value))).collect();
    let reminded = |lacking: Lacking| {
        let edit = Edit::set(&format!("reminded/{}", lacking.as_str()), text("2026-11-20"));
        (UNIT, Payload::new("unit_reminded", lacking.version(), vec![edit]))
    };
    let (lines, pushes) = [
        entered(&world, &mut authority, 1, (UNIT, Payload::new("unit_founded", 1, founded))),
        entered(&world, &mut ada, 2, reminded(Lacking::Minutes)),
        entered(&world, &mut ada, 3, reminded(Lacking::Election)),
    ]
    .into_iter()
    .unzip();
    let page = Page { lines, pushes };
    for (knows, read) in [
        (before_minutes as fn(&str, u16) -> Option<&'static Kind>, vec![Lacking::Election]),
        (find, vec![Lacking::Election, Lacking::Minutes]),
    ] {
        let mut laptop = Device { knows, ..laptop(&world, &zoe) };
        laptop.keys.pin(ada.device.id, ada.key.verifying_key());
        let done = absorbed_by(&mut laptop, &world, &page).expect("nothing of it is an alarm");
        let kept = done.writes.iter().filter(|write| matches!(write, Write::Line(_))).count();
        let behind = done.writes.iter().any(|write| matches!(write, Write::Stream(_, at) if at.behind));
        let state = done.writes.iter().rev().find_map(|write| match write {
            Write::Subject { subject: UNIT, state, .. } => Some(state),
            _ => None,
        });
        let told: Vec<_> = reminders(state.expect("it is folded")).into_keys().collect();
        assert_eq!((told, kept, behind), (read.clone(), 3, read.len() == 1));
    }
}
