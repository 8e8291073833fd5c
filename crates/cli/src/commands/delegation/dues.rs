//! What whoever received a year's dues sees and notes.

use coopol_core::delegations::{self, Entered, Payer, Payments};
use coopol_core::device::{Failure as Refused, Saved, Session};
use coopol_core::roster::dues::Typed;
use coopol_domain::id::SubjectId;
use coopol_domain::time::Instant;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::arguments::Arguments;
use crate::arguments::delegation::How;
use crate::commands::devices::day;
use crate::commands::identifier;
use crate::failure::Failure;
use crate::output;
use crate::words;

pub(super) async fn show(session: &Session, arguments: &Arguments, search: &str) -> Result<String, Failure> {
    let payments = delegations::payments(session, search).await?;
    if arguments.json {
        return Ok(output::json(&payments));
    }
    let zone = session.zone().await?;
    Ok(told(&payments, &zone))
}

fn told(payments: &Payments, zone: &TimeZone) -> String {
    let mut lines = vec![format!("{} : cotisations de {}", payments.unit, payments.year)];
    for person in &payments.people {
        lines.push(called(person));
        lines.extend(person.entered.iter().map(|entered| format!("  {}", line(entered))));
    }
    let many = if payments.count > 1 { "paiements notés" } else { "paiement noté" };
    lines.push(format!(
        "{} {many}, {}.",
        payments.count,
        words::euros(i64::try_from(payments.cents).unwrap_or(i64::MAX))
    ));
    let last = day(Instant(payments.until.0.saturating_sub(1)), zone);
    lines.push(format!("Cette délégation va jusqu'au {last} inclus."));
    lines.join("\n")
}

fn called(person: &Payer) -> String {
    let born = person.birth_year.map(|year| format!("né(e) en {year}"));
    let apart: Vec<String> = [born, person.city.clone()].into_iter().flatten().collect();
    let apart = if apart.is_empty() { String::new() } else { format!(" ({})", apart.join(", ")) };
    format!("{}  {} {}{apart}", person.id, person.family_name, person.given_name)
}

fn line(entered: &Entered) -> String {
    let on = entered.paid_on.as_ref().map(|day| format!("le {day}"));
    let how = entered.method.map(|method| words::paid_by(method).to_owned());
    let cancelled = entered.cancelled.then(|| "annulé".to_owned());
    let taken_over = entered.taken_over.then(|| "repris par la trésorerie".to_owned());
    let waiting = entered.waiting.then(|| "pas encore envoyé".to_owned());
    let rest: Vec<String> = [on, how, cancelled, taken_over, waiting].into_iter().flatten().collect();
    format!("{}  {:>11}  {}", entered.id, words::euros(entered.cents.into()), rest.join(", ")).trim_end().to_owned()
}

pub(super) async fn record(
    session: &Session,
    arguments: &Arguments,
    person: &str,
    amount: &str,
    how: &How,
) -> Result<String, Failure> {
    let (payment, saved) = delegations::enter(session, subject(person)?, &typed(amount.to_owned(), how)).await?;
    Ok(done(arguments, payment, &saved))
}

pub(super) async fn change(
    session: &Session,
    arguments: &Arguments,
    payment: &str,
    amount: Option<&str>,
    how: &How,
) -> Result<String, Failure> {
    let payment = subject(payment)?;
    let people = delegations::payments(session, "").await?.people;
    let before = people.into_iter().flat_map(|person| person.entered).find(|entered| entered.id == payment);
    let before = before.ok_or_else(|| Refused::NotFound { what: "payment", given: payment.to_string() })?;
    let typed = typed(amount.map_or_else(|| words::euros(before.cents.into()), ToOwned::to_owned), how);
    let typed = Typed {
        paid_on: typed.paid_on.or_else(|| before.paid_on.and_then(|day| day.parse().ok())),
        method: typed.method.or(before.method),
        ..typed
    };
    let saved = delegations::correct(session, payment, &typed).await?;
    Ok(done(arguments, payment, &saved))
}

pub(super) async fn cancel(session: &Session, arguments: &Arguments, payment: &str) -> Result<String, Failure> {
    let payment = subject(payment)?;
    let saved = delegations::cancel(session, payment).await?;
    Ok(done(arguments, payment, &saved))
}

fn subject(typed: &str) -> Result<SubjectId, Failure> {
    Ok(SubjectId::from_bytes(identifier(typed)?))
}

/// The year is that of the delegation.
fn typed(amount: String, how: &How) -> Typed {
    Typed { year: 0, amount, paid_on: how.on, method: how.method, receipt: String::new() }
}

fn done(arguments: &Arguments, payment: SubjectId, saved: &Saved) -> String {
    if arguments.json {
        return output::json(&json!({ "payment": payment, "change": saved.change }));
    }
    format!(
        "Enregistré ici. Pour corriger ou annuler : coopol delegation change {payment}, coopol delegation cancel {payment}"
    )
}
