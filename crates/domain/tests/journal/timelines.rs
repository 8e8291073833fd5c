//! J1.2, J9: whoever holds several mandates, one after the other or at once, alone or beside others who hold the same: nothing that
//! they may do outlives what gives it, and nothing that one gives reaches further because of another.

use coopol_domain::access::{Office, Reach, Verb, Verbs, access, keeps_dues, verbs};
use coopol_domain::id::MandateId;
use coopol_domain::journal::{Compartment, Verdict};
use coopol_domain::kinds::UnitKind;
use coopol_domain::time::{DAY, Instant};
use proptest::prelude::*;

use crate::world::{NOON, Officer, World, edited, id, member};

/// A mandate of one of three people, in days from [`NOON`] on.
#[derive(Debug, Clone)]
struct Held {
    holder: usize,
    office: Office,
    since: u64,
    until: Option<u64>,
}

impl Held {
    fn holds(&self, day: u64) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }

    /// How the section stands to the unit that it is held in.
    fn reach(&self) -> Reach {
        if self.office.is_held_in(UnitKind::Section) { Reach::Own } else { Reach::Below }
    }

    fn gives(&self, compartment: Compartment, day: u64, all: &[Self]) -> Verbs {
        let kept = all.iter().any(|held| held.reach() == Reach::Own && held.holds(day) && keeps_dues(held.office));
        if self.holds(day) { verbs(self.office, self.reach(), compartment, !kept) } else { Verbs::NONE }
    }
}

fn timeline() -> impl Strategy<Value = Vec<Held>> {
    let of = |kind: UnitKind| Office::ALL.into_iter().filter(move |office| office.is_held_in(kind));
    let offices: Vec<Office> = of(UnitKind::Section).chain(of(UnitKind::Federation)).collect();
    let held = (0..3_usize, proptest::sample::select(offices), 0..20_u64, proptest::option::of(0..15_u64));
    let held = held.prop_map(|(holder, office, since, lasts)| Held {
        holder,
        office,
        since,
        until: lasts.map(|lasts| since + lasts),
    });
    proptest::collection::vec(held, 1..7)
}

fn at(day: u64) -> Instant {
    NOON.plus(day * DAY)
}

/// The section below its federation, with somebody known in its roster, and the three.
fn begun(all: &[Held]) -> (World, Vec<Officer>) {
    let mut world = World::new();
    let mut clerk = world.officer(Office::Secretary, 90);
    assert_eq!(world.push(&mut clerk, Compartment::Roster, id(3), member("Côté")), Verdict::Accepted);
    let above = world.federal(91);
    let federation = world.directory.mandates[&above.mandate].unit;
    let three: Vec<Officer> = (20..23).map(|byte| world.officer(Office::Secretary, byte)).collect();
    let section = world.directory.mandates[&clerk.mandate].unit;
    let blank = world.directory.mandates[&clerk.mandate].clone();
    world.directory.mandates.clear();
    for (place, held) in (0..).zip(all) {
        let mut mandate = blank.clone();
        (mandate.id, mandate.holder) = (mandate_of(place), three[held.holder].device.holder);
        (mandate.office, mandate.since, mandate.until) = (held.office, at(held.since), held.until.map(at));
        mandate.unit = if held.reach() == Reach::Own { section } else { federation };
        world.directory.mandates.insert(mandate.id, mandate);
    }
    (world, three)
}

fn mandate_of(place: u8) -> MandateId {
    MandateId::from_bytes([100 + place; 16])
}

proptest! {
    /// What somebody may do in a compartment is what their mandates of that day give there, together and each by itself.
    #[test]
    fn access_is_what_the_mandates_of_the_day_give(all in timeline()) {
        let (world, three) = begun(&all);
        for day in 0..36 {
            for (place, officer) in three.iter().enumerate() {
                let grants = access(officer.device.holder, &world.directory, at(day));
                for compartment in Compartment::OF_A_UNIT {
                    let own = all.iter().filter(|held| held.holder == place);
                    let expected = own.fold(Verbs::NONE, |known, held| known.and(held.gives(compartment, day, &all)));
                    prop_assert_eq!(grants.verbs(world.stream(compartment)), expected, "{} on day {}", compartment, day);
                }
                for (mandate, held) in (0..).map(mandate_of).zip(&all) {
                    let expected = if held.holder == place { held.gives(Compartment::Roster, day, &all) } else { Verbs::NONE };
                    prop_assert_eq!(grants.under(world.stream(Compartment::Roster), mandate), expected, "{:?} on day {}", held, day);
                }
            }
        }
    }

    /// A change of the roster counts on the days on which the mandate that it is made under writes there, whatever else its author
    /// holds, and on no other.
    #[test]
    fn a_change_counts_while_its_mandate_writes(all in timeline(), days in proptest::collection::vec(0..36_u64, 1..5)) {
        let (mut world, mut three) = begun(&all);
        let mut days = days;
        days.sort_unstable();
        for day in days {
            world.now = at(day);
            for (place, held) in (0..).zip(&all) {
                let officer = &mut three[held.holder];
                officer.mandate = mandate_of(place);
                let change = world.change(officer, Compartment::Roster, id(3), edited("note", "", "vu"));
                let submission = world.sign(officer, Compartment::Roster, vec![change.clone()]);
                let taken = world.submit(officer, submission).is_ok();
                let counts = taken && world.verdict(change.header.id) == Some(&Verdict::Accepted);
                prop_assert_eq!(counts, held.gives(Compartment::Roster, day, &all).has(Verb::Write), "{:?} on day {}", held, day);
            }
        }
    }
}
