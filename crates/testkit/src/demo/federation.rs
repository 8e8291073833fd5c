//! The federation as a whole.

use std::collections::BTreeMap;

use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, MandateId, StreamId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Mandate, Unit, UnitKind};
use jiff::civil::Date;

use super::bureau::{Bureau, Officer};
use super::calendar::{ZONE, paris, plus};
use super::layout::{FIRST, SECTIONS, Term, of, spread, terms, wave};
use super::lists::{Commune, Lists};
use super::people::{Category, Serials, Someone};
use super::section::Section;
use super::showcase::{Cast, Props};
use super::story::{By, Deed, What, sessions};
use super::{agenda, archive, attendance, dues, roster, showcase};
use crate::chance::Chance;

/// A federation and all that was done in it, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Federation {
    /// The day it is seen on: nothing was recorded later than the evening before.
    pub today: Date,
    /// The federation, then its sections, the largest commune's first.
    pub units: Vec<Unit>,
    /// Every mandate that was ever held.
    pub mandates: Vec<Mandate>,
    /// What happened.
    pub deeds: Vec<Deed>,
}

/// How much of everything there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The federation and its sections.
    pub units: usize,
    /// Mandates, ended ones included.
    pub mandates: usize,
    /// People recorded and not removed.
    pub people: usize,
    /// Dues of one person for one year.
    pub dues: usize,
    /// Events.
    pub events: usize,
    /// Documents.
    pub documents: usize,
    /// All changes by officers.
    pub changes: usize,
    /// The pushes that bring them.
    pub pushes: usize,
}

impl Federation {
    /// The federation that `seed` names, as it stands on the morning of `today`.
    pub fn new(seed: u64, today: Date) -> Self {
        let lists = Lists::read();
        let mut chance = Chance::new(seed);
        let founded = plus(today, -365);
        let mut federation = Self { today, units: Vec::new(), mandates: Vec::new(), deeds: Vec::new() };
        federation.lead(&lists, founded, Chance::new(chance.number()));
        let mut serials = Serials::default();
        let communes = &lists.communes[..SECTIONS];
        for (place, (commune, count)) in communes.iter().zip(spread(communes)).enumerate() {
            let start = plus(founded, wave(place));
            let mut year = Year { federation: &mut federation, lists: &lists, commune, start };
            year.live(place, count, &mut serials, Chance::new(chance.number()));
        }
        federation.deeds.sort_by_key(|deed| deed.at);
        federation
    }

    /// How much of everything there is.
    pub fn counts(&self) -> Counts {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        let mut counts = Counts { units: self.units.len(), mandates: self.mandates.len(), ..Counts::default() };
        for deed in &self.deeds {
            let What::Wrote(session) = &deed.what else { continue };
            counts.pushes += 1;
            counts.changes += session.changes.len();
            for made in &session.changes {
                *kinds.entry(made.payload.kind.as_str()).or_default() += 1;
            }
        }
        let of = |kind| kinds.get(kind).copied().unwrap_or_default();
        counts.people = of("person_recorded") - of("person_removed");
        (counts.dues, counts.events, counts.documents) =
            (of("dues_recorded"), of("event_planned"), of("document_filed"));
        counts
    }

    /// The section whose secretary shows the program: Versailles.
    pub fn shown(&self) -> &Unit {
        &self.units[1]
    }

    /// The holder of an office in a unit at the end.
    pub fn holder(&self, unit: UnitId, office: Office) -> Option<&Mandate> {
        let held = |mandate: &&Mandate| (mandate.unit, mandate.office) == (unit, office) && mandate.until.is_none();
        self.mandates.iter().find(held)
    }

    /// The federation's own officers and agenda.
    fn lead(&mut self, lists: &Lists, founded: Date, mut chance: Chance) {
        let unit = self.found(UnitKind::Federation, "Fédération des Yvelines".to_owned(), founded, &mut chance);
        let terms = [
            Term { office: Office::FirstFederalSecretary, since: founded, until: None, by: By::Authority },
            Term { office: Office::FederalTreasurer, since: plus(founded, 1), until: None, by: By::Officer(FIRST) },
        ];
        let officers = self.appoint(unit, &terms, &mut chance);
        let mut section = Section {
            lists,
            commune: &lists.communes[0],
            today: self.today,
            start: founded,
            bureau: Bureau::new(officers, plus(self.today, -1)),
            titles: "federal",
            secretary: String::new(),
            treasurer: String::new(),
            loose: Vec::new(),
            chance,
        };
        for mandate in &mut self.mandates {
            let someone = super::people::someone(
                section.setting(founded, false),
                None,
                &mut Serials::default(),
                &mut section.chance,
            );
            mandate.holder_name = someone.called();
        }
        agenda::history(&mut section);
        self.deeds.extend(sessions(unit, section.loose));
    }

