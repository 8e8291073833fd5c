//! A section while its year is made.

use coopol_domain::codec::Value;
use coopol_domain::id::{ActId, ChangeId, SubjectId};
use coopol_domain::journal::{Compartment, Payload};
use coopol_domain::time::Instant;
use jiff::civil::Date;

use super::bureau::{Bureau, Sitting};
use super::lists::{Commune, Lists};
use super::people::Setting;
use super::story::{Expected, Loose, Made};
use super::subject::{Set, Subject, set, text};
use crate::chance::Chance;

/// A unit, its bureau, and all that was changed in it so far.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) lists: &'a Lists,
    /// Where it meets.
    pub(super) commune: &'a Commune,
    pub(super) today: Date,
    /// The day on which it came in.
    pub(super) start: Date,
    pub(super) bureau: Bureau,
    /// The blocks that its events are called by: `title` or `federal`.
    pub(super) titles: &'static str,
    /// By what names texts call its secretary and its treasurer.
    pub(super) secretary: String,
    pub(super) treasurer: String,
    pub(super) loose: Vec<Loose>,
    pub(super) chance: Chance,
}

impl<'a> Section<'a> {
    /// Who would be drawn here, as known on a day, or met on it.
    pub(super) fn setting(&self, known_on: Date, met: bool) -> Setting<'a> {
        Setting { lists: self.lists, commune: self.commune, known_on, met }
    }

    /// Somebody who writes in `compartment` from `wish` on.
    pub(super) fn sit(&mut self, compartment: Compartment, wish: Date) -> Option<Sitting> {
        self.bureau.sitting(compartment, wish, &mut self.chance)
    }

    /// A number of days, from `least` to below `most`.
    pub(super) fn days(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least).expect("the least comes first");
        least + i64::try_from(self.chance.below(span)).expect("spans of days are short")
    }

    /// A change that counts.
    pub(super) fn write(
        &mut self,
        sitting: Sitting,
        compartment: Compartment,
        subject: &mut Subject,
        kind: &str,
        fields: Vec<Set>,
    ) {
        let payload = subject.change(kind, fields);
        if !payload.edits.is_empty() {
            self.add(sitting, compartment, subject.id, payload, Expected::Accepted);
        }
    }

    /// A change, whatever becomes of it.
    pub(super) fn add(
        &mut self,
        sitting: Sitting,
        compartment: Compartment,
        subject: SubjectId,
        payload: Payload,
        expected: Expected,
    ) {
        let made = self.made(sitting.at, subject, payload, None, expected);
        self.loose.push(Loose { compartment, mandate: sitting.mandate, blind: false, made });
    }

    /// Changes that an officer made as one, within a few seconds (J3.4).
    pub(super) fn act(
        &mut self,
        sitting: Sitting,
        compartment: Compartment,
        label: &str,
        changes: Vec<(SubjectId, Payload)>,
    ) {
        let act = ActId::from_bytes(self.chance.bytes());
        let mut subject = Subject::of(SubjectId::from_bytes(*act.as_bytes()));
        let opened = subject.change("act_opened", vec![text("category", "import"), text("label", label)]);
        let count = Value::count(changes.len() as u64);
        let closed = subject.change("act_closed", vec![set("changes", count), set("closed", Value::Bool(true))]);
        let parts = [(subject.id, opened)].into_iter().chain(changes).chain([(subject.id, closed)]);
        for (after, (subject, payload)) in (0..).zip(parts) {
            let made = self.made(sitting.at.plus(after * 4), subject, payload, Some(act), Expected::Accepted);
            self.loose.push(Loose { compartment, mandate: sitting.mandate, blind: false, made });
        }
    }

    /// The last change was made without sight of the push before it.
    pub(super) fn blindly(&mut self) {
        self.loose.last_mut().expect("a change was just made").blind = true;
    }

    fn made(
        &mut self,
        at: Instant,
        subject: SubjectId,
        payload: Payload,
        act: Option<ActId>,
        expected: Expected,
    ) -> Made {
        Made { at, id: ChangeId::v7(at.0, self.chance.bytes()), subject, payload, act, expected }
    }
}
