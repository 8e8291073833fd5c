//! The federation suspends a mandate below it, and lifts that.

use coopol_domain::id::MandateId;
use coopol_domain::journal::Payload;
use coopol_domain::kinds::{Mandate, Suspension};
use coopol_domain::time::DAY;

use super::run::Run;
use super::witness::settle;

impl Run {
    /// Somebody's mandate is suspended, whatever they still had to send, for some days or until it is lifted; one that is
    /// suspended is given back.
    pub(super) fn suspend(&mut self, who: usize) {
        let now = self.now;
        // The section knows the laptop that speaks.
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let read = |id: &MandateId| Mandate::read(*id, &self.witness.shown(self.office, (*id).into())?);
        let known: Vec<Mandate> = self.mandates.iter().filter_map(read).collect();
        let already = known.iter().position(|mandate| mandate.suspended(now).is_some());
        let who = already.filter(|_| self.chance.in_a_hundred(90)).unwrap_or(who);
        // Two are never suspended: without them the section would stand still.
        let Some(known) = known.get(who).filter(|_| who >= 2) else { return };
        let mandate = known.id;
        let (fault, payload) = if let Some(was) = known.suspended(now) {
            let is = Suspension { until: Some(now), ..was.clone() };
            ("suspension lifted", Payload::new("suspension_lifted", 1, vec![is.edit(Some(was))]))
        } else {
            let id = self.chance.number().to_string();
            let until = self.chance.in_a_hundred(50).then(|| now.plus(1 + self.chance.below(20 * DAY)));
            let new = Suspension { id, since: now, until, ground: "Comptes non rendus".to_owned() };
            ("mandate suspended", Payload::new("mandate_suspended", 1, vec![new.edit(None)]))
        };
        let fact = (self.office, mandate.into(), payload);
        // Refused for a mandate that is over.
        let Ok(id) = self.witness.record(fact, Vec::new(), now, &mut self.chance) else { return };
        self.saved.insert(id, self.office);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        self.fault(fault);
    }
}
