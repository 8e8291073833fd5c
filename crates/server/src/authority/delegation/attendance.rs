//! Who came to an event: what of it is told in a slice, and how a mark comes into the agenda.

use std::collections::BTreeMap;

use coopol_domain::authority::{Source, carries, shows};
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Payload, State};
use coopol_domain::kinds::{delegated, said, said_by_delegate, said_in};
use coopol_store::Backend;

use super::{Ground, Subjects, states};
use crate::app::App;
use crate::authority::{Fact, Move, NotTaken};

impl<B: Backend> App<B> {
    /// States what there is to tell of these people.
    pub(super) async fn tell_event(
        &self,
        ground: &Ground,
        event: Option<&State>,
        people: &BTreeMap<SubjectId, State>,
        slice: &Subjects,
    ) -> Result<(), NotTaken> {
        if !ground.delegation.holds(self.clock.now()) {
            return Ok(());
        }
        let source = Source { unit_name: &ground.unit.name, agenda: ground.home, event, people };
        self.tell(ground, shows(&ground.delegation, source, &states(slice.clone())), slice).await
    }

    /// States in the agenda what a delegate said, and in the slice what the agenda says by then.
    pub(super) async fn carry_mark(&self, ground: &Ground, of: SubjectId, done: &Move) -> Result<(), NotTaken> {
        let (agenda, delegation) = (ground.home, &ground.delegation);
        let Some((event, key)) = self.person(agenda, of).await? else { return Ok(()) };
        let Some((shown, shown_key)) = self.person(ground.slice, done.subject).await? else { return Ok(()) };
        let payload = match said_by_delegate(&done.payload) {
            Some(late) if said(&shown) != Some(late) && !delegation.holds(self.clock.now()) => {
                // It may come more than once.
                let said = |payload: &Payload| said_in(payload) == Some((delegation.id, done.subject, late));
                let waits = self.store.waiting(agenda).await?.iter().any(|(_, payload)| said(payload));
                let payload = delegated(delegation.id, done.subject, &late, &event);
                Some(payload).filter(|_| !waits && delegation.signed(agenda, done.subject, &late))
            }
            _ => carries(delegation, &event, done.subject, &shown),
        };
        if let Some(payload) = payload {
            let fact = Fact { subject: of, key: Some(key), payload, depends_on: vec![done.change] };
            self.state_said(ground, fact).await?;
        }
        let people = self.person(ground.roster, done.subject).await?.map(|(person, _)| (done.subject, person));
        let Some(people) = people.map(|person| BTreeMap::from([person])) else { return Ok(()) };
        let event = self.person(agenda, of).await?.map(|(event, _)| event);
        let mut slice = BTreeMap::from([(done.subject, (shown, shown_key))]);
        slice.extend(self.person(ground.slice, of).await?.map(|subject| (of, subject)));
        self.tell_event(ground, event.as_ref(), &people, &slice).await
    }
}
