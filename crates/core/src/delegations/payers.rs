//! What a delegate of a year's dues sees and does: people by their names, and the payments that they entered themselves.

use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::State;
use coopol_domain::kinds::{Account, Paid, PaidBy, Payer as Shown, Payment, SliceDues, paid_of, recorded};
use coopol_domain::time::Instant;
use serde::Serialize;

use super::slice::{Slice, is_found};
use crate::ambient::chance;
use crate::device::{Failure, Saved, Session};
use crate::roster::dues::{Typed, valid};
use crate::text::{query, sort_key};

/// A payment that the delegate entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entered {
    /// Which.
    pub id: SubjectId,
    /// Euro cents.
    pub cents: u32,
    /// When it came.
    pub paid_on: Option<String>,
    /// How.
    pub method: Option<PaidBy>,
    /// Whether the delegate took it back.
    pub cancelled: bool,
    /// Whether whoever keeps the accounts changed it since: it is for them to correct it.
    pub taken_over: bool,
    /// Whether the server doesn't have it yet.
    pub waiting: bool,
}

/// Somebody who may pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Payer {
    /// Who.
    pub id: SubjectId,
    /// First name; empty when unknown.
    pub given_name: String,
    /// Last name; empty when unknown.
    pub family_name: String,
    /// In which year they were born, where somebody else is called the same.
    pub birth_year: Option<u16>,
    /// Where they live, where that isn't enough.
    pub city: Option<String>,
    /// What the delegate entered of them, and nobody else did: the last first.
    pub entered: Vec<Entered>,
}

/// All that a delegate of a year's dues sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Payments {
    /// The year.
    pub year: u16,
    /// How the unit is called.
    pub unit: String,
    /// By name.
    pub people: Vec<Payer>,
    /// How many payments the delegate entered, of all people; those that they took back not counted.
    pub count: u64,
    /// What they come to, in euro cents.
    pub cents: u64,
    /// Until when the delegation lasts, unless somebody ends it before.
    pub until: Instant,
}

fn payer(id: SubjectId, state: &State, sent: Option<&State>) -> Option<Payer> {
    let Shown { first_name, last_name, birth_year, city, mut paid, .. } = Shown::read(id, state)?;
    paid.sort_by_key(|(id, paid, _)| (std::cmp::Reverse(paid.at), *id));
    let entered = paid.into_iter().map(|(id, paid, taken_over)| Entered {
        id,
        waiting: sent.and_then(|sent| paid_of(sent, id)).as_ref() != Some(&paid),
        cents: paid.payment.amount_cents,
        paid_on: paid.payment.paid_on,
        method: paid.payment.method,
        cancelled: paid.payment.cancelled,
        taken_over,
    });
    let entered = entered.collect();
    Some(Payer { id, given_name: first_name, family_name: last_name, birth_year, city, entered })
}

fn year(slice: &Slice) -> Result<SliceDues, Failure> {
    slice.dues().ok_or_else(|| Failure::NotFound { what: "delegation", given: slice.delegation.to_string() })
}

/// The year and the people, those who are found by these words.
///
/// # Errors
/// [`Failure::NoStream`] for whoever holds no delegation, [`Failure::NotFound`] for whoever holds another.
pub async fn payments(session: &Session, words: &str) -> Result<Payments, Failure> {
    let slice = Slice::of(session).await?;
    let SliceDues { year, unit_name, until, .. } = year(&slice)?;
    let people = slice.states.iter().filter_map(|(id, state)| payer(*id, state, slice.sent.get(id)));
    let mut people: Vec<Payer> = people.collect();
    let standing = people.iter().flat_map(|person| &person.entered).filter(|entered| !entered.cancelled);
    let (count, cents) = standing.fold((0, 0), |(count, cents), entered| (count + 1, cents + u64::from(entered.cents)));
    let wanted = query(words, false);
    people.retain(|person| is_found(&wanted, &person.given_name, &person.family_name));
    people.sort_by_cached_key(|person| (sort_key(Some(&person.family_name), Some(&person.given_name)), person.id));
    Ok(Payments { year, unit: unit_name, people, count, cents, until })
}

