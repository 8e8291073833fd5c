//! Who holds which office, what each may do, and who sees what.

use std::collections::{BTreeMap, BTreeSet};

use coopol_core::handover::{Place, Standing, Voice as CoreVoice};
use coopol_core::mandates::{Attested, Mandate, Possible};
use coopol_domain::access::{Office as Held, Reach, Verb, keeps_dues, leads, verbs};
use coopol_domain::id::{HolderId, MandateId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;

use super::caretaker::{caretaker, prolonged};
use super::session::office;
use super::time::day;
use crate::contract::agenda::Titled;
use crate::contract::base::Day;
use crate::contract::handover::{
    self as contract, Ability, ClaimPlace, Officer, Part, Seat, Suspension, SuspensionWord, Viewer, Voice,
};
use crate::contract::history::Named;

/// What a unit's mandates look like at an instant.
pub struct Bureau<'a> {
    pub mandates: &'a [Mandate],
    pub attested: &'a BTreeMap<MandateId, Attested>,
    pub possible: &'a BTreeMap<MandateId, Possible>,
    pub endable: &'a BTreeSet<MandateId>,
    pub own: HolderId,
    pub now: Instant,
    pub zone: &'a TimeZone,
}

impl Bureau<'_> {
    /// Those who hold office, those who are suspended, those who will, those who did, the latest first; by the order of the table among them.
    pub fn seats(&self) -> Vec<Seat> {
        let mut seats: Vec<(contract::Held, usize, &Mandate)> =
            self.mandates.iter().map(|mandate| (self.held(mandate), place(&mandate.office), mandate)).collect();
        seats.sort_by_key(|(held, place, mandate)| (*held as u8, *place, u64::MAX - mandate.since.0));
        seats.into_iter().map(|(held, _, mandate)| self.seat(held, mandate)).collect()
    }

    /// One of them.
    pub fn one(&self, mandate: &Mandate) -> Seat {
        self.seat(self.held(mandate), mandate)
    }

    fn seat(&self, held: contract::Held, mandate: &Mandate) -> Seat {
        let Attested { by, proof, document, title } = self.attested.get(&mandate.id).cloned().unwrap_or_default();
        Seat {
            id: mandate.id.to_string(),
            office: office(&mandate.office),
            theme: mandate.theme.clone(),
            holder: Named { id: mandate.holder.to_string(), name: mandate.holder_name.clone() },
            since: day(mandate.since, self.zone),
            until: mandate.until.map(|until| last_day(until, self.zone)),
            held,
            joint: held == contract::Held::Now && self.is_joint(mandate),
            mine: mandate.holder == self.own,
            attested: by
                .into_iter()
                .map(|by| Voice { name: by.name, from_above: by.from_above, reason: None })
                .collect(),
            proof,
            document: document.zip(title).map(|(document, title)| Titled { id: document.to_string(), title }),
            abilities: mandate.office.parse().map(|office| abilities(office, self.vacant())).unwrap_or_default(),
            suspension: self.suspension(mandate),
            ends: self.endable.contains(&mandate.id),
            caretaker: mandate.caretaker.as_ref().map(caretaker),
            prolongs: prolonged(mandate, self.mandates, self.zone),
            may: self.possible.get(&mandate.id).map(|word| match word {
                Possible::Suspend => SuspensionWord::Suspend,
                Possible::Lift => SuspensionWord::Lift,
            }),
        }
    }

    /// The one that runs, else the next.
    fn suspension(&self, mandate: &Mandate) -> Option<Suspension> {
        let mut open = mandate.suspensions.iter().filter(|span| span.is_open(self.now) && !mandate.is_over(self.now));
        let span = mandate.suspended(self.now).or_else(|| open.next())?;
        Some(Suspension {
            since: day(span.since, self.zone),
            until: span.until.map(|until| last_day(until, self.zone)),
            ground: span.ground.clone(),
            by: span.by.clone(),
        })
    }

    fn held(&self, mandate: &Mandate) -> contract::Held {
        if mandate.is_over(self.now) {
            contract::Held::Over
        } else if mandate.since > self.now {
            contract::Held::Later
        } else if mandate.suspended(self.now).is_some() {
            contract::Held::Suspended
        } else {
            contract::Held::Now
        }
    }

    fn current(&self) -> impl Iterator<Item = &Mandate> {
        self.mandates.iter().filter(|mandate| self.held(mandate) == contract::Held::Now)
    }

    /// Two hold together what usually one holds, as in an interim.
    fn is_joint(&self, mandate: &Mandate) -> bool {
        let one = mandate.office.parse().is_ok_and(|office: Held| office.has_one_seat() || leads(office));
        one && self
            .current()
            .any(|other| other.office == mandate.office && other.holder != mandate.holder && other.unit == mandate.unit)
    }

    /// Whether nobody keeps the dues by office.
    fn vacant(&self) -> bool {
        !self.current().any(|mandate| mandate.office.parse().is_ok_and(keeps_dues))
    }

    /// Who sees each part of what a unit of this kind keeps.
    pub fn viewers(&self, kind: UnitKind) -> Vec<Viewer> {
        PARTS.into_iter().map(|(part, compartment)| self.viewer(kind, part, compartment)).collect()
    }

    fn viewer(&self, kind: UnitKind, part: Part, compartment: Compartment) -> Viewer {
        let reads = |office: Held, reach| verbs(office, reach, compartment, self.vacant()).has(Verb::Read);
        let mut people: Vec<&Mandate> =
            self.current().filter(|it| it.office.parse().is_ok_and(|office| reads(office, Reach::Own))).collect();
        people.sort_by_key(|mandate| place(&mandate.office));
        let above = Held::ALL.into_iter().filter(|office| above(*office, kind) && reads(*office, Reach::Below));
        Viewer {
            part,
            people: people.into_iter().map(officer).collect(),
            above: above.map(|held| office(&held.to_string())).collect(),
        }
    }

    /// Who could still answer for somebody's election: whoever may attest, but the elected and those who did.
    pub fn might_answer(&self, elected: Option<HolderId>, supported: &[CoreVoice]) -> Vec<Officer> {
        let attests = |office: Held| verbs(office, Reach::Own, Compartment::Office, false).has(Verb::Attest);
        let free = |holder: HolderId| Some(holder) != elected && supported.iter().all(|voice| voice.holder != holder);
        let might = self.current().filter(|it| free(it.holder) && it.office.parse().is_ok_and(attests));
        might.map(officer).collect()
    }

    /// Those whose mandates these are.
    pub fn of(&self, mandates: &[MandateId]) -> Vec<Officer> {
        self.mandates.iter().filter(|mandate| mandates.contains(&mandate.id)).map(officer).collect()
    }
}

