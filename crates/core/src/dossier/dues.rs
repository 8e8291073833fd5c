//! Where the dues of the year stand.

use coopol_domain::journal::Compartment;

use super::Dues;
use super::gather::Reading;
use crate::device::{Failure, Session};
use crate::roster;

/// Where the dues of the unit that is worked in stand today; `None` for whoever doesn't see both them and the members.
///
/// # Errors
/// [`Failure::NoStream`] while no mandate is known here.
pub async fn dues(session: &Session) -> Result<Option<Dues>, Failure> {
    let none = || Failure::NoStream { compartment: Compartment::Office.to_string() };
    let reading = Reading::of(session, session.unit().await?.ok_or_else(none)?).await?;
    if !(reading.opens(Compartment::Roster) && reading.opens(Compartment::Dues)) {
        return Ok(None);
    }
    let (_, counts) = reading.people().await?;
    Ok(Some(reading.dues(counts).await?))
}

impl Reading<'_> {
    /// Among people who were counted.
    pub(super) async fn dues(&self, counts: roster::Counts) -> Result<Dues, Failure> {
        let stream = self.session.stream(Compartment::Dues).await?;
        let mut reader = self.session.reader().await?;
        let year = self.today.year();
        let received = sqlx::query_as::<_, (i64, i64)>(
            "SELECT coalesce(sum(amount_cents) FILTER (WHERE year = ?2), 0),
                 coalesce(sum(amount_cents) FILTER (WHERE year = ?2 - 1), 0)
             FROM dues WHERE stream = ?1 AND NOT removed",
        );
        let received = received.bind(stream.as_bytes().to_vec()).bind(year).fetch_one(&mut *reader).await?;
        Ok(Dues {
            year,
            up_to_date: counts.up_to_date,
            late: counts.late,
            received_cents: received.0,
            received_before_cents: received.1,
        })
    }
}
