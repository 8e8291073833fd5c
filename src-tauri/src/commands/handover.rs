//! Passation.

use std::collections::{BTreeMap, BTreeSet};

use coopol_core::device::Session;
use coopol_core::handover::{self, Standing, Voice};
use coopol_core::mandates::{self, Mandate};
use coopol_core::{archive, device};
use coopol_domain::id::{SubjectId, UnitId};
use jiff::tz::TimeZone;
use tauri::AppHandle;

use super::export::keep;
use super::request::with_minutes;
use super::{Answer, TheShell};
use crate::contract::agenda::Titled;
use crate::contract::base::{Created, Id};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::first_day::FirstDay;
use crate::contract::handover::{ClaimAnswer, ClaimDraft, ClaimForecast, ClaimSheet, HandoverPage, MandateDraft};
use crate::view::handover::{Bureau, claim_place, to_show};
use crate::view::session::{unit, unit_kind, working};
use crate::view::{self, claim};

/// Who holds which office, and which claims there are.
#[tauri::command]
#[specta::specta]
pub async fn handover(shell: TheShell<'_>) -> Answer<HandoverPage> {
    let session = shell.session().await?;
    let zone = session.zone().await?;
    let held = working(&session).await?;
    let attested = mandates::attested(&session).await?;
    let all = mandates::list(&session).await?;
    let own = of_unit(&all, held.unit);
    let possible = mandates::suspendable(&session).await?;
    let endable = mandates::endable(&session).await?;
    let bureau = Bureau {
        mandates: &own,
        attested: &attested,
        possible: &possible,
        endable: &endable,
        own: session.holder().await,
        now: session.now().await?,
        zone: &zone,
    };
    let claims = to_show(handover::list(&session).await?, held.unit);
    Ok(HandoverPage {
        seats: bureau.seats(),
        viewers: bureau.viewers(unit_kind(&held.unit_kind)),
        claims: claims.iter().map(|it| claim::row(it, &zone)).collect(),
        places: handover::places(&session).await?.into_iter().map(|place| claim_place(place, &all)).collect(),
        followed: view::count(handover::followed(&session).await? as u64),
        unit: unit(&held),
    })
}

/// What whoever takes office receives.
#[tauri::command]
#[specta::specta]
pub async fn first_day(shell: TheShell<'_>) -> Answer<FirstDay> {
    view::first_day::first_day(&*shell.session().await?).await
}

/// Writes it, as pages to print, where the person says. Answers the file's name; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn export_dossier(shell: TheShell<'_>, app: AppHandle) -> Answer<Option<String>> {
    let name = format!("passation-{}.pdf", shell.session().await?.today().await?);
    keep(&app, &name, async || shell.dossier().await).await
}

/// What stands about one claim, and what the holder of this laptop may answer.
#[tauri::command]
#[specta::specta]
pub async fn claim(shell: TheShell<'_>, id: Id) -> Answer<ClaimSheet> {
    let id: SubjectId = view::id(&id)?;
    let session = shell.session().await?;
    let zone = session.zone().await?;
    let known = handover::list(&session).await?;
    let missing = || Failure::new(ErrorCode::NotFound, "no claim of this id is known here");
    let standing = known.iter().find(|claim| claim.id == id).ok_or_else(missing)?;
    let may = handover::possible(&session, standing).await?;
    let own = of_unit(&mandates::list(&session).await?, standing.unit);
    let bureau = unattested(&session, &own, &zone).await?;
    let document = minutes(&session, standing).await?;
    Ok(claim::sheet(standing, &known, &bureau, document, &may))
}