pub const PARTS: [(Part, Compartment); 5] = [
    (Part::Roster, Compartment::Roster),
    (Part::Dues, Compartment::Dues),
    (Part::Agenda, Compartment::Agenda),
    (Part::Archive, Compartment::Archive),
    (Part::Office, Compartment::Office),
];

/// Whether an office is held above units of this kind.
fn above(office: Held, kind: UnitKind) -> bool {
    match kind {
        UnitKind::National => false,
        UnitKind::Federation => office.level() == UnitKind::National,
        UnitKind::Section => matches!(office.level(), UnitKind::Federation | UnitKind::National),
        // A section may have opened it.
        UnitKind::Group => {
            office == Held::Secretary || matches!(office.level(), UnitKind::Federation | UnitKind::National)
        }
    }
}

/// What an office may do, as the table of access says.
pub fn abilities(office: Held, vacant: bool) -> Vec<Ability> {
    let may = |reach, compartment, verb| verbs(office, reach, compartment, vacant).has(verb);
    let own = |compartment, verb| may(Reach::Own, compartment, verb);
    let below = |verb| may(Reach::Below, Compartment::Office, verb);
    let mut abilities = vec![
        match () {
            () if own(Compartment::Roster, Verb::Write) => Ability::RosterWrite,
            () if own(Compartment::Roster, Verb::Read) => Ability::RosterRead,
            () => Ability::RosterUnseen,
        },
        match () {
            () if own(Compartment::Dues, Verb::Write) => Ability::DuesWrite,
            () if own(Compartment::Dues, Verb::Propose) => Ability::DuesPropose,
            () if own(Compartment::Dues, Verb::Read) => Ability::DuesRead,
            () => Ability::DuesUnseen,
        },
        match () {
            () if own(Compartment::Agenda, Verb::Write) => Ability::AgendaWrite,
            () if own(Compartment::Agenda, Verb::Read) => Ability::AgendaRead,
            () => Ability::AgendaUnseen,
        },
        match () {
            () if own(Compartment::Archive, Verb::Write) => Ability::ArchiveWrite,
            () if own(Compartment::Archive, Verb::Read) => Ability::ArchiveRead,
            () => Ability::ArchiveUnseen,
        },
    ];
    let more = [
        (own(Compartment::Office, Verb::Read), Ability::OfficeRead),
        (own(Compartment::Office, Verb::Attest), Ability::OfficeAttest),
        (own(Compartment::Office, Verb::Write), Ability::OfficeWrite),
        (own(Compartment::Office, Verb::Invite), Ability::OfficeInvite),
        (below(Verb::Read), Ability::BelowRead),
        (below(Verb::Attest), Ability::BelowAttest),
        (below(Verb::Write), Ability::BelowWrite),
        (below(Verb::Invite), Ability::BelowInvite),
        (below(Verb::Witness), Ability::BelowWitness),
        (may(Reach::Below, Compartment::Roster, Verb::Count), Ability::BelowCount),
    ];
    abilities.extend(more.into_iter().filter(|(has, _)| *has).map(|(_, ability)| ability));
    abilities
}

