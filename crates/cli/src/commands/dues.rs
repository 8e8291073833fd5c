//! `coopol dues`.

use coopol_core::device::{Saved, Session};
use coopol_core::roster::dues::{self, Payment, Standing, Typed};
use coopol_domain::id::SubjectId;
use serde_json::json;

use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::dues::{Dues, How};
use crate::failure::Failure;
use crate::open::within;
use crate::output;
use crate::words;

pub async fn run(arguments: &Arguments, wanted: &Dues) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Dues::List { person } => list(session, arguments, subject(person)?).await,
        Dues::Record { person, amount, year, how } => {
            let year = year.unwrap_or(session.today().await?.year());
            let typed = Typed {
                year,
                amount: amount.clone(),
                paid_on: how.on,
                method: how.method,
                receipt: how.receipt.clone().unwrap_or_default(),
            };
            let (payment, saved) = dues::record(session, subject(person)?, &typed).await?;
            Ok(done(arguments, payment, saved))
        }
        Dues::Change { payment, amount, year, how } => {
            let payment = subject(payment)?;
            let typed = corrected(dues::one(session, payment).await?, amount.as_deref(), *year, how);
            let saved = dues::change(session, payment, &typed).await?;
            Ok(done(arguments, payment, saved))
        }
        Dues::Cancel { payment } => {
            let payment = subject(payment)?;
            let saved = dues::cancel(session, payment).await?;
            Ok(done(arguments, payment, saved))
        }
    })
    .await
}

fn subject(typed: &str) -> Result<SubjectId, Failure> {
    Ok(SubjectId::from_bytes(identifier(typed)?))
}

/// What stands there, but for what was typed.
fn corrected(before: Payment, amount: Option<&str>, year: Option<i16>, how: &How) -> Typed {
    Typed {
        year: year.unwrap_or_else(|| i16::try_from(before.year).unwrap_or_default()),
        amount: amount.map_or_else(|| words::euros(before.cents), ToOwned::to_owned),
        paid_on: how.on.or_else(|| before.paid_on.and_then(|day| day.parse().ok())),
        method: how.method.or(before.method),
        receipt: how.receipt.clone().or(before.receipt).unwrap_or_default(),
    }
}

async fn list(session: &Session, arguments: &Arguments, person: SubjectId) -> Result<String, Failure> {
    let payments = dues::list(session, person).await?;
    if arguments.json {
        return Ok(output::json(&payments));
    }
    if payments.is_empty() {
        return Ok("Aucun paiement noté.".to_owned());
    }
    Ok(payments.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn line(payment: &Payment) -> String {
    let on = payment.paid_on.as_ref().map(|day| format!("le {day}"));
    let how = payment.method.map(|method| words::paid_by(method).to_owned());
    let receipt = payment.receipt.as_ref().map(|receipt| format!("n° {receipt}"));
    let standing = match payment.standing {
        Standing::Noted => None,
        Standing::Changing => Some("une correction attend la trésorerie".to_owned()),
        Standing::Proposed => Some("attend la trésorerie".to_owned()),
        Standing::Elsewhere => Some("dans les comptes d'une section qui a rejoint celle-ci".to_owned()),
    };
    let rest: Vec<String> = [on, how, receipt, standing].into_iter().flatten().collect();
    format!("{}  {}  {:>11}  {}", payment.id, payment.year, words::euros(payment.cents), rest.join(", "))
        .trim_end()
        .to_owned()
}

fn done(arguments: &Arguments, payment: SubjectId, saved: Saved) -> String {
    if arguments.json {
        let needs = saved.waits_for.map(|need| need.to_string());
        return output::json(&json!({ "payment": payment, "change": saved.change, "needs": needs }));
    }
    let waits = if saved.waits_for.is_some() { " Cela attend l'accord de la trésorerie." } else { "" };
    format!("Enregistré ici.{waits} Pour annuler : coopol undo {}", saved.change)
}
