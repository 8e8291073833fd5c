//! Another section comes out of this one: the federation decides it and takes it back, the section answers.

use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::Split;

use super::join;
use super::laptop::Laptop;
use super::run::Run;
use super::witness::settle;
use super::work::Job;
use crate::chance::Chance;

impl Run {
    /// That another section comes out of it, which who leads it may agree to, or where it came from. The same is said once; then it may be
    /// taken back, be it agreed to.
    pub(super) fn split(&mut self) {
        let now = self.now;
        self.witness.above = true;
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let newborn = UnitId::from_bytes([0x50 + u8::try_from(self.chance.below(2)).unwrap_or(0); 16]);
        let split = Split { newborn, name: "Parly".to_owned(), word: String::new(), postcodes: "78150".to_owned() };
        let unit = self.witness.device.streams[&self.office].unit;
        let said = self.witness.shown(self.office, unit.into()).map_or_else(Vec::new, |unit| Split::all(&unit));
        let open = said.iter().find(|said| said.newborn == newborn && ["decided", "agreed"].contains(&&*said.word));
        let (word, before) = match open.filter(|_| self.chance.in_a_hundred(30)) {
            Some(open) => ("withdrawn", Some(open.value(&open.word))),
            None => ("decided", None),
        };
        let edit = match before {
            Some(before) => Edit::change(&Split::field(newborn), before, split.value(word)),
            None => Edit::set(&Split::field(newborn), split.value(word)),
        };
        let fact = (self.office, unit.into(), Payload::new(&format!("split_{word}"), 1, vec![edit]));
        match (self.witness.record(fact, Vec::new(), now, &mut self.chance), word) {
            (Ok(id), _) => {
                self.saved.insert(id, self.office);
                settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
                self.fault(if word == "decided" { "split decided" } else { "split taken back" });
            }
            (Err(_), "decided") => self.fault("split decided twice"),
            (Err(refusal), _) => panic!("it is open: {refusal}"),
        }
    }
}

/// The section agrees to what was decided of it, or doesn't. Most officers may not. As often it is asked to take another in.
pub(super) fn answer(laptop: &Laptop, stream: StreamId, chance: &mut Chance) -> Option<Job> {
    if chance.in_a_hundred(50) {
        return join::answer(laptop, stream, chance);
    }
    let unit = laptop.device.streams[&stream].unit;
    let mut decided = Split::all(&laptop.shown(stream, unit.into())?);
    decided.retain(|split| split.word == "decided");
    let split = decided.get(chance.place(decided.len().max(1)))?;
    let word = ["agreed", "refused"][chance.place(2)];
    let edit = Edit::change(&Split::field(split.newborn), split.value("decided"), split.value(word));
    Some((stream, unit.into(), Payload::new(&format!("split_{word}"), 1, vec![edit]), Vec::new()))
}
