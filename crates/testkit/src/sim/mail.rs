//! The authority sends the mailings whose time has come, unless they wait for somebody.

use coopol_domain::access::Directory;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Addressed, Mailing, Outcome};
use coopol_domain::mailing::{Desk, Waits};
use pollster::block_on;

use super::run::Run;

impl Run {
    /// What the timer of mailings does: one begins at a time, and comes to its end when the timer looks again.
    pub(super) fn send(&mut self) {
        let desks: Vec<(StreamId, Desk)> = self
            .streams
            .iter()
            .filter_map(|(compartment, stream)| match *compartment {
                Compartment::Desk(office) => Some((*stream, Desk { office, unit: self.unit })),
                _ => None,
            })
            .collect();
        for (stream, desk) in desks {
            for mailing in self.mailings(stream) {
                match (mailing.begun, mailing.sent) {
                    (Some(of), None) => {
                        let outcome = Outcome { sent: of.addressed, ..Outcome::default() };
                        self.server.state(stream, vec![(mailing.id, None, Mailing::ends(outcome))], self.now);
                        self.is_said(stream, mailing.id, |mailing| mailing.sent.is_some());
                        self.fault("mailing sent");
                    }
                    (None, _) if mailing.at <= self.now => self.begin(stream, desk, &mailing),
                    _ => {}
                }
            }
        }
    }

    fn begin(&mut self, stream: StreamId, desk: Desk, mailing: &Mailing) {
        if self.waits(desk, mailing).is_some() {
            return self.fault("mailing waits for somebody");
        }
        let of = Addressed { addressed: self.chance.below(50), without_address: self.chance.below(5) };
        self.server.state(stream, vec![(mailing.id, None, Mailing::begins(of))], self.now);
        self.is_said(stream, mailing.id, |mailing| mailing.begun == Some(of));
    }

    /// As the server asks it: what was due before a restore may have been sent in what was lost (J8).
    fn waits(&self, desk: Desk, mailing: &Mailing) -> Option<Waits> {
        let restored = block_on(self.server.store.restored()).expect("memory answers");
        if restored.is_some_and(|restored| mailing.at <= restored.at) {
            return Some(Waits::NewTime);
        }
        let found = block_on(self.server.store.claims_in(self.office)).expect("memory answers");
        let directory = Directory { mandates: found.mandates, ..Directory::default() };
        desk.waits(mailing, &directory, &found.claims, &[], self.now)
    }

    /// Those that weren't called off.
    fn mailings(&self, desk: StreamId) -> Vec<Mailing> {
        let living = block_on(self.server.store.living(desk)).expect("memory answers");
        let mailings = living.into_iter().filter_map(|(id, (state, _))| Mailing::read(id, &state));
        mailings.filter(|mailing| !mailing.called_off).collect()
    }

    fn is_said(&self, desk: StreamId, id: SubjectId, so: impl Fn(&Mailing) -> bool) {
        let said = self.mailings(desk).into_iter().find(|mailing| mailing.id == id);
        assert!(said.as_ref().is_some_and(so), "the authority's word about a mailing wasn't taken: {said:?}");
    }
}