/// What a claim would take and do; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn weigh_claim(shell: TheShell<'_>, draft: ClaimDraft) -> Answer<ClaimForecast> {
    let session = shell.session().await?;
    let zone = session.zone().await?;
    let new = claim::new_claim(draft, &zone)?;
    let prepared = handover::prepare(&session, &new).await?;
    prepared.weigh(&session).await.map_err(of_handover)?;
    let forecast = prepared.forecast().ok_or_else(|| Failure::new(ErrorCode::Bug, "a claim that doesn't read back"))?;
    let unit = new.unit.unwrap_or(working(&session).await?.unit);
    let mandates = of_unit(&mandates::list(&session).await?, unit);
    let bureau = unattested(&session, &mandates, &zone).await?;
    let own = Voice { holder: session.holder().await, name: String::new(), from_above: false, reason: None };
    Ok(claim::forecast(&forecast, &new, &own, &bureau))
}

/// States that somebody was elected.
#[tauri::command]
#[specta::specta]
pub async fn make_claim(shell: TheShell<'_>, draft: ClaimDraft) -> Answer<Created> {
    let session = shell.session().await?;
    let minutes = draft.minutes.clone();
    let new = claim::new_claim(draft, &session.zone().await?)?;
    let prepared = with_minutes(&shell, &session, new, minutes).await?;
    let id = prepared.claim;
    let saved = prepared.record(&session).await.map_err(of_handover)?;
    Ok(Created { act: saved.change.to_string(), id: id.to_string() })
}

/// Answers a claim.
#[tauri::command]
#[specta::specta]
pub async fn answer_claim(shell: TheShell<'_>, id: Id, answer: ClaimAnswer) -> Answer<()> {
    let session = shell.session().await?;
    let prepared = handover::prepare_answer(&session, view::id(&id)?, &claim::answer(answer)?).await?;
    prepared.record(&session).await.map_err(of_handover)?;
    Ok(())
}

/// Whether what `record_mandate` would state counts only once a second mandate agreed; nothing is written.
#[tauri::command]
#[specta::specta]
pub async fn weigh_mandate(shell: TheShell<'_>, draft: MandateDraft) -> Answer<bool> {
    let session = shell.session().await?;
    Ok(recording(&session, draft).await?.weigh(&session).await?.is_some())
}

/// Records a mandate without an election. Whether it counts only once a second mandate agreed.
#[tauri::command]
#[specta::specta]
pub async fn record_mandate(shell: TheShell<'_>, draft: MandateDraft) -> Answer<bool> {
    let session = shell.session().await?;
    Ok(recording(&session, draft).await?.record(&session).await?.waits_for.is_some())
}

async fn recording(session: &Session, draft: MandateDraft) -> Answer<mandates::Prepared> {
    let new = claim::new_mandate(draft, session.see().await?, &session.zone().await?)?;
    Ok(mandates::prepare(session, &new).await?)
}

fn of_unit(mandates: &[Mandate], unit: UnitId) -> Vec<Mandate> {
    mandates.iter().filter(|mandate| mandate.unit == unit).cloned().collect()
}

/// A bureau of which nobody asks who attested it.
async fn unattested<'a>(session: &Session, mandates: &'a [Mandate], zone: &'a TimeZone) -> Answer<Bureau<'a>> {
    Ok(Bureau {
        mandates,
        attested: const { &BTreeMap::new() },
        possible: const { &BTreeMap::new() },
        endable: const { &BTreeSet::new() },
        own: session.holder().await,
        now: session.now().await?,
        zone,
    })
}

/// The minutes, where they are in the archives that this laptop reads.
async fn minutes(session: &Session, claim: &Standing) -> Answer<Option<Titled>> {
    let Some(document) = claim.document else { return Ok(None) };
    match archive::sheet(session, document).await {
        Ok(sheet) => Ok(Some(Titled { id: document.to_string(), title: sheet.row.title })),
        Err(device::Failure::NotFound { .. } | device::Failure::NoStream { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What is refused here has a cure of its own.
fn of_handover(error: device::Failure) -> Failure {
    use coopol_domain::kinds::Refusal;
    let code = match &error {
        device::Failure::Refused(Refusal::ValueInvalid { field }) if field == "contested" => ErrorCode::TooLate,
        device::Failure::Refused(Refusal::ValueInvalid { field }) if field == "ruling" => ErrorCode::Decided,
        _ => return error.into(),
    };
    Failure::new(code, error)
}
