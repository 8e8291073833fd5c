//! J2.5: an authority that is newer than a laptop states kinds of its own that the laptop can't read yet.

use coopol_domain::access::Office;
use coopol_domain::device::{Alarm, Audit, Device, Write};
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Entry, Payload, Verdict};
use coopol_domain::kinds::{Kind, find};
use coopol_domain::wire::{Line, Page};

use crate::enrolling::{absorbed, laptop};
use crate::world::{NOON, Officer, World, id, key_of, text};

/// A kind of next year.
const TWINNED: &str = "unit_twinned";

/// What the authority says to have stated and accepted itself.
fn stated(kind: &str) -> (World, Officer, Page) {
    let mut world = World::new();
    let (zoe, mut authority) = (world.officer(Office::Secretary, 20), world.officer(Office::NationalAdministrator, 99));
    let payload = Payload::new(kind, 1, vec![Edit::set("name", text("Trappes"))]);
    let sent = world.change(&mut authority, Bureau, id(70), payload);
    let signed = world.sign(&authority, Bureau, vec![sent.clone()]).signed;
    let entry = Entry {
        seq: 1,
        push: signed.push.hash(),
        position: 0,
        recorded_at: NOON,
        effective_at: sent.header.made_at.effective(NOON),
        verdict: Verdict::Accepted,
        authority: None,
        header: sent.header,
    };
    let line = Line { entry, payload: sent.payload, key: Some(key_of(id(70))) };
    (world, zoe, Page { lines: vec![line], pushes: vec![signed] })
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
