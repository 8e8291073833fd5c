//! Whom a mailing goes to: those whom its question finds now, each address once.

use std::collections::BTreeSet;

use coopol_domain::authority::Known;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Addressed, Mailing, Unit};
use coopol_domain::mailing::{Asked, address, paid_by};
use coopol_domain::time::Instant;
use coopol_store::{Backend, StoreError};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Lying, roster};
use crate::app::App;
use crate::authority::{Fact, NotTaken};

impl<B: Backend> App<B> {
    /// Puts down whom it goes to, then says so; whether it was said. What was put down and isn't said goes to nobody.
    pub(super) async fn begin(&self, lying: &Lying) -> Result<bool, StoreError> {
        let Some(unit) = self.store.unit(lying.office.unit).await? else { return Ok(false) };
        let (people, without_address) = self.addressed(&unit, &lying.mailing).await?;
        let _alone = self.own_turn().await?;
        // Another replica may have begun it, or somebody rewritten it: then it is looked at anew.
        let known = self.store.subject(lying.desk, lying.mailing.id).await?;
        let Some(Known::Living { state, .. }) = known else { return Ok(false) };
        if Mailing::read(lying.mailing.id, &state).as_ref() != Some(&lying.mailing) {
            return Ok(false);
        }
        let addressed = Addressed { addressed: people.len() as u64, without_address };
        self.store.queue_mail(lying.id(), &people, self.clock.now()).await?;
        let fact = Fact {
            subject: lying.mailing.id,
            key: Some(lying.key.clone()),
            payload: Mailing::begins(addressed),
            depends_on: Vec::new(),
        };
        match self.state_alone(lying.desk, vec![fact]).await {
            Ok(()) => {
                tracing::info!(desk = %lying.desk, people = addressed.addressed, without_address, "a mailing begins");
                Ok(true)
            }
            Err(NotTaken::Store(error)) => Err(error),
            // Somebody called it off at this very moment.
            Err(error) => {
                tracing::warn!(%error, desk = %lying.desk, "a mailing couldn't be begun");
                Ok(false)
            }
        }
    }

    /// Those whom it reaches, and how many it doesn't.
    async fn addressed(&self, unit: &Unit, mailing: &Mailing) -> Result<(Vec<SubjectId>, u64), StoreError> {
        // A question that isn't understood goes to nobody: what asks it wasn't taken in the first place.
        let Ok(asked) = Asked::read(&mailing.question) else { return Ok((Vec::new(), 0)) };
        let paid = if asked.is_about_dues() { self.paid(unit).await? } else { BTreeSet::new() };
        let Some(roster) = roster(unit) else { return Ok((Vec::new(), 0)) };
        let (mut people, mut known, mut without) = (Vec::new(), BTreeSet::new(), 0);
        for (id, (person, _)) in self.store.living(roster).await? {
            if !asked.finds(&person, paid.contains(&id)) {
                continue;
            }
            match address(&person) {
                None => without += 1,
                Some(address) if known.insert(address.to_lowercase()) => people.push(id),
                Some(_) => {}
            }
        }
        Ok((people, without))
    }

    /// Who paid for the year that it is where the unit is.
    async fn paid(&self, unit: &Unit) -> Result<BTreeSet<SubjectId>, StoreError> {
        let Some(&dues) = unit.streams.get(&Compartment::Dues) else { return Ok(BTreeSet::new()) };
        let year = year(self.clock.now(), &unit.zone);
        let payments = self.store.living(dues).await?.into_values();
        Ok(payments.filter_map(|(payment, _)| paid_by(&payment, year)).collect())
    }
}

fn year(at: Instant, zone: &str) -> i16 {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or(i64::MAX)).unwrap_or(Timestamp::MAX);
    at.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC)).date().year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_where_the_unit_is() {
        let new_year_in_paris = Instant(1_798_758_000_000);
        assert_eq!(year(new_year_in_paris, "Europe/Paris"), 2027);
        assert_eq!(year(new_year_in_paris, "America/Martinique"), 2026);
        assert_eq!(year(Instant(new_year_in_paris.0 - 1), "Europe/Paris"), 2026);
    }
}
