//! The federation puts somebody in charge of the section for a time, and prolongs that.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{HolderId, MandateId};
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::time::DAY;

use super::facts::mandate_recorded;
use super::run::Run;
use super::witness::settle;

impl Run {
    /// Somebody from elsewhere leads from now on, for longer than whoever did before.
    pub(super) fn appoint(&mut self) {
        let now = self.now;
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let known = self.server.mandates(self.office).into_iter().filter(|known| known.caretaker.is_some());
        let last = known.max_by_key(|known| known.recorded_seq).and_then(|last| Some((last.id, last.until?)));
        let from = last.map_or(now, |(_, end)| end.max(now));
        let until = from.plus(DAY + self.chance.below(30 * DAY));
        // A month after the last one has left, it is another one.
        let prolonged = last.filter(|(_, end)| now <= end.plus(30 * DAY));
        let mut payload =
            mandate_recorded(self.unit, Office::Secretary, HolderId::from_bytes(self.chance.bytes()), now);
        payload.edits.push(Edit::set("until", Value::count(until.0)));
        payload.edits.push(Edit::set("reason", Value::text("Plus personne en fonction")));
        payload.edits.push(Edit::set("appointed_by", Value::bytes(self.witness.device.holder.as_bytes())));
        let named = |(id, _): (MandateId, _)| Edit::set("prolongs", Value::bytes(id.as_bytes()));
        payload.edits.extend(prolonged.map(named));
        let mandate = MandateId::from_bytes(self.chance.bytes());
        let fact = (self.office, mandate.into(), Payload::new("caretaker_appointed", 1, payload.edits));
        // Whoever speaks of near days has a clock that is right; those that are wrong are refused.
        let wrong = std::mem::take(&mut self.witness.skew);
        let recorded = self.witness.record(fact, Vec::new(), now, &mut self.chance);
        self.witness.skew = wrong;
        // Refused once the section is closed.
        let Ok(id) = recorded else { return };
        self.saved.insert(id, self.office);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        self.fault(if prolonged.is_some() { "caretaker prolonged" } else { "caretaker appointed" });
    }
}
