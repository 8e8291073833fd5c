//! Letting somebody say who comes to an event, or enter the dues of a year; and, for whoever was let, doing so.

use coopol_core::agenda;
use coopol_core::codes::{self, NoCode};
use coopol_core::delegations::{self, About, Granted};
use coopol_core::device::{Failure as Core, Session};
use coopol_core::roster::dues::{self, Right};
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Task;

use super::{Answer, TheShell};
use crate::contract::agenda::Mark;
use crate::contract::base::{Day, Id, RowRange};
use crate::contract::delegation::{DelegateDues, DelegateSheet, DelegationGranted, DelegationsPage, Entrusted};
use crate::contract::devices::Handover;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::roster::TypedPayment;
use crate::view::delegation as view;
use crate::view::time::midnight;
use crate::view::{dues::typed, event as events, id as read};

/// The delegations of an event, or of the accounts, and whether one may be granted.
#[tauri::command]
#[specta::specta]
pub async fn delegations(shell: TheShell<'_>, event: Option<Id>) -> Answer<DelegationsPage> {
    let session = shell.session().await?;
    match event {
        Some(event) => of_event(&session, read(&event)?).await,
        None => of_accounts(&session).await,
    }
}

async fn of_event(session: &Session, event: SubjectId) -> Answer<DelegationsPage> {
    let zone = session.zone().await?;
    let sheet = agenda::sheet(session, event).await?;
    let writable = sheet.writable;
    let when = events::sheet(sheet, Vec::new(), &zone).when;
    let days = view::days(&when.end, session.see().await?, &zone);
    page(session, |about| about.task() == Task::Attendance { event }, (Compartment::Agenda, writable), days).await
}

async fn of_accounts(session: &Session) -> Answer<DelegationsPage> {
    let writable = dues::right(session).await? == Right::Write;
    let days = view::days_of_dues(session.see().await?, &session.zone().await?);
    page(session, |about| matches!(about, About::Dues { .. }), (Compartment::Dues, writable), days).await
}

async fn page(
    session: &Session,
    wanted: impl Fn(&About) -> bool,
    (home, writable): (Compartment, bool),
    (offered, latest): (Day, Day),
) -> Answer<DelegationsPage> {
    // A code of a section without a server would open nothing on another computer.
    let grants = writable && !session.is_alone();
    let (zone, mut found) = (session.zone().await?, delegations::list(session).await?);
    found.retain(|delegation| wanted(&delegation.about));
    Ok(DelegationsPage {
        rows: found.into_iter().map(|delegation| view::row(delegation, &zone)).collect(),
        agreement: if grants { delegations::awaited(session, home).await? } else { None },
        grants,
        offered,
        latest,
    })
}

/// Lets somebody do one thing, up to and including a day, and answers once the server has it.
#[tauri::command]
#[specta::specta]
pub async fn grant_delegation(
    shell: TheShell<'_>,
    task: Entrusted,
    name: String,
    until: Day,
) -> Answer<DelegationGranted> {
    let session = shell.session().await?;
    if session.is_alone() {
        return Err(Failure::new(ErrorCode::Forbidden, "a section alone has nowhere to bring codes to"));
    }
    let until = midnight(&until, 1, &session.zone().await?)?;
    let task = match task {
        Entrusted::Attendance { event } => Task::Attendance { event: read(&event)? },
        Entrusted::Dues { year } => Task::Dues { year },
    };
    let granted = delegations::grant(&session, &session.http().await?, task, &name, until).await;
    let Granted { code, waits, .. } = granted.map_err(told)?;
    let link = codes::link(&code, session.server()).to_string();
    Ok(DelegationGranted { handover: Handover { code: code.to_string(), link, opens: None }, waits })
}

/// Its own rules have sentences of their own.
fn told(error: NoCode) -> Failure {
    let rule = match &error {
        NoCode::Failure(Core::Invalid { field: "delegated_until", .. }) => "delegation_span",
        NoCode::Failure(Core::Invalid { field: "delegations", .. }) => "delegations_full",
        _ => return error.into(),
    };
    Failure::from(error).with("rule", rule)
}

/// Puts an end to one, for good.
#[tauri::command]
#[specta::specta]
pub async fn end_delegation(shell: TheShell<'_>, delegation: Id) -> Answer<()> {
    delegations::end(&*shell.session().await?, read(&delegation)?).await?;
    Ok(())
}

/// What a delegate sees of an event.
#[tauri::command]
#[specta::specta]
pub async fn delegate_sheet(shell: TheShell<'_>, text: String, range: RowRange) -> Answer<DelegateSheet> {
    let session = shell.session().await?;
    let everybody = delegations::show(&session, "").await?.people;
    let sheet = delegations::show(&session, &text).await?;
    Ok(view::sheet(sheet, &everybody, range, session.see().await?, &session.zone().await?))
}

/// A delegate says of somebody whether they came; nothing takes back what was said.
#[tauri::command]
#[specta::specta]
pub async fn delegate_mark(shell: TheShell<'_>, person: Id, mark: Option<Mark>) -> Answer<()> {
    let session = shell.session().await?;
    delegations::mark(&session, &[(read(&person)?, mark.map(events::mark))]).await?;
    Ok(())
}

/// What a delegate sees of a year's dues.
#[tauri::command]
#[specta::specta]
pub async fn delegate_dues(shell: TheShell<'_>, text: String, range: RowRange) -> Answer<DelegateDues> {
    let session = shell.session().await?;
    let everybody = delegations::payments(&session, "").await?.people;
    let found = delegations::payments(&session, &text).await?;
    Ok(view::payments(found, &everybody, range, session.see().await?, &session.zone().await?))
}

/// A delegate enters what somebody paid, and is told which payment that is. The year and the receipt aren't theirs to say.
#[tauri::command]
#[specta::specta]
pub async fn delegate_records(shell: TheShell<'_>, person: Id, payment: TypedPayment) -> Answer<Id> {
    let (made, _) = delegations::enter(&*shell.session().await?, read(&person)?, &typed(payment)?).await?;
    Ok(made.to_string())
}

/// A delegate corrects a payment that they entered, or lets one that they took back stand again.
#[tauri::command]
#[specta::specta]
pub async fn delegate_corrects(shell: TheShell<'_>, id: Id, payment: TypedPayment) -> Answer<()> {
    delegations::correct(&*shell.session().await?, read(&id)?, &typed(payment)?).await?;
    Ok(())
}

/// A delegate takes back a payment that they entered.
#[tauri::command]
#[specta::specta]
pub async fn delegate_cancels(shell: TheShell<'_>, id: Id) -> Answer<()> {
    delegations::cancel(&*shell.session().await?, read(&id)?).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use coopol_core::device::Rule;

    use super::*;

    #[test]
    fn the_bounds_of_a_delegation_are_told_as_such() {
        let rule = |field| {
            let broken = Core::Invalid { field, rule: Rule::Choice, value: String::new() };
            told(NoCode::Failure(broken)).details["rule"].clone()
        };
        assert_eq!(rule("delegated_until"), "delegation_span".into());
        assert_eq!(rule("delegations"), "delegations_full".into());
        let none = Core::Invalid { field: "name", rule: Rule::Required, value: String::new() };
        assert_eq!(told(NoCode::Failure(none)).details["rule"], "required".into());
    }
}
