//! Another section becomes a part of this one (J1.5).

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::UnitKind;

use super::facts::founding;
use super::run::{Run, enrol};
use super::witness::settle;

/// Who is in the roster that is closed.
const PEOPLE: [&str; 2] = ["Le Goff", "Kerviel"];

impl Run {
    /// A section with a past of its own: its mandates end, its streams are closed, and whoever holds office here reads them.
    pub(super) fn absorb(&mut self) {
        if !self.closed.is_empty() {
            return;
        }
        let unit = UnitId::from_bytes(self.chance.bytes());
        let streams = self.server.found(unit, &[Office::Secretary], self.now);
        let (office, roster) = (streams[&Compartment::Office], streams[&Compartment::Roster]);
        let section = (unit, UnitKind::Section, Some(self.federation));
        self.server.state(office, vec![founding(section, &streams, &mut self.chance)], self.now);
        let place = (unit, office, Office::Secretary);
        let (mut secretary, mandate) = enrol(&mut self.server, &mut self.chance, place, self.now);
        settle(&mut secretary, &self.server, self.now).expect("an honest server causes no alarm");
        for name in PEOPLE {
            let edits = vec![Edit::set("last_name", Value::text(name)), Edit::set("category", Value::text("member"))];
            let subject = SubjectId::from_bytes(self.chance.bytes());
            let fact = (roster, subject, Payload::new("person_recorded", 1, edits));
            let made = secretary.record(fact, Vec::new(), self.now, &mut self.chance);
            self.saved.insert(made.expect("a secretary writes in the roster"), roster);
            self.board.subjects.push((roster, Compartment::Roster, subject));
        }
        settle(&mut secretary, &self.server, self.now).expect("an honest server causes no alarm");
        self.now = self.now.plus(1);
        let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(self.now.0))]);
        let into = self.unit;
        let merged = Payload::new("unit_merged", 1, vec![Edit::set("merged_into", Value::bytes(into.as_bytes()))]);
        let absorbed = Payload::new("unit_absorbed", 1, vec![Edit::set(&format!("absorbed/{unit}"), Value::text("x"))]);
        self.server.state(office, vec![(mandate.into(), None, ended), (unit.into(), None, merged)], self.now);
        self.server.state(self.office, vec![(into.into(), None, absorbed)], self.now);
        // The federation cosigns there, too, from the first time on that it is shown anything.
        self.server.cosigned(office, self.witness.device.id, Vec::new(), self.now);
        self.closed = streams;
        self.server.back_up();
        self.fault("section absorbed");
    }

    /// Whoever reads the roster here reads the one that was closed, whole, and nobody has stated anything there since.
    pub(super) fn what_is_closed_is_read(&self) {
        let Some(roster) = self.closed.get(&Compartment::Roster) else { return };
        for laptop in &self.laptops {
            let reads = |stream| laptop.disk.streams().contains_key(stream);
            assert_eq!(reads(&self.streams[&Compartment::Roster]), reads(roster), "a roster is open, the other isn't");
            let people = if reads(roster) { PEOPLE.len() } else { 0 };
            assert_eq!(laptop.disk.confirmed(*roster).len(), people);
        }
        assert_eq!(self.server.lines(*roster).len(), PEOPLE.len(), "somebody stated something in what is closed");
    }
}
