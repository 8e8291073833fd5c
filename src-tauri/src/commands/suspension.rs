//! The mandates of a unit below; suspending one, lifting that, and ending one.

use coopol_core::device::Session;
use coopol_core::mandates::{self, Mandate, NewSuspension};
use coopol_domain::id::{MandateId, UnitId};

use super::{Answer, TheShell};
use crate::contract::base::{Day, Id};
use crate::contract::caretaker::BureauPage;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::handover::{SeatSheet, SuspensionDraft};
use crate::view;
use crate::view::handover::Bureau;
use crate::view::session::{office, unit};
use crate::view::time::midnight;

/// The mandates of a unit whose officers are known here.
#[tauri::command]
#[specta::specta]
pub async fn bureau(shell: TheShell<'_>, unit: Id) -> Answer<BureauPage> {
    let unit: UnitId = view::id(&unit)?;
    let session = shell.session().await?;
    let all = mandates::list(&session).await?;
    let seats = within(&session, &all, unit, |bureau| Ok(bureau.seats())).await?;
    let appoints = mandates::appointable(&session, unit).await?;
    Ok(BureauPage { seats, appoints: appoints.into_iter().map(|held| office(&held.to_string())).collect() })
}

/// One mandate that is known here.
#[tauri::command]
#[specta::specta]
pub async fn seat(shell: TheShell<'_>, id: Id) -> Answer<SeatSheet> {
    let id: MandateId = view::id(&id)?;
    let session = shell.session().await?;
    let all = mandates::list(&session).await?;
    let missing = || Failure::new(ErrorCode::NotFound, "no mandate of this id is known here");
    let mandate = all.iter().find(|mandate| mandate.id == id).ok_or_else(missing)?;
    let seat = within(&session, &all, mandate.unit, |bureau| Ok(bureau.one(mandate))).await?;
    Ok(SeatSheet { unit: unit(mandate), seat })
}

/// Suspends a mandate from now on.
#[tauri::command]
#[specta::specta]
pub async fn suspend_mandate(shell: TheShell<'_>, id: Id, draft: SuspensionDraft) -> Answer<()> {
    let session = shell.session().await?;
    if draft.ground.trim().is_empty() {
        let missing = Failure::new(ErrorCode::Invalid, "no ground was given");
        return Err(missing.with("field", "ground").with("rule", "required"));
    }
    let (now, zone) = (session.see().await?, session.zone().await?);
    let until = draft.until.map(|last| midnight(&last, 1, &zone)).transpose()?;
    if until.is_some_and(|until| until <= now) {
        let wrong = Failure::new(ErrorCode::Invalid, "it would be over before it begins");
        return Err(wrong.with("field", "until").with("rule", "end_before_start"));
    }
    let new = NewSuspension { mandate: view::id(&id)?, ground: draft.ground, since: now, until };
    mandates::prepare_suspension(&session, &new).await?.record(&session).await?;
    Ok(())
}

/// Lifts what suspends a mandate.
#[tauri::command]
#[specta::specta]
pub async fn lift_suspension(shell: TheShell<'_>, id: Id) -> Answer<()> {
    let session = shell.session().await?;
    let now = session.see().await?;
    mandates::prepare_lifting(&session, view::id(&id)?, now).await?.record(&session).await?;
    Ok(())
}

/// Ends a mandate with a day, or now. Whether it only ends once a second mandate agreed.
#[tauri::command]
#[specta::specta]
pub async fn end_mandate(shell: TheShell<'_>, id: Id, last: Option<Day>) -> Answer<bool> {
    let session = shell.session().await?;
    let (now, zone) = (session.see().await?, session.zone().await?);
    let until = last.map(|last| midnight(&last, 1, &zone)).transpose()?.unwrap_or(now);
    if until < now {
        let wrong = Failure::new(ErrorCode::Invalid, "that day is over");
        return Err(wrong.with("field", "until").with("rule", "past"));
    }
    Ok(mandates::prepare_end(&session, view::id(&id)?, until).await?.record(&session).await?.waits_for.is_some())
}

async fn within<T>(
    session: &Session,
    all: &[Mandate],
    unit: UnitId,
    look: impl FnOnce(&Bureau<'_>) -> Answer<T>,
) -> Answer<T> {
    let own: Vec<Mandate> = all.iter().filter(|mandate| mandate.unit == unit).cloned().collect();
    let (zone, attested) = (session.zone().await?, mandates::attested(session).await?);
    let possible = mandates::suspendable(session).await?;
    let endable = mandates::endable(session).await?;
    look(&Bureau {
        mandates: &own,
        attested: &attested,
        possible: &possible,
        endable: &endable,
        own: session.holder().await,
        now: session.now().await?,
        zone: &zone,
    })
}
