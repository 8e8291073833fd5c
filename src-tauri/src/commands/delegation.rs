//! Letting somebody say who comes to an event; and, for whoever was let, doing so.

use coopol_core::agenda;
use coopol_core::codes::{self, NoCode};
use coopol_core::delegations::{self, Granted};
use coopol_core::device::Failure as Core;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Task;

use super::{Answer, TheShell};
use crate::contract::agenda::Mark;
use crate::contract::base::{Day, Id, RowRange};
use crate::contract::delegation::{DelegateSheet, DelegationGranted, DelegationsPage};
use crate::contract::devices::Handover;
use crate::contract::failure::{ErrorCode, Failure};
use crate::view::delegation as view;
use crate::view::time::midnight;
use crate::view::{event as events, id as read};

/// The delegations of an event, and whether one may be granted.
#[tauri::command]
#[specta::specta]
pub async fn delegations(shell: TheShell<'_>, event: Id) -> Answer<DelegationsPage> {
    let session = shell.session().await?;
    let (wanted, zone): (SubjectId, _) = (read(&event)?, session.zone().await?);
    let sheet = agenda::sheet(&session, wanted).await?;
    // A code of a section without a server would open nothing on another computer.
    let grants = sheet.writable && !session.is_alone();
    let mut of_event = delegations::list(&session).await?;
    of_event.retain(|delegation| delegation.about.task() == Task::Attendance { event: wanted });
    let when = events::sheet(sheet, Vec::new(), &zone).when;
    let (offered, latest) = view::days(&when.end, session.see().await?, &zone);
    Ok(DelegationsPage {
        rows: of_event.into_iter().map(|delegation| view::row(delegation, &zone)).collect(),
        agreement: if grants { delegations::awaited(&session, Compartment::Agenda).await? } else { None },
        grants,
        offered,
        latest,
    })
}

/// Lets somebody say who comes to an event, up to and including a day, and answers once the server has it.
#[tauri::command]
#[specta::specta]
pub async fn grant_delegation(shell: TheShell<'_>, event: Id, name: String, until: Day) -> Answer<DelegationGranted> {
    let session = shell.session().await?;
    if session.is_alone() {
        return Err(Failure::new(ErrorCode::Forbidden, "a section alone has nowhere to bring codes to"));
    }
    let until = midnight(&until, 1, &session.zone().await?)?;
    let task = Task::Attendance { event: read(&event)? };
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

/// What a delegate sees.
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
