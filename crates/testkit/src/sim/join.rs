//! This section is to take another in: the federation decides it and takes it back, the section answers. The other isn't played, so that nothing
//! comes of it; what is carried out in the end stands in `merge`.

use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::Merge;

use super::laptop::Laptop;
use super::run::Run;
use super::witness::settle;
use super::work::Job;
use crate::chance::Chance;

impl Run {
    /// That it takes in one of two, or doesn't any more. What was refused or taken back is decided again; what is open isn't.
    pub(super) fn join(&mut self) {
        let now = self.now;
        self.witness.above = true;
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let other = UnitId::from_bytes([0x60 + u8::try_from(self.chance.below(2)).unwrap_or(0); 16]);
        let unit = self.witness.device.streams[&self.office].unit;
        let known = self.witness.shown(self.office, unit.into()).and_then(|unit| Merge::of(&unit, other));
        let open = known.as_ref().filter(|known| known.is_open()).filter(|_| self.chance.in_a_hundred(60));
        let (kind, edit) = if let Some(open) = open {
            ("merge_withdrawn", open.becomes("withdrawn"))
        } else {
            let (name, ground) = ("Section de Parly".to_owned(), "under_five".to_owned());
            let merge = Merge { unit: other, name, ends: false, word: String::new(), ground, until: None };
            ("merge_decided", Edit::set(&Merge::field(other), merge.value("decided")))
        };
        let fact = (self.office, unit.into(), Payload::new(kind, 1, vec![edit]));
        match (self.witness.record(fact, Vec::new(), now, &mut self.chance), kind) {
            (Ok(id), _) => {
                self.saved.insert(id, self.office);
                settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
                self.fault(if kind == "merge_decided" { "merger decided" } else { "merger taken back" });
            }
            (Err(_), "merge_decided") => self.fault("merger decided twice"),
            (Err(refusal), _) => panic!("it is open: {refusal}"),
        }
    }
}

/// The section agrees to take another in, or doesn't. Most officers may only refuse.
pub(super) fn answer(laptop: &Laptop, stream: StreamId, chance: &mut Chance) -> Option<Job> {
    let unit = laptop.device.streams[&stream].unit;
    let mut decided = Merge::all(&laptop.shown(stream, unit.into())?);
    decided.retain(|merge| merge.word == "decided");
    let merge = decided.get(chance.place(decided.len().max(1)))?;
    let word = ["agreed", "refused"][chance.place(2)];
    Some((stream, unit.into(), Payload::new(&format!("merge_{word}"), 1, vec![merge.becomes(word)]), Vec::new()))
}
