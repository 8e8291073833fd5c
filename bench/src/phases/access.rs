//! What it takes to decide what somebody may do: worked out anew, as after each change in an office, and looked up, as each
//! request does.

use std::collections::BTreeMap;
use std::hint::black_box;

use coopol_domain::access::{Directory, Office, Verb, access};
use coopol_domain::id::{HolderId, MandateId, StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Mandate, Unit, UnitKind};
use coopol_domain::time::Instant;

use super::Bench;
use crate::measure::{median, ms, now};
use crate::report::{Figure, Target};

/// As in the whole party: federations, and sections in each.
const FEDERATIONS: u16 = 100;
const SECTIONS: u16 = 40;
/// How often each is done.
const TIMES: usize = 200;
const NOON: Instant = Instant(1_795_348_800_000);
const HOLDER: HolderId = HolderId::from_bytes([9; 16]);

impl Bench {
    pub(super) fn access(&mut self) {
        self.say("access decisions");
        let section = [unit(1, UnitKind::National, None), unit(2, UnitKind::Federation, Some(1)), below(2, 0)];
        let federation = [unit(1, UnitKind::National, None), unit(2, UnitKind::Federation, Some(1))];
        let federation = federation.into_iter().chain((0..SECTIONS).map(|number| below(2, number)));
        let party = (0..FEDERATIONS).flat_map(|federation| {
            let sections = (0..SECTIONS).map(move |number| below(2 + federation, number));
            sections.chain([unit(2 + federation, UnitKind::Federation, Some(1))])
        });
        let party = party.chain([unit(1, UnitKind::National, None)]);
        let section = held(section, Office::Secretary, 3);
        let looked_up = looked_up(&section);
        let [section, federation, party] = [
            section,
            held(federation, Office::FirstFederalSecretary, 2),
            held(party, Office::NationalAdministrator, 1),
        ]
        .map(|directory| worked_out(&directory));
        self.add(Figure::new("access decision of a request, remembered", "µs", looked_up, Target::None));
        self.add(Figure::new("the same worked out anew: a section's secretary", "µs", section, Target::None));
        self.add(Figure::new("a federation of 40 sections", "µs", federation, Target::None));
        self.add(Figure::new("a party of 4,000 sections", "µs", party, Target::None));
    }
}

fn id(level: u8, one: u16, other: u16) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[0] = level;
    bytes[1..3].copy_from_slice(&one.to_be_bytes());
    bytes[3..5].copy_from_slice(&other.to_be_bytes());
    bytes
}

fn described(id: [u8; 16], kind: UnitKind, parent: Option<[u8; 16]>) -> Unit {
    let stream = |place: u8| {
        let mut bytes = id;
        bytes[15] = place;
        StreamId::from_bytes(bytes)
    };
    Unit {
        id: UnitId::from_bytes(id),
        kind,
        name: "unit".to_owned(),
        parent: parent.map(UnitId::from_bytes),
        merged_into: None,
        zone: "Europe/Paris".to_owned(),
        streams: Compartment::OF_A_UNIT.into_iter().zip(1..).map(|(part, place)| (part, stream(place))).collect(),
    }
}

fn unit(number: u16, kind: UnitKind, parent: Option<u16>) -> Unit {
    described(id(1, number, 0), kind, parent.map(|parent| id(1, parent, 0)))
}

fn below(federation: u16, number: u16) -> Unit {
    described(id(2, federation, number), UnitKind::Section, Some(id(1, federation, 0)))
}

/// What the server loads for somebody who holds an office in the unit of this level: their own mandate, a colleague's, and the
/// units above and below.
fn held(units: impl IntoIterator<Item = Unit>, office: Office, level: u8) -> Directory {
    let own = if level == 3 { id(2, 2, 0) } else { id(1, level.into(), 0) };
    let mandate = |number: u8, holder| Mandate {
        id: MandateId::from_bytes([number; 16]),
        unit: UnitId::from_bytes(own),
        office,
        holder,
        holder_name: "Zoé".to_owned(),
        since: Instant(0),
        until: None,
        suspensions: Vec::new(),
        provisional: false,
        caretaker: None,
        recorded_seq: 0,
    };
    let mandates = [mandate(1, HOLDER), mandate(2, HolderId::from_bytes([8; 16]))];
    Directory {
        units: units.into_iter().map(|unit| (unit.id, unit)).collect(),
        mandates: BTreeMap::from(mandates.map(|mandate| (mandate.id, mandate))),
        ..Directory::default()
    }
}

/// Microseconds, the median.
fn worked_out(directory: &Directory) -> f64 {
    let one = |_| {
        let begun = now();
        black_box(access(HOLDER, black_box(directory), NOON));
        ms(begun) * 1000.0
    };
    median(&(0..TIMES).map(one).collect::<Vec<_>>())
}

/// Microseconds for one stream and verb, over all that somebody may read: a single one is shorter than a clock tells.
fn looked_up(directory: &Directory) -> f64 {
    let grants = access(HOLDER, directory, NOON);
    let streams: Vec<StreamId> = grants.readable().map(|(stream, _)| stream).collect();
    let one = |_| {
        let begun = now();
        for _ in 0..1000 {
            for stream in &streams {
                black_box(grants.verbs(*black_box(stream)).has(Verb::Write));
            }
        }
        ms(begun) / streams.len() as f64
    };
    median(&(0..TIMES).map(one).collect::<Vec<_>>())
}
