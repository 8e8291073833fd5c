//! Which subjects of `office` streams are units, mandates and devices: what rights are computed from. And which claims are
//! open: what the timer of handovers looks at.
//!
//! An office stream is written by whoever holds office there, so it is believed only about its own unit, and an id that
//! another stream has claimed stays with that stream. Otherwise a section's secretary could record there a mandate in
//! the federation, or enrol a key of their own under somebody else's device.

use coopol_domain::authority::Author;
use coopol_domain::codec::Value;
use coopol_domain::id::{DeviceId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Authority, Compartment, State};
use coopol_domain::kinds::{Claim, Delegation, Device, Mandate, Unit};
use coopol_domain::time::Instant;

use super::draft::Draft;
use crate::row::{ClaimRow, ConfirmedRow, DeviceRow, MandateRow, UnitRow};

impl Draft {
    pub(super) fn project(&mut self, stream: StreamId, subject: SubjectId, state: &State, recorded_at: Instant) {
        if state.cells.is_empty() {
            return;
        }
        let (unit, compartment) = {
            let head = &self.stream(stream).row.head;
            (head.unit, head.compartment)
        };
        match state.sort.as_str() {
            "erasure" => self.writes.confirmed.push(ConfirmedRow { stream, subject, confirmed_at: recorded_at }),
            "unit" if compartment == Compartment::Office => self.project_unit(stream, unit, subject, state),
            "mandate" if compartment == Compartment::Office => self.project_mandate(stream, unit, subject, state),
            "device" if compartment == Compartment::Office => self.project_device(stream, subject, state),
            Delegation::SORT | Delegation::OF_DUES => self.project_delegation(stream, unit, subject, state),
            Claim::SORT if compartment == Compartment::Office => {
                let claim = Claim::read(subject, state).filter(Claim::is_open);
                self.writes.claims.push(ClaimRow { stream, subject, open: claim.is_some() });
                if let Some(claims) = self.claims.get_mut(&stream) {
                    claims.remove(&subject);
                    claims.extend(claim.map(|claim| (subject, claim)));
                }
            }
            _ => {}
        }
    }

    fn project_unit(&mut self, stream: StreamId, own: UnitId, subject: SubjectId, state: &State) {
        let Some(unit) = Unit::read(subject.into(), state).filter(|unit| unit.id == own) else { return };
        self.writes.units.push(UnitRow { unit: unit.id, stream, parent: unit.over() });
        self.rooted.insert(unit.id);
        if let Some(over) = unit.over() {
            self.mention(over);
        }
        self.directory.units.insert(unit.id, unit);
    }

    fn project_mandate(&mut self, stream: StreamId, own: UnitId, subject: SubjectId, state: &State) {
        let Some(mandate) = Mandate::read(subject.into(), state).filter(|mandate| mandate.unit == own) else { return };
        if self.facts.get(&mandate.id).is_some_and(|facts| facts.stream != stream) {
            return;
        }
        self.writes.mandates.push(MandateRow { mandate: mandate.id, stream, unit: own, holder: mandate.holder });
        self.facts.insert(mandate.id, Authority { stream, seq: state.last_seq() });
        self.directory.mandates.insert(mandate.id, mandate);
    }

    /// A delegation stands where a mandate and a device do: rights and signatures are asked of it in the same way.
    fn project_delegation(&mut self, stream: StreamId, own: UnitId, subject: SubjectId, state: &State) {
        let compartment = self.stream(stream).row.head.compartment;
        let at_home = |of: &Delegation| of.unit == own && of.task.compartment() == compartment;
        let Some(delegation) = Delegation::read(subject, state).filter(at_home) else { return };
        let (mandate, holder) = (delegation.mandate(), delegation.holder());
        if self.facts.get(&mandate).is_some_and(|facts| facts.stream != stream) {
            return;
        }
        self.writes.mandates.push(MandateRow { mandate, stream, unit: own, holder });
        self.facts.insert(mandate, Authority { stream, seq: state.last_seq() });
        self.project_device(stream, subject, state);
        self.directory.delegations.insert(mandate, delegation);
    }

    /// A device belongs to the stream it was invited in. Where it is only introduced it has no invitation.
    fn project_device(&mut self, stream: StreamId, subject: SubjectId, state: &State) {
        let device = DeviceId::from(subject);
        let elsewhere = self.homes.get(&device).is_some_and(|home| *home != stream);
        if *state.get("invitation") == Value::Null || elsewhere {
            return;
        }
        self.writes.devices.push(DeviceRow { device, stream });
        if let Some(author) = self.authors.get_mut(&device) {
            self.homes.insert(device, stream);
            *author = Device::read(device, state).map(Author::Officer);
        }
    }
}