    fn found(&mut self, kind: UnitKind, name: String, on: Date, chance: &mut Chance) -> usize {
        let compartments = Compartment::OF_A_UNIT.into_iter().chain([Compartment::Talk]);
        let unit = Unit {
            id: UnitId::from_bytes(chance.bytes()),
            kind,
            name,
            parent: self.units.first().map(|federation| federation.id),
            merged_into: None,
            zone: ZONE.to_owned(),
            streams: compartments.map(|compartment| (compartment, StreamId::from_bytes(chance.bytes()))).collect(),
        };
        self.units.push(unit);
        let place = self.units.len() - 1;
        self.deeds.push(Deed { at: paris(on, 8, 30), unit: place, what: What::Founded });
        place
    }

    /// Mandates whose holders have no name yet, with the deeds that make and end them.
    fn appoint(&mut self, unit: usize, terms: &[Term], chance: &mut Chance) -> Vec<Officer> {
        let mut officers = Vec::new();
        for Term { office, since, until, by } in terms {
            let mandate = self.mandates.len();
            let minute = i8::try_from(mandate % 50).expect("it is below fifty");
            let (from, end) = (paris(*since, 9, minute), until.map(|until| paris(until, 8, minute)));
            self.mandates.push(Mandate {
                id: MandateId::from_bytes(chance.bytes()),
                unit: self.units[unit].id,
                office: *office,
                holder: HolderId::from_bytes(chance.bytes()),
                holder_name: String::new(),
                since: from,
                until: end,
                suspensions: Vec::new(),
                provisional: false,
                caretaker: None,
                recorded_seq: 0,
            });
            self.deeds.push(Deed { at: from, unit, what: What::Recorded(mandate, *by) });
            let enrolled = Deed { at: paris(*since, 11, minute), unit, what: What::Enrolled(mandate, *by) };
            self.deeds.push(enrolled);
            let ended = |at| Deed { at, unit, what: What::Ended(mandate, By::Officer(FIRST)) };
            self.deeds.extend(end.map(ended));
            officers.push(Officer { mandate, office: *office, since: *since, until: *until });
        }
        officers
    }
}

/// One section's year while it is made.
struct Year<'a> {
    federation: &'a mut Federation,
    lists: &'a Lists,
    commune: &'a Commune,
    start: Date,
}

impl Year<'_> {
    fn live(&mut self, place: usize, count: usize, serials: &mut Serials, mut chance: Chance) {
        let name = format!("Section {}", of(self.commune.name));
        let unit = self.federation.found(UnitKind::Section, name, self.start, &mut chance);
        let secretary = self.federation.mandates.len();
        let terms = terms(place, secretary, self.start, self.federation.today, &mut chance);
        let officers = self.federation.appoint(unit, &terms, &mut chance);
        let mandates: Vec<usize> = officers.iter().map(|officer| officer.mandate).collect();
        let mut section = Section {
            lists: self.lists,
            commune: self.commune,
            today: self.federation.today,
            start: self.start,
            bureau: Bureau::new(officers, plus(self.federation.today, -1)),
            titles: "title",
            secretary: String::new(),
            treasurer: String::new(),
            loose: Vec::new(),
            chance,
        };
        let (mut people, met) = roster::gather(&mut section, count, serials);
        self.name(&mut section, &mandates, &people);
        roster::import(&mut section, secretary, &mut people);
        roster::upkeep(&mut section, &mut people, serials);
        roster::slips(&mut section, &people);
        people.extend(roster::welcome(&mut section, met, serials));
        let owed = dues::history(&mut section, secretary, &people);
        let mut events = agenda::history(&mut section);
        archive::history(&mut section, &events);
        if place == 0 {
            let [secretary, treasurer, former, deputy] = mandates[..] else { panic!("Versailles has four mandates") };
            let cast = Cast { secretary, treasurer, deputy, former };
            let props = Props { people: &mut people, owed: &owed, events: &mut events };
            showcase::play(&mut section, cast, props, serials);
        }
        attendance::history(&mut section, &people, &mut events);
        self.federation.deeds.extend(sessions(unit, section.loose));
    }

    /// Officers are members of their own section.
    fn name(&mut self, section: &mut Section<'_>, mandates: &[usize], people: &[Someone]) {
        let age = |person: &Someone| self.start.year() - person.born.year();
        let fit = |person: &&Someone| person.category == Category::Member && (24..79).contains(&age(person));
        let mut fit: Vec<&Someone> = people.iter().filter(fit).collect();
        for mandate in mandates {
            let person = fit.swap_remove(section.chance.place(fit.len()));
            self.federation.mandates[*mandate].holder_name = person.called();
        }
        let called = |office| {
            let mut own = mandates.iter().rev().map(|mandate| &self.federation.mandates[*mandate]);
            own.find(|mandate| mandate.office == office).map(|mandate| mandate.holder_name.clone())
        };
        section.secretary = called(Office::Secretary).unwrap_or_default();
        section.treasurer = called(Office::Treasurer).unwrap_or_else(|| section.secretary.clone());
    }
}
