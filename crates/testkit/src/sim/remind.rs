//! The federation reminds the section of what its renewal lacks, and decides that another comes out of it.

use coopol_domain::codec::Value;
use coopol_domain::id::UnitId;
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::{Lacking, Split};

use super::run::Run;
use super::witness::settle;

impl Run {
    /// The federation speaks.
    pub(super) fn above_speaks(&mut self, who: usize) {
        match self.chance.place(6) {
            0 => self.split(),
            1 | 5 => self.remind(),
            2 | 3 => self.suspend(who),
            _ => self.appoint(),
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

    /// That another section comes out of it, which who leads it may agree to, or where it came from. The same is said once.
    fn split(&mut self) {
        let now = self.now;
        self.witness.above = true;
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let newborn = UnitId::from_bytes([0x50 + u8::try_from(self.chance.below(2)).unwrap_or(0); 16]);
        let split = Split { newborn, name: "Parly".to_owned(), word: String::new(), postcodes: "78150".to_owned() };
        let edit = Edit::set(&Split::field(newborn), split.value("decided"));
        let unit = self.witness.device.streams[&self.office].unit;
        let fact = (self.office, unit.into(), Payload::new("split_decided", 1, vec![edit]));
        match self.witness.record(fact, Vec::new(), now, &mut self.chance) {
            Ok(id) => {
                self.saved.insert(id, self.office);
                settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
                self.fault("split decided");
            }
            Err(_) => self.fault("split decided twice"),
        }
    }
}