/// Enters what somebody paid for the year of the delegation, *saved here*; which it is from now on. It is signed by this laptop, for these accounts and
/// no others. The year and the receipt that are typed are left aside.
///
/// # Errors
/// [`Failure::NoStream`] for whoever holds no delegation, [`Failure::NotFound`] for somebody who isn't shown, [`Failure::Invalid`] for what accounts
/// don't take.
pub async fn enter(session: &Session, person: SubjectId, typed: &Typed) -> Result<(SubjectId, Saved), Failure> {
    let slice = Slice::of(session).await?;
    let payment = SubjectId::from_bytes(chance(session.ambient()));
    let said = said(session, &slice, typed).await?;
    Ok((payment, record(session, &slice, (person, payment), said).await?))
}

/// Corrects a payment that was entered by this delegation.
///
/// # Errors
/// As [`enter`]; [`Failure::NotFound`] for a payment that the delegate didn't enter, or that isn't theirs any more.
pub async fn correct(session: &Session, payment: SubjectId, typed: &Typed) -> Result<Saved, Failure> {
    let slice = Slice::of(session).await?;
    let (person, _) = own(&slice, payment)?;
    let said = said(session, &slice, typed).await?;
    record(session, &slice, (person, payment), said).await
}

/// Takes back a payment that was entered wrongly.
///
/// # Errors
/// As [`correct`].
pub async fn cancel(session: &Session, payment: SubjectId) -> Result<Saved, Failure> {
    let slice = Slice::of(session).await?;
    let (person, paid) = own(&slice, payment)?;
    record(session, &slice, (person, payment), Payment { cancelled: true, ..paid.payment }).await
}

/// What was typed, as it is signed.
async fn said(session: &Session, slice: &Slice, typed: &Typed) -> Result<Payment, Failure> {
    let year = i16::try_from(year(slice)?.year).unwrap_or(i16::MAX);
    let cents = valid(session, &Typed { year, ..typed.clone() }).await?;
    Ok(Payment {
        amount_cents: u32::try_from(cents).expect("`valid` holds it below the largest payment"),
        paid_on: typed.paid_on.map(|day| day.to_string()),
        method: typed.method,
        cancelled: false,
    })
}

/// A payment that the delegate entered and may correct, with whose it is.
fn own(slice: &Slice, payment: SubjectId) -> Result<(SubjectId, Paid), Failure> {
    let mut people = slice.states.iter().filter_map(|(id, state)| Shown::read(*id, state));
    let found = people.find_map(|person| {
        let (_, paid, _) = person.paid.into_iter().find(|(id, _, taken_over)| *id == payment && !taken_over)?;
        Some((person.id, paid))
    });
    found.ok_or_else(|| Failure::NotFound { what: "payment", given: payment.to_string() })
}

async fn record(
    session: &Session,
    slice: &Slice,
    (person, payment): (SubjectId, SubjectId),
    said: Payment,
) -> Result<Saved, Failure> {
    let SliceDues { year, dues, .. } = year(slice)?;
    let state = slice.states.get(&person).filter(|state| Shown::read(person, state).is_some());
    let state = state.ok_or_else(|| Failure::NotFound { what: "person", given: person.to_string() })?;
    // Later than what was said before, whatever the clock says.
    let now = session.see().await?;
    let at = paid_of(state, payment).map_or(now, |before| now.max(before.at.plus(1)));
    let account = Account { delegation: slice.delegation, dues, year };
    let key = session.machine().await.key.clone();
    let payload = recorded(state, payment, &Paid::sign(&key, account, (person, payment), said, at));
    let intent = Intent { stream: slice.stream, subject: person, payload, act: None, depends_on: Vec::new() };
    session.record(intent).await
}