/// The place of an office in the table; what is none comes last.
fn place(word: &str) -> usize {
    Held::WORDS.iter().position(|known| *known == word).unwrap_or(Held::WORDS.len())
}

fn officer(mandate: &Mandate) -> Officer {
    Officer { name: mandate.holder_name.clone(), office: office(&mandate.office) }
}

/// The day that ends when a mandate does.
pub fn last_day(until: Instant, zone: &TimeZone) -> Day {
    day(Instant(until.0.saturating_sub(1)), zone)
}

/// A unit in which the holder of this laptop may say who was elected, with who is known there.
pub fn claim_place(place: Place, mandates: &[Mandate]) -> ClaimPlace {
    let mut people: Vec<Named> = Vec::new();
    for mandate in mandates.iter().filter(|mandate| mandate.unit == place.unit) {
        let holder = mandate.holder.to_string();
        if people.iter().all(|known| known.id != holder) {
            people.push(Named { id: holder, name: mandate.holder_name.clone() });
        }
    }
    people.sort_by(|a, b| a.name.cmp(&b.name));
    ClaimPlace {
        unit: Named { id: place.unit.to_string(), name: place.name },
        offices: place.offices.into_iter().map(|held| office(&held.to_string())).collect(),
        from_above: place.from_above,
        records: place.records,
        people,
    }
}

/// How many claims that are over are still listed.
const CLOSED: usize = 20;

