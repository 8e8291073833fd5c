//! A year's dues: what of them is told in a slice, and how a payment comes into the accounts.

use std::collections::BTreeMap;

use coopol_domain::authority::{Accounts, enters, shows_payers};
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Payload, State};
use coopol_domain::kinds::{delegated_payment, paid_by_delegate, paid_of};
use coopol_store::Backend;

use super::{Ground, Subjects, states};
use crate::app::App;
use crate::authority::{Fact, Move, NotTaken};

impl<B: Backend> App<B> {
    /// States what there is to tell of who pays.
    pub(super) async fn tell_dues(
        &self,
        ground: &Ground,
        people: &BTreeMap<SubjectId, State>,
        slice: &Subjects,
    ) -> Result<(), NotTaken> {
        if !ground.delegation.holds(self.clock.now()) {
            return Ok(());
        }
        let payments = states(self.store.living(ground.home).await?);
        let source = Accounts { unit_name: &ground.unit.name, dues: ground.home, people, payments: &payments };
        self.tell(ground, shows_payers(&ground.delegation, source, &states(slice.clone())), slice).await
    }

    /// States in the accounts what a delegate entered.
    pub(super) async fn carry_payment(&self, ground: &Ground, year: u16, done: &Move) -> Result<(), NotTaken> {
        let Some((payment, paid)) = paid_by_delegate(&done.payload) else { return Ok(()) };
        let (dues, delegation) = (ground.home, &ground.delegation);
        let Some((shown, _)) = self.person(ground.slice, done.subject).await? else { return Ok(()) };
        let (before, key) = self.person(dues, payment).await?.unzip();
        // What waits there isn't folded.
        let before = before.filter(|before| !before.cells.is_empty());
        let payload = if paid_of(&shown, payment).as_ref() != Some(&paid) && !delegation.holds(self.clock.now()) {
            let late = delegated_payment((delegation.id, year), done.subject, &paid, before.as_ref());
            // It may come more than once.
            let waiting = self.store.waiting(dues).await?;
            let said = |payload: &Payload| payload.edit("delegated").map(|edit| edit.after.clone());
            let waits = waiting.iter().any(|(subject, waits)| *subject == payment && said(waits) == said(&late));
            Some(late).filter(|_| !waits && delegation.signed_payment(dues, (done.subject, payment), &paid))
        } else {
            enters(delegation, payment, before.as_ref(), (done.subject, &shown))
        };
        let Some(payload) = payload else { return Ok(()) };
        self.state_said(ground, Fact { subject: payment, key, payload, depends_on: vec![done.change] }).await
    }
}
