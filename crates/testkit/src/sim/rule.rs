//! The federation decides what becomes of a claim.

use coopol_domain::codec::Value;
use coopol_domain::journal::{Edit, Payload};

use super::run::Run;
use super::witness::settle;

impl Run {
    /// Of any that was ever made: the laptop says no to what it doesn't know yet, and to what is decided.
    pub(super) fn rule(&mut self) {
        let now = self.now;
        self.witness.above = true;
        self.server.cosigned(self.office, self.witness.device.id, Vec::new(), now);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        let Some(claim) = self.board.claims.get(self.chance.place(self.board.claims.len().max(1))).copied() else {
            return;
        };
        let (fault, word) = [("claim upheld", "upheld"), ("claim dismissed", "dismissed")][self.chance.place(2)];
        let edits = vec![
            Edit::set("ruling", Value::text(word)),
            Edit::set("ruled_by", Value::bytes(self.witness.device.holder.as_bytes())),
            Edit::set("reason", Value::text("Vu le compte rendu")),
        ];
        let fact = (self.office, claim, Payload::new(&format!("claim_{word}"), 1, edits));
        let Ok(id) = self.witness.record(fact, Vec::new(), now, &mut self.chance) else { return };
        self.saved.insert(id, self.office);
        settle(&mut self.witness, &self.server, now).expect("an honest server causes no alarm");
        self.fault(fault);
    }
}