/// The claims to show: those that wait in every unit, and the latest ones that are over in `unit`.
pub fn to_show(claims: Vec<Standing>, unit: UnitId) -> Vec<Standing> {
    let (over, mut shown): (Vec<Standing>, Vec<Standing>) = claims.into_iter().partition(|claim| !claim.is_open());
    shown.extend(over.into_iter().filter(|claim| claim.unit == unit).take(CLOSED));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::handover::Held as When;
    use crate::contract::session::Office;

    const UNIT: UnitId = UnitId::from_bytes([1; 16]);
    const NOW: Instant = Instant(1_795_388_340_000);

    fn mandate(own: u8, office: Held, since: u64, until: Option<u64>) -> Mandate {
        Mandate {
            id: MandateId::from_bytes([own; 16]),
            office: office.to_string(),
            theme: None,
            holder: HolderId::from_bytes([own; 16]),
            holder_name: format!("Personne {own}"),
            unit: UNIT,
            unit_name: "Section de Versailles".to_owned(),
            unit_kind: "section".to_owned(),
            since: Instant(since),
            until: until.map(Instant),
            card: None,
            suspensions: Vec::new(),
            caretaker: None,
        }
    }

    fn bureau<'a>(mandates: &'a [Mandate], zone: &'a TimeZone) -> Bureau<'a> {
        let (attested, possible) = (const { &BTreeMap::new() }, const { &BTreeMap::new() });
        let endable = const { &BTreeSet::new() };
        Bureau { mandates, attested, possible, endable, own: HolderId::from_bytes([2; 16]), now: NOW, zone }
    }

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn those_in_office_come_first_by_the_table_then_the_next_then_the_last() {
        let mandates = [
            mandate(1, Held::Secretary, 0, Some(NOW.0)),
            mandate(2, Held::Treasurer, 0, None),
            mandate(3, Held::Secretary, NOW.0 + 1, None),
            mandate(4, Held::Secretary, 5, Some(NOW.0 + 1)),
        ];
        let seats = bureau(&mandates, &paris()).seats();
        let told: Vec<_> = seats.iter().map(|seat| (seat.office, seat.held, seat.mine)).collect();
        let expected = [
            (Office::Secretary, When::Now, false),
            (Office::Treasurer, When::Now, true),
            (Office::Secretary, When::Later, false),
            (Office::Secretary, When::Over, false),
        ];
        assert_eq!(told, expected);
    }

    /// Whoever is suspended holds the seat, and sees nothing: nobody else's seat is joint with it.
    #[test]
    fn whoever_is_suspended_keeps_the_seat_and_sees_nothing() {
        let span = |since, until| coopol_core::mandates::Suspension {
            id: "a".to_owned(),
            since: Instant(since),
            until,
            ground: "Comptes non rendus".to_owned(),
            by: Some("Ada Traoré".to_owned()),
        };
        let mut mandates = [mandate(1, Held::Secretary, 0, None), mandate(2, Held::Secretary, 0, None)];
        mandates[0].suspensions = vec![span(NOW.0, None)];
        mandates[1].suspensions = vec![span(5, Some(NOW))];
        let zone = paris();
        let bureau = bureau(&mandates, &zone);
        let seats = bureau.seats();
        let told: Vec<_> = seats.iter().map(|seat| (seat.holder.name.as_str(), seat.held, seat.joint)).collect();
        assert_eq!(told, [("Personne 2", When::Now, false), ("Personne 1", When::Suspended, false)]);
        assert_eq!(seats[0].suspension, None, "it was lifted");
        let suspension = seats[1].suspension.as_ref().unwrap();
        assert_eq!((suspension.by.as_deref(), suspension.until.as_deref()), (Some("Ada Traoré"), None));
        for viewer in bureau.viewers(UnitKind::Section) {
            assert!(viewer.people.iter().all(|it| it.name == "Personne 2"), "{:?}", viewer.part);
        }
    }

    /// A mandate that ends when a day begins was held to the end of the day before.
    #[test]
    fn the_last_day_is_the_one_before_the_end() {
        let midnight = super::super::time::midnight("2026-11-22", 1, &paris()).unwrap();
        let seats = bureau(&[mandate(1, Held::Secretary, 0, Some(midnight.0))], &paris()).seats();
        assert_eq!(seats[0].until.as_deref(), Some("2026-11-22"));
    }

    #[test]
    fn two_secretaries_hold_together_two_members_of_the_bureau_do_not() {
        let joint = |office, since| {
            let mandates = [mandate(1, office, 0, None), mandate(2, office, since, None)];
            bureau(&mandates, &paris()).seats().iter().map(|seat| seat.joint).collect::<Vec<_>>()
        };
        assert_eq!(joint(Held::Secretary, 0), [true, true]);
        assert_eq!(joint(Held::FederalDeputy, 0), [true, true]);
        assert_eq!(joint(Held::Secretary, NOW.0 + 1), [false, false], "one after the other");
        assert_eq!(joint(Held::BureauMember, 0), [false, false]);
    }

    #[test]
    fn what_an_office_may_do_is_what_the_table_says() {
        use Ability::{
            AgendaWrite, ArchiveRead, ArchiveWrite, BelowAttest, BelowInvite, BelowRead, BelowWitness, BelowWrite,
            DuesPropose, DuesUnseen, DuesWrite, OfficeAttest, OfficeInvite, OfficeRead, OfficeWrite, RosterRead,
            RosterWrite,
        };
        let own =
            [RosterWrite, DuesPropose, AgendaWrite, ArchiveWrite, OfficeRead, OfficeAttest, OfficeWrite, OfficeInvite];
        // Of the working groups that they open.
        let below = [BelowRead, BelowAttest, BelowWrite, BelowInvite, BelowWitness];
        let secretary = [own.as_slice(), below.as_slice()].concat();
        assert_eq!(abilities(Held::Secretary, false), secretary);
        assert!(abilities(Held::Secretary, true).contains(&DuesWrite), "where nobody keeps the dues");
        let member = [RosterRead, DuesUnseen, AgendaWrite, ArchiveRead, OfficeRead, OfficeAttest];
        assert_eq!(abilities(Held::BureauMember, false), member);
        for office in Held::ALL {
            let below = verbs(office, Reach::Below, Compartment::Office, false);
            assert_eq!(abilities(office, false).contains(&BelowAttest), below.has(Verb::Attest), "{office}");
        }
    }

    #[test]
    fn nobody_above_a_section_sees_its_roster_and_some_see_who_holds_office() {
        let mandates = [mandate(1, Held::BureauMember, 0, None), mandate(2, Held::Secretary, 0, None)];
        let viewers = bureau(&mandates, &paris()).viewers(UnitKind::Section);
        for viewer in &viewers {
            let names: Vec<&str> = viewer.people.iter().map(|it| it.name.as_str()).collect();
            let all = viewer.part != Part::Dues;
            assert_eq!(names, if all { vec!["Personne 2", "Personne 1"] } else { vec!["Personne 2"] });
            assert_eq!(viewer.above.is_empty(), viewer.part != Part::Office, "{:?}", viewer.part);
        }
    }

    #[test]
    fn whoever_answered_and_whoever_was_elected_answer_no_more() {
        let mandates = [
            mandate(1, Held::Secretary, 0, None),
            mandate(2, Held::Treasurer, 0, None),
            mandate(3, Held::Deputy, 0, None),
            mandate(4, Held::BureauMember, 0, Some(NOW.0)),
        ];
        let voice = |own: u8| CoreVoice {
            holder: HolderId::from_bytes([own; 16]),
            name: String::new(),
            from_above: false,
            reason: None,
        };
        let left = bureau(&mandates, &paris()).might_answer(Some(HolderId::from_bytes([1; 16])), &[voice(2)]);
        assert_eq!(left.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Personne 3"]);
    }
}
