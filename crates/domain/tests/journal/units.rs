//! J1.5: units that become a part of another: who reads what is closed.

use coopol_domain::access::{Directory, Office, Reach, Verb, Verbs, access, verbs};
use coopol_domain::codec::Value;
use coopol_domain::id::{HolderId, MandateId, StreamId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::{Mandate, Unit, UnitKind};

use crate::world::{NOON, Officer, World};

const FEDERATION: u8 = 1;
const TRAPPES: u8 = 2;
const VERSAILLES: u8 = 3;
const RENNES: u8 = 4;
const ELANCOURT: u8 = 5;

fn id(unit: u8) -> UnitId {
    UnitId::from_bytes([unit; 16])
}

fn stream(unit: u8, compartment: Compartment) -> StreamId {
    let place = Compartment::OF_A_UNIT.iter().position(|of| *of == compartment).unwrap();
    StreamId::from_bytes([unit * 10 + u8::try_from(place).unwrap(); 16])
}

/// Élancourt became a part of Trappes, and Trappes of Versailles; Rennes has nothing to do with it.
fn merged() -> Directory {
    let unit = |number, kind, merged_into: Option<u8>| Unit {
        id: id(number),
        kind,
        name: "unit".to_owned(),
        parent: (number != FEDERATION).then(|| id(FEDERATION)),
        merged_into: merged_into.map(id),
        zone: "Europe/Paris".to_owned(),
        streams: Compartment::OF_A_UNIT.into_iter().map(|of| (of, stream(number, of))).collect(),
    };
    let units = [
        unit(FEDERATION, UnitKind::Federation, None),
        unit(ELANCOURT, UnitKind::Section, Some(TRAPPES)),
        unit(TRAPPES, UnitKind::Section, Some(VERSAILLES)),
        unit(VERSAILLES, UnitKind::Section, None),
        unit(RENNES, UnitKind::Section, None),
    ];
    Directory { units: units.map(|unit| (unit.id, unit)).into(), ..Directory::default() }
}

fn given(mut directory: Directory, unit: u8, office: Office, of: StreamId) -> Verbs {
    let (holder, mandate) = (HolderId::from_bytes([9; 16]), MandateId::from_bytes([9; 16]));
    let held = Mandate {
        id: mandate,
        unit: id(unit),
        office,
        holder,
        holder_name: String::new(),
        since: NOON,
        until: None,
        suspensions: Vec::new(),
        provisional: false,
        caretaker: None,
        recorded_seq: 0,
    };
    directory.mandates.insert(mandate, held);
    access(holder, &directory, NOON).verbs(of)
}

/// What is left of these verbs once a unit is closed.
fn left(of: Verbs) -> Vec<Verb> {
    let stays = [Verb::Read, Verb::Witness, Verb::Erase].into_iter().filter(|verb| of.has(*verb));
    stays.collect()
}

fn all(of: Verbs) -> Vec<Verb> {
    let stays = [Verb::Read, Verb::Witness, Verb::Erase];
    assert!(Verb::ALL.into_iter().all(|verb| stays.contains(&verb) || !of.has(verb)), "{of:?}");
    left(of)
}

/// J1.2, J1.5: what is closed is read as the table says of one's own unit, and cosigned as before; nobody states anything
/// there, those who did once and those above included. Whoever wrote may still ask for an erasure.
#[test]
fn what_is_closed_is_read_by_the_table_and_written_by_nobody() {
    for office in Office::ALL {
        for compartment in Compartment::OF_A_UNIT {
            let (own, below) =
                (verbs(office, Reach::Own, compartment, true), verbs(office, Reach::Below, compartment, true));
            let place = format!("{office} {compartment}");
            if office.is_held_in(UnitKind::Section) {
                // Its own officers, those whom it joined, and those whom these joined.
                for unit in [TRAPPES, VERSAILLES] {
                    let seen = given(merged(), unit, office, stream(TRAPPES, compartment));
                    assert_eq!(all(seen), left(own), "{place}");
                    assert_eq!(given(merged(), unit, office, stream(ELANCOURT, compartment)), seen, "{place}");
                }
                assert!(given(merged(), ELANCOURT, office, stream(TRAPPES, compartment)).is_empty(), "{place}");
                assert!(given(merged(), TRAPPES, office, stream(VERSAILLES, compartment)).is_empty(), "{place}");
                assert!(given(merged(), RENNES, office, stream(TRAPPES, compartment)).is_empty(), "{place}");
                // A section without a treasurer of its own keeps its dues as before.
                let open = given(merged(), VERSAILLES, office, stream(VERSAILLES, compartment));
                let vacant = !coopol_domain::access::keeps_dues(office);
                assert_eq!(open, verbs(office, Reach::Own, compartment, vacant), "{place}");
            }
            if office.is_held_in(UnitKind::Federation) {
                let seen = given(merged(), FEDERATION, office, stream(TRAPPES, compartment));
                assert_eq!(all(seen), left(below), "{place}");
            }
        }
    }
}

/// J5.2, J7.2: what is closed is still witnessed from above, and somebody's right to be erased goes on.
#[test]
fn what_is_closed_is_witnessed_and_erased_from() {
    let federal = |office| given(merged(), FEDERATION, office, stream(TRAPPES, Compartment::Roster));
    assert!(federal(Office::FirstFederalSecretary).has(Verb::Witness));
    let secretary = given(merged(), VERSAILLES, Office::Secretary, stream(ELANCOURT, Compartment::Roster));
    assert!(secretary.has(Verb::Erase) && !secretary.has(Verb::Write) && !secretary.has(Verb::Propose));
    let treasurer = given(merged(), VERSAILLES, Office::Treasurer, stream(ELANCOURT, Compartment::Roster));
    assert!(treasurer.has(Verb::Read) && !treasurer.has(Verb::Erase), "who didn't write doesn't erase");
}

/// A directory with a loop, which no authority states, ends the search.
#[test]
fn a_loop_ends_the_search() {
    let mut directory = merged();
    directory.units.get_mut(&id(VERSAILLES)).unwrap().merged_into = Some(id(ELANCOURT));
    let seen = given(directory, RENNES, Office::Secretary, stream(TRAPPES, Compartment::Roster));
    assert!(seen.is_empty());
}

/// J1.5: no officer makes a unit a part of another: that would give them its records, or take them from others.
#[test]
fn no_officer_merges_units() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut above = world.officer(Office::NationalAdministrator, 21);
    let mut refused = |officer: &mut Officer, kind: &str, edit: Edit| {
        let verdict = world.push(officer, Compartment::Office, id(1).into(), Payload::new(kind, 1, vec![edit]));
        assert_eq!(verdict, Verdict::Refused("not_granted".to_owned()), "{kind}");
    };
    let merged = || Edit::set("merged_into", Value::bytes([2; 16]));
    refused(&mut zoe, "unit_merged", merged());
    refused(&mut above, "unit_merged", merged());
    refused(&mut zoe, "unit_absorbed", Edit::set("absorbed/x", Value::text("x")));
}
