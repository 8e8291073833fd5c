//! Renouvellement.

use coopol_core::device::Session;
use coopol_core::export;
use coopol_core::handover::{self, Behind, Renewal};
use coopol_domain::id::UnitId;
use jiff::civil::Date;
use tauri::AppHandle;

use super::export::{failure, keep};
use super::{Answer, TheShell};
use crate::contract::base::{Day, Id, RowRange};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::roster::ExportFormat;
use crate::contract::season::{RemindPlan, RenewalRow, SeasonPage, SeasonQuery};
use crate::view;
use crate::view::season::{asked, page, plan, row};

/// Where the units below stand.
#[tauri::command]
#[specta::specta]
pub async fn season(shell: TheShell<'_>, query: SeasonQuery, range: RowRange) -> Answer<SeasonPage> {
    let session = shell.session().await?;
    let since = day(&query.since)?;
    let all = handover::season(&session, since).await?;
    let behind = handover::behind(&session, &all, since).await?;
    let found = asked(&query, all.clone());
    Ok(page(&all, &found, &behind, range, &session.zone().await?))
}

/// Where one of the units below stands in the season that began on a day.
#[tauri::command]
#[specta::specta]
pub async fn renewal(shell: TheShell<'_>, unit: Id, since: Day) -> Answer<RenewalRow> {
    let session = shell.session().await?;
    let wanted: UnitId = view::id(&unit)?;
    let since = day(&since)?;
    let found = handover::season(&session, since).await?.into_iter().find(|renewal| renewal.unit == wanted);
    let none = || Failure::new(ErrorCode::NotFound, "no unit below has this id");
    let found = found.ok_or_else(none)?;
    let behind = handover::behind(&session, std::slice::from_ref(&found), since).await?;
    Ok(row(&found, behind.first(), &session.zone().await?))
}

/// Whom a reminder would reach; nothing is written. One unit, or all that the query finds.
#[tauri::command]
#[specta::specta]
pub async fn plan_reminder(shell: TheShell<'_>, query: SeasonQuery, unit: Option<Id>) -> Answer<RemindPlan> {
    Ok(plan(&behind(&*shell.session().await?, &query, unit).await?))
}

/// Reminds them. Those that were reminded within the week are left out. Answers how many there were.
#[tauri::command]
#[specta::specta]
pub async fn remind(shell: TheShell<'_>, query: SeasonQuery, unit: Option<Id>) -> Answer<u32> {
    let session = shell.session().await?;
    let mut due = behind(&session, &query, unit).await?;
    due.retain(|unit| unit.not_before.is_none());
    Ok(view::count(handover::remind(&session, &due).await?.len() as u64))
}

async fn behind(session: &Session, query: &SeasonQuery, unit: Option<Id>) -> Answer<Vec<Behind>> {
    let (since, unit) = (day(&query.since)?, unit.map(|unit| view::id::<UnitId>(&unit)).transpose()?);
    let mut found = asked(query, handover::season(session, since).await?);
    found.retain(|renewal| unit.is_none_or(|unit| renewal.unit == unit));
    Ok(handover::behind(session, &found, since).await?)
}

/// Writes what the query finds where the person says. Answers the file's name; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn export_season(
    shell: TheShell<'_>,
    app: AppHandle,
    query: SeasonQuery,
    format: ExportFormat,
) -> Answer<Option<String>> {
    let session = shell.session().await?;
    let found: Vec<Renewal> = asked(&query, handover::season(&session, day(&query.since)?).await?);
    let (format, ending) = super::export::format(format);
    let bytes = export::season(&session, &found, format).await.map_err(failure)?;
    keep(&app, &format!("renouvellement-{}.{ending}", session.today().await?), async || Ok(bytes)).await
}

fn day(since: &Day) -> Answer<Date> {
    let unreadable = |error| Failure::new(ErrorCode::Invalid, error).with("field", "since").with("rule", "day");
    since.parse().map_err(unreadable)
}
