//! More officers, and the end of their mandates.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::Suspension;
use coopol_domain::time::DAY;

use crate::world::{START, UNIT, World, mandate, stream};

impl World {
    /// A deputy (3), who writes in the roster as the secretary does.
    pub fn deputy(&self) {
        let edits = vec![
            Edit::set("unit", Value::bytes(UNIT.as_bytes())),
            Edit::set("office", Value::text(Office::Deputy.to_string())),
            Edit::set("holder", Value::bytes([3; 16])),
            Edit::set("holder_name", Value::text("Anne Martin")),
            Edit::set("since", Value::count(START.0 - DAY)),
        ];
        let recorded = Payload::new("mandate_recorded", 1, edits);
        self.authority.0.lock().unwrap().state(stream(Compartment::Office), vec![(mandate(3).into(), recorded)]);
    }

    /// The mandate of `who` ends now.
    pub fn end(&self, who: u8) {
        let mut books = self.authority.0.lock().unwrap();
        let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(books.now.0))]);
        books.state(stream(Compartment::Office), vec![(mandate(who).into(), ended)]);
    }

    /// What suspends it, as the authority knows it; who states that works above, and isn't here.
    pub fn suspend(&self, who: u8, suspensions: Vec<Suspension>) {
        let mut books = self.authority.0.lock().unwrap();
        books.directory.mandates.get_mut(&mandate(who)).unwrap().suspensions = suspensions;
    }
}
