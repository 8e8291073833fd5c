//! The federation reminds the section of what its renewal lacks.

use coopol_domain::codec::Value;
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::Lacking;

use super::run::Run;
use super::witness::settle;

impl Run {
    /// The federation speaks.
    pub(super) fn above_speaks(&mut self, who: usize) {
        match self.chance.below(14) {
            12..14 => self.join(),
            0..3 => self.split(),
            3..5 => self.remind(),
            5..8 => self.suspend(who),
            8..10 => self.appoint(),
            _ => self.rule(),
        }
    }

    /// What the federation knows of the week before is kept: it isn't said again before its time.
    fn remind(&mut self) {
        let now = self.now;
        self.witness.above = true;
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let lacking = Lacking::ALL[self.chance.place(Lacking::ALL.len())];
        let edit = Edit::set(&format!("reminded/{}", lacking.as_str()), Value::text("2026-06-01"));
        let unit = self.witness.device.streams[&self.office].unit;
        let fact = (self.office, unit.into(), Payload::new("unit_reminded", lacking.version(), vec![edit]));
        match self.witness.record(fact, Vec::new(), now, &mut self.chance) {
            Ok(id) => {
                self.saved.insert(id, self.office);
                settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
                self.fault("unit reminded");
            }
            Err(_) => self.fault("reminded too soon"),
        }
    }
}
