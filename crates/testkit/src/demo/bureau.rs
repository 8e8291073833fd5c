//! Who holds the offices of a section, and on which evenings they sit down at their laptop.

use std::collections::BTreeMap;

use coopol_domain::access::{Office, keeps_dues};
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use jiff::civil::{Date, Weekday};

use super::calendar::{next, paris};
use crate::chance::Chance;

/// Somebody in office.
#[derive(Debug, Clone)]
pub(super) struct Officer {
    /// The place of the mandate in the federation's list.
    pub(super) mandate: usize,
    pub(super) office: Office,
    /// The day on which the mandate was recorded; from the next on they have a device.
    pub(super) since: Date,
    /// The day on which it was ended.
    pub(super) until: Option<Date>,
}

/// The officers of a unit, and how much each did on which day.
#[derive(Debug)]
pub(super) struct Bureau {
    pub(super) officers: Vec<Officer>,
    /// The last day on which anything was done.
    last: Date,
    done: BTreeMap<(usize, Date), u64>,
}

/// An officer at work.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sitting {
    pub(super) mandate: usize,
    pub(super) day: Date,
    /// When the next change is made.
    pub(super) at: Instant,
}

/// Milliseconds from one change to the next of an evening.
const STEP: u64 = 41_000;
const EVENINGS: [Weekday; 6] =
    [Weekday::Tuesday, Weekday::Sunday, Weekday::Thursday, Weekday::Monday, Weekday::Saturday, Weekday::Wednesday];

impl Bureau {
    pub(super) fn new(officers: Vec<Officer>, last: Date) -> Self {
        Self { officers, last, done: BTreeMap::new() }
    }

    /// Who writes in `compartment`, on the first evening that suits them from `wish` on; `None` when nobody may, or not
    /// before the last day.
    pub(super) fn sitting(&mut self, compartment: Compartment, wish: Date, chance: &mut Chance) -> Option<Sitting> {
        let mut able: Vec<(u64, &Officer)> =
            self.officers.iter().map(|officer| (self.share(officer, compartment, wish), officer)).collect();
        able.retain(|(share, _)| *share > 0);
        while !able.is_empty() {
            let mut drawn = chance.below(able.iter().map(|(share, _)| share).sum());
            let within = |(share, _): &(u64, &Officer)| match drawn.checked_sub(*share) {
                Some(rest) => {
                    drawn = rest;
                    false
                }
                None => true,
            };
            let (_, officer) = able.remove(able.iter().position(within).expect("what is drawn is below the sum"));
            let day = officer.evening(wish);
            // Between the wish and the evening, offices may have changed hands.
            if day <= self.last && self.share(officer, compartment, day) > 0 {
                let mandate = officer.mandate;
                return Some(self.at(mandate, day));
            }
        }
        None
    }

    /// The next moment of a mandate's holder on `day`.
    pub(super) fn at(&mut self, mandate: usize, day: Date) -> Sitting {
        let done = self.done.entry((mandate, day)).or_default();
        *done += 1;
        let hour = [18, 20, 19, 21, 17][mandate % 5];
        let minute = i8::try_from(mandate * 7 % 50).expect("it is below fifty");
        Sitting { mandate, day, at: paris(day, hour, minute).plus(*done * STEP) }
    }

    /// How readily an officer does what is to be done in a compartment; 0 when they can't.
    fn share(&self, officer: &Officer, compartment: Compartment, day: Date) -> u64 {
        if day <= officer.since || officer.until.is_some_and(|until| until <= day) {
            return 0;
        }
        match (officer.office, compartment) {
            (Office::Secretary | Office::FirstFederalSecretary, Compartment::Dues) => {
                u64::from(!self.has_treasurer(day))
            }
            (Office::Treasurer | Office::FederalTreasurer, Compartment::Roster)
            | (Office::Deputy, Compartment::Dues) => 0,
            (Office::Secretary | Office::FirstFederalSecretary, _) => 5,
            (Office::Deputy, _) => 3,
            (Office::Treasurer | Office::FederalTreasurer, _) => 1,
            _ => unreachable!("the demonstration has no other office"),
        }
    }

    fn has_treasurer(&self, day: Date) -> bool {
        let held = |officer: &&Officer| officer.since <= day && officer.until.is_none_or(|until| day < until);
        self.officers.iter().filter(held).any(|officer| keeps_dues(officer.office))
    }
}

impl Sitting {
    /// A little later on the same evening.
    pub(super) fn then(self) -> Self {
        Self { at: self.at.plus(STEP / 3), ..self }
    }
}

impl Officer {
    /// The first of their two evenings a week on or after `wish`.
    fn evening(&self, wish: Date) -> Date {
        let own = [self.mandate, self.mandate + 2].map(|nth| EVENINGS[nth % EVENINGS.len()]);
        own.map(|weekday| next(wish, weekday)).into_iter().min().unwrap_or(wish)
    }
}
